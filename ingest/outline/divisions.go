package outline

import (
	"slices"
	"strings"
	"unicode"

	"github.com/clausebook/clausebook/corpus"
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

// groups adds the headings over groups of articles that the contents list has
// without a page ("NORTHERN SUPPLEMENT"), where they stand alone right above a unit
// on top. They hold no more than their title.
func (r *reader) groups() {
	var out []*unit
	last := r.to - 1 // of the unit before
	for _, u := range r.top {
		k := u.line - 1
		if k > last && k >= r.to && k >= 0 && !r.lines[k].Running && r.alone(k) && slices.Contains(r.dividers, fold(r.lines[k].Bare)) {
			l := r.lines[k]
			v := &unit{line: k, start: l.Span.Start, kind: corpus.Other, title: cleanTitle(l.Bare), conf: 0.85, cover: true}
			r.close(v, k, len(l.Bare))
			out = append(out, v)
		}
		out = append(out, u)
		last = u.last
	}
	r.top = out
}

// boldTitles lists the lines between from and to that are titles of the sections
// of an appendix or a letter which numbers none of them: "Covered Behavior" in
// bold letters between blank lines, a sentence or a list behind it. One alone
// proves no such style; and articles, whose sections are numbered, have bold words
// of other kinds.
func (r *reader) boldTitles(u *unit, from, to int) []int {
	if u.kind != corpus.Appendix && u.kind != corpus.Letter || r.doc.Unbroken {
		return nil
	}
	var out []int
	for k := from; k+1 < to && k+1 < len(r.lines); k++ {
		l, next := r.lines[k], r.lines[k+1]
		if !l.Marked || next.Marked || l.Running || l.After == 0 && (k == 0 || !r.pageBetween(k) && !endsSentence(r.lines[k-1].Bare)) || len(l.Bare) < 6 || len(l.Bare) > 60 || k >= r.from && k < r.to || next.Sheet != l.Sheet {
			continue
		}
		t := strings.TrimRight(l.Bare, ":.")
		f := strings.Fields(t)
		if len(f) > 8 || !titleLike(t) || !hasLetters(t) || starters[f[0]] || states(t) || dateLine(t) || strings.ContainsAny(t, "0123456789,;$%/\\_|\t") || strings.Contains(t, "  ") {
			continue
		}
		if _, ok := readLabel(l.Bare); ok {
			continue
		}
		if k > from && !endsSentence(r.lines[k-1].Bare) && !titleLike(r.lines[k-1].Bare) {
			continue
		}
		lab, ok := readLabel(next.Bare)
		if ok && (lab.word != "" || lab.ord() != 1) || !ok && !prosaic(next.Bare) {
			continue
		}
		out = append(out, k)
	}
	if len(out) < 2 {
		return nil
	}
	return out
}
