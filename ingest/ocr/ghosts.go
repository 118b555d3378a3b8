package ocr

import (
	"image"
	"slices"
)

// ghosts takes the back of the leaf out of m, where it shows through. Its
// letters are fainter than those of the front, and blurred by the paper between:
// print in grey is as faint and stays, for its edges are sharp. It reports
// whether there were any.
func ghosts(m *image.Gray, ink byte, dots float64) bool {
	const (
		paler   = 35 // of a hundred parts of the way from ink to paper, at its darkest
		seen    = 70 // and it is told from paper up to here
		fewest  = 60 // pieces: smudges are fewer
		sharply = 60 // of a hundred parts of a letter's contrast within two dots: its edge is sharp
	)
	black := int(shadeOf(m, ink))
	level := func(parts int) byte { return byte(black + (255-black)*parts/100) }
	w := m.Stride
	var found, front [][]int32
	islands(m, level(seen), func(r image.Rectangle, at []int32) {
		if len(at) < int(dots*dots/4000) || r.Dx() > int(6*dots) || r.Dy() > int(dots) {
			return
		}
		darkest := byte(255)
		for _, i := range at {
			darkest = min(darkest, m.Pix[i])
		}
		if darkest <= level(paler) {
			front = append(front, slices.Clone(at))
			return
		}
		steep, edge := (255-int(darkest))*sharply/100, 0
		for _, i := range at {
			x, y := int(i)%w, int(i)/w
			if x == 0 || y == 0 || x+1 >= w || y+1 >= m.Rect.Dy() {
				continue
			}
			// Of three dots together, so that a grain is no edge.
			at := func(dx, dy int) int { return int(m.Pix[int(i)+dy*w+dx]) }
			across := at(-1, -1) + at(-1, 0) + at(-1, 1) - at(1, -1) - at(1, 0) - at(1, 1)
			down := at(-1, -1) + at(0, -1) + at(1, -1) - at(-1, 1) - at(0, 1) - at(1, 1)
			if max(across, -across, down, -down) >= 3*steep {
				edge++
			}
		}
		if edge*25 < len(at) {
			found = append(found, slices.Clone(at))
		}
	})
	if len(found) < fewest {
		return false
	}
	// What touches letters of the front is told by the shade alone: it stays
	// where it is their seam.
	dark := level(paler)
	for _, at := range front {
		var haze []int32
		for _, i := range at {
			x, y := int(i)%w, int(i)/w
			if x == 0 || y == 0 || x+1 >= w || y+1 >= m.Rect.Dy() || m.Pix[i] <= dark {
				continue
			}
			if k := int(i); min(m.Pix[k-1], m.Pix[k+1], m.Pix[k-w], m.Pix[k+w], m.Pix[k-w-1], m.Pix[k-w+1], m.Pix[k+w-1], m.Pix[k+w+1]) > dark {
				haze = append(haze, i)
			}
		}
		whiten(m, haze, 0)
	}
	for _, at := range found {
		whiten(m, at, 3)
	}
	return true
}
