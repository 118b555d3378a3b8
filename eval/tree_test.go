package eval

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// tree reads "a(b c(d)) e" as the children of a root.
func tree(s string) *treeNode {
	root := &treeNode{}
	open := []*treeNode{root}
	s = strings.NewReplacer("(", " ( ", ")", " ) ").Replace(s)
	for w := range strings.FieldsSeq(s) {
		top := open[len(open)-1]
		switch w {
		case "(":
			open = append(open, top.children[len(top.children)-1])
		case ")":
			open = open[:len(open)-1]
		default:
			top.children = append(top.children, &treeNode{label: w})
		}
	}
	return root
}

func TestTreeSimilarity(t *testing.T) {
	tests := []struct {
		name, a, b string
		want       float64
	}{
		{"both empty", "", "", 1},
		{"one empty", "a", "", 0},
		{"equal", "a(b c(d)) e", "a(b c(d)) e", 1},
		{"nothing shared", "a b", "c d", 0},
		{"one missing of four", "a(b c) d", "a(b) d", 2 * 3.0 / 7},
		{"relabelled", "a(b c)", "a(b x)", 2 * 2.0 / 6},
		{"level left out", "a(b(c d))", "a(c d)", 2 * 3.0 / 7},
		{"wrong parent", "a(b) c", "a c(b)", 2 * 2.0 / 6},
		{"out of order", "a b", "b a", 2 * 1.0 / 4},
		{"flattened", "a(b c)", "a b c", 2 * 2.0 / 6},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.InDelta(t, tt.want, treeSimilarity(tree(tt.a), tree(tt.b)), 1e-9)
			assert.InDelta(t, tt.want, treeSimilarity(tree(tt.b), tree(tt.a)), 1e-9, "the other way round")
		})
	}
}

// TestTreeSimilarityBounds holds the definition to its bounds on many trees.
func TestTreeSimilarityBounds(t *testing.T) {
	shapes := []string{"a", "a b", "a(b)", "a(a b)", "b(a) a", "a(b(a)) b", "a(b a(b)) a(b)"}
	for _, a := range shapes {
		for _, b := range shapes {
			got := treeSimilarity(tree(a), tree(b))
			assert.GreaterOrEqual(t, got, 0.0, "%s ~ %s", a, b)
			assert.LessOrEqual(t, got, 1.0, "%s ~ %s", a, b)
			assert.Equal(t, a == b, got == 1, "%s ~ %s", a, b)
		}
	}
}
