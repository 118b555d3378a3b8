package testtwin

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/clausebook/clausebook/internal/testpdf"
)

const wordSpace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

// A wordFile is a Word file in the making.
type wordFile struct {
	body      strings.Builder
	numbering strings.Builder // the nums
	abstract  strings.Builder
	kinds     map[string]int // form of a label → abstractNum
	nums      int
	at        map[string][2]int // form → num in use, next number
}

// word writes a manuscript as a Word file: headings in styles, tables, a
// contents list made by a field, a running head, and a page number in the foot.
func word(title string, lines []testpdf.Line, numbered bool) ([]byte, error) {
	w := &wordFile{kinds: map[string]int{}, at: map[string][2]int{}}
	from, to := contents(lines)
	for i := 0; i < len(lines); i++ {
		l := &lines[i]
		switch {
		case i >= from && i < to:
			w.entry(lineText(l), i == from, i == to-1)
		case l.Cells != nil:
			k := i
			for k < len(lines) && lines[k].Cells != nil && (k < from || k >= to) {
				k++
			}
			w.table(lines[i:k])
			i = k - 1
		default:
			w.paragraph(l, numbered)
		}
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/>` + override("document", "document.main") + override("styles", "styles") + override("numbering", "numbering") + override("header1", "header") + override("footer1", "footer") + `</Types>`},
		{"_rels/.rels", relations(relation("rId1", "officeDocument", "word/document.xml"))},
		{"word/_rels/document.xml.rels", relations(relation("rId1", "styles", "styles.xml") + relation("rId2", "numbering", "numbering.xml") + relation("rId3", "header", "header1.xml") + relation("rId4", "footer", "footer1.xml"))},
		{"word/styles.xml", `<w:styles ` + wordSpace + `>` + styles() + `</w:styles>`},
		{"word/numbering.xml", `<w:numbering ` + wordSpace + `>` + w.abstract.String() + w.numbering.String() + `</w:numbering>`},
		{"word/header1.xml", `<w:hdr ` + wordSpace + `><w:p>` + run(title) + `</w:p></w:hdr>`},
		{"word/footer1.xml", `<w:ftr ` + wordSpace + `><w:p>` + run("Page ") + `<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>`},
		{"word/document.xml", `<w:document ` + wordSpace + `><w:body>` + w.body.String() + `<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/></w:sectPr></w:body></w:document>`},
	} {
		f, err := z.Create(part.name)
		if err != nil {
			return nil, err
		}
		if _, err := f.Write([]byte(xml.Header + part.text)); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func override(part, kind string) string {
	return `<Override PartName="/word/` + part + `.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.` + kind + `+xml"/>`
}

func relations(s string) string {
	return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + s + `</Relationships>`
}

func relation(id, kind, target string) string {
	return `<Relationship Id="` + id + `" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/` + kind + `" Target="` + target + `"/>`
}

func styles() string {
	var b strings.Builder
	b.WriteString(`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>`)
	for i := 1; i <= 6; i++ {
		fmt.Fprintf(&b, `<w:style w:type="paragraph" w:styleId="Heading%d"><w:name w:val="heading %d"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:outlineLvl w:val="%d"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>`, i, i, i-1)
	}
	return b.String()
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder takes everything
	return b.String()
}

func run(text string) string {
	return `<w:r><w:t xml:space="preserve">` + escaped(text) + `</w:t></w:r>`
}

// paragraph writes a paragraph; long ones in several runs, as Word saves them.
func (w *wordFile) paragraph(l *testpdf.Line, numbered bool) {
	properties, text := "", l.Text
	if l.Level > 0 {
		properties = fmt.Sprintf(`<w:pStyle w:val="Heading%d"/>`, min(l.Level, 6))
	}
	if v, ok := labelOf(l); ok && numbered {
		properties += w.count(v, l.Level)
		text = v.rest
	}
	w.body.WriteString(`<w:p><w:pPr>` + properties + `</w:pPr>`)
	if k := strings.IndexByte(text, ' '); k > 0 && len(text) > 80 {
		w.body.WriteString(run(text[:k+1]) + `<w:proofErr w:type="spellStart"/>`)
		text = text[k+1:]
	}
	w.body.WriteString(run(text) + `</w:p>`)
}

// count is the place in a list that gives the label: the list goes on where the
// number is due, and else starts anew at it.
func (w *wordFile) count(v label, level int) string {
	form := fmt.Sprintf("%d %s %s %s", level, v.before, v.format, v.after)
	kind, ok := w.kinds[form]
	if !ok {
		kind = len(w.kinds)
		w.kinds[form] = kind
		suffix := "tab"
		if level > 0 {
			suffix = "space"
		}
		fmt.Fprintf(&w.abstract, `<w:abstractNum w:abstractNumId="%d"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:suff w:val="%s"/><w:lvlText w:val="%s%%1%s"/></w:lvl></w:abstractNum>`,
			kind, v.format, suffix, escaped(v.before), escaped(v.after))
	}
	at := w.at[form]
	if at[0] == 0 || at[1] != v.number {
		w.nums++
		fmt.Fprintf(&w.numbering, `<w:num w:numId="%d"><w:abstractNumId w:val="%d"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="%d"/></w:lvlOverride></w:num>`, w.nums, kind, v.number)
		at[0] = w.nums
	}
	w.at[form] = [2]int{at[0], v.number + 1}
	return fmt.Sprintf(`<w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr>`, at[0])
}

// entry writes an entry of the contents list inside the field that makes it.
func (w *wordFile) entry(text string, first, last bool) {
	w.body.WriteString(`<w:p>`)
	if first {
		w.body.WriteString(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \o "1-3" \h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`)
	}
	if m := trailing.FindStringSubmatch(text); m != nil {
		w.body.WriteString(`<w:hyperlink w:anchor="_Toc1">` + run(m[1]) + `<w:r><w:tab/></w:r>` + run(m[2]) + `</w:hyperlink>`)
	} else {
		w.body.WriteString(run(text))
	}
	if last {
		w.body.WriteString(`<w:r><w:fldChar w:fldCharType="end"/></w:r>`)
	}
	w.body.WriteString(`</w:p>`)
}

func (w *wordFile) table(rows []testpdf.Line) {
	w.body.WriteString(`<w:tbl>`)
	for _, r := range rows {
		w.body.WriteString(`<w:tr>`)
		for _, c := range r.Cells {
			w.body.WriteString(`<w:tc><w:p>` + run(strings.TrimSpace(c)) + `</w:p></w:tc>`)
		}
		w.body.WriteString(`</w:tr>`)
	}
	w.body.WriteString(`</w:tbl>`)
}
