package layout

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestCornerHeads: what stands below the page's number in the right corner is the
// page's, whatever it says; what is centred there, or stands there on a page or two,
// is not.
func TestCornerHeads(t *testing.T) {
	book := func(head func(p *PlacedPage, i int)) []string {
		var pages []PlacedPage
		for i := range 6 {
			p := PlacedPage{Sheet: i + 1, Width: 612, Height: 792}
			put(&p, 500, 40, 10, false, fmt.Sprintf("Page %d of 6", i+1))
			head(&p, i)
			column(&p, 60, 100, 20, fmt.Sprintf("text%d", i))
			pages = append(pages, p)
		}
		return linesOf(ReadPages(pages))
	}
	names := []string{"Wages", "Career Ladder", "Seniority", "Resident Teachers", "Leaders", "Readiness Corps"}
	width := func(s string) float64 { // as put sets it
		p := PlacedPage{}
		put(&p, 0, 0, 10, false, s)
		return p.Words[len(p.Words)-1].X1
	}
	end := 500 + width("Page 1 of 6")
	got := book(func(p *PlacedPage, i int) { put(p, end-width(names[i]), 56, 10, true, names[i]) })
	for _, n := range names {
		assert.NotContains(t, got, n)
	}
	assert.Len(t, got, 120)
	got = book(func(p *PlacedPage, i int) { put(p, 306-width(names[i])/2, 56, 10, true, names[i]) })
	for _, n := range names {
		assert.Contains(t, got, n, "a heading in the middle")
	}
	got = book(func(p *PlacedPage, i int) {
		if i == 2 {
			put(p, end-width(names[i]), 56, 10, true, names[i])
		}
	})
	assert.Contains(t, got, "Seniority", "it stands there once")
}
