package layout

import (
	"strings"
	"unicode/utf8"

	"github.com/clausebook/clausebook/ingest/pattern"
)

// A cellClass is what kind of value a cell holds; the cells of a column hold
// one kind.
type cellClass uint8

const (
	unread      cellClass = iota // not looked at yet
	noClass                      // a sentence, a list's label: no cell
	wordCell                     // no figure: "Grip"
	mixedCell                    // words and figures: "Picks 1-4"
	rangeCell                    // "0-4", "5 to 9", "less than 4 yrs.", "20 and over", "10+"
	numberCell                   // "80", "4.70", "1,040"
	moneyCell                    // "$31,018"
	percentCell                  // "5%"
	dateCell                     // "July 4", "1/1/2016"
	bracketCell                  // "(3rd Monday in January)"
)

// A flattened table's shape.
const (
	flatCell  = 40 // the longest cell, in bytes
	flatWidth = 8  // the most columns
	flatRows  = 3  // the fewest rows
)

var (
	rangeForm   = pattern.New(`(?i)^(?:\d[\d,.]*(?: ?(?:-|–|to|through|but less than) ?)\d[\d,.]*|(?:less than|under|up to|over|more than|at least) \d[\d,.]*|\d[\d,.]*(?:\+| ?(?:and|or) (?:over|more|up|above|less)))(?: (?:years?|yrs?\.?|hours|hrs?\.?|days|months))?$`)
	numberForm  = pattern.New(`^[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,6})?(?:\.\d+)?(?: (?:hours|hrs?\.?|days|weeks|months|years|yrs?\.?))?$`)
	moneyForm   = pattern.New(`^[$£€] ?[\d,]+(?:\.\d+)?\*?(?:/[a-z]+\.?)?$`)
	percentForm = pattern.New(`^\d+(?:\.\d+)? ?%$`)
	dateForm    = pattern.New(`(?i)^(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}(?:, \d{4})?$|^\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)$`)
)

// classOf tells what a line would be as a cell.
func classOf(s string) cellClass {
	if len(s) > flatCell || listLabel(s) || strings.ContainsAny(s[len(s)-1:], ";:,") || signing.MatchString(s) || strings.Contains(s, "___") {
		return noClass
	}
	c, _ := utf8.DecodeRuneInString(s)
	switch {
	case c == '(' && s[len(s)-1] == ')' && strings.Count(s, "(") == 1:
		return bracketCell
	case moneyForm.MatchString(s):
		return moneyCell
	case percentForm.MatchString(s):
		return percentCell
	case dateForm.MatchString(s):
		return dateCell
	case rangeForm.MatchString(s):
		return rangeCell
	case hasFigure(s) && numberForm.MatchString(s):
		return numberCell
	case c >= 'a' && c <= 'z' || strings.HasSuffix(s, ".") && strings.Count(s, " ") > 2:
		return noClass
	case hasFigure(s):
		return mixedCell
	}
	return wordCell
}

// label reports whether a class may be a flattened table's first column, value
// whether it may be another.
func (c cellClass) label() bool {
	return c == wordCell || c == mixedCell || c == rangeCell || c == numberCell || c == dateCell
}

func (c cellClass) value() bool {
	return c == numberCell || c == moneyCell || c == percentCell || c == dateCell || c == bracketCell
}

// flattened reads the table that begins at line i whose cells were written out
// one a line, row by row, as happens where a page is turned into text:
//
//	Years        (the header, where there is one)
//	Hours
//	0-4
//	80
//	5-9
//	120
//
// The cells of each column must be of one class, and the first column's of
// another than the second's: only then does the order of the lines prove the
// columns. A line without a figure under one without is no cell of it.
func (r *tableReader) flattened(i, done int) (*tableRun, int) {
	if first := r.flatClass(i); !first.label() {
		return nil, i
	}
	for width := 2; width <= flatWidth; width++ {
		run := r.flatRun(i, width)
		if run == nil {
			continue
		}
		r.flatHeader(run, done)
		return run, run.to
	}
	return nil, i
}

// flatClass is the class of line k as a cell of a flattened table.
func (r *tableReader) flatClass(k int) cellClass {
	if k >= len(r.lines) {
		return noClass
	}
	if r.classes == nil {
		r.classes = make([]cellClass, len(r.lines))
	}
	if r.classes[k] == unread {
		l := &r.lines[k]
		switch {
		case len(l.clean) > flatCell || strings.Contains(l.text, "\t") || len(l.stretches()) != 1:
			r.classes[k] = noClass
		default:
			r.classes[k] = classOf(l.clean)
		}
	}
	return r.classes[k]
}

// flatRun takes the rows of the given width from line i on, nil where they are
// too few or prove no columns.
func (r *tableReader) flatRun(i, width int) *tableRun {
	columns := make([]cellClass, width)
	for c := range columns {
		columns[c] = r.flatClass(i + c)
		if c == 0 && !columns[c].label() || c > 0 && (!columns[c].value() || columns[c] == columns[0]) {
			return nil
		}
	}
	run := &tableRun{from: i, headFrom: i}
	j := i
	for len(run.rows) < tableMost {
		row := make([]tableCell, 0, width)
		for c := range width {
			k := j + c
			class := r.flatClass(k)
			same := class == columns[c] || c == 0 && (class == mixedCell || class == wordCell) && (columns[0] == mixedCell || columns[0] == wordCell || columns[0] == rangeCell)
			if !same || k > i && r.lines[k].gap > 1 && !r.lines[k].cut {
				row = nil
				break
			}
			row = append(row, r.cell(&r.lines[k], 0, len(r.lines[k].text)))
		}
		if row == nil {
			break
		}
		run.rows = append(run.rows, row)
		j += width
	}
	run.to = j
	// Numbers that run on down the first column are a list's, unless what stands
	// beside them is plainly of a table.
	if len(run.rows) < flatRows || columns[0] == numberCell && width == 2 && columns[1] != moneyCell && columns[1] != percentCell {
		return nil
	}
	return run
}

// flatHeader takes the lines above the rows for the header: one for each column,
// words alone.
func (r *tableReader) flatHeader(run *tableRun, done int) {
	width := len(run.rows[0])
	from := run.from - width
	if from < done {
		return
	}
	header := make([]string, 0, width)
	for k := from; k < run.from; k++ {
		if r.flatClass(k) != wordCell || r.lines[k+1].gap > 1 {
			return
		}
		header = append(header, r.lines[k].clean)
	}
	if !repeated(header) {
		run.header, run.headFrom = header, from
	}
}
