package ingest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/wire"
	"github.com/clausebook/clausebook/ingest/layout"
	"github.com/clausebook/clausebook/ingest/ocr"
	"github.com/clausebook/clausebook/ingest/pdftext"
)

// A seer is a Recognizer that knows what is on each sheet.
type seer struct {
	lines map[int][]string
	conf  map[int]float64
	errs  map[int]error
	err   error
}

func (s seer) Recognize(_ context.Context, _ []byte, pages []layout.PlacedPage, begin func(sheet, done int)) ([]layout.PlacedPage, []error, error) {
	if s.err != nil {
		return nil, nil, s.err
	}
	errs := make([]error, len(pages))
	for i := range pages {
		p := &pages[i]
		begin(p.Sheet, i)
		if errs[i] = s.errs[p.Sheet]; errs[i] != nil {
			continue
		}
		p.Engine, p.OCR, p.Confidence, p.Words = "ocr", true, s.conf[p.Sheet], nil
		for k, l := range s.lines[p.Sheet] {
			x, y := 72.0, 60+14*float64(k)
			for w := range strings.FieldsSeq(l) {
				wide := 5.5 * float64(len(w))
				p.Words = append(p.Words, layout.PlacedWord{Text: w, X0: x, X1: x + wide, Y0: y - 8, Y1: y + 2, Size: 11, Blank: true})
				x += wide + 4
			}
		}
	}
	return pages, errs, nil
}

// Patches reads "(i)" off every small picture.
func (s seer) Patches(_ context.Context, _ []byte, pages []layout.PlacedPage, begin func(sheet, done int)) ([]layout.PlacedPage, error) {
	if s.err != nil {
		return nil, s.err
	}
	for i := range pages {
		p := &pages[i]
		begin(p.Sheet, i)
		for k := range p.Patches {
			x := &p.Patches[k]
			x.Text, x.Confidence = "(i)", 0.9
			p.Words = append(p.Words, layout.PlacedWord{Text: x.Text, X0: x.X0, Y0: x.Y0, X1: x.X1, Y1: x.Y1, Size: 11, Blank: true})
		}
	}
	return pages, nil
}

// drawing is a line for bookPDF that draws and says nothing.
const drawing = ") Tj ET 0 0 10 10 re f BT /R 11 Tf ("

func TestScans(t *testing.T) {
	file := bookPDF(
		[]string{"*ARTICLE 1", "*RECOGNITION", "", "The mill recognizes the union as the agent of all who spin.", "It meets within 5 days."},
		[]string{drawing}, []string{drawing}, []string{drawing}, []string{drawing},
	)
	rec := seer{
		lines: map[int][]string{2: {"ARTICLE 2", "WAGES", "", "Wages are paid within ten days at $12.50 an hour.", "They rise by 3% each year."}, 3: {"ARTICLE 3", "HOURS", "", "The work day has 8 hours."}},
		conf:  map[int]float64{2: 0.95, 3: 0.71},
		errs:  map[int]error{4: ocr.ErrNoWords, 5: errors.New("pdftoppm: exit status 1")},
	}
	var seen []Progress
	a, err := Extract(t.Context(), Input{Name: "mill.pdf", Data: file}, Options{OCR: rec, Progress: func(p Progress) {
		if p.Stage == StageOCR {
			seen = append(seen, p)
		}
	}})
	require.NoError(t, err)
	assert.Equal(t, []Progress{{StageOCR, 2, 0, 4}, {StageOCR, 3, 1, 4}, {StageOCR, 4, 2, 4}, {StageOCR, 5, 3, 4}}, seen)
	require.Len(t, a.Pages, 5)
	assert.False(t, a.Pages[0].OCR)
	assert.Equal(t, "ocr", a.Pages[1].Engine)
	assert.InDelta(t, 0.95, a.Pages[1].OCRConfidence, 1e-9)

	said := map[string]corpus.Diagnostic{}
	for _, d := range a.Diagnostics {
		said[d.Code] = d
	}
	assert.Equal(t, corpus.Info, said[codeOCR].Severity)
	assert.Equal(t, "page 2: it was read off its picture with 95 % confidence", said[codeOCR].Message)
	assert.Equal(t, corpus.Warning, said[codeOCRPoor].Severity)
	assert.Contains(t, said[codeOCRPoor].Message, "page 3: ")
	assert.Equal(t, "page 4: the page has no text, and its picture has no words", said["page-blank"].Message)
	assert.Equal(t, corpus.Error, said[codeOCRFails].Severity)
	assert.Contains(t, said[codeOCRFails].Message, "page 5: ")
	assert.Contains(t, said[codeOCRFails].Message, "exit status 1")

	doc := wire.Extract(a, wire.Options{})
	flags := map[string]bool{}
	for _, p := range doc.Provisions {
		flags[p.ID] = p.OCR
	}
	assert.Equal(t, map[string]bool{"art_1": false, "art_2": true, "art_3": true}, flags)
	values := map[string]bool{}
	for _, x := range doc.Terms {
		values[x.Raw] = x.OCR
	}
	assert.False(t, values["5 days"])
	for _, raw := range []string{"ten days", "$12.50 an hour", "3% each year", "8 hours"} {
		assert.Contains(t, values, raw)
		assert.True(t, values[raw], raw)
	}
}

// TestTells: few words read badly off a picture are signs in a photograph; many, or
// well read, are a page.
func TestTells(t *testing.T) {
	page := func(words int, conf float64) layout.PlacedPage {
		p := layout.PlacedPage{Confidence: conf}
		for range words {
			p.Words = append(p.Words, layout.PlacedWord{Text: "equal"})
		}
		return p
	}
	own := page(3, 0)
	assert.False(t, tells(page(15, 0.62), own))
	assert.True(t, tells(page(15, 0.92), own))
	assert.True(t, tells(page(60, 0.62), own))
	assert.False(t, tells(page(60, 0.5), own))
	assert.False(t, tells(page(4, 0.95), own))
}

func TestScansOfNothing(t *testing.T) {
	file := bookPDF([]string{drawing}, []string{drawing})
	tests := []struct {
		name string
		rec  Recognizer
		is   error
		says string
	}{
		{"no recognizer", nil, ErrNoText, "no page of it has text; it looks like a scan (2 pages)"},
		{"no Tesseract", seer{err: ocr.ErrMissing}, ErrNoText, "(2 pages): tesseract is not installed"},
		{"no words", seer{errs: map[int]error{1: ocr.ErrNoWords, 2: ocr.ErrNoWords}}, ErrNoText, "2 pages"},
		{"failures", seer{errs: map[int]error{1: errors.New("no picture"), 2: errors.New("no picture")}}, nil, "page 1 of 2: "},
		{"a photograph", seer{lines: map[int][]string{1: {"eee cee"}}, conf: map[int]float64{1: 0.3, 2: 0.2}}, ErrNoText, "too little"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Extract(t.Context(), Input{Name: "scan.pdf", Data: file}, Options{OCR: tt.rec})
			require.ErrorContains(t, err, tt.says)
			require.ErrorContains(t, err, "read scan.pdf: ")
			if tt.is != nil {
				require.ErrorIs(t, err, tt.is)
			}
		})
	}
}

// Small pictures that stand in lines, as large as words, are told; what is read
// off them is text, and flagged.
func TestPatchwork(t *testing.T) {
	// A line that opens with a picture of 16 by 10 points.
	label := func(y int, words string) string {
		return fmt.Sprintf(") Tj ET q 16 0 0 10 72 %d cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q BT /R 11 Tf 94 %d Td (%s", y-1, y, words)
	}
	file := bookPDF([]string{"*ARTICLE 1", "*RECOGNITION", "", "*Section 1. The mill may end a contract if the spinner:", label(684, "fails to spin for 5 days a week;"), "(ii)   spins without a reel."},
		[]string{"*ARTICLE 2", "*HOURS", "", "The work day has 8 hours."})
	extract := func(rec Recognizer) *corpus.Agreement {
		a, err := Extract(t.Context(), Input{Name: "mill.pdf", Data: file}, Options{OCR: rec})
		require.NoError(t, err)
		require.NoError(t, a.Validate())
		return a
	}
	find := func(a *corpus.Agreement, code string) *corpus.Diagnostic {
		for i := range a.Diagnostics {
			if a.Diagnostics[i].Code == code {
				return &a.Diagnostics[i]
			}
		}
		return nil
	}
	unread := find(extract(nil), pdftext.Patched)
	require.NotNil(t, unread)
	assert.Equal(t, corpus.Warning, unread.Severity)
	unread = find(extract(seer{err: errors.New("no program")}), pdftext.Patched)
	require.NotNil(t, unread)
	assert.Contains(t, unread.Message, "no program")

	a := extract(seer{})
	assert.Nil(t, find(a, pdftext.Patched))
	told := find(a, codePatched)
	require.NotNil(t, told)
	assert.Contains(t, told.Message, "“(i)” (90 %)")
	assert.Contains(t, a.Text, "(i) fails to spin")
	var read []string
	for _, p := range a.Provisions {
		if p.OCR {
			read = append(read, p.ID)
		}
	}
	assert.Contains(t, read, "art_1__sec_1__subsec_i")
	assert.NotContains(t, read, "art_1__sec_1__subsec_ii")
	assert.NotContains(t, read, "art_2")
	for _, x := range a.Terms {
		assert.Equal(t, strings.HasPrefix(x.Raw, "5 days"), a.Scanned(x.Span), "%s: flagged with its line", x.Raw)
	}
}
