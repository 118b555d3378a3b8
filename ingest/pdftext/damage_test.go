package pdftext

import (
	"bytes"
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/ingest/layout"
)

// packedFile keeps its catalog, pages and fonts in an object stream, and has a
// table in a stream, as most files of the last twenty years do.
func packedFile(contents ...string) []byte {
	m := &made{}
	var kids strings.Builder
	for _, c := range contents {
		m.flat("", []byte(c))
	}
	n := len(contents)
	first := n + 2 // n contents, then the object stream
	font, tree, catalog := first+n, first+n+1, first+n+2
	var inner []string
	for i := range n {
		inner = append(inner, fmt.Sprintf("<</Type/Page/Parent %d 0 R/MediaBox[0 0 612 792]/Contents %d 0 R/Resources<</Font<</F1 %d 0 R>>>>>>", tree, i+1, font))
		fmt.Fprintf(&kids, "%d 0 R ", first+i)
	}
	inner = append(inner, helvetica1, fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids.String(), n), fmt.Sprintf("<</Type/Catalog/Pages %d 0 R>>", tree))
	var index, body strings.Builder
	for i, o := range inner {
		fmt.Fprintf(&index, "%d %d ", first+i, body.Len())
		body.WriteString(o + " ")
	}
	m.flat(fmt.Sprintf("/Type/ObjStm/N %d/First %d", len(inner), index.Len()), []byte(index.String()+body.String()))
	var b bytes.Buffer
	b.WriteString("%PDF-1.6\n")
	for i, o := range m.objects {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	at := b.Len()
	fmt.Fprintf(&b, "%d 0 obj\n<</Type/XRef/Size %d/Root %d 0 R/W[1 2 1]/Length 0>>\nstream\n\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", catalog+1, catalog+2, catalog, at)
	return b.Bytes()
}

// samples are made files that differ in how they are built.
func samples() map[string][]byte {
	one := lines(72, 720, "Section 1. Hours of work", "The work week has forty hours.")
	two := lines(72, 720, "Section 2. Overtime", "Overtime is paid at one and a half.")
	cid := &made{}
	f := cid.composite()
	ring := &made{}
	ring.add("<</Type/Pages/Kids[1 0 R 1 0 R]/Count 2>>")
	flate := &made{}
	flate.flat("", []byte(one))
	return map[string][]byte{
		"classic":   pages("", one, two),
		"packed":    packedFile(one, two),
		"rotated":   pages("/Rotate 90", one),
		"composite": cid.pages("", fmt.Sprintf("/Font<</C %d 0 R>>", f), one+"BT /C 10 Tf 72 600 Td <0001000200030004> Tj ET"),
		"kerned":    pages("", `BT /F1 11 Tf 72 720 Td [(T)80(ermi)-20(nation)-280(of)-250(em)15(ployment)] TJ ET`),
		"deflated":  []byte(strings.Replace(string(flate.pages("", "", "")), "/Contents 4 0 R", "/Contents 1 0 R", 1)),
		"count":     []byte(strings.Replace(string(pages("", one)), "/Count 1", "/Count 2000000000", 1)),
		"self":      ring.bytes(ring.add("<</Type/Catalog/Pages 1 0 R>>")),
		"lone Q":    pages("", "Q Q Q "+one),
		"locked":    lockedRC4(one),
	}
}

func TestRepair(t *testing.T) {
	good := pages("", lines(72, 720, "first page"), lines(72, 720, "second page"))
	tests := []struct {
		name string
		file []byte
	}{
		{"whole", good},
		{"packed", packedFile(lines(72, 720, "first page"), lines(72, 720, "second page"))},
		{"rubbish before the header", append([]byte("HTTP/1.1 200 OK\r\n\r\n\n\n"), good...)},
		{"rubbish behind the end", append(bytes.Clone(good), bytes.Repeat([]byte("\x00rubbish\n"), 50)...)},
		{"header of version 2", bytes.Replace(good, []byte("%PDF-1.4"), []byte("%PDF-2.0"), 1)},
		{"header with words behind", bytes.Replace(good, []byte("%PDF-1.4\n"), []byte("%PDF-1.4 made by hand\n"), 1)},
		{"no end", good[:bytes.LastIndex(good, []byte("startxref"))]},
		{"no table", good[:bytes.LastIndex(good, []byte("xref\n0"))]},
		{"table that points elsewhere", bytes.ReplaceAll(good, []byte(" 00000 n"), []byte("7 0000 n "))},
		{"line ends changed", bytes.ReplaceAll(bytes.ReplaceAll(good, []byte(" \n"), []byte("  ")), []byte("\n"), []byte("\r\n"))},
		{"lengths that lie", bytes.ReplaceAll(good, []byte("/Length "), []byte("/Length 9"))},
		{"no endobj", bytes.ReplaceAll(good, []byte("\nendobj"), nil)},
		{"no tree of pages", bytes.Replace(good, []byte("/Kids["), []byte("/Kinds["), 1)},
		{"no root", bytes.Replace(good, []byte("/Root"), []byte("/Toor"), 1)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, "first page\n\fsecond page", text(t, tt.file))
		})
	}
}

// TestLaterCopyHolds: a file that was changed has the new copy of an object
// behind the old one.
func TestLaterCopyHolds(t *testing.T) {
	file := pages("", lines(72, 720, "old words"))
	m := &made{}
	m.content(lines(72, 720, "new words"))
	file = append(file, []byte("\n3 0 obj\n"+m.objects[0]+"\nendobj\ntrailer\n<</Root 6 0 R>>\n%%EOF\n")...)
	assert.Equal(t, "new words", text(t, file))
}

// lockedRC4 is a file of one page, encrypted with RC4 and 128 bits, that opens
// without a password.
func lockedRC4(content string) []byte {
	l := lock{version: 2, revision: 3, o: bytes.Repeat([]byte{7}, 32), permissions: 0xfffffffc, metadata: true, id: []byte("0123456789abcdef")}
	key := l.key(16)
	sum := md5.Sum(append(bytes.Clone(padding), l.id...))
	u := sum[:]
	for i := range 20 {
		k := bytes.Clone(key)
		for j := range k {
			k[j] ^= byte(i)
		}
		u = arc4(k, u)
	}
	u = append(u, make([]byte, 16)...)
	m := &made{}
	m.add("<</Filter/Standard/V 2/R 3/Length 128/P -4/O<%x>/U<%x>>>", l.o, u)
	m.trailer = fmt.Sprintf("/Encrypt 1 0 R/ID[<%x><%x>]", l.id, l.id)
	m.content(string(l.byObject(key)(2, 0, []byte(content))))
	return []byte(strings.Replace(string(m.pages("", "", "")), "/Contents 5 0 R", "/Contents 2 0 R", 1))
}

// lockedAES is the same with AES and 256 bits (revision 6).
func lockedAES(content string) []byte {
	l := lock{revision: 6}
	key := bytes.Repeat([]byte{0x42}, 32)
	l.u = append(l.hash([]byte("saltsalt")), "saltsaltkeysalty"...)
	block, _ := aes.NewCipher(l.hash([]byte("keysalty")))
	ue := make([]byte, 32)
	cipher.NewCBCEncrypter(block, make([]byte, 16)).CryptBlocks(ue, key)
	pad := 16 - len(content)%16
	data := append([]byte(content), bytes.Repeat([]byte{byte(pad)}, pad)...)
	block, _ = aes.NewCipher(key)
	iv := []byte("0123456789abcdef")
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(data, data)
	m := &made{}
	m.add("<</Filter/Standard/V 5/R 6/Length 256/P -4/O<%x>/U<%x>/OE<>/UE<%x>/CF<</StdCF<</CFM/AESV3/Length 32>>>>/StmF/StdCF/StrF/StdCF>>", make([]byte, 48), l.u, ue)
	m.trailer = "/Encrypt 1 0 R"
	m.stream("", append(iv, data...))
	return []byte(strings.Replace(string(m.pages("", "", "")), "/Contents 5 0 R", "/Contents 2 0 R", 1))
}

func TestLocked(t *testing.T) {
	content := lines(72, 720, "locked away")
	assert.Equal(t, "locked away", text(t, lockedRC4(content)))
	assert.Equal(t, "locked away", text(t, lockedAES(content)))

	_, err := Read(context.Background(), bytes.Replace(lockedRC4(content), []byte("/P -4"), []byte("/P -1340"), 1))
	require.ErrorIs(t, err, ErrLocked)
	_, err = Read(context.Background(), bytes.Replace(lockedRC4(content), []byte("/Filter/Standard"), []byte("/Filter/Adobe.PubSec"), 1))
	assert.ErrorContains(t, err, "Adobe.PubSec")
}

// numbers are the whole numbers of a file outside of its binary data, mostly.
var numbers = regexp.MustCompile(`\b\d+\b`)

// forged is file with some of its numbers (references, lengths, counts, sizes)
// replaced by others of the file or by ones that no file should have, or with a
// piece of it somewhere else.
func forged(file []byte, r *rand.Rand) []byte {
	at := numbers.FindAllIndex(file, -1)
	odd := []string{"0", "1", "-1", "65536", "2147483647", "99999999999", "0.00001", "1e30", "[", "<<", "null", "(", "1 0 R"}
	for range 1 + r.IntN(4) {
		k := at[r.IntN(len(at))]
		if k[1] > len(file) {
			continue
		}
		other := at[r.IntN(len(at))]
		with := []byte(odd[r.IntN(len(odd))])
		if r.IntN(2) == 0 && other[1] <= len(file) {
			with = bytes.Clone(file[other[0]:other[1]])
		}
		file = slices.Concat(file[:k[0]], with, file[k[1]:])
	}
	if r.IntN(4) == 0 {
		from, to := r.IntN(len(file)), r.IntN(len(file))
		n := min(r.IntN(400), len(file)-from)
		file = slices.Concat(file[:to], file[from:from+n], file[to:])
	}
	return file
}

// damaged is file cut off, with some of its bits turned, or forged.
func damaged(file []byte, r *rand.Rand) []byte {
	out := bytes.Clone(file)
	switch r.IntN(5) {
	case 4:
		return forged(out, r)
	case 0:
		return out[:r.IntN(len(out)+1)]
	case 1:
		return append(out[:r.IntN(len(out)+1)], make([]byte, r.IntN(200))...)
	}
	for range 1 + r.IntN(40) {
		out[r.IntN(len(out))] ^= 1 << r.IntN(8)
	}
	return out
}

func mustEnd(t *testing.T, file []byte) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	d, err := Read(ctx, file)
	require.NoError(t, ctx.Err())
	if err == nil {
		doc := layout.ReadPages(d.Pages)
		require.GreaterOrEqual(t, len(doc.Pages), len(d.Pages)) // a sheet may hold two
		for _, p := range doc.Pages {
			for _, l := range p.Lines {
				require.True(t, p.Span.Contains(l.Span))
			}
		}
	}
}

// TestDamaged reads thousands of damaged copies: each is read or refused.
func TestDamaged(t *testing.T) {
	n := 200
	if testing.Short() {
		n = 20
	}
	for name, file := range samples() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(1, uint64(len(name))))
			for range n {
				mustEnd(t, damaged(file, r))
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	for _, file := range samples() {
		f.Add(file)
		f.Add(file[:len(file)*2/3])
	}
	f.Fuzz(mustEnd)
}

// prose is a page of content long enough to be deflated well.
func prose(n int) string {
	var b strings.Builder
	for i := range 40 {
		fmt.Fprintf(&b, "BT /F1 11 Tf 72 %d Td (%d.%d The Employer grants each employee %d days of leave with pay, and the Union is told of it in writing.) Tj ET\n", 760-16*i, n, i+1, 3+(7*i+n)%19)
	}
	return b.String()
}

// TestTurnedBits: one turned bit of deflated content is found and turned back,
// which the checksum proves; the page is told.
func TestTurnedBits(t *testing.T) {
	m := &made{}
	var kids strings.Builder
	f := m.add(helvetica1)
	for n := range 4 {
		c := m.flat("", []byte(prose(n)))
		p := m.add("<</Type/Page/Parent 10 0 R/MediaBox[0 0 612 792]/Contents %d 0 R/Resources<</Font<</F1 %d 0 R>>>>>>", c, f)
		fmt.Fprintf(&kids, "%d 0 R ", p)
	}
	m.add("<</Type/Pages/Kids[%s]/Count 4>>", kids.String())
	file := m.bytes(m.add("<</Type/Catalog/Pages 10 0 R>>"))
	want := text(t, file)
	from := bytes.Index(file, []byte("stream\n")) + 7
	for _, at := range []int{150, 260, 333} {
		hit := bytes.Clone(file)
		hit[from+at] ^= 1 << (at % 8)
		d, err := Read(context.Background(), hit)
		require.NoError(t, err)
		assert.Equal(t, want, layout.ReadPages(d.Pages).Text, "byte %d", at)
		require.Len(t, d.Problems, 1)
		assert.Equal(t, Problem{1, Repaired, "its content was damaged: 1 damaged bits were found and put right, as the checksum proves"}, d.Problems[0])
	}
}

// TestDamagedObjects: one bad byte in a dictionary costs what it hits, and not
// the object.
func TestDamagedObjects(t *testing.T) {
	good := string(pages("", lines(72, 720, "first page"), lines(72, 720, "second page")))
	for _, tt := range []struct {
		name, old, damaged string
		told               bool
	}{
		{"key of the pages", "/Kids[", "/Kidr[", true},
		{"blank in a reference", "/Kids[4 0 R", "/Kids[4 0`R", true},
		{"type of a page", "/Type/Page/", "/Type/Pagd/", true},
		{"value without sense", "/Count 2", "/Count }2", true},
		{"bracket lost", "/MediaBox[0 0 612 792]", "/MediaBox[0 0 612 792Y", true},
		{"end of a dictionary", "/Count 2>>", "/Count 2>~", true},
		{"type of a font", "/Type/Font/Subtype/Type1", "/Type/Font/Subtypd/Type1", true},
		{"header of a page", "4 0 obj", "4 0 ocj", true},
		{"blank in a header", "4 0 obj", "4 0`obj", true},
		{"number of a page, no figure", "4 0 obj", "t 0 obj", true},
		{"number of a page, another's", "4 0 obj", "5 0 obj", true},
		{"the word stream", "stream\nBT", "strdam\nBT", false},
		{"a page that the tree cannot name", "/Kids[4 0 R", "/Kids[44 0 R", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			require.Contains(t, good, tt.old)
			d, err := Read(context.Background(), []byte(strings.Replace(good, tt.old, tt.damaged, 1)))
			require.NoError(t, err)
			assert.Equal(t, "first page\n\fsecond page", layout.ReadPages(d.Pages).Text)
			// What the damaged byte said can be wrong, and reads as well as ever.
			if tt.told {
				require.NotEmpty(t, d.Problems)
				assert.Equal(t, Doubtful, d.Problems[0].Code)
			}
		})
	}
	for _, whole := range []string{"<</A[1 2.5 -3 true null(x\\)y)<ff00>/N]/B<</C 5 0 R>>%x\n>>", "[/A 1 0 R]", "12", "(text)", "<<>> endobj"} {
		assert.True(t, sound([]byte(whole)), whole)
	}
}

// TestLostFonts: text whose fonts are gone is read by what makes words of it,
// and told; a cipher is not shown as words.
func TestLostFonts(t *testing.T) {
	const said = "The Employer and the Union agree that each employee shall be paid for all hours of work in the week."
	pairs, shifted, cipher := "", "", ""
	for _, r := range said {
		pairs += fmt.Sprintf("%04x", r)
		shifted += fmt.Sprintf("%04x", r-29)
		cipher += fmt.Sprintf("%04x", 0x100+(r*7)%90)
	}
	for _, tt := range []struct{ name, show, want string }{
		{"bytes", "(" + said + ")", said},
		{"characters of two bytes", "<" + pairs + ">", said},
		{"numbers of glyphs", "<" + shifted + ">", said},
		{"cipher", "<" + cipher + ">", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, err := Read(context.Background(), pages("", "BT /Lost 7 Tf 36 720 Td "+tt.show+" Tj ET"))
			require.NoError(t, err)
			require.NotEmpty(t, d.Problems)
			assert.Equal(t, Doubtful, d.Problems[len(d.Problems)-1].Code)
			got := layout.ReadPages(d.Pages).Text
			if tt.want != "" {
				assert.Equal(t, tt.want, got)
				return
			}
			assert.False(t, makesWords(got), got)
			assert.Equal(t, Unmapped, d.Problems[0].Code)
		})
	}
}

// TestFontsAgainstWords: a font that says nothing of its letters, or a cipher of
// them, is read by its codes where those make words and its own letters do not.
func TestFontsAgainstWords(t *testing.T) {
	const said = "The Employer and the Union agree that each employee shall be paid for all hours of work in the week."
	glyphs, pairs := "", ""
	for _, r := range said {
		glyphs += fmt.Sprintf("%04x", r-29)
		pairs += fmt.Sprintf("%04x", r)
	}
	cipher := "1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <21> <7a> <0058> endbfrange"
	wide := "1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0004> <0070> <0058> endbfrange"
	right := "1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <20> <7a> <0020> endbfrange"
	composite := "<</Type/Font/Subtype/Type0/BaseFont/Made/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/Made/DW 500>>]%s>>"
	for _, tt := range []struct{ name, font, uni, show, told string }{
		{"numbers of glyphs, no map", composite, "", "<" + glyphs + ">", mapLacks},
		{"numbers of glyphs, a wrong map", composite, wide, "<" + glyphs + ">", mapLies},
		{"characters, a wrong map", composite, wide, "<" + pairs + ">", mapLies},
		{"bytes, a wrong map", "<</Type/Font/Subtype/TrueType/BaseFont/Helvetica/Encoding/WinAnsiEncoding%s>>", cipher, "(" + said + ")", mapLies},
		{"bytes, a right map", "<</Type/Font/Subtype/TrueType/BaseFont/Helvetica/Encoding/WinAnsiEncoding%s>>", right, "(" + said + ")", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := &made{}
			uni := ""
			if tt.uni != "" {
				uni = fmt.Sprintf("/ToUnicode %d 0 R", m.content(tt.uni))
			}
			f := m.add(tt.font, uni)
			d, err := Read(context.Background(), m.pages("", fmt.Sprintf("/Font<</F9 %d 0 R>>", f), "BT /F9 7 Tf 36 720 Td "+tt.show+" Tj ET"))
			require.NoError(t, err)
			assert.Equal(t, said, layout.ReadPages(d.Pages).Text)
			if tt.told == "" {
				assert.Empty(t, d.Problems)
				return
			}
			require.Len(t, d.Problems, 1)
			assert.Equal(t, Problem{1, Doubtful, tt.told}, d.Problems[0])
		})
	}
}

// TestFontsAgainstLaterPages: a title page has too few words to tell what a font's
// codes are; the pages behind it are read by theirs all the same.
func TestFontsAgainstLaterPages(t *testing.T) {
	const said = "The Employer and the Union agree that each employee shall be paid for all hours of work in the week."
	cipher := "1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <21> <7a> <0058> endbfrange"
	m := &made{}
	uni := fmt.Sprintf("/ToUnicode %d 0 R", m.content(cipher))
	f := m.add("<</Type/Font/Subtype/TrueType/BaseFont/Helvetica/Encoding/WinAnsiEncoding%s>>", uni)
	show := func(s string) string { return "BT /F9 7 Tf 36 720 Td (" + s + ") Tj ET" }
	d, err := Read(context.Background(), m.pages("", fmt.Sprintf("/Font<</F9 %d 0 R>>", f), show("Pay"), show(said)))
	require.NoError(t, err)
	assert.Contains(t, layout.ReadPages(d.Pages).Text, said)
	require.Len(t, d.Problems, 1)
	assert.Equal(t, Problem{2, Doubtful, mapLies}, d.Problems[0])
}

// TestSingleBit: a bit whose turning changes one letter and nothing else is found
// by the checksum, in a file of one page, where nothing tells what is likely.
func TestSingleBit(t *testing.T) {
	content := []byte(prose(1))
	raw := deflate(content)
	r := rand.New(rand.NewPCG(3, 1))
	for range 40 {
		hit := bytes.Clone(raw)
		hit[3+r.IntN(len(raw)-8)] ^= 1 << r.IntN(8)
		m := unturn(hit, maxStream, mostWork, nil, false)
		require.True(t, m.whole)
		assert.Equal(t, 1, m.turned)
		require.Equal(t, string(content), string(m.data))
	}
}

// TestZlibHeader: content whose header is damaged is still checked: another bit
// that was turned in it is put right, and told.
func TestZlibHeader(t *testing.T) {
	raw := deflate([]byte(prose(1)))
	raw[0] ^= 0x10
	for _, told := range []bool{false, true} {
		m := &made{}
		m.stream("/Filter/FlateDecode", raw)
		file := []byte(strings.Replace(string(m.pages("", "", "")), "/Contents 4 0 R", "/Contents 1 0 R", 1))
		d, err := Read(context.Background(), file)
		require.NoError(t, err)
		assert.Equal(t, text(t, pages("", prose(1))), layout.ReadPages(d.Pages).Text)
		assert.Equal(t, told, len(d.Problems) == 1 && d.Problems[0].Code == Repaired, "%v", d.Problems)
		raw[len(raw)/2] ^= 4
	}
}

// TestChecksumLeftOut: data without its checksum, or with a part of it, is whole;
// with a part of another it is not.
func TestChecksumLeftOut(t *testing.T) {
	raw := deflate([]byte(prose(1)))
	for cut := 1; cut <= 4; cut++ {
		m := unturn(raw[:len(raw)-cut], maxStream, mostWork, nil, false)
		assert.True(t, m.ends, "%d bytes less", cut)
		if cut < 4 {
			hit := bytes.Clone(raw[:len(raw)-cut])
			hit[len(raw)-4] ^= 1
			assert.False(t, unturn(hit, maxStream, mostWork, nil, false).ends, "%d bytes less", cut)
		}
	}
}

// TestCutByTheEdge: a page whose size is damaged cuts its lines, which is told.
func TestCutByTheEdge(t *testing.T) {
	content := lines(72, 720, "The Employer grants each employee five days of leave with pay.")
	narrow := bytes.Replace(pages("", content), []byte("[0 0 612 792]"), []byte("[0 0 212 792]"), 1)
	d, err := Read(context.Background(), narrow)
	require.NoError(t, err)
	require.Len(t, d.Problems, 1)
	assert.Equal(t, Problem{1, Doubtful, "words run over the edge of the page (1): what is beyond it was left out"}, d.Problems[0])
	d, err = Read(context.Background(), pages("", content))
	require.NoError(t, err)
	assert.Empty(t, d.Problems)
}
