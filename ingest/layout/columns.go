package layout

import (
	"math"
	"sort"
	"unicode"
)

// What makes columns. A gutter is a strip that no line crosses over several
// rows, with running text on both sides: a table has such strips too, but its
// cells are short or hold numbers.
const (
	gutterRows   = 12 // rows that prove a gutter by themselves
	gutterFew    = 4  // rows that are enough where another page has the same gutter
	gutterSame   = 8  // points within which it is the same
	columnWords  = 3.0
	columnFill   = 0.55 // of the column's width that the middle line takes
	maxColumns   = 5
	maxPositions = 80
)

// A region is a part of a page that is read from top to bottom: a column, or
// what stands across the columns.
type region struct {
	rows [][]run
	left float64 // where its lines begin
}

// regions divides the pieces of a page in the order of reading. known are the
// gutters proved on other pages.
func regions(ps []run, known []float64) []region {
	return divide(ps, known, 0)
}

func divide(ps []run, known []float64, depth int) []region {
	if len(ps) == 0 {
		return nil
	}
	rows := lineUp(ps)
	if depth < maxColumns {
		if x, bands := gutter(rows, known); len(bands) > 0 {
			var out []region
			at := 0
			for _, b := range bands {
				out = append(out, across(rows[at:b[0]])...)
				var left, right []run
				for _, row := range rows[b[0]:b[1]] {
					for _, p := range row {
						if p.u1 <= x+gutterSlack {
							left = append(left, p)
						} else {
							right = append(right, p)
						}
					}
				}
				out = append(append(out, divide(left, known, depth+1)...), divide(right, known, depth+1)...)
				at = b[1]
			}
			return append(out, across(rows[at:])...)
		}
	}
	return across(rows)
}

// gutterSlack is how far a line may stick into a gutter, in points: hanging
// punctuation, and boxes that are wider than their characters.
const gutterSlack = 1.5

func across(rows [][]run) []region {
	if len(rows) == 0 {
		return nil
	}
	r := region{rows: rows, left: math.Inf(1)}
	for _, row := range rows {
		r.left = min(r.left, row[0].u0)
	}
	return []region{r}
}

// gutters lists the gutters that the page proves by itself.
func gutters(ps []run) []float64 {
	var out []float64
	rows := lineUp(ps)
	if x, bands := gutter(rows, nil); len(bands) > 0 {
		out = append(out, x)
	}
	return out
}

// gutter finds the strip that parts the most rows into columns, and the bands
// of rows [from, to) that it parts.
func gutter(rows [][]run, known []float64) (float64, [][2]int) {
	votes := map[float64]int{}
	for _, row := range rows {
		for i := 1; i < len(row); i++ {
			// The right column's lines begin at one place; the left one's may end anywhere.
			if row[i].u0-reach(row[:i]) > 2*gutterSlack {
				votes[math.Round((row[i].u0-2*gutterSlack)/2)*2]++
			}
		}
	}
	var xs []float64
	for x, n := range votes {
		if n >= 2 {
			xs = append(xs, x)
		}
	}
	sort.Slice(xs, func(i, j int) bool {
		return votes[xs[i]] > votes[xs[j]] || votes[xs[i]] == votes[xs[j]] && xs[i] < xs[j]
	})
	if len(xs) > maxPositions {
		xs = xs[:maxPositions]
	}
	best, bestRows := 0.0, 0
	var bands [][2]int
	for _, x := range xs {
		least := gutterRows
		for _, k := range known {
			if math.Abs(k-x) <= gutterSame {
				least = gutterFew
			}
		}
		var found [][2]int
		n := 0
		for from := 0; from < len(rows); {
			if crosses(rows[from], x) {
				from++
				continue
			}
			to := from + 1
			for to < len(rows) && !crosses(rows[to], x) {
				to++
			}
			a, b := inner(rows, from, to)
			if parts := b - a; parts >= least && columns(rows[a:b], x, least) {
				found = append(found, [2]int{a, b})
				n += parts
			}
			from = to
		}
		if n > bestRows {
			best, bestRows, bands = x, n, found
		}
	}
	return best, bands
}

// crosses: a piece of the row lies over x.
func crosses(row []run, x float64) bool {
	for i := range row {
		if row[i].u0 < x-gutterSlack && row[i].u1 > x+gutterSlack {
			return true
		}
	}
	return false
}

// inner takes the rows off a band that stand apart at its ends: running heads
// and feet set in two halves, and titles.
func inner(rows [][]run, from, to int) (int, int) {
	pitch := pitch(rows[from:to])
	for from+1 < to && rows[from+1][0].v1-rows[from][0].v1 > 1.7*pitch && from+1 < to-gutterFew {
		from++
	}
	for to-1 > from && rows[to-1][0].v1-rows[to-2][0].v1 > 1.7*pitch && to-1 > from+gutterFew {
		to--
	}
	return from, to
}

// pitch is the middle distance from one row to the next.
func pitch(rows [][]run) float64 {
	var d []float64
	for i := 1; i < len(rows); i++ {
		d = append(d, rows[i][0].v1-rows[i-1][0].v1)
	}
	if len(d) == 0 {
		return 0
	}
	sort.Float64s(d)
	return d[len(d)/2]
}

// columns: x parts rows into two columns of running text.
func columns(rows [][]run, x float64, least int) bool {
	var sides [2]struct {
		u0, u1  float64
		lines   []float64
		words   int
		letters int
		chars   int
	}
	for k := range sides {
		sides[k].u0, sides[k].u1 = math.Inf(1), math.Inf(-1)
	}
	for _, row := range rows {
		var ink [2][2]float64
		var some [2]bool
		for i := range row {
			k := 0
			if row[i].u0 >= x-gutterSlack {
				k = 1
			}
			s := &sides[k]
			s.u0, s.u1 = min(s.u0, row[i].u0), max(s.u1, row[i].u1)
			for _, w := range row[i].words {
				s.words++
				for _, r := range w.Text {
					s.chars++
					if unicode.IsLetter(r) {
						s.letters++
					}
				}
			}
			if !some[k] {
				ink[k][0] = row[i].u0
			}
			some[k], ink[k][1] = true, row[i].u1
		}
		for k := range sides {
			if some[k] {
				sides[k].lines = append(sides[k].lines, ink[k][1]-ink[k][0])
			}
		}
	}
	for k := range sides {
		s := &sides[k]
		n := len(s.lines)
		if n < max(3, least/2) || float64(s.words) < columnWords*float64(n) || s.letters*10 < s.chars*6 {
			return false
		}
		sort.Float64s(s.lines)
		if s.lines[n/2] < columnFill*(s.u1-s.u0) {
			return false
		}
	}
	// Columns are of a like width; a narrow one beside a wide one is a margin.
	a, b := sides[0].u1-sides[0].u0, sides[1].u1-sides[1].u0
	return min(a, b)*4 > max(a, b)
}
