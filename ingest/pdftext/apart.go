package pdftext

// A glyphLine is a run of glyphs of one size on one baseline, each further to
// the right than any that could be drawn over the one before.
type glyphLine struct {
	x0, x1, y float64 // where the first and the last of them begin
	near      float64
}

// rowHeight is how high the rows are that lines are sorted into, in points. No
// glyph is drawn over one that is further from it than this.
const rowHeight = 8

// apart: no glyph is drawn at the place of another, so that single need not look
// at each. It is told by lines, of which a page has a hundred: no two of them lie
// over each other. It may be false for glyphs that are apart.
func (k *scratch) apart(glyphs []glyph) bool {
	lines := k.lines[:0]
	var cur glyphLine
	size := -1.0
	for i := range glyphs {
		g := &glyphs[i]
		if len(g.text) == 0 || g.text == " " {
			continue // as in single
		}
		if g.y == cur.y && g.size == size && g.x > cur.x1+cur.near {
			cur.x1 = g.x
			continue
		}
		if !(g.x > -far && g.x < far && g.y > -far && g.y < far) || len(lines)*4 > len(glyphs)+64 {
			k.lines = lines
			return false
		}
		if size >= 0 {
			lines = append(lines, cur)
		}
		size = g.size
		cur = glyphLine{g.x, g.x, g.y, min(0.12*g.size, rowHeight-1)}
	}
	if size >= 0 {
		lines = append(lines, cur)
	}
	k.lines = lines
	if len(lines) == 0 {
		return true
	}
	top, foot := lines[0].y, lines[0].y
	for i := range lines {
		top, foot = min(top, lines[i].y), max(foot, lines[i].y)
	}
	if foot-top > 4096*rowHeight {
		return false
	}
	n := int((foot-top)/rowHeight) + 1
	for len(k.rows) < n {
		k.rows = append(k.rows, nil)
	}
	rows := k.rows[:n]
	for i := range rows {
		rows[i] = rows[i][:0]
	}
	for i := range lines {
		l := &lines[i]
		row := int((l.y - top) / rowHeight)
		for r := max(0, row-1); r <= min(n-1, row+1); r++ {
			for _, j := range rows[r] {
				if l.over(&lines[j]) {
					return false
				}
			}
		}
		rows[row] = append(rows[row], int32(i))
	}
	return true
}

// over: a glyph of one line may be drawn over one of the other.
func (l *glyphLine) over(m *glyphLine) bool {
	near := max(l.near, m.near)
	return l.y-m.y <= near && m.y-l.y <= near && l.x0-near <= m.x1 && m.x0-near <= l.x1
}
