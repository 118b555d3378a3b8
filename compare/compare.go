// Package compare sets agreements side by side: a topic, free words or a
// citation, and in each agreement the provisions that answer it, with their
// values, each with its exact quote and place, and an honest state where there
// is nothing.
//
// The JSON forms are public: they are what "clausebook compare" prints and what
// /api/v1/compare returns.
package compare

import "github.com/clausebook/clausebook/corpus"

// A Comparison is one topic across agreements.
type Comparison struct {
	Topic    TopicRef  `json:"topic"`
	Columns  []Column  `json:"columns"`  // the agreements, in the order of the cells
	Warnings []string  `json:"warnings"` // of agreements that cover different years
	Related  []Related `json:"related"`  // procedures and other papers on it
	Cells    []Cell    `json:"cells"`    // one for each agreement and excerpt, whole agreements first
}

// A TopicRef names what is compared.
type TopicRef struct {
	ID    string `json:"id"` // empty for free words
	Label string `json:"label"`
	Group string `json:"group,omitempty"`
	// WageIndicator is the topic's heading in the WageIndicator database of
	// collective agreements, where it is known.
	WageIndicator string `json:"wageindicator,omitempty"`
	// FalseFriends are what looks like the topic and is not.
	FalseFriends []string `json:"false_friends,omitempty"`
}

// A Related is a paper on the topic that is not an agreement.
type Related struct {
	Agreement string      `json:"agreement"`
	Source    string      `json:"source"`
	ID        string      `json:"id"`
	Citation  string      `json:"citation"`
	Title     string      `json:"title"`
	Span      corpus.Span `json:"span"`
}

// A State says what a cell stands for. It is never blank.
type State string

// The states of a cell.
const (
	Stated         State = "stated"          // the agreement has it
	Silent         State = "silent"          // nothing in the text read nor in the contents list
	ContentsOnly   State = "contents_only"   // its contents list names it, the body is not in the file
	OutsideExcerpt State = "outside_excerpt" // the file is a part of an agreement and another part would hold it
)

// A Cell is what one agreement says on the topic.
type Cell struct {
	Agreement  string   `json:"agreement"`
	Source     string   `json:"source"`
	State      State    `json:"state"`
	Heading    string   `json:"heading"` // what this agreement calls it
	Provisions []Place  `json:"provisions"`
	Values     []Value  `json:"values"`
	Quotes     []Quote  `json:"quotes"`
	Note       string   `json:"note"`
	Warnings   []string `json:"warnings,omitempty"`
}

// A Place is a provision that answers the topic.
type Place struct {
	ID       string      `json:"id"`
	Citation string      `json:"citation"`
	Title    string      `json:"title"`
	Page     string      `json:"page,omitempty"`
	Span     corpus.Span `json:"span"`
	Score    float64     `json:"score"`
	Reason   string      `json:"reason,omitempty"` // why it was chosen
}

// A Quote is the sentence or clause of a provision that answers the topic.
type Quote struct {
	Text      string      `json:"text"` // the span, clean of furniture
	Provision string      `json:"provision"`
	Span      corpus.Span `json:"span"` // verbatim in the text
}

// A Value is a typed value on the topic. No value is without a quote.
type Value struct {
	Label     string          `json:"label"`
	Type      corpus.TermType `json:"type"`
	Value     any             `json:"value"` // number; ISO date; words for text
	Unit      string          `json:"unit,omitempty"`
	Per       *string         `json:"per"`
	Bound     *string         `json:"bound"` // "at most", "at least" where it is a limit
	Raw       string          `json:"raw"`
	Quote     string          `json:"quote"` // Span, clean of furniture
	Provision string          `json:"provision"`
	Citation  string          `json:"citation"`
	Page      string          `json:"page,omitempty"`
	Span      corpus.Span     `json:"span"`
	// Basis is at whose cost or on what the value is: "paid", "unpaid",
	// "charged to credits", "percent of pay", "flat amount", "2080 hours a year".
	Basis *string `json:"basis"`
	// Condition is the words that limit it, verbatim; Heads those of the table's
	// row and column that it stands under.
	Condition *string  `json:"condition"`
	Heads     []string `json:"heads,omitempty"`
	// Tier is the years of service that it holds for, where its words say.
	Tier         *Tier     `json:"tier"`
	Effective    *string   `json:"effective"`
	SupersededBy *string   `json:"superseded_by"` // id of the provision whose later value replaces it
	OverriddenBy *Override `json:"overridden_by"` // a letter or appendix that says otherwise
	// DefinedBy is the provision whose definition of "day" gave the unit.
	DefinedBy *string `json:"defined_by"`
	Flag      *string `json:"flag"` // why it may not be what was meant
	OCR       bool    `json:"ocr,omitempty"`
}

// A Tier is a range of years of service: from five to under ten. To is null
// where there is no end.
type Tier struct {
	From float64  `json:"from"`
	To   *float64 `json:"to"`
}

// An Override is a value of a letter or appendix that changes one of the
// agreement's own.
type Override struct {
	Provision string      `json:"provision"`
	Citation  string      `json:"citation"`
	Raw       string      `json:"raw"`
	Span      corpus.Span `json:"span"`
	Quote     string      `json:"quote"`
}
