package index

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/index/query"
)

// mostUndated is how many agreements a note names that a date leaves out.
const mostUndated = 5

// tellUndated says in the query's notes which agreements a condition on dates
// leaves out because their text does not give the date: silence would be taken
// for an answer. Only those count that nothing else leaves out.
func (g *generation) tellUndated(s *search) {
	asks := map[query.Field]bool{}
	for _, f := range s.query.Filters {
		asks[f.Field] = true
	}
	var walk func(e query.Expr)
	walk = func(e query.Expr) {
		if e.Op == query.Dated || e.Op == query.Only {
			asks[e.Field] = true
		}
		for _, a := range e.Args {
			walk(a)
		}
	}
	for _, e := range s.query.Where {
		walk(e)
	}
	if asks[query.InForce] || asks[query.Effective] {
		g.noteUndated(s, "when they took effect", func(a indexed) corpus.Date { return a.Effective })
	}
	if asks[query.Expires] {
		g.noteUndated(s, "when they expire", func(a indexed) corpus.Date { return a.Expires })
	}
}

func (g *generation) noteUndated(s *search, what string, date func(indexed) corpus.Date) {
	others := slices.DeleteFunc(slices.Clone(s.query.Filters), func(f query.Filter) bool { return f.Field == query.InForce })
	allowed := g.filtered(others)
	var names []string
	for _, n := range g.names {
		a, known := g.meta.Agreements[n.ID]
		if !known || a.Unreadable != "" || date(a) != "" || allowed != nil && !slices.Contains(allowed, n.ID) ||
			s.agreements != nil && !slices.Contains(s.agreements, n.ID) {
			continue
		}
		names = append(names, n.ID)
	}
	if len(names) == 0 {
		return
	}
	list := strings.Join(names[:min(len(names), mostUndated)], ", ")
	if more := len(names) - mostUndated; more > 0 {
		list = fmt.Sprintf("%s and %d more", list, more)
	}
	s.note("left out, since their text does not say %s: %s (%d)", what, list, len(names))
}
