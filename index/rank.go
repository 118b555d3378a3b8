package index

import (
	"cmp"
	"slices"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/index/query"
)

// score weighs the parts of a match. The numbers were chosen on the judged
// queries of corpus/gold, by hand, in steps of a tenth.
func (m *match) score(p *passage) float64 {
	s := 0.0
	for _, r := range m.parts() {
		s += r.Adds
	}
	return s * standing(p)
}

// least is more than any passage that is not read closely scores.
const least = 1e-6

// read measures a candidate.
func (s *search) read(c *candidate) {
	c.match = s.measure(c.passage, c.seen)
	c.score = max(c.match.score(c.passage), least)
	c.read = true
}

// parts are what a score is the sum of.
func (m *match) parts() []query.Reason {
	t := max(m.title*(0.3+0.7*m.exact), 0.6*m.under)
	return []query.Reason{
		{Part: "title", Value: t, Adds: m.whole * 0.4 * t},
		{Part: "near", Value: m.near, Adds: m.whole * 0.4 * m.near},
		{Part: "often", Value: m.often, Adds: m.whole * 0.3 * m.often},
		{Part: "path", Value: m.path, Adds: m.whole * 0.1 * m.path},
		{Part: "topic", Value: m.topic, Adds: 0.3 * m.topic},
	}
}

// standing is what a passage's part in the agreement makes of its score.
func standing(p *passage) float64 {
	s := 1.0
	switch p.level {
	case group:
		s *= 0.6 // its sections answer, unless only its own words do
	case listed:
		s *= 0.55 // what stands in the file goes before what does not
	}
	switch p.kind {
	case corpus.Index, corpus.Signature:
		s *= 0.3 // they name everything and say nothing
	}
	return s
}

// explain is how a candidate's score came about.
func (c *candidate) explain() []query.Reason {
	parts := c.match.parts()
	if s := standing(c.passage); s != 1 {
		for i := range parts {
			parts[i].Adds *= s
		}
		parts = append(parts, query.Reason{Part: "standing", Value: s})
	}
	return append(parts, query.Reason{Part: "all words", Value: c.match.whole})
}

// enough is the evidence that the best passage must give for anything to be
// shown. Of a few words nearly all must be there: half of "lactation room" is
// "room". A long question says much that no clause repeats. Chosen on the five
// shipped documents: of the judged queries all that something answers give
// more (a lone synonym gives 0.79), and of 38 that nothing answers 30 give less.
const (
	enough       = 0.77
	enoughOfMany = 0.6
	few          = 2
)

// rank measures the candidates and puts the best first. Where not even the best
// has enough of what is asked, there is none: better nothing than something
// else. Conditions that ask for words leave nothing to doubt.
func (s *search) rank() {
	telling := 0
	for _, a := range s.asked {
		if !a.asks {
			telling++
		}
	}
	best := 0.0
	s.look()
	for i := range s.found {
		c := &s.found[i]
		if i >= s.closely { // conditions decide: the rest come after, as the engine has them
			c.score = least / float64(i)
			continue
		}
		s.read(c)
		if k := c.passage.kind; k != corpus.Index && k != corpus.Signature {
			best = max(best, c.match.evidence(telling))
		}
	}
	if len(s.asked) > 0 && !s.strict() {
		if telling <= few && best < enough || best < enoughOfMany || telling <= few+1 && s.lacks() {
			s.found, s.query.Expansions = nil, nil // nothing was found by them
			return
		}
		s.found = slices.DeleteFunc(s.found, func(c candidate) bool { return c.match.evidence(telling) < 0.5*best })
	}
	slices.SortStableFunc(s.found, func(a, b candidate) int {
		return cmp.Or(cmpDown(a.score, b.score), inPlace(a, b))
	})
}

// lacks reports whether the library has nothing for a word that says much: it
// does not hold it, nor anything that stands for it. What is about the others of
// two or three words is then about something else: "organ donor leave".
func (s *search) lacks() bool {
	for k, a := range s.asked {
		if !a.asks && s.lex.holdingStem(a.stem) == 0 && !slices.ContainsFunc(s.alternatives, func(x alternative) bool {
			return x.found && slices.Contains(x.covers, k) && s.holdsAll(x.run)
		}) {
			return true
		}
	}
	return false
}

// evidence is how sure it is that a passage is about what was asked: its words
// near each other, or its subject. Words scattered over a long text are some,
// but two of them little.
func (m *match) evidence(telling int) float64 {
	scattered := 0.85
	switch {
	case telling <= few:
		scattered = 0.65
	case telling == few+1:
		scattered = 0.58
	}
	return max(m.proof/(1-0.25*0.5), m.sure, scattered*m.spread)
}

// doubt lets synonyms prove less of a term that nothing here has.
func (s *search) doubt() {
	for i := range s.alternatives {
		a := &s.alternatives[i]
		if a.insteadOf == nil || s.hasTerm(a.insteadOf) {
			continue
		}
		a.proof *= termLacks
		a.doubted = true
	}
}

// hasTerm reports whether the library holds a word, or some candidate a run.
func (s *search) hasTerm(run []string) bool {
	if len(run) == 1 {
		return s.lex.holdingStem(run[0]) > 0
	}
	return slices.ContainsFunc(s.alternatives, func(a alternative) bool { return a.found && a.strength == 1 && slices.Equal(a.run, run) })
}

// look finds out which alternatives the candidates hold at all, and what the
// subjects prove then.
func (s *search) look() {
	left := 0
	for i := range s.alternatives {
		if a := &s.alternatives[i]; a.to != "" || a.term {
			left++
		} else {
			s.alternatives[i].found = true
		}
	}
	for i := range s.found[:min(len(s.found), s.closely)] { // those that are read closely
		c := &s.found[i]
		c.seen = s.sight(c.passage)
		for _, places := range [][]occurrence{c.seen.title, c.seen.text, c.seen.path} {
			for _, o := range places {
				if a := &s.alternatives[o.alternative]; !a.found {
					a.found = true
					left--
				}
			}
		}
	}
	s.doubt()
	for i := range s.meant {
		s.meant[i].proof = s.vouches(s.meant[i].covers)
	}
	s.query.Expansions = s.expanded()
}
