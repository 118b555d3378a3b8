package layout

import (
	"strings"
	"unicode"

	"github.com/clausebook/clausebook/ingest/pattern"
)

// tabbed reads the table that begins at line i with cells parted by tabs.
//
//	YEARS⇥HOURS⇥PAYMENT
//	5⇥10,400⇥$260
//	6⇥12,480⇥
//
// A list whose labels are set off by tabs ("A.⇥It is the purpose …") is none.
// The second result is the line that it looked as far as.
func (r *tableReader) tabbed(i, _ int) (*tableRun, int) {
	var rows [][]tableCell
	j := i
	for ; j < min(len(r.lines), i+tableMost); j++ {
		l := &r.lines[j]
		if j > i && l.gap > tableGap || !strings.Contains(l.text, "\t") || strings.Count(l.text, "\t") > tableWidth {
			break
		}
		row := r.fields(l)
		if listLabel(row[0].text) && row[0].text != "" || j > i && abs(len(row)-len(rows[0])) > 1 {
			break
		}
		if j > i && l.gap > 0 && !l.cut && (len(row) != len(rows[0]) || headed(row, rows[0]) || headless(row)) { // another table
			break
		}
		rows = append(rows, row)
	}
	if len(rows) < tableRows || !tabulated(rows) || prosaic(rows, tabCell) {
		return nil, j
	}
	run := &tableRun{from: i, to: j, headFrom: i, rows: fold(rows), tabs: true}
	if len(run.rows[0]) < 2 {
		return nil, j
	}
	if head := r.tabHeader(run); head > 0 {
		run.header, run.rows, run.from = joinHeader(span(run.rows[:head])), run.rows[head:], i+head
	}
	if len(run.rows) < tableRows-1 || run.header == nil && !figured(run.rows) && len(run.rows) < plainRows {
		return nil, j
	}
	r.untabbed(run)
	return run, run.to
}

// The most columns of a table.
const tableWidth = 60

// The longest cell of a table with tabs, in bytes: a benefit chart's cells are
// sentences.
const tabCell = 240

// The fewest rows of words alone, without a header, that make a table: names
// and offices stand like that under a letter.
const plainRows = 5

// figured: two rows in three have a figure.
func figured(rows [][]tableCell) bool {
	n := 0
	for _, row := range rows {
		for _, c := range row[1:] {
			if hasFigure(c.text) {
				n++
				break
			}
		}
	}
	return n*3 >= len(rows)*2
}

// headed reports whether row opens another table with the columns of the one
// that head opens: the same words but for the first cell, in "Emergency Medical
// Care⇥PPO Benefits⇥HMO Benefits" behind "Preventive Services⇥PPO Benefits⇥…".
func headed(row, head []tableCell) bool {
	same := 0
	for k := 1; k < len(row); k++ {
		a, b := tableWords(row[k].text), tableWords(head[k].text)
		if a != b || hasFigure(row[k].text) {
			return false
		}
		if a != "" {
			same++
		}
	}
	return same > 0
}

// headless reports whether row could only head a table: it fills every column
// but the first, and with no figure.
func headless(row []tableCell) bool {
	for k, c := range row {
		if (c.text == "") != (k == 0) || hasFigure(c.text) {
			return false
		}
	}
	return true
}

// tabulated: most lines have two cells or more filled. Lines that a tab indents
// have one.
func tabulated(rows [][]tableCell) bool {
	n := 0
	for _, row := range rows {
		filled := 0
		for _, c := range row {
			if c.text != "" {
				filled++
			}
		}
		if filled > 1 {
			n++
		}
	}
	return n*3 >= len(rows)*2
}

// span writes the header's rows as texts. A cell over several columns stands
// over each of them that the next row fills: "PPO⇥⇥HMO" over "⇥In-network⇥
// Out-of-network⇥" gives "PPO In-network" and "PPO Out-of-network".
func span(rows [][]tableCell) [][]string {
	var out [][]string
	for i, row := range rows {
		line := texts(row)
		if i+1 < len(rows) {
			for k := 1; k < len(line); k++ {
				if line[k] == "" && line[k-1] != "" && rows[i+1][k].text != "" && rows[i+1][k-1].text != "" {
					line[k] = line[k-1]
				}
			}
		}
		out = append(out, line)
	}
	return out
}

// fields cuts a line at its tabs.
func (r *tableReader) fields(l *tableLine) []tableCell {
	var row []tableCell
	from := 0
	for at := from; at <= len(l.text); at++ {
		if at == len(l.text) || l.text[at] == '\t' {
			if c := r.cell(l, from, at); c.text != "=" { // "5 years⇥=⇥4.0 hours"
				row = append(row, c)
			}
			from = at + 1
		}
	}
	return row
}

// fold makes rows of one length: empty cells are added at the end of short
// rows, columns that no row fills are left out, and so is a column of mere
// marks; one that hardly any row fills is joined with the one before.
func fold(rows [][]tableCell) [][]tableCell {
	width := 0
	for _, row := range rows {
		width = max(width, len(row))
	}
	filled := make([]int, width)
	for i := range rows {
		for len(rows[i]) < width {
			rows[i] = append(rows[i], tableCell{})
		}
		for k, c := range rows[i] {
			if c.text != "" {
				filled[k]++
			}
		}
	}
	for k := width - 1; k >= 0; k-- {
		marks := true
		for _, row := range rows[1:] {
			marks = marks && tableWords(row[k].text) == ""
		}
		if filled[k] == 0 || marks && tableWords(rows[0][k].text) == "" {
			for i, row := range rows {
				rows[i] = append(row[:k:k], row[k+1:]...)
			}
			continue
		}
		if k == 0 || filled[k]*8 > len(rows) || rows[0][k].text != "" {
			continue
		}
		for i, row := range rows {
			if c := row[k]; c.text != "" {
				b := row[k-1]
				if b.text == "" {
					b = c
				} else {
					b.span.End = c.span.End
					b.text += " " + c.text
				}
				row[k-1] = b
			}
			rows[i] = append(row[:k:k], row[k+1:]...)
		}
	}
	return rows
}

// tabHeader is how many rows head the table: those whose cells are all marked
// up, or else the first if it has no figure and the rows below it have.
func (r *tableReader) tabHeader(run *tableRun) int {
	marked := 0
	for marked < len(run.rows) {
		l := r.lines[run.from+marked]
		if !strings.Contains(l.text, "<u>") && !strings.Contains(l.text, "**") && !strings.Contains(l.text, "<b>") {
			break
		}
		marked++
	}
	if marked > 0 && marked <= 3 && marked < len(run.rows) {
		return marked
	}
	if spanned(run.rows) {
		return 2
	}
	return plainHeader(run.rows)
}

// spanned reports whether the first two rows head the table together: what the
// first leaves empty behind a filled cell, and that cell, the second fills, and
// it fills no other.
func spanned(rows [][]tableCell) bool {
	if len(rows) < tableRows+1 && len(rows) < 3 || rows[0][0].text != "" && rows[1][0].text != "" {
		return false
	}
	under := 0
	for k := range rows[0] {
		over := rows[0][k].text == "" && k > 1 && (rows[0][k-1].text != "") || rows[0][k].text != "" && k+1 < len(rows[0]) && k > 0 && rows[0][k+1].text == ""
		if over != (rows[1][k].text != "") || hasFigure(rows[1][k].text) {
			return false
		}
		if over {
			under++
		}
	}
	return under >= 2
}

// plainHeader is 1 where the first row has no figure in columns that the rows
// below fill with figures, else 0.
func plainHeader(rows [][]tableCell) int {
	figures := 0
	for k, c := range rows[0] {
		with, all := 0, 0
		for _, row := range rows[1:] {
			if row[k].text != "" {
				all++
				if hasFigure(row[k].text) {
					with++
				}
			}
		}
		if hasFigure(c.text) && !stepName.MatchString(c.text) {
			return 0
		}
		if c.text != "" && with > 0 && with*4 >= all*3 {
			figures++
		}
		if c.text == "" && k > 1 && all > 0 { // the first cell may stand over two columns
			return 0
		}
	}
	return min(figures, 1)
}

// stepName heads a column of figures though it has one: "Step 1", "Plan 2",
// "2009-2010".
var stepName = pattern.New(`(?i)^(?:(?:after|end of|level|step|grade|year|tier|plan|class|range|option|effective|from|since|through)\b.*|(?:19|20)\d\d(?:[–/-]\d{2,4})?)$`)

// untabbed takes the line behind the last row that has lost its tab and begins
// like the rows: "C12-002 (E10) Special …" behind "C12-002 (9)⇥Special …". Only
// a code of letters and figures is like enough.
func (r *tableReader) untabbed(run *tableRun) {
	shapes := map[string]bool{}
	for _, row := range run.rows {
		if s := shape(row[0].text); len(s) >= 5 && hasFigure(s) {
			shapes[s] = true
		}
	}
	for run.to < len(r.lines) && len(run.rows[0]) == 2 {
		l := &r.lines[run.to]
		if l.gap > 1 || strings.Contains(l.text, "\t") || len(l.clean) > 90 {
			return
		}
		at := -1
		for k := 0; k < len(l.text); k++ {
			if l.text[k] == ' ' && shapes[shape(strings.TrimSpace(l.text[:k]))] {
				at = k
			}
		}
		if at < 0 || strings.TrimSpace(l.text[at:]) == "" {
			return
		}
		run.rows = append(run.rows, []tableCell{r.cell(l, 0, at), r.cell(l, at, len(l.text))})
		run.to++
	}
}

// shape is s with every letter as "A" and every run of figures as "9".
func shape(s string) string {
	var b strings.Builder
	last := rune(0)
	for _, c := range s {
		switch {
		case unicode.IsLetter(c):
			c = 'A'
		case unicode.IsDigit(c):
			c = '9'
		}
		if c == '9' && last == '9' {
			continue
		}
		b.WriteRune(c)
		last = c
	}
	return b.String()
}

func abs(n int) int { return max(n, -n) }
