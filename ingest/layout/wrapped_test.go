package layout

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestWrappedCells: the lines of one cell are read together.
func TestWrappedCells(t *testing.T) {
	row := func(p *PlacedPage, y float64, cells ...string) {
		for i, c := range cells {
			if c != "" {
				put(p, []float64{60, 160, 260, 360}[i], y, 10, false, c)
			}
		}
	}
	p := PlacedPage{Sheet: 1, Width: 612, Height: 792}
	row(&p, 100, "Job", "Class", "Start", "Top")
	row(&p, 118, "Weaver", "11", "$15.35", "$15.75")
	row(&p, 136, "Warehouse", "12", "$16.35", "$16.75")
	row(&p, 148, "Clerk", "", "and a", "")
	row(&p, 160, "", "", "bonus", "")
	row(&p, 178, "Spinner", "13", "$17.35", "$17.75")
	row(&p, 196, "Dyer", "14", "$18.35", "$18.75")
	row(&p, 214, "Machine Operators", "15", "$18.35", "$18.75") // ends three points before its class
	row(&p, 232, "Inspector", "16", "$19.35", "$19.75")
	row(&p, 250, "Loom Fixer", "17", "$20.35", "$20.75")
	p.Words[len(p.Words)-13].X1 = 157
	assert.Equal(t, []string{
		"Job   Class   Start   Top",
		"Weaver   11   $15.35   $15.75",
		"Warehouse Clerk   12   $16.35 and a bonus   $16.75",
		"Spinner   13   $17.35   $17.75",
		"Dyer   14   $18.35   $18.75",
		"Machine Operators   15   $18.35   $18.75",
		"Inspector   16   $19.35   $19.75",
		"Loom Fixer   17   $20.35   $20.75",
	}, linesOf(ReadPages([]PlacedPage{p})))

	// Short cells in the middle of their row, and at its foot.
	p = PlacedPage{Sheet: 1, Width: 612, Height: 792}
	row(&p, 100, "Weaver", "11", "$15.35", "$15.75")
	row(&p, 122, "Warehouse")
	row(&p, 128, "", "12", "$16.35", "$16.75")
	row(&p, 134, "Clerk")
	row(&p, 156, "Spinner", "13", "$17.35", "$17.75")
	row(&p, 178, "Boiler")
	row(&p, 190, "Operator", "14", "$18.35", "$18.75")
	row(&p, 212, "Dyer", "15", "$18.35", "$18.75")
	assert.Equal(t, []string{
		"Weaver   11   $15.35   $15.75", "Warehouse Clerk   12   $16.35   $16.75", "Spinner   13   $17.35   $17.75",
		"Boiler Operator   14   $18.35   $18.75", "Dyer   15   $18.35   $18.75",
	}, linesOf(ReadPages([]PlacedPage{p})))

	// Rows of one distance are rows, whatever they leave empty.
	p = PlacedPage{Sheet: 1, Width: 612, Height: 792}
	row(&p, 100, "Weaver", "11", "$15.35", "$15.75")
	row(&p, 112, "Clerk", "", "$16.35", "")
	row(&p, 124, "Dyer", "13", "$17.35", "$17.75")
	assert.Equal(t, []string{"Weaver   11   $15.35   $15.75", "Clerk   $16.35", "Dyer   13   $17.35   $17.75"}, linesOf(ReadPages([]PlacedPage{p})))

	// Nor are the lines of a list's item, one of which was drawn wide, a row.
	p = PlacedPage{Sheet: 1, Width: 612, Height: 792}
	row(&p, 100, "1.", "When the activities", "", "take place on a day,")
	row(&p, 112, "", "time may be given by—")
	assert.Equal(t, []string{"1.   When the activities   take place on a day,", "time may be given by—"}, linesOf(ReadPages([]PlacedPage{p})))

	// A heading that is justified with wide gaps, and goes on below its words.
	p = PlacedPage{Sheet: 1, Width: 612, Height: 792}
	row(&p, 100, "Section 18", "Dismissal,", "Suspension,", "or Reduction of")
	row(&p, 112, "", "Employees")
	assert.Equal(t, []string{"Section 18   Dismissal,   Suspension,   or Reduction of", "Employees"}, linesOf(ReadPages([]PlacedPage{p})))
}
