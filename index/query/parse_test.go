package query

import (
	"testing"

	"github.com/stretchr/testify/assert"
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
		{"titel:holidays", Query{Terms: []string{"titel:holidays"}}, "not a filter"},
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

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		`bereavement leave`, `"just cause" kind:section`, `employer:"a b" 401(k)`, `((`, `"`, "a:b:c", `article:"x" "y`,
		`kind:("section")`, "in_force:2014-01-01.", "\xff\"", "_:_", `agreement:".x"`, "topic:(a)", "topic:((a)b)",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q := Parse(text)
		again := Parse(q.String())
		assert.Equal(t, q.Terms, again.Terms, "terms of %q printed as %q", text, q.String())
		assert.Equal(t, q.Phrases, again.Phrases, "phrases of %q printed as %q", text, q.String())
		assert.Equal(t, q.Filters, again.Filters, "filters of %q printed as %q", text, q.String())
	})
}
