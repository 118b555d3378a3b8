package outline

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
)

// A candidate is a line that may open a unit on top.
type candidate struct {
	line  int
	lab   label
	ord   int
	score float64
}

// heads finds the units on top: the chain of articles (or of what stands in
// their place), appendices, letters, the preamble, the signatures, the index.
func (r *reader) heads() {
	var cands []candidate
	said := map[string]bool{} // labels that opened a line above
	for i, l := range r.lines {
		if i >= r.from && i < r.to {
			continue
		}
		lab, ok := r.label(l.Bare)
		if !ok {
			continue
		}
		name := string(lab.word) + " " + lab.number
		again := said[name]
		said[name] = true
		if r.headOfPage(i, &lab) || again && r.sectionOfPage(i, &lab) {
			l.Running = true
			continue
		}
		c := candidate{i, lab, lab.ord(), r.weigh(i, &lab)}
		if e := r.titledEntry(i, &lab); e != nil {
			c.ord = e.ord // "ARTICLE VII" with the title that the list has for VIII
		}
		cands = append(cands, c)
	}
	cands = r.withoutReferences(cands)
	main := r.insertions(r.spoilt(r.misnumbered(r.mainChain(cands), cands)), cands)
	for _, c := range main {
		kind := corpus.Article
		switch c.lab.word {
		case wordSection:
			kind = corpus.Section
		case wordPart:
			kind = corpus.Part
		}
		u := r.unitAt(c, kind)
		r.sectionBeside(u)
		r.top = append(r.top, u)
	}
	r.saidAgain(cands)
	r.covers(main)
	r.parts(cands)
	r.specials(len(main) > 0)
	r.backMatter(cands, main)
	r.listedPages()
	r.boundBehind()
	sort.SliceStable(r.top, func(a, b int) bool { return r.top[a].line < r.top[b].line })
	r.dedupe()
	r.groups()
	r.closing()
	r.adopt()
	if len(r.top) == 0 {
		r.fields()
	}
	if len(main) == 0 && !r.filled {
		r.sourceHeads()
	}
	if len(r.top) == 0 && len(r.lines) > 0 {
		r.bare()
	}
}

// saidAgain makes running heads and feet of the lines at the edges of pages that
// name, whole, the article that they stand in: "ARTICLE 2, DEFINITIONS" above the
// number of its page.
func (r *reader) saidAgain(cands []candidate) {
	k := 0
	for _, c := range cands {
		for k < len(r.top) && r.top[k].line <= c.line {
			k++
		}
		if k == 0 || c.lab.word != wordArticle || c.lab.part != "" || c.line <= r.top[k-1].last || c.line+1 < len(r.lines) && !r.pageBetween(c.line+1) && !r.pageBetween(c.line) {
			continue
		}
		l, u := r.lines[c.line], r.top[k-1]
		if rest := l.Bare[min(c.lab.end, len(l.Bare)):]; u.lab.word == wordArticle && strings.EqualFold(u.lab.number, c.lab.number) && rest != "" && u.title != "" && sameTitle(rest, u.title) {
			l.Running = true
		}
	}
}

// misnumbered adds to a chain the headings that stand in the place of the one
// number that it lacks there, under another number: a scan made 14 of the 11
// between 10 and 12, or the parties never renumbered it. The number stays as it
// is printed, and the gap and the repeat are diagnostics. It must be alone on
// its line in capitals with a title in capitals of its own below, and the only
// one of its kind there, so that no running head or citation is taken.
func (r *reader) misnumbered(chain, cands []candidate) []candidate {
	for i := 0; i+1 < len(chain); i++ {
		a, b := chain[i], chain[i+1]
		if a.lab.word != wordArticle || b.ord != a.ord+2 || r.romans {
			continue
		}
		var found []candidate
		for _, c := range cands {
			if c.line <= a.line || c.line >= b.line || c.lab.word != wordArticle || c.lab.part != "" || !c.lab.caps || c.score < 4.5 || c.lab.end < len(r.lines[c.line].Bare) {
				continue
			}
			title := r.lines[c.line+1].Bare
			own := allCaps(title)
			for _, d := range chain {
				if d.line+1 < len(r.lines) && (sameTitle(title, r.lines[d.line+1].Bare) || strings.Contains(r.lines[d.line].Bare, title)) {
					own = false
				}
			}
			if own {
				found = append(found, c)
			}
		}
		if len(found) == 1 {
			chain = slices.Insert(slices.Clone(chain), i+1, found[0])
			i++
		}
	}
	return chain
}

// titledEntry is the article of the contents list whose title stands behind the
// label of line i, where the list has another title, or none, for its number.
func (r *reader) titledEntry(i int, lab *label) *entry {
	if lab.word != wordArticle || lab.part != "" || lab.number == "" || r.lines[i].Running {
		return nil
	}
	rest := r.lines[i].Bare[min(lab.end, len(r.lines[i].Bare)):]
	begins := fold(rest[:min(len(rest), beginning)])
	if rest == "" && i+1 < len(r.lines) {
		begins = r.begin[i+1]
	}
	if citing(rest) || len(begins) < 4 {
		return nil
	}
	for _, e := range r.byNumber[place{wordArticle, lab.ord()}] {
		if e.Title == "" || r.titleAhead(i, lab, e.Title) {
			return nil
		}
	}
	for k := range r.entries {
		if e := &r.entries[k]; e.Depth == 0 && e.word == wordArticle && e.ord > 0 && len(e.folded) >= 6 && !unlike(begins[:4], e.folded[:4]) && r.titleAhead(i, lab, e.Title) {
			return e
		}
	}
	return nil
}

// headOfPage: line i is the running head of a page by what it says or where it
// stands: "ARTICLE 2 (Cont.)", or "Article 2" alone between the halves of a
// sentence.
func (r *reader) headOfPage(i int, lab *label) bool {
	l := r.lines[i]
	if lab.word != wordArticle && lab.word != wordAppendix && lab.word != wordLetter && lab.word != "chapter" || lab.number == "" {
		return false
	}
	switch fold(l.Bare[lab.end:]) {
	case "continued", "cont", "contd", "contin":
		return true
	case "":
		if i == 0 || i+1 >= len(r.lines) || l.After == 0 || r.lines[i+1].After == 0 {
			return false
		}
		prev, next := r.lines[i-1].Bare, r.lines[i+1].Bare
		last, _ := utf8.DecodeLastRuneInString(prev)
		return lowerStart(next) && (unicode.IsLower(last) || last == ',')
	}
	return false
}

// sectionOfPage: line i, the first of its page, says only where the page begins,
// in an article that was opened before: "ITEM 9 SECTION 6" above the words of
// that section.
func (r *reader) sectionOfPage(i int, lab *label) bool {
	if lab.word != wordArticle && lab.word != "item" || !lab.caps || i == 0 || !r.pageBetween(i) && r.lines[i].Sheet == r.lines[i-1].Sheet {
		return false
	}
	f := strings.Fields(r.lines[i].Bare[lab.end:])
	return len(f) == 2 && strings.EqualFold(f[0], "section") && f[1][0] >= '0' && f[1][0] <= '9'
}

// weigh scores how much line i reads as a heading with that label: its case,
// what follows, whether the line before had ended, the contents list.
func (r *reader) weigh(i int, lab *label) float64 {
	l := r.lines[i]
	rest := l.Bare[lab.end:]
	w := 0.5
	if lab.caps {
		w++
	}
	if l.Marked {
		w += 0.5
	}
	if l.Level > 0 {
		w++
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, "\"“‘'(["))
	switch {
	case rest == "":
		w++
		if i+1 < len(r.lines) {
			next := r.lines[i+1]
			if _, labelled := readLabel(next.Bare); labelled {
				w -= 0.3
			} else if titleLike(next.Bare) && len(next.Bare) < 120 {
				w++
				if allCaps(next.Bare) {
					w++
				}
			} else {
				w--
			}
		}
	case unicode.IsLower(first) && lab.word == wordAppendix && named(rest):
		w++
	case lab.number != "" && !lab.clear && unicode.IsLower(first), first == ',' || first == ';' || first == ')':
		w -= 5
	case unicode.IsLower(first):
		w -= 4
	case titleLike(rest):
		w += 2
	default:
		if n, _ := runIn(rest); n > 0 {
			w++
		} else if l.Inner && capsRun(rest) > 0 {
			w += 2
		} else {
			w -= 3
		}
	}
	if i > 0 && !l.Inner {
		prev := r.lines[i-1]
		switch {
		case l.After == 0 && lastSmall(prev.Bare) && !allCaps(prev.Bare): // "are outlined in" and "Appendix C-7."
			w -= 4
		case l.After > 0 && r.ended(i):
			w += 0.7
		case endsSentence(prev.Bare) || r.ended(i):
			w += 0.4
		case l.After > 0 || r.pageBetween(i):
			w -= 0.3
		default:
			w -= 1.5
		}
	}
	if l.Running {
		w -= 3
	}
	if e := r.entryOf(i, lab, lab.ord()); e != nil {
		if lab.word != "" {
			w++
		}
		if e.Title != "" && r.titleAhead(i, lab, e.Title) {
			w += 3
		}
	}
	if strings.Contains(rest, "....") {
		w -= 4
	}
	return w
}

// named: what follows an appendix's label says what it is the appendix of, and no
// more: "Appendix A for Department of Agriculture Safety Agreement".
func named(rest string) bool {
	word, of, ok := strings.Cut(rest, " ")
	return ok && (word == "for" || word == "to") && titleLike(of) && len(rest) < 90 && len(strings.Fields(of)) >= 2 && !endsSentence(rest)
}

// ended: the words before line i had come to an end, be it a sentence, a
// heading, or a line that is no running text.
func (r *reader) ended(i int) bool {
	if i == 0 || i == r.to {
		return true
	}
	prev := r.lines[i-1]
	if endsSentence(prev.Bare) || prev.Running || allCaps(prev.Bare) || titleLike(prev.Bare) && len(prev.Bare) < 80 && !lastSmall(prev.Bare) {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(prev.Bare)
	if lab, ok := readLabel(prev.Bare); ok && len(prev.Bare) < 16 && lab.end >= len(prev.Bare) {
		return true // "(b)" alone, its first item on line i
	}
	return unicode.IsDigit(last) && len(prev.Bare) < 60
}

// pageBetween: furniture stands between line i and the one before it.
func (r *reader) pageBetween(i int) bool {
	a, b := r.lines[i-1].Span.End, r.lines[i].Span.Start
	f := r.doc.Furniture
	k := sort.Search(len(f), func(k int) bool { return f[k].Span.Start >= a })
	return k < len(f) && f[k].Span.End <= b && f[k].Kind != corpus.Markup
}

// unitAt makes the unit that a candidate opens, with its title.
func (r *reader) unitAt(c candidate, kind corpus.Kind) *unit {
	l := r.lines[c.line]
	u := &unit{line: c.line, lab: c.lab, kind: kind, number: c.lab.number, start: l.Span.Start}
	e := r.entryOf(c.line, &c.lab, c.ord)
	listed := ""
	if e != nil {
		listed = e.Title
	}
	r.title(u, listed)
	u.conf = confidence(c.score)
	if c.lab.ord() == 0 && c.ord > 0 && c.lab.word == wordArticle {
		// A numeral that a scan damaged ("XVHI", "|") is read by its place in the
		// run; heading_raw keeps it as printed.
		u.number = itoa(c.ord)
		if r.romans {
			u.number = corpus.Roman(c.ord)
		}
		u.conf = min(u.conf, 0.75)
	}
	return u
}

// entryOf is the entry on top of the contents list for the word of lab and number
// ord, nil if there is none: of several, the one whose title stands behind the
// label of line i. A list of bare numbers is one of articles.
func (r *reader) entryOf(i int, lab *label, ord int) *entry {
	if ord <= 0 {
		return nil
	}
	w := lab.word
	if w == "" {
		w = wordArticle
	}
	of := r.byNumber[place{w, ord}]
	if len(of) == 0 {
		return nil
	}
	for _, e := range of[:len(of)-1] {
		if r.titleAhead(i, lab, e.Title) {
			return e
		}
	}
	if e := of[len(of)-1]; len(of) == 1 || r.titleAhead(i, lab, e.Title) {
		return e
	}
	return of[0]
}

// confidence maps a heading's score to a mark for its looks, in [0.4, 0.99]: one
// piece of evidence among those that make a provision's confidence.
func confidence(score float64) float64 {
	return max(0.4, min(0.99, 0.62+score*0.06))
}
