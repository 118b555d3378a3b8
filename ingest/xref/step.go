package xref

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/pattern"
)

// step finds "Step Two of the grievance procedure": a provision titled "Step
// Two …" in this article, or in one about grievances.
func (r *resolver) step(m *Mention) outcome {
	if r.steps == nil {
		r.steps = []int{}
		for i := range r.a.Provisions {
			if p := &r.a.Provisions[i]; hasPrefixFold(p.Number, "step ") || hasPrefixFold(p.Title, "step ") || hasPrefixFold(p.Heading, "step ") {
				r.steps = append(r.steps, i)
			}
		}
	}
	var found []int
	for _, i := range r.steps {
		if !stepTitle(&r.a.Provisions[i], m.Steps[0].Number) {
			continue
		}
		top := r.scope(i)
		if m.This != "" && top != r.scope(m.At) || m.This == "" && !strings.Contains(strings.ToLower(r.a.Provisions[top].Title), "grievance") {
			continue
		}
		found = append(found, i)
	}
	if len(found) == 0 {
		return r.stepLine(m)
	}
	return outcome{found: found}
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// stepLine finds a step that is no unit of its own: the unit whose text has a
// line or piece that opens with "Step Two". If there is none, the words were no
// citation but running text.
func (r *resolver) stepLine(m *Mention) outcome {
	key := itemKey{-1, m.Steps[0].Number}
	if m.This != "" {
		key.provision = r.scope(m.At)
	}
	found, ok := r.items[key]
	if !ok {
		found = r.stepLines(m)
		r.items[key] = found
	}
	if len(found) == 0 {
		return r.noStep(m)
	}
	return outcome{found: found}
}

// noStep is the outcome for a step that no procedure has: dangling where the
// grievance procedure numbers its steps, two or more, and lacks this one; else no
// citation but running text.
func (r *resolver) noStep(m *Mention) outcome {
	count, highest := 0, -1
	for _, i := range r.steps {
		if strings.Contains(strings.ToLower(r.a.Provisions[r.scope(i)].Title), "grievance") {
			count++
			highest = i
		}
	}
	if m.This != "" || count < 2 {
		return outcome{drop: true}
	}
	return outcome{reason: fmt.Sprintf("the grievance procedure has no Step %s; its last is %s", m.Steps[0].Number, r.a.Provisions[highest].Citation)}
}

// lineOfStep is the front of a line that opens with a step's number.
var lineOfStep = pattern.New(`(?m)^[ \t*]*(?i:step) (\w{1,5})\b`)

func (r *resolver) stepLines(m *Mention) []int {
	var found []int
	for i := range r.a.Provisions {
		p := &r.a.Provisions[i]
		if p.Parent != "" || m.This != "" && i != r.scope(m.At) || !strings.Contains(strings.ToLower(p.Title), "grievance") {
			continue
		}
		for _, at := range lineOfStep.FindAllStringSubmatchIndex(r.a.Text[p.Span.Start:p.Span.End], -1) {
			if sameStep(r.a.Text[p.Span.Start+at[2]:p.Span.Start+at[3]], m.Steps[0].Number) {
				found = append(found, r.t.At(p.Span.Start+at[0]))
				break
			}
		}
	}
	return found
}

func stepTitle(p *corpus.Provision, number string) bool {
	for _, s := range []string{p.Number, p.Title, p.Heading} {
		f := strings.FieldsFunc(s, func(c rune) bool { return c == ' ' || c == ':' || c == '.' || c == '-' || c == '–' || c == '#' })
		if len(f) < 2 || !strings.EqualFold(f[0], "step") {
			continue
		}
		if sameStep(f[1], number) {
			return true
		}
	}
	return false
}

// sameStep compares the numbers of steps: "Two", "2" and "II" are the same.
func sameStep(a, b string) bool {
	if v := numberWord(a); v != "" {
		a = v
	}
	if corpus.SameNumber(a, b) {
		return true
	}
	if v, ok := corpus.RomanValue(a); ok && corpus.SameNumber(strconv.Itoa(v), b) {
		return true
	}
	v, ok := corpus.RomanValue(b)
	return ok && corpus.SameNumber(strconv.Itoa(v), a)
}
