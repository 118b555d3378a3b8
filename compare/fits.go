package compare

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// Windows around a value, in bytes of clean text, within its sentence and
// between semicolons. What a value is may be said some way off ("Any grievance
// that is not presented in writing within the thirty days that follow …"); what
// makes it another one stands close.
const (
	saysBefore, saysAfter = 260, 170
	notBefore, notAfter   = 110, 80
)

// fits is how well a term fits a value looked for, 0 if it does not. line is
// what its sentence says on the topic, title how far the unit's title is the
// topic's.
func (v *view) fits(s int, t *corpus.Term, want *wanted, line float64, rank int, title float64) float64 {
	share := v.cued(s, want.cues)
	near := v.nearness(s, t, want.cues, want.own)
	late := 0.15 * float64(min(rank, 3))
	if len(want.says) == 0 {
		// Without words that tell it, a value must stand in a sentence on the topic,
		// near a cue, in one of the first provisions.
		if line == 0 && (share == 0 || title < 0.6) || rank > 2 || near == 0 && len(want.cues) > 0 {
			return 0
		}
		return min(line, 1) + share + near - 0.25*float64(rank)
	}
	// In further provisions only a sentence that itself is on the topic speaks for
	// it: "leave for up to ten days" under another title is another leave.
	if rank > 0 && line == 0 && title < 0.6 || rank > 1 && line < 0.6 || rank > 3 && line < 1 {
		return 0
	}
	x := &v.sents[s]
	told := v.around(x, t, saysBefore, saysAfter, true)
	rest := append(v.headed(x), v.around(x, t, saysBefore, saysAfter, false)...)
	best := 0.0
	for _, c := range want.says {
		if c.describes(told, rest) {
			best = max(best, c.weight)
		}
	}
	if best == 0 {
		return 0
	}
	close := v.around(x, t, notBefore, notAfter, true)
	for _, c := range want.not {
		if c.describes(close, nil) {
			return 0
		}
	}
	// "At the rate of 90 hours annually the maximum shall be 135": a cap is no rate.
	if t.Per != "" && want.cues["cap"] {
		return 0
	}
	// "Persons employed twenty hours per week": how much one works, not what one gets.
	if t.Type == corpus.Duration && t.Unit == corpus.Hour && (t.Per == corpus.Week || t.Per == corpus.PayPeriod) && !want.weekly() {
		return 0
	}
	if was(close, x, t) || v.rowHead(t) || !want.takes(role(x, t)) {
		return 0
	}
	return 0.8 + 0.4*best + 0.6*min(line, 1) + 0.3*near + 0.2*title - late
}

// weekly reports whether a value looked for may be so many hours a week.
func (w *wanted) weekly() bool {
	for _, c := range [...]string{"week", "per", "each", "rate", "accru", "hour", "biweekli"} {
		if w.cues[c] {
			return true
		}
	}
	return false
}

// around is the words about a term, within its sentence and, where cut says so,
// between semicolons.
func (v *view) around(x *sentence, t *corpus.Term, before, after int, cut bool) []token {
	from := x.clean.Offset(t.Span.Start)
	to := min(from+len(t.Raw), x.to)
	if from < x.from || from >= to {
		return nil
	}
	lo, hi := max(x.from, from-before), min(x.to, to+after)
	for lo > x.from && x.clean.Text[lo-1] != ' ' { // whole words
		lo--
	}
	for hi < x.to && x.clean.Text[hi] != ' ' {
		hi++
	}
	if i := strings.LastIndexByte(x.clean.Text[lo:from], ';'); i >= 0 && cut {
		lo += i + 1
	}
	if i := strings.IndexByte(x.clean.Text[to:hi], ';'); i >= 0 && cut {
		hi = to + i
	}
	return tokenize(x.clean.Text[lo:hi])
}

// headed is the words of the titles that a sentence stands under.
func (v *view) headed(x *sentence) []token {
	var out []token
	add := func(p int) {
		for _, w := range v.titles[p] {
			out = append(out, token{stem: w})
		}
	}
	add(x.prov)
	for _, up := range v.tree.Ancestors(x.prov) {
		add(up)
	}
	return out
}

// describes reports whether a cue describes words, with the titles that they
// stand under and the rest of their sentence. Half of its elements must be in
// the words themselves.
func (c *cue) describes(words, titles []token) bool {
	own, all := 0, 0
	for _, e := range c.elements {
		in, above := false, false
		for _, alt := range e.anyOf {
			in = in || hasRun(words, alt)
			above = above || len(titles) > 0 && hasRun(titles, alt)
		}
		if !e.not {
			all++
		}
		if in {
			own++
		}
		if e.not == (in || above && !e.not) {
			return false
		}
	}
	return 2*own >= all
}

// was reports whether a value is only what another takes the place of: the 15 %
// of "decreased from 15 % to 10 %".
func was(close []token, x *sentence, t *corpus.Term) bool {
	from := x.clean.Offset(t.Span.Start)
	to := min(from+len(t.Raw), x.to)
	before := tokenize(x.clean.Text[max(x.from, from-6):from])
	if len(before) == 0 || before[len(before)-1].stem != "from" {
		return false
	}
	after := tokenize(x.clean.Text[to:min(x.to, to+30)])
	if len(after) < 2 || after[0].stem != "to" || !after[1].num && after[1].stem != anyMoney {
		return false
	}
	for _, w := range close {
		switch w.stem {
		case "increas", "decreas", "reduc", "chang", "rais", "lower", "amend", "modifi":
			return true
		}
	}
	return false
}
