package index

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/internal/disk"
)

// A register is the words of a library while a generation is built: those of
// the generation before, and those that are added to it, each with the number
// of passages that hold it. Numbers stay what they are, for records hold them.
// It is not safe for concurrent use.
type register struct {
	base   *wordTable
	words  []form            // beyond those of base
	of     []uint32          // the stems of those
	byText map[string]uint32 // numbers of those
	stems  []string          // beyond those of base
	byStem map[string]uint32
	counts tally
}

// newRegister starts from the words of a generation; with nil, from none.
func newRegister(base *wordTable) *register {
	if base == nil {
		base = &wordTable{}
	}
	v := &register{base: base, byText: map[string]uint32{}, byStem: map[string]uint32{}}
	v.counts.reach(base.words, base.stems)
	for n := range uint32(base.words) {
		v.counts.words[n] = int32(base.wordCount(n))
	}
	for n := range uint32(base.stems) {
		v.counts.inText[n], v.counts.inTitle[n] = int32(base.number(base.textCounts, int(n))), int32(base.number(base.titleCounts, int(n)))
	}
	return v
}

// numbers are those of a word and of its stem, new ones if need be.
func (v *register) numbers(f *form) (wordNumber, stem uint32) {
	if n, ok := v.byText[f.text]; ok {
		return n, v.of[int(n)-v.base.words]
	}
	if n, ok := v.base.find(f.text); ok {
		return n, v.base.stemOf(n)
	}
	stem, ok := v.byStem[f.stem]
	if !ok {
		if stem, ok = v.base.findStem(f.stem); !ok {
			stem = uint32(v.base.stems + len(v.stems))
			s := strings.Clone(f.stem)
			v.stems = append(v.stems, s)
			v.byStem[s] = stem
		}
	}
	wordNumber = uint32(v.base.words + len(v.words))
	text := strings.Clone(f.text)
	v.words = append(v.words, form{text: text, stop: f.stop})
	v.of = append(v.of, stem)
	v.byText[text] = wordNumber
	return wordNumber, stem
}

// write keeps the register as the words of the generation in dir.
func (v *register) write(dir string) error {
	b := v.base
	v.counts.reach(b.words+len(v.words), b.stems+len(v.stems))
	words := make([]counted, 0, b.words+len(v.words))
	for n := range uint32(b.words) {
		words = append(words, counted{text: b.text(n), stem: b.number(b.stemOfs, int(n))})
	}
	for i, f := range v.words {
		w := counted{text: f.text, stem: v.of[i]}
		if f.stop {
			w.stem |= stopBit
		}
		words = append(words, w)
	}
	for n := range words {
		words[n].counts[0] = int(v.counts.words[n])
	}
	stems := make([]counted, 0, b.stems+len(v.stems))
	for n := range uint32(b.stems) {
		stems = append(stems, counted{text: b.stem(n)})
	}
	for _, s := range v.stems {
		stems = append(stems, counted{text: s})
	}
	for n := range stems {
		stems[n].counts = [2]int{int(v.counts.inText[n]), int(v.counts.inTitle[n])}
	}
	return disk.WriteFile(filepath.Join(dir, wordsName), encodeWords(words, stems, b))
}

// A tally counts passages: by word, by stem in their texts, and by stem in their
// titles; all by number.
type tally struct {
	words, inText, inTitle []int32
}

// reach makes room for that many words and stems.
func (t *tally) reach(words, stems int) {
	grow := func(list []int32, n int) []int32 {
		if n > len(list) {
			list = append(list, make([]int32, n-len(list))...)
		}
		return list
	}
	t.words, t.inText, t.inTitle = grow(t.words, words), grow(t.inText, stems), grow(t.inTitle, stems)
}

// add adds what other counted.
func (t *tally) add(other *tally) {
	t.reach(len(other.words), max(len(other.inText), len(other.inTitle)))
	for _, lists := range [][2][]int32{{t.words, other.words}, {t.inText, other.inText}, {t.inTitle, other.inTitle}} {
		for n, count := range lists[1] {
			lists[0][n] += count
		}
	}
}

// distinct is list without what it repeats, in order.
func distinct(list []uint32) []uint32 {
	slices.Sort(list)
	return slices.Compact(list)
}
