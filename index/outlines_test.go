package index

import (
	"cmp"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/index/query"
)

func TestOutlinesFile(t *testing.T) {
	dir := t.TempDir()
	empty, err := readOutlines(dir)
	require.NoError(t, err)
	assert.Empty(t, empty, "no file, no outlines")
	put := outlines{}
	for _, a := range []*corpus.Agreement{agreement(t, "mercy-nurses-2015", nurses), {ID: "none"}} {
		put[a.ID] = string(corpus.AppendOutline(nil, corpus.NewTree(a)))
	}
	require.NoError(t, put.write(dir))
	got, err := readOutlines(dir)
	require.NoError(t, err)
	assert.Equal(t, put, got)
	var lines []string
	require.NoError(t, (&atlas{dir: dir}).places("mercy-nurses-2015", func(id, citation, title string) {
		lines = append(lines, id+" | "+citation+" | "+title)
	}))
	assert.Contains(t, lines, "art_5 | Article 5 | Grievance Procedure")
	assert.Contains(t, lines, "art_5__sec_B__sub_1 |  | Form", "the citation of a subsection helps nobody")

	data, err := os.ReadFile(filepath.Join(dir, outlinesName))
	require.NoError(t, err)
	for n := 0; n < len(data); n += 1 + n/16 { // cut anywhere, it is refused
		require.NoError(t, os.WriteFile(filepath.Join(dir, outlinesName), data[:n], 0o644))
		_, err := readOutlines(dir)
		require.ErrorIs(t, err, errOutlines)
	}
	damaged := &atlas{list: outlines{"x": "\x05abc"}}
	damaged.once.Do(func() {})
	_, err = newSuggestibles(damaged)
	require.ErrorContains(t, err, "outline of x")
	_, err = damaged.open("y")
	require.ErrorContains(t, err, "outline of y")
}

// BenchmarkSuggest types into a library of CLAUSEBOOK_BENCH_PROVISIONS.
func BenchmarkSuggest(b *testing.B) {
	n, err := strconv.Atoi(cmp.Or(os.Getenv("CLAUSEBOOK_BENCH_PROVISIONS"), "4000"))
	require.NoError(b, err)
	ix, err := Open(b.Context(), cmp.Or(os.Getenv("CLAUSEBOOK_BENCH_DIR"), b.TempDir()), newScaled(b, n), shippedOptions(b))
	require.NoError(b, err)
	defer func() { require.NoError(b, ix.Close()) }()
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			_, err := newSuggestibles(&atlas{dir: ix.current.dir})
			require.NoError(b, err)
		}
	})
	for _, text := range []string{"g", "griev", "leave of abs", "article 9", "517m art 9 sec"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				if _, err := ix.Suggest(b.Context(), text, 8); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkCite looks citations up that name no agreement, and asks for paragraphs,
// in a library of CLAUSEBOOK_BENCH_PROVISIONS.
func BenchmarkCite(b *testing.B) {
	n, err := strconv.Atoi(cmp.Or(os.Getenv("CLAUSEBOOK_BENCH_PROVISIONS"), "4000"))
	require.NoError(b, err)
	ix, err := Open(b.Context(), cmp.Or(os.Getenv("CLAUSEBOOK_BENCH_DIR"), b.TempDir()), newScaled(b, n), shippedOptions(b))
	require.NoError(b, err)
	defer func() { require.NoError(b, ix.Close()) }()
	for _, text := range []string{"article 22 section 16", "Appendix C-1", "Letter of Intent #3", "article 22", "article 9 section C 2", "kind:paragraph overtime"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ix.Search(b.Context(), query.Request{Text: text}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
