package server

import (
	"maps"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/gin-gonic/gin"

	"github.com/clausebook/clausebook/compare"
	"github.com/clausebook/clausebook/corpus"
)

type comparePage struct {
	page
	Topic        string // what is compared, in words
	Chosen       bool
	Words        string
	Groups       []topicGroup
	Agreements   []option
	Narrowed     bool // only some agreements are compared
	Cells        []cellView
	Related      []link
	Warnings     []string
	FalseFriends []string
	Elsewhere    string // the topic's name in another scheme
	Group        *link  // all topics of the group
	Text         *link  // the words side by side
	Exports      []link
}

type topicGroup struct {
	Name   string
	Href   string // all topics of it, as a matrix
	Topics []topicLink
}

type topicLink struct {
	option
	Href  string
	Words string // what it is called elsewhere, for those who type
}

type cellView struct {
	Href, Agreement, Full, Term string
	Badges                      []badge
	State, StateText, Tone      string
	Heading, Note               string
	Values                      []valueGroup
	Quotes                      []link
	More                        []link // further quotes
	Provisions                  []placeView
	Warnings                    []string
}

type placeView struct {
	link
	Why string // it was chosen
}

// A valueGroup is the values under one label: those in force first.
type valueGroup struct {
	Label  string
	Values []valueView
	Unsure []valueView // flagged, beside values that are not
}

type valueView struct {
	Value, Quote, Href, Cite string
	Condition, Basis, Tier   string
	Heads                    []string
	Effective, Flag          string
	Superseded               string // address of what supersedes it
	Override                 *overrideView
	Day                      string // address of the definition of "day" that was applied
	OCR                      bool
}

type overrideView struct{ Href, Text, Quote string }

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
	v := comparePage{page: s.page("Compare", "compare"), Chosen: asked != "", Narrowed: len(ids) > 0}
	v.Agreements = agreementOptions(infos, func(id string) bool { return slices.Contains(ids, id) })
	v.Groups = s.groups("", ids)
	if asked == "" {
		return s.sendPage(c, "compare", v)
	}
	answer, err := s.compare(c, asked, ids)
	if err != nil {
		return err
	}
	s.viewComparison(&v, asked, ids, answer, aboutOf(infos))
	return s.sendPage(c, "compare", v)
}

func aboutOf(infos []AgreementInfo) map[string]AgreementInfo {
	about := map[string]AgreementInfo{}
	for _, a := range infos {
		about[a.ID] = a
	}
	return about
}

func (s *Server) viewComparison(v *comparePage, asked string, ids []string, answer compare.Comparison, about map[string]AgreementInfo) {
	v.Topic = answer.Topic.Label
	if v.Topic == "" {
		v.Topic = asked
	}
	v.Groups = s.groups(answer.Topic.ID, ids) // words may have been the name of a topic
	if answer.Topic.ID == "" {
		v.Words = asked
	}
	v.Title = v.Topic + " – Compare"
	v.Warnings, v.FalseFriends, v.Elsewhere = named(answer.Warnings, about), answer.Topic.FalseFriends, answer.Topic.WageIndicator
	if answer.Topic.Group != "" {
		v.Group = &link{matrixHref(answer.Topic.Group, ids, false), answer.Topic.Group}
	}
	var clauses []string
	for _, cell := range answer.Cells {
		v.Cells = append(v.Cells, s.viewCell(cell, about[cell.Agreement]))
		if cell.State == compare.Stated && len(cell.Provisions) > 0 && len(clauses) < maxSides {
			clauses = append(clauses, cell.Agreement+"/"+cell.Provisions[0].ID)
		}
	}
	if len(clauses) > 1 {
		v.Text = &link{"/compare/text?" + url.Values{"clause": clauses}.Encode(), "Their words side by side"}
	}
	for _, r := range answer.Related {
		text := placeText(r.Citation, r.Title)
		v.Related = append(v.Related, link{provisionHref(r.Agreement, r.ID), text + " (" + shortName(about[r.Agreement].Title, r.Agreement) + ")"})
	}
	data := url.Values{"topic": {asked}}
	if len(ids) > 0 {
		data.Set("agreements", strings.Join(ids, ","))
	}
	v.Exports = exports("/compare", data)
}

// named is warnings with the agreements' names for their ids.
func named(warnings []string, about map[string]AgreementInfo) []string {
	out := slices.Clone(warnings)
	for k := range out {
		for id, a := range about {
			if name := shortName(a.Title, id); name != id {
				out[k] = strings.ReplaceAll(out[k], id, "“"+name+"”")
			}
		}
	}
	return out
}

// exports lists the forms that an answer of the interface is had in.
func exports(path string, query url.Values) []link {
	labels := map[string]string{"xlsx": "Excel", "docx": "Word", "csv": "CSV", "html": "HTML", "json": "JSON"}
	var out []link
	for _, form := range []string{"docx", "xlsx", "csv", "html", "json"} {
		if !slices.Contains(forms(), form) {
			continue
		}
		q := maps.Clone(query)
		if form != "json" {
			q.Set("format", form)
		}
		out = append(out, link{apiPrefix + path + "?" + q.Encode(), labels[form]})
	}
	return out
}

// groups are the topics to choose from, in the order of their data.
func (s *Server) groups(chosen string, agreements []string) []topicGroup {
	var out []topicGroup
	place := map[string]int{}
	for _, t := range s.Topics {
		k, ok := place[t.Group]
		if !ok {
			k = len(out)
			place[t.Group] = k
			out = append(out, topicGroup{Name: capital(t.Group), Href: matrixHref(t.Group, agreements, false)})
		}
		q := url.Values{"topic": {t.ID}}
		if len(agreements) > 0 {
			q.Set("agreements", strings.Join(agreements, ","))
		}
		out[k].Topics = append(out[k].Topics, topicLink{option{t.ID, t.Label, t.ID == chosen}, "/compare?" + q.Encode(),
			strings.ToLower(strings.Join(append(append([]string{t.Label}, t.Names...), t.Synonyms...), " · "))})
	}
	return out
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func placeText(citation, title string) string {
	if title != "" && !strings.Contains(strings.ToLower(citation), strings.ToLower(title)) {
		return citation + " – " + title
	}
	return citation
}

// stateText is the state of a cell in words, and how it is coloured.
func stateText(state compare.State) (text, tone string) {
	switch state {
	case compare.Stated:
		return "stated", "good"
	case compare.Silent:
		return "silent", "bad"
	case compare.ContentsOnly:
		return "only in the contents list", "warn"
	case compare.OutsideExcerpt:
		return "outside this excerpt", "warn"
	}
	return string(state), "warn"
}

// quotesShown is how many quotes of a cell are shown at once; the others are
// opened by a click.
const quotesShown = 2

func (s *Server) viewCell(c compare.Cell, about AgreementInfo) cellView {
	v := cellView{Href: agreementHref(c.Agreement), Agreement: shortName(about.Title, c.Agreement), State: string(c.State),
		Term: termText(about.Effective, about.Expires), Badges: s.badgesOf(about), Heading: c.Heading, Note: c.Note, Warnings: c.Warnings}
	if v.Agreement != about.Title {
		v.Full = about.Title
	}
	v.StateText, v.Tone = stateText(c.State)
	if strings.IndexFunc(v.Heading, unicode.IsLetter) < 0 || len(strings.Trim(v.Heading, " .():")) < 3 {
		v.Heading = "" // a bare "B." is no name
	}
	v.Values = valueGroups(c)
	for _, q := range c.Quotes {
		// A value's own quote is shown with the value.
		if slices.ContainsFunc(c.Values, func(x compare.Value) bool { return x.Quote == q.Text }) ||
			slices.ContainsFunc(append(v.Quotes, v.More...), func(l link) bool { return l.Text == q.Text }) {
			continue
		}
		l := link{spanHref(c.Agreement, q.Provision, q.Span), q.Text}
		if len(v.Quotes) < quotesShown {
			v.Quotes = append(v.Quotes, l)
		} else {
			v.More = append(v.More, l)
		}
	}
	for _, p := range c.Provisions {
		text := placeText(p.Citation, p.Title)
		if p.Page != "" {
			text += ", p. " + p.Page
		}
		v.Provisions = append(v.Provisions, placeView{link{provisionHref(c.Agreement, p.ID), text}, p.Reason})
	}
	return v
}

// valueGroups puts the values of a cell under their labels, in their order;
// within a label those that still hold come first.
func valueGroups(c compare.Cell) []valueGroup {
	var out []valueGroup
	for _, x := range c.Values {
		view := viewValue(c.Agreement, x)
		k := slices.IndexFunc(out, func(g valueGroup) bool { return g.Label == x.Label })
		if k < 0 {
			k = len(out)
			out = append(out, valueGroup{Label: x.Label})
		}
		// Two numbers of one sentence may say the same; once is enough here.
		same := func(y valueView) bool {
			return y.Value == view.Value && y.Quote == view.Quote && y.Condition == view.Condition && slices.Equal(y.Heads, view.Heads)
		}
		if !slices.ContainsFunc(out[k].Values, same) {
			out[k].Values = append(out[k].Values, view)
		}
	}
	for k := range out {
		g := &out[k]
		slices.SortStableFunc(g.Values, func(x, y valueView) int { return old(x) - old(y) })
		flagged := func(x valueView) bool { return x.Flag != "" }
		if slices.ContainsFunc(g.Values, func(x valueView) bool { return !flagged(x) }) {
			for _, x := range g.Values {
				if flagged(x) {
					g.Unsure = append(g.Unsure, x)
				}
			}
			g.Values = slices.DeleteFunc(g.Values, flagged)
		}
	}
	return out
}

func old(v valueView) int {
	if v.Superseded != "" {
		return 1
	}
	return 0
}

func viewValue(agreement string, x compare.Value) valueView {
	v := valueView{Value: compareValue(x), Quote: x.Quote, Href: spanHref(agreement, x.Provision, x.Span), Cite: x.Citation,
		Condition: orEmpty(x.Condition), Basis: orEmpty(x.Basis), Heads: x.Heads, Effective: orEmpty(x.Effective), Flag: orEmpty(x.Flag), OCR: x.OCR}
	if x.Page != "" {
		v.Cite += ", p. " + x.Page
	}
	if x.Tier != nil {
		v.Tier = tierText(*x.Tier)
	}
	if x.SupersededBy != nil {
		v.Superseded = provisionHref(agreement, *x.SupersededBy)
	}
	if x.DefinedBy != nil {
		v.Day = provisionHref(agreement, *x.DefinedBy)
	}
	if o := x.OverriddenBy; o != nil {
		v.Override = &overrideView{spanHref(agreement, o.Provision, o.Span), o.Raw + ", " + o.Citation, o.Quote}
	}
	return v
}

// tierText is a range of years of service in words.
func tierText(t compare.Tier) string {
	from := valueText(corpus.Count, t.From, "", "")
	if t.To == nil {
		return "from " + from + " years"
	}
	return "from " + from + " to under " + valueText(corpus.Count, *t.To, "", "") + " years"
}

// compareValue is a value of a comparison in words: a number with its unit, or
// the words that it is.
func compareValue(x compare.Value) string {
	bound := orEmpty(x.Bound)
	if bound != "" {
		bound += " "
	}
	switch n := x.Value.(type) {
	case float64:
		return bound + valueText(x.Type, n, x.Unit, orEmpty(x.Per))
	case int:
		return bound + valueText(x.Type, float64(n), x.Unit, orEmpty(x.Per))
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
