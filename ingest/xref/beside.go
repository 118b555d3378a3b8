package xref

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// thisKind reads "this Article", "this Health and Safety Article", "said
// Section" at p; end is 0 if there is none.
func (g *grammar) thisKind(p int) (kind corpus.Kind, end int) {
	c := cursor{g.s, p}
	if !c.takeWord("this", "said", "same") && !c.seq("the", "same") {
		return "", 0
	}
	if !c.take(" ") {
		return "", 0
	}
	for n := range 5 {
		if k := readKind(c.s, c.p); k.n > 0 && !k.plural {
			if n > 0 && !upper(c.s[c.p]) {
				return "", 0
			}
			if w := strings.ToLower(wordAt(c.s, c.p)); w == "item" || w == "clause" || w == "art" || w == "sec" {
				return "", 0
			}
			if !boundary(c.s, c.p+k.n) {
				return "", 0
			}
			return k.kind, c.p + k.n
		}
		if c.takeWord("letter") && boundary(c.s, c.p) { // "this Letter"
			if wordAt(c.s, c.p-6)[0] == 'L' {
				return corpus.Letter, c.p
			}
			return "", 0
		}
		w := wordAt(c.s, c.p)
		if w == "" || !upper(w[0]) && (n == 0 || w != "and" && w != "of") {
			return "", 0
		}
		c.p += len(w)
		if !c.take(" ") {
			return "", 0
		}
	}
	return "", 0
}

// title reads a title beside a number: " (Layoff and Recall)", " - Retirement
// Benefits", ", Drug and Alcohol Testing". It does not move c.
func (g *grammar) title(c *cursor) string {
	d := *c
	return g.skipTitle(&d)
}

// skipTitle passes over a title and returns it.
func (g *grammar) skipTitle(c *cursor) string {
	save := c.p
	c.take(".")
	c.spaces()
	closing := ""
	switch {
	case c.take("("):
		closing = ")"
	case c.take(`"`), c.take(", \""):
		closing = `"`
	case c.take("“"), c.take(", “"):
		closing = "”"
	case c.dash():
	case c.take(","):
	default:
		c.p = save
		return ""
	}
	c.spaces()
	start := c.p
	if start >= len(c.s) || !upper(c.s[start]) {
		c.p = save
		return ""
	}
	if k := readKind(c.s, start); k.n > 0 && closing == "" {
		c.p = save
		return ""
	}
	if closing != "" {
		end := strings.Index(c.s[start:min(len(c.s), start+80)], closing)
		if end < 4 {
			c.p = save
			return ""
		}
		c.p = start + end + len(closing)
		return strings.Trim(c.s[start:start+end], " ,.")
	}
	end := capitalRun(c.s, start)
	if end-start < 4 {
		c.p = save
		return ""
	}
	c.p = end
	return c.s[start:end]
}

// capitalRun is the end of the run of capitalised words from p on, small joining
// words between them included.
func capitalRun(s string, p int) int {
	end := p
	for range 12 {
		e := p
		for e < len(s) && (letter(s[e]) || s[e] == '\'' || s[e] == '/' || s[e] == '&' || s[e] == '-' || s[e] >= 0x80) {
			e++
		}
		w := s[p:e]
		switch {
		case w == "":
			return end
		case upper(w[0]) || w == "&":
			if !strings.EqualFold(w, "section") && !strings.EqualFold(w, "article") {
				end = e
			} else {
				return end
			}
		case w == "and" || w == "of" || w == "for" || w == "the" || w == "in" || w == "or" || w == "to" || w == "from" || w == "on" || w == "with":
		default:
			return end
		}
		if e >= len(s) || s[e] != ' ' {
			return end
		}
		p = e + 1
	}
	return end
}
