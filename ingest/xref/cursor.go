package xref

import (
	"strings"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
)

// A cursor reads clean text from left to right.
type cursor struct {
	s string
	p int
}

func (c *cursor) rest() string { return c.s[c.p:] }

func (c *cursor) spaces() {
	for c.p < len(c.s) && c.s[c.p] == ' ' {
		c.p++
	}
}

// take passes over lit, in that very case, if it stands at the cursor.
func (c *cursor) take(lit string) bool {
	if strings.HasPrefix(c.rest(), lit) {
		c.p += len(lit)
		return true
	}
	return false
}

// dash passes over a hyphen or dash.
func (c *cursor) dash() bool { return c.take("-") || c.take("–") || c.take("—") }

// word is the run of ASCII letters at p, with the place after it.
func wordAt(s string, p int) string {
	e := p
	for e < len(s) && letter(s[e]) {
		e++
	}
	return s[p:e]
}

// takeWord passes over one of the words, in any case, if it stands whole at the
// cursor.
func (c *cursor) takeWord(words ...string) bool {
	w := wordAt(c.s, c.p)
	if w == "" || !boundary(c.s, c.p+len(w)) {
		return false
	}
	for _, x := range words {
		if strings.EqualFold(w, x) {
			c.p += len(w)
			return true
		}
	}
	return false
}

// seq passes over words with blanks between them.
func (c *cursor) seq(words ...string) bool {
	save := c.p
	for n, w := range words {
		if n > 0 {
			if !c.take(" ") {
				c.p = save
				return false
			}
		}
		if !c.takeWord(w) {
			c.p = save
			return false
		}
	}
	return true
}

func letter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }
func digit(b byte) bool  { return '0' <= b && b <= '9' }
func upper(b byte) bool  { return 'A' <= b && b <= 'Z' }
func lower(b byte) bool  { return 'a' <= b && b <= 'z' }

// boundary reports whether a word may end or begin at p: no letter, digit or
// apostrophe with a letter goes on there.
func boundary(s string, p int) bool {
	if p >= len(s) {
		return true
	}
	b := s[p]
	if letter(b) || digit(b) {
		return false
	}
	return b < utf8.RuneSelf || !strings.HasPrefix(s[p:], "’") || p+3 >= len(s) || !letter(s[p+3])
}

// startsWord reports whether a word may begin at p.
func startsWord(s string, p int) bool {
	return p == 0 || !letter(s[p-1]) && !digit(s[p-1]) && s[p-1] != '\''
}

// kindWord reads a word that names a kind of provision at p: its kind, the
// paper's own word for a kind of appendix or letter, whether it is a plural, and
// its length; 0 if there is none. It is stricter than what staff type: running
// text has "part time" and "schedule" in other senses, so some words need a
// capital.
func kindWord(s string, p int) (kind corpus.Kind, word string, plural bool, n int) {
	if strings.HasPrefix(s[p:], "§§") {
		return corpus.Section, "", true, len("§§")
	}
	if strings.HasPrefix(s[p:], "§") {
		return corpus.Section, "", false, len("§")
	}
	w := wordAt(s, p)
	if len(w) < 3 || len(w) > 12 {
		return "", "", false, 0
	}
	var buf [12]byte
	for i := range len(w) {
		buf[i] = w[i] | 0x20
	}
	n = len(w)
	dot := func() int { // an abbreviation takes its stop
		if p+n < len(s) && s[p+n] == '.' {
			return n + 1
		}
		return n
	}
	capital := upper(w[0])
	switch string(buf[:n]) {
	case "article":
		return corpus.Article, "", false, n
	case "articles":
		return corpus.Article, "", true, n
	case "art":
		if capital && dot() > n {
			return corpus.Article, "", false, dot()
		}
	case "part":
		if capital {
			return corpus.Part, "", false, n
		}
	case "parts":
		if capital {
			return corpus.Part, "", true, n
		}
	case "section":
		return corpus.Section, "", false, n
	case "sections":
		return corpus.Section, "", true, n
	case "sec", "sect":
		if dot() > n || capital {
			return corpus.Section, "", false, dot()
		}
	case "secs":
		return corpus.Section, "", true, dot()
	case "sub":
		rest := s[p+n:]
		for _, form := range []struct {
			text   string
			kind   corpus.Kind
			plural bool
		}{{"-sections", corpus.Subsection, true}, {"-section", corpus.Subsection, false},
			{"-paragraphs", corpus.Paragraph, true}, {"-paragraph", corpus.Paragraph, false},
			{" sections", corpus.Subsection, true}, {" section", corpus.Subsection, false}} {
			if len(rest) >= len(form.text) && strings.EqualFold(rest[:len(form.text)], form.text) && boundary(rest, len(form.text)) {
				return form.kind, "", form.plural, n + len(form.text)
			}
		}
	case "subsection":
		return corpus.Subsection, "", false, n
	case "subsections":
		return corpus.Subsection, "", true, n
	case "paragraph", "subparagraph", "clause", "item":
		return corpus.Paragraph, "", false, n
	case "paragraphs", "clauses", "items":
		return corpus.Paragraph, "", true, n
	case "para", "par":
		if dot() > n {
			return corpus.Paragraph, "", false, dot()
		}
	case "appendix":
		return corpus.Appendix, "", false, n
	case "appendices", "appendixes":
		return corpus.Appendix, "", true, n
	case "exhibit", "schedule", "attachment", "addendum", "annex":
		if capital {
			return corpus.Appendix, w[:1] + strings.ToLower(w[1:]), false, n
		}
	case "exhibits", "schedules", "attachments":
		if capital {
			return corpus.Appendix, w[:1] + strings.ToLower(w[1:n-1]), true, n
		}
	case "letter", "letters", "memorandum", "memoranda":
		return letterWord(s, p, w)
	case "lou", "lous":
		if w[:3] == "LOU" {
			return corpus.Letter, "", n == 4, n
		}
	case "loi":
		if w == "LOI" {
			return corpus.Letter, "Letter of Intent", false, n
		}
	case "mou":
		if w == "MOU" {
			return corpus.Letter, "Memorandum of Understanding", false, n
		}
	case "moa":
		if w == "MOA" {
			return corpus.Letter, "Memorandum of Agreement", false, n
		}
	}
	return "", "", false, 0
}

// letterWord reads "Letter of Understanding", "Letters of Agreement",
// "Memorandum of Understanding".
func letterWord(s string, p int, w string) (corpus.Kind, string, bool, int) {
	c := cursor{s, p + len(w)}
	plural := strings.EqualFold(w, "letters") || strings.EqualFold(w, "memoranda")
	first := "Letter"
	if w[0]|0x20 == 'm' {
		first = "Memorandum"
	}
	if !c.take(" of ") && !c.take(" Of ") && !c.take(" OF ") {
		return "", "", false, 0
	}
	for _, of := range []string{"Understanding", "Agreement", "Intent"} {
		if c.takeWord(of) {
			word := first + " of " + of
			if word == "Letter of Understanding" {
				word = ""
			}
			return corpus.Letter, word, plural, c.p - p
		}
	}
	return "", "", false, 0
}
