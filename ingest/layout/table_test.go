package layout

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/internal/golden"
)

// oneProvision is an agreement that is all one section, with the furniture that
// layout finds and the lines in kept as running heads.
func oneProvision(text string, heads ...string) *corpus.Tree {
	a := &corpus.Agreement{Text: text, Furniture: Read(text).Furniture}
	for _, h := range heads {
		if k := strings.Index(text, h); k >= 0 {
			a.Furniture = append(a.Furniture, corpus.Furniture{Kind: corpus.Header, Span: corpus.Span{Start: k, End: k + len(h)}})
		}
	}
	a.Provisions = []corpus.Provision{{ID: "sec_A", Kind: corpus.Section, Span: corpus.Span{Start: 0, End: len(text)}}}
	return corpus.NewTree(a)
}

// tablesText has a table a paragraph: title, header and rows, cells parted by
// bars.
func tablesText(tables []corpus.Table) []byte {
	var b strings.Builder
	for _, t := range tables {
		fmt.Fprintf(&b, "table: %s\n", t.Title)
		if t.Header != nil {
			fmt.Fprintf(&b, "head | %s\n", strings.Join(t.Header, " | "))
		}
		for _, row := range t.Rows {
			fmt.Fprintf(&b, "     | %s\n", strings.Join(row, " | "))
		}
	}
	return []byte(b.String())
}

func TestTablesGolden(t *testing.T) {
	golden.Txtar(t, "testdata/tables", func(t *testing.T, _ string, in []byte) map[string][]byte {
		t.Helper()
		text := strings.ReplaceAll(string(in), "⇥", "\t")
		tree := oneProvision(text, "Running Head of Article 9")
		tables := Tables(tree, nil)
		checkTables(t, tree.Agreement(), tables)
		return map[string][]byte{"tables": tablesText(tables)}
	})
}

// checkTables holds what Tables promises: spans in order and disjoint, rows of
// one length, and every word of the span in a cell, none beside it.
func checkTables(t *testing.T, a *corpus.Agreement, tables []corpus.Table) {
	t.Helper()
	end := 0
	for _, x := range tables {
		require.LessOrEqual(t, end, x.Span.Start, "tables overlap")
		require.Less(t, x.Span.Start, x.Span.End)
		end = x.Span.End
		require.NotEmpty(t, x.Rows)
		var cells []string
		cells = append(cells, x.Header...)
		for _, row := range x.Rows {
			require.Len(t, row, len(x.Rows[0]))
			cells = append(cells, row...)
		}
		if x.Header != nil {
			require.Len(t, x.Header, len(x.Rows[0]))
		}
		// A header's cell that stands over two columns is told over each.
		count := map[string]int{}
		for _, c := range cells {
			for _, w := range tableWordList(c) {
				count[w]++
			}
		}
		for _, w := range tableWordList(a.CleanSpans(x.Span).Text) {
			count[w]--
			assert.GreaterOrEqual(t, count[w], 0, "%q of the span stands in no cell", w)
		}
	}
}

// tableWordList is the words of s that say something.
func tableWordList(s string) []string {
	var out []string
	for w := range strings.FieldsSeq(s) {
		if w = tableWords(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}

func TestNoTables(t *testing.T) {
	for name, text := range map[string]string{
		"labels set off by tabs":   "A.\tIt is the purpose of this Agreement.\nB.\tThe Union is recognized.\nC.\tNothing else.\n",
		"numbers set off by tabs":  "(1)\tFirst shift, 8 hours\n(2)\tSecond shift, 8 hours\n(3)\tThird shift, 8 hours\n",
		"labels set off by blanks": "A.      Stewards may receive 2 grievances.\nB.      Stewards may post 3 notices.\nC.      Stewards may leave at 4.\n",
		"text in two columns": "The parties agree that        employees shall be paid for\nevery hour of 60 minutes      which they have worked and\n" +
			"shall be told of it in 5      days, or else be paid again\nand again until it is paid    in full by the employer, 10.\n",
		"places to sign":             "For the Union       For the Employer\nEd Novak 5/31/06    Tom Hall 5/31/06\nPresident           Director 2\n",
		"names and offices":          "Ann Arbor\tPresident\nBo Derry\tSecretary\nCy Young\tTreasurer\n",
		"dates at line ends":         "Signed at Arden on March 3, 2014\nAmended at Arden on April 4, 2015\nAmended at Arden on May 5, 2016\nRatified at Arden on June 6, 2017\n",
		"citations at line ends":     "As it stands in Article 9\nAnd so also in Section 12\nAs well as under Article 14\nAnd in Appendix 2\n",
		"bullets":                    "• Spouse for $1,500; child for $1,000\n• Spouse for $5,000; child for $2,500\n• Spouse for $10,000; child for $5,000\n• Spouse for $25,000; child for $9,000\n",
		"hours with a dash":          "Court 0800 - 0900 hours\nJury 1000 - 1130 hours\nPleas 1130 - 1210 hours\nTraffic 1300 - 1330 hours\n",
		"columns that ran together":  "SR   Step 1 Step 2   Step 3\n9                     3216\n10   3116 3216        3343\n11        3343        3482\n12   3343 3482        3627\n",
		"an amount lost to the name": "Less than 4 yrs. 267 178\n4 yrs. to less than 9 yrs. 345 230\n9 yrs. to less than 14 yrs. 393 262\n14 yrs. and over 308\n",
		"an address on lines":        "353 Ottawa N.W.\nGrand Rapids 49503\n515 Elm Street\nLansing 48900\n200 Oak Street\nSaginaw 48601\n",
		"names and phones":           "Ann Arbor\nPresident\nBo Derry\nSecretary\nCy Young\nTreasurer\n",
		"a column of posts":          "First Shift\nUnit 400\nUnit 500\nYard 32\nSecond Shift\nUnit 400\nUnit 700\nYard 37\n",
		"page numbers of a list":     "Recognition\n1\nDues deduction and the like, in each pay period of the year\n2\nRights\n5\n",
		"boxes to tick":              "[ ]\tAlcona\t[ ]\tClare 2\n[ ]\tAlger\t[ ]\tClinton 3\n[ ]\tAllegan\t[ ]\tDelta 4\n",
		"two rows":                   "Level\tPay\n9\t730\n10\t733\n"[6:],
	} {
		t.Run(name, func(t *testing.T) {
			assert.Empty(t, string(tablesText(Tables(oneProvision(text), nil))))
		})
	}
}

func TestTablesOfProvisions(t *testing.T) {
	text := "Section A. Pay.\n9\t730\n10\t733\n11\t735\nSection B. Signatures.\n9\t730\n10\t733\n11\t735\n"
	b := strings.Index(text, "Section B.")
	a := &corpus.Agreement{Text: text, Provisions: []corpus.Provision{
		{ID: "sec_A", Kind: corpus.Section, Span: corpus.Span{Start: 0, End: b - 1}, HeadingSpan: corpus.Span{Start: 0, End: 15}},
		{ID: "sec_B", Kind: corpus.Signature, Span: corpus.Span{Start: b, End: len(text)}, HeadingSpan: corpus.Span{Start: b, End: b + 22}},
	}}
	tables := Tables(corpus.NewTree(a), nil)
	require.Len(t, tables, 1, "a signature page has no table")
	assert.Equal(t, "sec_A", tables[0].Provision)
	assert.Equal(t, "9\t730\n10\t733\n11\t735", text[tables[0].Span.Start:tables[0].Span.End])
}

func FuzzTables(f *testing.F) {
	f.Add("Level\tPay\n9\t730\n10\t733\n11\t735\n")
	f.Add("Grade    Step 1   Step 2\n\n1        10.00    11.00\n2        12.00    13.00\n3                 14.00\n")
	f.Add("Less than 104 0\n104-208 10\n209-416 20\n417-624 30\n\f625 - 832 $ 40\n")
	f.Add("Labor Day - First Monday\nNew Year - January 1\nElection Day - Any\nBirthday - Yes\n")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "")
		a := &corpus.Agreement{Text: text, Provisions: []corpus.Provision{{ID: "x", Kind: corpus.Section, Span: corpus.Span{Start: 0, End: len(text)}}}}
		checkTables(t, a, Tables(corpus.NewTree(a), nil))
	})
}

// placedTree reads a sketch, six points a character, as a page.
func placedTree(sketch string) (*corpus.Tree, []Cell) {
	page := PlacedPage{Sheet: 1, Width: 612, Height: 792}
	for row, line := range strings.Split(sketch, "\n") {
		for at := 0; at < len(line); at++ {
			if line[at] == ' ' {
				continue
			}
			end := at + 1
			for end < len(line) && line[end] != ' ' {
				end++
			}
			page.Words = append(page.Words, PlacedWord{Text: line[at:end], Size: 10,
				X0: float64(6 * at), X1: float64(6 * end), Y0: float64(12 * row), Y1: float64(12*row + 10)})
			at = end
		}
	}
	doc := ReadPages([]PlacedPage{page})
	a := &corpus.Agreement{Text: doc.Text, Furniture: doc.Furniture, Pages: doc.Pages, Provisions: []corpus.Provision{
		{ID: "sec_A", Kind: corpus.Section, Span: corpus.Span{Start: 0, End: len(doc.Text)}}}}
	return corpus.NewTree(a), doc.Cells
}

func TestPlacedTables(t *testing.T) {
	golden.Txtar(t, "testdata/placedtables", func(t *testing.T, _ string, in []byte) map[string][]byte {
		t.Helper()
		tree, cells := placedTree(string(in))
		tables := Tables(tree, cells)
		checkTables(t, tree.Agreement(), tables)
		return map[string][]byte{"tables": tablesText(tables)}
	})
}
