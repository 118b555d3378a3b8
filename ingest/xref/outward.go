package xref

import (
	"fmt"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// place finds steps that no "this" ties down: from where the words stand
// outward, or from the agreement at large for articles.
func (r *resolver) place(m *Mention) outcome {
	s := m.Steps[0]
	switch s.Kind {
	case corpus.Article, corpus.Letter:
		return r.fromTop(m)
	case corpus.Appendix:
		return r.appendix(m)
	}
	if m.Whole {
		// In a letter, "Section 4 of this Agreement" is the letter's own; a
		// section's number without an article says little of the whole.
		if found := r.outward(m.At, m.Steps[:1], true); len(found) == 1 {
			return r.deeper(m, found, m.Steps[1:])
		}
		o := r.fromTop(m)
		if len(o.found) > 8 {
			return outcome{reason: fmt.Sprintf("%d articles have a %s; the words do not say which", len(o.found), stepText(s))}
		}
		if len(o.found) > 0 {
			return o
		}
		at := *m // "Section 18.1.1 of this Understanding": the number says where
		at.Whole = false
		if near := r.place(&at); len(near.found) > 0 {
			return near
		}
		return o
	}
	if len(m.In) > 0 { // a later item of a list reads against the first
		with := *m
		with.Steps, with.In = append(append([]corpus.Step{}, m.In...), m.Steps...), nil
		if o := r.place(&with); len(o.found) > 0 && o.reason == "" {
			return o
		}
	}
	// "(1.b.5) above": the unit round the words that is item 1 and has an item b.
	if s.Kind == "" && len(m.Steps) > 2 {
		for j := m.At; j >= 0; j = r.t.Parent(j) {
			if corpus.SameNumber(r.a.Provisions[j].Number, s.Number) && (r.marked(j, m.Steps[1].Number) || len(r.t.LookupIn(j, m.Steps[1:2])) > 0) {
				return r.partly(m, j, m.Steps[1:])
			}
		}
	}
	// "(1) or (2) below": items of the very unit come first.
	if s.Kind == "" && r.mark(m.At, s.Number, m.Span, m.Where) >= 0 {
		return r.partly(m, m.At, m.Steps)
	}
	found := r.outward(m.At, m.Steps[:1], true)
	if i := r.cousin(m, found); i >= 0 {
		return r.deeper(m, []int{i}, m.Steps[1:])
	}
	if right := r.directed(m, found); len(right) > 0 {
		return r.deeper(m, right, m.Steps[1:])
	}
	// An item of the text round the words comes before a unit whose number has
	// another letter case: "Subsection c. above" is not Section C.
	if s.Kind != corpus.Section && s.Kind != corpus.Part {
		if i := r.markedAround(m.At, s.Number, m.Where, m.Span); i >= 0 {
			return outcome{found: []int{i}}
		}
	}
	if len(found) == 0 {
		found = r.outward(m.At, m.Steps[:1], false)
	}
	if right := r.directed(m, found); len(right) > 0 {
		if len(right) == 1 && len(m.Steps) > 1 && r.otherStyle(right[0], s) && len(r.t.LookupIn(right[0], m.Steps[1:2])) == 0 && !r.marked(right[0], m.Steps[1].Number) {
			return outcome{meant: right, reason: fmt.Sprintf("%s is numbered otherwise and has no %s", corpus.CitationOf(r.t, right[0]), stepText(m.Steps[1]))}
		}
		return r.deeper(m, right, m.Steps[1:])
	}
	if len(found) == 0 {
		return r.unmarked(m)
	}
	return outcome{meant: found, reason: fmt.Sprintf("%s does not stand %s", corpus.CitationOf(r.t, found[0]), m.Where)}
}

// cousin is the unit that "Subsection C above" means where the article's Section
// C is all that outward finds: the only one of that number below the section that
// the words stand in and before them; -1 if there is none.
func (r *resolver) cousin(m *Mention, found []int) int {
	s := m.Steps[0]
	sec := r.up(m.At, corpus.Section)
	if m.Where != "above" || s.Kind != corpus.Subsection && s.Kind != corpus.Paragraph || sec < 0 || len(found) != 1 || found[0] == sec || r.a.Provisions[found[0]].Kind != corpus.Section {
		return -1
	}
	one := -1
	for i := sec + 1; i < len(r.a.Provisions) && r.a.Provisions[i].Span.End <= m.Span.Start; i++ {
		if corpus.SameNumber(r.a.Provisions[i].Number, s.Number) {
			if one >= 0 {
				return -1
			}
			one = i
		}
	}
	return one
}

// outward looks for the first of steps among the children of i, then of its
// parent, and so on to the end of its scope. A unit of the very kind named comes
// before one of another kind that is nearer: inside Section 8 with its items 1 to
// 5, "Section 3" is not item 3; but "Section 1 above" is, where the sections are
// lettered.
//
// With letterCase, "c" is not "C". A letter inside an appendix goes on to the
// appendix: only what is not found in the nearer scope is looked for there.
func (r *resolver) outward(i int, steps []corpus.Step, letterCase bool) []int {
	s := steps[0]
	passes := []bool{true, false} // of that very kind; of any
	if s.Kind != corpus.Section && s.Kind != corpus.Part {
		passes = []bool{false}
	}
	if s.Kind == corpus.Part {
		passes = []bool{true} // "Medicare Part A" is no Section A
	}
	for {
		top := r.scope(i)
		for _, kind := range passes {
			for j := i; ; j = r.t.Parent(j) {
				if found := r.among(r.t.Children(j), s, kind, letterCase); len(found) > 0 {
					return found
				}
				if p := &r.a.Provisions[j]; p.Kind == s.Kind && corpus.SameNumber(p.Number, s.Number) {
					return []int{j}
				}
				if j == top {
					break
				}
			}
		}
		up := r.t.Parent(top)
		if up < 0 {
			if r.topLevel(top) {
				if found := r.among(r.t.Top(), s, false, letterCase); len(found) > 0 {
					return found
				}
			}
			if s.Kind == corpus.Section && !letterCase { // inside the parts of the article
				return r.t.LookupIn(top, steps)
			}
			return nil
		}
		i = up
	}
}

// topLevel reports whether i, at the top, is no scope of its own: an agreement
// of bare sections.
func (r *resolver) topLevel(i int) bool {
	switch r.a.Provisions[i].Kind {
	case corpus.Article, corpus.Letter, corpus.Appendix:
		return false
	}
	return true
}

// among lists those of level that have the number of s. A number with its parent
// in front ("5.2" in Article 5) is one too.
func (r *resolver) among(level []int, s corpus.Step, kind, letterCase bool) []int {
	var found []int
	for _, k := range level {
		p := &r.a.Provisions[k]
		if p.Number == "" || kind && p.Kind != s.Kind || p.Kind == corpus.Article || p.Kind == corpus.Letter || p.Kind == corpus.Appendix {
			continue
		}
		if letterCase && letter(s.Number[0]) && len(p.Number) > 0 && letter(p.Number[0]) && lower(s.Number[0]) != lower(p.Number[0]) && len(s.Number) == 1 {
			continue
		}
		if corpus.SameNumber(p.Number, s.Number) {
			found = append(found, k)
		} else if _, label, ok := strings.Cut(p.Number, " "); ok && s.Kind != corpus.Section && corpus.SameNumber(label, s.Number) {
			found = append(found, k) // "paragraph A.3" in Plan A
		}
	}
	return found
}

// directed lists those of found that stand where the words say: an "above" unit
// begins before them, a "below" one ends after them.
func (r *resolver) directed(m *Mention, found []int) []int {
	if m.Where == "" {
		return found
	}
	var right []int
	for _, i := range found {
		p := &r.a.Provisions[i]
		if m.Where == "above" && p.Span.Start <= m.Span.Start || m.Where == "below" && p.Span.End >= m.Span.End {
			right = append(right, i)
		}
	}
	return right
}

// settle narrows several places to those that the direction words allow.
func (r *resolver) settle(m *Mention, found []int) []int {
	if m.Where == "" || len(found) < 2 {
		return found
	}
	if right := r.directed(m, found); len(right) > 0 {
		return right
	}
	return found
}

// deeper goes on from found with the remaining steps, as far as there are units.
func (r *resolver) deeper(m *Mention, found []int, rest []corpus.Step) outcome {
	found = r.settle(m, found)
	if len(found) != 1 {
		var all []int
		for _, i := range found {
			if x := r.t.LookupIn(i, rest); len(x) > 0 {
				all = append(all, x...)
			}
		}
		if len(all) > 0 {
			return outcome{found: all}
		}
		return outcome{found: found}
	}
	return r.partly(m, found[0], rest)
}

// partly goes down from i along steps to the deepest unit that exists. What is
// below it is an item of its text, or is not there: then the reason says so.
func (r *resolver) partly(m *Mention, i int, steps []corpus.Step) outcome {
	for n := range steps {
		next := r.t.LookupIn(i, steps[n:n+1])
		if len(next) > 1 {
			return outcome{found: r.settle(m, next)}
		}
		if len(next) == 0 {
			s := steps[n]
			if entry := r.listed(i, s); entry != nil {
				return outcome{reason: listedReason(entry)}
			}
			if len(r.t.Children(i)) > 0 && (s.Kind == corpus.Section || s.Kind == corpus.Part) && !r.marked(i, s.Number) {
				return outcome{found: []int{i}, reason: fmt.Sprintf("%s has no %s", corpus.CitationOf(r.t, i), stepText(s)) + deepest}
			}
			if s.Kind == "" && s.Number != "" && !r.marked(i, s.Number) && !r.marked(i, strings.ToUpper(s.Number)) && !r.marked(i, strings.ToLower(s.Number)) {
				return outcome{found: []int{i}, reason: fmt.Sprintf("%s has no %s", corpus.CitationOf(r.t, i), stepText(s)) + deepest}
			}
			return outcome{found: []int{i}}
		}
		i = next[0]
	}
	return outcome{found: []int{i}}
}

// otherStyle reports whether step s numbers provision i otherwise than its
// heading does: roman for arabic. Of a longer citation, "Section II, F", of which
// the rest is not there either, it says that another paper is meant.
func (r *resolver) otherStyle(i int, s corpus.Step) bool {
	n := r.a.Provisions[i].Number
	return n != "" && s.Number != "" && digit(n[0]) != digit(s.Number[0])
}

// deepest ends the reason of a citation that leads to the deepest place there is,
// not all the way.
const deepest = "; this is the deepest place there is"

// stepText is a step as a reader would write it.
func stepText(s corpus.Step) string {
	if s.Kind == "" && s.Word == "" {
		return "item " + s.Number
	}
	return s.String()
}

// unmarked is the outcome for a number that no unit in scope has: the unit whose
// text has an item of that number, or nothing.
func (r *resolver) unmarked(m *Mention) outcome {
	s := m.Steps[0]
	top := r.scope(m.At)
	if s.Kind != corpus.Section {
		if i := r.markedAround(m.At, s.Number, m.Where, m.Span); i >= 0 {
			return outcome{found: []int{i}}
		}
	}
	if found := r.anywhere(s); len(found) > 0 && m.Where == "" {
		return r.deeper(m, found, m.Steps[1:])
	}
	// "Section G1", "Subsection 5.a": the number may be of two levels.
	if a, b, ok := split(s.Number); ok {
		with := *m
		first := s
		first.Number = a
		with.Steps = append([]corpus.Step{first, {Number: b}}, m.Steps[1:]...)
		found := r.outward(m.At, with.Steps[:1], true)
		if len(found) == 0 && (!upper(a[0]) || len(a) > 1) {
			found = r.outward(m.At, with.Steps[:1], false)
		}
		if len(found) > 0 {
			o := r.place(&with)
			if at := r.labelled(s.Number); at >= 0 && len(o.found) == 1 && (at == o.found[0] || r.a.Provisions[o.found[0]].Span.Contains(r.a.Provisions[at].Span)) {
				return outcome{found: []int{at}}
			}
			if len(o.found) == 1 && r.a.Provisions[o.found[0]].Kind == s.Kind && !r.marked(o.found[0], b) && len(r.t.LookupIn(o.found[0], with.Steps[1:2])) == 0 && strings.Contains(s.Number, ".") {
				return outcome{reason: "there is no " + stepText(s) + " here", meant: o.found}
			}
			return o
		}
	}
	if at := r.labelled(s.Number); at >= 0 {
		if r.ownLine(m) {
			return outcome{drop: true} // the label of a unit that was not read as one
		}
		return outcome{found: []int{at}, reason: s.Number + " stands in its text without a heading of its own"}
	}
	if strings.Contains(s.Number, ".") && r.ownLine(m) {
		return outcome{drop: true}
	}
	if s.Kind == corpus.Section && m.Where == "" && top >= 0 && r.a.Provisions[top].Kind == corpus.Article {
		if entry := r.listed(top, s); entry != nil {
			return outcome{reason: listedReason(entry)}
		}
	}
	if s.Kind == corpus.Part && !r.hasParts(top) {
		return outcome{drop: true} // "Medicare Part B", "known as Part A hours"
	}
	if found := r.inQuoted(m); len(found) > 0 {
		return r.deeper(m, found, m.Steps[1:])
	}
	if !r.a.Truncated && r.a.Kind != corpus.KindExcerpt || top >= 0 {
		return outcome{reason: fmt.Sprintf("there is no %s in %s", stepText(s), where(r, top))}
	}
	return outcome{reason: fmt.Sprintf("there is no %s in this file", stepText(s))}
}

// hasParts reports whether provision i has a part.
func (r *resolver) hasParts(i int) bool {
	if i < 0 {
		return false
	}
	for _, k := range r.t.Children(i) {
		if r.a.Provisions[k].Kind == corpus.Part {
			return true
		}
	}
	return false
}

// inQuoted looks in the article that the heading of the letter round the words
// cites: a letter that writes an article anew has its sections' labels in it.
func (r *resolver) inQuoted(m *Mention) []int {
	for j := m.At; j >= 0; j = r.t.Parent(j) {
		if art, ok := r.quoted[j]; ok && art >= 0 && r.a.Provisions[j].Kind == corpus.Letter {
			return r.among(r.t.Children(art), m.Steps[0], false, false)
		}
	}
	return nil
}

func where(r *resolver, i int) string {
	if i < 0 {
		return "the agreement"
	}
	return corpus.CitationOf(r.t, i)
}

// anywhere lists the sections with that number in all the agreement, where the
// number alone says which: decimal ("Section 22.5" cited from Article 3), or in a
// document whose sections run on from article to article.
func (r *resolver) anywhere(s corpus.Step) []int {
	if s.Kind != corpus.Section && s.Kind != corpus.Subsection {
		return nil
	}
	if r.sections == nil {
		r.sections = map[string][]int{}
		r.runOn = true
		articles := map[int]bool{}
		for i := range r.a.Provisions {
			p := &r.a.Provisions[i]
			if p.Number == "" || p.Kind != corpus.Section && !strings.Contains(p.Number, ".") {
				continue
			}
			if top := r.scope(i); r.a.Provisions[top].Kind == corpus.Article {
				key := strings.ToLower(p.Number)
				r.sections[key] = append(r.sections[key], i)
				r.runOn = r.runOn && len(r.sections[key]) == 1
				articles[top] = true
			}
		}
		r.runOn = r.runOn && len(articles) > 2 && len(r.sections) > 9
	}
	if !strings.Contains(s.Number, ".") && !r.runOn {
		return nil
	}
	return r.sections[strings.ToLower(s.Number)]
}

// split divides a number of two levels: "G1", "5.2", "9b".
func split(s string) (a, b string, ok bool) {
	if a, b, ok := strings.Cut(s, "."); ok {
		return a, b, a != "" && b != ""
	}
	for k := 1; k < len(s); k++ {
		if digit(s[k]) != digit(s[0]) && s[k] != '-' {
			return strings.TrimRight(s[:k], "-"), s[k:], true
		}
	}
	return "", "", false
}
