package export

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/clausebook/clausebook/compare"
	"github.com/clausebook/clausebook/corpus"
)

// The parts of a document that are always the same.
//
//go:embed docx/content_types.xml
var docxTypes string

//go:embed docx/rels.xml
var docxRels string

//go:embed docx/styles.xml
var docxStyles string

// DOCX writes m as a document on landscape pages: a table of topics by
// agreements, and behind it the words of each value, with their places. See
// decision 0011 for why it is written by hand.
func DOCX(w io.Writer, m *compare.Matrix, opts Options) error {
	d := &docx{opts: opts, links: map[string]string{}}
	d.document(m)
	z := zip.NewWriter(w)
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", docxTypes},
		{"_rels/.rels", docxRels},
		{"word/document.xml", d.b.String()},
		{"word/styles.xml", docxStyles},
		{"word/_rels/document.xml.rels", d.relations()},
		{"docProps/core.xml", coreProps(title(m))},
	} {
		// The same comparison gives the same bytes: no time of writing.
		f, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return fmt.Errorf("write DOCX: %s: %w", part.name, err)
		}
		if _, err := io.WriteString(f, part.text); err != nil {
			return fmt.Errorf("write DOCX: %s: %w", part.name, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write DOCX: %w", err)
	}
	return nil
}

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// A docx is a document being written.
type docx struct {
	b     bytes.Buffer
	opts  Options
	links map[string]string // address → relation
	order []string
}

func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(printable(s))) // a buffer takes all
	return b.String()
}

// relations lists the addresses that the document links to.
func (d *docx) relations() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>`)
	for _, address := range d.order {
		fmt.Fprintf(&b, `<Relationship Id="%s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="%s" TargetMode="External"/>`,
			d.links[address], escaped(address))
	}
	b.WriteString(`</Relationships>`)
	return b.String()
}

func coreProps(title string) string {
	return xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
		`<dc:title>` + escaped(title) + `</dc:title><dc:creator>clausebook</dc:creator></cp:coreProperties>`
}

// A run is text of one look. An href makes it a link.
type run struct{ text, style, href string }

func (d *docx) runs(list []run) {
	for _, r := range list {
		if r.text == "" {
			continue
		}
		if r.href != "" {
			id, ok := d.links[r.href]
			if !ok {
				id = fmt.Sprintf("link%d", len(d.links)+1)
				d.links[r.href] = id
				d.order = append(d.order, r.href)
			}
			fmt.Fprintf(&d.b, `<w:hyperlink r:id="%s">`, id)
		}
		d.b.WriteString(`<w:r>`)
		if r.style != "" {
			fmt.Fprintf(&d.b, `<w:rPr><w:rStyle w:val="%s"/></w:rPr>`, r.style)
		}
		for i, line := range strings.Split(r.text, "\n") {
			if i > 0 {
				d.b.WriteString(`<w:br/>`)
			}
			fmt.Fprintf(&d.b, `<w:t xml:space="preserve">%s</w:t>`, escaped(line))
		}
		d.b.WriteString(`</w:r>`)
		if r.href != "" {
			d.b.WriteString(`</w:hyperlink>`)
		}
	}
}

func (d *docx) paragraph(style string, list ...run) {
	d.b.WriteString(`<w:p>`)
	if style != "" {
		fmt.Fprintf(&d.b, `<w:pPr><w:pStyle w:val="%s"/></w:pPr>`, style)
	}
	d.runs(list)
	d.b.WriteString(`</w:p>`)
}

// landscape is the width of a page's text, in twentieths of a point: letter
// paper on its side with margins of half an inch.
const landscape = 15840 - 2*720

func (d *docx) document(m *compare.Matrix) {
	d.b.WriteString(xmlHead + `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>`)
	d.paragraph("Title", run{text: title(m)})
	for _, w := range m.Warnings {
		d.paragraph("Note", run{text: "Note: " + w})
	}
	if len(m.Columns) <= widest {
		d.matrix(m)
	} else {
		d.list(m)
	}
	d.words(m)
	d.b.WriteString(`<w:sectPr><w:pgSz w:w="15840" w:h="12240" w:orient="landscape"/>` +
		`<w:pgMar w:top="720" w:right="720" w:bottom="720" w:left="720" w:header="360" w:footer="360" w:gutter="0"/></w:sectPr></w:body></w:document>`)
}

// table opens a table with columns of the given widths.
func (d *docx) table(widths []int) {
	fmt.Fprintf(&d.b, `<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="%d" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`, landscape)
	for _, w := range widths {
		fmt.Fprintf(&d.b, `<w:gridCol w:w="%d"/>`, w)
	}
	d.b.WriteString(`</w:tblGrid>`)
}

// row opens a row; a head is repeated on every page.
func (d *docx) row(head bool) {
	d.b.WriteString(`<w:tr>`)
	if head {
		d.b.WriteString(`<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	}
}

// cell writes one cell over span columns.
func (d *docx) cell(width, span int, shaded bool, content func()) {
	fmt.Fprintf(&d.b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, width)
	if span > 1 {
		fmt.Fprintf(&d.b, `<w:gridSpan w:val="%d"/>`, span)
	}
	if shaded {
		d.b.WriteString(`<w:shd w:val="clear" w:color="auto" w:fill="F2EFE8"/>`)
	}
	d.b.WriteString(`</w:tcPr>`)
	content()
	d.b.WriteString(`</w:tc>`)
}

// matrix is one table: a row a topic, a column an agreement.
func (d *docx) matrix(m *compare.Matrix) {
	first := landscape * 13 / 100
	each := (landscape - first) / max(1, len(m.Columns))
	widths := []int{first}
	for range m.Columns {
		widths = append(widths, each)
	}
	d.table(widths)
	d.row(true)
	d.cell(first, 1, true, func() { d.paragraph("CellHead", run{text: "Topic"}) })
	for i := range m.Columns {
		d.cell(each, 1, true, func() { d.columnHead(&m.Columns[i]) })
	}
	d.b.WriteString(`</w:tr>`)
	for i := range m.Rows {
		if g := opens(m, i); g != "" {
			d.row(false)
			d.cell(landscape, len(widths), true, func() { d.paragraph("CellHead", run{text: g}) })
			d.b.WriteString(`</w:tr>`)
		}
		d.row(false)
		d.cell(first, 1, true, func() { d.paragraph("CellHead", run{text: m.Rows[i].Topic.Label}) })
		for k := range m.Rows[i].Cells {
			d.cell(each, 1, false, func() { d.said(&m.Rows[i].Cells[k]) })
		}
		d.b.WriteString(`</w:tr>`)
	}
	d.b.WriteString(`</w:tbl>`)
	d.paragraph("")
}

// list is a table a topic, a row an agreement: for more agreements than stand
// beside each other.
func (d *docx) list(m *compare.Matrix) {
	first := landscape * 22 / 100
	for i := range m.Rows {
		if g := opens(m, i); g != "" {
			d.paragraph("Heading1", run{text: g})
		}
		d.paragraph("Heading2", run{text: m.Rows[i].Topic.Label})
		d.table([]int{first, landscape - first})
		for k := range m.Rows[i].Cells {
			d.row(false)
			d.cell(first, 1, true, func() { d.columnHead(&m.Columns[k]) })
			d.cell(landscape-first, 1, false, func() { d.said(&m.Rows[i].Cells[k]) })
			d.b.WriteString(`</w:tr>`)
		}
		d.b.WriteString(`</w:tbl>`)
		d.paragraph("")
	}
}

func (d *docx) columnHead(c *compare.Column) {
	name, term := head(c)
	d.paragraph("CellHead", run{text: name, href: d.opts.href(c.Agreement, "", corpus.Span{})})
	d.paragraph("Source", run{text: term})
}

// said writes what a cell says: its values, its places, why it is empty.
func (d *docx) said(cell *compare.Cell) {
	if cell.State != compare.Stated {
		d.paragraph("Note", run{text: group(state(cell.State)) + ". " + cell.Note})
		return
	}
	for i := range cell.Values {
		v := &cell.Values[i]
		list := []run{{text: v.Label + ": "}}
		look := "Strong"
		if v.Type == corpus.TextTerm {
			look = "" // a sentence: what is bold should be short
		}
		if v.SupersededBy != nil {
			look = "Struck"
		}
		list = append(list, run{text: v.Short(), style: look})
		if s := v.Limits(); s != "" {
			list = append(list, run{text: " (" + s + ")"})
		}
		if o := v.OverriddenBy; o != nil {
			list = append(list, run{text: " → "}, run{text: o.Raw, style: "Strong"}, run{text: ", " + o.Citation})
		}
		if v.SupersededBy != nil {
			list = append(list, run{text: " superseded", style: "Doubt"})
		}
		if v.Flag != nil {
			list = append(list, run{text: " check: " + *v.Flag, style: "Doubt"})
		}
		if v.OCR {
			list = append(list, run{text: " read from a scan", style: "Doubt"})
		}
		d.paragraph("Cell", list...)
	}
	if len(cell.Values) == 0 && len(cell.Quotes) > 0 {
		d.paragraph("CellQuote", run{text: "“" + cell.Quotes[0].Text + "”"})
	}
	for i, p := range cell.Provisions {
		if i == 3 {
			break
		}
		s := ""
		if p.Title != "" {
			s = " – " + p.Title
		}
		if p.Page != "" {
			s += ", p. " + p.Page
		}
		d.paragraph("Source", run{text: p.Citation, style: linkStyle(d.opts), href: d.opts.href(cell.Agreement, p.ID, p.Span)}, run{text: s})
	}
	if len(cell.Values)+len(cell.Provisions)+len(cell.Quotes) == 0 {
		d.paragraph("Cell") // a cell needs a paragraph
	}
}

func linkStyle(o Options) string {
	if o.Links == "" {
		return ""
	}
	return "Hyperlink"
}

// words lists the quotes behind the table: what each value rests on.
func (d *docx) words(m *compare.Matrix) {
	d.paragraph("Heading1", run{text: "The words"})
	for i := range m.Rows {
		named := false
		for k := range m.Rows[i].Cells {
			cell := &m.Rows[i].Cells[k]
			seen := map[corpus.Span]bool{}
			say := func(provision, citation, text string, span corpus.Span) {
				if seen[span] {
					return
				}
				seen[span] = true
				if !named {
					d.paragraph("Heading2", run{text: m.Rows[i].Topic.Label})
					named = true
				}
				d.paragraph("Quote", run{text: cell.Agreement + ", "}, run{text: citation, style: linkStyle(d.opts), href: d.opts.href(cell.Agreement, provision, span)},
					run{text: ": “" + text + "”"})
			}
			places := map[string]string{}
			for _, p := range cell.Provisions {
				places[p.ID] = p.Citation
			}
			for _, v := range cell.Values {
				say(v.Provision, v.Citation, v.Quote, v.Span)
				if o := v.OverriddenBy; o != nil {
					say(o.Provision, o.Citation, o.Quote, o.Span)
				}
			}
			for _, q := range cell.Quotes {
				citation := places[q.Provision]
				if citation == "" {
					citation = q.Provision
				}
				if citation == "" {
					citation = "contents list"
				}
				say(q.Provision, citation, q.Text, q.Span)
			}
		}
	}
}
