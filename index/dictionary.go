package index

import (
	"strings"
)

// A lexeme is a word of the library. Passages hold lexemes in the order of their
// texts; there is one of each word, so that two are the same word if they are
// the same lexeme.
type lexeme struct {
	text, stem string
	number     uint32 // in the dictionary, from 0
	stop       bool
}

// A dictionary numbers the words of a library. Numbers stay what they are as
// long as generations are built from each other: records of passages hold them.
//
// It is a table as a generation keeps it, which is only read, and the words that
// were added to it since. As long as none is added it is safe for concurrent use.
type dictionary struct {
	table  *wordTable
	list   lexemes // of the table
	added  []*lexeme
	byText map[string]*lexeme // of those added
}

// newDictionary is the dictionary of a table's words; nil stands for none.
func newDictionary(t *wordTable) *dictionary {
	if t == nil {
		t = &wordTable{}
	}
	return &dictionary{table: t, list: newLexemes(t), byText: map[string]*lexeme{}}
}

// lexeme is the one of a word, a new one if need be.
func (d *dictionary) lexeme(text, stem string) *lexeme {
	if l := d.byText[text]; l != nil {
		return l
	}
	if n, ok := d.table.find(text); ok {
		return d.list.at(n)
	}
	l := &lexeme{text: strings.Clone(text), stem: strings.Clone(stem), number: uint32(d.size()), stop: isStop(text)}
	d.added = append(d.added, l)
	d.byText[l.text] = l
	return l
}

// size is the number of words; they are numbered from 0.
func (d *dictionary) size() int { return d.table.words + len(d.added) }

// at is the word of a number below the dictionary's size.
func (d *dictionary) at(n uint32) *lexeme {
	if int(n) < d.table.words {
		return d.list.at(n)
	}
	return d.added[int(n)-d.table.words]
}
