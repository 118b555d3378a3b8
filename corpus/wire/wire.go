// Package wire holds the public JSON forms of an agreement: what "clausebook
// extract" and "clausebook show" print and what the HTTP interface answers.
//
// Wire types are not domain types: package corpus may change inside, these
// forms may only grow. A new field may be added; none is renamed, dropped or
// given another meaning without a new version of [ExtractSchema]. A list is
// never null; a value that the document does not state is null, not "" or 0.
// All spans are half-open byte ranges of the agreement's text.
package wire

import (
	_ "embed" // for extract.schema.json

	"github.com/clausebook/clausebook/corpus"
)

// ExtractSchema is the version of [Document], the value of its "schema" field.
const ExtractSchema = "clausebook.extract/1"

//go:embed extract.schema.json
var extractSchema string

// Schema is the JSON Schema (2020-12) of [Document]. It is strict: it refuses
// a field that it does not know.
func Schema() string { return extractSchema }

// A Document is one agreement with all that was read from it.
type Document struct {
	Schema string `json:"schema"`
	Source Source `json:"source"`
	// Text is what the spans point into; left out where the source file itself
	// is that text.
	Text        *string         `json:"text,omitempty"`
	Pages       []Page          `json:"pages"`
	Agreement   Agreement       `json:"agreement"`
	Provisions  []Provision     `json:"provisions"` // document order, parents before children
	Contents    []ContentsEntry `json:"contents"`
	Certificate Certificate     `json:"certificate"`
	References  []Reference     `json:"references"`
	Terms       []Term          `json:"terms"`
	Tables      []Table         `json:"tables"`
	Furniture   []Furniture     `json:"furniture"`
	Diagnostics []Diagnostic    `json:"diagnostics"`
}

// A Source is the file that an agreement was read from.
type Source struct {
	Name      string `json:"name"`
	SHA256    string `json:"sha256"`
	MediaType string `json:"media_type"`
	Bytes     int64  `json:"bytes"`
}

// A Page is one page of the source. Sheet, width and height are null for a text
// file, whose pages are known by their printed labels alone.
type Page struct {
	Sheet         *int     `json:"sheet"`
	Label         *string  `json:"label"`
	Start         int      `json:"start"`
	End           int      `json:"end"`
	Width         *float64 `json:"width"` // PDF points
	Height        *float64 `json:"height"`
	Engine        string   `json:"engine"`
	OCR           bool     `json:"ocr"`
	OCRConfidence *float64 `json:"ocr_confidence"`
}

// An Agreement is what a document says of itself.
type Agreement struct {
	ID        string     `json:"id"`
	Title     *string    `json:"title"`
	Kind      string     `json:"kind"`
	Employer  *string    `json:"employer"`
	Union     *string    `json:"union"`
	Unit      *string    `json:"unit"`
	Effective *string    `json:"effective"` // ISO date
	Expires   *string    `json:"expires"`   // ISO date
	Truncated bool       `json:"truncated"`
	Spans     *FactSpans `json:"spans,omitempty"`
}

// FactSpans has the place that each fact was read from; null where there is
// none.
type FactSpans struct {
	Title     *corpus.Span `json:"title"`
	Employer  *corpus.Span `json:"employer"`
	Union     *corpus.Span `json:"union"`
	Unit      *corpus.Span `json:"unit"`
	Effective *corpus.Span `json:"effective"`
	Expires   *corpus.Span `json:"expires"`
}

// A Provision is one addressed unit with its own text.
type Provision struct {
	ID         string      `json:"id"`
	Parent     *string     `json:"parent"`
	Kind       string      `json:"kind"`
	Number     *string     `json:"number"`
	Title      *string     `json:"title"`
	Heading    string      `json:"heading"`     // clean; "" for a unit without one
	HeadingRaw string      `json:"heading_raw"` // the source's bytes
	Citation   string      `json:"citation"`
	Text       string      `json:"text"` // own text, clean
	Span       corpus.Span `json:"span"`
	Page       *string     `json:"page"`  // printed label
	Sheet      *int        `json:"sheet"` // from 1
	Boxes      []Box       `json:"boxes"`
	Confidence float64     `json:"confidence"`
	OCR        bool        `json:"ocr"`
	Anchor     *string     `json:"anchor"` // of the place in a web page where it begins
	Tokens     int         `json:"tokens"`
}

// A Box is a rectangle on a page, in PDF points from the upper left corner.
type Box struct {
	Sheet int     `json:"sheet"`
	X0    float64 `json:"x0"`
	Y0    float64 `json:"y0"`
	X1    float64 `json:"x1"`
	Y1    float64 `json:"y1"`
}

// A ContentsEntry is one entry of the contents list.
type ContentsEntry struct {
	Number    *string     `json:"number"`
	Kind      string      `json:"kind"`
	Depth     int         `json:"depth"`
	Title     *string     `json:"title"`
	Page      *string     `json:"page"`
	Span      corpus.Span `json:"span"`
	Provision *string     `json:"provision"` // null where no body answers to it
}

// A Certificate says how far contents list and body agree.
type Certificate struct {
	Entries     int     `json:"entries"`
	Matched     int     `json:"matched"`
	WithoutBody int     `json:"without_body"`
	NotListed   int     `json:"not_listed"`
	Gaps        []Gap   `json:"gaps"`
	Score       float64 `json:"score"`
}

// A Gap is a number that a run of siblings lacks or has twice.
type Gap struct {
	Parent  *string     `json:"parent"`
	After   *string     `json:"after"`
	Missing string      `json:"missing"`
	Repeat  bool        `json:"repeat"`
	Span    corpus.Span `json:"span"`
}

// A Reference is a citation found in the text and where it leads; a list or
// range has one row a target.
type Reference struct {
	From       *string           `json:"from"`
	Raw        string            `json:"raw"`
	Span       corpus.Span       `json:"span"`
	Status     string            `json:"status"`
	Target     *string           `json:"target"`
	Candidates []string          `json:"candidates"`
	Reason     *string           `json:"reason"`
	Authority  *corpus.Authority `json:"authority"`
}

// A Term is a typed value with the words that it comes from. Value is a number,
// or an ISO date where Type is "date".
type Term struct {
	Provision *string     `json:"provision"`
	Type      string      `json:"type"`
	Value     any         `json:"value"`
	Unit      *string     `json:"unit"`
	Per       *string     `json:"per"`
	Raw       string      `json:"raw"`
	Span      corpus.Span `json:"span"`
	Condition *string     `json:"condition"`
	Effective *string     `json:"effective"`
	DefinedBy *string     `json:"defined_by"` // the provision whose definition of "day" gave the unit
	Doubt     *string     `json:"doubt"`      // why the value may not be what was meant
	OCR       bool        `json:"ocr"`        // read off a picture: check it against the page
}

// A Table is a table in the text.
type Table struct {
	Provision *string     `json:"provision"`
	Span      corpus.Span `json:"span"`
	Title     *string     `json:"title"`
	Header    []string    `json:"header"`
	Rows      [][]string  `json:"rows"`
	OCR       bool        `json:"ocr"` // read off a picture: check its figures against the page
}

// Furniture is text that is not the agreement's own words.
type Furniture struct {
	Kind string      `json:"kind"`
	Span corpus.Span `json:"span"`
}

// A Diagnostic is a doubt about the reading.
type Diagnostic struct {
	Code     string      `json:"code"`
	Severity string      `json:"severity"`
	Message  string      `json:"message"`
	Span     corpus.Span `json:"span"`
}
