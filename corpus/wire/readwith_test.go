package wire_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/wire"
)

// chained is an agreement of n articles of one line each; cites says which article
// each cites, by number from 1.
func chained(n int, cites map[int][]int) *corpus.Tree {
	a := &corpus.Agreement{ID: "x"}
	for i := 1; i <= n; i++ {
		start := len(a.Text)
		a.Text += fmt.Sprintf("ARTICLE %d\n", i)
		head := len(a.Text) - 1
		id := fmt.Sprintf("art_%d", i)
		for _, to := range cites[i] {
			from := len(a.Text)
			a.Text += fmt.Sprintf("Article %d ", to)
			a.References = append(a.References, corpus.CrossReference{From: id, Raw: fmt.Sprintf("Article %d", to),
				Span: corpus.Span{Start: from, End: len(a.Text) - 1}, Status: corpus.Resolved, Target: fmt.Sprintf("art_%d", to)})
		}
		a.Text += ".\n"
		a.Provisions = append(a.Provisions, corpus.Provision{ID: id, Kind: corpus.Article, Number: fmt.Sprint(i), Heading: fmt.Sprintf("ARTICLE %d", i),
			HeadingSpan: corpus.Span{Start: start, End: head}, Span: corpus.Span{Start: start, End: len(a.Text) - 1}})
	}
	return corpus.NewTree(a)
}

func TestReadWith(t *testing.T) {
	// 1 and 2 cite each other, 2 cites 3 and itself, 3 cites 4.
	tree := chained(5, map[int][]int{1: {2, 2}, 2: {1, 2, 3}, 3: {4}})
	for _, tt := range []struct {
		depth int
		want  []string
	}{
		{-1, nil}, {0, nil},
		{1, []string{"1 art_2"}},
		{2, []string{"1 art_2", "2 art_3"}},
		{99, []string{"1 art_2", "2 art_3", "3 art_4"}},
	} {
		list, more := wire.ReadWith(tree, 0, tt.depth)
		var got []string
		for _, c := range list {
			got = append(got, fmt.Sprintf("%d %s", c.Depth, c.ID))
			assert.NotEmpty(t, c.Text)
			assert.NotEmpty(t, c.Raw)
		}
		assert.Equal(t, tt.want, got, "depth %d", tt.depth)
		assert.False(t, more)
		assert.NotNil(t, list, "an empty list, not null")
	}

	var all []int
	for i := 2; i <= 100; i++ {
		all = append(all, i)
	}
	list, more := wire.ReadWith(chained(100, map[int][]int{1: all}), 0, 1)
	require.True(t, more, "a hundred are too many")
	assert.Len(t, list, 60)
}
