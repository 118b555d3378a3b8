package index

import (
	"cmp"
	"math"
	"slices"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/index/query"
)

// A match is what a passage has of a search, each part in [0,1], as a share of
// the weight of the query's words.
type match struct {
	whole  float64 // words found anywhere, or stood for by the subject
	title  float64 // words of the title
	exact  float64 // how much of the title the query's words are
	path   float64 // of the titles above
	under  float64 // how well the query's words are one of the titles above
	near   float64 // the best run of text
	proof  float64 // the same, by what the words tell, not by what they count
	spread float64 // whole, likewise
	often  float64 // words in the text, the more the oftener
	topic  float64 // how far it is about the subject meant
	sure   float64 // the same, as far as that proves what was asked
	from   int     // the best run: word indices, half open; equal if the text has none
	to     int
	places []occurrence // in the text, in order
}

// An occurrence is an alternative found in the text.
type occurrence struct {
	from, to    int // word indices, half open
	alternative int
}

// window is how many words may lie between the first and the last word of a
// run that answers: about two sentences.
const window = 40

// find lists where alternatives stand in words, in order.
func (s *search) find(words []*lexeme) []occurrence {
	first := s.firsts()
	var out []occurrence
	for i, w := range words {
		if w.stop {
			continue
		}
		for _, k := range first[w.stem] {
			if to := runEnd(words, i, s.alternatives[k].run); to > 0 {
				out = append(out, occurrence{i, to, k})
			}
		}
	}
	return out
}

// firsts are the alternatives by their first stems. There are no more once the
// query is understood.
func (s *search) firsts() map[string][]int {
	if s.first == nil {
		s.first = map[string][]int{}
		for i, a := range s.alternatives {
			s.first[a.run[0]] = append(s.first[a.run[0]], i)
		}
	}
	return s.first
}

// runEnd is the end of run in words at i, stop words between passed over; 0 if
// it does not stand there.
func runEnd(words []*lexeme, i int, run []string) int {
	for k := 0; k < len(run); i++ {
		if i == len(words) {
			return 0
		}
		switch {
		case words[i].stem == run[k]:
			k++
		case k > 0 && words[i].stop:
		default:
			return 0
		}
	}
	return i
}

// found says, for each asked word, how well it was found, and how far that
// proves that the passage holds what was asked.
type found struct{ strength, proof []float64 }

func (s *search) nothing() found {
	both := make([]float64, 2*len(s.asked))
	return found{both[:len(s.asked)], both[len(s.asked):]}
}

// take adds an alternative that was found; it reports whether that is more than
// was found before.
func (f *found) take(a *alternative) bool {
	better := false
	for _, k := range a.covers {
		if a.strength > f.strength[k] {
			f.strength[k], better = a.strength, true
		}
		f.proof[k] = max(f.proof[k], a.proves())
	}
	return better
}

// proves is how far finding a proves what was asked.
func (a *alternative) proves() float64 {
	if a.proof > 0 {
		return a.proof
	}
	return a.strength
}

// best is, for each asked word, the best of occurrences that covers it.
func (s *search) best(places []occurrence) found {
	out := s.nothing()
	for _, o := range places {
		out.take(&s.alternatives[o.alternative])
	}
	return out
}

func (s *search) weigh(strengths []float64) float64 {
	if s.total == 0 {
		return 0
	}
	sum := 0.0
	for i, x := range strengths {
		sum += x * s.asked[i].weight
	}
	return sum / s.total
}

// prove is weigh by what the words tell.
func (s *search) prove(strengths []float64) float64 {
	if s.proof == 0 {
		return 0
	}
	sum := 0.0
	for i, x := range strengths {
		sum += x * s.asked[i].tells
	}
	return sum / s.proof
}

// measure compares a passage with the search.
func (s *search) measure(p *passage) match {
	var m match
	titlePlaces := s.find(p.title)
	title, path := s.best(titlePlaces), s.best(s.find(p.path))
	m.places = s.find(p.words)
	text := s.best(m.places)
	m.title, m.path = s.weigh(title.strength), s.weigh(path.strength)
	m.exact = exactness(p.title, titlePlaces)
	for _, up := range p.above {
		places := s.find(up)
		m.under = max(m.under, s.weigh(s.best(places).strength)*exactness(up, places))
	}

	subject := s.nothing()
	for _, x := range s.meant {
		about := p.about(x.number)
		m.topic = max(m.topic, about*x.strength)
		m.sure = max(m.sure, about*x.strength*x.proof)
		for _, k := range x.covers {
			subject.strength[k] = max(subject.strength[k], about)
			subject.proof[k] = max(subject.proof[k], about*x.proof)
		}
	}
	whole := s.nothing()
	for i := range s.asked {
		whole.strength[i] = max(title.strength[i], text.strength[i], 0.8*path.strength[i], 0.9*subject.strength[i])
		whole.proof[i] = max(title.proof[i], text.proof[i], 0.8*path.proof[i], 0.9*subject.proof[i])
	}
	m.whole, m.spread = s.weigh(whole.strength), s.prove(whole.proof)
	m.often = s.often(m.places, len(p.words))
	s.nearest(&m, title, path)
	return m
}

// exactness is the share of the title's telling words that were found.
func exactness(title []*lexeme, places []occurrence) float64 {
	telling, hit := 0, 0
	for i, w := range title {
		if w.stop {
			continue
		}
		telling++
		for _, o := range places {
			if o.from <= i && i < o.to {
				hit++
				break
			}
		}
	}
	if telling == 0 {
		return 0
	}
	return float64(hit) / float64(telling)
}

// often is BM25's saturation of how often each asked word stands in a text,
// without its idf, which is in the weights.
func (s *search) often(places []occurrence, length int) float64 {
	count := make([]float64, len(s.asked))
	for _, o := range places {
		a := s.alternatives[o.alternative]
		for _, k := range a.covers {
			count[k] += a.strength
		}
	}
	for k, n := range count {
		count[k] = saturation(n, length)
	}
	return s.weigh(count)
}

// nearest finds the run of text, of window words at most, that holds the most
// of what is asked, the words of the title and the titles above counting as if
// they stood in it, for less; the shortest of equal ones.
func (s *search) nearest(m *match, title, path found) {
	given := s.nothing()
	for i := range s.asked {
		given.strength[i] = max(0.8*title.strength[i], 0.5*path.strength[i])
		given.proof[i] = max(0.8*title.proof[i], 0.5*path.proof[i])
	}
	m.near, m.proof = s.weigh(given.strength), s.prove(given.proof)
	bestLen := math.MaxInt
	here, both := s.nothing(), s.nothing()
	for i, first := range m.places {
		clear(here.strength)
		clear(here.proof)
		to := first.to
		for _, o := range m.places[i:] {
			if o.to-first.from > window {
				if o.from-first.from > window {
					break
				}
				continue
			}
			if !here.take(&s.alternatives[o.alternative]) {
				continue
			}
			to = max(to, o.to)
			for k := range s.asked {
				both.strength[k] = max(here.strength[k], given.strength[k])
				both.proof[k] = max(here.proof[k], given.proof[k])
			}
			// Words that stand close together answer better than the same words
			// in two sentences.
			n := to - first.from
			apart := 1 - 0.25*float64(n)/window
			value := s.weigh(both.strength) * apart
			m.proof = max(m.proof, s.prove(both.proof)*apart)
			if value > m.near+1e-9 || value > m.near-1e-9 && n < bestLen {
				m.near, m.from, m.to, bestLen = value, first.from, to, n
			}
		}
	}
	if m.from == m.to && len(m.places) > 0 { // the title says it all; show what the text adds
		m.from, m.to = m.places[0].from, m.places[0].to
	}
}

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
	c.match = s.measure(c.passage)
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
		if i >= candidates { // conditions decide: the rest come after, as the engine has them
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

// look finds out which alternatives the candidates hold at all, and what the
// subjects prove then.
func (s *search) look() {
	left := 0
	for i := range s.alternatives {
		if s.alternatives[i].to != "" {
			left++
		} else {
			s.alternatives[i].found = true
		}
	}
	for i := range s.found {
		if left == 0 {
			break
		}
		p := s.found[i].passage
		for _, words := range [][]*lexeme{p.title, p.words, p.path} {
			for _, o := range s.find(words) {
				if a := &s.alternatives[o.alternative]; !a.found {
					a.found = true
					left--
				}
			}
		}
	}
	for i := range s.meant {
		s.meant[i].proof = s.vouches(s.meant[i].covers)
	}
	s.query.Expansions = s.expanded()
}
