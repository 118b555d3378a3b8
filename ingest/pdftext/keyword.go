package pdftext

import (
	"math/bits"
	"slices"
)

// meantName is the known name that n is one turned bit away from; empty where n
// is known itself or like none. It cannot touch a file's own names ("F1",
// "Im3"): known are only names of four letters and more, and none that differs
// from another in one bit.
func meantName(n []byte) string {
	if len(n) < 4 || len(n) > 16 {
		return ""
	}
	if slices.Contains(keywords(len(n)), string(n)) {
		return ""
	}
	for _, k := range keywords(len(n)) {
		off := 0
		for i := range n {
			x := n[i] ^ k[i]
			if x == 0x20 { // a name of the file's own in small letters
				off = 2
			}
			if off += bits.OnesCount8(x); off > 1 {
				break
			}
		}
		if off == 1 {
			return k
		}
	}
	return ""
}

// isKey: a name that stands as a key in what a page depends on opens b.
func isKey(b []byte) bool {
	n := 0
	for n < len(b) && regular(b[n]) {
		n++
	}
	return n >= 4 && slices.Contains(keywords(n), string(b[:n]))
}

// keywords are the names, of that length, that a page's text depends on.
func keywords(length int) []string {
	switch length {
	case 4:
		return []string{"Type", "Page", "Kids", "Font", "Form", "Root", "Info", "BBox", "XRef"}
	case 5:
		return []string{"Pages", "Count", "Type0", "Type1", "Type3", "First", "Index", "Image", "Flags"}
	case 6:
		return []string{"Parent", "Filter", "Length", "Widths", "ObjStm", "Matrix", "Annots", "Rotate", "Height"}
	case 7:
		return []string{"Catalog", "Subtype", "XObject", "CropBox", "Columns", "ProcSet", "Length1", "Length2", "Length3", "Ordering", "Encrypt"}
	case 8:
		return []string{"Contents", "MediaBox", "Encoding", "BaseFont", "TrueType", "LastChar", "FontFile", "FontName", "FontBBox", "Standard"}
	case 9:
		return []string{"Resources", "ToUnicode", "FirstChar", "Predictor", "FontFile2", "FontFile3", "ExtGState", "MMType1"}
	case 10:
		return []string{"Identity-H", "Identity-V", "ColorSpace", "PageLabels"}
	case 11:
		return []string{"FlateDecode", "DecodeParms", "Differences"}
	case 12:
		return []string{"CIDFontType0", "CIDFontType2"}
	case 14:
		return []string{"FontDescriptor"}
	case 15:
		return []string{"WinAnsiEncoding", "DescendantFonts"}
	case 16:
		return []string{"MacRomanEncoding", "StandardEncoding"}
	}
	return nil
}
