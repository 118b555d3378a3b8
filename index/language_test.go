package index

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/index/query"
)

// withValues gives the agreement the typed values that stand in its text as
// written.
func withValues(t *testing.T, a *corpus.Agreement, values ...corpus.Term) {
	t.Helper()
	for _, v := range values {
		at := strings.Index(a.Text, v.Raw)
		require.GreaterOrEqual(t, at, 0, v.Raw)
		v.Span = corpus.Span{Start: at, End: at + len(v.Raw)}
		a.Terms = append(a.Terms, v)
	}
	slices.SortFunc(a.Terms, func(x, y corpus.Term) int { return x.Span.Start - y.Span.Start })
}

func TestConditions(t *testing.T) {
	lib, opts := two(t)
	withValues(t, lib.list["mercy-nurses-2015"], corpus.Term{Type: corpus.Duration, Value: 10, Unit: corpus.WorkingDay, Raw: "ten (10) working days"})
	withValues(t, lib.list["lapeer-police-2012"],
		corpus.Term{Type: corpus.Duration, Value: 30, Unit: corpus.Day, Raw: "thirty days"}, corpus.Term{Type: corpus.Duration, Value: 15, Unit: corpus.Day, Raw: "fifteen days"},
		corpus.Term{Type: corpus.Duration, Value: 5, Unit: corpus.Day, Raw: "five days"}, corpus.Term{Type: corpus.Duration, Value: 4, Unit: corpus.Hour, Raw: "four hours"})
	ix := openIndex(t, t.TempDir(), lib, opts)
	const n, p = "mercy-nurses-2015 ", "lapeer-police-2012 "
	for _, c := range []struct {
		q    string
		want []string // all hits
	}{
		{"discharged AND suspended", []string{p + "art_III__sec_1"}},
		{"discharged AND seniority", nil},
		{"triplicate OR seniority", []string{n + "art_5__sec_B", p + "art_III__sec_2"}},
		{"layoff -seniority", nil},
		{"seniority NOT discharged", []string{p + "art_III__sec_2"}},
		{"parking NOT employer:lapeer", []string{n + "lou_1"}},
		{"(triplicate OR seniority) employer:lapeer", []string{p + "art_III__sec_2"}},
		{"triplic*", []string{n + "art_5__sec_B"}},
		{"tripli* AND filed", []string{n + "art_5__sec_B"}},
		{"triplicite~", []string{n + "art_5__sec_B"}},
		{"zzzz*", nil},
		{`"notice layoff"~3`, []string{p + "art_III__sec_2"}},
		{`"inverse notice"~1`, nil},
		{`"notice seniority"~4`, []string{p + "art_III__sec_2"}},
		{"title:layoff", []string{p + "art_III__sec_2"}},
		{"title:parking kind:letter agreement:lapeer-police-2012", []string{p + "lou_1"}},
		{"text:definition", nil},
		{`title:"jury duty"`, []string{n + "art_7__sec_B"}},
		{"kind:letter", []string{p + "lou_1", n + "lou_1"}},
		{"kind:letter expires:>2016", []string{n + "lou_1"}},
		{"kind:letter effective:2012", []string{p + "lou_1"}},
		{"kind:letter expires:<2010", nil},
		{"kind:letter in-force-on:2013-01-01", []string{p + "lou_1"}},
		{"kind:letter in_force:2017", []string{n + "lou_1"}},
		{"layoff>=30 days", []string{p + "art_III__sec_2"}},
		{"layoff>30 days", nil},
		{"layoff>=4 weeks", []string{p + "art_III__sec_2"}},
		{"filed<=2 weeks", []string{n + "art_5__sec_B"}},
		{"filed<1 week", nil},
		{"grievance>=2 weeks", []string{p + "art_IV__sec_1"}},
		{"grievance=10 days", []string{n + "art_5__sec_B"}},
		{"paid=4 hours", []string{p + "art_V__sec_2"}},
		{"paid=4", []string{p + "art_V__sec_2"}},
		{"-seniority", nil},
		{"kind:subsection AND triplicate", []string{n + "art_5__sec_B__sub_1"}},
	} {
		a := ask(t, ix, c.q)
		assert.ElementsMatch(t, c.want, places(a), "%s: %v", c.q, a.Query.Notes)
		assert.Equal(t, len(c.want), a.Total, c.q)
		check(t, lib, a)
	}
	a := ask(t, ix, "layoff>=30 days")
	assert.Contains(t, a.Hits[0].Snippets[0].Text, "thirty days", "the value is shown")
	assert.Contains(t, ask(t, ix, "-seniority").Query.Notes[0], "leave out")
}

func TestRequests(t *testing.T) {
	lib, opts := two(t)
	for _, a := range lib.list {
		for i := range a.Provisions {
			a.Provisions[i].Tokens = 20
			if a.ID == sortedKeys(lib.list)[0] {
				a.Provisions[i].TokensO200k = 10
			}
		}
	}
	ix := openIndex(t, t.TempDir(), lib, opts)
	search := func(r query.Request) query.Answer {
		a, err := ix.Search(t.Context(), r)
		require.NoError(t, err)
		return a
	}
	t.Run("facets", func(t *testing.T) {
		a := search(query.Request{Text: "grievance", Facets: true, Limit: 1})
		require.Len(t, a.Hits, 1)
		count := map[string]int{}
		for _, f := range a.Facets {
			for i, v := range f.Values {
				count[string(f.Field)+":"+v.Value] = v.Count
				if i > 0 {
					assert.LessOrEqual(t, v.Count, f.Values[i-1].Count, "most first")
				}
				narrowed := search(query.Request{Text: "grievance", Filters: []query.Filter{{Field: f.Field, Value: v.Value}}})
				assert.Equal(t, v.Count, narrowed.Total, "%s:%s counts what it would find", f.Field, v.Value)
			}
		}
		assert.Equal(t, a.Total, count["agreement:mercy-nurses-2015"]+count["agreement:lapeer-police-2012"])
		assert.Positive(t, count["in_force:2015"])
		assert.Nil(t, search(query.Request{Text: "grievance"}).Facets)
	})
	t.Run("orders", func(t *testing.T) {
		by := func(s query.Sort) []string { return places(search(query.Request{Text: "grievance", Sort: s})) }
		relevance, place, expires := by(query.ByRelevance), by(query.ByPlace), by(query.ByExpiry)
		assert.Equal(t, relevance, by(""))
		assert.ElementsMatch(t, relevance, place)
		assert.ElementsMatch(t, relevance, expires)
		assert.True(t, strings.HasPrefix(place[0], "lapeer"), "%v", place)
		assert.True(t, strings.HasPrefix(expires[0], "mercy"), "the latest expiry first: %v", expires)
		_, err := ix.Search(t.Context(), query.Request{Text: "x", Sort: "colour"})
		require.ErrorContains(t, err, "colour")
	})
	t.Run("cursor", func(t *testing.T) {
		for _, s := range query.Sorts() {
			all := places(search(query.Request{Text: "grievance", Sort: s}))
			var got []string
			r := query.Request{Text: "grievance", Sort: s, Limit: 2}
			for range 20 {
				a := search(r)
				got = append(got, places(a)...)
				if a.Next == "" {
					break
				}
				r.Cursor = a.Next
			}
			assert.Equal(t, all, got, s)
		}
		_, err := ix.Search(t.Context(), query.Request{Text: "x", Cursor: "junk"})
		require.ErrorIs(t, err, query.ErrCursor)
	})
	t.Run("explain", func(t *testing.T) {
		for _, h := range search(query.Request{Text: "bereavement leave", Explain: true}).Hits {
			sum := 0.0
			for _, r := range h.Explain {
				sum += r.Adds
			}
			assert.InDelta(t, h.Score, sum, 1e-9)
		}
	})
	t.Run("switched off", func(t *testing.T) {
		assert.NotEmpty(t, search(query.Request{Text: "firing"}).Hits)
		a := search(query.Request{Text: "firing", NoExpand: true})
		assert.Empty(t, a.Hits)
		assert.Empty(t, a.Query.Expansions)
		all := search(query.Request{Text: "firing"}).Query.Expansions
		require.Len(t, all, 1)
		require.Equal(t, []string{"discharge", "just cause"}, all[0].To)
		assert.Equal(t, []query.Expansion{{From: "firing", To: []string{"just cause"}}}, search(query.Request{Text: "firing", NotFor: []string{"Discharge"}}).Query.Expansions)
		assert.Empty(t, search(query.Request{Text: "firing", NotFor: all[0].To}).Hits)
		assert.Equal(t, all, search(query.Request{Text: "firing", NotFor: []string{"something else"}}).Query.Expansions)
		a = search(query.Request{Text: "berevement", NoCorrect: true})
		assert.Empty(t, a.Hits)
		assert.Empty(t, a.Query.Corrections)
	})
	t.Run("pack", func(t *testing.T) {
		for _, budget := range []int{1, 15, 20, 45, 500} {
			p := search(query.Request{Text: "grievance", MaxTokens: budget}).Pack
			require.NotNil(t, p)
			assert.LessOrEqual(t, p.Tokens, budget)
			sum := 0
			for _, x := range p.Passages {
				sum += x.Tokens
				a := lib.list[x.Agreement]
				assert.Equal(t, x.Text, a.CleanSpans(x.Span).Text)
			}
			assert.Equal(t, p.Tokens, sum)
		}
		p := search(query.Request{Text: "filing a grievance in triplicate", MaxTokens: 60}).Pack
		assert.True(t, p.Passages[0].Whole)
		assert.Equal(t, 60, p.Passages[0].Tokens, "a section counts with what is in it")
		assert.Contains(t, p.Passages[0].Text, "in triplicate")
		assert.Equal(t, query.Cl100k, p.Encoding)
	})
	t.Run("pack in the other encoding", func(t *testing.T) {
		ids := sortedKeys(lib.list)
		a := search(query.Request{Text: "grievance", MaxTokens: 500, Encoding: query.O200k})
		assert.Equal(t, query.O200k, a.Pack.Encoding)
		require.NotEmpty(t, a.Pack.Passages)
		for _, x := range a.Pack.Passages {
			assert.Equal(t, ids[0], x.Agreement, "the other was not counted")
			assert.Zero(t, x.Tokens%10)
		}
		assert.Contains(t, strings.Join(a.Query.Notes, "\n"), ids[1]+" was read before its length in o200k_base was counted")
	})
}

// TestCursorUnderUpdates has the library change between two pages.
func TestCursorUnderUpdates(t *testing.T) {
	lib, opts := two(t)
	ix := openIndex(t, t.TempDir(), lib, opts)
	first, err := ix.Search(t.Context(), query.Request{Text: "grievance", Limit: 3})
	require.NoError(t, err)
	before := places(ask(t, ix, "grievance"))
	require.Greater(t, len(before), 4)

	lib.put(agreement(t, "city-clerks-2016", "# 1 | Grievance\nA grievance is a grievance. The grievance is filed.\n# 2 | Other\nA clerk may file a grievance.\n"))
	lib.put(agreement(t, "unit-1", "# 1 | Pay\nNothing is said of it here, nor elsewhere in this paper.\n"))
	require.NoError(t, ix.Refresh(t.Context()))
	rest := query.Request{Text: "grievance", Limit: 100, Cursor: first.Next}
	second, err := ix.Search(t.Context(), rest)
	require.NoError(t, err)
	for _, p := range places(first) {
		assert.NotContains(t, places(second), p, "nothing is shown twice")
	}
	for _, p := range before[3:] {
		assert.Contains(t, places(second), p, "nothing is left out that was there all the time")
	}

	lib.remove(first.Hits[2].Agreement) // with the hit that the page ended with
	require.NoError(t, ix.Refresh(t.Context()))
	third, err := ix.Search(t.Context(), rest)
	require.NoError(t, err)
	for _, p := range places(first) {
		assert.NotContains(t, places(third), p)
	}
}

func TestSuggest(t *testing.T) {
	lib, opts := two(t)
	ix := openIndex(t, t.TempDir(), lib, opts)
	for _, c := range []struct {
		typed string
		want  query.Suggestion // among them
	}{
		{"griev", query.Suggestion{Text: "Grievance Procedure", Kind: query.SuggestTitle}},
		{"jury d", query.Suggestion{Text: "Jury Duty", Kind: query.SuggestTitle, Agreement: "mercy-nurses-2015", ID: "art_7__sec_B"}},
		{"proc griev", query.Suggestion{Text: "Grievance Procedure", Kind: query.SuggestTitle}},
		{"art 5", query.Suggestion{Text: "Article 5", Kind: query.SuggestCitation, Agreement: "mercy-nurses-2015", ID: "art_5"}},
		{"funeral", query.Suggestion{Text: "funeral leave", Kind: query.SuggestTopic, Topic: "bereavement"}},
	} {
		got, err := ix.Suggest(t.Context(), c.typed, 0)
		require.NoError(t, err)
		assert.Contains(t, got, c.want, c.typed)
		assert.LessOrEqual(t, len(got), 8)
	}
	for _, typed := range []string{"", "zzz", "%%%", "  "} {
		got, err := ix.Suggest(t.Context(), typed, 3)
		require.NoError(t, err)
		assert.NotNil(t, got)
		assert.Empty(t, got, typed)
	}
	lib.put(agreement(t, "city-clerks-2016", "# 1 | Telecommuting\nAn employee may work at home two days a week.\n"))
	require.NoError(t, ix.Refresh(t.Context()))
	got, err := ix.Suggest(t.Context(), "telec", 0)
	require.NoError(t, err)
	assert.Len(t, got, 1, "what is new is suggested")
	lib.remove("city-clerks-2016")
	require.NoError(t, ix.Refresh(t.Context()))
	got, err = ix.Suggest(t.Context(), "telec", 0)
	require.NoError(t, err)
	assert.Empty(t, got)
}

func TestOnCall(t *testing.T) {
	lib := newLibrary(agreement(t, "a-2020", "# 1 | Call-back\nAn employee who is called back is paid for four hours of call time.\n# 2 | Duty at home\nAn employee who is on call is paid two dollars an hour.\n"))
	ix := openIndex(t, t.TempDir(), lib, Options{})
	for _, q := range []string{"on call", "on-call", `"on call"`} {
		got := places(ask(t, ix, q))
		require.NotEmpty(t, got, q)
		assert.Equal(t, "a-2020 art_2", got[0], q)
	}
	assert.Equal(t, []string{"a-2020 art_2"}, places(ask(t, ix, `"on call"`)))
}
