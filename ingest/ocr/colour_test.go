package ocr

import (
	"fmt"
	"image"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// ppm writes a page in colour, as pdftoppm does: the made sheet in black, with
// what paint adds.
func ppm(paint func(x, y int) (c [3]byte, ok bool)) []byte {
	m := sheetOf()
	out := fmt.Appendf(nil, "P6\n%d %d\n255\n", m.Rect.Dx(), m.Rect.Dy())
	for i, g := range m.Pix {
		c, ok := paint(i%800, i/800)
		if !ok || g < 100 { // black stays black under transparent ink
			c = [3]byte{g, g, g}
		}
		out = append(out, c[:]...)
	}
	return out
}

func TestOverlay(t *testing.T) {
	red, blue := [3]byte{200, 40, 60}, [3]byte{40, 40, 200}
	stamp := func(x, y int) bool { return x > 200 && x < 600 && (y > 300 && y < 306 || y > 509 && y < 515) }
	heading := func(x, y int) bool { return y > 70 && y < 84 && x > 300 && x < 420 && x%12 < 5 }
	tests := []struct {
		name  string
		paint func(x, y int) ([3]byte, bool)
		taken bool
		dark  image.Point // a dot that must stay ink; zero if there is none
	}{
		{"nothing in colour", func(int, int) ([3]byte, bool) { return red, false }, false, image.Point{}},
		{"a stamp across the text", func(x, y int) ([3]byte, bool) { return red, stamp(x, y) }, true, image.Point{}},
		{"a heading in blue", func(x, y int) ([3]byte, bool) { return blue, heading(x, y) }, false, image.Pt(312, 77)},
		{"both", func(x, y int) ([3]byte, bool) {
			if heading(x, y) {
				return blue, true
			}
			return red, stamp(x, y)
		}, true, image.Pt(312, 77)},
		{"paper in colour", func(x, y int) ([3]byte, bool) { return [3]byte{255, 240, 120}, true }, false, image.Point{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, err := decode(ppm(tt.paint))
			require.NoError(t, err)
			assert.Equal(t, tt.taken, s.overlay)
			if tt.dark != (image.Point{}) {
				assert.Less(t, s.grey.GrayAt(tt.dark.X, tt.dark.Y).Y, uint8(120))
			}
			if !tt.taken {
				return
			}
			black := sheetOf()
			for y := 295; y < 520; y++ {
				for x := 190; x < 610; x++ {
					if black.Pix[y*800+x] > 200 != (s.grey.Pix[y*800+x] > 200) {
						t.Fatalf("the dot at %d,%d has shade %d", x, y, s.grey.Pix[y*800+x])
					}
				}
			}
		})
	}
	for _, bad := range []string{"P6\n3 2\n255\n123", "P6\n3", "P4\n1 1\n255\n1", "P6\n3 2\n65535\n123456789012345678"} {
		_, err := decode([]byte(bad))
		assert.Error(t, err, bad)
	}
}
