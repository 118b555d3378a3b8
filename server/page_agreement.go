package server

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/gin-gonic/gin"

	"github.com/clausebook/clausebook/corpus"
)

type agreementPage struct {
	page
	Name, Full           string // Full: the whole title, where Name is cut
	View                 string // "": the contents; "certificate"
	Views                []countedLink
	Badges               []badge
	Facts                []factView
	File, Size           string
	SourceHref, DataHref string
	AuditHref            string
	Tree                 []*treeNode
	Certificate          []sentence
	Missing              []missingView
	Gaps                 []link
	Doubts               []doubtGroup
	References           []link
	Astray               []astrayView
	Editions             []editionView
}

type factView struct{ Name, Value, Href string }

// A sentence is one finding in words.
type sentence struct {
	Text, Tone string
}

// A treeNode is one line of the contents tree.
type treeNode struct {
	Href, Text, Page string
	Open             bool // its children are in sight
	Only             bool // the contents list names it, the file has no text for it
	Children         []*treeNode
}

type missingView struct{ Text, Page string }

// A doubt is a diagnostic for people.
type doubt struct {
	Severity, Label, Message, Href string
}

type doubtGroup struct {
	Label string
	Count int
	Items []doubt
	More  string
}

type astrayView struct{ Href, From, Raw, Outcome string }

// maxShown bounds each list on a page; what is left out is counted.
const maxShown = 200

func (s *Server) pageAgreement(c *gin.Context) error {
	p := readParams(c)
	chosen := p.oneOf("view", "contents", "certificate")
	if err := p.err(); err != nil {
		return err
	}
	a, err := s.agreement(c)
	if err != nil {
		return err
	}
	infos, err := s.Library.Agreements(c.Request.Context())
	if err != nil {
		return err
	}
	t := corpus.NewTree(a)
	name := shortName(a.Title, a.ID)
	v := agreementPage{
		page: s.page(name, "library"), Name: name, View: chosen, Badges: s.badgesOf(infoOf(a)), File: a.Source.Name, Size: sizeText(a.Source.Bytes),
		SourceHref: apiHref(a.ID, "original"), DataHref: apiHref(a.ID, "extract"), AuditHref: "/audit?agreement=" + url.QueryEscape(a.ID),
		Tree: treeOf(t), Certificate: certificateText(a), Missing: missingOf(a), Gaps: gapsOf(t), Doubts: doubtGroups(t),
		References: referenceCounts(a), Astray: astrayOf(t),
	}
	if chosen == "contents" {
		v.View = ""
	}
	if a.Title != "" && a.Title != name {
		v.Full = a.Title
	}
	for _, info := range infos {
		if info.ID == a.ID {
			v.Editions = editionsOf(info, infos)
		}
	}
	doubts := a.Certificate.WithoutBody + len(a.Certificate.Gaps)
	for _, g := range v.Doubts {
		doubts += g.Count
	}
	v.Views = []countedLink{{link{agreementHref(a.ID), "Contents"}, 0, v.View == "", ""}, {link{agreementHref(a.ID) + "?view=certificate", "How well it was read"}, doubts, v.View == "certificate", ""}}
	fact := func(label, value string, f corpus.Fact) {
		v.Facts = append(v.Facts, factView{label, value, factHref(t, f)})
	}
	fact("Employer", a.Employer, corpus.FactEmployer)
	fact("Union", a.Union, corpus.FactUnion)
	fact("Unit", a.Unit, corpus.FactUnit)
	fact("In force from", string(a.Effective), corpus.FactEffective)
	fact("Until", string(a.Expires), corpus.FactExpires)
	return s.sendPage(c, "agreement", v)
}

// factHref leads to the words that state a fact, where they stand in a
// provision.
func factHref(t *corpus.Tree, f corpus.Fact) string {
	a := t.Agreement()
	span, ok := a.FactSpans[f]
	if !ok {
		return ""
	}
	if i := t.At(span.Start); i >= 0 {
		return spanHref(a.ID, a.Provisions[i].ID, span)
	}
	return ""
}

// treeOf is the contents tree: two levels in sight, the others to be opened.
func treeOf(t *corpus.Tree) []*treeNode {
	a := t.Agreement()
	var grow func(list []int, depth int) []*treeNode
	grow = func(list []int, depth int) []*treeNode {
		nodes := make([]*treeNode, 0, len(list))
		for _, i := range list {
			p := &a.Provisions[i]
			n := &treeNode{Href: provisionHref(a.ID, p.ID), Text: labelOf(p), Page: p.Page, Children: grow(t.Children(i), depth+1)}
			if depth > 0 {
				n.Text = shortLabel(p)
			}
			// An article that is divided into parts shows them: they are its
			// own table of contents.
			n.Open = depth == 0 && slices.ContainsFunc(t.Children(i), func(c int) bool { return a.Provisions[c].Kind == corpus.Part })
			nodes = append(nodes, n)
		}
		return nodes
	}
	missing := listedOnlyAfter(a)
	only := func(after string) []*treeNode {
		var nodes []*treeNode
		for _, e := range missing[after] {
			nodes = append(nodes, &treeNode{Href: missingHref(a.ID), Text: entryText(e), Page: e.Page, Only: true})
		}
		return nodes
	}
	out := only("")
	for k, n := range grow(t.Top(), 0) {
		out = append(append(out, n), only(a.Provisions[t.Top()[k]].ID)...)
	}
	return out
}

// shortLabel is a provision under its parent: the last step of its citation is
// enough there.
func shortLabel(p *corpus.Provision) string {
	text := p.Heading
	if text == "" || len(text) > 120 {
		text = p.Citation
		if p.Title != "" {
			text += " – " + p.Title
		}
	}
	if text == "" {
		return p.ID
	}
	return text
}

// certificateText tells the certificate in sentences.
func certificateText(a *corpus.Agreement) []sentence {
	c := a.Certificate
	if c.Entries == 0 {
		return []sentence{{"This document has no contents list, so the reading could not be checked against one.", ""}}
	}
	out := []sentence{{fmt.Sprintf("%s in its contents list; %d found again in the text.", plural(c.Entries, "entry", "entries"), c.Matched), ""}}
	if c.WithoutBody > 0 {
		out = append(out, sentence{listedOnly(a), "doubt"})
	}
	if c.NotListed > 0 {
		out = append(out, sentence{plural(c.NotListed, "heading of the text is", "headings of the text are") + " not listed in the contents.", ""})
	}
	if n := len(c.Gaps); n > 0 {
		out = append(out, sentence{plural(n, "place", "places") + " where the numbering has a gap or a number stands twice.", "doubt"})
	}
	return out
}

// listedOnly is "8 articles are listed in the contents and are not in this
// file", or entries where they are of several kinds.
func listedOnly(a *corpus.Agreement) string {
	kind := corpus.Kind("")
	for _, e := range a.Contents {
		if e.Provision != "" {
			continue
		}
		if kind != "" && kind != e.Kind {
			kind = corpus.Other
			break
		}
		kind = e.Kind
	}
	one, many := string(kind), string(kind)+"s"
	switch kind {
	case "", corpus.Other:
		one, many = "entry", "entries"
	case corpus.Appendix:
		many = "appendices"
	}
	if kind == corpus.Article || kind == corpus.Appendix || kind == corpus.Letter {
		return plural(a.Certificate.WithoutBody, one+" is", many+" are") + " listed in the contents and " +
			map[bool]string{true: "is", false: "are"}[a.Certificate.WithoutBody == 1] + " not in this file."
	}
	// The words of a section may be there without the heading that the list gives.
	return plural(a.Certificate.WithoutBody, one+" is", many+" are") + " listed in the contents and " +
		map[bool]string{true: "has", false: "have"}[a.Certificate.WithoutBody == 1] + " no heading in this file."
}

func missingOf(a *corpus.Agreement) []missingView {
	var out []missingView
	for _, e := range a.Contents {
		if e.Provision == "" {
			out = append(out, missingView{entryText(e), e.Page})
		}
	}
	return out
}

func entryText(e corpus.ContentsEntry) string {
	text := e.Number
	if strings.IndexFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0 {
		text = "" // a dash that stands in the number's place
	} else if e.Kind != corpus.Other && e.Kind != "" {
		text = strings.TrimSpace(strings.ToUpper(string(e.Kind[:1])) + string(e.Kind[1:]) + " " + e.Number)
	}
	switch {
	case e.Title == "":
		return text
	case text == "":
		return e.Title
	}
	return text + " – " + e.Title
}

func gapsOf(t *corpus.Tree) []link {
	a := t.Agreement()
	var out []link
	for _, g := range a.Certificate.Gaps {
		text := g.Missing + " is missing"
		if g.Repeat {
			text = g.Missing + " stands twice"
		}
		if p := t.Provision(g.Parent); p != nil {
			text += " in " + p.Citation
		}
		l := link{Text: text}
		if i := t.At(g.Span.Start); i >= 0 {
			l.Href = provisionHref(a.ID, a.Provisions[i].ID)
		}
		out = append(out, l)
	}
	return out
}

// doubtGroups are the diagnostics by code, most frequent first, notes last.
func doubtGroups(t *corpus.Tree) []doubtGroup {
	a := t.Agreement()
	byLabel := map[string]int{}
	var out []doubtGroup
	for _, d := range a.Diagnostics {
		view := doubtOf(d)
		if i := t.At(d.Span.Start); i >= 0 && !d.Span.IsZero() {
			view.Href = spanHref(a.ID, a.Provisions[i].ID, d.Span)
		}
		k, ok := byLabel[view.Label]
		if !ok {
			k = len(out)
			byLabel[view.Label] = k
			out = append(out, doubtGroup{Label: view.Label})
		}
		out[k].Count++
		if len(out[k].Items) < maxShown {
			out[k].Items = append(out[k].Items, view)
		}
	}
	for k := range out {
		if more := out[k].Count - len(out[k].Items); more > 0 {
			out[k].More = fmt.Sprintf("and %d more, in the data", more)
		}
	}
	slices.SortStableFunc(out, func(x, y doubtGroup) int { return y.Count - x.Count })
	return out
}

// doubtOf is d in words: its code is made of words already.
func doubtOf(d corpus.Diagnostic) doubt {
	label := strings.ReplaceAll(d.Code, "-", " ")
	if label != "" {
		label = strings.ToUpper(label[:1]) + label[1:]
	}
	return doubt{Severity: string(d.Severity), Label: label, Message: d.Message}
}

func referenceCounts(a *corpus.Agreement) []link {
	n := map[corpus.ReferenceStatus]int{}
	for _, r := range a.References {
		n[r.Status]++
	}
	return []link{
		{Text: plural(n[corpus.Resolved], "reference leads", "references lead") + " to a provision"},
		{Text: plural(n[corpus.External], "leads", "lead") + " outside the agreement"},
		{Text: plural(n[corpus.Dangling], "leads", "lead") + " nowhere"},
		{Text: plural(n[corpus.Ambiguous], "may mean", "may mean") + " several places"},
	}
}

func astrayOf(t *corpus.Tree) []astrayView {
	a := t.Agreement()
	var out []astrayView
	for k := range a.References {
		r := &a.References[k]
		if r.Status != corpus.Dangling && r.Status != corpus.Ambiguous || len(out) == maxShown {
			continue
		}
		view := astrayView{From: "Before the first provision", Raw: r.Raw, Outcome: outcome(r), Href: agreementHref(a.ID)}
		if p := t.Provision(r.From); p != nil {
			view.From, view.Href = p.Citation, spanHref(a.ID, p.ID, r.Span)
		}
		out = append(out, view)
	}
	return out
}

// sizeText is a number of bytes for people, in units of 1000.
func sizeText(n int64) string {
	switch {
	case n < 1000:
		return strconv.FormatInt(n, 10) + " bytes"
	case n < 1_000_000:
		return strconv.FormatInt((n+500)/1000, 10) + " kB"
	}
	return strconv.FormatFloat(float64(n)/1e6, 'f', 1, 64) + " MB"
}
