package testpdf

import "fmt"

// A Case is a document set in a style.
type Case struct {
	Style
	Doc string // gold number of the shipped document, "004"; empty for the made rate tables
	// Small is how many words of it make the sample that the repository keeps; 0
	// means no sample.
	Small int
}

// Cases lists the PDFs that are made.
func Cases() []Case {
	return []Case{
		{Style{Name: "book", Head: true, Foot: true, Bookmarks: true}, "004", 2400},
		{Style{Name: "letter", Foot: true}, "000", 0},
		{Style{Name: "numbered", Numbers: true, Article: true}, "002", 6000},
		{Style{Name: "columns", Columns: 2, Size: 9.5, Margin: 54, Justify: true, Hyphenate: true, Foot: true}, "001", 4000},
		{Style{Name: "columns-unicode", Columns: 2, Size: 9, Margin: 54, Unicode: true, Foot: true, Head: true}, "004", 0},
		{Style{Name: "kerned", ByWord: true, Justify: true, Hyphenate: true, Head: true, Foot: true}, "004", 1600},
		{Style{Name: "unicode", Unicode: true, Head: true, Foot: true}, "003", 2400},
		{Style{Name: "landscape", Width: 792, Height: 612, Size: 12, Foot: true}, "003", 0},
		{Style{Name: "sideways", Sideways: true, Head: true, Foot: true}, "003", 2400},
		{Style{Name: "two-up", Width: 360, Height: 540, Margin: 45, Size: 9, TwoUp: true, Foot: true, Head: true}, "004", 2400},
		{Style{Name: "pocket", Width: 252, Height: 396, Margin: 28, Size: 8, Foot: true, Hyphenate: true, Justify: true}, "004", 0},
		{Style{Name: "locked", Locked: true, Foot: true}, "003", 2400},
		{Style{Name: "rates"}, "", 2000},
		{Style{Name: "rates-ruled", Rules: true, Foot: true}, "", 2000},
	}
}

// Rates is a manuscript of wage tables, made up: nobody is paid so.
func Rates() (lines []Line, tables [][][]string) {
	jobs := []string{"Apprentice", "Weaver", "Spinner", "Dyer", "Loom Fixer", "Inspector", "Warehouse Clerk", "Boiler Operator", "Electrician", "Shift Leader"}
	for n, year := range []int{2021, 2022, 2023} {
		lines = append(lines, Line{Text: fmt.Sprintf("APPENDIX %c - WAGES FROM JANUARY 1, %d", 'A'+n, year), Level: 1, Blank: n > 0})
		lines = append(lines, Line{Text: "The wages of this table are paid for each hour of work. They rise by one step on the day on which the employee has worked for one more year.", Blank: true})
		table := [][]string{{"Job", "Class", "Start", "Step 1", "Step 2", "Step 3"}}
		for i, job := range jobs {
			row := []string{job, fmt.Sprint(10 + i)}
			for step := range 4 {
				cents := 1450 + 85*i + 40*step + 60*n
				row = append(row, fmt.Sprintf("$%d.%02d", cents/100, cents%100))
			}
			table = append(table, row)
		}
		for i, row := range table {
			lines = append(lines, Line{Cells: row, Blank: i == 0})
		}
		tables = append(tables, table)
		lines = append(lines, Line{Text: "Who works at night is paid fifty cents more for each hour between ten in the evening and six in the morning.", Blank: true})
	}
	return lines, tables
}

// Make makes one case of a manuscript, all of it or the sample; for a case
// without a document lines are not used.
func Make(c Case, lines []Line, sample bool) (*Made, error) {
	var tables [][][]string
	if c.Doc == "" {
		lines, tables = Rates()
	}
	if sample {
		lines = cut(lines, c.Small)
	}
	m, err := Set(lines, c.Style)
	if err != nil {
		return nil, err
	}
	m.Tables = tables
	return m, nil
}
