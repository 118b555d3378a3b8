package compare

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// maxValues is how many values of one label a cell shows, best first.
const maxValues = 6

// A candidate is a term that may be a value looked for.
type candidate struct {
	term  *corpus.Term
	sent  int
	rank  int // of its provision among the cell's
	score float64
	weak  bool
}

// surely is the share of the best value's score below which another value under
// the same label is left out where the label has no words of its own to tell it
// by: the deadline to notify an arbitrator stands in words much like those of
// the deadline to file, and a wrong deadline is worse than none.
const surely = 0.95

// likelyShare is the share of the best value's score that one of a further
// provision must have.
const likelyShare = 0.75

// A wanted is a value that is looked for, made ready.
type wanted struct {
	corpus.ExpectedValue
	cues  map[string]bool // stems
	own   map[string]bool // those that no other value of its types has
	says  []cue
	not   []cue
	table []cue
	near  []cue
	acts  []cue
	under []cue // headings that it cannot stand under
}

func compileValues(values []corpus.ExpectedValue) []wanted {
	out := make([]wanted, len(values))
	sets := make([]map[string]bool, len(values))
	for i, x := range values {
		out[i].ExpectedValue = x
		sets[i] = map[string]bool{}
		for _, c := range x.Cues {
			sets[i][stem(c)] = true
			for _, also := range roles(c) {
				sets[i][also[0]] = true
			}
		}
		for _, list := range []struct {
			from []string
			to   *[]cue
		}{{x.Says, &out[i].says}, {x.Not, &out[i].not}, {x.Table, &out[i].table}, {x.Near, &out[i].near}, {x.Acts, &out[i].acts}, {x.NotUnder, &out[i].under}} {
			for _, s := range list.from {
				if c, ok := compileCue(s); ok {
					*list.to = append(*list.to, c)
				}
			}
		}
	}
	own := distinctive(values, sets)
	for i := range out {
		out[i].cues, out[i].own = sets[i], own[i]
	}
	return out
}

// values picks, for each value that a negotiator looks for, the terms of the
// answering provisions that fit: of its type, with the words around it that make
// it this value and no other. A term that fits several goes to the one that it
// fits best; the same value is shown once.
func (ask *asked) values(m *matcher, v *view, kept []hit) []Value {
	expected := ask.expected()
	found := make([][]candidate, len(expected))
	for rank, h := range kept {
		for s := v.units[h.unit].from; s < v.units[h.unit].to; s++ {
			elsewhere := ask.elsewhere(v, m, s)
			line := h.lines[s]
			terms := v.terms(s)
			fits := make([]fit, len(terms)) // best so far
			label := make([]int, len(terms))
			for i := range expected {
				want := &expected[i]
				if elsewhere && len(want.acts) == 0 { // a deadline is told by its act
					continue
				}
				if len(want.Types) == 1 && want.Types[0] == corpus.TextTerm {
					if share := v.cued(s, want.cues); line > 0.5 && rank < 3 && want.told(v.sents[s].toks) {
						found[i] = append(found[i], candidate{sent: s, rank: rank, score: min(line, 1) + share - 0.25*float64(rank)})
					}
					continue
				}
				for k, t := range terms {
					if !slices.Contains(want.Types, t.Type) || !unitFits(want.ExpectedValue, t) {
						continue
					}
					if f := v.fits(s, t, want, ask, m, line, rank, h.title); f.score > fits[k].score {
						fits[k], label[k] = f, i
					}
				}
			}
			for k, t := range terms {
				if fits[k].score > 0 {
					found[label[k]] = append(found[label[k]], candidate{t, s, rank, fits[k].score, fits[k].weak})
				}
			}
		}
	}
	out := []Value{}
	for i := range expected {
		out = append(out, ask.shown(v, &expected[i], found[i])...)
		out = append(out, v.tabled(&expected[i], kept, out)...)
	}
	scale(out)
	supersede(out, expected)
	v.override(out, expected)
	return out
}

// told reports whether a sentence says what a value of words is told by.
func (w *wanted) told(words []token) bool {
	holds := func(c cue) bool { return c.describes(words, nil) }
	return (len(w.says) == 0 || slices.ContainsFunc(w.says, holds)) && !slices.ContainsFunc(w.not, holds)
}

// scale puts the values of a label that are a scale by years of service in the
// order of the years.
func scale(values []Value) {
	for from := 0; from < len(values); {
		to, tiers := from, 0
		for to < len(values) && values[to].Label == values[from].Label {
			if values[to].Tier != nil {
				tiers++
			}
			to++
		}
		if tiers > 1 {
			sort.SliceStable(values[from:to], func(i, k int) bool {
				a, b := values[from+i].Tier, values[from+k].Tier
				return a != nil && (b == nil || a.From < b.From)
			})
		}
		from = to
	}
}

// shown are the values of one label, best first.
func (ask *asked) shown(v *view, want *wanted, list []candidate) []Value {
	sort.SliceStable(list, func(a, b int) bool { return list[a].score > list[b].score })
	var out []Value
	seen := map[string]bool{}
	list = surest(v, list)
	for _, f := range list {
		if f.score < likelyShare*list[0].score && f.rank > 0 || f.score < 0.5*list[0].score || f.score < 0.5 || len(seen) == maxValues {
			break
		}
		if len(want.says) == 0 && f.term != nil && f.score < surely*list[0].score {
			break
		}
		key := f.key()
		holds := f.holdsFor()
		if f.term != nil && ask.topic.Group == "insurance" {
			holds += coverage(&v.sents[f.sent], f.term)
		}
		if seen[key] || seen[key+holds] {
			continue
		}
		seen[key+holds] = true
		out = append(out, v.value(ask, want.Label, f))
	}
	return out
}

// surest leaves out the weak ones of a list where others are not, but for those
// that stand in one provision with them, rows of the same list, and those that
// only their place speaks against: a further rule in another article.
func surest(v *view, list []candidate) []candidate {
	at := map[int]bool{}
	for _, f := range list {
		if !f.weak {
			at[v.sents[f.sent].prov] = true
		}
	}
	if len(at) == 0 {
		return list
	}
	return slices.DeleteFunc(list, func(f candidate) bool { return f.weak && f.score < plainly && !at[v.sents[f.sent].prov] })
}

// distinctive are the cues of each value that no other value of its types has:
// the "week" and the "day" of two thresholds of overtime. Where a value has
// some, one of them must stand near.
func distinctive(expected []corpus.ExpectedValue, cues []map[string]bool) []map[string]bool {
	own := make([]map[string]bool, len(expected))
	for i := range expected {
		own[i] = map[string]bool{}
		for c := range cues[i] {
			shared := false
			for k := range expected {
				alike := slices.ContainsFunc(expected[k].Types, func(t corpus.TermType) bool { return slices.Contains(expected[i].Types, t) })
				shared = shared || k != i && alike && cues[k][c]
			}
			if !shared {
				own[i][c] = true
			}
		}
	}
	return own
}

// unitFits reports whether a duration is in one of the units looked for, and what
// is counted one of the things.
func unitFits(want corpus.ExpectedValue, t *corpus.Term) bool {
	unit := t.Unit
	if t.Type == corpus.Count && len(want.Units) > 0 {
		return slices.ContainsFunc(tokenize(unit), func(w token) bool {
			return slices.ContainsFunc(want.Units, func(u string) bool { return stem(u) == w.stem })
		})
	}
	if unit == corpus.CalendarDay || unit == corpus.WorkingDay {
		unit = corpus.Day
	}
	return t.Type != corpus.Duration || len(want.Units) == 0 || slices.Contains(want.Units, unit)
}

// key is the same for values that a reader would call the same.
func (f candidate) key() string {
	if f.term == nil {
		return "text" // one passage of words is enough
	}
	t := f.term
	return fmt.Sprint(t.Type, t.Value, t.Date, t.Unit, t.Per, t.Effective)
}

// holdsFor is for whom a value holds, for the key of values that are each for a case
// of their own: five days on the death of a parent, and of a child; $50 for one
// plan, and for another. A condition that only says when ("if the matter is not
// resolved") tells no values apart.
func (f candidate) holdsFor() string {
	if f.term == nil {
		return ""
	}
	first, _, _ := strings.Cut(strings.ToLower(f.term.Condition), " ")
	switch first {
	case "if", "unless", "provided":
		return ""
	}
	return f.term.Condition
}

// expected are the values looked for; on free words whatever is stated.
func (ask *asked) expected() []wanted {
	if ask.free {
		return []wanted{{ExpectedValue: corpus.ExpectedValue{Label: "stated", Types: []corpus.TermType{corpus.Duration, corpus.Money, corpus.Percent, corpus.Count}}}}
	}
	return ask.topic.values
}

// cued is the share of cues that a sentence holds; half of them are enough for
// the whole.
func (v *view) cued(s int, cues map[string]bool) float64 {
	if len(cues) == 0 {
		return 0.5
	}
	seen := map[string]bool{}
	for _, t := range v.sents[s].toks {
		if cues[t.stem] {
			seen[t.stem] = true
		}
	}
	return min(1, 2*float64(len(seen))/float64(len(cues)+1))
}

// terms lists the agreement's terms that lie in a sentence.
func (v *view) terms(s int) []*corpus.Term {
	x := &v.sents[s]
	span := x.clean.Source(x.from, x.to)
	id := v.a.Provisions[x.prov].ID
	i := sort.Search(len(v.a.Terms), func(i int) bool { return v.a.Terms[i].Span.Start >= span.Start })
	var out []*corpus.Term
	for ; i < len(v.a.Terms) && v.a.Terms[i].Span.Start < span.End; i++ {
		if t := &v.a.Terms[i]; t.Provision == id && span.Contains(t.Span) {
			out = append(out, t)
		}
	}
	return out
}

// nearness weighs how many of the cues stand close to a term or in what it is
// per, and how close the nearest of its own is, up to 1.7; 0 if none of them is
// near. "The employer shall pay 95 % … and the employee 5 %": both stand near
// both, but each has its payer nearest before it.
func (v *view) nearness(s int, t *corpus.Term, cues, own map[string]bool) float64 {
	if len(cues) == 0 {
		return 0
	}
	if len(own) == 0 {
		own = cues
	}
	x := &v.sents[s]
	from := x.clean.Offset(t.Span.Start)
	to := from + len(t.Raw)
	const reach = 70 // bytes: about twelve words
	lo, hi := max(x.from, from-reach), min(x.to, to+reach)
	if lo > from || to > hi {
		return 0
	}
	near := map[string]bool{}
	nearest := 1.0 // share of the reach; what stands after a value is twice as far
	score, mine := 0.0, false
	before, after := tokenize(x.clean.Text[lo:from]), tokenize(x.clean.Text[to:hi])
	look := func(w string, words int, far float64) {
		if !cues[w] {
			return
		}
		near[w] = true
		if own[w] {
			mine = true
			nearest = min(nearest, far*float64(words)/24)
		}
	}
	for i := range before {
		look(before[i].stem, len(before)-i, 1)
	}
	for i := range after {
		look(after[i].stem, i+1, 2)
	}
	for _, w := range tokenize(t.Per) {
		if cues[w.stem] {
			score = 0.3 // "40 hours per week" is a weekly threshold
			look(w.stem, 0, 1)
		}
	}
	if t.Type == corpus.Count { // what is counted says what it is: "two stewards"
		for _, w := range tokenize(t.Unit) {
			look(w.stem, 0, 1)
		}
	}
	if !mine {
		return 0
	}
	return score + 0.4*float64(min(len(near), 2)) + 0.6*(1-nearest)
}

func (v *view) value(ask *asked, label string, f candidate) Value {
	x := &v.sents[f.sent]
	q := v.quote(f.sent)
	if f.term == nil {
		return Value{Label: label, Type: corpus.TextTerm, Value: q.Text, Raw: q.Text, Quote: q.Text, Provision: q.Provision, Span: q.Span,
			Citation: v.tree.Provision(q.Provision).Citation, Page: v.tree.Provision(q.Provision).Page, OCR: v.tree.Provision(q.Provision).OCR}
	}
	t := f.term
	out := Value{Label: label, Type: t.Type, Value: t.Value, Unit: t.Unit, Raw: t.Raw, Quote: q.Text, Provision: q.Provision, Span: q.Span,
		Citation: v.tree.Provision(q.Provision).Citation, Page: v.tree.Provision(q.Provision).Page,
		Per: pointer(t.Per), DefinedBy: pointer(t.DefinedBy), OCR: v.tree.Provision(q.Provision).OCR, Condition: pointer(t.Condition), Effective: pointer(string(t.Effective)), Flag: pointer(t.Doubt)}
	out.Bound = pointer(bound(x, t))
	if f.weak && out.Flag == nil {
		out.Flag = pointer("may be another value: read its sentence")
	}
	out.Basis = basisOf(ask.topic.Group, t, x)
	out.Tier, out.Heads = v.tier(f.sent, t)
	out.Heads = append(v.step(x, label), out.Heads...)
	if t.Type == corpus.DateTerm {
		out.Value = string(t.Date)
	}
	return out
}

func pointer(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// basisOf says what a value is counted on: at whose cost a leave is, how many
// hours a year a rate of accrual comes to, whether pay is a share or an amount.
func basisOf(group string, t *corpus.Term, x *sentence) *string {
	switch {
	case t.Type == corpus.Duration && group == "leaves":
		if n, ok := yearly(t); ok {
			return pointer(n)
		}
		return basis(x)
	case group == "pay" && t.Type == corpus.Percent:
		return pointer("percent of pay")
	case group == "pay" && t.Type == corpus.Money:
		return pointer("flat amount")
	}
	return nil
}

// fullTime is the hours of a year of full-time work, 52 weeks of 40.
const fullTime = 2080

// yearly says what a rate of so many hours for each so many worked comes to in a
// year: 4.7 hours per 80 hours and 9 hours per 208 hours can be compared so.
func yearly(t *corpus.Term) (string, bool) {
	n, unit, ok := strings.Cut(t.Per, " ")
	hours, err := strconv.ParseFloat(n, 64)
	if !ok || err != nil || unit != "hours" || t.Unit != corpus.Hour || hours < 20 || hours > fullTime {
		return "", false
	}
	return fmt.Sprintf("%s hours in a year of %d hours", number(math.Round(t.Value*fullTime/hours*10)/10), fullTime), true
}

// basis says at whose cost a benefit is, where its own sentence says so. A
// bigger number is not a better benefit: five days charged to sick leave are
// the employee's own.
func basis(x *sentence) *string {
	charged, credit, without, paid := false, false, false, false
	for i, t := range x.toks {
		switch t.stem {
		case "charg", "deduct", "debit":
			charged = true
		case "sick", "annual", "credit", "vacation":
			credit = true
		case "unpaid":
			without = true
		case "paid":
			paid = true
		case "pay":
			if i > 0 {
				switch x.toks[i-1].stem {
				case "without":
					without = true
				case "with":
					paid = true
				}
			}
		}
	}
	switch {
	case charged && credit:
		return pointer("charged to credits")
	case without:
		return pointer("unpaid")
	case paid:
		return pointer("paid")
	}
	return nil
}

// supersede marks the values that a later one of the same label, type and
// condition replaces: "95 %" before "effective October 1, 2008, 90 %". A value
// without a date goes before a dated one that stands behind it in the same
// provision. Raises add up, and replace nothing.
func supersede(values []Value, expected []wanted) {
	adds := map[string]bool{}
	for i := range expected {
		adds[expected[i].Label] = expected[i].Adds
	}
	for i := range values {
		a := &values[i]
		for k := range values {
			b := &values[k]
			if b.Effective == nil || adds[a.Label] || a.Label != b.Label || a.Type != b.Type || a.Unit != b.Unit ||
				!same(a.Per, b.Per) || !same(a.Condition, b.Condition) || a.Value == b.Value || a.Type == corpus.TextTerm || a.Type == corpus.DateTerm {
				continue
			}
			if a.Effective != nil && *b.Effective > *a.Effective ||
				a.Effective == nil && a.Provision == b.Provision && a.Span.Start < b.Span.Start {
				a.SupersededBy = pointer(b.Provision)
			}
		}
	}
}

func same(a, b *string) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }
