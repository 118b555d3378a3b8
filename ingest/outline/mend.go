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
		if x == y || len(x) < 5 || distance(x, y, 1) > 1 {
			continue
		}
		core := strings.Trim(a[i], "()[].,:;\"“”")
		word := strings.Trim(b[i], "()[].,:;\"“”")
		if r.uses(strings.ToLower(word)) <= 2*r.uses(strings.ToLower(core))+1 {
			continue
		}
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

// uses counts the uses of a word, given in small letters, in the document: in small
// letters, in capitals, and with a capital.
func (r *reader) uses(word string) int {
	if n, ok := r.counted[word]; ok {
		return n
	}
	n := 0
	if word != "" && word[0] < utf8.RuneSelf {
		for _, w := range []string{word, strings.ToUpper(word), strings.ToUpper(word[:1]) + word[1:]} {
			n += countWord(r.doc.Text, w)
		}
	}
	if r.counted == nil {
		r.counted = map[string]int{}
	}
	r.counted[word] = n
	return n
}

// countWord counts the places of word in text with no letter beside it.
func countWord(text, word string) int {
	n := 0
	for i := 0; ; i += len(word) {
		k := strings.Index(text[i:], word)
		if k < 0 {
			return n
		}
		i += k
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+len(word):])
		if !unicode.IsLetter(before) && !unicode.IsLetter(after) {
			n++
		}
	}
}
