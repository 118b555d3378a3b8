package export

import (
	"bytes"
	"encoding/csv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/compare"
	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/internal/golden"
)

func comparison() *compare.Comparison {
	return &compare.Comparison{
		Topic:   compare.TopicRef{ID: "bereavement", Label: "Bereavement <leave>"},
		Related: []compare.Related{{Agreement: "memo", Citation: "Section 2", Title: "Leave forms"}},
		Cells: []compare.Cell{
			{Agreement: "north-2020", Source: "north.txt", State: compare.Stated, Heading: "Funeral Leave",
				Provisions: []compare.Place{
					{ID: "art_1__sec_A", Citation: "Article 1, Section A", Title: "Funeral Leave", Page: "7", Span: corpus.Span{Start: 10, End: 90}},
					{ID: "lou_2", Citation: "Letter of Understanding 2", Span: corpus.Span{Start: 200, End: 300}},
				},
				Quotes: []compare.Quote{{Text: "three days, with pay", Provision: "art_1__sec_A", Span: corpus.Span{Start: 20, End: 40}}},
				Values: []compare.Value{{Label: "days", Type: corpus.Duration, Value: 3.0, Unit: corpus.Day, Per: new("year"), Raw: "three days",
					Quote: "three days, with pay", Provision: "art_1__sec_A", Span: corpus.Span{Start: 20, End: 30}, Condition: new("for a parent")}}},
			{Agreement: "south-2021", Source: "south.txt", State: compare.ContentsOnly, Note: "Listed in the contents, p. 74; the text is not in this file",
				Warnings: []string{"page 12 was not read"}},
			{Agreement: "east-2019", Source: "east.txt", State: compare.Stated,
				Provisions: []compare.Place{{ID: "art_2", Citation: "Article 2", Title: "=HYPERLINK(1)"}},
				Quotes:     []compare.Quote{{Text: "-5 days\nor \"more\"", Provision: "art_2", Span: corpus.Span{Start: 1, End: 9}}}},
		},
	}
}

func TestCSV(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, CSV(&out, comparison()))
	golden.Check(t, "testdata/comparison.csv", out.Bytes())
	rows, err := csv.NewReader(&out).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, 5, "head, value, letter, contents only, quote")
}

func TestHTML(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, HTML(&out, comparison()))
	golden.Check(t, "testdata/comparison.html", out.Bytes())
	assert.NotContains(t, out.String(), "Bereavement <leave>", "text of a document is never markup")
	assert.Contains(t, out.String(), "Bereavement &lt;leave&gt;")
}

func TestHarmless(t *testing.T) {
	for in, want := range map[string]string{"": "", "days": "days", "-5": "-5", "+1.5": "+1.5", "=1+1": "'=1+1", "-5 days": "'-5 days", "@x": "'@x"} {
		assert.Equal(t, want, harmless(in), "harmless(%q)", in)
	}
}
