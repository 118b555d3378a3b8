package audit

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

var (
	// amendedAfter is what stands behind a place that is amended: "Article 5,
	// Section C is amended to read".
	amendedAfter = regexp.MustCompile(`(?i)^\.?[^.;]{0,70}?\b(?:(?:is|are|shall be|will be|has been|have been|be)(?: hereby| further| also| temporarily)? (?:amended|modified|replaced|superseded|revised|deleted|rescinded|changed|suspended|waived)|(?:shall|will|to)(?: now)? read(?: as follows)?\b)`)
	// amendsBefore is what stands in front of one: "amends Article 5", "in lieu of
	// the provisions of Article 12".
	amendsBefore = regexp.MustCompile(`(?i)\b(?:amend(?:s|ed|ing)?|modif(?:y|ies|ied|ying)|replac(?:e|es|ed|ing)|supersed(?:e|es|ed|ing)|supercedes?|revis(?:e|es|ing)|delet(?:e|es|ing)|suspend(?:s|ing)?|waiv(?:e|es|ing)|in lieu of|instead of|in place of|notwithstanding|(?:an )?exceptions? to|take precedence over)(?: (?:the|any|all|provisions?|terms?|language|requirements?|conditions?|of|in|by|under|contained|found|and|section|current|existing|agreement|contract)){0,7} ?[("“]?$`)
	// joins is what stands between two of a list.
	joins = regexp.MustCompile(`^,?(?: ?(?:and|or))?$`)
	// theAgreement is the agreement as what amends.
	theAgreement = regexp.MustCompile(`(?i)\b(?:this|the) (?:contract|agreement) ?$`)
	// amends is such a word anywhere, for a letter whose heading says what it is
	// about.
	amends = regexp.MustCompile(`(?i)\b(?:amend(?:s|ed|ing)?|modif(?:y|ies|ied|ying)|replac(?:e|es|ed|ing)|supersed(?:e|es|ed|ing)|in lieu of|(?:shall|will) read as follows|suspend the|waived?)\b`)
	// denies takes it back: "nothing herein shall modify", "does not supersede".
	denies = regexp.MustCompile(`(?i)\b(?:not|nothing|nor|never|without|cannot|unless)\b`)
	// own is what else a letter may amend: itself, an earlier letter, a law.
	own = regexp.MustCompile(`(?i)(?:mutual|written|may be|would|could|any changes|intends? to|plans? to|unless|as amended|act|law|this (?:letter|memorandum|agreement|appendix)|rules?)[^.]{0,40}$`)
)

// overrides lists the provisions that a letter or appendix amends, replaces or
// suspends and that do not cite it: a reader of the article alone is misled.
func (x *auditor) overrides() {
	type pair struct{ at, by int }
	seen := map[pair]bool{}
	note := func(at, by int, words string) {
		if at < 0 || seen[pair{at, by}] || x.tells(at, by) {
			return
		}
		seen[pair{at, by}] = true
		p := &x.a.Provisions[at]
		span := p.HeadingSpan
		if span.Len() == 0 {
			span = corpus.Span{Start: p.Span.Start, End: min(p.Span.End, p.Span.Start+60)}
		}
		x.add(Overridden, p.ID, x.a.CleanSpans(span).Text, span,
			fmt.Sprintf("%s says %q; nothing here says so", x.cite(by), words), x.a.Provisions[by].ID)
	}
	var headings []pair // what the headings of papers cite
	// The citation before, if it was of what is amended: a list goes on from it.
	list, verb, end := false, "", 0
	for n := range x.a.References {
		r := &x.a.References[n]
		from, to := x.t.Find(r.From), x.t.Find(r.Target)
		if from < 0 || to < 0 {
			continue
		}
		by := x.paper(from)
		if other := x.paper(to); by < 0 || other >= 0 && (x.within(other, by) || x.within(by, other)) {
			continue
		}
		p := &x.a.Provisions[from]
		if p.HeadingSpan.Contains(r.Span) {
			headings = append(headings, pair{to, by})
			continue
		}
		before := sentenceEnd(x.a.CleanSpans(corpus.Span{Start: max(p.Span.Start, r.Span.Start-160), End: r.Span.Start}).Text)
		after := x.a.CleanSpans(corpus.Span{Start: r.Span.End, End: min(p.Span.End, r.Span.End+160)}).Text
		before = strings.TrimSpace(before)
		m := strings.TrimSpace(amendsBefore.FindString(before))
		if theAgreement.MatchString(strings.TrimSuffix(before, m)) {
			m = "" // "This contract amends Article 5": not the letter
		}
		if list && m == "" && joins.MatchString(x.a.CleanSpans(corpus.Span{Start: end, End: max(end, r.Span.Start)}).Text) {
			m = verb // "replaces Appendix F and Appendix F-1"
		}
		list = m != "" && !denies.MatchString(before)
		verb, end = m, r.Span.End
		switch {
		case denies.MatchString(before):
		case m != "":
			note(to, by, m+" "+r.Raw)
		default:
			if m := amendedAfter.FindString(after); m != "" && !denies.MatchString(m) {
				note(to, by, r.Raw+" "+strings.Trim(m, " ."))
			}
		}
	}
	for _, h := range headings {
		exact := false // its text already says which section
		for s := range seen {
			exact = exact || s.by == h.by && x.within(s.at, x.top(h.at))
		}
		if words := x.amendsItsArticle(h.by); !exact && words != "" && x.headingCites()[h.by] >= 0 {
			note(h.at, h.by, words)
		}
	}
}

// sentenceEnd is the last sentence of text, as far as it goes.
func sentenceEnd(text string) string {
	if k := strings.LastIndex(text, ". "); k >= 0 {
		return text[k+2:]
	}
	return text
}

// paper is the letter or appendix round provision i, the nearest; -1 if there is
// none.
func (x *auditor) paper(i int) int {
	for ; i >= 0; i = x.t.Parent(i) {
		switch x.a.Provisions[i].Kind {
		case corpus.Letter, corpus.Appendix:
			return i
		}
	}
	return -1
}

// amendsItsArticle is the first clause of a letter's own text that says it amends
// something, where that is not the letter itself, a law or another letter; empty if
// there is none. The heading says what.
func (x *auditor) amendsItsArticle(by int) string {
	if x.a.Provisions[by].Kind != corpus.Letter {
		return ""
	}
	text := x.t.CleanAll(by).Text
	for _, m := range amends.FindAllStringIndex(text, -1) {
		before := sentenceEnd(text[:m[0]])
		after := text[m[1]:min(len(text), m[1]+60)]
		if denies.MatchString(before) || own.MatchString(before) || strings.Contains(after, "this Letter") || strings.Contains(strings.ToLower(after), "mutual") {
			continue
		}
		if k := strings.IndexAny(after, ".;"); k >= 0 {
			after = after[:k]
		}
		words := strings.Fields(text[max(0, m[0]-90):m[0]])
		return strings.Join(words[max(0, len(words)-8):], " ") + " " + text[m[0]:m[1]] + after
	}
	return ""
}

// tells reports whether provision at, or what it stands in below its article,
// cites the paper by, something in it, or what it is kept in.
func (x *auditor) tells(at, by int) bool {
	for up := x.t.Parent(at); up >= 0 && x.a.Provisions[up].Kind != corpus.Article && x.a.Provisions[up].Kind != corpus.Part; up = x.t.Parent(at) {
		at = up
	}
	span := x.a.Provisions[at].Span
	for n := range x.a.References {
		r := &x.a.References[n]
		if !span.Contains(r.Span) {
			continue
		}
		for _, id := range append([]string{r.Target}, r.Candidates...) {
			if i := x.t.Find(id); i >= 0 && (x.within(i, by) || x.within(by, i)) {
				return true
			}
		}
	}
	return false
}
