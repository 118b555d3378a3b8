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

// text prints the text of PDFs in the order of reading, and nothing is done with
// it: what takes as long as another program that prints a PDF's text.
func text(ctx context.Context, args []string, out io.Writer) error {
	if len(args) == 0 {
		return errors.New("text: name the PDFs")
	}
	debug.SetGCPercent(400) // as in the child process that reads documents
	for _, name := range args {
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
