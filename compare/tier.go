package compare

import (
	"regexp"
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
	if m := tierRange.FindStringSubmatch(words); m != nil {
		return two(m)
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

// tier is the years of service that a term holds for: by its condition, or by
// the head of the row that it ends ("5-10 yrs (10,400-20,799 hrs) = 5.3 hours/80
// hours service"), which is then its head.
func (v *view) tier(x *sentence, t *corpus.Term) (*Tier, []string) {
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
	if y := yearsOf(head, false); y != nil && len(head) < 50 && strings.IndexByte("0123456789", head[0]) >= 0 {
		return y, []string{head}
	}
	return nil, nil
}
