package ocr

import (
	"image"
	"math"
)

// threshold parts ink from paper: the shade that leaves the least variance on
// both sides (Otsu, 1979).
func threshold(m *image.Gray) byte {
	var count [256]int
	for _, c := range m.Pix {
		count[c]++
	}
	total, sum := len(m.Pix), 0
	for c, n := range count {
		sum += c * n
	}
	best, at := -1.0, 127
	dark, darkSum := 0, 0
	for c, n := range count {
		dark += n
		darkSum += c * n
		if dark == 0 || dark == total {
			continue
		}
		d := float64(darkSum)/float64(dark) - float64(sum-darkSum)/float64(total-dark)
		if v := d * d * float64(dark) * float64(total-dark); v > best {
			best, at = v, c
		}
	}
	return byte(at)
}

// A dot is a place where ink ends, in dots of the thinned picture.
type dot struct{ x, y float32 }

// edges lists where ink ends downwards (the feet of letters stand in rows) and
// where it ends to the right (which stand in rows if the text runs up or down),
// in a picture thinned to at most 900 dots a side.
func edges(m *image.Gray, ink byte) (down, right []dot) {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	step := max(1, max(w, h)/900)
	for y := 0; y+step < h; y += step {
		row, below := m.Pix[y*m.Stride:], m.Pix[(y+step)*m.Stride:]
		for x := 0; x+step < w; x += step {
			if row[x] > ink {
				continue
			}
			d := dot{float32(x / step), float32(y / step)}
			if below[x] > ink {
				down = append(down, d)
			}
			if row[x+step] > ink {
				right = append(right, d)
			}
		}
	}
	return down, right
}

// sharpness says how far dots stand in level rows after a turn by angle.
func sharpness(dots []dot, angle float64) float64 {
	sin, cos := math.Sincos(angle)
	s, c := float32(sin), float32(cos)
	var rows [4096]int32
	for _, d := range dots {
		if k := int(d.y*c-d.x*s) + 1024; k >= 0 && k < len(rows) {
			rows[k]++
		}
	}
	sum := 0.0
	for _, n := range rows {
		sum += float64(n) * float64(n)
	}
	return sum
}

// most is the largest skew that is looked for, in degrees; a page fed in worse
// is a matter for whoever scans it again.
const most = 8

// skew is the angle in radians by which lines fall to the right, and how sharp
// the rows are at it, for each dot. Few dots have no skew.
func skew(dots []dot) (angle, sharp float64) {
	if len(dots) < 200 {
		return 0, 0
	}
	const degree = math.Pi / 180
	best := sharpness(dots, 0)
	look := func(from, to, step float64) {
		for a := from; a <= to; a += step {
			if v := sharpness(dots, a); v > best {
				best, angle = v, a
			}
		}
	}
	look(-most*degree, most*degree, 0.5*degree)
	around := angle
	look(around-0.45*degree, around+0.45*degree, 0.1*degree)
	return angle, best / float64(len(dots)) / float64(len(dots))
}

// sideways reports whether text runs up or down the picture: the right ends of
// ink then stand in sharper rows than its lower ends.
func sideways(down, right []dot) bool {
	turned := make([]dot, len(right))
	for i, d := range right {
		turned[i] = dot{d.y, d.x}
	}
	_, level := skew(down)
	_, upright := skew(turned)
	return upright > 1.4*level && upright > 0
}
