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
	require.NoError(t, os.WriteFile(filepath.Join(dir, wordsName), encodeWords(words, stems, nil), 0o644))
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
}

// TestDamagedWords flips and cuts a file of words: it is refused, whatever it is.
func TestDamagedWords(t *testing.T) {
	whole := encodeWords([]counted{{text: "notice", counts: [2]int{7}}}, []counted{{text: "notice"}}, nil)
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

// TestRegister has a library gain words: numbers stay what they were, and the
// table is as if it had been made at once.
func TestRegister(t *testing.T) {
	sp := newSpeller()
	first := newRegister(nil)
	number := func(r *register, w string) uint32 {
		f := sp.words(w)[0].form
		n, _ := r.numbers(&f)
		return n
	}
	for _, w := range []string{"notice", "the", "leaves", "employer"} {
		number(first, w)
	}
	first.counts.add(&tally{words: []int32{7, 0, 2, 5}, inText: []int32{7, 0, 2, 5}, inTitle: []int32{1}})
	dir := t.TempDir()
	require.NoError(t, first.write(dir))
	table, err := openWordTable(dir)
	require.NoError(t, err)

	second := newRegister(table)
	assert.Equal(t, uint32(2), number(second, "leaves"))
	assert.Equal(t, uint32(4), number(second, "leave"), "a new word of a stem that is there")
	assert.Equal(t, uint32(5), number(second, "arbitrator"))
	assert.Equal(t, uint32(6), number(second, "zoo"))
	assert.Equal(t, uint32(5), number(second, "arbitrator"), "once")
	second.counts.add(&tally{words: []int32{1, 0, 0, 0, 3}, inText: []int32{0, 0, 4, 0, 1}})
	require.NoError(t, second.write(dir))
	table, err = openWordTable(dir)
	require.NoError(t, err)
	require.Equal(t, 7, table.words)
	var inOrder []string
	for i := range table.words {
		w := table.text(table.inOrder(i))
		inOrder = append(inOrder, w)
		n, ok := table.find(w)
		assert.True(t, ok && n == table.inOrder(i), w)
	}
	assert.Equal(t, []string{"arbitrator", "employer", "leave", "leaves", "notice", "the", "zoo"}, inOrder)
	assert.Equal(t, table.stemOf(2), table.stemOf(4), "leaves and leave have one stem")
	assert.True(t, table.isStop(1))
	assert.Equal(t, []int{8, 0, 2, 5, 3}, []int{table.wordCount(0), table.wordCount(1), table.wordCount(2), table.wordCount(3), table.wordCount(4)})
	leave, ok := table.findStem("leav")
	require.True(t, ok)
	assert.Equal(t, 6, table.stemCount(leave))
}
