package layout

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/clausebook/clausebook/ingest/pattern"
)

// A stretch is a piece of a line between wide blanks: bytes [from,to) of the
// line, in the columns [left,right) of characters.
type stretch struct{ from, to, left, right int }

// stretches cuts a line at runs of two blanks and more.
func (l *tableLine) stretches() []stretch {
	if len(l.text) > alignedLine {
		return nil
	}
	if len(l.cells) > 0 {
		return l.placedStretches()
	}
	var out []stretch
	col, blanks := 0, 2
	for at := 0; at < len(l.text); {
		_, w := utf8.DecodeRuneInString(l.text[at:])
		if blankAt(l.text, at) {
			blanks++
		} else {
			n := len(out)
			lone := n > 0 && l.text[out[n-1].from:out[n-1].to] == "$" // its figure follows
			if n == 0 || blanks >= 2 && !lone {
				out = append(out, stretch{at, at + w, col, col + 1})
			} else {
				out[n-1].to, out[n-1].right = at+w, col+1
			}
			blanks = 0
		}
		at += w
		col++
	}
	return out
}

// The width that stands for a character's where a line's place is known, in
// points: two of them are the narrowest gap between columns, which the heads
// and figures of small print leave.
const placedColumn = 2.0

// placedStretches are the stretches of a line whose place is known.
func (l *tableLine) placedStretches() []stretch {
	out := make([]stretch, 0, len(l.cells))
	for _, c := range l.cells {
		s := stretch{c.Span.Start - l.span.Start, c.Span.End - l.span.Start, int(math.Round(c.Left / placedColumn)), int(math.Round(c.Right / placedColumn))}
		if n := len(out); n > 0 && l.text[out[n-1].from:out[n-1].to] == "$" { // its figure follows
			out[n-1].to, out[n-1].right = s.to, s.right
			continue
		}
		out = append(out, s)
	}
	return out
}

// The longest cell of a table set in columns, in bytes; text in two columns has
// longer ones.
const alignedCell = 60

// A header over so many columns makes a table of a single row: a salary schedule
// of one class.
const wideTable = 5

// The longest line of a table set in columns, in bytes: the widest sheets have
// 250 characters.
const alignedLine = 600

// A tableColumn is the range of characters that a column's cells take.
type tableColumn struct{ left, right int }

// aligned reads the table that begins at line i whose cells stand in columns,
// with two blanks and more between them in every row:
//
//	SR     Step 1    Step 2
//	10               3,649
//	13C     3,649    3,793
//
// A line with a single cell ends it. Columns of running text and of labels are
// no table.
func (r *tableReader) aligned(i, done int) (*tableRun, int) {
	if strings.Contains(r.lines[i].text, "\t") || len(r.lines[i].stretches()) < 2 {
		return nil, i
	}
	var parts [][]stretch
	var goesOn []int // for each part, the row that it goes on with, or -1
	var columns []tableColumn
	rows, j, close := 0, i, 0 // close: rows of figures with no empty line between
	for ; j < min(len(r.lines), i+tableMost); j++ {
		l := &r.lines[j]
		if j > i && l.gap > 2 && !l.cut || l.gap > tableGap && j > i || strings.Contains(l.text, "\t") || strings.Contains(l.text, "...") {
			break
		}
		s := l.stretches()
		if len(s) == 1 && rows >= 2 && l.gap == 0 && under(columns, s[0]) {
			parts, goesOn = append(parts, s), append(goesOn, rows-1)
			continue
		}
		if len(s) < 2 || l.gap > 0 && !l.cut && close > 1 { // another table below
			break
		}
		if l.gap > 0 || !hasFigure(l.text[s[len(s)-1].from:]) {
			close = 0
		} else {
			close++
		}
		next := merge(columns, s)
		if j > i && len(next) < 2 || rows >= tableRows && len(next) < len(columns) {
			break
		}
		columns, parts, goesOn = next, append(parts, s), append(goesOn, -1)
		rows++
	}
	if rows < tableRows {
		return nil, j
	}
	run := &tableRun{from: i, to: j, headFrom: i}
	for k, s := range parts {
		row := r.place(&r.lines[i+k], s, columns)
		if on := goesOn[k]; on >= 0 {
			for c := range row {
				if row[c].text != "" {
					run.rows[on][c].text = strings.TrimSpace(run.rows[on][c].text + " " + row[c].text)
				}
			}
			continue
		}
		run.rows = append(run.rows, row)
	}
	if !r.columned(run) {
		return nil, j
	}
	if head := columnHeader(run.rows); head > 0 {
		var lines [][]string
		for _, row := range run.rows[:head] {
			lines = append(lines, texts(row))
		}
		if h := joinHeader(lines); !repeated(h[1:]) {
			run.header, run.rows, run.from = h, run.rows[head:], i+head
		}
		if run.header != nil && (len(run.rows) < tableRows-1 && len(columns) < wideTable || slices.Contains(run.header[1:], "")) {
			return nil, j // the header's cells have run together
		}
	}
	r.headerAbove(run, columns, done)
	if run.header != nil && (slices.Contains(run.header[1:], "") || repeated(run.header[1:])) { // a part of one, or rows
		run.header, run.headFrom = nil, run.from
	}
	if run.header != nil && secondHead(run.rows) {
		run.header = joinHeader([][]string{run.header, texts(run.rows[0])})
		run.rows, run.from = run.rows[1:], run.from+1
	}
	for k := max(done, run.headFrom-1); k < run.from; k++ {
		if signing.MatchString(r.lines[k].clean) {
			return nil, j
		}
	}
	return run, run.to
}

// under reports whether a line's only stretch goes on with a cell above it: it
// begins where a column behind the first does.
func under(columns []tableColumn, s stretch) bool {
	for k, c := range columns {
		if k > 0 && s.left >= c.left-1 && s.left <= c.left+1 && (k+1 == len(columns) || s.right < columns[k+1].left) {
			return true
		}
	}
	return false
}

// columnHeader is how many rows head a table in columns: those at the top
// without a figure, where the rows below have figures; and a row of small
// numbers under such words ("Step" over "10").
func columnHeader(rows [][]tableCell) int {
	head := cornerHeader(rows)
	for head < len(rows) && head < 3 {
		// "Sue Bird / 2008" under "PLAYER / SEASON" is a row.
		if head > 0 && rows[head][0].text != "" && rows[head-1][0].text != "" && slices.ContainsFunc(rows[head][1:], func(c tableCell) bool { return hasFigure(c.text) }) && figured(rows[head:]) {
			return head
		}
		for k, c := range rows[head] {
			if hasFigure(undated(c.text)) && !stepName.MatchString(c.text) && (k <= 0 || head <= 0 || rows[head][0].text != "" || len(c.text) > 2 || rows[head-1][k].text == "") {
				if head > 0 && figured(rows[head:]) {
					return head
				}
				return 0
			}
		}
		head++
	}
	if head == 1 && len(rows) > 1 && figured(rows[1:]) || head > 1 && head < len(rows) && allFigured(rows[head:]) {
		return head
	}
	return 0
}

// headFigure is a figure that heads a column where the corner is empty: a date,
// the number of a step, or a lane of a schedule ("MA/MEQ+30").
var headFigure = pattern.New(`^(?:\d{1,2}|\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?: \d{1,3})?|[A-Z]{1,4}(?:[/-][A-Z]{1,4})*\+\d{1,2})$`)

// undated is a cell without its dates, if other words are left: "Top Rate as of
// 7/31/2023" heads a column, "7/31/2023" may stand in one.
func undated(s string) string {
	if rest := cellDate.ReplaceAllString(s, ""); tableWords(rest) != "" {
		return rest
	}
	return s
}

var cellDate = pattern.New(`(?i)\b\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}, (?:19|20)\d\d\b`)

// cornerHeader is how many rows at the top leave the corner empty over a first
// column that is filled below them, and hold no row's value: "New Hires / 189
// Day SP / 205 Day SP" over "Teacher Work Days / 183 / 183".
func cornerHeader(rows [][]tableCell) int {
	head := 0
	for head < len(rows) && head < 3 && rows[head][0].text == "" {
		if slices.ContainsFunc(rows[head], func(c tableCell) bool { return valueCell(c.text) && !headFigure.MatchString(c.text) }) {
			break
		}
		head++
	}
	if head == 0 || len(rows[0]) < 3 || head+2 > len(rows) || !figured(rows[head:]) {
		return 0
	}
	for _, row := range rows[head:] {
		if row[0].text == "" {
			return 0
		}
	}
	return head
}

// secondHead reports whether the first row is the second line of a header: dates
// or steps in every column but the first, which is filled below it: "CLASSIFICATION
// / EFFECTIVE / EFFECTIVE" over "02/01/23 / 01/01/24".
func secondHead(rows [][]tableCell) bool {
	if len(rows) < 3 || rows[0][0].text != "" || rows[1][0].text == "" || rows[2][0].text == "" {
		return false
	}
	return !slices.ContainsFunc(rows[0][1:], func(c tableCell) bool { return !headFigure.MatchString(c.text) })
}

// repeated reports whether a header says the same over two columns, which none
// does but for steps and ranges: "Director / STN / STN" is a row.
func repeated(header []string) bool {
	for i, h := range header {
		for _, g := range header[:i] {
			if h != "" && h == g && !stepName.MatchString(h) {
				return true
			}
		}
	}
	return false
}

// allFigured: every row has a figure behind its first cell. Lines of a header
// are told from rows of words by it.
func allFigured(rows [][]tableCell) bool {
	for _, row := range rows {
		if !slices.ContainsFunc(row[1:], func(c tableCell) bool { return hasFigure(c.text) }) {
			return false
		}
	}
	return true
}

// merge adds a row's stretches to the columns: what overlaps or leaves less
// than two blanks between is one column.
func merge(columns []tableColumn, s []stretch) []tableColumn {
	all := append([]tableColumn{}, columns...)
	for _, x := range s {
		all = append(all, tableColumn{x.left, x.right})
	}
	for i := 1; i < len(all); i++ { // few and nearly in order
		for k := i; k > 0 && all[k].left < all[k-1].left; k-- {
			all[k], all[k-1] = all[k-1], all[k]
		}
	}
	out := all[:0]
	for _, c := range all {
		if n := len(out); n > 0 && c.left < out[n-1].right+2 {
			out[n-1].right = max(out[n-1].right, c.right)
			continue
		}
		out = append(out, c)
	}
	return out
}

// place puts a row's stretches into the columns; two in one column are joined.
func (r *tableReader) place(l *tableLine, s []stretch, columns []tableColumn) []tableCell {
	row := make([]tableCell, len(columns))
	k := 0
	for n := 0; n < len(s); {
		for k+1 < len(columns) && s[n].left >= columns[k].right {
			k++
		}
		m := n + 1
		for m < len(s) && s[m].left < columns[k].right {
			m++
		}
		row[k] = r.cell(l, s[n].from, s[m-1].to)
		n = m
	}
	return row
}

func texts(row []tableCell) []string {
	out := make([]string, len(row))
	for k, c := range row {
		out[k] = c.text
	}
	return out
}

// columned: the rows are a table's. Labels set apart from their text, text in
// columns and places to sign are not.
func (r *tableReader) columned(run *tableRun) bool {
	if prosaic(run.rows, alignedCell) {
		return false
	}
	labels, merged := 0, 0
	for _, row := range run.rows {
		for _, c := range row[1:] {
			if w := strings.Fields(c.text); len(w) > 1 && figureWords(c.text) == len(w) && strings.Trim(c.text, "0123456789.,$% ") == "" {
				merged++
				break
			}
		}
		if listLabel(row[0].text) && row[0].text != "" {
			labels++
		}
	}
	// "3005 3116" in one cell: the columns have run together.
	if labels*3 > len(run.rows) || merged*8 > len(run.rows) {
		return false
	}
	// Some column behind the first holds figures or the like: short, and mostly
	// filled.
	for k := 1; k < len(run.rows[0]); k++ {
		with, short := 0, 0
		for _, row := range run.rows {
			if hasFigure(row[k].text) {
				with++
			}
			if n := len(row[k].text); n > 0 && n <= 40 {
				short++
			}
		}
		if with*2 > len(run.rows) && short*3 >= len(run.rows)*2 {
			return true
		}
	}
	return false
}

// mayHead reports whether a line above a table may be a line of its header: two
// stretches and more without a figure. Where the places are known, one stretch
// may stand over its column, and a head may have figures ("BA + 30", "189 Day")
// that are no row's.
func (l *tableLine) mayHead(s []stretch) bool {
	if len(l.cells) == 0 {
		return len(s) >= 2 && !hasFigure(l.clean)
	}
	for _, x := range s {
		if t := l.text[x.from:x.to]; valueCell(t) || len(t) > 40 || strings.HasSuffix(t, ".") && len(strings.Fields(t)) > 3 {
			return false
		}
	}
	return len(s) > 0
}

// headerAbove adds the lines above the rows whose stretches stand over one
// column each, as long as every word finds its column.
func (r *tableReader) headerAbove(run *tableRun, columns []tableColumn, done int) {
	kept, keptFrom := run.header, run.headFrom
	defer func() { // a lone word above the columns is no header of theirs
		if len(run.header) > 2 && slices.Contains(run.header[1:], "") {
			run.header, run.headFrom = kept, keptFrom
		}
	}()
	for k := run.headFrom - 1; k >= done && run.headFrom-k <= 3; k-- {
		l := &r.lines[k]
		s := l.stretches()
		if r.lines[k+1].gap > 1 || strings.Contains(l.text, "\t") || !l.mayHead(s) {
			return
		}
		line := make([]string, len(columns))
		last := -1
		if len(s) == 1 && (s[0].left < columns[0].right && columns[0].left < s[0].right) && (run.header == nil || run.header[0] != "") {
			return // a group's name or a title, over the first column
		}
		for _, x := range s {
			at := -1
			for c, col := range columns {
				if x.left < col.right && col.left < x.right {
					if at >= 0 {
						return // over two columns
					}
					at = c
				}
			}
			if at <= last {
				return
			}
			if in := min(x.right, columns[at].right) - max(x.left, columns[at].left); len(s) == 1 && run.header != nil && in*2 < x.right-x.left {
				return // a title over the table, in its middle
			}
			line[at], last = r.cell(l, x.from, x.to).text, at
		}
		if run.header == nil {
			run.header = line
		} else {
			run.header = joinHeader([][]string{line, run.header})
		}
		run.headFrom = k
	}
}
