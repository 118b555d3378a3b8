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
	if p.pre > 0 {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	p.line.write(s, style{bold: p.bold > 0 || p.level > 0, struck: p.struck > 0, underlined: p.under > 0})
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
	if unseen(n) || p.ctx.Err() != nil {
		return
	}
	block := blockLevel(n)
	if block {
		p.end()
	}
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
	p.element(n)
	if block {
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
	css := attribute(n, "style")
	enter := func(depth *int, when bool) func() {
		if !when {
			return func() {}
		}
		*depth++
		return func() { *depth-- }
	}
	defer enter(&p.bold, n.DataAtom == atom.B || n.DataAtom == atom.Strong || n.DataAtom == atom.Th || declares(css, "font-weight", "bold") || declares(css, "font-weight", "7"))()
	defer enter(&p.struck, n.DataAtom == atom.S || n.DataAtom == atom.Strike || declares(css, "text-decoration", "line-through") || declares(css, "text-decoration-line", "line-through"))()
	defer enter(&p.under, n.DataAtom == atom.U || declares(css, "text-decoration", "underline"))()
	defer enter(&p.upper, declares(css, "text-transform", "uppercase"))()
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
	case blockLevel(n) && w.links >= 3 && w.withinLinks+w.lostLinks == 0 && w.link*10 >= w.text*7 && p.prose(n)*5 <= p.prose(bodyOf(n)):
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

// blockLevel: the element stands on lines of its own.
func blockLevel(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Menu, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Table, atom.Caption,
		atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Nav, atom.Aside, atom.Address, atom.Blockquote, atom.Center, atom.Figure, atom.Figcaption,
		atom.Fieldset, atom.Form, atom.Legend, atom.Hr, atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext, atom.Details, atom.Summary, atom.Dir, atom.Hgroup, atom.Search,
		atom.Tr, atom.Td, atom.Th, atom.Thead, atom.Tbody, atom.Tfoot, atom.Option, atom.Optgroup, atom.Body:
		return true
	}
	return declares(attribute(n, "style"), "display", "block") || declares(attribute(n, "style"), "display", "flex")
}
