package index

import (
	"fmt"
	"slices"
	"strings"
)

// Evidence says how sure it is that a passage is about what was asked; where no
// passage gives enough, nothing is shown.

// What the best passage must give for anything to be shown: evidence, and the
// share of what the words tell that is found in it at all, close together or
// not. Of a few words nearly all must be there: half of "lactation room" is
// "room". A long question says much that no clause repeats. Chosen on the judged
// queries of corpus/gold, those held back left out: of those that something
// answers all but a few give more; docs/search.md has the figures.
const (
	enough       = 0.77
	enoughOfMany = 0.6
	enoughOfLong = 0.55
	enoughOfBare = 0.7 // of four words and more that are no sentence
	few          = 2

	heldOfFew   = 0.85
	heldOfThree = 0.68
	heldOfFour  = 0.7
	heldOfMany  = 0.65
)

// suffices reports whether a passage gives enough for anything to be shown.
func (s *search) suffices(m *match) bool {
	e := m.evidence(s.telling)
	if s.head >= 0 && !m.head {
		return false
	}
	switch {
	case s.telling < few:
		return e >= enough
	case s.telling == few:
		return e >= enough && m.held >= heldOfFew
	case s.telling == few+1:
		return e >= enoughOfMany && m.held >= heldOfThree
	}
	held := heldOfMany
	if s.telling == few+2 {
		held = heldOfFour
	}
	least := enoughOfLong
	if s.head >= 0 {
		least = enoughOfBare
	}
	return e >= least && m.held >= held
}

// lacks reports whether the library has nothing for a word that says much: it
// does not hold it, nor anything that stands for it. What is about the others of
// two or three words is then about something else: "organ donor leave".
func (s *search) lacks() bool {
	return s.telling <= few+1 && len(s.lacking()) > 0
}

// lacking lists such words, as they were typed.
func (s *search) lacking() []string {
	var out []string
	for k, a := range s.asked {
		if a.names() && s.lex.holdingStem(a.stem) == 0 && !slices.ContainsFunc(s.alternatives, func(x alternative) bool {
			return x.found && slices.Contains(x.covers, k) && s.holdsAll(x.run)
		}) {
			out = append(out, fmt.Sprintf("%q", a.text))
		}
	}
	return out
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

// A word counts as held by a passage from this proof on: what is only related
// gives less.
const heldFrom = 0.4

// closeness is how far words prove that stand n words from first to last, the
// less the farther where few are asked: "housing" and "allowed" in one sentence
// are no housing allowance.
func (s *search) closeness(n int) float64 {
	slack, most, lost := 20, 40, 0.15
	switch {
	case s.telling <= few:
		slack, most, lost = 8, 20, 0.35
	case s.telling == few+1:
		slack, most, lost = 12, 30, 0.3
	}
	return 1 - lost*float64(min(max(n-slack, 0), most-slack))/float64(most-slack)
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

// mostRelated is how many related words a note offers.
const mostRelated = 3

// noteRelated says, where nothing is shown, which words the library lacks, and
// which it has that are only like those asked for: who asks for Juneteenth may want the holidays.
func (s *search) noteRelated() {
	if list := s.lacking(); len(list) > 0 && len(list) < s.telling {
		s.note("no provision speaks of %s", strings.Join(list, " or "))
	}
	var list []string
	for _, a := range s.alternatives {
		if a.to != "" && a.found && (a.doubted || a.proof == nearEvidence) && len(list) < mostRelated && !slices.Contains(list, a.to) {
			list = append(list, a.to)
		}
	}
	if len(list) > 0 {
		s.note("nothing here is about it; related: %s", strings.Join(list, ", "))
	}
}

// noteUnmet says which words of the query nothing speaks of that is shown, nor
// of anything that stands for them: the answer is to the rest.
func (s *search) noteUnmet() {
	met := uint64(0)
	for i := range s.found {
		met |= s.found[i].match.words
	}
	var list []string
	for k, a := range s.asked {
		if k < 64 && met&(1<<k) == 0 && !a.asks && !a.generic {
			list = append(list, fmt.Sprintf("%q", a.text))
		}
	}
	if len(list) > 0 {
		s.note("none of these speaks of %s", strings.Join(list, " or "))
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
	s.tearApart()
	for i := range s.meant {
		s.meant[i].proof = s.vouches(s.meant[i].covers)
		if s.meant[i].subject.topic.Several {
			s.meant[i].proof = unknownSubject
		}
	}
	s.query.Expansions = s.expanded()
}

// termApart is what is left of what the words of a term prove where no passage
// has them close together: "prevailing" and "wage", each in its own sentence, are
// no prevailing wage.
const termApart = 0.65

// termRoom is how many other words may stand among those of a term: "list of
// all employees by seniority".
const termRoom = 10

// tearApart lets the words of terms prove less that stand together nowhere.
func (s *search) tearApart() {
	for _, term := range s.terms {
		if s.calledOtherwise(term) {
			continue
		}
		if !slices.ContainsFunc(s.found[:min(len(s.found), s.closely)], func(c candidate) bool { return s.together(term, &c) }) {
			for i := range s.alternatives {
				if a := &s.alternatives[i]; len(a.covers) == 1 && !a.same && slices.Contains(term, a.covers[0]) {
					a.proof = termApart * a.proves()
				}
			}
		}
	}
}

// calledOtherwise reports whether something was found that is another name of
// the whole term.
func (s *search) calledOtherwise(term []int) bool {
	return slices.ContainsFunc(s.alternatives, func(a alternative) bool {
		return a.said && a.found && !a.doubted && !slices.ContainsFunc(term, func(k int) bool { return !slices.Contains(a.covers, k) })
	})
}

// together reports whether a candidate has the asked words of a term close to
// each other, in any order; or some in its titles and the others in the text.
func (s *search) together(term []int, c *candidate) bool {
	last := make([]int32, len(term)) // one past where each stood last
	above, text := make([]bool, len(term)), 0
	each := func(places []occurrence, f func(k int, o occurrence)) {
		for _, o := range places {
			a := &s.alternatives[o.alternative]
			if len(a.covers) == len(term) && a.strength == 1 && slices.Equal(a.covers, term) {
				for k := range term {
					f(k, o)
				}
			}
			if len(a.covers) == 1 && a.strength == 1 {
				if k := slices.Index(term, a.covers[0]); k >= 0 {
					f(k, o)
				}
			}
		}
	}
	for _, places := range [][]occurrence{c.seen.title, c.seen.path} {
		each(places, func(k int, _ occurrence) { above[k] = true })
	}
	titled, close := slices.Contains(above, true), false
	each(c.seen.text, func(k int, o occurrence) {
		if last[k] == 0 && !above[k] {
			text++
		}
		last[k] = o.to
		if first := slices.Min(last); first > 0 && int(slices.Max(last)-first) < len(term)+termRoom {
			close = true
		}
	})
	held := text
	for _, is := range above {
		if is {
			held++
		}
	}
	return close || titled && held == len(term)
}
