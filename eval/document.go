package eval

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/gold"
)

// A document is one reading with what gold knows about it.
type document struct {
	a        *corpus.Agreement
	tree     *corpus.Tree
	matching *matching // nil without gold structure
}

func newDocument(a *corpus.Agreement, g *gold.Structure) *document {
	d := &document{a: a, tree: corpus.NewTree(a)}
	if g != nil {
		d.matching = newMatching(g, a)
	}
	return d
}

// provision is the index of the provision at a gold path, or -1. Where the
// document's structure is gold, the place in the text decides, otherwise the
// kinds and numbers.
func (d *document) provision(path string) int {
	if d.matching != nil {
		if i, ok := d.matching.met[path]; ok {
			return i
		}
	}
	return gold.Find(d.tree, path)
}

// id is the id of the provision at a gold path, or empty.
func (d *document) id(path string) string {
	if i := d.provision(path); i >= 0 {
		return d.a.Provisions[i].ID
	}
	return ""
}

// quote finds gold's words, white space folded, in the provision at path, or in
// the whole text where they are not in it. It is the span of the source.
func (d *document) quote(path, words string) (corpus.Span, bool) {
	if i := d.provision(path); i >= 0 {
		if span, ok := findWords(d.tree.CleanAll(i), words); ok {
			return span, true
		}
	}
	return findWords(d.a.CleanSpans(corpus.Span{Start: 0, End: len(d.a.Text)}), words)
}

// findWords looks for words in c by their letters and digits alone, so that
// neither typography nor a hyphen at a line end decides.
func findWords(c *corpus.Clean, words string) (corpus.Span, bool) {
	text, places := lettersAt(c.Text)
	want, _ := lettersAt(words)
	if want == "" {
		return corpus.Span{}, false
	}
	k := strings.Index(text, want)
	if k < 0 {
		return corpus.Span{}, false
	}
	return c.Source(places[k], places[k+len(want)-1]+1), true
}

// lettersAt is the ASCII letters and digits of s in lower case, with the place
// in s of each.
func lettersAt(s string) (text string, places []int) {
	var b strings.Builder
	for i := range len(s) {
		ch := s[i]
		if 'A' <= ch && ch <= 'Z' {
			ch += 'a' - 'A'
		}
		if 'a' <= ch && ch <= 'z' || '0' <= ch && ch <= '9' {
			b.WriteByte(ch)
			places = append(places, i)
		}
	}
	return b.String(), places
}
