package layout

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestThreeColumns: the lines of three columns stand at heights of their own,
// which is how most programs set them.
func TestThreeColumns(t *testing.T) {
	order := func(p PlacedPage) []string {
		var out []string
		for _, l := range linesOf(ReadPages([]PlacedPage{p})) {
			f := strings.Fields(l)
			if n := len(out); n == 0 || out[n-1] != f[1] {
				out = append(out, f[1])
			}
		}
		return out
	}
	p := PlacedPage{Sheet: 1, Width: 792, Height: 612}
	column(&p, 50, 100, 30, "first")
	column(&p, 290, 104, 30, "second")
	column(&p, 530, 108, 30, "third")
	assert.Equal(t, []string{"first", "second", "third"}, order(p))

	// A heading of the first column has a blank line beside it in the second, and
	// none in the third.
	p = PlacedPage{Sheet: 1, Width: 792, Height: 612}
	column(&p, 50, 100, 15, "first")
	put(&p, 50, 304, 11, true, "SECTION 5. LEAVES")
	column(&p, 50, 320, 12, "fourth")
	column(&p, 290, 104, 16, "second")
	column(&p, 290, 332, 11, "fifth")
	column(&p, 530, 108, 30, "third")
	assert.Equal(t, []string{"first", "5.", "fourth", "second", "fifth", "third"}, order(p))

	// One in the middle of all three stands above them, however close to the second.
	p = PlacedPage{Sheet: 1, Width: 792, Height: 612}
	put(&p, 338, 92, 13, true, "ARTICLE 22")
	column(&p, 50, 112, 30, "first")
	column(&p, 290, 108, 30, "second")
	column(&p, 530, 116, 30, "third")
	assert.Equal(t, []string{"22", "first", "second", "third"}, order(p))
}
