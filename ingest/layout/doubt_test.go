package layout

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// doubted words of a page, as they stand in its text.
func doubtedWords(p PlacedPage, which ...string) []string {
	in := map[string]bool{}
	for _, w := range which {
		in[w] = true
	}
	for i := range p.Words {
		if in[p.Words[i].Text] {
			p.Words[i].Doubt = "read otherwise"
		}
	}
	d := ReadPages([]PlacedPage{p})
	var out []string
	for _, x := range d.Doubts {
		out = append(out, d.Text[x.Span.Start:x.Span.End])
	}
	return out
}

// TestDoubts: what may be misread is told wherever the word comes to stand.
func TestDoubts(t *testing.T) {
	row := func(p *PlacedPage, y float64, cells ...string) {
		for i, c := range cells {
			if c != "" {
				put(p, []float64{60, 160, 260, 360}[i], y, 10, false, c)
			}
		}
	}
	t.Run("in a line", func(t *testing.T) {
		p := PlacedPage{Sheet: 1, Width: 612, Height: 792}
		put(&p, 60, 100, 10, false, "The rate is $16.35 an hour.")
		assert.Equal(t, []string{"$16.35"}, doubtedWords(p, "$16.35"))
	})
	t.Run("in a row whose cells take several lines", func(t *testing.T) {
		p := PlacedPage{Sheet: 1, Width: 612, Height: 792}
		row(&p, 100, "Job", "Class", "Start", "Top")
		row(&p, 118, "Weaver", "11", "$15.35", "$15.75")
		row(&p, 136, "Warehouse", "12", "$16.35", "$16.75")
		row(&p, 148, "Clerk", "", "and $40", "")
		row(&p, 178, "Spinner", "13", "$17.35", "$17.75")
		row(&p, 196, "Dyer", "14", "$18.35", "$18.75")
		assert.Equal(t, []string{"12", "$16.35", "$40", "$16.75", "$17.75"}, doubtedWords(p, "12", "$16.35", "$40", "$16.75", "$17.75"))
	})
	t.Run("in a cell that fills its column", func(t *testing.T) {
		p := PlacedPage{Sheet: 1, Width: 612, Height: 792}
		row(&p, 100, "Weaver", "11", "$15.35", "$15.75")
		row(&p, 118, "Spinner", "13", "$17.35", "$17.75")
		row(&p, 136, "Machine Operators", "15", "$18.35", "$18.75")
		p.Words[len(p.Words)-4].X1 = 157
		row(&p, 154, "Inspector", "16", "$19.35", "$19.75")
		row(&p, 172, "Loom Fixer", "17", "$20.35", "$20.75")
		assert.Equal(t, []string{"15", "$18.75"}, doubtedWords(p, "15", "$18.75"))
	})
	t.Run("behind the mark of a note", func(t *testing.T) {
		l := placedLine{text: "1Before 2013.", lead: 1, doubts: []doubted{{9, 13, ""}}}
		l.part(1)
		assert.Equal(t, "2013", l.text[l.doubts[0].from-l.lead:l.doubts[0].to-l.lead])
	})
}
