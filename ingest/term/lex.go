package term

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A kind is the kind of a token.
type kind uint8

const (
	word    kind = iota // letters, perhaps with apostrophes and figures: "employee's", "15A"
	number              // figures with grouping and decimals: "2,080", "1.5", "½"
	ordinal             // "1st", "30th"
	clock               // "11:59": never a quantity
	symbol              // one character
)

// A token is a piece of the clean text.
type token struct {
	start, end int
	kind       kind
	num        float64 // of a number or ordinal
	low        string  // lower case; a word without its possessive ending
	glued      bool    // a number that hangs on a word: the 2 of "F-2"
	plain      bool    // a number of figures only, without grouping or decimals
}

// lex cuts text into tokens. Blanks separate and are dropped.
func lex(text string, into []token) []token {
	low := lower(text)
	toks := into[:0]
	if n := len(text)/5 + 8; cap(toks) < n { // English has a token in about five bytes
		toks = make([]token, 0, n)
	}
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == ' ':
			i++
		case isDigit(c) || c == '.' && i+1 < len(text) && isDigit(text[i+1]) && (i == 0 || !isDigit(text[i-1]) && !isLetterAt(text, i-1)):
			t := lexNumber(text, low, i)
			t.glued = i > 1 && text[i-1] == '-' && isLetterAt(text, i-2)
			toks = append(toks, t)
			i = t.end
		case c < utf8.RuneSelf && !isLetter(c):
			toks = append(toks, token{start: i, end: i + 1, kind: symbol, low: low[i : i+1]})
			i++
		default:
			t := lexWord(text, low, i)
			toks = append(toks, t)
			i = t.end
		}
	}
	return toks
}

func lexWord(text, low string, i int) token {
	start := i
	r, w := utf8.DecodeRuneInString(text[i:])
	if v, ok := vulgar(r); ok {
		return token{start: i, end: i + w, kind: number, num: v, low: text[i : i+w]}
	}
	if !unicode.IsLetter(r) {
		return token{start: i, end: i + w, kind: symbol, low: text[i : i+w]}
	}
	for i < len(text) {
		r, w := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && (r != '\'' && r != '’' || i+w >= len(text) || !isLetter(text[i+w])) {
			break
		}
		i += w
	}
	s := low[start:i]
	s = strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "’s")
	return token{start: start, end: i, kind: word, low: s}
}

func lexNumber(text, low string, i int) token {
	start := i
	plain := true
	for i < len(text) && isDigit(text[i]) {
		i++
	}
	// "2,080": groups of exactly three figures, after at most three.
	for i-start <= 3 || !plain {
		if i+3 < len(text) && text[i] == ',' && isDigit(text[i+1]) && isDigit(text[i+2]) && isDigit(text[i+3]) &&
			(i+4 >= len(text) || !isDigit(text[i+4])) {
			i += 4
			plain = false
			continue
		}
		break
	}
	if i+1 < len(text) && text[i] == '.' && isDigit(text[i+1]) {
		plain = false
		i++
		for i < len(text) && isDigit(text[i]) {
			i++
		}
		if i+1 < len(text) && text[i] == '.' && isDigit(text[i+1]) { // "5.1.2": a label
			for i < len(text) && (isDigit(text[i]) || text[i] == '.' && i+1 < len(text) && isDigit(text[i+1])) {
				i++
			}
			return token{start: start, end: i, kind: word, low: low[start:i]}
		}
	}
	if i+1 < len(text) && text[i] == ':' && isDigit(text[i+1]) {
		for i < len(text) && (isDigit(text[i]) || text[i] == ':') {
			i++
		}
		return token{start: start, end: i, kind: clock, low: low[start:i]}
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(text[start:i], ",", ""), 64)
	if err != nil { // unreachable: only figures, commas and one point
		return token{start: start, end: i, kind: word, low: low[start:i]}
	}
	t := token{start: start, end: i, kind: number, num: v, low: low[start:i], plain: plain}
	if r, w := utf8.DecodeRuneInString(text[i:]); w > 1 {
		if f, ok := vulgar(r); ok && plain { // "7½"
			t.num, t.end, t.low, t.plain = v+f, i+w, text[start:i+w], false
			return t
		}
	}
	if i < len(text) && isLetter(text[i]) {
		end := i
		for end < len(text) && (isLetter(text[end]) || isDigit(text[end])) {
			end++
		}
		switch low[i:end] {
		case "st", "nd", "rd", "th":
			t.kind, t.end = ordinal, end
		case "hrs", "hr", "days", "day", "hours", "hour", "months", "years": // a blank lost in scanning: "90days"
		default: // "15A", "401k"
			return token{start: start, end: end, kind: word, low: low[start:end]}
		}
	}
	return t
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
func isLetterAt(s string, i int) bool {
	return i >= 0 && i < len(s) && isLetter(s[i])
}

// lower folds ASCII capitals and keeps every byte in its place.
func lower(s string) string {
	for i := range len(s) {
		if s[i] >= 'A' && s[i] <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if b[i] >= 'A' && b[i] <= 'Z' {
					b[i] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}

// vulgar is the value of a fraction that is one character.
func vulgar(r rune) (float64, bool) {
	switch r {
	case '¼':
		return 0.25, true
	case '½':
		return 0.5, true
	case '¾':
		return 0.75, true
	case '⅓':
		return 1.0 / 3, true
	case '⅔':
		return 2.0 / 3, true
	case '⅛':
		return 0.125, true
	case '⅜':
		return 0.375, true
	case '⅝':
		return 0.625, true
	case '⅞':
		return 0.875, true
	}
	return 0, false
}
