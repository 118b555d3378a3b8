package ingest

import (
	"fmt"
	"sort"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/layout"
)

// codeOCRNumber is the code of a diagnostic about a word with figures that may
// be misread.
const codeOCRNumber = "ocr-number-doubtful"

// doubtDiagnostics tell of the words that may not be what is printed.
func doubtDiagnostics(doc *layout.Document) []corpus.Diagnostic {
	var out []corpus.Diagnostic
	for _, d := range doc.Doubts {
		k := sort.Search(len(doc.Pages), func(k int) bool { return doc.Pages[k].Span.End > d.Span.Start })
		sheet := 0
		if k < len(doc.Pages) {
			sheet = doc.Pages[k].Sheet
		}
		out = append(out, corpus.Diagnostic{
			Code: codeOCRNumber, Severity: corpus.Warning, Span: d.Span,
			Message: fmt.Sprintf("page %d: %q may be misread: %s", sheet, doc.Text[d.Span.Start:d.Span.End], d.Why),
		})
	}
	return out
}

// doubtTerms gives the values that rest on a word in doubt that doubt. Both are
// in the order of the text.
func doubtTerms(terms []corpus.Term, doubts []layout.Doubt) {
	if len(doubts) == 0 {
		return
	}
	for i := range terms {
		t := &terms[i]
		k := sort.Search(len(doubts), func(k int) bool { return doubts[k].Span.End > t.Span.Start })
		if k < len(doubts) && doubts[k].Span.Start < t.Span.End && t.Doubt == "" {
			t.Doubt = "the scan may be misread here: " + doubts[k].Why
		}
	}
}
