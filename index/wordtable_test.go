package index

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWordTable(t *testing.T) {
	dir := t.TempDir()
	empty, err := openWordTable(dir)
	require.NoError(t, err)
	_, ok := empty.find("leave")
	assert.False(t, ok, "no file, no words")
	_, ok = empty.findStem("leav")
	assert.False(t, ok)

	words := []counted{{text: "notice", counts: [2]int{7}}, {text: "the", stem: 2 | stopBit}, {text: "leaves", stem: 1, counts: [2]int{2}}, {text: "leave", stem: 1, counts: [2]int{9}}, {text: "leaven", stem: 3}}
	stems := []counted{{text: "notice", counts: [2]int{7, 1}}, {text: "leav", counts: [2]int{8, 10}}, {text: "the"}, {text: "leaven"}}
	require.NoError(t, writeWords(dir, words, stems))
	table, err := openWordTable(dir)
	require.NoError(t, err)
	for i, w := range words {
		n, ok := table.find(w.text)
		assert.True(t, ok && int(n) == i, w.text)
		assert.Equal(t, w.text, table.text(n))
		assert.Equal(t, w.counts[0], table.wordCount(n), w.text)
		assert.Equal(t, w.text == "the", table.isStop(n), w.text)
		assert.Equal(t, stems[w.stem&^stopBit].text, table.stem(table.stemOf(n)), w.text)
	}
	for _, missing := range []string{"", "lea", "leavez", "zoo"} {
		_, ok := table.find(missing)
		assert.False(t, ok, missing)
		_, ok = table.findStem(missing)
		assert.False(t, ok, missing)
	}
	n, ok := table.findStem("leav")
	require.True(t, ok)
	assert.Equal(t, 10, table.stemCount(n), "the larger of text and titles")

	l := &lexicon{wordTable: table}
	assert.Equal(t, []uint32{3, 2}, l.beginning("lea"), "in the order of the texts; what no passage holds is left out")
	assert.Empty(t, l.beginning("x"))

	d := newDictionary(table)
	assert.Equal(t, uint32(3), d.numberOf("leave", "leav"), "the table's number")
	assert.Equal(t, uint32(5), d.numberOf("zoo", "zoo"))
	assert.Equal(t, uint32(5), d.numberOf("zoo", "zoo"), "one number a word")
	assert.Equal(t, lexeme{text: "zoo", stem: "zoo", number: 5}, d.at(5))
	assert.Equal(t, "leav", d.at(3).stem)
}

// TestDamagedWords flips and cuts a file of words: it is refused, whatever it is.
func TestDamagedWords(t *testing.T) {
	whole := encodeWords([]counted{{text: "notice", counts: [2]int{7}}}, []counted{{text: "notice"}})
	_, err := newWordTable(slices.Clone(whole))
	require.NoError(t, err)
	for i := range whole {
		flipped := slices.Clone(whole)
		flipped[i] ^= 0x41
		_, err := newWordTable(flipped)
		require.ErrorIs(t, err, errWords, "byte %d", i)
		_, err = newWordTable(whole[:i:i])
		require.ErrorIs(t, err, errWords, "%d bytes", i)
	}
}

func TestDamagedWordsOfIndex(t *testing.T) {
	lib, opts := two(t)
	dir := t.TempDir()
	ix, err := Open(t.Context(), dir, lib, opts)
	require.NoError(t, err)
	require.NoError(t, ix.Close())
	path := filepath.Join(generations(t, dir)[0], wordsName)
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	data[len(data)/2]++
	require.NoError(t, os.WriteFile(path, data, 0o644))
	ix = openIndex(t, dir, lib, opts)
	assert.Equal(t, "mercy-nurses-2015 art_7__sec_B", places(ask(t, ix, "jury duty"))[0], "it is built anew")
}
