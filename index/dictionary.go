package index

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/clausebook/clausebook/internal/disk"
)

// dictionaryName is the file of a generation that holds its dictionary: a line a
// word, "filing\tfile\t12": the word, its stem, and how many passages hold it;
// then, after an empty line, a line a stem with its count.
const dictionaryName = "WORDS.tsv"

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
type dictionary struct {
	list   []*lexeme
	byText map[string]*lexeme
}

func newDictionary() *dictionary { return &dictionary{byText: map[string]*lexeme{}} }

// lexeme is the one of a word, a new one if need be.
func (d *dictionary) lexeme(text, stem string) *lexeme {
	if l := d.byText[text]; l != nil {
		return l
	}
	l := &lexeme{text: strings.Clone(text), stem: strings.Clone(stem), number: uint32(len(d.list)), stop: isStop(text)}
	d.list = append(d.list, l)
	d.byText[l.text] = l
	return l
}

// write keeps the dictionary in dir with the counts of l.
func (d *dictionary) write(dir string, l *lexicon) error {
	var b bytes.Buffer
	for _, x := range d.list {
		fmt.Fprintf(&b, "%s\t%s\t%d\n", x.text, x.stem, l.words[x.text])
	}
	b.WriteByte('\n')
	for _, stem := range sortedKeys(l.stems) {
		fmt.Fprintf(&b, "%s\t%d\n", stem, l.stems[stem])
	}
	return disk.WriteFile(filepath.Join(dir, dictionaryName), b.Bytes())
}

// readDictionary reads what write kept. A missing file is an empty one.
func readDictionary(dir string, documents int) (*dictionary, *lexicon, error) {
	d := newDictionary()
	l := &lexicon{words: map[string]int{}, stems: map[string]int{}, byLength: map[int][]string{}, documents: documents}
	data, err := os.ReadFile(filepath.Join(dir, dictionaryName))
	if errors.Is(err, fs.ErrNotExist) {
		return d, l, nil
	}
	if err != nil {
		return nil, nil, err
	}
	words, stems, ok := strings.Cut(string(data), "\n\n")
	if !ok {
		words, stems = "", strings.TrimPrefix(string(data), "\n")
	}
	n := strings.Count(words, "\n") + 1
	d.list = make([]*lexeme, 0, n)
	d.byText = make(map[string]*lexeme, n)
	block := make([]lexeme, n)
	for words != "" {
		var line string
		line, words, _ = strings.Cut(words, "\n")
		text, rest, _ := strings.Cut(line, "\t")
		stem, count, ok := strings.Cut(rest, "\t")
		if !ok {
			return nil, nil, fmt.Errorf("%s: line %q", dictionaryName, line)
		}
		x := &block[len(d.list)]
		*x = lexeme{text: text, stem: stem, number: uint32(len(d.list)), stop: isStop(text)}
		d.list = append(d.list, x)
		d.byText[text] = x
		if c, err := strconv.Atoi(count); err == nil && c > 0 {
			l.words[text] = c
			if len(text) > 1 {
				l.byLength[len(text)] = append(l.byLength[len(text)], text)
			}
		}
	}
	for stems != "" {
		var line string
		line, stems, _ = strings.Cut(stems, "\n")
		stem, count, _ := strings.Cut(line, "\t")
		if c, err := strconv.Atoi(count); err == nil {
			l.stems[stem] = c
		}
	}
	return d, l, nil
}
