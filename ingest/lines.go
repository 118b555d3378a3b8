package ingest

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/layout"
	"github.com/clausebook/clausebook/ingest/pdftext"
	"github.com/clausebook/clausebook/ingest/source"
)

// ErrNoText says that no page of the file has text.
var ErrNoText = errors.New("no page of it has text; it looks like a scan")

// lines reads a file of that kind into lines on pages, with what was not
// read as it should be and with the file's own bookmarks.
func lines(ctx context.Context, kind string, data []byte, rec Recognizer, progress func(Progress)) (*layout.Document, []corpus.Diagnostic, []pdftext.Bookmark, error) {
	if kind == source.PDF {
		return pdfDocument(ctx, data, rec, progress)
	}
	read, err := source.Read(ctx, kind, data)
	if err != nil {
		return nil, nil, nil, err
	}
	progress(Progress{Stage: StageLayout})
	if kind == source.Plain {
		return layout.Read(read.Text), read.Notes, nil, nil
	}
	return layout.ReadMarked(&read.Marked), read.Notes, nil, nil
}

func pdfDocument(ctx context.Context, data []byte, rec Recognizer, progress func(Progress)) (*layout.Document, []corpus.Diagnostic, []pdftext.Bookmark, error) {
	pdf, err := pdftext.ReadWatched(ctx, data, func(sheet, pages int) {
		progress(Progress{Stage: StagePages, Page: sheet, Done: sheet - 1, Of: pages})
	})
	if err != nil {
		return nil, nil, nil, err
	}
	if err := scans(ctx, rec, data, pdf, progress); err != nil {
		return nil, nil, nil, err
	}
	progress(Progress{Stage: StageLayout})
	doc := layout.ReadPages(pdf.Pages)
	if strings.TrimSpace(doc.Text) == "" {
		for _, p := range pdf.Problems {
			if p.Code != pdftext.Blank && p.Code != pdftext.NoText {
				return nil, nil, nil, fmt.Errorf("page %d of %d: %s", p.Sheet, len(pdf.Pages), p.Reason)
			}
		}
		for _, p := range pdf.Problems {
			// What is said of a page beyond that it is a scan: how to have it read.
			if _, why, ok := strings.Cut(p.Reason, "it looks like a scan; "); ok {
				return nil, nil, nil, fmt.Errorf("%w (%d pages): %s", ErrNoText, len(pdf.Pages), why)
			}
		}
		return nil, nil, nil, fmt.Errorf("%w (%d pages)", ErrNoText, len(pdf.Pages))
	}
	return doc, append(pageDiagnostics(doc, pdf.Problems), doubtDiagnostics(doc)...), pdf.Bookmarks(), nil
}

// sheetSpan is the text of a sheet, which may hold two pages.
func sheetSpan(doc *layout.Document, sheet int) corpus.Span {
	var out corpus.Span
	found := false
	for i := range doc.Pages {
		if doc.Pages[i].Sheet != sheet {
			continue
		}
		if !found {
			out = doc.Pages[i].Span
		}
		out.End, found = doc.Pages[i].Span.End, true
	}
	return out
}
