package source

import (
	"strings"
	"unicode"
)

// hidden: a field's instruction is being read, not its result.
func (r *docx) hidden() bool {
	for i := range r.fields {
		if !r.fields[i].result {
			return true
		}
	}
	return false
}

// run reads one run.
func (r *docx) run(e *element, base runStyle, l *line, breaks *[]int) {
	rPr := e.child("w:rPr")
	set := base
	if id, ok := rPr.value("w:rStyle"); ok {
		set = r.styles.style(id).run.over(set)
	}
	set = runStyleOf(rPr).over(set)
	told := false
	for _, k := range e.kids {
		shown := set.hidden != on && !r.hidden()
		if set.hidden == on && !told && k.name == "w:t" && strings.TrimSpace(k.words()) != "" && !r.hidden() {
			told = true
			r.nHidden++
		}
		r.piece(k, set, shown, l, breaks)
	}
}

// piece reads a child of a run.
func (r *docx) piece(k *element, set runStyle, shown bool, l *line, breaks *[]int) {
	switch k.name {
	case "w:fldChar":
		r.fieldChar(k, l)
		return
	case "w:instrText":
		if n := len(r.fields); n > 0 && !r.fields[n-1].result {
			f := &r.fields[n-1]
			f.instruction += k.words()
			f.contents = fieldName(f.instruction) == "TOC"
		}
		return
	case "w:lastRenderedPageBreak":
		r.rendered = true
		l.block.pages = append(l.block.pages, l.b.Len())
		return
	}
	if !shown {
		return
	}
	switch k.name {
	case "w:t":
		s := k.words()
		if k.attr("space") != "preserve" {
			s = strings.Trim(s, " \t\r\n")
		}
		r.text(strings.ReplaceAll(s, "\n", " "), set, l)
	case "w:tab", "w:ptab":
		l.mark("\t")
	case "w:br":
		switch k.attr("type") {
		case "page":
			*breaks = append(*breaks, l.b.Len())
			if l.ink {
				l.mark("\n")
			}
		default:
			l.mark("\n")
		}
	case "w:cr":
		l.mark("\n")
	case "w:noBreakHyphen":
		l.write("-", styleOf(set))
	case "w:sym":
		r.symbol(k, set, l)
	case "w:footnoteReference":
		r.noteRef(k, r.footnotes, &r.nFoot, r.footFormat, l)
	case "w:endnoteReference":
		r.noteRef(k, r.endnotes, &r.nEnd, r.endFormat, l)
	case "w:drawing", "w:pict", "w:object":
		r.drawing(k)
	case "mc:AlternateContent":
		if c := alternative(k); c != nil {
			for _, k := range c.kids {
				r.piece(k, set, shown, l, breaks)
			}
		}
	case "w:commentReference":
		r.nComments++
	case "w:ruby":
		if base := k.child("w:rubyBase"); base != nil {
			for _, run := range base.kids {
				if run.name == "w:r" {
					r.run(run, set, l, breaks)
				}
			}
		}
	}
}

func styleOf(s runStyle) style {
	return style{bold: s.bold == on, struck: s.strike == on, underlined: s.under == on}
}

// text writes words as they are shown.
func (r *docx) text(s string, set runStyle, l *line) {
	if set.caps == on {
		s = strings.ToUpper(s)
	}
	if set.raised {
		if up, ok := raised(strings.TrimSpace(s)); ok && len(s) <= 3 {
			s = up
		}
	}
	font := strings.ToLower(set.font)
	dings := strings.HasPrefix(font, "wingdings") || strings.HasPrefix(font, "webdings")
	if dings || strings.IndexFunc(s, func(c rune) bool { return unicode.Is(unicode.Co, c) }) >= 0 {
		var b strings.Builder
		for _, c := range s {
			if c == ' ' || !dings && !unicode.Is(unicode.Co, c) {
				b.WriteRune(c)
				continue
			}
			sign, ok := symbol(set.font, c)
			if !ok {
				sign, ok = symbol("", c)
			}
			if !ok {
				sign = "□"
				r.nSymbols++
			}
			b.WriteString(sign)
		}
		s = b.String()
	}
	l.write(s, styleOf(set))
}

// symbol reads w:sym, a sign of a named font.
func (r *docx) symbol(k *element, set runStyle, l *line) {
	c, ok := hex(k.attr("char"))
	if !ok {
		return
	}
	sign, known := symbol(k.attr("font"), c)
	switch {
	case known:
	case c >= ' ' && !unicode.Is(unicode.Co, c) && !strings.Contains(strings.ToLower(k.attr("font")), "dings"):
		sign = string(c)
	default:
		sign = "□"
		r.nSymbols++
	}
	l.write(sign, styleOf(set))
}

func hex(s string) (rune, bool) {
	v := rune(0)
	if s == "" || len(s) > 6 {
		return 0, false
	}
	for _, c := range strings.ToLower(s) {
		switch {
		case c >= '0' && c <= '9':
			v = v*16 + c - '0'
		case c >= 'a' && c <= 'f':
			v = v*16 + c - 'a' + 10
		default:
			return 0, false
		}
	}
	return v, v > 0 && v <= unicode.MaxRune
}

// fieldChar opens a field, turns to its result, or closes it.
func (r *docx) fieldChar(k *element, l *line) {
	switch k.attr("fldCharType") {
	case "begin":
		if len(r.fields) > 50 {
			return
		}
		f := docxField{}
		if list := k.child("w:ffData").child("w:ddList"); list != nil {
			f.box = chosenEntry(list)
		}
		if box := k.child("w:ffData").child("w:checkBox"); box != nil {
			f.box = "☐"
			state := toggleOf(box, "w:default")
			if toggleOf(box, "w:checked").over(state) == on {
				f.box = "☒"
			}
		}
		r.fields = append(r.fields, f)
	case "separate":
		if n := len(r.fields); n > 0 {
			r.fields[n-1].result = true
			r.fields[n-1].from = l.b.Len()
		}
	case "end":
		n := len(r.fields)
		if n == 0 {
			return
		}
		f := r.fields[n-1]
		r.fields = r.fields[:n-1]
		switch fieldName(f.instruction) {
		case "SYMBOL":
			if !f.result {
				r.symbolField(f.instruction, l)
			}
		case "REF":
			r.cites(f, l)
		case "FORMCHECKBOX", "FORMDROPDOWN":
			if f.box != "" && !f.result {
				l.write(f.box, stylePlain)
			}
		case "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT":
			r.nLists++
		}
	}
}

// noteRef writes the mark of a note, and its words behind the paragraph.
func (r *docx) noteRef(k *element, notes map[string]*element, n *int, format numberFormat, l *line) {
	note := notes[k.attr("id")]
	if note == nil || len(r.after) > 1000 {
		return
	}
	delete(notes, k.attr("id")) // a note is told once; one that refers to itself ends
	*n++
	mark := ""
	if !k.hasAttr("customMarkFollows") {
		mark, _ = format.write(*n)
		if up, ok := raised(mark); ok {
			mark = up
		}
		l.write(mark, stylePlain)
	}
	r.nNotes++
	for i, b := range r.within(note) {
		if i == 0 && mark != "" {
			b.text = mark + " " + strings.TrimLeft(b.text, " \t")
			b.struck, b.pages = nil, nil
		}
		r.after = append(r.after, b)
	}
}

// within reads the blocks inside e apart from the text around it.
func (r *docx) within(e *element) []block {
	out, breaks, carry, after, fields, cells := r.out, r.breaks, r.carry, r.after, r.fields, r.cells
	r.out, r.breaks, r.carry, r.after, r.fields, r.cells = nil, nil, nil, nil, nil, 0
	r.blocks(e)
	r.flush()
	inner := r.out
	r.out, r.breaks, r.carry, r.after, r.fields, r.cells = out, breaks, carry, after, fields, cells
	return inked(inner)
}

// inked are the blocks that have words or begin a page.
func inked(blocks []block) []block {
	var kept []block
	for _, b := range blocks {
		if b.text != "" || len(b.pages) > 0 {
			kept = append(kept, b)
		}
	}
	return kept
}

// drawing reads the text boxes of a drawing; what has none is a picture.
func (r *docx) drawing(e *element) {
	found := false
	var walk func(e *element)
	walk = func(e *element) {
		if e.name == "w:txbxContent" {
			found = true
			r.after = append(r.after, r.within(e)...)
			return
		}
		if e.name == "mc:AlternateContent" {
			if c := alternative(e); c != nil {
				walk(c)
			}
			return
		}
		for _, k := range e.kids {
			walk(k)
		}
	}
	walk(e)
	if !found && picture(e) {
		r.nObjects++
	}
}

// picture: the drawing shows something, and is not a mere line.
func picture(e *element) bool {
	for _, k := range e.kids {
		if strings.HasSuffix(k.name, ":blip") || strings.HasSuffix(k.name, ":imagedata") || strings.HasSuffix(k.name, ":OLEObject") || strings.HasSuffix(k.name, ":chart") || picture(k) {
			return true
		}
	}
	return false
}
