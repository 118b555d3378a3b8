package eval

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/gold"
)

// An inkScale counts the characters of a text that leave ink: white space, '*',
// '#', "<u>" and "</u>" count nothing, so that none of them decides whether two
// places are the same.
type inkScale struct {
	at []int // byte → inked characters before it; one more for the end
}

func newInkScale(text string) *inkScale {
	s := &inkScale{at: make([]int, len(text)+1)}
	n := 0
	for i := 0; i < len(text); {
		w, blank := blankAt(text[i:])
		if !blank {
			_, w = utf8.DecodeRuneInString(text[i:])
		}
		for k := range w {
			s.at[i+k] = n
		}
		i += w
		if !blank {
			n++
		}
	}
	s.at[len(text)] = n
	return s
}

// blankAt reports whether s begins with something that leaves no ink, and how
// long that is in bytes.
func blankAt(s string) (width int, blank bool) {
	for _, tag := range []string{"<u>", "</u>"} {
		if strings.HasPrefix(s, tag) {
			return len(tag), true
		}
	}
	r, w := utf8.DecodeRuneInString(s)
	// The four separators below U+0020 are white space to most readers of text.
	return w, unicode.IsSpace(r) || r == '*' || r == '#' || 0x1c <= r && r <= 0x1f
}

// pos is the ink before the byte at b; places outside the text are its ends.
func (s *inkScale) pos(b int) int { return s.at[max(0, min(b, len(s.at)-1))] }

// inkLen is the number of inked characters of s, at least 1.
func inkLen(s string) int {
	n := 0
	for i := 0; i < len(s); {
		w, blank := blankAt(s[i:])
		if !blank {
			_, w = utf8.DecodeRuneInString(s[i:])
			n++
		}
		i += w
	}
	return max(1, n)
}

// letters keeps ASCII letters and digits, in lower case: how numbers and titles
// are compared.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(s))
}

// isMajor reports whether k is one of the kinds that precision and recall are
// counted on.
func isMajor(k corpus.Kind) bool {
	switch k {
	case corpus.Article, corpus.Part, corpus.Section, corpus.Appendix, corpus.Letter:
		return true
	}
	return false
}

// isLoose reports whether k is one of the kinds that readers name differently.
func isLoose(k corpus.Kind) bool {
	switch k {
	case corpus.Preamble, corpus.Introduction, corpus.Other, corpus.Signature, corpus.Index:
		return true
	}
	return false
}

func sameKind(a, b corpus.Kind) bool { return a == b || isLoose(a) && isLoose(b) }

// A matching holds one document's gold against its reading. A gold unit is met
// by the provision that begins at the same place, give or take three inked
// characters, of the same kind if there is one.
type matching struct {
	a     *corpus.Agreement
	g     *gold.Structure
	ink   *inkScale
	bytes *gold.Offsets
	index map[string]int // provision id → index
	start []int          // provision → ink before it
	end   []int
	units []*gold.Unit // those that are required, document order
	group map[string]bool
	met   map[string]int // path → provision
	known map[string]bool
}

func newMatching(g *gold.Structure, a *corpus.Agreement) *matching {
	m := &matching{a: a, g: g, ink: newInkScale(a.Text), bytes: gold.NewOffsets(a.Text),
		index: map[string]int{}, group: map[string]bool{}, met: map[string]int{}, known: map[string]bool{}}
	starts := map[int][]int{}
	for i, p := range a.Provisions {
		m.index[p.ID] = i
		m.start = append(m.start, m.ink.pos(p.Span.Start))
		m.end = append(m.end, m.ink.pos(p.Span.End))
		starts[m.start[i]] = append(starts[m.start[i]], i)
	}
	for i := range g.Units {
		u := &g.Units[i]
		if u.Group {
			m.group[u.Path] = true
		}
		if u.Optional || u.Group {
			continue
		}
		m.units = append(m.units, u)
		m.known[u.Path] = true
		if p := m.find(u, starts); p >= 0 {
			m.met[u.Path] = p
		}
	}
	return m
}

// place is the ink before a place that gold counts in code points.
func (m *matching) place(offset int) int { return m.ink.pos(m.bytes.Byte(offset)) }

// find is the provision that meets u, or -1.
func (m *matching) find(u *gold.Unit, starts map[int][]int) int {
	from, to, fallback := m.place(u.Offset), m.place(u.End), -1
	for d := range 4 {
		near := starts[from-d]
		if d > 0 {
			near = slices.Concat(near, starts[from+d])
		}
		best, bestNumber, bestEnd := -1, false, 0
		for _, i := range near {
			p := &m.a.Provisions[i]
			if !sameKind(u.Kind, p.Kind) {
				continue
			}
			number, off := letters(p.Number) == letters(deref(u.Number)), distance(m.end[i], to)
			if best < 0 || number && !bestNumber || number == bestNumber && off < bestEnd {
				best, bestNumber, bestEnd = i, number, off
			}
		}
		if best >= 0 {
			return best
		}
		if fallback < 0 && len(near) > 0 {
			fallback = near[0]
		}
	}
	return fallback
}

// meant lists the ids of the provisions that a gold target stands for: the unit
// itself, or the parts of a group.
func (m *matching) meant(target *string) []string {
	if target == nil {
		return nil
	}
	var ids []string
	for _, u := range m.units {
		if p, ok := m.met[u.Path]; ok && (u.Path == *target || m.group[*target] && strings.HasPrefix(u.Path, *target+"-")) {
			ids = append(ids, m.a.Provisions[p].ID)
		}
	}
	return ids
}

// within reports whether id is one of ids or below one of them.
func within(id string, ids []string) bool {
	for _, w := range ids {
		if id == w || strings.HasPrefix(id, w+"__") {
			return true
		}
	}
	return false
}

func distance(a, b int) int { return max(a-b, b-a) }

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
