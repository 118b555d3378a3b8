package index

import (
	"context"
	"fmt"
	"slices"
	"strings"
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
	q.Notes = append(q.Notes, g.unreadable...)
	if !slices.Contains(append(query.Sorts(), ""), req.Sort) {
		return query.Answer{}, fmt.Errorf("no order %q", req.Sort)
	}
	from, err := readCursor(req.Cursor)
	if err != nil {
		return query.Answer{}, err
	}
	s := newSearch(g, q)
	s.request, s.from = req, from
	defer s.words.release()
	if ok, err := ix.cite(ctx, g, s); err != nil {
		return query.Answer{}, err
	} else if ok {
		g.tellUndated(s)
		return g.answer(ctx, s, ix.know)
	}
	g.understand(s, ix.know)
	if s.aimless() {
		s.note("the query says only what to leave out; nothing is shown")
		return g.answer(ctx, s, ix.know)
	}
	g.tellUndated(s)
	s.tellEmpty()
	if filter, some := g.filter(s); some {
		if err := g.retrieve(ctx, s, filter); err != nil {
			return query.Answer{}, err
		}
	}
	s.rank()
	s.found = foldSimilar(s.found)
	return g.answer(ctx, s, ix.know)
}

// newSearch is the search of a query in g, before it is understood.
func newSearch(g *generation, q query.Query) *search {
	return &search{query: q, speller: newSpeller(), lex: g.lex, words: vocabulary{wordTable: g.lex.wordTable}}
}

func (s *search) note(format string, args ...any) {
	if n := fmt.Sprintf(format, args...); !slices.Contains(s.query.Notes, n) {
		s.query.Notes = append(s.query.Notes, n)
	}
}

// tellEmpty says why a query cannot find anything where that is not to be seen.
func (s *search) tellEmpty() {
	if len(s.asked)+len(s.query.Filters)+len(s.where) == 0 {
		s.note("all words of the query are such as stand everywhere; none is looked for")
	}
	for i, f := range s.query.Filters {
		if f.Field != query.ByKind && f.Field != query.ByAgreement {
			continue
		}
		for _, other := range s.query.Filters[:i] {
			if other.Field == f.Field && !strings.EqualFold(other.Value, f.Value) {
				s.note("all filters must hold, and nothing is of two: %s:%s and %s:%s", f.Field, other.Value, f.Field, f.Value)
			}
		}
	}
}

// aimless reports whether nothing says what is to be found.
func (s *search) aimless() bool {
	return len(s.asked) == 0 && len(s.query.Filters) == 0 && onlyExcludes(s.where)
}
