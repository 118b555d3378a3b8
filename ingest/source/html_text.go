package source

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/clausebook/clausebook/corpus"
)

// children reads what is inside n.
func (p *page) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.node(c)
	}
}

// end finishes the block that is being read.
func (p *page) end() {
	l := p.line
	p.line = newLine(p.pre == 0)
	l.block.level = p.level
	l.block.listed = p.listed > 0
	if len(p.kinds) > 0 {
		l.block.kind = p.kinds[len(p.kinds)-1]
	}
	if b, ok := l.done(); ok {
		b.bold = b.bold || p.level > 0
		p.out = append(p.out, b)
	}
}

// words adds text to the block.
func (p *page) words(s string) {
	if strings.TrimSpace(s) != "" {
		if !p.line.ink && p.label != "" {
			p.line.write(p.label, stylePlain)
			p.line.b.WriteByte(' ')
			p.line.block.label = p.line.b.Len()
			p.line.space = false
			p.label = ""
		}
		for _, name := range p.pending {
			at := p.line.b.Len()
			if at == p.line.block.label {
				at = 0
			}
			p.line.block.anchors = append(p.line.block.anchors, anchorAt{name, at})
		}
		p.pending = p.pending[:0]
	}
	if p.raised > 0 {
		if up, ok := raised(strings.TrimSpace(s)); ok && len(s) <= 3 {
			s = up
		}
	}
	if p.upper > 0 {
		s = strings.ToUpper(s)
	}
	p.line.collapse = p.pre == 0
	if p.pre > 0 || p.lines > 0 {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
		if !p.line.ink {
			s = strings.TrimLeft(s, "\n")
		}
	}
	set := style{bold: p.bold > 0 || p.level > 0, struck: p.struck > 0, underlined: p.under > 0}
	if p.lines == 0 || p.pre > 0 {
		p.line.write(s, set)
		return
	}
	for k, part := range splitLines(s) {
		if k > 0 {
			p.line.mark("\n")
		}
		p.line.write(part, set)
	}
}

// node reads one node.
func (p *page) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		p.words(n.Data)
		return
	case html.ElementNode:
	default:
		return
	}
	if p.unseen(n) || p.ctx.Err() != nil {
		return
	}
	block := p.blockLevel(n)
	if block {
		p.end()
	}
	p.count(n, "")
	defer p.uncount(n)
	p.name(n)
	if kind := p.furniture(n); kind != "" {
		p.kinds = append(p.kinds, kind)
		defer func() { p.kinds = p.kinds[:len(p.kinds)-1] }()
	} else if n == p.main {
		kinds := p.kinds
		p.kinds = nil
		defer func() { p.kinds = kinds }()
	}
	if p.listed == 0 && p.contents(n) {
		p.listed++
		defer func() { p.listed-- }()
	}
	if n.DataAtom != atom.Li {
		p.opening(n, block)
	}
	p.element(n)
	if text, _ := p.generated(n, "after "); strings.TrimSpace(text) != "" {
		p.words(text)
	}
	if block {
		if n.DataAtom != atom.Li && n.DataAtom != atom.Td {
			p.label = ""
		}
		if p.top(n) {
			p.kinds = append(p.kinds, corpus.ForeignMatter)
			defer func() { p.kinds = p.kinds[:len(p.kinds)-1] }()
		}
		p.end()
	}
}

// name keeps the element's name until there are words to stand at.
func (p *page) name(n *html.Node) {
	id := attribute(n, "id")
	if id == "" && n.DataAtom == atom.A {
		id = attribute(n, "name")
	}
	if id != "" && len(id) <= 200 && len(p.pending) < 20 {
		p.pending = append(p.pending, id)
	}
}

// element reads an element that is shown.
func (p *page) element(n *html.Node) {
	enter := func(depth *int, when bool) func() {
		if !when {
			return func() {}
		}
		*depth++
		return func() { *depth-- }
	}
	// What a style takes back holds for the words inside.
	leave := func(depth *int, when bool) func() {
		before := *depth
		if when {
			*depth = 0
		}
		return func() { *depth = before }
	}
	weight := p.value(n, "font-weight")
	strong := n.DataAtom == atom.B || n.DataAtom == atom.Strong || n.DataAtom == atom.Th
	light := weight == "normal" || weight == "400" || weight == "300" || weight == "lighter"
	defer leave(&p.bold, light)()
	defer enter(&p.bold, strong && !light || strings.HasPrefix(weight, "bold") || weight == "600" || weight == "700" || weight == "800" || weight == "900")()
	line := p.value(n, "text-decoration")
	plain := strings.HasPrefix(line, "none")
	defer enter(&p.struck, !plain && (n.DataAtom == atom.S || n.DataAtom == atom.Strike || strings.Contains(line, "line-through")))()
	defer enter(&p.under, !plain && (n.DataAtom == atom.U || strings.Contains(line, "underline")))()
	letters := p.value(n, "text-transform")
	defer leave(&p.upper, letters == "none")()
	defer enter(&p.upper, letters == "uppercase")()
	white := p.value(n, "white-space")
	defer leave(&p.pre, white == "normal" || white == "nowrap")()
	defer enter(&p.pre, white == "pre" || white == "pre-wrap" || white == "break-spaces")()
	defer enter(&p.lines, white == "pre-line")()
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		before := p.level
		p.level = int(n.Data[1] - '0')
		p.children(n)
		p.end()
		p.level = before
	case atom.Br:
		p.line.mark("\n")
	case atom.Hr, atom.Wbr:
	case atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext:
		p.pre++
		p.children(n)
		p.end()
		p.pre--
		p.line.collapse = p.pre == 0
	case atom.Ol, atom.Ul, atom.Menu:
		p.list(n)
	case atom.Li:
		p.item(n)
	case atom.Table:
		p.readTable(n)
	case atom.Sup:
		p.raised++
		p.children(n)
		p.raised--
	case atom.Del:
		if p.weights[n].text > 0 {
			p.nDel++
		}
	case atom.Img, atom.Iframe, atom.Object, atom.Embed:
		if len(p.kinds) == 0 && attribute(n, "role") != "presentation" {
			p.nObjects++
		}
	case atom.Q:
		p.words("“")
		p.children(n)
		p.words("”")
	default:
		p.children(n)
	}
}

// furniture is the kind of furniture that an element is, or "". What a page says
// of itself counts: its landmarks, and which of its parts are little but links.
func (p *page) furniture(n *html.Node) corpus.FurnitureKind {
	if len(p.kinds) > 0 {
		return ""
	}
	if contains(n, p.listing) || contains(p.listing, n) || p.contents(n) || contains(n, p.main) {
		return ""
	}
	if p.main != nil && !contains(p.main, n) {
		return corpus.ForeignMatter
	}
	if n.DataAtom == atom.Div {
		switch attribute(n, "title") { // of pages, as word processors write them
		case "header":
			return corpus.Header
		case "footer":
			return corpus.Footer
		}
	}
	w := p.weights[n]
	inside := p.main != nil && contains(p.main, n)
	switch role := attribute(n, "role"); {
	case n.DataAtom == atom.Nav, role == "navigation", role == "search", role == "banner", role == "contentinfo", role == "menu", role == "menubar":
		return corpus.ForeignMatter
	case (n.DataAtom == atom.Aside || role == "complementary" || n.DataAtom == atom.Footer) && !inside && w.text*3 < p.weights[bodyOf(n)].text:
		return corpus.ForeignMatter
	case n.DataAtom == atom.Header && !inside && w.links > 0 && w.text*3 < p.weights[bodyOf(n)].text:
		return corpus.ForeignMatter
	case p.blockLevel(n) && w.links >= 3 && w.withinLinks+w.lostLinks == 0 && w.link*10 >= w.text*7 && p.prose(n)*5 <= p.prose(bodyOf(n)):
		return corpus.ForeignMatter
	}
	return ""
}

// contents: the element is the page's contents list, or an entry of one that
// the word processor that wrote the page calls so.
func (p *page) contents(n *html.Node) bool {
	return n == p.listing || strings.HasPrefix(strings.ToLower(attribute(n, "class")), "msotoc") || attribute(n, "role") == "doc-toc"
}

// top: the block is a link to the top of the page and nothing else.
func (p *page) top(n *html.Node) bool {
	w := p.weights[n]
	if w.links != 1 || w.link != w.text || w.text > 40 {
		return false
	}
	a := descendant(n, atom.A)
	if a == nil {
		return false
	}
	href := strings.ToLower(attribute(a, "href"))
	return href == "#" || href == "#top"
}

// contains: inner is outer or below it. A nil element contains nothing.
func contains(outer, inner *html.Node) bool {
	if outer == nil {
		return false
	}
	for ; inner != nil; inner = inner.Parent {
		if inner == outer {
			return true
		}
	}
	return false
}

func bodyOf(n *html.Node) *html.Node {
	for ; n != nil; n = n.Parent {
		if n.DataAtom == atom.Body {
			return n
		}
	}
	return nil
}
