package corpus

import (
	"errors"
	"slices"
	"sort"
	"strings"
)

// An Outline is an agreement without its words: its provisions, as far as a look-up
// and a list of places need them, and its contents list. [AppendOutline] writes one
// in some tens of bytes a provision, and an Outline reads that in a fraction of the
// time that an agreement takes, so that a place can be looked up in hundreds of
// agreements at once. What Read took room for is used again by the next Read. It
// is not safe for concurrent use.
type Outline struct {
	a       Agreement // of each provision what is read at once; Heading is that before its title
	tree    Tree
	rest    []outlineRest
	listed  Agreement // the contents list as provisions
	list    Tree
	details string // of provisions, not yet read
	known   []outlineDetail
}

// An outlineRest is what goes on to an id and to a heading.
type outlineRest struct {
	id      string // behind the parent's; whole if not below
	below   bool
	heading string // behind the title
	split   bool   // the heading is Heading, the title, and this
}

// An outlineDetail is what only a list of places needs of a provision.
type outlineDetail struct {
	citation, page      string
	tokens, tokensO200k int
}

// A pageOf is the provisions that stand on a page.
type pageOf struct {
	label      string
	provisions []int // in order
}

// Lookup is [Tree.Lookup] for the agreement that the outline is of.
func (o *Outline) Lookup(c Citation) []int { return o.tree.Lookup(c) }

// LookupPrefix is [Tree.LookupPrefix] for the agreement that the outline is of.
func (o *Outline) LookupPrefix(c Citation) (found []int, used int) { return o.tree.LookupPrefix(c) }

// LookupListed is [Agreement.LookupListed] for the agreement that the outline is of.
func (o *Outline) LookupListed(c Citation) []int {
	return withoutBody(&o.list, o.a.Contents, c)
}

// Len is the number of provisions.
func (o *Outline) Len() int { return len(o.a.Provisions) }

// Parent is the index of provision i's parent, or -1.
func (o *Outline) Parent(i int) int { return o.tree.parent[i] }

// Children lists the indices of provision i's children, in order, until the next Read.
func (o *Outline) Children(i int) []int { return o.tree.children[i] }

// Kind is the kind of provision i.
func (o *Outline) Kind(i int) Kind { return o.a.Provisions[i].Kind }

// Number is the number of provision i, as printed.
func (o *Outline) Number(i int) string { return o.a.Provisions[i].Number }

// Title is the title of provision i.
func (o *Outline) Title(i int) string { return o.a.Provisions[i].Title }

// Span is the span of provision i.
func (o *Outline) Span(i int) Span { return o.a.Provisions[i].Span }

// ID is the id of provision i.
func (o *Outline) ID(i int) string {
	if r := &o.rest[i]; !r.below {
		return r.id
	}
	return o.ID(o.tree.parent[i]) + "__" + o.rest[i].id
}

// Find is the index of the provision with that id, or -1.
func (o *Outline) Find(id string) int {
	for i := range o.rest {
		if r := &o.rest[i]; strings.HasSuffix(id, r.id) && o.ID(i) == id {
			return i
		}
	}
	return -1
}

// Heading is the heading of provision i.
func (o *Outline) Heading(i int) string {
	p, r := &o.a.Provisions[i], &o.rest[i]
	if r.split {
		return p.Heading + p.Title + r.heading
	}
	return p.Heading
}

// Provision is provision i without its boxes, its sheet, its anchor and how sure
// its reading is.
func (o *Outline) Provision(i int) (Provision, error) {
	if err := o.readDetails(); err != nil {
		return Provision{}, err
	}
	p, d := o.a.Provisions[i], &o.known[i]
	p.ID, p.Heading, p.Citation, p.Page, p.Tokens, p.TokensO200k = o.ID(i), o.Heading(i), d.citation, d.page, d.tokens, d.tokensO200k
	if up := o.tree.parent[i]; up >= 0 {
		p.Parent = o.ID(up)
	}
	return p, nil
}

// Entries is the contents list where some entry of it has no body, else nothing.
// That an entry has one is all that is known of it: its Provision is "body".
func (o *Outline) Entries() []ContentsEntry { return o.a.Contents }

// hasBody stands for the id of a provision in an outline's contents list.
const hasBody = "body"

// Flags of a provision in an outline; its kind is in the four bits below.
const (
	outlineTitle   = 1 << 4 // it has a title
	outlineHeading = 1 << 5 // it has a heading
	outlineSplit   = 1 << 6 // its title stands in its heading
	outlineBelow   = 1 << 7 // its id is its parent's with something behind
)

// AppendOutline adds the outline of t's agreement to b. Numbers are varints, texts
// have their length before them:
//
//	how many provisions there are, and of each: flags and kind; how far before it its
//	parent stands, 0 for none; its id, its number, and what else the flags say; where
//	it begins behind the one before, and its length; where its heading begins behind
//	it, and its length
//	how many pages have a label, and of each: label; how many provisions stand there,
//	and each as what it is more than the one before
//	how many entries the contents list has, none if each has a body, and of each: kind,
//	whether it has a body, depth, number, title, page, where it begins, and its length
//	for each provision: how much of its parent's citation its own begins with, the rest
//	of it, its page, and its lengths in tokens
//
// It is stored in derived files only, and may change.
func AppendOutline(b []byte, t *Tree) []byte {
	w := packer{b}
	a := t.a
	w.number(len(a.Provisions))
	last := 0
	for i := range a.Provisions {
		p := &a.Provisions[i]
		flags := indexOfKind(p.Kind)
		id, front, rest := p.ID, p.Heading, ""
		up := t.parent[i]
		if up >= 0 {
			if own, ok := strings.CutPrefix(p.ID, a.Provisions[up].ID+"__"); ok {
				id, flags = own, flags|outlineBelow
			}
		}
		if p.Title != "" {
			flags |= outlineTitle
			if f, r, ok := strings.Cut(p.Heading, p.Title); ok && readsAs(f, p.Heading) {
				front, rest, flags = f, r, flags|outlineSplit
			}
		}
		if p.Heading != "" {
			flags |= outlineHeading
		}
		w.number(flags)
		above := 0 // at the top
		if up >= 0 {
			above = i - up
		}
		w.number(above)
		w.text(id)
		w.text(p.Number)
		if flags&outlineTitle != 0 {
			w.text(p.Title)
		}
		if flags&outlineHeading != 0 {
			w.text(front)
		}
		if flags&outlineSplit != 0 {
			w.text(rest)
		}
		w.signed(p.Span.Start - last)
		w.signed(p.Span.Len())
		w.signed(p.HeadingSpan.Start - p.Span.Start)
		w.signed(p.HeadingSpan.Len())
		last = p.Span.Start
	}
	pages := t.pageLists()
	w.number(len(pages))
	for _, pg := range pages {
		w.text(pg.label)
		w.number(len(pg.provisions))
		last := 0
		for _, i := range pg.provisions {
			w.number(i - last)
			last = i
		}
	}
	w.contents(a.Contents)
	for i := range a.Provisions {
		p := &a.Provisions[i]
		same := 0
		if up := t.parent[i]; up >= 0 {
			same = inCommon(p.Citation, a.Provisions[up].Citation)
		}
		w.number(same)
		w.text(p.Citation[same:])
		w.text(p.Page)
		w.number(p.Tokens)
		w.number(p.TokensO200k)
	}
	return w.b
}

func (w *packer) contents(list []ContentsEntry) {
	if !slices.ContainsFunc(list, func(e ContentsEntry) bool { return e.Provision == "" }) {
		w.number(0)
		return
	}
	w.number(len(list))
	last := 0
	for _, e := range list {
		w.number(indexOfKind(e.Kind)<<1 | boolInt(e.Provision != ""))
		w.number(e.Depth)
		w.text(e.Number)
		w.text(e.Title)
		w.text(e.Page)
		w.signed(e.Span.Start - last)
		w.signed(e.Span.Len())
		last = e.Span.Start
	}
}

// readsAs reports whether a look-up reads the front part of a heading as it reads
// the whole.
func readsAs(front, heading string) bool {
	k1, w1, n1 := headingWord(front)
	k2, w2, n2 := headingWord(heading)
	step := len(heading) >= 4 && strings.EqualFold(heading[:4], "step")
	return !step && k1 == k2 && w1 == w2 && (n1 > 0) == (n2 > 0)
}

func inCommon(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

func indexOfKind(k Kind) int { return max(0, slices.Index(Kinds(), k)) }

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// pageLists lists the provisions of each page that has a label, in order.
func (t *Tree) pageLists() []pageOf {
	if t.pages != nil {
		return t.pages
	}
	var out []pageOf
	if len(t.a.Pages) > 0 {
		lists := make([][]int, len(t.a.Pages))
		for i := range t.a.Provisions {
			for _, own := range append(t.Own(i), t.a.Provisions[i].HeadingSpan) {
				k := sort.Search(len(t.a.Pages), func(k int) bool { return t.a.Pages[k].Span.End > own.Start })
				for ; k < len(lists) && own.Len() > 0 && own.Overlaps(t.a.Pages[k].Span); k++ {
					if n := len(lists[k]); n == 0 || lists[k][n-1] != i {
						lists[k] = append(lists[k], i)
					}
				}
			}
		}
		for k, list := range lists {
			if label := t.a.Pages[k].Label; label != "" && len(list) > 0 {
				out = append(out, pageOf{label, list})
			}
		}
		return out
	}
	// A file without page labels still has the pages of its contents list.
	for _, e := range t.a.Contents {
		if i := t.Find(e.Provision); e.Page != "" && i >= 0 {
			out = append(out, pageOf{e.Page, []int{i}})
		}
	}
	return out
}

// errOutline says that what AppendOutline wrote is damaged.
var errOutline = errors.New("an agreement's outline is damaged")
