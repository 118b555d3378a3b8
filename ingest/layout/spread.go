package layout

import (
	"math"
	"slices"
)

// Two pages of a book may stand side by side on a sheet, as when a bound
// agreement is laid open on a scanner. They are read as two pages: each has its
// own head, foot and number, and the text of the first goes on at the top of the
// second. A landscape page in two columns looks alike but for its numbers: on a
// spread each half has one at its edge, and the right one is the next.

// What makes a spread.
const (
	spreadWide   = 1.15 // of its height, at least
	spreadMiddle = 0.05 // of the width, to either side of the middle, where the fold may be
)

// spreads cuts sheets that hold two pages in halves, if the document has such.
// Both keep the sheet's number and size, so that places stay places on the sheet.
func spreads(pages []PlacedPage) []PlacedPage {
	folds := make([]float64, len(pages))
	wide, proved := 0, 0
	for i := range pages {
		p := &pages[i]
		if len(p.Words) == 0 || p.Width < spreadWide*p.Height {
			continue
		}
		wide++
		x, ok := bookFold(p)
		if !ok {
			continue
		}
		folds[i] = x
		if numberedHalves(p, x) {
			proved++
		}
	}
	if proved == 0 || proved*2 < wide {
		return pages
	}
	out := make([]PlacedPage, 0, len(pages)+wide)
	for i := range pages {
		if folds[i] == 0 {
			out = append(out, pages[i])
			continue
		}
		left, right := pages[i], pages[i]
		left.Words, right.Words = nil, nil
		for _, w := range pages[i].Words {
			if w.X0+w.X1 < 2*folds[i] {
				left.Words = append(left.Words, w)
			} else {
				right.Words = append(right.Words, w)
			}
		}
		left.Label, right.Label = "", "" // the file's labels are those of sheets
		out = append(out, left, right)
	}
	return out
}

// bookFold is the middle of the widest strip near the middle of the sheet that no
// upright word crosses, with words on both sides.
func bookFold(p *PlacedPage) (float64, bool) {
	from, to := (0.5-spreadMiddle)*p.Width, (0.5+spreadMiddle)*p.Width
	var ends []float64 // of words that reach into the strip, as pairs
	left, right := 0, 0
	for i := range p.Words {
		w := &p.Words[i]
		if w.Outside || w.Turn != 0 {
			continue
		}
		switch {
		case w.X1 <= from:
			left++
		case w.X0 >= to:
			right++
		default:
			ends = append(ends, max(w.X0, from), min(w.X1, to))
		}
	}
	if left < 5 || right < 5 {
		return 0, false
	}
	type part struct{ a, b float64 }
	var taken []part
	for i := 0; i < len(ends); i += 2 {
		taken = append(taken, part{ends[i], ends[i+1]})
	}
	slices.SortFunc(taken, func(x, y part) int {
		switch {
		case x.a < y.a:
			return -1
		case x.a > y.a:
			return 1
		}
		return 0
	})
	best, at, x := 0.0, 0.0, from
	for _, t := range append(taken, part{to, to}) {
		if t.a-x > best {
			best, at = t.a-x, (t.a+x)/2
		}
		x = max(x, t.b)
	}
	return at, best > 4
}

// numberedHalves: both halves have a number in their first or last line, and
// that of the right half is the next.
func numberedHalves(p *PlacedPage, x float64) bool {
	var numbers [2]map[int]bool
	for half := range 2 {
		numbers[half] = map[int]bool{}
		top, bottom := math.Inf(1), math.Inf(-1)
		var own []*PlacedWord
		for i := range p.Words {
			w := &p.Words[i]
			if !w.Outside && w.Turn == 0 && (w.X0+w.X1 >= 2*x) == (half == 1) {
				own = append(own, w)
				top, bottom = min(top, w.Y1), max(bottom, w.Y0)
			}
		}
		for _, w := range own {
			if w.Y0 > top && w.Y1 < bottom {
				continue
			}
			n, ok := bareInt(w.Text)
			if !ok {
				n, ok = roman(w.Text)
			}
			if ok {
				numbers[half][n] = true
			}
		}
	}
	for n := range numbers[0] {
		if numbers[1][n+1] {
			return true
		}
	}
	return false
}
