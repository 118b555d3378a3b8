package source

import (
	"strings"
	"unicode"
)

// paragraph reads one paragraph: its number, its words, then the text boxes and
// notes that hang on it.
func (r *docx) paragraph(e *element) {
	pPr := e.child("w:pPr")
	id, _ := pPr.value("w:pStyle")
	if r.styles.byID[id] == nil {
		id = r.styles.paragraph
	}
	style := r.styles.style(id)
	base := style.run.over(r.styles.base)
	l := &line{}
	breaks := []int{}
	before := len(r.after)
	if r.carry != nil {
		l.write(r.carry.b.String(), stylePlain)
		r.carry = nil
	}
	listed := r.listing > 0 || r.inContents() || tocStyle(style.name)
	for _, k := range e.kids {
		r.inline(k, base, l, &breaks)
	}
	listed = listed || r.inContents()
	mark := pPr.child("w:rPr")
	set := runStyleOf(mark).over(base)
	joined := mark.child("w:del") != nil || mark.child("w:moveFrom") != nil
	shown := strings.TrimSpace(l.b.String()) != ""
	if joined { // its end was deleted: the next paragraph goes on
		r.carry = l
	} else if label := r.number(pPr, style, set); label != "" && (shown || set.hidden != on) {
		r.prefix(l, label, &breaks)
		shown = true
	}
	if !joined {
		l.block.level = level(pPr, style)
		l.block.listed = listed
		l.plain = l.plain || !shown
		b, ok := l.done()
		if !ok {
			b.text = ""
		}
		r.emit(b, breaks)
	}
	if r.cells == 0 {
		notes := r.after[before:]
		r.after = r.after[:before:before]
		for _, b := range notes {
			r.emit(b, nil)
		}
	}
	if s := pPr.child("w:sectPr"); s != nil {
		r.section(s)
	}
}

var stylePlain = style{}

// prefix puts the label before the words of l.
func (r *docx) prefix(l *line, label string, breaks *[]int) {
	words := l.b.String()
	l.b.Reset()
	l.b.WriteString(label)
	l.b.WriteString(words)
	l.ink = true
	n := len(label)
	l.block.label = n
	l.block.lead = shiftedLead(l.block.lead, n)
	for i := range l.block.struck {
		l.block.struck[i] = moved(l.block.struck[i], n)
	}
	shift := func(at []int) {
		for i := range at {
			if at[i] > 0 { // a page that begins with the paragraph begins before its label
				at[i] += n
			}
		}
	}
	shift(l.block.pages)
	shift(*breaks)
}

// level is the level of a heading, from 1; 0 for other paragraphs.
func level(pPr *element, style *docxStyle) int {
	out := pPr.number("w:outlineLvl", style.outline)
	if out < 0 || out > 8 {
		return 0
	}
	return out + 1
}

// tocStyle: paragraphs of that style are entries of a contents list.
func tocStyle(name string) bool {
	rest, ok := strings.CutPrefix(name, "toc ")
	return ok && len(rest) == 1 && rest[0] >= '1' && rest[0] <= '9'
}

// inContents: the result of a field that makes a contents list is being read.
func (r *docx) inContents() bool {
	for i := range r.fields {
		if r.fields[i].result && r.fields[i].contents {
			return true
		}
	}
	return false
}

// number counts the paragraph in its list and is its label; empty for one that
// is in none. The level of a paragraph that is in a list through its style is the
// level that names the style (ECMA-376, 17.9.3 and 17.9.23); the level that the
// style itself states counts where none does.
func (r *docx) number(pPr *element, style *docxStyle, set runStyle) string {
	numID := style.numID
	direct := pPr.child("w:numPr")
	if v, ok := direct.value("w:numId"); ok {
		numID = v
	}
	if numID == "" || numID == "0" || direct.child("w:del") != nil {
		return ""
	}
	num := r.numbering.numbers[numID]
	if num == nil {
		return ""
	}
	ilvl := direct.number("w:ilvl", -1)
	if ilvl < 0 {
		ilvl = num.level(style.lister)
	}
	if ilvl < 0 {
		ilvl = max(style.ilvl, 0)
	}
	if ilvl >= levels || !num.at(ilvl).computed {
		return ""
	}
	return r.numbering.next(num, ilvl, set)
}

// inline reads a child of a paragraph.
func (r *docx) inline(e *element, base runStyle, l *line, breaks *[]int) {
	switch e.name {
	case "w:r":
		r.run(e, base, l, breaks)
	case "w:ins", "w:moveTo":
		if e.name == "w:ins" && strings.TrimSpace(shownText(e)) != "" {
			r.nIns++
		}
		r.inlines(e, base, l, breaks)
	case "w:del", "w:moveFrom":
		if e.name == "w:del" && e.find("w:delText") != nil {
			r.nDel++
		}
	case "w:hyperlink", "w:smartTag", "w:customXml", "w:dir", "w:bdo", "w:sdtContent":
		r.inlines(e, base, l, breaks)
	case "w:sdt":
		r.inlines(e.child("w:sdtContent"), base, l, breaks)
	case "w:fldSimple":
		r.fields = append(r.fields, docxField{instruction: e.attr("instr"), result: true, contents: fieldName(e.attr("instr")) == "TOC"})
		r.inlines(e, base, l, breaks)
		r.fields = r.fields[:len(r.fields)-1]
	case "mc:AlternateContent":
		if c := alternative(e); c != nil {
			r.inlines(c, base, l, breaks)
		}
	case "m:oMath", "m:oMathPara":
		var b strings.Builder
		mathText(e, &b)
		l.write(b.String(), stylePlain)
	}
}

func (r *docx) inlines(e *element, base runStyle, l *line, breaks *[]int) {
	if e == nil {
		return
	}
	for _, k := range e.kids {
		r.inline(k, base, l, breaks)
	}
}

func mathText(e *element, b *strings.Builder) {
	if e.name == "m:t" {
		b.WriteString(e.words())
		return
	}
	for _, k := range e.kids {
		mathText(k, b)
	}
}

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
		}
	case "end":
		n := len(r.fields)
		if n == 0 {
			return
		}
		f := r.fields[n-1]
		r.fields = r.fields[:n-1]
		switch fieldName(f.instruction) {
		case "FORMCHECKBOX":
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
