package layout

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
)

func TestHyphens(t *testing.T) {
	const words = "The provisions on insurance. An increase of pay. A full-time employee of the bargaining unit. A tax and a tax. "
	for _, tt := range []struct {
		name, text string
		want       string // the text with the hyphens applied, behind words
	}{
		{"a word broken", "of the provi-\nsions", "of the provisions"},
		{"the half that opens a line is no word of its own", "a pro-rated sum, pro-\nviding for a pro-rated sum", "a pro-rated sum, providing for a pro-rated sum"},
		{"a word of a heading in capitals", "GENERAL WAGE IN-\nCREASE", "GENERAL WAGE INCREASE"},
		{"two words in capitals", "THE TAX-\nSHELTERED PLAN", "THE TAX-SHELTERED PLAN"},
		{"two names", "the Labor-\nManagement Committee", "the Labor-Management Committee"},
		{"years", "in fiscal year 1993-\n94, too", "in fiscal year 1993-94, too"},
		{"a count", "for a 12-\nmonth period", "for a 12-month period"},
		{"a first half that is none of a word", "a non-\nprofit school and self-\ninsured plans", "a non-profit school and self-insured plans"},
		{"a word that ends in its hyphen", "for in-\nand outpatient care", "for in-\nand outpatient care"},
		{"a chain", "from day-\nto-day", "from day-to-day"},
		{"a dash behind a label", "Step A-\nWages", "Step A-\nWages"},
		{"a dash behind a unit's number", "Article 5-\nWages", "Article 5-\nWages"},
		{"the next unit", "Wages of 2020-\n2. Hours", "Wages of 2020-\n2. Hours"},
		{"a dash before a paragraph", "Definitions-\n\nThe words", "Definitions-\n\nThe words"},
		{"letters of another length in small", "İ-\nBc", "İ-\nBc"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := Read(words + tt.text)
			got, pos := "", 0
			for _, h := range d.Hyphens {
				require.LessOrEqual(t, pos, h.Span.Start)
				got += d.Text[pos:h.Span.Start]
				if h.Keep {
					got += "-"
				}
				pos = h.Span.End
			}
			got += d.Text[pos:]
			assert.Equal(t, tt.want, got[len(words):])
		})
	}
	assert.Equal(t, []corpus.Hyphen(nil), Read("one-two").Hyphens)
}
