// Command evalpdf makes PDFs of the shipped documents and measures how they are
// read: words, their order, structure, tables.
//
//	evalpdf make -out DIR [-sample]        writes the PDFs and their words
//	evalpdf measure                        prints figures of all of them
//	evalpdf scan                           scans of one of them, read by Tesseract
//	evalpdf twin ORIGINAL SCAN...          scans made elsewhere, beside the reading of what was scanned
//	evalpdf speed -text PDFWORDS [-extract PROGRAM]  times the text beside pdftotext, and the whole reading
//	evalpdf odd FILE...                    a table of what becomes of odd files
//	evalpdf salvage [FILE...]              words left in damaged copies, of every made PDF or of files
//	evalpdf bookmarks FILE...              bookmarks found among the provisions
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/agreements"
	"github.com/clausebook/clausebook/corpus/gold"
	"github.com/clausebook/clausebook/ingest"
	"github.com/clausebook/clausebook/internal/testpdf"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "evalpdf:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	if len(args) == 0 {
		return errors.New("say what to do: make, measure, bookmarks, scan, speed, odd or salvage")
	}
	commands := map[string]func(context.Context, []string, io.Writer) error{"make": write, "measure": measure, "bookmarks": bookmarks, "speed": speed, "odd": odd, "salvage": salvage, "scan": scans, "manuscript": manuscript, "against": against, "twin": twins}
	f, ok := commands[args[0]]
	if !ok {
		return fmt.Errorf("there is no command %q", args[0])
	}
	return f(ctx, args[1:], out)
}

// shipped reads the shipped documents, by gold number.
func shipped(ctx context.Context) (map[string]*corpus.Agreement, error) {
	docs, err := agreements.All()
	if err != nil {
		return nil, err
	}
	out := map[string]*corpus.Agreement{}
	for _, d := range docs {
		a, err := ingest.Extract(ctx, ingest.Input{Name: d.Name, Data: d.Data}, ingest.Options{})
		if err != nil {
			return nil, err
		}
		out[gold.Number(d.Name)] = a
	}
	return out, nil
}

// made makes a case of the shipped documents.
func made(c testpdf.Case, docs map[string]*corpus.Agreement, sample bool) (*testpdf.Made, error) {
	var lines []testpdf.Line
	if c.Doc != "" {
		lines = testpdf.Manuscript(docs[c.Doc])
	}
	return testpdf.Make(c, lines, sample)
}

// write writes the PDFs, and beside each its words in the order of reading.
func write(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("make", flag.ContinueOnError)
	dir := flags.String("out", "", "folder to write to")
	sample := flags.Bool("sample", false, "short ones, as the repository keeps them")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *dir == "" {
		return errors.New("make: say with -out where to write")
	}
	if err := os.MkdirAll(*dir, 0o755); err != nil {
		return err
	}
	docs, err := shipped(ctx)
	if err != nil {
		return err
	}
	for _, c := range testpdf.Cases() {
		if *sample && c.Small == 0 {
			continue
		}
		m, err := made(c, docs, *sample)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(*dir, m.Name+".pdf"), m.PDF, 0o644); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(*dir, m.Name+".txt"), []byte(m.Text()+"\n"), 0o644); err != nil {
			return err
		}
		fmt.Fprintf(out, "%-16s %4d sheets %7d words %8d bytes\n", m.Name, m.Sheets, len(m.Words), len(m.PDF))
		if *sample && c.Name == scannedSample {
			if err := writeScan(ctx, *dir, m, out); err != nil {
				return err
			}
		}
	}
	return nil
}

// scannedSample is the case of which a scan is kept.
const scannedSample = "unicode"

// writeScan writes a scan of the first page of m, in black and white at 200 dots
// an inch, and its words. Without poppler, which it takes, the one that is there
// stays.
func writeScan(ctx context.Context, dir string, m *testpdf.Made, out io.Writer) error {
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		fmt.Fprintln(out, "scan: not made anew: poppler's pdftoppm is not installed")
		return nil
	}
	file, err := testpdf.Scan(ctx, m.PDF, testpdf.Distortion{Pages: 1, Native: true})
	if err != nil {
		return err
	}
	first := testpdf.Made{Name: "scan"}
	for _, w := range m.Words {
		if w.Sheet == 1 {
			first.Words = append(first.Words, w)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "scan.pdf"), file, 0o644); err != nil {
		return err
	}
	fmt.Fprintf(out, "%-16s %4d sheets %7d words %8d bytes\n", first.Name, 1, len(first.Words), len(file))
	return os.WriteFile(filepath.Join(dir, "scan.txt"), []byte(first.Text()+"\n"), 0o644)
}
