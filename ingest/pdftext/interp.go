package pdftext

import (
	"context"
	"errors"
	"math"
	"strings"

	"github.com/ledongthuc/pdf"
)

// Limits of one page's content. A dense page of text has 10,000 glyphs and
// 30,000 operators; a drawn map some millions of operators.
const (
	maxOperators = 8_000_000
	maxGlyphs    = 400_000
	maxForms     = 24     // forms drawn inside each other
	maxDrawn     = 20_000 // forms and images drawn; one that draws itself twice would be 16 million
	maxStates    = 512
	maxContent   = 64 << 20 // bytes of content, forms included
)

var (
	errOperators = errors.New("too many operators on the page")
	errGlyphs    = errors.New("too many characters on the page")
	errContent   = errors.New("too much content on the page")
)

// A glyph is one character as it stands on the page, in points from the upper
// left corner of the page as shown.
type glyph struct {
	text   string  // "" where the font does not say which character it is
	x, y   float64 // where it begins, on its baseline
	ex, ey float64 // where it ends, spacing left out
	size   float64 // height of its font
	after  float64 // character spacing behind it that belongs to the setting, not to a gap
	turn   int     // as in layout.PlacedWord; askew for any other direction
	bold   bool
	hidden bool // drawn invisibly, as the text layer of a scan is
	// cropped: beyond the edge of what is shown.
	cropped bool
}

// askew is the turn of text that stands at no right angle: stamps, watermarks.
const askew = 4

// A state is the part of the graphics state that text depends on.
type state struct {
	ctm           matrix
	tc, tw, th    float64
	leading, rise float64
	size          float64
	mode          int
	font          *font
	white         bool // what is filled is white, and lines are
	whiteLine     bool
	otherSpace    bool // the colour space is one that the file names
}

// An interpreter runs the content of one page and collects its glyphs.
type interpreter struct {
	ctx    context.Context
	in     *input
	work   int              // that may still be done on damaged streams of the page
	fonts  map[string]*font // by the font's printed dictionary, for the whole file
	glyphs []glyph
	scratch
	state
	stack   []state
	tm, tlm matrix
	drawing
	whites    [][4]float64 // boxes of what is written in white
	offDepth  int          // marked contents that are in a layer that is off
	operators int
	bytes     int
	depth     int
	actual    []replacement
	forms     int      // and images, drawn
	pictures  int      // images drawn, and areas painted or lines stroked
	covered   float64  // area of the images drawn, in square points
	doubts    []string // why what was read may be wrong; each once
	notes     []string // what was damaged and is put right; each once
}

// A replacement is marked content that says its own text (ActualText).
type replacement struct {
	from int // first glyph
	text string
	set  bool
	off  bool // it is in a layer that is switched off
}

// run interprets the content of a page or a form. Errors mean that the rest of
// it was left out; what was drawn before is kept.
func (p *interpreter) run(src []byte, resources pdf.Value) error {
	if p.bytes += len(src); p.bytes > maxContent {
		return errContent
	}
	l := lexer{b: src}
	var args [64]operand
	n := 0
	var names, known map[string]*font // of this content, and of all that has the same fonts
	bottom, marks := len(p.stack), len(p.actual)
	defer func() {
		if len(p.stack) > bottom { // a form cannot leave states behind
			p.state = p.stack[bottom]
			p.stack = p.stack[:bottom]
		}
		for len(p.actual) > marks {
			p.endMarked()
		}
	}()
	for {
		o, ok := l.next()
		if !ok {
			return nil
		}
		if o.kind != isOperator {
			if n < len(args) {
				args[n] = o
				n++
			}
			continue
		}
		if p.operators++; p.operators > maxOperators {
			return errOperators
		}
		if p.operators%4096 == 0 && p.ctx.Err() != nil {
			return p.ctx.Err()
		}
		if len(p.glyphs) > maxGlyphs {
			return errGlyphs
		}
		switch string(o.str) {
		case "q":
			if len(p.stack) < maxStates {
				p.stack = append(p.stack, p.state)
			}
		case "Q":
			if k := len(p.stack) - 1; k >= bottom {
				p.state = p.stack[k]
				p.stack = p.stack[:k]
			}
		case "BDC":
			r := replacement{from: len(p.glyphs)}
			if n > 0 && args[n-1].kind == isDict {
				r.text, r.set = actualText(args[n-1].arr)
			}
			if n > 1 && p.in.layers != nil && string(args[n-2].str) == "OC" && args[n-1].kind == isName {
				r.off = p.in.layers.off(properties(resources), string(args[n-1].str))
			}
			p.mark(r)
		case "Do":
			if n > 0 {
				if err := p.form(resources, string(args[n-1].str)); err != nil {
					return err
				}
			}
		case "Tf":
			if n >= 2 {
				if names == nil {
					names, known = map[string]*font{}, p.fontsOf(resources)
				}
				p.font = p.named(src, resources, string(args[n-2].str), names, known)
				p.size = args[n-1].num
			}
		case "ID":
			l.skipImage()
			p.pictures++
			p.drawnAt(p.ctm.box([4]float64{0, 0, 1, 1}))
		default:
			p.operator(string(o.str), args[:n])
		}
		n = 0
		l.reset()
	}
}

// operator runs one operator that needs nothing but its arguments.
func (p *interpreter) operator(op string, args []operand) {
	n := len(args)
	num := func(i int) float64 { // from the last argument backwards
		if i >= n {
			return 0
		}
		return args[n-1-i].num
	}
	switch op {
	case "cm":
		if m := (matrix{num(5), num(4), num(3), num(2), num(1), num(0)}); n >= 6 && m.sane() {
			p.ctm = m.then(p.ctm)
		}
	case "BT":
		p.tm, p.tlm = identity, identity
	case "Tc":
		p.tc = num(0)
	case "Tw":
		p.tw = num(0)
	case "Tz":
		p.th = num(0) / 100
	case "TL":
		p.leading = num(0)
	case "Ts":
		p.rise = num(0)
	case "Tr":
		p.mode = int(num(0))
	case "Td":
		p.move(num(1), num(0))
	case "TD":
		p.leading = -num(0)
		p.move(num(1), num(0))
	case "T*":
		p.move(0, -p.leading)
	case "Tm":
		if m := (matrix{num(5), num(4), num(3), num(2), num(1), num(0)}); n >= 6 && m.sane() {
			p.tm, p.tlm = m, m
		}
	case "Tj":
		if n > 0 {
			p.show(args[n-1].str)
		}
	case "'":
		p.move(0, -p.leading)
		if n > 0 {
			p.show(args[n-1].str)
		}
	case "\"":
		if n >= 3 {
			p.tw, p.tc = num(2), num(1)
		}
		p.move(0, -p.leading)
		if n > 0 {
			p.show(args[n-1].str)
		}
	case "TJ":
		if n == 0 {
			return
		}
		for _, x := range args[n-1].arr {
			switch x.kind {
			case isString:
				p.show(x.str)
			case isNumber:
				p.tm = matrix{1, 0, 0, 1, -x.num / 1000 * p.size * p.th, 0}.then(p.tm)
			}
		}
	case "BMC":
		p.mark(replacement{from: len(p.glyphs)})
	case "EMC":
		p.endMarked()
	case "m", "l", "c", "v", "y", "re", "n":
		p.shape(op, args)
	case "f", "F", "f*", "B", "B*", "b", "b*", "S", "s":
		p.pictures++
		p.shape(op, args)
	case "sh":
		p.pictures++
		p.dark = append(p.dark, [4]float64{-far, -far, far, far})
	case "g", "rg", "k", "sc", "scn", "cs", "G", "RG", "K", "SC", "SCN", "CS":
		p.colour(op, args)
	}
}

func (p *interpreter) mark(r replacement) {
	if len(p.actual) < maxStates {
		p.actual = append(p.actual, r)
		if r.off {
			p.offDepth++
		}
	}
}

// properties is what names in marked content stand for.
func properties(resources pdf.Value) (v pdf.Value) {
	_ = guard(func() error {
		v = resources.Key("Properties")
		return nil
	})
	return v
}

// endMarked closes marked content; where it says its own text, that stands for
// its glyphs.
func (p *interpreter) endMarked() {
	k := len(p.actual) - 1
	if k < 0 {
		return
	}
	r := p.actual[k]
	p.actual = p.actual[:k]
	if r.off {
		p.offDepth--
	}
	if !r.set || r.from >= len(p.glyphs) {
		return
	}
	first, last := &p.glyphs[r.from], p.glyphs[len(p.glyphs)-1]
	// Text for a whole line would lose its places; it stands for a few
	// characters (a ligature, a hyphen that the line end brought).
	if p.spell(p.glyphs[r.from:], r.text) {
		return
	}
	if len(p.glyphs)-r.from > 8 || math.Abs(first.y-last.y)+math.Abs(first.x-last.x) > 12*first.size {
		return
	}
	first.text, first.ex, first.ey = strings.TrimRight(r.text, "\x00"), last.ex, last.ey
	p.glyphs = p.glyphs[:r.from+1]
	if strings.TrimSpace(first.text) == "" && first.text != " " {
		p.glyphs = p.glyphs[:r.from]
	}
}

// spell gives glyphs of which the font does not say what they are the letters of
// a text, where it has as many.
func (p *interpreter) spell(glyphs []glyph, text string) bool {
	letters := []rune(text)
	mute := 0
	for i := range glyphs {
		if glyphs[i].text == "" || glyphs[i].text == unknown {
			mute++
		}
	}
	if len(letters) != len(glyphs) || mute*2 < len(glyphs) {
		return false
	}
	for i := range glyphs {
		glyphs[i].text = string(letters[i])
	}
	return true
}

// actualText reads /ActualText out of a list of keys and values.
func actualText(dict []operand) (string, bool) {
	for i := 0; i+1 < len(dict); i += 2 {
		if v := dict[i+1]; string(dict[i].str) == "ActualText" && v.kind == isString {
			if len(v.str) >= 2 && v.str[0] == 0xfe && v.str[1] == 0xff {
				return utf16Text(v.str[2:]), true
			}
			table := latin()
			var b strings.Builder
			for _, c := range v.str {
				b.WriteString(table[c])
			}
			return b.String(), true
		}
	}
	return "", false
}

func (p *interpreter) move(x, y float64) {
	if m := (matrix{1, 0, 0, 1, x, y}).then(p.tlm); m.sane() {
		p.tlm, p.tm = m, m
	}
}

// show draws a string.
func (p *interpreter) show(s []byte) {
	f := p.font
	if f == nil || len(p.glyphs) > maxGlyphs {
		return
	}
	m := p.tm.then(p.ctm)
	g := glyph{bold: f.bold || p.mode == 2, hidden: p.mode == 3, size: p.size * math.Hypot(m.c, m.d)}
	g.size = max(g.size, -g.size)
	g.turn = turn(matrix{a: m.a * p.size * p.th, b: m.b * p.size * p.th})
	// One unit of text along the line, on the page.
	ux, uy := m.a*p.th, m.b*p.th
	g.x, g.y = m.apply(0, p.rise)
	// Spacing is a matter of setting where it holds for a run of letters; Ghostscript
	// also writes the blank between two words as the spacing of "(.B)".
	if len(s) >= 4 {
		g.after = p.tc * math.Hypot(ux, uy)
	}
	fits := m.sane() && g.size > 0.05 && g.size < 5000
	if p.offDepth > 0 {
		p.left += len(s)
		fits = false
	}
	begin := len(p.glyphs)
	total := 0.0
	for len(s) > 0 {
		text, w, n := f.next(s)
		w *= p.size
		if f.vertical {
			s = s[n:]
			p.down(g, text, w, fits)
			continue
		}
		if fits {
			g.text, g.ex, g.ey = text, g.x+w*ux, g.y+w*uy
			p.glyphs = append(p.glyphs, g)
		}
		// Word spacing is for the byte 32, whatever it draws; in composite fonts a
		// blank is a glyph like others.
		w += p.tc
		if n == 1 && s[0] == ' ' {
			w += p.tw
		}
		g.x, g.y = g.x+w*ux, g.y+w*uy
		total += w
		s = s[n:]
	}
	if p.white && len(p.glyphs) > begin && len(p.whites) < maxShapes && (p.mode == 0 || p.mode == 4 || p.mode == 2 && p.whiteLine) {
		a, b := p.glyphs[begin].box(), p.glyphs[len(p.glyphs)-1].box()
		p.whites = append(p.whites, [4]float64{min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])})
	}
	p.tm = matrix{1, 0, 0, 1, total * p.th, 0}.then(p.tm)
}

// down draws one glyph of a font that writes from the top to the bottom: its
// place is the middle of its head (PDF 32000-1, 9.7.4.3, with the usual metrics).
func (p *interpreter) down(g glyph, text string, width float64, fits bool) {
	m := p.tm.then(p.ctm)
	g.text = text
	g.x, g.y = m.apply(-width/2*p.th, p.rise-0.88*p.size)
	g.ex, g.ey = m.apply(width/2*p.th, p.rise-0.88*p.size)
	if fits {
		p.glyphs = append(p.glyphs, g)
	}
	p.tm = matrix{1, 0, 0, 1, 0, -p.size - p.tc}.then(p.tm)
}

// turn is the way text reads that is set with that matrix.
func turn(m matrix) int {
	x, y := m.a, m.b
	ax, ay := math.Abs(x), math.Abs(y)
	switch {
	case ay <= 0.18*ax && x >= 0: // a scan may lean by some degrees
		return 0
	case ax <= 0.18*ay && y > 0:
		return 1
	case ay <= 0.18*ax:
		return 2
	case ax <= 0.18*ay:
		return 3
	}
	return askew
}
