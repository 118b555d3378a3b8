package term

import (
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// A definition says what "day" means in a part of an agreement.
type definition struct {
	by    string // id of the provision that says so
	scope int    // provision whose subtree it covers; -1 for the whole agreement
	unit  string
	span  corpus.Span // of the sentence that says so
}

type dayDefinitions []definition

// at is the definition that covers provision i: the one with the narrowest
// scope. It returns the id of the defining provision and the unit.
func (d dayDefinitions) at(t *corpus.Tree, i int) (by, unit string) {
	if len(d) == 0 {
		return "", ""
	}
	for j := i; ; j = t.Parent(j) {
		for _, x := range d {
			if x.scope == j {
				return x.by, x.unit
			}
		}
		if j < 0 {
			return "", ""
		}
	}
}

// definitions finds where the agreement says what it means by "day":
//
//	the term "day" shall mean … Monday through Friday, exclusive of paid holidays
//	"Days" as used in this Article are calendar days
//	All references in this Section to "days" shall mean calendar days
//
// The scope is what the sentence names: this Section, this Article, this
// Agreement. Where it names none, an article on definitions covers the whole
// agreement and any other covers itself: a rule on grievances is not stretched
// to leaves.
func definitions(t *corpus.Tree, cleans []*corpus.Clean) dayDefinitions {
	var defs dayDefinitions
	seen := map[int]bool{}
	for i, c := range cleans {
		low := lower(c.Text)
		if !strings.Contains(low, "day") || !strings.Contains(low, "mean") && !strings.Contains(low, "defin") &&
			!strings.Contains(low, "refer") && !strings.Contains(low, "calendar") && !strings.Contains(low, "working") {
			continue
		}
		for _, sent := range c.Sentences() {
			unit := dayMeaning(low[sent[0]:sent[1]])
			if unit == "" {
				continue
			}
			scope := scopeOf(t, i, low[sent[0]:sent[1]])
			if !seen[scope] { // the first word on it counts
				seen[scope] = true
				defs = append(defs, definition{t.Agreement().Provisions[i].ID, scope, unit, c.Source(sent[0], sent[1])})
			}
		}
	}
	return defs
}

// A DayMeaning is an agreement's own definition of "day".
type DayMeaning struct {
	Unit      string      // corpus.WorkingDay or corpus.CalendarDay
	Provision string      // id of the provision that says so
	Scope     string      // id of the provision that it holds in, with all below; empty for the whole agreement
	Span      corpus.Span // the sentence that says so
}

// Days lists the definitions of "day" in t's agreement, in document order.
func Days(t *corpus.Tree) []DayMeaning {
	a := t.Agreement()
	cleans := make([]*corpus.Clean, len(a.Provisions))
	for i := range a.Provisions {
		cleans[i] = t.CleanText(i)
	}
	var out []DayMeaning
	for _, d := range definitions(t, cleans) {
		m := DayMeaning{Unit: d.unit, Provision: d.by, Span: d.span}
		if d.scope >= 0 {
			m.Scope = a.Provisions[d.scope].ID
		}
		out = append(out, m)
	}
	return out
}

// dayMeaning is the unit that a sentence gives to the word "day", or "".
func dayMeaning(sent string) string {
	toks := lex(sent, nil)
	s := &scan{text: sent, toks: toks}
	for i := range toks {
		if toks[i].low != "day" && toks[i].low != "days" {
			continue
		}
		// The word itself is spoken of: in quotes, as a term, or as the subject
		// that opens the sentence. "Holidays falling on a day shall mean" is not.
		quoted := isQuote(s.low(i-1)) && isQuote(s.low(i+1)) || isQuote(s.low(i-1)) && s.is(i+1, ",") && isQuote(s.low(i+2))
		named := s.is(i-1, "term") || s.is(i-1, "terms") || s.is(i-1, "word") || s.is(i-1, "words")
		subject := i == 0 || i == 1 && s.kindOf(0) == symbol || i == 2 && s.is(1, ".") || // "C. Days shall mean"
			s.is(i-1, "to") && (strings.HasPrefix(s.low(i-2), "reference") || strings.HasPrefix(s.low(i-2), "refer")) ||
			i <= 4 && s.is(0, "all") || i >= 2 && s.is(i-1, ":") && i <= 3
		if !quoted && !named && !subject {
			continue
		}
		for j := i + 1; j < i+16 && j < len(toks); j++ {
			switch s.low(j) {
			case "mean", "means", "defined", "refer", "refers", "interpreted", "construed", "considered", "calculated", "computed", "counted":
				return s.dayUnit(j+1, 40)
			case "are", "is", "be":
				if u := s.dayUnit(j+1, 6); u != "" && (quoted || named || subject && j <= i+8) {
					return u
				}
			}
		}
	}
	return ""
}

func isQuote(w string) bool {
	return w == `"` || w == "“" || w == "”" || w == "'" || w == "‘" || w == "’" || w == "''" || w == "``"
}

// dayUnit reads what kind of day the next n tokens from i name.
func (s *scan) dayUnit(i, n int) string {
	for j := i; j < min(i+n, len(s.toks)); j++ {
		switch s.low(j) {
		case "calendar":
			if s.is(j+1, "day") || s.is(j+1, "days") {
				return corpus.CalendarDay
			}
		case "working", "business", "work":
			if s.is(j+1, "day") || s.is(j+1, "days") {
				return corpus.WorkingDay
			}
		case "weekday", "weekdays", "workday", "workdays":
			return corpus.WorkingDay
		case "monday":
			for k := j + 1; k <= j+4; k++ {
				if s.is(k, "friday") {
					return corpus.WorkingDay
				}
			}
		case "unless", "except":
			return ""
		}
	}
	return ""
}

func scopeOf(t *corpus.Tree, i int, sent string) int {
	a := t.Agreement()
	up := append([]int{i}, t.Ancestors(i)...)
	find := func(kinds ...corpus.Kind) int {
		for _, j := range up {
			if slices.Contains(kinds, a.Provisions[j].Kind) {
				return j
			}
		}
		return up[len(up)-1]
	}
	switch {
	case strings.Contains(sent, "this agreement"), strings.Contains(sent, "this contract"), strings.Contains(sent, "the agreement"), strings.Contains(sent, "this memorandum"):
		return -1
	case strings.Contains(sent, "this section"):
		return find(corpus.Section, corpus.Article, corpus.Appendix, corpus.Letter)
	case strings.Contains(sent, "this article"), strings.Contains(sent, "this procedure"), strings.Contains(sent, "this grievance"):
		return find(corpus.Article, corpus.Appendix, corpus.Letter)
	case strings.Contains(sent, "this appendix"), strings.Contains(sent, "this letter"):
		return find(corpus.Appendix, corpus.Letter)
	}
	for _, j := range up {
		if strings.Contains(lower(a.Provisions[j].Title), "definition") && a.Provisions[j].Kind == corpus.Article {
			return -1
		}
	}
	return find(corpus.Article, corpus.Appendix, corpus.Letter)
}
