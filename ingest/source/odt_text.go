package source

import "strings"

// block reads a child of the text, of a section, of a cell or of a note.
func (r *odt) block(e *element) {
	switch e.name {
	case "text:p":
		r.paragraph(e, "")
	case "text:h":
		label := ""
		level := atoi(e.attr("outline-level"), 1)
		if e.attr("is-list-header") != "true" {
			label = r.count(&r.head, "", level, atoi(e.attr("start-value"), -1))
		}
		r.paragraph(e, label)
	case "text:list":
		if len(r.open) < 50 {
			r.list(e)
		}
	case "text:section":
		if e.attr("display") == "none" {
			r.nHidden++
			return
		}
		r.blocks(e)
	case "text:table-of-content":
		r.listing++
		r.blocks(e.child("text:index-body"))
		r.listing--
	case "text:index-title", "text:numbered-paragraph", "draw:text-box":
		r.blocks(e)
	case "text:alphabetical-index", "text:user-index", "text:illustration-index", "text:table-index", "text:object-index", "text:bibliography":
		r.blocks(e.child("text:index-body"))
	case "table:table":
		r.readTable(e)
	case "text:soft-page-break":
		r.rendered = true
		r.out = append(r.out, block{pages: []int{0}, tight: true})
	case "text:tracked-changes":
		for _, k := range e.kids {
			if k.child("text:insertion") != nil {
				r.nIns++
			}
			if k.child("text:deletion") != nil {
				r.nDel++
			}
		}
	case "draw:frame", "draw:rect", "draw:custom-shape", "draw:g":
		r.frame(e)
		if r.cells == 0 {
			r.out = append(r.out, r.after...)
			r.after = nil
		}
	}
}

func (r *odt) blocks(e *element) {
	if e == nil {
		return
	}
	for _, k := range e.kids {
		r.block(k)
	}
}

// paragraph reads text:p or text:h behind a label.
func (r *odt) paragraph(e *element, label string) {
	l := newLine(true)
	set := r.style("paragraph", e.attr("style-name"), 0)
	before := len(r.after)
	r.inlines(e, set, l)
	if label != "" {
		words := l.b.String()
		if set.upper == on {
			label = strings.ToUpper(label)
		}
		l.b.Reset()
		l.b.WriteString(label + words)
		n := len(label)
		l.block.label = n
		l.ink = true
		l.block.lead = shiftedLead(l.block.lead, n)
		l.block.struck, l.block.pages = shifted(l.block.struck, n), shiftedPages(l.block.pages, n)
	}
	if e.name == "text:h" {
		l.block.level = min(max(atoi(e.attr("outline-level"), 1), 1), 9)
	} else {
		l.block.level = set.level
	}
	l.block.listed = r.listing > 0
	b, ok := l.done()
	if !ok {
		b.text = ""
	}
	r.out = append(r.out, b)
	if r.cells == 0 {
		r.out = append(r.out, r.after[before:]...)
		r.after = r.after[:before:before]
	}
}

func (r *odt) inlines(e *element, set odtStyle, l *line) {
	for _, k := range e.kids {
		r.inline(k, set, l)
	}
}

// inline reads a child of a paragraph.
func (r *odt) inline(k *element, set odtStyle, l *line) {
	shown := set.hidden != on
	switch k.name {
	case "":
		if !shown {
			if strings.TrimSpace(k.text) != "" {
				r.nHidden++
			}
			return
		}
		s := k.text
		if set.upper == on {
			s = strings.ToUpper(s)
		}
		if set.raised {
			if up, ok := raised(strings.TrimSpace(s)); ok && len(s) <= 3 {
				s = up
			}
		}
		l.write(s, style{bold: set.bold == on, struck: set.strike == on, underlined: set.under == on})
	case "text:span":
		r.inlines(k, r.style("text", k.attr("style-name"), 0).over(set), l)
	case "text:s":
		if shown {
			if l.space && !l.fresh() { // the first blank of several stands in the text itself
				l.b.WriteByte(' ')
			}
			l.space = false
			l.b.WriteString(strings.Repeat(" ", min(max(atoi(k.attr("c"), 1), 1), 200)))
		}
	case "text:tab":
		if shown {
			l.mark("\t")
		}
	case "text:line-break":
		if shown {
			l.mark("\n")
		}
	case "text:soft-page-break":
		r.rendered = true
		l.block.pages = append(l.block.pages, l.b.Len())
	case "text:note":
		r.note(k, l)
	case "draw:frame", "draw:rect", "draw:custom-shape", "draw:g", "draw:line":
		r.frame(k)
	case "text:number", "office:annotation", "text:tracked-changes", "text:ruby-text", "text:hidden-paragraph", "text:index-entry-link-start":
	default: // links, fields with their results, marks of changes and of places
		r.inlines(k, set, l)
	}
}

// note writes the mark of a note, and its words behind the paragraph.
func (r *odt) note(k *element, l *line) {
	mark := ""
	if c := k.child("text:note-citation"); c != nil {
		mark = strings.TrimSpace(c.words())
		if up, ok := raised(mark); ok {
			mark = up
		}
	}
	body := k.child("text:note-body")
	if body == nil || len(r.after) > 1000 {
		return
	}
	r.nNotes++
	l.write(mark, stylePlain)
	for i, b := range r.within(body) {
		if i == 0 && mark != "" {
			b.text = mark + " " + strings.TrimLeft(b.text, " \t")
			b.struck, b.pages = nil, nil
		}
		r.after = append(r.after, b)
	}
}

// within reads the blocks inside e apart from the text around it.
func (r *odt) within(e *element) []block {
	out, after, open, cells := r.out, r.after, r.open, r.cells
	r.out, r.after, r.open, r.cells = nil, nil, nil, 0
	r.blocks(e)
	inner := r.out
	r.out, r.after, r.open, r.cells = out, after, open, cells
	return inked(inner)
}

// frame reads the text boxes of a drawing; what has none is a picture.
func (r *odt) frame(e *element) {
	found := false
	var walk func(e *element)
	walk = func(e *element) {
		for _, k := range e.kids {
			switch k.name {
			case "draw:text-box":
				found = true
				r.after = append(r.after, r.within(k)...)
			case "text:p", "text:h", "text:list":
				found = true
				r.after = append(r.after, r.within(e)...)
				return
			case "draw:image", "draw:object", "draw:object-ole":
				if !found {
					r.nObjects++
				}
				found = true
			default:
				walk(k)
			}
		}
	}
	walk(e)
}

// readTable reads table:table.
func (r *odt) readTable(e *element) {
	var grid []gridRow
	r.rows(e, false, &grid)
	r.out = append(r.out, tableBlocks(grid, &r.table)...)
	if r.cells == 0 {
		r.out = append(r.out, r.after...)
		r.after = nil
	}
}

func (r *odt) rows(e *element, head bool, grid *[]gridRow) {
	for _, k := range e.kids {
		switch k.name {
		case "table:table-header-rows":
			r.rows(k, true, grid)
		case "table:table-rows", "table:table-row-group":
			r.rows(k, head, grid)
		case "text:soft-page-break":
			r.rendered = true
			r.out = append(r.out, block{pages: []int{0}, tight: true})
		case "table:table-row":
			row := gridRow{header: head}
			for _, c := range k.kids {
				switch c.name {
				case "table:table-cell":
					out := r.out
					r.out = nil
					r.cells++
					open := r.open
					r.open = nil
					r.blocks(c)
					r.open = open
					r.cells--
					row.cells = append(row.cells, gridCell{span: 1, blocks: inked(r.out)})
					r.out = out
				case "table:covered-table-cell":
					for range min(max(atoi(c.attr("number-columns-repeated"), 1), 1), maxColumns) {
						row.cells = append(row.cells, gridCell{span: 1, below: true})
					}
				}
			}
			*grid = append(*grid, row)
		}
	}
}
