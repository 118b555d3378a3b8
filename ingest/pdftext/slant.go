package pdftext

import (
	"math"
	"strings"

	"github.com/clausebook/clausebook/ingest/layout"
)

// slanted reads what is set at a slant: watermarks, stamps, the labels of a
// drawing. It has no lines to stand on, so each run of it is one word, blanks
// inside, and no part of the page's own text.
func slanted(glyphs []glyph, media [4]float64) []layout.PlacedWord {
	var out []layout.PlacedWord
	var cur layout.PlacedWord
	var text strings.Builder
	var last *glyph
	flush := func() {
		if s := strings.Join(strings.Fields(text.String()), " "); s != "" {
			cur.Text = s
			out = append(out, cur)
		}
		text.Reset()
		last = nil
	}
	for i := range glyphs {
		g := &glyphs[i]
		if g.turn != askew || !inside(g, media) {
			continue
		}
		gap := 0.0
		if last != nil {
			dx, dy := last.ex-last.x, last.ey-last.y
			length := max(math.Hypot(dx, dy), 0.01)
			along := ((g.x-last.ex)*dx + (g.y-last.ey)*dy) / length
			across := ((g.x-last.ex)*dy - (g.y-last.ey)*dx) / length
			if gap = along; along > g.size || along < -0.3*g.size || math.Abs(across) > 0.2*g.size {
				flush()
			}
		}
		b := [4]float64{min(g.x, g.ex), min(g.y, g.ey) - ascent*g.size, max(g.x, g.ex), max(g.y, g.ey)}
		if last == nil {
			cur = layout.PlacedWord{X0: b[0], Y0: b[1], X1: b[2], Y1: b[3], Size: g.size, Blank: true, Outside: true}
		} else {
			cur.X0, cur.Y0, cur.X1, cur.Y1 = min(cur.X0, b[0]), min(cur.Y0, b[1]), max(cur.X1, b[2]), max(cur.Y1, b[3])
			if gap > wordGap*g.size {
				text.WriteByte(' ')
			}
		}
		text.WriteString(readable(g.text))
		last = g
	}
	flush()
	return out
}
