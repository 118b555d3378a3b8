package compare

import (
	"fmt"
	"sort"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// cited lists the resolved citations in the own text of provision i, in order.
func cited(t *corpus.Tree, i int) []*corpus.CrossReference {
	a := t.Agreement()
	var out []*corpus.CrossReference
	for _, own := range t.Own(i) {
		n := sort.Search(len(a.References), func(n int) bool { return a.References[n].Span.Start >= own.Start })
		for ; n < len(a.References) && a.References[n].Span.Start < own.End; n++ {
			if a.References[n].Status == corpus.Resolved {
				out = append(out, &a.References[n])
			}
		}
	}
	return out
}

// referencesOnly reports whether the texts of a pair differ in nothing but
// citations, and each of them cites in the new edition what stands for what it
// cited in the old: "Article 9" became "Article 10" as the article did.
func (e *editions) referencesOnly(i, k int) bool {
	masked := func(t *corpus.Tree, n int, c *clause, name func(id string) string) string {
		var b strings.Builder
		at := 0
		for _, r := range cited(t, n) {
			from, to := c.clean.Offset(r.Span.Start), c.clean.Offset(r.Span.End)
			if from < at { // a list or range has one citation a target
				if from == at-1 || to <= at {
					fmt.Fprintf(&b, "<%s>", name(r.Target))
				}
				continue
			}
			b.WriteString(c.text[at:from])
			fmt.Fprintf(&b, "<%s>", name(r.Target))
			at = to
		}
		b.WriteString(c.text[at:])
		return foldWords(b.String())
	}
	before := masked(e.old, i, &e.p.a[i], func(id string) string {
		if n := e.old.Find(id); n >= 0 && e.p.toB[n] >= 0 {
			return e.new.Agreement().Provisions[e.p.toB[n]].ID
		}
		return "gone " + id
	})
	after := masked(e.new, k, &e.p.b[k], func(id string) string { return id })
	return before == after
}

// stale says which citations of a clause that kept its words now lead
// elsewhere: what "Article 9" meant is Article 10 now.
func (e *editions) stale(i, k int) string {
	was, is := cited(e.old, i), cited(e.new, k)
	if len(was) != len(is) {
		return ""
	}
	for n := range was {
		o := e.old.Find(was[n].Target)
		if o < 0 || e.p.toB[o] < 0 || was[n].Raw != is[n].Raw {
			continue
		}
		now := e.new.Agreement().Provisions[e.p.toB[o]]
		if now.ID != is[n].Target {
			return fmt.Sprintf("still cites %q, which was %s and is %s now", is[n].Raw, e.old.Provision(was[n].Target).Citation, now.Citation)
		}
	}
	return ""
}
