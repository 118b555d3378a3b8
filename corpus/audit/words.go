package audit

import (
	"strings"
	"unicode"

	"github.com/clausebook/clausebook/corpus"
)

// A named is a provision with its title in [wording].
type named struct {
	i     int
	words string
	count int // of words
}

// wording is text in lower case, each word without its plural ending, with a
// blank before, between and after the words: " flexible benefit plan ". So that
// one wording can be looked for in another.
func wording(s string) string {
	var b strings.Builder
	b.WriteByte(' ')
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’'
	}) {
		w = strings.TrimSuffix(strings.TrimSuffix(strings.NewReplacer("'", "", "’", "").Replace(w), "'s"), "’s")
		switch {
		case len(w) > 4 && strings.HasSuffix(w, "ies"):
			w = w[:len(w)-3] + "y"
		case len(w) > 5 && strings.HasSuffix(w, "sses"):
			w = w[:len(w)-2]
		case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us"):
			w = w[:len(w)-1]
		}
		b.WriteString(w)
		b.WriteByte(' ')
	}
	return b.String()
}

// has reports whether wording text holds all of wording part in a row.
func has(text, part string) bool { return len(part) > 2 && strings.Contains(text, part) }

// common reports whether a word of a title says nothing of its matter.
func common(w string) bool {
	switch w {
	case "the", "a", "an", "of", "and", "or", "in", "for", "to", "on", "by", "with", "general", "provision", "procedure", "agreement", "unit",
		"employee", "employer", "union", "article", "section", "part", "appendix", "letter", "understanding", "other", "miscellaneous", "benefit",
		"policy", "program", "plan", "rule", "schedule", "service", "right", "state", "department":
		return true
	}
	return false
}

// telling counts the words of a wording that say something of its matter.
func telling(words string) int {
	n := 0
	for w := range strings.FieldsSeq(words) {
		if !common(w) && len(w) > 2 {
			n++
		}
	}
	return n
}

// wordsOf is the wording of provision i and all that stands below it, made once.
func (x *auditor) wordsOf(i int) string {
	if x.said == nil {
		x.said = map[int]string{}
	}
	s, ok := x.said[i]
	if !ok {
		s = wording(x.t.CleanAll(i).Text)
		x.said[i] = s
	}
	return s
}

// allTitles lists the provisions that have a title of their own, made once:
// articles, parts, sections, appendices and letters, and what is directly under
// them.
func (x *auditor) allTitles() []named {
	if x.titles != nil {
		return x.titles
	}
	x.titles = []named{}
	for i := range x.a.Provisions {
		p := &x.a.Provisions[i]
		switch p.Kind {
		case corpus.Article, corpus.Part, corpus.Section, corpus.Subsection, corpus.Appendix, corpus.Letter:
			if w := wording(p.Title); telling(w) > 0 {
				x.titles = append(x.titles, named{i, w, len(strings.Fields(w))})
			}
		}
	}
	return x.titles
}

// within reports whether provision i is j or stands inside it.
func (x *auditor) within(i, j int) bool {
	return x.a.Provisions[j].Span.Contains(x.a.Provisions[i].Span)
}

// top is the outermost provision round i.
func (x *auditor) top(i int) int {
	for x.t.Parent(i) >= 0 {
		i = x.t.Parent(i)
	}
	return i
}
