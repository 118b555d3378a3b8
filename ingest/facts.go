package ingest

import (
	"cmp"
	"slices"

	"github.com/clausebook/clausebook/corpus"
)

// describe fills in what the document says about itself: kind, parties, unit,
// title, term, and from them a readable id. Each value has the place that it
// was read from; what the text does not state stays empty, since a value that
// is missing can be seen and a wrong one can't. cover is the text before the
// first unit.
func describe(a *corpus.Agreement, cover corpus.Span) {
	a.FactSpans = map[corpus.Fact]corpus.Span{}
	d := &describer{a: a, t: corpus.NewTree(a)}
	d.open = openingOf(a, cover)
	a.Kind = d.kind()
	a.Truncated = d.truncated()
	d.parties()
	d.unit()
	d.title()
	d.term()
	a.ID = identify(a)
	slices.SortStableFunc(a.Diagnostics, func(x, y corpus.Diagnostic) int { return cmp.Compare(x.Span.Start, y.Span.Start) })
}

// A describer reads the facts of one agreement.
type describer struct {
	a    *corpus.Agreement
	t    *corpus.Tree
	open reading
	at   *bargain // where the opening names the parties; nil where it doesn't
}

// state records a fact as it is printed in c.Text[from:to], capitals made
// words.
func (d *describer) state(f corpus.Fact, c *corpus.Clean, from, to int) {
	v := inWords(c.Text[from:to])
	switch f {
	case corpus.FactTitle:
		d.a.Title = v
	case corpus.FactEmployer:
		d.a.Employer = v
	case corpus.FactUnion:
		d.a.Union = v
	case corpus.FactUnit:
		d.a.Unit = v
	}
	d.a.FactSpans[f] = c.Source(from, to)
}
