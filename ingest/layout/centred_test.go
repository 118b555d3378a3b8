package layout

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestCentredLabels: a label set in the middle of its cell opens the paragraph
// beside it, whichever of its first two lines it stands nearer to.
func TestCentredLabels(t *testing.T) {
	page := func(set func(p *PlacedPage)) []string {
		p := PlacedPage{Sheet: 1, Width: 612, Height: 792}
		put(&p, 60, 80, 10, false, "1. All crafts")
		set(&p)
		put(&p, 60, 400, 10, false, "2. No craft")
		return linesOf(ReadPages([]PlacedPage{p}))
	}
	paragraph := func(p *PlacedPage, y float64, n int) {
		for i := range n {
			put(p, 110, y+12*float64(i), 10, false, []string{"Dirty work is counted as work", "for all who have done it in", "the week before their leave."}[i])
		}
	}
	for _, down := range []float64{3, 6, 9} {
		got := page(func(p *PlacedPage) {
			paragraph(p, 110, 3)
			put(p, 80, 110+down, 10, true, "A.")
			paragraph(p, 160, 2)
			put(p, 80, 160+down, 10, true, "B.")
		})
		assert.Equal(t, []string{"1. All crafts", "A.   Dirty work is counted as work", "for all who have done it in", "the week before their leave.",
			"B.   Dirty work is counted as work", "for all who have done it in", "2. No craft"}, got, "%v points down", down)
	}
	// Level with the second line it may be that line's own.
	got := page(func(p *PlacedPage) { paragraph(p, 110, 3); put(p, 80, 122, 10, true, "A.") })
	assert.Contains(t, got, "A.   for all who have done it in")
	// Beside lines that go on from those above, it opens nothing.
	got = page(func(p *PlacedPage) {
		column(p, 110, 86, 2, "work")
		paragraph(p, 110, 3)
		put(p, 80, 116, 10, true, "A.")
	})
	assert.NotContains(t, got, "A.   Dirty work is counted as work")
	// A word in the margin is no label.
	got = page(func(p *PlacedPage) { paragraph(p, 110, 3); put(p, 70, 116, 10, true, "Rev.") })
	assert.NotContains(t, got, "Rev.   Dirty work is counted as work")
}
