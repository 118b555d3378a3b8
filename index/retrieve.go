package index

import (
	"context"
	"fmt"
	"slices"

	"github.com/blevesearch/bleve/v2"
	bleveq "github.com/blevesearch/bleve/v2/search/query"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/index/query"
)

// candidates is how many of the engine's best are read closely. On five
// agreements the right answer was among the first 60 for every judged query
// that it was found for at all.
const candidates = 200

// Weights of the fields in the engine's first choice: a title says what a
// provision is about, the titles above it what it is a part of.
const (
	titleBoost = 4.0
	pathBoost  = 1.0
	textBoost  = 1.0
	topicBoost = 6.0
)

func termIn(field, term string, boost float64) bleveq.Query {
	t := bleveq.NewTermQuery(term)
	t.SetField(field)
	t.SetBoost(boost)
	return t
}

func stemQuery(stem string) bleveq.Query {
	return bleveq.NewDisjunctionQuery([]bleveq.Query{termIn(fieldText, stem, 1), termIn(fieldTitle, stem, 1)})
}

// engineQuery is the search as the engine is asked it; nil if there is nothing
// to ask for.
func (s *search) engineQuery(filter bleveq.Query) bleveq.Query {
	var should []bleveq.Query
	for _, a := range s.alternatives {
		weight := 0.0
		for _, k := range a.covers {
			weight += s.asked[k].weight
		}
		if weight <= 0 {
			continue
		}
		boost := a.strength * weight / s.total
		for _, f := range []struct {
			name  string
			boost float64
		}{{fieldTitle, titleBoost}, {fieldPath, pathBoost}, {fieldText, textBoost}} {
			if len(a.run) == 1 {
				should = append(should, termIn(f.name, a.run[0], boost*f.boost))
				continue
			}
			var all []bleveq.Query
			for _, w := range a.run {
				all = append(all, termIn(f.name, w, boost*f.boost/float64(len(a.run))))
			}
			should = append(should, bleveq.NewConjunctionQuery(all))
		}
	}
	for _, m := range s.meant {
		should = append(should, termIn(fieldTopic, m.subject.topic.ID, topicBoost*m.strength))
	}
	q := bleveq.NewBooleanQuery(nil, nil, nil)
	for _, c := range s.where {
		if e := c.engine(anywhere); e.q != nil {
			q.AddFilter(e.q)
		}
	}
	switch {
	case len(should) > 0:
		q.AddShould(should...)
		if !s.strict() {
			q.SetMinShould(1)
		}
	case !s.strict() && len(s.query.Filters) == 0:
		return nil
	}
	if s.strict() || len(should) == 0 {
		q.AddMust(boosted(bleve.NewMatchAllQuery(), 1e-6))
	}
	if filter != nil {
		q.AddFilter(filter)
	}
	return q
}

func boosted(q *bleveq.MatchAllQuery, boost float64) bleveq.Query {
	q.SetBoost(boost)
	return q
}

// strict reports whether the conditions alone say what is found: words then
// rank it and leave nothing out.
func (s *search) strict() bool {
	return slices.ContainsFunc(s.where, (*condition).asksFor)
}

// filter is what the engine is to leave out; nil if nothing, false if that is
// everything.
func (g *generation) filter(s *search) (bleveq.Query, bool) {
	var must []bleveq.Query
	levels := []level{answer, group, listed}
	if slices.ContainsFunc(s.query.Where, asksForInner) {
		levels = append(levels, inner)
	}
	for _, f := range s.query.Filters {
		switch f.Field {
		case query.ByKind:
			must = append(must, termIn(fieldKind, f.Value, 1))
			if k := corpus.Kind(f.Value); k == corpus.Subsection || k == corpus.Paragraph {
				levels = []level{answer, inner}
			}
		case query.ByTopic:
			must = append(must, termIn(fieldTopic, f.Value, 1))
		case query.ByArticle:
			must = append(must, termIn(fieldArticle, articleNumber(f.Value), 1))
		}
	}
	var any []bleveq.Query
	for _, l := range levels {
		any = append(any, termIn(fieldLevel, string(l), 1))
	}
	must = append(must, bleveq.NewDisjunctionQuery(any))
	allowed := g.filtered(s.query.Filters)
	if s.agreements != nil {
		if allowed == nil {
			allowed = s.agreements
		} else {
			allowed = slices.DeleteFunc(slices.Clone(allowed), func(id string) bool { return !slices.Contains(s.agreements, id) })
		}
	}
	if allowed != nil {
		if len(allowed) == 0 {
			return nil, false
		}
		must = append(must, inAgreements(allowed))
	}
	return bleveq.NewConjunctionQuery(must), true
}

// asksForInner reports whether e asks for subsections or paragraphs by name.
func asksForInner(e query.Expr) bool {
	kind := corpus.Kind(e.Text)
	return e.Op == query.Only && e.Field == query.ByKind && (kind == corpus.Subsection || kind == corpus.Paragraph) ||
		slices.ContainsFunc(e.Args, asksForInner)
}

func inAgreements(ids []string) bleveq.Query {
	var any []bleveq.Query
	for _, id := range ids {
		any = append(any, termIn(fieldAgreement, id, 1))
	}
	return bleveq.NewDisjunctionQuery(any)
}

// count is the number of documents that q finds, in those agreements only if
// ids is not nil.
func (g *generation) count(q bleveq.Query, ids []string) (uint64, error) {
	if ids != nil {
		q = bleveq.NewConjunctionQuery([]bleveq.Query{q, inAgreements(ids)})
	}
	req := bleve.NewSearchRequestOptions(q, 0, 0, false)
	req.Score = "none"
	found, err := g.engine.Search(req)
	if err != nil {
		return 0, fmt.Errorf("count: %w", err)
	}
	return found.Total, nil
}

// A candidate is a passage that the engine found.
type candidate struct {
	key     string
	engine  float64 // its score
	order   int     // its place among what the engine found
	passage *passage
	match   match
	score   float64
	similar []query.Similar
}

// examined is how many of the engine's best are looked at where conditions
// decide what is found.
const examined = 2000

// retrieve finds candidates, the engine's best first, and holds them to the
// conditions.
func (g *generation) retrieve(ctx context.Context, s *search, filter bleveq.Query) error {
	q := s.engineQuery(filter)
	if q == nil {
		return nil
	}
	limit := candidates
	if len(s.where) > 0 || len(s.asked) == 0 {
		limit = examined
	}
	req := bleve.NewSearchRequestOptions(q, limit, 0, false)
	found, err := g.engine.SearchInContext(ctx, req)
	if err != nil {
		return fmt.Errorf("search: %w", err)
	}
	s.more = limit == examined && found.Total > examined
	for n, h := range found.Hits {
		p, err := s.reader.passage(ctx, h.ID)
		if ctx.Err() != nil {
			return fmt.Errorf("search: %w", ctx.Err())
		}
		if err != nil {
			s.missing(h.ID, err)
			continue
		}
		// A passage that is not there: the library has changed since.
		if p == nil || slices.ContainsFunc(s.where, func(c *condition) bool { return !c.holds(p, anywhere) }) {
			continue
		}
		s.found = append(s.found, candidate{key: h.ID, engine: h.Score, order: n, passage: p})
	}
	return nil
}
