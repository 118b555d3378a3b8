package ocr

import (
	"image"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestAlone: a number at the foot and those in the margin stand alone; the words
// of lines do not, nor do rules and specks.
func TestAlone(t *testing.T) {
	m := image.NewGray(image.Rect(0, 0, 600, 400))
	for i := range m.Pix {
		m.Pix[i] = 255
	}
	ink := func(x, y, w, h int) image.Rectangle {
		for v := y; v < y+h; v++ {
			for u := x; u < x+w; u++ {
				m.Pix[v*m.Stride+u] = 0
			}
		}
		return image.Rect(x, y, x+w, y+h)
	}
	var want []image.Rectangle
	for y := 50; y < 250; y += 40 {
		want = append(want, ink(20, y, 9, 18).Union(ink(31, y, 9, 18)).Union(ink(42, y+15, 3, 3))) // "12."
		for x := 100; x < 500; x += 16 {
			ink(x, y, 10, 18)
		}
	}
	ink(100, 300, 400, 2) // a rule
	ink(300, 320, 2, 2)   // a speck
	want = append(want, ink(300, 350, 9, 18))
	var got []image.Rectangle
	for _, x := range alone(m, 128, 28) {
		got = append(got, x.box)
	}
	assert.Equal(t, want, got)
}

func TestReplaced(t *testing.T) {
	at := func(x, y int) image.Rectangle { return image.Rect(x, y, x+20, y+18) }
	box := func(r image.Rectangle) [4]float64 {
		return [4]float64{float64(r.Min.X), float64(r.Min.Y), float64(r.Max.X), float64(r.Max.Y)}
	}
	column := [4]float64{10, 0, 30, 200} // two numbers, taken for a word that stands upright
	lines := []line{{words: []word{{"oe", column, 0.2, ""}, {"lis", box(at(300, 50)), 0.5, ""}, {"A.", box(at(300, 100)), 0.6, ""}, {"sure", box(at(300, 150)), 0.8, ""}}}}
	tokens := []*token{
		{box: at(10, 20), text: "1", conf: 0.9}, {box: at(10, 90), text: "2", conf: 0.9},
		{box: at(300, 50), text: "115", conf: 0.9}, // what was there was less sure
		{box: at(300, 100), text: "A", conf: 0.9},  // the same without its full stop
		{box: at(300, 150), text: "swe", conf: 0.7},
		{box: at(300, 300), text: "|", conf: 0.1}, // nothing was there, and this is nothing
		{box: at(300, 350)},
	}
	var got []string
	for _, l := range replaced(lines, tokens, 20) {
		for _, w := range l.words {
			got = append(got, w.text)
		}
	}
	assert.ElementsMatch(t, []string{"1", "2", "115", "A.", "sure"}, got)
}

// TestReplacedNumbers: two looks that agree outvote a surer first one, and a
// number that takes another's place is in doubt. Points are not given up.
func TestReplacedNumbers(t *testing.T) {
	tests := []struct {
		first  string
		conf   float64
		token  token
		text   string
		doubts bool
	}{
		{"#14", 0.89, token{text: "14", conf: 0.7, agreed: true}, "14", true},
		{"#14", 0.89, token{text: "14", conf: 0.7}, "#14", false},
		{"13", 0.6, token{text: "18", conf: 0.9}, "18", true},
		{"6.1", 0.8, token{text: "61", conf: 0.95, agreed: true}, "6.1", false},
		{"l", 0.5, token{text: "1", conf: 0.9}, "1", false},
		{"l", 0.5, token{text: "1", conf: 0.9, doubt: "a second look at it read \"7\""}, "1", true},
	}
	for _, tt := range tests {
		tt.token.box = image.Rect(100, 100, 120, 118)
		got := replaced([]line{{words: []word{{text: tt.first, box: [4]float64{100, 100, 120, 118}, conf: tt.conf}}}}, []*token{&tt.token}, 20)
		var words []word
		for _, l := range got {
			words = append(words, l.words...)
		}
		require.Len(t, words, 1, "%+v", tt)
		assert.Equal(t, tt.text, words[0].text)
		assert.Equal(t, tt.doubts, words[0].doubt != "", "%+v", tt)
	}
}

// TestTokenJudge: a number where none was read before is read twice.
func TestTokenJudge(t *testing.T) {
	read := func(text string) cell { return cell{parts: []word{{text: text, conf: 0.9}}} }
	second := read("17")
	for _, tt := range []struct {
		token  token
		text   string
		doubts bool
	}{
		{token{cell: read("17"), second: &second}, "17", false},
		{token{cell: read("11"), second: &second}, "11", true},
		{token{cell: read("11")}, "11", false}, // its word is compared by itself
		{token{cell: read("of"), second: &second}, "of", false},
	} {
		tt.token.judge()
		assert.Equal(t, tt.text, tt.token.text)
		assert.Equal(t, tt.doubts, tt.token.doubt != "", "%+v", tt)
	}
}

func TestSideBySide(t *testing.T) {
	m := sheetOf()
	var cut []cutting
	for i := range 23 {
		cut = append(cut, cutting{dots: with(m, image.Rect(20+i, 20, 50+i, 40))})
	}
	out, places := sideBySide(cut, 20)
	require.Len(t, places, len(cut))
	for i, a := range places {
		require.True(t, a.In(out.Rect), i)
		assert.Equal(t, cut[i].dots.Rect.Size(), a.Size())
		for _, b := range places[:i] {
			assert.False(t, a.Inset(-8).Overlaps(b.Inset(-8)), "far enough apart to be words")
		}
	}
	assert.Less(t, out.GrayAt(places[0].Min.X+3, places[0].Min.Y+3).Y, uint8(128))
	assert.Equal(t, uint8(255), with(m, image.Rect(-5, -5, 5, 5)).GrayAt(0, 0).Y, "what is beyond the page is white")
}
