package outline

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// levelled puts the entries without a label on top where none with one stands
// below the top: a list of items 1 to 22 and, behind them, "Duration".
func levelled(list []entry) []entry {
	tops, last := 0, -1
	for i := range list {
		switch e := &list[i]; {
		case e.Number == "" && e.word == "" || e.Depth == 0 && (e.word == wordLetter || e.word == wordAppendix):
		case e.Depth > 0 || e.word != "item":
			return list
		default:
			tops, last = tops+1, i
		}
	}
	if tops < 4 {
		return list
	}
	for i := last + 1; i < len(list); i++ {
		if e := &list[i]; e.Number == "" && e.word == "" && e.Page != "" {
			e.Depth, e.Kind, e.top = 0, corpus.Other, i
		}
	}
	return list
}

// gapBefore: a tab or a wide gap stands before the number that ends s.
func gapBefore(s, number string) bool {
	head := strings.TrimSuffix(strings.TrimRight(s, " ."), number)
	return strings.HasSuffix(head, "  ") || strings.HasSuffix(head, "\t")
}
