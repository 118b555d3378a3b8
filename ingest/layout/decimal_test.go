package layout

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Section numbers on lines of their own, near the number of the page, are no
// running heads; a number that many pages have is one.
func TestSectionNumbersAreNoHeads(t *testing.T) {
	var b, fixed strings.Builder
	for n := 1; n <= 12; n++ {
		words := strings.Repeat("The employer shall give notice of each vacancy to the union within ten days.\n", 6)
		fmt.Fprintf(&b, "ARTICLE %d\nHOURS OF WORK\n%d.1\n%s- %d -\n", n, n, words, n)
		fmt.Fprintf(&fixed, "12.5\n%s- %d -\n", words, n)
	}
	heads := func(text string) int {
		n := 0
		for _, l := range Read(text).Lines {
			if l.Furniture != "" && decimalAlone(l.Bare) {
				n++
			}
		}
		return n
	}
	assert.Zero(t, heads(b.String()))
	assert.Equal(t, 11, heads(fixed.String()), "but for the first, which stands near no page's number")
}
