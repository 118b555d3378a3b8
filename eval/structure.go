package eval

import (
	"fmt"
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/gold"
)

// A Structure says how well one document's provisions were found. Precision and
// recall count articles, parts, sections, appendices and letters; the other
// shares are of the gold units of every kind that were met.
type Structure struct {
	Precision      float64 `json:"precision"`
	Recall         float64 `json:"recall"`
	F1             float64 `json:"f1"`
	Gold           int     `json:"gold"`
	Predicted      int     `json:"predicted"`
	AllUnitsRecall float64 `json:"all_units_recall"`
	Number         float64 `json:"number"` // right number
	Title          float64 `json:"title"`  // right title, letters and digits compared
	End            float64 `json:"end"`    // ends within twelve inked characters
	Parent         float64 `json:"parent"` // right parent
	TrapsSprung    int     `json:"traps_sprung"`
	Traps          int     `json:"traps"`
	// TreeSimilarity is the share of units that the two trees have in common in
	// the same order and nesting; see [treeSimilarity].
	TreeSimilarity float64 `json:"tree_similarity"`
}

// structure measures the provisions of m, and lists what is wrong.
func (m *matching) structure() (Structure, []string) {
	var misses []string
	miss := func(format string, args ...any) { misses = append(misses, fmt.Sprintf(format, args...)) }
	used := map[int]bool{}
	var number, title, end, parent, majors, hit int
	for _, u := range m.units {
		if isMajor(u.Kind) {
			majors++
		}
		i, ok := m.met[u.Path]
		if !ok {
			miss("missed %s", u.Path)
			continue
		}
		p := &m.a.Provisions[i]
		if sameKind(u.Kind, p.Kind) {
			used[i] = true
			if isMajor(u.Kind) {
				hit++
			}
		} else {
			miss("%s: kind %s", u.Path, p.Kind)
		}
		if numberRight(u, p) {
			number++
		} else {
			miss("%s: number %q", u.Path, p.Number)
		}
		if letters(deref(u.Title)) == letters(p.Title) {
			title++
		} else {
			miss("%s: title %q for %q", u.Path, p.Title, deref(u.Title))
		}
		if off := m.endOff(u, i); off == 0 {
			end++
		} else {
			miss("%s: end off by %d", u.Path, off)
		}
		if m.parentRight(u.Path, u.Kind, p) {
			parent++
		} else {
			miss("%s: parent %q", u.Path, p.Parent)
		}
	}
	predicted, extra := m.predicted(used, miss)
	s := Structure{Gold: majors, Predicted: predicted, Traps: len(m.g.Traps), TrapsSprung: m.sprung(miss)}
	met := max(1, len(m.met))
	s.Number, s.Title, s.End, s.Parent = share(number, met), share(title, met), share(end, met), share(parent, met)
	s.AllUnitsRecall = share(len(m.met), len(m.units))
	prec, rec := divide(predicted-extra, predicted), divide(hit, majors)
	s.Precision, s.Recall = round4(prec), round4(rec)
	if prec+rec > 0 {
		s.F1 = round4(2 * prec * rec / (prec + rec))
	}
	s.TreeSimilarity = round4(treeSimilarity(m.goldTree(), m.readTree()))
	return s, misses
}

// numberRight reports whether p has u's number. A letter's number may be given
// with or without its kind: "LOU 5", "5".
func numberRight(u *gold.Unit, p *corpus.Provision) bool {
	want, got := letters(deref(u.Number)), letters(p.Number)
	return want == got || u.Kind == corpus.Letter && got != "" && strings.HasSuffix(want, got)
}

// endOff is how many inked characters provision i ends behind u, negative if it
// ends before it; 0 if that is twelve at the most.
func (m *matching) endOff(u *gold.Unit, i int) int {
	off := m.end[i] - m.place(u.End)
	if distance(off, 0) <= 12 {
		return 0
	}
	return off
}

// parentRight reports whether p, which meets the unit at path, hangs where gold
// has it. A unit at the top may hang below anything that is not counted, and an
// appendix below an appendix.
func (m *matching) parentRight(path string, kind corpus.Kind, p *corpus.Provision) bool {
	up := -1
	if i, ok := m.index[p.Parent]; ok && p.Parent != "" {
		up = i
	}
	k := strings.LastIndex(path, "/")
	if k < 0 {
		if up < 0 {
			return true
		}
		upKind := m.a.Provisions[up].Kind
		return !isMajor(upKind) || kind == corpus.Appendix && upKind == corpus.Appendix
	}
	want, ok := m.met[path[:k]]
	return ok && up == want
}

// predicted counts the provisions of the counted kinds, and those of them that
// gold does not have. Units that are free to give do not count either way.
func (m *matching) predicted(used map[int]bool, miss func(string, ...any)) (all, extra int) {
	free := m.free()
	for i, p := range m.a.Provisions {
		if !isMajor(p.Kind) || !used[i] && free[m.start[i]] {
			continue
		}
		all++
		if !used[i] {
			extra++
			miss("extra %s: %q", p.ID, p.Heading)
		}
	}
	return all, extra
}

// free is where gold has units that are right to give and right to leave out.
func (m *matching) free() map[int]bool {
	out := map[int]bool{}
	for _, u := range m.g.Units {
		if u.Optional || u.Group {
			out[m.place(u.Offset)] = true
		}
	}
	return out
}

// sprung counts the provisions that begin at a trap.
func (m *matching) sprung(miss func(string, ...any)) int {
	traps := m.traps()
	n := 0
	for i, p := range m.a.Provisions {
		if (isMajor(p.Kind) || p.Kind == corpus.Subsection) && m.atTrap(traps, i) {
			n++
			miss("trap sprung %s: %q", p.ID, p.Heading)
		}
	}
	return n
}

// traps is where gold has what looks like a heading and is none.
func (m *matching) traps() map[int]bool {
	out := map[int]bool{}
	for _, t := range m.g.Traps {
		out[m.place(t.Offset)] = true
	}
	return out
}

// atTrap reports whether provision i begins at one of traps.
func (m *matching) atTrap(traps map[int]bool, i int) bool {
	at := m.start[i]
	return traps[at-1] || traps[at] || traps[at+1]
}
