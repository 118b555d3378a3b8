package layout

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
)

// invisibles finds the characters of no width in text (corpus.Invisible), which
// web pages and word processors leave in what is copied from them. They are
// markup: taken out, they leave no gap, so that "Sec\u200btion 4" is a label. A
// soft hyphen at a line's end is a hyphen; a mark at the file's beginning says
// how it is encoded.
func invisibles(text string) []corpus.Span {
	var out []corpus.Span
	for i := 0; i < len(text); {
		k := strings.IndexFunc(text[i:], corpus.Invisible)
		if k < 0 {
			break
		}
		i += k
		r, w := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '\ufeff' && i == 0:
		case r == '\u00ad' && lineEnds(text[i+w:]):
		case len(out) > 0 && out[len(out)-1].End == i:
			out[len(out)-1].End = i + w
		default:
			out = append(out, corpus.Span{Start: i, End: i + w})
		}
		i += w
	}
	return out
}

// lineEnds: nothing but blanks stands between the start of s and a line's end.
func lineEnds(s string) bool {
	s = strings.TrimLeft(s, " \t")
	return s == "" || s[0] == '\n' || s[0] == '\r' || s[0] == '\f'
}

// both are two lists of disjoint spans as one, in order.
func both(a, b []corpus.Span) []corpus.Span {
	if len(b) == 0 {
		return a
	}
	out := append(append([]corpus.Span{}, a...), b...)
	sort.Slice(out, func(i, j int) bool { return out[i].Start < out[j].Start })
	return out
}
