package ingest

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/layout"
	"github.com/clausebook/clausebook/ingest/ocr"
	"github.com/clausebook/clausebook/ingest/pdftext"
)

// A Recognizer reads pages of a PDF off their pictures; *ocr.Reader is one.
type Recognizer interface {
	// Recognize returns each of pages, of which Sheet, Width and Height are
	// known, with its words, or why it could not be read. begin is told of each
	// before it is read. An error says that nothing can be read off pictures.
	Recognize(ctx context.Context, file []byte, pages []layout.PlacedPage, begin func(sheet, done int)) ([]layout.PlacedPage, []error, error)
	// Patches returns pages with the words that stand in their lines as small
	// pictures.
	Patches(ctx context.Context, file []byte, pages []layout.PlacedPage, begin func(sheet, done int)) ([]layout.PlacedPage, error)
}

// The codes of diagnostics about pages that were read off their pictures.
const (
	codeOCR      = "page-read-by-ocr"
	codeOCRPoor  = "page-read-by-ocr-poor"
	codeOCRFails = "page-not-read-by-ocr"
	codePatched  = "words-read-off-pictures" // small ones, in the lines
)

const (
	// poorOCR: below it so many words are wrong that a page is pointed at by
	// itself. Clean scans have 0.93 and more.
	poorOCR = 0.80
	// usableOCR: below it what was seen is no reading: photographs, seals and
	// drawings come out so.
	usableOCR = 0.60
)

// scans reads those pages of pdf off their pictures that have no text of their
// own that can be used. What was read is put into pdf, with its problems
// settled or told.
func scans(ctx context.Context, rec Recognizer, file []byte, pdf *pdftext.Document, progress func(Progress)) error {
	var wanted []layout.PlacedPage
	var at []int // their places among the problems
	for i, p := range pdf.Problems {
		if p.Code == pdftext.NoText || p.Code == pdftext.Picture || p.Code == pdftext.Unmapped || p.Code == pdftext.Unreadable {
			wanted, at = append(wanted, pdf.Pages[p.Sheet-1]), append(at, i)
		}
	}
	if len(wanted) == 0 || rec == nil {
		return nil
	}
	pages, errs, err := rec.Recognize(ctx, file, wanted, func(sheet, done int) {
		progress(Progress{Stage: StageOCR, Page: sheet, Done: done, Of: len(wanted)})
	})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	for k, i := range at {
		p := &pdf.Problems[i]
		switch {
		case err != nil:
			p.Reason += "; " + err.Error()
		case errors.Is(errs[k], ocr.ErrNoWords) && p.Code == pdftext.NoText:
			p.Code, p.Reason = pdftext.Blank, "the page has no text, and its picture has no words"
		case p.Code == pdftext.Picture && (errs[k] == nil || errors.Is(errs[k], ocr.ErrNoWords)) && !tells(pages[k], pdf.Pages[p.Sheet-1]):
			p.Code = pdftext.Blank // a cover: its text is what is to be read on it
			p.Reason += "; its picture has no more to read"
		case errs[k] != nil:
			p.Reason += "; it could not be read off its picture: " + errs[k].Error()
			p.Code = codeOCRFails
		case pages[k].Confidence < usableOCR:
			p.Reason += fmt.Sprintf("; its picture was read with %.0f %% confidence, too little to take that", 100*pages[k].Confidence)
		case pages[k].Confidence < poorOCR:
			keep(pdf, pages[k])
			p.Code = codeOCRPoor
			p.Reason = fmt.Sprintf("it was read off its picture with %.0f %% confidence: check the words against the page", 100*pages[k].Confidence) + noted(pages[k])
		default:
			keep(pdf, pages[k])
			p.Code = codeOCR
			p.Reason = fmt.Sprintf("it was read off its picture with %.0f %% confidence", 100*pages[k].Confidence) + noted(pages[k])
		}
	}
	return nil
}

// patchwork reads the small pictures that stand in lines of pages that have a text
// of their own.
func patchwork(ctx context.Context, rec Recognizer, file []byte, pdf *pdftext.Document, progress func(Progress)) error {
	var wanted []layout.PlacedPage
	var at []int
	for i, p := range pdf.Problems {
		if p.Code == pdftext.Patched && !pdf.Pages[p.Sheet-1].OCR {
			wanted, at = append(wanted, pdf.Pages[p.Sheet-1]), append(at, i)
		}
	}
	if len(wanted) == 0 || rec == nil {
		return nil
	}
	pages, err := rec.Patches(ctx, file, wanted, func(sheet, done int) {
		progress(Progress{Stage: StageOCR, Page: sheet, Done: done, Of: len(wanted)})
	})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	for k, i := range at {
		p := &pdf.Problems[i]
		if err != nil {
			p.Reason += ": " + err.Error()
			continue
		}
		var read []string
		unread := 0
		for _, x := range pages[k].Patches {
			if x.Text == "" {
				unread++
				continue
			}
			read = append(read, fmt.Sprintf("“%s” (%.0f %%)", x.Text, 100*x.Confidence))
		}
		pdf.Pages[p.Sheet-1] = pages[k]
		if len(read) == 0 {
			continue
		}
		p.Reason = "small pictures that stand in its lines were read as " + strings.Join(read, ", ")
		if unread == 0 {
			p.Code = codePatched
		} else {
			p.Reason += fmt.Sprintf("; %d more could not be read", unread)
		}
	}
	return nil
}

// tells: a page read off its picture says more than its own text does.
func tells(read, own layout.PlacedPage) bool {
	n := func(p layout.PlacedPage) (n int) {
		for i := range p.Words {
			n += len(p.Words[i].Text)
		}
		return n
	}
	words := 0
	for i := range read.Words {
		if len(read.Words[i].Text) >= 3 {
			words++
		}
	}
	if read.Confidence < poorOCR && words < signWords {
		return false // the signs that people hold up in a photograph
	}
	return read.Confidence >= usableOCR && n(read) > n(own)+n(own)/5+20
}

// noted is what a page's reader says of it, behind what is said already.
func noted(page layout.PlacedPage) string {
	if page.Note == "" {
		return ""
	}
	return "; " + page.Note
}

// signWords is how many words a photograph of signs has at the most; the poorest page
// of an agreement has more.
const signWords = 40

// keep puts a page read off its picture in the place of the file's own.
func keep(pdf *pdftext.Document, page layout.PlacedPage) {
	page.Label = pdf.Pages[page.Sheet-1].Label
	pdf.Pages[page.Sheet-1] = page
}

// pageDiagnostics are the problems of pages, as diagnostics on doc.
func pageDiagnostics(doc *layout.Document, problems []pdftext.Problem) []corpus.Diagnostic {
	var diags []corpus.Diagnostic
	for _, p := range problems {
		severity := corpus.Warning
		switch p.Code {
		case pdftext.Unreadable, codeOCRFails:
			severity = corpus.Error
		case pdftext.Blank, pdftext.Repaired, pdftext.LayerOff, pdftext.Underlined, codeOCR, codePatched:
			severity = corpus.Info
		}
		diags = append(diags, corpus.Diagnostic{
			Code: p.Code, Severity: severity, Span: sheetSpan(doc, p.Sheet),
			Message: fmt.Sprintf("page %d: %s", p.Sheet, p.Reason),
		})
	}
	return diags
}
