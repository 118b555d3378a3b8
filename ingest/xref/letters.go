package xref

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/pattern"
)

// learnHeadings notes, before anything else is resolved, which articles the
// headings of letters and appendices cite.
func (r *resolver) learnHeadings(mentions []Mention) {
	for n := range mentions {
		m := &mentions[n]
		if p := &r.a.Provisions[m.At]; m.Authority == nil && p.HeadingSpan.Contains(m.Span) && (p.Kind == corpus.Letter || p.Kind == corpus.Appendix) {
			r.learn(m, r.resolve(m))
		}
	}
}

// inAppendix says where a letter named by its kind alone is kept.
var inAppendix = pattern.New(`^[^.;]{0,60}? in Appendix ([A-Z](?:-?\d{1,2})?)\b`)

// bareLetter finds the letter that "see LOU" means: the only one in the appendix
// that the words name, the only one whose heading cites the article that the words
// stand in, or the only one whose title shares a run of four words with the text
// before them. If there is no such letter, the words were no citation.
func (r *resolver) bareLetter(m *Mention) outcome {
	if r.up(m.At, corpus.Letter) >= 0 {
		return outcome{drop: true}
	}
	var letters []int
	for i := range r.a.Provisions {
		if r.a.Provisions[i].Kind == corpus.Letter {
			letters = append(letters, i)
		}
	}
	only := func(fits func(i int) bool) int {
		found := -1
		for _, i := range letters {
			if fits(i) {
				if found >= 0 {
					return -1
				}
				found = i
			}
		}
		return found
	}
	clean := r.a.CleanSpans(corpus.Span{Start: m.Span.End, End: min(len(r.a.Text), m.Span.End+200)}).Text
	if in := inAppendix.FindStringSubmatch(clean); in != nil {
		for _, app := range r.t.Lookup(corpus.Citation{Steps: []corpus.Step{{Kind: corpus.Appendix, Number: in[1]}}}) {
			if i := only(func(i int) bool { return slices.Contains(r.t.Ancestors(i), app) }); i >= 0 {
				return outcome{found: []int{i}}
			}
		}
	}
	scope := r.scope(m.At)
	if i := only(func(i int) bool { at, ok := r.quoted[i]; return ok && at == scope }); i >= 0 {
		return outcome{found: []int{i}}
	}
	p := &r.a.Provisions[m.At]
	before := titleKey(r.a.CleanSpans(corpus.Span{Start: max(p.Span.Start, m.Span.Start-800), End: m.Span.Start}).Text)
	if i := only(func(i int) bool { return sharesRun(titleKey(r.a.Provisions[i].Title), before, 4) }); i >= 0 {
		return outcome{found: []int{i}}
	}
	return outcome{drop: true}
}

// sharesRun reports whether text has n adjacent words of title.
func sharesRun(title, text string, n int) bool {
	words := strings.Fields(title)
	for k := 0; k+n <= len(words); k++ {
		if strings.Contains(" "+text+" ", " "+strings.Join(words[k:k+n], " ")+" ") {
			return true
		}
	}
	return false
}

// page finds "page 157". Beside another citation ("see LOU or page 157") it says
// where that one's target is: if it stands elsewhere, the page number is an old
// one. Alone it means what begins there, if one article, letter or appendix does.
func (r *resolver) page(m *Mention) outcome {
	label := m.Steps[0].Number
	on := r.t.Lookup(corpus.Citation{Steps: m.Steps})
	known := slices.ContainsFunc(r.a.Pages, func(p corpus.Page) bool { return p.Label != "" })
	if !known {
		return outcome{drop: true} // a file without page labels says nothing of pages
	}
	if r.last != nil && r.last.At == m.At && m.Span.Start-r.last.Span.End < 20 && len(r.lastOutcome.found) == 1 {
		target := r.lastOutcome.found[0]
		if slices.Contains(on, target) {
			return outcome{found: []int{target}}
		}
		text := corpus.CitationOf(r.t, target)
		if at := r.a.Provisions[target].Page; at != "" {
			text += " stands on page " + at
		} else {
			text += " does not stand there"
		}
		return outcome{reason: text, meant: []int{target}}
	}
	if len(on) == 0 {
		return outcome{reason: fmt.Sprintf("there is no page %s in this file", label)}
	}
	var begin []int
	for _, i := range on {
		if p := &r.a.Provisions[i]; p.Page == label && (p.Kind == corpus.Article || p.Kind == corpus.Letter || p.Kind == corpus.Appendix) {
			begin = append(begin, i)
		}
	}
	switch {
	case len(begin) == 1:
		return outcome{found: begin}
	case len(on) == 1:
		return outcome{found: on}
	}
	return outcome{found: on[:min(len(on), 8)], reason: fmt.Sprintf("%d provisions stand on page %s", len(on), label)}
}
