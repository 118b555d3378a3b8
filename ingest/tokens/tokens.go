// Package tokens counts the tokens that a language model would see in a text,
// without any network: the tables of the encodings are part of the program.
//
// It is the only importer of tiktoken-go and its offline loader. The library
// keeps its loader and its encodings in package variables and downloads what it
// lacks; none of that is touched here. The tables come straight from the
// offline loader and the encoding is put together from them, so that nothing
// outside a [Counter] changes and nothing is ever fetched.
package tokens

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/pkoukk/tiktoken-go"
	loader "github.com/pkoukk/tiktoken-go-loader"
)

// An Encoding is how a family of models divides text into tokens: the file of
// its merge ranks and the pattern that cuts a text into pieces before merging, as
// they were published. It has no special tokens here: "<|endoftext|>" in an
// agreement is text like any other.
type Encoding struct{ name, file, pattern string }

// Cl100k is cl100k_base.
func Cl100k() Encoding {
	return Encoding{tiktoken.MODEL_CL100K_BASE, "cl100k_base.tiktoken",
		`(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`}
}

// O200k is o200k_base.
func O200k() Encoding {
	return Encoding{tiktoken.MODEL_O200K_BASE, "o200k_base.tiktoken",
		`[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|` +
			`[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|` +
			`\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+`}
}

const (
	// chunk is how many bytes are counted between two looks at the context.
	// At about 5 MB/s that is 3 ms.
	chunk = 16 << 10
	// longest is the longest run of bytes without a place to cut that is merged
	// in one go. Merging takes time with the square of the run (a page of dots
	// or underscores scanned as one "word"); a longer run is cut, which may
	// count a token too many at each cut. Words of real texts are never so long.
	longest = 512
)

// Texts repeat their words, and the library takes its time over each: what a
// word counts is remembered, up to so many words of so many bytes.
const (
	mostWords   = 1 << 16
	longestWord = 48
)

// A Counter counts tokens of one encoding. It reads its tables at the first count
// (about 0.1 s and 50 MB; twice that for O200k) and is safe for concurrent use.
// The zero value is not ready: use [New].
type Counter struct {
	load func() (*tiktoken.Tiktoken, error)

	mu    sync.Mutex
	known map[string]int // what a word counts, with the blank before it
}

// New returns a Counter. Nothing is read until the first count.
func New(e Encoding) *Counter {
	return &Counter{load: sync.OnceValues(e.load), known: map[string]int{}}
}

func (e Encoding) load() (*tiktoken.Tiktoken, error) {
	ranks, err := loader.NewOfflineLoader().LoadTiktokenBpe(e.file)
	if err != nil {
		return nil, fmt.Errorf("load %s: %w", e.name, err)
	}
	bpe, err := tiktoken.NewCoreBPE(ranks, nil, e.pattern)
	if err != nil {
		return nil, fmt.Errorf("build %s: %w", e.name, err)
	}
	return tiktoken.NewTiktoken(bpe, &tiktoken.Encoding{
		Name: e.name, PatStr: e.pattern, MergeableRanks: ranks,
	}, map[string]any{}), nil
}

// Count is the number of tokens in text. It fails if ctx ends first, or if the
// tables cannot be read, which a sound build of the program rules out.
func (c *Counter) Count(ctx context.Context, text string) (int, error) {
	if err := ctx.Err(); err != nil {
		return 0, fmt.Errorf("count tokens: %w", err)
	}
	if text == "" {
		return 0, nil
	}
	enc, err := c.load()
	if err != nil {
		return 0, fmt.Errorf("count tokens: %w", err)
	}
	n := 0
	for text != "" {
		if err := ctx.Err(); err != nil {
			return 0, fmt.Errorf("count tokens: %w", err)
		}
		end := cut(text)
		n += c.chunk(enc, text[:end])
		text = text[end:]
	}
	return n, nil
}

// chunk counts a chunk, word by word.
func (c *Counter) chunk(enc *tiktoken.Tiktoken, text string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := 0
	for text != "" {
		end := word(text)
		w := text[:end]
		text = text[end:]
		tokens, ok := c.known[w]
		if !ok {
			tokens = len(enc.EncodeOrdinary(w))
			if len(w) <= longestWord && len(c.known) < mostWords {
				c.known[strings.Clone(w)] = tokens
			}
		}
		n += tokens
	}
	return n
}

// word is where the first word of text ends, with what stands around it: where
// the pattern always starts a new piece, so that words counted one by one give
// the count of the whole. That is before a single blank between two words,
// before a line end behind a letter or a digit, and before a letter that begins
// a line.
func word(text string) int {
	for i := 1; i < len(text); i++ {
		before := text[i-1]
		switch c := text[i]; {
		case c == ' ':
			if i+1 < len(text) && graphic(before) && graphic(text[i+1]) {
				return i
			}
		case c == '\n':
			if alphanumeric(before) {
				return i
			}
		case before == '\n' && alphanumeric(c):
			return i
		}
	}
	return len(text)
}

// graphic reports whether c is a character of ASCII that shows; others are left
// alone, for some of them are blanks.
func graphic(c byte) bool { return c > ' ' && c < 0x7f }

func alphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// cut is where the first chunk of text ends. Before a single blank between two
// words the pattern always starts a new piece, so a cut there changes no count.
func cut(text string) int {
	if len(text) <= longest {
		return len(text)
	}
	last := 0 // the last harmless cut seen
	for i := 1; i < len(text); {
		if c := text[i]; c != ' ' && c < utf8.RuneSelf && i < chunk && i-last < longest {
			i++ // as most do
			continue
		}
		if i >= chunk && last > 0 {
			return last
		}
		if i-last >= longest {
			if last > 0 {
				return last // the long run then starts the next chunk
			}
			return i
		}
		r, w := utf8.DecodeRuneInString(text[i:])
		if r == ' ' && i+w < len(text) && !blankBefore(text, i) {
			if next, _ := utf8.DecodeRuneInString(text[i+w:]); !unicode.IsSpace(next) {
				last = i
			}
		}
		i += w
	}
	return len(text)
}

func blankBefore(text string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:i])
	return unicode.IsSpace(r)
}
