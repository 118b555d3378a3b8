package ocr

import (
	"cmp"
	"context"
	"image"
	"slices"

	"golang.org/x/image/draw"
)

// A cell is a piece of a page that is read once more, beside others.
type cell struct {
	from  image.Rectangle // in the picture of the page
	scale float64         // how much larger it is then
	to    image.Rectangle // in the picture that is read
	tight bool            // it ends at its letters, not as high as a line
	parts []word          // what was read there, from left to right
}

// text is what was read in a cell, and how surely: as its least sure part.
func (c *cell) text() (text string, conf float64) {
	conf = 1
	for _, p := range c.parts {
		text, conf = text+p.text, min(conf, p.conf)
	}
	return text, conf
}

// readCells has cells of m read once more and gives each what was read in it. All
// of them go into one picture: Tesseract takes a tenth of a second to begin.
func (r *Reader) readCells(ctx context.Context, tesseract string, m *image.Gray, dots, em float64, cells []*cell) error {
	if len(cells) == 0 {
		return nil
	}
	out, err := r.tesseract(ctx, tesseract, cellSheet(m, cells, em), dots*enlarged, "6")
	if err != nil {
		return err
	}
	lines, err := parse(out)
	if err != nil {
		return err
	}
	for _, l := range lines {
		for _, w := range l.words {
			at := image.Pt(int(w.box[0]+w.box[2])/2, int(w.box[1]+w.box[3])/2)
			for _, c := range cells {
				if at.In(c.to.Inset(-int(em / 2))) {
					c.parts = append(c.parts, w)
					break
				}
			}
		}
	}
	for _, c := range cells {
		slices.SortStableFunc(c.parts, func(a, b word) int { return cmp.Compare(a.box[0], b.box[0]) })
	}
	return nil
}

// cellSheet sets cells into lines as wide as a line of text is, far enough apart
// to be words. Those as high as a line stand level at their heads; those that end
// at their letters begin a line of their own and stand level at their feet.
func cellSheet(m *image.Gray, cells []*cell, em float64) *image.Gray {
	size := func(c *cell) image.Point {
		return image.Pt(int(float64(c.from.Dx())*c.scale), int(float64(c.from.Dy())*c.scale))
	}
	gap := func(c *cell) int { return int(between * em * c.scale) }
	wide := int(60 * em * enlarged / 2)
	for _, c := range cells {
		wide = max(wide, size(c).X+2*gap(c))
	}
	edge := int(between * em * enlarged)
	y := edge
	for from := 0; from < len(cells); {
		x, high, to := edge, 0, from
		for ; to < len(cells) && (to == from || cells[to].tight == cells[from].tight && x+size(cells[to]).X+edge <= wide); to++ {
			s := size(cells[to])
			cells[to].to = image.Rect(x, 0, x+s.X, s.Y)
			x, high = x+s.X+gap(cells[to]), max(high, s.Y)
		}
		for _, c := range cells[from:to] {
			c.to = c.to.Add(image.Pt(0, y))
			if c.tight {
				c.to = c.to.Add(image.Pt(0, y+high-c.to.Max.Y))
			}
		}
		y += high + int(0.9*em)
		from = to
	}
	out := image.NewGray(image.Rect(0, 0, wide+edge, y+edge))
	for i := range out.Pix {
		out.Pix[i] = 255
	}
	for _, c := range cells {
		draw.CatmullRom.Scale(out, c.to, m, c.from, draw.Src, nil)
	}
	return out
}
