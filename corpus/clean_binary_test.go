package corpus

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCleanBinary(t *testing.T) {
	text := "Employees  shall\nbe paid.\n\n12\n\nOver-\ntime is paid at time and one\thalf.\nSee Article 9.\n"
	at := func(from, to int) Span { return Span{from, to} }
	a := &Agreement{Text: text, Furniture: []Furniture{{Kind: PageLabel, Span: at(27, 29)}}, Hyphens: []Hyphen{{Span: at(35, 37)}}}
	for _, spans := range [][]Span{{at(0, len(text))}, {at(0, 10), at(20, len(text))}, {}, {at(27, 29)}} {
		c := a.CleanSpans(spans...)
		data, err := c.AppendBinary(nil)
		require.NoError(t, err)
		for n := range data {
			if n == 0 || c.Text != "" && n <= len(c.Text) {
				require.Error(t, new(Clean).UnmarshalBinary(data[:n]), n)
			}
		}
		var back Clean
		require.NoError(t, back.UnmarshalBinary(data))
		assert.Equal(t, c.Text, back.Text)
		for i := range len(c.Text) + 1 {
			for k := i; k <= len(c.Text); k++ {
				assert.Equal(t, c.Source(i, k), back.Source(i, k), "%d %d", i, k)
			}
		}
		for pos := range len(text) {
			assert.Equal(t, c.Offset(pos), back.Offset(pos), pos)
		}
	}
}

func FuzzCleanBinary(f *testing.F) {
	c := (&Agreement{Text: "Employees  shall\nbe paid."}).CleanSpans(Span{0, 25})
	data, err := c.AppendBinary(nil)
	require.NoError(f, err)
	f.Add(data)
	f.Add(data[:len(data)-1])
	f.Fuzz(func(t *testing.T, data []byte) {
		var back Clean
		if err := back.UnmarshalBinary(data); err != nil {
			assert.Empty(t, back, "nothing of what is damaged is kept")
		}
	})
}
