package eval

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// A treeNode is a unit in an ordered tree, with the label that it is compared
// by.
type treeNode struct {
	label    string
	children []*treeNode
}

// treeSimilarity is 1 − d/(n₁+n₂), where d is the edit distance of the two
// ordered trees when a unit can be put in or taken out, each at a cost of one,
// and never relabelled, and n₁, n₂ are their sizes. That is the same as
// 2·c/(n₁+n₂), where c is the largest number of units that can be paired, label
// for label, so that order and nesting agree: 1 if the trees are equal, 0 if
// they share nothing. Two empty trees are equal. The roots do not count.
//
// The distance is found as by Zhang and Shasha (1989).
func treeSimilarity(a, b *treeNode) float64 {
	x, y := newPostOrder(a), newPostOrder(b)
	n := len(x.labels) + len(y.labels) - 2
	if n == 0 {
		return 1
	}
	return 1 - float64(treeDistance(x, y))/float64(n)
}

// A postOrder is a tree as lists in post-order.
type postOrder struct {
	labels []string
	left   []int // leftmost leaf below each node
	keys   []int // nodes that have a left sibling, and the root: in order
}

func newPostOrder(root *treeNode) *postOrder {
	p := &postOrder{}
	var walk func(n *treeNode) int
	walk = func(n *treeNode) int {
		left := -1
		for _, c := range n.children {
			if l := walk(c); left < 0 {
				left = l
			}
		}
		if left < 0 {
			left = len(p.labels)
		}
		p.labels = append(p.labels, n.label)
		p.left = append(p.left, left)
		return left
	}
	walk(root)
	last := map[int]int{} // leftmost leaf → last node with it
	for i, l := range p.left {
		last[l] = i
	}
	for i, l := range p.left {
		if last[l] == i {
			p.keys = append(p.keys, i)
		}
	}
	return p
}

func treeDistance(x, y *postOrder) int {
	n, m := len(x.labels), len(y.labels)
	dist := make([][]int, n)
	forest := make([][]int, n+1)
	for i := range dist {
		dist[i] = make([]int, m)
	}
	for i := range forest {
		forest[i] = make([]int, m+1)
	}
	for _, i := range x.keys {
		for _, j := range y.keys {
			li, lj := x.left[i], y.left[j]
			forest[0][0] = 0
			for a := li; a <= i; a++ {
				forest[a-li+1][0] = forest[a-li][0] + 1
			}
			for b := lj; b <= j; b++ {
				forest[0][b-lj+1] = forest[0][b-lj] + 1
			}
			for a := li; a <= i; a++ {
				for b := lj; b <= j; b++ {
					f := min(forest[a-li][b-lj+1], forest[a-li+1][b-lj]) + 1
					if x.left[a] == li && y.left[b] == lj {
						if x.labels[a] == y.labels[b] {
							f = min(f, forest[a-li][b-lj])
						}
						dist[a][b] = f
					} else {
						f = min(f, forest[x.left[a]-li][y.left[b]-lj]+dist[a][b])
					}
					forest[a-li+1][b-lj+1] = f
				}
			}
		}
	}
	return dist[n-1][m-1]
}

// label names a unit in a tree: its kind and number, or title where it has no
// number. A letter's number goes without its kind.
func label(kind corpus.Kind, number, title string) string {
	name := letters(number)
	if kind == corpus.Letter {
		name = strings.TrimLeft(name, "abcdefghijklmnopqrstuvwxyz")
	}
	if name == "" {
		name = letters(title)
	}
	return string(kind) + ":" + name
}

// goldTree is the tree of the gold units of the counted kinds. A unit between
// that is of another kind is passed over.
func (m *matching) goldTree() *treeNode {
	root := &treeNode{}
	nodes := map[string]*treeNode{"": root}
	for _, u := range m.units {
		if !isMajor(u.Kind) {
			continue
		}
		n := &treeNode{label: label(u.Kind, deref(u.Number), deref(u.Title))}
		nodes[u.Path] = n
		up := u.Path
		for {
			k := max(0, strings.LastIndex(up, "/"))
			up = up[:k]
			if parent, ok := nodes[up]; ok {
				parent.children = append(parent.children, n)
				break
			}
		}
	}
	return root
}

// readTree is the tree of the provisions of the counted kinds, made the same way.
func (m *matching) readTree() *treeNode {
	free := m.free()
	met := map[int]bool{}
	for _, i := range m.met {
		met[i] = true
	}
	root := &treeNode{}
	nodes := map[string]*treeNode{"": root}
	for i, p := range m.a.Provisions {
		parent, ok := nodes[p.Parent]
		if !ok {
			parent = root
		}
		if !isMajor(p.Kind) || free[m.start[i]] && !met[i] {
			nodes[p.ID] = parent // passed over: its children hang one up
			continue
		}
		n := &treeNode{label: label(p.Kind, p.Number, p.Title)}
		parent.children = append(parent.children, n)
		nodes[p.ID] = n
	}
	return root
}
