package index

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
)

// wordsName is the file of a generation that holds its words: made to be used as
// it lies, so that opening a library of any size parses nothing.
//
// Numbers are of 32 bits, the lowest byte first:
//
//	"cbwords2"
//	the number of words, of stems, and of bytes of the words' and the stems' texts
//	for each word where its text ends; its stem; the passages that hold it; for each
//	place in the order of their texts, the word there
//	for each stem where its text ends; the passages whose text holds it; those whose
//	title does; for each place in the order of their texts, the stem there
//	the texts of the words, then of the stems
//	for each place in the order of the words' texts, a byte: how many bytes the text
//	there has in common with the one before, at its beginning; 255 for more
//	CRC-32C of all that
//
// A stem's number has its highest bit set if the word is a stop word.
const (
	wordsName  = "words.bin"
	wordsMagic = "cbwords2"
	wordsHead  = len(wordsMagic) + 4*4
	stopBit    = 1 << 31
)

// A wordTable is the words of a library and their stems, each with the number of
// passages that hold it. It is only read. The zero value is empty.
type wordTable struct {
	data         string
	words, stems int
	// Where the arrays begin, and the texts.
	wordEnds, stemOfs, wordCounts, wordOrder     int
	stemEnds, textCounts, titleCounts, stemOrder int
	wordTexts, stemTexts, common                 int
}

// errWords says that a file of words is damaged.
var errWords = errors.New(wordsName + " is damaged")

// openWordTable reads the words of the generation in dir. A missing file is an
// empty one.
func openWordTable(dir string) (*wordTable, error) {
	f, err := os.Open(filepath.Join(dir, wordsName))
	if errors.Is(err, fs.ErrNotExist) {
		return &wordTable{}, nil
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // only read
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	data := make([]byte, info.Size())
	if _, err := io.ReadFull(f, data); err != nil {
		return nil, fmt.Errorf("%w: %w", errWords, err)
	}
	return newWordTable(data)
}

var crcTable = crc32.MakeTable(crc32.Castagnoli)

// newWordTable takes data, which nobody changes any more.
func newWordTable(data []byte) (*wordTable, error) {
	if len(data) < wordsHead+4 || string(data[:len(wordsMagic)]) != wordsMagic ||
		crc32.Checksum(data[:len(data)-4], crcTable) != binary.LittleEndian.Uint32(data[len(data)-4:]) {
		return nil, errWords
	}
	var b strings.Builder
	b.Grow(len(data))
	b.Write(data)
	t := &wordTable{data: b.String()}
	at := len(wordsMagic)
	head := func() int { at += 4; return int(t.number(at-4, 0)) }
	t.words, t.stems = head(), head()
	wordBytes, stemBytes := head(), head()
	for _, p := range []*int{&t.wordEnds, &t.stemOfs, &t.wordCounts, &t.wordOrder} {
		*p, at = at, at+4*t.words
	}
	for _, p := range []*int{&t.stemEnds, &t.textCounts, &t.titleCounts, &t.stemOrder} {
		*p, at = at, at+4*t.stems
	}
	t.wordTexts, at = at, at+wordBytes
	t.stemTexts, at = at, at+stemBytes
	t.common, at = at, at+t.words
	if at+4 != len(data) {
		return nil, errWords
	}
	return t, nil
}

// number is the i-th of the numbers that begin at a place.
func (t *wordTable) number(at, i int) uint32 {
	at += 4 * i
	s := t.data[at : at+4]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

func (t *wordTable) string(texts, ends, i int) string {
	start := 0
	if i > 0 {
		start = int(t.number(ends, i-1))
	}
	return t.data[texts+start : texts+int(t.number(ends, i))]
}

// text is the word of number n.
func (t *wordTable) text(n uint32) string { return t.string(t.wordTexts, t.wordEnds, int(n)) }

// stemOf is the number of the stem of word n.
func (t *wordTable) stemOf(n uint32) uint32 { return t.number(t.stemOfs, int(n)) &^ stopBit }

// isStop reports whether word n is a stop word.
func (t *wordTable) isStop(n uint32) bool { return t.number(t.stemOfs, int(n))&stopBit != 0 }

// stem is the stem of number n.
func (t *wordTable) stem(n uint32) string { return t.string(t.stemTexts, t.stemEnds, int(n)) }

// wordCount is the number of passages that hold word n in their title or text;
// stop words are not counted.
func (t *wordTable) wordCount(n uint32) int { return int(t.number(t.wordCounts, int(n))) }

// stemCount is the number of passages that hold stem n in their text, or in
// their title if those are more.
func (t *wordTable) stemCount(n uint32) int {
	return int(max(t.number(t.textCounts, int(n)), t.number(t.titleCounts, int(n))))
}

// inOrder is the number of the word at place i in the order of the texts.
func (t *wordTable) inOrder(i int) uint32 { return t.number(t.wordOrder, i) }

// place is the first place in the order of the texts whose word is not below text.
func (t *wordTable) place(text string) int {
	return sort.Search(t.words, func(i int) bool { return t.text(t.inOrder(i)) >= text })
}

// find is the number of a word; false if the library does not hold it.
func (t *wordTable) find(text string) (uint32, bool) {
	i := t.place(text)
	if i == t.words {
		return 0, false
	}
	n := t.inOrder(i)
	return n, t.text(n) == text
}

// findStem is the number of a stem; false if no word of the library has it.
func (t *wordTable) findStem(stem string) (uint32, bool) {
	i := sort.Search(t.stems, func(i int) bool { return t.stem(t.number(t.stemOrder, i)) >= stem })
	if i == t.stems {
		return 0, false
	}
	n := t.number(t.stemOrder, i)
	return n, t.stem(n) == stem
}

// inCommon is how many bytes the word at place i in the order of the texts has in
// common with the one before, at its beginning; 255 for more.
func (t *wordTable) inCommon(i int) int { return int(t.data[t.common+i]) }

// A counted is a word or a stem that a table is to be made of, with the passages
// that hold it; of a word, its stem.
type counted struct {
	text   string
	stem   uint32 // with stopBit
	counts [2]int // of a word the first alone
}

// encodeWords is the file of words, which keep the order that they are given in
// as their numbers, and of stems, likewise. base is a table that the first of them
// are from, or nil: its order need not be worked out again.
func encodeWords(words, stems []counted, base *wordTable) []byte {
	if base == nil {
		base = &wordTable{}
	}
	size := func(list []counted) (n int) {
		for i := range list {
			n += len(list[i].text)
		}
		return n
	}
	b := make([]byte, 0, wordsHead+17*len(words)+16*len(stems)+size(words)+size(stems)+4)
	u32 := func(x int) { b = binary.LittleEndian.AppendUint32(b, uint32(x)) }
	each := func(list []counted, f func(c *counted) int) {
		for i := range list {
			u32(f(&list[i]))
		}
	}
	ends := func(list []counted) {
		end := 0
		each(list, func(c *counted) int { end += len(c.text); return end })
	}
	order := func(list []counted, at, known int) []int {
		places := make([]int, 0, len(list))
		added := make([]int, 0, len(list)-known)
		for i := known; i < len(list); i++ {
			added = append(added, i)
		}
		slices.SortFunc(added, func(x, y int) int { return cmp.Compare(list[x].text, list[y].text) })
		for i := range known { // those of base, and those that come before each
			n := int(base.number(at, i))
			for len(added) > 0 && list[added[0]].text < list[n].text {
				places = append(places, added[0])
				added = added[1:]
			}
			places = append(places, n)
		}
		places = append(places, added...)
		for _, p := range places {
			u32(p)
		}
		return places
	}
	b = append(b, wordsMagic...)
	u32(len(words))
	u32(len(stems))
	u32(size(words))
	u32(size(stems))
	ends(words)
	each(words, func(c *counted) int { return int(c.stem) })
	each(words, func(c *counted) int { return c.counts[0] })
	places := order(words, base.wordOrder, base.words)
	ends(stems)
	each(stems, func(c *counted) int { return c.counts[0] })
	each(stems, func(c *counted) int { return c.counts[1] })
	order(stems, base.stemOrder, base.stems)
	for _, list := range [][]counted{words, stems} {
		for i := range list {
			b = append(b, list[i].text...)
		}
	}
	last := ""
	for _, p := range places {
		n, text := 0, words[p].text
		for n < min(len(text), len(last), math.MaxUint8) && text[n] == last[n] {
			n++
		}
		b, last = append(b, byte(n)), text
	}
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, crcTable))
}
