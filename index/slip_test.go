package index

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestNear goes through words in order and passes over beginnings that are too
// far off: it finds what looking at each of them finds.
func TestNear(t *testing.T) {
	var words []counted
	seen := map[string]bool{}
	for _, text := range []string{nurses, "grievance grievances grieve grief griev grievanec accrual acrual actual annual casual " + strings.Repeat("x", 300) + " " + strings.Repeat("x", 299) + "y é éa"} {
		for _, w := range newSpeller().words(text) {
			if !seen[w.text] {
				seen[w.text] = true
				words = append(words, counted{text: w.text, counts: [2]int{len(words) % 7}})
			}
		}
	}
	for i := range 600 { // more than are gone through one by one
		words = append(words, counted{text: fmt.Sprintf("quq%d", i), counts: [2]int{1}})
	}
	table, err := newWordTable(encodeWords(words, []counted{{text: "x"}}, nil))
	require.NoError(t, err)
	l := &lexicon{wordTable: table, documents: 7}
	for _, typed := range []string{"grievnace", "acrual", "holliday", "leave", "sectoin", "nruses", "quq77", "zz", "éb", strings.Repeat("x", 60), "overtmie", "ofgrievance"} {
		for slips := 1; slips <= 2; slips++ {
			for _, start := range []string{"", typed[:1]} {
				got, want := map[string]int{}, map[string]int{}
				l.near(typed, slips, start, func(n uint32, cost int) { got[l.text(n)] = cost })
				for _, w := range words {
					if d := len(w.text) - len(typed); d < -slips || d > slips || w.counts[0] == 0 || !strings.HasPrefix(w.text, start) {
						continue
					}
					if cost := slip(typed, w.text, slips*wrongLetter); cost <= slips*wrongLetter {
						want[w.text] = cost
					}
				}
				assert.Equal(t, want, got, "%s, %d slips, from %q", typed, slips, start)
			}
		}
	}
}

func TestSlip(t *testing.T) {
	for _, c := range []struct {
		typed, word string
		cost        int
	}{
		{"leave", "leave", 0}, {"holliday", "holiday", doubledLetter}, {"acrual", "accrual", doubledLetter}, {"grievnace", "grievance", swapped},
		{"senority", "seniority", lostVowel}, {"vacetion", "vacation", wrongVowel}, {"bonud", "bonus", wrongLetter}, {"oevrtiem", "overtime", 2 * swapped},
	} {
		assert.Equal(t, c.cost, slip(c.typed, c.word, 12), c.typed)
		assert.Equal(t, c.cost, slip(c.word, c.typed, 12), c.word)
	}
	assert.Greater(t, slip("leave", "notice", 6), 6)
}
