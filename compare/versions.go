package compare

import (
	"context"
	"fmt"
	"slices"

	"github.com/clausebook/clausebook/corpus"
)

// A Change says what became of a clause from one edition to the next.
type Change string

// The changes. Of a clause with several, Pair.Change is the one that matters
// most to a reader: its words, then its title, its place, its number.
const (
	Same           Change = "same"
	Changed        Change = "changed"
	Renumbered     Change = "renumbered"
	Retitled       Change = "retitled"
	Moved          Change = "moved"
	Added          Change = "added"
	Removed        Change = "removed"
	ReferencesOnly Change = "references_only" // only citations changed, as what they cite was renumbered
)

// Changes lists every change, in the order in which they are shown.
func Changes() []Change {
	return []Change{Added, Removed, Changed, ReferencesOnly, Retitled, Moved, Renumbered, Same}
}

// Versions is one edition of an agreement against another.
type Versions struct {
	Old Column `json:"old"`
	New Column `json:"new"`
	// Pairs are in the order of the new edition; what was removed stands behind
	// what it stood behind.
	Pairs []Pair `json:"pairs"`
	// Counts has how many pairs there are of each change; all of them are named.
	Counts map[Change]int `json:"counts"`
}

// A Pair is a clause of the old edition and the one that stands for it in the
// new: a provision with its own text, what is below it left out.
type Pair struct {
	Old      *string `json:"old"` // id; null for what was added
	New      *string `json:"new"` // id; null for what was removed
	OldPlace *Clause `json:"old_place"`
	NewPlace *Clause `json:"new_place"`
	Pass     *Pass   `json:"pass"` // what they were taken for the same on; null without a pair
	// Likeness of the words, 0 to 1.
	Likeness float64   `json:"likeness"`
	Change   Change    `json:"change"`
	Changes  []Change  `json:"changes"` // every one that applies
	Words    []WordRun `json:"words"`   // empty where the words are the same
	// From lists the old clauses, besides Old, that words of a new clause come
	// from; Into the new ones, besides New, that words of an old clause went to:
	// a clause split in two, or two made one.
	From []string `json:"from,omitempty"`
	Into []string `json:"into,omitempty"`
	Note string   `json:"note,omitempty"`
}

// A Clause is a provision of an edition as a list shows it.
type Clause struct {
	Citation string      `json:"citation"`
	Kind     corpus.Kind `json:"kind"`
	Number   string      `json:"number"`
	Title    string      `json:"title"`
	Page     string      `json:"page,omitempty"`
	Depth    int         `json:"depth"`
	Span     corpus.Span `json:"span"`
}

// Versions sets two editions of an agreement against each other. It fails where
// one of them cannot be read.
func (c *Comparer) Versions(ctx context.Context, before, after string) (Versions, error) {
	a, err := c.lib.Agreement(ctx, before)
	if err != nil {
		return Versions{}, fmt.Errorf("compare versions: agreement %q: %w", before, err)
	}
	b, err := c.lib.Agreement(ctx, after)
	if err != nil {
		return Versions{}, fmt.Errorf("compare versions: agreement %q: %w", after, err)
	}
	if err := ctx.Err(); err != nil {
		return Versions{}, fmt.Errorf("compare versions: %w", err)
	}
	return Editions(a, b), nil
}

// Editions sets two editions of an agreement against each other.
func Editions(before, after *corpus.Agreement) Versions {
	e := newEditions(before, after)
	out := Versions{Old: column(before), New: column(after), Pairs: []Pair{}, Counts: map[Change]int{}}
	for _, change := range Changes() {
		out.Counts[change] = 0
	}
	for _, at := range e.order() {
		p := e.pair(at[0], at[1])
		out.Pairs = append(out.Pairs, p)
		out.Counts[p.Change]++
	}
	return out
}

// editions is an alignment under way.
type editions struct {
	old, new *corpus.Tree
	p        *pairing
	moved    []bool // by old clause
	from     map[int][]int
	into     map[int][]int
}

func newEditions(before, after *corpus.Agreement) *editions {
	e := &editions{old: corpus.NewTree(before), new: corpus.NewTree(after)}
	lex := &lexicon{number: map[string]int{}}
	a, b := clauses(e.old, lex), clauses(e.new, lex)
	e.p = pair(a, b, lex, likeEnough)
	e.moved = e.p.moves()
	e.from, e.into = e.p.pieces()
	return e
}

// order lists old and new clauses, -1 for none, in the order of the new
// edition; an old clause without a partner stands behind the one before it.
func (e *editions) order() [][2]int {
	behind := map[int][]int{} // new clause → the removed ones behind it
	last := -1
	for i := range e.p.a {
		if k := e.p.toB[i]; k >= 0 {
			last = k
			continue
		}
		behind[last] = append(behind[last], i)
	}
	var out [][2]int
	removed := func(k int) {
		for _, i := range behind[k] {
			out = append(out, [2]int{i, -1})
		}
	}
	removed(-1)
	for k := range e.p.b {
		out = append(out, [2]int{e.p.toA[k], k})
		removed(k)
	}
	return out
}

func place(t *corpus.Tree, i int) *Clause {
	p := &t.Agreement().Provisions[i]
	return &Clause{Citation: p.Citation, Kind: p.Kind, Number: p.Number, Title: p.Title, Page: p.Page,
		Depth: len(t.Ancestors(i)), Span: p.Span}
}

// pair describes the old clause i and the new clause k; one of them may be -1.
func (e *editions) pair(i, k int) Pair {
	out := Pair{Words: []WordRun{}, Changes: []Change{}}
	if i >= 0 {
		out.Old, out.OldPlace = &e.old.Agreement().Provisions[i].ID, place(e.old, i)
		for _, n := range e.into[i] {
			out.Into = append(out.Into, e.new.Agreement().Provisions[n].ID)
		}
	}
	if k >= 0 {
		out.New, out.NewPlace = &e.new.Agreement().Provisions[k].ID, place(e.new, k)
		for _, n := range e.from[k] {
			out.From = append(out.From, e.old.Agreement().Provisions[n].ID)
		}
	}
	switch {
	case k < 0:
		out.Change = Removed
		out.Words = e.lone(WordsRemoved, i, -1)
	case i < 0:
		out.Change = Added
		out.Words = e.lone(WordsAdded, -1, k)
	default:
		e.both(&out, i, k)
	}
	if len(out.Changes) == 0 {
		out.Changes = append(out.Changes, out.Change)
	}
	return out
}

// lone is the words of a clause without a partner. Those that another clause
// has taken over, or gave, are the same: a split paragraph is not shown once as
// struck and once as new.
func (e *editions) lone(op Op, i, k int) []WordRun {
	switch {
	case op == WordsAdded && len(e.from[k]) > 0:
		from := e.from[k][0]
		return e.split(from).of(k)
	case op == WordsRemoved && len(e.into[i]) > 0:
		into := e.into[i][0]
		return e.joint(into).of(i)
	}
	c := &e.p.a[max(i, 0)]
	if op == WordsAdded {
		c = &e.p.b[k]
	}
	if c.size == 0 {
		return []WordRun{}
	}
	whole := c.clean.Source(0, len(c.text))
	if op == WordsAdded {
		return []WordRun{{Op: op, Text: c.text, New: &whole}}
	}
	return []WordRun{{Op: op, Text: c.text, Old: &whole}}
}

// both describes a pair of clauses.
func (e *editions) both(out *Pair, i, k int) {
	x, y := &e.p.a[i], &e.p.b[k]
	pass := e.p.pass[i]
	out.Pass = &pass
	out.Likeness = 1
	if x.body != y.body {
		out.Likeness = round(alike(x, y, e.p.rare))
		switch runs := located(WordDiff(x.text, y.text), x.clean, y.clean); {
		case !differ(runs): // only marks and blanks
		case e.referencesOnly(i, k):
			out.Words = runs
			out.Changes = append(out.Changes, ReferencesOnly)
		default:
			out.Words = e.shown(i, k, runs)
			out.Changes = append(out.Changes, Changed)
		}
	}
	if x.title != y.title {
		out.Changes = append(out.Changes, Retitled)
	}
	if e.moved[i] {
		out.Changes = append(out.Changes, Moved)
	}
	if x.number != y.number || x.kind != y.kind || e.otherParent(i, k) && !e.moved[i] {
		out.Changes = append(out.Changes, Renumbered)
	}
	out.Change = Same
	if len(out.Changes) > 0 {
		out.Change = out.Changes[0]
	}
	if out.Change == Same || out.Change == Renumbered || out.Change == Moved {
		out.Note = e.stale(i, k)
	}
}

// shown is the words of a changed pair. Of a clause that was split it is those
// of this piece; one made of two has all of both.
func (e *editions) shown(i, k int, runs []WordRun) []WordRun {
	switch {
	case len(e.into[i]) > 0:
		return e.split(i).of(k)
	case len(e.from[k]) > 0:
		return e.joint(k).all()
	}
	return runs
}

func differ(runs []WordRun) bool {
	return slices.ContainsFunc(runs, func(r WordRun) bool {
		if r.Op == WordsSame {
			return false
		}
		for _, w := range diffWords(r.Text) {
			if len(w.fold) > 1 || w.fold >= "0" && w.fold <= "9" || w.fold >= "A" && w.fold <= "Z" || w.fold >= "a" && w.fold <= "z" || w.fold == "$" || w.fold == "%" {
				return true
			}
		}
		return false
	})
}

func (e *editions) otherParent(i, k int) bool {
	up, to := e.p.a[i].parent, e.p.b[k].parent
	if up < 0 || to < 0 {
		return (up < 0) != (to < 0)
	}
	return e.p.toB[up] != to
}

// Changed is v without the pairs that are the same. Its counts stay.
func (v Versions) Changed() Versions {
	v.Pairs = slices.DeleteFunc(slices.Clone(v.Pairs), func(p Pair) bool { return p.Change == Same })
	return v
}
