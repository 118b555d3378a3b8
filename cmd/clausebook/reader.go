package main

import (
	"context"
	"fmt"
	"io"
	"regexp"
	"time"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest"
	"github.com/clausebook/clausebook/ingest/ocr"
	"github.com/clausebook/clausebook/ingest/pdftext"
	"github.com/clausebook/clausebook/ingest/sandbox"
	"github.com/clausebook/clausebook/ingest/tokens"
)

// readerCommand makes this program read one document from its parent and
// answer: see package sandbox. It is not for people.
const readerCommand = "internal-extract"

// serveReading is the child's whole work.
func serveReading(stdin io.Reader, stdout io.Writer) int {
	return sandbox.Serve(stdin, stdout, func(job sandbox.Job, progress func(sandbox.Progress)) (*corpus.Agreement, error) {
		// Tokens are counted by the parent, which loads the tables once for all documents.
		opts := ingest.Options{
			MaxBytes: job.MaxBytes, ID: job.ID,
			Progress: func(p ingest.Progress) { progress(sandbox.Progress(p)) },
		}
		if !job.NoOCR {
			opts.OCR = ocr.New(ocr.Options{Language: job.Language, PerPage: job.PerScan, Embedded: pdftext.PagePicture})
		}
		return ingest.Extract(context.Background(), ingest.Input{Name: job.Name, Data: job.Data}, opts)
	})
}

// readingFlags are the flags of the commands that read documents.
type readingFlags struct {
	maxBytes  int64
	maxTime   time.Duration
	maxMemory int64 // MiB
	noOCR     bool
	language  string
	id        string
}

// limits adds the flags that bound the reading of a document.
func (f *readingFlags) limits(cmd *cobra.Command) {
	cmd.Flags().Int64Var(&f.maxBytes, "max-bytes", ingest.DefaultMaxBytes, "largest document to read")
	cmd.Flags().DurationVar(&f.maxTime, "max-time", sandbox.DefaultTime, "longest time to read one document; each scanned page adds a tenth")
	cmd.Flags().Int64Var(&f.maxMemory, "max-memory", sandbox.DefaultMemory>>20, "most memory to read one document, in MiB")
	cmd.Flags().BoolVar(&f.noOCR, "no-ocr", false, "leave pages without text unread, instead of reading them off their pictures with Tesseract")
	cmd.Flags().StringVar(&f.language, "ocr-language", "", "language of scanned pages as Tesseract calls it, for example eng+spa (default eng)")
}

func (f *readingFlags) validate(documents int) error {
	switch {
	case f.maxBytes <= 0:
		return usagef("--max-bytes %d is not positive", f.maxBytes)
	case f.maxTime <= 0:
		return usagef("--max-time %v is not positive", f.maxTime)
	case !regexp.MustCompile(`^[A-Za-z_]*([+/][A-Za-z_]+)*$`).MatchString(f.language):
		return usagef("--ocr-language %q is not a language as Tesseract calls it, like eng or eng+spa", f.language)
	case f.id != "" && documents != 1:
		return usagef("--id names one document, not %d", documents)
	}
	if err := f.sandbox().Validate(); err != nil || f.maxMemory <= 0 {
		return usagef("--max-memory %d is too little: reading takes 192 at least", f.maxMemory)
	}
	return nil
}

func (f *readingFlags) sandbox() sandbox.Limits {
	return sandbox.Limits{Time: f.maxTime, PerScan: f.maxTime / 10, Memory: f.maxMemory << 20}
}

// A reader reads documents into agreements: those from outside each in a child
// process, those that come with the program in this one. It is safe for
// concurrent use.
type reader struct {
	runner sandbox.Runner
	flags  readingFlags
	tokens ingest.Counter
	o200k  ingest.Counter // for what is kept in a library; else nil
}

// newKeeper is newReader for documents that are kept: they carry their lengths in
// both encodings, so that a server that answers loads neither.
func newKeeper(flags readingFlags) *reader {
	r := newReader(flags)
	r.o200k = tokens.New(tokens.O200k())
	return r
}

func newReader(flags readingFlags) *reader {
	return &reader{
		runner: sandbox.Runner{Args: []string{readerCommand}, Limits: flags.sandbox()},
		flags:  flags,
		tokens: tokens.New(tokens.Cl100k()), // loads its tables at the first count
	}
}

// read reads a document. An error names it and the cause. progress may be nil.
func (r *reader) read(ctx context.Context, job sandbox.Job, progress func(sandbox.Progress)) (*corpus.Agreement, error) {
	job.MaxBytes, job.NoOCR, job.Language = r.flags.maxBytes, r.flags.noOCR, r.flags.language
	agreement, err := r.runner.Extract(ctx, job, progress)
	if err != nil {
		return nil, err
	}
	if progress != nil {
		progress(sandbox.Progress{Stage: ingest.StageTokens})
	}
	if err := ingest.CountTokens(ctx, agreement, r.tokens, r.o200k); err != nil {
		return nil, fmt.Errorf("read %s: %w", job.Name, err)
	}
	return agreement, nil
}

// trusted reads a document of our own in this process.
func (r *reader) trusted(ctx context.Context, f file) (*corpus.Agreement, error) {
	return ingest.Extract(ctx, ingest.Input{Name: f.name, Data: f.data}, ingest.Options{ID: r.flags.id, Tokens: r.tokens, TokensO200k: r.o200k})
}
