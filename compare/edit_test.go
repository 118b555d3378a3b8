package compare

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest"
)

// An edition is a document being edited by script: pieces of the old text and
// of new text, in the order of the new one.
type edition struct {
	a      *corpus.Agreement
	tree   *corpus.Tree
	pieces []textPiece
	moved  map[string]bool // ids that were carried elsewhere
	gone   map[string]bool
}

// A textPiece stands for the bytes [from,to) of the old text; its own text is
// another where it was edited, and from is -1 where it is new.
type textPiece struct {
	from, to int
	text     string
}

func edit(a *corpus.Agreement) *edition {
	return &edition{a: a, tree: corpus.NewTree(a), pieces: []textPiece{{0, len(a.Text), a.Text}}, moved: map[string]bool{}, gone: map[string]bool{}}
}

// cut makes a piece begin at the old offset at, and returns its number.
func (e *edition) cut(at int) int {
	for n, p := range e.pieces {
		if p.from < 0 || at < p.from || at > p.to {
			continue
		}
		if at == p.from {
			return n
		}
		if at == p.to {
			// The next piece of old text, if it goes on there.
			if n+1 < len(e.pieces) && e.pieces[n+1].from == at {
				return n + 1
			}
			return n + 1
		}
		if p.to-p.from != len(p.text) { // edited: stays whole
			return n
		}
		head, tail := textPiece{p.from, at, p.text[:at-p.from]}, textPiece{at, p.to, p.text[at-p.from:]}
		e.pieces = append(e.pieces[:n], append([]textPiece{head, tail}, e.pieces[n+1:]...)...)
		return n + 1
	}
	return len(e.pieces)
}

func (e *edition) insert(at int, text string) {
	n := e.cut(at)
	e.pieces = append(e.pieces[:n], append([]textPiece{{-1, -1, text}}, e.pieces[n:]...)...)
}

func (e *edition) replace(s corpus.Span, text string) {
	n := e.cut(s.Start)
	m := e.cut(s.End)
	e.pieces = append(e.pieces[:n], append([]textPiece{{s.Start, s.End, text}}, e.pieces[m:]...)...)
}

// carry moves the old bytes of s to stand before the old offset to.
func (e *edition) carry(s corpus.Span, to int) {
	n := e.cut(s.Start)
	m := e.cut(s.End)
	block := append([]textPiece(nil), e.pieces[n:m]...)
	e.pieces = append(e.pieces[:n], e.pieces[m:]...)
	at := e.cut(to)
	e.pieces = append(e.pieces[:at], append(block, e.pieces[at:]...)...)
}

func (e *edition) remove(s corpus.Span) { e.replace(s, "") }

func (e *edition) text() string {
	var b strings.Builder
	for _, p := range e.pieces {
		b.WriteString(p.text)
	}
	return b.String()
}

// where is the new offset of the old byte at.
func (e *edition) where(at int) int {
	pos := 0
	for _, p := range e.pieces {
		if p.from >= 0 && at >= p.from && at < p.to {
			if p.to-p.from != len(p.text) {
				return pos
			}
			return pos + at - p.from
		}
		pos += len(p.text)
	}
	return -1
}

// read reads the new edition and pairs the ids that must answer each other.
func (e *edition) read(tb testing.TB) (*corpus.Agreement, map[string]string) {
	tb.Helper()
	b, err := ingest.Extract(context.Background(), ingest.Input{Name: e.a.Source.Name, Data: []byte(e.text())}, ingest.Options{})
	require.NoError(tb, err)
	at := map[string]string{}
	key := func(start int) string { return fmt.Sprint(start) }
	for i := range b.Provisions {
		k := key(b.Provisions[i].Span.Start)
		if _, ok := at[k]; !ok {
			at[k] = b.Provisions[i].ID
		}
	}
	gold := map[string]string{}
	seen := map[int]bool{}
	for i := range e.a.Provisions {
		p := &e.a.Provisions[i]
		if e.gone[p.ID] || seen[p.Span.Start] {
			continue
		}
		seen[p.Span.Start] = true
		if id, ok := at[key(e.where(p.Span.Start))]; ok {
			gold[p.ID] = id
		}
	}
	return b, gold
}

// below lists the ids of provision i and of all below it.
func (e *edition) below(i int) []string {
	ids := []string{e.a.Provisions[i].ID}
	for _, c := range e.tree.Children(i) {
		ids = append(ids, e.below(c)...)
	}
	return ids
}

// articles are the numbered articles at the top, in order.
func (e *edition) articles() []int {
	var out []int
	for i := range e.a.Provisions {
		if p := &e.a.Provisions[i]; p.Kind == corpus.Article && p.Number != "" && p.Parent == "" {
			out = append(out, i)
		}
	}
	return out
}

// sections are the sections of articles that have a text of n words or more.
func (e *edition) sections(n int) []int {
	var out []int
	for i := range e.a.Provisions {
		p := &e.a.Provisions[i]
		if p.Kind == corpus.Section && strings.HasPrefix(p.ID, "art_") && len(strings.Fields(e.tree.CleanText(i).Text)) >= n {
			out = append(out, i)
		}
	}
	return out
}

// renumber writes number for that of provision i, in its heading and, where it
// has one, in its entry of the contents list.
func (e *edition) renumber(i int, number string) {
	p := &e.a.Provisions[i]
	e.swap(p.HeadingSpan, p.Number, number)
	for _, c := range e.a.Contents {
		if c.Provision == p.ID {
			e.swap(c.Span, p.Number, number)
		}
	}
}

func (e *edition) swap(s corpus.Span, was, is string) {
	if at := regexp.MustCompile(`\b` + regexp.QuoteMeta(was) + `\b`).FindStringIndex(e.a.Text[s.Start:s.End]); at != nil {
		e.replace(corpus.Span{Start: s.Start + at[0], End: s.Start + at[1]}, is)
	}
}

// following is the number after one: "9" → "10", "IX" → "X", "C" → "D".
func following(number string) string {
	if n, err := strconv.Atoi(number); err == nil {
		return strconv.Itoa(n + 1)
	}
	romans := strings.Fields("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII XXIV XXV XXVI XXVII XXVIII XXIX XXX XXXI")
	for n, r := range romans {
		if r == number && n+1 < len(romans) {
			return romans[n+1]
		}
	}
	if len(number) == 1 && number < "Z" {
		return string(number[0] + 1)
	}
	return ""
}

// headed is the heading of provision i with another number and title.
func (e *edition) headed(i int, number, title string) string {
	p := &e.a.Provisions[i]
	h := e.a.Text[p.HeadingSpan.Start:p.HeadingSpan.End]
	h = regexp.MustCompile(`\b`+regexp.QuoteMeta(p.Number)+`\b`).ReplaceAllString(h, number)
	words := regexp.MustCompile(strings.ReplaceAll(regexp.QuoteMeta(strings.Join(strings.Fields(p.Title), " ")), " ", `\s+`))
	if p.Title != "" {
		if strings.ToUpper(p.Title) == p.Title {
			title = strings.ToUpper(title)
		}
		h = words.ReplaceAllString(h, title)
	}
	return h
}

// reword changes every fifth word of provision i's own text.
func (e *edition) reword(i int) {
	for _, own := range e.tree.Own(i) {
		n := 0
		for _, at := range regexp.MustCompile(`[a-z]{4,}`).FindAllStringIndex(e.a.Text[own.Start:own.End], -1) {
			if n++; n%5 == 0 {
				e.replace(corpus.Span{Start: own.Start + at[0], End: own.Start + at[1]}, "reworded"+string(rune('a'+n/5%26)))
			}
		}
	}
}
