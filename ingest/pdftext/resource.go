package pdftext

import (
	"math"

	"github.com/ledongthuc/pdf"
)

// fontsOf are the fonts of resources that were read so far and have nothing wrong
// with them, by name. Pages of one file have mostly the same, under the same names,
// which is told by the references in print without following each.
func (p *interpreter) fontsOf(resources pdf.Value) map[string]*font {
	key := ""
	if guard(func() error {
		key = resources.Key("Font").String()
		return nil
	}) != nil || p.sets == nil {
		return map[string]*font{}
	}
	if p.sets[key] == nil {
		p.sets[key] = map[string]*font{}
	}
	return p.sets[key]
}

// named is the font of that name. Fonts are told apart by their dictionary and
// not by their name, which means another font on another page.
func (p *interpreter) named(src []byte, resources pdf.Value, name string, names, known map[string]*font) *font {
	if f, ok := known[name]; ok {
		return f
	}
	if f, ok := names[name]; ok {
		return f
	}
	var f *font
	_ = guard(func() error {
		v := resources.Key("Font").Key(name)
		if v.Kind() != pdf.Dict {
			var guessed bool
			if f, guessed = lostFont(src, resources, name); guessed {
				p.doubt("a font that it names is not in the file: what its letters are was found out from the words that they make")
			} else {
				p.doubt("a font that it names is not in the file: how wide its letters are is not known, and blanks may stand wrong")
			}
			return nil
		}
		key := v.String()
		if f = p.fonts[key]; f == nil {
			f = p.readFont(v)
			if p.in.rep.touchedFont(resources.Key("Font")) || p.in.rep.touchedFont(v) {
				f.doubt = fontTouched
			}
			p.fonts[key] = f
		}
		if !f.settled {
			f.settle(src, name)
		}
		if f.settled && f.doubt == "" && f.note == "" {
			known[name] = f
		}
		return nil
	})
	names[name] = f
	if f != nil && f.doubt != "" {
		p.doubt(f.doubt)
	}
	if f != nil && f.note != "" {
		p.noted(f.note)
	}
	return f
}

// form draws a form of that name; images and what cannot be read draw no text.
func (p *interpreter) form(resources pdf.Value, name string) error {
	if p.forms++; p.depth >= maxForms || p.forms > maxDrawn {
		return nil
	}
	var src []byte
	inner, at := resources, identity
	if err := guard(func() error {
		x := resources.Key("XObject").Key(name)
		if p.offDepth > 0 || p.in.layers.off(x, "OC") {
			p.left++
			return nil
		}
		if x.Kind() != pdf.Stream || x.Key("Subtype").Name() != "Form" {
			box := p.ctm.box([4]float64{0, 0, 1, 1}) // an image fills the unit square
			p.pictures++
			if len(p.dark) < maxShapes {
				p.dark = append(p.dark, box)
			}
			p.drawnAt(box)
			p.covered += math.Abs(p.ctm.a*p.ctm.d - p.ctm.b*p.ctm.c)
			return nil
		}
		src, _ = p.data(nil, x, maxContent-p.bytes, "a drawing on the page")
		if r := x.Key("Resources"); r.Kind() == pdf.Dict {
			inner = r
		}
		if m := x.Key("Matrix"); m.Len() == 6 {
			at = matrix{m.Index(0).Float64(), m.Index(1).Float64(), m.Index(2).Float64(), m.Index(3).Float64(), m.Index(4).Float64(), m.Index(5).Float64()}
		}
		return nil
	}); err != nil || len(src) == 0 {
		return nil //nolint:nilerr // a form that cannot be read draws nothing; the page goes on
	}
	return p.draw(src, at, inner)
}

// draw runs a form's content, set with a matrix of its own.
func (p *interpreter) draw(src []byte, at matrix, resources pdf.Value) error {
	saved, tm, tlm := p.state, p.tm, p.tlm
	p.ctm = at.then(p.ctm)
	p.depth++
	err := p.run(src, resources)
	p.depth--
	p.state, p.tm, p.tlm = saved, tm, tlm
	return err
}
