package corpus

import "sort"

// Scanned reports whether any of s was read off a picture: numbers in it are
// to be checked against the page.
func (a *Agreement) Scanned(s Span) bool {
	k := sort.Search(len(a.Pages), func(k int) bool { return a.Pages[k].Span.End > s.Start })
	for ; k < len(a.Pages) && a.Pages[k].Span.Start < s.End; k++ {
		p := &a.Pages[k]
		if p.OCR {
			return true
		}
		i := sort.Search(len(p.Lines), func(i int) bool { return p.Lines[i].Span.End > s.Start })
		for ; i < len(p.Lines) && p.Lines[i].Span.Start < s.End; i++ {
			if p.Lines[i].OCR {
				return true
			}
		}
	}
	return false
}
