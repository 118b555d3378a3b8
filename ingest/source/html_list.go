package source

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// An htmlList is a list that is open.
type htmlList struct {
	format func(n int) string // nil: its items have no labels
	next   int
	step   int
}

// list reads <ol> and <ul>.
func (p *page) list(n *html.Node) {
	p.end()
	l := htmlList{next: 1, step: 1}
	ordered := n.DataAtom == atom.Ol
	label, own := p.marker(n, 1)
	switch {
	case own && label == "", p.listed > 0, len(p.kinds) > 0:
	case own:
		l.format = func(v int) string { label, _ := p.marker(n, v); return label }
	case p.labelled(n):
	case ordered:
		l.format = orderedFormat(n)
	default:
		l.format = func(int) string { return "•" }
	}
	if ordered {
		items := 0
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Li {
				items++
			}
		}
		if hasAttribute(n, "reversed") {
			l.next, l.step = items, -1
		}
		l.next = atoi(attribute(n, "start"), l.next)
	}
	p.lists = append(p.lists, l)
	p.children(n)
	p.end()
	p.lists = p.lists[:len(p.lists)-1]
}

// orderedFormat writes the labels of an <ol> as its type says.
func orderedFormat(n *html.Node) func(int) string {
	kind := attribute(n, "type")
	return func(v int) string {
		s := ""
		switch kind {
		case "I":
			s = romanNumber(v)
		case "i":
			s = strings.ToLower(romanNumber(v))
		case "A":
			s = spreadsheetNumber(v)
		case "a":
			s = strings.ToLower(spreadsheetNumber(v))
		default:
			s, _ = formatDecimal.write(v)
		}
		return s + "."
	}
}

// item reads <li>.
func (p *page) item(n *html.Node) {
	p.end()
	p.label = ""
	if k := len(p.lists); k > 0 {
		l := &p.lists[k-1]
		l.next = atoi(attribute(n, "value"), l.next)
		if l.format != nil {
			own := false
			if p.label, own = p.marker(n, l.next); !own {
				p.label = l.format(l.next)
				p.counted = p.counted || p.label != "•"
			}
		}
		p.opening(n, true)
		l.next += l.step
	}
	p.children(n)
	p.end()
	p.label = ""
}

// ownLabel opens an item that writes its label itself.
var ownLabel = regexp.MustCompile(`^\s*(?:[(\[]?(?:[0-9]{1,3}|[A-Za-z]|[ivxlcIVXLC]{1,6})[.)\]]\)?[\s\x{a0}]|(?i:section|article|part|appendix|step)\s+[0-9A-Z]|[0-9]+(?:\.[0-9]+)+\.?\s|[•▪●◦–—-]\s|§)`)

// labelled: most items of the list write their labels themselves, so that a
// style sheet which is not at hand shows none.
func (p *page) labelled(n *html.Node) bool {
	items, own := 0, 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Li {
			continue
		}
		items++
		if ownLabel.MatchString(p.beginning(c)) {
			own++
		}
	}
	return items > 0 && own*2 > items
}

// beginning is the first words of an element.
func (p *page) beginning(n *html.Node) string {
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil && b.Len() < 40; c = c.NextSibling {
			if c.Type == html.TextNode {
				if b.Len() > 0 || strings.TrimSpace(c.Data) != "" {
					b.WriteString(c.Data[:min(len(c.Data), 200)])
				}
			} else if c.Type == html.ElementNode && !p.unseen(c) {
				walk(c)
			}
		}
	}
	walk(n)
	return b.String()
}

// readTable reads <table>.
func (p *page) readTable(n *html.Node) {
	p.end()
	var grid []gridRow
	down := map[int]int{} // column → rows that a cell above still fills
	p.rows(n, false, &grid, down)
	p.out = append(p.out, tableBlocks(grid, &p.table)...)
}

func (p *page) rows(n *html.Node, head bool, grid *[]gridRow, down map[int]int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || p.unseen(c) {
			continue
		}
		switch c.DataAtom {
		case atom.Caption:
			p.node(c)
		case atom.Thead:
			p.rows(c, true, grid, down)
		case atom.Tbody, atom.Tfoot:
			p.rows(c, false, grid, down)
		case atom.Tr:
			p.name(c)
			*grid = append(*grid, p.row(c, head, down))
		}
	}
}

// row reads <tr>.
func (p *page) row(n *html.Node, head bool, down map[int]int) gridRow {
	row := gridRow{header: head}
	column, heads, filled := 0, 0, 0
	fill := func() {
		for down[column] > 0 && column < maxColumns {
			down[column]--
			row.cells = append(row.cells, gridCell{span: 1, below: true})
			column++
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th || p.unseen(c) {
			continue
		}
		fill()
		span := min(max(atoi(attribute(c, "colspan"), 1), 1), maxColumns)
		if rows := atoi(attribute(c, "rowspan"), 1); rows > 1 {
			for k := range span {
				down[column+k] = min(rows-1, 10_000)
			}
		}
		cell := gridCell{span: span, blocks: p.within(c)}
		if len(cell.blocks) > 0 {
			filled++
			if c.DataAtom == atom.Th {
				heads++
			}
		}
		row.cells = append(row.cells, cell)
		column += span
	}
	fill()
	row.header = row.header || heads > 0 && heads == filled
	return row
}

// within reads the blocks of a cell apart from what stands around it.
func (p *page) within(n *html.Node) []block {
	out, line, lists, label := p.out, p.line, p.lists, p.label
	p.out, p.line, p.lists, p.label = nil, newLine(p.pre == 0), nil, ""
	p.node(n)
	p.end()
	inner := p.out
	p.out, p.line, p.lists, p.label = out, line, lists, label
	return inner
}

func newLine(collapse bool) *line { return &line{collapse: collapse} }
