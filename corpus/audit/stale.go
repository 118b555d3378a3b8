package audit

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

var (
	// beside is a title right behind a number: " (Layoff and Recall)", " -
	// Retirement Benefits", ", Disciplinary Action". It must end where a title
	// would.
	beside = regexp.MustCompile(`^[.,]? ?(?:\(["“]?((?:[A-Z][\w'’/&-]*|of|and|for|the|in|or|to|&|with|from|,)(?: (?:[A-Z][\w'’/&-]*|of|and|for|the|in|or|to|&|with|from),?)*)["”]?\)|(?:[-–—]+|,) ?["“]?((?:[A-Z][\w'’/&-]*)(?: (?:[A-Z][\w'’/&-]*|of|and|for|the|in|or|to|&|with|from))*)["”]?(?:[.,;:)]|$| (?:shall|is|are|for|and|will|may|of|in)))`)
	// inside is a title within the words of the citation: "Article 9 (Grievance
	// Procedure), Section B".
	inside = regexp.MustCompile(`\d[A-Z]?\.? ?(?:\(["“]?([A-Z][^()]{3,60}?)["”]?\)|[-–—] ?([A-Z][^,()]{3,60}),)`)
	// leads is what joins a matter to the place where it is dealt with: "the
	// Flexible Benefits Plan provided for in ⟨Section 12⟩".
	leads = regexp.MustCompile(`(?i),?(?: (?:which|that|as|is|are|be|been|was|were|shall|will|may|has|have|and|currently|further|fully|more|also|otherwise))*,? (?:provided|described|defined|set forth|set out|outlined|specified|established|listed|contained|found|identified|detailed|stated|shown|appears?|governed|covered|addressed|granted)(?: for)?(?: (?:in|by|under|as|at|pursuant to|in accordance with))*(?: the)?(?: provisions of)?(?: the)? ?[(\["“]*$`)
)

// stale notes reference r if the words beside its number name another thing than
// the place that has the number.
func (x *auditor) stale(r *corpus.CrossReference) {
	target := x.t.Find(r.Target)
	from := x.t.Find(r.From)
	if target < 0 || from < 0 || !strings.ContainsAny(r.Raw, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") || x.within(from, target) {
		return
	}
	own := &x.a.Provisions[from]
	before := x.a.CleanSpans(corpus.Span{Start: max(own.Span.Start, r.Span.Start-220), End: r.Span.Start}).Text
	after := x.a.CleanSpans(corpus.Span{Start: r.Span.End, End: min(own.Span.End, r.Span.End+120)}).Text
	for _, title := range titlesBeside(r.Raw, after) {
		if meant := x.otherTitle(target, title); meant >= 0 {
			x.isStale(r, target, meant, title)
			return
		}
	}
	if matter := matterBefore(before); matter != "" {
		if meant := x.otherMatter(from, target, matter); meant >= 0 {
			x.isStale(r, target, meant, x.a.Provisions[meant].Title)
			return
		}
	}
	x.othersAppendix(r, from, target)
}

// isStale notes that r, which names what is said, leads to target, and that meant
// is called so.
func (x *auditor) isStale(r *corpus.CrossReference, target, meant int, said string) {
	for n := range x.a.References {
		// "as set forth in Section 20.1A and B": the words go with the first.
		o := &x.a.References[n]
		if i := x.t.Find(o.Target); i >= 0 && o != r && x.within(i, meant) && o.Span.Start-r.Span.End < 12 && r.Span.Start-o.Span.End < 12 {
			return
		}
	}
	x.add(Stale, r.From, r.Raw, r.Span,
		fmt.Sprintf("%q stands beside it; that is %s, and %s is %s", said, x.cite(meant), x.cite(target), x.calls(target)), x.a.Provisions[meant].ID)
}

// cite is provision i as a reader would cite it.
func (x *auditor) cite(i int) string { return corpus.CitationOf(x.t, i) }

// calls is what provision i is called, or what it is part of.
func (x *auditor) calls(i int) string {
	for ; i >= 0; i = x.t.Parent(i) {
		if t := x.a.Provisions[i].Title; t != "" {
			return fmt.Sprintf("%q", t)
		}
	}
	return "without a title"
}

// titlesBeside lists the titles that stand in the words of a citation or right
// behind them.
func titlesBeside(raw, after string) []string {
	var out []string
	for _, m := range inside.FindAllStringSubmatch(raw, -1) {
		out = append(out, strings.TrimSpace(m[1]+m[2]))
	}
	if m := beside.FindStringSubmatch(after); m != nil {
		out = append(out, strings.Trim(m[1]+m[2], " ,"))
	}
	return out
}

// otherTitle is the provision whose title is that, where target and all round it
// are called otherwise and do not say it; -1 if there is none, or several.
func (x *auditor) otherTitle(target int, title string) int {
	words := wording(title)
	if telling(words) == 0 || has(x.wordsOf(target), words) {
		return -1
	}
	for i := target; i >= 0; i = x.t.Parent(i) {
		if shares(wording(x.a.Provisions[i].Title), words) {
			return -1
		}
	}
	kind := x.a.Provisions[x.top(target)].Kind
	found := -1
	for _, n := range x.allTitles() {
		p := &x.a.Provisions[n.i]
		if n.words != words && (telling(words) <= 1 || !has(n.words, words)) && !alike(n.words, words) || x.within(n.i, target) {
			continue
		}
		switch {
		case found < 0:
			found = n.i
		case p.Kind == kind && x.a.Provisions[found].Kind != kind:
			found = n.i
		case p.Kind != kind && x.a.Provisions[found].Kind == kind:
		case n.words == words && wording(x.a.Provisions[found].Title) != words:
			found = n.i
		default:
			return -1
		}
	}
	return found
}

// shares reports whether two titles have a telling word, or its first five
// letters, in common.
func shares(a, b string) bool {
	for w := range strings.FieldsSeq(a) {
		if common(w) || len(w) < 4 {
			continue
		}
		if strings.Contains(b, " "+w[:min(len(w), 5)]) {
			return true
		}
	}
	return false
}

// alike reports whether two titles of two telling words or more differ in their
// endings only: "disciplinary action" is not "discipline and discharge", but
// "work shift" is "working shifts".
func alike(a, b string) bool {
	if telling(a) < 2 || telling(a) != telling(b) {
		return false
	}
	for w := range strings.FieldsSeq(a) {
		if !common(w) && !strings.Contains(b, " "+w[:min(len(w), 5)]) {
			return false
		}
	}
	return true
}

// matterBefore is what the words in front of a citation say stands there; empty if
// they do not say it.
func matterBefore(before string) string {
	m := leads.FindStringIndex(before)
	if m == nil {
		return ""
	}
	matter := before[:m[0]]
	if k := strings.LastIndexAny(matter, ".;:()"); k >= 0 {
		matter = matter[k+1:]
	}
	f := strings.Fields(matter)
	return strings.Join(f[max(0, len(f)-9):], " ")
}

// otherMatter is the provision whose title ends the matter, where nothing of
// target says it; -1 if there is none, or if several do equally. A title of one
// word is too little, and so is one that the words' own provision or target's
// article has.
func (x *auditor) otherMatter(from, target int, matter string) int {
	words := wording(matter)
	best, length, several := -1, 0, false
	for _, n := range x.allTitles() {
		at := strings.LastIndex(words, n.words)
		if n.count < 2 || at < 0 || telling(n.words) == 0 || n.count < length || x.within(from, n.i) {
			continue
		}
		if rest := strings.Fields(words[at+len(n.words)-1:]); len(rest) > 1 {
			continue // not what the words end with
		}
		switch same := x.top(n.i) == x.top(target); {
		case n.count > length:
			best, length, several = n.i, n.count, false
		case same && x.top(best) != x.top(target):
			best, several = n.i, false
		case !same && x.top(best) == x.top(target):
		default:
			several = true
		}
	}
	if best < 0 || several || x.within(target, best) || x.within(best, target) {
		return -1
	}
	title := wording(x.a.Provisions[best].Title)
	for i := target; i >= 0; i = x.t.Parent(i) {
		if shares(wording(x.a.Provisions[i].Title), title) {
			return -1
		}
	}
	if has(x.wordsOf(target), title) {
		return -1
	}
	return best
}

// othersAppendix notes a citation of an appendix whose heading says that it
// belongs to another article than the words stand in, where the words' own article
// has one: after appendices were relettered, "Appendix F" of Article 15 is the
// appendix of Article 30.
func (x *auditor) othersAppendix(r *corpus.CrossReference, from, target int) {
	if x.a.Provisions[target].Kind != corpus.Appendix {
		return
	}
	cited := x.headingCites()
	at := x.top(from)
	art, ok := cited[target]
	if !ok || art < 0 || art == at || x.a.Provisions[at].Kind != corpus.Article {
		return
	}
	// Words that say what the appendix is about, or its article, are no slip.
	p := &x.a.Provisions[from]
	near := wording(x.a.CleanSpans(corpus.Span{Start: max(p.Span.Start, r.Span.Start-300), End: min(p.Span.End, r.Span.End+100)}).Text)
	if shares(wording(x.a.Provisions[art].Title), near) || shares(wording(x.a.Provisions[target].Title), near) {
		return
	}
	var mine []int
	for i, of := range cited {
		if of == at && x.a.Provisions[i].Kind == corpus.Appendix {
			mine = append(mine, i)
		}
	}
	slices.Sort(mine)
	if len(mine) == 0 {
		return
	}
	meant := -1
	if len(mine) == 1 {
		meant = mine[0]
	}
	for up := from; up >= 0 && meant < 0; up = x.t.Parent(up) {
		var like []int
		for _, i := range mine {
			if title := wording(x.a.Provisions[up].Title); telling(title) > 0 && has(wording(x.a.Provisions[i].Heading), title) {
				like = append(like, i)
			}
		}
		if len(like) == 1 {
			meant = like[0]
		}
	}
	id, who := "", fmt.Sprintf("%d other appendices belong to it", len(mine))
	if meant >= 0 {
		id, who = x.a.Provisions[meant].ID, x.cite(meant)+" belongs to it"
	}
	x.add(Stale, r.From, r.Raw, r.Span, fmt.Sprintf("the heading of %s says that it belongs to %s, not to %s; %s", x.cite(target), x.cite(art), x.cite(at), who), id)
}

// headingCites has, for each appendix and letter whose heading cites an article or
// a place in one, that article; -1 where it cites several. Made once.
func (x *auditor) headingCites() map[int]int {
	if x.cited != nil {
		return x.cited
	}
	x.cited = map[int]int{}
	for n := range x.a.References {
		r := &x.a.References[n]
		i, to := x.t.Find(r.From), x.t.Find(r.Target)
		if i < 0 || to < 0 || !x.a.Provisions[i].HeadingSpan.Contains(r.Span) {
			continue
		}
		p, art := &x.a.Provisions[i], x.top(to)
		if p.Kind != corpus.Appendix && p.Kind != corpus.Letter || x.a.Provisions[art].Kind != corpus.Article {
			continue
		}
		if old, ok := x.cited[i]; ok && old != art {
			art = -1
		}
		x.cited[i] = art
	}
	return x.cited
}
