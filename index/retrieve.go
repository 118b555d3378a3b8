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
const candidates = 120

// Of a large library half as many are: there the engine's best are better, for
// more of them are good, and each costs time.
const (
	large            = 20_000
	candidatesOfMany = 60
)

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
	musts := 0
	var filters []bleveq.Query // one query has one filter
	for _, c := range s.where {
		e := c.engine(anywhere)
		switch {
		case e.q == nil:
		case c.asksFor():
			q.AddMust(e.q)
			musts++
		default:
			filters = append(filters, e.q)
		}
	}
	switch {
	case musts > 0: // they choose, and rank well enough for what is read closely
	case len(should) > 0 && !s.strict():
		q.AddShould(should...)
		q.SetMinShould(1)
	case s.strict() || len(s.query.Filters) > 0:
		q.AddMust(boosted(bleve.NewMatchAllQuery(), 1e-6))
	default:
		return nil
	}
	if filter != nil {
		filters = append(filters, filter)
	}
	if len(filters) > 0 {
		q.AddFilter(bleveq.NewConjunctionQuery(filters))
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
	for _, f := range s.query.Filters {
		switch f.Field {
		case query.ByKind:
			if !isInnerKind(f.Value) { // those are looked for in what is found
				must = append(must, termIn(fieldKind, f.Value, 1))
			}
		case query.ByTopic:
			must = append(must, termIn(fieldTopic, f.Value, 1))
		case query.ByArticle:
			must = append(must, termIn(fieldArticle, articleNumber(f.Value), 1))
		}
	}
	allowed := g.filtered(s.query.Filters)
	if s.agreements != nil {
		if allowed == nil {
			allowed = s.agreements
		} else {
			allowed = slices.DeleteFunc(slices.Clone(allowed), func(id string) bool { return !slices.Contains(s.agreements, id) })
		}
	}
	allowed = g.less(allowed, g.leftOut(s))
	if allowed != nil {
		if len(allowed) == 0 {
			return nil, false
		}
		must = append(must, inAgreements(allowed))
	}
	if len(must) == 0 {
		return nil, true
	}
	return bleveq.NewConjunctionQuery(must), true
}

func isInnerKind(kind string) bool {
	return kind == string(corpus.Subsection) || kind == string(corpus.Paragraph)
}

// asksForInner reports whether the query asks for subsections or paragraphs by
// name. The engine does not have them: their words are their sections'.
func (s *search) asksForInner() bool {
	var inside func(e query.Expr) bool
	inside = func(e query.Expr) bool {
		return e.Op == query.Only && e.Field == query.ByKind && isInnerKind(e.Text) || slices.ContainsFunc(e.Args, inside)
	}
	return slices.ContainsFunc(s.query.Where, inside) ||
		slices.ContainsFunc(s.query.Filters, func(f query.Filter) bool { return f.Field == query.ByKind && isInnerKind(f.Value) })
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
	read    bool // match is of it
	score   float64
	similar []query.Similar
}

// examined is how many of the engine's best are looked at where conditions
// decide what is found.
const examined = 1000

// retrieve finds candidates, the engine's best first, and holds them to the
// conditions.
func (g *generation) retrieve(ctx context.Context, s *search, filter bleveq.Query) error {
	q := s.engineQuery(filter)
	if q == nil {
		return nil
	}
	// What only the conditions can tell is asked of more, and so is what is to be
	// counted or put into another order.
	limit := candidates
	if g.meta.Documents > large {
		limit = candidatesOfMany
	}
	exact := !slices.ContainsFunc(s.where, func(c *condition) bool { return !c.engine(anywhere).exact })
	if decided := len(s.where) > 0 || len(s.asked) == 0; decided && (!exact || s.request.Facets || s.request.Sort != "" || len(s.asked) == 0) {
		limit = examined
	}
	req := bleve.NewSearchRequestOptions(q, limit, 0, false)
	req.Fields = []string{fieldRecord}
	found, err := g.engine.SearchInContext(ctx, req)
	if err != nil {
		return fmt.Errorf("search: %w", err)
	}
	s.more = (s.strict() || len(s.asked) == 0) && found.Total > uint64(limit)
	inside := s.asksForInner()
	for n, h := range found.Hits {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("search: %w", err)
		}
		record, ok := h.Fields[fieldRecord].(string)
		if !ok {
			return fmt.Errorf("search: %s: %w", h.ID, errRecord)
		}
		p, err := decodePassage(g.words, h.ID, []byte(record))
		if err != nil {
			return fmt.Errorf("search: %s: %w", h.ID, err)
		}
		list := []*passage{p}
		if inside {
			below, err := g.below(ctx, s, p)
			if ctx.Err() != nil {
				return fmt.Errorf("search: %w", ctx.Err())
			}
			if err != nil {
				s.missing(h.ID, err)
			}
			list = slices.DeleteFunc(append(list, below...), func(p *passage) bool { return !passes(p, s.query.Filters, s.subjects) })
		}
		for _, p := range list {
			if exact && !inside || !slices.ContainsFunc(s.where, func(c *condition) bool { return !c.holds(p, anywhere) }) {
				s.found = append(s.found, candidate{key: p.key, engine: h.Score, order: n, passage: p})
			}
		}
	}
	return nil
}

// below works out the subsections and paragraphs in p.
func (g *generation) below(ctx context.Context, s *search, p *passage) ([]*passage, error) {
	if p.isEntry() {
		return nil, nil
	}
	sh, err := g.shelf.get(ctx, p.agreement)
	if err != nil {
		return nil, err
	}
	var out []*passage
	var walk func(i int)
	walk = func(i int) {
		for _, c := range sh.tree.Children(i) {
			if sh.levels[c] != inner || err != nil {
				continue
			}
			var made *passage
			if made, err = g.work(sh, provisionKey(p.agreement, sh.a.Provisions[c].ID), s.speller, s.subjects); err == nil {
				out = append(out, made)
				walk(c)
			}
		}
	}
	if _, id := cutKey(p.key); sh.tree.Find(id) >= 0 {
		walk(sh.tree.Find(id))
	}
	return out, err
}

// work works a passage out of the library, as its record would have it.
func (g *generation) work(sh *shelf, key string, sp *speller, subjects []*subject) (*passage, error) {
	a, ok := sh.passage(key, sp)
	if !ok {
		return nil, fmt.Errorf("no passage %s", key) // unreachable: the key was made of the shelf
	}
	a.weighTopics(subjects)
	d := newDictionary(nil)
	record, err := encodePassage(d, a, newPacker())
	if err != nil {
		return nil, err
	}
	return decodePassage(d, key, record)
}
