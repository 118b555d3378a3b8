package index

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/index/query"
)

// TestDatesAlone asks for dates and nothing else: what meets them is found, as with
// a filter.
func TestDatesAlone(t *testing.T) {
	lib, opts := two(t)
	ix := openIndex(t, t.TempDir(), lib, opts)
	whole := ask(t, ix, "", query.Filter{Field: query.ByAgreement, Value: "mercy-nurses-2015"})
	require.NotEmpty(t, whole.Hits)
	for _, q := range []string{"expires:>2016", "effective:>=2014", "NOT expires:<2016 expires:>2014-01-01"} {
		a := ask(t, ix, q)
		assert.Equal(t, whole.Total, a.Total, q)
		assert.Equal(t, places(whole), places(a), q)
	}
	assert.Empty(t, ask(t, ix, "expires:>2030").Hits)
	assert.Greater(t, ask(t, ix, "expires:>2012").Total, whole.Total, "both")
}

func TestNothingIsSaid(t *testing.T) {
	lib, opts := two(t)
	ix := openIndex(t, t.TempDir(), lib, opts)
	kind := func(k string) query.Filter { return query.Filter{Field: query.ByKind, Value: k} }
	for _, c := range []struct {
		q       string
		filters []query.Filter
		note    string
	}{
		{"what is the", nil, "all words of the query are such as stand everywhere; none is looked for"},
		{"grievance", []query.Filter{kind("section"), kind("letter")}, "all filters must hold, and nothing is of two: kind:section and kind:letter"},
		{"grievance kind:letter kind:article", nil, "all filters must hold, and nothing is of two: kind:letter and kind:article"},
	} {
		a := ask(t, ix, c.q, c.filters...)
		assert.Empty(t, a.Hits, c.q)
		assert.Contains(t, a.Query.Notes, c.note, c.q)
	}
	assert.Empty(t, ask(t, ix, "grievance", kind("section"), kind("section")).Query.Notes)
}
