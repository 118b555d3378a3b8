package ocr

import (
	"cmp"
	"image"
	"slices"
)

// A leader is a row of dots that leads the eye from a title to its page number.
type leader struct {
	box  [4]float64
	dots int
}

// takeLeaders takes the rows of dots out of a picture, for Tesseract reads them
// as words ("cceeeseee") and spoils what stands at both ends. At least five dots
// in a row at even distances are a leader; the full stops of a text, the dots of
// its letters and an ellipsis are none.
func takeLeaders(m *image.Gray, ink byte, dots float64) []leader {
	var out []leader
	for _, row := range leadersOf(specks(m, ink, max(2, int(dots*0.032))), dots) {
		whole := image.Rectangle{}
		for _, r := range row {
			whole = whole.Union(r)
			blank(m, r.Inset(-2))
		}
		out = append(out, leader{[4]float64{float64(whole.Min.X), float64(whole.Min.Y), float64(whole.Max.X), float64(whole.Max.Y)}, len(row)})
	}
	return out
}

// leadersOf lists the rows of dots among specks.
func leadersOf(found []image.Rectangle, dots float64) [][]image.Rectangle {
	const fewest = 5
	found = slices.Clone(found)
	slices.SortFunc(found, func(a, b image.Rectangle) int { return cmp.Compare(a.Max.Y, b.Max.Y) })
	slack := max(1, int(dots/100))
	farthest := int(dots * 0.14)
	var out [][]image.Rectangle
	for from := 0; from < len(found); {
		// A band of dots whose feet stand level with that of the first.
		to := from + 1
		for to < len(found) && found[to].Max.Y-found[from].Max.Y <= slack {
			to++
		}
		band := slices.Clone(found[from:to])
		from = to
		if len(band) < fewest {
			continue
		}
		slices.SortFunc(band, func(a, b image.Rectangle) int { return cmp.Compare(a.Min.X, b.Min.X) })
		for i := 0; i < len(band); {
			k := i + 1
			for k < len(band) && even(band[i:k], band[k], farthest) {
				k++
			}
			if k-i >= fewest {
				out = append(out, band[i:k])
			}
			i = k
		}
	}
	return out
}

// even: next stands as far from the last of row as they stand from each other.
func even(row []image.Rectangle, next image.Rectangle, farthest int) bool {
	last := row[len(row)-1]
	gap := next.Min.X - last.Min.X
	if gap <= 0 || gap > farthest {
		return false
	}
	if len(row) == 1 {
		return true
	}
	usual := float64(last.Min.X-row[0].Min.X) / float64(len(row)-1)
	return float64(gap) > 0.6*usual-1 && float64(gap) < 1.5*usual+1
}

// specks lists the islands of ink that are no larger than size either way, and
// as wide as they are high or nearly.
func specks(m *image.Gray, ink byte, size int) []image.Rectangle {
	var out []image.Rectangle
	islands(m, ink, func(r image.Rectangle, at []int32) {
		if dx, dy := r.Dx(), r.Dy(); dx <= size && dy <= size && dx <= 2*dy && dy <= 2*dx && 2*len(at) >= dx*dy {
			out = append(out, r)
		}
	})
	return out
}

// islands calls found for each connected piece of ink: where it is, and the
// indices of its dots, which are found's until it returns.
func islands(m *image.Gray, ink byte, found func(r image.Rectangle, at []int32)) {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	seen := make([]bool, len(m.Pix))
	var todo []int32
	for at, c := range m.Pix {
		if c > ink || seen[at] {
			continue
		}
		seen[at] = true
		todo = append(todo[:0], int32(at))
		r := image.Rect(at%w, at/w, at%w+1, at/w+1)
		for next := 0; next < len(todo); next++ {
			i := int(todo[next])
			x, y := i%w, i/w
			r.Min.X, r.Max.X, r.Max.Y = min(r.Min.X, x), max(r.Max.X, x+1), max(r.Max.Y, y+1)
			for dy := max(0, y-1); dy <= min(h-1, y+1); dy++ {
				for dx := max(0, x-1); dx <= min(w-1, x+1); dx++ {
					if k := dy*w + dx; m.Pix[k] <= ink && !seen[k] {
						seen[k] = true
						todo = append(todo, int32(k))
					}
				}
			}
		}
		found(r, todo)
	}
}

// blank paints a rectangle white.
func blank(m *image.Gray, r image.Rectangle) {
	r = r.Intersect(m.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := m.Pix[y*m.Stride:]
		for x := r.Min.X; x < r.Max.X; x++ {
			row[x] = 255
		}
	}
}
