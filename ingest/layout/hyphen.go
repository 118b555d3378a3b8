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
	var halves [][2]string
	words := map[string]int{} // those that are asked about
	text := d.Text
	f := 0
	rare := strings.Contains(text, "\u00ad") || strings.Contains(text, "\u2010")
	for i := 1; i < len(text); i++ {
		if !rare {
			k := strings.IndexByte(text[i:], '-')
			if k < 0 {
				break
			}
			i += k
		}
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
		a, b := wordBefore(text, i), wordAfter(text, pos)
		for _, w := range []string{a, b, a + b, a + "-" + b} {
			words[w] = 0
		}
		out, halves = append(out, corpus.Hyphen{Span: corpus.Span{Start: i, End: pos}}), append(halves, [2]string{a, b})
		i = pos
	}
	if len(out) == 0 {
		return nil
	}
	countWords(text, words)
	for k := range out {
		a, b := halves[k][0], halves[k][1]
		switch joined, hyphened := words[a+b], words[a+"-"+b]; {
		case text[out[k].Span.Start] != '-': // a soft hyphen stands only where a word is broken
		case joined > hyphened:
		case hyphened > 0:
			out[k].Keep = true
		case words[a] > 1 && words[b] > 0 || b == "and" || b == "or" || b == "to":
			out[k].Keep = true
		}
	}
	return out
}

// hyphenAt is the length of the hyphen at i: "-", a soft hyphen or U+2010; 0 if
// there is none.
func hyphenAt(text string, i int) int {
	switch c := text[i]; {
	case c == '-':
		return 1
	case c < utf8.RuneSelf:
		return 0
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

// countWords counts those words of text, in lower case, that words has; hyphened
// words within a line count both whole and in parts.
func countWords(text string, words map[string]int) {
	var low []byte
	count := func(from, to int) {
		low = low[:0]
		for i := from; i < to; i++ {
			c := text[i]
			if c >= utf8.RuneSelf {
				if w := strings.ToLower(text[from:to]); hasWord(words, w) {
					words[w]++
				}
				return
			}
			if c >= 'A' && c <= 'Z' {
				c |= 0x20
			}
			low = append(low, c)
		}
		if n, ok := words[string(low)]; ok {
			words[string(low)] = n + 1
		}
	}
	for i := 0; i < len(text); {
		n := letterAt(text, i)
		if n == 0 {
			i++
			continue
		}
		start, part, hyphened := i, i, false
		for i < len(text) {
			if n := letterAt(text, i); n > 0 {
				i += n
				continue
			}
			if text[i] == '-' && letterAt(text, i+1) > 0 {
				count(part, i)
				hyphened = true
				i++
				part = i
				continue
			}
			break
		}
		if hyphened {
			count(part, i)
		}
		// The first half of a word broken at a line end is no word of its own.
		if i >= len(text) || hyphenAt(text, i) == 0 {
			count(start, i)
		}
	}
}

func hasWord(words map[string]int, w string) bool {
	_, ok := words[w]
	return ok
}

// letterAt is the length of the letter at i, or 0 if there is none.
func letterAt(text string, i int) int {
	if i >= len(text) {
		return 0
	}
	c := text[i]
	if c < utf8.RuneSelf {
		if c|0x20 >= 'a' && c|0x20 <= 'z' {
			return 1
		}
		return 0
	}
	r, n := utf8.DecodeRuneInString(text[i:])
	if unicode.IsLetter(r) {
		return n
	}
	return 0
}
