package source

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// longHidden is how much of a hidden element must be text that is no link for it
// to be read all the same where scripts may show it, in bytes: clauses that open
// on a click have a sentence or two at least.
const longHidden = 240

// sheets reads the page's own style sheets, with those that came along.
func (p *page) sheets(root *html.Node, more []string) {
	var rules []cssRule
	for _, s := range more {
		rules = readSheet(s, rules)
	}
	for n := range root.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case n.DataAtom == atom.Style && n.FirstChild != nil && shownMedia("@media", attribute(n, "media")):
			rules = readSheet(n.FirstChild.Data, rules)
		case n.DataAtom == atom.Link && strings.EqualFold(attribute(n, "rel"), "stylesheet") && len(more) == 0:
			p.missing = true
		}
	}
	cascade, done := apply(rules, root)
	p.cascade, p.missing, p.partly = cascade, p.missing || !done, !done
}

// value is what the style of n says of the property, its own or the sheets'; of
// a pseudo-element, "before content".
func (p *page) value(n *html.Node, property string) string {
	if v, ok := p.cascade[n]["!"+property]; ok {
		return v
	}
	if own := attribute(n, "style"); own != "" {
		to := map[string]string{}
		for d := range strings.SplitSeq(own, ";") {
			k, v, _ := strings.Cut(d, ":")
			v, _, _ = strings.Cut(v, "!")
			declare(to, strings.ToLower(strings.TrimSpace(k)), strings.TrimSpace(v))
		}
		if v, ok := to[property]; ok {
			return v
		}
	}
	return p.cascade[n][property]
}

// declares: the style of n gives the property a value that opens so.
func (p *page) declares(n *html.Node, property string, values ...string) bool {
	v := p.value(n, property)
	for _, want := range values {
		if v != "" && strings.HasPrefix(v, want) {
			return true
		}
	}
	return false
}

// unseen: a browser shows nothing of the element.
func (p *page) unseen(n *html.Node) bool { return neverSeen(n) || p.hidden[n] }

// neverSeen: the element is of a sort that is no part of the page's words.
func neverSeen(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Head, atom.Title, atom.Meta, atom.Link, atom.Select, atom.Textarea,
		atom.Input, atom.Svg, atom.Canvas, atom.Audio, atom.Video, atom.Datalist, atom.Map, atom.Area, atom.Progress, atom.Meter, atom.Rt, atom.Rp:
		return true
	case atom.Dialog:
		return !hasAttribute(n, "open")
	case atom.Button: // the heading of a part that opens on a click is one
		return n.Parent == nil || !heading(n.Parent) && n.Parent.DataAtom != atom.Summary
	}
	return false
}

func heading(n *html.Node) bool {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return attribute(n, "role") == "heading"
}

// conceal decides whether n, whose style says that it is not shown, is read all
// the same: where scripts may show it and it holds what is worth reading, and no
// window that stands before the page.
func (p *page) conceal(n *html.Node, w weight) bool {
	if !hasAttribute(n, "hidden") && !p.declares(n, "display", "none") && !p.declares(n, "visibility", "hidden", "collapse") {
		return false
	}
	if p.scripts && w.text-w.link >= longHidden && !window(n) {
		p.nOpened++
		return false
	}
	if w.text > 0 {
		p.nHidden++
	}
	return true
}

// window: the element is a window before the page, as asks for cookies or
// addresses.
func window(n *html.Node) bool {
	if hasAttribute(n, "aria-modal") || attribute(n, "role") == "dialog" || attribute(n, "role") == "alertdialog" {
		return true
	}
	said := strings.ToLower(attribute(n, "class") + " " + attribute(n, "id"))
	for _, w := range []string{"modal", "cookie", "popup", "pop-up", "consent", "overlay", "dialog", "lightbox", "newsletter"} {
		if strings.Contains(said, w) {
			return true
		}
	}
	return false
}

// blockLevel: the element stands on lines of its own.
func (p *page) blockLevel(n *html.Node) bool {
	switch p.value(n, "display") {
	case "block", "flex", "grid", "list-item", "table", "flow-root":
		return true
	case "inline", "inline-block", "contents":
		return false
	}
	switch n.DataAtom {
	case atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Menu, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Table, atom.Caption,
		atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Nav, atom.Aside, atom.Address, atom.Blockquote, atom.Center, atom.Figure, atom.Figcaption,
		atom.Fieldset, atom.Form, atom.Legend, atom.Hr, atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext, atom.Details, atom.Summary, atom.Dir, atom.Hgroup, atom.Search,
		atom.Tr, atom.Td, atom.Th, atom.Thead, atom.Tbody, atom.Tfoot, atom.Option, atom.Optgroup, atom.Body, atom.Dialog:
		return true
	}
	return false
}
