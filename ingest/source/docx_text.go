package source

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
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
	runIn := r.runIn
	switch {
	case runIn: // behind a style separator the line goes on
		l, r.carry, r.runIn = r.carry, nil, false
	case r.carry != nil:
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
	switch {
	case joined, dropCap(pPr) && shown: // its end was deleted, or it is the large first letter: the next paragraph goes on
		joined = true
		r.carry = l
	case toggleOf(mark, "w:specVanish") == on && shown && !runIn:
		joined, r.runIn = true, true
		if label := r.number(pPr, style, set); label != "" {
			r.prefix(l, label, &breaks)
		}
		l.block.lead, l.led = corpus.Span{Start: l.block.label, End: l.b.Len()}, true
		l.plain = true
		r.carry = l
		r.numbered(l)
	case runIn:
	default:
		r.labelled(l, pPr, style, set, shown, &breaks)
		shown = shown || l.block.label > 0
	}
	if !joined {
		if !runIn {
			l.block.level = level(pPr, style)
		}
		l.block.listed = listed
		r.numbered(l)
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

// labelled puts the number of the paragraph before its words.
func (r *docx) labelled(l *line, pPr *element, style *docxStyle, set runStyle, shown bool, breaks *[]int) {
	if label := r.number(pPr, style, set); label != "" && (shown || set.hidden != on) {
		r.prefix(l, label, breaks)
	}
}

// dropCap: the paragraph is the large letter that the next one opens with.
func dropCap(pPr *element) bool {
	f := pPr.child("w:framePr")
	if f == nil {
		return false
	}
	v := f.attr("dropCap")
	return v == "drop" || v == "margin"
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
	case "w:bookmarkStart":
		r.marks = append(r.marks, e.attr("name"))
	case "w:subDoc":
		r.nObjects++
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
