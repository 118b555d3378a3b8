package index

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/index/query"
)

// TestNames has queries that name agreements, rightly and with slips.
func TestNames(t *testing.T) {
	lib, opts := two(t)
	ix := openIndex(t, t.TempDir(), lib, opts)
	const n, p = "mercy-nurses-2015", "lapeer-police-2012"
	for _, c := range []struct {
		q         string
		of        []string // agreements that the search is narrowed to
		corrected []query.Correction
		first     string // provision
	}{
		{"Lapeer filing", []string{p}, nil, "art_IV__sec_1"},
		{"Lapeeer county filing", []string{p}, []query.Correction{{From: "lapeeer", To: "lapeer"}}, "art_IV__sec_1"},
		{"Laper 4.1", []string{p}, []query.Correction{{From: "laper", To: "lapeer"}}, "art_IV__sec_1"},
		{"Michigan Nurses Association jury duty", []string{n}, nil, "art_7__sec_B"},
		{"Michigan Nursess Asociation jury duty", []string{n}, []query.Correction{{From: "nursess", To: "nurses"}, {From: "asociation", To: "association"}}, "art_7__sec_B"},
		{"FOP layoff", []string{p}, nil, "art_III__sec_2"},
		{"fraternal order of police layoff", []string{p}, nil, "art_III__sec_2"},
		{"artcle 5 secton C", nil, []query.Correction{{From: "artcle", To: "article"}, {From: "secton", To: "section"}}, "art_5__sec_C"},
		{"art 3 s 2", nil, nil, "art_III__sec_2"},
	} {
		t.Run(c.q, func(t *testing.T) {
			a := ask(t, ix, c.q)
			assert.Equal(t, c.of, a.Query.Agreements)
			assert.Equal(t, c.corrected, a.Query.Corrections)
			require.NotEmpty(t, a.Hits)
			assert.Equal(t, c.first, *a.Hits[0].ID)
		})
	}
	for _, q := range []string{"Lapeeer county filing", "Laper 4.1", "artcle 5 secton C"} {
		a, err := ix.Search(t.Context(), query.Request{Text: q, NoCorrect: true})
		require.NoError(t, err)
		assert.Empty(t, a.Query.Corrections, q)
		assert.Empty(t, a.Query.Citation, q)
	}
}

// TestUndated has an agreement whose dates are not known.
func TestUndated(t *testing.T) {
	lib, opts := two(t)
	lib.put(agreement(t, "city-clerks", "# 1 | Grievance\nA grievance is filed within five days.\n"))
	ix := openIndex(t, t.TempDir(), lib, opts)
	const effective, expires = "left out, since their text does not say when they took effect: city-clerks (1)", "left out, since their text does not say when they expire: city-clerks (1)"
	for q, want := range map[string][]string{
		"in_force:2013 grievance":                         {effective},
		"expires:>2014 grievance":                         {expires},
		"effective:2012 grievance":                        {effective},
		"grievance":                                       nil,
		"in_force:2013 agreement:mercy-nurses-2015 grief": nil, // the filter leaves it out anyhow
	} {
		assert.Equal(t, want, ask(t, ix, q).Query.Notes, q)
	}
	assert.Equal(t, []string{effective}, ask(t, ix, "grievance", query.Filter{Field: query.InForce, Value: "2013"}).Query.Notes)
}

// filler makes words as rare as they are in an agreement.
const filler = `
# 11 | Term
This paper holds for a year.
# 12 | Files
Each file is open to the person named in it.
# 13 | Meals
Thirty minutes are free at noon.
# 14 | Notices
Notices hang at the door.
# 15 | Safety
Shoes are given out in May.
# 16 | Rest
Ten minutes are free each morning.
# 17 | Doors
Doors are shut at nine.
# 18 | Keys
Keys are kept by the clerk.
`

// TestTerms has terms that agreements write and this library does not: what is
// only like them is not shown for them.
func TestTerms(t *testing.T) {
	lib := newLibrary(agreement(t, "a-2020", `# 1 | Buildings
## 1 | Air
The Employer shall keep the ventilation of all buildings in good order.
## 2 | Pay
The wage is paid weekly. It stands in the appendix, and each employee receives a copy of it at the start of work, on the first day of the first month. What custom is prevailing is for the parties to say.
# 2 | Work elsewhere
An employee may take outside employment.
# 3 | Waiting
An employee who is on call is paid two dollars an hour.
`+filler))
	ix := openIndex(t, t.TempDir(), lib, Options{Words: []corpus.Synonym{
		{Say: []string{"asbestos", "mold"}, Also: []string{"asbestos", "ventilation"}},
		{Say: []string{"moonlighting"}, Also: []string{"outside employment"}},
		{Say: []string{"prevailing wage"}, Also: []string{"prevailing wage"}},
		{Say: []string{"standby pay"}, Also: []string{"standby pay", "waiting"}},
		{Same: []string{"standby", "on call"}},
	}})
	for q, want := range map[string][]string{
		"asbestos":        {},
		"mold":            {"a-2020 art_1__sec_1"}, // no word of agreements
		"ventilation":     {"a-2020 art_1__sec_1"},
		"moonlighting":    {"a-2020 art_2"},
		"prevailing wage": {},
		"standby pay":     {"a-2020 art_3"}, // because standby is on call
	} {
		got := places(ask(t, ix, q))
		assert.Equal(t, want, got[:min(1, len(got))], q)
	}
	assert.Equal(t, []string{"nothing here is about it; related: ventilation"}, ask(t, ix, "asbestos").Query.Notes)
	assert.Empty(t, ask(t, ix, "prevailing wage").Query.Notes)
}
