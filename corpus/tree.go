package corpus

import (
	"slices"
	"sort"
)

// A Tree answers questions about the nesting of an agreement's provisions. It
// is made once from an agreement and is safe for concurrent use.
type Tree struct {
	a        *Agreement
	byID     map[string]int
	parent   []int // index of the parent, -1 at the top
	children [][]int
	top      []int
	pages    []pageOf // of an outline, where the agreement's pages are not known
}

// NewTree indexes the provisions of a. A provision whose parent is unknown
// stands at the top; [Agreement.Validate] reports it.
func NewTree(a *Agreement) *Tree {
	t := &Tree{a: a, byID: make(map[string]int, len(a.Provisions)),
		parent: make([]int, len(a.Provisions)), children: make([][]int, len(a.Provisions))}
	for i := range a.Provisions {
		p := &a.Provisions[i]
		t.parent[i] = -1
		if up, ok := t.byID[p.Parent]; ok && p.Parent != "" {
			t.parent[i] = up
			t.children[up] = append(t.children[up], i)
		} else {
			t.top = append(t.top, i)
		}
		t.byID[p.ID] = i
	}
	return t
}

// Agreement is the agreement that t was made from.
func (t *Tree) Agreement() *Agreement { return t.a }

// Find is the index of the provision with that id in Agreement.Provisions, or
// -1.
func (t *Tree) Find(id string) int {
	if i, ok := t.byID[id]; ok {
		return i
	}
	return -1
}

// Provision is the provision with that id, or nil.
func (t *Tree) Provision(id string) *Provision {
	if i, ok := t.byID[id]; ok {
		return &t.a.Provisions[i]
	}
	return nil
}

// Top lists the indices of the provisions without a parent, in order. The
// caller must not change the slice.
func (t *Tree) Top() []int { return t.top }

// Children lists the indices of i's children, in order. The caller must not
// change the slice.
func (t *Tree) Children(i int) []int { return t.children[i] }

// Parent is the index of i's parent, or -1.
func (t *Tree) Parent(i int) int { return t.parent[i] }

// Kind is the kind of provision i.
func (t *Tree) Kind(i int) Kind { return t.a.Provisions[i].Kind }

// Ancestors lists the indices of i's ancestors, nearest first.
func (t *Tree) Ancestors(i int) []int {
	var up []int
	for j := t.parent[i]; j >= 0; j = t.parent[j] {
		up = append(up, j)
	}
	return up
}

// Path lists the indices from the top down to i, i included.
func (t *Tree) Path(i int) []int {
	up := t.Ancestors(i)
	path := make([]int, 0, len(up)+1)
	for _, u := range slices.Backward(up) {
		path = append(path, u)
	}
	return append(path, i)
}

// At is the index of the deepest provision that holds the byte at pos, or -1.
func (t *Tree) At(pos int) int {
	found, level := -1, t.top
	for {
		// Siblings are in order and disjoint: the last that starts at or before pos.
		k := sort.Search(len(level), func(k int) bool { return t.a.Provisions[level[k]].Span.Start > pos }) - 1
		if k < 0 || pos >= t.a.Provisions[level[k]].Span.End {
			return found
		}
		found = level[k]
		level = t.children[found]
	}
}

// Own lists the pieces of i's own text: its span less its heading and its
// children. Furniture may lie inside the pieces.
func (t *Tree) Own(i int) []Span {
	p := &t.a.Provisions[i]
	from := p.Span.Start
	if p.HeadingSpan.Len() > 0 {
		from = p.HeadingSpan.End
	}
	var own []Span
	for _, c := range t.children[i] {
		s := t.a.Provisions[c].Span
		if s.Start > from {
			own = append(own, Span{from, s.Start})
		}
		from = max(from, s.End)
	}
	if from < p.Span.End {
		own = append(own, Span{from, p.Span.End})
	}
	return own
}
