package index

import (
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// A synonym is a run of stems and what it also stands for.
type synonym struct {
	run    []string
	stands []written
	term   bool // agreements themselves write run
}

// A written is a run of stems with its words.
type written struct {
	run   []string
	words string
	near  bool // only related
	same  bool // means the same, whichever is written
}

// saidStrength is what a synonym's match is worth against that of the words
// themselves. Synonyms of words are close; those of topics less so.
const saidStrength = 0.7

// What is only related is found for less, and proves next to nothing: who asks
// for a gym membership is shown the fitness programme only if more speaks for it.
const (
	nearRelated  = 0.5
	nearEvidence = 0.35
)

// termLacks is what is left of the proof that a synonym gives of a term that
// agreements themselves write and no passage has: where nothing says "asbestos",
// a clause on ventilation is not about it. Slang is written nowhere, so its
// synonyms prove as much as any: "moonlighting" is outside employment.
const termLacks = 0.6

// newSynonyms makes one synonym of each run, from all entries that have it.
func newSynonyms(list []corpus.Synonym, sp *speller) []synonym {
	var out []synonym
	at := map[string]int{}
	add := func(from string, to []string, how written) {
		run := stems(sp.words(from))
		key := strings.Join(run, " ")
		if len(run) == 0 {
			return
		}
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, synonym{run: run})
		}
		for _, t := range to {
			other := stems(sp.words(t))
			if len(other) == 0 {
				continue
			}
			if slices.Equal(other, run) {
				out[i].term = out[i].term || !how.near
				continue
			}
			if k := slices.IndexFunc(out[i].stands, func(w written) bool { return slices.Equal(w.run, other) }); k >= 0 {
				out[i].stands[k].same = out[i].stands[k].same || how.same
				continue
			}
			how.run, how.words = other, t
			out[i].stands = append(out[i].stands, how)
		}
	}
	for _, s := range list {
		for _, from := range s.Say {
			add(from, s.Also, written{})
			add(from, s.Near, written{near: true})
		}
		for _, from := range s.Same {
			add(from, s.Same, written{same: true})
		}
	}
	// Longer runs first: what "paid time off" stands for goes before what "time
	// off" does.
	slices.SortStableFunc(out, func(a, b synonym) int { return len(b.run) - len(a.run) })
	return out
}

// translate lets synonyms stand for the runs of the query that they are of. A
// word inside a longer run that was translated is translated to what means the
// same only: "standby" of "standby pay" to "on call".
func (s *search) translate(know *knowledge) {
	all := make([]string, len(s.asked))
	for i, a := range s.asked {
		all[i] = a.stem
	}
	done := make([]bool, len(all))
	for _, i := range placesOf(know.beginning, all) {
		syn := &know.synonyms[i]
		at := indexRun(all, syn.run)
		if at < 0 {
			continue
		}
		covers := span(at, len(syn.run))
		inside := len(syn.run) == 1 && done[at] // "standby" of "standby pay": only what means the same
		from, some := s.wordsAt(covers), false
		if syn.term && len(syn.run) > 1 && !s.hasAlternative(syn.run) {
			s.alternatives = append(s.alternatives, alternative{run: syn.run, covers: covers, strength: 1, term: true})
			s.hasTermAt(covers)
		}
		for _, w := range syn.stands {
			if inside && !w.same || !s.holdsAll(w.run) {
				continue
			}
			if k := slices.IndexFunc(s.alternatives, func(a alternative) bool { return slices.Equal(a.run, w.run) && !s.beyondIt(covers, a.covers) }); k >= 0 {
				if w.same { // "on call" stands for "standby pay" because it does for "standby"
					s.alternatives[k].insteadOf, s.alternatives[k].same = nil, true
				}
				continue
			}
			a := alternative{run: w.run, covers: covers, strength: saidStrength, proof: s.specific(w.run, covers), said: true, same: w.same, from: from, to: w.words}
			switch {
			case w.near:
				a.strength, a.proof, a.said = nearRelated, nearEvidence, false
			case syn.term && !w.same:
				a.insteadOf = syn.run
			}
			s.alternatives = append(s.alternatives, a)
			some = true
		}
		if !some {
			continue
		}
		for _, k := range covers {
			done[k], s.asked[k].known = done[k] || len(syn.run) > 1, true
		}
	}
}

// specific is what finding run proves of the asked words that it stands for:
// less, the commoner it is against them. "Reside" for "residency" is in every
// agreement, and says nothing of a duty to live in the city.
func (s *search) specific(run []string, covers []int) float64 {
	asked, found := 0.0, 0.0
	for _, k := range covers {
		asked = max(asked, s.lex.idf(s.asked[k].stem))
	}
	for _, w := range run {
		found += s.lex.idf(w)
	}
	return saidStrength * min(1, max(0.5, found/(0.6*asked)))
}

// hasTermAt notes that the asked words at covers are a term of the field, as far
// as they name a subject: of "no strike clause" nothing is left.
func (s *search) hasTermAt(covers []int) {
	if slices.ContainsFunc(covers[:len(covers)-1], func(k int) bool { return s.asked[k].asks }) {
		return // "time off to vote": a phrase of speech
	}
	covers = slices.DeleteFunc(slices.Clone(covers), func(k int) bool { return s.asked[k].asks })
	if len(covers) > 1 && !slices.ContainsFunc(s.terms, func(t []int) bool { return slices.Equal(t, covers) }) {
		s.terms = append(s.terms, covers)
	}
}

// beyondIt reports whether one of covers is neither among done nor held by more
// than a stray passage: "ties" already stand for the "tie" of "tie breaker"; where
// nothing but an index page says "breaker" they stand for both.
func (s *search) beyondIt(covers, done []int) bool {
	return slices.ContainsFunc(covers, func(k int) bool {
		return !slices.Contains(done, k) && float64(s.lex.holdingStem(s.asked[k].stem)) <= rarest*float64(s.lex.documents)
	})
}
