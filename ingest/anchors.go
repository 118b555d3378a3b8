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
