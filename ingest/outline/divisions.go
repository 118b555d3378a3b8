package outline

import (
	"strings"
	"unicode"
)

// division reads the unnumbered title of a division of a section that no
// contents list names: a few words and a full stop, alone between blank lines
// above a list that begins ("Eligibility.", then "1. Career employees …"). n is the
// length of the title with its mark; 0 if line k is none.
func (r *reader) division(k, from, to int) (n int, title string) {
	l := r.lines[k]
	if r.doc.Unbroken || l.After == 0 || l.Inner || len(l.Bare) > 50 || k <= from || k+1 >= to || r.lines[k+1].After == 0 || !endsSentence(r.lines[k-1].Bare) {
		return 0, ""
	}
	t := strings.TrimRight(l.Bare, ".:")
	if l.Bare[len(l.Bare)-1] != '.' || !divides(t) {
		return 0, ""
	}
	next, ok := readLabel(r.lines[k+1].Bare)
	if !ok || next.word != "" || next.ord() != 1 || next.end >= len(r.lines[k+1].Bare) {
		return 0, ""
	}
	return len(l.Bare), t
}

// divisionRunIn reads such a title with its text on the same line ("Longevity
// Overtime. The regular rate …"), behind one that stands alone in the same section.
func (r *reader) divisionRunIn(k, from int) (n int, title string) {
	l := r.lines[k]
	if l.After == 0 || k <= from || !endsSentence(r.lines[k-1].Bare) {
		return 0, ""
	}
	n, t := runIn(l.Bare)
	if n == 0 || n >= len(l.Bare) || l.Bare[n-1] != '.' || !divides(t) || len(t) < 6 {
		return 0, ""
	}
	return n, t
}

// divides: t is the title of a division: a few words, each with a capital, and
// none that opens a sentence.
func divides(t string) bool {
	f := strings.Fields(t)
	if len(f) > 4 || len(f) == 0 || !titleLike(t) || !hasLetters(t) || starters[f[0]] || strings.ContainsAny(t, "0123456789,.;:$%/\\\"“”|_") || abbreviation(" "+t, " x") {
		return false
	}
	for _, w := range f {
		if !unicode.IsUpper(rune(w[0])) && !smallWords[w] {
			return false
		}
	}
	return true
}
