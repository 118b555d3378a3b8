package source

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRTF(t *testing.T) {
	tests := []struct {
		name, body, want string
		notes            []string
	}{
		{"paragraphs", "Article 1\\par\r\n{\\b Leaves}\\par words", "Article 1|Leaves|words", nil},
		{"characters", `\'a7 4 \'93days\'94 caf\u233 ?\~x\_y\-z \emdash \ldblquote a\rdblquote  \{b\}`, "§ 4 “days” café x-yz —“a” {b}", nil},
		{"a character above U+FFFF", `\u-10179 ?\u-8704 ?`, "😀", nil},
		{"what stands for a character", `{\uc2\u8212 --}{\uc0\u8212}x`, "——x", nil},
		{"fonts with other code pages", `{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset2 Symbol;}}\f1\'d1\f0\'d1{\f2\'b7}`, "СÑ•", nil},
		{"tabs and lines", `a\tab b\line c`, "a\tb\nc", nil},
		{"numbers as they are printed", `{\listtext\tab 1.\tab}Item\par{\pntext\f0 (a)\tab}Item`, "1.\tItem|(a)\tItem", nil},
		{"what is no text", `{\info{\title t}}{\*\generator x;}{\colortbl;\red1;}{\stylesheet{\s1 heading 1;}}{\field{\*\fldinst PAGE}{\fldrslt 3}}{\bkmkstart _Toc}a`, "3a", nil},
		{"heads and feet", `{\header Local 5\par}a`, "a", []string{CodeRunning}},
		{"hidden words", `a{\v b}c`, "ac", []string{CodeHidden}},
		{"tracked changes", `a{\deleted b}{\revised c}`, "ac", []string{CodeChanges}},
		{"struck-out words", `some words {\strike ten}`, "some words ten", []string{CodeStruck}},
		{"footnotes", `a{\super\chftn}{\footnote\pard\plain {\super\chftn} b\par} c\par d`, "a¹ c|¹ b|d", []string{CodeNotes}},
		{"footnotes that other programs may pass over", `a{\super\chftn}{\*\footnote\pard\plain {\super\chftn} b\par} c`, "a¹ c|¹ b", []string{CodeNotes}},
		{"blanks before a number", `{\listtext\pard\plain  1.\tab}Item`, "1.\tItem", nil},
		{"several struck-out words", `some words and more {\strike ten or so} days`, "some words and more ten or so days", []string{CodeStruck}},
		{"pictures", `a{\pict\pngblip 0123abcd}{\*\shppict{\pict 00ff}}b`, "ab", []string{CodeObjects}},
		{"bytes that are no text", "a{\\pict\\bin5 }}}}}}b", "ab", []string{CodeObjects}},
		{"a table", `\trowd\cellx1\cellx2\intbl Step\cell Rate\cell\row\intbl 1\cell $10\cell\row\pard after`, "Step\tRate\n1\t$10|after", nil},
		{"capitals", `{\caps Leaves}`, "LEAVES", nil},
		{"headings", `{\stylesheet{\s1 heading 1;}}\pard\s1 Leaves\par\pard x`, "Leaves|x", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data := []byte(`{\rtf1\ansi\ansicpg1252\uc1 ` + tt.body + `}`)
			require.Equal(t, RTF, Sniff(data))
			d, err := Read(context.Background(), RTF, data)
			require.NoError(t, err)
			assert.Equal(t, tt.want, strings.ReplaceAll(d.Text, "\n\n", "|"))
			assert.Equal(t, tt.notes, codes(d))
			checkDocument(t, d)
		})
	}
	t.Run("cut off", func(t *testing.T) {
		d, err := Read(context.Background(), RTF, []byte(`{\rtf1 words {\b and`))
		require.NoError(t, err)
		assert.Equal(t, "words and", d.Text)
		assert.Equal(t, []string{"cut-off"}, codes(d))
		_, err = Read(context.Background(), RTF, []byte(`{\rtf1 {\fonttbl{\f0`))
		require.ErrorIs(t, err, ErrDamaged)
	})
	t.Run("groups that nest without end", func(t *testing.T) {
		d, err := Read(context.Background(), RTF, []byte(`{\rtf1 a`+strings.Repeat("{", 5000)+"b"+strings.Repeat("}", 5000)+`c}`))
		require.NoError(t, err)
		assert.Equal(t, "abc", d.Text)
	})
}

// FuzzRTF: every file is read whole, or refused.
func FuzzRTF(f *testing.F) {
	for _, s := range []string{`{\rtf1 a\par b}`, `{\rtf1{\footnote a{\footnote b}}c`, `{\rtf1\trowd a\cell{b\cell\row}\pard}`, `{\rtf1\u-10179?\u1?\'`, `{\rtf1{\listtext 1.}\strike a\plain b}`, `{\rtf1{\*\shptxt a\par}}`, `{\rtf1\bin99999999 a}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := Read(context.Background(), RTF, []byte(s))
		if err != nil {
			require.Nil(t, d)
			return
		}
		checkDocument(t, d)
	})
}

// FuzzDOCX and FuzzODT change the body of a file.
func FuzzDOCX(f *testing.F) {
	for _, c := range numberingCases() {
		f.Add(c.body, c.numbering, c.styles)
	}
	f.Add(`<w:p><w:r><w:lastRenderedPageBreak/><w:footnoteReference w:id="1"/><w:fldChar w:fldCharType="begin"/></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:tbl/></w:tc></w:tr></w:tbl>`, "", "")
	f.Fuzz(func(t *testing.T, body, numbering, styles string) {
		d, err := Read(context.Background(), DOCX, docxFile(t, body, "numbering", numbering, "styles", styles))
		if err != nil {
			require.Nil(t, d)
			return
		}
		checkDocument(t, d)
	})
}

func FuzzODT(f *testing.F) {
	f.Add(`<text:list text:style-name="L1"><text:list-item text:start-value="4"><text:p>x</text:p></text:list-item></text:list>`, `<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="I"/></text:list-style>`)
	f.Add(`<text:p>a<text:note><text:note-body><text:p>b</text:p></text:note-body></text:note><text:soft-page-break/></text:p><table:table><table:table-row><table:covered-table-cell table:number-columns-repeated="999999999"/></table:table-row></table:table>`, "")
	f.Fuzz(func(t *testing.T, body, automatic string) {
		d, err := Read(context.Background(), ODT, odtFile(t, "", automatic, body))
		if err != nil {
			require.Nil(t, d)
			return
		}
		checkDocument(t, d)
	})
}
