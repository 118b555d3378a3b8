package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"math"
	"os"
	"path/filepath"
	"strconv"

	"github.com/clausebook/clausebook/ingest/layout"
)

// pictures is the picture of a page, as it is shown.
type pictures func(ctx context.Context, page layout.PlacedPage) (*sheet, error)

// maxDots bounds a picture; a page of letter size has 8 million at the usual
// resolution.
const maxDots = 36 << 20

// leastResolution: below it nothing of a page's usual text can be read.
const leastResolution = 60

// pictures chooses where pictures of file's pages come from, those that are drawn
// with so many dots per inch.
func (r *Reader) pictures(dir string, file []byte, perInch float64) (pictures, error) {
	program, err := find(r.opts.Rasterizer, "pdftoppm", "")
	if err != nil {
		if r.opts.Embedded == nil {
			return nil, fmt.Errorf("pdftoppm is not installed: %s", howToInstall())
		}
		return func(ctx context.Context, page layout.PlacedPage) (*sheet, error) {
			m, err := r.opts.Embedded(ctx, file, page.Sheet)
			if err != nil {
				return nil, fmt.Errorf("%w (with pdftoppm, of poppler, every page has a picture)", err)
			}
			return fit(m), nil
		}, nil
	}
	name := filepath.Join(dir, "document.pdf")
	if err := os.WriteFile(name, file, 0o600); err != nil {
		return nil, err
	}
	return func(ctx context.Context, page layout.PlacedPage) (*sheet, error) {
		dots := perInch
		if area := page.Width * page.Height; area*dots*dots/72/72 > maxDots {
			dots = math.Sqrt(maxDots / area * 72 * 72)
		}
		if dots < leastResolution {
			return nil, fmt.Errorf("a page of %.0f by %.0f inches is too large for a picture", page.Width/72, page.Height/72)
		}
		sheet := strconv.Itoa(page.Sheet)
		out, err := run(ctx, r.spent, nil, 3*(maxDots+maxDots/8), program, "-cropbox", "-r", strconv.FormatFloat(dots, 'f', 2, 64), "-f", sheet, "-l", sheet, name)
		if err != nil {
			return nil, err
		}
		return decode(out)
	}, nil
}

// fit turns a picture out of a file into shades of grey.
func fit(m image.Image) *sheet {
	if g, ok := m.(*image.Gray); ok && g.Bounds().Min == (image.Point{}) && g.Stride == g.Bounds().Dx() {
		return &sheet{grey: g}
	}
	b := m.Bounds()
	g := image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(g, g.Bounds(), m, b.Min, draw.Src)
	// Pictures without colour have none to look for.
	if _, grey := m.(*image.Gray); grey || len(g.Pix) > maxDots {
		return &sheet{grey: g}
	}
	c := image.NewRGBA(g.Rect)
	draw.Draw(c, c.Bounds(), m, b.Min, draw.Src)
	rgb := make([]byte, 0, 3*len(g.Pix))
	for i := 0; i < len(c.Pix); i += 4 {
		rgb = append(rgb, c.Pix[i:i+3]...)
	}
	return &sheet{g, takeOverlay(g, rgb)}
}

// decodePGM reads the form in which pdftoppm writes shades of grey: "P5", width,
// height and 255, white space between, and then a byte for each dot.
func decodePGM(data []byte) (*image.Gray, error) {
	rest, ok := bytes.CutPrefix(data, []byte("P5"))
	if !ok {
		return nil, errors.New("not a picture of a page")
	}
	w, h, pix, err := header(rest)
	if err != nil {
		return nil, err
	}
	if len(pix) != w*h {
		return nil, fmt.Errorf("a picture of %d by %d dots in grey, with %d bytes", w, h, len(pix))
	}
	return &image.Gray{Pix: pix, Stride: w, Rect: image.Rect(0, 0, w, h)}, nil
}

// encodePGM writes what decodePGM reads. The picture's rows lie side by side.
func encodePGM(m *image.Gray) []byte {
	head := fmt.Appendf(nil, "P5\n%d %d\n255\n", m.Rect.Dx(), m.Rect.Dy())
	return append(head, m.Pix...)
}

// quarter turns a picture by quarters, clockwise.
func quarter(m *image.Gray, turns int) *image.Gray {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	var out *image.Gray
	switch turns & 3 {
	case 0:
		return m
	case 2:
		out = image.NewGray(image.Rect(0, 0, w, h))
		for i, c := range m.Pix {
			out.Pix[len(out.Pix)-1-i] = c
		}
		return out
	}
	out = image.NewGray(image.Rect(0, 0, h, w))
	for y := range h {
		row := m.Pix[y*m.Stride : y*m.Stride+w]
		for x, c := range row {
			if turns&3 == 1 {
				out.Pix[x*h+h-1-y] = c
			} else {
				out.Pix[(w-1-x)*h+y] = c
			}
		}
	}
	return out
}

// straighten turns a picture about its middle by a small angle in radians, so
// that lines which fall to the right by that angle become level. What comes in
// at the edges is white.
func straighten(m *image.Gray, angle float64) *image.Gray {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	out := image.NewGray(m.Rect)
	sin, cos := math.Sincos(angle)
	cx, cy := float64(w-1)/2, float64(h-1)/2
	const one = 1 << 8 // fixed point
	for y := range h {
		sx := cx - cos*cx - sin*(float64(y)-cy)
		sy := cy - sin*cx + cos*(float64(y)-cy)
		for x := range w {
			fx, fy := int(sx*one), int(sy*one)
			x0, y0 := fx>>8, fy>>8
			c := byte(255)
			if x0 >= 0 && y0 >= 0 && x0+1 < w && y0+1 < h {
				ax, ay := fx&(one-1), fy&(one-1)
				p := m.Pix[y0*m.Stride+x0:]
				top := int(p[0])*(one-ax) + int(p[1])*ax
				low := int(p[m.Stride])*(one-ax) + int(p[m.Stride+1])*ax
				c = byte((top*(one-ay) + low*ay) >> 16)
			}
			out.Pix[y*out.Stride+x] = c
			sx += cos
			sy += sin
		}
	}
	return out
}
