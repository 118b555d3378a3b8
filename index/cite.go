package index

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/index/query"
)

// cite answers a query that is a citation: the place meant first, in every
// agreement that has it, best reading first; then what it is a part of, then
// what is in it. It is false if the query is no citation, or is better read as
// words: "section 125 cafeteria plan", or "step 2" where nothing is numbered so.
func (ix *Index) cite(ctx context.Context, g *generation, s *search) (ok bool, err error) {
	q := &s.query
	if len(q.Phrases)+len(q.Where) > 0 || len(q.Terms) == 0 {
		return false, nil
	}
	notes := len(q.Notes)
	if text, mended := s.mendCitation(q.Terms); text != "" {
		if ok, err = ix.citeAs(ctx, g, s, text, mended); err != nil || ok && len(s.found) > 0 {
			return ok, err
		}
		q.Citation, q.Agreements, s.agreements, q.Corrections = "", nil, nil, nil
		s.query.Notes = slices.Clip(s.query.Notes[:notes])
	}
	return ix.citeAs(ctx, g, s, strings.Join(q.Terms, " "), nil)
}

// citeAs is cite for a query that reads text once mended.
func (ix *Index) citeAs(ctx context.Context, g *generation, s *search, text string, mended []query.Correction) (ok bool, err error) {
	q := &s.query
	c, err := corpus.ParseCitation(text)
	if err != nil {
		return false, nil // no citation
	}
	words := c.Agreement
	named := g.nameWords().Match(words)
	if named == nil && words != "" {
		if right, m := s.mendName(words, g.nameWords()); len(m) > 0 {
			if named = g.nameWords().Match(right); named != nil {
				mended = slices.Concat(mended, m)
			}
		}
	}
	if named != nil {
		words, c.Agreement = "", ""
	}
	notes := len(q.Notes)
	// Words that name no agreement may be the title of the place, or of what is in
	// it; else this is no citation.
	found, err := g.locate(ctx, s, c, named, words)
	if err != nil {
		return false, err
	}
	if len(found.places) == 0 && (words != "" || !plainPlace(c)) {
		q.Notes = q.Notes[:notes]
		return false, nil
	}
	q.Citation, q.Agreements, s.agreements = c.String(), named, named
	for _, m := range mended {
		s.correct(m.From, m.To)
	}
	if len(found.places) == 0 {
		s.note("no agreement here has %s", c)
	}
	seen := map[string]bool{}
	for _, list := range [][]cited{found.places, found.above, found.inside} {
		for _, x := range list {
			if k := x.key; !seen[k] {
				seen[k] = true
				s.found = append(s.found, candidate{key: k, passage: x.passage, score: x.score, order: len(s.found)})
			}
		}
	}
	slices.SortStableFunc(s.found, func(a, b candidate) int { return cmpDown(a.score, b.score) })
	return true, nil
}

// plainPlace reports whether c is a citation and can be nothing else. "Step 2"
// and "Rule 22" are words of the text as well.
func plainPlace(c corpus.Citation) bool {
	for _, s := range c.Steps {
		if s.Word != "" && s.Kind == "" || s.Number == "" {
			return false
		}
	}
	return true
}

// A cited is a passage that answers a citation, with its score.
type cited struct {
	*passage
	score float64
}

// A located is what a citation leads to: the places that it means, agreement by
// agreement; what those are parts of, nearest first; and what is directly in them.
type located struct{ places, above, inside []cited }

// maxInside is how many of a place's own provisions are shown after it.
const maxInside = 10

// locate looks c up in the outlines of the agreements that the filters leave, or,
// where some are named, of those. If there are words, every telling one of them
// stands in the place's title or above it.
func (g *generation) locate(ctx context.Context, s *search, c corpus.Citation, named []string, words string) (located, error) {
	var out located
	allowed := g.filtered(s.query.Filters)
	telling := s.tellingStems(words)
	r := g.lists.reader()
	defer r.release()
	for _, n := range g.names {
		if allowed != nil && !slices.Contains(allowed, n.ID) || named != nil && !slices.Contains(named, n.ID) ||
			g.meta.Agreements[n.ID].Unreadable != "" {
			continue
		}
		if err := ctx.Err(); err != nil {
			return out, err
		}
		if err := g.locateIn(s, r, n.ID, c, telling, &out); err != nil {
			return out, err
		}
	}
	return out, nil
}

// locateIn is locate in one agreement.
func (g *generation) locateIn(s *search, r *listReader, agreement string, c corpus.Citation, telling []string, out *located) error {
	o, err := g.atlas.open(agreement)
	if err != nil {
		return err
	}
	defer g.atlas.close(o)
	places := o.Lookup(c)
	for _, i := range places {
		p := g.placed(s, o, agreement, i)
		p.articles = articlesOf(o, i)
		if ok, err := g.passes(r, p, s.query.Filters); err != nil || !ok || !s.titled(o, i, telling) {
			if err != nil {
				return err
			}
			continue
		}
		out.places = append(out.places, cited{p, 1})
		n := 1.0
		for up := o.Parent(i); up >= 0; up = o.Parent(up) {
			out.above = append(out.above, cited{g.placed(s, o, agreement, up), 0.5 / n})
			n++
		}
		if p.level != group {
			continue
		}
		for n, below := range o.Children(i) {
			if n == maxInside {
				break
			}
			out.inside = append(out.inside, cited{g.placed(s, o, agreement, below), 0.1})
		}
	}
	if len(places) > 0 {
		return nil
	}
	for _, i := range o.LookupListed(c) {
		p := g.entry(s, o, agreement, i)
		if ok, err := g.passes(r, p, s.query.Filters); err != nil || !ok || !s.entryTitled(o, i, telling) {
			if err != nil {
				return err
			}
			continue
		}
		out.places = append(out.places, cited{p, 1})
	}
	return nil
}

// placed is provision i of an agreement's outline as a passage of which only the
// place is known: the rest is read when it is shown.
func (g *generation) placed(s *search, o *corpus.Outline, agreement string, i int) *passage {
	p := &passage{key: provisionKey(agreement, o.ID(i)), agreement: agreement, level: levelOf(o, i), kind: o.Kind(i), start: o.Span(i).Start}
	p.home = p.key
	if p.level == inner {
		top := i
		for levelOf(o, top) == inner {
			top = o.Parent(top)
		}
		p.home = provisionKey(agreement, o.ID(top))
	}
	p.unpack = func() (*shown, error) { return g.unpack(s, p) }
	return p
}

// articlesOf are the numbers of the article that provision i is in.
func articlesOf(o *corpus.Outline, i int) (numbers []string) {
	for up := i; up >= 0; up = o.Parent(up) {
		if o.Kind(up) == corpus.Article { // the outermost counts
			numbers = articleNumbers(o.Number(up))
		}
	}
	return numbers
}

// entry is placed for an entry of the contents list.
func (g *generation) entry(s *search, o *corpus.Outline, agreement string, i int) *passage {
	e := &o.Entries()[i]
	p := &passage{key: entryKey(agreement, i), agreement: agreement, level: listed, kind: e.Kind, start: e.Span.Start}
	if e.Kind == corpus.Article {
		p.articles = articleNumbers(e.Number)
	}
	p.home = p.key
	p.unpack = func() (*shown, error) { return g.unpack(s, p) }
	return p
}

// unpack reads what an answer shows of a passage of which only the place is known.
func (g *generation) unpack(s *search, p *passage) (*shown, error) {
	r := g.lists.reader()
	n, ok, err := r.find(p.home)
	r.release()
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, fmt.Errorf("no record of %s", p.home) // unreachable: outlines and records are of one generation
	}
	var home *passage
	err = g.lists.record(n, func(key, record []byte) (err error) {
		home, err = decodePassage(&s.words, string(key), record, false)
		return err
	})
	if err != nil {
		return nil, err
	}
	home.lists, home.number = g.lists, n
	if p.home == p.key {
		return home.shown()
	}
	o, err := g.atlas.open(p.agreement)
	if err != nil {
		return nil, err
	}
	defer g.atlas.close(o)
	_, top := cutKey(p.home)
	_, id := cutKey(p.key)
	v, _, err := innerShown(home, o, o.Find(top), o.Find(id))
	return v, err
}

// passes reports whether p is what the filters on provisions ask for. A part of a
// section is filed under what the section is.
func (g *generation) passes(r *listReader, p *passage, filters []query.Filter) (bool, error) {
	for _, f := range filters {
		if f.Field != query.ByTopic {
			if !passes(p, []query.Filter{f}, nil) {
				return false, nil
			}
			continue
		}
		n, ok, err := r.find(p.home)
		if err != nil || !ok {
			return false, err
		}
		filed, err := r.holds(n, fieldTopic, f.Value)
		if err != nil || !filed {
			return false, err
		}
	}
	return true, nil
}

// passes reports whether p is what the filters on provisions ask for.
func passes(p *passage, filters []query.Filter, subjects []*subject) bool {
	for _, f := range filters {
		switch f.Field {
		case query.ByKind:
			if string(p.kind) != f.Value {
				return false
			}
		case query.ByArticle:
			if !slices.Contains(p.articles, articleNumber(f.Value)) {
				return false
			}
		case query.ByTopic:
			n := slices.IndexFunc(subjects, func(s *subject) bool { return s.topic.ID == f.Value })
			if n < 0 || p.about(n) < filedUnder {
				return false
			}
		}
	}
	return true
}

// tellingStems are the stems of the telling words of words.
func (s *search) tellingStems(words string) []string {
	var out []string
	for _, w := range s.speller.words(words) {
		if !isStop(w.text) {
			out = append(out, w.stem)
		}
	}
	return out
}

// titled reports whether each of those stems is one of a word of provision i's
// title, or of a title above it.
func (s *search) titled(o *corpus.Outline, i int, telling []string) bool {
	var titles []string
	for ; i >= 0 && len(telling) > 0; i = o.Parent(i) {
		titles = append(titles, o.Title(i))
	}
	return s.stand(titles, telling)
}

// entryTitled is titled for an entry of the contents list.
func (s *search) entryTitled(o *corpus.Outline, i int, telling []string) bool {
	list := o.Entries()
	titles := []string{list[i].Title}
	for d, k := list[i].Depth, i-1; d > 0 && k >= 0; k-- {
		if up := &list[k]; up.Depth < d {
			titles, d = append(titles, up.Title), up.Depth
		}
	}
	return s.stand(titles, telling)
}

// stand reports whether titles hold a word of each of those stems.
func (s *search) stand(titles, telling []string) bool {
	for _, stem := range telling {
		if !slices.ContainsFunc(titles, func(t string) bool {
			return slices.ContainsFunc(s.speller.words(t), func(w word) bool { return w.stem == stem })
		}) {
			return false
		}
	}
	return true
}
