package server

import (
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/clausebook/clausebook/compare"
	"github.com/clausebook/clausebook/corpus"
)

type comparePage struct {
	page
	Topic      string // what is compared, in words
	Chosen     bool
	Words      string
	Groups     []topicGroup
	Agreements []option
	Cells      []cellView
	Related    []link
	DataHref   string
}

type topicGroup struct {
	Name   string
	Topics []option
}

type cellView struct {
	Href, Agreement, Term  string
	State, StateText, Tone string
	Heading, Note          string
	Values                 []valueView
	Quotes                 []link
	Provisions             []link
	Warnings               []string
}

type valueView struct {
	Label, Value, Quote, Href         string
	Condition, Basis, Effective, Flag string
	Superseded                        string // address of what supersedes it
}

func (s *Server) pageCompare(c *gin.Context) error {
	p := readParams(c)
	topic, words, ids := p.text("topic"), p.text("words"), p.list("agreements")
	if err := p.err(); err != nil {
		return err
	}
	infos, err := s.Library.Agreements(c.Request.Context())
	if err != nil {
		return err
	}
	asked := topic
	if words != "" {
		asked = words
	}
	known := slices.ContainsFunc(s.Topics, func(t corpus.Topic) bool { return t.ID == asked })
	v := comparePage{page: s.page("Compare", "compare"), Chosen: asked != "", Groups: s.groups(asked)}
	v.Agreements = agreementOptions(infos, func(id string) bool { return slices.Contains(ids, id) })
	if !known {
		v.Words = asked
	}
	if asked == "" {
		return s.sendPage(c, "compare", v)
	}
	answer, err := s.compare(c, asked, ids)
	if err != nil {
		return err
	}
	v.Topic = answer.Topic.Label
	if v.Topic == "" {
		v.Topic = asked
	}
	if answer.Topic.ID != "" {
		v.Groups = s.groups(answer.Topic.ID) // words may have been the name of a topic
	}
	v.Title = v.Topic + " – Compare"
	about := map[string]AgreementInfo{}
	for _, a := range infos {
		about[a.ID] = a
	}
	for _, cell := range answer.Cells {
		v.Cells = append(v.Cells, viewCell(cell, about[cell.Agreement]))
	}
	for _, r := range answer.Related {
		text := r.Citation
		if r.Title != "" {
			text += " – " + r.Title
		}
		v.Related = append(v.Related, link{provisionHref(r.Agreement, r.ID), text + " (" + shortName(about[r.Agreement].Title, r.Agreement) + ")"})
	}
	data := url.Values{"topic": {asked}}
	if len(ids) > 0 {
		data.Set("agreements", strings.Join(ids, ","))
	}
	v.DataHref = apiPrefix + "/compare?" + data.Encode()
	return s.sendPage(c, "compare", v)
}

// groups are the topics to choose from, in the order of their data.
func (s *Server) groups(chosen string) []topicGroup {
	var out []topicGroup
	place := map[string]int{}
	for _, t := range s.Topics {
		k, ok := place[t.Group]
		if !ok {
			k = len(out)
			place[t.Group] = k
			name := t.Group
			if name != "" {
				name = strings.ToUpper(name[:1]) + name[1:]
			}
			out = append(out, topicGroup{Name: name})
		}
		out[k].Topics = append(out[k].Topics, option{t.ID, t.Label, t.ID == chosen})
	}
	return out
}

func viewCell(c compare.Cell, about AgreementInfo) cellView {
	v := cellView{Href: agreementHref(c.Agreement), Agreement: shortName(about.Title, c.Agreement), State: string(c.State),
		Term: termText(about.Effective, about.Expires), Heading: c.Heading, Note: c.Note, Warnings: c.Warnings}
	switch c.State {
	case compare.Stated:
		v.StateText = "stated"
	case compare.Silent:
		v.StateText, v.Tone = "silent", "bad"
	case compare.ContentsOnly:
		v.StateText, v.Tone = "only in the contents list", "warn"
	case compare.OutsideExcerpt:
		v.StateText, v.Tone = "outside this excerpt", "warn"
	default:
		v.StateText, v.Tone = string(c.State), "warn"
	}
	for _, x := range c.Values {
		view := valueView{Label: x.Label, Value: compareValue(x), Quote: x.Quote, Href: spanHref(c.Agreement, x.Provision, x.Span),
			Condition: orEmpty(x.Condition), Basis: orEmpty(x.Basis), Effective: orEmpty(x.Effective), Flag: orEmpty(x.Flag)}
		if x.SupersededBy != nil {
			view.Superseded = provisionHref(c.Agreement, *x.SupersededBy)
		}
		// Two numbers of one sentence may say the same; once is enough here.
		if !slices.ContainsFunc(v.Values, func(y valueView) bool { y.Href = view.Href; return y == view }) {
			v.Values = append(v.Values, view)
		}
	}
	for _, q := range c.Quotes {
		// A value's own quote is shown with the value.
		if !slices.ContainsFunc(c.Values, func(x compare.Value) bool { return x.Quote == q.Text }) &&
			!slices.ContainsFunc(v.Quotes, func(l link) bool { return l.Text == q.Text }) {
			v.Quotes = append(v.Quotes, link{spanHref(c.Agreement, q.Provision, q.Span), q.Text})
		}
	}
	for _, p := range c.Provisions {
		text := p.Citation
		if p.Title != "" && !strings.Contains(strings.ToLower(text), strings.ToLower(p.Title)) {
			text += " – " + p.Title
		}
		if p.Page != "" {
			text += ", p. " + p.Page
		}
		v.Provisions = append(v.Provisions, link{provisionHref(c.Agreement, p.ID), text})
	}
	return v
}

// compareValue is a value of a comparison in words: a number with its unit, or
// the words that it is.
func compareValue(x compare.Value) string {
	switch n := x.Value.(type) {
	case float64:
		return valueText(x.Type, n, x.Unit, orEmpty(x.Per))
	case int:
		return valueText(x.Type, float64(n), x.Unit, orEmpty(x.Per))
	case string:
		return n
	case corpus.Date:
		return string(n)
	}
	return x.Raw
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
