package library

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"

	"github.com/clausebook/clausebook/corpus"
)

// The stored form of an agreement. It is not the wire form and may change only
// with Format. Spans are pairs of offsets; what is empty is left out.

type span [2]int

func spanOf(s corpus.Span) span  { return span{s.Start, s.End} }
func (s span) span() corpus.Span { return corpus.Span{Start: s[0], End: s[1]} }
func (s span) IsZero() bool      { return s == span{} }
func each[A, B any](in []A, f func(A) B) []B {
	if in == nil {
		return nil
	}
	out := make([]B, len(in))
	for i, x := range in {
		out[i] = f(x)
	}
	return out
}

type storedAgreement struct {
	Format      int                  `json:"format"`
	ID          string               `json:"id"`
	Source      storedSource         `json:"source"`
	Text        string               `json:"text"`
	Title       string               `json:"title,omitempty"`
	Kind        corpus.AgreementKind `json:"kind,omitempty"`
	Employer    string               `json:"employer,omitempty"`
	Union       string               `json:"union,omitempty"`
	Unit        string               `json:"unit,omitempty"`
	Effective   corpus.Date          `json:"effective,omitempty"`
	Expires     corpus.Date          `json:"expires,omitempty"`
	Truncated   bool                 `json:"truncated,omitempty"`
	Facts       map[corpus.Fact]span `json:"facts,omitempty"`
	Pages       []storedPage         `json:"pages,omitempty"`
	Provisions  []storedProvision    `json:"provisions,omitempty"`
	Contents    []storedContents     `json:"contents,omitempty"`
	Certificate storedCertificate    `json:"certificate"`
	References  []storedReference    `json:"references,omitempty"`
	Terms       []storedTerm         `json:"terms,omitempty"`
	Tables      []storedTable        `json:"tables,omitempty"`
	Furniture   []storedFurniture    `json:"furniture,omitempty"`
	Hyphens     []storedHyphen       `json:"hyphens,omitempty"`
	Diagnostics []storedDiagnostic   `json:"diagnostics,omitempty"`
}

type storedSource struct {
	Name      string `json:"name"`
	SHA256    string `json:"sha256"`
	MediaType string `json:"media_type"`
	Bytes     int64  `json:"bytes"`
}

type storedPage struct {
	Sheet         int             `json:"sheet,omitempty"`
	Label         string          `json:"label,omitempty"`
	Span          span            `json:"span"`
	Width         float64         `json:"width,omitempty"`
	Height        float64         `json:"height,omitempty"`
	Engine        string          `json:"engine,omitempty"`
	OCR           bool            `json:"ocr,omitempty"`
	OCRConfidence float64         `json:"ocr_confidence,omitempty"`
	Lines         []storedLineBox `json:"lines,omitempty"`
}

type storedLineBox struct {
	Span span      `json:"s"`
	Box  storedBox `json:"b"`
	OCR  bool      `json:"o,omitempty"`
}

// A storedBox is sheet, x0, y0, x1, y1.
type storedBox [5]float64

func storeBox(b corpus.Box) storedBox { return storedBox{float64(b.Sheet), b.X0, b.Y0, b.X1, b.Y1} }
func (b storedBox) box() corpus.Box {
	return corpus.Box{Sheet: int(b[0]), X0: b[1], Y0: b[2], X1: b[3], Y1: b[4]}
}

type storedProvision struct {
	ID          string      `json:"id"`
	Parent      string      `json:"parent,omitempty"`
	Kind        corpus.Kind `json:"kind"`
	Number      string      `json:"number,omitempty"`
	Title       string      `json:"title,omitempty"`
	Heading     string      `json:"heading,omitempty"`
	HeadingSpan span        `json:"heading_span"`
	Span        span        `json:"span"`
	Citation    string      `json:"citation,omitempty"`
	Page        string      `json:"page,omitempty"`
	Sheet       int         `json:"sheet,omitempty"`
	Boxes       []storedBox `json:"boxes,omitempty"`
	Confidence  float64     `json:"confidence"`
	OCR         bool        `json:"ocr,omitempty"`
	Anchor      string      `json:"anchor,omitempty"`
	Tokens      int         `json:"tokens,omitempty"`
	TokensO200k int         `json:"tokens_o200k,omitempty"`
}

type storedContents struct {
	Number    string      `json:"number,omitempty"`
	Kind      corpus.Kind `json:"kind"`
	Depth     int         `json:"depth,omitempty"`
	Title     string      `json:"title,omitempty"`
	Page      string      `json:"page,omitempty"`
	Span      span        `json:"span"`
	Provision string      `json:"provision,omitempty"`
}

type storedCertificate struct {
	Entries     int         `json:"entries"`
	Matched     int         `json:"matched"`
	WithoutBody int         `json:"without_body"`
	NotListed   int         `json:"not_listed"`
	Gaps        []storedGap `json:"gaps,omitempty"`
	Score       float64     `json:"score"`
}

type storedGap struct {
	Parent  string `json:"parent,omitempty"`
	After   string `json:"after,omitempty"`
	Missing string `json:"missing"`
	Repeat  bool   `json:"repeat,omitempty"`
	Span    span   `json:"span"`
}

type storedReference struct {
	From       string                 `json:"from,omitempty"`
	Raw        string                 `json:"raw"`
	Span       span                   `json:"span"`
	Status     corpus.ReferenceStatus `json:"status"`
	Target     string                 `json:"target,omitempty"`
	Candidates []string               `json:"candidates,omitempty"`
	Reason     string                 `json:"reason,omitempty"`
	Authority  *storedAuthority       `json:"authority,omitempty"`
}

type storedAuthority struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type storedTerm struct {
	Provision string          `json:"provision,omitempty"`
	Type      corpus.TermType `json:"type"`
	Value     float64         `json:"value"`
	Date      corpus.Date     `json:"date,omitempty"`
	Unit      string          `json:"unit,omitempty"`
	Per       string          `json:"per,omitempty"`
	Raw       string          `json:"raw"`
	Span      span            `json:"span"`
	Condition string          `json:"condition,omitempty"`
	Effective corpus.Date     `json:"effective,omitempty"`
	DefinedBy string          `json:"defined_by,omitempty"`
	Doubt     string          `json:"doubt,omitempty"`
}

type storedTable struct {
	Provision string     `json:"provision,omitempty"`
	Span      span       `json:"span"`
	Title     string     `json:"title,omitempty"`
	Header    []string   `json:"header,omitempty"`
	Rows      [][]string `json:"rows,omitempty"`
}

type storedFurniture struct {
	Kind corpus.FurnitureKind `json:"kind"`
	Span span                 `json:"span"`
}

type storedHyphen struct {
	Span span `json:"span"`
	Keep bool `json:"keep,omitempty"`
}

type storedDiagnostic struct {
	Code     string          `json:"code"`
	Severity corpus.Severity `json:"severity"`
	Message  string          `json:"message"`
	Span     span            `json:"span"`
}

// marshal is the stored form of a, before compression. The same agreement
// gives the same bytes.
func marshal(a *corpus.Agreement) ([]byte, error) {
	data, err := json.Marshal(store(a))
	if err != nil {
		return nil, fmt.Errorf("encode agreement: %w", err)
	}
	return data, nil
}

// unmarshal is the agreement in its stored form.
func unmarshal(data []byte) (*corpus.Agreement, error) {
	var s storedAgreement
	if err := json.Unmarshal(data, &s); err != nil {
		return nil, fmt.Errorf("decode agreement: %w", err)
	}
	if s.Format != Format {
		return nil, fmt.Errorf("decode agreement: format %d, want %d", s.Format, Format)
	}
	return s.agreement(), nil
}

// pack compresses. Speed is worth more here than the last tenth of the size.
func pack(data []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.DefaultCompression)
	if err != nil {
		return nil, err // unreachable: the level exists
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func unpack(data []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
