package layout

import (
	"cmp"
	"math"
	"slices"
	"sort"
)

// A page in columns may be divided by headings that belong to both: what stands
// above one is read to its end, left column and right, before what stands below.
// A long heading crosses the gutter and shows it. A short one looks like a line
// of the left column, and only the hole beside it tells.

// settle divides the bands of rows that x parts where a heading stands across
// them, and adds the short stretches between such headings that are too short
// to prove a gutter.
func settle(rows [][]run, x float64, bands [][2]int) [][2]int {
	if len(bands) == 0 {
		return nil
	}
	edges := columnEdges(rows, x, bands)
	var out [][2]int
	at := 0
	for k, b := range bands {
		out = append(out, stretches(rows, at, b[0], x, edges, k > 0)...)
		from := b[0]
		across := append(headings(rows, b, x), inTheMiddle(rows, b)...)
		slices.SortFunc(across, func(a, b [2]int) int { return cmp.Compare(a[0], b[0]) })
		for _, h := range across {
			if h[0] > from {
				out = append(out, [2]int{from, h[0]})
			}
			from = max(from, h[1])
		}
		out = append(out, [2]int{from, b[1]})
		at = b[1]
	}
	return append(out, stretches(rows, at, len(rows), x, edges, false)...)
}

// columnEdges is where the lines of the left and the right column begin, as
// most of them do.
func columnEdges(rows [][]run, x float64, bands [][2]int) [2]float64 {
	var us [2][]float64
	for _, b := range bands {
		for _, row := range rows[b[0]:b[1]] {
			l, r := parted(row, x)
			for k, side := range [][]run{l, r} {
				if len(side) > 0 {
					us[k] = append(us[k], side[0].u0)
				}
			}
		}
	}
	var out [2]float64
	for k := range us {
		sort.Float64s(us[k])
		if len(us[k]) > 0 {
			out[k] = us[k][len(us[k])/4]
		}
	}
	return out
}

// stretches lists the runs of rows between from and to that are set in the
// columns that begin at edges. Between two bands one row is enough; above the
// first and below the last, where heads and feet in two halves stand, two.
func stretches(rows [][]run, from, to int, x float64, edges [2]float64, between bool) [][2]int {
	var out [][2]int
	for i := from; i < to; i++ {
		if !inColumns(rows[i], x, edges) {
			continue
		}
		j, both, words := i, 0, 0
		for ; j < to && inColumns(rows[j], x, edges); j++ {
			if l, r := parted(rows[j], x); len(l) > 0 && len(r) > 0 {
				both++
				a, b := joined(l), joined(r)
				words += min(len(a.words), len(b.words))
			}
		}
		if both > 0 && words >= 3*both && (between || both > 1) {
			out = append(out, [2]int{i, j})
		}
		i = j
	}
	return out
}

// inColumns: what the row has on each side of x begins where that column's lines
// do, a little indented at the most.
func inColumns(row []run, x float64, edges [2]float64) bool {
	if crosses(row, x) {
		return false
	}
	const before, behind = 3, 40 // points
	l, r := parted(row, x)
	for k, side := range [][]run{l, r} {
		if len(side) > 0 && (side[0].u0 < edges[k]-before || side[0].u0 > edges[k]+behind) {
			return false
		}
	}
	return len(r) == 0 || math.Abs(r[0].u0-edges[1]) <= before || len(l) > 0
}

// headings lists the rows [from, to) of a band that stand across both columns:
// large or bold lines on the left with a hole on the right that is as high as
// they are with the space around them, behind which both columns go on at one
// height. Beside a heading of the left column alone the right one goes on, or
// begins again at another height.
func headings(rows [][]run, b [2]int, x float64) [][2]int {
	size, bold := columnWeight(rows[b[0]:b[1]])
	usual := columnPitch(rows[b[0]:b[1]], x)
	right := -1 // the last row with anything on the right
	var out [][2]int
	for i := b[0]; i < b[1]; i++ {
		l, r := parted(rows[i], x)
		if len(r) > 0 {
			right = i
			continue
		}
		if i == b[0] || right < 0 || len(l) == 0 || !heavier(l, size, bold) {
			continue
		}
		j := i + 1
		for j < b[1] {
			l, r := parted(rows[j], x)
			if len(r) > 0 || !heavier(l, size, bold) {
				break
			}
			j++
		}
		if j == b[1] {
			break
		}
		below, beside := parted(rows[j], x)
		_, last := parted(rows[right], x)
		from := oneHeading(rows, i, j, usual)
		i = j - 1
		if len(below) == 0 || len(beside) == 0 {
			continue
		}
		if hole := beside[0].v1 - last[0].v1; hole > (float64(j-from)+1.4)*usual {
			out = append(out, [2]int{from, j})
		}
	}
	return out
}

// inTheMiddle lists the rows of a band of three even columns that are headings in
// the middle of the whole: they lie within the middle column, with nothing beside
// or right above and below them. Where the other columns go on, their lines
// reach into its height. Of two columns one in the middle crosses the gutter.
func inTheMiddle(rows [][]run, b [2]int) [][2]int {
	if evenStrips(rows[b[0]:b[1]]) == 0 {
		return nil
	}
	size, bold := columnWeight(rows[b[0]:b[1]])
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, row := range rows[b[0]:b[1]] {
		lo, hi = min(lo, row[0].u0), max(hi, reach(row))
	}
	var out [][2]int
	for i := b[0]; i+1 < b[1]; i++ {
		r := &rows[i][0]
		if len(rows[i]) > 1 || math.Abs(r.u0+r.u1-lo-hi) > 0.02*(hi-lo) || !heavier(rows[i], size, bold) {
			continue
		}
		if i > b[0] && bottom(rows[i-1]) > r.v0+1 || top(rows[i+1]) < r.v1-1 {
			continue
		}
		out = append(out, [2]int{i, i + 1})
	}
	return out
}

// top is where the highest of a row begins, bottom where the lowest ends.
func top(row []run) float64 {
	v := row[0].v0
	for i := range row {
		v = min(v, row[i].v0)
	}
	return v
}

func bottom(row []run) float64 {
	v := row[0].v1
	for i := range row {
		v = max(v, row[i].v1)
	}
	return v
}

// oneHeading is the first of the rows up to j that make one heading with the
// last: of one size, with no space between them. What is above is a heading of
// the left column that the column ends with.
func oneHeading(rows [][]run, i, j int, usual float64) int {
	size := func(k int) float64 {
		r := joined(rows[k])
		s, _ := r.weight()
		return s
	}
	from := j - 1
	for from > i && size(from-1) == size(from) && rows[from][0].v1-rows[from-1][0].v1 < 1.9*usual {
		from--
	}
	return from
}

// heavier: the pieces are set larger than size, or bold where most is not.
func heavier(rs []run, size float64, bold bool) bool {
	r := joined(rs)
	s, b := r.weight()
	return s > 1.04*size || b && !bold && s >= 0.95*size
}

// columnWeight is the font size of most of the rows' characters and whether
// most are bold.
func columnWeight(rows [][]run) (size float64, bold bool) {
	var all run
	for _, row := range rows {
		for i := range row {
			all.words = append(all.words, row[i].words...)
		}
	}
	return all.weight()
}

// columnPitch is the usual distance from a line of a column to the one below it.
// The lines of two columns need not stand at one height, so that it is measured
// between pieces that stand over each other.
func columnPitch(rows [][]run, x float64) float64 {
	var d []float64
	for i := range rows {
		for _, r := range rows[i] {
			if r.u0 < x && r.u1 > x {
				continue
			}
			if v := below(rows[i+1:], &r); v > 0 {
				d = append(d, v-r.v1)
			}
		}
	}
	if len(d) == 0 {
		return 0
	}
	sort.Float64s(d)
	return d[len(d)/2]
}

// below is the foot of the next piece under r, a few rows down at the most; 0 if
// there is none.
func below(rows [][]run, r *run) float64 {
	const few = 8 // of four columns, each at a height of its own, with a blank line
	for _, row := range rows[:min(few, len(rows))] {
		for k := range row {
			if row[k].u0 < r.u1 && row[k].u1 > r.u0 {
				return row[k].v1
			}
		}
	}
	return 0
}
