package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/eval"
	"github.com/clausebook/clausebook/ingest"
	"github.com/clausebook/clausebook/ingest/ocr"
)

// twins reads scans and prints how they agree with the readings of the files
// that were scanned: evalpdf twin ORIGINAL SCAN...
func twins(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("twin", flag.ContinueOnError)
	details := flags.Bool("details", false, "list numbers that are wrong, and diagnostics")
	words := flags.String("words", "", "folder to write the words to, one a line, for diff")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() < 2 {
		return errors.New("twin: name the original and its scans")
	}
	read := func(name string) (*corpus.Agreement, error) {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		return ingest.Extract(ctx, ingest.Input{Name: name, Data: data}, ingest.Options{OCR: ocr.New(ocr.Options{Workers: 1, PerPage: time.Minute})})
	}
	truth, err := read(flags.Arg(0))
	if err != nil {
		return err
	}
	for _, name := range flags.Args()[1:] {
		before := used()
		a, err := read(name)
		if err != nil {
			fmt.Fprintf(out, "%-28s %v\n", filepath.Base(name), err)
			continue
		}
		took := used() - before
		w := eval.CompareWords(eval.ReadWords(a), eval.ReadWords(truth))
		n := eval.CompareNumbers(a, truth, func(d corpus.Diagnostic) bool { return strings.HasPrefix(d.Code, "ocr-") })
		conf := 0.0
		for _, p := range a.Pages {
			conf += p.OCRConfidence / float64(len(a.Pages))
		}
		fmt.Fprintf(out, "%-28s acc %.4f ord %.4f ids %.3f conf %.2f | numbers %d lost %d wrong %d silent %d doubted %d | %.2f s\n", strings.TrimSuffix(filepath.Base(name), ".pdf"),
			w.Accuracy, w.Order, sameIDs(a, truth), conf, n.True, len(n.Lost), len(n.Wrong), len(n.Wrong)-n.Told, n.Doubted, took.Seconds()/float64(len(a.Pages)))
		if *details {
			fmt.Fprintf(out, "   lost %q\n   wrong %q\n", n.Lost, n.Wrong)
			for _, d := range a.Diagnostics {
				fmt.Fprintf(out, "   %s: %s\n", d.Code, d.Message)
			}
		}
		if *words != "" {
			base := filepath.Join(*words, strings.TrimSuffix(filepath.Base(name), ".pdf"))
			if err := errors.Join(list(base+".read", eval.ReadWords(a)), list(base+".true", eval.ReadWords(truth)), os.WriteFile(base+".text", []byte(a.Text), 0o644)); err != nil {
				return err
			}
		}
	}
	return nil
}
