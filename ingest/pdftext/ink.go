package pdftext

import (
	"fmt"
	"math"
	"strings"

	"github.com/clausebook/clausebook/ingest/layout"
)

// maxShapes bounds the painted shapes of a page that are kept; a drawing has more.
const maxShapes = 4096

// A drawing is what is known of what a page paints besides text: enough to say
// whether white words stand on a dark ground and whether words are struck out.
type drawing struct {
	path   [4]float64   // the box around the path that is being made
	begun  bool         // there is one
	dark   [][4]float64 // boxes of what was painted in another colour than white, and of pictures
	drawn  [][4]float64 // boxes of pictures that are no larger than a line
	rules  [][4]float64 // thin lines along the page
	struck []struckOut
	left   int // characters in layers that are switched off
}

// A struckOut is a note on the page that strikes words out or underlines them.
type struckOut struct {
	code  string
	boxes [][4]float64
}

// shape follows the operators that make and paint paths.
func (p *interpreter) shape(op string, args []operand) {
	n := len(args)
	num := func(i int) float64 {
		if i >= n {
			return 0
		}
		return args[n-1-i].num
	}
	point := func(x, y float64) {
		x, y = p.ctm.apply(x, y)
		if math.IsNaN(x) || math.IsNaN(y) || math.Abs(x) > far || math.Abs(y) > far {
			return
		}
		if !p.begun {
			p.path, p.begun = [4]float64{x, y, x, y}, true
			return
		}
		p.path = [4]float64{min(p.path[0], x), min(p.path[1], y), max(p.path[2], x), max(p.path[3], y)}
	}
	switch op {
	case "m", "l":
		point(num(1), num(0))
	case "c":
		point(num(5), num(4))
		point(num(3), num(2))
		point(num(1), num(0))
	case "v", "y":
		point(num(3), num(2))
		point(num(1), num(0))
	case "re":
		x, y, w, h := num(3), num(2), num(1), num(0)
		point(x, y)
		point(x+w, y)
		point(x, y+h)
		point(x+w, y+h)
	case "f", "F", "f*":
		p.painted(p.white)
	case "B", "B*", "b", "b*":
		p.painted(p.white && p.whiteLine)
	case "S", "s":
		p.painted(p.whiteLine)
	case "n":
		p.begun = false
	}
}

// painted ends a path.
func (p *interpreter) painted(white bool) {
	b := p.path
	if p.begun && !white && p.offDepth == 0 {
		if b[3]-b[1] < 1.6 && b[2]-b[0] > 8 {
			if len(p.rules) < maxShapes {
				p.rules = append(p.rules, b)
			}
		} else if len(p.dark) < maxShapes {
			p.dark = append(p.dark, b)
		}
	}
	p.begun = false
}

// colour follows the operators that say in which colour is painted. White are
// one grey of 1, three of 1, and four inks of 0.
func (p *interpreter) colour(op string, args []operand) {
	sum := 0.0
	for i := range args {
		if args[i].kind != isNumber {
			sum = math.NaN() // a pattern
		}
		sum += args[i].num
	}
	white := len(args) == 1 && sum > 0.98 || len(args) == 3 && sum > 2.94 || len(args) == 4 && sum < 0.02
	switch op {
	case "g", "rg", "k":
		p.white, p.otherSpace = white, false
	case "sc", "scn":
		p.white = white && !p.otherSpace
	case "cs":
		// Of a space that the file names, 1 may be all ink or none.
		p.white, p.otherSpace = false, argument(args) != "DeviceGray" && argument(args) != "DeviceRGB" && argument(args) != "DeviceCMYK"
	case "G", "RG", "K":
		p.whiteLine = white
	case "CS", "SC", "SCN":
		p.whiteLine = false
	}
}

// argument is the name that an operator has as its argument.
func argument(args []operand) string {
	if len(args) == 0 {
		return ""
	}
	return string(args[len(args)-1].str)
}

// inkProblems says which words of the page are not seen or are struck out.
func (p *interpreter) inkProblems(words []layout.PlacedWord) (out []Problem) {
	var unseen []string
	for i := range words {
		w := &words[i]
		if w.X1 > w.X0 && p.whiteAt(w) && !p.onDark(w) {
			unseen = append(unseen, w.Text)
		}
	}
	if len(strings.Join(unseen, "")) >= 3 {
		out = append(out, Problem{Code: Unseen, Reason: "words on the page are white on white: " + quoted(unseen)})
	}
	for _, s := range p.struck {
		if under := p.under(words, s.boxes); len(under) > 0 {
			what := "strikes out"
			if s.code == Underlined {
				what = "underlines"
			}
			out = append(out, Problem{Code: s.code, Reason: fmt.Sprintf("a note on the page %s the words %s", what, quoted(under))})
		}
	}
	if through := p.through(words); len(through) > 0 {
		out = append(out, Problem{Code: Struck, Reason: "a line is drawn through the words " + quoted(through)})
	}
	if p.left > 0 {
		out = append(out, Problem{Code: LayerOff, Reason: fmt.Sprintf("%d characters stand in a layer that is switched off, and were left out", p.left)})
	}
	return out
}

// quoted is words as they are named in a message, the first of them if they are
// many.
func quoted(words []string) string {
	const most = 240
	s := strings.Join(words, " ")
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return `"` + s + `"`
}

// whiteAt: the word is drawn in white.
func (p *interpreter) whiteAt(w *layout.PlacedWord) bool {
	x, y := (w.X0+w.X1)/2, (w.Y0+w.Y1)/2
	for _, b := range p.whites {
		if x >= b[0]-1 && x <= b[2]+1 && y >= b[1]-1 && y <= b[3]+1 {
			return true
		}
	}
	return false
}

// onDark: something that is not white is painted where the word stands.
func (p *interpreter) onDark(w *layout.PlacedWord) bool {
	x, y := (w.X0+w.X1)/2, (w.Y0+w.Y1)/2
	for _, b := range p.dark {
		if x >= b[0] && x <= b[2] && y >= b[1] && y <= b[3] {
			return true
		}
	}
	return false
}

// under lists the words whose middle lies in one of boxes.
func (p *interpreter) under(words []layout.PlacedWord, boxes [][4]float64) (out []string) {
	for i := range words {
		w := &words[i]
		for _, b := range boxes {
			if x, y := (w.X0+w.X1)/2, (w.Y0+w.Y1)/2; x >= b[0] && x <= b[2] && y >= b[1] && y <= b[3] {
				out = append(out, w.Text)
				break
			}
		}
	}
	return out
}

// through lists the words that a thin line crosses where a strike-out does: in
// the middle of the small letters, over most of the word. The rules of tables
// run between the lines of text, and underlines below them.
func (p *interpreter) through(words []layout.PlacedWord) (out []string) {
	if len(p.rules) == 0 {
		return nil
	}
	for i := range words {
		w := &words[i]
		if w.Turn != 0 || strings.Trim(w.Text, "_-–—.…") == "" {
			continue
		}
		base := w.Y1 - descent*w.Size
		for _, r := range p.rules {
			y := (r[1] + r[3]) / 2
			over := min(r[2], w.X1) - max(r[0], w.X0)
			if y < base-0.16*w.Size && y > base-0.42*w.Size && over > 0.7*(w.X1-w.X0) {
				out = append(out, w.Text)
				break
			}
		}
	}
	return out
}
