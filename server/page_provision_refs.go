package server

import (
	"fmt"
	"slices"

	"github.com/clausebook/clausebook/corpus"
)

// outOf lists the references that stand in provision i or inside it and do not
// lead back into it, each target once.
func outOf(t *corpus.Tree, i int) []outView {
	a := t.Agreement()
	inside := insideOf(t, i)
	var out []outView
	seen := map[string]bool{}
	for k := range a.References {
		r := &a.References[k]
		key := r.Target + "\x00" + r.Raw
		if !inside[r.From] || inside[r.Target] || seen[key] || len(out) == maxShown {
			continue
		}
		seen[key] = true
		v := outView{Text: r.Raw, Status: string(r.Status), Outcome: outcome(r)}
		if p := t.Provision(r.Target); p != nil {
			v.Href, v.Outcome = provisionHref(a.ID, p.ID), labelOf(p)
		}
		for _, c := range r.Candidates {
			if p := t.Provision(c); p != nil {
				v.Candidates = append(v.Candidates, link{provisionHref(a.ID, c), labelOf(p)})
			}
		}
		out = append(out, v)
	}
	return out
}

// insideOf has the ids of provision i and of all that is inside it.
func insideOf(t *corpus.Tree, i int) map[string]bool {
	a := t.Agreement()
	inside := map[string]bool{a.Provisions[i].ID: true}
	// Descendants follow their ancestor without a gap.
	for k := i + 1; k < len(a.Provisions) && inside[a.Provisions[k].Parent]; k++ {
		inside[a.Provisions[k].ID] = true
	}
	return inside
}

// citedBy lists what refers to provision i or to something inside it from
// outside, each place once.
func citedBy(t *corpus.Tree, i int) ([]inView, string) {
	a := t.Agreement()
	inside := insideOf(t, i)
	var out []inView
	more := 0
	seen := map[string]bool{}
	for k := range a.References {
		r := &a.References[k]
		from := t.Provision(r.From)
		if from == nil || inside[r.From] {
			continue
		}
		maybe := slices.ContainsFunc(r.Candidates, func(c string) bool { return inside[c] })
		key := r.From + "\x00" + r.Target
		if !inside[r.Target] && !maybe || seen[key] {
			continue
		}
		seen[key] = true
		if len(out) == maxShown {
			more++
			continue
		}
		v := inView{Href: spanHref(a.ID, from.ID, r.Span), Text: labelOf(from)}
		switch target := t.Provision(r.Target); {
		case maybe:
			v.Outcome = "may mean this"
		case r.Target != a.Provisions[i].ID && target != nil:
			v.Outcome = "to " + target.Citation
		}
		out = append(out, v)
	}
	if more > 0 {
		return out, fmt.Sprintf("and %d more", more)
	}
	return out, ""
}
