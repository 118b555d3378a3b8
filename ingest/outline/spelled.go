package outline

import (
	"slices"
	"strings"
	"unicode"
)

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
