package corpus

import (
	"errors"
	"fmt"
	"slices"
	"unicode"
	"unicode/utf8"
)

// Validate proves that a is whole: spans lie inside the text on rune
// boundaries, children inside parents, siblings in order, nothing overlaps that
// must not, ids are unique and known, and every byte that is not white space
// belongs to exactly one of a provision's own text, a heading, or furniture.
// It returns every fault it finds, joined, at most 50.
func (a *Agreement) Validate() error {
	v := &validator{a: a}
	v.furniture()
	v.provisions()
	v.owners()
	v.rest()
	return errors.Join(v.errs...)
}

type validator struct {
	a    *Agreement
	errs []error
}

func (v *validator) fault(format string, args ...any) {
	if len(v.errs) < 50 {
		v.errs = append(v.errs, fmt.Errorf(format, args...))
	}
}

// span checks that s is inside the text, the right way round, on rune
// boundaries.
func (v *validator) span(what string, s Span) {
	t := v.a.Text
	if s.Start < 0 || s.End < s.Start || s.End > len(t) {
		v.fault("%s: span %d-%d outside the text of %d bytes", what, s.Start, s.End, len(t))
		return
	}
	if s.Start < len(t) && !utf8.RuneStart(t[s.Start]) || s.End < len(t) && !utf8.RuneStart(t[s.End]) {
		v.fault("%s: span %d-%d cuts a character in two", what, s.Start, s.End)
		return
	}
}

func (v *validator) furniture() {
	end := 0
	for i, f := range v.a.Furniture {
		what := fmt.Sprintf("furniture %d (%s)", i, f.Kind)
		v.span(what, f.Span)
		if f.Span.Start < end {
			v.fault("%s: span %d-%d overlaps or is out of order", what, f.Span.Start, f.Span.End)
		}
		end = f.Span.End
	}
	end = 0
	for i, h := range v.a.Hyphens {
		what := fmt.Sprintf("hyphen %d", i)
		v.span(what, h.Span)
		if h.Span.Start < end || h.Span.Len() < 1 {
			v.fault("%s: span %d-%d is empty, overlaps or is out of order", what, h.Span.Start, h.Span.End)
		}
		end = h.Span.End
	}
}

func (v *validator) provisions() {
	seen := make(map[string]int, len(v.a.Provisions))
	last := map[string]int{} // parent id → end of its last child so far
	for i, p := range v.a.Provisions {
		what := fmt.Sprintf("provision %q", p.ID)
		if p.ID == "" {
			what = fmt.Sprintf("provision %d", i)
			v.fault("%s: no id", what)
		}
		if _, dup := seen[p.ID]; dup {
			v.fault("%s: id used twice", what)
		}
		v.span(what, p.Span)
		if p.Span.Len() == 0 {
			v.fault("%s: empty span at %d", what, p.Span.Start)
		}
		v.span(what+" heading", p.HeadingSpan)
		if !p.Span.Contains(p.HeadingSpan) || p.HeadingSpan.Start != p.Span.Start {
			v.fault("%s: heading %d-%d does not open the span %d-%d", what, p.HeadingSpan.Start, p.HeadingSpan.End, p.Span.Start, p.Span.End)
		}
		if !knownKind(p.Kind) {
			v.fault("%s: unknown kind %q", what, p.Kind)
		}
		if p.Confidence < 0 || p.Confidence > 1 {
			v.fault("%s: confidence %v outside [0,1]", what, p.Confidence)
		}
		if p.Parent != "" {
			up, ok := seen[p.Parent]
			if !ok {
				v.fault("%s: parent %q does not come before it", what, p.Parent)
			} else {
				q := v.a.Provisions[up]
				if !q.Span.Contains(p.Span) {
					v.fault("%s: span %d-%d outside its parent %q %d-%d", what, p.Span.Start, p.Span.End, q.ID, q.Span.Start, q.Span.End)
				}
				if p.Span.Start < q.HeadingSpan.End {
					v.fault("%s: starts at %d inside the heading of its parent %q", what, p.Span.Start, q.ID)
				}
			}
		}
		if p.Span.Start < last[p.Parent] {
			v.fault("%s: span %d-%d overlaps or precedes the sibling before it", what, p.Span.Start, p.Span.End)
		}
		last[p.Parent] = p.Span.End
		seen[p.ID] = i
		if i > 0 && p.Span.Start < v.a.Provisions[i-1].Span.Start {
			v.fault("%s: not in document order", what)
		}
	}
}

// owners checks that what lies outside every provision is furniture or white
// space. Inside, each byte has one owner because children nest and do not
// overlap.
func (v *validator) owners() {
	pos, f := 0, 0
	check := func(end int) {
		for pos < end {
			for f < len(v.a.Furniture) && v.a.Furniture[f].Span.End <= pos {
				f++
			}
			if f < len(v.a.Furniture) && v.a.Furniture[f].Span.Start <= pos {
				pos = v.a.Furniture[f].Span.End
				continue
			}
			r, w := utf8.DecodeRuneInString(v.a.Text[pos:])
			if !unicode.IsSpace(r) && r != '\ufeff' {
				end := min(pos+40, len(v.a.Text))
				v.fault("byte %d: %q belongs to no provision and is not furniture", pos, v.a.Text[pos:end])
				return
			}
			pos += w
		}
	}
	for _, p := range v.a.Provisions {
		if p.Parent != "" || p.Span.Start < 0 || p.Span.End < p.Span.Start || p.Span.End > len(v.a.Text) {
			continue
		}
		check(p.Span.Start)
		pos = max(pos, p.Span.End)
	}
	check(len(v.a.Text))
}

func (v *validator) rest() {
	ids := make(map[string]bool, len(v.a.Provisions))
	for _, p := range v.a.Provisions {
		ids[p.ID] = true
	}
	known := func(what, id string) {
		if id != "" && !ids[id] {
			v.fault("%s: no provision %q", what, id)
		}
	}
	end := 0
	for i, p := range v.a.Pages {
		what := fmt.Sprintf("page %d", i)
		v.span(what, p.Span)
		if p.Span.Start < end {
			v.fault("%s: overlaps or is out of order", what)
		}
		end = p.Span.End
	}
	for i, c := range v.a.Contents {
		what := fmt.Sprintf("contents entry %d", i)
		v.span(what, c.Span)
		known(what, c.Provision)
	}
	for i, r := range v.a.References {
		what := fmt.Sprintf("reference %d %q", i, r.Raw)
		v.span(what, r.Span)
		known(what, r.From)
		known(what, r.Target)
		for _, c := range r.Candidates {
			known(what, c)
		}
		if (r.Status == Resolved) != (r.Target != "") {
			v.fault("%s: status %s with target %q", what, r.Status, r.Target)
		}
		if r.Status == Ambiguous && len(r.Candidates) < 2 {
			v.fault("%s: ambiguous with %d candidates", what, len(r.Candidates))
		}
	}
	for i, t := range v.a.Terms {
		what := fmt.Sprintf("term %d %q", i, t.Raw)
		v.span(what, t.Span)
		known(what, t.Provision)
	}
	for i, t := range v.a.Tables {
		what := fmt.Sprintf("table %d", i)
		v.span(what, t.Span)
		known(what, t.Provision)
	}
	for f, s := range v.a.FactSpans {
		v.span("fact "+string(f), s)
	}
	for i, d := range v.a.Diagnostics {
		v.span(fmt.Sprintf("diagnostic %d %s", i, d.Code), d.Span)
	}
}

func knownKind(k Kind) bool {
	return slices.Contains(Kinds(), k)
}
