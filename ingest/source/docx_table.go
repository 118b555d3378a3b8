package source

// readTable reads a table. Notes that its cells refer to stand behind it.
func (r *docx) readTable(e *element) {
	r.flush()
	var grid []gridRow
	r.tableRows(e, &grid)
	for _, b := range tableBlocks(grid, &r.table) {
		r.emit(b, nil)
	}
	if r.cells > 0 {
		return
	}
	for _, b := range r.after {
		r.emit(b, nil)
	}
	r.after = nil
}

func (r *docx) tableRows(e *element, grid *[]gridRow) {
	for _, k := range e.kids {
		switch k.name {
		case "w:tr":
			r.tableRow(k, grid)
		case "w:sdt":
			if c := k.child("w:sdtContent"); c != nil {
				r.tableRows(c, grid)
			}
		case "w:ins", "w:customXml", "w:moveTo":
			r.tableRows(k, grid)
		}
	}
}

func (r *docx) tableRow(e *element, grid *[]gridRow) {
	trPr := e.child("w:trPr")
	if trPr.child("w:del") != nil {
		r.nDel++
		return
	}
	if trPr.child("w:ins") != nil {
		r.nIns++
	}
	row := gridRow{header: toggleOf(trPr, "w:tblHeader") == on}
	if n := min(trPr.number("w:gridBefore", 0), maxColumns); n > 0 {
		row.cells = append(row.cells, gridCell{span: n})
	}
	var cells func(e *element)
	cells = func(e *element) {
		for _, k := range e.kids {
			switch k.name {
			case "w:tc":
				tcPr := k.child("w:tcPr")
				c := gridCell{span: tcPr.number("w:gridSpan", 1)}
				if m := tcPr.child("w:vMerge"); m != nil && m.attr("val") != "restart" {
					c.below = true
				}
				c.blocks = r.cell(k)
				if c.below {
					c.blocks = nil
				}
				row.cells = append(row.cells, c)
			case "w:sdt":
				if c := k.child("w:sdtContent"); c != nil {
					cells(c)
				}
			case "w:customXml", "w:ins":
				cells(k)
			}
		}
	}
	cells(e)
	*grid = append(*grid, row)
}

// cell reads the blocks of a cell; what hangs on them goes behind the table.
func (r *docx) cell(e *element) []block {
	out, breaks := r.out, r.breaks
	r.out, r.breaks = nil, nil
	r.cells++
	r.blocks(e)
	r.flush()
	r.cells--
	inner := r.out
	r.out, r.breaks = out, breaks
	return inked(inner)
}
