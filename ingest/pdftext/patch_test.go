package pdftext

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestPatches: pictures as large as a word that stand in a line are kept with
// their place and told; others are not.
func TestPatches(t *testing.T) {
	m := &made{}
	m.stream("/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", []byte("x"))
	at := func(x, y, w, h float64) string {
		return fmt.Sprintf("q %g 0 0 %g %g %g cm /Im Do Q ", w, h, x, y)
	}
	words := lines(100, 700, "at any time the Team may end")
	for _, tt := range []struct {
		name, content string
		want          int
	}{
		{"a label before its line", at(80, 699, 11, 11) + words, 1},
		{"within brackets of an inline picture", "q 11 0 0 11 80 699 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q " + words, 1},
		{"a bullet", at(88, 702, 4, 4) + words, 0},
		{"a logo", at(40, 680, 50, 50) + words, 0},
		{"the ground of words", at(95, 698, 80, 12) + words, 0},
		{"alone on its line", at(80, 650, 11, 11) + words, 0},
		{"far from the line", at(400, 699, 11, 11) + words, 0},
		{"a rule", at(60, 702, 39, 0.5) + words, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := Read(t.Context(), m.pages("", "/XObject<</Im 1 0 R>>", tt.content))
			require.NoError(t, err)
			patches := doc.Pages[0].Patches
			require.Len(t, patches, tt.want)
			told := 0
			for _, p := range doc.Problems {
				if p.Code == Patched {
					told++
				}
			}
			assert.Equal(t, tt.want, told)
			if tt.want > 0 {
				assert.InDelta(t, 80, patches[0].X0, 0.01)
				assert.InDelta(t, 91, patches[0].X1, 0.01)
				assert.InDelta(t, 792-699, patches[0].Y1, 0.01)
			}
		})
	}
}
