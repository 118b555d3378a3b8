package export

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/clausebook/clausebook/compare"
	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/internal/golden"
)

func matrix() *compare.Matrix {
	c := compare.Comparison{
		Topic: compare.TopicRef{ID: "bereavement", Label: "Bereavement <leave>", Group: "leaves"},
		Columns: []compare.Column{{Agreement: "north-2020", Source: "north.txt", Title: "North & Co", Effective: new("2020-01-01"), Expires: new("2021-12-31")},
			{Agreement: "south-2021", Source: "south.txt"}, {Agreement: "east-2019", Source: "east.txt", Expires: new("2019-06-30")}},
		Warnings: []string{"north-2020 (2020-01-01 to 2021-12-31) and east-2019 (until 2019-06-30) cover different years"},
		Related:  []compare.Related{{Agreement: "memo", Citation: "Section 2", Title: "Leave forms"}},
		Cells: []compare.Cell{
			{Agreement: "north-2020", Source: "north.txt", State: compare.Stated, Heading: "Funeral Leave",
				Provisions: []compare.Place{
					{ID: "art_1__sec_A", Citation: "Article 1, Section A", Title: "Funeral Leave", Page: "7", Span: corpus.Span{Start: 10, End: 90}},
					{ID: "lou_2", Citation: "Letter of Understanding 2", Span: corpus.Span{Start: 200, End: 300}},
				},
				Quotes: []compare.Quote{{Text: "three days, with pay", Provision: "art_1__sec_A", Span: corpus.Span{Start: 20, End: 40}}},
				Values: []compare.Value{{Label: "days", Type: corpus.Duration, Value: 3.0, Unit: corpus.Day, Per: new("year"), Raw: "three days",
					Quote: "three days, with pay", Provision: "art_1__sec_A", Span: corpus.Span{Start: 20, End: 30}, Condition: new("for a parent")}}},
			{Agreement: "south-2021", Source: "south.txt", State: compare.ContentsOnly, Note: "Listed in the contents, p. 74; the text is not in this file",
				Warnings: []string{"page 12 was not read"}},
			{Agreement: "east-2019", Source: "east.txt", State: compare.Stated,
				Provisions: []compare.Place{{ID: "art_2", Citation: "Article 2", Title: "=HYPERLINK(1)"}},
				Quotes:     []compare.Quote{{Text: "-5 days\nor \"more\"", Provision: "art_2", Span: corpus.Span{Start: 1, End: 9}}}},
		},
	}
	m := c.Matrix()
	return &m
}

// hostile puts text that a spreadsheet might run into every field that comes
// from a document.
func hostile(text string) *compare.Matrix {
	m := matrix()
	for i := range m.Columns {
		m.Columns[i].Title, m.Columns[i].Employer = text, text
	}
	m.Rows[0].Topic.Label = text
	for k := range m.Rows[0].Cells {
		c := &m.Rows[0].Cells[k]
		c.Heading, c.Note, c.Source = text, text, text
		c.Warnings = []string{text}
		for n := range c.Provisions {
			c.Provisions[n].Title, c.Provisions[n].Citation, c.Provisions[n].Page = text, text, text
		}
		for n := range c.Quotes {
			c.Quotes[n].Text = text
		}
		for n := range c.Values {
			v := &c.Values[n]
			v.Raw, v.Quote, v.Citation, v.Page, v.Unit = text, text, text, text, text
			v.Condition, v.Basis, v.Flag, v.Heads = &text, &text, &text, []string{text}
			v.OverriddenBy = &compare.Override{Raw: text, Citation: text, Quote: text}
		}
		c.Values = append(c.Values, compare.Value{Label: text, Type: corpus.TextTerm, Value: text, Raw: text, Quote: text, Provision: "art_1"})
	}
	return m
}

// texts are what a document may say that a spreadsheet would run.
func texts() []string {
	return []string{"=cmd|' /C calc'!A0", "+1+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+9)*cmd|' /C calc'!A0",
		"\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "=HYPERLINK(\"http://example.org\",\"x\")", "=\"<w:p>\"&1"}
}

func TestCSV(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, CSV(&out, matrix()))
	golden.Check(t, "testdata/comparison.csv", out.Bytes())
	rows, err := csv.NewReader(&out).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, 5, "head, value, letter, contents only, quote")
}

func TestHTML(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, HTML(&out, matrix(), Options{}))
	golden.Check(t, "testdata/comparison.html", out.Bytes())
	assert.NotContains(t, out.String(), "Bereavement <leave>", "text of a document is never markup")
	assert.Contains(t, out.String(), "Bereavement &lt;leave&gt;")
	assert.NotContains(t, out.String(), "href", "nothing leads out of the file")
	out.Reset()
	require.NoError(t, HTML(&out, matrix(), Options{Links: "http://127.0.0.1:8080"}))
	assert.Contains(t, out.String(), "http://127.0.0.1:8080/agreements/north-2020/art_1__sec_A?mark=20-30#mark")
}

// TestScanned: a value that was read off a picture says so in every form.
func TestScanned(t *testing.T) {
	m := matrix()
	m.Rows[0].Cells[0].Values[0].OCR = true
	forms := map[string]func(io.Writer) error{
		"html":     func(w io.Writer) error { return HTML(w, m, Options{}) },
		"markdown": func(w io.Writer) error { return Markdown(w, m) },
	}
	for name, write := range forms {
		var out bytes.Buffer
		require.NoError(t, write(&out))
		assert.Contains(t, out.String(), "read from a scan", name)
	}
	var out bytes.Buffer
	require.NoError(t, CSV(&out, m))
	rows, err := csv.NewReader(&out).ReadAll()
	require.NoError(t, err)
	assert.Equal(t, "yes", rows[1][slices.Index(rows[0], "ocr")])
}

func TestHarmless(t *testing.T) {
	for in, want := range map[string]string{"": "", "days": "days", "-5": "-5", "+1.5": "+1.5", "=1+1": "'=1+1", "-5 days": "'-5 days", "@x": "'@x",
		"\tx": "'\tx", "\rx": "'\rx", "\nx": "'\nx", "＝1": "'＝1", "＠x": "'＠x"} {
		assert.Equal(t, want, harmless(in), "harmless(%q)", in)
	}
}

func TestCSVRunsNothing(t *testing.T) {
	for _, text := range texts() {
		var out bytes.Buffer
		require.NoError(t, CSV(&out, hostile(text)))
		rows, err := csv.NewReader(&out).ReadAll()
		require.NoError(t, err)
		for _, row := range rows[1:] {
			for _, field := range row {
				if field == "" {
					continue
				}
				r, _ := utf8.DecodeRuneInString(field)
				assert.NotContains(t, "=+-@\t\r\n＝", string(r), "%q", field)
			}
		}
	}
}

func TestXLSX(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, XLSX(&out, matrix(), Options{Links: "http://127.0.0.1:8080"}))
	f, err := excelize.OpenReader(&out)
	require.NoError(t, err)
	defer func() { assert.NoError(t, f.Close()) }()
	assert.Equal(t, []string{sheetMatrix, sheetValues, sheetQuotes}, f.GetSheetList())
	cell := func(sheet, at string) string {
		s, err := f.GetCellValue(sheet, at)
		require.NoError(t, err)
		return s
	}
	assert.Contains(t, cell(sheetMatrix, "A1"), "cover different years")
	assert.Contains(t, cell(sheetMatrix, "B2"), "North & Co\n2020-01-01 to 2021-12-31")
	assert.Contains(t, cell(sheetMatrix, "B3"), "days: 3 days per year (for a parent)")
	assert.Contains(t, cell(sheetMatrix, "C3"), "in the contents list only")
	assert.Equal(t, "3", cell(sheetValues, "F2"))
	kind, err := f.GetCellType(sheetValues, "F2")
	require.NoError(t, err)
	assert.NotContains(t, []excelize.CellType{excelize.CellTypeSharedString, excelize.CellTypeInlineString}, kind, "a number is a number")
	has, target, err := f.GetCellHyperLink(sheetValues, "U2")
	require.NoError(t, err)
	assert.True(t, has)
	assert.Equal(t, "Quotes!E2", target, "a value leads to its quote")
	assert.Equal(t, "three days, with pay", cell(sheetQuotes, "E2"))
	_, target, err = f.GetCellHyperLink(sheetQuotes, "C2")
	require.NoError(t, err)
	assert.Equal(t, "http://127.0.0.1:8080/agreements/north-2020/art_1__sec_A?mark=20-30#mark", target, "and back to the text")
}

func TestXLSXRunsNothing(t *testing.T) {
	for _, text := range texts() {
		var out bytes.Buffer
		require.NoError(t, XLSX(&out, hostile(text), Options{}))
		f, err := excelize.OpenReader(&out)
		require.NoError(t, err)
		for _, sheet := range f.GetSheetList() {
			rows, err := f.GetRows(sheet)
			require.NoError(t, err)
			for r, row := range rows {
				for c := range row {
					at, err := excelize.CoordinatesToCellName(c+1, r+1)
					require.NoError(t, err)
					formula, err := f.GetCellFormula(sheet, at)
					require.NoError(t, err)
					assert.Empty(t, formula, "%s %s", sheet, at)
					kind, err := f.GetCellType(sheet, at)
					require.NoError(t, err)
					assert.NotEqual(t, excelize.CellTypeFormula, kind)
				}
			}
		}
		require.NoError(t, f.Close())
	}
}

// A spreadsheet holds so many characters in a cell and no control character.
func TestXLSXLongAndOdd(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, XLSX(&out, hostile(strings.Repeat("é", 40000)+"\x00\x0b\uffff"), Options{}))
	f, err := excelize.OpenReader(&out)
	require.NoError(t, err)
	defer func() { assert.NoError(t, f.Close()) }()
	s, err := f.GetCellValue(sheetQuotes, "E2")
	require.NoError(t, err)
	assert.Equal(t, maxCell, utf8.RuneCountInString(s))
}

// parts reads the parts of a document.
func parts(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		require.NoError(t, err)
		b, err := io.ReadAll(r)
		require.NoError(t, err)
		out[f.Name] = string(b)
	}
	return out
}

// wellFormed reads a part to its end.
func wellFormed(t *testing.T, name, text string) {
	t.Helper()
	dec := xml.NewDecoder(strings.NewReader(text))
	for {
		_, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		require.NoError(t, err, name)
	}
}

func TestDOCX(t *testing.T) {
	var out, again bytes.Buffer
	opts := Options{Links: "http://127.0.0.1:8080"}
	require.NoError(t, DOCX(&out, matrix(), opts))
	require.NoError(t, DOCX(&again, matrix(), opts))
	assert.Equal(t, out.Bytes(), again.Bytes(), "the same comparison gives the same file")
	p := parts(t, out.Bytes())
	for name, text := range p {
		wellFormed(t, name, text)
	}
	doc := p["word/document.xml"]
	for _, want := range []string{"North &amp; Co", "2020-01-01 to 2021-12-31", "3 days per year", "<w:tblHeader/>", "cover different years",
		"In the contents list only. Listed in the contents, p. 74", "“three days, with pay”"} {
		assert.Contains(t, doc, want)
	}
	// Every relation that the text names is there.
	for _, m := range regexp.MustCompile(`r:id="([^"]+)"`).FindAllStringSubmatch(doc, -1) {
		assert.Contains(t, p["word/_rels/document.xml.rels"], `Id="`+m[1]+`"`)
	}
	// And every style.
	for _, m := range regexp.MustCompile(`<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"`).FindAllStringSubmatch(doc, -1) {
		assert.Contains(t, p["word/styles.xml"], `w:styleId="`+m[1]+`"`)
	}
}

func TestDOCXOdd(t *testing.T) {
	for _, text := range append(texts(), "<w:p/>&\"'\x00\x1f\uffff\xff", "") {
		var out bytes.Buffer
		require.NoError(t, DOCX(&out, hostile(text), Options{}))
		for name, part := range parts(t, out.Bytes()) {
			wellFormed(t, name, part)
			assert.NotContains(t, part, "<w:p/>&")
		}
	}
}

// More agreements than stand beside each other stand below each other.
func TestManyAgreements(t *testing.T) {
	m := matrix()
	for len(m.Columns) <= widest {
		m.Columns = append(m.Columns, m.Columns[0])
		m.Rows[0].Cells = append(m.Rows[0].Cells, m.Rows[0].Cells[0])
	}
	for _, f := range Formats() {
		var out bytes.Buffer
		require.NoError(t, Write(&out, f, m, Options{}), f)
		assert.NotEmpty(t, out.Bytes())
		assert.NotEmpty(t, f.MediaType())
	}
	require.Error(t, Write(io.Discard, "odt", m, Options{}))
}
