package outline

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// inSentence: line k opens with the first label of a list that goes on within
// its lines: "for / (1) training; (2) reporting of misconduct; (3) inquiry. The …".
// Where the second label stands in mid-line behind a semicolon or a comma, the list is
// part of its sentence, and what follows it is not the first item's. It cannot fire
// where the items open with capitals, nor where another line opens with the second.
func (r *reader) inSentence(k int, lab *label) bool {
	if lab.word != "" || lab.punct != punctParen || lab.ord() != 1 || r.doc.Unbroken || r.lines[k].Inner {
		return false
	}
	first, _ := utf8.DecodeRuneInString(r.lines[k].Bare[min(lab.end, len(r.lines[k].Bare)):])
	if !unicode.IsLower(first) {
		return false
	}
	second := "(2)"
	switch lab.form() {
	case formLower:
		second = "(b)"
	case formRomanLo:
		second = "(ii)"
	case formArabic:
	default:
		return false
	}
	for j := k; j < min(k+8, len(r.lines)); j++ {
		l := r.lines[j]
		if j > k && (l.After > 0 || strings.HasPrefix(l.Bare, second)) {
			return false
		}
		at := strings.Index(l.Bare, second)
		if at <= 0 {
			continue
		}
		before := strings.TrimRight(l.Bare[:at], " ")
		before = strings.TrimSuffix(strings.TrimSuffix(before, " and"), " or")
		return strings.HasSuffix(before, ";") || strings.HasSuffix(before, ",")
	}
	return false
}
