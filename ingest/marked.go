package ingest

import (
	"sort"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/layout"
)

// anchor gives each provision the name of the place in the page where its
// heading stands: the first name in the heading, or at its start.
func anchor(a *corpus.Agreement, anchors []layout.Anchor) {
	for i := range a.Provisions {
		p := &a.Provisions[i]
		k := sort.Search(len(anchors), func(k int) bool { return anchors[k].At >= p.Span.Start })
		if k < len(anchors) && anchors[k].At < max(p.HeadingSpan.End, p.Span.Start+1) {
			p.Anchor = anchors[k].Name
		}
	}
}

// headline gives an agreement whose text calls itself nothing the title that its
// source does: the only heading of the first level.
func headline(a *corpus.Agreement, doc *layout.Document) {
	if a.Title != "" {
		return
	}
	var only *layout.Line
	for i := range doc.Lines {
		if l := &doc.Lines[i]; l.Level == 1 && l.Furniture == "" {
			if only != nil {
				return
			}
			only = l
		}
	}
	if only == nil || len(only.Bare) > titleBytes {
		return
	}
	c := a.CleanSpans(only.Span)
	d := &describer{a: a}
	d.state(corpus.FactTitle, c, 0, len(c.Text))
}
