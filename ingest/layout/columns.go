package layout

import (
	"math"
	"sort"
	"unicode"
	"unicode/utf8"
)

// What makes columns. A gutter is a strip that no line crosses over several
// rows, with running text on both sides: a table has such strips too, but its
// cells are short or hold numbers.
const (
	gutterRows   = 12 // rows that prove a gutter by themselves
	gutterFew    = 4  // rows that are enough where another page has the same gutter
	gutterUsual  = 3  // or where most pages have it
	gutterSame   = 8  // points within which it is the same
	columnWords  = 3.0
	loudWords    = 4.0  // of a line in capitals: the cells of a table have fewer
	columnLow    = 0.35 // of its words open with a small letter, as those of sentences do
	columnFill   = 0.6  // of the column's width that one line in four takes
	maxColumns   = 5
	maxPositions = 80
)

// A knownGutter is a gutter that other pages prove, and how many rows are
// enough for it there.
type knownGutter struct {
	x     float64
	least int
}

// A region is a part of a page that is read from top to bottom: a column, or
// what stands across the columns.
type region struct {
	rows [][]run
	left float64 // where its lines begin
}

// regions divides the rows of a page in the order of reading. known are the
// gutters proved on other pages.
func regions(rows [][]run, known []knownGutter) []region {
	return divide(rows, known, 0)
}

func divide(rows [][]run, known []knownGutter, depth int) []region {
	if depth < maxColumns {
		if x, bands := gutter(rows, known); len(bands) > 0 {
			var out []region
			at := 0
			for _, b := range bands {
				out = append(out, across(rows[at:b[0]])...)
				var left, right []run
				for _, row := range rows[b[0]:b[1]] {
					l, r := parted(row, x)
					left, right = append(left, l...), append(right, r...)
				}
				out = append(append(out, divide(lineUp(left), known, depth+1)...), divide(lineUp(right), known, depth+1)...)
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
func gutters(rows [][]run) []float64 {
	var out []float64
	if x, bands := gutter(rows, nil); len(bands) > 0 {
		out = append(out, x)
	}
	return out
}

// gutter finds the strip that parts the most rows into columns, and the bands
// of rows [from, to) that it parts.
func gutter(rows [][]run, known []knownGutter) (float64, [][2]int) {
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
	var all []candidate
	for _, x := range xs {
		least := gutterRows
		for _, k := range known {
			if math.Abs(k.x-x) <= gutterSame {
				least = min(least, k.least)
			}
		}
		var found [][2]int
		n := 0.0
		for from := 0; from < len(rows); {
			if crosses(rows[from], x) {
				from++
				continue
			}
			to := from + 1
			for to < len(rows) && !crosses(rows[to], x) {
				to++
			}
			if to-from < least { // as most are, and inner takes rows off
				from = to
				continue
			}
			a, b := inner(rows, from, to, x)
			if b-a >= least && columns(rows[a:b], x, least) {
				found = append(found, [2]int{a, b})
				for _, row := range rows[a:b] {
					n += hole(row, x)
				}
			}
			from = to
		}
		if n > 0 {
			all = append(all, candidate{x, n, found})
		}
	}
	best := widest(rows, all)
	return best.x, settle(rows, best.x, best.bands)
}

// A candidate is a strip that may be a gutter, how wide it is over all rows that
// it parts, and the bands of those.
type candidate struct {
	x, width float64
	bands    [][2]int
}

// widest is the widest of several gutters. Of three columns or more of one width
// the first is parted off first, so that what stands across them has a hole
// beside it in all others.
func widest(rows [][]run, all []candidate) candidate {
	var best candidate
	for _, c := range all {
		if c.width > best.width {
			best = c
		}
	}
	even := 0.0
	for _, b := range best.bands {
		even = max(even, evenStrips(rows[b[0]:b[1]]))
	}
	if even == 0 {
		return best
	}
	first := best
	for _, c := range all {
		if c.x < first.x-even/2 && c.width > 0.5*best.width {
			first = c
		} else if math.Abs(c.x-first.x) < gutterSame && c.width > first.width {
			first = c
		}
	}
	return first
}

// hole is the width of the gap of a row at x, up to what a gutter has. Between
// a list's mark and its words the gap is narrow, and no gutter.
func hole(row []run, x float64) float64 {
	left, right := math.Inf(-1), math.Inf(1)
	l, r := parted(row, x)
	for i := range l {
		left = max(left, l[i].u1)
	}
	for i := range r {
		right = min(right, r[i].u0)
	}
	if math.IsInf(right-left, 0) {
		return 10
	}
	return min(right-left, 40)
}

// crosses: a piece of the row lies over x and has no gap there.
func crosses(row []run, x float64) bool {
	for i := range row {
		if row[i].u0 < x-gutterSlack && row[i].u1 > x+gutterSlack && row[i].gapAt(x) < 0 {
			return true
		}
	}
	return false
}

// gapAt is the index of the word of r that begins behind a gap over x, or -1.
// The gap is wider than a blank: where a column's line nearly fills it, the
// next column's list mark stands close.
func (r *run) gapAt(x float64) int {
	for i := 1; i < len(r.words); i++ {
		a, b := r.words[i-1], r.words[i]
		if a.u1 <= x+gutterSlack && b.u0 >= x-gutterSlack && b.u0-a.u1 > 0.42*min(a.Size, b.Size) {
			return i
		}
	}
	return -1
}

// parted sorts the pieces of a row to the left and the right of x.
func parted(row []run, x float64) (left, right []run) {
	for i := range row {
		switch p := &row[i]; {
		case p.u1 <= x+gutterSlack:
			left = append(left, *p)
		case p.u0 >= x-gutterSlack:
			right = append(right, *p)
		default:
			k := p.gapAt(x)
			left, right = append(left, strung(p.words[:k])), append(right, strung(p.words[k:]))
		}
	}
	return left, right
}

// strung makes a run of words.
func strung(words []*framed) run {
	r := run{words: words, u0: words[0].u0, v0: words[0].v0, u1: words[0].u1, v1: words[0].v1}
	for _, w := range words[1:] {
		r.u0, r.v0, r.u1, r.v1 = min(r.u0, w.u0), min(r.v0, w.v0), max(r.u1, w.u1), max(r.v1, w.v1)
	}
	return r
}

// inner takes the rows off a band that stand apart at its ends: running heads
// and feet set in two halves, and titles.
func inner(rows [][]run, from, to int, x float64) (int, int) {
	pitch := columnPitch(rows[from:to], x)
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
		low     int // words that open with a small letter
		high    int // letters that are capitals
		letters int
		chars   int
	}
	for k := range sides {
		sides[k].u0, sides[k].u1 = math.Inf(1), math.Inf(-1)
	}
	even := evenStrips(rows)
	for _, row := range rows {
		left, right := parted(row, x)
		for k, side := range [][]run{left, right} {
			if len(side) == 0 {
				continue
			}
			s := &sides[k]
			line := joined(side)
			s.u0, s.u1 = min(s.u0, line.u0), max(s.u1, line.u1)
			s.lines = append(s.lines, line.u1-line.u0)
			s.words += len(line.words)
			for _, w := range line.words {
				if r, _ := utf8.DecodeRuneInString(w.Text); unicode.IsLower(r) {
					s.low++
				}
				for _, r := range w.Text {
					s.chars++
					if unicode.IsUpper(r) {
						s.high++
					}
					if unicode.IsLetter(r) {
						s.letters++
					}
				}
			}
		}
	}
	for k := range sides {
		s := &sides[k]
		n := len(s.lines)
		// Where other pages have the gutter, figures may fill the column too.
		words, letters := columnWords, 6
		if least < gutterRows {
			words, letters = 2, 2
		}
		if n < max(3, least/2) || float64(s.words) < words*float64(n) || s.letters*10 < s.chars*letters {
			return false
		}
		// The cells of a table are names: "Successively Lower Levels", "Full Time".
		// Text in capitals has no small letters to tell it by; its lines are full of words.
		loud := s.high*10 > s.letters*9 && float64(s.words) >= loudWords*float64(n)
		if least == gutterRows && float64(s.low) < columnLow*float64(s.words) && !loud {
			return false
		}
		sort.Float64s(s.lines)
		// Where most pages have it, the columns may hold a list of short items.
		width := s.u1 - s.u0
		if even > 0 && width > 1.5*even {
			width = even // more than one column, whose lines stand at heights of their own
		}
		if least != gutterUsual && s.lines[n*3/4] < columnFill*width {
			return false
		}
	}
	// Columns are of a like width; a narrow one beside a wide one is a margin.
	a, b := sides[0].u1-sides[0].u0, sides[1].u1-sides[1].u0
	return min(a, b)*4 > max(a, b)
}
