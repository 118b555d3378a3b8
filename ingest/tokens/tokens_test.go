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

// library is tiktoken-go, which the package is held to.
func library(t testing.TB) *tiktoken.CoreBPE {
	table, err := loader.NewOfflineLoader().LoadTiktokenBpe(encoding)
	require.NoError(t, err)
	bpe, err := tiktoken.NewCoreBPE(table, nil, pattern)
	require.NoError(t, err)
	return bpe
}

func encoded(bpe *tiktoken.CoreBPE, text string) int {
	return len(tiktoken.NewTiktoken(bpe, &tiktoken.Encoding{Name: tiktoken.MODEL_CL100K_BASE, PatStr: pattern}, map[string]any{}).EncodeOrdinary(text))
}

func TestCount(t *testing.T) {
	c := New()
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

// Cutting a text into chunks changes no count where it has words.
func TestCountChunks(t *testing.T) {
	c := New()
	bpe := library(t)
	files, err := filepath.Glob("../../corpus/agreements/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, f := range files {
		b, err := os.ReadFile(f)
		require.NoError(t, err)
		text := string(b)
		if len(text) > 120_000 {
			text = strings.ToValidUTF8(text[:120_000], "")
		}
		got, err := c.Count(t.Context(), text)
		require.NoError(t, err)
		assert.Equal(t, encoded(bpe, text), got, f)
	}
}

// A run without a blank ends in time, whatever it is made of.
func TestCountLongRun(t *testing.T) {
	c := New()
	for _, unit := range []string{".", "a", "_-", "é"} {
		start := time.Now()
		n, err := c.Count(t.Context(), strings.Repeat(unit, 200_000/len(unit)))
		require.NoError(t, err)
		assert.Positive(t, n)
		assert.Less(t, time.Since(start), 10*time.Second, unit)
	}
}

func TestCountConcurrent(t *testing.T) {
	c := New()
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
	_, err := New().Count(ctx, "words")
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
	c, bpe := New(), library(f)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > longest {
			return
		}
		got, err := c.Count(t.Context(), text)
		require.NoError(t, err)
		require.Equal(t, encoded(bpe, text), got, "%q", text)
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
		if _, err := New().Count(b.Context(), "load"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCount(b *testing.B) {
	text, err := os.ReadFile("../../corpus/agreements/004_4a75cca2a587cb30.txt")
	require.NoError(b, err)
	c := New()
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
