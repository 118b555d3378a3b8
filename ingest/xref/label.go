package xref

import (
	"strconv"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// number reads the number of a provision at the cursor: "9", "15A", "15-A",
// "IX", "C", "F-2", "G1", "5.01", "Nine", "\"c\"". It moves only if it finds
// one. A small letter alone is a number only where a mark follows it, for "a" is
// a word.
func (c *cursor) number(kind corpus.Kind) (string, bool) {
	save := c.p
	quote := c.take(`"`) || c.take("“") || c.take("'") || c.take("‘")
	c.take("#")
	if c.p < len(c.s) && c.s[c.p] == ' ' && c.p > save { // "# 15"
		c.p++
	}
	num := ""
	switch {
	case c.p < len(c.s) && digit(c.s[c.p]):
		num = c.digits(kind)
	case c.p < len(c.s) && letter(c.s[c.p]):
		num = c.letters(kind, quote)
	}
	if num != "" && quote {
		// The comma or stop may stand inside the marks: Section "c".
		end := c.p
		if !c.take(`"`) && !c.take("”") && !c.take("'") && !c.take("’") {
			num = ""
		}
		_ = end
	}
	if num == "" {
		c.p = save
		return "", false
	}
	return num, true
}

// digits reads a number that begins with a digit.
func (c *cursor) digits(kind corpus.Kind) string {
	start := c.p
	for c.p < len(c.s) && digit(c.s[c.p]) {
		c.p++
	}
	if c.p-start > 4 {
		c.p = start
		return ""
	}
	// "5.01", "16.11": decimal numbering. "3.2" may be Section 3, item 2 as well;
	// looking it up tries both.
	for c.p+1 < len(c.s) && c.s[c.p] == '.' && digit(c.s[c.p+1]) {
		c.p++
		for c.p < len(c.s) && digit(c.s[c.p]) {
			c.p++
		}
	}
	num := c.s[start:c.p]
	switch r := c.rest(); {
	case len(r) > 0 && letter(r[0]) && boundary(r, 1): // "15A"
		num += r[:1]
		c.p++
	case len(r) > 1 && r[0] == '-' && upper(r[1]) && boundary(r, 2): // "15-A"
		num += r[:2]
		c.p += 2
	case kind == corpus.Article && len(r) > 3 && (strings.HasPrefix(r, " - ") || strings.HasPrefix(r, " -- ")) && upper(r[3]) && boundary(r, 4) && len(r) > 4 && r[4] != ' ':
		num += "-" + r[3:4] // "15 - A,"; not "15 - A Guide"
		c.p += 4
	}
	if !boundary(c.s, c.p) || strings.HasPrefix(c.rest(), "%") || strings.HasPrefix(c.rest(), "/") && c.p+1 < len(c.s) && digit(c.s[c.p+1]) {
		c.p = start
		return ""
	}
	return num
}

// letters reads a number that begins with a letter.
func (c *cursor) letters(kind corpus.Kind, quoted bool) string {
	start := c.p
	w := wordAt(c.s, c.p)
	after := c.p + len(w)
	glyph := byte(0)
	if after < len(c.s) {
		glyph = c.s[after]
	}
	if n := numberWord(w); n != "" && boundary(c.s, after) && (kind == corpus.Article || kind == corpus.Section) {
		c.p = after
		return n
	}
	switch {
	case len(w) == 1 && digit(glyph): // "G1", "F2"
		c.p = after
		for c.p < len(c.s) && digit(c.s[c.p]) {
			c.p++
		}
		if c.p-after > 2 || !boundary(c.s, c.p) {
			c.p = start
			return ""
		}
		return c.s[start:c.p]
	case len(w) == 1 && glyph == '-' && after+1 < len(c.s) && digit(c.s[after+1]) && upper(w[0]): // "C-27"
		c.p = after + 1
		for c.p < len(c.s) && digit(c.s[c.p]) {
			c.p++
		}
		return c.s[start:c.p]
	case len(w) == 1 && upper(w[0]) && boundary(c.s, after):
		// "A" and "I" are words too: "Section A grievance" never occurs, but
		// "this Article A" might; a number follows a kind word, so it is one.
		c.p = after
		return w
	case len(w) == 1 && boundary(c.s, after):
		if quoted || strings.ContainsRune(".,;:)(", rune(glyph)) || after == len(c.s) || c.followsLabel(after) {
			c.p = after
			return w
		}
	case len(w) == 2 && w[0] == w[1] && upper(w[0]) && boundary(c.s, after): // "AA"
		c.p = after
		return w
	case len(w) < 9 && boundary(c.s, after) && (w == strings.ToUpper(w) || w == strings.ToLower(w)):
		if _, ok := corpus.RomanValue(w); ok && w != "mix" && w != "dim" && w != "mild" && w != "I" {
			c.p = after
			return w
		}
	}
	return ""
}

// followsLabel reports whether what stands at p can follow a small letter that
// is a number: a word that goes on with the citation.
func (c *cursor) followsLabel(p int) bool {
	d := cursor{c.s, p}
	d.spaces()
	return d.takeWord("and", "or", "through", "thru", "to", "above", "below", "of", "hereof", "shall", "is", "are")
}

func numberWord(w string) string {
	words := [...]string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	for n, x := range words {
		if strings.EqualFold(w, x) {
			return strconv.Itoa(n + 1)
		}
	}
	return ""
}

// pins reads the sub-numbers behind a number: "(b)(2)", ".3", ". b. (4)", " B.5"
// behind an article's number.
func (c *cursor) pins(kind corpus.Kind) []string {
	var pins []string
	for {
		save := c.p
		c.spaces()
		switch {
		case c.take("("):
			if n := c.pin(); n != "" && c.take(")") {
				pins = append(pins, n)
				continue
			}
		case save == c.p && c.take("."):
			glued := c.p < len(c.s) && c.s[c.p] != ' '
			if glued {
				if n := c.pin(); n != "" && boundary(c.s, c.p) {
					pins = append(pins, n)
					continue
				}
				break
			}
			// "F.2. b. (4)": a stop and a blank, then a number with its own mark.
			c.spaces()
			n := c.pin()
			if n != "" && (len(pins) > 0 || digit(n[0]) && letter(c.s[max(0, save-1)])) && c.p < len(c.s) && (c.s[c.p] == '.' || c.s[c.p] == '(' || c.s[c.p] == ')') && !strings.HasPrefix(c.rest(), ". ") {
				pins = append(pins, n)
				continue
			}
			if n != "" && digit(n[0]) && (len(pins) > 0 || letter(c.s[max(0, save-1)])) && (strings.HasPrefix(c.rest(), `"`) || strings.HasPrefix(c.rest(), "”")) {
				pins = append(pins, n) // "Section B. 3" in quotation marks
				continue
			}
			if len(n) == 1 && upper(n[0]) && len(pins) == 0 && digit(c.s[max(0, save-1)]) && strings.HasPrefix(c.rest(), ". ") && len(c.rest()) > 2 && digit(c.rest()[2]) {
				pins = append(pins, n) // "Section 3. B. 3"
				continue
			}
			if n != "" && digit(n[0]) && len(n) < 3 && len(pins) == 0 && letter(c.s[max(0, save-1)]) && strings.HasPrefix(c.rest(), ". ") && len(c.rest()) > 2 && !upper(c.rest()[2]) {
				pins = append(pins, n) // "Section B. 4. and"
				continue
			}
			if n != "" && len(pins) > 0 && strings.HasPrefix(c.rest(), ". (") {
				pins = append(pins, n)
				c.p++
				continue
			}
			c.p = save + 1
			c.spaces()
			if c.take("(") && len(pins) > 0 {
				if n := c.pin(); n != "" && c.take(")") {
					pins = append(pins, n)
					continue
				}
			}
		case kind == corpus.Section && c.p == save+1 && len(pins) == 0 && c.p+4 < len(c.s) && lower(c.s[c.p]) && strings.HasPrefix(c.s[c.p+1:], " of ") && digit(c.s[c.p-2]):
			pins = append(pins, c.s[c.p:c.p+1]) // "Section 12 a of Act No. 156"
			c.p++
			continue
		case kind == corpus.Section && c.p == save+1 && len(pins) == 0 && digit(c.s[save-1]) && c.p+1 < len(c.s) && upper(c.s[c.p]) && strings.IndexByte("),;(", c.s[c.p+1]) >= 0:
			pins = append(pins, c.s[c.p:c.p+1]) // "Section 33.5 F)"
			c.p++
			continue
		case kind == corpus.Article && c.p > save && len(pins) == 0 && c.p < len(c.s) && upper(c.s[c.p]) && boundary(c.s, c.p+1):
			// "Article 24 B.5", "Article 12 L"; a lone "A" or "I" must have a mark.
			n, next := c.s[c.p:c.p+1], byte(0)
			if c.p+1 < len(c.s) {
				next = c.s[c.p+1]
			}
			if n != "A" && n != "I" || next == '.' || next == ',' || next == '(' || next == ')' {
				c.p++
				pins = append(pins, n)
				continue
			}
		}
		c.p = save
		return pins
	}
}

// pin reads one short sub-number: up to two digits, a letter, two equal letters
// or a small roman numeral.
func (c *cursor) pin() string {
	start := c.p
	e := start
	for e < len(c.s) && digit(c.s[e]) {
		e++
	}
	if e == start {
		for e < len(c.s) && letter(c.s[e]) {
			e++
		}
	}
	n := c.s[start:e]
	switch {
	case n == "":
		return ""
	case digit(n[0]):
		if len(n) > 2 {
			return ""
		}
	case len(n) == 1, len(n) == 2 && n[0] == n[1]:
	default:
		if _, ok := corpus.RomanValue(n); !ok || len(n) > 5 {
			return ""
		}
	}
	c.p = e
	return n
}

// members lists the numbers from a to b, both included: "1" to "4", "B" to "G",
// "i" to "iv". Empty when they are of different sorts, do not rise, or are more
// than thirty, which no citation means.
func members(a, b string) []string {
	if x, err := strconv.Atoi(a); err == nil {
		y, err := strconv.Atoi(b)
		if err != nil || y <= x || y-x > 30 {
			return nil
		}
		var out []string
		for n := x; n <= y; n++ {
			out = append(out, strconv.Itoa(n))
		}
		return out
	}
	if len(a) == 1 && len(b) == 1 && letter(a[0]) && letter(b[0]) && lower(a[0]) == lower(b[0]) && a[0] < b[0] {
		var out []string
		for n := a[0]; n <= b[0]; n++ {
			out = append(out, string(n))
		}
		return out
	}
	x, ok := corpus.RomanValue(a)
	y, ok2 := corpus.RomanValue(b)
	if !ok || !ok2 || y <= x || y-x > 30 {
		return nil
	}
	var out []string
	for n := x; n <= y; n++ {
		out = append(out, strconv.Itoa(n)) // looked up by value
	}
	return out
}
