package outline

import (
	"sort"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
)

// A trimmer finds the ends of spans: white space and furniture at an end belong
// to no provision.
type trimmer struct {
	text string
	furn []corpus.Furniture
}

func newTrimmer(text string, f []corpus.Furniture) *trimmer { return &trimmer{text, f} }

// back is the end of the ink in text[start:end].
func (t *trimmer) back(start, end int) int {
	for end > start {
		r, w := utf8.DecodeLastRuneInString(t.text[:end])
		if unicode.IsSpace(r) || r == '\ufeff' {
			end -= w
			continue
		}
		k := sort.Search(len(t.furn), func(k int) bool { return t.furn[k].Span.End >= end })
		// Markup that closes a heading or a word stays with it.
		if k < len(t.furn) && t.furn[k].Span.Start < end && t.furn[k].Span.End >= end && t.furn[k].Kind != corpus.Markup {
			end = t.furn[k].Span.Start
			continue
		}
		break
	}
	return max(start, end)
}

// forward is the start of the ink in text[start:end].
func (t *trimmer) forward(start, end int) int {
	for start < end {
		r, w := utf8.DecodeRuneInString(t.text[start:])
		if unicode.IsSpace(r) || r == '\ufeff' {
			start += w
			continue
		}
		k := sort.Search(len(t.furn), func(k int) bool { return t.furn[k].Span.End > start })
		if k < len(t.furn) && t.furn[k].Span.Start <= start && t.furn[k].Kind != corpus.Markup {
			start = t.furn[k].Span.End
			continue
		}
		break
	}
	return min(start, end)
}
