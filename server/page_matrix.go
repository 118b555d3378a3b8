package server

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/clausebook/clausebook/compare"
)

type matrixPage struct {
	page
	Headline   string
	Groups     []option
	Group      string
	Topics     []string // chosen by id; empty: those of the group
	Agreements []option
	Only       bool   // only rows that differ
	Toggle     string // the same, the other way
	Columns    []columnView
	Rows       []matrixRow
	Same       int // rows left out since all say the same
	Warnings   []string
	Exports    []link
}

type columnView struct {
	Href, Name, Full, Term string
	Badges                 []badge
}

type matrixRow struct {
	Href, Topic string
	Cells       []matrixCell
}

// A matrixCell is a cell in short: its first value or its state, and the rest to
// be opened.
type matrixCell struct {
	Agreement              string
	State, StateText, Tone string
	Values                 []valueView
	More                   int // further values, on the topic's own page
	Label                  string
	Place                  *link
	Quote, QuoteHref       string
	Note                   string
}

// matrixHref is the matrix of a group of topics.
func matrixHref(group string, agreements []string, only bool) string {
	q := url.Values{}
	if group != "" {
		q.Set("group", group)
	}
	if len(agreements) > 0 {
		q.Set("agreements", strings.Join(agreements, ","))
	}
	if only {
		q.Set("differences", "true")
	}
	return "/compare/matrix?" + q.Encode()
}

// matrixValues is how many values of a cell the matrix shows.
const matrixValues = 3

func (s *Server) pageMatrix(c *gin.Context) error {
	p := readParams(c)
	req := compare.MatrixRequest{Topics: p.list("topics"), Group: p.text("group"), Agreements: p.list("agreements")}
	only := p.flag("differences")
	if err := p.err(); err != nil {
		return err
	}
	infos, err := s.Library.Agreements(c.Request.Context())
	if err != nil {
		return err
	}
	// Every topic at once is a long page: it is had as a file.
	if len(req.Topics) == 0 && req.Group == "" && len(s.Topics) > 0 {
		req.Group = s.Topics[0].Group
	}
	m, err := s.matrix(c, req)
	if err != nil {
		return err
	}
	about := aboutOf(infos)
	v := matrixPage{page: s.page("Topics by agreements", "compare"), Group: req.Group, Topics: req.Topics, Only: only, Warnings: named(m.Warnings, about)}
	v.Headline = capital(req.Group)
	if v.Headline == "" {
		v.Headline = plural(len(m.Rows), "topic", "topics")
	}
	v.Title = v.Headline + " – Compare"
	v.Agreements = agreementOptions(infos, func(id string) bool { return slices.Contains(req.Agreements, id) })
	for _, t := range s.Topics {
		if !slices.ContainsFunc(v.Groups, func(o option) bool { return o.Value == t.Group }) {
			v.Groups = append(v.Groups, option{t.Group, capital(t.Group), t.Group == req.Group})
		}
	}
	for _, col := range m.Columns {
		a := about[col.Agreement]
		v.Columns = append(v.Columns, columnView{agreementHref(col.Agreement), shortName(a.Title, a.ID), a.Title, termText(a.Effective, a.Expires), s.badgesOf(a)})
	}
	for _, row := range m.Rows {
		if only && alike(row) {
			v.Same++
			continue
		}
		v.Rows = append(v.Rows, s.matrixRow(row, req.Agreements, about))
	}
	query := url.Values{}
	for name, all := range map[string][]string{"topics": req.Topics, "agreements": req.Agreements} {
		if len(all) > 0 {
			query.Set(name, strings.Join(all, ","))
		}
	}
	if req.Group != "" {
		query.Set("group", req.Group)
	}
	v.Exports = exports("/matrix", query)
	toggle := maps.Clone(query)
	if !only {
		toggle.Set("differences", "true")
	}
	v.Toggle = "/compare/matrix?" + toggle.Encode()
	return s.sendPage(c, "matrix", v)
}

func (s *Server) matrixRow(row compare.MatrixRow, agreements []string, about map[string]AgreementInfo) matrixRow {
	q := url.Values{"topic": {row.Topic.ID}}
	if len(agreements) > 0 {
		q.Set("agreements", strings.Join(agreements, ","))
	}
	out := matrixRow{Href: "/compare?" + q.Encode(), Topic: row.Topic.Label}
	for _, cell := range row.Cells {
		x := matrixCell{Agreement: shortName(about[cell.Agreement].Title, cell.Agreement), State: string(cell.State), Note: cell.Note}
		x.StateText, x.Tone = stateText(cell.State)
		if len(cell.Provisions) > 0 {
			p := cell.Provisions[0]
			text := p.Citation
			if p.Page != "" {
				text += ", p. " + p.Page
			}
			x.Place = &link{provisionHref(cell.Agreement, p.ID), text}
		}
		groups := valueGroups(cell)
		for k, g := range groups {
			for i, value := range g.Values {
				if k == 0 && i < matrixValues {
					x.Label = g.Label
					x.Values = append(x.Values, value)
				} else {
					x.More++
				}
			}
			x.More += len(g.Unsure)
		}
		if len(x.Values) == 0 && len(cell.Quotes) > 0 {
			x.Quote, x.QuoteHref = cell.Quotes[0].Text, spanHref(cell.Agreement, cell.Quotes[0].Provision, cell.Quotes[0].Span)
		}
		out.Cells = append(out.Cells, x)
	}
	return out
}

// alike reports whether every cell of a row says the same: the same state, and
// where they state values the same values in force. Cells that state words alone
// are never the same for sure.
func alike(row compare.MatrixRow) bool {
	key := func(c compare.Cell) string {
		if c.State != compare.Stated {
			return string(c.State)
		}
		var all []string
		for _, x := range c.Values {
			if x.SupersededBy == nil {
				all = append(all, x.Label+"\x00"+compareValue(x)+"\x00"+orEmpty(x.Condition))
			}
		}
		if len(all) == 0 {
			return "words of " + c.Agreement
		}
		slices.Sort(all)
		return strings.Join(slices.Compact(all), "\x01")
	}
	for _, c := range row.Cells[min(1, len(row.Cells)):] {
		if key(c) != key(row.Cells[0]) {
			return false
		}
	}
	return true
}
