package index

import (
	"math"

	"github.com/clausebook/clausebook/index/query"
)

// pack is the best of what was found that fits into a budget of model tokens:
// whole provisions as long as they fit; of the first that does not, the passage
// that answers. Lengths of whole provisions were counted when they were read;
// that of a passage is reckoned from its provision's, a third on top, since no
// encoder is at hand here.
func (s *search) pack(budget int) *query.Pack {
	out := &query.Pack{MaxTokens: budget, Passages: []query.PackPassage{}}
	part := false
	for i := range s.found {
		c := &s.found[i]
		p := c.passage
		if p.provision < 0 || s.covered(out, p) {
			continue
		}
		v := &p.shelf.a.Provisions[p.provision]
		entry := query.PackPassage{Agreement: p.shelf.a.ID, ID: v.ID, Citation: v.Citation}
		if n := p.tokens(); n > 0 && out.Tokens+n <= budget {
			whole := p.shelf.tree.CleanAll(p.provision)
			entry.Text, entry.Whole, entry.Tokens = whole.Text, true, n
			entry.Span = whole.Source(0, len(whole.Text))
		} else if snippet, ok := s.snippet(p, c.match); ok && !part && len(p.clean.Text) > 0 {
			share := float64(len(snippet.Text)) / float64(len(p.clean.Text))
			entry.Tokens = int(math.Ceil(share*float64(p.tokens())*4/3)) + 2
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

// covered reports whether a passage of the pack holds p already.
func (s *search) covered(pack *query.Pack, p *passage) bool {
	span := p.shelf.a.Provisions[p.provision].Span
	for _, in := range pack.Passages {
		if in.Agreement == p.shelf.a.ID && in.Whole && in.Span.Contains(span) {
			return true
		}
	}
	return false
}

// tokens is the length of the provision with all that is in it.
func (p *passage) tokens() int {
	n := 0
	var add func(i int)
	add = func(i int) {
		n += p.shelf.a.Provisions[i].Tokens
		for _, c := range p.shelf.tree.Children(i) {
			add(c)
		}
	}
	add(p.provision)
	return n
}
