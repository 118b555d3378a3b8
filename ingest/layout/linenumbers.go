package layout

import (
	"math"
	"sort"
	"unicode"
)

// Line numbers in the margin of a paged source are known by their place: a
// column of integers that count up, left of everything else on the page, beside
// at least half of its lines, on a good part of the pages. The steps of a wage
// table count up too, but the table's title or the lines around it reach as far
// left, they stand beside few of the page's lines, and beside figures.
const (
	numbersLeast = 8   // numbers on a page that prove a margin column
	fifthsLeast  = 4   // or so many, if they are multiples of five
	numbersShare = 0.5 // of the page's lines that have one
	numbersPages = 4   // one page in so many has them
	numbersPlace = 6.0 // points within which the column stands on all pages
)

// A numbered column is the margin numbers of one page.
type numbered struct {
	words  []*framed // from top to bottom
	middle float64
}

// lineNumbers finds the margin numbers of all pages: for each its words, which
// are then taken out of what is laid out.
func lineNumbers(frames [][]*framed) []map[*framed]bool {
	out := make([]map[*framed]bool, len(frames))
	found := make([]numbered, len(frames))
	var proved []float64
	inked := 0
	for i, ws := range frames {
		if len(ws) == 0 {
			continue
		}
		inked++
		found[i] = numberColumn(ws)
		if n := found[i]; (len(n.words) >= numbersLeast || len(n.words) >= fifthsLeast && n.fifths()) && float64(len(n.words)) >= numbersShare*float64(rowsBeside(ws, n)) {
			proved = append(proved, n.middle)
		}
	}
	if len(proved)*numbersPages < inked || len(proved) == 0 || inked == 1 && len(found[0].words) < 2*numbersLeast {
		return out
	}
	sort.Float64s(proved)
	for i := range found {
		k := sort.SearchFloat64s(proved, found[i].middle-numbersPlace)
		if len(found[i].words) < 2 || k == len(proved) || proved[k] > found[i].middle+numbersPlace {
			continue
		}
		out[i] = map[*framed]bool{}
		for _, w := range found[i].words {
			out[i][w] = true
		}
	}
	return out
}

// lineNumber reads an integer of at most five digits: lines may be numbered
// through the whole document.
func lineNumber(s string) (int, bool) {
	if len(s) > 5 {
		return 0, false
	}
	return number(s)
}

// fifths: the numbers are multiples of five and leave none out, as where each
// fifth line is numbered. Only thirty lines of a page have six of them.
func (n *numbered) fifths() bool {
	last := 0
	for i, w := range n.words {
		v, _ := lineNumber(w.Text)
		if v == 0 || v%5 != 0 || i > 0 && v != last+5 {
			return false
		}
		last = v
	}
	return true
}

// numberColumn is the column of integers furthest to the left, if nothing else
// reaches as far and they count up by one or by fives.
func numberColumn(ws []*framed) numbered {
	var ints []*framed
	left := math.Inf(1)
	for _, w := range ws {
		if _, ok := lineNumber(w.Text); ok {
			ints = append(ints, w)
			left = min(left, w.u0)
		}
	}
	var n numbered
	var near []*framed
	for _, w := range ints {
		if w.u0 < left+2*w.Size {
			near = append(near, w)
		}
	}
	n.words = aligned(near)
	if len(n.words) < 2 {
		return numbered{}
	}
	edge := 0.0
	for _, w := range n.words {
		n.middle += (w.u0 + w.u1) / 2
		edge = max(edge, w.u1)
	}
	n.middle /= float64(len(n.words))
	inside, letters, chars := 0, 0, 0
	for _, w := range ws {
		if w.u0 < edge {
			inside++
			continue
		}
		for _, r := range w.Text { // the dots of a contents list are neither
			if unicode.IsLetter(r) {
				letters++
				chars++
			} else if unicode.IsDigit(r) {
				chars++
			}
		}
	}
	if inside-len(n.words) > len(ws)/50 || letters*10 < chars*6 {
		return numbered{}
	}
	sort.SliceStable(n.words, func(i, j int) bool { return n.words[i].v1 < n.words[j].v1 })
	steps := map[int]int{}
	for i := 1; i < len(n.words); i++ {
		a, _ := lineNumber(n.words[i-1].Text)
		b, _ := lineNumber(n.words[i].Text)
		steps[b-a]++
	}
	if good := max(steps[1], steps[5], steps[2]); good*10 < (len(n.words)-1)*8 {
		return numbered{}
	}
	return n
}

// aligned is those of ws that begin, end or have their middles at one place: all
// of a column of numbers. A line of text that opens with a number ("30 miles")
// begins elsewhere, though it may be as near as the numbers are wide.
func aligned(ws []*framed) []*framed {
	const near = 1.5 // points
	var best []*framed
	for _, at := range []func(w *framed) float64{
		func(w *framed) float64 { return w.u1 },
		func(w *framed) float64 { return w.u0 },
		func(w *framed) float64 { return (w.u0 + w.u1) / 2 },
	} {
		places := make([]float64, len(ws))
		for i, w := range ws {
			places[i] = at(w)
		}
		sort.Float64s(places)
		var kept []*framed
		for _, w := range ws {
			if math.Abs(at(w)-places[len(places)/2]) <= near {
				kept = append(kept, w)
			}
		}
		if len(kept) > len(best) {
			best = kept
		}
	}
	return best
}

// rowsBeside counts the lines of the page between its first and last number, as
// far as numbers that count by more than one allow.
func rowsBeside(ws []*framed, n numbered) int {
	own := make(map[*framed]bool, len(n.words))
	for _, w := range n.words {
		own[w] = true
	}
	var rest []*framed
	for _, w := range ws {
		if !own[w] {
			rest = append(rest, w)
		}
	}
	a, _ := lineNumber(n.words[0].Text)
	b, _ := lineNumber(n.words[len(n.words)-1].Text)
	step := max(1, (b-a)/max(1, len(n.words)-1))
	return len(lineUp(pieces(rest))) / step
}

// attach sets the numbers of a page in front of the lines that they stand
// beside; one beside no line (the number of a blank one) is a line of its own.
func attach(lines []placedLine, numbers []*framed, sheet int) []placedLine {
	for _, w := range numbers {
		best, after := -1, -1
		for i := range lines {
			l := &lines[i]
			if l.outside || l.aside {
				continue
			}
			if l.number == "" && l.u0 > w.u0 && onLine(l.v0, l.v1, w.v0, w.v1) > 0 && (best < 0 || l.u0 < lines[best].u0) {
				best = i
			}
			if l.v1 < w.v1 && (after < 0 || l.v1 >= lines[after].v1) {
				after = i
			}
		}
		if best >= 0 {
			lines[best].number = w.Text
			b := w.box(sheet)
			lines[best].box.X0, lines[best].box.Y0 = min(lines[best].box.X0, b.X0), min(lines[best].box.Y0, b.Y0)
			continue
		}
		l := placedLine{number: w.Text, box: w.box(sheet), size: w.Size, v0: w.v0, v1: w.v1, u0: w.u0}
		lines = append(lines, placedLine{})
		copy(lines[after+2:], lines[after+1:])
		lines[after+1] = l
	}
	return lines
}
