// Package outline finds the structure of a document: its contents list, its
// headings, and the tree of its provisions.
//
// A heading is not told from a citation by a pattern alone. Candidates of every
// style are collected; then, over the whole document, the sequence is chosen
// whose numbers run on (1, 2, 3; A, B, C; I, II, III) and that best agrees with
// the contents list. First the units on top, by dynamic programming over all
// candidates (heads.go); then, inside each, the nesting of labels by a beam
// search over open levels (nest.go). What a run lacks becomes a diagnostic, not
// a silent gap.
package outline

import (
	"sort"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/layout"
)

// A Result is the structure of a document. Provisions have ids, kinds, numbers,
// titles, headings, spans and confidences; citations and token counts are the
// caller's.
type Result struct {
	Provisions  []corpus.Provision
	Contents    []corpus.ContentsEntry
	Certificate corpus.Certificate
	Furniture   []corpus.Furniture // layout's, and the contents list and running heads found here
	Diagnostics []corpus.Diagnostic
	Evidence    []Evidence  // for each of Provisions, what its confidence rests on
	Cover       corpus.Span // what stands before the contents list or the first unit; empty if nothing does
}

// A unit is a provision in the making.
type unit struct {
	line    int // index in reader.lines of the line that its heading opens; -1 for none
	last    int // index of the last line of the heading
	start   int // first byte of the heading
	headEnd int // past the last byte of the heading
	lab     label
	kind    corpus.Kind
	number  string
	title   string
	slug    string // stands in the id where there is no number
	conf    float64
	sub     []*unit
	body    int // index of the first line after the heading
	inline  bool
	cover   bool   // it opens an agreement bound in behind another
	entry   *entry // that the contents list has for it, where it was found by that
	until   int    // where it ends before what follows it begins; 0 for there
}

// A place is a unit's word and its position in its run.
type place struct {
	word word
	ord  int
}

// A reader holds what the stages share.
type reader struct {
	doc      *layout.Document
	lines    []*layout.Line
	from, to int // lines of the contents list
	entries  []entry
	byNumber map[place][]*entry // article 9 → its entries: one for each agreement that the list is of
	top      []*unit
	diags    []corpus.Diagnostic
	listing  []int           // entries below the unit being read that have a title and no number
	tops     []int           // of the provisions made, those that an entry on top may answer to
	titles   []string        // folded, of the provisions made
	begin    []string        // the folded beginning of each line
	styles   []style         // of the labels in the unit being read
	dividers []string        // folded titles over groups of entries of the contents list
	lettered bool            // articles are bare letters: "C." is the third and no hundred
	romans   bool            // articles are numbered in roman: "ARTICLE V" is the fifth
	inList   map[string]bool // folded titles of the contents list
	below    []int           // entries of the contents list below the unit being read
	cur      *unit           // the unit on top whose inside is being read
	heaps    int             // labels that stand in heaps, apart from their text
	own      int             // of the entries below the unit being read, those that are its own
	stray    map[string]int  // where the decimals of such labels stand
	counted  map[string]int  // uses of some words in the document
	loose    map[string]int  // how many lines say the same; made when first asked for
	answers  map[*entry]int  // provisions that were found by their entries
	decimals map[string]bool // the decimals that open lines, where they are padded: "4.01"
	belows   *belowTops      // made at the first unit read
	given    map[int]label   // of lines whose own label lacks its point or its figure
	amends   bool            // articles are numbered by decimals, out of another agreement
	filled   bool            // what is inside the units on top has been read already
}

// Read finds the structure of d.
func Read(d *layout.Document) *Result {
	r := &reader{doc: d, lines: bodyLines(d), byNumber: map[place][]*entry{}}
	r.romans = countRomans(r.lines)
	r.from, r.to = findContents(r.lines, r.label)
	if from, to := findRestart(r.lines, r.from, r.to, r.label); to > from {
		if r.to == r.from {
			r.from = from
		}
		r.from, r.to = min(r.from, from), max(r.to, to)
	}
	if from, to := markedContents(r.lines); to > from && (r.to == r.from || from < r.to && r.from < to) {
		r.from, r.to = from, to
	}
	r.entries, r.dividers = parseContents(r.lines[r.from:r.to], d.Unbroken, r.label, r.inBody())
	r.inList = make(map[string]bool, len(r.entries))
	for i := range r.entries {
		e := &r.entries[i]
		r.inList[e.folded] = true
		if e.Depth == 0 && e.ord > 0 {
			k := place{e.word, e.ord}
			r.byNumber[k] = append(r.byNumber[k], e)
		}
	}
	r.heaps, r.stray = r.countHeaps(), map[string]int{}
	r.answers = map[*entry]int{}
	r.cutTitles()
	r.cutListed()
	r.cutLabels()
	r.unpointed()
	r.decimals = r.padded()
	r.begin = make([]string, len(r.lines))
	for i, l := range r.lines {
		r.begin[i] = fold(l.Bare[:min(len(l.Bare), beginning)])
	}
	r.heads()
	if !r.filled {
		for i, u := range r.top {
			end := len(r.lines)
			if i+1 < len(r.top) {
				end = r.top[i+1].line
			}
			r.read(u)
			if u.kind != corpus.Index && u.kind != corpus.Signature {
				r.fill(u, end)
			}
		}
	}
	r.looseHeads()
	r.lists()
	r.bullets()
	r.tails()
	return r.result()
}

// opensArticle: s may open with the word "article"; cheaper than reading it.
func opensArticle(s string) bool {
	return len(s) > 7 && s[0] == 'A' && s[1]|0x20 == 'r' && s[2]|0x20 == 't'
}

// read makes u the unit whose inside is being read.
func (r *reader) read(u *unit) {
	before := r.below
	r.cur = u
	r.below = r.listedBelow(u)
	if r.heaps > 0 { // what is below the unit before may have slid into this one
		own := len(r.below)
		for _, i := range before[:min(len(before), r.own)] {
			if r.entries[i].Depth > 0 {
				r.below = append(r.below, i)
			}
		}
		r.own = own
	}
}

// label reads the label that opens s, a single letter behind "ARTICLE" as a
// roman numeral where the document counts its articles in those.
func (r *reader) label(s string) (label, bool) {
	if !r.romans {
		return readLabel(s)
	}
	return asRoman(readLabel(s))
}

// asRoman reads the number behind "ARTICLE" as a roman numeral, where it can be
// one or is what a scan made of one.
func asRoman(l label, ok bool) (label, bool) {
	if ok && l.word == wordArticle {
		switch {
		case len(l.readings) > 1 && l.readings[1].form == formRomanUp:
			l.readings = []reading{l.readings[1]}
		case l.number == "i" || l.number == "l" || l.number == "H" || l.number == "U":
			l.readings = []reading{{formRomanUp, 0}} // of II, III a scan made one letter
		}
	}
	return l, ok
}

// countRomans: articles are numbered in roman rather than by letters.
func countRomans(lines []*layout.Line) bool {
	romans, letters := 0, 0
	for _, l := range lines {
		if !opensArticle(l.Bare) {
			continue
		}
		if lab, ok := readLabel(l.Bare); ok && lab.word == wordArticle {
			switch {
			case lab.form() == formRomanUp && len(lab.number) > 1:
				romans++
			case lab.form() == formUpper && len(lab.readings) == 1:
				letters++
			}
		}
	}
	return romans > letters
}

// fill finds what is inside a unit on top: its lines run from its heading to
// line end.
func (r *reader) fill(u *unit, end int) {
	base := 0
	if u.kind == corpus.Section {
		base = 1
	}
	if u.kind == corpus.Appendix {
		stop := end
		for _, s := range u.sub {
			if s.line > u.line {
				stop = min(stop, s.line)
			}
		}
		u.sub = append(u.sub, r.papers(u, u.body, stop)...)
	}
	if len(u.sub) == 0 {
		r.nest(u, u.body, end, base)
		return
	}
	// Parts, letters inside an appendix: each has its own numbering.
	subs := inOrder(u)
	u.sub = nil
	r.nest(u, u.body, subs[0].line, base)
	for k, s := range subs {
		to := end
		if k+1 < len(subs) {
			to = subs[k+1].line
		}
		r.fill(s, to)
		u.sub = append(u.sub, s)
	}
}

// inOrder is what was hung under u so far, in the order of the text; what stands
// inside a heading before it, or outside u, is dropped.
func inOrder(u *unit) []*unit {
	sort.SliceStable(u.sub, func(a, b int) bool { return u.sub[a].start < u.sub[b].start })
	var out []*unit
	last := u.headEnd
	for _, s := range u.sub {
		if s.start < last {
			continue
		}
		last = max(s.headEnd, s.start+1)
		out = append(out, s)
	}
	return out
}

// result turns the tree of units into provisions, with their ends.
func (r *reader) result() *Result {
	res := &Result{Diagnostics: r.diags}
	furniture := append([]corpus.Furniture{}, r.doc.Furniture...)
	for _, l := range r.lines[r.from:r.to] {
		furniture = append(furniture, corpus.Furniture{Kind: corpus.ContentsList, Span: l.Span})
	}
	heads := map[int]bool{}
	var mark func(us []*unit)
	mark = func(us []*unit) {
		for _, u := range us {
			for k := u.line; k >= 0 && k <= u.last; k++ {
				heads[k] = true
			}
			mark(u.sub)
		}
	}
	mark(r.top)
	for i, l := range r.lines {
		// A running head that no heading claimed belongs to the page.
		if l.Running && !heads[i] && (i < r.from || i >= r.to) {
			furniture = append(furniture, corpus.Furniture{Kind: corpus.Header, Span: l.Span})
		}
	}
	res.Furniture = layout.Merge(furniture)
	trim := newTrimmer(r.doc.Text, res.Furniture)

	// What no unit claims at the front is the cover or an opening without a heading.
	if first := r.firstInk(trim); first.Len() > 0 {
		r.top = append([]*unit{r.opening(first)}, r.top...)
		res.Cover = first
	}
	ids := map[string]int{}
	var emit func(us []*unit, parent string, end int)
	emit = func(us []*unit, parent string, end int) {
		ends := func(k int) int {
			u, stop := us[k], end
			if k+1 < len(us) {
				stop = us[k+1].start
			}
			if u.until > 0 {
				stop = min(stop, u.until)
			}
			return trim.back(max(u.headEnd, u.start+1), stop)
		}
		if parent != "" {
			r.plainItems(us, func(k int) bool { return ends(k) <= us[k].headEnd })
		}
		for k, u := range us {
			stop := ends(k)
			id := makeID(u, parent, ids)
			p := corpus.Provision{ID: id, Parent: parent, Kind: u.kind, Number: u.number, Title: u.title,
				Span: corpus.Span{Start: u.start, End: stop}, HeadingSpan: corpus.Span{Start: u.start, End: u.headEnd}, Confidence: u.conf}
			if u.entry != nil {
				r.answers[u.entry] = len(res.Provisions)
			}
			res.Provisions = append(res.Provisions, p)
			u.sub = fitting(u.sub, u.headEnd, stop)
			emit(u.sub, id, stop)
		}
	}
	r.top = fitting(r.top, 0, len(r.doc.Text))
	emit(r.top, "", len(r.doc.Text))
	r.reconcile(res)
	r.confide(res)
	sort.SliceStable(res.Diagnostics, func(i, j int) bool { return res.Diagnostics[i].Span.Start < res.Diagnostics[j].Span.Start })
	return res
}

// fitting are the units that stand in text[from:end], in order and one behind
// the other. What does not fit was hung in the wrong place: its words stay with
// the unit that holds them.
func fitting(us []*unit, from, end int) []*unit {
	out := us[:0:0]
	for _, u := range us {
		if u.start >= from && u.start < end && u.headEnd <= end {
			out = append(out, u)
			from = max(u.headEnd, u.start+1)
		}
	}
	return out
}

// firstInk is the text before the first unit that is not furniture.
func (r *reader) firstInk(trim *trimmer) corpus.Span {
	end := len(r.doc.Text)
	if len(r.top) > 0 {
		end = r.top[0].start
	}
	start := trim.forward(0, end)
	if start >= end {
		return corpus.Span{}
	}
	return corpus.Span{Start: start, End: trim.back(start, end)}
}

// opening makes the unit of what stands before the first heading.
func (r *reader) opening(s corpus.Span) *unit {
	u := &unit{line: -1, last: -1, start: s.Start, headEnd: s.Start, kind: corpus.Other, slug: "cover", conf: 0.9}
	if len(r.top) == 0 {
		u.slug, u.conf = "text", 0.5
	}
	return u
}
