package server

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"github.com/clausebook/clausebook/index/query"
)

type searchPage struct {
	page
	Headline string
	InForce  string
	Kept     []kept // what narrows the search and has no field in the form
	Read     readView
	Facets   []facetView
	Applied  []link // what narrows the search, each leading to the search without it
	Sorts    []countedLink
	Hits     []hitView
	First    int
	Range    string
	Previous string
	Next     string
	Narrowed bool
	Widened  string
	Exports  []link
	PerPage  int
}

// A readView is how a question was read, where that is more than its own words.
type readView struct {
	Citation    string
	In          string // the agreements that its words name
	Phrases     []string
	Where       []string // conditions
	Corrections []query.Correction
	Uncorrected string // address of the question as it was typed
	Expansions  []otherWords
	Unexpanded  string // address of the question's own words
	Restored    string // address with what was put away
	Notes       []string
}

// otherWords are words of the question and what stood for them too, each with
// the address of the same search without it.
type otherWords struct {
	From string
	To   []link
}

// Some reports whether there is anything to tell.
func (r readView) Some() bool {
	return r.Citation != "" || r.In != "" || r.Restored != "" || len(r.Phrases)+len(r.Where)+len(r.Corrections)+len(r.Expansions)+len(r.Notes) > 0
}

type facetView struct {
	Name   string
	Values []countedLink
	More   []countedLink
}

// A kept is a parameter that the form hands on unseen.
type kept struct{ Name, Value string }

type hitView struct {
	Href, Citation, Name string
	AgreementHref        string
	Agreement            string
	Page                 string
	Path                 []string
	Listed               bool   // stands in the contents list only
	Clause, Label        string // for picking
	Why                  string
	Scanned              bool // read off pictures
	Snippets             []snippetView
	Similar              []link
}

type snippetView struct {
	Href  string // to the words themselves
	Parts []part
}

// A part is a piece of a passage, marked or not.
type part struct {
	Text string
	Mark bool
}

// facetShown is how many values of a facet are in sight.
const facetShown = 8

func (s *Server) pageSearch(c *gin.Context) error {
	p := readParams(c)
	r := searchRequest(p, p.text)
	if err := p.err(); err != nil {
		return err
	}
	infos, err := s.Library.Agreements(c.Request.Context())
	if err != nil {
		return err
	}
	v := searchPage{page: s.page("Search", ""), InForce: first(p, query.InForce), First: r.Offset + 1}
	v.OwnSearch = true
	v.Query, v.Kept, v.Narrowed = r.Text, keptOf(p), len(r.Filters) > 0
	v.Widened = "/search?" + url.Values{"q": {r.Text}}.Encode()
	if r.Text == "" {
		return s.sendPage(c, "search", v)
	}
	r.Facets = true
	answer, err := s.search(c, r)
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, a := range infos {
		names[a.ID] = shortName(a.Title, a.ID)
	}
	v.Title = r.Text + " – Search"
	count := plural(answer.Total, "provision", "provisions")
	if answer.More {
		count = "More than " + count
	}
	v.Headline = fmt.Sprintf("%s for “%s”", count, r.Text)
	v.Read = readOf(p, answer.Query, r, names)
	v.Facets, v.Applied = s.facetsOf(p, answer.Facets, r.Filters, names)
	v.Sorts = sortsOf(p, r.Sort)
	for _, h := range answer.Hits {
		v.Hits = append(v.Hits, viewHit(h, names))
	}
	if n := len(v.Hits); n > 0 {
		v.Range = fmt.Sprintf("%d to %d of %d", r.Offset+1, r.Offset+n, answer.Total)
	}
	if r.Offset > 0 {
		v.Previous = pageHref(p.values, max(0, r.Offset-r.Limit))
	}
	if next := r.Offset + len(v.Hits); len(v.Hits) > 0 && next < answer.Total && next <= maxOffset {
		v.Next = pageHref(p.values, next)
	}
	data := with(p.values, "limit", "100")
	v.Exports = []link{{"/search/csv?" + data, "CSV"}, {apiPrefix + "/search?" + data, "JSON"}}
	return s.sendPage(c, "search", v)
}

// with is the query string of values with one parameter set, or taken out where
// its value is empty, from the first page on.
func with(values url.Values, name, value string) string {
	next := url.Values{}
	for n, all := range values {
		for _, v := range all {
			if v != "" && n != "offset" && n != "cursor" && n != name {
				next.Add(n, v)
			}
		}
	}
	if value != "" {
		next.Set(name, value)
	}
	return next.Encode()
}

// without is the query string of values less one filter, which may be given
// under its own name or as "filter=FIELD:VALUE".
func without(values url.Values, f query.Filter) string {
	next := url.Values{}
	for n, all := range values {
		for _, v := range all {
			gone := n == string(f.Field) && strings.TrimSpace(v) == f.Value || n == "filter" && v == string(f.Field)+":"+f.Value
			if v != "" && n != "offset" && n != "cursor" && !gone {
				next.Add(n, v)
			}
		}
	}
	return next.Encode()
}

// readOf says how a question was read, and how to put each part of it away.
func readOf(p *params, q query.Query, r query.Request, names map[string]string) readView {
	v := readView{Citation: q.Citation, Phrases: q.Phrases, Corrections: q.Corrections, Notes: q.Notes,
		Uncorrected: "/search?" + with(p.values, "correct", "false"), Unexpanded: "/search?" + with(p.values, "expand", "false")}
	var in []string
	for _, id := range q.Agreements {
		in = append(in, nameOf(names[id], id))
	}
	v.In = strings.Join(in, "; ")
	for _, e := range q.Where {
		v.Where = append(v.Where, e.String())
	}
	for _, e := range q.Expansions {
		o := otherWords{From: e.From}
		for _, to := range e.To {
			values := maps.Clone(p.values)
			if !slices.Contains(r.NotFor, to) {
				values["not_for"] = append(slices.Clone(r.NotFor), to)
			}
			o.To = append(o.To, link{"/search?" + with(values, "", ""), to})
		}
		v.Expansions = append(v.Expansions, o)
	}
	if r.NoExpand || r.NoCorrect || len(r.NotFor) > 0 {
		values := url.Values{}
		for n, all := range p.values {
			if n != "expand" && n != "correct" && n != "not_for" {
				values[n] = all
			}
		}
		v.Restored = "/search?" + with(values, "", "")
	}
	return v
}

// facetName is a facet's heading.
func facetName(f query.Field) string {
	switch f {
	case query.InForce:
		return "In force in"
	case query.ByKind:
		return "Kind of clause"
	}
	return capital(strings.ReplaceAll(string(f), "_", " "))
}

// facetsOf are the values to narrow by with their counts, and what narrows
// already.
func (s *Server) facetsOf(p *params, facets []query.Facet, filters []query.Filter, names map[string]string) (out []facetView, applied []link) {
	label := func(f query.Field, value string) string {
		switch f {
		case query.ByAgreement:
			return nameOf(names[value], value)
		case query.ByTopic:
			for _, t := range s.Topics {
				if t.ID == value {
					return t.Label
				}
			}
		}
		return value
	}
	for _, f := range filters {
		applied = append(applied, link{"/search?" + without(p.values, f), facetName(f.Field) + ": " + label(f.Field, f.Value)})
	}
	for _, f := range facets {
		v := facetView{Name: facetName(f.Field)}
		for _, x := range f.Values {
			on := slices.Contains(filters, query.Filter{Field: f.Field, Value: x.Value})
			href := "/search?" + with(p.values, string(f.Field), x.Value)
			if on {
				href = "/search?" + without(p.values, query.Filter{Field: f.Field, Value: x.Value})
			}
			l := countedLink{link{href, label(f.Field, x.Value)}, x.Count, on, ""}
			if len(v.Values) < facetShown {
				v.Values = append(v.Values, l)
			} else {
				v.More = append(v.More, l)
			}
		}
		// One value that all have narrows nothing.
		if len(v.Values) > 1 || len(v.Values) == 1 && v.Values[0].Current {
			out = append(out, v)
		}
	}
	return out, applied
}

func sortsOf(p *params, chosen query.Sort) []countedLink {
	names := map[query.Sort]string{query.ByRelevance: "Best first", query.ByPlace: "As they stand", query.ByExpiry: "Latest term first"}
	var out []countedLink
	for _, x := range query.Sorts() {
		value := string(x)
		if x == query.ByRelevance {
			value = ""
		}
		out = append(out, countedLink{link: link{"/search?" + with(p.values, "sort", value), names[x]}, Current: x == chosen || chosen == "" && x == query.ByRelevance})
	}
	return out
}

// searchCSV is the answer as a table for a spreadsheet.
func (s *Server) searchCSV(c *gin.Context) error {
	p := readParams(c)
	r := searchRequest(p, p.required)
	if err := p.err(); err != nil {
		return err
	}
	answer, err := s.search(c, r)
	if err != nil {
		return err
	}
	rows := [][]string{{"agreement", "file", "citation", "title", "page", "words", "address"}}
	for _, h := range answer.Hits {
		v := viewHit(h, nil)
		text := ""
		if len(h.Snippets) > 0 {
			text = h.Snippets[0].Text
		}
		rows = append(rows, []string{h.Agreement, h.Source, h.Citation, h.Title, orEmpty(h.Page), text, v.Href})
	}
	return sendCSV(c, "search.csv", rows)
}

// first is the first value of a field's own parameter.
func first(p *params, f query.Field) string {
	if all := p.all(string(f)); len(all) > 0 {
		return all[0]
	}
	return ""
}

func keptOf(p *params) []kept {
	var out []kept
	names := []string{"filter", "limit", "sort", "expand", "not_for", "correct"}
	for _, f := range fields() {
		if f != query.InForce {
			names = append(names, string(f))
		}
	}
	for _, name := range names {
		for _, v := range p.values[name] {
			if v != "" {
				out = append(out, kept{name, v})
			}
		}
	}
	return out
}

// pageHref is the same question at another offset.
func pageHref(values url.Values, offset int) string {
	next := url.Values{}
	for name, all := range values {
		for _, v := range all {
			if v != "" && name != "offset" {
				next.Add(name, v)
			}
		}
	}
	if offset > 0 {
		next.Set("offset", strconv.Itoa(offset))
	}
	return "/search?" + next.Encode()
}

func viewHit(h query.Hit, names map[string]string) hitView {
	v := hitView{Citation: h.Citation, AgreementHref: agreementHref(h.Agreement), Agreement: nameOf(names[h.Agreement], h.Agreement), Path: h.Path}
	if v.Citation == "" {
		v.Citation = "Provision"
	}
	// Some units are cited by their title: "Article 9, Supplemental Procedure".
	if !strings.Contains(strings.ToLower(h.Citation), strings.ToLower(h.Title)) {
		v.Name = h.Title
	}
	if h.Page != nil {
		v.Page = *h.Page
	}
	v.Scanned = h.OCR
	if h.ID == nil {
		v.Listed = true
		v.Href = missingHref(h.Agreement)
	} else {
		v.Href = provisionHref(h.Agreement, *h.ID)
		v.Clause, v.Label = h.Agreement+"/"+*h.ID, h.Citation
	}
	var why []string
	for _, x := range h.Explain {
		why = append(why, fmt.Sprintf("%s %.2f", x.Part, x.Adds))
	}
	v.Why = strings.Join(why, ", ")
	for _, s := range h.Snippets {
		sv := snippetView{Href: v.Href, Parts: parts(s.Text, s.Matches)}
		if h.ID != nil {
			sv.Href = spanHref(h.Agreement, *h.ID, s.Span)
		}
		v.Snippets = append(v.Snippets, sv)
	}
	for _, s := range h.Similar {
		v.Similar = append(v.Similar, link{provisionHref(h.Agreement, s.ID), s.Citation})
	}
	return v
}

// parts divides text at its matches. Matches that do not fit the text are left
// unmarked: the words matter more than their colour.
func parts(text string, matches [][2]int) []part {
	var out []part
	at := 0
	for _, m := range matches {
		if m[0] < at || m[1] <= m[0] || m[1] > len(text) || !boundary(text, m[0]) || !boundary(text, m[1]) {
			continue
		}
		if m[0] > at {
			out = append(out, part{Text: text[at:m[0]]})
		}
		out = append(out, part{Text: text[m[0]:m[1]], Mark: true})
		at = m[1]
	}
	if at < len(text) {
		out = append(out, part{Text: text[at:]})
	}
	return out
}

func boundary(s string, at int) bool { return at == len(s) || utf8.RuneStart(s[at]) }

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
