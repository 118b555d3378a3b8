package term

import "github.com/clausebook/clausebook/corpus"

// A Dated is a whole date and where it stands in the text that was asked.
type Dated struct {
	Start, End int
	Date       corpus.Date
	Doubt      string // why it may not be what was meant; empty if there is no doubt
}

// Dates lists the whole dates of a clean text in order: "October 1, 2008",
// "the 25th day of May 2014", "10/1/2008". A date that lacks its day or its
// year is none.
func Dates(text string) []Dated {
	s := &scan{text: text, toks: lex(text, nil)}
	var out []Dated
	for i := 0; i < len(s.toks); {
		t := s.toks[i]
		next := 0
		if t.kind == number || t.kind == ordinal || t.kind == word {
			next = s.date(i)
		}
		i = max(next, i+1)
	}
	for _, f := range s.found {
		out = append(out, Dated{f.start, f.end, f.Date, f.Doubt})
	}
	return out
}
