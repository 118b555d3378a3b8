package pdftext

import (
	"strings"

	xcharmap "golang.org/x/text/encoding/charmap"
)

// latin is WinAnsiEncoding, which also serves fonts that name no encoding.
func latin() (t [256]string) {
	for i := range t {
		t[i] = string(xcharmap.Windows1252.DecodeByte(byte(i)))
		if i < 32 || t[i] == "\ufffd" {
			t[i] = ""
		}
	}
	t[0xad] = "-" // a hyphen by WinAnsi's definition, not a soft one
	return t
}

func macRoman() (t [256]string) {
	for i := range t {
		t[i] = string(xcharmap.Macintosh.DecodeByte(byte(i)))
		if i < 32 {
			t[i] = ""
		}
	}
	t[0xca] = " "
	return t
}

// standard is Adobe's StandardEncoding (PDF 32000-1, Annex D.2).
func standard() (t [256]string) {
	for i := 32; i < 127; i++ {
		t[i] = string(rune(i))
	}
	t['\''], t['`'] = "’", "‘"
	for i, r := range []rune("¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ") {
		t[0xa1+i] = string(r)
	}
	for c, r := range map[int]rune{0xb1: '–', 0xb2: '†', 0xb3: '‡', 0xb4: '·', 0xb6: '¶', 0xb7: '•', 0xb8: '‚', 0xb9: '„', 0xba: '”', 0xbb: '»',
		0xbc: '…', 0xbd: '‰', 0xbf: '¿', 0xc1: '`', 0xc2: '´', 0xc3: 'ˆ', 0xc4: '˜', 0xc5: '¯', 0xc6: '˘', 0xc7: '˙', 0xc8: '¨', 0xca: '˚',
		0xcb: '¸', 0xcd: '˝', 0xce: '˛', 0xcf: 'ˇ', 0xd0: '—', 0xe1: 'Æ', 0xe3: 'ª', 0xe8: 'Ł', 0xe9: 'Ø', 0xea: 'Œ', 0xeb: 'º', 0xf1: 'æ',
		0xf5: 'ı', 0xf8: 'ł', 0xf9: 'ø', 0xfa: 'œ', 0xfb: 'ß'} {
		t[c] = string(r)
	}
	return t
}

// pictures: the font's codes are pictures, not letters.
func pictures(base string) bool {
	low := strings.ToLower(base)
	return strings.Contains(low, "wingding") || strings.Contains(low, "zapfdingbats") || strings.HasSuffix(low, "symbol") || strings.Contains(low, "symbolmt") || strings.Contains(low, "webding")
}

// greekFont: the font is Symbol, whose codes are letters in part.
func greekFont(base string) bool { return strings.Contains(strings.ToLower(base), "symbol") }

// symbols is what can be said of such fonts: the marks of lists, and in Symbol
// the Greek letters and a few signs. The rest is shown as a mark.
func symbols(base string) (t [256]string) {
	if !greekFont(base) {
		for i := 33; i < 256; i++ {
			t[i] = "•"
		}
		t[32] = " "
		return t
	}
	for i := 32; i < 127; i++ {
		t[i] = string(rune(i))
	}
	greek := []rune("ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ")
	small := []rune("αβχδεφγηιϕκλμνοπθρστυϖωξψζ")
	for i := range greek {
		t['A'+i], t['a'+i] = string(greek[i]), string(small[i])
	}
	for c, r := range map[int]rune{0xb7: '•', 0xa7: '♣', 0xb0: '°', 0xb1: '±', 0xb2: '″', 0xb3: '≥', 0xa3: '≤', 0xb4: '×', 0xb8: '÷', 0xb9: '≠',
		0xbc: '…', 0xbe: '—', 0xd2: '®', 0xd3: '©', 0xd4: '™', 0xae: '→', 0xac: '←', 0xa2: '′', 0xd7: '·', 0xd8: '¬', 0xa4: '⁄'} {
		t[c] = string(r)
	}
	return t
}

// metrics gives the widths of the fonts that every reader must know (Adobe's
// core metrics for 32 to 126, in thousandths), for files that leave them out.
// Fonts of other names are taken for the one that they resemble.
func metrics(base string) func(byte) float64 {
	low := strings.ToLower(base)
	heavy := strings.Contains(low, "bold") || strings.Contains(low, "black")
	var table *[95]int
	switch {
	case strings.Contains(low, "courier") || strings.Contains(low, "mono"):
		return func(byte) float64 { return 600 }
	case strings.Contains(low, "times") || strings.Contains(low, "serif") && !strings.Contains(low, "sans") || strings.Contains(low, "roman") || strings.Contains(low, "garamond"):
		table = &timesRoman
		if heavy {
			table = &timesBold
		}
	default:
		table = &helvetica
		if heavy {
			table = &helveticaBold
		}
	}
	return func(c byte) float64 {
		switch {
		case c >= 32 && c < 127:
			return float64(table[c-32])
		case c == 0x85 || c == 0x97: // ellipsis, em dash
			return 1000
		case c == 0x91 || c == 0x92:
			return float64(table[','-32])
		case c == 0x93 || c == 0x94:
			return float64(table['('-32])
		case c == 0xa0:
			return float64(table[0])
		}
		return float64(table['n'-32])
	}
}

var (
	helvetica = [95]int{278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
		1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
		333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584}
	helveticaBold = [95]int{278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
		975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
		333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584}
	timesRoman = [95]int{250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
		921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
		333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541}
	timesBold = [95]int{250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500,
		930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500,
		333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520}
)
