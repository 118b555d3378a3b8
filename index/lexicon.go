package index

import (
	"math"
	"strings"
)

// A lexicon is the vocabulary of an index: its words and stems, each with the
// number of passages that hold it.
type lexicon struct {
	*wordTable
	documents int
}

// holding is the number of passages that hold a word as it is written.
func (l *lexicon) holding(word string) int {
	if n, ok := l.find(word); ok {
		return l.wordCount(n)
	}
	return 0
}

// holdingStem is the number of passages whose text, or whose title if those are
// more, holds a word of that stem.
func (l *lexicon) holdingStem(stem string) int {
	if n, ok := l.findStem(stem); ok {
		return l.stemCount(n)
	}
	return 0
}

// beginning lists the words that begin so and that passages hold, in the order
// of their texts.
func (l *lexicon) beginning(start string) []uint32 {
	var out []uint32
	for i := l.place(start); i < l.words && strings.HasPrefix(l.text(l.inOrder(i)), start); i++ {
		if n := l.inOrder(i); l.wordCount(n) > 0 {
			out = append(out, n)
		}
	}
	return out
}

// rarest is the share of passages below which rarer tells no more: one in five
// hundred. Between a word that stands twice in the library and one that stands
// ten times lies chance, not meaning.
const rarest = 0.002

// idf is what a stem tells: the rarer the more. One that is nowhere tells most.
func (l *lexicon) idf(stem string) float64 {
	n := float64(l.documents)
	df := max(float64(l.holdingStem(stem)), rarest*n)
	return math.Log(1 + (n-df+0.5)/(df+0.5))
}

// correct is the word of the vocabulary that t was meant for, if one is near
// enough: one slip, or two in a word of ten letters and more. The first letter
// is seldom wrong. Short words are left alone: nearly any is near another.
//
// Words that the library may not hold but that are known, of topics and
// synonyms and of the language's own small change, are corrected to as well:
// "moonlihting" is "moonlighting", and finds what stands for that.
func (l *lexicon) correct(t string, known map[int][]string) (string, bool) {
	if len(t) < 5 || t[0] < 'a' || t[0] > 'z' {
		return "", false
	}
	slips := 1
	if len(t) >= 10 {
		slips = 2
	}
	best, bestCost, bestCount := "", math.MaxInt, 0
	consider := func(w string, cost, count int) {
		// Equal distance: the commoner word. A word that stands once may be a
		// slip of the document's own.
		if cost < bestCost || cost == bestCost && (count > bestCount || count == bestCount && w < best) {
			best, bestCost, bestCount = w, cost, count
		}
	}
	l.near(t, slips, t[:1], func(n uint32, cost int) { consider(l.text(n), cost, l.wordCount(n)) })
	for n := len(t) - slips; n <= len(t)+slips; n++ {
		for _, w := range known[n] {
			if w[0] == t[0] {
				if cost := slip(t, w, slips*wrongLetter); cost <= slips*wrongLetter {
					consider(w, cost, l.holding(w))
				}
			}
		}
	}
	return best, best != ""
}

// Costs of the slips of a pen, in sixths: what people do often costs less, so
// that "acrual" is "accrual" before it is "actual".
const (
	doubledLetter = 3 // a letter doubled, or a double one written once: holliday, acrual
	lostVowel     = 4 // a vowel left out or put in: senority, vacaition
	lostLetter    = 5
	swapped       = 4 // two letters swapped: grievnace
	wrongVowel    = 5 // one vowel for another: vacetion
	wrongLetter   = 6
)

// letterCost is what it costs to leave out the letter of w at i, or to put it in.
func letterCost(w string, i int) int {
	switch {
	case i > 0 && w[i] == w[i-1]:
		return doubledLetter
	case isVowel(w[i]):
		return lostVowel
	}
	return lostLetter
}

func isVowel(c byte) bool {
	switch c {
	case 'a', 'e', 'i', 'o', 'u', 'y':
		return true
	}
	return false
}
