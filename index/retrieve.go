package index

import (
	"cmp"
	"context"
	"fmt"
	"slices"

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

// wanted is what the engine is asked for: the passages that meet the lookup and,
// unless all is set, are scored by some clause. ok is false if there is nothing
// to ask for.
func (s *search) wanted(filter *lookup) (meet *lookup, all, ok bool) {
	var parts []*lookup
	for _, c := range s.where {
		if e := c.engine(anywhere); e.q != nil {
			parts = append(parts, e.q)
		}
	}
	if filter != nil {
		parts = append(parts, filter)
	}
	if len(parts) > 0 {
		meet = allOf(parts...)
	}
	switch {
	case s.strict(): // the conditions choose, the words only rank
		return meet, true, true
	case len(s.alternatives)+len(s.meant) > 0:
		return meet, false, true
	}
	return meet, true, len(s.query.Filters)+len(s.where) > 0
}

// strict reports whether the conditions alone say what is found: words then
// rank it and leave nothing out.
func (s *search) strict() bool {
	return slices.ContainsFunc(s.where, (*condition).asksFor)
}

// filter is what the engine is to leave out; nil if nothing, false if that is
// everything.
func (g *generation) filter(s *search) (*lookup, bool) {
	var must []*lookup
	for _, f := range s.query.Filters {
		switch f.Field {
		case query.ByKind:
			if !isInnerKind(f.Value) { // those are looked for in what is found
				must = append(must, termIn(fieldKind, f.Value))
			}
		case query.ByTopic:
			must = append(must, termIn(fieldTopic, f.Value))
		case query.ByArticle:
			must = append(must, termIn(fieldArticle, articleNumber(f.Value)))
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
	return allOf(must...), true
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

// comparesValues reports whether a condition asks for a value.
func (s *search) comparesValues() bool {
	var inside func(c *condition) bool
	inside = func(c *condition) bool { return c.op == query.Compare || slices.ContainsFunc(c.args, inside) }
	return slices.ContainsFunc(s.where, inside)
}

func inAgreements(ids []string) *lookup {
	any := make([]*lookup, len(ids))
	for i, id := range ids {
		any[i] = termIn(fieldAgreement, id)
	}
	return anyOf(any...)
}

// A candidate is a passage that the engine found.
type candidate struct {
	key     string
	engine  float64 // its score
	order   int     // its place among what the engine found
	passage *passage
	seen    sighting
	match   match
	read    bool // match is of it
	score   float64
	similar []query.Similar
}

// examined is how many of the engine's best are looked at where conditions
// decide what is found.
const examined = 1000

// extent is how many hits are wanted and how many passages may be looked at for
// them: more where the conditions decide what is found, and it is to be counted,
// or put into another order, or where the page that is asked for begins far down.
// Where it takes a close look to tell what meets the conditions, more are looked
// at; in a large library only until enough are found.
func (s *search) extent(documents uint64, exact bool) (want, look int) {
	s.closely = candidates
	if documents > large {
		s.closely = candidatesOfMany
	}
	want = s.closely
	switch {
	case len(s.where) == 0 && len(s.asked) > 0:
		return want, want
	case s.request.Facets || s.request.Sort != "" || len(s.asked) == 0 || !exact && documents <= large:
		want = examined
	default:
		from := s.request.Offset
		if s.from != nil {
			from = s.from.N
		}
		if to := from + cmp.Or(s.request.Limit, defaultLimit); to >= want {
			want = min(2*to, examined) // some may be folded into others
		}
	}
	if exact {
		return want, want
	}
	return want, examined
}

// retrieve finds candidates, the engine's best first, and holds them to the
// conditions.
func (g *generation) retrieve(ctx context.Context, s *search, filter *lookup) error {
	meet, all, ok := s.wanted(filter)
	if !ok {
		return nil
	}
	exact := !slices.ContainsFunc(s.where, func(c *condition) bool { return !c.engine(anywhere).exact })
	want, look := s.extent(g.meta.Documents, exact)
	reader := g.lists.reader()
	defer reader.release()
	best, total, err := reader.choose(s.clauses(), meet, all, look)
	if err != nil {
		return fmt.Errorf("search: %w", err)
	}
	inside, values := s.asksForInner(), s.comparesValues()
	looked := 0
	for n, x := range best {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("search: %w", err)
		}
		if len(s.found) >= want && !exact {
			break
		}
		looked++
		var p *passage
		err := g.lists.record(x.number, func(key, record []byte) (err error) {
			p, err = decodePassage(&s.words, string(key), record, values)
			return err
		})
		if err != nil {
			return fmt.Errorf("search: %w", err)
		}
		p.lists, p.number = g.lists, x.number
		list := []*passage{p}
		if inside {
			below, err := g.below(s, p)
			if err != nil {
				return fmt.Errorf("search: %w", err)
			}
			list = slices.DeleteFunc(append(list, below...), func(p *passage) bool { return !passes(p, s.query.Filters, s.subjects) })
		}
		for _, p := range list {
			if exact && !inside || !slices.ContainsFunc(s.where, func(c *condition) bool { return !c.holds(p, anywhere) }) {
				s.found = append(s.found, candidate{key: p.key, engine: float64(x.score), order: n, passage: p})
			}
		}
	}
	s.beyond = total > looked
	s.more = s.beyond && (s.strict() || len(s.asked) == 0)
	return nil
}
