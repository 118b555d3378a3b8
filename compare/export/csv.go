// Package export writes a comparison in forms that other programs open: CSV for
// spreadsheets, HTML for a browser or a word processor.
package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/clausebook/clausebook/compare"
	"github.com/clausebook/clausebook/corpus"
)

// columns are the first row of the CSV form.
func columns() []string {
	return []string{"topic", "agreement", "source", "state", "heading", "provision", "citation", "title", "page",
		"label", "type", "value", "unit", "per", "quote", "start", "end", "basis", "condition", "effective", "flag", "note"}
}

// CSV writes c as comma-separated values in UTF-8, one row a value; a provision
// without a value has a row for each quote, or for itself, and a cell without a
// provision one row that says why. A field that a spreadsheet would take for a
// formula is marked with an apostrophe in front.
func CSV(w io.Writer, c *compare.Comparison) error {
	out := csv.NewWriter(w)
	rows := [][]string{columns()}
	for i := range c.Cells {
		rows = append(rows, cellRows(c.Topic.Label, &c.Cells[i])...)
	}
	for _, row := range rows {
		for i := range row {
			row[i] = harmless(row[i])
		}
		if err := out.Write(row); err != nil {
			return fmt.Errorf("write CSV: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}

// A row is one line of the CSV form by the names of columns.
type row map[string]string

func (r row) list() []string {
	out := make([]string, 0, len(columns()))
	for _, name := range columns() {
		out = append(out, r[name])
	}
	return out
}

func cellRows(topic string, cell *compare.Cell) [][]string {
	base := func(note string) row {
		return row{"topic": topic, "agreement": cell.Agreement, "source": cell.Source, "state": string(cell.State),
			"heading": cell.Heading, "note": note}
	}
	if len(cell.Provisions) == 0 && len(cell.Values) == 0 && len(cell.Quotes) == 0 {
		return [][]string{base(cell.Note).list()}
	}
	places := map[string]compare.Place{}
	told := map[string]bool{}
	for _, p := range cell.Provisions {
		places[p.ID] = p
	}
	at := func(provision string) row {
		told[provision] = true
		p := places[provision]
		r := base(cell.Note)
		r["provision"], r["citation"], r["title"], r["page"] = provision, p.Citation, p.Title, p.Page
		return r
	}
	span := func(r row, s corpus.Span) {
		r["start"], r["end"] = strconv.Itoa(s.Start), strconv.Itoa(s.End)
	}
	var rows [][]string
	for _, v := range cell.Values {
		r := at(v.Provision)
		r["label"], r["type"], r["value"], r["unit"] = v.Label, string(v.Type), fmt.Sprint(v.Value), v.Unit
		r["per"], r["basis"], r["condition"] = orEmpty(v.Per), orEmpty(v.Basis), orEmpty(v.Condition)
		r["effective"], r["flag"], r["quote"] = orEmpty(v.Effective), orEmpty(v.Flag), v.Quote
		span(r, v.Span)
		rows = append(rows, r.list())
	}
	valued := len(rows) > 0
	for _, q := range cell.Quotes {
		if valued && told[q.Provision] {
			continue
		}
		r := at(q.Provision)
		r["quote"] = q.Text
		span(r, q.Span)
		rows = append(rows, r.list())
	}
	for _, p := range cell.Provisions {
		if !told[p.ID] {
			r := at(p.ID)
			span(r, p.Span)
			rows = append(rows, r.list())
		}
	}
	return rows
}

// harmless is s so that no spreadsheet runs it: text of a document may begin
// like a formula.
func harmless(s string) string {
	if s == "" || !strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return s
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return s
	}
	return "'" + s
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
