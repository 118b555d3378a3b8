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
)

func TestTitles(t *testing.T) {
	dir := t.TempDir()
	empty, err := readTitles(dir)
	require.NoError(t, err)
	assert.Empty(t, empty, "no file, no titles")
	put := titles{}
	put.put(agreement(t, "mercy-nurses-2015", nurses))
	put.put(&corpus.Agreement{ID: "none"})
	require.NoError(t, put.write(dir))
	got, err := readTitles(dir)
	require.NoError(t, err)
	assert.Equal(t, put, got)
	var lines []string
	require.NoError(t, got.places("mercy-nurses-2015", func(id, citation, title string) {
		lines = append(lines, id+" | "+citation+" | "+title)
	}))
	assert.Contains(t, lines, "art_5 | Article 5 | Grievance Procedure")
	assert.Contains(t, lines, "art_5__sec_B__sub_1 |  | Form", "the citation of a subsection helps nobody")

	data, err := os.ReadFile(filepath.Join(dir, titlesName))
	require.NoError(t, err)
	for n := range data { // cut anywhere, it is refused or holds less; it never ends in a panic
		require.NoError(t, os.WriteFile(filepath.Join(dir, titlesName), data[:n], 0o644))
		cut, err := readTitles(dir)
		if err == nil {
			_, err = newSuggestibles(cut)
			require.NoError(t, err)
			assert.NotEqual(t, put, cut)
		} else {
			require.ErrorIs(t, err, errTitles)
		}
	}
	_, err = newSuggestibles(titles{"x": "\x05abc"})
	require.ErrorIs(t, err, errTitles)
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
			t, err := readTitles(ix.current.dir)
			require.NoError(b, err)
			_, err = newSuggestibles(t)
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
