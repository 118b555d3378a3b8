package outline

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// apartLines and apartWords bound the title that is a paragraph of its own.
const (
	apartLines = 3
	apartWords = 26
)

// apartTitle reads the title of a provision with a bare label that fills a
// paragraph of its own above the text: two lines of it ("(1) For Members Who Report to a
// Location / Outside the Zone"), one in small letters ("12.06 Email and wireless network"),
// one above a table. A gap before words with a capital tells it from a sentence. It
// cannot fire where the words end as a sentence or an item of a list does.
func (r *reader) apartTitle(u *unit, pos int) bool {
	if u.lab.word != "" || u.lab.form() == formBullet {
		return false
	}
	t, last := r.lines[u.line].Bare[pos:], u.line
	for k := u.line + 1; k < len(r.lines) && r.lines[k].After == 0; k++ {
		_, labelled := readLabel(r.lines[k].Bare)
		if labelled || r.lines[k].Running || k == u.line+apartLines {
			return false
		}
		t, last = t+" "+r.lines[k].Bare, k
	}
	if last+1 >= len(r.lines) || r.lines[last+1].Running {
		return false
	}
	next := r.lines[last+1].Bare
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(next, "\"“‘'("))
	if _, labelled := readLabel(next); labelled || !unicode.IsUpper(first) && first != '$' {
		return false
	}
	f := strings.Fields(t)
	if n := len(f); n == 0 || n > apartWords || endsSentence(t) || strings.HasSuffix(t, ",") || strings.HasSuffix(t, "-") || strings.Contains(t, "\t") || lastSmall(t) || states(t) || !hasLetters(t) {
		return false
	}
	table := strings.Contains(next, "\t")
	text := prosaic(next) || len(strings.Fields(next)) >= 8 && !titleLike(next)
	switch {
	case titleLike(t) && (text || table):
	case titleLike(t) && u.lab.form() == formDecimal && titleLike(next):
		// "19.04 Types of Grievance", and below it the first of them
	case text && last == u.line && phrase(f):
	default:
		return false
	}
	u.title = cleanTitle(t)
	r.close(u, last, len(r.lines[last].Bare))
	return true
}

// phrase: two to seven words, the first with a capital, that open no sentence.
func phrase(f []string) bool {
	first, _ := utf8.DecodeRuneInString(f[0])
	if len(f) < 2 || len(f) > 7 || !unicode.IsUpper(first) || starters[f[0]] {
		return false
	}
	for _, w := range f {
		if strings.ContainsAny(w, "0123456789,.;:$%\"“”_/") {
			return false
		}
	}
	return true
}
