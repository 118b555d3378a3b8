package compare

import (
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// Windows around a value, in bytes of clean text, within its sentence and
// between semicolons. What a value is may be said some way off ("Any grievance
// that is not presented in writing within the thirty days that follow …"); what
// makes it another one stands close. One that has no words of its own within
// beside is doubtful: of those, drawn from agreements that nothing was made from,
// more than half were another value.
const (
	saysBefore, saysAfter     = 260, 170
	besideBefore, besideAfter = 160, 100
	notBefore, notAfter       = 110, 80
)

// A fit is how well a term fits a value looked for; weak says that little but the
// titles above speaks for it.
type fit struct {
	score float64
	weak  bool
}

// fits is how well a term fits a value looked for, 0 if it does not. line is
// what its sentence says on the topic, title how far the unit's title is the
// topic's. A value next to the words of a false friend is another topic's.
func (v *view) fits(s int, t *corpus.Term, want *wanted, ask *asked, m *matcher, line float64, rank int, title float64) fit {
	share := v.cued(s, want.cues)
	near := v.nearness(s, t, want.cues, want.own)
	late := 0.15 * float64(min(rank, 3))
	if len(want.says) == 0 {
		// Without words that tell it, a value must stand in a sentence on the topic,
		// near a cue, in one of the first provisions.
		if line == 0 && (share == 0 || title < 0.6) || rank > 2 || near == 0 && len(want.cues) > 0 {
			return fit{}
		}
		return fit{score: min(line, 1) + share + near - 0.25*float64(rank)}
	}
	// In further provisions only a sentence that itself is on the topic speaks for
	// it: "leave for up to ten days" under another title is another leave.
	if rank > 0 && line == 0 && title < 0.6 || rank > 1 && line < 0.6 || rank > 3 && line < 1 {
		return fit{}
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
		return fit{}
	}
	if len(want.near) > 0 && !slices.ContainsFunc(want.near, func(c cue) bool { return c.describes(told, nil) }) {
		return fit{}
	}
	close := v.around(x, t, notBefore, notAfter, true)
	for _, c := range want.not {
		if c.describes(close, nil) {
			return fit{}
		}
	}
	// "At the rate of 90 hours annually the maximum shall be 135": a cap is no rate.
	if t.Per != "" && want.cues["cap"] {
		return fit{}
	}
	// "Persons employed twenty hours per week": how much one works, not what one gets.
	if t.Type == corpus.Duration && t.Unit == corpus.Hour && (t.Per == corpus.Week || t.Per == corpus.PayPeriod) && !want.weekly() {
		return fit{}
	}
	for _, c := range ask.topic.friends {
		if c.describes(close, nil) {
			return fit{}
		}
	}
	// "Who works at least 32 hours shall accrue": what one must do, not what comes.
	if (want.cues["accru"] || want.cues["earn"]) && bound(x, t) == atLeast {
		return fit{}
	}
	// A rate of pay is so many times another, and no count of meals; a day off has
	// no more hours than a day.
	if t.Type == corpus.Count && want.Label == "rate" && !strings.HasPrefix(t.Unit, "times") && t.Unit != "share" ||
		strings.HasPrefix(want.Label, "hours a ") && t.Unit == corpus.Hour && t.Value > 24 {
		return fit{}
	}
	// "Not allowed more than three times": a count, no length; "$30 a month in
	// addition to mileage" is no rate a mile. What is at least so much is no limit.
	if t.Type == corpus.Count && strings.HasPrefix(t.Unit, "times") && !want.cues[stem("time")] && !want.cues[stem("times")] ||
		t.Type == corpus.Money && want.cues["mile"] && t.Per != "" && t.Per != "mile" ||
		want.limit() && bound(x, t) == atLeast {
		return fit{}
	}
	if want.threshold() && !exceeded(x, t, want) {
		return fit{}
	}
	if was(close, x, t) || !want.takesPer(t.Per) || v.rowHead(t) || !want.takes(role(x, t)) || !want.actsOn(x, t) || !want.paidBy(x, t) || v.under(x, want.under) {
		return fit{}
	}
	out := fit{score: 0.8 + 0.4*best + 0.6*min(line, 1) + 0.3*near + 0.2*title - late}
	out.weak = line == 0 && near == 0 || v.doubtful(x, t, want, ask.topic, m, out.score, rank)
	return out
}

// Scores of a value between which its place decides. Where no title above it names
// the topic, one under plainly was another value five times in seven, of those
// drawn from agreements that nothing was made from; one under barely was so under
// a title of the topic, too, if its clause does not name it. From amply on its
// words tell enough.
const barely, plainly, amply = 1.5, 1.6, 2.0

// doubtful reports whether too little tells that a value is the one looked for:
// no title above it is the topic's, and its words are few, or those of a further
// provision, or name the topic nowhere.
func (v *view) doubtful(x *sentence, t *corpus.Term, want *wanted, topic *compiled, m *matcher, score float64, rank int) bool {
	own, path := m.titled(topic, v.titles[x.prov], false), 0.0
	for _, p := range v.tree.Ancestors(x.prov) {
		path = max(path, m.titled(topic, v.titles[p], false))
	}
	path = max(path, own)
	switch {
	case path < 0.3 && score < plainly, path < 0.6 && score < barely, path < 0.2 && rank > 0:
		return true
	case own < 0.6 && score < amply && !v.speaks(x, t, want):
		return true
	case own >= 0.6 || score >= barely:
		return false
	}
	clause := v.around(x, t, saysBefore, saysAfter, true)
	runs := func(list [][]string) bool {
		return slices.ContainsFunc(list, func(n []string) bool { return len(n) > 0 && hasRun(clause, n) })
	}
	return !runs(topic.names) && !runs(topic.synonyms) && !slices.ContainsFunc(topic.cues, func(c cue) bool { return c.describes(clause, nil) })
}

// row is how many words a row of a list has at the most: what its numbers are
// stands in the title above.
const row = 25

// speaks reports whether the words next to a value say what it is, without the
// titles above; in a row of a list, with the nearest one.
func (v *view) speaks(x *sentence, t *corpus.Term, want *wanted) bool {
	words := v.around(x, t, besideBefore, besideAfter, true)
	var title []token
	if len(x.toks) <= row {
		for _, w := range v.titles[x.prov] {
			title = append(title, token{stem: w})
		}
	}
	return slices.ContainsFunc(want.says, func(c cue) bool { return c.describes(words, title) })
}

// takesPer reports whether what a value comes for each of is what the value
// looked for is told by: "40 hours in a workweek" is no daily threshold.
func (w *wanted) takesPer(per string) bool {
	day, week := w.cues["day"] || w.cues["workday"], w.cues["week"] || w.cues["workweek"]
	switch per {
	case corpus.Day, "workday":
		return day || !week
	case corpus.Week, "workweek":
		return week || !day || !w.threshold()
	}
	return !w.threshold() || per != corpus.Hour && !strings.HasSuffix(per, " days") && !strings.HasSuffix(per, " weeks")
}

// limit reports whether a value looked for is the most that there can be, by its
// label.
func (w *wanted) limit() bool {
	first, _, _ := strings.Cut(w.Label, " ")
	return first == "cap" || first == "longest" || first == "maximum" || strings.HasPrefix(w.Label, "up to")
}

// threshold reports whether a value looked for is what something must exceed.
func (w *wanted) threshold() bool { return w.cues["excess"] && slices.Contains(w.Units, corpus.Hour) }

// exceeded reports whether hours are what work must go beyond: "in excess of
// eight hours in a day or forty in a week", and not the eight hours that a shift
// has. A day has no more than 24 and not under 6, a week not under 20.
func exceeded(x *sentence, t *corpus.Term, want *wanted) bool {
	if t.Type != corpus.Duration || bound(x, t) == atMost {
		return false
	}
	day, week := want.cues["day"], want.cues["week"]
	if day && !week && (t.Value > 24 || t.Value < 6) || week && !day && t.Value < 20 {
		return false
	}
	from := x.clean.Offset(t.Span.Start)
	lead := strings.ToLower(x.clean.Text[max(x.from, from-120):from])
	for {
		i := strings.LastIndex(lead, ", ")
		if i < 0 {
			break
		}
		w, _, _ := strings.Cut(lead[i+2:], " ")
		if w == "or" || w == "and" || w == "more" || w == "over" || w == "in" {
			lead = lead[:i] + " " + lead[i+2:]
			continue
		}
		lead = lead[i+2:]
		break
	}
	for _, w := range [...]string{"excess", "more than", "over ", "beyond", "exceed", "after "} {
		if strings.Contains(lead, w) {
			return true
		}
	}
	return false
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

// under reports whether one of cues describes a heading that a sentence stands
// under.
func (v *view) under(x *sentence, cues []cue) bool {
	if len(cues) == 0 {
		return false
	}
	if own := v.step(x, "time to"); own != nil {
		words := tokenize(own[0])
		for _, c := range cues {
			if c.describes(words, nil) {
				return true
			}
		}
	}
	for _, p := range v.tree.Path(x.prov) {
		head := tokenize(v.a.Provisions[p].Heading)
		head = head[:min(len(head), 12)] // a heading that runs into its text
		for _, c := range cues {
			if c.describes(head, nil) {
				return true
			}
		}
	}
	return false
}

// elsewhere reports whether a sentence stands under a title of another topic:
// the three days of "Personal Leave" in a section on all leaves are no sick
// leave, even where its sentences speak of both. The nearest title that is a
// topic's decides.
func (ask *asked) elsewhere(v *view, m *matcher, s int) bool {
	if ask.free {
		return false
	}
	x := &v.sents[s]
	top := v.units[x.unit].prov
	for p := x.prov; p >= 0 && p != top; p = v.tree.Parent(p) {
		title := v.titles[p]
		if ask.topic.titled(title) > 0 || overlap(ask.topic.homes, title) > 0 {
			return false
		}
		if m.bestNamed(title) >= 0.9 {
			return true
		}
	}
	return false
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
