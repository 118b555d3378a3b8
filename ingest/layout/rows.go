package layout

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A run is a sequence of words on one line with no wide gap between them, or
// what several such make up side by side. Its place is given in the frame of
// its page: u runs the way the words read, v downwards across them, so that a
// page set sideways is laid out as if it were upright.
type run struct {
	words          []*framed
	u0, v0, u1, v1 float64
	// tabular: its narrower gaps part cells, too.
	tabular bool
	// doubts are the places in its text of words that may be misread.
	doubts []doubted
}

// A framed word is a word with its place in the frame.
type framed struct {
	*PlacedWord
	u0, v0, u1, v1 float64
}

// frame turns the words of a page that read the same way upright: those that
// are shown, or those outside.
func frame(p *PlacedPage, turn int, outside bool) []*framed {
	n := 0
	for i := range p.Words {
		if w := &p.Words[i]; w.Turn == turn && w.Outside == outside {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	store, out := make([]framed, 0, n), make([]*framed, 0, n)
	for i := range p.Words {
		w := &p.Words[i]
		if w.Turn != turn || w.Outside != outside {
			continue
		}
		store = append(store, framed{PlacedWord: w})
		f := &store[len(store)-1]
		switch turn {
		case 1:
			f.u0, f.u1, f.v0, f.v1 = w.Y0, w.Y1, p.Width-w.X1, p.Width-w.X0
		case 2:
			f.u0, f.u1, f.v0, f.v1 = p.Width-w.X1, p.Width-w.X0, p.Height-w.Y1, p.Height-w.Y0
		case 3:
			f.u0, f.u1, f.v0, f.v1 = p.Height-w.Y1, p.Height-w.Y0, w.X0, w.X1
		default:
			f.u0, f.u1, f.v0, f.v1 = w.X0, w.X1, w.Y0, w.Y1
		}
		if !math.IsNaN(f.u0 + f.u1 + f.v0 + f.v1) {
			out = append(out, f)
		}
	}
	return out
}

// turns lists the ways that words of the page read, the one of most characters
// first: what stands across it is a stamp or a note in the margin.
func turns(p *PlacedPage) []int {
	var count [4]int
	for i := range p.Words {
		if t := p.Words[i].Turn; t >= 0 && t < 4 {
			count[t] += len(p.Words[i].Text)
		}
	}
	var out []int
	for t, n := range count {
		if n > 0 {
			out = append(out, t)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return count[out[i]] > count[out[j]] })
	return out
}

// lineUp gathers words (or runs) into rows: what stands on one line, from left
// to right. The rows come from top to bottom.
func lineUp(items []run) [][]run {
	sorted := slices.Clone(items)
	slices.SortFunc(sorted, func(a, b run) int {
		return cmp.Or(cmp.Compare(a.v0+a.v1, b.v0+b.v1), cmp.Compare(a.u0, b.u0), cmp.Compare(a.u1, b.u1))
	})
	type band struct {
		v0, v1 float64 // of the tallest
		runs   []run
	}
	var rows []*band
	for _, it := range sorted {
		var best *band
		most := 0.0
		// Rows further up than a few cannot reach down here.
		for k := len(rows) - 1; k >= max(0, len(rows)-8); k-- {
			o := onLine(rows[k].v0, rows[k].v1, it.v0, it.v1)
			// A capital that opens three lines belongs to the first of them.
			tall := o > 0 && o == most && it.v1-it.v0 > 1.5*(rows[k].v1-rows[k].v0)
			if (o > most || tall) && !overUnder(rows[k].v1-rows[k].v0, rows[k].runs, &it) {
				best, most = rows[k], o
			}
		}
		if best == nil {
			rows = append(rows, &band{it.v0, it.v1, []run{it}})
			continue
		}
		best.runs = append(best.runs, it)
		if it.v1-it.v0 > best.v1-best.v0 {
			best.v0, best.v1 = it.v0, it.v1
		}
	}
	// A row stands where its words do, not the capital that opens it.
	middle := func(b *band) float64 {
		most := &b.runs[0]
		for i := range b.runs {
			if len(b.runs[i].words) > len(most.words) {
				most = &b.runs[i]
			}
		}
		if w := most.words[len(most.words)/2]; b.v1-b.v0 > 1.3*(w.v1-w.v0) {
			return w.v0 + w.v1
		}
		return b.v0 + b.v1
	}
	sort.SliceStable(rows, func(i, j int) bool { return middle(rows[i]) < middle(rows[j]) })
	out := make([][]run, len(rows))
	for i, r := range rows {
		sort.SliceStable(r.runs, func(a, b int) bool { return r.runs[a].u0 < r.runs[b].u0 })
		out[i] = r.runs
	}
	return out
}

// overUnder: the row of that height has something right above or below it, so that it
// is another line beside one tall thing: a capital that opens three lines, a large
// heading in the next column. Two layers of one text stand at one height.
func overUnder(height float64, row []run, it *run) bool {
	if own := it.v1 - it.v0; height < 1.3*own && own < 1.3*height {
		return false
	}
	for i := range row {
		if row[i].u0 > it.u1 || row[i].u1 < it.u0 {
			continue
		}
		for _, w := range row[i].words {
			for _, x := range it.words {
				if min(w.u1, x.u1)-max(w.u0, x.u0) > 0.3*min(w.u1-w.u0, x.u1-x.u0) && math.Abs(w.v1-x.v1) > 0.5*min(w.v1-w.v0, x.v1-x.v0) {
					return true
				}
			}
		}
	}
	return false
}

// onLine says how much of the lower of two heights lies in the other, if that
// makes them one line; else 0. Words of one line end at like heights; a raised
// mark does not, but lies within the height of its word. Two lines of small
// print beside a large heading are not one line through it.
func onLine(a0, a1, b0, b1 float64) float64 {
	small, large := a1-a0, b1-b0
	if small > large {
		small, large = large, small
	}
	if small <= 0 {
		return 0
	}
	o := (min(a1, b1) - max(a0, b0)) / small
	if o < 0.5 || math.Abs(a1-b1) > 0.45*small && (small > 0.75*large || o < 0.75) {
		return 0
	}
	return o
}

// tabular says which rows are rows of a table whose columns stand close: three
// pieces or more, with at least two gaps at the same places as in a row next to
// them. The gaps of a stretched line stand anywhere.
func tabular(rows [][]run) []bool {
	out := make([]bool, len(rows))
	for i := 1; i < len(rows); i++ {
		if len(rows[i]) < 3 || len(rows[i-1]) < 3 {
			continue
		}
		shared := 0
		for a := 1; a < len(rows[i]); a++ {
			for b := 1; b < len(rows[i-1]); b++ {
				from, to := max(rows[i][a-1].u1, rows[i-1][b-1].u1), min(rows[i][a].u0, rows[i-1][b].u0)
				if to-from > 3 { // points that both leave free
					shared++
					break
				}
			}
		}
		if shared >= 2 {
			out[i-1], out[i] = !stretched(rows[i-1]), !stretched(rows[i])
		}
	}
	return out
}

// stretched: the row is a line of prose drawn out to its measure, as typewriter
// fonts are: every gap between its words is wide, and many open with a small
// letter.
func stretched(row []run) bool {
	words, low := 0, 0
	for i := range row {
		for _, w := range row[i].words {
			words++
			if r, _ := utf8.DecodeRuneInString(w.Text); unicode.IsLower(r) {
				low++
			}
		}
	}
	return len(row)*10 >= words*8 && float64(low) >= columnLow*float64(words)
}

// joined makes one run of several.
func joined(rs []run) run {
	if len(rs) == 1 {
		return run{words: slices.Clip(rs[0].words), u0: rs[0].u0, v0: rs[0].v0, u1: rs[0].u1, v1: rs[0].v1}
	}
	out := run{u0: rs[0].u0, v0: rs[0].v0, u1: rs[0].u1, v1: rs[0].v1}
	for _, r := range rs {
		out.words = append(out.words, r.words...)
		out.u0, out.v0, out.u1, out.v1 = min(out.u0, r.u0), min(out.v0, r.v0), max(out.u1, r.u1), max(out.v1, r.v1)
	}
	return out
}

// pieces strings words together that stand next to each other on a line, with
// no gap between them that could part columns: none wider than 0.8 of the
// font's height, where a blank has 0.3. Only neighbours are joined, so that the
// lines of one column do not depend on those of the next.
func pieces(words []*framed) []run {
	sorted := chains(words)
	slices.SortFunc(sorted, func(a, b *chain) int {
		return cmp.Or(cmp.Compare(a.u0, b.u0), cmp.Compare(a.run.v0, b.run.v0), cmp.Compare(a.u1, b.u1))
	})
	var runs, active []*chain
	for _, c := range sorted {
		var best *chain
		most := 0.0
		keep := active[:0]
		for _, r := range active {
			gap := c.u0 - r.u1
			if gap > 0.8*max(r.size, c.size) {
				if gap < 48 { // a larger word may still reach it
					keep = append(keep, r)
				}
				continue
			}
			keep = append(keep, r)
			if o := r.reaches(gap, c.u0, c.v0, c.v1, c.size); o > most {
				best, most = r, o
			}
		}
		active = keep
		if best == nil {
			runs, active = append(runs, c), append(active, c)
			continue
		}
		best.words = append(best.words, c.words...)
		best.grow(&c.run, c.v0, c.v1, c.size)
	}
	out := make([]run, len(runs))
	for i, r := range runs {
		out[i] = r.run
	}
	return out
}

// A chain is a run in the making.
type chain struct {
	run
	v0, v1, size float64 // of its tallest word
}

// reaches says how well something at u0, gap behind r, stands on r's line; 0 if
// it does not. Words that lie over each other are two lines set too close, or
// doubled.
func (r *chain) reaches(gap, u0, v0, v1, size float64) float64 {
	if v0 >= r.v1 || v1 <= r.v0 || gap < -0.5*min(r.size, size) && r.words[len(r.words)-1].u0+0.1*size > u0 {
		return 0
	}
	if raised(r, gap, v0, v1) || opensNote(r, gap, v0, v1) {
		return 0.75
	}
	// Behind a capital that opens three lines the word before tells which of them.
	if last := r.words[len(r.words)-1]; max(last.Size, size) < 0.7*r.size {
		return onLine(last.v0, last.v1, v0, v1)
	}
	return onLine(r.v0, r.v1, v0, v1)
}

// raised: a small mark touches the words of r above their middle ("May 10" and its
// "th"), higher than marks stand that are told by their height alone.
func raised(r *chain, gap, v0, v1 float64) bool {
	large, small := r.v1-r.v0, v1-v0
	return small < 0.72*large && math.Abs(gap) < 0.06*large && v1 < r.v1 && v0 < r.v0+0.1*large && v1-r.v0 > 0.55*small
}

// opensNote: r is the raised mark of a note ("1", "**"), in front of the note's
// first word, which is small itself: the mark is higher than marks behind a word.
func opensNote(r *chain, gap, v0, v1 float64) bool {
	small, large := r.v1-r.v0, v1-v0
	if len(r.words) > 1 || len(r.words[0].Text) > 3 || strings.Trim(r.words[0].Text, "0123456789*†‡") != "" {
		return false
	}
	return small < 0.8*large && gap > -0.1*large && gap < 0.4*large && r.v1 < v1 && r.v0 < v0+0.1*large && r.v1-v0 > 0.4*small
}

// grow makes r reach around what was added to it.
func (r *chain) grow(added *run, v0, v1, size float64) {
	r.run.v0, r.run.v1, r.u1 = min(r.run.v0, added.v0), max(r.run.v1, added.v1), max(r.u1, added.u1)
	if v1-v0 > r.v1-r.v0 {
		r.v0, r.v1 = v0, v1
	}
	r.size = max(r.size, size)
}

// chains joins words that follow each other in the source and on their line.
// Most lines are written so, which leaves little to look for.
func chains(words []*framed) []*chain {
	var out []*chain
	store := make([]chain, 0, len(words)/4+1)
	from := 0
	for i, w := range words {
		if n := len(out); n > 0 {
			c := out[n-1]
			if gap := w.u0 - c.u1; gap <= 0.8*max(c.size, w.Size) && gap > -0.3*w.Size && c.reaches(gap, w.u0, w.v0, w.v1, w.Size) > 0 {
				c.words = words[from : i+1 : i+1]
				c.grow(&run{v0: w.v0, v1: w.v1, u1: w.u1}, w.v0, w.v1, w.Size)
				continue
			}
		}
		from = i
		store = append(store, chain{run{words: words[i : i+1 : i+1], u0: w.u0, v0: w.v0, u1: w.u1, v1: w.v1}, w.v0, w.v1, w.Size})
		out = append(out, &store[len(store)-1])
	}
	return out
}

// reach is how far to the right runs go.
func reach(rs []run) float64 {
	u := rs[0].u1
	for _, r := range rs[1:] {
		u = max(u, r.u1)
	}
	return u
}
