package index

import (
	"math"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/index/query"
)

// nearestName is the word of names that t was meant for, if one is near enough:
// "genessee", "multnoma". The rules are those of [lexicon.correct].
func nearestName(t string, names *corpus.AgreementNames) (string, bool) {
	if len(t) < 5 || t[0] < 'a' || t[0] > 'z' || names.Has(t) {
		return "", false
	}
	slips := 1
	if len(t) >= 10 {
		slips = 2
	}
	best, bestCost := "", math.MaxInt
	for _, w := range names.Words() {
		if len(w) < 4 || w[0] != t[0] || len(w) < len(t)-slips || len(w) > len(t)+slips {
			continue
		}
		if cost := slip(t, w, slips*wrongLetter); cost <= slips*wrongLetter && cost < bestCost {
			best, bestCost = w, cost
		}
	}
	return best, best != ""
}

// mendNames corrects words of a query that are nowhere in the library to words
// of the names of its agreements, before those are taken out: who mistypes the
// name of a county means the county. The query's corrections say so.
func (g *generation) mendNames(s *search, know *knowledge, words []word) []word {
	if s.request.NoCorrect {
		return words
	}
	out := words
	for i, w := range words {
		if isStop(w.text) || asksOnly(w.text) || s.lex.holding(w.text) > 0 {
			continue
		}
		to, ok := nearestName(w.text, g.partyWords())
		// "Enginering" has the stem of "engineering", and still is no such word.
		if !ok || (know.vocabulary[w.stem] || s.lex.holdingStem(w.stem) > 0) && stemOf(to) != w.stem {
			continue
		}
		if &out[0] == &words[0] {
			out = slices.Clone(words)
		}
		mended := s.speller.words(to)[0]
		mended.start, mended.end = w.start, w.end
		out[i] = mended
		s.correct(w.text, to)
	}
	return out
}

func (s *search) correct(from, to string) {
	c := query.Correction{From: from, To: to}
	if !slices.Contains(s.query.Corrections, c) {
		s.query.Corrections = append(s.query.Corrections, c)
	}
}

// typed is a run of words as a name may be written: "517-M" is one word.
func typed(run []word, text string) string {
	var b strings.Builder
	for i, w := range run {
		if i > 0 {
			if run[i-1].end < w.start && text[run[i-1].end:w.start] == "-" {
				b.WriteByte('-')
			} else {
				b.WriteByte(' ')
			}
		}
		b.WriteString(w.text)
	}
	return b.String()
}

// isParty reports whether run is most of a party's or unit's name, as it is
// written: "Michigan Corrections Organization", each word of which is a word of
// the language.
func (g *generation) isParty(run []word, ids []string) bool {
	var asked []string
	for _, w := range run {
		if !isStop(w.text) {
			asked = append(asked, w.text)
		}
	}
	if len(asked) < 2 {
		return false
	}
	sp := newSpeller()
	for _, n := range g.parties {
		if !slices.Contains(ids, n.ID) {
			continue
		}
		for _, name := range []string{n.Employer, n.Union, n.Unit} {
			var words []string
			for _, w := range sp.words(name) {
				if !isStop(w.text) {
					words = append(words, w.text)
				}
			}
			if at := indexOfRun(words, asked); at >= 0 && (len(asked) > 2 || 3*len(asked) >= 2*len(words)) {
				return true
			}
		}
	}
	return false
}

// indexOfRun is where run stands in list, or -1.
func indexOfRun(list, run []string) int {
	for i := 0; i+len(run) <= len(list); i++ {
		if slices.Equal(list[i:i+len(run)], run) {
			return i
		}
	}
	return -1
}

// kindWords are what the parts of agreements are called, as far as they are long
// enough to be mistyped.
func kindWords() []string {
	return []string{"article", "section", "subsection", "paragraph", "appendix", "letter", "understanding", "schedule", "exhibit", "addendum", "attachment"}
}

// mendCitation is what the words of a query may have been meant for, if they were
// meant for a citation: "artcle 10 secton C", "art 11 s 2". Words that the library
// holds are left alone. It is empty if nothing is to be mended.
func (s *search) mendCitation(terms []string) (text string, mended []query.Correction) {
	out := slices.Clone(terms)
	for i, t := range terms {
		low := strings.ToLower(strings.Trim(t, ".,:;"))
		if s.request.NoCorrect || low == "" {
			continue
		}
		if (low == "s" || low == "ss") && i > 0 && i+1 < len(terms) && terms[i+1][0] >= '0' && terms[i+1][0] <= '9' {
			out[i] = "section" // an abbreviation, not a slip
			continue
		}
		if len(low) < 5 || s.lex.holding(low) > 0 || slices.Contains(kindWords(), low) {
			continue
		}
		for _, w := range kindWords() {
			if w[0] == low[0] && slip(low, w, wrongLetter) <= wrongLetter {
				out[i] = w
				mended = append(mended, query.Correction{From: low, To: w})
				break
			}
		}
	}
	if slices.Equal(out, terms) {
		return "", nil
	}
	return strings.Join(out, " "), mended
}

// mendName corrects the words around a citation to words of agreements' names.
func (s *search) mendName(words string, names *corpus.AgreementNames) (string, []query.Correction) {
	if s.request.NoCorrect {
		return words, nil
	}
	var mended []query.Correction
	out := strings.Fields(words)
	for i, w := range out {
		low := strings.ToLower(strings.Trim(w, ".,:;"))
		if s.lex.holding(low) > 0 || isStop(low) {
			continue
		}
		if to, ok := nearestName(low, names); ok {
			out[i] = to
			mended = append(mended, query.Correction{From: low, To: to})
		}
	}
	return strings.Join(out, " "), mended
}
