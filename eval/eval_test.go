package eval

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/compare"
	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/gold"
	"github.com/clausebook/clausebook/index/query"
)

const small = `ARTICLE 1 – LEAVE
Section A. Funerals.
Three (3) days, see Section B and Article 9.
Section B. Juries.
As the Jury Act says.
ARTICLE 2
Section A. is a citation.
Work is paid.
`

// at is the place of words in the small document, in code points.
func at(words string) int { return len([]rune(small[:strings.Index(small, words)])) }

func span(from, to string) corpus.Span {
	s := strings.Index(small, from)
	return corpus.Span{Start: s, End: s + strings.Index(small[s:], to) + len(to)}
}

// smallGold is what a person found in the small document.
func smallGold() *gold.Set {
	unit := func(path string, kind corpus.Kind, number, title, from, to string) gold.Unit {
		u := gold.Unit{Path: path, Kind: kind, Number: &number, Offset: at(from), End: at(to) + len([]rune(to))}
		if title != "" {
			u.Title = &title
		}
		return u
	}
	return &gold.Set{
		Structures: []gold.Structure{{
			Doc: "001_small.txt",
			Units: []gold.Unit{
				unit("article:1", corpus.Article, "1", "Leave", "ARTICLE 1", "says."),
				unit("article:1/section:A", corpus.Section, "A", "Funerals", "Section A. F", "Article 9."),
				unit("article:1/section:B", corpus.Section, "B", "Juries", "Section B. J", "says."),
				unit("article:2", corpus.Article, "2", "", "ARTICLE 2", "paid."),
			},
			Xrefs: []gold.Reference{
				{From: "article:1/section:A", Raw: "Section B", Offset: at("Section B and"), Target: new("article:1/section:B"), Kind: gold.Internal},
				{From: "article:1/section:A", Raw: "Article 9", Offset: at("Article 9"), Kind: gold.Dangling},
				{From: "article:1/section:B", Raw: "the Jury Act", Offset: at("the Jury"), Kind: gold.External},
			},
			Traps: []gold.Place{{Offset: at("Section A. is")}},
		}},
		Queries: []gold.Query{
			{Text: "funerals", Kind: "keyword", Relevant: []gold.Relevant{{Doc: "001", Path: "article:1/section:A", Grade: 3}, {Doc: "001", Path: "article:1", Grade: 1}}},
			{Text: "cameras", Kind: "keyword"},
		},
		Topics: []gold.Topic{
			{ID: "bereavement", Label: "Bereavement", Where: map[string][]string{"001": {"article:1/section:A"}}, Quote: map[string]string{"001": "Three (3) days"}},
			{ID: "stewards", Label: "Stewards", Absent: []string{"001"}, AbsentWhy: map[string]string{"001": "none"}},
		},
		Values: []gold.Value{
			{Doc: "001", Path: "article:1/section:A", Fact: "funeral.days", Type: corpus.Duration, Value: 3.0, Unit: "day", Quote: "Three (3) days"},
		},
	}
}

// perfect reads the small document as gold has it.
func perfect() *corpus.Agreement {
	heading := func(h string) corpus.Span { return span(h, h) }
	return &corpus.Agreement{
		ID: "small", Kind: corpus.KindAgreement, Text: small, Source: corpus.Source{Name: "001_small.txt"},
		Provisions: []corpus.Provision{
			{ID: "art_1", Kind: corpus.Article, Number: "1", Title: "LEAVE", Heading: "ARTICLE 1 – LEAVE", HeadingSpan: heading("ARTICLE 1 – LEAVE"), Span: span("ARTICLE 1", "says.")},
			{ID: "art_1__sec_A", Parent: "art_1", Kind: corpus.Section, Number: "A", Title: "Funerals", Heading: "Section A. Funerals.", HeadingSpan: heading("Section A. Funerals."), Span: span("Section A. F", "Article 9.")},
			{ID: "art_1__sec_B", Parent: "art_1", Kind: corpus.Section, Number: "B", Title: "Juries", Heading: "Section B. Juries.", HeadingSpan: heading("Section B. Juries."), Span: span("Section B. J", "says.")},
			{ID: "art_2", Kind: corpus.Article, Number: "2", Heading: "ARTICLE 2", HeadingSpan: heading("ARTICLE 2"), Span: span("ARTICLE 2", "paid.")},
		},
		References: []corpus.CrossReference{
			{From: "art_1__sec_A", Raw: "Section B", Span: span("Section B", "B"), Status: corpus.Resolved, Target: "art_1__sec_B"},
			{From: "art_1__sec_A", Raw: "Article 9", Span: span("Article 9", "9"), Status: corpus.Dangling},
			{From: "art_1__sec_B", Raw: "the Jury Act", Span: span("the Jury", "Act"), Status: corpus.External},
		},
		Terms: []corpus.Term{{Provision: "art_1__sec_A", Type: corpus.Duration, Value: 3, Unit: corpus.Day, Span: span("Three", "days")}},
	}
}

type answers map[string][]string

func (a answers) Search(_ context.Context, req query.Request) (query.Answer, error) {
	var out query.Answer
	for _, id := range a[req.Text] {
		out.Hits = append(out.Hits, query.Hit{Agreement: "small", ID: &id})
	}
	return out, nil
}

type cells map[string]compare.Cell

func (c cells) Compare(_ context.Context, topic string) (compare.Comparison, error) {
	return compare.Comparison{Cells: []compare.Cell{c[topic]}}, nil
}

func run1(t *testing.T, a *corpus.Agreement, s answers, c cells) *Report {
	t.Helper()
	r, err := Run(t.Context(), Input{Gold: smallGold(), Agreements: []*corpus.Agreement{a}, Searcher: s, Comparer: c})
	require.NoError(t, err)
	return r
}

func TestPerfect(t *testing.T) {
	r := run1(t, perfect(),
		answers{"funerals": {"art_1__sec_A", "art_1"}, "funnerals": {"art_1__sec_A", "art_1"}},
		cells{
			"Bereavement": {Agreement: "small", State: compare.Stated, Provisions: []compare.Place{{ID: "art_1__sec_A"}}, Quotes: []compare.Quote{{Span: span("Three", "days")}}},
			"Stewards":    {Agreement: "small", State: compare.Silent},
		})
	assert.Empty(t, r.Misses)
	assert.Equal(t, Structure{Precision: 1, Recall: 1, F1: 1, Gold: 4, Predicted: 4, AllUnitsRecall: 1,
		Number: 1, Title: 1, End: 1, Parent: 1, Traps: 1, TreeSimilarity: 1}, r.Structure["001"])
	one := new(1.0)
	assert.Equal(t, References{GoldInternal: 1, Found: one, ResolvedRight: one, ExternalOrDangling: 2, ToldApart: one, StatusRight: one,
		PredictedResolved: 1, Precision: one}, r.References["001"])
	assert.Equal(t, Terms{Gold: 1, Placed: 1, Value: one, Unit: one, Per: one, ByType: map[corpus.TermType][2]int{corpus.Duration: {1, 1}}}, r.Terms)
	assert.Equal(t, Ranking{Queries: 1, NDCG10: 1, MRR: 1, Recall10: 1, First: 1}, r.Search.Ranking)
	assert.Equal(t, 1, r.Search.NothingShown)
	assert.Equal(t, &Typos{Queries: 1, Right: 1, Slipped: 1}, r.Search.Typos)
	assert.Equal(t, Compare{Topics: 2, Cells: 2, State: one, First: one, Found: one, Quoted: one,
		ByState: map[compare.State][2]int{compare.Stated: {1, 1}, compare.Silent: {1, 1}}}, *r.Compare)
	assert.Equal(t, one, r.Text["001"].BodyWordsKept)
	assert.Equal(t, new(0.0), r.Text["001"].WordsNotInSource)
}

// TestFaults makes one fault at a time and looks at the figures it must move.
func TestFaults(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(a *corpus.Agreement)
		check func(t *testing.T, s Structure, x References)
	}{
		{"section missed", func(a *corpus.Agreement) { a.Provisions = append(a.Provisions[:2:2], a.Provisions[3]) }, func(t *testing.T, s Structure, x References) {
			t.Helper()
			assert.Equal(t, []float64{1, 0.75, 0.8571, 0.8571}, []float64{s.Precision, s.Recall, s.F1, s.TreeSimilarity})
			assert.InDelta(t, 0, *x.ResolvedRight, 0, "its target is gone")
		}},
		{"trap sprung", func(a *corpus.Agreement) {
			a.Provisions = append(a.Provisions, corpus.Provision{ID: "art_2__sec_A", Parent: "art_2", Kind: corpus.Section, Number: "A", Span: span("Section A. is", "paid.")})
		}, func(t *testing.T, s Structure, _ References) {
			t.Helper()
			assert.Equal(t, []float64{0.8, 1, 0.8889}, []float64{s.Precision, s.Recall, s.F1})
			assert.Equal(t, 1, s.TrapsSprung)
		}},
		{"wrong number, title, end and parent", func(a *corpus.Agreement) {
			a.Provisions[1].Number = "D"
			a.Provisions[2].Title = "Jury"
			a.Provisions[2].Parent = ""
			a.Provisions[3].Span = span("ARTICLE 2", "is a")
		}, func(t *testing.T, s Structure, _ References) {
			t.Helper()
			assert.Equal(t, []float64{1, 1, 0.75, 0.75, 0.75, 0.75}, []float64{s.Precision, s.Recall, s.Number, s.Title, s.End, s.Parent})
		}},
		{"misresolved", func(a *corpus.Agreement) { a.References[0].Target = "art_2" }, func(t *testing.T, _ Structure, x References) {
			t.Helper()
			assert.Equal(t, []float64{1, 0, 0}, []float64{*x.Found, *x.ResolvedRight, *x.Precision})
			assert.Equal(t, 1, x.WrongResolved)
		}},
		{"dangling resolved", func(a *corpus.Agreement) { a.References[1].Status, a.References[1].Target = corpus.Resolved, "art_2" }, func(t *testing.T, _ Structure, x References) {
			t.Helper()
			assert.Equal(t, []float64{0.5, 0.5, 0.5}, []float64{*x.ToldApart, *x.StatusRight, *x.Precision})
		}},
		{"too long to count", func(a *corpus.Agreement) { a.References[0].Span = span("Three", "Article 9.") }, func(t *testing.T, _ Structure, x References) {
			t.Helper()
			assert.InDelta(t, 0, *x.Found, 0)
			assert.Equal(t, 1, x.UnmatchedResolved)
		}},
		{"deeper than cited", func(a *corpus.Agreement) { a.References[0].Target = "art_1__sec_B__par_1" }, func(t *testing.T, _ Structure, x References) {
			t.Helper()
			assert.InDelta(t, 1, *x.ResolvedRight, 0)
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := perfect()
			tt.spoil(a)
			r := run1(t, a, nil, nil)
			tt.check(t, r.Structure["001"], r.References["001"])
			assert.NotEmpty(t, r.Misses)
		})
	}
}

// TestGroupsAndOptional: units that are right to give and right to leave out
// change nothing either way, and a citation of a group means its parts.
func TestGroupsAndOptional(t *testing.T) {
	set := smallGold()
	g := &set.Structures[0]
	g.Units = append(g.Units[:3:3],
		gold.Unit{Path: "appendix:C", Kind: corpus.Appendix, Number: new("C"), Offset: at("ARTICLE 2"), End: at("paid."), Group: true},
		gold.Unit{Path: "appendix:C-1", Kind: corpus.Appendix, Number: new("C-1"), Offset: at("ARTICLE 2"), End: at("paid.") + 5},
		gold.Unit{Path: "appendix:C-1/section:A", Kind: corpus.Section, Number: new("A"), Offset: at("Section A. is"), End: at("paid.") + 5, Optional: true})
	g.Xrefs[0].Target = new("appendix:C")
	g.Traps = nil
	a := perfect()
	a.Provisions[3] = corpus.Provision{ID: "app_C-1", Kind: corpus.Appendix, Number: "C-1", Span: span("ARTICLE 2", "paid.")}
	a.References[0].Target = "app_C-1"
	with := *a
	with.Provisions = append(a.Provisions[:4:4], corpus.Provision{ID: "app_C-1__sec_A", Parent: "app_C-1", Kind: corpus.Section, Number: "A", Span: span("Section A. is", "paid.")})
	for name, a := range map[string]*corpus.Agreement{"left out": a, "given": &with} {
		r, err := Run(t.Context(), Input{Gold: set, Agreements: []*corpus.Agreement{a}})
		require.NoError(t, err)
		assert.InDelta(t, 1, r.Structure["001"].F1, 0, name)
		assert.InDelta(t, 1, r.Structure["001"].TreeSimilarity, 0, name)
		assert.InDelta(t, 1, *r.References["001"].ResolvedRight, 0, name)
		assert.InDelta(t, 1, *r.References["001"].Precision, 0, name)
	}
}

func TestSearchRanks(t *testing.T) {
	// Grade 3 at rank 2 by its paragraph, grade 1 never: another section of the
	// article does not answer for it. dcg 7/log2(3), ideal 7 + 1/log2(3).
	a := perfect()
	paragraph := corpus.Provision{ID: "art_1__sec_A__par_1", Parent: "art_1__sec_A", Kind: corpus.Paragraph, Span: span("Three", "Article 9.")}
	a.Provisions = slices.Insert(a.Provisions, 2, paragraph)
	r := run1(t, a, answers{"funerals": {"art_2", "art_1__sec_A__par_1", "art_1__sec_A", "art_1__sec_B"}, "cameras": {"art_2"}}, nil)
	assert.InDelta(t, 0.5788, r.Search.NDCG10, 1e-9)
	assert.InDelta(t, 0.5, r.Search.MRR, 0)
	assert.InDelta(t, 0.5, r.Search.Recall10, 0)
	assert.Equal(t, 0, r.Search.NothingShown)
	assert.Len(t, r.Misses["search"], 2)
}

// TestRelated: a procedure has no cell; it must be named beside them.
func TestRelated(t *testing.T) {
	a := perfect()
	a.Kind = corpus.KindProcedure
	c := related{"Bereavement": {{Agreement: "small"}}}
	r, err := Run(t.Context(), Input{Gold: smallGold(), Agreements: []*corpus.Agreement{a}, Comparer: c})
	require.NoError(t, err)
	assert.Equal(t, 0, r.Compare.Cells)
	assert.Equal(t, new(1.0), r.Compare.Related)
	c["Bereavement"], c["Stewards"] = nil, []compare.Related{{Agreement: "small"}}
	r, err = Run(t.Context(), Input{Gold: smallGold(), Agreements: []*corpus.Agreement{a}, Comparer: c})
	require.NoError(t, err)
	assert.Equal(t, new(0.0), r.Compare.Related)
}

type related map[string][]compare.Related

func (r related) Compare(_ context.Context, topic string) (compare.Comparison, error) {
	return compare.Comparison{Related: r[topic]}, nil
}

// TestGrade: how far a term is what gold has.
func TestGrade(t *testing.T) {
	value := gold.Value{Type: corpus.Money, Value: 500.0, Unit: "USD per week", Quote: "$500 each duty week"}
	tests := []struct {
		name string
		term corpus.Term
		want int
	}{
		{"all", corpus.Term{Type: corpus.Money, Value: 500, Unit: "USD", Per: "duty week"}, 3},
		{"per left out", corpus.Term{Type: corpus.Money, Value: 500, Unit: "USD"}, 2},
		{"wrong currency", corpus.Term{Type: corpus.Money, Value: 500, Unit: "CAD", Per: "week"}, 1},
		{"wrong value", corpus.Term{Type: corpus.Money, Value: 50, Unit: "USD", Per: "week"}, 0},
	}
	for _, tt := range tests {
		got, why := grade(&tt.term, &value)
		assert.Equal(t, tt.want, got, tt.name)
		assert.Equal(t, tt.want == 3, why == "", tt.name)
	}
	value.Quote = "$500"
	got, _ := grade(&tests[1].term, &value)
	assert.Equal(t, 3, got, "the quote does not say per what")
	got, _ = grade(&corpus.Term{Type: corpus.DateTerm, Date: "2018-06-30"}, &gold.Value{Type: corpus.DateTerm, Value: "2018-06-30", Unit: "date"})
	assert.Equal(t, 3, got)
	got, _ = grade(&corpus.Term{Type: corpus.Duration, Value: 3, Unit: corpus.CalendarDay}, &gold.Value{Type: corpus.Duration, Value: 3.0, Unit: "calendar day"})
	assert.Equal(t, 3, got)
}

func TestRunFails(t *testing.T) {
	_, err := Run(t.Context(), Input{Gold: smallGold()})
	require.ErrorContains(t, err, "001_small.txt")
}

func TestSlip(t *testing.T) {
	seen := map[string]bool{}
	for _, text := range []string{"bereavement leave", "layoff notice", "who pays for the arbitrator", "seniority list", "meal periods", "personnel file", "vacation accrual"} {
		got, ok := slip(text)
		require.True(t, ok, text)
		assert.NotEqual(t, text, got)
		again, _ := slip(text)
		assert.Equal(t, got, again)
		assert.InDelta(t, len(text), len(got), 1)
		seen[got] = true
	}
	assert.Len(t, seen, 7)
	_, ok := slip("jury duty")
	assert.False(t, ok, "no word is long enough")
}
