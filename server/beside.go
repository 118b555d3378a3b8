package server

import (
	"net/url"
	"slices"

	"github.com/clausebook/clausebook/corpus"
)

// A besideNode is one line of the contents that stand beside the text: every
// unit on top, and what is inside the one that is read.
type besideNode struct {
	ID, Href, Text string
	Current        bool // the provision of the page
	Only           bool // the contents list names it, the file has no text for it
	Children       []besideNode
}

// besideDepth is how deep the contents beside the text go below the unit on top.
const besideDepth = 3

// besideTree is the contents beside provision i. Those that are on the page
// itself are led to there.
func besideTree(t *corpus.Tree, i int, here map[string]bool) []besideNode {
	a := t.Agreement()
	top := t.Path(i)[0]
	var grow func(k, depth int) besideNode
	grow = func(k, depth int) besideNode {
		p := &a.Provisions[k]
		n := besideNode{ID: p.ID, Href: provisionHref(a.ID, p.ID), Text: shortLabel(p), Current: k == i}
		if depth == 0 {
			n.Text = labelOf(p)
		}
		if here[p.ID] {
			n.Href = "#" + url.PathEscape(p.ID)
		}
		// Bare numbers would make a long list that says nothing.
		named := slices.ContainsFunc(t.Children(k), func(c int) bool { return len(a.Provisions[c].Heading) > 5 })
		if depth < besideDepth && (depth == 0 || named) {
			for _, c := range t.Children(k) {
				n.Children = append(n.Children, grow(c, depth+1))
			}
		}
		return n
	}
	var out []besideNode
	missing := listedOnlyAfter(a)
	only := func(after string) {
		for _, e := range missing[after] {
			out = append(out, besideNode{Href: missingHref(a.ID), Text: entryText(e), Only: true})
		}
	}
	only("")
	for _, k := range t.Top() {
		if k == top {
			out = append(out, grow(k, 0))
		} else {
			p := &a.Provisions[k]
			out = append(out, besideNode{ID: p.ID, Href: provisionHref(a.ID, p.ID), Text: labelOf(p)})
		}
		only(a.Provisions[k].ID)
	}
	return out
}

// missingHref leads to what an agreement's contents list names without a text.
func missingHref(agreement string) string {
	return agreementHref(agreement) + "?view=certificate#missing"
}

// listedOnlyAfter has the entries on top of the contents list that no text
// answers to, by the id of the unit on top that they come after in the list.
func listedOnlyAfter(a *corpus.Agreement) map[string][]corpus.ContentsEntry {
	top := map[string]string{} // the unit on top that a provision is in
	for i := range a.Provisions {
		p := &a.Provisions[i]
		if p.Parent == "" {
			top[p.ID] = p.ID
		} else {
			top[p.ID] = top[p.Parent]
		}
	}
	out := map[string][]corpus.ContentsEntry{}
	after := ""
	for _, e := range a.Contents {
		switch {
		case e.Provision != "":
			after = top[e.Provision]
		case e.Depth == 0 && entryText(e) != "":
			out[after] = append(out[after], e)
		}
	}
	return out
}
