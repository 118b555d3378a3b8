package layout

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

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
			// "3.1" alone below the title of an article that opens a page: each section
			// has its own number, a running head has one for several pages.
			if decimalAlone(l.Bare) && values[k][l.Bare] < 3 {
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
	class, total := map[string]map[string]int{}, map[string]int{}
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
		total[k]++
	}
	for i := range d.Lines {
		l := &d.Lines[i]
		if l.Blank() || l.Furniture != "" || !labelAlone(l.Bare) {
			continue
		}
		k := unitWord(l.Bare)
		if total[k] >= 4 && len(class[k])*4 < total[k]*3 {
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

// decimalAlone: the line is a section's number and nothing else: "3.1", "12.4.1".
func decimalAlone(s string) bool {
	s = strings.TrimSuffix(s, ".")
	return strings.Contains(s, ".") && !strings.Contains(s, "..") && !strings.HasPrefix(s, ".") && strings.Trim(s, "0123456789.") == ""
}
