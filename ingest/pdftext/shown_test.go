package pdftext

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// catalog puts entries into the catalog of a made file.
func catalog(file []byte, entries string) []byte {
	return []byte(strings.Replace(string(file), "/Type/Catalog", "/Type/Catalog"+entries, 1))
}

// TestLayersThatAreOff: what stands in a layer that is switched off is not on
// the page as it is shown.
func TestLayersThatAreOff(t *testing.T) {
	make := func(config string, content string) []byte {
		m := &made{}
		m.add("<</Type/OCG/Name(Shown)>>")
		m.add("<</Type/OCG/Name(Draft)>>")
		m.add("<</Type/OCMD/OCGs[1 0 R 2 0 R]/P/AllOn>>")
		m.stream("/Type/XObject/Subtype/Form/BBox[0 0 300 900]/OC 2 0 R/Resources<</Font<</F1 5 0 R>>>>", []byte("BT /F1 11 Tf 72 500 Td (in a form) Tj ET"))
		return catalog(m.pages("", "/Properties<</On 1 0 R/Off 2 0 R/Both 3 0 R>>/XObject<</X 4 0 R>>", content),
			"/OCProperties<</OCGs[1 0 R 2 0 R]/D<<"+config+">>>>")
	}
	in := func(layer, words string, y float64) string {
		return "/OC /" + layer + " BDC " + lines(72, y, words) + "EMC "
	}
	content := in("On", "old pay", 720) + in("Off", "new pay", 700) + lines(72, 680, "always") + "/X Do "
	for _, tt := range []struct{ name, config, content, want string }{
		{"one is off", "/OFF[2 0 R]", content, "old pay\n\nalways"},
		{"all are off but one", "/BaseState/OFF/ON[1 0 R]", content, "old pay\n\nalways"},
		{"none is off", "", content, "old pay\n\nnew pay\n\nalways\n\nin a form"},
		{"of two both must be on", "/OFF[2 0 R]", in("Both", "both", 720) + lines(72, 700, "always"), "always"},
		{"marks inside one that is off", "/OFF[2 0 R]", "/OC /Off BDC /P <</MCID 1>> BDC " + lines(72, 720, "off") + " EMC " + lines(72, 700, "off too") + "EMC " + lines(72, 680, "on"), "on"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, text(t, make(tt.config, tt.content)))
		})
	}
}

// TestAnnotations: what is laid over a page is text if it is shown on it.
func TestAnnotations(t *testing.T) {
	for _, tt := range []struct{ name, annotation, want string }{
		{"typed note without an appearance", "/Subtype/FreeText/Rect[72 600 272 620]/DA(/Helv 10 Tf 0 g)/Contents(Agreed 5/1)", "words\n\nAgreed 5/1"},
		{"note that pops up", "/Subtype/Text/Rect[72 600 92 620]/Contents(ask Bob)/AP<</N 2 0 R>>", "words"},
		{"window of a note", "/Subtype/Popup/Rect[72 600 272 620]/Contents(ask Bob)", "words"},
		{"stamp", "/Subtype/Stamp/Rect[72 600 272 620]/AP<</N 2 0 R>>", "words\n\nshown"},
		{"field without an appearance", "/Subtype/Widget/FT/Tx/T(employer)/V(City of Ulm)/Rect[72 600 272 620]/DA(/Helv 10 Tf 0 g)", "words\n\nCity of Ulm"},
		{"field of two lines", "/Subtype/Widget/FT/Tx/Ff 4096/V(Ulm\\rBlau)/Rect[72 560 272 620]/DA(/Helv 10 Tf 0 g)", "words\n\nUlm\nBlau"},
		{"field of its parent", "/Subtype/Widget/Parent 3 0 R/Rect[72 600 272 620]", "words\n\nfrom above"},
		{"choice", "/Subtype/Widget/FT/Ch/V(Monthly)/Rect[72 600 272 620]", "words\n\nMonthly"},
		{"password", "/Subtype/Widget/FT/Tx/Ff 8192/V(secret)/Rect[72 600 272 620]", "words"},
		{"box that is ticked", "/Subtype/Widget/FT/Btn/AS/Yes/V/Yes/Rect[60 715 70 727]", "☒ words"},
		{"box that is not", "/Subtype/Widget/FT/Btn/AS/Off/Rect[60 715 70 727]", "☐ words"},
		{"field that is hidden", "/Subtype/Widget/FT/Tx/F 2/V(City of Ulm)/Rect[72 600 272 620]", "words"},
		{"link", "/Subtype/Link/Rect[72 600 272 620]/Contents(go there)", "words"},
		{"highlight with a remark", "/Subtype/Highlight/Rect[72 700 272 730]/Contents(check)", "words"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := &made{}
			m.add("<</Type/Annot%s>>", tt.annotation)
			m.stream("/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F1 4 0 R>>>>", []byte("BT /F1 10 Tf 0 4 Td (shown) Tj ET"))
			m.add("<</FT/Tx/V(from above)/DA(/Helv 10 Tf 0 g)>>")
			assert.Equal(t, tt.want, text(t, m.pages("/Annots[1 0 R]", "", lines(72, 720, "words"))))
		})
	}
}

// TestStruckWords: a clause that is struck out is read, and told.
func TestStruckWords(t *testing.T) {
	m := &made{}
	m.add("<</Type/Annot/Subtype/StrikeOut/Rect[72 700 300 718]/QuadPoints[72 717 200 717 72 703 200 703]>>")
	m.add("<</Type/Annot/Subtype/Underline/Rect[72 686 300 704]/QuadPoints[72 703 120 703 72 690 120 690]>>")
	d, err := Read(context.Background(), m.pages("/Annots[1 0 R 2 0 R]", "", lines(72, 720, "Overtime is paid at", "double the usual rate", "plus ten percent")))
	require.NoError(t, err)
	require.Len(t, d.Problems, 2)
	assert.Equal(t, Problem{1, Struck, `a note on the page strikes out the words "double the usual rate"`}, d.Problems[0])
	assert.Equal(t, Problem{1, Underlined, `a note on the page underlines the words "plus ten"`}, d.Problems[1])
}

// TestInkThatIsNotSeen: white words on a white page are read, and told; words
// on a dark ground are seen.
func TestInkThatIsNotSeen(t *testing.T) {
	for _, tt := range []struct {
		name, content string
		told          bool
	}{
		{"white on nothing", lines(72, 720, "seen words of the page") + "1 g " + lines(72, 600, "hidden words here"), true},
		{"white on a dark bar", lines(72, 720, "seen words of the page") + "0 g 60 590 300 30 re f 1 g " + lines(72, 600, "heading in reverse"), false},
		{"white by another way of naming it", lines(72, 720, "seen words of the page") + "1 1 1 rg " + lines(72, 600, "hidden words here"), true},
		{"and by CMYK", lines(72, 720, "seen words of the page") + "0 0 0 0 k " + lines(72, 600, "hidden words here"), true},
		{"black", lines(72, 720, "seen words of the page") + "1 g 0 g " + lines(72, 600, "seen words, too"), false},
		{"outlined in black", lines(72, 720, "seen words of the page") + "1 g 0 G 2 Tr " + lines(72, 600, "seen words, too"), false},
		{"white on a picture", lines(72, 720, "seen words of the page") + "q 400 0 0 100 60 560 cm /Im0 Do Q 1 g " + lines(72, 600, "on a picture"), false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, err := Read(context.Background(), pages("", tt.content))
			require.NoError(t, err)
			var told []Problem
			for _, p := range d.Problems {
				if p.Code == Unseen {
					told = append(told, p)
				}
			}
			if !tt.told {
				assert.Empty(t, told)
				return
			}
			require.Len(t, told, 1)
			assert.Equal(t, `words on the page are white on white: "hidden words here"`, told[0].Reason)
		})
	}
}

func TestShown(t *testing.T) {
	type3 := &made{}
	type3.content("750 0 0 0 750 750 d1 0 0 750 750 re f")
	type3.add("<</Type/Font/Subtype/Type3/FontBBox[0 0 750 750]/FontMatrix[.001 0 0 .001 0 0]/CharProcs<</pay 1 0 R>>/Encoding<</Type/Encoding/Differences[65/P/a/y]>>/FirstChar 65/LastChar 67/Widths[600 600 600]>>")
	tex := func(codes string) []byte { // a bitmap font of TeX with these codes, all of them shown
		m := &made{}
		m.content("750 0 0 0 750 750 d1 0 0 750 750 re f")
		names := ""
		for i := range len(codes) {
			names += fmt.Sprintf("%d/a%d ", codes[i], codes[i])
		}
		m.add("<</Type/Font/Subtype/Type3/FontBBox[0 0 75 75]/FontMatrix[.01 0 0 .01 0 0]/CharProcs<</a65 1 0 R>>/Encoding<</Type/Encoding/Differences[%s]>>/FirstChar 0/LastChar 255/Widths[%s]>>", names, strings.Repeat("50 ", 256))
		return m.pages("", "/Font<</T3 2 0 R>>", fmt.Sprintf("BT /T3 10 Tf 72 720 Td <%x> Tj ET", codes))
	}
	unmapped := &made{}
	child := unmapped.add("<</Type/Font/Subtype/CIDFontType2/BaseFont/AAAAAA+Made/DW 500>>")
	mute := unmapped.add("<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+Made/Encoding/Identity-H/DescendantFonts[%d 0 R]>>", child)
	said := "BT /M 11 Tf 72 720 Td /Span <</ActualText (wages of the year)>> BDC <" + strings.Repeat("0105", 17) + "> Tj EMC ET"
	drop := "BT /F1 36 Tf 72 690 Td (T) Tj ET " + lines(98, 708, "he employer and the union agree on all that", "follows in this paper, which holds for one") + lines(72, 680, "year and for as long as nobody ends it.")
	for _, tt := range []struct {
		name string
		file []byte
		want string
	}{
		{"Type 3 font", type3.pages("", "/Font<</T3 2 0 R>>", "BT /T3 10 Tf 72 720 Td (ABC) Tj ET"), "Pay"},
		{"TeX's bitmaps, second encoding", tex("sta\x1b\x15e\x1ect\x9f"), "staff–effict§"},
		{"TeX's bitmaps, first encoding", tex("sta\x0b{e\x0ect"), "staff–effict"},
		{"TeX's bitmaps, signs", tex("\x88"), "•"},
		{"codes that WinAnsi leaves open", pages("", `BT /F1 11 Tf 72 720 Td (\177 leave) Tj ET`), "• leave"},
		{"text of a whole line in the marks", unmapped.pages("", fmt.Sprintf("/Font<</M %d 0 R>>", mute), said), "wages of the year"},
		{"marks that say something else than is seen", pages("", `BT /F1 11 Tf 72 720 Td /Span <</ActualText (double pay)>> BDC (half of the pay) Tj EMC ET`), "half of the pay"},
		{"capital as high as two lines", pages("", drop), "The employer and the union agree on all that\nfollows in this paper, which holds for one\nyear and for as long as nobody ends it."},
		{"capital drawn after the page", pages("", lines(98, 708, "he employer and the union agree on all that", "follows in this paper, which holds for one")+lines(72, 680, "year and for as long as nobody ends it.")+"BT /F1 36 Tf 72 690 Td (T) Tj ET"), "The employer and the union agree on all that\nfollows in this paper, which holds for one\nyear and for as long as nobody ends it."},
		{"capital that is a word", pages("", "BT /F1 36 Tf 72 690 Td (A) Tj ET "+lines(101, 708, "grievance is a complaint of the union")+lines(98, 694, "about this paper, which holds for one")+lines(72, 680, "year and for as long as nobody ends it.")), "A grievance is a complaint of the union\nabout this paper, which holds for one\nyear and for as long as nobody ends it."},
		{"capital of a label", pages("", "BT /F1 36 Tf 72 690 Td (A.) Tj ET "+lines(107, 708, "Grievances are complaints of the union", "about this paper, which holds for one")+lines(72, 680, "year and for as long as nobody ends it.")), "A. Grievances are complaints of the union\nabout this paper, which holds for one\nyear and for as long as nobody ends it."},
		{"letters placed one by one", pages("", "BT /F1 12 Tf 72 720 Td (A) Tj 13 0 Td (R) Tj 13 0 Td (T) Tj 13 0 Td (I) Tj 8 0 Td (C) Tj 13 0 Td (L) Tj 12 0 Td (E) Tj 22 0 Td (5) Tj ET"), "ARTICLE 5"},
		{"bold by drawing twice, letter by letter", pages("", "BT /F1 11 Tf 72 720 Td (P) Tj 0.3 0 Td (P) Tj 7.04 0 Td (a) Tj 0.3 0 Td (a) Tj 5.8 0 Td (y) Tj .3 0 Td (y) Tj ET"), "Pay"},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, text(t, tt.file)) })
	}
}

func TestUserUnit(t *testing.T) {
	d, err := Read(context.Background(), pages("/UserUnit 2", lines(72, 720, "words")))
	require.NoError(t, err)
	p := d.Pages[0]
	assert.InDelta(t, 1224, p.Width, 0.01)
	assert.InDelta(t, 1584, p.Height, 0.01)
	assert.InDelta(t, 22, p.Words[0].Size, 0.01)
	assert.InDelta(t, 144, p.Words[0].X0, 0.01)
}

// TestVertical: text of a font that writes downwards.
func TestVertical(t *testing.T) {
	m := &made{}
	f := m.composite()
	m.objects[f-1] = strings.Replace(m.objects[f-1], "Identity-H", "Identity-V", 1)
	d, err := Read(context.Background(), m.pages("", fmt.Sprintf("/Font<</C %d 0 R>>", f), "BT /C 10 Tf 300 720 Td <000300040005> Tj ET"))
	require.NoError(t, err)
	var all string
	for _, w := range d.Pages[0].Words {
		all += w.Text
	}
	assert.Equal(t, "xyz", all)
	require.NotEmpty(t, d.Pages[0].Words)
	last := d.Pages[0].Words[len(d.Pages[0].Words)-1]
	assert.InDelta(t, 300, (last.X0+last.X1)/2, 6)
	assert.Greater(t, last.Y1, 792-720+20.0)
}

// TestLineThroughWords: a line through words strikes them out; a rule of a table
// or under a heading does not.
func TestLineThroughWords(t *testing.T) {
	words := lines(72, 720, "half of the pay", "all of the pay")
	for _, tt := range []struct{ name, line, want string }{
		{"line", "1 w 72 723.5 m 150 723.5 l S ", "half of the pay"},
		{"bar", "72 709 45 .6 re f ", "all of the"},
		{"underline", "72 718 80 .6 re f ", ""},
		{"rule between rows", "72 715.5 m 300 715.5 l S ", ""},
		{"in white", "1 G 72 723.5 m 150 723.5 l S ", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, err := Read(context.Background(), pages("", words+tt.line))
			require.NoError(t, err)
			if tt.want == "" {
				assert.Empty(t, d.Problems)
				return
			}
			assert.Equal(t, []Problem{{1, Struck, fmt.Sprintf("a line is drawn through the words %q", tt.want)}}, d.Problems)
		})
	}
}
