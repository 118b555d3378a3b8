package server

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/wire"
)

type provisionPage struct {
	page
	Agreement, ID  string
	AgreementName  string
	Tree           []besideNode
	HeadingMark    bool       // the marked words stand in the heading
	Values         link       // to the same page with values marked, or without
	Valued         bool       // there are values to mark, in it or below
	With           []withView // what it leans on, where that is asked for
	WithAsked      bool
	WithMore       bool
	WithDepths     []countedLink
	Sheets         []sheetView
	WithPage       bool   // the pages stand beside the text
	PageView       *link  // to the pages beside the text, or back
	Original       string // address of the source at the provision's page
	Wording        string // address of how usual its words are
	Crumbs         []link
	Citation, Name string
	Badges         []badge
	Page           string // in words
	Sheet          int
	DataHref       string
	Doubts         []doubt
	Blocks         []block
	Below          []belowView
	Unshown        []link
	Silent         bool
	Previous, Next *link
	Children       []link
	Out            []outView
	In             []inView
	InMore         string
	Terms          []termView
}

// A withView is a provision that another is read with.
type withView struct {
	link
	Depth int
	Via   string // the words that cite it
	Words string
}

// maxSheets bounds the pages of the original beside a text.
const maxSheets = 6

// markQuery hands marked words on to another view of a page.
func markQuery(s corpus.Span) string {
	if s.Len() <= 0 {
		return ""
	}
	return "&mark=" + strconv.Itoa(s.Start) + "-" + strconv.Itoa(s.End)
}

// A belowView is a descendant, shown under the provision.
type belowView struct {
	ID, Href, Heading string
	Citation          string
	Level             int  // of its heading: 2 to 6
	Label             bool // the heading is a bare number, "(a)", and stands beside the text
	Mark              bool // the marked words stand in the heading
	Doubts            []doubt
	Blocks            []block
}

type outView struct {
	Href, Text, Outcome, Status string
	Candidates                  []link
}

type inView struct{ Href, Text, Outcome string }

type termView struct{ Value, Raw, Href, Condition, Doubt string }

// maxInline bounds the text of the descendants that are shown on a provision's
// own page, in bytes: about 40 printed pages. The longest articles seen have 30.
const maxInline = 150_000

func (s *Server) pageProvision(c *gin.Context) error {
	p := readParams(c)
	shown := view{marked: p.span("mark"), values: p.flag("values"), pages: p.oneOf("view", "page") != "", depth: p.number("with", 0, 0, wire.MaxWith)}
	if err := p.err(); err != nil {
		return err
	}
	t, i, err := s.provision(c)
	if err != nil {
		return err
	}
	return s.sendPage(c, "provision", s.viewProvision(t, i, shown))
}

// pageText is the page where p begins. A document may print page numbers in its
// contents list alone; then it is that list's word.
func pageText(a *corpus.Agreement, p *corpus.Provision) string {
	if p.Page != "" {
		return "p. " + p.Page
	}
	for _, e := range a.Contents {
		if e.Provision == p.ID && e.Page != "" {
			return "p. " + e.Page + " by the contents list"
		}
	}
	return ""
}

// span is a range of bytes, "1200-1280".
func (p *params) span(name string) corpus.Span {
	v := p.text(name)
	if v == "" {
		return corpus.Span{}
	}
	from, to, _ := strings.Cut(v, "-")
	start, err1 := strconv.Atoi(from)
	end, err2 := strconv.Atoi(to)
	if err1 != nil || err2 != nil || start < 0 || end <= start {
		p.fault(name, "want a range of bytes like 1200-1280")
		return corpus.Span{}
	}
	return corpus.Span{Start: start, End: end}
}

func (s *Server) viewProvision(t *corpus.Tree, i int, shown view) provisionPage {
	a := t.Agreement()
	p := &a.Provisions[i]
	name := shortName(a.Title, a.ID)
	v := provisionPage{
		page: s.page(labelOf(p)+" – "+name, "library"), Citation: p.Citation, Name: p.Title, Badges: s.badgesOf(infoOf(a)),
		Page: pageText(a, p), Sheet: p.Sheet, DataHref: apiHref(a.ID, "provisions", p.ID), Doubts: doubtsAt(t, i), Blocks: blocks(t, i, shown),
		Agreement: a.ID, ID: p.ID, AgreementName: name, HeadingMark: p.HeadingSpan.Overlaps(shown.marked),
		Crumbs: []link{{agreementHref(a.ID), name}}, Out: outOf(t, i), Terms: termsOf(a, p.ID),
	}
	v.Original, v.Wording = originalHref(a, p.Sheet), "/compare/wording?"+url.Values{"clause": {a.ID + "/" + p.ID}}.Encode()
	most := 1
	if v.WithPage = shown.pages; v.WithPage {
		most = maxSheets
	}
	if v.Sheets = sheetsOf(t, i, shown, most); len(v.Sheets) > 0 {
		v.PageView = &link{provisionHref(a.ID, p.ID) + "?view=page" + markQuery(shown.marked), "Text beside the page"}
		if v.WithPage {
			v.PageView = &link{spanHref(a.ID, p.ID, shown.marked), "Only the text"}
		}
	}
	v.readWith(t, i, shown.depth)
	v.Valued = slices.ContainsFunc(a.Terms, func(x corpus.Term) bool { return p.Span.Contains(x.Span) })
	v.Values = link{provisionHref(a.ID, p.ID) + "?values=true", "Mark values"}
	if shown.values {
		v.Original, v.Wording = originalHref(a, p.Sheet), "/compare/wording?"+url.Values{"clause": {a.ID + "/" + p.ID}}.Encode()
		most := 1
		if v.WithPage = shown.pages; v.WithPage {
			most = maxSheets
		}
		if v.Sheets = sheetsOf(t, i, shown, most); len(v.Sheets) > 0 {
			v.PageView = &link{provisionHref(a.ID, p.ID) + "?view=page" + markQuery(shown.marked), "Text beside the page"}
			if v.WithPage {
				v.PageView = &link{spanHref(a.ID, p.ID, shown.marked), "Only the text"}
			}
		}
		v.Values = link{provisionHref(a.ID, p.ID), "Unmark values"}
	}
	if p.OCR {
		v.Badges = append(v.Badges, badge{"from a scan", "It was read off pictures of its pages: check names and numbers against them.", "warn"})
	}
	if v.Citation == "" {
		v.Citation = labelOf(p)
	}
	path := t.Path(i)
	for _, k := range path[:len(path)-1] {
		v.Crumbs = append(v.Crumbs, link{provisionHref(a.ID, a.Provisions[k].ID), shortLabel(&a.Provisions[k])})
	}
	v.Below, v.Unshown = below(t, i, shown)
	here := map[string]bool{}
	for _, b := range v.Below {
		here[b.ID] = true
	}
	v.Tree = besideTree(t, i, here)
	for _, k := range t.Children(i) {
		child := &a.Provisions[k]
		href := provisionHref(a.ID, child.ID)
		if here[child.ID] {
			href = "#" + url.PathEscape(child.ID)
		}
		v.Children = append(v.Children, link{href, shortLabel(child)})
	}
	v.Silent = len(v.Blocks) == 0 && len(v.Children) == 0
	v.In, v.InMore = citedBy(t, i)
	markFirst(&v)
	v.Previous, v.Next = neighbours(t, i)
	return v
}

// readWith shows what provision i leans on, to a depth of references.
func (v *provisionPage) readWith(t *corpus.Tree, i, depth int) {
	a := t.Agreement()
	if len(v.Out) == 0 {
		return
	}
	here := provisionHref(a.ID, a.Provisions[i].ID)
	for n := range wire.MaxWith + 1 {
		l := countedLink{link: link{here + "?with=" + strconv.Itoa(n) + "#with", strconv.Itoa(n)}, Current: n == depth}
		if n == 0 {
			l.Href, l.Text = here, "not"
		}
		v.WithDepths = append(v.WithDepths, l)
	}
	if depth == 0 {
		return
	}
	list, more := wire.ReadWith(t, i, depth)
	v.WithAsked, v.WithMore = true, more
	for _, x := range list {
		v.With = append(v.With, withView{link: link{provisionHref(a.ID, x.ID), placeText(x.Citation, orEmpty(x.Title))}, Depth: x.Depth, Via: x.Raw, Words: x.Text})
	}
}

// markFirst leaves one marked piece as the first: an address leads to it.
func markFirst(v *provisionPage) {
	found := v.HeadingMark
	only := func(blocks []block) {
		for _, b := range blocks {
			for k := range b.Segments {
				b.Segments[k].First = b.Segments[k].First && !found
				found = found || b.Segments[k].First
			}
		}
	}
	only(v.Blocks)
	for k := range v.Below {
		b := &v.Below[k]
		b.Mark = b.Mark && !found
		found = found || b.Mark
		only(b.Blocks)
	}
}

// below lists the descendants of i with their text, as far as it is not too
// much for a page, and links for the rest.
func below(t *corpus.Tree, i int, v view) (shown []belowView, rest []link) {
	a := t.Agreement()
	budget := maxInline
	var walk func(list []int, level int)
	walk = func(list []int, level int) {
		for _, k := range list {
			p := &a.Provisions[k]
			size := 0
			for _, own := range t.Own(k) {
				size += own.Len()
			}
			if budget -= size; budget < 0 {
				rest = append(rest, link{provisionHref(a.ID, p.ID), shortLabel(p)})
				continue
			}
			heading := p.Heading
			if heading == "" {
				heading = p.Citation
			}
			shown = append(shown, belowView{ID: p.ID, Href: provisionHref(a.ID, p.ID), Heading: heading, Citation: p.Citation, Level: min(level, 6),
				Label: p.Title == "" && len(p.Heading) > 0 && len(p.Heading) <= 6, Mark: p.HeadingSpan.Overlaps(v.marked),
				Doubts: doubtsAt(t, k), Blocks: blocks(t, k, v)})
			walk(t.Children(k), level+1)
		}
	}
	walk(t.Children(i), 2)
	return shown, rest
}

// doubtsAt are the diagnostics about the heading of provision i. Those about its
// own text stand with the words.
func doubtsAt(t *corpus.Tree, i int) []doubt {
	var out []doubt
	b := &blockBuilder{own: t.Own(i)}
	hasText := strings.TrimSpace(t.CleanText(i).Text) != ""
	for _, d := range t.Agreement().Diagnostics {
		if !d.Span.IsZero() && d.Severity != corpus.Info && t.At(d.Span.Start) == i && (!hasText || !b.holds(d.Span)) {
			out = append(out, doubtOf(d))
		}
	}
	return out
}

// neighbours are the places before and after a provision and all that is inside
// it: its siblings, else what stands next to its parent.
func neighbours(t *corpus.Tree, i int) (previous, next *link) {
	a := t.Agreement()
	to := func(k int) *link { return &link{provisionHref(a.ID, a.Provisions[k].ID), labelOf(&a.Provisions[k])} }
	siblings := func(k int) []int {
		if up := t.Parent(k); up >= 0 {
			return t.Children(up)
		}
		return t.Top()
	}
	list := siblings(i)
	if k := slices.Index(list, i); k > 0 {
		previous = to(list[k-1])
	} else if up := t.Parent(i); up >= 0 {
		previous = to(up)
	}
	for k := i; k >= 0; k = t.Parent(k) {
		list := siblings(k)
		if n := slices.Index(list, k); n+1 < len(list) {
			return previous, to(list[n+1])
		}
	}
	return previous, nil
}
