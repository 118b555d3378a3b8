package layout

import (
	"math"

	"github.com/clausebook/clausebook/corpus"
)

// cornerHeads marks running heads that change with every page: the name of what
// the page is on, set below the page's number in the right corner ("Page 6 of 30 /
// Career Ladder"). They don't repeat, so that their place alone tells them: they
// begin in the right half of the page and end where the label above them ends, on
// a third of the pages that have one there. Headings and text begin elsewhere, and
// a date in the corner of a letter has no page number above it.
func (d *Document) cornerHeads(pages []PlacedPage, boxes [][]corpus.LineBox) {
	type corner struct{ lines []int }
	var found []corner
	labelled := 0
	at := 0
	for s := range pages {
		var first []int // lines at the top of the sheet, the label's first
		var right float64
		for at < len(d.Lines) && d.Lines[at].Sheet < s {
			at++
		}
		b := 0
		for i := at; i < len(d.Lines) && d.Lines[i].Sheet == s && i < at+6; i++ {
			l := &d.Lines[i]
			for b < len(boxes[s]) && boxes[s][b].Span.End < l.Span.End {
				b++
			}
			if b == len(boxes[s]) || l.Blank() {
				break
			}
			box := boxes[s][b].Box
			inRight := box.X0 > pages[s].Width/2
			if first == nil {
				if l.Furniture != corpus.PageLabel && l.Furniture != corpus.Header || !inRight || box.Y0 > pages[s].Height/4 {
					break
				}
				labelled++
				right = box.X1
				first = []int{}
				continue
			}
			if l.Furniture != "" || !inRight || math.Abs(box.X1-right) > cornerSlack || len(l.Bare) > 60 || sentenceLike(l.Bare) || unitLabel(l.Bare) {
				break
			}
			first = append(first, i)
		}
		if len(first) > 0 && len(first) <= 3 {
			found = append(found, corner{first})
		}
	}
	if len(found) < 3 || len(found)*3 < labelled {
		return
	}
	for _, c := range found {
		for _, i := range c.lines {
			d.Lines[i].Furniture, d.Lines[i].Running = corpus.Header, false
		}
	}
}

// cornerSlack is how far apart lines end that end at one edge, in points; a scan
// is a little askew.
const cornerSlack = 6
