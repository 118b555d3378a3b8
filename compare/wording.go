package compare

import (
	"context"
	"fmt"
	"sort"
	"strings"
)

// A Wording says how usual the words of a provision are: for each of its
// passages the near-identical ones of other agreements.
type Wording struct {
	Side
	// LookedAt is how many agreements were looked through, the provision's own
	// among them.
	LookedAt int             `json:"looked_at"`
	Usual    []UsualPassage  `json:"usual"` // one for each passage of enough words
	Short    int             `json:"short"` // passages of too few words to say anything
	Like     []WordingFamily `json:"like"`  // provisions of other agreements that share most passages, at most ten
}

// A UsualPassage is a passage with its near-identical ones.
type UsualPassage struct {
	Passage
	Agreements int             `json:"agreements"` // that have it, this one among them
	Variants   int             `json:"variants"`   // different wordings among them, numbers and all
	Same       int             `json:"same"`       // agreements with this very wording, this one among them
	Places     []WordingPlace  `json:"places"`     // elsewhere, the likest first, at most twenty
	numbers    map[string]bool // of the variants
}

// A WordingPlace is a near-identical passage elsewhere.
type WordingPlace struct {
	Agreement string  `json:"agreement"`
	Likeness  float64 `json:"likeness"`
	Passage
}

// A WordingFamily is a provision that shares passages.
type WordingFamily struct {
	Agreement string `json:"agreement"`
	ID        string `json:"id"`
	Citation  string `json:"citation"`
	Shared    int    `json:"shared"` // passages
}

// Near-identical passages have nearUsual of their runs of three words in
// common, and at least usualWords words: fewer say nothing ("Time limits may be
// extended by mutual agreement." has eight).
const (
	nearUsual  = 0.6
	usualWords = 8
	maxUsual   = 20
)

// Wording counts how often the words of a provision stand in the library. Of a
// library of more than maxViews agreements it looks through the first maxViews,
// and says so. It fails with [ErrNoProvision] where there is no such provision.
func (c *Comparer) Wording(ctx context.Context, ref string) (Wording, error) {
	v, i, err := c.provision(ctx, ref)
	if err != nil {
		return Wording{}, fmt.Errorf("wording: %w", err)
	}
	ids, err := c.lib.IDs(ctx)
	if err != nil {
		return Wording{}, fmt.Errorf("wording: list agreements: %w", err)
	}
	out := Wording{Side: side(v, i), Usual: []UsualPassage{}, Like: []WordingFamily{}}
	var runs []map[uint64]bool
	for _, p := range v.passages(i) {
		set := threes(foldWords(p.Text))
		if len(set) < usualWords-2 {
			out.Short++
			continue
		}
		runs = append(runs, set)
		out.Usual = append(out.Usual, UsualPassage{Passage: p, Agreements: 1, Same: 1, Variants: 1, Places: []WordingPlace{},
			numbers: map[string]bool{foldWords(p.Text): true}})
	}
	family := map[string]*WordingFamily{}
	out.LookedAt = 1
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return Wording{}, fmt.Errorf("wording: %w", err)
		}
		if id == v.a.ID || out.LookedAt == maxViews {
			continue
		}
		a, err := c.lib.Agreement(ctx, id)
		if err != nil {
			return Wording{}, fmt.Errorf("wording: agreement %q: %w", id, err)
		}
		out.LookedAt++
		c.view(a).usual(out.Usual, runs, family)
	}
	for n := range out.Usual {
		u := &out.Usual[n]
		u.Variants = len(u.numbers)
		sort.SliceStable(u.Places, func(i, k int) bool { return u.Places[i].Likeness > u.Places[k].Likeness })
		u.Places = u.Places[:min(len(u.Places), maxUsual)]
	}
	for _, f := range family {
		out.Like = append(out.Like, *f)
	}
	sort.Slice(out.Like, func(i, k int) bool {
		x, y := &out.Like[i], &out.Like[k]
		if x.Shared != y.Shared {
			return x.Shared > y.Shared
		}
		return x.Agreement+x.ID < y.Agreement+y.ID
	})
	out.Like = out.Like[:min(len(out.Like), 10)]
	return out, nil
}

// usual adds to each passage the one of v that is nearest to it.
func (v *view) usual(list []UsualPassage, runs []map[uint64]bool, family map[string]*WordingFamily) {
	v.threesOnce.Do(func() {
		v.threes = make([]map[uint64]bool, len(v.sents))
		for s := range v.sents {
			v.threes[s] = threes(foldWords(v.sents[s].text()))
		}
	})
	for n := range list {
		best, most, same := -1, nearUsual, false
		for s := range v.sents {
			x := overlapOf(runs[n], v.threes[s])
			if x >= nearUsual {
				list[n].numbers[foldWords(v.sents[s].text())] = true
			}
			if x > most || best < 0 && x >= most {
				best, most = s, x
			}
			same = same || x == 1 && foldWords(v.sents[s].text()) == foldWords(list[n].Text)
		}
		if best < 0 {
			continue
		}
		u := &list[n]
		u.Agreements++
		if same {
			u.Same++
		}
		q := v.quote(best)
		p := v.tree.Provision(q.Provision)
		u.Places = append(u.Places, WordingPlace{v.a.ID, round(most), Passage{q.Text, q.Provision, p.Citation, q.Span}})
		top := &v.a.Provisions[v.units[v.sents[best].unit].prov]
		key := v.a.ID + "/" + top.ID
		if family[key] == nil {
			family[key] = &WordingFamily{Agreement: v.a.ID, ID: top.ID, Citation: top.Citation}
		}
		family[key].Shared++
	}
}

// threes is the set of runs of three words, marks left out.
func threes(text string) map[uint64]bool {
	var words []string
	for _, w := range diffWords(text) {
		if len(w.fold) == 1 && !isWordByte(w.fold[0]) {
			continue
		}
		words = append(words, w.fold)
	}
	out := make(map[uint64]bool, len(words))
	for i := 0; i+3 <= len(words); i++ {
		out[hashOf(strings.Join(words[i:i+3], " "))] = true
	}
	return out
}

func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 0x80
}

// overlapOf is the share of all runs that both sets have.
func overlapOf(a, b map[uint64]bool) float64 {
	if len(a) == 0 || len(b) == 0 || len(a) > 3*len(b) || len(b) > 3*len(a) {
		return 0
	}
	n := 0
	for x := range a {
		if b[x] {
			n++
		}
	}
	return float64(n) / float64(len(a)+len(b)-n)
}
