package layout

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/ingest/pattern"
)

// figure is a value that stands in a column of figures.
var figure = pattern.New(`^[$£€]?[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?[%*+¢]{0,2}$|^[A-Z]\d{1,3}$`)

// endsYear: a year behind a month's day is the end of a date.
var endsYear = pattern.New(`(?i)\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2},? \d{4}$|^(?:19|20)\d\d$`)

// The fewest lines with one figure each that make a table: names with a postal
// code or a page stand in threes by chance.
const oneFigureRows = 4

// The longest line of a table of figures, in bytes. Lines of running text are
// longer.
const figureLine = 100

// figures reads the table that begins at line i whose columns have run together
// but whose lines end in the same number of figures:
//
//	1-5 Yrs. (2,080-10,399 Hrs.) 4.7 256 296
//	5-10 Yrs. (10,400-20,799 Hrs.) 5.3 271 311
func (r *tableReader) figures(i, done int) (*tableRun, int) {
	count, all, j := 0, 0, i // columns of figures: that every row surely has, that every row may have
	for ; j < min(len(r.lines), i+tableMost); j++ {
		l := &r.lines[j]
		if j > i && l.gap > 0 && !l.cut && l.gap < 3 || j > i && l.gap > tableGap {
			break
		}
		n := len(l.values())
		sure := n
		for sure > 0 && openLabel.MatchString(l.label(l.values()[n-sure:])) {
			sure--
		}
		// A label may end in a figure, so the fewest are the columns. But a table
		// of three columns doesn't go on with one.
		if sure == 0 || j > i && sure*2 < count {
			break
		}
		if j == i {
			count, all = sure, n
		}
		count, all = min(count, sure), min(all, n)
	}
	if all > count && r.valued(i, j, all) { // "Hourly 39.72 41.70" under "Step 1 2"
		count = all
	}
	least := tableRows
	if count == 1 {
		least = oneFigureRows
	}
	if j-i < least || r.valued(i, j, count+1) {
		return nil, j
	}
	run := &tableRun{from: i, to: j, headFrom: i}
	bare := 0
	for k := i; k < j; k++ {
		l := &r.lines[k]
		v := l.values()
		v = v[len(v)-count:]
		label := r.cell(l, 0, v[0][0])
		if label.text == "" || len(strings.Fields(label.text)) > 10 || listLabel(label.text) || strings.Contains(label.text, "|") || figureWords(label.text) > 1 && figureWords(label.text)*2 > len(strings.Fields(label.text)) {
			return nil, j
		}
		if strings.Trim(label.text, "0123456789.,") == "" {
			bare++
		}
		row := []tableCell{label}
		for _, s := range v {
			row = append(row, r.cell(l, s[0], s[1]))
		}
		run.rows = append(run.rows, row)
	}
	if bare > 0 && bare < len(run.rows) || prosaic(run.rows, figureLine) {
		return nil, j
	}
	r.figureHeader(run, done)
	return run, run.to
}

// valued reports whether most of the lines [i,j) end in n values that look like
// amounts, so that fewer columns would leave one in the label.
func (r *tableReader) valued(i, j, n int) bool {
	with := 0
	for k := i; k < j; k++ {
		l := &r.lines[k]
		if v := l.values(); len(v) >= n {
			if w := l.text[v[len(v)-n][0]:v[len(v)-n][1]]; len(w) > 2 && w[0] <= '9' {
				with++
			}
		}
	}
	return with*2 > j-i
}

// figureWords is how many words of s are figures by themselves.
func figureWords(s string) int {
	n := 0
	for w := range strings.FieldsSeq(s) {
		if hasFigure(w) && figure.MatchString(w) {
			n++
		}
	}
	return n
}

// label is what stands before the figures v.
func (l *tableLine) label(v [][2]int) string { return strings.TrimRight(l.text[:v[0][0]], " ") }

// values lists the byte ranges of the figures that end l, a currency sign that
// stands apart joined with its figure; none where l is no line of a table.
func (l *tableLine) values() [][2]int {
	s := strings.TrimRight(l.text, " ")
	if len(s) > figureLine || strings.Contains(s, "\t") || len(s) == 0 {
		return nil
	}
	trimmed := strings.TrimLeft(s, " ")
	if c, _ := utf8.DecodeRuneInString(trimmed); unicode.IsLower(c) || c == '•' || c == '-' || c == '▪' {
		return nil
	}
	var out [][2]int
	end := len(s)
	for end > 0 {
		from := strings.LastIndexByte(s[:end], ' ') + 1
		if w := s[from:end]; w == "" || !figure.MatchString(w) || !hasFigure(w) {
			break
		}
		before := strings.TrimRight(s[:from], " ")
		if strings.HasSuffix(before, " $") || strings.HasSuffix(before, "\\$") {
			from = len(before) - 1
			before = strings.TrimRight(s[:from], " \\")
		}
		if before == "" {
			break
		}
		out = append([][2]int{{from, end}}, out...)
		end = len(before)
	}
	if len(out) == 1 && endsYear.MatchString(s[max(0, out[0][0]-12):]) || len(out) == 1 && endsYear.MatchString(s[out[0][0]:]) {
		return nil
	}
	return out
}

// openLabel is a label that its figure has to close.
var openLabel = pattern.New(`(?i)(?:[–—-]|\b(?:to|and|or|of|than|no\.?|step|grade|level|local|section|article|page|box|suite|chapter|appendix|act|rule|room|day|year|month|the|in|at|by|on|is|within|for|from|through|attachment|exhibit|schedule|table|form|part|item|addendum|range|officer|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|aug|sept?|oct|nov|dec|#)\.?)$`)

// figureHeader reads the lines above the rows as a header where they part into
// the table's columns by blanks; the line nearest the rows has all, a line
// above it may lack the first.
//
//	                 Accrual Rate/    Maximum
//	Service Credit   80 Hrs. Service  Accrual Cap
func (r *tableReader) figureHeader(run *tableRun, done int) {
	width := len(run.rows[0])
	var lines [][]string
	for k := run.from - 1; k >= done && len(lines) < 3; k-- {
		if r.lines[k+1].gap > 1 {
			break
		}
		parts := wide.Split(strings.TrimSpace(r.lines[k].text), -1)
		switch {
		case len(parts) == width:
		case len(parts) == width-1 && len(lines) > 0 && tableCaption(strings.Join(parts, " ")):
			parts = append([]string{""}, parts...)
		default:
			parts = nil
		}
		if parts == nil || len(r.lines[k].text) > figureLine+40 || slices.ContainsFunc(parts, valueCell) {
			break
		}
		lines = append([][]string{parts}, lines...)
		run.headFrom = k
	}
	if run.header = joinHeader(lines); run.header != nil && repeated(run.header[1:]) {
		run.header, run.headFrom = nil, run.from
	}
}

// valueCell reports whether a cell is a row's, not a header's: it has an amount
// ("$10,300 per player"), or each of its words has a figure ("31D", "10 13C")
// and it does not name a step.
func valueCell(s string) bool {
	if strings.ContainsAny(s, "$%") && hasFigure(s) {
		return true
	}
	for w := range strings.FieldsSeq(s) {
		if !hasFigure(w) && tableWords(w) != "" { // the point of ". 05" is no word
			return false
		}
	}
	return hasFigure(s) && !stepName.MatchString(s)
}

// wide parts the cells of a line.
var wide = pattern.New(` {2,}`)

// paired reads the list that begins at line i whose items are a name and a
// value with a dash between, at least four in a row:
//
//	Labor Day - First Monday in September
func (r *tableReader) paired(i, _ int) (*tableRun, int) {
	run := &tableRun{from: i, headFrom: i}
	j := i
	for ; j < min(len(r.lines), i+tableMost); j++ {
		l := &r.lines[j]
		if j > i && l.gap > 0 && !l.cut {
			break
		}
		m := dash.FindAllStringIndex(l.text, -1)
		if len(m) != 1 || len(l.clean) > figureLine || strings.ContainsAny(l.clean[len(l.clean)-1:], ".;:,") {
			break
		}
		left, right := r.cell(l, 0, m[0][0]), r.cell(l, m[0][1], len(l.text))
		if left.text == "" || right.text == "" || len(left.text) > 40 || left.text[0] >= 'a' && left.text[0] <= 'z' || unitLabel(left.text) || hasFigure(left.text[len(left.text)-1:]) && hasFigure(right.text[:1]) || listLabel(left.text) || strings.Contains(l.clean, "...") {
			break
		}
		run.rows = append(run.rows, []tableCell{left, right})
	}
	run.to = j
	if len(run.rows) < 4 || prosaic(run.rows, figureLine) {
		return nil, j
	}
	return run, run.to
}

var dash = pattern.New(` [-–—] `)
