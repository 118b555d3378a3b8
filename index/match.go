package index

import "math"

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
	held   float64 // the share of what the words tell that is found at all
	head   bool    // the last word is
	words  uint64  // the asked words that are found, a bit each; those past the 64th are not told
	often  float64 // words in the text, the more the oftener
	topic  float64 // how far it is about the subject meant
	sure   float64 // the same, as far as that proves what was asked
	from   int     // the best run: word indices, half open; equal if the text has none
	to     int
	places []occurrence // in the text, in order
}

// An occurrence is an alternative found in the text.
type occurrence struct {
	from, to    int32 // word indices, half open
	alternative int32
}

// window is how many words may lie between the first and the last word of a
// run that answers: about two sentences.
const window = 40

// ready makes what the search looks for ready to be found: numbers for stems.
func (s *search) ready() {
	for i := range s.alternatives {
		a := &s.alternatives[i]
		a.stems = make([]uint32, len(a.run))
		for k, w := range a.run {
			a.stems[k] = s.words.stemNumber(w)
		}
		s.firsts = append(s.firsts, a.stems[0])
		s.sought.add(a.stems[0])
	}
	n := len(s.asked)
	room := make([]float64, 16*n)
	for i := range s.scratch {
		s.scratch[i] = found{room[2*i*n : (2*i+1)*n], room[(2*i+1)*n : (2*i+2)*n]}
	}
	s.counts = make([]float64, n)
}

// A sieve lets numbers through that were added to it, and few others.
type sieve [64]uint64

func (s *sieve) add(n uint32)      { s[n>>6&63] |= 1 << (n & 63) }
func (s *sieve) may(n uint32) bool { return s[n>>6&63]&(1<<(n&63)) != 0 }

// find lists where alternatives stand in a run of stems, in order.
func (s *search) find(stems []uint32) []occurrence {
	start := len(s.occurrences)
	for i, w := range stems {
		if w&stopBit != 0 || !s.sought.may(w) {
			continue
		}
		for k, first := range s.firsts {
			if first == w {
				if to := runEnd(stems, i, s.alternatives[k].stems); to > 0 {
					s.occurrences = append(s.occurrences, occurrence{int32(i), int32(to), int32(k)})
				}
			}
		}
	}
	return s.occurrences[start:len(s.occurrences):len(s.occurrences)]
}

// runEnd is the end of run in stems at i, stop words between passed over; 0 if
// it does not stand there.
func runEnd(stems []uint32, i int, run []uint32) int {
	for k := 0; k < len(run); i++ {
		if i == len(stems) {
			return 0
		}
		switch {
		case stems[i]&^stopBit == run[k]:
			k++
		case k > 0 && stems[i]&stopBit != 0:
		default:
			return 0
		}
	}
	return i
}

// found says, for each asked word, how well it was found, and how far that
// proves that the passage holds what was asked.
type found struct{ strength, proof []float64 }

// What a measure uses of the search's scratch.
const (
	ofTitle = iota
	ofPath
	ofText
	ofAbove
	ofSubject
	ofAll
	ofRun
	ofBoth
)

// nothing is a cleared one of the search's scratch.
func (s *search) nothing(n int) found {
	f := s.scratch[n]
	clear(f.strength)
	clear(f.proof)
	return f
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

// best is, for each asked word, the best of occurrences that covers it, in the
// n-th of the search's scratch.
func (s *search) best(n int, places []occurrence) found {
	out := s.nothing(n)
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

// holds is the share of what the words that name the subject tell whose proof
// counts at all.
func (s *search) holds(proof []float64) float64 {
	sum, held := 0.0, 0.0
	for i, x := range proof {
		if a := &s.asked[i]; a.names() {
			sum += a.tells
			if x >= heldFrom {
				held += a.tells
			}
		}
	}
	if sum == 0 {
		return 0
	}
	return held / sum
}

// A sighting is where a search's alternatives stand in a passage.
type sighting struct{ title, path, text []occurrence }

// sight looks for the alternatives in p.
func (s *search) sight(p *passage) sighting {
	return sighting{s.find(p.title.stems), s.find(p.path.stems), s.find(p.body.stems)}
}

// measure compares a passage with the search.
func (s *search) measure(p *passage, seen sighting) match {
	m := match{places: seen.text}
	title, path, text := s.best(ofTitle, seen.title), s.best(ofPath, seen.path), s.best(ofText, seen.text)
	m.title, m.path = s.weigh(title.strength), s.weigh(path.strength)
	m.exact = exactness(p.title.stems, seen.title)
	if len(seen.path) > 0 {
		for _, up := range p.above {
			places := s.find(up.stems)
			m.under = max(m.under, s.weigh(s.best(ofAbove, places).strength)*exactness(up.stems, places))
		}
	}

	subject := s.nothing(ofSubject)
	for _, x := range s.meant {
		about := p.about(x.number)
		m.topic = max(m.topic, about*x.strength)
		m.sure = max(m.sure, about*x.strength*x.proof)
		for _, k := range x.covers {
			subject.strength[k] = max(subject.strength[k], about)
			subject.proof[k] = max(subject.proof[k], about*x.proof)
		}
	}
	whole := s.nothing(ofAll)
	for i := range s.asked {
		whole.strength[i] = max(title.strength[i], text.strength[i], 0.8*path.strength[i], 0.9*subject.strength[i])
		whole.proof[i] = max(title.proof[i], text.proof[i], 0.8*path.proof[i], 0.9*subject.proof[i])
	}
	m.whole, m.spread = s.weigh(whole.strength), s.prove(whole.proof)
	m.held = s.holds(whole.proof)
	for i, x := range whole.proof {
		if x >= heldFrom && i < 64 {
			m.words |= 1 << i
		}
	}
	m.head = s.head >= 0 && whole.proof[s.head] >= heldFrom
	m.often = s.often(m.places, len(p.body.words))
	s.nearest(&m, title, path)
	return m
}

// exactness is the share of the title's telling words that were found.
func exactness(title []uint32, places []occurrence) float64 {
	telling, hit := 0, 0
	for i, w := range title {
		if w&stopBit != 0 {
			continue
		}
		telling++
		for _, o := range places {
			if int(o.from) <= i && i < int(o.to) {
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
	count := s.counts
	clear(count)
	for _, o := range places {
		a := &s.alternatives[o.alternative]
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
	given := s.nothing(ofAll)
	for i := range s.asked {
		given.strength[i] = max(0.8*title.strength[i], 0.5*path.strength[i])
		given.proof[i] = max(0.8*title.proof[i], 0.5*path.proof[i])
	}
	m.near, m.proof = s.weigh(given.strength), s.prove(given.proof)
	bestLen := math.MaxInt
	here, both := s.nothing(ofRun), s.nothing(ofBoth)
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
			n := int(to - first.from)
			apart := 1 - 0.25*float64(n)/window
			value := s.weigh(both.strength) * apart
			m.proof = max(m.proof, s.prove(both.proof)*s.closeness(n))
			if value > m.near+1e-9 || value > m.near-1e-9 && n < bestLen {
				m.near, m.from, m.to, bestLen = value, int(first.from), int(to), n
			}
		}
	}
	if m.from == m.to && len(m.places) > 0 { // the title says it all; show what the text adds
		m.from, m.to = int(m.places[0].from), int(m.places[0].to)
	}
}
