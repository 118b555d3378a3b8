package outline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/layout"
)

// bodyLines lists the lines that hold the document's own words. Where a page is
// set as one line, the line is cut before each label that may open a unit, so
// that the rest of the outline need not know of it.
func bodyLines(d *layout.Document) []*layout.Line {
	out := make([]*layout.Line, 0, len(d.Lines))
	for i := range d.Lines {
		l := &d.Lines[i]
		if l.Blank() || l.Furniture != "" || l.Bare == "" {
			continue
		}
		if !d.Unbroken || l.Span.Len() < 200 {
			out = append(out, l)
			continue
		}
		out = append(out, cut(l, d.Text)...)
	}
	return out
}

// cut divides a long line before the labels in its middle.
func cut(l *layout.Line, text string) []*layout.Line {
	var out []*layout.Line
	from := l.Span.Start
	emit := func(to int) {
		s := corpus.Span{Start: from, End: to}
		for s.End > s.Start && (text[s.End-1] == ' ' || text[s.End-1] == '\t') {
			s.End--
		}
		if s.Len() > 0 {
			out = append(out, &layout.Line{Span: s, Bare: text[s.Start:s.End], Sheet: l.Sheet, Inner: len(out) > 0})
		}
		from = to
	}
	for pos := l.Span.Start + 1; pos < l.Span.End; pos++ {
		if text[pos-1] != ' ' || text[pos] == ' ' {
			continue
		}
		if opensUnit(text[l.Span.Start:pos], text[pos:min(l.Span.End, pos+160)]) {
			emit(pos)
		}
	}
	emit(l.Span.End)
	return out
}

// opensUnit: a unit may begin between before and after. The words before must
// not run on into the label ("under Section 3", "(see Article IX"), and the
// words after the label must open a title or a sentence.
func opensUnit(before, after string) bool {
	c := after[0]
	if (c < 'A' || c > 'Z') && c != '(' && (c < '0' || c > '9') && (c < 'a' || c > 'z') {
		return false
	}
	lab, ok := readLabel(after)
	if !ok || lab.end >= len(after) {
		return false
	}
	before = strings.TrimRight(before, " ")
	k := strings.LastIndexByte(before, ' ')
	prev := before[k+1:]
	if prev == "" {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(prev)
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(prev, "(\"“"))
	closed := last == '.' || last == ':' || last == ';' || last == ')' || last == '"' || last == '”'
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(after[lab.end:], "(\"“"))
	if lab.word == "" {
		if unitName(prev) {
			return false // "Article VIII, Section 1) and"
		}
		if !closed && lab.ord() != 1 || lab.form() == formArabic && lab.punct == punctDot && !closed {
			return false
		}
		return (unicode.IsUpper(next) || lab.punct != punctDot) && (closed || unicode.IsUpper(first))
	}
	dash := strings.HasPrefix(strings.TrimLeft(after[min(lab.end, len(after)):], " "), "-") || dashed(after[:lab.end])
	if prev == "and" || prev == "or" || prev == "&" || last == '(' {
		return false
	}
	if last == ',' {
		// "Article XI, Section 4" goes on; a clause that a page cut off may end so.
		head := strings.TrimRight(before[:max(k, 0)], " ")
		two := strings.ToLower(head[strings.LastIndexByte(head, ' ')+1:])
		return dash && lab.word == wordSection && two != "article" && two != "section" && unicode.IsUpper(next)
	}
	if prev == "-" || prev == "–" || prev == "—" {
		return false
	}
	if lab.word == wordAppendix || lab.word == wordLetter {
		return lab.caps
	}
	if lab.word == wordPlan || lab.word == "item" {
		return false
	}
	if !unicode.IsUpper(next) && next != '"' && next != '“' {
		return false
	}
	// A lower-case word runs on into the label; so does a preposition.
	return closed || unicode.IsUpper(first) || unicode.IsDigit(first) && (lab.caps || dash) || dash && !runsOn[prev]
}

// runsOn are words that go on with a citation.
var runsOn = map[string]bool{"under": true, "in": true, "of": true, "see": true, "by": true, "with": true, "to": true, "per": true,
	"through": true, "from": true, "this": true, "said": true, "such": true, "the": true, "for": true, "reference": true, "following": true, "at": true}

// unitName: the word names a unit, so that the number behind it cites one.
func unitName(w string) bool {
	w = strings.ToLower(strings.Trim(w, ".,(\""))
	for _, k := range keywords {
		if w == k.text || w == k.text+"s" {
			return true
		}
	}
	return w == "paragraph" || w == "subsection" || w == "item" || w == "no"
}

// dashed: a label's closing marks have a dash.
func dashed(s string) bool { return strings.HasSuffix(strings.TrimRight(s, " "), "-") }
