package source

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const odtNames = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ` +
	`xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" ` +
	`xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" ` +
	`xmlns:xml="http://www.w3.org/XML/1998/namespace" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"`

// odtFile is an OpenDocument text with those styles and that body.
func odtFile(tb testing.TB, styles, automatic, body string) []byte {
	tb.Helper()
	return zipped(tb, "mimetype", "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml", "<manifest/>",
		"styles.xml", `<office:document-styles `+odtNames+`><office:styles>`+styles+`</office:styles></office:document-styles>`,
		"content.xml", `<office:document-content `+odtNames+`><office:automatic-styles>`+automatic+`</office:automatic-styles><office:body><office:text>`+body+`</office:text></office:body></office:document-content>`)
}

func TestODT(t *testing.T) {
	level := func(n, format, more string) string {
		return `<text:list-level-style-number text:level="` + n + `" style:num-format="` + format + `" ` + more + `/>`
	}
	list := func(levels string) string {
		return `<text:list-style style:name="L1">` + levels + `</text:list-style>`
	}
	item := func(inside string) string { return `<text:list-item>` + inside + `</text:list-item>` }
	p := func(s string) string { return `<text:p>` + s + `</text:p>` }
	tests := []struct{ name, styles, automatic, body, want string }{
		{"white space", "", "", p("  Article\n 1 <text:span>Leaves</text:span><text:s text:c=\"2\"/>x<text:tab/>y<text:line-break/>z"), "Article 1 Leaves  x\ty\nz"},
		{"words behind a line break", "", "", p("a<text:line-break/>two words <text:s text:c=\"2\"/>b"), "a\ntwo words   b"},
		{"levels", "", list(level("1", "I", `style:num-prefix="ARTICLE "`) + level("2", "a", `style:num-prefix="(" style:num-suffix=")"`)),
			`<text:list text:style-name="L1">` + item(p("x")+`<text:list>`+item(p("x"))+item(p("x"))+`</text:list>`) + item(p("x")+`<text:list>`+item(p("x"))+`</text:list>`) + `</text:list>`,
			"ARTICLE I\tx|(a)\tx|(b)\tx|ARTICLE II\tx|(a)\tx"},
		{"numbers of the levels above", "", list(level("1", "1", `style:num-suffix="."`) + level("2", "A", `text:display-levels="2"`)),
			`<text:list text:style-name="L1">` + item(p("x")+`<text:list>`+item(p("x"))+`</text:list>`) + `</text:list>`, "1.\tx|1.A\tx"},
		{"a list's own words", "", list(level("1", "1", `loext:num-list-format="Section %1%:"`)), `<text:list text:style-name="L1">` + item(p("x")) + `</text:list>`, "Section 1:\tx"},
		{"starts and goes on", "", list(level("1", "1", `style:num-suffix="."`)),
			`<text:list xml:id="a" text:style-name="L1"><text:list-item text:start-value="4">` + p("x") + `</text:list-item></text:list>` + p("between") +
				`<text:list text:continue-list="a" text:style-name="L1">` + item(p("x")) + `</text:list><text:list text:style-name="L1">` + item(p("x")) + `</text:list><text:list text:continue-numbering="true" text:style-name="L1"><text:list-header>` + p("head") + `</text:list-header>` + item(p("x")+p("second")) + `</text:list>`,
			"4.\tx|between|5.\tx|1.\tx|head|2.\tx|second"},
		{"bullets", "", list(`<text:list-level-style-bullet text:level="1" text:bullet-char="` + "\uf0b7" + `"><style:text-properties style:font-name="Symbol"/></text:list-level-style-bullet>`), `<text:list text:style-name="L1">` + item(p("x")) + `</text:list>`, "•\tx"},
		{"headings of the outline", `<text:outline-style><text:outline-level-style text:level="1" style:num-format="1" style:num-prefix="Article "/><text:outline-level-style text:level="2" style:num-format="A"/></text:outline-style>`, "",
			`<text:h text:outline-level="1">x</text:h><text:h text:outline-level="2">x</text:h><text:h text:outline-level="1" text:is-list-header="true">x</text:h><text:h text:outline-level="1">x</text:h>`, "Article 1\tx|A\tx|x|Article 2\tx"},
		{"hidden and struck-out words, capitals", `<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>`, `<style:style style:name="C" style:family="text"><style:text-properties fo:text-transform="uppercase"/></style:style>`,
			p(`a<text:span text:style-name="H">b</text:span> <text:span text:style-name="C">c</text:span>`), "a C"},
		{"notes and boxes", "", "", p(`a<text:note><text:note-citation>1</text:note-citation><text:note-body>`+p("b")+`</text:note-body></text:note> c<draw:frame><draw:text-box>`+p("d")+`</draw:text-box></draw:frame>`) + p("e"), "a¹ c|¹ b|d|e"},
		{"tracked changes, comments", "", "", `<text:tracked-changes><text:changed-region><text:deletion>` + p("gone") + `</text:deletion></text:changed-region></text:tracked-changes>` + p(`a<text:change/><office:annotation>`+p("a comment")+`</office:annotation>b`), "ab"},
		{"a table", "", "", `<table:table><table:table-header-rows><table:table-row><table:table-cell>` + p("Step") + `</table:table-cell><table:table-cell>` + p("Rate") + `</table:table-cell></table:table-row></table:table-header-rows>` +
			`<table:table-row><table:table-cell>` + p("1") + `</table:table-cell><table:covered-table-cell/></table:table-row></table:table>`, "Step\tRate\n1"},
		{"a contents list", "", "", `<text:table-of-content><text:index-body><text:index-title>` + p("Contents") + `</text:index-title>` + p("Article 1<text:tab/>3") + `</text:index-body></text:table-of-content>` + p("x"), "Contents\nArticle 1\t3|x"},
		{"a section that is hidden", "", "", `<text:section text:display="none">` + p("a") + `</text:section><text:section>` + p("b") + `</text:section>`, "b"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data := odtFile(t, tt.styles, tt.automatic, tt.body)
			require.Equal(t, ODT, Sniff(data))
			d, err := Read(context.Background(), ODT, data)
			require.NoError(t, err)
			assert.Equal(t, tt.want, strings.ReplaceAll(d.Text, "\n\n", "|"))
			checkDocument(t, d)
		})
	}
	t.Run("all parts in one file", func(t *testing.T) {
		data := []byte(`<?xml version="1.0" encoding="UTF-8"?><office:document ` + odtNames + ` office:mimetype="` + ODT + `"><office:styles><text:outline-style>` +
			`<text:outline-level-style text:level="1" style:num-format="I" style:num-prefix="ARTICLE "/></text:outline-style></office:styles>` +
			`<office:automatic-styles/><office:body><office:text><text:h text:outline-level="1">LEAVES</text:h>` + p("x") + `</office:text></office:body></office:document>`)
		require.Equal(t, FlatODT, Sniff(data))
		d, err := Read(context.Background(), FlatODT, data)
		require.NoError(t, err)
		assert.Equal(t, "ARTICLE I\tLEAVES\n\nx", d.Text)
	})
	t.Run("encrypted", func(t *testing.T) {
		_, err := Read(context.Background(), ODT, zipped(t, "mimetype", ODT, "META-INF/manifest.xml", `<manifest><file-entry><encryption-data/></file-entry></manifest>`, "content.xml", "\x01\x02"))
		require.ErrorIs(t, err, ErrUnsupported)
		require.ErrorContains(t, err, "without a password")
	})
	t.Run("pages", func(t *testing.T) {
		d, err := Read(context.Background(), ODT, odtFile(t, "", "", p("a<text:soft-page-break/>b")+`<text:soft-page-break/>`+p("c")))
		require.NoError(t, err)
		require.Len(t, d.Pages, 3)
		assert.Equal(t, "b", strings.TrimSpace(d.Text[d.Pages[1].Span.Start:d.Pages[1].Span.End]))
		checkDocument(t, d)
	})
}
