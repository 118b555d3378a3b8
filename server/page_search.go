package server

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"github.com/clausebook/clausebook/index/query"
)

type searchPage struct {
	page
	Headline   string
	Agreements []option
	Kinds      []option
	InForce    string
	Kept       []kept // what narrows the search and has no field in the form
	Understood []string
	Hits       []hitView
	First      int
	Range      string
	Previous   string
	Next       string
	Narrowed   bool
	Widened    string
}

// A kept is a parameter that the form hands on unseen.
type kept struct{ Name, Value string }

type hitView struct {
	Href, Citation, Name string
	AgreementHref        string
	Agreement            string
	Page                 string
	Path                 []string
	Listed               bool // stands in the contents list only
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
	v := searchPage{page: s.page("Search", ""), InForce: p.text(string(query.InForce)), Kinds: kindOptions(first(p, query.ByKind)), First: r.Offset + 1}
	v.OwnSearch = true
	agreement := first(p, query.ByAgreement)
	v.Agreements = agreementOptions(infos, func(id string) bool { return id == agreement })
	v.Query, v.Kept, v.Narrowed = r.Text, keptOf(p), len(r.Filters) > 0
	v.Widened = "/search?" + url.Values{"q": {r.Text}}.Encode()
	if r.Text == "" {
		return s.sendPage(c, "search", v)
	}
	answer, err := s.search(c, r)
	if err != nil {
		return err
	}
	v.Title = r.Text + " – Search"
	v.Headline = fmt.Sprintf("%s for “%s”", plural(answer.Total, "provision", "provisions"), r.Text)
	v.Understood = understood(answer.Query)
	names := map[string]string{}
	for _, a := range infos {
		names[a.ID] = shortName(a.Title, a.ID)
	}
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
	return s.sendPage(c, "search", v)
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
	for _, name := range []string{"filter", "limit", string(query.ByEmployer), string(query.ByUnion), string(query.ByUnit), string(query.ByTopic), string(query.ByArticle)} {
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

// understood says in words how a question was read, where that is more than its
// own words.
func understood(q query.Query) []string {
	var out []string
	if q.Citation != "" {
		out = append(out, "As a citation: "+q.Citation)
	}
	if len(q.Agreements) > 0 {
		out = append(out, "In: "+strings.Join(q.Agreements, ", "))
	}
	for _, x := range q.Corrections {
		out = append(out, fmt.Sprintf("“%s” was read as “%s”", x.From, x.To))
	}
	for _, x := range q.Expansions {
		out = append(out, fmt.Sprintf("“%s” also found %s", x.From, quoteAll(x.To)))
	}
	for _, p := range q.Phrases {
		out = append(out, fmt.Sprintf("The exact words “%s”", p))
	}
	for _, f := range q.Filters {
		out = append(out, fmt.Sprintf("Only where %s is %s", strings.ReplaceAll(string(f.Field), "_", " "), f.Value))
	}
	return append(out, q.Notes...)
}

func quoteAll(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = "“" + w + "”"
	}
	return strings.Join(quoted, ", ")
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
	if h.ID == nil {
		v.Listed = true
		v.Href = missingHref(h.Agreement)
	} else {
		v.Href = provisionHref(h.Agreement, *h.ID)
	}
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
