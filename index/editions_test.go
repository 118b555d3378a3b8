package index

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/index/query"
)

// An agreement that another edition stands for is left out, and said to be,
// unless the query itself names agreements or a day.
func TestEditionsLeftOut(t *testing.T) {
	lib, opts := two(t)
	ix := openIndex(t, t.TempDir(), lib, opts)
	const old = "lapeer-police-2012"
	search := func(text string, filters ...query.Filter) query.Answer {
		t.Helper()
		a, err := ix.Search(t.Context(), query.Request{Text: text, Filters: filters, Facets: true, Without: []string{old, "not-here"}})
		require.NoError(t, err)
		return a
	}
	of := func(a query.Answer, id string) bool {
		return slices.ContainsFunc(a.Hits, func(h query.Hit) bool { return h.Agreement == id })
	}
	said := func(a query.Answer) bool { return strings.Contains(strings.Join(a.Query.Notes, "\n"), old) }

	a := search("filing a grievance")
	assert.True(t, of(a, "mercy-nurses-2015"))
	assert.False(t, of(a, old))
	assert.True(t, said(a), a.Query.Notes)
	for _, f := range a.Facets {
		for _, v := range f.Values {
			assert.NotEqual(t, old, v.Value)
		}
	}
	for name, a := range map[string]query.Answer{
		"a filter by agreement": search("filing a grievance", query.Filter{Field: query.ByAgreement, Value: old}),
		"a day":                 search("filing a grievance", query.Filter{Field: query.InForce, Value: "2013-01-01"}),
		"a condition":           search("filing a grievance agreement:" + old),
		"a name":                search("filing a grievance Lapeer County"),
		"a citation":            search("Lapeer art IV sec 1"),
	} {
		assert.True(t, of(a, old), name)
		assert.False(t, said(a), name)
	}
}
