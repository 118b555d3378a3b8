package source

import "strings"

// A toggle is a property that a style switches on or off, or says nothing of.
type toggle int8

const (
	unset toggle = iota
	on
	off
)

// over is t where it says something, else below.
func (t toggle) over(below toggle) toggle {
	if t == unset {
		return below
	}
	return t
}

// toggleOf reads a property of a run.
func toggleOf(rPr *element, name string) toggle {
	k := rPr.child(name)
	if k == nil {
		return unset
	}
	switch strings.ToLower(k.attr("val")) {
	case "0", "false", "off", "none":
		return off
	}
	return on
}

// A runStyle is how a run is set, as far as it matters to a reader.
type runStyle struct {
	bold, caps, hidden, strike toggle
	under                      toggle
	raised                     bool // superscript
	font                       string
}

func runStyleOf(rPr *element) runStyle {
	s := runStyle{}
	if rPr == nil {
		return s
	}
	s.bold, s.caps, s.hidden = toggleOf(rPr, "w:b"), toggleOf(rPr, "w:caps"), toggleOf(rPr, "w:vanish")
	s.strike = toggleOf(rPr, "w:strike").over(toggleOf(rPr, "w:dstrike"))
	s.under = toggleOf(rPr, "w:u")
	if v, _ := rPr.value("w:vertAlign"); v == "superscript" {
		s.raised = true
	}
	if f := rPr.child("w:rFonts"); f != nil {
		s.font = f.attr("ascii")
	}
	return s
}

// over is s where it says something, else below.
func (s runStyle) over(below runStyle) runStyle {
	s.bold, s.caps, s.hidden, s.strike = s.bold.over(below.bold), s.caps.over(below.caps), s.hidden.over(below.hidden), s.strike.over(below.strike)
	s.under = s.under.over(below.under)
	s.raised = s.raised || below.raised
	if s.font == "" {
		s.font = below.font
	}
	return s
}

// A docxStyle is a style of paragraphs, runs or lists, with those that it is
// based on already applied.
type docxStyle struct {
	name    string // in lower case
	run     runStyle
	numID   string // empty: it says nothing of numbering
	ilvl    int    // -1: it says nothing
	lister  string // id of the style that numID is of
	outline int    // -1: body text
}

// A docxStyles is the part styles.xml.
type docxStyles struct {
	byID      map[string]*element
	resolved  map[string]*docxStyle
	paragraph string // id of the style of paragraphs that name none
	base      runStyle
}

func readStyles(root *element) *docxStyles {
	s := &docxStyles{byID: map[string]*element{}, resolved: map[string]*docxStyle{}}
	if root == nil {
		return s
	}
	s.base = runStyleOf(root.child("w:docDefaults").child("w:rPrDefault").child("w:rPr"))
	for _, k := range root.kids {
		if k.name != "w:style" {
			continue
		}
		id := k.attr("styleId")
		if s.byID[id] == nil {
			s.byID[id] = k
		}
		if d := k.attr("default"); k.attr("type") == "paragraph" && (d == "1" || d == "true" || d == "on") {
			s.paragraph = id
		}
	}
	return s
}

// style is the style with that id; an unknown one says nothing.
func (s *docxStyles) style(id string) *docxStyle { return s.resolve(id, 0) }

func (s *docxStyles) resolve(id string, depth int) *docxStyle {
	if r := s.resolved[id]; r != nil {
		return r
	}
	out := &docxStyle{ilvl: -1, outline: -1}
	e := s.byID[id]
	if e == nil || depth > 30 { // a circle of styles
		return out
	}
	if up, ok := e.value("w:basedOn"); ok && up != id {
		*out = *s.resolve(up, depth+1)
	}
	name, _ := e.value("w:name")
	out.name = strings.ToLower(name)
	out.run = runStyleOf(e.child("w:rPr")).over(out.run)
	pPr := e.child("w:pPr")
	if num := pPr.child("w:numPr"); num != nil {
		if v, ok := num.value("w:numId"); ok {
			out.numID, out.ilvl, out.lister = v, -1, id
		}
		if num.child("w:ilvl") != nil {
			out.ilvl = num.number("w:ilvl", 0)
		}
	}
	out.outline = pPr.number("w:outlineLvl", out.outline)
	if out.outline > 8 {
		out.outline = -1
	}
	if n, ok := strings.CutPrefix(out.name, "heading "); ok && pPr.child("w:outlineLvl") == nil {
		if v := atoi(n, 0); v >= 1 && v <= 9 {
			out.outline = v - 1
		}
	}
	s.resolved[id] = out
	return out
}
