package index

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/index/query"
)

// Holders lists the agreements that a look-up of a citation must open, the newest
// term first: those that its words name; else those that have the place or list it;
// else those that have the most of the way to it. What is no citation has none. It
// opens no agreement.
func (ix *Index) Holders(ctx context.Context, citation string) ([]query.Holder, error) {
	g, err := ix.acquire()
	if err != nil {
		return nil, err
	}
	defer ix.letGo(ctx, g)
	c, err := corpus.ParseCitation(citation)
	if err != nil {
		return nil, nil
	}
	list, err := g.holders(ctx, c)
	if err != nil {
		return nil, fmt.Errorf("look up %.80q: %w", citation, err)
	}
	slices.SortStableFunc(list, func(x, y query.Holder) int {
		a, b := g.meta.Agreements[x.Agreement], g.meta.Agreements[y.Agreement]
		return cmp.Or(strings.Compare(string(b.Expires), string(a.Expires)), strings.Compare(string(b.Effective), string(a.Effective)))
	})
	return list, nil
}

// holders is Holders, in the order of the agreements' ids.
func (g *generation) holders(ctx context.Context, c corpus.Citation) ([]query.Holder, error) {
	var named []string
	if c.Agreement != "" {
		named = g.nameWords().Match(c.Agreement)
	}
	if len(named) > 0 {
		c.Agreement = ""
	}
	var list, near []query.Holder
	deepest := 1
	for _, n := range g.names {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if g.meta.Agreements[n.ID].Unreadable != "" || len(named) > 0 && !slices.Contains(named, n.ID) {
			continue
		}
		o, err := g.atlas.open(n.ID)
		if err != nil {
			return nil, err
		}
		h := query.Holder{Agreement: n.ID, Places: len(o.Lookup(c))}
		listed := h.Places == 0 && len(o.LookupListed(c)) > 0
		used := 0
		if h.Places == 0 && !listed {
			_, used = o.LookupPrefix(c)
		}
		g.atlas.close(o)
		switch {
		case h.Places > 0, listed, len(named) > 0:
			list = append(list, h)
		case used > deepest:
			deepest, near = used, []query.Holder{h}
		case used == deepest:
			near = append(near, h)
		}
	}
	if len(list) > 0 {
		return list, nil
	}
	return near[:min(len(near), maxNear)], nil
}

// maxNear is in how many agreements the front part of a citation is shown at most.
const maxNear = 20
