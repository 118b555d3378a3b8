package outline

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// mended is a title as the heading prints it, with the words that a scan spoiled
// there as the contents list has them: "Benefit Eligibilitv Date" is "Benefit
// Eligibility Date". Of two spellings of a word the one that the document uses
// more is right; the list may be the spoilt one.
func (r *reader) mended(title, listed string) string {
	a, b := strings.Fields(title), strings.Fields(listed)
	if len(a) != len(b) || len(a) == 0 {
		return title
	}
	changed := false
	for i := range a {
		x, y := fold(a[i]), fold(b[i])
		if x == y || len(x) < 5 || distance(x, y, 1) > 1 || r.uses(y) <= 2*r.uses(x) {
			continue
		}
		core := strings.Trim(a[i], "()[].,:;\"“”")
		word := strings.Trim(b[i], "()[].,:;\"“”")
		if core == "" || word == "" || core[0] >= utf8.RuneSelf || word[0] >= utf8.RuneSelf {
			continue
		}
		if !allCaps(core) {
			word = strings.ToLower(word)
			if unicode.IsUpper(rune(core[0])) {
				word = strings.ToUpper(word[:1]) + word[1:]
			}
		}
		a[i] = strings.Replace(a[i], core, word, 1)
		changed = true
	}
	if !changed {
		return title
	}
	return strings.Join(a, " ")
}

// uses counts the uses of a folded word in the document. The words are counted
// when they are first asked for.
func (r *reader) uses(word string) int {
	if r.vocabulary == nil {
		r.vocabulary = map[string]int{}
		for f := range strings.FieldsSeq(r.doc.Text) {
			if len(f) >= 5 && len(f) < 40 {
				r.vocabulary[fold(f)]++
			}
		}
	}
	return r.vocabulary[word]
}
