package layout

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
)

// TestFootBelowLeftColumn: the foot of a page stands close under its left column;
// three pages have it there, so that it is read behind the right one and is the
// page's. Under a single page's column it would be a line of it.
func TestFootBelowLeftColumn(t *testing.T) {
	pages := func(n int) *Document {
		var all []PlacedPage
		for s := range n {
			p := PlacedPage{Sheet: s + 1, Width: 612, Height: 792}
			column(&p, 60, 100, 24, "morning"+strings.Repeat("s", s))
			column(&p, 320, 100, 25, "evening"+strings.Repeat("s", s))
			put(&p, 60, 404, 10, false, fmt.Sprintf("%d Rights at Work", s+4))
			all = append(all, p)
		}
		return ReadPages(all)
	}
	d := pages(3)
	require.Len(t, d.Pages, 3)
	for i, p := range d.Pages {
		assert.Equal(t, fmt.Sprint(i+4), p.Label)
		words := strings.TrimSpace(d.Text[p.Span.Start:p.Span.End])
		assert.True(t, strings.HasSuffix(words, "Rights at Work"), words)
	}
	for _, l := range linesOf(d) {
		assert.NotContains(t, l, "Rights")
	}
	require.Len(t, d.Furniture, 3)
	assert.Equal(t, corpus.Footer, d.Furniture[0].Kind)
}
