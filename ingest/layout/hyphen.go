package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
)

// hyphens finds words broken at a line end: a letter, a hyphen, white space
// with a line end (furniture may lie between), a lower-case letter. Whether the
// hyphen belongs to the word is asked of the document: if it has the joined
// word elsewhere, the hyphen goes; if it has the hyphened one, it stays;
// otherwise it stays when both halves are words here ("full-time"), since a
// hyphen shown too many loses nothing and one too few makes a word that the
// source does not have.
func hyphens(d *Document) []corpus.Hyphen {
	var out []corpus.Hyphen
	var words map[string]int
	text := d.Text
	f := 0
	for i := 1; i < len(text); i++ {
		h := hyphenAt(text, i)
		if h == 0 || !letterBefore(text, i) {
			continue
		}
		pos := i + h
		lines := 0
		for pos < len(text) {
			for f < len(d.Furniture) && d.Furniture[f].Span.End <= pos {
				f++
			}
			if f < len(d.Furniture) && d.Furniture[f].Span.Start <= pos {
				if d.Furniture[f].Kind != corpus.Markup {
					lines++
				}
				pos = d.Furniture[f].Span.End
				continue
			}
			r, w := utf8.DecodeRuneInString(text[pos:])
			if !unicode.IsSpace(r) {
				break
			}
			if r == '\n' || r == '\f' {
				lines++
			}
			pos += w
		}
		r, _ := utf8.DecodeRuneInString(text[min(pos, len(text)-1):])
		if lines == 0 || pos >= len(text) || !unicode.IsLower(r) {
			continue
		}
		if words == nil {
			words = vocabulary(text)
		}
		a, b := wordBefore(text, i), wordAfter(text, pos)
		keep := true
		switch joined, hyphened := words[a+b], words[a+"-"+b]; {
		case text[i] != '-': // a soft hyphen stands only where a word is broken
			keep = false
		case joined > hyphened:
			keep = false
		case hyphened > 0:
		case words[a] > 1 && words[b] > 0 || b == "and" || b == "or" || b == "to":
		default:
			keep = false
		}
		out = append(out, corpus.Hyphen{Span: corpus.Span{Start: i, End: pos}, Keep: keep})
		i = pos
	}
	return out
}

// hyphenAt is the length of the hyphen at i: "-", a soft hyphen or U+2010; 0 if
// there is none.
func hyphenAt(text string, i int) int {
	switch {
	case text[i] == '-':
		return 1
	case strings.HasPrefix(text[i:], "\u00ad"):
		return 2
	case strings.HasPrefix(text[i:], "\u2010"):
		return 3
	}
	return 0
}

func letterBefore(text string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:i])
	return unicode.IsLetter(r)
}

func wordBefore(text string, i int) string {
	j := i
	for j > 0 {
		r, w := utf8.DecodeLastRuneInString(text[:j])
		if !unicode.IsLetter(r) {
			break
		}
		j -= w
	}
	return strings.ToLower(text[j:i])
}

func wordAfter(text string, i int) string {
	j := i
	for j < len(text) {
		r, w := utf8.DecodeRuneInString(text[j:])
		if !unicode.IsLetter(r) {
			break
		}
		j += w
	}
	return strings.ToLower(text[i:j])
}

// vocabulary counts the words of text in lower case, hyphened words within a
// line both whole and in parts.
func vocabulary(text string) map[string]int {
	words := map[string]int{}
	for i := 0; i < len(text); {
		r, w := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) {
			i += w
			continue
		}
		start, hyphened := i, false
		part := i
		for i < len(text) {
			r, w := utf8.DecodeRuneInString(text[i:])
			if unicode.IsLetter(r) {
				i += w
				continue
			}
			if r == '-' && i+1 < len(text) {
				if n, _ := utf8.DecodeRuneInString(text[i+1:]); unicode.IsLetter(n) {
					words[strings.ToLower(text[part:i])]++
					hyphened = true
					i++
					part = i
					continue
				}
			}
			break
		}
		if hyphened {
			words[strings.ToLower(text[part:i])]++
		}
		// The first half of a word broken at a line end is no word of its own.
		if i >= len(text) || hyphenAt(text, i) == 0 {
			words[strings.ToLower(text[start:i])]++
		}
	}
	return words
}
