package index

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestWords(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string // stems
	}{
		{"", nil},
		{"The Employee's grievances", []string{"the", "employee", "griev"}},
		{"401(k) and 5.2(a), $1,500.50", []string{"401k", "and", "5.2", "a", "1500.50"}},
		{"10% of § 5", []string{"10", "percent", "of", "§", "5"}},
		{"call-back pay, R&D", []string{"call", "back", "pay", "r&d"}},
		{"paid, laid off", []string{"pay", "lay", "off"}},
		{"officer office officers", []string{"officer", "offic", "officer"}},
		{"ﬁling résumé", []string{"file", "resum"}},
		{"O’Brien’s", []string{"obrien"}},
		{"3(b)", []string{"3", "b"}},
		{"…—!", nil},
	} {
		var got []string
		for _, w := range newSpeller().words(c.in) {
			got = append(got, w.stem)
			assert.NotEmpty(t, c.in[w.start:w.end])
		}
		assert.Equal(t, c.want, got, "%q", c.in)
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"401(k)", "R&D", "Employee's", "10%", "1,5.0", "é", "\xff(", "999(é)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, w := range newSpeller().words(text) {
			assert.True(t, last <= w.start && w.start < w.end && w.end <= len(text), "in order and disjoint")
			last = w.end
		}
	})
}

func TestCorrect(t *testing.T) {
	var words []counted
	for w, n := range map[string]int{"bereavement": 3, "accrual": 9, "actual": 30, "annual": 50, "holiday": 40, "arbitration": 20,
		"seniority": 50, "sap": 1, "leave": 90, "lease": 2, "reimbursement": 8, "receive": 9, "relieve": 3} {
		words = append(words, counted{text: w, counts: [2]int{n}})
	}
	table, err := newWordTable(encodeWords(words, nil, nil))
	require1(t, err)
	l := &lexicon{wordTable: table}
	for in, want := range map[string]string{
		"berevement": "bereavement", "acrual": "accrual", "holliday": "holiday", "arbitrtion": "arbitration",
		"senority": "seniority", "reimbursment": "reimbursement", "leeve": "leave",
		"swap": "", "telecommuting": "", "lactation": "", "x": "", "2014": "", "stock": "",
	} {
		got, ok := l.correct(in, nil)
		assert.Equal(t, want, got, in)
		assert.Equal(t, want != "", ok, in)
	}
}
