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
	d.fillers()
	if d.Lines[len(d.Lines)-1].Sheet > 0 {
		d.sheets()
		return // a head stands at an edge, and the edges are known
	}
	d.labelled()
	d.repeatedHeads()
}

// fillers marks the strokes with which lawyers fill the rest of a page: "///".
func (d *Document) fillers() {
	for i := range d.Lines {
		if l := &d.Lines[i]; len(l.Bare) >= 2 && strings.Trim(l.Bare, "/ ") == "" {
			l.Furniture = corpus.Footer
		}
	}
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
	heads, foots := newSideCount(), newSideCount()
	for s := range first {
		ink := d.inkLines(first[s], last[s])
		n := min(edge, (len(ink)+1)/2)
		for k := range n {
			tops[s] = append(tops[s], ink[k])
			feet[s] = append(feet[s], ink[len(ink)-1-k])
		}
		heads.add(d, s, tops[s])
		foots.add(d, s, feet[s])
	}
	labels := d.sheetLabels(tops, feet)
	d.shortPaper(tops, feet, labels)
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
			of    *sideCount
			lines []int
			kind  corpus.FurnitureKind
		}{{heads, tops[s], corpus.Header}, {foots, feet[s], corpus.Footer}} {
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
				k := side.of.masks[l.Bare]
				head := headLabel(l.Bare)
				var u *edgeCount // of lines that name such a unit
				if head {
					u = side.of.units[unitWord(l.Bare)]
				}
				switch {
				case labels[s] != "" && hasLabel(l.Bare, labels[s]) && len(l.Bare) < 140 && (k.sheets >= enough && !unitLabel(l.Bare) || labelOnly(l.Bare) || romanAlone(l.Bare, labels[s]) || !alone && setApart(d.Text, l.Span, labels[s]) || named >= enough && unitAndPage(l.Bare, labels[s])):
					l.Furniture = side.kind
					if labelOnly(l.Bare) || romanAlone(l.Bare, labels[s]) {
						l.Furniture = corpus.PageLabel
					}
				case head && u.sheets >= enough && u.sheets*4 >= len(first)*3 && (d.saidAgain(i) || !capitals(l.Bare) && loud[strings.ToLower(unitName(l.Bare))] && d.outermost(i, side.lines)):
					l.Running = true
				case head && u.sheets >= enough && u.repeats() && len(l.Bare) < 140 && u.values[l.Bare] > 1:
					l.Running = true
				case k.sheets >= enough && len(l.Bare) < 140 && !sentenceLike(l.Bare) && hasLetter(l.Bare) && (k.key == l.Bare || !figuresRow(l.Bare)) && (!crossed || k.sheets*5 >= len(first)*2) && !d.goesOn(i):
					// A line that names a unit might be its heading, which
					// stands at the top of many pages where articles open a page.
					if unitLabel(l.Bare) {
						l.Running = head && k.repeats()
					} else if unitAlone(l.Bare) && d.titleBelow(i) {
						// "APPENDIX" above a title of its own heads a paper, not a page.
					} else if len(k.values) < k.lines || k.key == l.Bare || k.counts() || hasLabel(l.Bare, labels[s]) {
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
	words := func(i int) string { return squash(d.Lines[i].Bare) }
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
				if l.Furniture != "" || !touches(i-1) && !touches(i+1) {
					continue
				}
				if r := runs[words(i)]; r.longest >= 3 && r.all > least && len(l.Bare) < 140 && !sentenceLike(l.Bare) {
					l.Furniture, l.Running = kind, false
				}
			}
		}
	}
}

// figuresRow: the line is a row of a table that goes on over the pages, amounts or
// nearly nothing but figures ("18 to 19   5,843   5,087"): its numbers differ from
// page to page as those of a running line do.
func figuresRow(s string) bool {
	fields, figures := 0, 0
	for f := range strings.FieldsSeq(s) {
		fields++
		if k := strings.IndexAny(f, "$%"); k >= 0 && strings.ContainsAny(f, "0123456789") {
			return true
		}
		if strings.ContainsAny(f, "0123456789") {
			figures++
		}
	}
	return figures >= 4 && figures*4 >= fields*3
}

// romanAlone: the line is the roman label of its page with a point behind it, which
// otherwise is the label of an item: "iii.".
func romanAlone(s, label string) bool {
	return len(s) == len(label)+1 && strings.HasSuffix(s, ".") && s[:len(label)] == label && isRoman(label)
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
	votes, alone := map[vote]int{}, map[vote]int{} // alone: on a line that is nothing else
	found := make([]map[vote]string, len(tops))
	front := make([]vote, len(tops)) // of the first roman numeral that has a line to itself
	for s := range tops {
		found[s] = map[vote]string{}
		single := map[vote]bool{}
		for _, lines := range [][]int{tops[s], feet[s]} {
			for _, i := range lines {
				only := labelOnly(d.Lines[i].Bare)
				for _, t := range labelTokens(d.Lines[i].Bare) {
					v := vote{t.roman, t.value - s}
					if found[s][v] == "" {
						found[s][v] = t.text
						votes[v]++
						if t.roman && front[s] == (vote{}) && strings.Trim(d.Lines[i].Bare, " .-–—") == t.text {
							front[s] = v
						}
					}
					if only && !single[v] {
						single[v] = true
						alone[v]++
					}
				}
			}
		}
	}
	labels := make([]string, len(tops))
	best := make([]int, len(tops))
	most, one := 0, 0 // the sheet of page 1, and how many say so
	for s := range found {
		for v, text := range found[s] {
			// "iii." at the foot beats the 1 of an entry at the top of a contents list.
			if f := front[s]; v != f && f.roman && votes[f] >= 3 {
				continue
			}
			if n := votes[v] + alone[v]; votes[v] >= 3 && (n > best[s] || n == best[s] && text < labels[s]) {
				labels[s], best[s] = text, n
				if !v.roman && votes[v] > most {
					most, one = votes[v], 1-v.off
				}
			}
		}
	}
	// Two sheets before page 1 are too few to count, but a roman numeral alone at
	// an edge of one of them is its label.
	for s := range min(one, len(labels)) {
		if labels[s] != "" {
			continue
		}
		for _, i := range slices.Concat(feet[s], tops[s]) {
			bare := strings.Trim(d.Lines[i].Bare, " .-–—")
			for _, t := range labelTokens(d.Lines[i].Bare) {
				if t.roman && t.text == bare && bare == strings.ToLower(bare) && t.value <= s+1 && labels[s] == "" {
					labels[s] = t.text
				}
			}
		}
	}
	return labels
}
