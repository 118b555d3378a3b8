package compare

import (
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// maxCells is how many values of one label are shown from a table.
const maxCells = 14

// tabled are the values of one label in tables of the answering provisions: the
// cells of the columns whose head says so, each with the heads of its row and
// column. A cell without a unit has that of its column's head, of the table's
// title, of the other heads or of its row: where none of them names one, it is
// no value. have are the values found already: a cell among them is not shown
// twice.
func (v *view) tabled(want *wanted, kept []hit, have []Value) []Value {
	if len(want.table) == 0 {
		return nil
	}
	var out []Value
	for _, h := range kept {
		for i := range v.a.Tables {
			t := &v.a.Tables[i]
			p := v.tree.Find(t.Provision)
			if p < 0 || v.of[p] != h.unit {
				continue
			}
			for c := 1; c < columnsOf(t); c++ {
				if !v.heads(want, t, p, c) {
					continue
				}
				out = append(out, v.column(want, t, c, have)...)
			}
		}
		if len(out) > 0 {
			break // the first provision with such a table has it
		}
	}
	return out
}

// heads reports whether a column's head, with the titles above the table, is
// that of a value looked for.
func (v *view) heads(want *wanted, t *corpus.Table, p, c int) bool {
	above := tokenize(t.Title)
	for _, i := range v.tree.Path(p) {
		for _, w := range v.titles[i] {
			above = append(above, token{stem: w})
		}
	}
	head := above
	if len(t.Header) > 0 {
		head = tokenize(t.Header[c])
	}
	return slices.ContainsFunc(want.table, func(q cue) bool { return q.describes(head, above) && q.closes(head) })
}

// closes reports whether the last thing that a cue asks for is in a column's own
// head: the subject may be in the title above, what is measured may not.
func (c *cue) closes(head []token) bool {
	for _, e := range slices.Backward(c.elements) {
		if !e.not {
			return slices.ContainsFunc(e.anyOf, func(alt []string) bool { return hasRun(head, alt) })
		}
	}
	return false
}

// columnsOf is how many columns of a table can be told apart by their heads. One
// of two columns without heads is told by the titles above it: what each row is,
// and what it has.
func columnsOf(t *corpus.Table) int {
	if len(t.Header) == 0 && len(t.Rows) > 0 && len(t.Rows[0]) == 2 {
		return 2
	}
	return len(t.Header)
}

// headOf is the head of column c, or "".
func headOf(t *corpus.Table, c int) string {
	if c < len(t.Header) {
		return t.Header[c]
	}
	return ""
}

// hasColumn reports whether a table has a column that is a value of topic t.
func (v *view) hasColumn(t *compiled, table *corpus.Table, p int) bool {
	for i := range t.values {
		if len(t.values[i].table) == 0 {
			continue
		}
		for c := 1; c < columnsOf(table) && len(table.Header) > 0; c++ {
			if v.heads(&t.values[i], table, p, c) {
				return true
			}
		}
	}
	return false
}

// column makes values of a column's cells.
func (v *view) column(want *wanted, t *corpus.Table, c int, have []Value) []Value {
	var out []Value
	at := t.Span.Start
	for _, row := range t.Rows {
		if c >= len(row) || len(row) < 2 {
			continue
		}
		first, last, ok := v.rowSpan(t, row, &at)
		if !ok || row[c] == "" {
			continue
		}
		typ, value, unit, per, ok := v.cellValue(want, t, row, c)
		if !ok {
			continue
		}
		var flag *string
		if typ == corpus.Duration && unit == "" {
			if unit = v.spokenOf(t.Provision, want); unit == "" {
				continue
			}
			flag = pointer("the table does not say what it counts; the text around it speaks of " + unit + "s only")
		}
		span := corpus.Span{Start: first, End: last}
		if slices.ContainsFunc(have, func(x Value) bool { return x.Label == want.Label && x.Span.Overlaps(span) && x.Value == any(value) }) {
			continue
		}
		quote := v.a.CleanSpans(span).Text
		if !strings.Contains(quote, row[c]) || len(quote) > 400 {
			continue
		}
		p := v.tree.Provision(t.Provision)
		out = append(out, Value{Label: want.Label, Type: typ, Value: value, Unit: unit, Per: pointer(per), Raw: row[c], Quote: quote, Provision: t.Provision,
			Citation: p.Citation, Page: p.Page, Span: span, Heads: []string{row[0], headOf(t, c)}, OCR: p.OCR, Tier: yearsOf(row[0], isYears(t)), Flag: flag})
		if len(out) == maxCells {
			break
		}
	}
	doubtRun(out)
	return out
}

// isYears reports whether a table's rows are headed by years of service.
func isYears(t *corpus.Table) bool {
	for _, w := range tokenize(headOf(t, 0)) {
		if w.stem == "year" || w.stem == "servic" {
			return true
		}
	}
	return false
}

// rowSpan finds a row in the text, from *at on, and moves *at behind it: the
// words of its cells in order, with nothing but blanks between the first and
// the last of them but what other cells hold.
func (v *view) rowSpan(t *corpus.Table, row []string, at *int) (start, end int, ok bool) {
	pos := *at
	start = -1
	for _, cell := range row {
		words := strings.Fields(cell)
		if len(words) == 0 {
			continue
		}
		for i, w := range words {
			words[i] = regexp.QuoteMeta(w)
		}
		re, err := regexp.Compile(strings.Join(words, `\s+`))
		if err != nil || pos > t.Span.End {
			return 0, 0, false
		}
		m := re.FindStringIndex(v.a.Text[pos:t.Span.End])
		if m == nil || start >= 0 && m[0] > 200 {
			return 0, 0, false
		}
		if start < 0 {
			start = pos + m[0]
		}
		pos += m[1]
	}
	if start < 0 {
		return 0, 0, false
	}
	*at = pos
	return start, pos, true
}

// cellNumber is a cell that is a number and perhaps a unit: "296", "$ 1,200",
// "10 %", "4.0 hours/80 hours service".
var cellNumber = regexp.MustCompile(`^\$?\s*(\d[\d,]*(?:\.\d+)?)\s*(%?)(.*)$`)

// cellValue reads a cell as a value of the types looked for.
func (v *view) cellValue(want *wanted, t *corpus.Table, row []string, c int) (typ corpus.TermType, value float64, unit, per string, ok bool) {
	cell := strings.TrimSpace(row[c])
	m := cellNumber.FindStringSubmatch(cell)
	if m == nil {
		return "", 0, "", "", false
	}
	value, err := strconv.ParseFloat(strings.ReplaceAll(m[1], ",", ""), 64)
	if err != nil {
		return "", 0, "", "", false
	}
	wants := func(x corpus.TermType) bool { return slices.Contains(want.Types, x) }
	head := strings.ToLower(headOf(t, c))
	switch {
	case strings.HasPrefix(cell, "$") && wants(corpus.Money):
		return corpus.Money, value, v.currency(), "", true
	case strings.HasPrefix(cell, "$"):
		return "", 0, "", "", false
	case (m[2] == "%" || strings.Contains(head, "percent") || strings.Contains(head, "%")) && wants(corpus.Percent):
		return corpus.Percent, value, "%", "", true
	case !wants(corpus.Duration):
		return "", 0, "", "", false
	}
	unit = unitIn(m[3])
	for _, words := range append([]string{headOf(t, c), t.Title}, append(append([]string(nil), t.Header...), row[0])...) {
		if unit != "" {
			break
		}
		unit = unitIn(words)
	}
	if unit != "" && len(want.Units) > 0 && !slices.Contains(want.Units, unit) {
		return "", 0, "", "", false
	}
	if n := perHours.FindStringSubmatch(m[3] + " " + headOf(t, c)); n != nil {
		per = n[1] + " hours"
	} else if n := perTime.FindStringSubmatch(m[3] + " " + headOf(t, c)); n != nil {
		switch per = strings.ToLower(n[1]); per {
		case "yr":
			per = corpus.Year
		case "pay period", "payroll period":
			per = corpus.PayPeriod
		}
	}
	if per != "" && want.cues["cap"] {
		return "", 0, "", "", false // what comes each year is no cap
	}
	return corpus.Duration, value, unit, per, true
}

// spokenOf is the one unit of the kinds looked for that the durations of a
// provision and of what is below it are in, or "".
func (v *view) spokenOf(provision string, want *wanted) string {
	p := v.tree.Provision(provision)
	unit := ""
	for i := range v.a.Terms {
		t := &v.a.Terms[i]
		if t.Type != corpus.Duration || !p.Span.Contains(t.Span) || !slices.Contains(want.Units, t.Unit) {
			continue
		}
		if unit != "" && t.Unit != unit {
			return ""
		}
		unit = t.Unit
	}
	return unit
}

// rowHead reports whether a term is a part of the head of a table's row or column: the
// 10,400 of "5-10 yrs (10,400-20,799 hrs)" counts nothing that the row gives.
func (v *view) rowHead(t *corpus.Term) bool {
	i := sort.Search(len(v.a.Tables), func(i int) bool { return v.a.Tables[i].Span.End > t.Span.Start })
	if i == len(v.a.Tables) || !v.a.Tables[i].Span.Contains(t.Span) || len(v.a.Tables[i].Header) == 0 {
		return false
	}
	if slices.ContainsFunc(v.a.Tables[i].Header, func(h string) bool { return strings.Contains(strings.ToLower(h), strings.ToLower(t.Raw)) }) {
		return true // "Accrual Rate/ 80 Hrs. Service": what the column is counted on
	}
	return slices.ContainsFunc(v.a.Tables[i].Rows, func(row []string) bool { return len(row) > 1 && strings.Contains(row[0], t.Raw) })
}

// perHours is what a rate is counted on: "/80 hours", "per 80 hrs".
var perHours = regexp.MustCompile(`(?i)(?:/|per)?\s*(\d{2,3})\s*(?:hours?|hrs?)\b`)

// perTime is what an amount comes for each of: "per month", "a pay period".
var perTime = regexp.MustCompile(`(?i)(?:\b(?:per|each|a)\s+|/\s*)(hour|day|week|month|year|yr|pay period|payroll period)\b`)

func (v *view) currency() string {
	for i := range v.a.Terms {
		if v.a.Terms[i].Type == corpus.Money {
			return v.a.Terms[i].Unit
		}
	}
	return "USD"
}

// unitIn is the unit of time that words name first, hours before days before
// weeks: years head the rows of such tables and count nothing in them.
func unitIn(words string) string {
	low := strings.ToLower(words)
	for _, u := range []struct{ re, unit string }{{"hour", corpus.Hour}, {"hrs", corpus.Hour}, {"days", corpus.Day}, {"day", corpus.Day}, {"weeks", corpus.Week}} {
		if strings.Contains(low, u.re) {
			return u.unit
		}
	}
	return ""
}

// doubtRun flags a cell that breaks the run of its column: 241 between 326 and
// 346. Only a column that otherwise rises all the way, of five cells and more,
// can say so; nothing is mended.
func doubtRun(list []Value) {
	if len(list) < 5 {
		return
	}
	n := func(i int) float64 { f, _ := list[i].Value.(float64); return f }
	falls := 0
	for i := 1; i < len(list); i++ {
		if n(i) < n(i-1) {
			falls++
		}
	}
	if falls != 1 {
		return
	}
	for i := 1; i+1 < len(list); i++ {
		if n(i) < n(i-1) && n(i+1) >= n(i-1) {
			list[i].Flag = pointer("breaks the run of its column: " + list[i-1].Raw + ", " + list[i].Raw + ", " + list[i+1].Raw)
		}
	}
}
