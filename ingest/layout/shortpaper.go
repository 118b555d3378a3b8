package layout

import (
	"slices"
	"strconv"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// pageLine: a line at the edge of a page says its number and no more: "Page 1 of 2",
// "- 1 -", "1".
func pageLine(line string, n int) bool {
	text := strings.Trim(strings.ToLower(squash(line)), "-–— ")
	number, of, more := strings.Cut(strings.TrimPrefix(text, "page "), " of ")
	return number == strconv.Itoa(n) && (!more || strings.Trim(of, "0123456789") == "")
}

// shortPaper finds the labels of a paper of two pages, too few to count: "Page 1
// of 2" says itself what it is, as do "1" and "2" alone. Where both pages have one, a line that both begin
// or end with is a running head or foot, unless it may be the heading of two
// papers of a page each.
func (d *Document) shortPaper(tops, feet [][]int, labels []string) {
	if len(tops) != 2 || labels[0] != "" || labels[1] != "" {
		return
	}
	var edges [2][]int
	for s := range tops {
		edges[s] = slices.Concat(tops[s], feet[s])
		if !slices.ContainsFunc(edges[s], func(i int) bool {
			return pageLine(d.Lines[i].Bare, s+1)
		}) {
			return
		}
	}
	labels[0], labels[1] = "1", "2"
	for k, side := range [][][]int{tops, feet} {
		if len(side[0]) == 0 || len(side[1]) == 0 {
			continue
		}
		a, b := &d.Lines[side[0][0]], &d.Lines[side[1][0]]
		if squash(a.Bare) == squash(b.Bare) && hasLetter(a.Bare) && !capitals(a.Bare) && unitWord(a.Bare) == "" && len(a.Bare) < 100 && !sentenceLike(a.Bare) {
			a.Furniture = []corpus.FurnitureKind{corpus.Header, corpus.Footer}[k]
			b.Furniture = a.Furniture
		}
	}
}
