package outline

import (
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// mostLoose is how often the words of a heading without a label may stand in a
// document: what stands alone on more lines heads its pages.
const mostLoose = 2

// looseTitle reads line k as a heading that has no label: a few words with no mark
// behind them, between gaps, where a sentence has ended; "" if it is none.
func (r *reader) looseTitle(k, from int) string {
	l := r.lines[k]
	if r.doc.Unbroken || l.Running || l.Inner || k <= 0 || k >= r.from && k < r.to || len(l.Bare) < 6 || len(l.Bare) > 70 || l.After == 0 && !r.pageBetween(k) {
		return ""
	}
	t := l.Bare
	if allCaps(t) {
		t = strings.TrimSuffix(t, ":")
	}
	f := strings.Fields(t)
	if len(f) > 8 || endsSentence(t) || strings.HasSuffix(t, ",") || !titleLike(t) && !phrase(f) || starters[f[0]] || states(t) || dateLine(t) || !hasLetters(t) || strings.ContainsAny(t, "0123456789$%\\_|\t;\"“”") || strings.Contains(t, "  ") || lastSmall(t) {
		return ""
	}
	if _, ok := readLabel(t); ok {
		return ""
	}
	if before := strings.TrimRight(r.lines[k-1].Bare, "\"”’')* "); k > from && !strings.HasSuffix(before, ".") && !strings.Contains(before, "   ") && !strings.Contains(before, "\t") {
		return "" // nor is it behind a table
	}
	if r.loose == nil {
		r.loose = map[string]int{}
		for _, l := range r.lines {
			if len(l.Bare) <= 70 {
				r.loose[l.Bare]++
			}
		}
	}
	if r.loose[l.Bare] > mostLoose {
		return ""
	}
	return t
}

// overList: line k is a heading without a label above a list that begins anew:
// "Class Grievances", then "(1)"; "PROFESSIONAL DUTIES:", then "1."; lab is the
// list's first label.
func (r *reader) overList(k, from, to int) (title string, lab *label) {
	if k+1 >= to || k+1 >= len(r.lines) {
		return "", nil
	}
	next, ok := readLabel(r.lines[k+1].Bare)
	if !ok || next.word != "" || next.ord() != 1 || next.form() == formBullet || next.form() == formDecimal || next.end >= len(r.lines[k+1].Bare) {
		return "", nil
	}
	if title = r.looseTitle(k, from); title == "" {
		return "", nil
	}
	return title, &next
}

// leastLoose is how many titles without a label make the sections of a paper.
const leastLoose = 3

// looseSections lists the lines between from and to that are titles of the sections
// of a supplement, an appendix or a letter which numbers none of them and sets them
// in no other letters: alone between gaps, running text behind them. Fewer than three
// prove no such style, and a paper that has labelled provisions on top has its own.
func (r *reader) looseSections(u *unit, from, to int) []int {
	if u.kind != corpus.Appendix && u.kind != corpus.Letter && u.kind != corpus.Other || r.doc.Unbroken {
		return nil
	}
	var out []int
	for k := from; k+1 < to && k+1 < len(r.lines); k++ {
		next := r.lines[k+1]
		if next.After == 0 || next.Sheet != r.lines[k].Sheet || !prosaic(next.Bare) && len(strings.Fields(next.Bare)) < 7 || r.looseTitle(k, from) == "" {
			continue
		}
		if lab, ok := readLabel(next.Bare); ok && (lab.word != "" || lab.ord() != 1) {
			continue
		}
		if r.overTable(k+1, to) {
			continue // its title is none of a section
		}
		out = append(out, k)
	}
	if len(out) < leastLoose {
		return nil
	}
	for k := from; k < out[0]; k++ {
		if lab, ok := readLabel(r.lines[k].Bare); ok && lab.form() != formBullet && lab.ord() == 1 && r.ended(k) {
			return nil
		}
	}
	return out
}

// overTable reports whether one of the first lines from k on is a row of cells.
func (r *reader) overTable(k, to int) bool {
	for n := k; n < min(k+3, to, len(r.lines)); n++ {
		if s := strings.TrimSpace(r.lines[n].Bare); strings.ContainsRune(s, '\t') || strings.Contains(s, "   ") {
			return true
		}
	}
	return false
}

// over is the depth at which a heading above a list with label lab stands: beside
// the items where the list on top begins anew, else beside what holds the list
// that does; -1 where no list does and other labels are open.
func (r *reader) over(s *nesting, lab *label) int {
	if len(s.stack) == 0 {
		return 0
	}
	if r.titled(s.stack[0]) {
		return 0
	}
	for d, open := range slices.Backward(s.stack) {
		if st := &r.styles[open.style]; st.word == "" && lab.reads(st.form) && st.punct == lab.punct && open.ord > 1 {
			return max(0, d-1)
		}
	}
	return -1
}

// looseHeads makes units of the headings without a label between numbered
// sections: "Parental Leave" above 25.13. Each is a section with a title and no
// more, so that its words are not the end of the section before, and those behind
// it keep their place.
func (r *reader) looseHeads() {
	if r.doc.Unbroken {
		return
	}
	var walk func(p *unit)
	walk = func(p *unit) {
		var out []*unit
		for i, u := range p.sub {
			walk(u)
			if k := u.line - 1; r.numbered(p, i) && k >= p.body && (r.lines[u.line].After > 0 || r.pageBetween(u.line)) && (i == 0 || k > lastHead(p.sub[i-1])) {
				from := p.body
				if i > 0 {
					from = 0
				}
				if t := r.looseTitle(k, from); t != "" {
					v := &unit{line: k, start: r.lines[k].Span.Start, kind: u.kind, title: cleanTitle(t), conf: 0.75}
					v.slug = slug(v.title)
					r.close(v, k, len(r.lines[k].Bare))
					out = append(out, v)
				}
			}
			out = append(out, u)
		}
		p.sub = out
	}
	for _, u := range r.top {
		if u.kind == corpus.Article {
			walk(u)
		}
	}
}

// lastHead is the last line of the headings of u and what is in it.
func lastHead(u *unit) int {
	last := u.last
	for _, s := range u.sub {
		last = max(last, lastHead(s))
	}
	return last
}

// numbered: the i-th of p's units is a section with a decimal that goes on with the
// one before it or is the first of its article.
func (r *reader) numbered(p *unit, i int) bool {
	u := p.sub[i]
	if u.line < 1 || u.kind != corpus.Section || u.lab.form() != formDecimal && u.lab.word != wordSection || u.number == "" {
		return false
	}
	return i == 0 && u.lab.ord() == 1 || i > 0 && sameStyle(p.sub[i-1], u)
}
