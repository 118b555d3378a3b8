package index

import (
	"strings"
)

// A lexeme is a word that a library has gained.
type lexeme struct {
	text, stem string
	number     uint32 // in the dictionary, from 0
	stop       bool
}

// A dictionary numbers the words of a library. Numbers stay what they are as
// long as generations are built from each other: records of passages hold them.
//
// It is a table as a generation keeps it, and the words that were added to it
// since. It is not safe for concurrent use.
type dictionary struct {
	table  *wordTable
	added  []*lexeme
	byText map[string]*lexeme // of those added
}

// newDictionary is the dictionary of a table's words; nil stands for none.
func newDictionary(t *wordTable) *dictionary {
	if t == nil {
		t = &wordTable{}
	}
	return &dictionary{table: t, byText: map[string]*lexeme{}}
}

// numberOf is the number of a word, a new one if need be.
func (d *dictionary) numberOf(text, stem string) uint32 {
	if l := d.byText[text]; l != nil {
		return l.number
	}
	if n, ok := d.table.find(text); ok {
		return n
	}
	l := &lexeme{text: strings.Clone(text), stem: strings.Clone(stem), number: uint32(d.size()), stop: isStop(text)}
	d.added = append(d.added, l)
	d.byText[l.text] = l
	return l.number
}

// size is the number of words; they are numbered from 0.
func (d *dictionary) size() int { return d.table.words + len(d.added) }

// at is the word of a number below the dictionary's size.
func (d *dictionary) at(n uint32) lexeme {
	if int(n) < d.table.words {
		t := d.table
		return lexeme{text: t.text(n), stem: t.stem(t.stemOf(n)), number: n, stop: t.isStop(n)}
	}
	return *d.added[int(n)-d.table.words]
}
