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

// rank measures the candidates and puts the best first. Where not even the best
// has enough of what is asked, there is none: better nothing than something
// else. Conditions that ask for words leave nothing to doubt.
func (s *search) rank() {
	best, some := 0.0, false
	s.look()
	for i := range s.found {
		c := &s.found[i]
		if i >= s.closely { // conditions decide: the rest come after, as the engine has them
			c.score = least / float64(i)
			continue
		}
		s.read(c)
		if k := c.passage.kind; k != corpus.Index && k != corpus.Signature {
			best = max(best, c.match.evidence(s.telling))
			some = some || s.suffices(&c.match)
		}
	}
	if len(s.asked) > 0 && !s.strict() {
		if !some || s.lacks() {
			s.noteRelated()
			s.found, s.query.Expansions = nil, nil // nothing was found by them
			return
		}
		looked := len(s.found)
		s.found = slices.DeleteFunc(s.found, func(c candidate) bool { return c.match.evidence(s.telling) < 0.5*best })
		s.more = s.beyond && len(s.found) == looked // all that was looked at will do: so may others
		s.noteUnmet()
	}
	slices.SortStableFunc(s.found, func(a, b candidate) int {
		return cmp.Or(cmpDown(a.score, b.score), inPlace(a, b))
	})
}
