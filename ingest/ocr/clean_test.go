package ocr

import (
	"image"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// off is the mean difference of two pictures, in shades.
func off(a, b *image.Gray) float64 {
	sum := 0.0
	for i := range a.Pix {
		sum += math.Abs(float64(a.Pix[i]) - float64(b.Pix[i]))
	}
	return sum / float64(len(a.Pix))
}

func copyOf(m *image.Gray) *image.Gray {
	return &image.Gray{Pix: slices.Clone(m.Pix), Stride: m.Stride, Rect: m.Rect}
}

// TestClean: what a scanner adds goes, what is printed stays.
func TestClean(t *testing.T) {
	printed := sheetOf()
	require.Same(t, printed, clean(printed, 100), "a clean page is left as it is")
	tests := []struct {
		name  string
		spoil func(x, y int, c byte) byte
		most  float64 // that may be left of it, in shades on average
	}{
		{"light from one side", func(x, y int, c byte) byte { return byte(float64(c) * (1 - 0.7*float64(x)/800)) }, 8},
		{"grains", func(x, y int, c byte) byte {
			if (x*7919+y*104729)%101 == 0 {
				return 255 - c
			}
			return c
		}, 4},
		{"dark beyond the page", func(x, y int, c byte) byte {
			if x < 15+y/50 || y > 960 {
				return 20
			}
			return c
		}, 8},
		{"a punch hole", func(x, y int, c byte) byte {
			if math.Hypot(float64(x-50), float64(y-500)) < 14 {
				return 15
			}
			return c
		}, 0.1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := copyOf(printed)
			for y := range 1000 {
				for x := range 800 {
					m.Pix[y*800+x] = tt.spoil(x, y, m.Pix[y*800+x])
				}
			}
			got := clean(m, 100)
			assert.Less(t, off(got, printed), min(tt.most, 0.95*off(m, printed)), "it was %.1f", off(m, printed))
		})
	}
}

// TestCleanKeeps: a bar with white letters, and the block that stands in the
// corner, are print.
func TestCleanKeeps(t *testing.T) {
	m := sheetOf()
	for y := 920; y < 960; y++ {
		for x := 100; x < 700; x++ {
			if m.Pix[y*800+x] = 20; x%12 > 8 && y > 930 && y < 950 {
				m.Pix[y*800+x] = 240
			}
		}
	}
	assert.Less(t, off(clean(m, 100), m), 0.5)
}

func TestMedian(t *testing.T) {
	m := &image.Gray{Pix: []byte{9, 1, 8, 2, 7, 3, 6, 4, 5}, Stride: 3, Rect: image.Rect(0, 0, 3, 3)}
	assert.Equal(t, byte(5), median(m).Pix[4])
	m.Pix = []byte{0, 0, 0, 0, 255, 0, 0, 0, 0}
	assert.Equal(t, byte(0), median(m).Pix[4])
}

func TestDespeckle(t *testing.T) {
	m := sheetOf()
	var want []int
	for i := range 60 { // between the lines and in the margin
		at := (110+(i%30)*24+8)*800 + 720 + 40*(i/30)
		m.Pix[at], m.Pix[at+1] = 0, 0
		want = append(want, at)
	}
	stop := 100*800 + 712 // behind the last letter of a line
	m.Pix[stop] = 0
	got := clean(m, 100)
	for _, at := range want {
		assert.Greater(t, got.Pix[at], byte(200))
	}
}

func TestJudge(t *testing.T) {
	tests := []struct {
		first      string
		conf       float64
		second     string
		again      float64
		text, says string
	}{
		{"(2080)", 0.9, "(2080)", 0.95, "(2080)", ""},
		{"30,", 0.9, "30", 0.5, "30,", ""},
		{"(208)", 0.5, "(2080)", 0.96, "(2080)", `a first look at it read "(208)"`},
		{"98%", 0.92, "90%", 0.72, "98%", `a second look at it read "90%"`},
		{"2@8@", 0.78, "2080", 0.67, "2080", `a first look at it read "2@8@"`},
		{"2@8@", 0.95, "2@8@", 0.95, "2@8@", "a character that numbers do not have"},
		{"1.", 0.94, "#1.", 0.64, "1.", `"#1."`},
		{"2012.", 0.92, "2@12.", 0.59, "2012.", ""},
		{"2014", 0.71, "2014", 0.73, "2014", "71 % confidence"},
		{"2014", 0.71, "", 0, "2014", "71 % confidence"},
		{"2014", 0.71, "2014", 0.95, "2014", ""},
		{"6.2", 0.94, "62", 0.96, "6.2", ""},
		{"$6.25", 0.84, "$625", 0.96, "$6.25", `second look at it read "$625"`},
		{"62", 0.94, "6.2", 0.9, "6.2", `first look at it read "62"`},
		{"J—1", 0.9, "J-1", 0.9, "J—1", ""},
		{"a1@union.org", 0.9, "a1@union.org", 0.9, "a1@union.org", ""},
	}
	for _, tt := range tests {
		n := number{word: &word{text: tt.first, conf: tt.conf}}
		if tt.second != "" {
			n.parts = []word{{text: tt.second, conf: tt.again}}
		}
		n.judge()
		assert.Equal(t, tt.text, n.word.text, "%+v", tt)
		if tt.says == "" {
			assert.Empty(t, n.word.doubt, "%+v", tt)
		} else {
			assert.Contains(t, n.word.doubt, tt.says)
		}
	}
}

func TestCellSheet(t *testing.T) {
	m := sheetOf()
	var all []*cell
	for i := range 120 {
		all = append(all, &cell{from: image.Rect(20, 20, 60+i%3, 60), scale: enlarged})
	}
	all = append(all, &cell{from: image.Rect(30, 30, 50, 44), scale: enlarged, tight: true}, &cell{from: image.Rect(30, 30, 50, 60), scale: enlarged, tight: true})
	out := cellSheet(m, all, 12)
	for i, a := range all {
		require.True(t, a.to.In(out.Rect), i)
		for _, b := range all[:i] {
			assert.False(t, a.to.Inset(-3).Overlaps(b.to.Inset(-3)))
		}
	}
	assert.Equal(t, all[120].to.Max.Y, all[121].to.Max.Y, "level at their feet")
	assert.Less(t, all[119].to.Max.Y, all[120].to.Min.Y, "in a line of their own")
	assert.Less(t, out.GrayAt(all[0].to.Min.X+9, all[0].to.Min.Y+9).Y, uint8(40))
}

// TestGhosts: letters that are faint and blurred go, those that are faint and
// sharp stay.
func TestGhosts(t *testing.T) {
	front := image.NewGray(image.Rect(0, 0, 1000, 600))
	for i := range front.Pix {
		front.Pix[i] = 250
	}
	letters := func(m *image.Gray, y int, shade byte) {
		for x := 40; x < 960; x += 14 {
			for v := y; v < y+16; v++ {
				for u := x; u < x+5; u++ {
					m.Pix[v*1000+u] = shade
				}
			}
		}
	}
	for y := 40; y < 300; y += 40 {
		letters(front, y, 10)
	}
	letters(front, 500, 130) // a foot in grey
	back := image.NewGray(front.Rect)
	for i := range back.Pix {
		back.Pix[i] = 250
	}
	letters(back, 340, 110)
	letters(back, 380, 110)
	for range 3 { // blurred
		from := copyOf(back)
		for y := 2; y < 598; y++ {
			for x := 2; x < 998; x++ {
				sum := 0
				for v := -2; v <= 2; v++ {
					for u := -2; u <= 2; u++ {
						sum += int(from.Pix[(y+v)*1000+x+u])
					}
				}
				back.Pix[y*1000+x] = byte(sum / 25)
			}
		}
	}
	m := copyOf(front)
	for i := range m.Pix {
		m.Pix[i] = min(m.Pix[i], back.Pix[i])
	}
	require.Greater(t, off(m, front), 2.0)
	require.True(t, ghosts(m, threshold(m), 200))
	assert.Less(t, off(m, front), 0.8)
	assert.False(t, ghosts(copyOf(front), threshold(front), 200), "print in grey")
}
