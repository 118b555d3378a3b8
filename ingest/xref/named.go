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
	if x.entitled(p, k) || x.soEntitled(p, k) || x.datedLetter(p, k) {
		return
	}
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
	if !upper(x.s[p]) || k.kind == corpus.Letter && x.bareLetter(p, k) {
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

// entitled reads "the paragraph above entitled "Medical Benefits"": a title in
// quotation marks.
func (x *scanner) entitled(p int, k kindAt) bool {
	c := cursor{x.s, p + k.n}
	c.spaces()
	where := x.g.direction(&c)
	c.take(",")
	c.spaces()
	if !c.takeWord("entitled", "titled", "headed", "captioned") {
		return false
	}
	c.spaces()
	closing := `"`
	switch {
	case c.take(`"`):
	case c.take("“"):
		closing = "”"
	default:
		return false
	}
	n := strings.Index(x.s[c.p:min(len(x.s), c.p+80)], closing)
	if n < 1 {
		return false
	}
	name := strings.Trim(x.s[c.p:c.p+n], " .,")
	x.add(p, c.p+n+len(closing), Mention{Steps: []corpus.Step{{Name: name}}, Where: where})
	return true
}

// place reads the title of a unit without a number at p, used as a place: such a
// unit cannot be cited otherwise ("the attached Rules for Network Use").
func (x *scanner) place(p int) bool {
	first := wordAt(x.s, p)
	for _, name := range x.f.unnumbered[first] {
		if len(name) <= len(x.s)-p && titleKey(x.s[p:p+len(name)]) == titleKey(name) && boundary(x.s, p+len(name)) {
			x.add(p, p+len(name), Mention{Steps: []corpus.Step{{Name: name}}})
			return true
		}
	}
	return false
}

// unnumberedTitles lists the titles of sections without a number by their first
// word, written with capitals as running text writes names. A title of one word
// is left out, and so is one that is a common noun of every agreement.
func unnumberedTitles(t *corpus.Tree) map[string][]string {
	m := map[string][]string{}
	for i := range t.Agreement().Provisions {
		p := &t.Agreement().Provisions[i]
		if p.Number != "" || p.Kind != corpus.Section && p.Kind != corpus.Part || t.Parent(i) < 0 {
			continue
		}
		words := strings.Fields(p.Title)
		if len(words) < 3 {
			continue
		}
		first := strings.ToLower(words[0])
		m[strings.ToUpper(first[:1])+first[1:]] = append(m[strings.ToUpper(first[:1])+first[1:]], p.Title)
	}
	return m
}

// hasTitle reports whether a provision of that kind has that title.
func (f *finder) hasTitle(name string, k corpus.Kind) bool {
	key := titleKey(name)
	if key == "" {
		return false
	}
	memo := string(k) + " " + key
	known, ok := f.named[memo]
	if !ok {
		known = f.isTitle(key, k)
		f.named[memo] = known
	}
	return known
}

func (f *finder) isTitle(key string, k corpus.Kind) bool {
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
		if strings.Contains(" "+title+" ", " "+key+" ") || len(key) < 6 && strings.Contains(initials(title), key) {
			for _, i := range at {
				if f.t.Agreement().Provisions[i].Kind == k {
					n++
				}
			}
		}
	}
	return n == 1
}

// initials are the first letters of a title's words, small ones left out: "fmla"
// stands in those of "implementation of the family and medical leave act".
func initials(title string) string {
	var b strings.Builder
	for w := range strings.FieldsSeq(title) {
		switch w {
		case "of", "the", "and", "for", "a", "in", "to":
		default:
			b.WriteByte(w[0])
		}
	}
	return b.String()
}
