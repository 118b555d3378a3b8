package pdftext

import (
	"math"
	"strings"

	"github.com/ledongthuc/pdf"
)

// inherited is what a field says under key itself, or the fields above it.
func inherited(v pdf.Value, key string) pdf.Value {
	for range 8 {
		if x := v.Key(key); x.Kind() != pdf.Null {
			return x
		}
		if v = v.Key("Parent"); v.Kind() != pdf.Dict {
			break
		}
	}
	return pdf.Value{}
}

// fieldText is the text that an annotation shows although nobody has drawn it:
// what was filled into a field, or a typed note. For boxes that are ticked or
// not, which say it only by a drawing, it is a sign; mark says so.
func fieldText(a pdf.Value) (text string, mark bool) {
	const (
		multiline  = 1 << 12
		password   = 1 << 13
		pushbutton = 1 << 16
	)
	flags := inherited(a, "Ff").Int64()
	switch a.Key("Subtype").Name() {
	case "FreeText":
		return a.Key("Contents").Text(), false
	case "Widget":
		switch v := inherited(a, "V"); inherited(a, "FT").Name() {
		case "Tx":
			if flags&password == 0 && v.Kind() == pdf.String {
				text = v.Text()
			}
		case "Ch":
			if v.Kind() == pdf.String {
				text = v.Text()
			}
			for i := range min(v.Len(), 64) {
				text += v.Index(i).Text() + "\n"
			}
		case "Btn":
			if flags&pushbutton != 0 {
				return "", false
			}
			state := a.Key("AS").Name()
			if state == "" || state == "Off" {
				return "☐", true
			}
			return "☒", true
		}
	}
	return strings.TrimSpace(text), false
}

// fieldSize is the height of a field's letters, by its default appearance
// ("/Helv 10 Tf 0 g").
func fieldSize(a pdf.Value, height float64) float64 {
	f := strings.Fields(inherited(a, "DA").RawString())
	for i, w := range f {
		if w == "Tf" && i > 0 {
			l := lexer{b: []byte(f[i-1])}
			if o, ok := l.next(); ok && o.kind == isNumber && o.num > 1 && o.num < 200 {
				return o.num
			}
		}
	}
	return min(11, max(4, 0.7*height))
}

// write sets text into a box of the page, as the field's own program would: in
// the middle of a low box, from the top of a high one. m is the page's matrix.
func (p *interpreter) write(text string, rect [4]float64, size float64, m matrix) {
	lines := strings.Split(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"), "\n")
	y := (rect[1]+rect[3])/2 - 0.35*size
	if len(lines) > 1 {
		y = rect[3] - 1.1*size
	}
	known := metrics("Helvetica")
	scale := math.Hypot(m.c, m.d)
	for _, line := range lines {
		x := rect[0] + 2
		for _, r := range line {
			if len(p.glyphs) > maxGlyphs {
				return
			}
			w := 556.0
			if r < 0x7f {
				w = known(byte(r))
			}
			g := glyph{text: string(r), size: size * scale, turn: turn(matrix{a: m.a, b: m.b})}
			g.x, g.y = m.apply(x, y)
			x += w / 1000 * size
			g.ex, g.ey = m.apply(x, y)
			p.glyphs = append(p.glyphs, g)
		}
		y -= 1.2 * size
	}
}

// marked takes down the words that a note strikes out or underlines.
func (p *interpreter) marked(a pdf.Value, m matrix) {
	code := Struck
	switch a.Key("Subtype").Name() {
	case "StrikeOut":
	case "Underline", "Squiggly":
		code = Underlined
	default:
		return
	}
	s := struckOut{code: code}
	q := a.Key("QuadPoints")
	for i := 0; i+7 < q.Len() && len(s.boxes) < 512; i += 8 {
		b := [4]float64{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
		for k := 0; k < 8; k += 2 {
			x, y := q.Index(i+k).Float64(), q.Index(i+k+1).Float64()
			b = [4]float64{min(b[0], x), min(b[1], y), max(b[2], x), max(b[3], y)}
		}
		s.boxes = append(s.boxes, m.box(b))
	}
	if rect, ok := box(a.Key("Rect")); ok && len(s.boxes) == 0 {
		s.boxes = append(s.boxes, m.box(rect))
	}
	if len(s.boxes) > 0 {
		p.struck = append(p.struck, s)
	}
}
