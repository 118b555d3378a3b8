package ocr

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"strconv"
)

// A sheet is the picture of a page in shades of grey. overlay says that marks
// in colour were taken out of it.
type sheet struct {
	grey    *image.Gray
	overlay bool
}

// decode reads the forms in which pdftoppm writes pictures: "P5" for grey or
// "P6" for colour, width, height and 255, white space between, and then a byte
// for each dot or three.
func decode(data []byte) (*sheet, error) {
	if !bytes.HasPrefix(data, []byte("P6")) {
		m, err := decodePGM(data)
		return &sheet{grey: m}, err
	}
	w, h, rest, err := header(data[2:])
	if err != nil {
		return nil, err
	}
	if len(rest) != 3*w*h {
		return nil, fmt.Errorf("a picture of %d by %d dots in colour, with %d bytes", w, h, len(rest))
	}
	m := image.NewGray(image.Rect(0, 0, w, h))
	for i := range m.Pix {
		r, g, b := int(rest[3*i]), int(rest[3*i+1]), int(rest[3*i+2])
		m.Pix[i] = byte((299*r + 587*g + 114*b) / 1000)
	}
	return &sheet{m, takeOverlay(m, rest)}, nil
}

// header reads a picture's width and height, and returns what follows.
func header(rest []byte) (w, h int, dots []byte, err error) {
	var number [3]int
	for i := range number {
		rest = bytes.TrimLeft(rest, " \t\r\n")
		k := bytes.IndexAny(rest, " \t\r\n")
		if k < 0 || k > 6 {
			return 0, 0, nil, errors.New("not a picture of a page")
		}
		n, err := strconv.Atoi(string(rest[:k]))
		if err != nil || n <= 0 {
			return 0, 0, nil, errors.New("not a picture of a page")
		}
		number[i], rest = n, rest[k:]
	}
	w, h = number[0], number[1]
	if number[2] != 255 || w*h > maxDots+maxDots/8 || len(rest) == 0 {
		return 0, 0, nil, fmt.Errorf("a picture of %d by %d dots in %d shades, with %d bytes", w, h, number[2], len(rest)-1)
	}
	return w, h, rest[1:], nil
}

const (
	// coloured: the channels of a dot differ by so much. A JPEG's black letters
	// have seams that differ by up to 40.
	coloured = 60
	// blackInk is the lightest dot, in its lightest channel, of print in black.
	blackInk = 90
)

// takeOverlay takes marks in colour that cross the print in black out of m:
// stamps, signatures, lines drawn under words, highlighter. What is printed in
// colour (headings, logos, a text in blue) crosses nothing and stays, and so
// does all where much of the page is in colour. It reports whether it took any.
func takeOverlay(m *image.Gray, rgb []byte) bool {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	mask := image.NewGray(m.Rect) // ink: where there is colour
	n := 0
	for i := range mask.Pix {
		r, g, b := rgb[3*i], rgb[3*i+1], rgb[3*i+2]
		mask.Pix[i] = 255
		if max(r, g, b)-min(r, g, b) > coloured {
			mask.Pix[i] = 0
			n++
		}
	}
	if n < 50 || n*4 > len(mask.Pix) {
		return false
	}
	var pieces []*mark
	islands(mask, 128, func(r image.Rectangle, at []int32) {
		p := &mark{box: r, at: append([]int32(nil), at...)}
		for _, i := range at {
			x, y := int(i)%w, int(i)/w
			if x < 2 || y < 2 || x >= w-2 || y >= h-2 {
				continue
			}
			for _, k := range [4]int{int(i) - 2, int(i) + 2, int(i) - 2*w, int(i) + 2*w} {
				if max(rgb[3*k], rgb[3*k+1], rgb[3*k+2]) < blackInk {
					p.crosses++
					break
				}
			}
		}
		pieces = append(pieces, p)
	})
	if len(pieces) > mostMarks || !crossing(pieces, w) {
		return false
	}
	for _, p := range pieces {
		if !p.taken {
			continue
		}
		for _, i := range p.at {
			x, y := int(i)%w, int(i)/w
			for v := max(0, y-1); v <= min(h-1, y+1); v++ {
				for u := max(0, x-1); u <= min(w-1, x+1); u++ {
					if k := v*w + u; max(rgb[3*k], rgb[3*k+1], rgb[3*k+2]) >= blackInk {
						m.Pix[k] = 255
					}
				}
			}
		}
	}
	return true
}

// mostMarks bounds the pieces of colour that are looked at; a photograph has more.
const mostMarks = 4000

// A mark is a piece of colour on a page.
type mark struct {
	box     image.Rectangle
	at      []int32 // its dots
	crosses int     // how many of them touch print in black
	group   int     // 0 until it is known
	taken   bool
}

// crossing marks those pieces as taken that cross the print, with what stands
// with them: the print parts a line into pieces, and the letters of a stamp
// stand inside its frame. It reports whether there are any.
func crossing(pieces []*mark, w int) bool {
	found := false
	var frames []image.Rectangle
	for n, first := range pieces {
		if first.group != 0 {
			continue
		}
		first.group = n + 1
		group := []*mark{first}
		whole, dots, crosses := image.Rectangle{}, 0, 0
		for next := 0; next < len(group); next++ {
			p := group[next]
			whole, dots, crosses = whole.Union(p.box), dots+len(p.at), crosses+p.crosses
			near := p.box.Inset(-w / 100)
			for _, q := range pieces {
				if q.group == 0 && q.box.Overlaps(near) {
					q.group, group = n+1, append(group, q)
				}
			}
		}
		// A word in blue may touch the comma behind it.
		if crosses < 12 || crosses*100 < dots || max(whole.Dx(), whole.Dy())*60 < w {
			continue
		}
		found, frames = true, append(frames, whole)
		for _, p := range group {
			p.taken = true
		}
	}
	for _, p := range pieces {
		for _, f := range frames {
			p.taken = p.taken || p.box.In(f.Inset(-w/100))
		}
	}
	return found
}
