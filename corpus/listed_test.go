package corpus

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestLookupListed(t *testing.T) {
	a := &Agreement{Contents: []ContentsEntry{
		{Kind: Article, Number: "14", Title: "Overtime", Provision: "art_14"},
		{Kind: Section, Number: "B", Title: "Pay", Depth: 1},
		{Kind: Article, Number: "15", Title: "Parking"},
		{Kind: Letter, Number: "3", Title: "Uniforms"},
	}}
	for cite, want := range map[string][]int{
		"art 15":            {2},
		"Article 15, Sec B": {2}, // the list does not go so deep
		"14 B":              {1},
		"art 14":            nil, // it has a body
		"LOU 3":             {3},
		"LOU 4":             nil,
	} {
		c, err := ParseCitation(cite)
		require.NoError(t, err, cite)
		assert.Equal(t, want, a.LookupListed(c), "LookupListed(%q)", cite)
	}
	assert.Empty(t, (&Agreement{}).LookupListed(Citation{Steps: []Step{{Kind: Article, Number: "1"}}}))
}
