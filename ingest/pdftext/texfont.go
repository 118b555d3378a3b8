package pdftext

import (
	"strconv"

	"github.com/ledongthuc/pdf"
)

// TeX draws its fonts as bitmaps (Type 3) where it has no outlines of them, and
// names each glyph by its code: "a27". Nothing in the file says that 27 is "ff";
// the codes are those of TeX's own encodings, of which the glyphs that a font
// has tell the one.

// texCodes reads the names of a font's glyphs; ok if all of at least two say
// nothing but their code, as no other program's do.
func texCodes(list pdf.Value) (codes [256]bool, ok bool) {
	n, named := 0, 0
	for i := range min(list.Len(), 1024) {
		x := list.Index(i)
		if x.Kind() != pdf.Name {
			n = int(x.Float64())
			continue
		}
		if s := x.Name(); s != ".notdef" {
			if n < 0 || n > 255 || s != "a"+strconv.Itoa(n) {
				return codes, false
			}
			codes[n] = true
			named++
		}
		n++
	}
	return codes, named > 1 || named == 1 && !codes['a']
}

// texText is what the codes of such a font stand for. Ligatures are 11 to 15 in
// TeX's first text encoding (OT1) and 27 to 31 in its second (T1, "Cork"), which
// has also quotes and dashes below the blank and letters with accents above 127.
// A font of signs alone (TS1) has no small letters.
func texText(codes [256]bool) (t [256]string) {
	any := func(from, to int) bool {
		for c := from; c <= to; c++ {
			if codes[c] {
				return true
			}
		}
		return false
	}
	t = latin()
	switch {
	case !any('A', 'Z') && !any('a', 'z') && any(128, 255): // TS1: signs at the places of Latin-1
		for c, s := range map[int]string{132: "†", 133: "‡", 136: "•", 139: "…", 151: "™", 159: "§", 191: "€", 214: "×", 246: "÷"} {
			t[c] = s
		}
	case any(11, 15) && !any(27, 31): // OT1
		for c, s := range map[int]string{11: "ff", 12: "fi", 13: "fl", 14: "ffi", 15: "ffl", 16: "ı", 25: "ß", 26: "æ", 27: "œ", 28: "ø", 29: "Æ",
			30: "Œ", 31: "Ø", 34: "”", 39: "’", 60: "¡", 62: "¿", 92: "“", 96: "‘", 123: "–", 124: "—", 127: "¨"} {
			t[c] = s
		}
	default: // T1
		for c, s := range map[int]string{13: "‚", 14: "‹", 15: "›", 16: "“", 17: "”", 18: "„", 19: "«", 20: "»", 21: "–", 22: "—", 25: "ı", 27: "ff", 28: "fi", 29: "fl",
			30: "ffi", 31: "ffl", 32: "␣", 39: "’", 96: "‘", 127: "-", 138: "Ł", 159: "§", 170: "ł", 189: "¡", 190: "¿", 191: "£", 215: "Œ", 223: "SS", 247: "œ", 255: "ß"} {
			t[c] = s
		}
	}
	return t
}
