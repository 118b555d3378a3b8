package layout

import (
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// edge is how many lines at the top and at the foot of a page may be furniture:
// the deepest seen are four (article, title, page label, agreement's name).
const edge = 5

// pagesAndEdges finds where pages end (form feeds, else a sequence of page
// labels that runs on), and marks what repeats at their edges.
func (d *Document) pagesAndEdges() {
	if len(d.Lines) == 0 {
		return
	}
	if d.Lines[len(d.Lines)-1].Sheet > 0 {
		d.sheets()
		return // a head stands at an edge, and the edges are known
	}
	d.labelled()
	d.repeatedHeads()
}

// sheets handles a text with form feeds: the edges of each page are known.
func (d *Document) sheets() {
	var first, last []int // line range of each sheet
	for i := range d.Lines {
		for len(first) <= d.Lines[i].Sheet {
			first, last = append(first, i), append(last, i)
		}
		last[d.Lines[i].Sheet] = i + 1
	}
	tops, feet := make([][]int, len(first)), make([][]int, len(first))
	count := map[string]int{} // masked line with its edge → sheets it stands on
	values := map[string]map[string]int{}
	on := map[string][]int{} // its last number on each sheet, less the sheet's own
	note := func(s int, side string, lines []int) {
		seen := map[string]bool{}
		for _, i := range lines {
			k := side + mask(d.Lines[i].Bare)
			if !seen[k] {
				seen[k] = true
				count[k]++
				on[k] = append(on[k], lastNumber(d.Lines[i].Bare)-s)
			}
			if values[k] == nil {
				values[k] = map[string]int{}
			}
			values[k][d.Lines[i].Bare]++
			// A head that names the article and its title differs in every article.
			if u := side + "unit " + unitWord(d.Lines[i].Bare); headLabel(d.Lines[i].Bare) && !seen[u] {
				seen[u] = true
				count[u]++
				if values[u] == nil {
					values[u] = map[string]int{}
				}
				values[u][d.Lines[i].Bare]++
			}
		}
	}
	for s := range first {
		ink := d.inkLines(first[s], last[s])
		n := min(edge, (len(ink)+1)/2)
		for k := range n {
			tops[s] = append(tops[s], ink[k])
			feet[s] = append(feet[s], ink[len(ink)-1-k])
		}
		note(s, "^", tops[s])
		note(s, "$", feet[s])
	}
	labels := d.sheetLabels(tops, feet)
	loud := d.loudNames()
	enough := max(3, len(first)/8)
	named := 0 // edges that name the unit beside the page's label, whatever it is called
	for s := range first {
		for _, i := range slices.Concat(tops[s], feet[s]) {
			if labels[s] != "" && unitAndPage(d.Lines[i].Bare, labels[s]) {
				named++
			}
		}
	}
	for s := range first {
		alone := d.ownLine(labels[s], tops[s], feet[s])
		for _, side := range []struct {
			name  string
			lines []int
			kind  corpus.FurnitureKind
		}{{"^", tops[s], corpus.Header}, {"$", feet[s], corpus.Footer}} {
			// From the edge inwards, up to the first line of the page's own words: the
			// head of a table that goes on below them is the table's. A head of most pages may
			// stand below a speck that a scan read as a word.
			crossed := false
			for n, i := range side.lines {
				l := &d.Lines[i]
				if n > 0 {
					before := &d.Lines[side.lines[n-1]]
					crossed = crossed || before.Furniture == "" && !before.Running
				}
				k := side.name + mask(l.Bare)
				switch {
				case labels[s] != "" && hasLabel(l.Bare, labels[s]) && len(l.Bare) < 140 && (count[k] >= enough && !unitLabel(l.Bare) || labelOnly(l.Bare) || !alone && setApart(d.Text, l.Span, labels[s]) || named >= enough && unitAndPage(l.Bare, labels[s])):
					l.Furniture = side.kind
					if labelOnly(l.Bare) {
						l.Furniture = corpus.PageLabel
					}
				case headLabel(l.Bare) && count[side.name+"unit "+unitWord(l.Bare)] >= enough && count[side.name+"unit "+unitWord(l.Bare)]*4 >= len(first)*3 && (d.saidAgain(i) || !capitals(l.Bare) && loud[strings.ToLower(unitName(l.Bare))] && d.outermost(i, side.lines)):
					l.Running = true
				case headLabel(l.Bare) && repeats(count, values, side.name+"unit "+unitWord(l.Bare), enough) && len(l.Bare) < 140 && values[side.name+"unit "+unitWord(l.Bare)][l.Bare] > 1:
					l.Running = true
				case count[k] >= enough && len(l.Bare) < 140 && !sentenceLike(l.Bare) && hasLetter(l.Bare) && (!crossed || count[k]*5 >= len(first)*2) && !d.goesOn(i):
					// A line that names a unit might be its heading, which
					// stands at the top of many pages where articles open a page.
					if unitLabel(l.Bare) {
						l.Running = headLabel(l.Bare) && len(values[k])*3 < 2*sum(values[k])
					} else if unitAlone(l.Bare) && d.titleBelow(i) {
						// "APPENDIX" above a title of its own heads a paper, not a page.
					} else if len(values[k]) < sum(values[k]) || k == side.name+l.Bare || counts(on[k]) || hasLabel(l.Bare, labels[s]) {
						l.Furniture = side.kind
					}
				}
			}
		}
		start, end := d.sheetBounds(s, first, last)
		d.Pages = append(d.Pages, corpus.Page{Sheet: 0, Label: labels[s], Span: corpus.Span{Start: start, End: end}, Engine: "text"})
	}
	d.besideFurniture(tops, corpus.Header, len(tops)/3)
	d.besideFurniture(feet, corpus.Footer, 0)
}

// loudNames are the units that lines in capitals name, in lower case: the
// headings beside running heads that are not in capitals.
func (d *Document) loudNames() map[string]bool {
	out := map[string]bool{}
	for i := range d.Lines {
		if s := d.Lines[i].Bare; unitWord(s) != "" && len(s) < 100 && capitals(s) {
			out[strings.ToLower(unitName(s))] = true
		}
	}
	return out
}

// outermost: line i is the first from the edge of its page, furniture aside.
func (d *Document) outermost(i int, edge []int) bool {
	for _, k := range edge {
		if k == i {
			return true
		}
		if d.Lines[k].Furniture == "" {
			return false
		}
	}
	return false
}

// saidAgain: the unit that line i names is named again in capitals within the
// next four lines with ink: a running head above the heading that it is of.
func (d *Document) saidAgain(i int) bool {
	name := unitName(d.Lines[i].Bare)
	for n := 0; n < 4 && i+1 < len(d.Lines); {
		i++
		if d.Lines[i].Blank() {
			continue
		}
		if n++; name != "" && capitals(d.Lines[i].Bare) && strings.EqualFold(unitName(d.Lines[i].Bare), name) {
			return true
		}
	}
	return false
}

// unitName is the word and number that open a line: "Article 4".
func unitName(s string) string {
	f := strings.Fields(s)
	if unitWord(s) == "" || len(f) < 2 {
		return ""
	}
	return strings.TrimRight(f[0], ".,:") + " " + strings.TrimRight(f[1], ".,:-–—")
}

// goesOn: line i is the end of what the line before it begins: a footnote that
// many pages have ("… using Series ID").
func (d *Document) goesOn(i int) bool {
	l := &d.Lines[i]
	if i == 0 || l.After > 0 || l.Bare == "" || l.Bare[0] < 'a' || l.Bare[0] > 'z' {
		return false
	}
	before := &d.Lines[i-1]
	return !before.Blank() && before.Furniture == "" && before.Sheet == l.Sheet && len(strings.Fields(before.Bare)) > 3
}

// titleBelow: the next line with ink is in capitals.
func (d *Document) titleBelow(i int) bool {
	for i++; i < len(d.Lines); i++ {
		if !d.Lines[i].Blank() {
			return capitals(d.Lines[i].Bare) && len(d.Lines[i].Bare) >= 3
		}
	}
	return false
}

// counts: most of the numbers of a line that differs from page to page run on with
// the pages, as a stamp's do. Those of headings that open pages ("Sideletter No. 4")
// do not.
func counts(offsets []int) bool {
	n := map[int]int{}
	for _, o := range offsets {
		if n[o]++; n[o]*2 > len(offsets) {
			return true
		}
	}
	return false
}

// lastNumber is the last number in a line, its last nine digits; 0 if there is
// none.
func lastNumber(s string) int {
	k := len(s)
	for k > 0 && (s[k-1] < '0' || s[k-1] > '9') {
		k--
	}
	v, unit := 0, 1
	for ; k > 0 && s[k-1] >= '0' && s[k-1] <= '9' && unit < 1e9; k-- {
		v += int(s[k-1]-'0') * unit
		unit *= 10
	}
	return v
}

// ownLine: a page's label stands on a line of its own at an edge of the page, so
// that no other line there has to hold it: "1   RECOGNITION   3" on the page 1 of a
// contents list is an entry.
func (d *Document) ownLine(label string, edges ...[]int) bool {
	for _, lines := range edges {
		for _, i := range lines {
			if l := &d.Lines[i]; label != "" && labelOnly(l.Bare) && hasLabel(l.Bare, label) {
				return true
			}
		}
	}
	return false
}

// besideFurniture marks what stands at the edges of at least three pages in a
// row and of more than least in all, word for word, and on each touches
// furniture with no blank line between: the years under an agreement's name, the
// address beside the foot of an exhibit. What does not touch it may be the
// signatures of letters of one page each, so that it stays.
func (d *Document) besideFurniture(edges [][]int, kind corpus.FurnitureKind, least int) {
	type run struct{ last, length, longest, all int }
	runs := map[string]run{}
	words := func(i int) string { return strings.Join(strings.Fields(d.Lines[i].Bare), " ") }
	for s, lines := range edges {
		for _, i := range lines {
			w := words(i)
			r, ok := runs[w]
			switch {
			case ok && r.last == s:
				continue
			case ok && r.last == s-1:
				r.length++
			default:
				r.length = 1
			}
			r.last, r.all, r.longest = s, r.all+1, max(r.longest, r.length)
			runs[w] = r
		}
	}
	touches := func(i int) bool {
		return i >= 0 && i < len(d.Lines) && (d.Lines[i].Furniture == corpus.Header || d.Lines[i].Furniture == corpus.Footer)
	}
	for _, lines := range edges {
		for range 3 { // outwards from the first that touches it
			for _, i := range lines {
				l := &d.Lines[i]
				if r := runs[words(i)]; l.Furniture == "" && r.longest >= 3 && r.all > least && len(l.Bare) < 140 && !sentenceLike(l.Bare) && (touches(i-1) || touches(i+1)) {
					l.Furniture, l.Running = kind, false
				}
			}
		}
	}
}

// repeats: lines of that key stand on enough pages, and most say what another
// says too.
func repeats(count map[string]int, values map[string]map[string]int, key string, enough int) bool {
	return count[key] >= enough && len(values[key])*3 < 2*sum(values[key])
}

// hasLetter: the line is more than numbers, which at the top of a page may be
// the numbers of its sections, set apart from them.
func hasLetter(s string) bool {
	return strings.ToLower(s) != strings.ToUpper(s)
}

func (d *Document) sheetBounds(s int, first, last []int) (start, end int) {
	if s > 0 {
		start = d.Pages[s-1].Span.End
	}
	if s+1 == len(first) {
		return start, len(d.Text)
	}
	from := start
	if last[s] > 0 {
		from = max(from, d.Lines[last[s]-1].Span.End)
	}
	if k := strings.IndexByte(d.Text[from:], '\f'); k >= 0 {
		return start, from + k + 1
	}
	return start, from
}

func (d *Document) inkLines(from, to int) []int {
	var out []int
	for i := from; i < to; i++ {
		if !d.Lines[i].Blank() && d.Lines[i].Furniture == "" {
			out = append(out, i)
		}
	}
	return out
}

// sheetLabels finds the printed label of each sheet: numbers at the edges that
// keep the same distance from the sheet's own number on most sheets.
func (d *Document) sheetLabels(tops, feet [][]int) []string {
	type vote struct {
		roman bool
		off   int
	}
	votes := map[vote]int{}
	found := make([]map[vote]string, len(tops))
	for s := range tops {
		found[s] = map[vote]string{}
		for _, lines := range [][]int{tops[s], feet[s]} {
			for _, i := range lines {
				for _, t := range labelTokens(d.Lines[i].Bare) {
					v := vote{t.roman, t.value - s}
					if found[s][v] == "" {
						found[s][v] = t.text
						votes[v]++
					}
				}
			}
		}
	}
	labels := make([]string, len(tops))
	best := make([]int, len(tops))
	for s := range found {
		for v, text := range found[s] {
			if votes[v] >= 3 && (votes[v] > best[s] || votes[v] == best[s] && text < labels[s]) {
				labels[s], best[s] = text, votes[v]
			}
		}
	}
	return labels
}

// labelled handles a text without form feeds: a run of lines that are nothing
// but the next page label ends the pages.
func (d *Document) labelled() {
	chain := d.labelChain()
	if len(chain) < 3 {
		return
	}
	// What stands next to many of the labels is the running head or foot.
	count, values := map[string]int{}, map[string]map[string]int{}
	near := make([][]int, len(chain))
	for c, at := range chain {
		d.Lines[at].Furniture = corpus.PageLabel
		near[c] = append(d.around(at, -1, 3), d.around(at, 1, 4)...)
		seen := map[string]bool{}
		for _, i := range near[c] {
			k := mask(d.Lines[i].Bare)
			if !seen[k] {
				seen[k] = true
				count[k]++
			}
			if values[k] == nil {
				values[k] = map[string]int{}
			}
			values[k][d.Lines[i].Bare]++
		}
	}
	enough := max(3, len(chain)/10)
	start := 0
	var ends []int
	for c, at := range chain {
		end := d.Lines[at].Span.End
		for _, i := range near[c] {
			l := &d.Lines[i]
			k := mask(l.Bare)
			if len(l.Bare) > 140 || sentenceLike(l.Bare) {
				continue
			}
			if count[k] < enough {
				// The name of a back part ("APPENDICES") heads its few pages only;
				// the first of them may be the part's own heading.
				if values[k][l.Bare] >= 3 && k == l.Bare && capitals(l.Bare) {
					l.Running = true
				}
				continue
			}
			if unitLabel(l.Bare) {
				// "ARTICLE 2" above its title, once each: every article opens a page.
				opens := i > at && len(values[k]) == sum(values[k]) && labelAlone(l.Bare) && d.titleBelow(i)
				l.Running = headLabel(l.Bare) && !opens
				continue
			}
			l.Furniture = corpus.Header
			if i < at {
				l.Furniture = corpus.Footer
			}
		}
		ends = append(ends, end)
	}
	d.footBelow(chain, ends)
	for c, at := range chain {
		d.Pages = append(d.Pages, corpus.Page{Label: label(d.Lines[at].Bare), Span: corpus.Span{Start: start, End: ends[c]}, Engine: "text"})
		start = ends[c]
	}
	if start < len(strings.TrimRight(d.Text, " \t\r\n\f")) {
		d.Pages = append(d.Pages, corpus.Page{Span: corpus.Span{Start: start, End: len(d.Text)}, Engine: "text"})
	}
}

// footBelow moves the ends of pages past a running line that stands right below
// their labels, where most pages have one there and none above: the foot has
// two lines.
func (d *Document) footBelow(chain, ends []int) {
	below, above := make([]int, len(chain)), 0
	n := 0
	for c, at := range chain {
		below[c] = -1
		if i := at + 1; i < len(d.Lines) && !d.Lines[i].Blank() && (d.Lines[i].Running || d.Lines[i].Furniture == corpus.Header) && (i+1 >= len(d.Lines) || d.Lines[i+1].Blank()) {
			below[c] = i
			n++
		}
		if i := at - 1; i >= 0 && !d.Lines[i].Blank() && (d.Lines[i].Running || d.Lines[i].Furniture == corpus.Footer) {
			above++
		}
	}
	if n*4 < len(chain)*3 || above > 0 {
		return
	}
	for c, i := range below {
		if i >= 0 {
			ends[c] = d.Lines[i].Span.End
			if d.Lines[i].Furniture != "" {
				d.Lines[i].Furniture = corpus.Footer
			}
		}
	}
}

// around lists up to n lines with ink next to line at, margin numbers passed
// over.
func (d *Document) around(at, step, n int) []int {
	var out []int
	for i := at + step; i >= 0 && i < len(d.Lines) && len(out) < n; i += step {
		if d.Lines[i].Blank() || d.Lines[i].Furniture == corpus.MarginNumber {
			continue
		}
		out = append(out, i)
	}
	return out
}

// labelChain is the longest run of lines that are page labels and count up,
// far enough apart to be pages. Roman labels may come before the arabic ones.
func (d *Document) labelChain() []int {
	type cand struct {
		line, pos, v int
		roman        bool
	}
	var cands []cand
	for i := range d.Lines {
		l := &d.Lines[i]
		if l.Blank() || l.Furniture != "" || !labelOnly(l.Bare) {
			continue
		}
		for _, t := range labelTokens(l.Bare) {
			cands = append(cands, cand{i, l.Span.Start, t.value, t.roman})
		}
	}
	const minPage = 400 // bytes; a page of text has 1,500 and more, a form's page fewer
	best, prev := make([]int, len(cands)), make([]int, len(cands))
	top := -1
	for i, c := range cands {
		best[i], prev[i] = 1, -1
		for j := i - 1; j >= 0 && j > i-200; j-- {
			p := cands[j]
			gap := c.v - p.v
			ok := c.roman == p.roman && gap >= 1 && gap <= 4 && c.pos-p.pos >= minPage*gap/2
			ok = ok || p.roman && !c.roman && c.v <= 2 && c.pos-p.pos >= minPage/2
			if !ok {
				continue
			}
			if score := best[j] + 3 - min(gap, 3); ok && score+0 > best[i] {
				best[i], prev[i] = score, j
			}
		}
		if top < 0 || best[i] > best[top] {
			top = i
		}
	}
	var chain []int
	for i := top; i >= 0; i = prev[i] {
		chain = append(chain, cands[i].line)
	}
	for a, b := 0, len(chain)-1; a < b; a, b = a+1, b-1 {
		chain[a], chain[b] = chain[b], chain[a]
	}
	if len(chain) < 3 {
		return nil
	}
	// A numbered list set one number a line is no row of pages: pages fill the text.
	from, to := d.Lines[chain[0]].Span.Start, d.Lines[chain[len(chain)-1]].Span.End
	if (to-from)*3 < len(d.Text)*2 {
		return nil
	}
	// A few stray numbers far apart are none either: a page of small print has
	// some 8,000 bytes, and labels may be lost.
	if (to-from)/(len(chain)-1) > 40_000 {
		return nil
	}
	return chain
}

// repeatedHeads flags lines that are nothing but a unit's label ("Article 15,
// Part A") where lines of the same form repeat their numbers: running heads of
// pages whose breaks the text has lost. Headings of that form do not repeat.
func (d *Document) repeatedHeads() {
	class := map[string]map[string]int{}
	for i := range d.Lines {
		l := &d.Lines[i]
		if l.Blank() || l.Furniture != "" || !labelAlone(l.Bare) {
			continue
		}
		k := unitWord(l.Bare)
		if class[k] == nil {
			class[k] = map[string]int{}
		}
		class[k][squash(l.Bare)]++
	}
	for i := range d.Lines {
		l := &d.Lines[i]
		if l.Blank() || l.Furniture != "" || !labelAlone(l.Bare) {
			continue
		}
		c := class[unitWord(l.Bare)]
		if total := sum(c); total >= 4 && len(c)*4 < total*3 {
			l.Running = true
		}
	}
}

// capitals: the line has letters and all of them are capitals.
func capitals(s string) bool {
	return strings.ToUpper(s) == s && strings.ToLower(s) != s
}

func sum(m map[string]int) int {
	n := 0
	for _, v := range m {
		n += v
	}
	return n
}
