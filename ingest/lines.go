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

// A lined is a file read into lines on pages.
type lined struct {
	*layout.Document
	diags      []corpus.Diagnostic // what was not read as it should be
	marks      []pdftext.Bookmark  // the file's own bookmarks
	properties source.Properties   // what the file says of itself
}

// lines reads a file of that kind into lines on pages.
func lines(ctx context.Context, kind string, data []byte, rec Recognizer, progress func(Progress)) (*lined, error) {
	if kind == source.PDF {
		return pdfDocument(ctx, data, rec, progress)
	}
	read, err := source.Read(ctx, kind, data)
	if err != nil {
		return nil, err
	}
	progress(Progress{Stage: StageLayout})
	if kind == source.Plain {
		return &lined{Document: layout.Read(read.Text), diags: read.Notes}, nil
	}
	return &lined{Document: layout.ReadMarked(&read.Marked), diags: read.Notes, properties: read.Properties}, nil
}

func pdfDocument(ctx context.Context, data []byte, rec Recognizer, progress func(Progress)) (*lined, error) {
	pdf, err := pdftext.ReadWatched(ctx, data, func(sheet, pages int) {
		progress(Progress{Stage: StagePages, Page: sheet, Done: sheet - 1, Of: pages})
	})
	if err != nil {
		return nil, err
	}
	if err := scans(ctx, rec, data, pdf, progress); err != nil {
		return nil, err
	}
	if err := patchwork(ctx, rec, data, pdf, progress); err != nil {
		return nil, err
	}
	progress(Progress{Stage: StageLayout})
	doc := layout.ReadPages(pdf.Pages)
	if strings.TrimSpace(doc.Text) == "" {
		for _, p := range pdf.Problems {
			if p.Code != pdftext.Blank && p.Code != pdftext.NoText {
				return nil, fmt.Errorf("page %d of %d: %s", p.Sheet, len(pdf.Pages), p.Reason)
			}
		}
		for _, p := range pdf.Problems {
			// What is said of a page beyond that it is a scan: how to have it read.
			if _, why, ok := strings.Cut(p.Reason, "it looks like a scan; "); ok {
				return nil, fmt.Errorf("%w (%d pages): %s", ErrNoText, len(pdf.Pages), why)
			}
		}
		return nil, fmt.Errorf("%w (%d pages)", ErrNoText, len(pdf.Pages))
	}
	own := pdf.Properties()
	return &lined{Document: doc, diags: append(pageDiagnostics(doc, pdf.Problems), doubtDiagnostics(doc)...), marks: pdf.Bookmarks(),
		properties: source.Properties{Title: own.Title, Author: own.Author, Created: own.Created, From: "document properties"}}, nil
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
