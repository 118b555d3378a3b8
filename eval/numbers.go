package eval

import (
	"strings"
	"unicode"

	"github.com/clausebook/clausebook/corpus"
)

// Numbers says how the words with figures in them (amounts, dates, labels) of a
// reading agree with those of another reading of the same words that is known
// to be right.
type Numbers struct {
	True int // words with figures that there are
	// Lost are those that were not read at all, Wrong those read as something
	// else: "read (true)".
	Lost, Wrong []string
	// Told is how many of Wrong a diagnostic for that place tells of. The others
	// are wrong in silence.
	Told int
	// Doubted is how many words with figures a diagnostic tells of, wrong or not.
	Doubted int
}

// CompareNumbers compares the words with figures of a with those of truth. told
// says which diagnostics of a point at single words.
func CompareNumbers(a, truth *corpus.Agreement, told func(corpus.Diagnostic) bool) Numbers {
	read, there := wordsOf(a), wordsOf(truth)
	bare := func(ws []placedWord) []string {
		out := make([]string, len(ws))
		for i, w := range ws {
			out[i] = strings.Trim(w.text, ".,;:()[]\"'“”‘’")
		}
		return out
	}
	r, t := bare(read), bare(there)
	doubted := func(w placedWord) bool {
		for _, d := range a.Diagnostics {
			if told(d) && d.Span.Start < w.at+len(w.text) && w.at < d.Span.End {
				return true
			}
		}
		return false
	}
	var out Numbers
	for _, w := range t {
		if figures(w) {
			out.True++
		}
	}
	for i, w := range r {
		if figures(w) && doubted(read[i]) {
			out.Doubted++
		}
	}
	// Between two words that agree stand as many that do not.
	li, lk := -1, -1
	settle := func(i, k int) {
		got, want := r[li+1:i], t[lk+1:k]
		for n, w := range got {
			is := ""
			if n < len(want) {
				is = want[n]
			}
			if !figures(w) && !figures(is) {
				continue
			}
			if figures(is) && is == w {
				continue
			}
			out.Wrong = append(out.Wrong, w+" ("+is+")")
			if doubted(read[li+1+n]) {
				out.Told++
			}
		}
		for _, w := range want[min(len(got), len(want)):] {
			if figures(w) {
				out.Lost = append(out.Lost, w)
			}
		}
		li, lk = i, k
	}
	align(r, t, settle)
	settle(len(r), len(t))
	return out
}

func figures(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }
