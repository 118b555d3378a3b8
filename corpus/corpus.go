// Package corpus holds the words that every other package speaks: Agreement,
// Provision, Span, Citation, CrossReference, Term, Topic. It imports nothing of
// the module and no library outside the standard one.
//
// Everything hangs on one rule: an agreement has one text, and all the rest are
// spans of it. Nothing is copied, so nothing drifts, and every answer can show
// its source. [Agreement.Validate] proves that the spans fit together and that
// every byte of the text has its owner; [Agreement.CleanText] derives what a
// reader sees, with the way back to the source bytes.
package corpus

import "time"

// A Span is a half-open byte range of an agreement's text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// IsZero reports whether s is the zero span, which stands for "no place".
func (s Span) IsZero() bool { return s == Span{} }

// Contains reports whether t lies inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// An AgreementKind says what sort of paper a document is.
type AgreementKind string

// The kinds of documents.
const (
	KindAgreement AgreementKind = "agreement" // a whole (or cut-off) collective agreement
	KindLetterDoc AgreementKind = "letter"    // a letter or memorandum standing alone
	KindExcerpt   AgreementKind = "excerpt"   // a part of an agreement that is not in the file
	KindProcedure AgreementKind = "procedure" // a procedure or policy about agreements
	KindOtherDoc  AgreementKind = "other"
)

// A Kind is the kind of a provision.
type Kind string

// The kinds of provisions. The first labelled or titled level under an
// article, part, appendix or letter is a section, the next a subsection, and
// all below are paragraphs.
const (
	Preamble     Kind = "preamble"
	Introduction Kind = "introduction"
	Article      Kind = "article"
	Part         Kind = "part"
	Section      Kind = "section"
	Subsection   Kind = "subsection"
	Paragraph    Kind = "paragraph"
	Appendix     Kind = "appendix"
	Letter       Kind = "letter"
	Signature    Kind = "signature"
	Index        Kind = "index"
	Other        Kind = "other"
)

// Kinds lists every kind of provision.
func Kinds() []Kind {
	return []Kind{Preamble, Introduction, Article, Part, Section, Subsection, Paragraph, Appendix, Letter, Signature, Index, Other}
}

// A Source is the file that an agreement was read from.
type Source struct {
	Name      string // base name of the file
	SHA256    string // of its bytes, lower-case hexadecimal
	MediaType string // by content, not by name: "text/plain", "application/pdf"
	Bytes     int64
}

// A Date is an ISO 8601 date, "2014-01-15"; empty where the text does not say.
type Date string

// Time is d at midnight UTC. It fails on anything but a whole ISO date.
func (d Date) Time() (time.Time, error) { return time.Parse(time.DateOnly, string(d)) }

// A Fact names one of the values that an agreement states about itself.
type Fact string

// The facts of an agreement; Agreement.FactSpans says where each was read.
const (
	FactTitle     Fact = "title"
	FactEmployer  Fact = "employer"
	FactUnion     Fact = "union"
	FactUnit      Fact = "unit"
	FactEffective Fact = "effective"
	FactExpires   Fact = "expires"
)

// An Agreement is one document, read: its text, and spans of that text.
// An agreement is not changed once ingest has made it.
type Agreement struct {
	ID     string // readable slug, "mco-security-2014"
	Source Source
	Text   string // verbatim; for a plain text file the file itself

	Title     string
	Kind      AgreementKind
	Employer  string
	Union     string
	Unit      string
	Effective Date
	Expires   Date
	Truncated bool // the file stops before the document does
	// FactSpans has the place each stated fact was read from. A fact that the
	// text does not state has no entry and an empty value.
	FactSpans map[Fact]Span

	Pages       []Page           // in order; adjacent; empty for a text without page labels
	Provisions  []Provision      // document order, parents before children
	Contents    []ContentsEntry  // the contents list, in its order
	Certificate Certificate      // contents list against body
	References  []CrossReference // in order of their spans
	Terms       []Term           // in order of their spans
	Tables      []Table          // in order of their spans
	Furniture   []Furniture      // in order, disjoint
	Hyphens     []Hyphen         // in order, disjoint
	Diagnostics []Diagnostic     // in order of their spans
}

// A Page is one page of the source.
type Page struct {
	Sheet  int     // its page in the file, from 1; 0 for a text file
	Label  string  // printed page label, "33", "xii", "VIII-3"; empty if none
	Span   Span    // its text
	Width  float64 // PDF points, as shown; 0 for a text file
	Height float64
	Engine string // what read it: "text", "pdf", "ocr", …
	OCR    bool
	// OCRConfidence is the mean word confidence in [0,1]; 0 where OCR is false.
	OCRConfidence float64
	Lines         []LineBox // paged formats: the place of each line
}

// A LineBox is the place of one line of text on its page.
type LineBox struct {
	Span Span
	Box  Box
	OCR  bool // a word of it was read off a small picture that stands in it
}

// A Box is a rectangle on a page, in PDF points from the upper left corner of
// the page as shown (crop box and rotation applied).
type Box struct {
	Sheet          int
	X0, Y0, X1, Y1 float64
}

// A Provision is any addressed unit of an agreement: article, part, section,
// subsection, paragraph, appendix, letter, preamble, signature page, index.
type Provision struct {
	ID     string // Akoma Ntoso style: "art_9__sec_C"
	Parent string // id; empty at the top
	Kind   Kind
	Number string // as printed: "IX", "15A", "F-2"; empty if none
	Title  string // furniture, markup and scanning damage removed; empty if none
	// Heading is the heading with furniture and markup removed and white space
	// folded; empty for a unit without one.
	Heading string
	// HeadingSpan covers the heading as printed, number and title; empty
	// (Start == End == Span.Start) for a unit without one.
	HeadingSpan Span
	// Span runs from the heading's first byte to past the last byte of the last
	// descendant. Neither end is white space or furniture that merely borders.
	Span     Span
	Citation string // as a reader would write it: "Article 9, Section C"
	Page     string // printed label of the page where it begins; empty if none
	Sheet    int    // page in the file, from 1; 0 for a text file
	Boxes    []Box  // paged formats
	// Confidence in [0,1] is the share of provisions found on such evidence whose
	// kind, number, parent and end are right: see docs/calibration.md.
	Confidence float64
	OCR        bool
	// Anchor is the name of the place in a web page where it begins, for a link to
	// it; empty if the page names none, and for all other sources.
	Anchor string
	// Tokens is the length of heading and own text in model tokens of cl100k_base,
	// TokensO200k that of o200k_base; 0 where it was not counted.
	Tokens, TokensO200k int
}

// A ContentsEntry is one entry of the contents list.
type ContentsEntry struct {
	Number    string // as printed, with its kind word left out: "9", "C"; may be empty
	Kind      Kind   // article, section, …; Other where the list does not say
	Depth     int    // 0 at the top
	Title     string
	Page      string // as printed; empty if none
	Span      Span
	Provision string // id of the body that answers to it; empty where there is none
}

// A Certificate says how far contents list and body agree.
type Certificate struct {
	Entries     int
	Matched     int
	WithoutBody int
	NotListed   int   // body headings at the listed levels that the list lacks
	Gaps        []Gap // in numbering, in document order
	Score       float64
}

// A Gap is a number that a run of siblings lacks or has twice.
type Gap struct {
	Parent  string // id of the parent whose children run; empty at the top
	After   string // id of the sibling before the gap
	Missing string // what is missing, as it would be cited: "Section H"
	Repeat  bool   // the number stands twice instead
	Span    Span   // heading of the sibling after the gap
}

// A ReferenceStatus is the outcome of resolving a reference.
type ReferenceStatus string

// Every reference has exactly one of these.
const (
	Resolved  ReferenceStatus = "resolved"
	Dangling  ReferenceStatus = "dangling"
	Ambiguous ReferenceStatus = "ambiguous"
	External  ReferenceStatus = "external"
)

// A CrossReference is a citation found in the text, with where it leads. A list
// gives one CrossReference a target, each at its own words ("Sections A", "B of
// this Article"); the members of a range share the range's.
type CrossReference struct {
	From       string // id of the deepest provision that the words stand in
	Raw        string // the citation's own words, cleaned
	Span       Span
	Status     ReferenceStatus
	Target     string   // id; empty unless resolved
	Candidates []string // ids, when ambiguous
	Reason     string   // why it is not resolved, or what of it the target lacks; else empty
	Authority  *Authority
}

// An Authority is a law, rule or paper outside the agreement.
type Authority struct {
	ID   string `json:"id"` // normalised: "us-mi/pa/1978/452"
	Name string `json:"name"`
}

// A TermType is the type of a value.
type TermType string

// The types of terms. Text is used by comparisons only.
const (
	Duration TermType = "duration"
	Money    TermType = "money"
	Percent  TermType = "percent"
	Count    TermType = "count"
	DateTerm TermType = "date"
	TextTerm TermType = "text"
)

// Units of durations.
const (
	Minute      = "minute"
	Hour        = "hour"
	Day         = "day"
	CalendarDay = "calendar_day"
	WorkingDay  = "working_day" // Monday to Friday without holidays, or as the document defines it
	Week        = "week"
	PayPeriod   = "pay_period"
	Month       = "month"
	Year        = "year"
)

// A Term is a typed value with the words that it comes from.
type Term struct {
	Provision string // id of the deepest provision that the words stand in
	Type      TermType
	Value     float64 // major unit for money; 5 for 5 %; unused for dates
	Date      Date    // for dates
	Unit      string  // duration unit, currency code, or what is counted
	Per       string  // "hour", "80 hours", "pay_period"; empty if none
	Raw       string  // the words, cleaned
	Span      Span
	Condition string // the words that limit it, cleaned; empty if none
	Effective Date   // from when it holds, where the words say
	DefinedBy string // id of the provision whose definition of "day" gave the unit; empty if none
	Doubt     string // why the value may not be what was meant; empty if there is no doubt
}

// A Table is a table in the text.
type Table struct {
	Provision string
	Span      Span
	Title     string
	Header    []string
	Rows      [][]string
}

// A FurnitureKind says what sort of furniture a piece of text is.
type FurnitureKind string

// The kinds of furniture: text that belongs to the page or the file, not to
// the agreement's own words.
const (
	Header        FurnitureKind = "header"
	Footer        FurnitureKind = "footer"
	PageLabel     FurnitureKind = "page_label"
	MarginNumber  FurnitureKind = "margin_number"
	ContentsList  FurnitureKind = "contents"
	ForeignMatter FurnitureKind = "foreign" // a web site's head and trailer, other documents
	Markup        FurnitureKind = "markup"  // stray ** or <u>; leaves no gap when taken out
)

// Furniture is a piece of the text that is not the agreement's own words.
type Furniture struct {
	Kind FurnitureKind `json:"kind"`
	Span Span          `json:"span"`
}

// A Hyphen is a word broken at the end of a line or page. Span runs from the
// hyphen to the first byte of the word's second half; furniture may lie inside.
type Hyphen struct {
	Span Span
	Keep bool // the word is written with a hyphen anyway: "full-time"
}

// A Severity grades a diagnostic.
type Severity string

// The severities.
const (
	Info    Severity = "info"
	Warning Severity = "warning"
	Error   Severity = "error"
)

// A Diagnostic is a doubt about the reading, shown to the user.
type Diagnostic struct {
	Code     string // stable, lower case with dashes: "numbering-gap"
	Severity Severity
	Message  string
	Span     Span
}
