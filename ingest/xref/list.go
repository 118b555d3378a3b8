package xref

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// more reads what a list or range adds after its item last: nil if nothing.
func (g *grammar) more(c *cursor, k kindAt, last item) []item {
	save := c.p
	fail := func() []item { c.p = save; return nil }
	c.take(".")
	if strings.HasPrefix(c.rest(), "- and ") { // a stop that scanning made a dash
		c.p++
	}
	dotted := c.p > save
	if c.dash() || c.spacedDash() {
		return g.through(c, k, last, save, k.plural || len(last.steps) > 1)
	}
	space := strings.HasPrefix(c.rest(), " ")
	c.spaces()
	switch {
	case c.takeWord("through", "thru"):
		return g.through(c, k, last, save, true)
	case k.plural && c.takeWord("to"):
		return g.through(c, k, last, save, true)
	case c.take(","), c.take(";"):
		c.spaces()
		_ = c.takeWord("and") || c.takeWord("or")
	case c.seq("and"), c.takeWord("or"), c.take("&"):
		if c.take("/") && !c.takeWord("or") {
			return fail()
		}
	case c.take("/") && !space && !dotted:
	default:
		return fail()
	}
	c.spaces()
	start := c.p
	// "F.3(b) and (c)": another number at the level of the last one.
	if strings.HasPrefix(c.rest(), "(") && len(last.steps) > 1 {
		c.p++
		if pin := c.pin(); pin != "" && c.take(")") {
			it := item{steps: append([]corpus.Step{}, last.steps[:len(last.steps)-1]...), start: start, in: last.in}
			it.steps = append(it.steps, corpus.Step{Number: pin})
			for _, deeper := range c.pins("") {
				it.steps = append(it.steps, corpus.Step{Number: deeper})
			}
			it.end = c.p
			return []item{it}
		}
		return fail()
	}
	it, ok := g.label(c, k)
	if ok && sibling(it, last) && g.goesOn(c, k, it, item{steps: it.steps}) {
		it.steps[0].Kind = ""
		it.steps = append(append([]corpus.Step{}, last.steps[:len(last.steps)-1]...), it.steps...)
		it.in = last.in
		return []item{it}
	}
	if ok && g.below(c, k, it, last) {
		it.steps[0].Kind = ""
		it.steps = append(append([]corpus.Step{}, last.steps[0]), it.steps...)
		it.start, it.in = last.start, last.in
		return []item{it}
	}
	if !ok || !g.goesOn(c, k, it, last) {
		return fail()
	}
	return []item{it}
}

// sibling reports whether a letter behind "and" is another item beside the last
// one: "Section 20.1A and B", "Article 12 A, B and C".
func sibling(it, last item) bool {
	n, before := it.steps[0].Number, last.steps[len(last.steps)-1]
	return len(it.steps) == 1 && len(last.steps) > 1 && before.Kind == "" && len(n) == 1 && len(before.Number) == 1 &&
		letter(n[0]) && letter(before.Number[0]) && upper(n[0]) == upper(before.Number[0]) && n[0] > before.Number[0]
}

// below reports whether a letter behind a comma is a level below the number
// before it: "Article XX, A(3)", "Section 2, F,". A list of articles or sections
// does not go from numbers to letters.
func (g *grammar) below(c *cursor, k kindAt, it, last item) bool {
	n, before := it.steps[0].Number, last.steps[0].Number
	if k.plural || k.kind != corpus.Article && k.kind != corpus.Section || digit(n[0]) || !digit(before[0]) && len(before) < 2 {
		return false
	}
	if _, roman := corpus.RomanValue(n); len(n) != 1 && (!roman || !upper(n[0]) || !digit(before[0])) { // "Section 4, IV, B.2"
		return false
	}
	return len(it.steps) > 1 || c.p < len(c.s) && strings.ContainsRune(".,;)", rune(c.s[c.p]))
}

// spacedDash passes over " - " between two numbers.
func (c *cursor) spacedDash() bool {
	save := c.p
	c.spaces()
	if c.p > save && c.dash() && strings.HasPrefix(c.rest(), " ") {
		c.spaces()
		if c.p < len(c.s) && (digit(c.s[c.p]) || boundary(c.s, c.p+1)) {
			return true
		}
	}
	c.p = save
	return false
}

// through reads the end of a range whose first member is last, and gives one
// item for each member, all at the range's words.
func (g *grammar) through(c *cursor, k kindAt, last item, save int, allowed bool) []item {
	c.spaces()
	own := last.steps[len(last.steps)-1].Number
	to := ""
	if len(last.steps) > 1 {
		bracket := c.take("(")
		to = c.pin()
		if bracket && !c.take(")") {
			to = ""
		}
	} else if n, ok := c.number(k.kind); ok {
		to = n
	}
	if to == "" || !allowed || !boundary(c.s, c.p) {
		c.p = save
		return nil
	}
	all := members(own, to)
	if all == nil && len(last.steps) == 1 && last.steps[0].Kind == corpus.Section {
		// "Sections 16.1 through 16.4", "Sections H.1 - 4"
		if a, x, ok := strings.Cut(own, "."); ok {
			if b, y, ok := strings.Cut(to, "."); ok && a == b {
				for _, n := range members(x, y) {
					all = append(all, a+"."+n)
				}
			}
		}
	}
	if all == nil {
		c.p = save
		return nil
	}
	var out []item
	for _, n := range all {
		it := item{steps: append([]corpus.Step{}, last.steps...), start: last.start, end: c.p, in: last.in}
		it.steps[len(it.steps)-1].Number = n
		out = append(out, it)
	}
	return out
}

// goesOn reports whether number it, read behind a comma or "and", belongs to the
// list: "Sections A, B and C", not "Section 5 and 10 days" or "Section 3, 40
// hours".
func (g *grammar) goesOn(c *cursor, k kindAt, it, last item) bool {
	a, b := it.steps[0].Number, last.steps[max(0, firstOf(last.steps, k.kind))].Number
	if !k.plural && digit(a[0]) != digit(b[0]) {
		return false
	}
	rest := c.rest()
	if rest == "" || strings.ContainsRune(".,;:)]”\"/-–", rune(rest[0])) || rest[0] == '(' {
		return len(rest) < 2 || rest[0] != ',' || !digit(rest[1]) // "5, 10,000"
	}
	if rest[0] != ' ' {
		return strings.HasPrefix(rest, "–") || strings.HasPrefix(rest, "—") || strings.HasPrefix(rest, "”")
	}
	d := cursor{c.s, c.p + 1}
	if d.takeWord("day", "days", "hour", "hours", "week", "weeks", "month", "months", "year", "years", "percent", "minutes",
		"consecutive", "working", "calendar", "employees", "times", "additional", "full", "business", "work") || d.take("%") {
		return false
	}
	if d.takeWord("of", "and", "or", "through", "above", "below", "shall", "is", "are", "may", "will", "have", "has", "to", "in", "for",
		"hereof", "do", "does", "apply", "applies", "were", "was", "which", "that", "as", "by", "with", "must", "when", "if", "from",
		"under", "on", "until", "unless", "upon", "not", "can", "the", "hereinabove", "before", "would", "also", "but") {
		return true
	}
	return k.plural
}

// firstOf is the index of the step of that kind, -1 if there is none.
func firstOf(steps []corpus.Step, k corpus.Kind) int {
	for n, s := range steps {
		if s.Kind == k {
			return n
		}
	}
	return -1
}
