package outline

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/layout"
)

// runsOpen are the labels that opened the line cut last and the lines behind it.
type runsOpen struct{ outer, inner label }

// cutLabels cuts the lines on which the first item of a list stands behind the
// label that it is below: "D.   1.   The Port shall", "Section 2. (a) A member",
// "A. 2. a. Teachers", also behind a title: "E. Days Lost: 1. A day". What is cut
// off is a line like any other. Of items that say the label above once more ("A. 1.",
// then "A. 2.", "A. 3.") the second label alone counts. One without a period ("B. 1
// All observation") counts only where three others have theirs. A citation that a
// line happens to open with ("(B)(1) below") stands in mid-sentence, and a row of a
// table has tabs; neither is cut.
func (r *reader) cutLabels() {
	if r.doc.Unbroken {
		return
	}
	sure, loose := 0, 0
	for _, l := range r.lines[r.to:] {
		if !mayDouble(l) {
			continue
		}
		if _, _, at := secondLabel(l, false); at > 0 {
			sure++
		} else if _, _, at := secondLabel(l, true); at > 0 {
			loose++
		}
	}
	if sure == 0 {
		return
	}
	out := slices.Grow([]*layout.Line(nil), len(r.lines)+2*(sure+loose))
	var open runsOpen
	for k, l := range r.lines {
		out = append(out, l)
		if k < r.to || !mayDouble(l) {
			continue
		}
		if !r.ended(k) && l.After == 0 && !r.pageBetween(k) {
			continue // in mid-sentence: "Section 2" at the end of a citation, too
		}
		for deep := false; ; deep = true {
			lab, in, at := secondLabel(l, sure >= 3)
			repeats := at > 0 && at == lab.end && open.outer.number == lab.number && open.outer.word == lab.word && open.outer.punct == lab.punct &&
				(open.inner.number == "" && in.ord() == 1 || open.inner.number != "" && follows(&open.inner, &in))
			if at == 0 || !repeats && !first(&in, &lab) {
				if !deep {
					open.single(l)
				}
				break
			}
			b := *l
			b.Bare = l.Bare[at:]
			if in.end == len(in.number)+1 && b.Bare[len(in.number)] == ' ' {
				b.Bare = in.number + "\t" + b.Bare[in.end:] // as a label without its period is read
			}
			if repeats {
				open.inner = in
				out[len(out)-1] = &b // its span begins with the label that is repeated
				l = &b
				if _, _, more := secondLabel(l, false); more == 0 {
					break
				}
				continue
			}
			a := *l
			cut := l.Span.Len() - len(l.Bare) + at // a label said again stands before Bare
			a.Bare = strings.TrimRight(l.Bare[:at], " \t")
			a.Span.End = l.Span.Start + cut - (at - len(a.Bare))
			b.Span.Start += cut
			b.After, b.Indent, b.Level = 0, l.Indent+at, 0
			b.Lead = leadBehind(l, at)
			out[len(out)-1] = &a
			out = append(out, &b)
			if !deep {
				open = runsOpen{lab, in}
			}
			if l = &b; in.end >= len(b.Bare) {
				break
			}
			if _, _, more := secondLabel(l, false); more == 0 {
				break
			}
		}
	}
	r.lines = out
}

// single takes note of a line that opens with one label.
func (o *runsOpen) single(l *layout.Line) {
	lab, ok := readLabel(l.Bare)
	switch {
	case !ok:
	case lab.word != "":
		*o = runsOpen{}
		if lab.word == wordSection {
			o.outer = lab
		}
	case o.inner.number != "" && lab.form() == o.inner.form() && lab.punct == o.inner.punct:
		o.inner = lab
	case o.outer.number == "" || lab.form() == o.outer.form() && lab.punct == o.outer.punct:
		*o = runsOpen{outer: lab}
	}
}

// leadBehind is what of l's lead stands behind the first at bytes.
func leadBehind(l *layout.Line, at int) corpus.Span {
	if l.Lead.Start < at {
		return corpus.Span{}
	}
	return corpus.Span{Start: l.Lead.Start - at, End: l.Lead.End - at}
}

// mayDouble: l begins as a label does, and is no row of a table.
func mayDouble(l *layout.Line) bool {
	if l.Running || len(l.Bare) < 8 || len(l.Bare) != l.Span.Len() {
		return false
	}
	c := l.Bare[0]
	return (c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '(' || c == "§"[0]) && strings.Count(l.Bare, "\t") < 4
}

// secondLabel reads the label of l and, behind it and perhaps a title, the one of
// an item with its text, which stands at offset at; 0 if none does.
func secondLabel(l *layout.Line, loose bool) (lab, in label, at int) {
	lab, ok := readLabel(l.Bare)
	if !ok || lab.number == "" || lab.form() == formBullet || lab.lost || lab.word != "" && lab.word != wordSection || lab.end >= len(l.Bare) {
		return lab, in, 0
	}
	rest := l.Bare[lab.end:]
	if in, ok = itemLabel(rest, &lab, loose); ok {
		return lab, in, lab.end
	}
	n, _ := runIn(rest)
	if n == 0 || n >= len(rest) {
		return lab, in, 0
	}
	n += skipBlank(rest[n:])
	if in, ok = itemLabel(rest[n:], &lab, false); ok {
		return lab, in, lab.end + n
	}
	return lab, in, 0
}

// itemLabel reads the label of an item of a list below lab that opens s, with a
// sentence behind it, or the first item of a list of its own ("2. a. Teachers"). "A."
// and "I." are initials as often as labels, and a decimal belongs to its own run. A row
// of a table that was set as one line is none: "2. a. Meals (1) Breakfast (2) Lunch".
// loose: a figure may lack its period.
func itemLabel(s string, lab *label, loose bool) (in label, ok bool) {
	if s == "" {
		return in, false
	}
	in, ok = readBare(s)
	if !ok && loose && lab.word == "" {
		num, n, rd := readNumber(s, false)
		if len(rd) == 0 || rd[0].form != formArabic || !strings.HasPrefix(s[n:], " ") {
			return in, false
		}
		in, ok = label{number: num, readings: rd, end: n + 1, clear: true}, true
	}
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
	text := s[in.end:]
	if name, list, two := strings.Cut(text, "(1)"); two && titleLike(name) && strings.Contains(list, "(2)") {
		return in, false
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, "\"“‘'(["))
	if unicode.IsUpper(next) || in.punct == punctParen && unicode.IsLower(next) {
		return in, true
	}
	if len(text) < 4 || text[0] >= utf8.RuneSelf {
		return in, false
	}
	below, ok := itemLabel(text, &in, false)
	return in, ok && below.ord() == 1
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
