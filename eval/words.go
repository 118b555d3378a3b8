package eval

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/gold"
)

// Words says how the words of a page's reading agree with those that are known
// to stand there. Words are parted by white space and compared as they are
// (ligatures and the like taken apart), so that a missing blank is a wrong word.
type Words struct {
	// Accuracy is the share of words that both have, whatever their order (F1).
	Accuracy float64 `json:"accuracy"`
	// Order is the same of the words that stand in the same order: the longest
	// common run with gaps. It is one less the edits by insertion and deletion
	// over the words of both.
	Order float64 `json:"order"`
	Read  int     `json:"read"`
	True  int     `json:"true"`
}

// CompareWords compares the words read with the true ones, both in the order
// of reading.
func CompareWords(read, truth []string) Words {
	read, truth = normalized(read), normalized(truth)
	out := Words{Read: len(read), True: len(truth)}
	count := map[string]int{}
	for _, w := range truth {
		count[w]++
	}
	both := 0
	for _, w := range read {
		if count[w] > 0 {
			count[w]--
			both++
		}
	}
	ordered := 0
	align(read, truth, func(_, _ int) { ordered++ })
	out.Accuracy, out.Order = share(2*both, len(read)+len(truth)), share(2*ordered, len(read)+len(truth))
	return out
}

func normalized(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = norm.NFKC.String(w)
	}
	return out
}

// A word of an agreement's text, with the place where it begins.
type placedWord struct {
	text string
	at   int
}

// ReadWords is the words of an agreement's text as a reader meets them:
// furniture left out but for the contents list, broken words joined.
func ReadWords(a *corpus.Agreement) []string {
	ws := wordsOf(a)
	out := make([]string, len(ws))
	for i, w := range ws {
		out[i] = w.text
	}
	return out
}

func wordsOf(a *corpus.Agreement) []placedWord {
	var out []placedWord
	var cur strings.Builder
	at, f, h := 0, 0, 0
	flush := func() {
		if cur.Len() > 0 {
			out = append(out, placedWord{norm.NFKC.String(cur.String()), at})
			cur.Reset()
		}
	}
	for i := 0; i < len(a.Text); {
		for f < len(a.Furniture) && (a.Furniture[f].Span.End <= i || a.Furniture[f].Kind == corpus.ContentsList) {
			f++
		}
		if f < len(a.Furniture) && a.Furniture[f].Span.Start <= i {
			if a.Furniture[f].Kind != corpus.Markup {
				flush()
			}
			i = a.Furniture[f].Span.End
			continue
		}
		for h < len(a.Hyphens) && a.Hyphens[h].Span.Start < i {
			h++
		}
		if h < len(a.Hyphens) && a.Hyphens[h].Span.Start == i {
			if a.Hyphens[h].Keep {
				cur.WriteByte('-')
			}
			i = a.Hyphens[h].Span.End
			continue
		}
		r, w := utf8.DecodeRuneInString(a.Text[i:])
		if unicode.IsSpace(r) {
			flush()
		} else {
			if cur.Len() == 0 {
				at = i
			}
			cur.WriteRune(r)
		}
		i += w
	}
	flush()
	return out
}

// Transferred is the reading a with its provisions moved to where their words
// stand in the text of another reading of the same words, so that both can be
// measured against the same gold. What stands nowhere there is left out.
func Transferred(a, to *corpus.Agreement) *corpus.Agreement {
	from, there := wordsOf(a), wordsOf(to)
	texts := func(ws []placedWord) []string {
		out := make([]string, len(ws))
		for i, w := range ws {
			out[i] = w.text
		}
		return out
	}
	match := make([]int, len(from))
	for i := range match {
		match[i] = -1
	}
	align(texts(from), texts(there), func(i, k int) { match[i] = k })
	// The word at a place, or the next that has a match close by.
	start := func(pos int) int {
		i := firstAt(from, pos)
		for k := i; k < min(i+4, len(from)); k++ {
			if match[k] >= k-i {
				return there[match[k]-(k-i)].at
			}
		}
		return -1
	}
	end := func(pos int) int {
		i := firstAt(from, pos) - 1
		for k := i; k >= 0 && k > i-4; k-- {
			if m := match[k] + i - k; match[k] >= 0 && m < len(there) {
				return there[m].at + len(there[m].text)
			}
		}
		return len(to.Text)
	}
	out := &corpus.Agreement{Text: to.Text, Source: to.Source, Furniture: to.Furniture, Hyphens: to.Hyphens}
	for _, p := range a.Provisions {
		s := start(p.Span.Start)
		if s < 0 {
			continue
		}
		p.Span = corpus.Span{Start: s, End: max(s, end(p.Span.End))}
		p.HeadingSpan = corpus.Span{Start: s, End: s}
		out.Provisions = append(out.Provisions, p)
	}
	return out
}

// firstAt is the index of the first word that begins at pos or behind it.
func firstAt(ws []placedWord, pos int) int {
	lo, hi := 0, len(ws)
	for lo < hi {
		if m := (lo + hi) / 2; ws[m].at < pos {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// StructureOf measures the provisions of a reading against gold, and lists what
// is wrong.
func StructureOf(a *corpus.Agreement, g *gold.Structure) (Structure, []string) {
	return newMatching(g, a).structure()
}
