package ocr

import (
	"image"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/ingest/layout"
)

func TestLabel(t *testing.T) {
	for read, want := range map[string]string{
		"(i)": "(i)", "(il)": "(ii)", "(1l|)": "(iii)", " (iv) ": "(iv)", "a.": "a.", "12)": "12)", "(1)": "(1)",
		"O": "", "e": "", "7": "7", "()": "", "—": "", "": "",
	} {
		assert.Equal(t, want, label(read), "%q", read)
	}
}

func TestFormed(t *testing.T) {
	for _, s := range []string{"(i)", "(xvii)", "a.", "B.", "(aa)", "12.", "(3)", "iv."} {
		assert.True(t, formed(s), s)
	}
	for _, s := range []string{"i)", "(i", "Gi)", "to.", "1234.", "()", ".", "", "(Vv)", "a"} {
		assert.False(t, formed(s), s)
	}
}

// stroke is a picture of upright strokes, each so many dots from the left.
func stroke(wide int, at ...int) *image.Gray {
	m := with(image.NewGray(image.Rectangle{}), image.Rect(0, 0, wide, 14))
	for _, x := range at {
		for y := 2; y < 12; y++ {
			m.Pix[y*m.Stride+x], m.Pix[y*m.Stride+x+1] = 0, 0
		}
	}
	return m
}

// Pictures that look the same have one reading, that with the form of a label.
func TestAgree(t *testing.T) {
	patch := func(text string, conf float64) *layout.Patch { return &layout.Patch{Text: text, Confidence: conf} }
	one, two, three := stroke(20, 4), stroke(20, 4, 10), stroke(30, 4, 12, 20)
	cut := []cutting{
		{patch("Gi)", 0.7), two}, {patch("(ii)", 0.6), stroke(24, 6, 12)}, {patch("", 0), two}, // the same, one of them moved
		{patch("(i)", 0.9), one},
		{patch("Wid", 0.75), three}, // no label, and not sure
	}
	require.NoError(t, agree(t.Context(), cut))
	var got []string
	for _, c := range cut {
		got = append(got, c.patch.Text)
	}
	assert.Equal(t, []string{"(ii)", "(ii)", "(ii)", "(i)", ""}, got)
	assert.InDelta(t, 0.6, cut[2].patch.Confidence, 1e-9)
	assert.Zero(t, cut[4].patch.Confidence)
}

// What is read off a picture in a line is one of its words, on its baseline.
func TestPatches(t *testing.T) {
	page := letter
	page.Words = []layout.PlacedWord{{Text: "any", X0: 100, Y0: 200, X1: 120, Y1: 212, Size: 12}}
	// The fake Tesseract sees "Article 9" at 100 to 220 dots from the left.
	page.Patches = []layout.Patch{{X0: 80, Y0: 199, X1: 92, Y1: 211}}
	pages, err := faked(t, "", Options{}).Patches(t.Context(), []byte("%PDF"), []layout.PlacedPage{page}, func(int, int) {})
	require.NoError(t, err)
	require.Len(t, pages, 1)
	assert.Empty(t, page.Patches[0].Text, "the caller's page is as it was")
	assert.Len(t, pages[0].Words, 1, "nothing was seen at its place")

	page.Patches[0].Text = "(i)"
	words := patchWords(&page)
	require.Len(t, words, 1)
	assert.Equal(t, layout.PlacedWord{Text: "(i)", X0: 80, X1: 92, Y0: 200, Y1: 212, Size: 12, Blank: true}, words[0])

	_, err = New(Options{}).Patches(t.Context(), nil, nil, nil)
	if err != nil { // Tesseract is not installed here
		require.ErrorIs(t, err, ErrMissing)
	}
	_, err = New(Options{Tesseract: "x", Rasterizer: "/none"}).Patches(t.Context(), nil, []layout.PlacedPage{page}, func(int, int) {})
	require.NoError(t, err, "a page that cannot be drawn keeps its pictures unread")
}
