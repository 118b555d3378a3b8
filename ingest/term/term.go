// Package term finds the values that an agreement states: durations, money,
// percentages, counts and dates, each typed, with the exact words it comes from
// and their place in the text.
//
// A number in words and its repetition in figures are one value: "ten (10)
// working days". A range or a list is several. What scanning has lost is not
// completed: "$ per week" is no value, and "$2, per month" is a doubtful one.
package term

import (
	"sort"
	"strconv"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// Find lists the terms of t's agreement in the order of their spans. Each
// stands in the own text of one provision; headings are not read.
func Find(t *corpus.Tree) []corpus.Term {
	a := t.Agreement()
	cleans := make([]*corpus.Clean, len(a.Provisions))
	for i := range a.Provisions {
		cleans[i] = t.CleanText(i)
	}
	days := definitions(t, cleans)
	currency := currencyOf(a.Text)
	var terms []corpus.Term
	var toks []token
	for i, c := range cleans {
		if c.Text == "" {
			continue
		}
		toks = lex(c.Text, toks)
		s := &scan{text: c.Text, toks: toks, currency: currency}
		s.run()
		s.place(c.Sentences())
		definedBy, meant := days.at(t, i)
		for _, f := range s.found {
			x := f.Term
			x.Provision = a.Provisions[i].ID
			x.Span = c.Source(f.start, f.end)
			x.Raw = c.Text[f.start:f.end]
			if f.bareDay && meant != "" {
				x.Unit, x.DefinedBy = meant, definedBy
			}
			terms = append(terms, x)
		}
	}
	sort.SliceStable(terms, func(i, j int) bool { return terms[i].Span.Start < terms[j].Span.Start })
	return terms
}

// A found is a term and its place in the clean text.
type found struct {
	corpus.Term
	start, end int
	from, to   int // tokens
	bareDay    bool
}

// A scan is one pass over one clean text.
type scan struct {
	text     string
	toks     []token
	currency string
	found    []found
}

func (s *scan) low(i int) string {
	if i < 0 || i >= len(s.toks) {
		return ""
	}
	return s.toks[i].low
}

func (s *scan) is(i int, w string) bool { return i >= 0 && i < len(s.toks) && s.toks[i].low == w }

func (s *scan) kindOf(i int) kind {
	if i < 0 || i >= len(s.toks) {
		return symbol
	}
	return s.toks[i].kind
}

// touching reports whether no blank stands before token i.
func (s *scan) touching(i int) bool {
	return i > 0 && i < len(s.toks) && s.toks[i].start == s.toks[i-1].end
}

// run finds the quantities and dates.
func (s *scan) run() {
	for i := 0; i < len(s.toks); {
		t := s.toks[i]
		var next int
		switch t.kind {
		case symbol:
			if t.low == "$" || t.low == "£" || t.low == "€" {
				next = s.money(i)
			}
		case number, ordinal:
			if next = s.date(i); next == 0 && t.kind == number {
				next = s.quantity(i)
			}
		case word:
			if next = s.date(i); next == 0 && startsNumber(t.low) {
				next = s.quantity(i)
			}
			if next == 0 {
				next = s.rate(i)
			}
		}
		i = max(next, i+1)
	}
}

func startsNumber(w string) bool {
	if _, ok := small(w); ok {
		return true
	}
	_, ok := tens(w)
	return ok
}

// add keeps a term over the tokens [from,to).
func (s *scan) add(t corpus.Term, from, to int) *found {
	s.found = append(s.found, found{Term: t, start: s.toks[from].start, end: s.toks[to-1].end, from: from, to: to})
	return &s.found[len(s.found)-1]
}

func (s *scan) date(i int) int {
	if s.toks[i].kind == word {
		if _, ok := month(s.toks[i].low); !ok {
			if _, _, ok := s.dayWord(i); !ok {
				return 0
			}
		}
	}
	d, next, doubt, ok := s.dateAt(i)
	if !ok {
		return 0
	}
	s.add(corpus.Term{Type: corpus.DateTerm, Date: d, Unit: "date", Doubt: doubt}, i, next)
	return next
}

// rate reads "time and one-half" and "double time": what overtime pays.
func (s *scan) rate(i int) int {
	switch {
	case s.is(i, "time") && s.is(i+1, "and"):
		j := i + 2
		v, next, _, ok := s.inWords(j)
		if s.is(j, "a") && s.is(j+1, "half") {
			v, next, ok = 0.5, j+2, true
		}
		if !ok || v != 0.5 {
			return 0
		}
		if s.is(next, "(") { // "time and one-half (1 1/2)"
			if w, k, _, ok := s.inFigures(next + 1); ok && (w == 1.5 || w == 0.5) && s.is(k, ")") {
				next = k + 1
			}
		}
		s.add(corpus.Term{Type: corpus.Count, Value: 1.5, Unit: "times"}, i, next)
		return next
	case s.is(i, "double") && s.is(i+1, "time"):
		s.add(corpus.Term{Type: corpus.Count, Value: 2, Unit: "times"}, i, i+2)
		return i + 2
	}
	return 0
}

// currencyOf is the code that "$" stands for. Only Canadian agreements are told
// from those of the United States: they name the country again and again, and
// more often than the other. A league's agreement that has a team in Canada, or a
// union of "the United States and Canada", pays in dollars of the United States.
func currencyOf(text string) string {
	count := func(words ...string) (n int) {
		for _, w := range words {
			n += strings.Count(text, w)
		}
		return n
	}
	canada := count("Canad", "Ontario", "Qu\u00e9bec", "Quebec", "Alberta", "British Columbia", "Manitoba", "Saskatchewan", "Nova Scotia", "Labour", "labour", "RRSP", "Employment Insurance")
	states := count("United States", "U.S.", "National Labor", "Labor ", " labor ", "Social Security", "Internal Revenue", "ERISA", "401(k)", "FLSA", "FMLA", "AFL-CIO", "New York", "California", "Federal ", "federal ")
	if count("Canad") >= 5 && canada > states {
		return "CAD"
	}
	return "USD"
}

func trim(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
