package layout

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
)

// put sets a line of words on a page, five points a letter at size 10.
func put(p *PlacedPage, x, y, size float64, bold bool, line string) {
	for w := range strings.FieldsSeq(line) {
		width := 0.5 * size * float64(len(w))
		p.Words = append(p.Words, PlacedWord{Text: w, X0: x, X1: x + width, Y0: y - 0.75*size, Y1: y + 0.22*size, Size: size, Bold: bold, Blank: true})
		x += width + 0.3*size
	}
}

// column sets n lines of running text from y down, 12 points apart.
func column(p *PlacedPage, x, y float64, n int, word string) {
	for i := range n {
		put(p, x, y, 10, false, fmt.Sprintf("the %s of line %d goes on and is", word, i))
		y += 12
	}
}

func linesOf(d *Document) []string {
	var out []string
	for i := range d.Lines {
		if d.Lines[i].Furniture == "" {
			out = append(out, d.Lines[i].Bare)
		}
	}
	return out
}

func TestHeadingAcrossColumns(t *testing.T) {
	page := func(beside func(p *PlacedPage)) []string {
		p := PlacedPage{Sheet: 1, Width: 612, Height: 792}
		column(&p, 60, 100, 10, "first")
		column(&p, 320, 100, 9, "second")
		put(&p, 60, 240, 13, true, "ARTICLE 2")
		column(&p, 60, 264, 10, "third")
		beside(&p)
		return linesOf(ReadPages([]PlacedPage{p}))
	}
	at := func(lines []string, words string) int {
		for i, l := range lines {
			if strings.Contains(l, words) {
				return i
			}
		}
		return -1
	}
	// Both columns begin again at one height under it: what is above is read first.
	got := page(func(p *PlacedPage) { column(p, 320, 264, 10, "fourth") })
	require.Len(t, got, 40)
	assert.Less(t, at(got, "second"), at(got, "ARTICLE 2"))
	assert.Less(t, at(got, "ARTICLE 2"), at(got, "third"))
	assert.Less(t, at(got, "third"), at(got, "fourth"))
	// The right column goes on beside it: it belongs to the left one.
	got = page(func(p *PlacedPage) { column(p, 320, 208, 14, "fourth") })
	assert.Less(t, at(got, "ARTICLE 2"), at(got, "second"))
	assert.Less(t, at(got, "third"), at(got, "second"))
}

// TestShortStretch: between two headings that cross the gutter, two rows are
// columns too where the rest of the page proves them.
func TestShortStretch(t *testing.T) {
	p := PlacedPage{Sheet: 1, Width: 612, Height: 792}
	column(&p, 60, 100, 14, "first")
	column(&p, 320, 100, 14, "second")
	put(&p, 200, 290, 13, true, "ARTICLE 2 WHICH CROSSES THE GUTTER")
	column(&p, 60, 310, 2, "third")
	column(&p, 320, 310, 2, "fourth")
	put(&p, 200, 350, 13, true, "ARTICLE 3 WHICH CROSSES IT TOO")
	column(&p, 60, 370, 14, "fifth")
	column(&p, 320, 370, 14, "sixth")
	got := linesOf(ReadPages([]PlacedPage{p}))
	var order []string
	for _, l := range got {
		f := strings.Fields(l)
		if len(order) == 0 || order[len(order)-1] != f[1] {
			order = append(order, f[1])
		}
	}
	assert.Equal(t, []string{"first", "second", "2", "third", "fourth", "3", "fifth", "sixth"}, order)
}

// TestTableIsNoColumns: names in two columns of like width are cells.
func TestTableIsNoColumns(t *testing.T) {
	p := PlacedPage{Sheet: 1, Width: 612, Height: 792}
	for i := range 16 {
		y := 100 + 12*float64(i)
		put(&p, 60, y, 10, false, fmt.Sprintf("%d Successively Lower Levels", i))
		put(&p, 320, y, 10, false, "Full Time Layoff Unit")
	}
	assert.Contains(t, ReadPages([]PlacedPage{p}).Text, "3 Successively Lower Levels   Full Time Layoff Unit")
}

func TestSpreads(t *testing.T) {
	sheets := func(number func(half int) string) []PlacedPage {
		var out []PlacedPage
		for s := range 4 {
			p := PlacedPage{Sheet: s + 1, Width: 792, Height: 612}
			for half := range 2 {
				x := 60 + 396*float64(half)
				put(&p, x, 40, 9, false, "Agreement of the Mill")
				column(&p, x, 80, 8, fmt.Sprintf("page%d", 2*s+half+1))
				put(&p, x+130, 580, 9, false, number(2*s+half+1))
			}
			out = append(out, p)
		}
		return out
	}
	d := ReadPages(sheets(func(n int) string { return fmt.Sprint(n) }))
	require.Len(t, d.Pages, 8)
	for i, p := range d.Pages {
		assert.Equal(t, i/2+1, p.Sheet)
		assert.Equal(t, fmt.Sprint(i+1), p.Label)
		assert.Contains(t, d.Text[p.Span.Start:p.Span.End], fmt.Sprintf("the page%d of line 0", i+1))
		assert.InDelta(t, 792, p.Width, 0.1)
	}
	heads := 0
	for _, f := range d.Furniture {
		if f.Kind == corpus.Header {
			heads++
		}
	}
	assert.Equal(t, 8, heads, "each page has its own")
	assert.Len(t, ReadPages(sheets(func(int) string { return "" })).Pages, 4, "without numbers they are columns")
}

func TestUnitAndPage(t *testing.T) {
	for line, want := range map[string]bool{"Article 5 13": true, "13 Article 5": true, "APPENDIX C-1 - 13": true, "Article 13": false, "Article 5 HOURS 13": false, "13": false} {
		assert.Equal(t, want, unitAndPage(line, "13"), line)
	}
}

// TestTallThings: lines beside a capital of their height, or beside a large
// heading in the next column, stay apart.
func TestTallThings(t *testing.T) {
	p := PlacedPage{Sheet: 1, Width: 612, Height: 792}
	put(&p, 60, 124, 44, false, "O")
	for i, l := range []string{"ver the years we have bargained", "for better terms of work and of", "the lives of all who work here"} {
		put(&p, 84, 100+12*float64(i), 10, false, l)
	}
	put(&p, 320, 118, 30, true, "Pay")
	assert.Equal(t, []string{"O ver the years we have bargained", "for better terms of work and of   Pay", "the lives of all who work here"}, linesOf(ReadPages([]PlacedPage{p})))
}

// TestCloseColumns: cells that stand closer than the blanks of a wide gap are
// told by the rows above and below; prose drawn out to its measure has none.
func TestCloseColumns(t *testing.T) {
	p := PlacedPage{Sheet: 1, Width: 612, Height: 792}
	for i := range 4 {
		for k := range 4 {
			put(&p, 60+42*float64(k), 100+12*float64(i), 10, false, fmt.Sprintf("$%d%d.50", i+1, k))
		}
	}
	for i, line := range []string{"the words of this line stand wide apart", "and so do those that stand below it here"} {
		x := 60.0
		for w := range strings.FieldsSeq(line) {
			put(&p, x, 200+12*float64(i), 10, false, w)
			x += 5*float64(len(w)) + 9.5
		}
	}
	got := linesOf(ReadPages([]PlacedPage{p}))
	assert.Contains(t, got, "$10.50   $11.50   $12.50   $13.50")
	assert.Contains(t, got, "the words of this line stand wide apart")
}

// TestBanner: a heading up the left edge of a page comes before its lines.
func TestBanner(t *testing.T) {
	page := func(size float64) []string {
		p := PlacedPage{Sheet: 1, Width: 612, Height: 792}
		column(&p, 140, 100, 12, "list")
		p.Words = append(p.Words,
			PlacedWord{Text: "CONTENTS", X0: 60, X1: 60 + size, Y0: 100, Y1: 300, Size: size, Turn: 3, Blank: true},
			PlacedWord{Text: "OF", X0: 60, X1: 60 + size, Y0: 320, Y1: 360, Size: size, Turn: 3, Blank: true})
		return linesOf(ReadPages([]PlacedPage{p}))
	}
	assert.Equal(t, "OF CONTENTS", page(40)[0])
	got := page(9)
	assert.Equal(t, "OF   CONTENTS", got[len(got)-1], "a note in the margin")
}

// TestRaisedMark: a small mark that touches its word belongs to its line, however
// high it stands.
func TestRaisedMark(t *testing.T) {
	p := PlacedPage{Sheet: 1, Width: 612, Height: 792}
	word := func(text string, x0, x1, y0, y1, size float64) {
		p.Words = append(p.Words, PlacedWord{Text: text, X0: x0, X1: x1, Y0: y0, Y1: y1, Size: size, Blank: text != "ST" && text != "1"})
	}
	word("DEPUTY", 250.8, 294, 420.6, 432.24, 12)
	word("1", 301.2, 308.4, 420.6, 432.24, 12)
	word("ST", 308.4, 317.95, 418.62, 426.3, 7.92)
	word("CLASS", 325.2, 361.2, 420.6, 432.24, 12)
	column(&p, 60, 460, 6, "text")
	assert.Equal(t, "DEPUTY 1ST CLASS", linesOf(ReadPages([]PlacedPage{p}))[0])
}
