package source

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	fieldBegin    = `<w:r><w:fldChar w:fldCharType="begin"/></w:r>`
	fieldSeparate = `<w:r><w:fldChar w:fldCharType="separate"/></w:r>`
	fieldEnd      = `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
)

func wordRun(s string) string { return `<w:r><w:t xml:space="preserve">` + s + `</w:t></w:r>` }

// legalList numbers headings "Article 1." and "1.1".
const legalList = `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="H1"/><w:suff w:val="space"/><w:lvlText w:val="Article %1."/></w:lvl>` +
	`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="H2"/><w:suff w:val="space"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`

const legalStyles = `<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`

// A heading that ends with a style separator stands on one line with the text
// that follows it, as Word prints it.
func TestDOCXRunInHeadings(t *testing.T) {
	separated := `<w:pStyle w:val="H2"/><w:rPr><w:vanish/><w:specVanish/></w:rPr>`
	d := readBody(t, para(`<w:pStyle w:val="H1"/>`, "Leaves")+para(separated, "Sick.")+`<w:p>`+wordRun(" Ten days.")+`</w:p>`+para(separated, "Annual.")+`<w:p>`+wordRun(" Five.")+`</w:p>`,
		"numbering", legalList, "styles", legalStyles)
	assert.Equal(t, "Article 1. Leaves\n\n1.1 Sick. Ten days.\n\n1.2 Annual. Five.", d.Text)
	require.Len(t, d.Headings, 1)
	require.Len(t, d.Leads, 2)
	assert.Equal(t, "Sick.", d.Text[d.Leads[0].Start:d.Leads[0].End])
	checkDocument(t, d)
}

// A large first letter is the first letter of the paragraph below it.
func TestDOCXDropCap(t *testing.T) {
	d := readBody(t, para(`<w:framePr w:dropCap="drop" w:lines="3"/>`, "T")+para("", "HE EMPLOYER agrees.")+para("", "b"))
	assert.Equal(t, "THE EMPLOYER agrees.\n\nb", d.Text)
}

// Documents of other forms that stand in the body are read in their place.
func TestDOCXChunks(t *testing.T) {
	page := `<html><body><h1>ARTICLE 1</h1><ol type=A><li>a<li>b</ol><table><tr><td>1<td>$10<tr><td>2<td>$11</table></body></html>`
	saved := "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\n\n" + page + "\n--x--\n"
	want := "before|ARTICLE 1|A. a|B. b|1\t$10\n2\t$11|after"
	file := func(name, chunk string) []byte {
		return zipped(t, "[Content_Types].xml", "<x/>", "word/document.xml", `<w:document `+wordNames+`><w:body>`+para("", "before")+`<w:altChunk r:id="c"/>`+para("", "after")+`</w:body></w:document>`,
			"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="c" Type="x/aFChunk" Target="`+name+`"/></Relationships>`, "word/"+name, chunk)
	}
	inner := string(docxFile(t, para("", "in Word")+`<w:p><w:r><w:commentReference w:id="0"/></w:r></w:p>`))
	for name, tt := range map[string]struct {
		chunk, want string
		notes       []string
	}{
		"a.html":      {page, want, nil},
		"hidden.html": {`<html><head><style>i,.h{display:none}</style></head><body><p>a<b class=h>c</b></p></body></html>`, "before|a|after", []string{CodeHidden}},
		"a.mht":       {saved, want, nil},
		"a.docx":      {inner, "before|in Word|after", []string{CodeChanges}},
		"a.txt":       {"one\r\ntwo", "before|one|two|after", nil},
		"a.rtf":       {`{\rtf1 a}`, "before|after", []string{CodeObjects}},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := Read(context.Background(), DOCX, file(name, tt.chunk))
			require.NoError(t, err)
			assert.Equal(t, tt.want, strings.ReplaceAll(d.Text, "\n\n", "|"))
			assert.Equal(t, tt.notes, codes(d))
			checkDocument(t, d)
		})
	}
	t.Run("in itself without end", func(t *testing.T) {
		data := file("a.txt", "end")
		for range maxEmbedded + 2 {
			data = file("a.docx", string(data))
		}
		d, err := Read(context.Background(), DOCX, data)
		require.NoError(t, err)
		assert.Equal(t, []string{CodeObjects}, codes(d))
		assert.NotContains(t, d.Text, "end")
	})
}

func TestDOCXFields(t *testing.T) {
	field := func(instruction, result string) string {
		if result != "" {
			result = fieldSeparate + wordRun(result)
		}
		return fieldBegin + `<w:r><w:instrText>` + instruction + `</w:instrText></w:r>` + result + fieldEnd
	}
	marked := func(name, heading string) string {
		return `<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:bookmarkStart w:id="1" w:name="` + name + `"/>` + wordRun(heading) + `</w:p>`
	}
	tests := []struct{ name, body, want, note string }{
		{"a chosen line", `<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Full-time"/><w:listEntry w:val="Part-time"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>` + fieldEnd + `</w:p>`, "Part-time", ""},
		{"a sign by its number", `<w:p>` + field(` SYMBOL 167 \f "Times New Roman" `, "") + field(` SYMBOL 0xFC \f "Wingdings"`, "") + `</w:p>`, "§✓", ""},
		{"a number that is as it says", marked("R", "Leaves") + marked("S", "Pay") + `<w:p>` + field(` REF S \r \h `, "Article 2") + wordRun(" ") + field(` REF R \w `, "1") + `</w:p>`, "Article 1. Leaves|Article 2. Pay|Article 2 1", ""},
		{"a number that has gone stale", `<w:p>` + wordRun("See ") + field(` REF S \r \h `, "Article 9") + `</w:p>` + marked("R", "Leaves") + marked("S", "Pay"), "See Article 9|Article 1. Leaves|Article 2. Pay", "says “Article 9” where the paragraph that it names is now “Article 2.”"},
		{"words, not a number", marked("R", "Leaves") + `<w:p>` + field(` REF R \h `, "Sick leave") + `</w:p>`, "Article 1. Leaves|Sick leave", ""},
		{"comments", `<w:p>` + wordRun("a") + `<w:r><w:commentReference w:id="0"/></w:r></w:p>`, "a", "1 comment was left out"},
		{"notes that are numbered anew", `<w:p>` + wordRun("a") + `<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p><w:sectPr><w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr></w:sectPr>`, "a¹²|¹ x|² y", "here they run through"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := readBody(t, tt.body, "numbering", legalList, "styles", legalStyles, "footnotes", `<w:footnote w:id="1">`+para("", "x")+`</w:footnote><w:footnote w:id="2">`+para("", "y")+`</w:footnote>`)
			assert.Equal(t, tt.want, strings.ReplaceAll(d.Text, "\n\n", "|"))
			if tt.note == "" {
				assert.Empty(t, d.Notes)
				return
			}
			require.NotEmpty(t, d.Notes)
			assert.Contains(t, d.Notes[len(d.Notes)-1].Message, tt.note)
		})
	}
}

// Parts in UTF-16 are read.
func TestDOCXWideParts(t *testing.T) {
	wide := "\xff\xfe"
	for _, c := range `<?xml version="1.0" encoding="UTF-16"?><w:document ` + wordNames + `><w:body>` + para("", "Pay") + `</w:body></w:document>` {
		wide += string([]byte{byte(c), 0})
	}
	d, err := Read(context.Background(), DOCX, zipped(t, "[Content_Types].xml", "<x/>", "word/document.xml", wide))
	require.NoError(t, err)
	assert.Equal(t, "Pay", d.Text)
}

// Entities that a file defines are not filled in: they could name other files, or
// each other without end.
func TestDOCXEntities(t *testing.T) {
	head := `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hosts">]>`
	d, err := Read(context.Background(), DOCX, zipped(t, "[Content_Types].xml", "<x/>", "word/document.xml", head+`<w:document `+wordNames+`><w:body>`+para("", "&b;&f; Pay &amp; leaves")+`</w:body></w:document>`))
	require.NoError(t, err)
	assert.Equal(t, "&b;&f; Pay & leaves", d.Text)
}
