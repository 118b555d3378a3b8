package pdftext

import (
	"math"

	"github.com/clausebook/clausebook/ingest/layout"
)

// tallest is more points than a line of text is high.
const tallest = 72

// mostPatches bounds those of a page: more are a pattern, and no words.
const mostPatches = 100

// patches lists the pictures of a page that stand within its lines and are as
// large as a word: labels that a program drew as pictures, "(i)" before a clause.
// A bullet is smaller, a logo or a seal larger, and a picture with words over it is
// their ground.
func patches(drawn [][4]float64, words []layout.PlacedWord) []layout.Patch {
	var out []layout.Patch
	for _, b := range drawn {
		if beside(b, words) {
			out = append(out, layout.Patch{X0: b[0], Y0: b[1], X1: b[2], Y1: b[3]})
		}
	}
	if len(out) > mostPatches {
		return nil
	}
	return out
}

// beside reports whether a box stands in the line of a word, next to it and not
// over one.
func beside(b [4]float64, words []layout.PlacedWord) bool {
	wide, high := b[2]-b[0], b[3]-b[1]
	found := false
	for i := range words {
		w := &words[i]
		if w.Turn != 0 || w.Outside || w.Size <= 0 {
			continue
		}
		common := min(b[3], w.Y1) - max(b[1], w.Y0)
		if common <= 0 {
			continue
		}
		if min(b[2], w.X1)-max(b[0], w.X0) > 0.2*min(wide, w.X1-w.X0) {
			return false
		}
		if high < 0.5*w.Size || high > 1.7*w.Size || wide < 0.25*w.Size || wide > 8*w.Size || common < 0.6*min(high, w.Y1-w.Y0) {
			continue
		}
		if gap := max(w.X0-b[2], b[0]-w.X1); gap < 6*w.Size {
			found = true
		}
	}
	return found
}

// drawnAt keeps where a picture was drawn, if it is no larger than a line.
func (p *interpreter) drawnAt(b [4]float64) {
	for _, x := range b {
		if math.IsNaN(x) || math.Abs(x) > far {
			return
		}
	}
	if len(p.drawn) < maxShapes && b[3]-b[1] < tallest {
		p.drawn = append(p.drawn, b)
	}
}
