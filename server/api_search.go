package server

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/index/query"
)

// fields lists what a search can be narrowed by.
func fields() []query.Field { return query.Fields() }

func (s *Server) apiSearch(c *gin.Context) error {
	p := readParams(c)
	r := searchRequest(p, p.required)
	if err := p.err(); err != nil {
		return err
	}
	answer, err := s.search(c, r)
	if err != nil {
		return err
	}
	same := answer
	same.TookMS = 0
	return s.sendTagged(c, answer, same)
}

// searchRequest reads what a search is asked with; text reads the question.
func searchRequest(p *params, text func(name string) string) query.Request {
	r := query.Request{Text: text("q")}
	w := p.window(10, maxLimit)
	r.Limit, r.Offset = w.limit, w.offset
	r.Cursor = p.text("cursor")
	r.Sort = query.Sort(p.oneOf("sort", sorts()...))
	r.Facets, r.Explain = p.flag("facets"), p.flag("explain")
	r.NoExpand, r.NoCorrect = !p.flagOr("expand", true), !p.flagOr("correct", true)
	r.NotFor = p.all("not_for")
	r.MaxTokens = p.number("max_tokens", 0, 1, maxPackTokens)
	r.Encoding = query.Encoding(p.oneOf("encoding", string(query.Cl100k), string(query.O200k)))
	for _, f := range p.all("filter") {
		name, value, ok := strings.Cut(f, ":")
		if !ok || strings.TrimSpace(value) == "" || !slices.Contains(fields(), query.Field(name)) {
			p.fault("filter", fmt.Sprintf("%q: want FIELD:VALUE with a field of %s", clip(f, 60), joinFields()))
			continue
		}
		r.Filters = append(r.Filters, query.Filter{Field: query.Field(name), Value: strings.TrimSpace(value)})
	}
	for _, f := range fields() {
		for _, v := range p.all(string(f)) {
			r.Filters = append(r.Filters, query.Filter{Field: f, Value: v})
		}
	}
	for _, f := range r.Filters {
		switch f.Field {
		case query.InForce:
			if _, _, ok := query.Dates(f.Value); !ok {
				p.fault(string(f.Field), "want a date like 2026-11-22, a month like 2026-11 or a year")
			}
		case query.ByKind:
			if !slices.Contains(corpus.Kinds(), corpus.Kind(f.Value)) {
				p.fault(string(f.Field), "no such kind of provision; want one of "+joinKinds())
			}
		}
	}
	return r
}

// maxPackTokens is the largest budget of tokens: what the largest of models take.
const maxPackTokens = 1_000_000

func sorts() []string {
	var out []string
	for _, s := range query.Sorts() {
		out = append(out, string(s))
	}
	return out
}

func (s *Server) apiSuggest(c *gin.Context) error {
	p := readParams(c)
	text := p.required("q")
	limit := p.number("limit", 8, 1, 20)
	if err := p.err(); err != nil {
		return err
	}
	suggestions, err := s.Searcher.Suggest(c.Request.Context(), text, limit)
	if err != nil {
		return err
	}
	return s.sendJSON(c, suggestionList{list(suggestions)})
}

type suggestionList struct {
	Suggestions []query.Suggestion `json:"suggestions"`
}

func joinFields() string {
	var names []string
	for _, f := range fields() {
		names = append(names, string(f))
	}
	return strings.Join(names, ", ")
}

func joinKinds() string {
	var names []string
	for _, k := range corpus.Kinds() {
		names = append(names, string(k))
	}
	return strings.Join(names, ", ")
}

// search asks the searcher, having checked that the agreements and topics that
// narrow the search exist: a name that is misspelt must not look like an
// agreement that is silent. Lists that it left nil become empty, since the
// public form has no null lists.
func (s *Server) search(c *gin.Context, r query.Request) (query.Answer, error) {
	if err := s.checkFilters(c, r.Filters); err != nil {
		return query.Answer{}, err
	}
	start := time.Now()
	answer, err := s.Searcher.Search(c.Request.Context(), r)
	if errors.Is(err, query.ErrCursor) {
		return answer, fieldErrors{{"cursor", "is not one that a search gave"}}
	}
	if err != nil {
		return answer, err
	}
	if answer.TookMS == 0 {
		answer.TookMS = float64(time.Since(start).Microseconds()) / 1000
	}
	hits := make([]query.Hit, 0, len(answer.Hits))
	for _, h := range answer.Hits {
		h.Snippets, h.Similar = list(h.Snippets), list(h.Similar)
		h.Snippets = slices.Clone(h.Snippets)
		for i := range h.Snippets {
			h.Snippets[i].Matches = list(h.Snippets[i].Matches)
		}
		hits = append(hits, h)
	}
	answer.Hits = hits
	return answer, nil
}

func (s *Server) checkFilters(c *gin.Context, filters []query.Filter) error {
	for _, f := range filters {
		switch f.Field {
		case query.ByAgreement:
			if err := s.checkAgreements(c, []string{f.Value}); err != nil {
				return err
			}
		case query.ByTopic:
			if !slices.ContainsFunc(s.Topics, func(t corpus.Topic) bool { return t.ID == f.Value }) {
				return fmt.Errorf("topic %.80q: %w", f.Value, ErrNotFound)
			}
		}
	}
	return nil
}

// checkAgreements says which of the ids is not in the library.
func (s *Server) checkAgreements(c *gin.Context, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	infos, err := s.Library.Agreements(c.Request.Context())
	if err != nil {
		return err
	}
	for _, id := range ids {
		if !slices.ContainsFunc(infos, func(a AgreementInfo) bool { return a.ID == id }) {
			return fmt.Errorf("agreement %.80q: %w", id, ErrNotFound)
		}
	}
	return nil
}

// list is l, or an empty list for nil.
func list[T any](l []T) []T {
	if l == nil {
		return []T{}
	}
	return l
}

func (s *Server) apiTopics(c *gin.Context) error {
	p := readParams(c)
	w := p.window(maxLimit, 1000)
	if err := p.err(); err != nil {
		return err
	}
	page := listPage[corpus.Topic]{Total: len(s.Topics), Limit: w.limit, Offset: w.offset, Items: []corpus.Topic{}}
	for _, t := range cut(w, s.Topics) {
		t.Names = list(t.Names)
		page.Items = append(page.Items, t)
	}
	return s.sendJSON(c, page)
}
