package corpus

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCleanJSON(t *testing.T) {
	text := "Employees  shall\nbe paid.\n\n12\n\nOver-\ntime is paid at time and one\thalf.\nSee Article 9.\n"
	at := func(from, to int) Span { return Span{from, to} }
	a := &Agreement{Text: text, Furniture: []Furniture{{Kind: PageLabel, Span: at(27, 29)}}, Hyphens: []Hyphen{{Span: at(35, 37)}}}
	for _, spans := range [][]Span{{at(0, len(text))}, {at(0, 10), at(20, len(text))}, {}, {at(27, 29)}} {
		c := a.CleanSpans(spans...)
		data, err := json.Marshal(c)
		require.NoError(t, err)
		var back Clean
		require.NoError(t, json.Unmarshal(data, &back))
		assert.Equal(t, c.Text, back.Text)
		assert.Equal(t, c.Breaks, back.Breaks)
		assert.Equal(t, c.Sentences(), back.Sentences())
		for i := range len(c.Text) + 1 {
			for k := i; k <= len(c.Text); k++ {
				assert.Equal(t, c.Source(i, k), back.Source(i, k), "%d %d", i, k)
			}
		}
		for pos := range len(text) {
			assert.Equal(t, c.Offset(pos), back.Offset(pos), pos)
		}
	}
	require.Error(t, new(Clean).UnmarshalJSON([]byte(`{"r":[1]}`)))
	require.Error(t, new(Clean).UnmarshalJSON([]byte(`[]`)))
}
