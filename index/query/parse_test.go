package query

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		in   string
		want Query
		note string // a part of the only note; empty for none
	}{
		{"", Query{}, ""},
		{"  bereavement  leave ", Query{Terms: []string{"bereavement", "leave"}}, ""},
		{"What is § 5, the 401(k) (or 10%)?", Query{Terms: []string{"What", "is", "§", "5", "the", "401(k)", "or", "10%"}}, ""},
		{`"just  cause" discharge`, Query{Terms: []string{"discharge"}, Phrases: []string{"just cause"}}, ""},
		{"“just cause”", Query{Phrases: []string{"just cause"}}, ""},
		{`overtime "call back`, Query{Terms: []string{"overtime"}, Phrases: []string{"call back"}}, "not closed"},
		{`""`, Query{}, ""},
		{"kind:section Article:9 pay", Query{Terms: []string{"pay"}, Filters: []Filter{{ByKind, "section"}, {ByArticle, "9"}}}, ""},
		{`employer:"State of Michigan"`, Query{Filters: []Filter{{ByEmployer, "State of Michigan"}}}, ""},
		{"in_force:2014-01-15", Query{Filters: []Filter{{InForce, "2014-01-15"}}}, ""},
		{"in_force:soon", Query{Terms: []string{"in_force:soon"}}, "not a date"},
		{"kind:clause", Query{Terms: []string{"kind:clause"}}, "no kind"},
		{"titel:holidays", Query{Terms: []string{"titel:holidays"}}, "not a field"},
		{"at 3:30", Query{Terms: []string{"at", "3:30"}}, ""},
		{"Holidays: list", Query{Terms: []string{"Holidays", "list"}}, ""},
		{`union:""`, Query{}, "no value"},
		{"(kind:letter)", Query{Filters: []Filter{{ByKind, "letter"}}}, ""},
		{"Letter of Intent #3", Query{Terms: []string{"Letter", "of", "Intent", "#3"}}, ""},
	} {
		got := Parse(c.in)
		assert.Equal(t, c.in, got.Text)
		if c.note == "" {
			assert.Empty(t, got.Notes, c.in)
		} else if assert.Len(t, got.Notes, 1, c.in) {
			assert.Contains(t, got.Notes[0], c.note, c.in)
		}
		got.Text, got.Notes = "", nil
		assert.Equal(t, c.want, got, c.in)
	}
}

func TestParseConditions(t *testing.T) {
	for _, c := range []struct {
		in     string
		terms  []string
		where  []string // as printed
		rest   string   // phrases and filters, as printed
		note   string
		ranked []string // words of the conditions
	}{
		{in: "layoff AND notice", where: []string{"+layoff", "+notice"}, ranked: []string{"layoff", "notice"}},
		{in: "vacation OR holiday", where: []string{"(vacation OR holiday)"}},
		{in: "layoff notice OR recall", where: []string{"((layoff AND notice) OR recall)"}, note: "read as ((layoff AND notice) OR recall)"},
		{in: "leave (sick OR annual)", terms: []string{"leave"}, where: []string{"(sick OR annual)"}},
		{in: "leave -military", terms: []string{"leave"}, where: []string{"NOT military"}},
		{in: "leave NOT (military OR jury)", terms: []string{"leave"}, where: []string{"NOT (military OR jury)"}},
		{in: `leave -"jury duty"`, terms: []string{"leave"}, where: []string{`NOT "jury duty"`}},
		{in: "+arbitrator fees", terms: []string{"fees"}, where: []string{"+arbitrator"}},
		{in: "grievan*", where: []string{"grievan*"}, ranked: []string{"grievan"}},
		{in: "gr*", terms: []string{"gr"}, note: "3 letters"},
		{in: "senority~ berevement~2", where: []string{"senority~1", "berevement~2"}},
		{in: "pay~", terms: []string{"pay"}, note: "4 letters"},
		{in: `"layoff notice"~10`, where: []string{`"layoff notice"~10`}},
		{in: `"layoff notice"~`, where: []string{`"layoff notice"~10`}},
		{in: `"layoff notice"~5000`, where: []string{`"layoff notice"~100`}, note: "100 apart"},
		{in: "title:overtime text:mandatory", where: []string{"title:overtime", "text:mandatory"}},
		{in: `title:"sick leave" pay`, terms: []string{"pay"}, where: []string{`title:"sick leave"`}},
		{in: "title:(sick OR annual)", where: []string{"title:(sick OR annual)"}},
		{in: "title: overtime", terms: []string{"title", "overtime"}},
		{in: "expires:>2014 holidays", terms: []string{"holidays"}, where: []string{"expires:>2014"}},
		{in: "expires>=2014-06", where: []string{"expires:>=2014-06"}},
		{in: "effective:2012..2014", where: []string{"effective:>=2012", "effective:<=2014"}},
		{in: "expires:soon", terms: []string{"expires:soon"}, note: "no date"},
		{in: "in-force-on:2014-01-15 leave", terms: []string{"leave"}, rest: "in_force:2014-01-15"},
		{in: "in_force:2014", rest: "in_force:2014"},
		{in: "notice>=10 days", where: []string{"notice>=10 days"}},
		{in: "notice >= 10 working days layoff", terms: []string{"layoff"}, where: []string{"notice>=10 working days"}},
		{in: "allowance > $1,500.50", where: []string{"allowance>$1500.5"}},
		{in: "premium<=5%", where: []string{"premium<=5%"}},
		{in: "stewards≥3", where: []string{"stewards>=3"}},
		{in: `"notice of layoff">2 weeks`, where: []string{`"notice of layoff">2 weeks`}},
		{in: "a > b", terms: []string{"a", "b"}},
		{in: "kind:letter OR kind:appendix", where: []string{"(kind:letter OR kind:appendix)"}},
		{in: "kind:(letter OR appendix)", where: []string{"(kind:letter OR kind:appendix)"}},
		{in: "parking AND kind:letter", where: []string{"+parking"}, rest: "kind:letter"},
		{in: "AND layoff OR", where: []string{"+layoff"}},
		{in: "layoff NOT", terms: []string{"layoff"}, note: "stands before nothing"},
		{in: "(layoff OR recall", where: []string{"(layoff OR recall)"}, note: "bracket is not closed"},
		{in: "and or not", terms: []string{"and", "or", "not"}},
		{in: "call-back pay", terms: []string{"call-back", "pay"}},
		{in: "pay - overtime", terms: []string{"pay", "overtime"}},
	} {
		q := Parse(c.in)
		assert.Equal(t, c.terms, q.Terms, c.in)
		var where, ranked []string
		for _, e := range q.Where {
			where = append(where, e.String())
			ranked = append(ranked, e.Words()...)
		}
		if c.in != "(layoff OR recall" { // an open bracket leaves the operators outside
			assert.Equal(t, c.where, where, c.in)
		}
		if c.ranked != nil {
			assert.Equal(t, c.ranked, ranked, c.in)
		}
		assert.Equal(t, c.rest, Query{Phrases: q.Phrases, Filters: q.Filters}.String(), c.in)
		if c.note == "" {
			assert.Empty(t, q.Notes, c.in)
		} else if assert.NotEmpty(t, q.Notes, c.in) {
			assert.Contains(t, q.Notes[0], c.note, c.in)
		}
		same(t, q)
	}
}

// same holds Parse to reading what String writes.
func same(t *testing.T, q Query) {
	t.Helper()
	again := Parse(q.String())
	assert.Equal(t, q.Terms, again.Terms, "terms of %q printed as %q", q.Text, q.String())
	assert.Equal(t, q.Phrases, again.Phrases, "phrases of %q printed as %q", q.Text, q.String())
	assert.Equal(t, q.Where, again.Where, "conditions of %q printed as %q", q.Text, q.String())
	assert.Equal(t, q.Filters, again.Filters, "filters of %q printed as %q", q.Text, q.String())
}

func TestExprJSON(t *testing.T) {
	q := Parse(`leave (sick OR "annual leave"~3) notice>=10 days`)
	data, err := json.Marshal(q)
	require.NoError(t, err)
	assert.Contains(t, string(data), `"where":["(sick OR \"annual leave\"~3)","notice`)
	var back Query
	require.NoError(t, json.Unmarshal(data, &back))
	assert.Equal(t, q, back)
	require.Error(t, new(Expr).UnmarshalText([]byte("two words")))
}

func TestDates(t *testing.T) {
	for _, c := range []struct{ in, first, last string }{
		{"2014", "2014-01-01", "2014-12-31"}, {"2016-02", "2016-02-01", "2016-02-29"}, {"2014-06-30", "2014-06-30", "2014-06-30"},
		{"2014-13", "", ""}, {"soon", "", ""}, {"", "", ""},
	} {
		first, last, ok := Dates(c.in)
		assert.Equal(t, c.first != "", ok, c.in)
		assert.Equal(t, []string{c.first, c.last}, []string{string(first), string(last)}, c.in)
	}
}

func TestValueHolds(t *testing.T) {
	for _, c := range []struct {
		ask    string
		typ    corpus.TermType
		number float64
		unit   string
		want   bool
	}{
		{"x>=10 days", corpus.Duration, 2, corpus.Week, true},
		{"x>=10 days", corpus.Duration, 10, corpus.WorkingDay, true},
		{"x>10 days", corpus.Duration, 10, corpus.CalendarDay, false},
		{"x>=10 days", corpus.Money, 10, "USD", false},
		{"x<1 years", corpus.Duration, 6, corpus.Month, true},
		{"x=5%", corpus.Percent, 5, "", true},
		{"x<$100", corpus.Money, 99.5, "USD", true},
		{"x>=3", corpus.Count, 3, "stewards", true},
		{"x>=3", corpus.DateTerm, 0, "", false},
	} {
		e := Parse(c.ask).Where[0]
		assert.Equal(t, c.want, e.Value.Holds(e.Cmp, c.typ, c.number, c.unit), "%v %v %v", c.ask, c.number, c.unit)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		`bereavement leave`, `"just cause" kind:section`, `employer:"a b" 401(k)`, `((`, `"`, "a:b:c", `article:"x" "y`,
		`kind:("section")`, "in_force:2014-01-01.", "\xff\"", "_:_", `agreement:".x"`, "topic:(a)", "topic:((a)b)",
		"a AND (b OR -c) title:d*", `"a b"~3 OR x~2`, "notice>=10 working days", "expires:2013..2015 +x", "kind:(letter OR x)", "NOT NOT a", "-(a b) OR c",
		`"a b">=$5 AND a>=5%`, "title:text:x", "'-x", "+-x", "a>=5 days*", "=:teXt:0", "O(~1", "eXpires= 01000", "expires > 2014", "=:text:text:a",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { same(t, Parse(text)) })
}
