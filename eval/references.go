package eval

import (
	"fmt"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/gold"
)

// References says how well one document's citations were found and resolved.
// A reference counts as found at a gold citation only if it is about as long:
// at most 25 inked characters more. Shares without anything to count are nil.
type References struct {
	GoldInternal       int      `json:"gold_internal"`
	Found              *float64 `json:"found"`                // of the internal ones
	ResolvedRight      *float64 `json:"resolved_right"`       // of the internal ones
	ExternalOrDangling int      `json:"external_or_dangling"` // gold ones that lead nowhere in the text
	ToldApart          *float64 `json:"told_apart"`           // of those: found and not resolved
	StatusRight        *float64 `json:"status_right"`         // of those: the right one of external and dangling
	PredictedResolved  int      `json:"predicted_resolved"`
	UnmatchedResolved  int      `json:"unmatched_resolved"` // resolved where gold has no citation
	WrongResolved      int      `json:"wrong_resolved"`     // resolved to what gold does not name there
	Precision          *float64 `json:"precision"`          // of those resolved
}

// A citationMatch is a gold citation with the references read at its place.
type citationMatch struct {
	gold *gold.Reference
	near []int // indices of the references
}

func (m *matching) citations() []citationMatch {
	out := make([]citationMatch, 0, len(m.g.Xrefs))
	type extent struct{ start, end int }
	read := make([]extent, len(m.a.References))
	for i, r := range m.a.References {
		read[i] = extent{m.ink.pos(r.Span.Start), m.ink.pos(r.Span.End)}
	}
	for i := range m.g.Xrefs {
		x := &m.g.Xrefs[i]
		start, length := m.place(x.Offset), inkLen(x.Raw)
		c := citationMatch{gold: x}
		for k, r := range read {
			touches := r.start < start+length && start < r.end || distance(r.start, start) <= 2
			if touches && r.end-r.start <= length+25 {
				c.near = append(c.near, k)
			}
		}
		out = append(out, c)
	}
	return out
}

// references measures the references of m, and lists what is wrong.
func (m *matching) references() (References, []string) {
	var misses []string
	miss := func(format string, args ...any) { misses = append(misses, fmt.Sprintf(format, args...)) }
	refs := m.a.References
	citations := m.citations()
	claimed := map[int]bool{}
	vague := map[int]bool{} // at a citation whose target is doubtful or no unit
	allowed := map[int][]string{}
	for _, c := range citations {
		meant := m.meant(c.gold.Target)
		unsure := c.gold.Kind == gold.Ambiguous || c.gold.Target != nil && !m.known[*c.gold.Target]
		for _, k := range c.near {
			claimed[k] = true
			allowed[k] = append(allowed[k], meant...)
			vague[k] = vague[k] || unsure
		}
	}
	var out References
	var found, right, apart, status int
	for _, c := range citations {
		var resolved []int
		for _, k := range c.near {
			if refs[k].Status == corpus.Resolved {
				resolved = append(resolved, k)
			}
		}
		x := c.gold
		switch x.Kind {
		case gold.Internal:
			out.GoldInternal++
			if len(c.near) == 0 {
				miss("lost in %s: %q", x.From, x.Raw)
				continue
			}
			found++
			unknown := x.Target == nil || !m.known[*x.Target]
			if unknown || m.anyWithin(resolved, m.meant(x.Target)) {
				right++
			} else {
				miss("misresolved in %s: %q is %s, read %v", x.From, x.Raw, deref(x.Target), m.targets(resolved))
			}
		case gold.External, gold.Dangling:
			out.ExternalOrDangling++
			switch {
			case len(c.near) == 0:
				miss("lost in %s: %q (%s)", x.From, x.Raw, x.Kind)
			case len(resolved) == 0:
				apart++
				if m.statusRight(c) {
					status++
				} else {
					miss("status in %s: %q is %s, read %s", x.From, x.Raw, x.Kind, refs[c.near[0]].Status)
				}
			case m.allAllowed(resolved, allowed): // the resolved part of a list
				apart++
				status++
			default:
				miss("misresolved in %s: %q is %s, read %v", x.From, x.Raw, x.Kind, m.targets(resolved))
			}
		}
	}
	for k, r := range refs {
		switch {
		case r.Status != corpus.Resolved:
			continue
		case !claimed[k]:
			out.UnmatchedResolved++
			miss("stray in %s: %q to %s", r.From, r.Raw, r.Target)
		case !vague[k] && !within(r.Target, allowed[k]):
			out.WrongResolved++
			miss("wrong in %s: %q to %s", r.From, r.Raw, r.Target)
		}
		out.PredictedResolved++
	}
	out.Found, out.ResolvedRight = ratio(found, out.GoldInternal), ratio(right, out.GoldInternal)
	out.ToldApart, out.StatusRight = ratio(apart, out.ExternalOrDangling), ratio(status, out.ExternalOrDangling)
	out.Precision = ratio(out.PredictedResolved-out.UnmatchedResolved-out.WrongResolved, out.PredictedResolved)
	return out, misses
}

// statusRight reports whether one of the references at c has gold's status. A
// dangling citation may also be read as ambiguous.
func (m *matching) statusRight(c citationMatch) bool {
	for _, k := range c.near {
		s := m.a.References[k].Status
		if string(s) == string(c.gold.Kind) || c.gold.Kind == gold.Dangling && s == corpus.Ambiguous {
			return true
		}
	}
	return false
}

func (m *matching) anyWithin(refs []int, ids []string) bool {
	for _, k := range refs {
		if within(m.a.References[k].Target, ids) {
			return true
		}
	}
	return false
}

func (m *matching) allAllowed(refs []int, allowed map[int][]string) bool {
	for _, k := range refs {
		if !within(m.a.References[k].Target, allowed[k]) {
			return false
		}
	}
	return true
}

func (m *matching) targets(refs []int) []string {
	out := make([]string, 0, len(refs))
	for _, k := range refs {
		out = append(out, m.a.References[k].Target)
	}
	return out
}
