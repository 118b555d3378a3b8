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
}

// A written is a run of stems with its words.
type written struct {
	run   []string
	words string
	near  bool // only related
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

// newSynonyms makes one synonym of each run, from all entries that have it.
func newSynonyms(list []corpus.Synonym, sp *speller) []synonym {
	var out []synonym
	at := map[string]int{}
	add := func(from string, to []string, near bool) {
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
			if len(other) > 0 && !slices.Equal(other, run) && !slices.ContainsFunc(out[i].stands, func(w written) bool { return slices.Equal(w.run, other) }) {
				out[i].stands = append(out[i].stands, written{other, t, near})
			}
		}
	}
	for _, s := range list {
		for _, from := range s.Say {
			add(from, s.Also, false)
			add(from, s.Near, true)
		}
		for _, from := range s.Same {
			add(from, s.Same, false)
		}
	}
	// Longer runs first: what "paid time off" stands for goes before what "time
	// off" does.
	slices.SortStableFunc(out, func(a, b synonym) int { return len(b.run) - len(a.run) })
	return out
}

// translate lets synonyms stand for the runs of the query that they are of. A
// run inside a longer one that was translated is not translated again.
func (s *search) translate(synonyms []synonym) {
	all := make([]string, len(s.asked))
	for i, a := range s.asked {
		all[i] = a.stem
	}
	done := make([]bool, len(all))
	for i := range synonyms {
		syn := &synonyms[i]
		if !slices.Contains(all, syn.run[0]) {
			continue
		}
		at := indexRun(all, syn.run)
		if at < 0 {
			continue
		}
		covers := span(at, len(syn.run))
		if len(syn.run) == 1 && done[at] {
			continue
		}
		from, some := s.wordsAt(covers), false
		for _, w := range syn.stands {
			if !s.holdsAll(w.run) || s.hasAlternative(w.run) {
				continue
			}
			a := alternative{run: w.run, covers: covers, strength: saidStrength, proof: s.specific(w.run, covers), said: true, from: from, to: w.words}
			if w.near {
				a.strength, a.proof, a.said = nearRelated, nearEvidence, false
			}
			s.alternatives = append(s.alternatives, a)
			some = true
		}
		if !some {
			continue
		}
		for _, k := range covers {
			done[k], s.asked[k].known = len(syn.run) > 1, true
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
