package source

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/layout"
)

// A page is a web page being read. The text is what a browser shows of it, from
// its own markup and style sheets: scripts and hidden elements are left out, labels
// of lists and what style sheets count are written as they are shown. Navigation and whatever else stands around the page's
// subject is kept in the text as furniture.
type page struct {
	ctx     context.Context
	out     []block
	line    *line
	pending []string // names of places that wait for words to stand at
	linked  map[string]bool
	weights map[*html.Node]weight
	main    *html.Node // all else is furniture; nil if the page does not say
	scripts bool       // a script could put more on the page
	listing *html.Node // the page's contents list; nil if it has none
	lists   []htmlList
	label   string // of the item that waits for its words
	cascade cascade
	missing bool // a style sheet is not at hand, or was not read to its end
	partly  bool // one was not read to its end, or held against all elements
	counted bool // labels of lists are those of HTML, without a style
	hidden  map[*html.Node]bool

	counters map[string][]counter

	properties Properties
	table      int

	level, bold, struck, under, pre, lines, listed, raised, upper int
	kinds                                                         []corpus.FurnitureKind
	nDel, nObjects, nHidden, nOpened                              int
}

// A weight is how much of an element is text, and how much of that are links.
type weight struct {
	text, link, links   int // bytes, bytes, links
	within, withinLinks int // of links to places of the page itself
	lost, lostLinks     int // of links to places that the page does not have
}

func readHTML(ctx context.Context, data []byte) (*Document, error) {
	text, note, err := decodeHTML(data, "")
	if err != nil {
		return nil, err
	}
	p, err := readPage(ctx, text, nil)
	if err != nil {
		return nil, err
	}
	return p.document(text, note)
}

// readPage reads the blocks of a page in UTF-8; sheets are the style sheets that
// came along with it.
func readPage(ctx context.Context, text string, sheets []string) (*page, error) {
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	p := &page{ctx: ctx, line: newLine(true), linked: map[string]bool{}, weights: map[*html.Node]weight{}, hidden: map[*html.Node]bool{}, counters: map[string][]counter{}}
	body := descendant(root, atom.Body)
	if body == nil {
		return nil, framed(root)
	}
	p.sheets(root, sheets)
	p.properties = pageProperties(root)
	names := map[string]bool{}
	p.places(root, names)
	p.weigh(body, names)
	p.main = p.subject(body)
	for _, lost := range []bool{false, true} {
		for _, n := range []*html.Node{p.main, body} {
			if p.listing == nil {
				p.listing = p.contentsList(n, lost)
			}
		}
	}
	p.count(body.Parent, "")
	p.count(body, "")
	p.children(body)
	p.end()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return p, nil
}

// document puts the blocks of a page together; text is the page, note what is to
// be said of its encoding.
func (p *page) document(text, note string) (*Document, error) {
	d := assemble(p.out, "html")
	if d.Text == "" && p.scripts {
		return nil, fmt.Errorf("%w: no words were found in it, but scripts that may show some; open it in a browser and print it as PDF, or save what it shows", ErrEmpty)
	}
	d.Anchors = p.chosen(d.Anchors)
	d.Properties = p.properties
	p.tell(d, note)
	if opened.MatchString(text) && !closed.MatchString(text[max(0, len(text)-4096):]) {
		d.note("cut-off", corpus.Warning, "the page does not end as it should: its last part may be missing")
	}
	return d, nil
}

// opened and closed are the outermost tags of a page.
var (
	opened = regexp.MustCompile(`(?i)<(?:html|body)[\s>]`)
	closed = regexp.MustCompile(`(?i)</(?:html|body)\s*>`)
)

// framed is the error of a page without a body: one of frames names the files
// that hold its words.
func framed(root *html.Node) error {
	var files []string
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.DataAtom == atom.Frame && attribute(n, "src") != "" && len(files) < 8 {
			files = append(files, attribute(n, "src"))
		}
	}
	if len(files) == 0 {
		return fmt.Errorf("%w: it has no body", ErrEmpty)
	}
	return fmt.Errorf("%w: its words stand in other files, which it shows in frames; give those instead: %s", ErrUnsupported, strings.Join(files, ", "))
}

// tell says what was left out.
func (p *page) tell(d *Document, note string) {
	if note != "" {
		d.note(CodeEncoding, corpus.Info, "%s", note)
	}
	if p.nDel > 0 {
		d.note(CodeChanges, corpus.Warning, "the page marks changes: %s left out", count(p.nDel, "deletion", "deletions"))
	}
	if n := len(strings.Fields(d.Text)); p.scripts && n < 60 {
		d.note(CodeScripts, corpus.Warning, "the page holds %s and a script: a browser may show more; open it there and save it as a whole, or print it as PDF", count(n, "word", "words"))
	}
	if p.nObjects > 0 {
		d.note(CodeObjects, corpus.Info, "%s on the page: words in them were not read", count(p.nObjects, "picture or embedded object is", "pictures and embedded objects are"))
	}
	if p.nHidden > 0 {
		d.note(CodeHidden, corpus.Info, "hidden text was left out in %s", count(p.nHidden, "place", "places"))
	}
	if p.nOpened > 0 {
		d.note(CodeHidden, corpus.Info, "%s, which the page shows on a click at most, was read", count(p.nOpened, "hidden part", "hidden parts"))
	}
	if p.partly {
		d.note(CodeHidden, corpus.Warning, "the page's style sheets are too large to be read whole: what they hide or write may be wrong in the text")
	}
	if p.counted && p.missing {
		d.note(CodeNumbers, corpus.Info, "labels of lists are those of HTML: the page's style sheets, which are not in the file, may write them otherwise")
	}
}

// decodeHTML is a page as UTF-8, with what is to be said of it. label is the
// encoding that the carrier states, if it does. What is UTF-8 throughout is
// read as such whatever it says: a text in another encoding never is by chance.
func decodeHTML(data []byte, label string) (text, note string, err error) {
	if len(strings.TrimSpace(string(data[:min(len(data), 4096)]))) == 0 && len(data) <= 4096 {
		return "", "", ErrEmpty
	}
	if wide(data) != nil {
		text, name, err := Decode(data)
		return text, "the page is in " + name, err
	}
	if utf8.Valid(data) {
		return strings.TrimPrefix(string(data), "\ufeff"), "", nil
	}
	contentType := ""
	if label != "" {
		contentType = "text/html; charset=" + label
	}
	enc, name, _ := charset.DetermineEncoding(data[:min(len(data), 1024)], contentType)
	if name == utf8Name || name == windows1252Name {
		return windows1252(data), "the page is not UTF-8; it was read as " + windows1252Name, nil
	}
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return windows1252(data), "the page says that it is " + name + " and is not; it was read as " + windows1252Name, nil
	}
	return string(out), "the page is in " + name, nil
}

func descendant(n *html.Node, a atom.Atom) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && c.DataAtom == a {
			return c
		}
		if d := descendant(c, a); d != nil {
			return d
		}
	}
	return nil
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttribute(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// places notes the ids of elements, and which of them links lead to.
func (p *page) places(n *html.Node, names map[string]bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if id := attribute(c, "id"); id != "" {
			names[id] = true
		}
		p.scripts = p.scripts || c.DataAtom == atom.Script
		if c.DataAtom == atom.A {
			if name := attribute(c, "name"); name != "" {
				names[name] = true
			}
			if to, ok := strings.CutPrefix(attribute(c, "href"), "#"); ok && to != "" {
				p.linked[to] = true
			}
		}
		p.places(c, names)
	}
}

// weigh measures n and all below it.
func (p *page) weigh(n *html.Node, names map[string]bool) weight {
	w := weight{}
	switch {
	case n.Type == html.TextNode:
		w.text = len(strings.TrimSpace(n.Data))
		return w
	case n.Type != html.ElementNode || neverSeen(n):
		return w
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		k := p.weigh(c, names)
		w.text += k.text
		w.link += k.link
		w.links += k.links
		w.within += k.within
		w.withinLinks += k.withinLinks
		w.lost += k.lost
		w.lostLinks += k.lostLinks
	}
	if p.conceal(n, w) {
		p.hidden[n] = true
		return weight{}
	}
	if href := attribute(n, "href"); n.DataAtom == atom.A && href != "" && w.text > 0 {
		w.link, w.links = w.text, 1
		switch to, ok := strings.CutPrefix(href, "#"); {
		case ok && names[to]:
			w.within, w.withinLinks = w.text, 1
		case ok && to != "" && !strings.EqualFold(to, "top"):
			w.lost, w.lostLinks = w.text, 1
		}
	}
	p.weights[n] = w
	return w
}

// subject is the element that the page says holds its subject: <main>, or the
// only <article>, if it holds a good part of what is no link.
func (p *page) subject(body *html.Node) *html.Node {
	var mains, articles []*html.Node
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode || p.unseen(c) {
				continue
			}
			switch {
			case c.DataAtom == atom.Main || attribute(c, "role") == "main":
				mains = append(mains, c)
				continue
			case c.DataAtom == atom.Article || attribute(c, "role") == "article":
				articles = append(articles, c)
				continue
			}
			walk(c)
		}
	}
	walk(body)
	found := mains
	if len(found) != 1 {
		found = articles
	}
	if len(found) != 1 || p.prose(found[0])*4 < p.prose(body) {
		return nil
	}
	return found[0]
}

// prose is how much of an element is text that is no link.
func (p *page) prose(n *html.Node) int { return p.weights[n].text - p.weights[n].link }

// contentsList is the first element below n that is little but links to places
// of the page itself, four at least; nil if there is none. lost counts links to
// places that the page has not, as programs leave them that write a page from a
// part of a document.
func (p *page) contentsList(n *html.Node, lost bool) *html.Node {
	if n == nil {
		return nil
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || p.unseen(c) {
			continue
		}
		w := p.weights[c]
		links, size := w.withinLinks, w.within
		if lost {
			links, size = links+w.lostLinks, size+w.lost
		}
		if p.blockLevel(c) && links >= 4 && size*10 >= w.text*6 {
			return c
		}
		if found := p.contentsList(c, lost); found != nil {
			return found
		}
	}
	return nil
}

// chosen keeps one name for each place: one that a link leads to, or the first.
func (p *page) chosen(all []layout.Anchor) []layout.Anchor {
	var out []layout.Anchor
	for _, a := range all {
		if n := len(out); n > 0 && out[n-1].At == a.At {
			if !p.linked[out[n-1].Name] && p.linked[a.Name] {
				out[n-1] = a
			}
			continue
		}
		out = append(out, a)
	}
	return out
}
