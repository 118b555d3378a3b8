package index

import (
	"slices"
	"strings"
)

// Evidence says how sure it is that a passage is about what was asked; where no
// passage gives enough, nothing is shown.

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

// suffices reports whether the evidence of the best passage is enough.
func (s *search) suffices(best float64) bool {
	switch {
	case s.telling <= few:
		return best >= enough && !s.lacks()
	case s.telling == few+1:
		return best >= enoughOfMany && !s.lacks()
	}
	return best >= enoughOfMany
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

// mostRelated is how many related words a note offers.
const mostRelated = 3

// noteRelated says, where nothing is shown, which words the library has that are
// only like those asked for: who asks for Juneteenth may want the holidays.
func (s *search) noteRelated() {
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
const termApart = 0.85

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
				if a := &s.alternatives[i]; len(a.covers) == 1 && a.strength == 1 && slices.Contains(term, a.covers[0]) {
					a.proof = termApart
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
