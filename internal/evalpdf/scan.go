package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"time"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/gold"
	"github.com/clausebook/clausebook/eval"
	"github.com/clausebook/clausebook/ingest"
	"github.com/clausebook/clausebook/ingest/ocr"
	"github.com/clausebook/clausebook/internal/testpdf"
)

// A scanned is how well a made scan was read.
type scanned struct {
	sheets     int
	words      eval.Words
	f1         float64
	confidence float64
	seconds    float64 // a page
}

// scans reads scans of the shipped documents and prints how well. It needs
// Tesseract and poppler.
func scans(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("scan", flag.ContinueOnError)
	only := flags.String("only", "unicode", "name of the case that is scanned")
	skew := flags.Float64("skew", 0, "degrees")
	turn := flags.Int("turn", 0, "quarters, clockwise")
	noise := flags.Int("noise", 0, "shades of grey")
	pages := flags.Int("pages", 0, "only so many pages")
	native := flags.Bool("bits", false, "black and white")
	dots := flags.Int("dots", 0, "of the scanner, an inch; 0 for 200")
	stamp := flags.Bool("stamp", false, "a stamp across the middle")
	if err := flags.Parse(args); err != nil {
		return err
	}
	s, err := scan(ctx, *only, testpdf.Distortion{Turn: *turn, Skew: *skew, Noise: *noise, Pages: *pages, Native: *native, Dots: *dots, Stamp: *stamp}, 1)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s: %d sheets, accuracy %.4f, order %.4f, structure F1 %.4f, confidence %.2f, %.2f s a page\n",
		*only, s.sheets, s.words.Accuracy, s.words.Order, s.f1, s.confidence, s.seconds)
	return nil
}

// scan makes a scan of a case and reads it, so many pages side by side.
func scan(ctx context.Context, name string, d testpdf.Distortion, workers int) (scanned, error) {
	docs, err := shipped(ctx)
	if err != nil {
		return scanned{}, err
	}
	set, err := gold.Load()
	if err != nil {
		return scanned{}, err
	}
	for _, c := range testpdf.Cases() {
		if c.Name != name {
			continue
		}
		m, err := made(c, docs, false)
		if err != nil {
			return scanned{}, err
		}
		file, err := testpdf.Scan(ctx, m.PDF, d)
		if err != nil {
			return scanned{}, err
		}
		begin := time.Now()
		a, err := ingest.Extract(ctx, ingest.Input{Name: c.Name + ".pdf", Data: file},
			ingest.Options{OCR: ocr.New(ocr.Options{Workers: workers, PerPage: time.Minute})})
		if err != nil {
			return scanned{}, err
		}
		s := scanned{sheets: len(a.Pages), seconds: time.Since(begin).Seconds() / float64(len(a.Pages))}
		var truth []string
		for _, w := range m.Words {
			if d.Pages == 0 || w.Sheet <= d.Pages {
				truth = append(truth, w.Text)
			}
		}
		s.words = eval.CompareWords(eval.ReadWords(a), truth)
		for _, p := range a.Pages {
			s.confidence += p.OCRConfidence / float64(len(a.Pages))
		}
		s.f1 = structureOf(a, docs[c.Doc], set)
		return s, nil
	}
	return scanned{}, fmt.Errorf("there is no case %q", name)
}

// structureOf scores what was read of a document against gold.
func structureOf(a, document *corpus.Agreement, set *gold.Set) float64 {
	s, _ := eval.StructureOf(eval.Transferred(a, document), set.Structure(document.Source.Name))
	return s.F1
}
