package tokens

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pkoukk/tiktoken-go"
	loader "github.com/pkoukk/tiktoken-go-loader"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// library is tiktoken-go by itself, which the counts are held to.
func library(tb testing.TB, e Encoding) *tiktoken.Tiktoken {
	tb.Helper()
	enc, err := e.load()
	require.NoError(tb, err)
	return enc
}

func encoded(enc *tiktoken.Tiktoken, text string) int { return len(enc.EncodeOrdinary(text)) }

// The patterns are those that tiktoken-go has for the encodings.
func TestEncodings(t *testing.T) {
	tiktoken.SetBpeLoader(loader.NewOfflineLoader())
	for _, e := range []Encoding{Cl100k(), O200k()} {
		theirs, err := tiktoken.GetEncoding(e.name)
		require.NoError(t, err)
		for _, text := range append(odd, "Employees' leave/days and/or 12,345 (½) LAYOFFs") {
			assert.Equal(t, len(theirs.EncodeOrdinary(text)), encoded(library(t, e), text), "%s %q", e.name, text)
		}
	}
}

func TestCount(t *testing.T) {
	c := New(Cl100k())
	// Counts published with the encoding, or small enough to check by its table.
	for _, tc := range []struct {
		name, in string
		want     int
	}{
		{"nothing", "", 0},
		{"hello world", "hello world", 2},
		{"great", "tiktoken is great!", 6},
		{"long word", "antidisestablishmentarianism", 6},
		{"sum", "2 + 2 = 4", 7},
		{"Japanese", "お誕生日おめでとう", 9},
		{"a special token is text", "<|endoftext|>", 7},
		{"invalid UTF-8 is replaced", "a\xffb", 3},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, err := c.Count(t.Context(), tc.in)
			require.NoError(t, err)
			assert.Equal(t, tc.want, got)
		})
	}
}

// Cutting a text into chunks and words changes no count.
func TestCountChunks(t *testing.T) {
	files, err := filepath.Glob("../../corpus/agreements/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, e := range []Encoding{Cl100k(), O200k()} {
		c, enc := New(e), library(t, e)
		for _, f := range files {
			b, err := os.ReadFile(f)
			require.NoError(t, err)
			text := string(b)
			if len(text) > 120_000 {
				text = strings.ToValidUTF8(text[:120_000], "")
			}
			got, err := c.Count(t.Context(), text)
			require.NoError(t, err)
			assert.Equal(t, encoded(enc, text), got, "%s %s", e.name, f)
		}
	}
}

// A run without a blank ends in time, whatever it is made of.
func TestCountLongRun(t *testing.T) {
	c := New(Cl100k())
	for _, unit := range []string{".", "a", "_-", "é"} {
		start := time.Now()
		n, err := c.Count(t.Context(), strings.Repeat(unit, 200_000/len(unit)))
		require.NoError(t, err)
		assert.Positive(t, n)
		assert.Less(t, time.Since(start), 10*time.Second, unit)
	}
}

func TestCountConcurrent(t *testing.T) {
	c := New(Cl100k())
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			n, err := c.Count(context.Background(), "An employee shall be excused for jury duty.")
			if assert.NoError(t, err) {
				assert.Equal(t, 10, n)
			}
		})
	}
	wg.Wait()
}

func TestCountCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := New(Cl100k()).Count(ctx, "words")
	require.ErrorIs(t, err, context.Canceled)
}

// odd are texts on which a piece ends for a reason that plain words do not have.
var odd = []string{
	"it's IT'S 'tis 'T 'Re 'VE 'll 'lo 'ſ 'K d'", "'", "''s", " 's", "x'ree",
	"12345 1a2b ²³½¾٣٤٥٦ Ⅻ", "a\r\n b\n\n\n  c  \n d\u00a0\u00a0e\u2003 f \t\tg   ", " \n \r x", "\n", "  ", " .", ". .. ...\n\n\r x --\r",
	"§ 9.1(a)—“quoted” • 10%", "お誕生日おめでとう 𝒳𝒴 🎉🎉 é e\u0301 \u0301x", "a\xff\xfeb\x00\x01 c\u200bd\ufeff", "\u0085\u2028x\u3000y", "ﬁ ŉ ß İı",
}

// Count is what the library counts, odd texts or not.
func FuzzCount(f *testing.F) {
	for _, s := range odd {
		f.Add(s)
	}
	encodings := []Encoding{Cl100k(), O200k()}
	var counters []*Counter
	var theirs []*tiktoken.Tiktoken
	for _, e := range encodings {
		counters, theirs = append(counters, New(e)), append(theirs, library(f, e))
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > longest {
			return
		}
		for k, c := range counters {
			got, err := c.Count(t.Context(), text)
			require.NoError(t, err)
			require.Equal(t, encoded(theirs[k], text), got, "%s %q", encodings[k].name, text)
		}
	})
}

func FuzzCut(f *testing.F) {
	f.Add("a b", 300)
	f.Add("......", 200)
	f.Add("word  word\n\nword é", 100)
	f.Fuzz(func(t *testing.T, unit string, n int) {
		if len(unit) == 0 || n < 1 || n > 2000 || len(unit) > 200 {
			return
		}
		text := strings.Repeat(unit, n)
		for text != "" {
			end := cut(text)
			require.Positive(t, end)
			require.LessOrEqual(t, end, len(text))
			text = text[end:]
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New(Cl100k()).Count(b.Context(), "load"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCount(b *testing.B) {
	text, err := os.ReadFile("../../corpus/agreements/004_4a75cca2a587cb30.txt")
	require.NoError(b, err)
	c := New(Cl100k())
	_, err = c.Count(b.Context(), "load")
	require.NoError(b, err)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Count(b.Context(), string(text)); err != nil {
			b.Fatal(err)
		}
	}
}
