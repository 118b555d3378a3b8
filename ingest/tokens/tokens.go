// Package tokens counts the tokens that a language model would see in a text,
// without any network: the tables of cl100k_base are part of the program.
//
// The tables are those of tiktoken-go's offline loader, and it is their only
// importer. Cutting a text into pieces and merging these are written out here,
// which takes a tenth of the library's time and half of its memory; tests hold
// both to the library.
package tokens

import (
	"context"
	"fmt"
	"sync"
	"unicode"
	"unicode/utf8"
)

// encoding is the file of the merge ranks of cl100k_base. It has no special
// tokens here: "<|endoftext|>" in an agreement is text like any other.
const encoding = "cl100k_base.tiktoken"

const (
	// chunk is how many bytes are counted between two looks at the context.
	// At about 30 MB/s that is half a millisecond.
	chunk = 16 << 10
	// longest is the longest run of bytes without a place to cut that is merged
	// in one go. Merging takes time with the square of the run (a page of dots
	// or underscores scanned as one "word"); a longer run is cut, which may
	// count a token too many at each cut. Words of real texts are never so long.
	longest = 512
)

// A Counter counts tokens of cl100k_base. It reads its tables at the first
// count (about 20 ms and 10 MB) and is safe for concurrent use. The zero value
// is not ready: use [New].
type Counter struct {
	load func() (ranks, error)
}

// New returns a Counter. Nothing is read until the first count.
func New() *Counter {
	return &Counter{load: sync.OnceValues(func() (ranks, error) {
		r, err := readRanks(encoding)
		if err != nil { // unreachable: the table is part of the program
			return nil, fmt.Errorf("read %s: %w", encoding, err)
		}
		return r, nil
	})}
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
	table, err := c.load()
	if err != nil {
		return 0, fmt.Errorf("count tokens: %w", err)
	}
	n := 0
	var parts []part
	for text != "" {
		if err := ctx.Err(); err != nil {
			return 0, fmt.Errorf("count tokens: %w", err)
		}
		end := cut(text)
		rest := text[:end]
		if !utf8.ValidString(rest) {
			rest = string([]rune(rest)) // each stray byte is U+FFFD, as in the library
		}
		for text = text[end:]; rest != ""; {
			k, tokens := piece(rest), 0
			tokens, parts = table.count(rest[:k], parts)
			n, rest = n+tokens, rest[k:]
		}
	}
	return n, nil
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
