package audit

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// values lists the values at odds with themselves or with those round them.
func (x *auditor) values() {
	var noted []corpus.Span
	for n := range x.a.Terms {
		t := &x.a.Terms[n]
		if t.Doubt == "" || strings.HasPrefix(t.Doubt, "a year of two figures") || strings.HasPrefix(t.Doubt, "the words say 0.5") || strings.HasPrefix(t.Doubt, "the words say 1.5") {
			continue // a date without its century is no fault; "time and one-half (1½)" loses its mark in scans
		}
		if before := strings.TrimSpace(x.a.Text[max(0, t.Span.Start-8):t.Span.Start]); strings.HasSuffix(before, "point") {
			continue // "twenty-nine point ninety-nine (29.99)"
		}
		noted = append(noted, t.Span)
		x.add(SuspectValue, t.Provision, t.Raw, t.Span, t.Doubt, "")
	}
	for i := range x.a.Provisions {
		c := x.t.CleanText(i)
		for _, m := range wordsAndFigures.FindAllStringSubmatchIndex(c.Text, -1) {
			words, figures := c.Text[m[2]:m[3]], c.Text[m[4]:m[5]]
			said, ok := spoken(words)
			value, err := strconv.Atoi(strings.ReplaceAll(figures, ",", ""))
			if !ok || err != nil || said == value {
				continue
			}
			span := c.Source(m[2], m[1])
			if slices.ContainsFunc(noted, span.Overlaps) {
				continue
			}
			x.add(SuspectValue, x.a.Provisions[i].ID, c.Text[m[2]:m[1]], span, fmt.Sprintf("the words say %d, the figures %d", said, value), "")
		}
	}
	for n := range x.a.Tables {
		x.table(&x.a.Tables[n])
	}
}

// wordsAndFigures is a number in words with figures behind it: "five (45)",
// "twenty-five percent (25%)".
var wordsAndFigures = regexp.MustCompile(`(?i)\b((?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|and)[ -]?)+)(?: ?per ?cent)? ?\(\$?(\d{1,3}(?:,\d{3})*|\d+)(?:\.0+)?%?\)`)

// spoken is the value of a number in words, "one hundred and twenty-five"; false
// if they are none.
func spoken(s string) (int, bool) {
	ones := [...]string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"}
	tens := [...]string{"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}
	total, group, last := 0, 0, ""
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == ' ' || r == '-' }) {
		switch {
		case w == "and":
			if last != "hundred" && last != "thousand" {
				group = 0 // "between one and two (2)": the last number counts
				total = 0
			}
		case w == "hundred":
			group = max(group, 1) * 100
		case w == "thousand":
			total += max(group, 1) * 1000
			group = 0
		case slices.Index(ones[:], w) > 0:
			if last != "" && last != "and" && last != "hundred" && last != "thousand" && slices.Index(tens[:], last) < 2 {
				return 0, false // "one two (2)"
			}
			group += slices.Index(ones[:], w)
		case slices.Index(tens[:], w) > 1:
			group += 10 * slices.Index(tens[:], w)
		default:
			return 0, false
		}
		last = w
	}
	return total + group, last != "" && last != "and"
}

// figure is a cell that is one number: "241", "$1,250.00", "4.7".
var figure = regexp.MustCompile(`^\$? ?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?%?$`)

// table notes the cell that breaks the order of its column, or of its row: the
// others rise, or fall, without it, and there are five of them or more, with at
// least three steps. Two such cells say that the table has no order.
func (x *auditor) table(t *corpus.Table) {
	at := x.places(t)
	cols := 0
	for _, row := range t.Rows {
		cols = max(cols, len(row))
	}
	var lines [][]place
	for col := range cols {
		var line []place
		for r, row := range t.Rows {
			if col < len(row) {
				line = append(line, place{row[col], at[r][col], r})
			}
		}
		lines = append(lines, line)
	}
	rows := make([][]place, 0, len(t.Rows))
	for r, row := range t.Rows {
		var line []place
		for col, cell := range row {
			if col > 0 {
				line = append(line, place{cell, at[r][col], r})
			}
		}
		rows = append(rows, line)
	}
	for n, group := range [][][]place{lines, rows} {
		for _, line := range group {
			if bad, hint := outOfOrder(line); bad != nil && bad.span.Len() > 0 {
				where := "column"
				if n == 1 {
					where = "row"
				}
				x.add(SuspectValue, t.Provision, bad.text, bad.span, fmt.Sprintf("breaks the order of its %s: %s", where, hint), "")
			}
		}
	}
}

// A place is one cell of a table with where it stands.
type place struct {
	text string
	span corpus.Span
	row  int
}

// outOfOrder is the one cell without which the numbers of a line rise or fall
// throughout, and the numbers round it; nil if the line has no order, or no
// exception. A line with cells that are no numbers counts without them.
func outOfOrder(line []place) (*place, string) {
	var cells []*place
	var values []float64
	for k := range line {
		if m := figure.FindStringSubmatch(strings.TrimSpace(line[k].text)); m != nil {
			v, err := strconv.ParseFloat(strings.ReplaceAll(m[1], ",", "")+m[2], 64)
			if err == nil {
				cells, values = append(cells, &line[k]), append(values, v)
			}
		}
	}
	if len(values) < 5 || len(values)*4 < len(line)*3 {
		return nil, ""
	}
	if ordered(values) {
		return nil, ""
	}
	found := -1
	for k := range values {
		if rest := slices.Concat(values[:k], values[k+1:]); ordered(rest) && steps(rest) >= 3 {
			if found >= 0 {
				// Either of two neighbours: the one farther from the line between
				// those round both cannot be told.
				if k > 0 && found == k-1 && off(values, k) > off(values, found) {
					found = k
				}
				continue
			}
			found = k
		}
	}
	if found <= 0 || found == len(values)-1 {
		return nil, "" // an end of the run may be a total or a heading
	}
	if low, high := values[found-1], values[found+1]; min(off(values, found), 1) < 0.02 || values[found]*1.02 > min(low, high) && values[found] < 1.02*max(low, high) {
		return nil, "" // rounded otherwise than its neighbours
	}
	return cells[found], fmt.Sprintf("%s stands between %s and %s", cells[found].text, cells[found-1].text, cells[found+1].text)
}

// off is how far value k is from the middle of its neighbours, as a share of it.
func off(values []float64, k int) float64 {
	if k == 0 || k == len(values)-1 {
		return 0
	}
	middle := (values[k-1] + values[k+1]) / 2
	if middle == 0 {
		return 0
	}
	return max(values[k]-middle, middle-values[k]) / middle
}

// ordered reports whether values rise throughout or fall throughout, equal ones
// allowed.
func ordered(values []float64) bool {
	return slices.IsSorted(values) || slices.IsSortedFunc(values, func(a, b float64) int {
		switch {
		case a > b:
			return -1
		case a < b:
			return 1
		}
		return 0
	})
}

// steps counts the changes from one value to the next.
func steps(values []float64) int {
	n := 0
	for k := 1; k < len(values); k++ {
		if values[k] != values[k-1] {
			n++
		}
	}
	return n
}

// places finds the cells of t in its text: row by row, each behind the one before.
// A cell that is not found so, because the table's text runs in another order, has
// an empty span.
func (x *auditor) places(t *corpus.Table) [][]corpus.Span {
	text := x.a.Text[t.Span.Start:t.Span.End]
	from := 0
	out := make([][]corpus.Span, len(t.Rows))
	for r, row := range t.Rows {
		out[r] = make([]corpus.Span, len(row))
		for c, cell := range row {
			word := cell
			if k := strings.IndexByte(cell, ' '); k > 0 {
				word = cell[:k]
			}
			if word == "" {
				continue
			}
			k := strings.Index(text[from:], word)
			if k < 0 || k > 2000 {
				continue
			}
			out[r][c] = corpus.Span{Start: t.Span.Start + from + k, End: t.Span.Start + from + k + len(word)}
			from += k + len(word)
		}
	}
	return out
}
