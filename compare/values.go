package compare

import (
	"sort"

	"github.com/clausebook/clausebook/corpus"
)

// maxValues is how many values of one label a cell shows, best first.
const maxValues = 3

// A candidate is a term that may be a value looked for.
type candidate struct {
	term  *corpus.Term
	sent  int
	score float64
}

// values picks, for each value that a negotiator looks for, the terms of the
// answering provisions that fit: of its type, in a sentence on the topic, near
// its cues.
func (ask *asked) values(v *view, kept []hit) []Value {
	out := []Value{}
	kept = kept[:min(len(kept), 3)]
	taken := map[*corpus.Term]bool{}
	for _, want := range ask.expected() {
		cues := map[string]bool{}
		for _, c := range want.Cues {
			cues[stem(c)] = true
		}
		var found []candidate
		for rank, h := range kept {
			for s := v.units[h.unit].from; s < v.units[h.unit].to; s++ {
				line := h.lines[s]
				share := v.cued(s, cues)
				if line == 0 && (share == 0 || h.title < 0.6) {
					continue
				}
				score := line + 1.5*share - 0.25*float64(rank)
				if wants(want, corpus.TextTerm) && len(want.Types) == 1 && line > 0.5 {
					found = append(found, candidate{nil, s, score})
					continue
				}
				for _, t := range v.terms(s) {
					if wants(want, t.Type) && !taken[t] {
						found = append(found, candidate{t, s, score + v.nearness(s, t, cues)})
					}
				}
			}
		}
		sort.SliceStable(found, func(i, j int) bool { return found[i].score > found[j].score })
		top := 0.0
		if len(found) > 0 {
			top = found[0].score
		}
		n := 0
		for _, f := range found {
			if n == maxValues || f.score < 0.6*top || f.score < 0.5 {
				break
			}
			if f.term == nil && n > 0 {
				break
			}
			n++
			if f.term != nil {
				taken[f.term] = true
			}
			out = append(out, v.value(want.Label, f))
		}
	}
	supersede(out)
	return out
}

// expected are the values looked for; on free words whatever is stated.
func (ask *asked) expected() []corpus.ExpectedValue {
	if ask.free {
		return []corpus.ExpectedValue{{Label: "stated", Types: []corpus.TermType{corpus.Duration, corpus.Money, corpus.Percent, corpus.Count}}}
	}
	return ask.topic.Values
}

func wants(e corpus.ExpectedValue, t corpus.TermType) bool {
	for _, x := range e.Types {
		if x == t {
			return true
		}
	}
	return false
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

// nearness weighs how close to a term the nearest cue stands, up to 0.6.
func (v *view) nearness(s int, t *corpus.Term, cues map[string]bool) float64 {
	if len(cues) == 0 {
		return 0
	}
	x := &v.sents[s]
	from := x.clean.Offset(t.Span.Start)
	to := from + len(t.Raw)
	const reach = 60 // bytes: about ten words
	lo, hi := max(x.from, from-reach), min(x.to, to+reach)
	if lo > from || to > hi {
		return 0
	}
	n := 0
	for _, side := range []string{x.clean.Text[lo:from], x.clean.Text[to:hi], t.Unit, t.Per} {
		for _, w := range tokenize(side, nil) {
			if cues[w.stem] {
				n++
			}
		}
	}
	return 0.2 * float64(min(n, 3))
}

func (v *view) value(label string, f candidate) Value {
	x := &v.sents[f.sent]
	q := v.quote(f.sent)
	if f.term == nil {
		return Value{Label: label, Type: corpus.TextTerm, Value: q.Text, Raw: q.Text, Quote: q.Text, Provision: q.Provision, Span: q.Span, Basis: basis(x)}
	}
	t := f.term
	out := Value{Label: label, Type: t.Type, Value: t.Value, Unit: t.Unit, Raw: t.Raw, Quote: q.Text, Provision: q.Provision, Span: q.Span,
		Per: pointer(t.Per), Condition: pointer(t.Condition), Effective: pointer(string(t.Effective)), Flag: pointer(t.Doubt), Basis: basis(x)}
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
// condition replaces: "95 %" before "effective October 1, 2008, 90 %".
func supersede(values []Value) {
	for i := range values {
		a := &values[i]
		if a.Effective == nil {
			continue
		}
		for k := range values {
			b := &values[k]
			if b.Effective != nil && *b.Effective > *a.Effective && a.Label == b.Label && a.Type == b.Type && a.Unit == b.Unit &&
				same(a.Per, b.Per) && same(a.Condition, b.Condition) {
				a.SupersededBy = pointer(b.Provision)
			}
		}
	}
}

func same(a, b *string) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }
