package ocr

import "image"

// A segment is a straight run of ink, one dot wide: across is its column or row,
// [from,to) where it runs.
type segment struct{ across, from, to int }

// takeRules takes the rules of tables out of a level picture, for Tesseract
// reads figures that touch them as others: "$15.70|" as "$15.7". An upright run
// of ink of more than two fifths of an inch is no letter, and if it is thin for
// most of its length no bar either. Level rules are taken only where they meet
// upright ones: elsewhere they underline words or are blanks to be filled in.
func takeRules(m *image.Gray, ink byte, dots float64) bool {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	thin := max(3, int(dots*0.04))
	var upright []segment
	run := make([]int, w)
	for y := 0; y <= h; y++ {
		for x := range run {
			if y < h && m.Pix[y*m.Stride+x] <= ink {
				run[x]++
				continue
			}
			if n := run[x]; n > int(dots*0.4) {
				if s := (segment{x, y - n, y}); thinFor(s, func(k, off int) bool { return inkAt(m, ink, s.across+off, k) }, thin) {
					upright = append(upright, s)
				}
			}
			run[x] = 0
		}
	}
	if len(upright) == 0 {
		return false
	}
	met := make([]bool, w*h)
	for _, s := range upright {
		for y := max(0, s.from-thin); y < min(h, s.to+thin); y++ {
			for x := max(0, s.across-thin); x <= min(w-1, s.across+thin); x++ {
				met[y*w+x] = true
			}
		}
	}
	var level []segment
	for y := range h {
		from, meets := -1, false
		for x := 0; x <= w; x++ {
			if x < w && m.Pix[y*m.Stride+x] <= ink {
				if from < 0 {
					from, meets = x, false
				}
				meets = meets || met[y*w+x]
				continue
			}
			if from >= 0 && meets && x-from > int(dots*0.4) {
				if s := (segment{y, from, x}); thinFor(s, func(k, off int) bool { return inkAt(m, ink, k, s.across+off) }, thin) {
					level = append(level, s)
				}
			}
			from = -1
		}
	}
	crossed := crossings(m, ink, upright)
	for i, s := range upright {
		for y := s.from; y < s.to; y++ {
			if !crossed[i][y-s.from] {
				strike(m, ink, s.across, y, 1, 0)
			}
		}
	}
	for _, s := range level {
		for x := s.from; x < s.to; x++ {
			strike(m, ink, x, s.across, 0, 1)
		}
	}
	return true
}

// crossings tells for each dot of upright rules whether print runs across the rule
// there: it has ink on both sides. A streak that a scanner's glass leaves down the
// page runs through letters, which fall apart where it is taken out whole.
func crossings(m *image.Gray, ink byte, upright []segment) [][]bool {
	w := m.Rect.Dx()
	ruled := make([]bool, len(m.Pix))
	for _, s := range upright {
		for y := s.from; y < s.to; y++ {
			ruled[y*w+s.across] = true
		}
	}
	// next is what stands beside the rule, d to the right of it or to the left.
	next := func(x, y, d int) bool {
		for x >= 0 && x < w && ruled[y*w+x] {
			x += d
		}
		return inkAt(m, ink, x, y)
	}
	out := make([][]bool, len(upright))
	for i, s := range upright {
		out[i] = make([]bool, s.to-s.from)
		for y := s.from; y < s.to; y++ {
			out[i][y-s.from] = next(s.across, y, 1) && next(s.across, y, -1)
		}
	}
	return out
}

// thinFor: for most of its length the ink beside a segment ends within thin dots.
func thinFor(s segment, is func(along, off int) bool, thin int) bool {
	slim := 0
	for k := s.from; k < s.to; k++ {
		wide := 1
		for off := 1; off <= thin && is(k, off); off++ {
			wide++
		}
		for off := -1; off >= -thin && is(k, off); off-- {
			wide++
		}
		if wide <= thin {
			slim++
		}
	}
	return slim*10 >= (s.to-s.from)*7
}

func inkAt(m *image.Gray, ink byte, x, y int) bool {
	return x >= 0 && y >= 0 && x < m.Rect.Dx() && y < m.Rect.Dy() && m.Pix[y*m.Stride+x] <= ink
}

// strike whitens a dot, and those beside it (dx, dy) that are no ink: its seam.
func strike(m *image.Gray, ink byte, x, y, dx, dy int) {
	m.Pix[y*m.Stride+x] = 255
	for _, side := range [2]int{-1, 1} {
		if u, v := x+side*dx, y+side*dy; u >= 0 && v >= 0 && u < m.Rect.Dx() && v < m.Rect.Dy() && m.Pix[v*m.Stride+u] > ink {
			m.Pix[v*m.Stride+u] = 255
		}
	}
}
