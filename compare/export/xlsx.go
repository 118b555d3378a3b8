package export

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/clausebook/clausebook/compare"
	"github.com/clausebook/clausebook/corpus"
)

// The sheets of a workbook.
const (
	sheetMatrix = "Matrix"
	sheetValues = "Values"
	sheetQuotes = "Quotes"
)

// maxCell is how many characters a cell of a spreadsheet may hold.
const maxCell = 32767

// XLSX writes m as a workbook of three sheets: the matrix to read, the values
// one a row with their numbers as numbers, and the quotes; each value is linked
// to its quote and, where opts says where, to its place on the service's pages.
// Text is stored as text: no cell has a formula.
func XLSX(w io.Writer, m *compare.Matrix, opts Options) error {
	b := &book{File: excelize.NewFile(), opts: opts, quoteRow: map[string]int{}}
	defer b.Close() //nolint:errcheck // it is in memory
	b.write(m)
	if b.err != nil {
		return fmt.Errorf("write XLSX: %w", b.err)
	}
	if err := b.Write(w); err != nil {
		return fmt.Errorf("write XLSX: %w", err)
	}
	return nil
}

// A book is a workbook being written. The first error stays.
type book struct {
	*excelize.File
	opts     Options
	err      error
	bold     int // styles
	wrap     int
	link     int
	struck   int
	quoteRow map[string]int // agreement and span → row of the sheet of quotes
	quotes   int            // rows there so far
	valueRow []int          // row of the matrix → where its values begin
}

func (b *book) do(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *book) style(s *excelize.Style) int {
	id, err := b.NewStyle(s)
	b.do(err)
	return id
}

func (b *book) write(m *compare.Matrix) {
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	b.wrap = b.style(&excelize.Style{Alignment: top})
	b.bold = b.style(&excelize.Style{Alignment: top, Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F2EFE8"}}})
	b.link = b.style(&excelize.Style{Alignment: top, Font: &excelize.Font{Color: "1F4E79", Underline: "single"}})
	b.struck = b.style(&excelize.Style{Alignment: top, Font: &excelize.Font{Strike: true, Color: "777777"}})
	b.do(b.SetSheetName(b.GetSheetName(0), sheetMatrix))
	for _, name := range []string{sheetValues, sheetQuotes} {
		_, err := b.NewSheet(name)
		b.do(err)
	}
	b.writeQuotes(m)
	b.writeValues(m)
	b.writeMatrix(m)
	b.do(b.SetDocProps(&excelize.DocProperties{Title: title(m), Creator: "clausebook"}))
}

// text puts s into a cell as text.
func (b *book) text(sheet string, col, row int, s string, style int) {
	at, err := excelize.CoordinatesToCellName(col, row)
	b.do(err)
	s = printable(s)
	if r := []rune(s); len(r) > maxCell {
		s = string(r[:maxCell-1]) + "…"
	}
	b.do(b.SetCellStr(sheet, at, s))
	b.do(b.SetCellStyle(sheet, at, at, style))
}

// number puts n into a cell as a number.
func (b *book) number(sheet string, col, row int, n float64) {
	at, err := excelize.CoordinatesToCellName(col, row)
	b.do(err)
	b.do(b.SetCellFloat(sheet, at, n, -1, 64))
	b.do(b.SetCellStyle(sheet, at, at, b.wrap))
}

// height gives a row room for its texts, which stand in columns of the given
// widths, in characters. Not every program works it out on opening.
func (b *book) height(sheet string, row int, texts []string, widths []float64) {
	lines := 1
	for i, s := range texts {
		n := 0
		for line := range strings.SplitSeq(s, "\n") {
			n += 1 + int(float64(utf8.RuneCountInString(line))*1.08/widths[min(i, len(widths)-1)])
		}
		lines = max(lines, n)
	}
	b.do(b.SetRowHeight(sheet, row, min(14.5*float64(lines)+2, 409))) // 409 points is the most that a row may have
}

// linked is text that leads somewhere: to an address, or into another sheet.
func (b *book) linked(sheet string, col, row int, s, address string, inside bool) {
	if address == "" {
		b.text(sheet, col, row, s, b.wrap)
		return
	}
	b.text(sheet, col, row, s, b.link)
	at, err := excelize.CoordinatesToCellName(col, row)
	b.do(err)
	kind := "External"
	if inside {
		kind = "Location"
	}
	b.do(b.SetCellHyperLink(sheet, at, address, kind))
}

// heads writes the first row of a sheet and keeps it in sight.
func (b *book) heads(sheet string, row int, names []string, widths []float64) {
	b.height(sheet, row, names, widths)
	for i, name := range names {
		b.text(sheet, i+1, row, name, b.bold)
		col, err := excelize.ColumnNumberToName(i + 1)
		b.do(err)
		b.do(b.SetColWidth(sheet, col, col, widths[min(i, len(widths)-1)]))
	}
	at, err := excelize.CoordinatesToCellName(1, row+1)
	b.do(err)
	b.do(b.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: row, TopLeftCell: at, ActivePane: "bottomLeft"}))
	b.do(b.SetPageLayout(sheet, &excelize.PageLayoutOptions{Orientation: new("landscape"), FitToHeight: new(0), FitToWidth: new(1)}))
	b.do(b.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: new(true)}))
	b.do(b.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$%d:$%d", sheet, row, row), Scope: sheet}))
}

func quoteKey(agreement string, s corpus.Span) string {
	return fmt.Sprint(agreement, s.Start, "-", s.End)
}

func (b *book) writeQuotes(m *compare.Matrix) {
	b.heads(sheetQuotes, 1, []string{"Topic", "Agreement", "Citation", "Page", "Words", "From byte", "To byte"}, quoteWidths())
	b.quotes = 1
	for i := range m.Rows {
		for k := range m.Rows[i].Cells {
			cell := &m.Rows[i].Cells[k]
			places := map[string]compare.Place{}
			for _, p := range cell.Provisions {
				places[p.ID] = p
			}
			for _, v := range cell.Values {
				b.quote(&m.Rows[i].Topic, cell.Agreement, v.Provision, v.Citation, v.Page, v.Quote, v.Span)
			}
			for _, q := range cell.Quotes {
				p := places[q.Provision]
				b.quote(&m.Rows[i].Topic, cell.Agreement, q.Provision, p.Citation, p.Page, q.Text, q.Span)
			}
		}
	}
	b.do(b.AutoFilter(sheetQuotes, fmt.Sprintf("A1:G%d", b.quotes), nil))
}

func quoteWidths() []float64 { return []float64{28, 30, 28, 8, 100, 10, 10} }

func valueWidths() []float64 {
	return []float64{18, 28, 30, 14, 22, 16, 12, 12, 24, 24, 28, 8, 8, 16, 12, 16, 20, 28, 28, 8, 12}
}

func (b *book) quote(topic *compare.TopicRef, agreement, provision, citation, page, words string, span corpus.Span) {
	if _, ok := b.quoteRow[topic.ID+quoteKey(agreement, span)]; ok {
		return
	}
	b.quotes++
	row := b.quotes
	b.quoteRow[topic.ID+quoteKey(agreement, span)] = row
	b.text(sheetQuotes, 1, row, topic.Label, b.wrap)
	b.text(sheetQuotes, 2, row, agreement, b.wrap)
	if citation == "" {
		citation = provision
	}
	b.height(sheetQuotes, row, []string{topic.Label, agreement, citation, page, words}, quoteWidths())
	b.linked(sheetQuotes, 3, row, citation, b.opts.href(agreement, provision, span), false)
	b.text(sheetQuotes, 4, row, page, b.wrap)
	b.text(sheetQuotes, 5, row, words, b.wrap)
	b.number(sheetQuotes, 6, row, float64(span.Start))
	b.number(sheetQuotes, 7, row, float64(span.End))
}

func (b *book) writeValues(m *compare.Matrix) {
	b.heads(sheetValues, 1, []string{"Group", "Topic", "Agreement", "State", "Value of", "Number or words", "Unit", "Per", "As written", "Row and column", "Condition",
		"Years from", "Years to", "Basis", "Effective", "Superseded by", "Changed by", "Doubt", "Citation", "Page", "Quote"}, valueWidths())
	row := 1
	for i := range m.Rows {
		t := &m.Rows[i].Topic
		b.valueRow = append(b.valueRow, row+1)
		for k := range m.Rows[i].Cells {
			cell := &m.Rows[i].Cells[k]
			if len(cell.Values) == 0 {
				row++
				b.opening(row, t, cell)
				b.text(sheetValues, 18, row, cell.Note, b.wrap)
				b.height(sheetValues, row, append(make([]string, 17), cell.Note), valueWidths())
				if len(cell.Provisions) > 0 {
					p := cell.Provisions[0]
					b.linked(sheetValues, 19, row, p.Citation, b.opts.href(cell.Agreement, p.ID, p.Span), false)
					b.text(sheetValues, 20, row, p.Page, b.wrap)
				}
			}
			for n := range cell.Values {
				row++
				b.opening(row, t, cell)
				b.value(row, t, cell.Agreement, &cell.Values[n])
			}
		}
	}
	b.do(b.AutoFilter(sheetValues, fmt.Sprintf("A1:U%d", row), nil))
}

func (b *book) opening(row int, t *compare.TopicRef, cell *compare.Cell) {
	for i, s := range []string{group(t.Group), t.Label, cell.Agreement, state(cell.State)} {
		b.text(sheetValues, i+1, row, s, b.wrap)
	}
}

func (b *book) value(row int, t *compare.TopicRef, agreement string, v *compare.Value) {
	b.text(sheetValues, 5, row, v.Label, b.wrap)
	if n, ok := v.Value.(float64); ok {
		b.number(sheetValues, 6, row, n)
	} else {
		b.text(sheetValues, 6, row, words(v), b.wrap)
	}
	raw := b.wrap
	if v.SupersededBy != nil {
		raw = b.struck
	}
	b.height(sheetValues, row, []string{t.Group, t.Label, agreement, "", v.Label, words(v), "", "", v.Raw, strings.Join(v.Heads, "; "), orEmpty(v.Condition),
		"", "", orEmpty(v.Basis), "", orEmpty(v.SupersededBy), "", orEmpty(v.Flag), v.Citation}, valueWidths())
	b.text(sheetValues, 7, row, strings.ReplaceAll(v.Unit, "_", " "), b.wrap)
	b.text(sheetValues, 8, row, strings.ReplaceAll(orEmpty(v.Per), "_", " "), b.wrap)
	b.text(sheetValues, 9, row, asWritten(v), raw)
	b.text(sheetValues, 10, row, strings.Join(v.Heads, "; "), b.wrap)
	b.text(sheetValues, 11, row, orEmpty(v.Condition), b.wrap)
	if v.Tier != nil {
		b.number(sheetValues, 12, row, v.Tier.From)
		if v.Tier.To != nil {
			b.number(sheetValues, 13, row, *v.Tier.To)
		}
	}
	b.text(sheetValues, 14, row, orEmpty(v.Basis), b.wrap)
	b.text(sheetValues, 15, row, orEmpty(v.Effective), b.wrap)
	b.text(sheetValues, 16, row, orEmpty(v.SupersededBy), b.wrap)
	if o := v.OverriddenBy; o != nil {
		b.text(sheetValues, 17, row, o.Raw+", "+o.Citation, b.wrap)
	}
	doubt := orEmpty(v.Flag)
	if v.OCR {
		doubt = strings.TrimPrefix(doubt+"; read from a scan", "; ")
	}
	b.text(sheetValues, 18, row, doubt, b.wrap)
	b.linked(sheetValues, 19, row, v.Citation, b.opts.href(agreement, v.Provision, v.Span), false)
	b.text(sheetValues, 20, row, v.Page, b.wrap)
	if at := b.quoteRow[t.ID+quoteKey(agreement, v.Span)]; at > 0 {
		b.linked(sheetValues, 21, row, fmt.Sprintf("Quotes, row %d", at), fmt.Sprintf("%s!E%d", sheetQuotes, at), true)
	}
}

// words is a value that is no number. A whole sentence stands with the quotes.
func words(v *compare.Value) string {
	if v.Type == corpus.TextTerm {
		return "(see the quote)"
	}
	if _, ok := v.Value.(float64); ok {
		return ""
	}
	return v.Short()
}

func asWritten(v *compare.Value) string {
	if v.Type == corpus.TextTerm {
		return ""
	}
	return v.Raw
}

func (b *book) writeMatrix(m *compare.Matrix) {
	row := 1
	for _, w := range m.Warnings {
		b.text(sheetMatrix, 1, row, "Note: "+w, b.style(&excelize.Style{Font: &excelize.Font{Italic: true, Color: "8A4B00"}}))
		row++
	}
	names := []string{"Topic"}
	for i := range m.Columns {
		name, term := head(&m.Columns[i])
		names = append(names, name+"\n"+term+"\n"+m.Columns[i].Agreement)
	}
	widths := []float64{26, 46}
	b.heads(sheetMatrix, row, names, widths)
	for i := range m.Rows {
		row++
		// A cell with a link is shown on one line by some programs: only the topic
		// leads on, to its values.
		b.linked(sheetMatrix, 1, row, m.Rows[i].Topic.Label, fmt.Sprintf("%s!B%d", sheetValues, b.valueRow[i]), true)
		texts := []string{m.Rows[i].Topic.Label}
		for k := range m.Rows[i].Cells {
			cell := &m.Rows[i].Cells[k]
			texts = append(texts, strings.Join(lines(cell), "\n"))
			b.text(sheetMatrix, k+2, row, texts[k+1], b.wrap)
		}
		b.height(sheetMatrix, row, texts, widths)
	}
}

// lines says what a cell has to say, without its quotes.
func lines(cell *compare.Cell) []string {
	if cell.State != compare.Stated {
		return []string{state(cell.State) + ": " + cell.Note}
	}
	var out []string
	for i := range cell.Values {
		v := &cell.Values[i]
		if v.Type == corpus.TextTerm {
			out = append(out, v.Label+": "+v.Short())
			continue
		}
		out = append(out, v.Label+": "+v.Text())
	}
	if len(out) == 0 && len(cell.Quotes) > 0 {
		out = append(out, "“"+cell.Quotes[0].Text+"”")
	}
	for i, p := range cell.Provisions {
		if i == 3 {
			break
		}
		s := p.Citation
		if p.Title != "" {
			s += " – " + p.Title
		}
		if p.Page != "" {
			s += ", p. " + p.Page
		}
		out = append(out, "["+s+"]")
	}
	return out
}
