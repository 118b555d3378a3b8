package outline

import "github.com/clausebook/clausebook/corpus"

// What a file needs that holds a second agreement behind the first: a contents
// list of both, articles whose numbers begin anew, and lists of the articles of
// the first that apply to the second.

// referenceRun is how many articles on end are named before they are a list. Two
// headings with nothing below them may be articles whose text was taken out.
const referenceRun = 3

// withoutReferences drops the candidates that list articles: "Article 2 –
// Grievances", "Article 3 – Safety", "Article 5, Section A – Hours", one right behind
// the other and none in capitals, where the document heads its articles in
// capitals. It cannot fire where headings look like the lines of the list.
func (r *reader) withoutReferences(cands []candidate) []candidate {
	caps, others := 0, 0
	for _, c := range cands {
		switch {
		case c.lab.word != wordArticle:
		case c.lab.caps:
			caps++
		case r.lines[c.line].Bare[min(c.lab.end, len(r.lines[c.line].Bare)):] != "":
			others++
		}
	}
	if caps < 3 || others < referenceRun {
		return cands
	}
	out := cands[:0:0]
	for i := 0; i < len(cands); {
		n := i
		for n < len(cands) && r.names(&cands[n]) && (n == i || r.rightBehind(cands[n-1].line, cands[n].line)) {
			n++
		}
		if n-i < referenceRun {
			n = max(n, i+1)
			out = append(out, cands[i:n]...)
		}
		i = n
	}
	return out
}

// names: a candidate names an article and its title, and not in capitals.
func (r *reader) names(c *candidate) bool {
	rest := r.lines[c.line].Bare[min(c.lab.end, len(r.lines[c.line].Bare)):]
	return c.lab.word == wordArticle && !c.lab.caps && rest != "" && !allCaps(rest) && titleLike(rest)
}

// rightBehind: between lines a and b is at most the second line of a title.
func (r *reader) rightBehind(a, b int) bool {
	return b == a+1 || b == a+2 && r.lines[a+1].After == 0 && len(r.lines[a+1].Bare) < 60 && titleLike(r.lines[a+1].Bare)
}

// raiseOpenings puts on top the titles of a contents list that name the agreement
// whose articles begin anew right behind them: "Pilots' Addendum: PREAMBLE" between
// Article 6 and Article 1. The list must have nothing below its articles there.
func raiseOpenings(all []entry) {
	most := 0
	for i := range all {
		e := &all[i]
		if e.Depth == 0 {
			if e.word == wordArticle {
				most = max(most, e.ord)
			}
			continue
		}
		if e.word != "" || e.Number != "" || i == 0 || i+1 == len(all) || all[i-1].Depth != 0 || all[i-1].word != wordArticle {
			continue
		}
		if next := &all[i+1]; most >= 3 && next.Depth == 0 && next.word == wordArticle && next.ord == 1 {
			e.Depth, e.Kind, e.top = 0, corpus.Other, i
		}
	}
}

// beginsAnew: the article right behind unit i on top has number 1, and one before
// it has a higher number.
func (r *reader) beginsAnew(i int) bool {
	if i+1 >= len(r.top) || r.top[i+1].kind != corpus.Article || r.top[i+1].lab.ord() != 1 {
		return false
	}
	for k := i - 1; k >= 0; k-- {
		if r.top[k].kind == corpus.Article {
			return r.top[k].lab.ord() >= 3
		}
	}
	return false
}
