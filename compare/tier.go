package compare

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// Years of service, as scales give them. Words with their figures in brackets
// are read by the figures.
//
//	5-10 yrs (10,400-20,799 hrs)    two (2) to five (5) years    1 - 4
//	first five (5) years            upon completion of ten (10) years
//	after 15 years                  20 years or more             35+ years
var (
	tierRange = regexp.MustCompile(`(?i)(?:^|[^\d.,$])(\d{1,2})\)?\s*(?:years?|yrs?\.?)?\s*(?:-|–|to|through|but less than|but not more than)\s*(?:[a-z-]+\s*\()?(\d{1,2})\)?\s*(?:years?|yrs?\b)`)
	tierLess  = regexp.MustCompile(`(?i)(?:^|\b(?:with|have|has)\s+)(?:less than|under|up to|fewer than)\s+(?:[a-z-]+\s*\()?(\d{1,2})\)?\s*(?:full\s+)?(?:years?|yrs?\b)`)
	tierFrom2 = regexp.MustCompile(`(?i)(\d{1,2})\)?\s*(?:full\s+)?(?:years?|yrs?\.?)\s+(?:of\s+)?(?:[a-z]+\s+){0,4}(?:service|employment|seniority),?\s*(?:but\s+)?(?:less than|under|not more than|but not over|through|to)\s+(?:[a-z-]+\s*\()?(\d{1,2})\)?`)
	tierOver  = regexp.MustCompile(`(?i)(\d{1,2})\)?\s*(?:full\s+)?(?:years?|yrs?\.?)\s+(?:of\s+)?(?:[a-z]+\s+){0,4}(?:service|employment|seniority),?\s*(?:or more|or over|and over)`)
	tierPair  = regexp.MustCompile(`(?i)(?:at least|after)\s+(?:[a-z-]+\s*\()?(\d{1,2})\)?(?:\s*years?)?,?\s*(?:but\s+)?less than\s+(?:[a-z-]+\s*\()?(\d{1,2})\)?\s*(?:years?|yrs?\b)`)
	tierNth   = regexp.MustCompile(`(?i)(?:^|during|in|and after|with|from)\s*(?:the\s+)?(?:[a-z-]+\s*\()?(\d{1,2})(?:st|nd|rd|th)?\)?\s*(?:year of [a-z ]*(?:service|employment) (?:and|or)|(?:year )?and (?:subsequent|each|all|every|thereafter))`)
	monthPair = regexp.MustCompile(`(?i)(?:^|[^\d])(\d{1,3})(?:st|nd|rd|th)?\)?\s*(?:months?|mos\.?)?\s*(?:-|–|to|through|thru)\s*(?:the\s+)?(\d{1,3})(?:st|nd|rd|th)?\)?\s*(?:months?|mos\b)`)
	monthFrom = regexp.MustCompile(`(?i)(?:(?:after|over|from)\s+(?:the\s+)?(\d{1,3})(?:st|nd|rd|th)?\)?\s*(?:months?|mos\b)|(\d{1,3})(?:st|nd|rd|th)?\)?\s*(?:months?|mos\.?)\s*(?:\+|or more|and over|onward|and thereafter))`)
	tierFirst = regexp.MustCompile(`(?i)first\s+(?:[a-z-]+\s*\()?(\d{1,2})\)?\s*(?:years?|yrs?\b)`)
	tierFrom  = regexp.MustCompile(`(?i)(?:completion of|completing|completed|after|over|more than|at least)\s+(?:[a-z-]+\s*\()?(\d{1,2})\)?\s*(?:full\s+)?(?:years?|yrs?\b)`)
	tierMore  = regexp.MustCompile(`(?i)(\d{1,2})\)?\s*(?:(?:years?|yrs?\.?)\s*(?:or more|and over|and above|\+)|(?:\+|or more)\s*(?:years?|yrs?\b))`)
	tierBare  = regexp.MustCompile(`^\s*0?(\d{1,2})\s*(?:-|–|to)\s*0?(\d{1,2})\s*(?:$|\()`)
	tierOpen  = regexp.MustCompile(`(?i)^\s*0?(\d{1,2})\s*(?:$|&\s*over|and\s+over|\+)`)
	tierUpTo  = regexp.MustCompile(`(?i)^\s*0?(\d{1,2})\s*(?:years?|yrs?\.?)\s*(?:$|\()`)
)

// yearsOf reads the years of service that words name, or nil. A bare range
// ("1 - 4") counts only where the words are a row's head in a column of years.
func yearsOf(words string, inColumn bool) *Tier {
	two := func(m []string) *Tier {
		from, _ := strconv.ParseFloat(m[1], 64)
		to, _ := strconv.ParseFloat(m[2], 64)
		if to <= from {
			return nil
		}
		return &Tier{From: from, To: &to}
	}
	words = figures(words)
	for _, re := range []*regexp.Regexp{tierPair, tierFrom2} {
		if m := re.FindStringSubmatch(words); m != nil {
			return two(m)
		}
	}
	if y := monthsOf(words); y != nil {
		return y
	}
	if m := tierNth.FindStringSubmatch(words); m != nil { // "during and after the 13th year": from the end of the 12th
		from, _ := strconv.ParseFloat(m[1], 64)
		return &Tier{From: max(0, from-1)}
	}
	if m := tierRange.FindStringSubmatch(words); m != nil {
		return two(m)
	}
	if m := tierLess.FindStringSubmatch(words); m != nil {
		to, _ := strconv.ParseFloat(m[1], 64)
		return &Tier{From: 0, To: &to}
	}
	if m := tierOver.FindStringSubmatch(words); m != nil {
		from, _ := strconv.ParseFloat(m[1], 64)
		return &Tier{From: from}
	}
	if m := tierFirst.FindStringSubmatch(words); m != nil {
		to, _ := strconv.ParseFloat(m[1], 64)
		return &Tier{From: 0, To: &to}
	}
	for _, re := range []*regexp.Regexp{tierMore, tierFrom} {
		if m := re.FindStringSubmatch(words); m != nil {
			from, _ := strconv.ParseFloat(m[1], 64)
			return &Tier{From: from}
		}
	}
	if !inColumn {
		return nil
	}
	if m := tierBare.FindStringSubmatch(words); m != nil {
		return two(m)
	}
	if m := tierOpen.FindStringSubmatch(words); m != nil { // "5", "29 & Over", "25+ (52,000+ hrs.)": from there on
		from, _ := strconv.ParseFloat(m[1], 64)
		return &Tier{From: from}
	}
	if m := tierUpTo.FindStringSubmatch(words); m != nil { // "1 Yr. (0-2,079 Hrs.)": the first of a scale
		to, _ := strconv.ParseFloat(m[1], 64)
		return &Tier{From: 0, To: &to}
	}
	return nil
}

// monthsOf reads a step of months that are whole years: "61 Months through 120
// Months" is from five to ten years, "After 240th month" from twenty.
func monthsOf(words string) *Tier {
	years := func(s string, first bool) (float64, bool) {
		n, err := strconv.Atoi(s)
		switch {
		case err != nil:
			return 0, false
		case n%12 == 0:
			return float64(n / 12), true
		case first && (n-1)%12 == 0: // the 61st month begins after five years
			return float64((n - 1) / 12), true
		}
		return 0, false
	}
	if m := monthPair.FindStringSubmatch(words); m != nil {
		from, ok := years(m[1], true)
		to, ok2 := years(m[2], false)
		if ok && ok2 && to > from {
			return &Tier{From: from, To: &to}
		}
		return nil
	}
	if m := monthFrom.FindStringSubmatch(words); m != nil {
		if from, ok := years(m[1]+m[2], true); ok && from > 0 {
			return &Tier{From: from}
		}
	}
	return nil
}

// tier is the years of service that a term holds for: by its condition, or by
// the head of the row that it ends ("5-10 yrs (10,400-20,799 hrs) = 5.3 hours/80
// hours service"), which is then its head.
func (v *view) tier(s int, t *corpus.Term) (*Tier, []string) {
	x := &v.sents[s]
	if y := v.listedTier(s, t); y != nil {
		return y, nil
	}
	if t.Condition != "" {
		if y := yearsOf(t.Condition, false); y != nil {
			return y, nil
		}
	}
	from := x.clean.Offset(t.Span.Start)
	if from <= x.from || from > x.to {
		return nil, nil
	}
	head := strings.TrimSpace(x.clean.Text[max(x.from, from-60):from])
	if x.from < from-60 {
		return nil, nil // a sentence, not a row
	}
	head = strings.TrimRight(head, " =:.-–")
	if y := yearsOf(head, false); y != nil && len(head) < 60 && (strings.IndexByte("0123456789", head[0]) >= 0 || opensRow.MatchString(head)) {
		return y, []string{head}
	}
	return nil, nil
}

// opensRow matches how the head of a row of a scale opens if not with a figure:
// "First (1st) month through 60th month", "After 240th month".
var opensRow = regexp.MustCompile(`(?i)^(?:first|after|over|from|less than|at least|up to|[a-z-]+ \(\d)`)

// figures writes the small numbers of words in figures: "after six years" is
// "after 6 years".
func figures(words string) string {
	return numberWord.ReplaceAllStringFunc(words, func(w string) string {
		low := strings.ToLower(w)
		for n, x := range smallNumbers {
			if x == low {
				return strconv.Itoa(n + 1)
			}
		}
		return w
	})
}

var (
	numberWord   = regexp.MustCompile(`(?i)-?\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)\b(?:-|\s*\()?`)
	smallNumbers = [...]string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"}
)

// listedTier is the years of a value that stands in a list beside a list of
// years, one for one: "service of 1, 2, 6 or 13 years … credit of 1, 2, 3 or 4
// weeks". Lists of three and more of the same length only, years first.
func (v *view) listedTier(s int, t *corpus.Term) *Tier {
	terms := v.terms(s)
	at := slices.Index(terms, t)
	if at < 0 || t.Type != corpus.Duration {
		return nil
	}
	from, to := v.run(terms, at)
	if to-from < 3 || from == 0 || t.Unit == corpus.Year {
		return nil
	}
	yearsFrom, yearsTo := v.run(terms, from-1)
	if yearsTo != from || yearsTo-yearsFrom != to-from || terms[from-1].Unit != corpus.Year {
		return nil
	}
	k := yearsFrom + at - from
	out := &Tier{From: terms[k].Value}
	if k+1 < yearsTo {
		if terms[k+1].Value <= terms[k].Value {
			return nil
		}
		out.To = &terms[k+1].Value
	}
	return out
}

// run is the terms of the list that term i is in: durations of one unit with
// nothing but commas, "or" and "and" between them.
func (v *view) run(terms []*corpus.Term, i int) (from, to int) {
	joined := func(a, b *corpus.Term) bool {
		if a.Type != corpus.Duration || b.Type != corpus.Duration || a.Unit != b.Unit || a.Span.End > b.Span.Start || b.Span.Start-a.Span.End > 12 {
			return false
		}
		between := strings.Fields(strings.NewReplacer(",", " ", "and", " ", "or", " ").Replace(v.a.Text[a.Span.End:b.Span.Start]))
		return len(between) == 0
	}
	from, to = i, i+1
	for from > 0 && joined(terms[from-1], terms[from]) {
		from--
	}
	for to < len(terms) && joined(terms[to-1], terms[to]) {
		to++
	}
	return from, to
}

// stepOf is the step of a procedure that a heading or the opening of a sentence
// names: "Step 2", "Level Three".
var stepOf = regexp.MustCompile(`(?i)\b(?:step|level|stage)\s+(?:\d|i{1,3}\b|iv\b|v\b|one\b|two\b|three\b|four\b|five\b)[a-z]?`)

// step is the step of a procedure that a deadline belongs to, as its heading or
// the opening of its sentence names it; nil for what is no deadline.
func (v *view) step(x *sentence, label string) []string {
	if w := strings.Fields(label); len(w) < 2 || w[0] != "time" {
		return nil
	}
	if m := stepOf.FindStringIndex(x.text()); m != nil && m[0] == 0 {
		return []string{x.text()[m[0]:m[1]]}
	}
	for _, p := range append([]int{x.prov}, v.tree.Ancestors(x.prov)...) {
		head := strings.Join(strings.Fields(v.a.Provisions[p].Heading), " ")
		if m := stepOf.FindStringIndex(head); m != nil && m[0] < 24 {
			return []string{head[m[0]:m[1]]}
		}
		if p == v.units[x.unit].prov {
			break
		}
	}
	return nil
}
