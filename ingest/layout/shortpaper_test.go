package layout

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestShortPaper: two pages say themselves which they are.
func TestShortPaper(t *testing.T) {
	paper := func(head, of string) []string {
		all := linesOf(Read(head + "\n\nThe first page has words.\nMore of them follow here.\nThey go on.\n\nPage 1 of " + of + "\n\f" + head + "\n\nThe second page has words, too.\nThey are the last of them.\nSo it ends.\n\nPage 2 of " + of + "\n"))
		return slices.DeleteFunc(all, func(l string) bool { return l == "" })
	}
	assert.Equal(t, "The first page has words.", paper("Agreement between the Parties", "2")[0])
	assert.Len(t, paper("Agreement between the Parties", "2"), 6)
	// It may be the heading of two papers of one page each.
	assert.Len(t, paper("LETTER OF INTENT", "2"), 8)
	assert.Len(t, paper("Letter 5", "2"), 8)
	// Two pages of a longer paper.
	assert.Len(t, paper("Agreement between the Parties", "9"), 6)
}

func TestPageLine(t *testing.T) {
	for _, line := range []string{"Page 1 of 2", "page 1", "- 1 -", "— 1 —", "1"} {
		assert.True(t, pageLine(line, 1), line)
	}
	for _, line := range []string{"2", "Page 1 of them", "1.", "Section 1", "11", "1 of the", ""} {
		assert.False(t, pageLine(line, 1), line)
	}
}
