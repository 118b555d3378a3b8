package ocr

import (
	"image"
	"slices"
)

// clean is a picture of a page with what a scanner or a copier added taken out
// of it: shadows and the shade of the paper, the dark beyond the page's edges,
// punch holes, grains and specks, and the back of the leaf that shows through.
// A clean picture comes back as it is.
func clean(m *image.Gray, dots float64) *image.Gray {
	out := &image.Gray{Pix: slices.Clone(m.Pix), Stride: m.Stride, Rect: m.Rect}
	changed := evenOut(out, dots)
	for range 2 { // what is heavier than one pass takes out
		if !grainy(out, threshold(out)) {
			break
		}
		out, changed = median(out), true
	}
	if wipe(out, dots) {
		changed = true
	}
	if !changed {
		return m
	}
	return out
}

// grainy: there are so many single dots of ink that they are no full stops: one
// in two thousand dots of the picture.
func grainy(m *image.Gray, ink byte) bool {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	alone := 0
	for y := 1; y < h-1; y++ {
		row := m.Pix[y*m.Stride : y*m.Stride+w]
		up, down := m.Pix[(y-1)*m.Stride:], m.Pix[(y+1)*m.Stride:]
		for x := 1; x < w-1; x++ {
			if row[x] <= ink && row[x-1] > ink && row[x+1] > ink && up[x] > ink && down[x] > ink {
				alone++
			}
		}
	}
	return alone > 200 && alone*2000 > w*h
}

// median gives each dot the middle shade of the nine around it: single dots go,
// edges stay.
func median(m *image.Gray) *image.Gray {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	out := &image.Gray{Pix: slices.Clone(m.Pix), Stride: m.Stride, Rect: m.Rect}
	order := func(a, b byte) (byte, byte) { return min(a, b), max(a, b) }
	for y := 1; y < h-1; y++ {
		a, b, c := m.Pix[(y-1)*m.Stride:], m.Pix[y*m.Stride:], m.Pix[(y+1)*m.Stride:]
		for x := 1; x < w-1; x++ {
			// Columns sorted; the middle of the largest of the least, the middle of
			// the middles and the least of the largest is the middle of all.
			var lo, mid, hi [3]byte
			for k := range 3 {
				p, q, r := a[x-1+k], b[x-1+k], c[x-1+k]
				p, q = order(p, q)
				q, r = order(q, r)
				p, q = order(p, q)
				lo[k], mid[k], hi[k] = p, q, r
			}
			l, u := max(lo[0], lo[1], lo[2]), min(hi[0], hi[1], hi[2])
			p, q := order(mid[0], mid[1])
			v := max(p, min(q, mid[2]))
			p, q = order(l, u)
			out.Pix[y*out.Stride+x] = max(p, min(q, v))
		}
	}
	return out
}

// wipe takes pieces of ink out of m that are no text, and reports whether there
// were any.
func wipe(m *image.Gray, dots float64) bool {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	ink := threshold(m)
	wiped := false
	var specks []image.Rectangle
	var speckDots [][]int32
	islands(m, ink, func(r image.Rectangle, at []int32) {
		dx, dy := r.Dx(), r.Dy()
		edge := r.Min.X == 0 || r.Min.Y == 0 || r.Max.X == w || r.Max.Y == h
		switch {
		case edge && streak(r, at, m.Rect, dots): // takeRules takes it, and leaves the letters on it
		case edge && max(dx, dy) > int(dots*0.5), hole(r, len(at), m.Rect, dots):
			whiten(m, at, int(dots/60)+1)
			wiped = true
		case dx <= int(dots*0.028) && dy <= int(dots*0.028):
			specks, speckDots = append(specks, r), append(speckDots, slices.Clone(at))
		}
	})
	if ghosts(m, ink, dots) {
		wiped = true
	}
	return despeckle(m, ink, specks, speckDots, dots) || wiped
}

// streak: thin lines across the page, with the letters that they run through, as
// dirt on the glass of a fax machine draws them. The dark beyond a page's edges
// stands beside them, or is thicker.
func streak(r image.Rectangle, at []int32, page image.Rectangle, dots float64) bool {
	if r.Dy() < int(2*dots) || float64(len(at)) > 0.07*dots*float64(r.Dx()+r.Dy()) {
		return false
	}
	inner, beside := page.Inset(int(dots*0.3)), 0
	for _, i := range at {
		if !image.Pt(int(i)%page.Dx(), int(i)/page.Dx()).In(inner) {
			beside++
		}
	}
	return beside*3 < len(at)
}

// hole: the dark of a punch hole: a round thing a sixth of an inch across or
// more, in the margin. A disc fills 0.79 of the square around it; a letter of
// that size fills less, and what fills more is no disc.
func hole(r image.Rectangle, n int, page image.Rectangle, dots float64) bool {
	dx, dy := r.Dx(), r.Dy()
	least, most := int(dots*0.15), int(dots*0.6)
	if dx < least || dy < least || dx > most || dy > most || dx > 2*dy || dy > 2*dx || n*10 < dx*dy*6 || n*10 > dx*dy*9 {
		return false
	}
	inner := page.Inset(int(dots * 0.9))
	return !r.In(inner) && !image.Pt((r.Min.X+r.Max.X)/2, (r.Min.Y+r.Max.Y)/2).In(inner)
}

// shadeOf is the shade that the darkest quarter of the ink is not lighter than.
func shadeOf(m *image.Gray, ink byte) byte {
	var count [256]int
	total := 0
	for _, c := range m.Pix {
		if c <= ink {
			count[c]++
			total++
		}
	}
	seen := 0
	for c, n := range count {
		if seen += n; seen*4 >= total {
			return byte(c)
		}
	}
	return 0
}

// despeckle takes out the specks that stand apart from all letters, where there
// are more of them than a page has full stops that are printed so. A full stop
// has its word on the left, the dot of an i its stem below.
func despeckle(m *image.Gray, shade byte, specks []image.Rectangle, at [][]int32, dots float64) bool {
	wiped := 0
	lonely := make([]bool, len(specks))
	for k, r := range specks {
		around := image.Rect(r.Min.X-int(dots*0.1), r.Min.Y-int(dots*0.05), r.Max.X+int(dots*0.03), r.Max.Y+int(dots*0.05)).Intersect(m.Rect)
		ink := 0
		for y := around.Min.Y; y < around.Max.Y; y++ {
			for _, c := range m.Pix[y*m.Stride+around.Min.X : y*m.Stride+around.Max.X] {
				if c <= shade {
					ink++
				}
			}
		}
		if lonely[k] = ink <= r.Dx()*r.Dy(); lonely[k] {
			wiped++
		}
	}
	// Leaders stand as far from each other as specks do; there, they are taken
	// out and put back as what they are.
	if wiped < 40 || len(leadersOf(specks, dots)) > 0 {
		return false
	}
	for k := range specks {
		if lonely[k] {
			whiten(m, at[k], 1)
		}
	}
	return true
}

// whiten paints dots white, with their seams.
func whiten(m *image.Gray, at []int32, seam int) {
	w := m.Stride
	for _, i := range at {
		x, y := int(i)%w, int(i)/w
		for v := max(0, y-seam); v <= min(m.Rect.Dy()-1, y+seam); v++ {
			for u := max(0, x-seam); u <= min(w-1, x+seam); u++ {
				m.Pix[v*w+u] = 255
			}
		}
	}
}
