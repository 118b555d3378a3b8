package ingest

import (
	"sort"

	"github.com/clausebook/clausebook/corpus"
)

// boxes gives each provision its places on the pages: one box for each column
// of each page that it stands in, around the lines that hold words of it.
// Furniture is left out, so that a running head between two pages is in no box.
// It also marks what was read off pictures.
func boxes(a *corpus.Agreement) {
	type line struct {
		corpus.LineBox
		furniture, ocr bool
	}
	var lines []line
	f := 0
	for i := range a.Pages {
		for _, l := range a.Pages[i].Lines {
			for f < len(a.Furniture) && a.Furniture[f].Span.End <= l.Span.Start {
				f++
			}
			// A margin number is the start of its line only.
			whole := f < len(a.Furniture) && a.Furniture[f].Span.Contains(l.Span)
			lines = append(lines, line{l, whole, a.Pages[i].OCR || l.OCR})
		}
	}
	if len(lines) == 0 {
		return
	}
	for i := range a.Provisions {
		p := &a.Provisions[i]
		k := sort.Search(len(lines), func(k int) bool { return lines[k].Span.End > p.Span.Start })
		for ; k < len(lines) && lines[k].Span.Start < p.Span.End; k++ {
			if lines[k].furniture {
				continue
			}
			p.OCR = p.OCR || lines[k].ocr
			b := lines[k].Box
			if n := len(p.Boxes); n > 0 && underneath(p.Boxes[n-1], b) {
				p.Boxes[n-1] = enclose(p.Boxes[n-1], b)
			} else {
				p.Boxes = append(p.Boxes, b)
			}
		}
	}
}

// underneath: line b follows what is in a, in the same column of the same page. The
// next column begins higher up; the line of another column beside it is not
// under it.
func underneath(a, b corpus.Box) bool {
	if a.Sheet != b.Sheet || b.Y0 < a.Y0-1 {
		return false
	}
	overlap := min(a.X1, b.X1) - max(a.X0, b.X0)
	return overlap > 0 || b.Y0-a.Y1 < 2*(b.Y1-b.Y0) && b.Y0 > a.Y0+1 && overlap > -40
}

func enclose(a, b corpus.Box) corpus.Box {
	return corpus.Box{Sheet: a.Sheet, X0: min(a.X0, b.X0), Y0: min(a.Y0, b.Y0), X1: max(a.X1, b.X1), Y1: max(a.Y1, b.Y1)}
}
