package outline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/ingest/layout"
)

// cutLabels cuts the lines on which the first item of a list stands behind the
// label that it is below: "D.   1.   The Port shall", "Section 2. (a) A member",
// also behind a title: "E. Days Lost: 1. A day". What is cut off is a line like any
// other. Items that repeat the label before their own ("A. 1.", then "A. 2.") are
// read by their own. A citation that a line happens to open with ("(B)(1) below")
// stands in mid-sentence, and a row of a table has tabs; neither is cut.
func (r *reader) cutLabels() {
	if r.doc.Unbroken {
		return
	}
	var out []*layout.Line
	var head, item label // of the cut before
	for k, l := range r.lines {
		if out != nil {
			out = append(out, l)
		}
		if k < r.to || l.Running || strings.Count(l.Bare, "\t") >= 4 {
			continue
		}
		if _, ok := r.relabel[l.Span]; ok {
			continue // it says the label above it once more
		}
		lab, in, at := secondLabel(l)
		if at == 0 || !r.ended(k) && l.After == 0 && !r.pageBetween(k) {
			continue
		}
		repeats := at == lab.end && head.number == lab.number && head.word == lab.word && in.form() == item.form() && in.ord() == item.ord()+1
		if !repeats && !first(&in, &lab) {
			continue
		}
		if out == nil {
			out = append(make([]*layout.Line, 0, len(r.lines)+16), r.lines[:k+1]...)
		}
		b := *l
		b.Bare = l.Bare[at:]
		head, item = lab, in
		if repeats {
			out[len(out)-1] = &b // its span begins with the label that is repeated
			continue
		}
		a := *l
		a.Bare = strings.TrimRight(l.Bare[:at], " \t")
		a.Span.End = a.Span.Start + len(a.Bare)
		b.Span.Start += at
		b.After, b.Indent, b.Level = 0, l.Indent+at, 0
		out[len(out)-1] = &a
		out = append(out, &b)
	}
	if out != nil {
		r.lines = out
	}
}

// secondLabel reads the label of l and, behind it and perhaps a title, the one of
// an item with its text, which stands at offset at; 0 if none does.
func secondLabel(l *layout.Line) (lab, in label, at int) {
	if len(l.Bare) != l.Span.Len() || len(l.Bare) < 8 {
		return lab, in, 0
	}
	c := l.Bare[0]
	if (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && c != '(' && c != "§"[0] {
		return lab, in, 0
	}
	lab, ok := readLabel(l.Bare)
	if !ok || lab.number == "" || lab.form() == formBullet || lab.lost || lab.word != "" && lab.word != wordSection || lab.end >= len(l.Bare) {
		return lab, in, 0
	}
	rest := l.Bare[lab.end:]
	if in, ok = itemLabel(rest, &lab); ok {
		return lab, in, lab.end
	}
	n, _ := runIn(rest)
	if n == 0 || n >= len(rest) {
		return lab, in, 0
	}
	n += skipBlank(rest[n:])
	if in, ok = itemLabel(rest[n:], &lab); ok {
		return lab, in, lab.end + n
	}
	return lab, in, 0
}

// itemLabel reads the label of an item of a list below lab that opens s, with a
// sentence behind it. "A." and "I." are initials as often as labels, and a decimal
// belongs to its own run.
func itemLabel(s string, lab *label) (in label, ok bool) {
	if s == "" {
		return in, false
	}
	in, ok = readBare(s)
	if !ok || in.end >= len(s) || !in.clear {
		return in, false
	}
	switch in.form() {
	case formArabic, formLower, formRomanLo:
	case formUpper, formRomanUp:
		if in.punct == punctDot && lab.word == "" {
			return in, false
		}
	default:
		return in, false
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[in.end:], "\"“‘'("))
	return in, unicode.IsUpper(next) || in.punct == punctParen && unicode.IsLower(next)
}

// first: in is the first label of a run of another style than lab's.
func first(in, lab *label) bool {
	for _, rd := range in.readings {
		if rd.ord == 1 && (rd.form != lab.form() || in.punct != lab.punct || lab.word != "") {
			return true
		}
	}
	return false
}
