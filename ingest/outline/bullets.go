package outline

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// bullets hangs the marked items of a list ("• Spouse", "- Sundays") under the
// provision that introduces them, as paragraphs without a number. They are not
// among the labels that a run is sought for: one "•" is like another, so that
// they tell nothing of what is inside what. A list in a list is known by its
// other mark.
func (r *reader) bullets() {
	var flat []*unit
	var list func(us []*unit)
	list = func(us []*unit) {
		for _, u := range us {
			flat = append(flat, u)
			list(u.sub)
		}
	}
	list(r.top)
	for i, u := range flat {
		to := len(r.lines)
		if i+1 < len(flat) {
			to = flat[i+1].line
		}
		if u.line < 0 || u.kind == corpus.Index || u.kind == corpus.Signature {
			continue
		}
		if items := r.marked(max(u.body, u.line+1), to); len(items) > 0 {
			// What u has below it begins behind its own list.
			u.sub = append(items, u.sub...)
		}
	}
}

// marked reads the marked items between two lines.
func (r *reader) marked(from, to int) []*unit {
	var out []*unit
	count := map[rune]int{}
	for k := from; k < to; k++ {
		if m, _ := r.bulletAt(k); m != 0 {
			count[m]++
		}
	}
	if len(count) == 0 {
		return nil
	}
	var marks []rune // of the lists that are open, the outermost first
	var open []*unit
	end := func(k int) {
		for _, u := range open {
			if u.until == 0 {
				u.until = r.lines[k-1].Span.End
			}
		}
		marks, open = marks[:0], open[:0]
	}
	for k := from; k < to; k++ {
		l := r.lines[k]
		m, at := r.bulletAt(k)
		if m == '–' && l.After == 0 && k > from && !r.ended(k) && strings.Contains(l.Bare[at:], " – ") {
			m = 0 // "… persisted / – unsuccessfully – to try": what stands between two dashes
		}
		if m == 0 || count[m] < 2 && (m == '-' || m == '–' || m == '*' || m == 'o') {
			// An item ends where a new paragraph begins that is not set in as far.
			if len(open) > 0 && (k >= r.from && k < r.to || l.After > 0 && !lowerStart(l.Bare) && r.ended(k) && l.Indent <= r.lines[open[0].line].Indent) {
				end(k)
			}
			continue
		}
		depth := len(marks)
		for d, have := range marks {
			if have == m {
				depth = d
			}
		}
		marks = append(marks[:depth], m)
		u := &unit{line: k, last: k, start: l.Span.Start, kind: corpus.Paragraph, slug: "item", conf: 0.9, body: k + 1}
		u.headEnd = r.sourceEnd(k, at)
		open = append(open[:depth], u)
		if depth == 0 {
			out = append(out, u)
		} else {
			open[depth-1].sub = append(open[depth-1].sub, u)
		}
	}
	return out
}

// bulletAt is the mark that opens line k as an item of a list, and the offset
// past it; 0 if none does. A row of a table that begins with a dash is none.
func (r *reader) bulletAt(k int) (mark rune, end int) {
	l := r.lines[k]
	if k >= r.from && k < r.to || l.Running || len(l.Bare) == 0 || l.Bare[0] >= '0' && l.Bare[0] <= 'n' || strings.IndexByte(l.Bare, '\t') != strings.LastIndexByte(l.Bare, '\t') {
		return 0, 0
	}
	lab, ok := readLabel(l.Bare)
	if !ok || lab.form() != formBullet || !hasLetters(l.Bare[lab.end:]) {
		return 0, 0
	}
	return rune(lab.ord()), len(lab.number)
}
