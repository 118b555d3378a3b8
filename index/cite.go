package index

import (
	"context"
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
	places, err := g.places(ctx, s, c, named, ix.know.finder)
	if err != nil {
		return false, err
	}
	if words != "" {
		// Words that name no agreement may be the title of the place, or of what is
		// in it; else this is no citation.
		places = slices.DeleteFunc(places, func(p *citedPlace) bool { return !p.titled(s, words) })
		if len(places) == 0 {
			q.Notes = q.Notes[:notes]
			return false, nil
		}
	}
	if len(places) == 0 && !plainPlace(c) {
		q.Notes = q.Notes[:notes]
		return false, nil
	}
	q.Citation, q.Agreements, s.agreements = c.String(), named, named
	for _, m := range mended {
		s.correct(m.From, m.To)
	}
	if len(places) == 0 {
		s.note("no agreement here has %s", c)
	}
	seen := map[string]bool{}
	add := func(p *passage, score float64) {
		if k := p.key; !seen[k] {
			seen[k] = true
			s.found = append(s.found, candidate{key: k, passage: p, score: score, order: len(s.found)})
		}
	}
	for _, p := range places {
		add(p.passage, 1)
	}
	if err := g.surroundings(s, places, ix.know.finder, add); err != nil {
		return false, err
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

// places lists what c means, in the agreements that the filters leave.
func (g *generation) places(ctx context.Context, s *search, c corpus.Citation, named []string, f *finder) ([]*citedPlace, error) {
	allowed := g.filtered(s.query.Filters)
	var out []*citedPlace
	for _, n := range g.names {
		if allowed != nil && !slices.Contains(allowed, n.ID) || named != nil && !slices.Contains(named, n.ID) ||
			g.meta.Agreements[n.ID].Unreadable != "" {
			continue
		}
		sh, err := g.shelf.get(ctx, n.ID)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			s.missing(n.ID, err)
			continue
		}
		places := sh.tree.Lookup(c)
		for _, i := range places {
			if err := g.cited(s, sh, provisionKey(n.ID, sh.a.Provisions[i].ID), f, &out); err != nil {
				return nil, err
			}
		}
		if len(places) > 0 {
			continue
		}
		for _, i := range sh.a.LookupListed(c) {
			if err := g.cited(s, sh, entryKey(n.ID, i), f, &out); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// A citedPlace is a place that a citation means.
type citedPlace struct {
	*passage
	shelf     *shelf
	provision int // -1 for a contents entry
}

// cited adds the place of that key to list, if the filters let it through.
func (g *generation) cited(s *search, sh *shelf, key string, f *finder, list *[]*citedPlace) error {
	provision, _, ok := sh.find(key)
	if !ok {
		return nil
	}
	p, err := g.work(s, sh, key, f)
	if err == nil && passes(p, s.query.Filters, f.subjects) {
		*list = append(*list, &citedPlace{p, sh, provision})
	}
	return err
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

// titled reports whether every telling word of words stands in the titles of p
// or above it.
func (p *passage) titled(s *search, words string) bool {
	for _, w := range s.speller.words(words) {
		n := s.words.stemNumber(w.stem)
		has := func(t uint32) bool { return t&^stopBit == n }
		if !isStop(w.text) && !slices.ContainsFunc(p.title.stems, has) && !slices.ContainsFunc(p.path.stems, has) {
			return false
		}
	}
	return true
}

// maxInside is how many of a place's own provisions are shown after it.
const maxInside = 10

// surroundings adds what the places are parts of, nearest first, and what is
// directly in them.
func (g *generation) surroundings(s *search, places []*citedPlace, f *finder, add func(*passage, float64)) error {
	put := func(sh *shelf, i int, score float64) error {
		p, err := g.work(s, sh, provisionKey(sh.a.ID, sh.a.Provisions[i].ID), f)
		if err == nil {
			add(p, score)
		}
		return err
	}
	for _, p := range places {
		if p.provision < 0 {
			continue
		}
		for n, i := range p.shelf.tree.Ancestors(p.provision) {
			if err := put(p.shelf, i, 0.5/float64(n+1)); err != nil {
				return err
			}
		}
	}
	for _, p := range places {
		if p.provision < 0 || p.level != group {
			continue
		}
		for n, i := range p.shelf.tree.Children(p.provision) {
			if n == maxInside {
				break
			}
			if err := put(p.shelf, i, 0.1); err != nil {
				return err
			}
		}
	}
	return nil
}
