package term

import (
	"slices"
	"sort"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// place gives each term what its own sentence says of it: from when it holds,
// and on what condition.
func (s *scan) place(sentences [][2]int) {
	k := 0
	for _, sent := range sentences {
		for k < len(s.found) && s.found[k].start < sent[0] {
			k++
		}
		from := k
		for k < len(s.found) && s.found[k].start < sent[1] {
			k++
		}
		if k > from {
			s.effective(s.found[from:k], sent)
			s.condition(s.found[from:k], sent)
		}
	}
}

// effective hands the dates from which a sentence's rules hold to its terms:
// the date before a term, or one that follows it at once.
//
//	Effective October 1, 2008, the employer shall pay 90 %
//	an increase of 2 % effective October 1, 2009
func (s *scan) effective(terms []found, sent [2]int) {
	type start struct {
		at   int
		date corpus.Date
		word int // where its trigger stands
	}
	var starts []start
	for i := range terms {
		if terms[i].Type != corpus.DateTerm {
			continue
		}
		if at, ok := s.trigger(terms[i].from, sent[0]); ok {
			starts = append(starts, start{terms[i].start, terms[i].Date, at})
		}
	}
	if len(starts) == 0 {
		return
	}
	for i := range terms {
		x := &terms[i]
		if x.Type == corpus.DateTerm {
			continue
		}
		n := sort.Search(len(starts), func(n int) bool { return starts[n].at > x.start })
		switch {
		case n > 0:
			x.Effective = starts[n-1].date
		case starts[0].word-x.end <= 40 && s.text[starts[0].word:min(len(s.text), starts[0].word+4)] != "On o":
			x.Effective = starts[0].date
		}
	}
}

// trigger looks before the date at token i for the word that makes it a start,
// and returns that word's place. "hired on or after January 1" is a condition,
// not a start.
func (s *scan) trigger(i, from int) (int, bool) {
	for j := i - 1; j >= max(0, i-9) && s.toks[j].start >= from; j-- {
		switch s.low(j) {
		case "hired", "employed", "appointed", "promoted", "born", "until", "through", "before", "prior", "ending", "expires", "expire", "dated":
			return 0, false
		case "effective", "beginning", "commencing", "starting":
			return s.toks[j].start, true
		case "on":
			// "On October 1, 2014, the base rate shall be increased": opens the sentence.
			if s.toks[j].start == from && j == i-1 {
				return s.toks[j].start, true
			}
		}
	}
	return 0, false
}

// condition gives each term the words of its sentence that limit it.
func (s *scan) condition(terms []found, sent [2]int) {
	var conds [][2]int
	lo := sort.Search(len(s.toks), func(i int) bool { return s.toks[i].start >= sent[0] })
	for i := lo; i < len(s.toks) && s.toks[i].start < sent[1]; i++ {
		if end := s.conditionAt(i, sent[1]); end > 0 {
			conds = append(conds, [2]int{s.toks[i].start, end})
			for i+1 < len(s.toks) && s.toks[i+1].start < end {
				i++
			}
		}
	}
	if len(conds) == 0 {
		return
	}
	first := 0
	for first < len(terms)-1 && terms[first].Type == corpus.DateTerm {
		first++
	}
	after := terms[first].start < conds[0][0]
	for i := range terms {
		x := &terms[i]
		inside := func(c [2]int) bool { return c[0] < x.end && x.start < c[1] }
		if slices.ContainsFunc(conds, inside) { // it is part of the condition
			continue
		}
		best := 0
		switch {
		case len(conds) > 1:
			best = paired(terms, i, conds, after)
		case x.end <= conds[0][0] && s.alternative(conds[0][0]) && terms[len(terms)-1].start >= conds[0][1]:
			best = -1 // "three days, or if travel is required, one week": the week's
		}
		if best >= 0 {
			x.Condition = strings.TrimRight(s.text[conds[best][0]:conds[best][1]], " ,;:.")
		}
	}
}

// alternative reports whether the condition at offset at opens another case:
// "or if", "and if", "but if".
func (s *scan) alternative(at int) bool {
	i := sort.Search(len(s.toks), func(i int) bool { return s.toks[i].start >= at })
	return s.is(i, "if") && (s.is(i-1, "or") || s.is(i-1, "and") || s.is(i-1, "but"))
}

// paired is the condition of term i where its sentence has several, or -1. A
// scale goes one way throughout: "2% upon completion of seven years 4% upon
// completion of ten", or "upon completion of seven years 2%, …". So a sentence
// that opens with a value has its conditions after their values, with no other
// value of the type between, and one that opens with a condition before.
func paired(terms []found, i int, conds [][2]int, after bool) int {
	x := &terms[i]
	if after {
		for k, c := range conds {
			if c[0] < x.end {
				continue
			}
			for j := i + 1; j < len(terms) && terms[j].start < c[0]; j++ {
				if terms[j].Type == x.Type {
					return -1
				}
			}
			return k
		}
		return -1
	}
	for k, cond := range slices.Backward(conds) {
		if cond[1] <= x.start {
			return k
		}
	}
	return -1
}

// conditionAt is the end in the text of a condition that opens at token i, or 0.
//
//	employees hired before October 1, 1980     if requested in writing
//	for the first twelve (12) months           upon completion of seven years
//	employees who have ten or more years       unless the parties agree
func (s *scan) conditionAt(i, limit int) int {
	w := s.low(i)
	switch w {
	case "if", "unless", "provided":
		if w == "provided" && !s.is(i+1, "that") {
			return 0
		}
		return s.clauseEnd(i+1, limit, 24)
	case "hired", "employed", "appointed":
		for j := i + 1; j < i+6; j++ {
			if _, next, _, ok := s.dateAt(j); ok {
				return s.toks[next-1].end
			}
		}
	case "employees", "employee", "those", "persons", "members":
		if s.is(i+1, "who") || s.is(i+1, "with") || s.is(i+1, "hired") || s.is(i+1, "at") && s.is(i+2, "the") && !s.momentAt(i+3) || s.is(i+1, "working") || s.is(i+1, "in") {
			return s.clauseEnd(i+1, limit, 20)
		}
	case "for", "during":
		// "for the first available vacation period" counts nothing.
		if _, ok := s.figureAt(i + 3); s.is(i+1, "the") && s.is(i+2, "first") && (ok || noun(s.low(i+3)) != "") {
			return s.clauseEnd(i+1, limit, 10)
		}
	case "upon", "after":
		if s.is(i+1, "completion") || s.is(i+1, "completing") {
			return s.clauseEnd(i+1, limit, 14)
		}
	}
	if end := s.deathEnd(i, limit); end > 0 {
		return end
	}
	return s.serviceEnd(i, limit)
}

// deathEnd is the end in the text of the relatives whose death a leave is for,
// where they open at token i, or 0: they are the condition as a whole, with
// their commas.
//
//	upon the death of a child, parent (natural or foster), brother or sister
//	for a death in the immediate family
func (s *scan) deathEnd(i, limit int) int {
	j := i + 1
	switch s.low(i) {
	case "upon", "on", "for", "of", "following", "after":
	case "event", "case", "because":
		if !s.is(j, "of") {
			return 0
		}
		j++
	default:
		return 0
	}
	if s.is(j, "the") || s.is(j, "a") || s.is(j, "any") {
		j++
	}
	if !s.is(j, "death") || !s.is(j+1, "of") && !s.is(j+1, "in") {
		return 0
	}
	end, open := 0, 0
	for k := j + 2; k < len(s.toks) && k < j+60 && s.toks[k].start < limit; k++ {
		t := s.toks[k]
		switch t.low {
		case "(":
			open++
		case ")":
			open--
		case ";", ":", ".":
			if open == 0 {
				return end
			}
		case "shall", "will", "may", "must", "provided", "which", "to", "however", "not", "is", "up", "if":
			if open == 0 {
				return min(end, s.toks[k-1].end)
			}
		}
		if t.kind == number || startsNumber(t.low) && open == 0 && t.low != "one" {
			return end
		}
		if open == 0 && t.low != "," && !hangs(t.low) {
			end = t.end
		}
	}
	return end
}

// momentAt reports whether token i names a time or a right, so that "employee
// at the end of the month" says when and not who.
func (s *scan) momentAt(i int) bool {
	switch s.low(i) {
	case "end", "beginning", "start", "time", "request", "discretion", "option", "rate", "same", "conclusion", "direction", "expense", "close":
		return true
	}
	return false
}

// serviceEnd is the end in the text of a step of a scale by service that opens
// at token i, or 0.
//
//	Less than two (2) years of County service
//	Two (2) years of service, but less than five (5) years of service
//	Twenty (20) years of continuous service or more
func (s *scan) serviceEnd(i, limit int) int {
	j := i
	switch {
	case s.is(j, "less") && s.is(j+1, "than"), s.is(j, "more") && s.is(j+1, "than"), s.is(j, "at") && s.is(j+1, "least"):
		j += 2
	case s.is(j, "after"), s.is(j, "over"), s.is(j, "under"):
		j++
	}
	from := j
	f, ok := s.figureAt(j)
	if !ok {
		return 0
	}
	j = f.to
	// "At least ten (10), but less than fifteen (15) years", "Fifteen (15) or more years"
	k := j
	if s.is(k, ",") {
		k++
	}
	more := false
	switch {
	case s.is(k, "but") && s.is(k+1, "less") && s.is(k+2, "than"):
		if g, ok := s.figureAt(k + 3); ok {
			j, more = g.to, true
		}
	case s.is(k, "or") && s.is(k+1, "more"):
		j, more = k+2, true
	}
	if s.is(j, "full") || s.is(j, "complete") || s.is(j, "continuous") {
		j++
	}
	if u := noun(s.low(j)); u != corpus.Year && u != corpus.Month {
		return 0
	}
	end := s.toks[j].end
	j++
	service := from > i && s.is(i, "after")
	for k := j; k < j+8 && k < len(s.toks) && s.toks[k].start < limit && s.kindOf(k) == word; k++ {
		if noun(s.low(k)) != "" { // "6 years Years of Total Seniority": a row and the head of the next
			break
		}
		if s.is(k, "service") || s.is(k, "employment") || s.is(k, "seniority") {
			service, end, j = true, s.toks[k].end, k+1
			break
		}
	}
	if !service {
		return 0
	}
	if s.is(j, ",") && (s.is(j+1, "but") || s.is(j+1, "or")) {
		j++
	}
	switch {
	case s.is(j, "or") && (s.is(j+1, "more") || s.is(j+1, "over")):
		end = s.toks[j+1].end
	case s.is(j, "but") && (s.is(j+1, "less") || s.is(j+1, "under") || s.is(j+1, "not")), s.is(j, "through"), s.is(j, "to") && s.is(j-1, "service"):
		if e := s.clauseEnd(j, limit, 14); e > 0 {
			end = e
		}
	}
	// Bare years of service inside a sentence are what one must have for something
	// else: "laid off with five years of total seniority".
	opens := i == 0 || s.kindOf(i-1) == symbol && !s.is(i-1, ",") && !s.is(i-1, "(")
	if end > limit || from == i && !more && !opens && end == s.toks[j-1].end {
		return 0
	}
	return end
}

// clauseEnd is the end of the clause that token i is in: before the next
// punctuation or verb of the main clause, at most n tokens on.
//
// A clause that is longer than that is cut before the words that would hang in
// the air: "who are required to", "(Codes 50".
func (s *scan) clauseEnd(i, limit, n int) int {
	end, last, open := 0, i-1, -1
	for j := i; j < len(s.toks) && j < i+n && s.toks[j].start < limit; j++ {
		if _, next, _, ok := s.dateAt(j); ok { // its comma ends no clause
			end, j = s.toks[next-1].end, next-1
			last = j
			continue
		}
		t := s.toks[j]
		switch t.low {
		case "(":
			open = j
		case ")":
			open = -1
		}
		if t.kind == symbol && (t.low == "," || t.low == ";" || t.low == ":" || t.low == ".") ||
			t.low == "$" || t.kind == number && s.is(j+1, "%") || // the next rate of a scale
			j > i && (t.low == "shall" || t.low == "will" || t.low == "may" || t.low == "must") {
			break
		}
		end, last = t.end, j
	}
	if open >= i {
		last = open - 1
	}
	for last > i && hangs(s.low(last)) {
		last--
	}
	if last < i {
		return 0
	}
	return min(end, s.toks[last].end)
}

// hangs reports whether a word at the end of a clause waits for another.
func hangs(w string) bool {
	switch w {
	case "to", "and", "or", "of", "the", "a", "an", "by", "which", "that", "for", "in", "on", "with", "at", "their", "his", "her", "its", "than", "as", "is", "are", "(":
		return true
	}
	return false
}
