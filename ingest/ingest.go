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
	// Tokens counts the tokens of each provision; nil leaves them at 0.
	Tokens Counter
	// Progress is told of each stage as it begins; nil tells nobody.
	Progress func(stage string)
}

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
	stage := opts.Progress
	if stage == nil {
		stage = func(string) {}
	}
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
	stage("layout")
	doc, diags, err := lines(ctx, kind, in.Data)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(in.Data)
	a := &corpus.Agreement{Text: doc.Text, Source: corpus.Source{Name: filepath.Base(in.Name), SHA256: hex.EncodeToString(sum[:]), MediaType: kind, Bytes: int64(len(in.Data))}}

	if err := ctx.Err(); err != nil {
		return nil, err
	}
	stage("outline")
	out := outline.Read(doc)
	a.Pages, a.Hyphens = doc.Pages, doc.Hyphens
	a.Furniture, a.Provisions, a.Contents = out.Furniture, out.Provisions, out.Contents
	a.Certificate = out.Certificate
	a.Diagnostics = append(diags, out.Diagnostics...)
	sort.SliceStable(a.Diagnostics, func(i, j int) bool { return a.Diagnostics[i].Span.Start < a.Diagnostics[j].Span.Start })
	finish(a)
	boxes(a)
	describe(a, out.Cover)
	if opts.ID != "" {
		a.ID = opts.ID
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	t := corpus.NewTree(a)
	a.Tables = layout.Tables(t, doc.Cells)
	stage("references")
	a.References = xref.References(t)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	stage("terms")
	a.Terms = term.Find(t)
	if opts.Tokens != nil {
		stage("tokens")
		for i := range a.Provisions {
			n, err := opts.Tokens.Count(ctx, a.Provisions[i].Heading+"\n"+t.CleanText(i).Text)
			if err != nil {
				return nil, fmt.Errorf("count tokens of %s: %w", a.Provisions[i].ID, err)
			}
			a.Provisions[i].Tokens = n
		}
	}
	stage("check")
	if err := a.Validate(); err != nil {
		return nil, fmt.Errorf("the reading is not whole, which is a fault of clausebook: %w", err)
	}
	return a, nil
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
