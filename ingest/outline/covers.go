package outline

import (
	"sort"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// coverLines is how many lines the cover of an agreement bound in behind another
// has at the most.
const coverLines = 24

// covers finds the covers of agreements that are bound in behind the first: where
// the numbers of the articles begin anew, what stands in capitals right before
// them is not the end of the last article.
func (r *reader) covers(main []candidate) {
	for i := 1; i < len(main); i++ {
		if main[i].ord != 1 || main[i-1].ord < 3 {
			continue
		}
		at := main[i].line
		k := at
		for k > main[i-1].line+1 && at-k < coverLines && coverLine(r.lines[k-1].Bare) && !r.lines[k-1].Running {
			k--
		}
		// It begins behind a blank line or a page's end, in capitals.
		for k < at && (!allCaps(r.lines[k].Bare) || r.lines[k].After == 0 && !r.pageBetween(k)) {
			k++
		}
		if k == at {
			continue
		}
		l := r.lines[k]
		u := &unit{line: k, start: l.Span.Start, kind: corpus.Other, title: cleanTitle(l.Bare), conf: 0.8, cover: true}
		r.close(u, k, len(l.Bare))
		r.top = append(r.top, u)
	}
	sort.SliceStable(r.top, func(a, b int) bool { return r.top[a].line < r.top[b].line })
}

// coverLine: a line may stand on a cover: in capitals, a title, a date, no
// sentence and no line to sign on.
func coverLine(s string) bool {
	return (allCaps(s) || titleLike(s) && len(s) < 80 || dateLine(s) || strings.EqualFold(s, "and")) && !strings.Contains(s, "__") && !strings.HasSuffix(s, ".") && !strings.Contains(s, "\t")
}
