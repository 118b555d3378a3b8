package xref

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// titlesOf lists the provisions by title: those that are cited by name, articles,
// parts, sections, appendices and letters.
func titlesOf(t *corpus.Tree) map[string][]int {
	m := map[string][]int{}
	for i := range t.Agreement().Provisions {
		p := &t.Agreement().Provisions[i]
		switch p.Kind {
		case corpus.Article, corpus.Part, corpus.Section, corpus.Appendix, corpus.Letter:
			if key := titleKey(p.Title); key != "" {
				m[key] = append(m[key], i)
			}
		}
	}
	return m
}

// titleKey is a title by its words alone, for comparison.
func titleKey(s string) string { return strings.ReplaceAll(slug(s), "-", " ") }

// named reads a title used as a place, at the kind word p that has no number:
// "the Layoff and Recall Article", "Letter of Understanding, Drug and Alcohol
// Testing", "FMLA Letter of Understanding".
func (x *scanner) named(p int, k kindAt) {
	if k.plural {
		return
	}
	end := p + k.n
	if k.kind == corpus.Letter || k.kind == corpus.Appendix {
		// The title behind it.
		c := cursor{x.s, end}
		if c.take(", ") || c.take(" on ") || c.take(" regarding ") || c.take(" - ") || c.take(": ") {
			c.take("the ")
			c.take(`"`)
			for stop := capitalRun(x.s, c.p); stop > c.p; stop = strings.LastIndexByte(x.s[:stop], ' ') {
				if name := x.s[c.p:stop]; x.f.hasTitle(name, k.kind) {
					x.add(p, stop, Mention{Steps: []corpus.Step{{Kind: k.kind, Word: k.word, Name: name}}})
					return
				}
			}
		}
	}
	if !upper(x.s[p]) {
		return
	}
	// The title before it.
	start, caps := nameStart(x.s, p, x.done)
	for caps > 0 && start < p {
		name := strings.TrimSpace(x.s[start:p])
		if x.f.hasTitle(name, k.kind) {
			x.add(start, end, Mention{Steps: []corpus.Step{{Kind: k.kind, Word: k.word, Name: name}}})
			return
		}
		next := strings.IndexByte(x.s[start:p], ' ')
		if next < 0 {
			return
		}
		start += next + 1
	}
}

// hasTitle reports whether a provision of that kind has that title.
func (f *finder) hasTitle(name string, k corpus.Kind) bool {
	key := titleKey(name)
	if key == "" {
		return false
	}
	for _, i := range f.titles[key] {
		if f.t.Agreement().Provisions[i].Kind == k {
			return true
		}
	}
	if k != corpus.Letter || len(key) < 4 {
		return false
	}
	n := 0
	for title, at := range f.titles {
		if strings.Contains(" "+title+" ", " "+key+" ") {
			for _, i := range at {
				if f.t.Agreement().Provisions[i].Kind == k {
					n++
				}
			}
		}
	}
	return n == 1
}
