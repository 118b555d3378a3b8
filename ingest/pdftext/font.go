package pdftext

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
)

// maxFontStream bounds a character map, in bytes; one that names every code of
// two bytes has 2 MB.
const maxFontStream = 8 << 20

// A font says what the codes of a string are, which text each stands for and
// how wide its glyph is.
type font struct {
	bold      bool
	composite bool
	scale     float64 // glyph space to text space: 1/1000 but for Type 3

	// Simple fonts: by byte.
	text  [256]string
	width [256]float64

	// Composite fonts: by code.
	codes    *charmap // nil: two bytes a code, which is the glyph's number
	unicode  *charmap // nil: none
	ucs2     bool     // the codes are UTF-16
	vertical bool     // it writes from the top to the bottom
	// pictures: its glyphs are marks, not letters.
	pictures bool
	widths   []cidWidths
	missing  float64 // width of glyphs that widths does not name

	mapped  bool        // it has a character map
	settled bool        // that was held against words, or cannot be
	tried   int         // pages on which it was, and that had too few of them
	plain   [256]string // simple fonts that have one: what each byte is without it

	doubt, note string // what is wrong with its maps, and what was put right; empty for most
}

// fontData is the data of a map of f.
func (p *interpreter) fontData(f *font, v pdf.Value) []byte {
	data, note, err := p.read(nil, v, maxFontStream, false)
	if note != "" {
		f.note = "the character map of a font was damaged: " + note
	}
	if errors.Is(err, errDamaged) {
		f.doubt = "the character map of a font is damaged: letters may be wrong"
	}
	return data
}

// cidWidths are the widths of glyphs first to last: one for all, or each.
type cidWidths struct {
	first, last int
	one         float64
	each        []float64
}

// next takes one code off s: its text ("" where nothing says which), the width
// of its glyph in text space, its length in bytes.
func (f *font) next(s []byte) (text string, width float64, n int) {
	if !f.composite {
		return f.text[s[0]], f.width[s[0]] * f.scale, 1
	}
	c, n := uint32(0), 0
	if f.codes != nil {
		c, n = f.codes.next(s)
	} else {
		n = min(2, len(s))
		c = code(s[:n])
	}
	if f.unicode != nil {
		text = f.unicode.textOf(c)
	}
	if text == "" && f.ucs2 && n == 2 {
		text = utf16Text(s[:2])
	}
	if f.pictures && (text == "" || len(text) == 1 && text != " ") {
		text = "•" // whatever letter the map calls it
	}
	cid := int(c)
	if f.codes != nil {
		cid = f.codes.cid(c)
	}
	return text, f.cidWidth(cid) * f.scale, n
}

func (f *font) cidWidth(cid int) float64 {
	for i := range f.widths {
		w := &f.widths[i]
		if cid < w.first || cid > w.last {
			continue
		}
		if w.each != nil {
			return w.each[cid-w.first]
		}
		return w.one
	}
	return f.missing
}

// readFont reads a font's dictionary. A font that cannot be read in part is
// used as far as it can.
func (p *interpreter) readFont(v pdf.Value) *font {
	f := &font{scale: 0.001}
	_ = guard(func() error {
		f.bold = bold(v)
		return nil
	})
	var uni *charmap
	_ = guard(func() error {
		if s := v.Key("ToUnicode"); s.Kind() == pdf.Stream {
			uni = readCharmap(p.fontData(f, s))
		}
		return nil
	})
	err := guard(func() error {
		if v.Key("Subtype").Name() == "Type0" {
			f.readComposite(p, v)
		}
		return nil
	})
	if f.composite || err != nil && v.Key("DescendantFonts").Len() > 0 {
		f.composite, f.unicode, f.mapped = true, uni, uni != nil
		return f
	}
	f.readSimple(v)
	if uni != nil {
		f.mapped, f.plain = true, f.text
		for c := range f.text {
			if s := uni.textOf(uint32(c)); s != "" && (!f.pictures || len(s) != 1) {
				f.text[c] = s
			}
		}
	}
	return f
}

func (f *font) readComposite(p *interpreter, v pdf.Value) {
	f.composite, f.missing = true, 1000
	base := v.Key("BaseFont").Name()
	f.pictures = pictures(base) && !greekFont(base)
	switch enc := v.Key("Encoding"); enc.Kind() {
	case pdf.Name:
		n := enc.Name()
		f.vertical = strings.HasSuffix(n, "-V")
		f.ucs2 = strings.Contains(n, "UCS2") || strings.Contains(n, "UTF16")
	case pdf.Stream:
		if src := p.fontData(f, enc); len(src) > 0 {
			f.codes = readCharmap(src)
		}
	}
	child := v.Key("DescendantFonts").Index(0)
	if dw := child.Key("DW"); dw.Kind() != pdf.Null {
		f.missing = dw.Float64()
	}
	w := child.Key("W")
	for i := 0; i+1 < w.Len() && i < maxMapped; {
		first, next := int(w.Index(i).Float64()), w.Index(i+1)
		if next.Kind() == pdf.Array {
			each := make([]float64, min(next.Len(), 1<<16))
			for k := range each {
				each[k] = next.Index(k).Float64()
			}
			if len(each) > 0 {
				f.widths = append(f.widths, cidWidths{first: first, last: first + len(each) - 1, each: each})
			}
			i += 2
			continue
		}
		f.widths = append(f.widths, cidWidths{first: first, last: int(next.Float64()), one: w.Index(i + 2).Float64()})
		i += 3
	}
	f.flatten()
}

// flatten turns many ranges of widths into one table, so that looking one up
// does not take a walk.
func (f *font) flatten() {
	if len(f.widths) < 3 {
		return
	}
	first, last := f.widths[0].first, f.widths[0].last
	for _, w := range f.widths {
		first, last = min(first, w.first), max(last, w.last)
	}
	if first < 0 || last > 1<<16 {
		return
	}
	all := make([]float64, last-first+1)
	for i := range all {
		all[i] = f.missing
	}
	for _, w := range slices.Backward(f.widths) { // the first that names a glyph holds
		for c := w.first; c <= w.last; c++ {
			all[c-first] = w.one
			if w.each != nil {
				all[c-first] = w.each[c-w.first]
			}
		}
	}
	f.widths = []cidWidths{{first: first, last: last, each: all}}
}

func (f *font) readSimple(v pdf.Value) {
	base := ""
	_ = guard(func() error {
		base = v.Key("BaseFont").Name()
		return nil
	})
	symbolic := pictures(base)
	f.pictures = symbolic && !greekFont(base)
	table := latin()
	if symbolic {
		table = symbols(base)
	}
	_ = guard(func() error {
		enc := v.Key("Encoding")
		name := enc.Name()
		if enc.Kind() == pdf.Dict {
			if name = enc.Key("BaseEncoding").Name(); name == "" && v.Key("Subtype").Name() != "TrueType" {
				name = "StandardEncoding"
			}
		}
		switch {
		case symbolic:
		case name == "MacRomanEncoding":
			table = macRoman()
		case name == "StandardEncoding":
			table = standard()
		case name == "WinAnsiEncoding":
			// Codes that it leaves open are bullets (PDF 32000-1, Annex D.2, note 3).
			for _, c := range []int{0x7f, 0x81, 0x8d, 0x8f, 0x90, 0x9d} {
				table[c] = "•"
			}
		}
		return nil
	})
	f.text = table
	_ = guard(func() error {
		if enc := v.Key("Encoding"); enc.Kind() == pdf.Dict {
			list := enc.Key("Differences")
			if codes, ok := texCodes(list); ok && v.Key("Subtype").Name() == "Type3" {
				f.text = texText(codes)
				return nil
			}
			f.differences(v, list)
		}
		return nil
	})
	f.simpleWidths(v, base)
}

// differences applies the names that the font gives to single codes. The
// library knows the names of glyphs but shows them only through its encoder.
func (f *font) differences(v, list pdf.Value) {
	font := pdf.Font{V: v}
	enc := font.Encoder()
	n := 0
	for i := range min(list.Len(), 1024) {
		x := list.Index(i)
		if x.Kind() != pdf.Name {
			n = int(x.Float64())
			continue
		}
		if n >= 0 && n < 256 {
			if s := glyphName(x.Name()); s != "" {
				f.text[n] = s
			} else if s := enc.Decode(string([]byte{byte(n)})); s != "" && s != "\x00" {
				f.text[n] = s
			}
		}
		n++
	}
}

// glyphName reads the names that say their text themselves: "uni00A7", "u1F600",
// "A.sc", "f_f_i"; "" for all others.
func glyphName(s string) string {
	if s == ".notdef" {
		return " "
	}
	if k := strings.IndexByte(s, '.'); k > 0 {
		s = s[:k]
		if len(s) == 1 {
			return s
		}
	}
	if strings.HasPrefix(s, "uni") && len(s) >= 7 {
		if v, ok := hexValue(s[3:7]); ok {
			return string(rune(v))
		}
	}
	if s[0] == 'u' && len(s) >= 5 && len(s) <= 7 {
		if v, ok := hexValue(s[1:]); ok && utf8.ValidRune(rune(v)) {
			return string(rune(v))
		}
	}
	if strings.Contains(s, "_") {
		parts := strings.Split(s, "_")
		for _, p := range parts {
			if len(p) != 1 {
				return ""
			}
		}
		return strings.Join(parts, "")
	}
	return ""
}

func hexValue(s string) (int, bool) {
	v := 0
	for i := range len(s) {
		d, ok := hexDigit(s[i])
		if !ok {
			return 0, false
		}
		v = v<<4 | int(d)
	}
	return v, true
}

func (f *font) simpleWidths(v pdf.Value, base string) {
	known := metrics(base)
	for c := range f.width {
		f.width[c] = known(byte(c))
	}
	_ = guard(func() error {
		if m := v.Key("FontDescriptor").Key("MissingWidth"); m.Kind() != pdf.Null && v.Key("Widths").Len() > 0 {
			for c := range f.width {
				f.width[c] = m.Float64()
			}
		}
		return nil
	})
	_ = guard(func() error {
		list, first := v.Key("Widths"), int(v.Key("FirstChar").Float64())
		for i := range min(list.Len(), 256) {
			if c := first + i; c >= 0 && c < 256 {
				f.width[c] = list.Index(i).Float64()
			}
		}
		return nil
	})
	_ = guard(func() error {
		if v.Key("Subtype").Name() == "Type3" {
			f.scale = 0.001
			if a := v.Key("FontMatrix").Index(0).Float64(); a != 0 {
				f.scale = max(a, -a)
			}
		}
		return nil
	})
}

// bold: the font's name, weight or flags say that it is.
func bold(v pdf.Value) bool {
	d := v.Key("FontDescriptor")
	if child := v.Key("DescendantFonts"); child.Len() > 0 {
		d = child.Index(0).Key("FontDescriptor")
	}
	name := strings.ToLower(v.Key("BaseFont").Name())
	for _, w := range []string{"bold", "black", "heavy", "demi"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	const forceBold = 1 << 18
	return d.Key("FontWeight").Float64() >= 600 || d.Key("Flags").Int64()&forceBold != 0
}
