package source

import (
	"archive/zip"
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
)

const wordNames = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` +
	`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" ` +
	`xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"`

// zipped packs parts, in the order given: name, content, name, content.
func zipped(tb testing.TB, parts ...string) []byte {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		require.NoError(tb, err)
		_, err = w.Write([]byte(parts[i+1]))
		require.NoError(tb, err)
	}
	require.NoError(tb, z.Close())
	return b.Bytes()
}

// docxFile is a Word file with that body; further parts are named without
// "word/", and hold what stands inside their root.
func docxFile(tb testing.TB, body string, more ...string) []byte {
	tb.Helper()
	parts := []string{
		"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
			`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
			`<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>`,
		"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" ` +
			`Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document ` + wordNames + `><w:body>` + body + `</w:body></w:document>`,
	}
	roots := map[string]string{"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes", "settings": "settings", "header1": "hdr", "footer1": "ftr"}
	rels := ""
	for i := 0; i < len(more); i += 2 {
		parts = append(parts, "word/"+more[i]+".xml", `<w:`+roots[more[i]]+` `+wordNames+`>`+more[i+1]+`</w:`+roots[more[i]]+`>`)
		rels += `<Relationship Id="r` + more[i] + `" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/` + strings.TrimRight(more[i], "1") + `" Target="` + more[i] + `.xml"/>`
	}
	parts = append(parts, "word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`+rels+`</Relationships>`)
	return zipped(tb, parts...)
}

// para is a paragraph with those properties and words.
func para(properties, words string) string {
	return `<w:p><w:pPr>` + properties + `</w:pPr><w:r><w:t xml:space="preserve">` + words + `</w:t></w:r></w:p>`
}

// inList are the properties of a paragraph in a list.
func inList(num, level string) string {
	return `<w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + num + `"/></w:numPr>`
}

func lvl(i, format, text, more string) string {
	return `<w:lvl w:ilvl="` + i + `"><w:start w:val="1"/><w:numFmt w:val="` + format + `"/>` + more + `<w:lvlText w:val="` + text + `"/></w:lvl>`
}

func readBody(tb testing.TB, body string, more ...string) *Document {
	tb.Helper()
	data := docxFile(tb, body, more...)
	require.Equal(tb, DOCX, Sniff(data))
	d, err := Read(context.Background(), DOCX, data)
	require.NoError(tb, err)
	return d
}

// A numberingCase says what Word prints. LibreOffice, asked for the same files as
// text, agrees but for what it does not know: isLgl, lvlRestart, and the level of
// a style that the list names.
type numberingCase struct{ name, numbering, styles, body, want string }

func numberingCases() []numberingCase {
	item := func(level string) string { return para(inList("1", level), "x") }
	abstract := func(levels string) string {
		return `<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>` + levels + `</w:abstractNum>`
	}
	one := `<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
	outline := lvl("0", "upperRoman", "ARTICLE %1", `<w:suff w:val="space"/>`) + lvl("1", "decimal", "Section %2.", "") + lvl("2", "lowerLetter", "(%3)", "") + lvl("3", "lowerRoman", "%4)", "")
	return []numberingCase{
		{"levels restart under the one above", abstract(outline) + one, "",
			item("0") + item("1") + item("2") + item("2") + item("1") + item("2") + item("3") + item("3") + item("0") + item("1"),
			"ARTICLE I x|Section 1.\tx|(a)\tx|(b)\tx|Section 2.\tx|(a)\tx|i)\tx|ii)\tx|ARTICLE II x|Section 1.\tx"},
		{"numbers of the levels above", abstract(lvl("0", "decimal", "%1.", "")+lvl("1", "decimal", "%1.%2", "")+lvl("2", "upperLetter", "%1.%2.%3", "")) + one, "",
			item("0") + item("1") + item("1") + item("2") + item("0") + item("1"),
			"1.\tx|1.1\tx|1.2\tx|1.2.A\tx|2.\tx|2.1\tx"},
		{"all in digits", abstract(lvl("0", "upperRoman", "Article %1", "")+lvl("1", "decimal", "%1.%2", `<w:isLgl/>`)) + one, "",
			item("0") + item("0") + item("0") + item("0") + item("1"),
			"Article I\tx|Article II\tx|Article III\tx|Article IV\tx|4.1\tx"},
		{"a level that never restarts", abstract(lvl("0", "decimal", "Article %1", "")+lvl("1", "decimal", "Section %2", `<w:lvlRestart w:val="0"/>`)) + one, "",
			item("0") + item("1") + item("1") + item("0") + item("1"),
			"Article 1\tx|Section 1\tx|Section 2\tx|Article 2\tx|Section 3\tx"},
		{"letters past z", abstract(`<w:lvl w:ilvl="0"><w:start w:val="26"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1."/></w:lvl>`) + one, "",
			item("0") + item("0") + item("0"), "z.\tx|aa.\tx|bb.\tx"},
		{"ordinals and words", abstract(lvl("0", "ordinal", "%1", "")+lvl("1", "cardinalText", "Step %2", "")+lvl("2", "ordinalText", "%3", "")+lvl("3", "decimalZero", "%4", "")) + one, "",
			item("0") + item("0") + item("1") + item("1") + item("2") + item("3"), "1st\tx|2nd\tx|Step One\tx|Step Two\tx|First\tx|01\tx"},
		{"no number", abstract(lvl("0", "none", "", "")+lvl("1", "none", "Note:", `<w:suff w:val="space"/>`)) + one, "",
			item("0") + item("1"), "x|Note: x"},
		{"bullets", abstract(lvl("0", "bullet", "\uf0b7", "")+lvl("1", "bullet", "o", "")+lvl("2", "bullet", "\uf0a7", "")+lvl("3", "bullet", "–", "")) + one, "",
			item("0") + item("1") + item("2") + item("3"), "•\tx|◦\tx|•\tx|–\tx"},
		{"nothing between number and words", abstract(lvl("0", "decimal", "%1-", `<w:suff w:val="nothing"/>`)) + one, "", item("0"), "1-x"},
		{"two lists of one kind go on", abstract(outline) + one + `<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>`, "",
			item("0") + para(inList("2", "0"), "x") + item("0"), "ARTICLE I x|ARTICLE II x|ARTICLE III x"},
		{"a list that starts anew", abstract(outline) + one + `<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`, "",
			item("0") + item("0") + para(inList("2", "0"), "x") + para(inList("2", "0"), "x"), "ARTICLE I x|ARTICLE II x|ARTICLE I x|ARTICLE II x"},
		{"a list that starts elsewhere", abstract(outline) + `<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num>`, "",
			item("0") + item("1") + item("1"), "ARTICLE I x|Section 5.\tx|Section 6.\tx"},
		{"a level written otherwise", abstract(outline) + `<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">` + lvl("0", "decimal", "Rule %1:", "") + `</w:lvlOverride></w:num>`, "",
			item("0") + item("0"), "Rule 1:\tx|Rule 2:\tx"},
		{"numbers from styles", abstract(lvl("0", "decimal", "ARTICLE %1", `<w:pStyle w:val="H1"/>`)+lvl("1", "upperLetter", "Section %2.", `<w:pStyle w:val="H2"/>`)) + one,
			`<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>` +
				`<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>` +
				`<w:style w:type="paragraph" w:styleId="H2b"><w:name w:val="mine"/><w:basedOn w:val="H2"/></w:style>`,
			para(`<w:pStyle w:val="H1"/>`, "x") + para(`<w:pStyle w:val="H2"/>`, "x") + para(`<w:pStyle w:val="H2b"/>`, "x") + para(`<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>`, "x") + para(`<w:pStyle w:val="H1"/>`, "x"),
			"ARTICLE 1\tx|Section A.\tx|Section B.\tx|x|ARTICLE 2\tx"},
		{"capitals of the heading", abstract(lvl("0", "cardinalText", "Article %1", `<w:pStyle w:val="H1"/>`)) + one,
			`<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:rPr><w:caps/></w:rPr></w:style>`,
			para(`<w:pStyle w:val="H1"/>`, "Leaves"), "ARTICLE ONE\tLEAVES"},
		{"a list that names the style of another", `<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="Legal"/>` + outline + `</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Legal"/></w:abstractNum>` + one +
			`<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>`,
			`<w:style w:type="numbering" w:styleId="Legal"><w:name w:val="Legal"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`,
			para(inList("2", "0"), "x") + para(inList("2", "1"), "x"), "ARTICLE I x|Section 1.\tx"},
		{"a level that was passed over", abstract(lvl("0", "decimal", "%1.", "")+lvl("1", "decimal", "%1.%2", "")) + one, "", item("1") + item("1") + item("0"), "1.1\tx|1.2\tx|2.\tx"},
		{"an empty item counts", abstract(outline) + one, "", item("0") + para(inList("1", "0"), "") + item("0"), "ARTICLE I x|ARTICLE II|ARTICLE III x"},
		{"a style's level is found by its name", abstract(lvl("0", "decimal", "ARTICLE %1", "")+lvl("1", "upperLetter", "Section %2.", `<w:pStyle w:val="H2"/>`)) + one,
			`<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`,
			item("0") + para(`<w:pStyle w:val="H2"/>`, "x"), "ARTICLE 1\tx|Section A.\tx"},
	}
}

func TestNumbering(t *testing.T) {
	for _, tt := range numberingCases() {
		t.Run(tt.name, func(t *testing.T) {
			d := readBody(t, tt.body, "numbering", tt.numbering, "styles", tt.styles)
			assert.Equal(t, tt.want, strings.ReplaceAll(d.Text, "\n\n", "|"))
			checkDocument(t, d)
		})
	}
}

func codes(d *Document) []string {
	var out []string
	for _, n := range d.Notes {
		out = append(out, n.Code)
	}
	return out
}

func TestDOCX(t *testing.T) {
	run := func(properties, words string) string {
		return `<w:r><w:rPr>` + properties + `</w:rPr><w:t xml:space="preserve">` + words + `</w:t></w:r>`
	}
	p := func(inside string) string { return `<w:p>` + inside + `</w:p>` }
	begin, separate, end := `<w:r><w:fldChar w:fldCharType="begin"/></w:r>`, `<w:r><w:fldChar w:fldCharType="separate"/></w:r>`, `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
	code := func(s string) string { return `<w:r><w:instrText>` + s + `</w:instrText></w:r>` }
	tests := []struct {
		name, body, want string
		notes            []string
		more             []string
	}{
		{"paragraphs and runs", p(run("", "Article ")+run("<w:b/>", "1")) + p("") + p(run("", "Words")), "Article 1\n\n\nWords", nil, nil},
		{"white space that is not kept", p(`<w:r><w:t> Article </w:t></w:r><w:r><w:t xml:space="preserve"> 1 </w:t></w:r>`), "Article 1", nil, nil},
		{"line ends, tabs, hyphens", p(`<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t></w:r>`), "a\tb\nc-de", nil, nil},
		{"characters of no width", p(run("", "over\u200btime \u00ad\u2060pay\u00a0rate \u201cdays\u201d")), "overtime pay rate “days”", nil, nil},
		{"signs of symbol fonts", p(`<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Symbol" w:char="F0B7"/><w:sym w:font="Wingdings" w:char="F001"/></w:r>`), "☑•□", []string{CodeSymbols}, nil},
		{"insertions stay, deletions go", p(run("", "ten ") + `<w:ins w:id="1">` + run("", "twelve ") + `</w:ins><w:del w:id="2"><w:r><w:delText>eleven </w:delText></w:r></w:del>` + run("", "days")), "ten twelve days", []string{CodeChanges}, nil},
		{"a deleted paragraph end joins", `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>` + run("", "ten ") + `</w:p>` + p(run("", "days")), "ten days", nil, nil},
		{"moved words stand once", p(`<w:moveFrom w:id="1">`+run("", "gone")+`</w:moveFrom>`+run("", "a ")) + p(`<w:moveTo w:id="1">`+run("", "gone")+`</w:moveTo>`), "a\n\ngone", nil, nil},
		{"hidden words", p(run("", "seen") + run("<w:vanish/>", " not seen")), "seen", []string{CodeHidden}, nil},
		{"words in capitals", p(run("<w:caps/>", "Leaves")), "LEAVES", nil, nil},
		{"struck-out words", p(run("", "ten ") + run("<w:strike/>", "eight ") + run("", "days and more words")), "ten eight days and more words", []string{CodeStruck}, nil},
		{"results of fields", p(run("", "see ") + begin + code(` REF _Ref1 \h `) + separate + run("", "Article 9") + end + run("", ".")), "see Article 9.", nil, nil},
		{"a field in a field", p(begin + code(" IF ") + begin + code(" PAGE ") + separate + run("", "3") + end + code(" = 3 ") + separate + run("", "yes") + end), "yes", nil, nil},
		{"a simple field", p(`<w:fldSimple w:instr=" SEQ Table ">` + run("", "4") + `</w:fldSimple>`), "4", nil, nil},
		{"a box to tick", p(`<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>` + code(" FORMCHECKBOX ") + end + run("", " yes")), "☒ yes", nil, nil},
		{"a number that only Word knows", p(begin + code(" LISTNUM ") + end + run("", "a")), "a", []string{CodeNumbers}, nil},
		{"footnotes", p(run("", "Employees")+`<w:r><w:footnoteReference w:id="2"/></w:r>`+run("", " work.")) + p(run("", "Next.")), "Employees¹ work.\n\n¹ But not all.\n\nNext.", []string{CodeNotes},
			[]string{"footnotes", `<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>` + run("", " But not all.") + `</w:p></w:footnote>`}},
		{"content controls and links", `<w:sdt><w:sdtContent>` + p(`<w:sdt><w:sdtContent>`+run("", "a ")+`</w:sdtContent></w:sdt><w:hyperlink r:id="x">`+run("", "b")+`</w:hyperlink><w:smartTag>`+run("", " c")+`</w:smartTag>`) + `</w:sdtContent></w:sdt>`, "a b c", nil, nil},
		{"text boxes stand once", p(run("", "before") + `<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>` + p(run("", "in a box")) + `</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>` + p(run("", "in a box")) + `</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>`), "before\n\nin a box", nil, nil},
		{"pictures", p(`<w:r><w:drawing><a:blip/></w:drawing></w:r>` + run("", "a")), "a", []string{CodeObjects}, nil},
		{"formulas", p(run("", "pay = ") + `<m:oMath><m:r><m:t>40×2</m:t></m:r></m:oMath>`), "pay = 40×2", nil, nil},
		{"heads and feet", p(run("", "a")) + `<w:sectPr><w:headerReference r:id="rheader1"/></w:sectPr>`, "a", []string{CodeRunning}, []string{"header1", p(run("", "City and Union"))}},
		{"raised figures", p(run("", "m") + run(`<w:vertAlign w:val="superscript"/>`, "2") + run("", ", 1") + run(`<w:vertAlign w:val="superscript"/>`, "st")), "m², 1st", nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := readBody(t, tt.body, tt.more...)
			assert.Equal(t, tt.want, d.Text)
			assert.Equal(t, tt.notes, codes(d))
			checkDocument(t, d)
		})
	}
}

// A file that holds its parts side by side in one XML file is read as one that
// packs them.
func TestDOCXFlat(t *testing.T) {
	part := func(name, inside string) string {
		return `<pkg:part pkg:name="/` + name + `" pkg:contentType="x"><pkg:xmlData>` + inside + `</pkg:xmlData></pkg:part>`
	}
	abstract, one := `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="ARTICLE %1"/></w:lvl></w:abstractNum>`, `<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
	data := []byte(`<?xml version="1.0" standalone="yes"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">` +
		part("word/document.xml", `<w:document `+wordNames+`><w:body>`+para(inList("1", "0"), "Leaves")+`</w:body></w:document>`) +
		part("word/numbering.xml", `<w:numbering `+wordNames+`>`+abstract+one+`</w:numbering>`) + `</pkg:package>`)
	require.Equal(t, FlatOPC, Sniff(data))
	d, err := Read(context.Background(), FlatOPC, data)
	require.NoError(t, err)
	assert.Equal(t, "ARTICLE I\tLeaves", d.Text)
	_, err = Read(context.Background(), FlatOPC, data[:200])
	require.ErrorIs(t, err, ErrDamaged)
}

// What a reader must know of changes is counted.
func TestDOCXChanges(t *testing.T) {
	d := readBody(t, `<w:p><w:ins><w:r><w:t>a</w:t></w:r></w:ins><w:ins><w:r><w:t>b</w:t></w:r></w:ins><w:del><w:r><w:delText>c</w:delText></w:r></w:del></w:p>`)
	require.Len(t, d.Notes, 1)
	assert.Equal(t, "the file has tracked changes: 2 insertions kept, 1 deletion left out, as if all were accepted", d.Notes[0].Message)
	assert.Equal(t, corpus.Warning, d.Notes[0].Severity)
}

func TestDOCXMarks(t *testing.T) {
	toc := `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \o "1-3" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Article 1</w:t><w:tab/><w:t>3</w:t></w:r></w:p>` +
		`<w:p><w:r><w:t>Article 2</w:t><w:tab/><w:t>5</w:t></w:r></w:p><w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`
	d := readBody(t, toc+para(`<w:pStyle w:val="Heading1"/>`, "Article 1")+para(`<w:outlineLvl w:val="1"/>`, "Leaves")+`<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Bold</w:t></w:r></w:p><w:p><w:r><w:t>Plain</w:t></w:r></w:p>`,
		"styles", `<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>`)
	assert.Equal(t, "Article 1\t3\nArticle 2\t5\n\n\nArticle 1\n\nLeaves\n\nBold\n\nPlain", d.Text)
	said := func(spans []corpus.Span) []string {
		var out []string
		for _, s := range spans {
			out = append(out, d.Text[s.Start:s.End])
		}
		return out
	}
	assert.Equal(t, []string{"Article 1\t3", "Article 2\t5"}, said(d.Contents))
	assert.Equal(t, []string{"Article 1", "Leaves", "Bold"}, said(d.Weight))
	require.Len(t, d.Headings, 2)
	assert.Equal(t, []int{1, 2}, []int{d.Headings[0].Level, d.Headings[1].Level})
}

func TestDOCXTables(t *testing.T) {
	cell := func(properties, words string) string {
		return `<w:tc><w:tcPr>` + properties + `</w:tcPr><w:p><w:r><w:t>` + words + `</w:t></w:r></w:p></w:tc>`
	}
	row := func(cells ...string) string { return `<w:tr>` + strings.Join(cells, "") + `</w:tr>` }
	t.Run("merged cells", func(t *testing.T) {
		d := readBody(t, `<w:tbl>`+`<w:tr><w:trPr><w:tblHeader/></w:trPr>`+cell("", "Step")+cell(`<w:gridSpan w:val="2"/>`, "Rate")+`</w:tr>`+
			row(cell(`<w:vMerge w:val="restart"/>`, "1"), cell("", "$10"), cell("", "$11"))+row(cell(`<w:vMerge/>`, ""), cell("", "$12"), cell("", "$13"))+`</w:tbl>`)
		assert.Equal(t, "Step\tRate\n1\t$10\t$11\n\t$12\t$13", d.Text)
		require.Len(t, d.Tables, 1)
		assert.Equal(t, 1, d.Tables[0].Header)
		assert.Len(t, d.Tables[0].Rows, 3)
		assert.Equal(t, corpus.Span{Start: 0, End: len(d.Text)}, d.Tables[0].Span)
		checkDocument(t, d)
	})
	t.Run("deleted rows", func(t *testing.T) {
		d := readBody(t, `<w:tbl>`+row(cell("", "a"), cell("", "1"))+`<w:tr><w:trPr><w:del/></w:trPr>`+cell("", "b")+cell("", "2")+`</w:tr>`+`</w:tbl>`)
		assert.Equal(t, "a\t1", d.Text)
		assert.Equal(t, []string{CodeChanges}, codes(d))
	})
	t.Run("a table that arranges the page", func(t *testing.T) {
		long := strings.Repeat("The Employer shall give notice of each vacancy. ", 8)
		d := readBody(t, `<w:tbl>`+row(cell("", "Section 1."), cell("", long))+row(cell("", "Section 2."), cell("", long))+`</w:tbl>`)
		assert.Equal(t, "Section 1.\t"+strings.TrimSpace(long)+"\n\nSection 2.\t"+strings.TrimSpace(long), d.Text)
		assert.Empty(t, d.Tables)
	})
}

// A page that Word last set where it says is a page; its number is what the foot
// shows.
func TestDOCXPages(t *testing.T) {
	next := `<w:p><w:r><w:lastRenderedPageBreak/><w:t>words</w:t></w:r></w:p>`
	section := func(start string) string {
		return `<w:sectPr><w:footerReference r:id="rfooter1"/><w:pgNumType w:start="` + start + `"/></w:sectPr>`
	}
	d := readBody(t, `<w:p><w:r><w:t>cover</w:t></w:r></w:p>`+next+`<w:p><w:pPr>`+section("1")+`</w:pPr></w:p>`+next+next+section("7"),
		"footer1", `<w:p><w:fldSimple w:instr="PAGE"/></w:p>`)
	var labels []string
	for _, p := range d.Pages {
		labels = append(labels, p.Label)
	}
	assert.Equal(t, []string{"1", "2", "7", "8"}, labels)
	assert.Equal(t, "words", strings.TrimSpace(d.Text[d.Pages[2].Span.Start:d.Pages[2].Span.End]))
	assert.Contains(t, codes(d), CodePages)
	checkDocument(t, d)
}

// Paragraphs that are lines of a page are lines.
func TestDOCXWrapped(t *testing.T) {
	var body strings.Builder
	for range 8 {
		body.WriteString(para("", "The Employer shall give notice of each vacancy to the") + para("", "union within five days, and the union shall answer") + para("", "within ten.") + para("", ""))
	}
	d := readBody(t, body.String())
	assert.True(t, d.Wrapped)
	assert.True(t, strings.HasPrefix(d.Text, "The Employer shall give notice of each vacancy to the\nunion within"))
}

func TestDOCXDamaged(t *testing.T) {
	whole := docxFile(t, para("", strings.Repeat("words ", 400)))
	t.Run("cut off", func(t *testing.T) {
		_, err := Read(context.Background(), DOCX, whole[:len(whole)/2])
		require.ErrorIs(t, err, ErrDamaged)
		require.ErrorContains(t, err, "DOCX: damaged: the zip archive cannot be opened")
	})
	t.Run("no main part", func(t *testing.T) {
		_, err := Read(context.Background(), DOCX, zipped(t, "[Content_Types].xml", "<x/>", "word/styles.xml", "<x/>"))
		require.ErrorIs(t, err, ErrDamaged)
	})
	t.Run("a part that is no XML", func(t *testing.T) {
		_, err := Read(context.Background(), DOCX, docxFile(t, para("", "a"), "styles", `<w:style w:styleId="`))
		require.ErrorIs(t, err, ErrDamaged)
		require.ErrorContains(t, err, "word/styles.xml")
	})
	t.Run("a body that breaks off", func(t *testing.T) {
		data := zipped(t, "[Content_Types].xml", "<x/>", "word/document.xml", `<w:document `+wordNames+`><w:body>`+para("", "before")+`<w:p><w:r><w:t>half`)
		d, err := Read(context.Background(), DOCX, data)
		require.NoError(t, err)
		assert.Contains(t, d.Text, "before")
		assert.Equal(t, []string{"cut-off"}, codes(d))
		assert.Equal(t, corpus.Error, d.Notes[0].Severity)
	})
	t.Run("elements that nest without end", func(t *testing.T) {
		_, err := Read(context.Background(), DOCX, docxFile(t, strings.Repeat("<w:p>", 10_000)))
		require.ErrorIs(t, err, ErrTooLarge)
	})
	t.Run("styles in a circle", func(t *testing.T) {
		d := readBody(t, para(`<w:pStyle w:val="A"/>`, "a"), "styles", `<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>`)
		assert.Equal(t, "a", d.Text)
	})
	t.Run("a note that refers to itself", func(t *testing.T) {
		note := `<w:r><w:footnoteReference w:id="2"/></w:r>`
		d := readBody(t, `<w:p><w:r><w:t>a</w:t></w:r>`+note+`</w:p>`, "footnotes", `<w:footnote w:id="2"><w:p>`+note+`<w:r><w:t>b</w:t></w:r></w:p></w:footnote>`)
		assert.Equal(t, "a¹\n\n¹ b", d.Text)
	})
}

// What unpacks to more than the bound is refused.
func TestBomb(t *testing.T) {
	p := &parts{left: 100}
	data := zipped(t, "a.xml", strings.Repeat("<a/>", 100))
	opened, err := openParts(data)
	require.NoError(t, err)
	opened.left = p.left
	_, err = opened.tree("a.xml")
	require.ErrorIs(t, err, ErrTooLarge)
	require.ErrorContains(t, err, "a.xml")
}
