package index

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/clausebook/clausebook/index/query"
)

// mostValues is how many values of a facet are listed.
const mostValues = 50

// facets counts what was found by what a filter could narrow it to. A hit may
// have several topics, and is in force in several years.
func (g *generation) facets(s *search, subjects []*subject) ([]query.Facet, error) {
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
	filed, err := g.filed(s.found, subjects)
	if err != nil {
		return nil, fmt.Errorf("facets: %w", err)
	}
	if len(filed) > 0 {
		counts[query.ByTopic] = filed
	}
	for _, c := range s.found {
		id := c.passage.agreement
		a := g.meta.Agreements[id]
		add(query.ByAgreement, id)
		add(query.ByEmployer, a.Employer)
		add(query.ByUnion, a.Union)
		add(query.ByKind, string(c.passage.kind))
		for _, t := range c.passage.topics() {
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
	return out, nil
}

// filed counts the passages that were looked up, and whose records were not read,
// by the topics that they are filed under.
func (g *generation) filed(list []candidate, subjects []*subject) (map[string]int, error) {
	r := g.lists.reader()
	defer r.release()
	times := map[int]int{} // by number
	parts := make([]*roaring.Bitmap, len(g.lists.parts))
	for _, c := range list {
		if c.passage.home == "" {
			continue
		}
		n, ok, err := r.find(c.passage.home)
		if err != nil || !ok {
			return nil, err
		}
		times[n]++
		for p := range parts {
			if part := &g.lists.parts[p]; n >= part.first && n < part.first+part.size {
				if parts[p] == nil {
					parts[p] = roaring.New()
				}
				parts[p].Add(uint32(n - part.first))
			}
		}
	}
	out := map[string]int{}
	for p, among := range parts {
		if among == nil {
			continue
		}
		for _, s := range subjects {
			list, err := r.list(p, fieldTopic, s.topic.ID)
			if err != nil {
				return nil, err
			}
			if list != nil {
				r.each(roaring.And(among, list), func(i uint32) { out[s.topic.ID] += times[g.lists.parts[p].first+int(i)] })
			}
		}
	}
	return out, nil
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
