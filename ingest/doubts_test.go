package ingest

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/layout"
)

// TestDoubts: a word in doubt keeps its place through the layout, and the value
// that rests on it has the doubt; others have none.
func TestDoubts(t *testing.T) {
	page := layout.PlacedPage{Sheet: 3, Width: 612, Height: 792, OCR: true}
	x := 72.0
	for _, w := range []string{"Wages", "are", "$12.50", "an", "hour", "within", "10", "days."} {
		p := layout.PlacedWord{Text: w, X0: x, X1: x + 5*float64(len(w)), Y0: 100, Y1: 110, Size: 10}
		if w == "$12.50" {
			p.Doubt = `a second look at it read "$12.80"`
		}
		page.Words = append(page.Words, p)
		x = p.X1 + 4
	}
	doc := layout.ReadPages([]layout.PlacedPage{page})
	require.Len(t, doc.Doubts, 1)
	s := doc.Doubts[0].Span
	assert.Equal(t, "$12.50", doc.Text[s.Start:s.End])
	diags := doubtDiagnostics(doc)
	require.Len(t, diags, 1)
	assert.Equal(t, corpus.Diagnostic{Code: codeOCRNumber, Severity: corpus.Warning, Span: s,
		Message: `page 3: "$12.50" may be misread: a second look at it read "$12.80"`}, diags[0])
	terms := []corpus.Term{{Raw: "$12.50 an hour", Span: corpus.Span{Start: s.Start, End: s.End + 8}}, {Raw: "10 days", Span: corpus.Span{Start: s.End + 16, End: s.End + 23}}}
	doubtTerms(terms, doc.Doubts)
	assert.Contains(t, terms[0].Doubt, "$12.80")
	assert.Empty(t, terms[1].Doubt)
}
