package server

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
)

// A block is a paragraph or a table of a provision's own text.
type block struct {
	Segments []segment
	Table    *corpus.Table
	Doubts   []doubt // about words of it

	start int // in the clean text
}

// A segment is a piece of a paragraph that is shown in one way.
type segment struct {
	Text  string
	Class string // outcome of the reference that it is; "" for plain words
	Href  string // where the reference leads
	Title string // what stands there, or why there is nothing
	Note  string // its outcome in words, behind the last piece of a reference that leads to no one place
	Links []link // several targets, numbered, behind the last piece
	Mark  bool
	First bool   // the first marked piece of the page
	Value string // the typed value that it states, where values are shown
}

// A stretch is a half-open range of a clean text with what it is.
type stretch struct {
	start, end int
	refs       []*corpus.CrossReference // one, or one for each target of a list
	table      *corpus.Table
	value      string
}

// A view is what is shown beside the plain words of provisions.
type view struct {
	marked corpus.Span
	values bool // mark the typed values
	depth  int  // show what it leans on, to so many references
	pages  bool // show the pages of the original beside the text
}

// blocks is the own text of provision i as it is shown: paragraphs, with
// references as links and the words at marked marked, and tables. Doubts about
// its words stand with the block that they are in.
func blocks(t *corpus.Tree, i int, v view) []block {
	b := &blockBuilder{t: t, clean: t.CleanText(i), own: t.Own(i)}
	b.stretches(i)
	b.mark(v.marked)
	if v.values {
		b.valued(t.Agreement().Provisions[i].ID)
	}
	out := b.build()
	b.doubt(i, out)
	return out
}

type blockBuilder struct {
	t     *corpus.Tree
	clean *corpus.Clean
	own   []corpus.Span
	refs  []stretch // in order, disjoint
	table []stretch // in order, disjoint
	marks []stretch // in order, disjoint
	value []stretch // in order, disjoint
}

// stretches finds where the references and tables of provision i stand in its
// clean text. Those that stand in its heading or in a child are not there; of
// two that overlap the first stands.
func (b *blockBuilder) stretches(i int) {
	a := b.t.Agreement()
	id := a.Provisions[i].ID
	for k := range a.Tables {
		if x := &a.Tables[k]; x.Provision == id {
			if s, ok := b.place(x.Span); ok && (len(b.table) == 0 || b.table[len(b.table)-1].end <= s.start) {
				s.table = x
				b.table = append(b.table, s)
			}
		}
	}
	for k := range a.References {
		r := &a.References[k]
		if r.From != id {
			continue
		}
		s, ok := b.place(r.Span)
		if !ok {
			continue
		}
		n := len(b.refs)
		switch {
		case n > 0 && b.refs[n-1].start == s.start && b.refs[n-1].end == s.end:
			b.refs[n-1].refs = append(b.refs[n-1].refs, r)
		case n == 0 || b.refs[n-1].end <= s.start:
			s.refs = []*corpus.CrossReference{r}
			b.refs = append(b.refs, s)
		}
	}
}

// place is where a span of the source stands in the clean text.
func (b *blockBuilder) place(s corpus.Span) (stretch, bool) {
	for _, own := range b.own {
		if own.Contains(s) && s.Len() > 0 {
			start, end := b.clean.Offset(s.Start), b.clean.Offset(s.End)
			for end > start && b.clean.Text[end-1] == ' ' {
				end--
			}
			return stretch{start: start, end: end}, end > start
		}
	}
	return stretch{}, false
}

func (b *blockBuilder) mark(marked corpus.Span) {
	for _, own := range b.own {
		both := corpus.Span{Start: max(own.Start, marked.Start), End: min(own.End, marked.End)}
		if both.Len() <= 0 {
			continue
		}
		if s, ok := b.place(both); ok {
			b.marks = append(b.marks, s)
		}
	}
}

// valued finds where the typed values of a provision stand.
func (b *blockBuilder) valued(id string) {
	a := b.t.Agreement()
	for k := range a.Terms {
		x := &a.Terms[k]
		if x.Provision != id {
			continue
		}
		if s, ok := b.place(x.Span); ok && (len(b.value) == 0 || b.value[len(b.value)-1].end <= s.start) {
			s.value = termValue(x)
			b.value = append(b.value, s)
		}
	}
}

// doubt gives each block the diagnostics about its words.
func (b *blockBuilder) doubt(i int, blocks []block) {
	for _, d := range b.t.Agreement().Diagnostics {
		if d.Severity == corpus.Info || d.Span.IsZero() || b.t.At(d.Span.Start) != i || !b.holds(d.Span) {
			continue
		}
		at := b.clean.Offset(d.Span.Start)
		for k := len(blocks) - 1; k >= 0; k-- {
			if blocks[k].start <= at || k == 0 {
				blocks[k].Doubts = append(blocks[k].Doubts, doubtOf(d))
				break
			}
		}
	}
}

// holds reports whether the start of s is in the provision's own text.
func (b *blockBuilder) holds(s corpus.Span) bool {
	return slices.ContainsFunc(b.own, func(own corpus.Span) bool { return own.Start <= s.Start && s.Start < own.End })
}

// build cuts the text at every end of a stretch and at every paragraph.
func (b *blockBuilder) build() []block {
	text := b.clean.Text
	breaks := slices.DeleteFunc(slices.Clone(b.clean.Breaks), func(at int) bool { return runsOn(text, at) })
	cuts := append([]int{0, len(text)}, breaks...)
	for _, list := range [][]stretch{b.refs, b.table, b.marks, b.value} {
		for _, s := range list {
			cuts = append(cuts, s.start, s.end)
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []block
	var now []segment
	from := 0 // where now begins
	end := func() {
		if n := len(now); n > 0 {
			now[n-1].Text = strings.TrimRight(now[n-1].Text, " ")
			out = append(out, block{Segments: now, start: from})
			now = nil
		}
	}
	first := true
	for k := 0; k+1 < len(cuts); k++ {
		start, stop := cuts[k], cuts[k+1]
		if slices.Contains(breaks, start) {
			end()
		}
		if s := at(b.table, start); s != nil {
			if s.start == start {
				end()
				out = append(out, block{Table: s.table, start: start})
			}
			continue
		}
		piece := segment{Text: text[start:stop]}
		if strings.TrimSpace(piece.Text) == "" && len(now) == 0 {
			continue
		}
		if s := at(b.refs, start); s != nil {
			b.refer(&piece, s, stop == s.end)
		}
		if at(b.marks, start) != nil {
			piece.Mark, piece.First = true, first
			first = false
		}
		if s := at(b.value, start); s != nil {
			piece.Value = s.value
		}
		if len(now) == 0 {
			from = start
		}
		now = append(now, piece)
	}
	end()
	return out
}

// runsOn reports whether the words at pos go on with the sentence before: "by
// mutual", an empty line where a page ends, "agreement in the event". Words that
// begin with a capital, a digit or a bracket may be a new paragraph and are left
// as one, and so is what follows a mark that ends a sentence or opens a list.
func runsOn(text string, pos int) bool {
	before := strings.TrimRight(text[:pos], " ")
	next, _ := utf8.DecodeRuneInString(text[pos:])
	last, _ := utf8.DecodeLastRuneInString(before)
	return unicode.IsLower(next) && (unicode.IsLower(last) || last == ',')
}

func at(list []stretch, pos int) *stretch {
	for k := range list {
		if list[k].start <= pos && pos < list[k].end {
			return &list[k]
		}
	}
	return nil
}

// refer makes piece a part of the reference at s.
func (b *blockBuilder) refer(piece *segment, s *stretch, last bool) {
	a := b.t.Agreement()
	r := s.refs[0]
	piece.Class = string(r.Status)
	if len(s.refs) == 1 {
		if p := b.t.Provision(r.Target); p != nil {
			piece.Href, piece.Title = provisionHref(a.ID, p.ID), labelOf(p)
			return
		}
		piece.Title = outcome(r)
		if last && r.Status != corpus.External {
			piece.Note = shortOutcome(r.Status)
		}
		if r.Status != corpus.Ambiguous {
			return
		}
	}
	if !last {
		return
	}
	astray := 0
	for _, r := range s.refs {
		targets := r.Candidates
		if r.Status == corpus.Resolved {
			targets = []string{r.Target}
		}
		if len(targets) == 0 && r.Status == corpus.Dangling {
			astray++
		}
		for _, id := range targets {
			if p := b.t.Provision(id); p != nil && len(piece.Links) < 30 {
				piece.Links = append(piece.Links, link{provisionHref(a.ID, id), labelOf(p)})
			}
		}
	}
	if len(s.refs) > 1 && astray > 0 {
		piece.Note = fmt.Sprintf("%d of %d lead nowhere", astray, len(s.refs))
	}
}

func shortOutcome(status corpus.ReferenceStatus) string {
	switch status {
	case corpus.Dangling:
		return "leads nowhere"
	case corpus.Ambiguous:
		return "may mean several"
	case corpus.External:
		return "outside this agreement"
	}
	return ""
}

// outcome says what became of a reference that leads to no one provision.
func outcome(r *corpus.CrossReference) string {
	text := shortOutcome(r.Status)
	if r.Status == corpus.External && r.Reason != "" {
		return r.Reason
	}
	if r.Authority != nil && r.Authority.Name != "" {
		text += ": " + r.Authority.Name
	}
	if r.Reason != "" {
		text += ": " + r.Reason
	}
	return text
}
