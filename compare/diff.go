package compare

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// ErrNoProvision says that what was named is no provision of the library.
var ErrNoProvision = errors.New("no such provision")

// A Diff is one provision against others, passage by passage.
type Diff struct {
	Base   Side       `json:"base"`
	Others []Contrast `json:"others"`
}

// A Side is one of the provisions compared, with all that is below it.
type Side struct {
	Agreement string      `json:"agreement"`
	ID        string      `json:"id"`
	Citation  string      `json:"citation"`
	Title     string      `json:"title"`
	Page      string      `json:"page,omitempty"`
	Span      corpus.Span `json:"span"`
	Passages  int         `json:"passages"`
}

// A Contrast is a provision against the base.
type Contrast struct {
	Side
	Likeness float64 `json:"likeness"` // of all their words, 0 to 1
	// Rows are in the order of this provision; what only the base has stands
	// behind what it stood behind there.
	Rows   []DiffRow      `json:"rows"`
	Counts map[Change]int `json:"counts"`
}

// A DiffRow is a passage of the base beside the one that answers to it.
type DiffRow struct {
	A        *Passage  `json:"a"` // of the base; null where it has none
	B        *Passage  `json:"b"`
	Pass     *Pass     `json:"pass"`
	Likeness float64   `json:"likeness"`
	Change   Change    `json:"change"`  // same, changed, moved, added or removed
	Changes  []Change  `json:"changes"` // every one that applies
	Words    []WordRun `json:"words"`
}

// A Passage is a sentence, or an item of a list.
type Passage struct {
	Text      string      `json:"text"`
	Provision string      `json:"provision"`
	Citation  string      `json:"citation"`
	Span      corpus.Span `json:"span"`
}

// Diff sets provisions side by side: the first is the base of all others. A ref
// is "AGREEMENT/PROVISION" by their ids, or a citation that names its agreement.
// It fails with [ErrNoProvision] where one is not there.
func (c *Comparer) Diff(ctx context.Context, refs []string) (Diff, error) {
	if len(refs) < 2 {
		return Diff{}, fmt.Errorf("%w: want two provisions or more, got %d", ErrNoProvision, len(refs))
	}
	var views []*view
	var at []int
	for _, ref := range refs {
		v, i, err := c.provision(ctx, ref)
		if err != nil {
			return Diff{}, fmt.Errorf("compare provisions: %w", err)
		}
		views, at = append(views, v), append(at, i)
	}
	out := Diff{Base: side(views[0], at[0]), Others: []Contrast{}}
	for n := 1; n < len(refs); n++ {
		if err := ctx.Err(); err != nil {
			return Diff{}, fmt.Errorf("compare provisions: %w", err)
		}
		out.Others = append(out.Others, contrast(views[0], at[0], views[n], at[n]))
	}
	return out, nil
}

// provision finds what ref names.
func (c *Comparer) provision(ctx context.Context, ref string) (*view, int, error) {
	if id, pid, ok := strings.Cut(strings.TrimSpace(ref), "/"); ok {
		if a, err := c.lib.Agreement(ctx, id); err == nil {
			v := c.view(a)
			if i := v.tree.Find(pid); i >= 0 {
				return v, i, nil
			}
			return nil, -1, fmt.Errorf("%w: %q in %s", ErrNoProvision, pid, id)
		}
	}
	cite, err := corpus.ParseCitation(ref)
	if err != nil || len(cite.Steps) == 0 {
		return nil, -1, fmt.Errorf("%w: %q is neither AGREEMENT/PROVISION nor a citation", ErrNoProvision, ref)
	}
	views, err := c.chosen(ctx, nil)
	if err != nil {
		return nil, -1, err
	}
	v, i := whose(cite, views)
	if v == nil {
		return nil, -1, fmt.Errorf("%w: %q", ErrNoProvision, ref)
	}
	return v, i, nil
}

func side(v *view, i int) Side {
	p := &v.a.Provisions[i]
	return Side{Agreement: v.a.ID, ID: p.ID, Citation: p.Citation, Title: p.Title, Page: p.Page, Span: p.Span, Passages: len(v.passages(i))}
}

// passages lists the sentences of provision i and of all below it, in order.
func (v *view) passages(i int) []Passage {
	var out []Passage
	for j := i; j < len(v.a.Provisions) && (j == i || v.below(j, i)); j++ {
		p := &v.a.Provisions[j]
		c := v.tree.CleanText(j)
		for _, s := range c.Sentences() {
			out = append(out, Passage{Text: c.Text[s[0]:s[1]], Provision: p.ID, Citation: p.Citation, Span: c.Source(s[0], s[1])})
		}
	}
	return out
}

// below reports whether provision j lies under provision i.
func (v *view) below(j, i int) bool {
	for j = v.tree.Parent(j); j >= 0; j = v.tree.Parent(j) {
		if j == i {
			return true
		}
	}
	return false
}

// sentencesOf makes a clause of each passage.
func sentencesOf(v *view, list []Passage, lex *lexicon) []clause {
	out := make([]clause, len(list))
	for n := range list {
		c := v.a.CleanSpans(list[n].Span)
		out[n] = clause{parent: -1, clean: c, text: c.Text}
		out[n].count(lex)
	}
	sumUp(out)
	return out
}

func contrast(x *view, i int, y *view, k int) Contrast {
	as, bs := x.passages(i), y.passages(k)
	lex := &lexicon{number: map[string]int{}}
	a, b := sentencesOf(x, as, lex), sentencesOf(y, bs, lex)
	p := pair(a, b, lex, likeSaying)
	e := &editions{p: p, moved: p.moves()}
	out := Contrast{Side: side(y, k), Rows: []DiffRow{}, Counts: map[Change]int{}}
	var shared, all float64
	for _, at := range e.order() {
		r := DiffRow{Words: []WordRun{}, Changes: []Change{}}
		if at[0] >= 0 {
			r.A = &as[at[0]]
			all += a[at[0]].weight
		}
		if at[1] >= 0 {
			r.B = &bs[at[1]]
			all += b[at[1]].weight
		}
		switch {
		case r.B == nil:
			r.Change = Removed
		case r.A == nil:
			r.Change = Added
		default:
			s, t := &a[at[0]], &b[at[1]]
			r.Pass = &p.pass[at[0]]
			r.Likeness = 1
			both := common(s, t, p.rare)
			shared, all = shared+both, all-both
			if s.body != t.body {
				r.Likeness = round(alike(s, t, p.rare))
				if runs := located(WordDiff(s.text, t.text), s.clean, t.clean); differ(runs) {
					r.Words = runs
					r.Changes = append(r.Changes, Changed)
				}
			}
			if e.moved[at[0]] {
				r.Changes = append(r.Changes, Moved)
			}
			r.Change = Same
			if len(r.Changes) > 0 {
				r.Change = r.Changes[0]
			}
		}
		if len(r.Changes) == 0 {
			r.Changes = append(r.Changes, r.Change)
		}
		out.Rows = append(out.Rows, r)
		out.Counts[r.Change]++
	}
	if all > 0 {
		out.Likeness = round(shared / all)
	}
	return out
}
