package index

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/clausebook/clausebook/index/query"
)

// Limits of a request.
const (
	defaultLimit = 10
	maxLimit     = 100
)

// Search answers a request. A query that is a citation has the place first; a
// query with nothing to find has no hits.
func (ix *Index) Search(ctx context.Context, req query.Request) (query.Answer, error) {
	start := time.Now()
	g, err := ix.acquire()
	if err != nil {
		return query.Answer{}, err
	}
	a, err := ix.search(ctx, g, req)
	if e := g.release(); err == nil {
		err = e
	}
	if err != nil {
		return query.Answer{}, fmt.Errorf("search %q: %w", req.Text, err)
	}
	a.TookMS = float64(time.Since(start).Microseconds()) / 1000
	return a, nil
}

func (ix *Index) search(ctx context.Context, g *generation, req query.Request) (query.Answer, error) {
	q := query.Parse(req.Text)
	for _, f := range req.Filters {
		if err := query.CheckFilter(f); err != nil {
			return query.Answer{}, err
		}
		if !slices.Contains(q.Filters, f) {
			q.Filters = append(q.Filters, f)
		}
	}
	for _, id := range sortedKeys(g.meta.Agreements) {
		if why := g.meta.Agreements[id].Unreadable; why != "" {
			q.Notes = append(q.Notes, fmt.Sprintf("%s is not searched: %s", id, why))
		}
	}
	if a, ok, err := ix.cite(ctx, g, q, req); err != nil || ok {
		return a, err
	}
	s, err := g.understand(q, ix.know)
	if err != nil {
		return query.Answer{}, err
	}
	var list []candidate
	if filter, some := g.filter(s); some {
		if list, err = g.retrieve(ctx, s, filter); err != nil {
			return query.Answer{}, err
		}
	}
	list = s.rank(list)
	list = foldSimilar(list)
	return g.answer(s, list, req), nil
}

// page is the part of list that a request wants.
func page[T any](list []T, req query.Request) []T {
	limit := req.Limit
	if limit <= 0 {
		limit = defaultLimit
	}
	from := min(max(req.Offset, 0), len(list))
	return list[from:min(from+min(limit, maxLimit), len(list))]
}
