package outline

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// longestPaper is how long the title of a paper bound in is at the most, in bytes.
const longestPaper = 110

// papers finds what is bound in behind an appendix's own text, or its tables: what
// opens a page under a title of its own, without a label, in capitals. They are
// sections of the appendix, and numbers begin anew inside each. Titles that the
// page before had too are the heads of pages.
func (r *reader) papers(u *unit, from, end int) []*unit {
	if r.doc.Unbroken || from >= end {
		return nil
	}
	before := fold(u.title)
	var out []*unit
	for k := from; k < end; k++ {
		l := r.lines[k]
		if l.Running || l.Sheet == r.lines[k-1].Sheet || !r.paperTitle(k) {
			continue
		}
		last := k
		for last+1 < end && r.lines[last+1].After == 0 && r.lines[last+1].Sheet == l.Sheet && r.paperTitle(last+1) && last < k+3 {
			last++
		}
		t := cleanTitle(r.words(k, 0, last, len(r.lines[last].Bare)))
		f := fold(t)
		switch {
		case f == before || len(f) >= 8 && strings.HasPrefix(before, f) || strings.HasSuffix(f, "continued") || strings.HasSuffix(f, "contd"):
			if f == before || fold(l.Bare) == before {
				l.Running = true
			}
			continue
		case len(f) < 6 || last+1 >= end || r.lines[last+1].Sheet != l.Sheet:
			continue // a page of nothing but a title
		}
		before = f
		v := &unit{line: k, start: l.Span.Start, kind: corpus.Section, title: t, slug: slug(t), conf: 0.75}
		r.close(v, last, len(r.lines[last].Bare))
		out = append(out, v)
		k = last
	}
	return out
}

// paperTitle: line k may be the title of a paper or of a table: in capitals, with no
// label, no cells and no more figures than a year has.
func (r *reader) paperTitle(k int) bool {
	s := r.lines[k].Bare
	if len(s) > longestPaper || !allCaps(s) || !titleLike(s) || !hasLetters(s) || strings.ContainsAny(s, "\t$_%") || strings.Contains(s, "   ") {
		return false
	}
	if _, ok := readLabel(s); ok || dateLine(s) {
		return false
	}
	digits := 0
	for i := 0; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			digits++
		}
	}
	return digits <= 8 && !endsSentence(s)
}
