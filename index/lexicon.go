package index

import (
	"errors"
	"fmt"
	"math"

	"github.com/blevesearch/bleve/v2"
)

// A lexicon is the vocabulary of an index: its words and stems, each with the
// number of passages that hold it.
type lexicon struct {
	words     map[string]int
	stems     map[string]int
	byLength  map[int][]string // words of two letters and more, for spelling
	documents int
}

// lexicon reads the vocabulary, at first use.
func (g *generation) lexicon() (*lexicon, error) {
	g.lexiconOnce.Do(func() { g.lex, g.lexErr = readLexicon(g.engine, int(g.meta.Documents)) })
	return g.lex, g.lexErr
}

func readLexicon(engine bleve.Index, documents int) (*lexicon, error) {
	l := &lexicon{words: map[string]int{}, stems: map[string]int{}, byLength: map[int][]string{}, documents: documents}
	err := errors.Join(
		eachTerm(engine, fieldText, func(t string, n int) { l.stems[t] = max(l.stems[t], n) }),
		eachTerm(engine, fieldTitle, func(t string, n int) { l.stems[t] = max(l.stems[t], n) }),
		eachTerm(engine, fieldWord, func(t string, n int) { l.words[t] = n }),
	)
	if err != nil {
		return nil, fmt.Errorf("read the index's vocabulary: %w", err)
	}
	for w := range l.words {
		if len(w) > 1 {
			l.byLength[len(w)] = append(l.byLength[len(w)], w)
		}
	}
	return l, nil
}

func eachTerm(engine bleve.Index, field string, f func(term string, documents int)) (err error) {
	dict, err := engine.FieldDict(field)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, dict.Close()) }()
	for {
		e, err := dict.Next()
		if err != nil {
			return err
		}
		if e == nil {
			return nil
		}
		f(e.Term, int(e.Count))
	}
}

// idf is what a stem tells: the rarer the more. One that is nowhere tells most.
func (l *lexicon) idf(stem string) float64 {
	n, df := float64(l.documents), float64(l.stems[stem])
	return math.Log(1 + (n-df+0.5)/(df+0.5))
}

// correct is the word of the vocabulary that t was meant for, if one is near
// enough: one letter too many, too few, wrong, or two swapped; two such slips
// in a word of ten letters and more. The first letter is seldom wrong. Short
// words are left alone: nearly any is near another.
func (l *lexicon) correct(t string) (string, bool) {
	if len(t) < 4 || t[0] < 'a' || t[0] > 'z' {
		return "", false
	}
	slips := 1
	if len(t) >= 10 {
		slips = 2
	}
	best, bestCost, bestCount := "", math.MaxInt, 0
	for n := len(t) - slips; n <= len(t)+slips; n++ {
		for _, w := range l.byLength[n] {
			if w[0] != t[0] {
				continue
			}
			d := slip(t, w, slips)
			if d > slips {
				continue
			}
			// Equal distance: the commoner word. A word that stands once may be a
			// slip of the document's own.
			if d < bestCost || d == bestCost && (l.words[w] > bestCount || l.words[w] == bestCount && w < best) {
				best, bestCost, bestCount = w, d, l.words[w]
			}
		}
	}
	return best, best != ""
}

// slip is the number of letters added, left out, changed, or swapped with the
// next, that make b of a; more than limit if there are more.
func slip(a, b string, limit int) int {
	if abs(len(a)-len(b)) > limit {
		return limit + 1
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit {
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
