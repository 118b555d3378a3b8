package ocr

import (
	"image"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestTakeRules: the frame of a table goes; a letter that touches it, a line
// under a heading and a bar stay.
func TestTakeRules(t *testing.T) {
	m := sheetOf()
	ink := func(r image.Rectangle) {
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				m.Pix[y*800+x] = 0
			}
		}
	}
	require.False(t, takeRules(m, 128, 100))
	stays := []image.Rectangle{image.Rect(304, 925, 310, 935), image.Rect(100, 70, 400, 72), image.Rect(600, 910, 680, 970)}
	for _, r := range stays {
		ink(r)
	}
	want := copyOf(m)
	for _, r := range []image.Rectangle{image.Rect(200, 910, 202, 980), image.Rect(310, 910, 312, 980), image.Rect(200, 910, 312, 912), image.Rect(200, 978, 312, 980)} {
		ink(r)
	}
	require.True(t, takeRules(m, 128, 100))
	assert.Equal(t, want.Pix, m.Pix)
}

// TestStreak: a thin line from head to foot goes, and the letters that it runs
// through stay whole.
func TestStreak(t *testing.T) {
	m := image.NewGray(image.Rect(0, 0, 400, 600))
	for i := range m.Pix {
		m.Pix[i] = 255
	}
	ink := func(r image.Rectangle) {
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				m.Pix[y*m.Stride+x] = 0
			}
		}
	}
	for y := 50; y < 550; y += 40 {
		ink(image.Rect(192, y, 208, y+2)) // two level strokes of a letter, with an upright one
		ink(image.Rect(192, y+10, 208, y+12))
		ink(image.Rect(192, y, 194, y+12))
	}
	want := copyOf(m)
	ink(image.Rect(200, 0, 202, 600))
	got := clean(m, 100)
	require.True(t, takeRules(got, 128, 100))
	assert.Equal(t, want.Pix, got.Pix)
}
