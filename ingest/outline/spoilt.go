package outline

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// spoilt adds to a chain of bare labels ("H.", "J.", "K.") the headings of the
// numbers that it lacks and the contents list has, of which a scan left another
// mark or none: "WL Instructional Leaders" for L, ". The Readiness Corps" for M,
// "I Career Ladder" without its point. The title must be alone on its line as the
// list has it, apart from what is before, and the only one of its kind between the
// two headings. The number is the list's; a diagnostic says so where
// the mark is not the number.
func (r *reader) spoilt(chain []candidate) []candidate {
	if len(chain) < 3 || chain[0].lab.word != "" || len(r.entries) == 0 {
		return chain
	}
	form := chain[0].lab.form()
	out := chain[:1:1]
	for i := 1; i < len(chain); i++ {
		a, b := chain[i-1], chain[i]
		from := a.line + 1
		for ord := a.ord + 1; ord < b.ord; ord++ {
			e := r.entryOn(ord)
			if e == nil || len(e.folded) < 6 {
				continue
			}
			found, at, n := -1, 0, 0
			for k := from; k < b.line; k++ {
				if end, ok := r.spoiltTitle(k, e); ok {
					found, at = k, end
					n++
				}
			}
			if n != 1 {
				continue
			}
			from = found + 1
			out = append(out, candidate{line: found, ord: ord, score: 3, lab: label{number: e.Number, readings: []reading{{form, ord}}, end: at, clear: true}})
			if mark := strings.Trim(r.lines[found].Bare[:at], " .:)"); mark != e.Number {
				s := r.lines[found].Span
				r.diags = append(r.diags, corpus.Diagnostic{Code: "illegible-number", Severity: corpus.Warning, Span: corpus.Span{Start: s.Start, End: min(s.End, s.Start+max(at, 1))},
					Message: "the label of this heading is not legible; the contents list has " + e.Number + " for it"})
			}
		}
		out = append(out, b)
	}
	return out
}

// entryOn is the one article of the contents list with position ord; nil if there
// is none or more.
func (r *reader) entryOn(ord int) *entry {
	if of := r.byNumber[place{wordArticle, ord}]; len(of) == 1 {
		return of[0]
	}
	return nil
}

// spoiltTitle: line k is the title of e behind a mark of at most three letters,
// which ends at offset at; "The" before a title is in the body as often as not.
func (r *reader) spoiltTitle(k int, e *entry) (at int, ok bool) {
	l := r.lines[k]
	if l.Running || len(l.Bare) > 110 || l.After == 0 && !r.pageBetween(k) {
		return 0, false
	}
	mark, rest, cut := strings.Cut(l.Bare, " ")
	first := len(l.Bare) - len(strings.TrimLeft(rest, " "))
	if !cut || len(mark) > 4 {
		first = 0
	}
	most := max(1, len(e.folded)/6)
	for _, from := range []int{first, 0} {
		title := strings.TrimPrefix(l.Bare[from:], "The ")
		if f := fold(title); !lowerStart(title) && !endsSentence(title) && distance(f, e.folded, most) <= most {
			return from, true
		}
	}
	return 0, false
}
