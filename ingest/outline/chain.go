package outline

import (
	"slices"
	"sort"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// mainChain chooses the units that number the document: articles, or rules,
// chapters, sections, or bare numbers with titles where there is no such word.
func (r *reader) mainChain(cands []candidate) []candidate {
	for _, w := range []word{wordArticle, "chapter", "rule"} {
		var of []candidate
		for _, c := range cands {
			if c.lab.word == w && c.lab.part == "" {
				of = append(of, c)
			}
		}
		of = r.ranked(of)
		if chain, score := bestChain(of); len(chain) >= 2 && score > 4 || len(chain) == 1 && chain[0].score > 3 {
			return chain
		}
	}
	var best []candidate
	top := 8.0 // less than three good headings prove nothing
	try := func(of []candidate) {
		if chain, score := bestChain(of); score > top && len(chain) >= 3 && r.spread(chain) {
			best, top = chain, score
		}
	}
	of := map[string][]candidate{}
	for _, c := range cands {
		rest := r.lines[c.line].Bare[c.lab.end:]
		switch {
		case c.lab.word == wordSection && c.lab.caps:
			of["section"] = append(of["section"], c)
		case c.lab.word == wordPart && c.lab.caps:
			of["part"] = append(of["part"], c)
		case c.lab.word == "item" && c.lab.caps:
			of["item"] = append(of["item"], c)
		case c.lab.word == "" && c.lab.punct == punctDot && (allCaps(rest) || rest == "" && c.line+1 < len(r.lines) && allCaps(r.lines[c.line+1].Bare) || r.listed(&c.lab, rest)):
			for _, rd := range c.lab.readings {
				if rd.form == formArabic || rd.form == formRomanUp || rd.form == formUpper {
					d := c
					d.ord = rd.ord
					of[itoa(int(rd.form))] = append(of[itoa(int(rd.form))], d)
				}
			}
		}
	}
	keys := make([]string, 0, len(of))
	for k := range of {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		if k == "section" || k == "part" || k == "item" {
			asRomans(of[k])
		}
		try(of[k])
	}
	return r.between(best, cands)
}

// between adds to a chain of bare labels ("B.", "F.", "G.") the headings of the
// numbers that it lacks: those that are neither in capitals nor as the contents list
// has them. They must stand alone on their line as a title, at the edge where the
// two beside them stand, behind a blank line or a page's end.
func (r *reader) between(chain, cands []candidate) []candidate {
	if len(chain) < 3 || chain[0].lab.word != "" {
		return chain
	}
	style := func(c *candidate) form {
		for _, rd := range c.lab.readings {
			if rd.ord == c.ord {
				return rd.form
			}
		}
		return formNone
	}
	f := style(&chain[1])
	r.lettered = f == formUpper
	var out []candidate
	from, last := r.to-1, 0
	for i := range chain {
		to := &chain[i]
		for _, c := range cands {
			if c.line <= from || c.line >= to.line || last+1 >= to.ord {
				continue
			}
			for _, rd := range c.lab.readings {
				if rd.form == f && rd.ord == last+1 && r.standsApart(&c, to) {
					c.ord, last, from = rd.ord, rd.ord, c.line
					out = append(out, c)
					break
				}
			}
		}
		out = append(out, *to)
		from, last = to.line, to.ord
	}
	return out
}

// standsApart: candidate c is a title alone on its line, at the edge where to
// stands.
func (r *reader) standsApart(c, to *candidate) bool {
	l := r.lines[c.line]
	rest := l.Bare[min(c.lab.end, len(l.Bare)):]
	d := l.Indent - r.lines[to.line].Indent
	return c.lab.word == "" && c.lab.punct == to.lab.punct && rest != "" && titleLike(rest) && !endsSentence(rest) && len(rest) < 100 &&
		d >= -2 && d <= 2 && (l.After > 0 || c.line > 0 && r.pageBetween(c.line))
}

// wholeArticle: among articles that are numbered by decimals, c heads one that is
// changed as a whole: "Article 53 Severance Allowance" with its title, behind a gap.
func (r *reader) wholeArticle(c *candidate) bool {
	l := r.lines[c.line]
	rest := l.Bare[min(c.lab.end, len(l.Bare)):]
	return c.lab.form() == formArabic && rest != "" && titleLike(rest) && !endsSentence(rest) && len(rest) < 80 && c.line > 0 && (l.After > 0 || r.pageBetween(c.line))
}

// closing makes a unit of the words that close an amendment behind the last of the
// articles that it changes: "This Amendment shall be treated as part of …".
func (r *reader) closing() {
	if !r.amends || len(r.top) == 0 {
		return
	}
	n, to := len(r.top)-1, len(r.lines)
	for n > 0 && r.top[n].kind != corpus.Article {
		to = r.top[n].line
		n--
	}
	last := r.top[n]
	for k := last.last + 1; k < to && last.kind == corpus.Article; k++ {
		l := r.lines[k]
		if (l.After > 0 || r.pageBetween(k)) && endsSentence(r.lines[k-1].Bare) && strings.HasPrefix(l.Bare, "This Amendment ") {
			r.top = slices.Insert(r.top, n+1, &unit{line: k, last: k - 1, start: l.Span.Start, headEnd: l.Span.Start, kind: corpus.Other, slug: "closing", conf: 0.8, body: k})
			return
		}
	}
}

// ranked orders articles that are numbered by decimals ("Article 8.02.1", then
// "Article 45.02A") by their whole numbers: an amendment takes them out of an
// agreement, and no two need follow each other.
func (r *reader) ranked(of []candidate) []candidate {
	var all [][]int
	for _, c := range of {
		if c.lab.form() == formDecimal {
			all = append(all, figures(c.lab.number))
		}
	}
	if len(all) < 3 {
		return of
	}
	for _, c := range of {
		if r.wholeArticle(&c) {
			all = append(all, figures(c.lab.number))
		}
	}
	if len(all)*5 < len(of)*4 {
		return of
	}
	r.amends = true
	slices.SortFunc(all, slices.Compare)
	all = slices.CompactFunc(all, slices.Equal)
	out := of[:0]
	for _, c := range of {
		head := strings.TrimRight(r.lines[c.line].Bare[:c.lab.end], " ")
		if c.lab.form() != formDecimal && !r.wholeArticle(&c) || strings.HasSuffix(head, ",") {
			continue // "Article 53.05, Severance Account, is deleted" cites
		}
		k, _ := slices.BinarySearchFunc(all, figures(c.lab.number), slices.Compare)
		c.ord = k + 1
		out = append(out, c)
	}
	return out
}

// figures are the numbers of a decimal, in order, and its letter.
func figures(number string) []int {
	var out []int
	n, open := 0, false
	for i := range len(number) {
		switch c := number[i]; {
		case c >= '0' && c <= '9':
			n, open = n*10+int(c-'0'), true
		default:
			if open {
				out, n, open = append(out, n), 0, false
			}
			if c >= 'A' && c <= 'Z' {
				out = append(out, int(c-'A'+1))
			}
		}
	}
	if open {
		out = append(out, n)
	}
	return out
}

// listed: the contents list has that number and title.
func (r *reader) listed(lab *label, rest string) bool {
	for i := range r.entries {
		if e := &r.entries[i]; e.ord == lab.ord() && e.Title != "" && rest != "" && sameTitle(e.Title, rest) {
			return true
		}
	}
	return false
}

// spread: a chain of units on top fills the document; a numbered list fills a
// page of it.
func (r *reader) spread(chain []candidate) bool {
	a, b := r.lines[chain[0].line].Span.Start, r.lines[chain[len(chain)-1].line].Span.Start
	return (b-a)*3 > len(r.doc.Text)
}

const (
	// plainHeading is the score of a line that nothing but a heading has: capitals,
	// alone, a title in capitals below.
	plainHeading = 4.0
	// farthest is what it costs at the most that such a heading follows another,
	// however far apart their numbers are.
	farthest = -4.0
)

// bestChain is the sequence of candidates, in order, whose numbers run on and
// whose scores are best. An unreadable number is read as the one that is due.
func bestChain(c []candidate) ([]candidate, float64) {
	n := len(c)
	best, prev, ord := make([]float64, n), make([]int, n), make([]int, n)
	top := -1
	for i := range c {
		best[i], prev[i], ord[i] = c[i].score, -1, c[i].ord
		if c[i].ord == 0 {
			best[i] -= 2
		} else if c[i].ord > 1 {
			best[i] -= min(float64(c[i].ord-1), 4) * 0.5
		}
		for j := max(0, i-400); j < i; j++ {
			next := step(ord[j], c[i].ord, c[j].lab.number != c[i].lab.number)
			if c[i].ord > ord[j] && min(c[i].score, c[j].score) >= plainHeading {
				next = max(next, farthest) // a rider holds the articles that it changes alone
			}
			s := best[j] + c[i].score + next
			if s > best[i] {
				best[i], prev[i] = s, j
				ord[i] = c[i].ord
				if c[i].ord == 0 {
					ord[i] = ord[j] + 1
				}
			}
		}
		if top < 0 || best[i] > best[top] {
			top = i
		}
	}
	if top < 0 {
		return nil, 0
	}
	var chain []candidate
	for i := top; i >= 0; i = prev[i] {
		x := c[i]
		x.ord = ord[i]
		chain = append(chain, x)
	}
	slices.Reverse(chain)
	if len(chain) > 1 && chain[0].ord == 0 && chain[1].ord > 1 {
		chain[0].ord = chain[1].ord - 1
	}
	return chain, best[top]
}

// step is what it is worth that number b follows number a in a chain.
func step(a, b int, differ bool) float64 {
	switch gap := b - a; {
	case b == 0:
		return 1
	case gap == 1:
		return 2
	case gap == 0 && differ: // 15, 15-A
		return 1
	case gap == 0:
		return -9
	case gap > 1:
		return -1.5 - min(float64(gap), 12)*0.5
	default: // numbers restart: another agreement bound in, or a wrong reading
		if b <= 1 {
			return -7
		}
		return -11
	}
}
