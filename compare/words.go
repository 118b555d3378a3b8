package compare

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token is a word of a text, folded for matching.
type token struct {
	stem string
	num  bool // a number, in figures or in words
}

// Classes that cues can ask for besides words.
const (
	anyNumber  = "#"
	anyMoney   = "$"
	anyPercent = "%"
)

// tokenize cuts text into words. A hyphen parts words ("call-back"), an
// apostrophe does not; a dollar sign before a figure and a percent sign are
// tokens of their own, and so is "percent".
func tokenize(text string) []token {
	var toks []token
	for i := 0; i < len(text); {
		r, w := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			start := i
			digits := true
			for i < len(text) {
				r, w := utf8.DecodeRuneInString(text[i:])
				if r == '\'' || r == '’' {
					if next, n := utf8.DecodeRuneInString(text[i+w:]); n == 0 || !unicode.IsLetter(next) {
						break
					}
				} else if r == ',' || r == '.' {
					if !digits || i+w >= len(text) || text[i+w] < '0' || text[i+w] > '9' {
						break
					}
				} else if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
					break
				}
				digits = digits && !unicode.IsLetter(r)
				i += w
			}
			word := strings.ToLower(text[start:i])
			toks = append(toks, token{stem: stem(word), num: digits || isNumberWord(word)})
			if word == "percent" {
				toks = append(toks, token{stem: anyPercent})
			}
		case r == '$' && i+1 < len(text) && (text[i+1] >= '0' && text[i+1] <= '9' || text[i+1] == '.' || text[i+1] == ' '):
			toks = append(toks, token{stem: anyMoney})
			i += w
		case r == '%':
			toks = append(toks, token{stem: anyPercent})
			i += w
		default:
			i += w
		}
	}
	return toks
}

func isNumberWord(w string) bool {
	switch w {
	case "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
		"fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety":
		return true
	}
	return false
}

// stem folds the endings that do not matter to a topic: "filed", "files" and
// "filing" are "fil". It is lighter than Porter's: "arbitration" and
// "arbitrator" stay apart, as a topic may ask for one of them.
func stem(w string) string {
	w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
	if strings.ContainsAny(w, "'’") {
		w = strings.NewReplacer("'", "", "’", "").Replace(w)
	}
	if len(w) < 4 || w[0] >= '0' && w[0] <= '9' {
		return w
	}
	switch {
	case strings.HasSuffix(w, "sses"):
		w = w[:len(w)-2]
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		w = w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is"):
		w = w[:len(w)-1]
	}
	for _, end := range [...]string{"ing", "ed"} {
		if base, ok := strings.CutSuffix(w, end); ok && len(base) >= 3 && strings.ContainsAny(base, "aeiouy") {
			w = base
			// "transferred": the doubled consonant goes with the ending.
			if n := len(w); n > 3 && w[n-1] == w[n-2] && !strings.ContainsRune("lsz", rune(w[n-1])) {
				w = w[:n-1]
			}
			break
		}
	}
	if len(w) > 3 {
		w = strings.TrimSuffix(w, "e")
	}
	if n := len(w); n > 3 && w[n-1] == 'y' { // "notify", "notified"; "pay" stays
		w = w[:n-1] + "i"
	}
	return w
}

// isStop reports whether a word says nothing in a title.
func isStop(w string) bool {
	switch w {
	// "in" and "on" stay: "on call" is not "call-in".
	case "a", "an", "the", "of", "for", "and", "or", "to", "by", "at", "with", "from", "as", "its", "their", "any", "all", "other",
		"upon", "during", "regarding", "re", "relating", "concerning":
		return true
	}
	return false
}

// content lists the stems of s that are not stop words.
func content(s string) []string {
	var out []string
	for _, t := range tokenize(s) {
		if !isStop(t.stem) {
			out = append(out, t.stem)
		}
	}
	return out
}
