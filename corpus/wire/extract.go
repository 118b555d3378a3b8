package wire

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// Options says what [Extract] puts in.
type Options struct {
	Text bool // the agreement's text, also where the source file is that text
}

// Extract is the public form of all that was read from a. It shares nothing
// with a that the caller could change.
func Extract(a *corpus.Agreement, opts Options) Document {
	t := corpus.NewTree(a)
	d := Document{
		Schema:      ExtractSchema,
		Source:      SourceOf(a),
		Agreement:   AgreementOf(a),
		Pages:       make([]Page, 0, len(a.Pages)),
		Provisions:  make([]Provision, 0, len(a.Provisions)),
		Contents:    make([]ContentsEntry, 0, len(a.Contents)),
		Certificate: CertificateOf(a),
		References:  make([]Reference, 0, len(a.References)),
		Terms:       make([]Term, 0, len(a.Terms)),
		Tables:      make([]Table, 0, len(a.Tables)),
		Furniture:   make([]Furniture, 0, len(a.Furniture)),
		Diagnostics: make([]Diagnostic, 0, len(a.Diagnostics)),
	}
	if opts.Text || !textIsSource(a) {
		text := a.Text
		d.Text = &text
	}
	for _, p := range a.Pages {
		d.Pages = append(d.Pages, pageOf(p))
	}
	for i := range a.Provisions {
		d.Provisions = append(d.Provisions, ProvisionOf(t, i))
	}
	for _, e := range a.Contents {
		d.Contents = append(d.Contents, ContentsEntryOf(e))
	}
	for _, r := range a.References {
		d.References = append(d.References, ReferenceOf(r))
	}
	for _, x := range a.Terms {
		d.Terms = append(d.Terms, termOf(a, x))
	}
	for _, x := range a.Tables {
		d.Tables = append(d.Tables, tableOf(a, x))
	}
	for _, f := range a.Furniture {
		d.Furniture = append(d.Furniture, Furniture{string(f.Kind), f.Span})
	}
	for _, x := range a.Diagnostics {
		d.Diagnostics = append(d.Diagnostics, DiagnosticOf(x))
	}
	return d
}

// textIsSource reports whether the source file is a's text, byte for byte. A
// text file in another encoding than UTF-8 is not: its text was converted, and
// spans into the file would lie.
func textIsSource(a *corpus.Agreement) bool {
	if media, _, _ := strings.Cut(a.Source.MediaType, ";"); media != "text/plain" || int64(len(a.Text)) != a.Source.Bytes {
		return false
	}
	sum := sha256.Sum256([]byte(a.Text))
	return hex.EncodeToString(sum[:]) == a.Source.SHA256
}

// SourceOf is the public form of a's source.
func SourceOf(a *corpus.Agreement) Source {
	return Source{Name: a.Source.Name, SHA256: a.Source.SHA256, MediaType: a.Source.MediaType, Bytes: a.Source.Bytes}
}

// AgreementOf is the public form of what a says of itself, with the places.
func AgreementOf(a *corpus.Agreement) Agreement {
	at := func(f corpus.Fact) *corpus.Span {
		s, ok := a.FactSpans[f]
		if !ok {
			return nil
		}
		return &s
	}
	return Agreement{
		ID: a.ID, Title: orNull(a.Title), Kind: string(a.Kind),
		Employer: orNull(a.Employer), Union: orNull(a.Union), Unit: orNull(a.Unit),
		Effective: orNull(string(a.Effective)), Expires: orNull(string(a.Expires)),
		Truncated: a.Truncated,
		Spans: &FactSpans{
			Title: at(corpus.FactTitle), Employer: at(corpus.FactEmployer), Union: at(corpus.FactUnion),
			Unit: at(corpus.FactUnit), Effective: at(corpus.FactEffective), Expires: at(corpus.FactExpires),
		},
	}
}

// CertificateOf is the public form of a's certificate.
func CertificateOf(a *corpus.Agreement) Certificate {
	c := a.Certificate
	w := Certificate{Entries: c.Entries, Matched: c.Matched, WithoutBody: c.WithoutBody,
		NotListed: c.NotListed, Gaps: make([]Gap, 0, len(c.Gaps)), Score: c.Score}
	for _, g := range c.Gaps {
		w.Gaps = append(w.Gaps, Gap{Parent: orNull(g.Parent), After: orNull(g.After),
			Missing: g.Missing, Repeat: g.Repeat, Span: g.Span})
	}
	return w
}

// ProvisionOf is the public form of provision i of t's agreement.
func ProvisionOf(t *corpus.Tree, i int) Provision {
	a := t.Agreement()
	p := &a.Provisions[i]
	w := Provision{
		ID: p.ID, Parent: orNull(p.Parent), Kind: string(p.Kind),
		Number: orNull(p.Number), Title: orNull(p.Title),
		Heading: p.Heading, HeadingRaw: a.Text[p.HeadingSpan.Start:p.HeadingSpan.End],
		Citation: p.Citation, Text: t.CleanText(i).Text, Span: p.Span,
		Page: orNull(p.Page), Sheet: orNull(p.Sheet), Boxes: make([]Box, 0, len(p.Boxes)),
		Confidence: p.Confidence, OCR: p.OCR, Anchor: orNull(p.Anchor), Tokens: p.Tokens,
	}
	for _, b := range p.Boxes {
		w.Boxes = append(w.Boxes, Box(b))
	}
	return w
}

// ContentsEntryOf is the public form of e.
func ContentsEntryOf(e corpus.ContentsEntry) ContentsEntry {
	return ContentsEntry{Number: orNull(e.Number), Kind: string(e.Kind), Depth: e.Depth, Title: orNull(e.Title),
		Page: orNull(e.Page), Span: e.Span, Provision: orNull(e.Provision)}
}

// ReferenceOf is the public form of r.
func ReferenceOf(r corpus.CrossReference) Reference {
	w := Reference{From: orNull(r.From), Raw: r.Raw, Span: r.Span, Status: string(r.Status),
		Target: orNull(r.Target), Candidates: append([]string{}, r.Candidates...), Reason: orNull(r.Reason)}
	if r.Authority != nil {
		authority := *r.Authority
		w.Authority = &authority
	}
	return w
}

// DiagnosticOf is the public form of d.
func DiagnosticOf(d corpus.Diagnostic) Diagnostic {
	return Diagnostic{Code: d.Code, Severity: string(d.Severity), Message: d.Message, Span: d.Span}
}

func pageOf(p corpus.Page) Page {
	w := Page{Sheet: orNull(p.Sheet), Label: orNull(p.Label), Start: p.Span.Start, End: p.Span.End,
		Width: orNull(p.Width), Height: orNull(p.Height), Engine: p.Engine, OCR: p.OCR}
	if p.OCR && p.OCRConfidence > 0 { // a reading of the file's own states none
		w.OCRConfidence = &p.OCRConfidence
	}
	return w
}

func termOf(a *corpus.Agreement, x corpus.Term) Term {
	w := Term{Provision: orNull(x.Provision), Type: string(x.Type), Value: x.Value, Unit: orNull(x.Unit),
		Per: orNull(x.Per), Raw: x.Raw, Span: x.Span, Condition: orNull(x.Condition), Effective: orNull(string(x.Effective)),
		DefinedBy: orNull(x.DefinedBy), Doubt: orNull(x.Doubt), OCR: a.Scanned(x.Span)}
	if x.Type == corpus.DateTerm {
		w.Value = string(x.Date)
	}
	return w
}

func tableOf(a *corpus.Agreement, x corpus.Table) Table {
	w := Table{Provision: orNull(x.Provision), Span: x.Span, Title: orNull(x.Title), OCR: a.Scanned(x.Span),
		Header: append([]string{}, x.Header...), Rows: make([][]string, 0, len(x.Rows))}
	for _, row := range x.Rows {
		w.Rows = append(w.Rows, append([]string{}, row...))
	}
	return w
}

// orNull is a pointer to v, or nil where v is the zero value, which stands for
// "not stated" in package corpus.
func orNull[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}
