package term

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// money reads an amount that opens with its sign. It returns the token after
// it, or 0 where the figures were lost: "$ per week".
func (s *scan) money(i int) int {
	f, ok := s.figureAt(i + 1)
	if !ok || f.words {
		return 0
	}
	x := corpus.Term{Type: corpus.Money, Value: f.value, Unit: s.currencyAt(i), Doubt: f.doubt}
	to := f.to
	switch s.low(to) {
	case "million":
		x.Value *= 1e6
		to++
	case "thousand":
		x.Value *= 1e3
		to++
	case "billion":
		x.Value *= 1e9
		to++
	}
	// "$2, per month" and "$1 200": figures or a comma lost in scanning.
	if last := s.toks[f.to-1]; last.kind == number {
		if s.is(to, ",") && s.touching(to) && (s.is(to+1, "per") || s.is(to+1, "or") || s.is(to+1, "a") || s.is(to+1, ".")) {
			x.Doubt = "figures seem to be missing after the comma"
			to++
		} else if s.kindOf(to) == number && s.toks[to].end-s.toks[to].start == 3 && s.toks[to].plain && f.value < 1000 && last.plain {
			x.Doubt = "the amount may go on: " + s.text[s.toks[i].start:s.toks[to].end]
		}
	}
	return s.withPer(x, i, to)
}

func (s *scan) currencyAt(i int) string {
	switch s.low(i) {
	case "£":
		return "GBP"
	case "€":
		return "EUR"
	}
	return s.currency
}

// withPer keeps x with what it is per, where the text says.
func (s *scan) withPer(x corpus.Term, from, to int) int {
	if per, next, ok := s.perAt(to); ok {
		x.Per = per
		// "$1200 per person per benefit year", "a yearly maximum of $1,500 per person"
		if s.is(next, "per") || s.is(next, "each") || s.is(next, "in") || s.is(next, "during") {
			if more, after, ok := s.perAt(next); ok {
				x.Per, next = per+" per "+more, after
			}
		} else if x.Type == corpus.Money && noun(per) == "" {
			if more := s.perBefore(from); more != "" {
				x.Per = per + " per " + more
			}
		}
		s.add(x, from, next)
		return next
	}
	if x.Type == corpus.Money {
		x.Per = s.perBefore(from)
	}
	s.add(x, from, to)
	return to
}

// perBefore looks back for what makes an amount a rate: "monthly maximum
// benefit will be $5000", "a yearly maximum benefit of $1,500".
func (s *scan) perBefore(i int) string {
	for j := i - 1; j >= max(0, i-7); j-- {
		if s.kindOf(j) == number || s.kindOf(j) == symbol && s.low(j) != "-" {
			return ""
		}
		switch s.low(j) {
		case "monthly":
			return corpus.Month
		case "yearly", "annual", "annually":
			return corpus.Year
		case "weekly":
			return corpus.Week
		case "biweekly":
			return corpus.PayPeriod
		case "hourly":
			return corpus.Hour
		case "daily":
			return corpus.Day
		}
	}
	return ""
}

// labelled reports whether the number at token i only numbers something:
// "Section 3", "Level 11", "Chapter 03", "No. 152", "Act 312 of 1969".
func (s *scan) labelled(i int) bool {
	j := i - 1
	if s.is(j, ".") || s.is(j, "#") || s.is(j, "(") {
		j--
	}
	if s.is(j, "and") || s.is(j, "or") || s.is(j, "to") || s.is(j, "through") || s.is(j, ",") || s.is(j, "&") {
		// "Sections 3 and 4": as its neighbour.
		return s.kindOf(j-1) == number && s.toks[j-1].plain && s.labelled(j-1)
	}
	switch s.low(j) {
	case "section", "sections", "article", "articles", "step", "steps", "level", "levels", "chapter", "chapters", "appendix",
		"part", "page", "pages", "paragraph", "paragraphs", "rule", "rules", "act", "no", "nos", "number", "local", "title",
		"grade", "grades", "schedule", "form", "letter", "case", "council", "class", "zone", "item", "subsection", "table",
		"tier", "plan", "group", "exhibit", "addendum", "p.a", "pa", "range", "#", "phase", "lane", "column", "footnote", "district", "school", "room", "unit", "chapter's", "division":
		return s.kindOf(j) == word || s.is(j, "#")
	}
	return false
}

// dayOfMonth reports whether the number at token i is a day: "December 25 falls
// on a Saturday". Months are written with a capital; "may 25 employees" is none.
func (s *scan) dayOfMonth(i int) bool {
	_, ok := month(s.low(i - 1))
	t := s.toks[i]
	return ok && t.kind == number && t.plain && t.num <= 31 && s.text[s.toks[i-1].start] < 'a'
}

// quantity reads a number and what it counts at token i. It returns the token
// after it, or 0.
func (s *scan) quantity(i int) int {
	if s.labelled(i) || s.dayOfMonth(i) {
		return 0
	}
	var figs []figure
	j := i
	for len(figs) < 6 {
		f, ok := s.figureAt(j)
		if !ok || s.leadingZero(f) {
			break
		}
		figs = append(figs, f)
		next := s.listed(f)
		if next == 0 {
			break
		}
		j = next
	}
	// Only what runs up to the unit is a range: "3 and 10 days" after "Section"
	// was sorted out above; "1, 2" without a unit is nothing.
	for len(figs) > 0 {
		last := figs[len(figs)-1]
		if next := s.unitOf(last, figs); next > 0 {
			return next
		}
		figs = figs[:len(figs)-1]
	}
	return 0
}

func (s *scan) leadingZero(f figure) bool {
	t := s.toks[f.from]
	return t.kind == number && t.plain && len(t.low) > 1 && t.low[0] == '0'
}

// listed is the token where the next number of a range or list starts, or 0:
// "two (2) to five (5)", "2-5", "30, 60 or 90", "between 10 and 15".
func (s *scan) listed(f figure) int {
	j := f.to
	switch {
	case s.is(j, "to"), s.is(j, "or"), s.is(j, "through"), s.is(j, "–"), s.is(j, "—"), s.is(j, "-"):
	case s.is(j, "and") && s.is(f.from-1, "between"):
	case s.is(j, ",") && s.kindOf(j+1) == number && (s.is(j+2, "or") || s.is(j+2, ",")):
	default:
		return 0
	}
	if _, ok := s.figureAt(j + 1); !ok {
		return 0
	}
	return j + 1
}

// unitOf reads the unit after the last of figs and keeps a term for each of
// them. It returns the token after the last, or 0 if there is no unit.
func (s *scan) unitOf(last figure, figs []figure) int {
	j := last.to
	emit := func(x corpus.Term, to int, bare bool) int {
		for _, f := range figs[:len(figs)-1] {
			y := x
			y.Value, y.Doubt = f.value, f.doubt
			s.add(y, f.from, f.to).bareDay = bare
		}
		x.Value, x.Doubt = last.value, last.doubt
		next := s.withPer(x, last.from, to)
		s.found[len(s.found)-1].bareDay = bare
		for k := range len(figs) - 1 {
			s.found[len(s.found)-2-k].Per = s.found[len(s.found)-1].Per
		}
		return next
	}
	switch {
	case last.sign == "%" || s.is(j, "%") || s.is(j, "percent") || s.is(j, "per") && s.is(j+1, "cent") || s.is(j, "percentage") && (s.is(j+1, "point") || s.is(j+1, "points")):
		return emit(corpus.Term{Type: corpus.Percent, Unit: "%"}, s.percentEnd(last, j), false)
	case last.sign == "$":
		return emit(corpus.Term{Type: corpus.Money, Unit: s.currency}, j, false)
	case s.is(j, "dollars") || s.is(j, "dollar"):
		return s.dollars(last, j+1)
	case s.is(j, "cents") || s.is(j, "cent") || s.is(j, "¢"):
		x := corpus.Term{Type: corpus.Money, Value: last.value / 100, Unit: s.currency, Doubt: last.doubt}
		to := j + 1
		if s.is(to, "(") && s.is(to+1, "$") && s.kindOf(to+2) == number && s.is(to+3, ")") { // "ten cents ($.10)"
			if v := s.toks[to+2].num; v != x.Value {
				x.Doubt = "the words say " + trim(x.Value) + ", the figures " + trim(v)
				x.Value = v
			}
			to += 4
		}
		return s.withPer(x, last.from, to)
	}
	if u, ok := s.unitAt(j); ok && !last.fractionOf(s, j) {
		if isYear(s.toks[last.from]) && u.name == corpus.Year || u.name == corpus.Hour && s.clock(last) { // "the 2014 calendar year"
			return 0
		}
		return emit(corpus.Term{Type: corpus.Duration, Unit: u.name}, u.to, u.bare)
	}
	return s.count(last)
}

// clock reports whether a number is a time of day of twenty-four hours: "ending at
// 1500 hours", "from 1000 hours to 1800 hours". After other words it is a length:
// "after 1040 hours of service".
func (s *scan) clock(f figure) bool {
	fourFigures := func(i int) bool {
		if s.kindOf(i) != number {
			return false
		}
		t := s.toks[i]
		return t.plain && t.end-t.start == 4 && t.num <= 2400 && int(t.num)%100 < 60
	}
	if f.to != f.from+1 || !fourFigures(f.from) {
		return false
	}
	if noun(s.low(f.to)) == corpus.Hour && (s.is(f.to+1, "to") || s.is(f.to+1, "until") || s.is(f.to+1, "-")) && fourFigures(f.to+2) {
		return true
	}
	switch s.low(f.from - 1) {
	case "at", "from", "between", "until":
		return true
	case "to", "and", "through", "-", "–":
		k := f.from - 2
		if noun(s.low(k)) == corpus.Hour {
			k--
		}
		return fourFigures(k)
	}
	return false
}

// fractionOf reports whether f is a share of something, "one-half of the days".
func (f figure) fractionOf(s *scan, j int) bool { return f.fraction && s.is(j, "of") }

// percentEnd is the token after the sign of a percentage, with a repetition in
// brackets: "fifty percent (50%)".
func (s *scan) percentEnd(f figure, j int) int {
	to := j
	switch {
	case s.is(j, "%"), s.is(j, "percent"):
		to = j + 1
	case s.is(j, "per") && s.is(j+1, "cent"), s.is(j, "percentage"):
		to = j + 2
	}
	if s.is(to, "(") && s.kindOf(to+1) == number && s.toks[to+1].num == f.value {
		if s.is(to+2, "%") && s.is(to+3, ")") {
			return to + 4
		}
		if s.is(to+2, ")") {
			return to + 3
		}
	}
	return to
}

// dollars reads an amount in words, with its repetition in figures, whose
// opening bracket may be lost: "eight hundred dollars ($800)".
func (s *scan) dollars(f figure, j int) int {
	x := corpus.Term{Type: corpus.Money, Value: f.value, Unit: s.currency, Doubt: f.doubt}
	to := j
	k := j
	if s.is(k, "and") { // "five dollars and fifty cents"
		if c, ok := s.figureAt(k + 1); ok && (s.is(c.to, "cents") || s.is(c.to, "cent")) && c.value < 100 {
			x.Value += c.value / 100
			to, k = c.to+1, c.to+1
		}
	}
	open := s.is(k, "(")
	if open {
		k++
	}
	if s.is(k, "$") && s.kindOf(k+1) == number {
		v := s.toks[k+1].num
		if v == x.Value || open {
			if v != x.Value {
				x.Doubt = "the words say " + trim(x.Value) + ", the figures " + trim(v)
				x.Value = v
			}
			to = k + 2
			if s.is(to, ")") {
				to++
			}
		}
	}
	return s.withPer(x, f.from, to)
}

// count reads what a number counts, where it is no time and no money: "2.0
// times annual salary", "two (2) stewards", "two (2) fifteen (15) minute breaks".
func (s *scan) count(f figure) int {
	j := f.to
	if s.is(j, "times") || s.is(j, "x") && f.value > 0 && s.is(j+1, "annual") {
		to := j + 1
		var what []string
		for k := to; k < to+5 && s.kindOf(k) == word; k++ {
			switch s.low(k) {
			case "annual", "base", "basic", "regular", "hourly", "straight", "time", "salary", "rate", "pay", "wage", "wages", "earnings":
				what = append(what, s.low(k))
				to = k + 1
				continue
			case "the", "employee", "his", "her", "their", "an":
				continue
			}
			break
		}
		x := corpus.Term{Type: corpus.Count, Value: f.value, Unit: strings.Join(append([]string{"times"}, what...), " "), Doubt: f.doubt}
		return s.withPer(x, f.from, to)
	}
	if f.fraction && (s.is(j, "of") || s.is(j, "the")) { // "two-thirds (2/3) of the base salary"
		s.add(corpus.Term{Type: corpus.Count, Value: f.value, Unit: "share", Doubt: f.doubt}, f.from, f.to)
		return f.to
	}
	if t := s.toks[f.from]; !f.confirm && (isYear(t) || f.from == 0 || s.is(f.from-1, "(")) || f.value != float64(int(f.value)) {
		return 0
	}
	what, to, after := s.counted(f, j)
	if what == "" {
		return 0
	}
	x := corpus.Term{Type: corpus.Count, Value: f.value, Unit: what, Doubt: f.doubt}
	if after > to {
		// The duration between is a term of its own, so the rate cannot be in this
		// one's words: "two (2) fifteen (15) minute breaks per day".
		x.Per, _, _ = s.perAt(after)
		s.add(x, f.from, to)
		return to
	}
	return s.withPer(x, f.from, to)
}

// counted is the noun that a number counts, in the singular, the token after
// the count's own words, and the token after the noun. The two differ where
// another number stands between: the breaks of fifteen minutes.
func (s *scan) counted(f figure, j int) (what string, to, after int) {
	if g, ok := s.figureAt(j); ok && f.confirm {
		if u, ok := s.unitAt(g.to); ok {
			if w, n := s.countedNoun(2, u.to); w != "" {
				return w, f.to, n
			}
		}
		return "", j, j
	}
	w, n := s.countedNoun(f.value, j)
	return w, n, n
}

// countedNoun reads a noun at token j, after up to two adjectives.
func (s *scan) countedNoun(n float64, j int) (string, int) {
	for k := j; k < j+3; k++ {
		if s.is(k, "-") && k > j {
			continue
		}
		w := s.low(k)
		if s.kindOf(k) != word || notAdjective(w) && !strings.HasPrefix(w, "employee") && !strings.HasPrefix(w, "member") {
			return "", j
		}
		if one, ok := singular(w, n); ok {
			return one, k + 1
		}
	}
	return "", j
}

// singular is the singular of a noun that agrees with its number.
func singular(w string, n float64) (string, bool) {
	switch w {
	case "people", "men", "women", "children":
		return w, true
	case "across", "unless", "less", "always", "plus", "minus", "gross", "previous", "various", "continuous", "bonus", "basis",
		"status", "thus", "yes", "us", "process", "access", "business", "does", "hereinafter", "perhaps", "towards", "besides":
		return "", false
	}
	if n == 1 {
		switch w {
		case "steward", "representative", "employee", "member", "person", "copy", "time", "pair", "board", "break", "arbitrator", "officer", "alternate":
			return w, true
		}
		return "", false
	}
	switch {
	case len(w) < 4 || !strings.HasSuffix(w, "s") || strings.HasSuffix(w, "ss"):
		return "", false
	case strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y", true
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"):
		return w[:len(w)-2], true
	}
	return w[:len(w)-1], true
}

// isYear reports whether t looks like a year: four plain figures from 1900 on.
func isYear(t token) bool {
	return t.kind == number && t.plain && t.end-t.start == 4 && t.num >= 1900 && t.num < 2100
}
