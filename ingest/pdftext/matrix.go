package pdftext

import "math"

// A matrix maps (x, y) to (a·x + c·y + e, b·x + d·y + f), as PDF writes it.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// then is the matrix that applies m first and n after it.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

// box is the upright box around b, mapped.
func (m matrix) box(b [4]float64) [4]float64 {
	x0, y0 := m.apply(b[0], b[1])
	out := [4]float64{x0, y0, x0, y0}
	for _, c := range [][2]float64{{b[2], b[1]}, {b[0], b[3]}, {b[2], b[3]}} {
		x, y := m.apply(c[0], c[1])
		out = [4]float64{min(out[0], x), min(out[1], y), max(out[2], x), max(out[3], y)}
	}
	return out
}

// sane: no value is infinite or not a number.
func (m matrix) sane() bool {
	s := m.a + m.b + m.c + m.d + m.e + m.f
	return !math.IsNaN(s) && !math.IsInf(s, 0)
}

// toPage maps the page's own coordinates to points from the upper left corner
// of what is shown, rotated as shown; width and height are the page's then.
func toPage(crop [4]float64, rotate int) (m matrix, width, height float64) {
	w, h := crop[2]-crop[0], crop[3]-crop[1]
	at := matrix{1, 0, 0, 1, -crop[0], -crop[1]}
	switch ((rotate%360 + 360) % 360) / 90 {
	case 1:
		return at.then(matrix{0, 1, 1, 0, 0, 0}), h, w
	case 2:
		return at.then(matrix{-1, 0, 0, 1, w, 0}), w, h
	case 3:
		return at.then(matrix{0, -1, -1, 0, h, w}), h, w
	}
	return at.then(matrix{1, 0, 0, -1, 0, h}), w, h
}
