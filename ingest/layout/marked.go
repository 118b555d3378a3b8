package layout

import (
	"sort"

	"github.com/clausebook/clausebook/corpus"
)

// A Marked is a text whose source says of its places what a plain text leaves
// to be found: a word processor's file, a web page. All spans are of Text, in
// order and disjoint.
type Marked struct {
	Text string
	// Wrapped: the lines end where a page's lines did, one to a paragraph of the
	// source, so that the text is read as a plain text is.
	Wrapped   bool
	Furniture []corpus.Furniture
	Weight    []corpus.Span // set in bold or as a heading
	Leads     []corpus.Span // words in bold or underlined that open a paragraph, behind a label at most
	Headings  []MarkedHeading
	Contents  []corpus.Span // the lines of a contents list
	Tables    []MarkedTable
	Pages     []corpus.Page // as the program that wrote the file last set them
	Anchors   []Anchor      // the named places of a web page
}

// An Anchor is a place that a link can lead to.
type Anchor struct {
	Name string
	At   int // offset in the text
}

// A MarkedHeading is a line that the source calls a heading.
type MarkedHeading struct {
	Span  corpus.Span
	Level int // from 1
}

// A MarkedTable is a table of the source: a line of text for each row, its
// cells parted by tabs. A cell that spans several columns or rows stands in the
// first, and the others are empty.
type MarkedTable struct {
	Span   corpus.Span
	Rows   [][]corpus.Span // cells
	Header int             // how many rows the source calls the header
}

// ReadMarked finds lines of a text with marks. Where its lines are paragraphs
// they have no page to run across, so that nothing is furniture because of its
// place at a page's edge; only a sequence of page labels that fills the text is
// believed.
func ReadMarked(m *Marked) *Document {
	d := &Document{Text: m.Text, Tables: m.Tables, Anchors: m.Anchors}
	markup := stripMarkup(m.Text) // text that was pasted brings it along
	d.split(markup)
	d.mark(m, markup)
	if m.Wrapped {
		d.marginNumbers()
		d.pagesAndEdges()
	} else if len(d.Lines) > 0 {
		d.labelled()
		d.repeatedHeads()
	}
	if len(m.Pages) > 0 {
		d.Pages = m.Pages
	}
	d.Furniture = append(d.Furniture, m.Furniture...)
	d.collect(markup)
	return d
}

// mark carries the marks over to the lines that they touch.
func (d *Document) mark(m *Marked, markup []corpus.Span) {
	weight, heads, contents, furniture, leads := cursor{}, cursor{}, cursor{}, cursor{}, cursor{}
	for i := range d.Lines {
		l := &d.Lines[i]
		if l.Blank() {
			continue
		}
		if k := weight.at(l.Span, len(m.Weight), func(k int) corpus.Span { return m.Weight[k] }); k >= 0 {
			l.Marked = l.Marked || m.Weight[k].Start <= l.Span.Start
		}
		if k := heads.at(l.Span, len(m.Headings), func(k int) corpus.Span { return m.Headings[k].Span }); k >= 0 {
			l.Level, l.Marked = m.Headings[k].Level, true
		}
		if k := leads.at(l.Span, len(m.Leads), func(k int) corpus.Span { return m.Leads[k] }); k >= 0 && l.Span.Contains(m.Leads[k]) && len(l.Bare) == l.Span.Len() {
			l.Lead = corpus.Span{Start: m.Leads[k].Start - l.Span.Start, End: m.Leads[k].End - l.Span.Start}
		}
		if k := contents.at(l.Span, len(m.Contents), func(k int) corpus.Span { return m.Contents[k] }); k >= 0 {
			l.Listed = true
		}
		if k := furniture.at(l.Span, len(m.Furniture), func(k int) corpus.Span { return m.Furniture[k].Span }); k >= 0 && m.Furniture[k].Span.Contains(l.Span) {
			l.Furniture = m.Furniture[k].Kind
		} else if k >= 0 {
			l.Bare = bareOf(d.Text, l.Span, m.Furniture[k:], markup)
		}
	}
}

// bareOf is the ink of s less the furniture and the markup in it.
func bareOf(text string, s corpus.Span, furniture []corpus.Furniture, markup []corpus.Span) string {
	var spans []corpus.Span
	for _, f := range furniture {
		if f.Span.Start >= s.End {
			break
		}
		spans = append(spans, corpus.Span{Start: max(f.Span.Start, s.Start), End: f.Span.End})
	}
	for k := sort.Search(len(markup), func(k int) bool { return markup[k].End > s.Start }); k < len(markup) && markup[k].Start < s.End; k++ {
		spans = append(spans, markup[k])
	}
	sort.Slice(spans, func(a, b int) bool { return spans[a].Start < spans[b].Start })
	out, _ := bare(text, s, spans)
	return out
}

// A cursor walks spans that are in order beside lines that are.
type cursor struct{ k int }

// at is the index of the first of n spans that overlaps s, or -1.
func (c *cursor) at(s corpus.Span, n int, span func(int) corpus.Span) int {
	for c.k < n && span(c.k).End <= s.Start {
		c.k++
	}
	if c.k < n && span(c.k).Overlaps(s) {
		return c.k
	}
	return -1
}
