package xref

import (
	"fmt"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// fromTop finds an article, a letter, or a place of the agreement at large. In
// an appendix with articles of its own, those come first.
func (r *resolver) fromTop(m *Mention) outcome {
	if !m.Whole {
		for j := r.t.Parent(m.At); ; j = r.t.Parent(j) {
			i := j
			if i < 0 {
				break
			}
			if k := r.a.Provisions[i].Kind; k == corpus.Appendix || k == corpus.Letter {
				if found := r.t.LookupIn(i, m.Steps); len(found) > 0 {
					return outcome{found: found}
				}
			}
		}
	}
	c := corpus.Citation{Steps: m.Steps}
	if found := r.t.Lookup(c); len(found) > 0 {
		return outcome{found: r.settle(m, found)}
	}
	found, used := r.t.LookupPrefix(c)
	if used == 0 {
		return r.missing(m)
	}
	if len(found) > 1 {
		return outcome{found: r.settle(m, found)}
	}
	return r.partly(m, found[0], m.Steps[used:])
}

// appendix finds an appendix: one inside the appendix or letter that the words
// stand in, else one of the agreement.
func (r *resolver) appendix(m *Mention) outcome {
	if !m.Whole {
		for j := m.At; j >= 0; j = r.t.Parent(j) {
			if k := r.a.Provisions[j].Kind; k != corpus.Appendix && k != corpus.Letter {
				continue
			}
			own := false
			for _, k := range r.t.Children(j) {
				own = own || r.a.Provisions[k].Kind == corpus.Appendix
			}
			if !own {
				continue
			}
			if found := r.t.LookupIn(j, m.Steps); len(found) > 0 {
				return outcome{found: found}
			}
			// It has appendices of its own, but not this one: which is meant
			// cannot be said.
			found := r.t.Lookup(corpus.Citation{Steps: m.Steps})
			return outcome{meant: found, reason: fmt.Sprintf("%s has appendices of its own, and no %s", corpus.CitationOf(r.t, j), m.Steps[0])}
		}
	}
	c := corpus.Citation{Steps: m.Steps}
	found := r.t.Lookup(c)
	if len(found) > 0 {
		group := true // "Appendix C" for C-1 and C-2: all of them
		for _, i := range found {
			group = group && !corpus.SameNumber(r.a.Provisions[i].Number, m.Steps[0].Number)
		}
		return outcome{found: found, all: group && len(m.Steps) == 1}
	}
	if found, used := r.t.LookupPrefix(c); used > 0 {
		if len(found) > 1 {
			return outcome{found: found}
		}
		return r.partly(m, found[0], m.Steps[used:])
	}
	return r.missing(m)
}

// inTable reports whether the citation stands in a table.
func (r *resolver) inTable(m *Mention) bool {
	for n := range r.a.Tables {
		if r.a.Tables[n].Span.Contains(m.Span) {
			return true
		}
	}
	return false
}

// wholeLine reports whether the citation is all of its line: an entry of a list of
// attachments.
func (r *resolver) wholeLine(m *Mention) bool {
	before := strings.TrimRight(r.a.Text[:m.Span.Start], " \t*#")
	after := strings.TrimLeft(r.a.Text[m.Span.End:], " \t*.")
	return (before == "" || before[len(before)-1] == '\n' || before[len(before)-1] == '\f') && (after == "" || after[0] == '\n' || after[0] == '\r' || after[0] == '\f')
}

// missing says why a place of the agreement at large is not there. "Annex C-1" in
// a table's cell names a building where the agreement has no annex.
func (r *resolver) missing(m *Mention) outcome {
	s, steps := m.Steps[0], m.Steps
	if s.Kind == corpus.Appendix && s.Word != "" && (r.inTable(m) || r.wholeLine(m)) {
		return outcome{drop: true}
	}
	for n := range r.a.Contents {
		e := &r.a.Contents[n]
		if e.Provision == "" && e.Kind == s.Kind && e.Number != "" && corpus.SameNumber(e.Number, s.Number) {
			return outcome{reason: listedReason(e)}
		}
	}
	text := corpus.Citation{Steps: steps[:1]}.String()
	switch {
	case r.a.Kind == corpus.KindExcerpt:
		return outcome{reason: text + " lies beyond this excerpt"}
	case r.a.Truncated:
		return outcome{reason: text + " is not in this file, which stops before the agreement does"}
	case r.a.Kind == corpus.KindLetterDoc:
		return outcome{reason: text + " is of the agreement that this letter belongs to"}
	}
	return outcome{reason: "there is no " + text + " in the agreement"}
}

// listed is the contents entry without a body for step s below provision i, if
// there is one: the entry stands behind that of i, deeper, before the next one
// as high.
func (r *resolver) listed(i int, s corpus.Step) *corpus.ContentsEntry {
	if r.entries == nil {
		r.entries = map[string][]int{}
		for n := range r.a.Contents {
			if id := r.a.Contents[n].Provision; id != "" {
				r.entries[id] = append(r.entries[id], n)
			}
		}
	}
	for _, n := range r.entries[r.a.Provisions[i].ID] {
		for k := n + 1; k < len(r.a.Contents) && r.a.Contents[k].Depth > r.a.Contents[n].Depth; k++ {
			e := &r.a.Contents[k]
			if e.Provision == "" && e.Number != "" && corpus.SameNumber(e.Number, s.Number) && (s.Kind == "" || e.Kind == s.Kind || e.Kind == corpus.Other) {
				return e
			}
		}
	}
	return nil
}

func listedReason(e *corpus.ContentsEntry) string {
	text := "it stands in the contents list only"
	if e.Title != "" {
		text += ": " + e.Title
	}
	if e.Page != "" {
		text += ", p. " + e.Page
	}
	return text
}
