package pdftext

import "github.com/ledongthuc/pdf"

// maxAnnotations bounds the notes, stamps and form fields of one page.
const maxAnnotations = 4096

// annotations draws what is laid over the page and shown with it: form fields
// as they were filled in, stamps, typed notes. m is the page's own matrix.
// One that cannot be read is passed over.
func (p *interpreter) annotations(page pdf.Value, m matrix) error {
	var list pdf.Value
	if guard(func() error {
		list = page.Key("Annots")
		return nil
	}) != nil {
		return nil
	}
	for i := range min(list.Len(), maxAnnotations) {
		var src []byte
		var at matrix
		var resources pdf.Value
		if guard(func() error {
			a := list.Index(i)
			if !isShown(a) || p.in.layers.off(a, "OC") {
				return nil
			}
			p.marked(a, m)
			x := appearance(a)
			rect, ok := box(a.Key("Rect"))
			if !ok {
				return nil
			}
			if text, mark := fieldText(a); text != "" && (mark || x.Kind() != pdf.Stream) {
				if p.in.rep.locked != "" && !mark {
					p.doubt("what is filled in or noted on it cannot be read, since the file is encrypted")
					return nil
				}
				p.write(text, rect, fieldSize(a, rect[3]-rect[1]), m)
				return nil
			}
			if x.Kind() != pdf.Stream {
				return nil
			}
			at = identity
			if v := x.Key("Matrix"); v.Len() == 6 {
				at = matrix{v.Index(0).Float64(), v.Index(1).Float64(), v.Index(2).Float64(), v.Index(3).Float64(), v.Index(4).Float64(), v.Index(5).Float64()}
			}
			if b, ok := box(x.Key("BBox")); ok {
				at = at.then(fit(at.box(b), rect))
			}
			resources = x.Key("Resources")
			src, _ = p.data(nil, x, maxContent-p.bytes, "a note or a field of a form")
			return nil
		}) != nil || len(src) == 0 {
			continue
		}
		p.ctm = m
		rules := len(p.rules) // a note that strikes words out draws the line, too
		if err := p.draw(src, at, resources); err != nil {
			return err
		}
		p.rules = p.rules[:rules]
	}
	return nil
}

// isShown: the annotation is on the page when it is opened. A note that pops up
// (Text) shows only its sign.
func isShown(a pdf.Value) bool {
	const hidden, noView = 1 << 1, 1 << 5
	kind := a.Key("Subtype").Name()
	return a.Key("F").Int64()&(hidden|noView) == 0 && kind != "Popup" && kind != "Text"
}

// appearance is the stream that shows an annotation; null where it has none.
func appearance(a pdf.Value) pdf.Value {
	x := a.Key("AP").Key("N")
	if x.Kind() == pdf.Dict { // one for each state, as check boxes have
		x = x.Key(a.Key("AS").Name())
	}
	return x
}

// fit moves and stretches one box onto another.
func fit(from, to [4]float64) matrix {
	w, h := from[2]-from[0], from[3]-from[1]
	if w <= 0 || h <= 0 {
		return identity
	}
	sx, sy := (to[2]-to[0])/w, (to[3]-to[1])/h
	return matrix{sx, 0, 0, sy, to[0] - from[0]*sx, to[1] - from[1]*sy}
}
