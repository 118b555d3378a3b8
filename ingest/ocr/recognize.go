package ocr

import (
	"context"
	"fmt"
	"image"
	"math"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/ingest/layout"
)

// A reading is what was seen in a picture.
type reading struct {
	lines   []line
	leaders []leader    // rows of dots, which are not among the lines
	picture *image.Gray // upright and level, as Tesseract got it
	ink     byte        // the lightest shade of ink
	turns   int         // quarters by which it was turned clockwise
	letters int         // characters in words
	conf    float64     // of words, by their characters
}

const (
	// sure: above it a picture was read the right way up. Upside down, words of
	// real pages come out below 0.5; the worst scans that can be read, above 0.7.
	sure = 0.70
	// level is the skew in radians (a sixth of a degree: a dot in 350) that is left alone.
	level = 0.003
)

// recognize reads a picture of a page, of so many dots per inch, whichever way
// it lies.
func (r *Reader) recognize(ctx context.Context, tesseract string, picture *image.Gray, dots float64) (*reading, error) {
	picture = clean(picture, dots)
	ink := threshold(picture)
	down, right := edges(picture, ink)
	first := 0
	if sideways(down, right) {
		first = 1
	}
	best, err := r.look(ctx, tesseract, picture, dots, ink, first)
	if err != nil {
		return nil, err
	}
	for _, turns := range []int{first + 2, first + 1, first + 3} {
		// Text comes out as much of it whichever way it lies, if as nonsense. A
		// photograph has little.
		if best.conf >= sure || best.letters < 60 {
			break
		}
		if turns != first+2 && best.conf >= sure-0.2 {
			break // poor, but this way up
		}
		other, err := r.look(ctx, tesseract, picture, dots, ink, turns&3)
		if err != nil {
			return nil, err
		}
		if other.conf > best.conf && (other.conf >= sure || other.conf*float64(other.letters) > best.conf*float64(best.letters)) {
			best = other
		}
	}
	if best.letters == 0 {
		return nil, ErrNoWords
	}
	return best, nil
}

// look reads a picture, turned by quarters and then straightened.
func (r *Reader) look(ctx context.Context, tesseract string, picture *image.Gray, dots float64, ink byte, turns int) (*reading, error) {
	m := quarter(picture, turns)
	down, _ := edges(m, ink)
	if angle, _ := skew(down); math.Abs(angle) > level {
		m = straighten(m, angle)
	}
	if m == picture {
		m = &image.Gray{Pix: slices.Clone(m.Pix), Stride: m.Stride, Rect: m.Rect} // it may be looked at again
	}
	takeRules(m, ink, dots)
	leaders := takeLeaders(m, ink, dots)
	// One block for a list with leaders, so that its lines are not cut into a
	// column of titles and one of numbers, which alone are too short to be read.
	segmentation := "3"
	if len(leaders) >= 3 {
		segmentation = "6"
	}
	out, err := r.tesseract(ctx, tesseract, m, dots, segmentation)
	if err != nil {
		return nil, err
	}
	lines, err := parse(out)
	if err == nil {
		ordinals(r.opts.Language, lines)
		lines, err = r.onceMore(ctx, tesseract, m, dots, ink, lines)
	}
	if err != nil {
		return nil, err
	}
	read := &reading{lines: lines, leaders: leaders, picture: m, ink: ink, turns: turns}
	sum := 0.0
	for i := range lines {
		kept := lines[i].words[:0]
		for _, w := range lines[i].words {
			if w.noise() {
				continue
			}
			kept = append(kept, w)
			n := utf8.RuneCountInString(w.text)
			read.letters += n
			sum += float64(n) * w.conf
		}
		lines[i].words = kept
	}
	if read.letters > 0 {
		read.conf = sum / float64(read.letters)
	}
	return read, nil
}

// tesseract has a picture read, with a way of cutting it up.
func (r *Reader) tesseract(ctx context.Context, program string, m *image.Gray, dots float64, segmentation string) ([]byte, error) {
	return run(ctx, r.spent, encodePGM(m), 32<<20, program, "-", "-", "-l", r.opts.Language, "--psm", segmentation, "--dpi", fmt.Sprint(min(2400, max(70, int(dots)))), "hocr")
}

// noise: specks and rules that were taken for characters. What might be a
// letter or a number is kept however doubtful.
func (w *word) noise() bool {
	return w.conf < 0.6 && !strings.ContainsFunc(w.text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// place makes words on a page of what was seen. strokes has the weight of each,
// for embolden.
func (read *reading) place(page layout.PlacedPage) (_ layout.PlacedPage, strokes []float64) {
	w, h := page.Width, page.Height // as the text lies
	if read.turns&1 == 1 {
		w, h = h, w
	}
	sx, sy := w/float64(read.picture.Rect.Dx()), h/float64(read.picture.Rect.Dy())
	// A place in the picture, as a place on the page as it is shown.
	onPage := func(u, v float64) (x, y float64) {
		u, v = u*sx, v*sy
		switch read.turns {
		case 1:
			return v, w - u
		case 2:
			return w - u, h - v
		case 3:
			return h - v, u
		}
		return u, v
	}
	page.Engine, page.OCR, page.Confidence, page.Words = "ocr", true, read.conf, nil
	usual := usualSize(read.lines)
	add := func(text, doubt string, u0, v0, u1, v1, em, stroke float64, turn int) {
		p := layout.PlacedWord{Text: text, Doubt: doubt, Size: math.Round(em*sy*4) / 4, Turn: (turn - read.turns) & 3, Blank: true}
		p.X0, p.Y0 = onPage(u0, v0)
		p.X1, p.Y1 = onPage(u1, v1)
		p.X0, p.X1 = min(p.X0, p.X1), max(p.X0, p.X1)
		p.Y0, p.Y1 = min(p.Y0, p.Y1), max(p.Y0, p.Y1)
		page.Words, strokes = append(page.Words, p), append(strokes, stroke)
	}
	for i := range read.lines {
		l := &read.lines[i]
		size := l.size
		if math.Abs(size-usual) < 0.12*usual {
			size = usual // the same font: what differs is noise
		}
		em := size / ascentAndDescent
		for _, x := range l.words {
			u0, v0, u1, v1 := x.box[0], x.box[1], x.box[2], x.box[3]
			stroke := 0.0
			if l.turn == 0 && size > 0 {
				base := l.box[3] + l.base + l.slope*((u0+u1)/2-l.box[0])
				v0, v1 = base-0.75*em, base+0.22*em
				stroke = read.stroke(x.box, size) / size
			}
			add(x.text, x.doubt, u0, v0, u1, v1, em, stroke, l.turn)
		}
	}
	// Dots stand on the baseline of their line, in its size.
	for _, l := range read.leaders {
		em := usual / ascentAndDescent
		add(strings.Repeat(".", l.dots), "", l.box[0], l.box[3]-0.75*em, l.box[2], l.box[3]+0.22*em, em, 0, 0)
	}
	return page, strokes
}

// ascentAndDescent is the height from the lowest descender to the highest
// ascender, in the size of the font: 0.9 in Times and its like, 0.93 in Arial.
const ascentAndDescent = 0.91

// usualSize is the size of the line that holds the middle character.
func usualSize(lines []line) float64 {
	type part struct {
		size float64
		n    int
	}
	var parts []part
	total := 0
	for _, l := range lines {
		n := 0
		for _, w := range l.words {
			n += len(w.text)
		}
		parts, total = append(parts, part{l.size, n}), total+n
	}
	sort.Slice(parts, func(i, j int) bool { return parts[i].size < parts[j].size })
	seen := 0
	for _, p := range parts {
		if seen += p.n; 2*seen >= total {
			return p.size
		}
	}
	return 0
}
