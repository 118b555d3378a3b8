package layout

import (
	"slices"
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
// source does not have. Words that end in their own hyphen ("in- and outpatient")
// are whole, and words that programs break only behind a hyphen of their own
// ("12-month", "1993-94", "Labor-Management") keep it; see [compound].
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
		if h == 0 || i == 0 {
			continue
		}
		letter := letterBefore(text, i)
		if !letter && !digitAt(text, i-1) {
			continue
		}
		pos := i + h
		lines, blank := 0, false
		for pos < len(text) {
			for f < len(d.Furniture) && d.Furniture[f].Span.End <= pos {
				f++
			}
			if f < len(d.Furniture) && d.Furniture[f].Span.Start <= pos {
				if d.Furniture[f].Kind != corpus.Markup {
					lines++
				}
				blank = true
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
		if lines == 0 || pos >= len(text) {
			continue
		}
		r, _ := utf8.DecodeRuneInString(text[pos:])
		// A heading in capitals is broken as other words are.
		loud := letter && unicode.IsUpper(r) && lines == 1 && !blank && allUpper(text, i, pos)
		if !letter || !unicode.IsLower(r) && !loud {
			// Over a blank line or furniture a dash is likelier.
			if lines == 1 && !blank && compound(text, i, pos) {
				out, halves = append(out, corpus.Hyphen{Span: corpus.Span{Start: i, End: pos}, Keep: true}), append(halves, [2]string{})
			}
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
	for k := range halves { // a half that opens a line is no word of its own
		if b := halves[k][1]; words[b] > 0 {
			words[b]--
		}
	}
	whole := map[int]bool{} // words that end in the hyphen
	for k := range out {
		a, b := halves[k][0], halves[k][1]
		if out[k].Keep {
			continue
		}
		switch joined, hyphened := words[a+b], words[a+"-"+b]; {
		case text[out[k].Span.Start] != '-': // a soft hyphen stands only where a word is broken
		case joined > hyphened:
		case hyphened > 0:
			out[k].Keep = true
		case b == "and" || b == "or" || b == "to" && !strings.HasPrefix(text[out[k].Span.End:], "to-"):
			whole[out[k].Span.Start] = true
		case a == "non" || a == "self": // "non-profit", where only this line has it
			out[k].Keep = true
		case words[a] > 0 && (words[b] > 0 || isUpperAt(text, out[k].Span.End)) || b == "to":
			out[k].Keep = true
		}
	}
	return slices.DeleteFunc(out, func(h corpus.Hyphen) bool { return whole[h.Span.Start] })
}

// allUpper: the halves of a word broken at i, which goes on at pos, are in
// capitals, two letters at least each.
func allUpper(text string, i, pos int) bool {
	from, to := wordStart(text, i), pos
	for _, r := range text[pos:] {
		if !unicode.IsLetter(r) {
			break
		}
		to += utf8.RuneLen(r)
	}
	a, b := text[from:i], text[pos:min(to, len(text))]
	return len(a) > 1 && len(b) > 1 && a == strings.ToUpper(a) && b == strings.ToUpper(b) && unitWord(b) == ""
}

// isUpperAt: a capital stands at i.
func isUpperAt(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsUpper(r)
}

// compound: the hyphen at i is one inside a word or number that goes on at pos,
// where no program breaks a word that has none: "12-" and "month", "1993-" and
// "94", "Labor-" and "Management", "TAX-" and "SHELTERED". Not "Step A-" and
// "Wages", "Article 5-" and "Wages" or "2." of a list, which are dashes.
func compound(text string, i, pos int) bool {
	if digitAt(text, i-1) {
		n := pos
		for digitAt(text, n) {
			n++
		}
		if n > pos {
			return n-pos > 1 && (n == len(text) || text[n] != '.' && text[n] != ')') && numberOpens(text, i)
		}
		r, _ := utf8.DecodeRuneInString(text[pos:])
		w := wordAfter(text, pos)
		return unicode.IsLower(r) && len(w) > 2 && w != "and"
	}
	start := wordStart(text, i)
	a, n := utf8.DecodeRuneInString(text[start:])
	b, _ := utf8.DecodeRuneInString(text[pos:])
	if !unicode.IsUpper(b) || len(wordAfter(text, pos)) < 2 || unitWord(wordAfter(text, pos)) != "" {
		return false
	}
	if start > 0 && text[start-1] == '-' { // "Point-of-" and "Service"
		return true
	}
	return unicode.IsUpper(a) && start+n < i
}

// numberOpens: the digits in front of i are two at least and no part of a unit's
// label or a sum with a sign.
func numberOpens(text string, i int) bool {
	k := i
	for k > 0 && digitAt(text, k-1) {
		k--
	}
	return i-k > 1 && (k == 0 || text[k-1] == ' ' || text[k-1] == '\n' || text[k-1] == '(')
}

func digitAt(text string, i int) bool {
	return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9'
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
	return strings.ToLower(text[wordStart(text, i):i])
}

// wordStart is where the letters in front of i begin.
func wordStart(text string, i int) int {
	for i > 0 {
		r, w := utf8.DecodeLastRuneInString(text[:i])
		if !unicode.IsLetter(r) {
			break
		}
		i -= w
	}
	return i
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
