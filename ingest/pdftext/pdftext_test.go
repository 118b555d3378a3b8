package pdftext

import (
	"context"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/ingest/layout"
)

// composite appends a font of two-byte codes: 1 is "A", 2 "fi" as one glyph,
// 3 to 5 "x" to "z", each 500 wide but for code 2 with 600.
func (m *made) composite() int {
	uni := m.flat("", []byte("/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n"+
		"2 beginbfchar <0001> <0041> <0002> <FB01> endbfchar\n1 beginbfrange <0003> <0005> <0078> endbfrange\nendcmap end end"))
	child := m.add("<</Type/Font/Subtype/CIDFontType2/BaseFont/AAAAAA+Made/DW 500/W[2[600]]>>")
	return m.add("<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+Made/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", child, uni)
}

func TestText(t *testing.T) {
	cid := &made{}
	cidFont := cid.composite()
	named := &made{}
	namedFont := named.add("<</Type/Font/Subtype/Type1/BaseFont/Made/Encoding<</Differences[1/A/section/uni00BD/f_i/Euro/a.sc]>>/FirstChar 1/LastChar 6/Widths[600 600 600 600 600 600]>>")
	form := &made{}
	formXObject := form.stream("/Type/XObject/Subtype/Form/BBox[0 0 300 300]/Matrix[1 0 0 1 100 0]/Resources<</Font<</F1 2 0 R>>>>", []byte("BT /F1 11 Tf 0 500 Td (inside) Tj ET /X Do"))
	inline := "q 10 0 0 10 0 0 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \x00)>]\xffEI\x01 EI Q\n"
	tests := []struct {
		name string
		file []byte
		want string
	}{
		{"lines by T*", pages("", lines(72, 720, "Section 1. Pay", "Each employee is paid", "every other week.")), "Section 1. Pay\nEach employee is paid\nevery other week."},
		{"' and \"", pages("", `BT /F1 11 Tf 14 TL 72 720 Td (one two) Tj (three) ' 3 0 (four five) " ET`), "one two\nthree\nfour five"},
		{"TD sets the leading", pages("", `BT /F1 11 Tf 72 720 Td (one) Tj 0 -14 TD (two) Tj T* (three) Tj ET`), "one\ntwo\nthree"},
		{"Tm and cm", pages("", `q 1 0 0 1 50 100 cm BT /F1 1 Tf 11 0 0 11 22 620 Tm (one) Tj ET Q BT /F1 11 Tf 1 0 0 1 72 706 Tm (two) Tj ET`), "one\ntwo"},
		{"blanks from TJ, none from kerning", pages("", `BT /F1 11 Tf 72 720 Td [(T)80(ermi)-20(nation)-280(of)-250(em)15(ployment)] TJ ET`), "Termination of employment"},
		{"blanks from positions", pages("", `BT /F1 10 Tf 72 720 Td (at) Tj 11.5 0 Td (will) Tj ET`), "at will"},
		{"letters set apart by Tc", pages("", `BT /F1 10 Tf 3 Tc 72 720 Td (Grievance) Tj ET`), "Grievance"},
		{"letters set apart by place", pages("", `BT /F1 10 Tf 72 720 Td [(A)-400(R)-400(T)-400(I)-400(C)-400(L)-400(E)-1200(4)] TJ ET`), "ARTICLE 4"},
		{"a blank without room", pages("", `BT /F1 10 Tf -2.8 Tw 72 720 Td (hav e) Tj ET`), "have"},
		{"a blank as spacing", pages("", `BT /F1 10 Tf 72 720 Td (end) Tj 2.9 Tc 16.7 0 Td (.B) Tj 0 Tc 12.4 0 Td (egin) Tj ET`), "end. Begin"},
		{"scaled by Tz", pages("", `BT /F1 10 Tf 50 Tz 72 720 Td (narrow) Tj [-500 (words)] TJ ET`), "narrow words"},
		{"raised ordinal", pages("", `BT /F1 11 Tf 72 720 Td (the 1) Tj /F1 7 Tf 4 Ts (st) Tj 0 Ts /F1 11 Tf ( of May) Tj ET`), "the 1st of May"},
		{"raised note", pages("", `BT /F1 11 Tf 72 720 Td (wages) Tj /F1 7 Tf 4 Ts (28) Tj 0 Ts /F1 11 Tf ( paid) Tj ET`), "wages 28 paid"},
		{"composite font", cid.pages("", fmt.Sprintf("/Font<</C %d 0 R>>", cidFont), `BT /C 10 Tf 72 720 Td <00010002> Tj [<0003>-300<00040005>] TJ ET`), "Afix yz"},
		{"named glyphs", named.pages("", fmt.Sprintf("/Font<</N %d 0 R>>", namedFont), "BT /N 10 Tf 72 720 Td <010203040506> Tj ET"), "A§½fi€a"},
		{"escapes", pages("", `BT /F1 11 Tf 72 720 Td (\(a\) \101\102 \\ x\
y) Tj ET`), `(a) AB \ xy`},
		{"form that draws itself", form.pages("", fmt.Sprintf("/XObject<</X %d 0 R>>", formXObject), "/X Do "+lines(72, 720, "outside")), "outside\n\ninside"},
		{"inline image", pages("", inline+lines(72, 720, "after")), "after"},
		{"lone Q and other rubbish", pages("", "Q Q ) ] >> } Tj TJ 1 Tf (x) Tj ' \" Do cm "+lines(72, 720, "words")), "words"},
		{"no space between parts", pages("", "BT/F1 11 Tf 72 720 Td(one)Tj 0 -14Td(two)Tj ET"), "one\ntwo"},
		{"drawn twice", pages("", lines(72, 720, "bold words")+lines(72.3, 720, "bold words")), "bold words"},
		{"seen and unseen", pages("", lines(72, 720, "seen words")+"3 Tr "+lines(73, 721, "seem words")), "seen words"},
		{"unseen only", pages("", "3 Tr "+lines(72, 720, "read off a scan")), "read off a scan"},
		{"rotated by 90", pages("/Rotate 90", "q 0 1 -1 0 0 0 cm "+lines(72, -100, "lying page", "second line")+"Q"), "lying page\nsecond line"},
		{"sideways on an upright page", pages("", "q 0 1 -1 0 300 0 cm "+lines(72, 100, "a wide table", "its second row")+"Q"), "a wide table\nits second row"},
		{"upside down", pages("/Rotate 180", "q -1 0 0 -1 612 792 cm "+lines(72, 720, "turned", "about")+"Q"), "turned\nabout"},
		{"replaced text", pages("", `BT /F1 11 Tf 72 720 Td (of) Tj /Span <</ActualText (fi)>> BDC (\001) Tj EMC (ce) Tj ET`), "office"},
		{"beyond the crop box", pages("/CropBox[50 50 562 742]", lines(72, 720, "shown")+lines(72, 770, "file name")), "shown\nfile name"},
		{"at a slant", pages("", lines(72, 720, "words")+"BT /F1 40 Tf .7 .7 -.7 .7 200 200 Tm (DRAFT) Tj ET"), "words\nDRAFT"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, text(t, tt.file))
		})
	}
}

func TestPlaces(t *testing.T) {
	d, err := Read(context.Background(), pages("/CropBox[50 50 562 742]", "BT /F2 10 Tf 72 700 Td (Bold) Tj ET"))
	require.NoError(t, err)
	require.Len(t, d.Pages, 1)
	p := d.Pages[0]
	assert.InDelta(t, 512, p.Width, 0.01)
	assert.InDelta(t, 692, p.Height, 0.01)
	require.Len(t, p.Words, 1)
	w := p.Words[0]
	assert.True(t, w.Bold)
	assert.InDelta(t, 10, w.Size, 0.01)
	assert.InDelta(t, 22, w.X0, 0.01)
	assert.InDelta(t, 22+7.22+6.11+2.78+6.11, w.X1, 0.01)
	assert.InDelta(t, 742-700-7.5, w.Y0, 0.01)
	assert.InDelta(t, 742-700+2.2, w.Y1, 0.01)

	// The same page shown lying: what was at the left edge is at the top.
	d, err = Read(context.Background(), pages("/Rotate 90", "BT /F2 10 Tf 72 700 Td (Bold) Tj ET"))
	require.NoError(t, err)
	p = d.Pages[0]
	assert.InDelta(t, 792, p.Width, 0.01)
	w = p.Words[0]
	assert.Equal(t, 1, w.Turn)
	assert.InDelta(t, 72, w.Y0, 0.01)
	assert.InDelta(t, 700-2.2, w.X0, 0.01)
}

func TestLabels(t *testing.T) {
	m := &made{}
	m.add("<</Nums[0<</S/r>>2<</S/D/St 7/P(A-)>>]>>")
	file := m.pages("", "", lines(72, 720, "one"), lines(72, 720, "two"), lines(72, 720, "three"), lines(72, 720, "four"))
	file = []byte(strings.Replace(string(file), "/Type/Catalog", "/Type/Catalog/PageLabels 1 0 R", 1))
	d, err := Read(context.Background(), file)
	require.NoError(t, err)
	var got []string
	for _, p := range d.Pages {
		got = append(got, p.Label)
	}
	assert.Equal(t, []string{"i", "ii", "A-7", "A-8"}, got)
}

func TestAnnotation(t *testing.T) {
	m := &made{}
	m.add("<</Type/Annot/Subtype/FreeText/Rect[72 600 272 620]/AP<</N 2 0 R>>>>")
	m.stream("/Type/XObject/Subtype/Form/BBox[0 0 100 10]/Resources<</Font<</F1 4 0 R>>>>", []byte("BT /F1 5 Tf 0 2 Td (stamp) Tj ET"))
	m.add("<</Type/Annot/Subtype/FreeText/F 2/Rect[72 500 272 520]/AP<</N 2 0 R>>>>") // hidden
	file := m.pages("/Annots[1 0 R 3 0 R]", "", lines(72, 720, "words"))
	assert.Equal(t, "words\n\nstamp", text(t, file))
}

func TestScan(t *testing.T) {
	d, err := Read(context.Background(), pages("", "q 612 0 0 792 0 0 cm /Im0 Do Q", lines(72, 720, "words"), "q Q"))
	require.NoError(t, err)
	require.Len(t, d.Pages, 3)
	assert.Equal(t, []Problem{{1, NoText, "the page has no text; it looks like a scan"}, {3, Blank, "the page is blank"}}, d.Problems)
}

func TestUnmapped(t *testing.T) {
	m := &made{}
	child := m.add("<</Type/Font/Subtype/CIDFontType2/BaseFont/AAAAAA+Made>>")
	f := m.add("<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+Made/Encoding/Identity-H/DescendantFonts[%d 0 R]>>", child)
	d, err := Read(context.Background(), m.pages("", fmt.Sprintf("/Font<</C %d 0 R>>", f), "BT /C 10 Tf 72 720 Td <000100020003> Tj ET"))
	require.NoError(t, err)
	require.Len(t, d.Problems, 1)
	assert.Equal(t, Unmapped, d.Problems[0].Code)
	assert.Equal(t, "\ufffd\ufffd\ufffd", d.Pages[0].Words[0].Text)
}

func TestOneBadPage(t *testing.T) {
	m := &made{}
	file := m.pages("", "", lines(72, 720, "first"), lines(72, 720, "second"), lines(72, 720, "third"))
	file = []byte(strings.Replace(string(file), "/Contents 5 0 R", "/Contents 77 0 R", 1))
	file = []byte(strings.Replace(string(file), "7 0 obj\n<<", "7 0 obj\n<</Filter/Unknown", 1))
	d, err := Read(context.Background(), file)
	require.NoError(t, err)
	require.Len(t, d.Pages, 3)
	assert.Equal(t, "first", d.Pages[0].Words[0].Text)
	require.NotEmpty(t, d.Problems)
	for _, p := range d.Problems {
		assert.NotEmpty(t, p.Reason)
	}
}

func TestNotPDF(t *testing.T) {
	for _, s := range []string{"", "words", "%PDF-1.4\n", "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n"} {
		_, err := Read(context.Background(), []byte(s))
		assert.Error(t, err, s)
	}
}

func TestEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := Read(ctx, pages("", lines(72, 720, "words")))
	assert.ErrorIs(t, err, context.Canceled)
}

// TestFilters reads a content that only our own filters decode.
func TestFilters(t *testing.T) {
	content := lines(72, 720, "filtered words")
	predicted := []byte{}
	for i := 0; i < len(content); i += 10 { // PNG rows: none, sub, up in turn
		row := append([]byte(content[i:min(i+10, len(content))]), make([]byte, 10)...)[:10]
		switch kind := i / 10 % 2; kind {
		case 0:
			predicted = append(append(predicted, 0), row...)
		default:
			for k := 9; k > 0; k-- {
				row[k] -= row[k-1]
			}
			predicted = append(append(predicted, 1), row...)
		}
	}
	for _, tt := range []struct {
		name, dict string
		data       []byte
	}{
		{"hexadecimal", "/Filter/ASCIIHexDecode", []byte(hex.EncodeToString([]byte(content)) + ">")},
		{"run lengths", "/Filter[/RunLengthDecode]", append(packed(content), 128)},
		{"LZW", "/Filter/LZWDecode", lzwLiterals([]byte(content))},
		{"predictor", "/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 10>>", deflate(predicted)},
		{"two of them", "/Filter[/ASCIIHexDecode/FlateDecode]", []byte(hex.EncodeToString(deflate([]byte(content))) + ">")},
		{"deflated without a header", "/Filter/FlateDecode", deflate([]byte(content))[2:]},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := &made{}
			m.stream(tt.dict, tt.data)
			file := strings.Replace(string(m.pages("", "", "")), "/Contents 4 0 R", "/Contents 1 0 R", 1)
			assert.Equal(t, "filtered words", text(t, []byte(file)))
		})
	}
}

func packed(s string) (out []byte) {
	for len(s) > 0 {
		n := min(len(s), 128)
		out = append(append(out, byte(n-1)), s[:n]...)
		s = s[n:]
	}
	return out
}

// lzwLiterals writes every byte as a code of its own, clearing the table before
// the codes grow.
func lzwLiterals(data []byte) (out []byte) {
	acc, bits := 0, 0
	put := func(code int) {
		acc, bits = acc<<9|code, bits+9
		for ; bits >= 8; bits -= 8 {
			out = append(out, byte(acc>>(bits-8)))
			acc &= 1<<(bits-8) - 1
		}
	}
	for i, c := range data {
		if i%200 == 0 {
			put(256)
		}
		put(int(c))
	}
	put(257)
	put(0)
	return out
}

// TestLZWGrows decodes the example of PDF 32000-1, 7.4.4.2.
func TestLZWGrows(t *testing.T) {
	got := lzw([]byte{0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01}, 1)
	assert.Equal(t, []byte{45, 45, 45, 45, 45, 65, 45, 45, 45, 66}, got)
}

func TestColumns(t *testing.T) {
	left := []string{"Section 1. Every employee who has", "worked for one full year is to be", "given ten days of leave with pay,", "and one more for each year after.", "Leave is asked for in writing.", "The employer answers in a week."}
	right := []string{"Section 2. Holidays that fall on a", "Sunday are kept on the day after.", "Work on such a day is paid twice,", "or a day off is given instead of", "it, as the employee may choose.", "No one is made to work alone."}
	var l, r []string
	for range 3 {
		l, r = append(l, left...), append(r, right...)
	}
	content := lines(200, 740, "AGREEMENT ON LEAVE THAT SPANS THE PAGE") + lines(320, 700, r...) + lines(72, 703, l...)
	got := strings.Split(text(t, pages("", content)), "\n")
	want := append(append([]string{"AGREEMENT ON LEAVE THAT SPANS THE PAGE", ""}, l...), r...)
	assert.Equal(t, want, got)
}

func TestTableKeepsRows(t *testing.T) {
	var b strings.Builder
	b.WriteString(lines(72, 740, "Wages for the first year"))
	for i := range 14 {
		y := 700 - 14*float64(i)
		b.WriteString(lines(72, y, fmt.Sprintf("Step %d", i+1)) + lines(200, y, "Technician") + lines(330, y, fmt.Sprintf("$%d.50", 20+i)))
	}
	got := text(t, pages("", b.String()))
	assert.Contains(t, got, "\nStep 3   Technician   $22.50\n")
}

func TestMarginNumbers(t *testing.T) {
	var contents []string
	for range 3 {
		var b strings.Builder
		for i := range 20 {
			y := 720 - 14*float64(i)
			b.WriteString(lines(40, y, fmt.Sprint(i+1)) + lines(72, y, fmt.Sprintf("Words of the agreement number %d here.", i)))
		}
		contents = append(contents, b.String())
	}
	d, err := Read(context.Background(), pages("", contents...))
	require.NoError(t, err)
	doc := layout.ReadPages(d.Pages)
	numbers := 0
	for _, f := range doc.Furniture {
		if f.Kind == "margin_number" {
			numbers++
		}
	}
	assert.Equal(t, 60, numbers)
	assert.Equal(t, "Words of the agreement number 0 here.", doc.Lines[0].Bare)
	assert.True(t, strings.HasPrefix(doc.Text, "1   Words"), doc.Text[:20])
}

// TestBounded reads files that are made to take for ever.
func TestBounded(t *testing.T) {
	self := &made{}
	self.add("<</Type/Pages/Kids[1 0 R 1 0 R]/Count 2>>")
	selfFile := self.bytes(self.add("<</Type/Catalog/Pages 1 0 R>>"))

	ring := &made{}
	ring.add("<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>")
	ring.add("<</Type/Page/Parent 1 0 R/Contents 3 0 R>>")
	ring.content(lines(72, 720, "words"))
	ringFile := ring.bytes(ring.add("<</Type/Catalog/Pages 1 0 R>>"))

	good := pages("", lines(72, 720, "words"))
	count := []byte(strings.Replace(string(good), "/Count 1", "/Count 2000000000", 1))
	size := []byte(strings.Replace(string(good), "trailer\n<<", "trailer\n<</Prev 0/XRefStm 9/Size 99999999999", 1))

	bomb := &made{}
	bomb.flat("", []byte(strings.Repeat("(x)Tj ", 24<<20/6)))
	bombFile := []byte(strings.Replace(string(bomb.pages("", "", "")), "/Contents 4 0 R", "/Contents 1 0 R", 1))

	pack := &made{}
	pack.flat("/Type/ObjStm/N 100000000/First 100", make([]byte, 200<<20))
	packFile := pack.pages("", "", lines(72, 720, "words"))

	deep := pages("", strings.Repeat("[", 1<<20)+strings.Repeat("<<", 1<<20)+strings.Repeat("q ", 1<<20)+lines(72, 720, "words"))
	nest := &made{}
	nest.add("%s", strings.Repeat("[", 1<<20))
	nestFile := nest.pages("/Annots 1 0 R", "", lines(72, 720, "words"))

	for name, file := range map[string][]byte{
		"kids that hold themselves": selfFile, "parents in a ring": ringFile, "a count of thousands of millions": count,
		"a table that is read for ever": size, "a page of 24 MB": bombFile, "an object stream of 200 MB": packFile, "nesting": deep, "nested object": nestFile,
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
			defer cancel()
			d, err := Read(ctx, file)
			require.NoError(t, ctx.Err())
			if err == nil {
				assert.LessOrEqual(t, len(d.Pages), 2)
			}
		})
	}
	assert.Equal(t, "words", text(t, ringFile))
	assert.Equal(t, "words", text(t, count))
	assert.Equal(t, "words", text(t, size))
	assert.Equal(t, "words", text(t, packFile))
}

func TestBookmarks(t *testing.T) {
	m := &made{}
	m.add("<</First 2 0 R/Count 3>>")
	m.add("<</Title(ARTICLE 1)/Dest[10 0 R/XYZ 0 700 0]/Next 3 0 R/First 4 0 R>>")
	m.add("<</Title(\xfe\xff\x00A\x00r\x00t\x00 \x002)/A<</S/GoTo/D(two)>>/Next 2 0 R>>") // in a ring
	m.add("<</Title(Section A)/Dest[10 0 R/Fit]>>")
	m.add("<</Kids[6 0 R 5 0 R]>>")
	m.add("<</Names[(two)<</D[12 0 R/Fit]>>]>>")
	file := string(m.pages("", "", lines(72, 720, "one"), lines(72, 720, "two")))
	file = strings.Replace(file, "/Type/Catalog", "/Type/Catalog/Outlines 1 0 R/Names<</Dests 5 0 R>>", 1)
	d, err := Read(context.Background(), []byte(file))
	require.NoError(t, err)
	assert.Equal(t, []Bookmark{{0, "ARTICLE 1", 1}, {1, "Section A", 1}, {0, "Art 2", 2}}, d.Bookmarks())
}
