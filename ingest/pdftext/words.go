package pdftext

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/clausebook/clausebook/ingest/layout"
)

// How far a word's box reaches above and below its baseline, in heights of its
// font: capitals and descenders of common text fonts.
const (
	ascent  = 0.75
	descent = 0.22
)

// wordGap is the gap between two characters that parts words, in heights of
// the font. Blanks are 0.2 (tightly set) to 0.33; kerning inside words stays
// under 0.1.
const wordGap = 0.14

// words joins the glyphs of a page into words. Glyphs of one word follow each
// other in the source and stand close together on one line; any other order
// only makes words shorter, which layout joins again.
//
// hidden says which words are drawn invisibly. Words beyond shown are marked;
// those beyond media, which no reader ever shows, are left out.
func (k *scratch) words(glyphs []glyph, shown, media [4]float64) (out []layout.PlacedWord, hidden []bool) {
	// The letters of all words stand in one string, of which each word is a part.
	text, list, ends := k.text[:0], k.list[:0], k.ends[:0]
	hidden = k.hidden[:0]
	var cur layout.PlacedWord
	var last *glyph
	boldly, n, blank := 0, 0, false
	within := allInside(glyphs, media)
	uncropped := shown[0] <= media[0] && shown[1] <= media[1] && shown[2] >= media[2] && shown[3] >= media[3]
	flush := func(blank bool) {
		if n > 0 {
			cur.Bold, cur.Blank = boldly*2 > n, blank
			list, hidden, ends = append(list, cur), append(hidden, last.hidden), append(ends, len(text))
		} else if blank && len(list) > 0 {
			list[len(list)-1].Blank = true
		}
		boldly, n = 0, 0
	}
	for i := range glyphs {
		g := &glyphs[i]
		if g.turn == askew || !within && !inside(g, media) {
			continue
		}
		g.cropped = !uncropped && !inside(g, shown)
		s := g.text
		if len(s) != 1 || s[0] < ' ' || s[0] > '~' {
			s = readable(s)
		}
		if s == "" {
			continue
		}
		if s == " " || strings.TrimSpace(s) == "" {
			blank = true
			continue
		}
		// A blank that takes no room is no blank: Ghostscript sets "av e" with a
		// spacing of minus one blank for "ave".
		if goesOn := n > 0 && follows(last, g); !goesOn || blank && (g.hidden || along(last, g) > 0.03*g.size) {
			flush(blank)
		}
		blank = false
		if n > 0 && g.turn == 0 && g.y == last.y && g.size == last.size && g.ex >= cur.X1 {
			cur.X1 = g.ex // as nearly all do
		} else if b := g.box(); n == 0 {
			cur = layout.PlacedWord{X0: b[0], Y0: b[1], X1: b[2], Y1: b[3], Size: g.size, Turn: g.turn, Outside: g.cropped}
		} else {
			cur.X0, cur.Y0, cur.X1, cur.Y1 = min(cur.X0, b[0]), min(cur.Y0, b[1]), max(cur.X1, b[2]), max(cur.Y1, b[3])
			cur.Size = max(cur.Size, g.size)
		}
		if s[0] == ' ' {
			s = strings.TrimLeft(s, " ")
		}
		text = append(text, s...)
		n++
		if g.bold {
			boldly++
		}
		last = g
	}
	flush(blank)
	whole, from := string(text), 0
	for i, to := range ends {
		list[i].Text = whole[from:to]
		from = to
	}
	k.text, k.list, k.ends, k.hidden = text, list, ends, hidden
	return slices.Clone(list), hidden
}

// follows: b goes on with the word that a stands in.
func follows(a, b *glyph) bool {
	if a.turn != b.turn || a.hidden != b.hidden || a.cropped != b.cropped {
		return false
	}
	gap, across := along(a, b), b.y-a.ey
	if a.turn == 1 || a.turn == 3 {
		across = b.x - a.ex
	}
	size := max(a.size, b.size)
	// A note's number behind a word is no part of it.
	if min(a.size, b.size) < 0.8*size && math.Abs(across) > 0.08*size {
		return false
	}
	// A blank is as wide as the smaller font makes it: "Section 4" in small capitals.
	return math.Abs(across) < 0.2*size && gap-a.after < wordGap*min(a.size, b.size) && gap > -0.35*size
}

// along is the gap from a to b, the way they read.
func along(a, b *glyph) float64 {
	switch a.turn {
	case 1:
		return b.y - a.ey
	case 2:
		return a.ex - b.x
	case 3:
		return a.ey - b.y
	}
	return b.x - a.ex
}

// box is the place of the glyph on its page.
func (g *glyph) box() [4]float64 {
	up, down := ascent*g.size, descent*g.size
	switch g.turn {
	case 1:
		return [4]float64{g.x - down, min(g.y, g.ey), g.x + up, max(g.y, g.ey)}
	case 2:
		return [4]float64{min(g.x, g.ex), g.y - down, max(g.x, g.ex), g.y + up}
	case 3:
		return [4]float64{g.x - up, min(g.y, g.ey), g.x + down, max(g.y, g.ey)}
	}
	return [4]float64{min(g.x, g.ex), g.y - up, max(g.x, g.ex), g.y + down}
}

// allInside: no glyph's middle can lie outside the box.
func allInside(glyphs []glyph, b [4]float64) bool {
	for i := range glyphs {
		g := &glyphs[i]
		if !(g.x >= b[0] && g.ex >= b[0] && g.x <= b[2] && g.ex <= b[2] && g.y >= b[1] && g.ey >= b[1] && g.y <= b[3] && g.ey <= b[3]) {
			return false
		}
	}
	return true
}

// inside: the glyph's middle lies in the box.
func inside(g *glyph, b [4]float64) bool {
	x, y := (g.x+g.ex)/2, (g.y+g.ey)/2
	return x >= b[0]-1 && y >= b[1]-1 && x <= b[2]+1 && y <= b[3]+g.size*descent+1
}

// unknown stands for a character that no font names.
const unknown = "\ufffd"

// readable is a glyph's text as it goes into the document: ligatures and other
// shapes of letters taken apart, blanks of all kinds as one, what no font names
// as the replacement character, so that it is seen.
func readable(s string) string {
	if len(s) == 1 && s[0] >= ' ' && s[0] < 0x7f {
		return s
	}
	if s == "" {
		return unknown
	}
	var b strings.Builder
	for i, w := 0, 0; i < len(s); i += w {
		var r rune
		r, w = utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\u00ad', r >= 0x200b && r <= 0x200f, r == 0xfeff, r >= 0x2060 && r <= 0x2064:
			if r == '\u00ad' {
				b.WriteByte('-') // it is drawn, so it is a hyphen
			}
		case r == utf8.RuneError:
			b.WriteString(unknown)
		case unicode.IsSpace(r) || r == 0:
			b.WriteByte(' ')
		case unicode.IsControl(r):
		case r >= 0xfb00 && r <= 0xfb4f || r >= 0xff01 && r <= 0xff5e || r >= 0x2000 && r <= 0x200a:
			b.WriteString(norm.NFKC.String(string(r)))
		case r == 0xf0b7 || r == 0xf0a7 || r == 0xf0d8 || r == 0xf076 || r == 0xf0a8 || r == 0xf06e:
			b.WriteString("•") // list marks of Symbol and Wingdings
		case r > 0xf020 && r < 0xf07f:
			b.WriteRune(r - 0xf000) // a symbolic font's own copy of ASCII
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// A scratch is what the work on one page leaves for the next to use again.
type scratch struct {
	heads, before []int32
	lines         []glyphLine
	rows          [][]int32
	text          []byte
	list          []layout.PlacedWord
	ends          []int
	hidden        []bool
	content       []byte
	contentReader
	// sets are the fonts of each dictionary of fonts, in print, by name.
	sets map[string]map[string]*font
}

// single drops glyphs that are drawn a second time at their place: boldness
// made by overprinting, and doubled text layers. It works in place.
func (k *scratch) single(glyphs []glyph) []glyph {
	if k.apart(glyphs) {
		return glyphs
	}
	const grid = 8 // points; wider than glyphs may be apart to be one
	size := 1
	for size < len(glyphs) {
		size *= 2
	}
	// A table of chains: the last glyph of each cell, and for each the one before.
	if len(k.heads) < size {
		k.heads, k.before = make([]int32, size), make([]int32, size)
	}
	heads, before := k.heads[:size], k.before
	clear(heads)
	cell := func(x, y int) *int32 {
		return &heads[(uint32(x)*2654435761+uint32(y)*40503)>>7&uint32(size-1)]
	}
	kept := 0
	for i := range glyphs {
		g := &glyphs[i]
		// What stands miles off the page is nobody's second layer.
		if len(g.text) > 0 && g.text != " " && g.x > -far && g.x < far && g.y > -far && g.y < far {
			near := 0.12 * g.size
			if near > grid-1 {
				near = grid - 1
			}
			x0, x1 := floor((g.x-near)*(1.0/grid)), floor((g.x+near)*(1.0/grid))
			y0, y1 := floor((g.y-near)*(1.0/grid)), floor((g.y+near)*(1.0/grid))
			again := false
			for x := x0; x <= x1 && !again; x++ {
				for y := y0; y <= y1 && !again; y++ {
					steps := 0
					for k := *cell(x, y); k > 0 && !again && steps < 64; k = before[k-1] {
						again = glyphs[k-1].again(g, near)
						steps++
					}
				}
			}
			if again {
				continue
			}
			c := cell(floor(g.x*(1.0/grid)), floor(g.y*(1.0/grid)))
			before[kept] = *c
			*c = int32(kept + 1)
		}
		if kept < i {
			glyphs[kept] = *g
		}
		kept++
	}
	return glyphs[:kept]
}

// far is further than any page reaches, in points.
const far = 1e6

// floor is the largest whole number not above x, which is less than far.
func floor(x float64) int { return int(x+far) - far }

// again: h is g drawn a second time.
func (g *glyph) again(h *glyph, near float64) bool {
	return math.Abs(g.x-h.x) <= near && math.Abs(g.y-h.y) <= near && g.text == h.text && g.turn == h.turn && math.Abs(g.size-h.size) < 0.2*h.size
}
