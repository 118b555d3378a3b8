package layout

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestNotes: a note at the foot of a page does not stand between the halves of
// the paragraph that goes on over it.
func TestNotes(t *testing.T) {
	page := func(last string) []PlacedPage {
		p, q := PlacedPage{Sheet: 1, Width: 612, Height: 792}, PlacedPage{Sheet: 2, Width: 612, Height: 792}
		column(&p, 60, 100, 20, "first")
		put(&p, 60, 352, 10, false, "An employee who is called back is paid for three hours of")
		x := p.Words[len(p.Words)-1].X1
		put(&p, x, 348, 6, false, "4")
		put(&p, 60, 364, 10, false, "work at least, and where the call comes on a day")
		put(&p, 60, 376, 10, false, last)
		put(&p, 60, 697, 5.5, false, "4")
		put(&p, 62.75, 700, 8, false, "This holds for all of the unit; see the paper")
		put(&p, 60, 710, 8, false, "on calls of the same day.")
		put(&p, 300, 750, 10, false, "7")
		put(&q, 60, 100, 10, false, "and a half of the rate of the class.")
		column(&q, 60, 124, 20, "second")
		put(&q, 300, 750, 10, false, "8")
		return []PlacedPage{p, q}
	}
	lines := func(last string) string {
		all := linesOf(ReadPages(page(last)))
		return strings.Join(all[20:27], "\n")
	}
	assert.Equal(t, `4 This holds for all of the unit; see the paper
on calls of the same day.
An employee who is called back is paid for three hours of 4
work at least, and where the call comes on a day
off it is paid at one
7
and a half of the rate of the class.`, lines("off it is paid at one"))
	// The paragraph ends with the page: the note stays behind it.
	assert.Equal(t, `An employee who is called back is paid for three hours of 4
work at least, and where the call comes on a day
off it is paid double.
4 This holds for all of the unit; see the paper
on calls of the same day.
7
and a half of the rate of the class.`, lines("off it is paid double."))
}
