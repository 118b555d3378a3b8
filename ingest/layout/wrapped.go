package layout

import (
	"math"
	"slices"
	"strings"
)

// A row of a table whose cells take several lines is read cell by cell, not line
// by line across them: "Warehouse" and "Clerk" under it are one cell. The lines
// of such a row stand closer to each other than to the rows above and below, and
// each piece begins, ends or has its middle where a cell of a full row does. Lists
// whose labels stand out have two pieces, and are left as they are.
const (
	wrappedCells = 3   // of a full row, at least
	wrappedLines = 6   // lines of a row, at the most
	wrappedLoose = 1.5 // points more than within the row that part it from the next
	wrappedPlace = 2.5 // points within which a line of a cell begins where the first does
	wrappedWords = 8   // of a line of a cell, at the most: the lines of a paragraph have more
)

// wrapped finds the lines of the row of a table that begins at rows[i]: the row
// behind the last, and what each cell has, line by line. end is i+1 for all other
// rows. Short cells may stand at the head, the middle or the foot of the row;
// which cells there are the fullest row nearby tells.
func wrapped(rows [][]run, i int) (end int, cells [][]run) {
	within, most := 0.0, len(rows[i])
	end = i + 1
	for end < len(rows) && end <= i+wrappedLines {
		gap := foot(rows[end]) - foot(rows[end-1])
		if gap > 1.4*rows[i][0].words[0].Size || within > 0 && gap > within+wrappedLoose {
			break
		}
		within, most = max(within, gap), max(most, len(rows[end]))
		end++
	}
	if end == i+1 || end > i+wrappedLines || most < wrappedCells-1 ||
		i > 0 && foot(rows[i])-foot(rows[i-1]) < within+wrappedLoose || end < len(rows) && foot(rows[end])-foot(rows[end-1]) < within+wrappedLoose {
		return i + 1, nil
	}
	full := rows[i]
	for _, row := range rows[max(0, i-3):min(len(rows), end+3)] {
		if len(row) > len(full) {
			full = row
		}
	}
	if len(full) < wrappedCells || len(full) > most+1 || labelled(full) || slices.ContainsFunc(rows[i:end], sentences) || !inTable(rows, full, i, end) {
		return i + 1, nil
	}
	cells = make([][]run, len(full))
	lines := 0 // as full as the fullest: two are two rows
	for _, row := range rows[i:end] {
		at := inCells(full, row)
		if at == nil {
			return i + 1, nil
		}
		if len(row) == most {
			lines++
		}
		for k, c := range at {
			if n := len(cells[c]); n > 0 {
				// Whether a hyphen belongs to the word is asked of lines.
				if last := cells[c][n-1].words; strings.HasSuffix(last[len(last)-1].Text, "-") {
					return i + 1, nil
				}
			}
			cells[c] = append(cells[c], row[k])
		}
	}
	cells = slices.DeleteFunc(cells, func(c []run) bool { return len(c) == 0 })
	if lines > 1 {
		return i + 1, nil
	}
	return end, cells
}

// inTable: another row near rows[i:end] has its pieces in the cells of full. A line
// that is justified with wide gaps stands alone.
func inTable(rows [][]run, full []run, i, end int) bool {
	near := func(row []run) bool { return len(row) >= wrappedCells && inCells(full, row) != nil }
	return slices.ContainsFunc(rows[max(0, i-2*wrappedLines):i], near) || slices.ContainsFunc(rows[end:min(len(rows), end+2*wrappedLines)], near)
}

// labelled: a row opens with a label of a list, behind which a line that is drawn
// wide has gaps as between cells.
func labelled(row []run) bool {
	text, _ := row[0].text()
	return len(text) < 7 && strings.ContainsAny(text, ".)•–—") && !strings.ContainsAny(text, "$%")
}

// sentences: a piece of a row is as long as a line of a paragraph.
func sentences(row []run) bool {
	return slices.ContainsFunc(row, func(r run) bool { return len(r.words) > wrappedWords })
}

// foot is where most of a row ends.
func foot(row []run) float64 { return row[0].words[0].v1 }

// inCells says in which cell of a row each piece of a line under it stands, each
// in one of its own; nil if one stands in none or reaches into another.
func inCells(first, line []run) []int {
	var out []int
	for k := range line {
		l := &line[k]
		at := -1
		for c := range first {
			f := &first[c]
			same := math.Abs(f.u0-l.u0) <= wrappedPlace || math.Abs(f.u1-l.u1) <= wrappedPlace || math.Abs(f.u0+f.u1-l.u0-l.u1) <= 2*wrappedPlace
			switch {
			case same && at < 0 && (len(out) == 0 || c > out[len(out)-1]):
				at = c
			case l.u0 < f.u1 && l.u1 > f.u0 && !same:
				return nil
			}
		}
		if at < 0 {
			return nil
		}
		out = append(out, at)
	}
	return out
}

// cellsText is the text of such a row, cell by cell, its pieces, and the places of
// words in it that may be misread.
func cellsText(cells [][]run) (text string, out []piece, doubts []doubted) {
	var b strings.Builder
	for k, c := range cells {
		if k > 0 {
			b.WriteString(wideGap3)
		}
		p := piece{from: b.Len(), u0: c[0].u0, u1: c[0].u1}
		for i := range c {
			if i > 0 {
				b.WriteByte(' ')
			}
			cell, _ := c[i].text()
			for _, d := range c[i].doubts {
				doubts = append(doubts, doubted{b.Len() + d.from, b.Len() + d.to, d.why})
			}
			b.WriteString(cell)
			p.u0, p.u1 = min(p.u0, c[i].u0), max(p.u1, c[i].u1)
		}
		p.to = b.Len()
		out = append(out, p)
	}
	return b.String(), out, doubts
}

// cut parts the pieces of the rows of a table where a cell nearly fills its
// column and only a blank is left before the next ("Boiler Operator 17"): where
// a word begins or ends at the place at which pieces of at least three of the
// eight rows around do. It says which rows it changed.
func cut(rows [][]run) ([][]run, []bool) {
	out, changed := rows, make([]bool, len(rows))
	for k, row := range rows {
		if len(row) < wrappedCells {
			continue
		}
		var near [][]run
		for j := max(0, k-4); j < min(len(rows), k+5); j++ {
			if j != k && len(rows[j]) > len(row) {
				near = append(near, rows[j])
			}
		}
		if len(near) < 3 {
			continue
		}
		var parted []run
		for i := range row {
			from := 0
			for w := 1; w < len(row[i].words); w++ {
				if columnAt(near, row[i].words[w], row[i].words[w-1]) {
					parted = append(parted, strung(row[i].words[from:w]))
					from = w
				}
			}
			if from == 0 {
				parted = append(parted, row[i])
			} else {
				parted = append(parted, strung(row[i].words[from:]))
			}
		}
		if len(parted) > len(row) {
			if &out[0] == &rows[0] {
				out = append([][]run(nil), rows...)
			}
			out[k], changed[k] = parted, true
		}
	}
	return out, changed
}

// columnAt: in three of the rows a piece begins or ends where w does, with a gap
// over the blank before w.
func columnAt(rows [][]run, w, before *framed) bool {
	n := 0
	for _, row := range rows {
		for i := 1; i < len(row); i++ {
			r := &row[i]
			if (math.Abs(r.u0-w.u0) < 1 || math.Abs(r.u1-w.u1) < 1) && row[i-1].u1 < w.u0 && row[i-1].u0 < before.u1 {
				n++
				break
			}
		}
	}
	return n >= 3
}

// cellEach makes every piece of a row a cell.
func cellEach(row []run) [][]run {
	out := make([][]run, len(row))
	for i := range row {
		out[i] = row[i : i+1]
	}
	return out
}
