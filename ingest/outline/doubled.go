package outline

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
)

// cutDoubled parts the labels of lines that open with two: "A. 1. The parties
// agree …" opens A and its first paragraph, so that the line is cut between
// them; "A. 2. Any agreement …" behind it says A once more, and 2 is all that it
// opens: relabel holds what such a line is labelled.
//
// The second label must open a run (1, a, i, one that is not the first's own
// form) where the first is new, or go on with one where the first is the label
// that is open; so "A. M. Best" and "(1) (2) and (3)" stay what they are. A
// second label without a period ("B. 1 All observation …") counts only where
// three others of the document have one.
func (r *reader) cutDoubled() {
	r.relabel = map[corpus.Span]label{}
	if r.doc.Unbroken {
		return
	}
	sure := 0
	for i := r.to; i < len(r.lines); i++ {
		if _, _, ok := doubled(r.lines[i].Bare, false); ok {
			sure++
		}
	}
	if sure == 0 {
		return
	}
	type runs struct{ outer, inner label }
	var open runs
	for i := r.to; i < len(r.lines); i++ {
		l := r.lines[i]
		lab, ok := r.label(l.Bare)
		if !ok || l.Running {
			continue
		}
		if lab.word != "" {
			open = runs{}
			continue
		}
		if !r.ended(i) && l.After == 0 && !r.pageBetween(i) {
			continue // "(B)(1) below" in mid-sentence
		}
		outer, inner, two := doubled(l.Bare, sure >= 3)
		switch {
		case !two:
			if lab.form() == open.inner.form() && lab.punct == open.inner.punct {
				open.inner = lab
			} else if open.outer.number == "" || lab.form() == open.outer.form() && lab.punct == open.outer.punct {
				open = runs{outer: lab}
			}
		case outer.number == open.outer.number && outer.punct == open.outer.punct && (open.inner.number == "" && inner.ord() == 1 || follows(&open.inner, &inner)):
			open.inner = inner
			inner.end += outer.end
			r.relabel[l.Span] = inner
		case inner.ord() == 1 && len(l.Bare) == l.Span.Len():
			r.cutLine(i, outer.end)
			r.lines[i+1].Inner, r.lines[i+1].After = false, 0
			if lead := &r.lines[i+1].Lead; lead.Start >= outer.end {
				lead.Start, lead.End = lead.Start-outer.end, lead.End-outer.end
			} else {
				*lead = corpus.Span{}
			}
			open = runs{outer, inner}
			i++
			r.relabel[r.lines[i].Span] = inner
		}
	}
}

// doubled reads two labels that stand one behind the other at the start of s,
// text behind them. loose: the second may lack its period.
func doubled(s string, loose bool) (outer, inner label, ok bool) {
	outer, ok = readBare(s)
	if !ok || !outer.clear || outer.form() == formBullet || outer.form() == formDecimal || outer.end >= len(s) {
		return outer, inner, false
	}
	rest := s[outer.end:]
	inner, ok = readBare(rest)
	if !ok && loose {
		num, n, rd := readNumber(rest, false)
		if len(rd) == 0 || rd[0].form != formArabic || !strings.HasPrefix(rest[n:], " ") {
			return outer, inner, false
		}
		inner = label{number: num, readings: rd, end: n + 1}
		ok = true
	}
	if !ok || inner.form() == formBullet || inner.form() == formDecimal || inner.form() == outer.form() || inner.end >= len(rest) {
		return outer, inner, false
	}
	if inner.form() == formUpper || inner.form() == formRomanUp {
		return outer, inner, false // an initial
	}
	text := rest[inner.end:]
	if name, list, ok := strings.Cut(text, "(1)"); ok && titleLike(name) && strings.Contains(list, "(2)") {
		return outer, inner, false // a row of a table: "2. a. Meals (1) Breakfast (2) Lunch"
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, "\"“‘'(["))
	return outer, inner, unicode.IsUpper(first)
}

// labelAt reads the label of line k: the second of two where the first only
// says again what is open.
func (r *reader) labelAt(k int) (label, bool) {
	if lab, ok := r.relabel[r.lines[k].Span]; ok {
		return lab, true
	}
	lab, ok := readLabel(r.lines[k].Bare)
	r.deepen(&lab)
	return lab, ok
}

// spelledOut: line k opens with a number in figures that the line before has
// spelled out ("… shall serve for one / (1) year"), or with the day of the month
// that ends it ("not later than May / 10. An assessment …"): no label.
func (r *reader) spelledOut(k int, lab *label) bool {
	if k > 0 && lab.word == "" && lab.punct == punctDot && lab.form() == formArabic && lab.ord() <= 31 && r.lines[k].After == 0 {
		words := strings.Fields(r.lines[k-1].Bare)
		if n := len(words); n > 2 && slices.Contains(months, strings.ToLower(words[n-1])) {
			return true
		}
	}
	if k == 0 || lab.word != "" || lab.punct != punctParen || lab.form() != formArabic || r.lines[k].After > 0 && !r.pageBetween(k) {
		return false
	}
	words := strings.FieldsFunc(strings.ToLower(r.lines[k-1].Bare), func(c rune) bool { return !unicode.IsLetter(c) })
	if len(words) == 0 || !strings.HasSuffix(strings.ToLower(r.lines[k-1].Bare), words[len(words)-1]) {
		return false
	}
	last := words[len(words)-1]
	n := numberWord(last)
	if n > 0 && n < 10 && len(words) > 1 {
		if tens := numberWord(words[len(words)-2]); tens >= 20 {
			n += tens
		}
	}
	return n > 0 && n == lab.ord() || last == "hundred" && lab.ord()%100 == 0
}
