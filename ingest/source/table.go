package source

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// A gridCell is a cell of a source's table.
type gridCell struct {
	blocks []block
	span   int  // columns
	below  bool // it goes on with the cell above it
}

// A gridRow is a row of a source's table.
type gridRow struct {
	cells  []gridCell
	header bool
}

// Bounds of a table's width: a column count in a file may be anything.
const maxColumns = 200

// The longest cell of a table of data, in bytes, and of a label that stands
// beside its words.
const (
	longCell  = 600
	labelCell = 40
)

// tableBlocks writes a table as blocks: a row a line with tabs between its cells; or,
// where cells hold what is no table's (headings, several long paragraphs, tables
// of their own, prose), their paragraphs one behind the other, for then the table
// only arranges the page. table numbers the tables of a source.
func tableBlocks(grid []gridRow, table *int) []block {
	if arranges(grid) {
		return flattened(grid)
	}
	*table++
	var out []block
	for _, row := range grid {
		var l line
		cells := []corpus.Span{}
		var pages []int
		var anchors []anchorAt
		var struck []corpus.Span
		bold := true
		for _, c := range row.cells {
			if len(cells) > 0 {
				l.b.WriteByte('\t')
			}
			start := l.b.Len()
			for _, b := range c.blocks {
				text := cellText(b.text)
				if text != "" && l.b.Len() > start {
					l.b.WriteByte(' ')
				}
				for range b.pages {
					pages = append(pages, l.b.Len())
				}
				for _, a := range b.anchors {
					anchors = append(anchors, anchorAt{a.name, l.b.Len()})
				}
				if len(b.struck) == 1 && b.struck[0].Len() == len(b.text) {
					struck = append(struck, corpus.Span{Start: l.b.Len(), End: l.b.Len() + len(text)})
				}
				bold = bold && (b.bold || text == "")
				l.b.WriteString(text)
			}
			cells = append(cells, corpus.Span{Start: start, End: l.b.Len()})
			for range min(max(c.span, 1), maxColumns) - 1 {
				l.b.WriteByte('\t')
				cells = append(cells, corpus.Span{Start: l.b.Len(), End: l.b.Len()})
			}
		}
		text := strings.TrimRight(l.b.String(), "\t ")
		for i := range cells {
			cells[i] = corpus.Span{Start: min(cells[i].Start, len(text)), End: min(cells[i].End, len(text))}
		}
		if strings.TrimSpace(text) == "" {
			continue
		}
		out = append(out, block{text: text, pages: pages, anchors: anchors, struck: struck, bold: bold,
			row: &tableRow{table: *table, header: row.header, cells: cells}})
	}
	return out
}

// cellText is a paragraph of a cell on one line.
func cellText(s string) string { return strings.Join(strings.Fields(s), " ") }

// arranges: the table arranges the page, and its cells are no table's.
func arranges(grid []gridRow) bool {
	columns, filled, prose := 0, 0, 0
	for _, row := range grid {
		columns = max(columns, len(row.cells))
		for _, c := range row.cells {
			long, size := 0, 0
			for _, b := range c.blocks {
				if b.level > 0 || b.row != nil || b.listed || b.kind != "" {
					return true
				}
				size += len(b.text)
				if len(b.text) > 200 {
					long++
				}
			}
			if size > 0 {
				filled++
			}
			if size > 240 {
				prose++
			}
			if size > longCell || long > 1 {
				return true
			}
		}
	}
	return columns < 2 || prose*3 > filled
}

// flattened are the paragraphs of a table that arranges the page, row by row. A
// short label beside its words stands before them on their line.
func flattened(grid []gridRow) []block {
	var out []block
	for _, row := range grid {
		held := ""
		for k, c := range row.cells {
			last := true
			for _, next := range row.cells[k+1:] {
				last = last && len(next.blocks) == 0
			}
			if len(c.blocks) == 1 && c.blocks[0].row == nil && !last && len(c.blocks[0].text) <= labelCell && held == "" && c.blocks[0].level == 0 && len(c.blocks[0].pages)+len(c.blocks[0].anchors)+len(c.blocks[0].struck) == 0 {
				held = cellText(c.blocks[0].text)
				continue
			}
			for i, b := range c.blocks {
				if i == 0 && held != "" {
					n := len(held) + 1
					b.text = held + "\t" + b.text
					b.label = n
					b.lead = shiftedLead(b.lead, n)
					b.struck, b.anchors, b.pages = shifted(b.struck, n), shiftedAnchors(b.anchors, n), shiftedPages(b.pages, n)
					held = ""
				}
				out = append(out, b)
			}
		}
		if held != "" {
			out = append(out, block{text: held})
		}
	}
	return out
}

func shiftedLead(s corpus.Span, by int) corpus.Span {
	if s.Len() <= 0 {
		return s
	}
	return moved(s, by)
}

func shifted(spans []corpus.Span, by int) []corpus.Span {
	var out []corpus.Span
	for _, s := range spans {
		out = append(out, moved(s, by))
	}
	return out
}

func shiftedAnchors(anchors []anchorAt, by int) []anchorAt {
	var out []anchorAt
	for _, a := range anchors {
		if a.at > 0 {
			a.at += by
		}
		out = append(out, a)
	}
	return out
}

func shiftedPages(pages []int, by int) []int {
	var out []int
	for _, p := range pages {
		if p > 0 {
			p += by
		}
		out = append(out, p)
	}
	return out
}
