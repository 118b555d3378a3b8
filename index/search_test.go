package index

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/index/query"
)

func TestSearch(t *testing.T) {
	lib, opts := two(t)
	ix := openIndex(t, t.TempDir(), lib, opts)
	const n, p = "mercy-nurses-2015 ", "lapeer-police-2012 "
	for _, c := range []struct {
		name, q string
		want    []string // the first hits, in order
		never   []string // nowhere
	}{
		{"a title", "jury duty", []string{n + "art_7__sec_B"}, nil},
		{"the section goes before its article", "arbitration", []string{n + "art_5__sec_C"}, nil},
		{"a subsection's words find its section", "form in triplicate", []string{n + "art_5__sec_B"}, []string{n + "art_5__sec_B__sub_1"}},
		{"an article's own text", "complaint about this agreement", []string{n + "art_5"}, nil},
		{"stems", "grievances filed late", []string{n + "art_5__sec_B"}, nil},
		{"another name of the subject", "bereavement leave", []string{p + "art_V__sec_1", n + "art_7__sec_A"}, nil},
		{"what people say", "firing", []string{p + "art_III__sec_1"}, nil},
		{"a slip", "berevement", []string{p + "art_V__sec_1"}, nil},
		{"one word for two", "callback", []string{p + "art_V__sec_2"}, nil},
		{"two words for one, irregular", "laid off", []string{p + "art_III__sec_2"}, nil},
		{"a phrase", `"just cause"`, []string{p + "art_III__sec_1"}, nil},
		{"a phrase that is not there", `"cause just"`, []string{}, nil},
		{"a phrase over small words", `"order of seniority"`, []string{p + "art_III__sec_2"}, nil},
		{"symbols", "401(k)", []string{n + "art_7__sec_C"}, nil},
		{"percent", "10 percent", []string{n + "art_7__sec_C"}, nil},
		{"only in the contents", "tuition reimbursement", []string{n + "-"}, nil},
		{"narrowed by employer", "filing a grievance at Lapeer", []string{p + "art_IV__sec_1"}, []string{n + "art_5__sec_B"}},
		{"narrowed by initials", "MNA grievance", []string{n + "art_5__sec_B"}, []string{p + "art_IV__sec_1"}},
		{"nothing", "stock options", []string{}, nil},
		{"half is nothing", "lactation leave", []string{}, nil},
		{"no words", "", []string{}, nil},
		{"small words alone", "of the", []string{}, nil},
		{"citation", "Mercy art 5 sec C", []string{n + "art_5__sec_C", n + "art_5"}, nil},
		{"citation in all", "article 5", []string{p + "art_V", n + "art_5"}, nil},
		{"citation, roman for arabic", "Lapeer 5.1", []string{p + "art_V__sec_1"}, nil},
		{"citation of a subsection", "art 5 B 2", []string{n + "art_5__sec_B__sub_2"}, nil},
		{"citation to the contents", "article 9", []string{n + "-"}, nil},
		{"citation to nothing", "article 99", []string{}, nil},
		{"citation with the place's title", "Grievance Procedure Article IV", []string{p + "art_IV"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := ask(t, ix, c.q)
			got := places(a)
			require.GreaterOrEqual(t, len(got), len(c.want), "%v", got)
			if len(c.want) == 0 {
				assert.Empty(t, got)
				assert.Zero(t, a.Total)
			}
			assert.Equal(t, c.want, got[:len(c.want)], "%v", got)
			for _, never := range c.never {
				assert.NotContains(t, got, never)
			}
			check(t, lib, a)
		})
	}
}

// check holds an answer to what must be so whatever was asked.
func check(t *testing.T, lib *shelfLibrary, a query.Answer) {
	t.Helper()
	assert.NotNil(t, a.Hits)
	for i, h := range a.Hits {
		ag := lib.list[h.Agreement]
		require.NotNil(t, ag)
		if i > 0 {
			assert.LessOrEqual(t, h.Score, a.Hits[i-1].Score, "best first")
		}
		assert.NotEmpty(t, h.Citation)
		assert.NotNil(t, h.Similar)
		for _, s := range h.Snippets {
			assert.True(t, h.Span.Contains(s.Span), "%v in %v", s.Span, h.Span)
			assert.Equal(t, ag.CleanSpans(s.Span).Text, s.Text, "the span is that of the text")
			assert.NotNil(t, s.Matches)
			last := 0
			for _, m := range s.Matches {
				assert.True(t, last <= m[0] && m[0] < m[1] && m[1] <= len(s.Text), "%v in %q", s.Matches, s.Text)
				last = m[1]
			}
			assert.Equal(t, strings.TrimSpace(s.Text), s.Text)
		}
	}
}

func TestSearchSays(t *testing.T) {
	lib, opts := two(t)
	ix := openIndex(t, t.TempDir(), lib, opts)

	a := ask(t, ix, "berevement leave at Mercy Hospital")
	assert.Equal(t, []query.Correction{{From: "berevement", To: "bereavement"}}, a.Query.Corrections)
	assert.Equal(t, []string{"mercy-nurses-2015"}, a.Query.Agreements)
	assert.Equal(t, []query.Expansion{{From: "bereavement leave", To: []string{"funeral leave"}}}, a.Query.Expansions)
	require.NotEmpty(t, a.Hits)
	h := a.Hits[0]
	assert.Equal(t, "Article 7, Section A", h.Citation)
	assert.Equal(t, "Funeral Leave", h.Title)
	assert.Equal(t, corpus.Section, h.Kind)
	assert.Equal(t, []string{"Article 7. Leaves of Absence"}, h.Path)
	assert.Equal(t, "mercy-nurses-2015.txt", h.Source)

	assert.Equal(t, "Article 5, Section C", ask(t, ix, "art 5 sec C").Query.Citation)
	a = ask(t, ix, "article 99")
	require.Len(t, a.Query.Notes, 1)
	assert.Contains(t, a.Query.Notes[0], "Article 99")

	a = ask(t, ix, "fees of the arbitrator")
	require.NotEmpty(t, a.Hits)
	s := a.Hits[0].Snippets[0]
	var marked []string
	for _, m := range s.Matches {
		marked = append(marked, s.Text[m[0]:m[1]])
	}
	assert.Equal(t, []string{"fees", "arbitrator", "arbitrator"}, marked)
	a = ask(t, ix, "just cause")
	s = a.Hits[0].Snippets[0]
	assert.Equal(t, [][2]int{{strings.Index(s.Text, "just cause"), len(s.Text) - 1}}, s.Matches, "a phrase is marked whole")

	a = ask(t, ix, "tuition reimbursement")
	assert.Nil(t, a.Hits[0].ID)
	assert.Equal(t, "40", *a.Hits[0].Page)
	assert.Equal(t, "Article 9", a.Hits[0].Citation)
	assert.Empty(t, a.Hits[0].Snippets)
}

func TestSimilar(t *testing.T) {
	lib, opts := two(t)
	ix := openIndex(t, t.TempDir(), lib, opts)
	a := ask(t, ix, "free parking night shift escort")
	assert.ElementsMatch(t, []string{"mercy-nurses-2015 lou_1", "lapeer-police-2012 lou_1"}, places(a), "across agreements they stay")
	i := slices.IndexFunc(a.Hits, func(h query.Hit) bool { return h.Agreement == "mercy-nurses-2015" })
	assert.Equal(t, []query.Similar{{ID: "lou_2", Citation: "Letter of Understanding 2"}}, a.Hits[i].Similar)
	assert.Equal(t, 2, a.Total)
}

func TestFilters(t *testing.T) {
	lib, opts := two(t)
	ix := openIndex(t, t.TempDir(), lib, opts)
	const n, p = "mercy-nurses-2015", "lapeer-police-2012"
	for _, c := range []struct {
		f    query.Filter
		want []string // agreements of the hits for "grievance filed"
	}{
		{query.Filter{Field: query.ByAgreement, Value: n}, []string{n}},
		{query.Filter{Field: query.ByAgreement, Value: "lapeer-police-2012.txt"}, []string{p}},
		{query.Filter{Field: query.ByAgreement, Value: "no such"}, []string{}},
		{query.Filter{Field: query.ByEmployer, Value: "lapeer"}, []string{p}},
		{query.Filter{Field: query.ByUnion, Value: "nurses"}, []string{n}},
		{query.Filter{Field: query.ByUnit, Value: "Patrol"}, []string{p}},
		{query.Filter{Field: query.InForce, Value: "2013-01-01"}, []string{p}},
		{query.Filter{Field: query.InForce, Value: "2015-03-01"}, []string{p, n}},
		{query.Filter{Field: query.InForce, Value: "2020-01-01"}, []string{}},
		{query.Filter{Field: query.ByArticle, Value: "4"}, []string{p}},
		{query.Filter{Field: query.ByArticle, Value: "IV"}, []string{p}},
		{query.Filter{Field: query.ByTopic, Value: "grievance-deadline"}, []string{p, n}},
		{query.Filter{Field: query.ByKind, Value: "letter"}, []string{}},
	} {
		got := []string{}
		for _, h := range ask(t, ix, "grievance filed", c.f).Hits {
			if !slices.Contains(got, h.Agreement) {
				got = append(got, h.Agreement)
			}
		}
		assert.ElementsMatch(t, c.want, got, "%v", c.f)
	}
	a := ask(t, ix, "grievance late", query.Filter{Field: query.ByKind, Value: "subsection"})
	require.NotEmpty(t, a.Hits)
	assert.Equal(t, "art_5__sec_B__sub_2", *a.Hits[0].ID, "an inner provision answers when its kind is asked for")
	assert.Equal(t, []string{"lapeer-police-2012 art_V"}, places(ask(t, ix, "article 5 employer:lapeer"))[:1])

	_, err := ix.Search(t.Context(), query.Request{Text: "leave", Filters: []query.Filter{{Field: "colour", Value: "red"}}})
	require.ErrorContains(t, err, "colour")
}

func TestPages(t *testing.T) {
	lib, opts := two(t)
	ix := openIndex(t, t.TempDir(), lib, opts)
	all := ask(t, ix, "grievance")
	require.Greater(t, len(all.Hits), 3)
	var got []string
	for from := 0; from < all.Total; from += 2 {
		a, err := ix.Search(t.Context(), query.Request{Text: "grievance", Limit: 2, Offset: from})
		require.NoError(t, err)
		assert.Equal(t, all.Total, a.Total)
		got = append(got, places(a)...)
	}
	assert.Equal(t, places(all), got)
	a, err := ix.Search(t.Context(), query.Request{Text: "grievance", Offset: 1000})
	require.NoError(t, err)
	assert.Empty(t, a.Hits)
}

func FuzzSearch(f *testing.F) {
	for _, s := range []string{"bereavement leave", "art 5 sec C", `"just cause"`, "call-back", "§ 401(k) 10%", "non-compete", "Mercy", "kind:letter parking", "é ﬁling"} {
		f.Add(s)
	}
	var ix *Index
	var lib *shelfLibrary
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, text string) {
		if ix == nil {
			var opts Options
			lib, opts = two(t)
			var err error
			ix, err = Open(t.Context(), dir, lib, opts)
			require.NoError(t, err)
		}
		a, err := ix.Search(t.Context(), query.Request{Text: text})
		require.NoError(t, err)
		check(t, lib, a)
	})
}

// TestMore says so where more may be found than was looked at.
func TestMore(t *testing.T) {
	var b strings.Builder
	for i := range candidates + 30 {
		fmt.Fprintf(&b, "# %d | Overtime\nOvertime of kind %d.\n", i+1, i)
	}
	for i := range 30 {
		fmt.Fprintf(&b, "= %d | Hours\nHours of kind %d.\n", i+1, i)
	}
	ix := openIndex(t, t.TempDir(), newLibrary(agreement(t, "a", b.String())), Options{})
	all := ask(t, ix, "overtime")
	assert.Equal(t, candidates, all.Total)
	assert.True(t, all.More, "there are 30 more")
	few := ask(t, ix, "hours")
	assert.Equal(t, 30, few.Total)
	assert.False(t, few.More)
	must := ask(t, ix, "+overtime")
	assert.Equal(t, candidates, must.Total)
	assert.True(t, must.More)
	page, err := ix.Search(t.Context(), query.Request{Text: "+overtime", Offset: candidates, Limit: 20})
	require.NoError(t, err)
	assert.Len(t, page.Hits, 20, "a page behind what was looked at for the first")
}
