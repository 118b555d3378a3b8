// Command pdfwords prints the text of PDFs in the order of reading and does
// nothing else: what is timed beside other programs that print a PDF's text. It
// has no more in it than that takes, since a file of two pages is read in less
// time than a large program takes to start.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"github.com/clausebook/clausebook/ingest/layout"
	"github.com/clausebook/clausebook/ingest/pdftext"
)

func main() {
	if err := run(context.Background(), os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "pdfwords:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, files []string, out io.Writer) error {
	if len(files) == 0 {
		return errors.New("name the PDFs")
	}
	debug.SetGCPercent(400) // as in the child process that reads documents
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		d, err := pdftext.Read(ctx, data)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if _, err := io.WriteString(out, layout.ReadPages(d.Pages).Text); err != nil {
			return err
		}
	}
	return nil
}
