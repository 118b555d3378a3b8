package index

import (
	"slices"
	"strings"

	"github.com/clausebook/clausebook/index/query"
)

// leftOut lists the agreements that are not searched because another edition
// stands for them ([query.Request].Without). A query that names agreements, or a
// day, asks for those and leaves none out; so does one that is a citation. The
// query's notes say what was left out.
func (g *generation) leftOut(s *search) []string {
	if len(s.request.Without) == 0 || s.agreements != nil || namesEdition(s.query.Filters, s.query.Where) {
		return nil
	}
	var out []string
	for _, n := range g.names {
		if slices.Contains(s.request.Without, n.ID) {
			out = append(out, n.ID)
		}
	}
	if len(out) > 0 {
		s.note("left out, since another edition stands for it: %s; filter by agreement or by the day in force to search it", strings.Join(out, ", "))
	}
	return out
}

// namesEdition reports whether a query says itself which editions it is of.
func namesEdition(filters []query.Filter, where []query.Expr) bool {
	says := func(f query.Field) bool { return f == query.ByAgreement || f == query.InForce }
	var inside func(e query.Expr) bool
	inside = func(e query.Expr) bool { return says(e.Field) || slices.ContainsFunc(e.Args, inside) }
	return slices.ContainsFunc(filters, func(f query.Filter) bool { return says(f.Field) }) || slices.ContainsFunc(where, inside)
}

// less is allowed without some; nil allowed means all agreements.
func (g *generation) less(allowed, some []string) []string {
	if len(some) == 0 {
		return allowed
	}
	if allowed == nil {
		for _, n := range g.names {
			allowed = append(allowed, n.ID)
		}
	}
	out := slices.DeleteFunc(slices.Clone(allowed), func(id string) bool { return slices.Contains(some, id) })
	if out == nil {
		out = []string{}
	}
	return out
}
