package index

import (
	"cmp"
	"context"
	"math"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/index/query"
)

// pack is the best of what was found that fits into a budget of model tokens:
// whole provisions as long as they fit; of the first that does not, the passage
// that answers. Lengths of whole provisions were counted when they were read;
// that of a passage is reckoned from its provision's, a third on top, since no
// encoder is at hand here.
func (g *generation) pack(ctx context.Context, s *search, budget int) *query.Pack {
	out := &query.Pack{Encoding: cmp.Or(s.request.Encoding, query.Cl100k), MaxTokens: budget, Passages: []query.PackPassage{}}
	part := false
	uncounted := map[string]bool{}
	for i := range s.found {
		c := &s.found[i]
		p := c.passage
		v, err := p.shown()
		if err != nil || p.isEntry() || covered(out, p.agreement, v.Span) {
			continue
		}
		whole := v.Whole
		if out.Encoding == query.O200k {
			whole = v.WholeO200k
		}
		if whole == 0 { // unreachable for cl100k: every reading counts it
			if !uncounted[p.agreement] {
				uncounted[p.agreement] = true
				s.note("%s was read before its length in %s was counted, and is not packed: read it again with \"ingest --replace\"", p.agreement, out.Encoding)
			}
			continue
		}
		entry := query.PackPassage{Agreement: p.agreement, ID: v.ID, Citation: v.Citation}
		if out.Tokens+whole <= budget {
			a, err := g.lib.Agreement(ctx, p.agreement)
			if err != nil || v.Span.End > len(a.Text) {
				continue // it has changed since, or cannot be read: its words cannot be given
			}
			all := a.CleanSpans(v.Span)
			entry.Text, entry.Whole, entry.Tokens = all.Text, true, whole
			entry.Span = all.Source(0, len(all.Text))
		} else if snippet, ok := s.snippet(p, c.match); ok && !part {
			share := float64(len(snippet.Text)) / float64(len(v.Clean.Text))
			entry.Tokens = int(math.Ceil(share*float64(whole)*4/3)) + 2
			if out.Tokens+entry.Tokens > budget {
				continue
			}
			entry.Text, entry.Span = snippet.Text, snippet.Span
			part = true
		} else {
			continue
		}
		out.Tokens += entry.Tokens
		out.Passages = append(out.Passages, entry)
	}
	return out
}

// covered reports whether a passage of the pack holds what stands at span.
func covered(pack *query.Pack, agreement string, span corpus.Span) bool {
	for _, in := range pack.Passages {
		if in.Agreement == agreement && in.Whole && in.Span.Contains(span) {
			return true
		}
	}
	return false
}
