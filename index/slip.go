package index

import (
	"sort"
	"strings"
)

// A slipRow is, for each beginning of a typed word, the least cost of the slips
// that make it of the beginning of another word.
type slipRow []int

// nextRow works out in row the row of a word's first j letters from those of its
// first j-1, last, and j-2, before; it gives the least of it.
func nextRow(typed, w string, j int, before, last, row slipRow) int {
	c := w[j-1]
	put := letterCost(w, j-1)
	row[0] = last[0] + put
	least := row[0]
	for i := 1; i <= len(typed); i++ {
		change := 0
		if typed[i-1] != c {
			change = wrongLetter
			if isVowel(typed[i-1]) && isVowel(c) {
				change = wrongVowel
			}
		}
		x := min(row[i-1]+letterCost(typed, i-1), last[i]+put, last[i-1]+change)
		if i > 1 && j > 1 && typed[i-1] == w[j-2] && typed[i-2] == c {
			x = min(x, before[i-2]+swapped)
		}
		row[i] = x
		least = min(least, x)
	}
	return least
}

// firstRow is the row of no letters.
func firstRow(typed string, row slipRow) {
	row[0] = 0
	for i := range len(typed) {
		row[i+1] = row[i] + letterCost(typed, i)
	}
}

// slip is the least cost of the slips that make b of a; more than limit if it
// is more.
func slip(a, b string, limit int) int {
	before, last, row := make(slipRow, len(a)+1), make(slipRow, len(a)+1), make(slipRow, len(a)+1)
	firstRow(a, last)
	leastBefore := 0
	for j := 1; j <= len(b); j++ {
		least := nextRow(a, b, j, before, last, row)
		if least > limit && leastBefore > limit { // two letters that are swapped cost nothing between
			return limit + 1
		}
		leastBefore = least
		before, last, row = last, row, before
	}
	return last[len(a)]
}

// longestTyped is the length in bytes from which words are not looked for
// roughly: nobody types one, and rows of it take time.
const longestTyped = 64

// near calls f for the words that begin with start, that passages hold, and that
// are as many slips from t, and as many letters longer or shorter, at most; with
// what the slips cost. Words are gone through in the order of their texts, those
// that begin alike together: where a beginning is too far off, so are all words
// that have it.
func (l *lexicon) near(t string, slips int, start string, f func(n uint32, cost int)) {
	if len(t) > longestTyped {
		return
	}
	limit := slips * wrongLetter
	depth := len(t) + slips // of words that are looked at
	block := make(slipRow, (depth+1)*(len(t)+1))
	rows := make([]slipRow, depth+1)
	least := make([]int, depth+1)
	for j := range rows {
		rows[j] = block[j*(len(t)+1) : (j+1)*(len(t)+1)]
	}
	firstRow(t, rows[0])
	known := 0 // how many rows are of the word that is looked at
	for i := l.place(start); i < l.words; {
		n := l.inOrder(i)
		w := l.text(n)
		if !strings.HasPrefix(w, start) {
			return
		}
		far := 0 // the length of its beginning that is too far off
		for known < min(len(w), depth) {
			known++
			before := rows[0]
			if known > 1 {
				before = rows[known-2]
			}
			least[known] = nextRow(t, w, known, before, rows[known-1], rows[known])
			if least[known] > limit && least[known-1] > limit {
				far = known
				break
			}
		}
		if far == 0 && len(w) > depth {
			far = depth + 1 // too long, as is all that begins so
		}
		if far == 0 && len(w) >= len(t)-slips {
			if cost := rows[len(w)][len(t)]; cost <= limit && l.wordCount(n) > 0 {
				f(n, cost)
			}
		}
		// On to the next word that does not begin so.
		if i++; far > 0 {
			i = l.past(i, w[:far])
		}
		if i < l.words {
			known = min(known, l.inCommon(i))
			if far > 0 {
				// What was passed over has the beginning in common with w, the next
				// has less: no more than the least of what lies between, which is its own.
				known = min(known, far-1)
			}
		}
	}
}

// past is the first place at i or behind it whose word does not begin so, where
// the word before i does.
func (l *lexicon) past(i int, start string) int {
	for tries := 0; i < l.words && l.inCommon(i) >= min(len(start), 255); i++ {
		if tries++; tries == 512 { // many: halve
			return i + sort.Search(l.words-i, func(k int) bool { return !strings.HasPrefix(l.text(l.inOrder(i+k)), start) })
		}
	}
	return i
}
