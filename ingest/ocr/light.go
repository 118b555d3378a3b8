package ocr

import (
	"image"
	"slices"
)

// evenOut makes the paper white everywhere: each dot's shade is taken against
// that of the paper around it. It reports whether there was anything to do.
func evenOut(m *image.Gray, dots float64) bool {
	side := max(8, int(dots/6))
	w, h := m.Rect.Dx(), m.Rect.Dy()
	nx, ny := (w+side-1)/side, (h+side-1)/side
	if nx < 3 || ny < 3 {
		return false
	}
	paper := papers(m, side, nx, ny)
	sorted := slices.Clone(paper)
	slices.Sort(sorted)
	usual := sorted[len(sorted)*3/4]
	if usual < 40 {
		return false // a page in white on black, or a photograph
	}
	reached, least := spreadPaper(paper, nx, ny, usual)
	if reached*2 < len(paper) || least*100 >= usual*88 && usual >= 215 {
		return false // there is no paper that holds together, or it is even
	}
	// Between the middles of four squares the paper's shade runs evenly.
	for y := range h {
		fy := float64(y)/float64(side) - 0.5
		y0 := min(max(int(fy), 0), ny-2)
		ay := min(max(fy-float64(y0), 0), 1)
		row := m.Pix[y*m.Stride : y*m.Stride+w]
		for x := range row {
			fx := float64(x)/float64(side) - 0.5
			x0 := min(max(int(fx), 0), nx-2)
			ax := min(max(fx-float64(x0), 0), 1)
			k := y0*nx + x0
			top := float64(paper[k])*(1-ax) + float64(paper[k+1])*ax
			low := float64(paper[k+nx])*(1-ax) + float64(paper[k+nx+1])*ax
			row[x] = byte(min(255, 250*float64(row[x])/(top*(1-ay)+low*ay)))
		}
	}
	return true
}

// papers is the shade of the paper in squares of a picture: that which three
// dots in four are not lighter than, for text leaves more than that blank.
func papers(m *image.Gray, side, nx, ny int) []int {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	out := make([]int, nx*ny)
	for by := range ny {
		for bx := range nx {
			var count [256]int
			n := 0
			for y := by * side; y < min(h, by*side+side); y++ {
				for _, c := range m.Pix[y*m.Stride+bx*side : y*m.Stride+min(w, bx*side+side)] {
					count[c]++
					n++
				}
			}
			seen := 0
			for c := range count {
				if seen += count[c]; seen*4 >= n*3 {
					out[by*nx+bx] = c
					break
				}
			}
		}
	}
	return out
}

// spreadPaper finds the squares that are paper: those that are as light as
// usual, and what goes on from them growing no darker than a shadow does. What
// is not reached so (the dark beyond the page, a bar with white letters) takes
// the shade of what lies nearest. It returns how many squares were reached and
// the darkest of them.
func spreadPaper(paper []int, nx, ny, usual int) (reached, least int) {
	const fall = 0.6 // of its neighbour: a shadow near a spine falls to that within a sixth of an inch
	is := make([]bool, len(paper))
	var todo []int
	for i, p := range paper {
		if p*10 >= usual*9 {
			is[i], todo = true, append(todo, i)
		}
	}
	least = usual
	around := func(i int, f func(k int)) {
		x, y := i%nx, i/nx
		for v := max(0, y-1); v <= min(ny-1, y+1); v++ {
			for u := max(0, x-1); u <= min(nx-1, x+1); u++ {
				f(v*nx + u)
			}
		}
	}
	for next := 0; next < len(todo); next++ {
		i := todo[next]
		least = min(least, paper[i])
		around(i, func(k int) {
			if !is[k] && float64(paper[k]) >= fall*float64(paper[i]) && paper[k] >= 24 {
				is[k], todo = true, append(todo, k)
			}
		})
	}
	reached = len(todo)
	for next := 0; next < len(todo); next++ {
		i := todo[next]
		around(i, func(k int) {
			if !is[k] {
				paper[k], is[k], todo = paper[i], true, append(todo, k)
			}
		})
	}
	return reached, least
}
