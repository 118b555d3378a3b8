package index

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/clausebook/clausebook/index/query"
)

// mostValues is how many values of a facet are listed.
const mostValues = 50

// facets counts what was found by what a filter could narrow it to. A hit may
// have several topics, and is in force in several years.
func (g *generation) facets(s *search, subjects []*subject) []query.Facet {
	counts := map[query.Field]map[string]int{}
	add := func(f query.Field, value string) {
		if value == "" {
			return
		}
		if counts[f] == nil {
			counts[f] = map[string]int{}
		}
		counts[f][value]++
	}
	for _, c := range s.found {
		id := c.passage.agreement
		a := g.meta.Agreements[id]
		add(query.ByAgreement, id)
		add(query.ByEmployer, a.Employer)
		add(query.ByUnion, a.Union)
		add(query.ByKind, string(c.passage.kind))
		for _, t := range c.passage.abouts {
			if t.about >= filedUnder && c.passage.level != group && t.subject < len(subjects) {
				add(query.ByTopic, subjects[t.subject].topic.ID)
			}
		}
		for _, y := range yearsInForce(a) {
			add(query.InForce, y)
		}
	}
	out := []query.Facet{}
	for _, f := range []query.Field{query.ByAgreement, query.ByEmployer, query.ByUnion, query.ByKind, query.ByTopic, query.InForce} {
		facet := query.Facet{Field: f}
		for v, n := range counts[f] {
			facet.Values = append(facet.Values, query.FacetValue{Value: v, Count: n})
		}
		slices.SortFunc(facet.Values, func(a, b query.FacetValue) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Value, b.Value))
		})
		facet.Values = facet.Values[:min(len(facet.Values), mostValues)]
		if len(facet.Values) > 0 {
			out = append(out, facet)
		}
	}
	return out
}

// longestTerm is for how many years an agreement is listed as in force where the
// text has a wrong date; those of real ones run for three to five.
const longestTerm = 15

// yearsInForce lists the years in which an agreement is in force. One that does
// not say until when is listed for the year that it begins in: that it goes on
// is not known.
func yearsInForce(a indexed) []string {
	if len(a.Effective) < 4 {
		return nil
	}
	first, err := strconv.Atoi(string(a.Effective[:4]))
	if err != nil {
		return nil // unreachable: dates are checked when they are read
	}
	last := first
	if len(a.Expires) >= 4 {
		if y, err := strconv.Atoi(string(a.Expires[:4])); err == nil {
			last = min(y, first+longestTerm)
		}
	}
	var out []string
	for y := first; y <= last; y++ {
		out = append(out, strconv.Itoa(y))
	}
	return out
}
