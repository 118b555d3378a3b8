package xref

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// byName finds a title used as a place.
func (r *resolver) byName(m *Mention) outcome {
	s := m.Steps[0]
	key := titleKey(s.Name)
	if r.keys == nil {
		r.keys = make([]string, len(r.a.Provisions))
		for i := range r.keys {
			r.keys[i] = titleKey(r.a.Provisions[i].Title)
		}
	}
	var exact, part []int
	for i, t := range r.keys {
		if s.Kind != "" && r.a.Provisions[i].Kind != s.Kind {
			continue
		}
		switch {
		case t == "":
		case t == key:
			exact = append(exact, i)
		case s.Kind != "" && (strings.Contains(" "+t+" ", " "+key+" ") || len(key) < 6 && strings.Contains(initials(t), key)):
			part = append(part, i)
		}
	}
	if len(exact) > 1 {
		// Of several with that title, those in the same section or article, on
		// the side that the words say.
		for _, top := range []int{r.up(m.At, corpus.Section), r.scope(m.At)} {
			var near []int
			for _, i := range exact {
				if top >= 0 && r.a.Provisions[top].Span.Contains(r.a.Provisions[i].Span) {
					near = append(near, i)
				}
			}
			if near = r.directed(m, near); len(near) > 0 {
				exact = near
				break
			}
		}
	}
	for _, i := range exact {
		if s.Kind == "" && r.a.Provisions[i].Span.Contains(m.Span) {
			return outcome{drop: true} // the unit's own words: "Return to Service. Previous …"
		}
	}
	if len(exact) > 0 {
		return outcome{found: exact}
	}
	if len(part) == 0 {
		return outcome{drop: true}
	}
	return outcome{found: part}
}
