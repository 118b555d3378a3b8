package layout

import (
	"math"
	"runtime"
	"slices"
	"sort"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/clausebook/clausebook/corpus"
)

// A placedLine is a line before it stands in the text.
type placedLine struct {
	text   string
	cells  []piece
	lead   int // bytes cut off the beginning of the text that the cells count from
	box    corpus.Box
	size   float64
	bold   bool
	indent float64 // from where its column's lines begin, in points
	after  int
	// outside: beyond the edge of what is shown.
	outside bool
	aside   bool // it reads another way than the page
	number  string
	doubts  []doubted // of its text, counted as the cells are
	// u0, v0, v1 are its place in the frame of its page.
	u0, v0, v1 float64
}

// ReadPages finds lines, columns, pages and furniture of a paged source. The
// text of the document is made here, once, and all else are places in it: lines
// in the order of reading, parted by line ends (two where the page leaves a
// gap), and pages parted by form feeds. A sheet with two pages of a book on it
// makes two pages with the sheet's number.
func ReadPages(pages []PlacedPage) *Document {
	pages = spreads(pages)
	lines := make([][]placedLine, len(pages))
	frames := make([][]*framed, len(pages))
	eachPage(len(pages), func(i int) {
		if t := turns(&pages[i]); len(t) > 0 {
			frames[i] = frame(&pages[i], t[0], false)
		}
	})
	numbers := lineNumbers(frames)
	upright := make([][][]run, len(pages))
	eachPage(len(pages), func(i int) { upright[i] = centred(lineUp(pieces(without(frames[i], numbers[i])))) })
	gaps := knownGutters(upright)
	edges := runningRows(upright)
	eachPage(len(pages), func(i int) { lines[i] = lay(&pages[i], upright[i], numbers[i], gaps, edges[i]) })
	d := &Document{}
	var text strings.Builder
	count, letters, cells := 0, 0, 0
	for _, ls := range lines {
		count += len(ls)
		for i := range ls {
			cells += len(ls[i].cells)
			letters += len(ls[i].text) + len(ls[i].number) + 5
		}
	}
	d.Lines, d.Cells = make([]Line, 0, count), make([]Cell, 0, cells)
	text.Grow(letters)
	body := bodySize(lines)
	heavy := mostlyBold(lines)
	spans := make([]corpus.Span, len(pages))
	boxes := make([][]corpus.LineBox, len(pages))
	for i := range pages {
		spans[i].Start = text.Len()
		local := pageSize(lines[i], body)
		lines[i] = notesAside(lines[i], local)
		boxes[i] = make([]corpus.LineBox, 0, len(lines[i]))
		for k := range lines[i] {
			l := &lines[i][k]
			if k > 0 {
				text.WriteByte('\n')
			}
			if k > 0 && l.after > 0 {
				text.WriteByte('\n')
			}
			whole := text.Len()
			if l.number != "" {
				text.WriteString(l.number)
				d.Furniture = append(d.Furniture, corpus.Furniture{Kind: corpus.MarginNumber, Span: corpus.Span{Start: whole, End: text.Len()}})
				if l.text == "" {
					boxes[i] = append(boxes[i], corpus.LineBox{Span: corpus.Span{Start: whole, End: text.Len()}, Box: l.box})
					continue
				}
				text.WriteString(wideGap3)
			}
			s := corpus.Span{Start: text.Len(), End: text.Len() + len(l.text)}
			text.WriteString(l.text)
			for _, c := range l.cells {
				cell := corpus.Span{Start: s.Start + max(0, c.from-l.lead), End: s.Start + min(len(l.text), c.to-l.lead)}
				if cell.Len() > 0 {
					d.Cells = append(d.Cells, Cell{cell, c.u0, c.u1})
				}
			}
			for _, x := range l.doubts {
				at := corpus.Span{Start: s.Start + max(0, x.from-l.lead), End: s.Start + min(len(l.text), x.to-l.lead)}
				d.Doubts = append(d.Doubts, Doubt{at, x.why})
			}
			line := Line{
				Span: s, Bare: l.text, Sheet: i, After: l.after,
				Indent: int(math.Round(max(0, l.indent) / max(1, 0.5*local))),
				Marked: l.bold && !heavy || l.size > 1.14*local,
			}
			if l.outside {
				line.Furniture, line.Marked = corpus.ForeignMatter, false
			}
			d.Lines = append(d.Lines, line)
			boxes[i] = append(boxes[i], corpus.LineBox{Span: corpus.Span{Start: whole, End: s.End}, Box: l.box, OCR: pages[i].patched(l.box)})
		}
		if i+1 < len(pages) {
			text.WriteString("\n\f")
		}
		spans[i].End = text.Len()
	}
	d.Text = text.String()
	d.pagesAndEdges()
	d.cornerHeads(pages, boxes)
	d.place(pages, spans, boxes)
	d.collect(nil)
	return d
}

// eachPage calls f for each of n pages, on several processors where there are
// some. Pages do not depend on each other.
func eachPage(n int, f func(i int)) {
	const batch = 8 // pages; less is not worth handing out
	var next atomic.Int64
	work := func() {
		for {
			from := int(next.Add(batch)) - batch
			if from >= n {
				return
			}
			for i := from; i < min(n, from+batch); i++ {
				f(i)
			}
		}
	}
	var group sync.WaitGroup
	for range min(4, runtime.GOMAXPROCS(0), n/batch) - 1 {
		group.Go(work)
	}
	work()
	group.Wait()
}

// place makes the table of pages, with the labels that were found in print or
// that the file defines.
func (d *Document) place(pages []PlacedPage, spans []corpus.Span, boxes [][]corpus.LineBox) {
	printed := make([]string, len(pages))
	if len(d.Pages) <= len(pages) && len(pages) > 1 {
		for i := range d.Pages {
			printed[i] = d.Pages[i].Label
		}
	}
	// A file may define labels that are not what is printed.
	same, other := 0, 0
	for i := range pages {
		if printed[i] != "" && pages[i].Label != "" {
			if strings.EqualFold(printed[i], pages[i].Label) {
				same++
			} else {
				other++
			}
		}
	}
	d.Pages = make([]corpus.Page, len(pages))
	for i := range pages {
		p := &pages[i]
		label := p.Label
		if label == "" || other > same {
			label = printed[i]
		}
		d.Pages[i] = corpus.Page{
			Sheet: p.Sheet, Label: label, Span: spans[i], Width: p.Width, Height: p.Height,
			Engine: p.Engine, OCR: p.OCR, OCRConfidence: p.Confidence, Lines: boxes[i],
		}
	}
}

// knownGutters lists the gutters that single pages prove. One that half of the
// pages with words prove is the usual one.
func knownGutters(pages [][][]run) []knownGutter {
	var all []float64
	inked := 0
	found := make([][]float64, len(pages))
	eachPage(len(pages), func(i int) { found[i] = gutters(pages[i]) })
	for i, ps := range pages {
		if len(ps) > 0 {
			inked++
		}
		all = append(all, found[i]...)
	}
	sort.Float64s(all)
	var out []knownGutter
	for i, x := range all {
		if i > 0 && x == all[i-1] {
			continue
		}
		g := knownGutter{x, gutterFew}
		near := sort.SearchFloat64s(all, x+gutterSame+0.01) - sort.SearchFloat64s(all, x-gutterSame)
		if near > 2 && near*2 >= inked {
			g.least = gutterUsual
		}
		out = append(out, g)
	}
	return out
}

// without is ws less those in some.
func without(ws []*framed, some map[*framed]bool) []*framed {
	if len(some) == 0 {
		return ws
	}
	out := make([]*framed, 0, len(ws))
	for _, w := range ws {
		if !some[w] {
			out = append(out, w)
		}
	}
	return out
}

// lay puts the lines of a page in the order of reading: those that read as most
// of the page does, then others, then what is outside. upright are the rows
// of the first, numbers the margin numbers beside them, edges how many rows at the top
// and at the foot run on over the pages.
func lay(p *PlacedPage, upright [][]run, numbers map[*framed]bool, known []knownGutter, edges [2]int) []placedLine {
	out := make([]placedLine, 0, len(upright))
	for i, t := range turns(p) {
		rows := upright
		if i > 0 {
			rows, edges = lineUp(pieces(frame(p, t, false))), [2]int{}
		}
		var last *run
		for _, reg := range withEdges(rows, known, edges) {
			usual := linePitch(reg.rows)
			inTable := tabular(reg.rows)
			var parted []bool
			reg.rows, parted = cut(reg.rows)
			for k, end := 0, 0; k < len(reg.rows); k = end {
				var inRow [][]run
				if end, inRow = wrapped(reg.rows, k); inRow == nil && parted[k] {
					inRow = cellEach(reg.rows[k])
				}
				r := joined(slices.Concat(reg.rows[k:end]...))
				r.tabular = inTable[k]
				var text string
				var cells []piece
				var doubts []doubted
				if inRow != nil {
					text, cells, doubts = cellsText(inRow)
				} else {
					text, cells = r.text()
					doubts = r.doubts
				}
				l := placedLine{text: strings.TrimSpace(text), cells: cells, lead: len(text) - len(strings.TrimLeft(text, " ")), box: r.box(p.Sheet), indent: r.u0 - reg.left, aside: i > 0, doubts: doubts, u0: r.u0, v0: r.v0, v1: r.v1}
				if l.text == "" {
					continue
				}
				l.size, l.bold = r.weight()
				l.after = blankLines(last, &r, usual)
				if inRow != nil {
					head := joined(reg.rows[k])
					l.after = blankLines(last, &head, usual)
				}
				out = append(out, l)
				last = &r
			}
		}
	}
	out = bannerFirst(out)
	if len(numbers) > 0 {
		order := make([]*framed, 0, len(numbers))
		for w := range numbers {
			order = append(order, w)
		}
		sort.Slice(order, func(i, j int) bool {
			return order[i].v1 < order[j].v1 || order[i].v1 == order[j].v1 && order[i].u0 < order[j].u0
		})
		out = attach(out, order, p.Sheet)
	}
	for t := range 4 {
		if !slices.ContainsFunc(p.Words, func(w PlacedWord) bool { return w.Outside }) {
			break
		}
		for _, r := range pieces(frame(p, t, true)) {
			text, _ := r.text()
			if l := (placedLine{text: strings.TrimSpace(text), box: r.box(p.Sheet), outside: true}); l.text != "" {
				out = append(out, l)
			}
		}
	}
	return out
}

// bannerFirst puts a heading that stands sideways beside the whole page, in
// letters much larger than the page's own, before what it heads: "TABLE OF
// CONTENTS" up the left edge. A stamp or a note in the margin is smaller.
func bannerFirst(lines []placedLine) []placedLine {
	upright, size := 0, 0.0
	for upright < len(lines) && !lines[upright].aside {
		size = max(size, lines[upright].size)
		upright++
	}
	if upright < 3 || upright == len(lines) || len(lines)-upright > 2 {
		return lines
	}
	for i := range lines[upright:] {
		if lines[upright+i].size < 1.5*size {
			return lines
		}
	}
	out := append(slices.Clone(lines[upright:]), lines[:upright]...)
	out[len(lines)-upright].after = 1
	return out
}

// linePitch is the usual distance of lines in a region. A few lines prove none:
// theirs is that of a common setting, 1.2 of the font's height.
func linePitch(rows [][]run) float64 {
	if len(rows) >= 6 {
		return pitch(rows)
	}
	r := joined(rows[0])
	size, _ := r.weight()
	return 1.2 * size
}

// blankLines is how many lines would fit between two that follow each other.
// From the foot of a column to the head of the next there is no gap to measure.
func blankLines(last, r *run, usual float64) int {
	if last == nil {
		return 0
	}
	gap := r.v1 - last.v1
	usual = max(usual, 0.9*(r.v1-r.v0))
	if usual <= 0 || gap <= 1.32*usual {
		return 0
	}
	return min(3, max(1, int(math.Round(gap/usual))-1))
}

// bodySize is the font size of most characters.
func bodySize(pages [][]placedLine) float64 {
	best, _, _ := commonSize(pages)
	return best
}

// pageSize is the font size of most characters of a page; of a page of few
// characters (a cover) it is fallback.
func pageSize(lines []placedLine, fallback float64) float64 {
	best, n, total := commonSize([][]placedLine{lines})
	if fallback > 0 && (total < 600 || n*2 < total) {
		return fallback
	}
	return best
}

// commonSize is the font size of most characters, how many they are, and how
// many there are in all. Of sizes with as many the smaller one is it.
func commonSize(pages [][]placedLine) (best float64, most, total int) {
	count := map[float64]int{}
	for _, lines := range pages {
		for i := range lines {
			total += len(lines[i].text)
			count[lines[i].size] += len(lines[i].text)
		}
	}
	for s, n := range count {
		if n > most || n == most && s < best {
			best, most = s, n
		}
	}
	return best, most, total
}

// mostlyBold: boldness marks nothing where most of the text is bold.
func mostlyBold(lines [][]placedLine) bool {
	bold, total := 0, 0
	for _, ls := range lines {
		for i := range ls {
			total += len(ls[i].text)
			if ls[i].bold {
				bold += len(ls[i].text)
			}
		}
	}
	return bold*2 > total
}
