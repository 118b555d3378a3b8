package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/clausebook/clausebook/compare"
	"github.com/clausebook/clausebook/corpus"
)

// columns are the first row of the CSV form.
func columns() []string {
	return []string{"topic", "agreement", "source", "state", "heading", "provision", "citation", "title", "page",
		"label", "type", "value", "unit", "per", "quote", "start", "end", "basis", "condition", "effective", "flag", "note",
		"group", "term", "heads", "years_from", "years_to", "superseded_by", "overridden_by", "overridden_at", "defined_by", "ocr", "bound"}
}

// CSV writes m as comma-separated values in UTF-8, one row a value; a provision
// without a value has a row for each quote, or for itself, and a cell without a
// provision one row that says why. A field that a spreadsheet would take for a
// formula is marked with an apostrophe in front.
func CSV(w io.Writer, m *compare.Matrix) error {
	out := csv.NewWriter(w)
	rows := [][]string{columns()}
	terms := map[string]string{}
	for i := range m.Columns {
		terms[m.Columns[i].Agreement] = m.Columns[i].Term()
	}
	for i := range m.Rows {
		for k := range m.Rows[i].Cells {
			rows = append(rows, cellRows(&m.Rows[i].Topic, &m.Rows[i].Cells[k], terms)...)
		}
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

func cellRows(topic *compare.TopicRef, cell *compare.Cell, terms map[string]string) [][]string {
	base := func(note string) row {
		return row{"topic": topic.Label, "group": topic.Group, "term": terms[cell.Agreement], "agreement": cell.Agreement, "source": cell.Source, "state": string(cell.State),
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
		if r["citation"] == "" {
			r["citation"], r["page"] = v.Citation, v.Page
		}
		r["label"], r["type"], r["value"], r["unit"] = v.Label, string(v.Type), fmt.Sprint(v.Value), v.Unit
		r["heads"], r["superseded_by"], r["defined_by"] = strings.Join(v.Heads, "; "), orEmpty(v.SupersededBy), orEmpty(v.DefinedBy)
		if v.Tier != nil {
			r["years_from"] = fmt.Sprint(v.Tier.From)
			if v.Tier.To != nil {
				r["years_to"] = fmt.Sprint(*v.Tier.To)
			}
		}
		if v.OverriddenBy != nil {
			r["overridden_by"], r["overridden_at"] = v.OverriddenBy.Raw, v.OverriddenBy.Citation
		}
		if v.OCR {
			r["ocr"] = "yes"
		}
		r["per"], r["bound"], r["basis"], r["condition"] = orEmpty(v.Per), orEmpty(v.Bound), orEmpty(v.Basis), orEmpty(v.Condition)
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
// like a formula. The wide forms of the signs start a formula, too, where a
// spreadsheet is set to Japanese or Chinese.
func harmless(s string) string {
	r, _ := utf8.DecodeRuneInString(s)
	if s == "" || !strings.ContainsRune("=+-@\t\r\n＝＋－＠", r) {
		return s
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return s
	}
	return "'" + s
}
