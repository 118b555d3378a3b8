package outline

import "github.com/clausebook/clausebook/corpus"

// leastNumbered is how many pages with numbers prove that the pages of an agreement
// are numbered.
const leastNumbered = 8

// boundBehind makes a unit of what is bound in behind the last numbered page: a
// signing service's certificate of two pages or more, a printed form. Its first page
// opens with a title of its own and no unit was found on it or behind it. It cannot
// fire where a tenth of the pages before have no number, nor for a third of the file.
func (r *reader) boundBehind() {
	pages := r.doc.Pages
	n := len(pages)
	for n > 0 && pages[n-1].Label == "" {
		n--
	}
	labelled := 0
	for i := range pages[:n] {
		if pages[i].Label != "" {
			labelled++
		}
	}
	if behind := len(pages) - n; behind < 2 || behind*3 > len(pages) || labelled < leastNumbered || labelled*10 < n*9 {
		return
	}
	k := len(r.lines)
	for k > 0 && r.lines[k-1].Span.Start >= pages[n].Span.Start {
		k--
	}
	if k == len(r.lines) || k == 0 || len(r.top) == 0 {
		return
	}
	for _, u := range r.top {
		if u.last >= k {
			return
		}
	}
	l := r.lines[k]
	if _, ok := readLabel(l.Bare); ok || l.Running || !titleLike(l.Bare) || len(l.Bare) > 60 || endsSentence(l.Bare) || len(r.lines[k].Bare) < 8 {
		return
	}
	u := &unit{line: k, start: l.Span.Start, kind: corpus.Other, title: cleanTitle(l.Bare), conf: 0.75, cover: true}
	r.close(u, k, len(l.Bare))
	r.top = append(r.top, u)
}
