// Package ingest reads one document into one [corpus.Agreement]. Each stage is
// a package below it: source (what sort of file), layout (lines, pages,
// furniture), outline (contents list, headings, tree), xref (references), term
// (values), tokens (lengths in model tokens).
package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"slices"
	"sort"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/layout"
	"github.com/clausebook/clausebook/ingest/outline"
	"github.com/clausebook/clausebook/ingest/source"
	"github.com/clausebook/clausebook/ingest/term"
	"github.com/clausebook/clausebook/ingest/xref"
)

// DefaultMaxBytes is the largest document that is read unless Options says
// otherwise.
const DefaultMaxBytes = 256 << 20

// An Input is a document to read.
type Input struct {
	Name string // the file's name, for messages and Source.Name
	Data []byte
}

// A Counter counts model tokens.
type Counter interface {
	Count(ctx context.Context, text string) (int, error)
}

// Options tunes a reading. The zero value means the defaults.
type Options struct {
	MaxBytes int64 // 0 means DefaultMaxBytes
	ID       string
	// Tokens counts the tokens of each provision, TokensO200k those of the other
	// encoding; nil leaves them at 0.
	Tokens, TokensO200k Counter
	// OCR reads pages without text off their pictures; nil leaves them as
	// diagnostics.
	OCR Recognizer
	// Progress is told of each stage, and of each page where a stage goes by
	// pages, before it begins; nil tells nobody.
	Progress func(Progress)
}

// A Progress says how far a reading has come.
type Progress struct {
	Stage string // one of the stages below
	Page  int    // the sheet at hand, from 1; 0 where the stage does not go by pages
	Done  int    // how many pages the stage has behind it
	Of    int    // how many it goes through; 0 where it does not go by pages
}

// The stages of a reading, in order. A text has no pages and no OCR.
const (
	StagePages      = "pages"
	StageOCR        = "ocr"
	StageLayout     = "layout"
	StageOutline    = "outline"
	StageReferences = "references"
	StageTerms      = "terms"
	StageTokens     = "tokens"
	StageCheck      = "check"
)

// Extract reads a document. What it returns passes [corpus.Agreement.Validate].
// An error names the file and the cause.
func Extract(ctx context.Context, in Input, opts Options) (*corpus.Agreement, error) {
	a, err := extract(ctx, in, opts)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", filepath.Base(in.Name), err)
	}
	return a, nil
}

func extract(ctx context.Context, in Input, opts Options) (*corpus.Agreement, error) {
	progress := opts.Progress
	if progress == nil {
		progress = func(Progress) {}
	}
	stage := func(name string) { progress(Progress{Stage: name}) }
	limit := opts.MaxBytes
	if limit == 0 {
		limit = DefaultMaxBytes
	}
	if int64(len(in.Data)) > limit {
		return nil, fmt.Errorf("%d bytes are more than the limit of %d", len(in.Data), limit)
	}
	if len(in.Data) == 0 {
		return nil, source.ErrEmpty
	}
	kind := source.Sniff(in.Data)
	read, err := lines(ctx, kind, in.Data, opts.OCR, progress)
	if err != nil {
		return nil, err
	}
	doc := read.Document
	sum := sha256.Sum256(in.Data)
	a := &corpus.Agreement{Text: doc.Text, Source: corpus.Source{Name: filepath.Base(in.Name), SHA256: hex.EncodeToString(sum[:]), MediaType: source.MediaType(kind, in.Data), Bytes: int64(len(in.Data))}}

	if err := ctx.Err(); err != nil {
		return nil, err
	}
	stage(StageOutline)
	out := outline.Read(doc)
	a.Pages, a.Hyphens = doc.Pages, doc.Hyphens
	a.Furniture, a.Provisions, a.Contents = out.Furniture, out.Provisions, out.Contents
	a.Certificate = out.Certificate
	finish(a)
	a.Diagnostics = slices.Concat(read.diags, out.Diagnostics, bookmarkDiagnostics(a, doc, read.marks))
	sort.SliceStable(a.Diagnostics, func(i, j int) bool { return a.Diagnostics[i].Span.Start < a.Diagnostics[j].Span.Start })
	boxes(a)
	anchor(a, doc.Anchors)
	describe(a, out.Cover)
	headline(a, doc)
	propertyDiagnostic(a, read.properties)
	if opts.ID != "" {
		a.ID = opts.ID
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	t := corpus.NewTree(a)
	a.Tables = layout.Tables(t, doc.Cells, doc.Tables...)
	stage(StageReferences)
	a.References = xref.References(t)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	stage(StageTerms)
	a.Terms = term.Find(t)
	doubtTerms(a.Terms, doc.Doubts)
	if opts.Tokens != nil || opts.TokensO200k != nil {
		stage(StageTokens)
		if err := CountTokens(ctx, a, opts.Tokens, opts.TokensO200k); err != nil {
			return nil, err
		}
	}
	stage(StageCheck)
	if err := a.Validate(); err != nil {
		return nil, fmt.Errorf("the reading is not whole, which is a fault of clausebook: %w", err)
	}
	return a, nil
}

// CountTokens gives each provision of a its length in model tokens of cl100k_base
// and of o200k_base; a nil Counter leaves its own at 0. It is for agreements that
// were just read without Counters, by a process that did not want to load their
// tables, and that nobody else has yet.
func CountTokens(ctx context.Context, a *corpus.Agreement, cl100k, o200k Counter) error {
	t := corpus.NewTree(a)
	for i := range a.Provisions {
		p := &a.Provisions[i]
		text := p.Heading + "\n" + t.CleanText(i).Text
		for _, x := range []struct {
			counter Counter
			into    *int
		}{{cl100k, &p.Tokens}, {o200k, &p.TokensO200k}} {
			if x.counter == nil {
				continue
			}
			n, err := x.counter.Count(ctx, text)
			if err != nil {
				return fmt.Errorf("count tokens of %s: %w", p.ID, err)
			}
			*x.into = n
		}
	}
	return nil
}

// finish fills in what follows from spans: headings, pages, citations.
func finish(a *corpus.Agreement) {
	t := corpus.NewTree(a)
	for i := range a.Provisions {
		p := &a.Provisions[i]
		p.Heading = t.CleanHeading(i).Text
		// The page on which it begins.
		k := sort.Search(len(a.Pages), func(k int) bool { return a.Pages[k].Span.End > p.Span.Start })
		if k < len(a.Pages) && a.Pages[k].Span.Start <= p.Span.Start {
			p.Page, p.Sheet = a.Pages[k].Label, a.Pages[k].Sheet
		}
	}
	for i := range a.Provisions {
		a.Provisions[i].Citation = corpus.CitationOf(t, i)
	}
}
