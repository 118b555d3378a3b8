package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/ingest/layout"
)

// TestMain lets the test program be both programs: a fake Tesseract, which
// knows a page by the block of ink in its upper left corner, and a fake
// pdftoppm, which draws one. CLAUSEBOOK_FAKE says what is special about them.
func TestMain(m *testing.M) {
	fake := os.Getenv("CLAUSEBOOK_FAKE")
	switch {
	case slices.Contains(os.Args, "hocr"):
		os.Exit(fakeTesseract(fake))
	case slices.Contains(os.Args, "-cropbox"):
		os.Exit(fakeRasterizer(fake))
	}
	os.Exit(m.Run())
}

func fakeTesseract(fake string) int {
	data, err := io.ReadAll(os.Stdin)
	if err != nil {
		return 1
	}
	picture, err := decodePGM(data)
	switch {
	case err != nil || fake == "tesseract fails":
		fmt.Fprintln(os.Stderr, "Warning: something\nError opening data file eng.traineddata")
		return 1
	case fake == "tesseract hangs":
		time.Sleep(time.Minute)
	case fake == "tesseract talks":
		_, _ = os.Stdout.Write(make([]byte, 40<<20))
		return 0
	}
	conf, more := 30, "" // the wrong way up
	if upperLeft(picture) {
		conf = 95
	} else {
		more = strings.Repeat("nonsense", 10)
	}
	fmt.Printf(`<html><body><div class='ocr_page'><span class='ocr_line' title="bbox 100 200 300 228; baseline 0 -6; x_size 28">
<span class='ocrx_word' title='bbox 100 202 180 222; x_wconf %d'>Article</span> <span class='ocrx_word' title='bbox 190 202 220 222; x_wconf %d'><em>9</em>%s</span>
<span class='ocrx_word' title='bbox 290 202 300 222; x_wconf 12'>|</span></span></div></body></html>`, conf, conf, more)
	return 0
}

func upperLeft(m *image.Gray) bool {
	dark := 0
	for y := 20; y < 60; y++ {
		for x := 20; x < 60; x++ {
			if m.Pix[y*m.Stride+x] < 128 {
				dark++
			}
		}
	}
	return dark > 800
}

// sheetOf draws a page of 10 by 8 inches at 100 dots: lines of words and, in
// the upper left corner, a block.
func sheetOf() *image.Gray {
	m := image.NewGray(image.Rect(0, 0, 800, 1000))
	for i := range m.Pix {
		m.Pix[i] = 255
	}
	ink := func(r image.Rectangle) {
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				m.Pix[y*m.Stride+x] = 10
			}
		}
	}
	ink(image.Rect(20, 20, 60, 60))
	for y := 100; y < 900; y += 24 {
		for x := 100 + y*7%11; x < 700; x += 8 + x*y%7 {
			ink(image.Rect(x, y, x+2+x*y%6, y+10))
		}
	}
	return m
}

func fakeRasterizer(fake string) int {
	m := sheetOf()
	var turn int
	switch n, _ := fmt.Sscanf(fake, "turned %d", &turn); {
	case n == 1:
		m = quarter(m, turn)
	case fake == "rasterizer fails":
		fmt.Fprintln(os.Stderr, "Syntax Error: Couldn't read xref table")
		return 1
	case fake == "rasterizer talks":
		_, _ = os.Stdout.WriteString("P5\n3 3\n255\n....")
		return 0
	case fake == "white":
		m = image.NewGray(m.Rect)
		for i := range m.Pix {
			m.Pix[i] = 255
		}
	}
	_, _ = os.Stdout.Write(encodePGM(m))
	return 0
}

func faked(t *testing.T, fake string, opts Options) *Reader {
	t.Helper()
	t.Setenv("CLAUSEBOOK_FAKE", fake)
	opts.Tesseract, opts.Rasterizer = os.Args[0], os.Args[0]
	return New(opts)
}

var letter = layout.PlacedPage{Sheet: 3, Width: 576, Height: 720}

func TestRecognize(t *testing.T) {
	var told []string
	pages, errs, err := faked(t, "", Options{Workers: 1}).Recognize(t.Context(), []byte("%PDF"), []layout.PlacedPage{letter, {Sheet: 5, Width: 576, Height: 720}},
		func(sheet, done int) { told = append(told, fmt.Sprint(sheet, " ", done)) })
	require.NoError(t, err)
	require.Equal(t, []error{nil, nil}, errs)
	assert.Equal(t, []string{"3 0", "5 1"}, told)
	p := pages[0]
	assert.Equal(t, 3, p.Sheet)
	assert.Equal(t, "ocr", p.Engine)
	assert.True(t, p.OCR)
	assert.InDelta(t, 0.95, p.Confidence, 1e-9)
	require.Len(t, p.Words, 2, "the rule that was read as a bar is noise")
	assert.Equal(t, "Article", p.Words[0].Text)
	assert.Equal(t, "9", p.Words[1].Text)
	// 100 dots an inch: a point is 100/72 dots. The baseline is at 228-6.
	assert.InDelta(t, 72, p.Words[0].X0, 0.01)
	assert.InDelta(t, 129.6, p.Words[0].X1, 0.01)
	em := 28 / ascentAndDescent * 0.72
	assert.InDelta(t, em, p.Words[0].Size, 0.2)
	assert.InDelta(t, 222*0.72+0.22*em, p.Words[0].Y1, 0.01)
	assert.InDelta(t, 222*0.72-0.75*em, p.Words[0].Y0, 0.01)
}

// TestTurned: whichever way the picture lies, it is read, and its words stand
// where they are on the page as it is shown.
func TestTurned(t *testing.T) {
	for turned := range 4 {
		t.Run(fmt.Sprint(turned), func(t *testing.T) {
			page := letter
			if turned&1 == 1 {
				page.Width, page.Height = page.Height, page.Width
			}
			pages, errs, err := faked(t, fmt.Sprintf("turned %d", turned), Options{}).Recognize(t.Context(), nil, []layout.PlacedPage{page}, func(int, int) {})
			require.NoError(t, err)
			require.NoError(t, errs[0])
			p := pages[0]
			assert.InDelta(t, 0.95, p.Confidence, 1e-9)
			require.NotEmpty(t, p.Words)
			w := p.Words[0]
			assert.Equal(t, turned, w.Turn, "a page turned clockwise once reads downwards")
			// The word is near the upper left corner of the upright page.
			x, y := (w.X0+w.X1)/2, (w.Y0+w.Y1)/2
			u, v := 100.8, 222*0.72-(0.75-0.22)/2*28/ascentAndDescent*0.72
			want := [][2]float64{{u, v}, {page.Width - v, u}, {page.Width - u, page.Height - v}, {v, page.Height - u}}[turned]
			assert.InDelta(t, want[0], x, 0.1)
			assert.InDelta(t, want[1], y, 0.1)
			assert.Less(t, w.X0, w.X1)
			assert.Less(t, w.Y0, w.Y1)
		})
	}
}

func TestRecognizeFails(t *testing.T) {
	huge := layout.PlacedPage{Sheet: 1, Width: 4.5e6, Height: 4.5e6} // a mile is 63,360 inches
	tests := []struct {
		fake string
		page layout.PlacedPage
		opts Options
		is   error
		says string
	}{
		{"tesseract fails", letter, Options{}, nil, "exit status 1: Error opening data file eng.traineddata"},
		{"tesseract talks", letter, Options{}, nil, "answers more than"},
		{"tesseract hangs", letter, Options{PerPage: 300 * time.Millisecond, Reserve: time.Millisecond}, ErrTime, "the time for reading pictures was used up"},
		{"rasterizer fails", letter, Options{}, nil, "Syntax Error: Couldn't read xref table"},
		{"rasterizer talks", letter, Options{}, nil, "a picture of 3 by 3 dots"},
		{"", huge, Options{}, nil, "a page of 62500 by 62500 inches is too large for a picture"},
	}
	for _, tt := range tests {
		t.Run(tt.fake, func(t *testing.T) {
			pages, errs, err := faked(t, tt.fake, tt.opts).Recognize(t.Context(), nil, []layout.PlacedPage{tt.page}, func(int, int) {})
			require.NoError(t, err)
			require.Error(t, errs[0])
			require.ErrorContains(t, errs[0], tt.says)
			if tt.is != nil {
				require.ErrorIs(t, errs[0], tt.is)
			}
			assert.Equal(t, tt.page, pages[0])
		})
	}
}

func TestMissing(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	t.Setenv("ProgramFiles", "")
	t.Setenv("LocalAppData", "")
	_, _, err := New(Options{}).Recognize(t.Context(), nil, []layout.PlacedPage{letter}, nil)
	require.ErrorIs(t, err, ErrMissing)
	require.ErrorContains(t, err, "install")
	for _, system := range []string{"linux", "darwin", "windows"} {
		assert.Contains(t, installing(system), map[string]string{"linux": "apt", "darwin": "brew", "windows": "winget"}[system])
	}
	// Without pdftoppm, pictures come out of the file, or there are none.
	_, _, err = New(Options{Tesseract: os.Args[0]}).Recognize(t.Context(), nil, []layout.PlacedPage{letter}, nil)
	require.ErrorContains(t, err, "pdftoppm")
	embedded := func(_ context.Context, _ []byte, sheet int) (image.Image, error) {
		if sheet != 3 {
			return nil, errors.New("no picture fills the page")
		}
		return sheetOf(), nil
	}
	own := layout.PlacedPage{Sheet: 4, Width: 576, Height: 720, Words: []layout.PlacedWord{{Text: "stamp", Bold: true}}}
	pages, errs, err := New(Options{Tesseract: os.Args[0], Embedded: embedded}).Recognize(t.Context(), nil,
		[]layout.PlacedPage{letter, own}, func(int, int) {})
	require.NoError(t, err)
	require.NoError(t, errs[0])
	assert.Len(t, pages[0].Words, 2)
	require.ErrorContains(t, errs[1], "no picture fills the page")
	assert.Equal(t, own, pages[1])
}

func TestManyPages(t *testing.T) {
	pages := slices.Repeat([]layout.PlacedPage{letter}, 5)
	out, errs, err := faked(t, "", Options{MaxPages: 2}).Recognize(t.Context(), nil, pages, func(int, int) {})
	require.NoError(t, err)
	assert.Len(t, out, 5)
	require.NoError(t, errs[1])
	assert.ErrorContains(t, errs[2], "2 pages are read off their pictures, which is the limit")
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	begun := time.Now()
	_, _, err := faked(t, "tesseract hangs", Options{}).Recognize(ctx, nil, []layout.PlacedPage{letter}, func(int, int) { cancel() })
	require.ErrorIs(t, err, context.Canceled)
	assert.Less(t, time.Since(begun), 20*time.Second)
}

func TestSkew(t *testing.T) {
	m := sheetOf()
	for _, degrees := range []float64{-5, -1.3, 0, 0.7, 2, 6} {
		turned := straighten(m, -degrees*math.Pi/180) // lines now fall by so much
		down, right := edges(turned, threshold(turned))
		angle, _ := skew(down)
		assert.InDelta(t, degrees, angle*180/math.Pi, 0.2)
		assert.False(t, sideways(down, right), degrees)
		turned = quarter(turned, 1)
		assert.True(t, sideways(edges(turned, threshold(turned))), degrees)
	}
}

func TestQuarter(t *testing.T) {
	m := &image.Gray{Pix: []byte{1, 2, 3, 4, 5, 6}, Stride: 3, Rect: image.Rect(0, 0, 3, 2)}
	assert.Equal(t, []byte{4, 1, 5, 2, 6, 3}, quarter(m, 1).Pix)
	assert.Equal(t, []byte{6, 5, 4, 3, 2, 1}, quarter(m, 2).Pix)
	assert.Equal(t, []byte{3, 6, 2, 5, 1, 4}, quarter(m, 3).Pix)
	assert.Equal(t, m.Pix, quarter(quarter(m, 1), 3).Pix)
	assert.Equal(t, image.Rect(0, 0, 2, 3), quarter(m, 3).Rect)
}

func TestDecodePGM(t *testing.T) {
	m := &image.Gray{Pix: []byte{1, 2, 3, 4, 5, 6}, Stride: 3, Rect: image.Rect(0, 0, 3, 2)}
	got, err := decodePGM(encodePGM(m))
	require.NoError(t, err)
	assert.Equal(t, m, got)
	for _, bad := range []string{"", "P5", "P5\n3 2\n255", "P5 3 2 255\n12345", "P5 3 2 255\n1234567", "P6 3 2 255\n123456", "P5 -3 -2 255\n123456", "P5 999999 999999 255\n", "P5 3 2 65535\n123456"} {
		_, err := decodePGM([]byte(bad))
		assert.Error(t, err, bad)
	}
}

func TestParse(t *testing.T) {
	lines, err := parse([]byte(`<?xml version="1.0"?><html><body>
<span class='ocrx_word' title='bbox 1 1 2 2'>lost, in no line</span>
<span class='ocr_header' title="bbox 10 20 110 50; baseline -0.01 -7; x_size 30; x_descenders 7">
 <span class='ocrx_word' title='bbox 10 20 50 43; x_wconf 91'> R&amp;D&nbsp;x </span><span class='ocrx_word' title='bbox 60 20 70 43; x_wconf 130'> </span></span>
<span class='ocr_textfloat' title="textangle 90; bbox 5 5 9 99"><span class='ocrx_word' title='bbox 5 5 9 99; x_wconf -1'>up</span></span></body></html>`))
	require.NoError(t, err)
	require.Len(t, lines, 2)
	assert.Equal(t, line{box: [4]float64{10, 20, 110, 50}, slope: -0.01, base: -7, size: 30, words: []word{{"R&D x", [4]float64{10, 20, 50, 43}, 0.91, ""}}}, lines[0])
	assert.Equal(t, 3, lines[1].turn)
	assert.Zero(t, lines[1].words[0].conf)
}

// FuzzParse: whatever a program prints, there are lines or an error.
func FuzzParse(f *testing.F) {
	f.Add([]byte("<span class='ocr_line' title='bbox 1 2 3 4; x_size x'><span class='ocrx_word' title='bbox 1 2 3 4'>a"))
	f.Fuzz(func(t *testing.T, data []byte) {
		lines, err := parse(data)
		if err != nil {
			return
		}
		for _, l := range lines {
			assert.Contains(t, []int{0, 1, 2, 3}, l.turn)
			for _, w := range l.words {
				assert.NotEmpty(t, w.text)
				assert.True(t, w.conf >= 0 && w.conf <= 1)
			}
		}
	})
}

func TestTakeLeaders(t *testing.T) {
	m := sheetOf()
	before := bytes.Clone(m.Pix)
	for i := range 20 {
		for y := range 3 {
			for x := range 3 {
				m.Pix[(930+y)*m.Stride+200+8*i+x] = 0
			}
		}
	}
	for _, x := range []int{600, 608, 616} { // an ellipsis stays
		m.Pix[930*m.Stride+x] = 0
	}
	got := takeLeaders(m, 128, 100)
	require.Len(t, got, 1)
	assert.Equal(t, leader{[4]float64{200, 930, 355, 933}, 20}, got[0])
	for _, x := range []int{600, 608, 616} {
		assert.Zero(t, m.Pix[930*m.Stride+x])
		m.Pix[930*m.Stride+x] = 255
	}
	assert.True(t, bytes.Equal(before, m.Pix), "nothing else was touched")
}

func TestEmbolden(t *testing.T) {
	var words []layout.PlacedWord
	var strokes []float64
	line := func(y, stroke float64, text string) {
		for i, s := range strings.Fields(text) {
			words = append(words, layout.PlacedWord{Text: s, X0: float64(50 * i), Y1: y, Size: 10})
			strokes = append(strokes, stroke+0.003*float64(i%3))
		}
	}
	line(20, 0.15, "ARTICLE 9")
	line(40, 0.10, "the words of a clause that says what is paid to whom and when it is")
	line(60, 0.10, "and goes on for another line of much the same length as that above")
	strokes[5] = 0 // says nothing
	pages := []layout.PlacedPage{{Words: words}}
	embolden(pages, [][]float64{strokes})
	for i, w := range pages[0].Words {
		assert.Equal(t, i < 2, w.Bold, w.Text)
	}
	embolden([]layout.PlacedPage{{}}, [][]float64{nil}) // nothing to do
}
