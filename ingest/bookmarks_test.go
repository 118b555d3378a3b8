package ingest

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/layout"
	"github.com/clausebook/clausebook/ingest/pdftext"
)

// A bookmark that names an article or a section and leads to no provision is told;
// one of something else, or deeper down, is not.
func TestBookmarkDiagnostics(t *testing.T) {
	const text = "ARTICLE 1 LEAVE\nSection A. Sick leave\nDays.\fARTICLE 2 LAYOFF\nBy seniority."
	span := func(from, to int) corpus.Span { return corpus.Span{Start: from, End: to} }
	pages := []corpus.Page{{Span: span(0, 43), Sheet: 1}, {Span: span(44, len(text)), Sheet: 2}}
	a := &corpus.Agreement{Text: text, Pages: pages, Provisions: []corpus.Provision{
		{ID: "art_1", Kind: corpus.Article, Number: "1", Title: "LEAVE", Heading: "ARTICLE 1 LEAVE", HeadingSpan: span(0, 15), Span: span(0, 43), Sheet: 1},
		{ID: "art_1__sec_A", Parent: "art_1", Kind: corpus.Section, Number: "A", Title: "Sick leave", Heading: "Section A. Sick leave", HeadingSpan: span(16, 37), Span: span(16, 43), Sheet: 1},
		{ID: "art_2", Kind: corpus.Article, Number: "2", Title: "LAYOFF", Heading: "ARTICLE 2 LAYOFF", HeadingSpan: span(44, 60), Span: span(44, len(text)), Sheet: 2},
		{ID: "app_form", Kind: corpus.Appendix, Title: "THE DOCKERS OF HOLT LAYOFF REPORT FORM", Span: span(len(text), len(text)), HeadingSpan: span(len(text), len(text)), Sheet: 2},
	}}
	got := bookmarkDiagnostics(a, &layout.Document{Text: text, Pages: pages}, []pdftext.Bookmark{
		{Title: "Cover", Sheet: 1},
		{Title: "Article I: Leave", Sheet: 1},
		{Depth: 1, Title: "Section A. Sick Leave", Sheet: 1},
		{Title: "ARTICLE 2: LAYOFF", Sheet: 2},
		{Title: "Appendix: LAYOFF REPORT FORM", Sheet: 2},
		{Title: "ARTICLE 3: RECALL", Sheet: 2},
		{Depth: 2, Title: "Section Z. Deep down", Sheet: 2},
		{Title: "Article 4 leads nowhere", Sheet: 0},
	})
	require.Len(t, got, 1)
	assert.Equal(t, corpus.Diagnostic{Code: "bookmark-unmatched", Severity: corpus.Warning, Span: pages[1].Span,
		Message: `page 2: the file's bookmark "ARTICLE 3: RECALL" leads here, and no provision of that name begins on the page`}, got[0])
	assert.Empty(t, bookmarkDiagnostics(a, &layout.Document{Text: text, Pages: pages}, nil))
}
