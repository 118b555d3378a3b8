package index

import (
	"math"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/index/query"
)

// An asked is a word of a query that says something about the subject.
type asked struct {
	word
	tells   float64 // its idf: what it proves that a passage holds it
	weight  float64 // what it counts in ranking: less apart, for chance makes words rare, too
	known   bool    // the library holds it, or something that stands for it
	asks    bool    // it belongs to the question and names no subject
	generic bool    // it says only what sort of thing a provision is
	role    bool    // it says whom it is about
	hyphen  bool    // a hyphen joins it to the asked word before
}

// An alternative is a run of stems that stands for words of the query: the word
// itself, one word for two, a synonym.
type alternative struct {
	run      []string
	stems    []uint32 // the same, by number
	covers   []int    // the asked words that it stands for
	strength float64  // 1 for the words themselves
	proof    float64  // how far finding it proves that they are meant; 0 means strength
	said     bool     // it is a synonym
	same     bool     // that means the same, whichever is written
	from, to string   // the words, where it was added to those of the query
	found    bool     // some candidate holds it
	term     bool     // it is a run of the query's own words that is a term
	// insteadOf is the term of the query that it stands for though agreements
	// write that term themselves.
	insteadOf []string
	doubted   bool // no passage has that term
}

// A meant is a subject that a query is about.
type meant struct {
	subject  *subject
	number   int // among the subjects
	strength float64
	proof    float64 // how far a passage about it proves what was asked, against strength
	covers   []int   // the asked words that say so
}

// A search is a query as understood.
type search struct {
	query        query.Query
	request      query.Request
	from         *cursor // where the page before ended; nil for the first
	asked        []asked
	alternatives []alternative
	meant        []meant
	where        []*condition
	agreements   []string // that it is narrowed to; nil for all
	telling      int      // how many asked words name a subject
	head         int      // the asked word that names the thing in a query of a few bare words; -1 for none
	terms        [][]int  // runs of asked words that are terms of the field
	total, proof float64  // of the weights, and of what the words tell
	lex          *lexicon
	speller      *speller
	subjects     []*subject
	finder       *finder
	found        []candidate
	words        vocabulary
	firsts       []uint32     // the first stems of the alternatives
	sought       sieve        // the same
	occurrences  []occurrence // what was found, for many passages one after the other
	scratch      [8]found
	counts       []float64
	rough        []formsOf
	closely      int  // how many of those found are read closely
	beyond       bool // the engine found more than was looked at
	more         bool // the engine found more than was looked at, and it may count
}

// weak is the part of its weight that a word of a question keeps that names no
// subject.
const weak = 0.2

// evenly is the power of what a word tells that it counts with in ranking. In
// a library of a few agreements a word may be rare by chance: "save" stands in
// fewer places than "layoff" and says less.
const evenly = 0.6

// understand reads the words of a query, with what they are to be looked for.
func (g *generation) understand(s *search, know *knowledge) {
	s.subjects, s.finder = know.subjects, know.finder
	var required []string // words of conditions rank, too
	for _, e := range s.query.Where {
		required = append(required, e.Words()...)
	}
	text := strings.Join(slices.Concat(s.query.Terms, s.query.Phrases, required), " ")
	words := g.narrow(s, know, g.mendNames(s, know, s.speller.words(text)), text)
	for i, w := range words {
		if !isStop(w.text) && !slices.ContainsFunc(s.asked, func(a asked) bool { return a.stem == w.stem }) {
			// "How LONG do recall rights LAST": what is asked for, not what about.
			asks := asksOnly(w.text) || i > 0 && (words[i-1].text == "how" || words[i-1].text == "what" && isShare(w.text))
			s.asked = append(s.asked, asked{word: w, asks: asks, hyphen: i > 0 && w.start == words[i-1].end+1 && text[w.start-1] == '-'})
		}
	}
	s.settle(know, words)
	roughly := s.roughWords()
	for i := range s.asked {
		if forms := roughly[s.asked[i].text]; forms != nil {
			s.standsFor(i, forms)
			continue
		}
		s.consider(i, know)
	}
	for i := range s.asked {
		a := &s.asked[i]
		a.tells = s.lex.idf(a.stem)
		switch {
		case s.telling > 0 && a.asks:
			a.tells = weak
		case a.generic:
			a.tells = min(a.tells, littleTold)
		}
		a.weight = math.Pow(a.tells, evenly)
		if a.generic || a.role {
			a.tells = weak
		}
		s.total += a.weight
		s.proof += a.tells
	}
	if !s.request.NoExpand {
		s.translate(know)
		s.forgo()
		s.widen(know)
		s.forgo()
	}
	s.where = g.conditions(s, s.query.Where, know.subjects)
	s.ready()
}

// forgo puts away the other wordings that are not wanted.
func (s *search) forgo() {
	if len(s.request.NotFor) > 0 {
		s.alternatives = slices.DeleteFunc(s.alternatives, func(a alternative) bool {
			return slices.ContainsFunc(s.request.NotFor, func(w string) bool { return strings.EqualFold(w, a.to) })
		})
	}
}

// roughWords lists what the query's beginnings and rough words stand for.
func (s *search) roughWords() map[string][]uint32 {
	out := map[string][]uint32{}
	var walk func(e query.Expr)
	walk = func(e query.Expr) {
		switch e.Op {
		case query.Prefix, query.Fuzzy:
			out[fold(e.Text)] = append([]uint32{}, s.forms(e)...)
		case query.Not:
		default:
			for _, a := range e.Args {
				walk(a)
			}
		}
	}
	for _, e := range s.query.Where {
		walk(e)
	}
	return out
}

// A formsOf is what a beginning or a rough word means.
type formsOf struct {
	of    query.Expr
	forms []uint32
}

// forms is the lexicon's, which is asked once.
func (s *search) forms(e query.Expr) []uint32 {
	for _, f := range s.rough {
		if f.of.Op == e.Op && f.of.Text == e.Text && f.of.Slips == e.Slips {
			return f.forms
		}
	}
	forms := s.lex.forms(e)
	s.rough = append(s.rough, formsOf{e, forms})
	return forms
}

// mostStems is how many words rank what a beginning finds: the commonest.
const mostStems = 24

// standsFor lets words of the vocabulary stand for the asked word i.
func (s *search) standsFor(i int, forms []uint32) {
	a := &s.asked[i]
	a.known = len(forms) > 0
	seen := map[string]bool{}
	for _, w := range forms {
		if stem := s.lex.stem(s.lex.stemOf(w)); !seen[stem] && len(seen) < mostStems {
			seen[stem] = true
			s.alternatives = append(s.alternatives, alternative{run: []string{stem}, covers: []int{i}, strength: 1})
		}
	}
}

func trimBlanks(run []string) []string {
	for len(run) > 0 && run[0] == "" {
		run = run[1:]
	}
	for len(run) > 0 && run[len(run)-1] == "" {
		run = run[:len(run)-1]
	}
	return run
}

// consider finds what stands for the asked word i: itself, itself and the next
// written as one ("laid off": "layoff") or itself in two ("callback": "call
// back"), and, if the library does not hold it, the word it was meant for.
func (s *search) consider(i int, know *knowledge) {
	a := &s.asked[i]
	a.known = s.lex.holdingStem(a.stem) > 0
	own := 1.0
	behind := a.hyphen && i > 0 // in "A-0" the part before it was too short to be asked for
	if behind || i+1 < len(s.asked) && s.asked[i+1].hyphen {
		// "Non-compete" is one idea: its parts, apart, say little of it.
		own = 0.5
		if behind {
			s.alternatives = append(s.alternatives, alternative{run: []string{s.asked[i-1].stem, a.stem}, covers: []int{i - 1, i}, strength: 1})
		}
	}
	s.alternatives = append(s.alternatives, alternative{run: []string{a.stem}, covers: []int{i}, strength: own})
	if i+1 < len(s.asked) {
		next := s.asked[i+1]
		for _, joined := range []string{a.text + next.text, a.stem + next.text} {
			if stem := stemOf(joined); len(a.text) > 1 && s.lex.holdingStem(stem) > 0 {
				s.alternatives = append(s.alternatives, alternative{run: []string{stem}, covers: []int{i, i + 1}, strength: 1})
				a.known = true
				break
			}
		}
	}
	for cut := 3; cut <= len(a.text)-3; cut++ {
		front, back := stemOf(a.text[:cut]), stemOf(a.text[cut:])
		if s.lex.holding(a.text[:cut]) > 0 && s.lex.holding(a.text[cut:]) > 0 {
			s.alternatives = append(s.alternatives, alternative{run: []string{front, back}, covers: []int{i}, strength: 1})
		}
	}
	if a.known || know.vocabulary[a.stem] || a.asks {
		return
	}
	if s.request.NoCorrect {
		return
	}
	if w, ok := s.lex.correct(a.text, know.spelt); ok {
		s.query.Corrections = append(s.query.Corrections, query.Correction{From: a.text, To: w})
		a.form = newForm(w)
		a.known, a.asks = true, a.stop || asksOnly(w)
		s.alternatives = append(s.alternatives, alternative{run: []string{a.stem}, covers: []int{i}, strength: 1})
	}
}

// widen finds the subjects that the query is about and lets their other names
// stand for the words that named them.
func (s *search) widen(know *knowledge) {
	all := make([]string, len(s.asked))
	var words []word
	for i, a := range s.asked {
		all[i] = a.stem
		words = append(words, a.word)
	}
	whole := newSentence(words)
	whole.number = true // a question stands for the number it asks for
	type named struct {
		meant
		at, n int
	}
	var found []named
	naming := slices.Clone(all) // what may name one: the query's words and their synonyms
	for _, a := range s.alternatives {
		naming = append(naming, a.run...)
	}
	for _, n := range placesOf(know.using, naming) {
		sub := know.subjects[n]
		best := named{}
		consider := func(m named) {
			if m.strength > best.strength {
				best = m
			}
		}
		for k, list := range [][][]string{sub.names, sub.others} {
			for _, run := range list {
				if at := indexRun(all, run); at >= 0 {
					covers := span(at, len(run))
					s.hasTermAt(covers)
					share := s.share(covers)
					consider(named{meant{subject: sub, strength: share * (1 - 0.05*float64(k)), covers: covers}, at, len(run)})
				} else if covers := bag(all, run); len(run) > 1 && covers != nil {
					consider(named{meant: meant{subject: sub, strength: 0.8 * s.share(covers), covers: covers}})
				}
			}
		}
		for _, a := range s.alternatives { // what stands for words of the query may name it, too
			is := func(n []string) bool { return slices.Equal(n, a.run) }
			if a.said && (slices.ContainsFunc(sub.names, is) || slices.ContainsFunc(sub.others, is)) {
				consider(named{meant: meant{subject: sub, strength: saidStrength * s.share(a.covers), covers: a.covers}})
			}
		}
		for _, c := range sub.cues {
			if c.size() > 1 && c.matches(whole) {
				if covers := c.uses(all); len(covers) > 1 {
					consider(named{meant: meant{subject: sub, strength: 0.7 * s.share(covers), covers: covers}})
				}
			}
		}
		if sub.topic.Several {
			best.strength *= oneOfSeveral
		}
		if best.strength > 0 {
			best.number = n
			found = append(found, best)
		}
	}
	slices.SortStableFunc(found, func(a, b named) int {
		return cmpDown(a.strength, b.strength)
	})
	for i, m := range found {
		if m.strength < 0.3 || m.strength < 0.6*found[0].strength || i == 6 {
			break
		}
		s.meant = append(s.meant, m.meant)
		if m.n > 0 && !m.subject.topic.Several {
			s.expand(m.subject, all[m.at:m.at+m.n], m.covers, m.strength)
		}
		for _, k := range m.covers {
			s.asked[k].known = true
		}
	}
}

// oneOfSeveral is how far a subject that files several things under one head is
// meant by who names one of them.
const oneOfSeveral = 0.6

// unknownSubject is how far a subject proves what words ask for that name it and
// are nowhere in the library, nor anything that stands for them: its other names
// are other things. Agreements that have flextime need not know telecommuting.
const unknownSubject = 0.4

func (s *search) vouches(covers []int) float64 {
	for _, k := range covers {
		known := s.lex.holdingStem(s.asked[k].stem) > 0
		for _, a := range s.alternatives {
			known = known || a.said && a.found && !a.doubted && slices.Contains(a.covers, k)
		}
		if !known {
			return unknownSubject
		}
	}
	return 1
}

func cmpDown(a, b float64) int {
	switch {
	case a > b:
		return -1
	case a < b:
		return 1
	}
	return 0
}

func span(at, n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = at + i
	}
	return out
}

// bag is where the words of run stand in list, in any order; nil if one lacks.
func bag(list, run []string) []int {
	var out []int
	for _, w := range run {
		at := slices.Index(list, w)
		if at < 0 {
			return nil
		}
		out = append(out, at)
	}
	return out
}

// uses is where the words of list stand that the cue asks for.
func (c cue) uses(list []string) []int {
	var out []int
	for i, w := range list {
		for _, e := range c {
			if !e.not && slices.ContainsFunc(e.anyOf, func(run []string) bool { return slices.Contains(run, w) }) {
				out = append(out, i)
				break
			}
		}
	}
	return out
}

// share is the part of the query's weight that the asked words at covers have.
func (s *search) share(covers []int) float64 {
	if s.total == 0 {
		return 0
	}
	sum := 0.0
	for _, k := range covers {
		sum += s.asked[k].weight
	}
	return sum / s.total
}

// Strengths of what stands for the words of a query, against 1 for themselves.
const (
	synonymStrength = 0.5
	nameStrength    = 0.45
)

// expand lets the subject's other names stand for the words that named it.
func (s *search) expand(sub *subject, run []string, covers []int, strength float64) {
	from := s.wordsAt(covers)
	add := func(list [][]string, part float64) {
		for _, other := range list {
			if slices.Equal(other, run) || !s.holdsAll(other) || indexRun(run, other) >= 0 || s.hasAlternative(other) {
				continue
			}
			s.alternatives = append(s.alternatives, alternative{run: other, covers: covers, strength: part * strength, from: from, to: sub.written(other)})
		}
	}
	add(sub.others, synonymStrength)
	add(sub.names, nameStrength)
}

// expanded says what else the query stood for, as far as anything that was
// looked at holds it.
func (s *search) expanded() []query.Expansion {
	var out []query.Expansion
	for _, a := range s.alternatives {
		if a.to == "" || !a.found {
			continue
		}
		i := slices.IndexFunc(out, func(e query.Expansion) bool { return e.From == a.from })
		if i < 0 {
			out = append(out, query.Expansion{From: a.from})
			i = len(out) - 1
		}
		out[i].To = append(out[i].To, a.to)
	}
	return out
}

func (s *search) wordsAt(covers []int) string {
	var out []string
	for _, k := range covers {
		out = append(out, s.asked[k].text)
	}
	return strings.Join(out, " ")
}

func (s *search) holdsAll(run []string) bool {
	for _, w := range run {
		if s.lex.holdingStem(w) == 0 {
			return false
		}
	}
	return true
}

func (s *search) hasAlternative(run []string) bool {
	return slices.ContainsFunc(s.alternatives, func(a alternative) bool { return slices.Equal(a.run, run) })
}
