package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A citeToken is a word or a mark of a citation as typed.
type citeToken struct {
	text  string // a word (letters, digits, apostrophes) or one mark
	start int    // byte offset in the input
	end   int
	space bool // white space stands before it
}

func (t citeToken) word() bool {
	r, _ := utf8.DecodeRuneInString(t.text)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func (t citeToken) is(words ...string) bool {
	for _, w := range words {
		if strings.EqualFold(t.text, w) {
			return true
		}
	}
	return false
}

// lexCitation splits s into words and marks.
func lexCitation(s string) []citeToken {
	var toks []citeToken
	space := false
	for i := 0; i < len(s); {
		r, w := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) {
			space = true
			i += w
			continue
		}
		start := i
		i += w
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			for i < len(s) {
				r, w := utf8.DecodeRuneInString(s[i:])
				if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '\'' && r != '’' && r != '&' {
					break
				}
				i += w
			}
		}
		toks = append(toks, citeToken{s[start:i], start, i, space})
		space = false
	}
	return toks
}

// citeWord reads the word that names a kind at toks[0] on, and says how many
// tokens it took; 0 if there is none. "sec.", "sub-section" and "letter of
// understanding" are one word each.
func citeWord(toks []citeToken) (kind Kind, word string, n int) {
	if len(toks) == 0 {
		return "", "", 0
	}
	at := func(k int) string {
		if k < len(toks) {
			return strings.ToLower(toks[k].text)
		}
		return ""
	}
	stop := func(n int) int { // takes the full stop of an abbreviation
		if at(n) == "." {
			return n + 1
		}
		return n
	}
	switch w := at(0); w {
	case "article", "articles":
		return Article, "", 1
	case "art", "arts":
		return Article, "", stop(1)
	case "part", "parts":
		return Part, "", 1
	case "pt":
		return Part, "", stop(1)
	case "section", "sections", "§":
		if w == "§" && at(1) == "§" {
			return Section, "", 2
		}
		return Section, "", 1
	case "sec", "secs", "sect":
		return Section, "", stop(1)
	case "subsection", "subsections":
		return Subsection, "", 1
	case "subsec", "subsect":
		return Subsection, "", stop(1)
	case "sub":
		if at(1) == "-" {
			switch at(2) {
			case "section", "sections":
				return Subsection, "", 3
			case "sec":
				return Subsection, "", stop(3)
			case "paragraph":
				return Paragraph, "", 3
			}
		}
	case "paragraph", "paragraphs", "subparagraph", "¶", "item", "items", "clause":
		return Paragraph, "", 1
	case "para", "par":
		return Paragraph, "", stop(1)
	case "appendix", "appendices":
		return Appendix, "", 1
	case "app", "appx":
		return Appendix, "", stop(1)
	case "exhibit", "schedule", "attachment", "addendum", "annex":
		return Appendix, strings.ToUpper(w[:1]) + w[1:], 1
	case "lou":
		return Letter, "", stop(1)
	case "loi":
		return Letter, "Letter of Intent", stop(1)
	case "loa":
		return Letter, "Letter of Agreement", stop(1)
	case "mou":
		return Letter, "Memorandum of Understanding", stop(1)
	case "moa":
		return Letter, "Memorandum of Agreement", stop(1)
	case "letter", "letters", "memorandum", "memoranda", "side":
		return letterWord(at)
	case "rule", "chapter", "step":
		return "", strings.ToUpper(w[:1]) + w[1:], 1
	case "page":
		return "", "Page", 1
	case "pg":
		return "", "Page", stop(1)
	case "p":
		if at(1) == "." {
			return "", "Page", 2
		}
	case "preamble":
		return Preamble, "", 1
	case "introduction":
		return Introduction, "", 1
	case "signature":
		if at(1) == "page" {
			return Signature, "", 2
		}
	case "index":
		return Index, "", 1
	}
	return "", "", 0
}

// letterWord reads the kinds of letters: "letter of understanding", "memorandum
// of agreement", "side letter", a bare "letter".
func letterWord(at func(int) string) (Kind, string, int) {
	first := "Letter"
	switch at(0) {
	case "memorandum", "memoranda":
		first = "Memorandum"
	case "side":
		if at(1) == "letter" {
			return Letter, "Side Letter", 2
		}
		return "", "", 0
	}
	if at(1) == "of" {
		switch at(2) {
		case "understanding":
			if first == "Letter" {
				return Letter, "", 3
			}
			return Letter, first + " of Understanding", 3
		case "agreement":
			return Letter, first + " of Agreement", 3
		case "intent":
			return Letter, first + " of Intent", 3
		}
	}
	if first == "Letter" {
		return Letter, "Letter", 1
	}
	return "", "", 0
}

// numbered reports whether steps of that kind and word need a number or a name.
func numbered(kind Kind) bool {
	switch kind {
	case Preamble, Introduction, Signature, Index:
		return false
	}
	return true
}

// citeNumber reads a number at toks[0] on: "9", "15A", "15 - A", "F-2", "5.01",
// "IX", "C", "Nine". A chain of sub-numbers after it ("H.3.b") is left to the
// caller. It returns how many tokens it took, 0 if there is none.
func citeNumber(toks []citeToken) (string, int) {
	if len(toks) == 0 || !toks[0].word() {
		return "", 0
	}
	num := toks[0].text
	if v := numberWord(num); v > 0 {
		return itoa(v), 1
	}
	if !labelText(num) {
		return "", 0
	}
	n := 1
	text := func(k int) string {
		if k < len(toks) {
			return toks[k].text
		}
		return ""
	}
	glued := func(k int) bool { return k < len(toks) && !toks[k].space }
	// A hyphenated second half: "F-2", "15-A", "15 - A"; not "15 - Layoff", and
	// "5-8" is a range unless a letter stands first ("C-27") or it is a rule's
	// number.
	if text(n) == "-" && n+1 < len(toks) && glued(n) == glued(n+1) {
		next := text(n + 1)
		digits, letters := allDigits(num), allLetters(num) && len(num) == 1
		if digits && len(next) == 1 && allLetters(next) || letters && allDigits(next) && len(next) < 4 {
			num += "-" + next
			n += 2
		}
	}
	// Decimal numbering: "5.01", "16.11" is one label.
	for allDigits(lastPart(num)) && allDigits(toks[0].text) && text(n) == "." && glued(n) && glued(n+1) && allDigits(text(n+1)) && len(text(n+1)) < 4 {
		num += "." + text(n+1)
		n += 2
	}
	return num, n
}

// lastPart is what stands behind the last stop or hyphen of a number.
func lastPart(num string) string { return num[strings.LastIndexAny(num, ".-")+1:] }

// labelText reports whether a word can be the number of a provision: up to four
// digits with at most two letters after them, one or two letters and up to two
// digits, a doubled letter, or a roman numeral.
func labelText(s string) bool {
	if !asciiWord(s) {
		return false
	}
	d := 0
	for d < len(s) && digit(s[d]) {
		d++
	}
	if d > 0 {
		return d <= 4 && len(s)-d <= 1 && (len(s) == d || allLetters(s[d:]))
	}
	if len(s) == 1 || len(s) == 2 && s[0] == s[1] {
		return true
	}
	if allDigits(s[1:]) && len(s) <= 3 {
		return true
	}
	v, ok := RomanValue(s)
	return ok && v < 200
}

func asciiWord(s string) bool {
	for i := range len(s) {
		if c := s[i]; !digit(c) && (c|0x20 < 'a' || c|0x20 > 'z') {
			return false
		}
	}
	return s != ""
}
