package ocr

import (
	"cmp"
	"context"
	"fmt"
	"image"
	"slices"
	"strings"
)

// Tesseract reads lines well and lonely numbers badly: those of pages at the
// foot and in a contents list, those of lines in the margin. A column of them
// it takes for a word that stands upright. They are cut out, set side by side
// in lines, and read again.

// A token is a short piece of text that stands alone.
type token struct {
	box    image.Rectangle
	cell   cell  // where it is read again
	second *cell // where it is read a third time; nil if a number was read there before
	text   string
	conf   float64
	doubt  string // as that of a word
	agreed bool   // two looks at it that are not the first read the same number
}

// mostTokens bounds what is read again; a page has some 50 lines.
const mostTokens = 120

// doubtful lists what stands alone and was not read, or not surely.
func doubtful(m *image.Gray, ink byte, em float64, lines []line) []*token {
	var out []*token
	for _, t := range alone(m, ink, em) {
		if doubted(t, lines, em) {
			out = append(out, t)
		}
	}
	if len(out) > mostTokens {
		return nil
	}
	return out
}

// onceMore reads once more what stands alone and was not read surely, and all
// words with figures. What is read surer takes the place of what was read; where
// figures differ the word is in doubt. An em too small, or words that are
// nonsense, are worth no second look: nothing was read, or it lies the wrong way.
func (r *Reader) onceMore(ctx context.Context, tesseract string, m *image.Gray, dots float64, ink byte, lines []line) ([]line, error) {
	em := usualSize(lines) / ascentAndDescent
	if em < 8 || confidence(lines) < sure-0.1 {
		return lines, nil
	}
	numbers := numbersOf(m, lines)
	tokens := doubtful(m, ink, em, lines)
	var cells []*cell
	for _, n := range numbers {
		cells = append(cells, &n.cell)
	}
	for _, t := range tokens {
		// Where no number was read, one that is found now is read twice as well.
		if !slices.ContainsFunc(numbers, func(n *number) bool { return over(n.word.box, t.box) }) {
			t.second = &cell{from: t.line(em).Intersect(m.Rect), scale: enlarged}
			cells = append(cells, t.second)
		}
	}
	for _, t := range tokens {
		t.cell = cell{from: t.box.Inset(-seam).Intersect(m.Rect), scale: enlarged, tight: true} // with the grey seams of its letters
		cells = append(cells, &t.cell)
	}
	if err := r.readCells(ctx, tesseract, m, dots, em, cells); err != nil {
		return nil, err
	}
	for _, n := range numbers {
		n.judge()
	}
	for _, t := range tokens {
		t.judge()
		for _, n := range numbers {
			if text, _ := n.text(); over(n.word.box, t.box) && hasFigure(t.text) && figuresOf(t.text) == figuresOf(text) {
				t.agreed = true
			}
		}
	}
	return replaced(lines, tokens, em), nil
}

// line is the part of a picture that t stands on, as high as a line.
func (t *token) line(em float64) image.Rectangle {
	foot := float64(t.box.Max.Y)
	return image.Rect(t.box.Min.X-2, min(int(foot-0.85*em), t.box.Min.Y), t.box.Max.X+3, int(foot+0.25*em)+1)
}

// judge takes what was read at t. A number that was not read before is compared
// with a second reading.
func (t *token) judge() {
	t.text, t.conf = t.cell.text()
	if t.second == nil || !hasFigure(t.text) {
		return
	}
	n := number{cell: *t.second, word: &word{text: t.text, conf: t.conf}}
	n.judge()
	t.text, t.conf, t.doubt = n.word.text, n.word.conf, n.word.doubt
}

// confidence is the mean of the words, by their characters.
func confidence(lines []line) float64 {
	sum, n := 0.0, 0
	for i := range lines {
		for _, w := range lines[i].words {
			sum, n = sum+w.conf*float64(len(w.text)), n+len(w.text)
		}
	}
	return sum / float64(max(n, 1))
}

// alone lists the short pieces of text that have nothing within most of an em
// to their left or right.
func alone(m *image.Gray, ink byte, em float64) []*token {
	// Letters and figures, and what touches; not rules and pictures. What is
	// small may be a full stop, which stands behind something, or a speck.
	small := func(r image.Rectangle) bool { return float64(r.Dy()) < 0.3*em }
	var letters []image.Rectangle
	islands(m, ink, func(r image.Rectangle, at []int32) {
		if h, w := float64(r.Dy()), float64(r.Dx()); h < 1.4*em && w < 3*em && len(at) > 3 {
			letters = append(letters, r)
		}
	})
	slices.SortFunc(letters, func(a, b image.Rectangle) int { return cmp.Compare(a.Min.X, b.Min.X) })
	// Joined from left to right: each piece of a line is the box of its letters so far.
	var pieces []image.Rectangle
	var live []int // pieces that a letter further right may still join, in order
	gap := int(0.7 * em)
	for _, l := range letters {
		live = slices.DeleteFunc(live, func(i int) bool { return l.Min.X-pieces[i].Max.X > gap })
		joined := -1
		for _, i := range slices.Backward(live) {
			p := pieces[i]
			if overlap := min(l.Max.Y, p.Max.Y) - max(l.Min.Y, p.Min.Y); 3*overlap > min(l.Dy(), p.Dy()) {
				joined = i
				break
			}
		}
		if joined < 0 && !small(l) {
			live, pieces = append(live, len(pieces)), append(pieces, l)
		} else if joined >= 0 {
			pieces[joined] = pieces[joined].Union(l)
		}
	}
	var out []*token
	for _, p := range pieces {
		if float64(p.Dx()) < 3.2*em && float64(p.Dy()) < 1.5*em {
			out = append(out, &token{box: p})
		}
	}
	// In the order of reading.
	slices.SortFunc(out, func(a, b *token) int {
		return cmp.Or(cmp.Compare(a.box.Max.Y, b.box.Max.Y), cmp.Compare(a.box.Min.X, b.box.Min.X))
	})
	return out
}

// doubted: no word was read at t, or one of which Tesseract is not sure, or one
// that stands upright over several lines.
func doubted(t *token, lines []line, em float64) bool {
	found := false
	for i := range lines {
		for _, w := range lines[i].words {
			if !over(w.box, t.box) {
				continue
			}
			if w.conf < 0.9 || upright(w.box, em) {
				return true
			}
			found = true
		}
	}
	return !found
}

// over: a word's box holds the middle of b, or the other way round.
func over(w [4]float64, b image.Rectangle) bool {
	r := image.Rect(int(w[0]), int(w[1]), int(w[2]), int(w[3]))
	return b.Min.Add(b.Max).Div(2).In(r) || r.Min.Add(r.Max).Div(2).In(b)
}

func upright(box [4]float64, em float64) bool { return box[3]-box[1] > 2*em }

// seam is how many dots the grey edge of a letter is wide.
const seam = 2

// with is the part of m within box; what is beyond m is white.
func with(m *image.Gray, box image.Rectangle) *image.Gray {
	out := image.NewGray(image.Rect(0, 0, box.Dx(), box.Dy()))
	for i := range out.Pix {
		out.Pix[i] = 255
	}
	at := box.Intersect(m.Rect)
	for y := at.Min.Y; y < at.Max.Y; y++ {
		copy(out.Pix[(y-box.Min.Y)*out.Stride+at.Min.X-box.Min.X:], m.Pix[y*m.Stride+at.Min.X:y*m.Stride+at.Max.X])
	}
	return out
}

// sideBySide sets small pictures into lines of one, on one baseline, far enough
// apart to be words. It returns the place of each.
func sideBySide(cut []cutting, em int) (*image.Gray, []image.Rectangle) {
	const inLine = 10
	wide := 0
	for _, c := range cut {
		wide = max(wide, c.dots.Rect.Dx())
	}
	cell, height := wide+2*em, 2*em
	columns := min(inLine, len(cut))
	rows := (len(cut) + inLine - 1) / inLine
	out := image.NewGray(image.Rect(0, 0, columns*cell+2*em, rows*height+2*em))
	for i := range out.Pix {
		out.Pix[i] = 255
	}
	places := make([]image.Rectangle, len(cut))
	x, y := em, 0
	for i, c := range cut {
		if i%inLine == 0 {
			x, y = em, y+height
		}
		d := c.dots
		places[i] = image.Rect(x, y-d.Rect.Dy(), x+d.Rect.Dx(), y)
		for v := range d.Rect.Dy() {
			if at := y - d.Rect.Dy() + v; at >= 0 {
				copy(out.Pix[at*out.Stride+x:], d.Pix[v*d.Stride:][:d.Rect.Dx()])
			}
		}
		x += d.Rect.Dx() + 2*em
	}
	return out, places
}

// replaced is lines with what was read again in the place of what was there,
// where it is surer or where what was there cannot be.
func replaced(lines []line, tokens []*token, em float64) []line {
	for _, t := range tokens {
		if t.text == "" {
			continue
		}
		// The surest reading that was there; the same with its full stop is better.
		best, same, other := 0.0, false, ""
		for i := range lines {
			for _, w := range lines[i].words {
				if over(w.box, t.box) && !upright(w.box, em) {
					best = max(best, w.conf)
					// Points are lost more often than made, as in number.judge.
					a, b := figuresOf(w.text), figuresOf(t.text)
					same = same || hasFigure(b) && len(a) > len(b) && withoutPoints(a) == withoutPoints(b)
					if hasFigure(w.text) && a != b {
						other = w.text
					}
					same = same || strings.Trim(w.text, ".,:;()") == strings.Trim(t.text, ".,:;()")
				}
			}
		}
		if same || t.conf < best && !t.agreed || best == 0 && t.conf < 0.3 {
			continue
		}
		if t.doubt == "" && other != "" {
			t.doubt = fmt.Sprintf("a first look at it read %q", other)
		}
		for i := range lines {
			lines[i].words = slices.DeleteFunc(lines[i].words, func(w word) bool { return over(w.box, t.box) })
		}
		box := [4]float64{float64(t.box.Min.X), float64(t.box.Min.Y), float64(t.box.Max.X), float64(t.box.Max.Y)}
		lines = append(lines, line{box: box, size: em * ascentAndDescent, words: []word{{text: t.text, box: box, conf: t.conf, doubt: t.doubt}}})
	}
	// What is left of columns that were taken for words.
	for i := range lines {
		lines[i].words = slices.DeleteFunc(lines[i].words, func(w word) bool {
			return upright(w.box, em) && w.conf < 0.6 && w.box[2]-w.box[0] < 3*em && len(tokens) > 0
		})
	}
	return lines
}
