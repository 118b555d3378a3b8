// Package query holds what is asked of a search and what is answered. No engine
// type is in it: index answers, compare and server ask.
//
// The JSON forms of [Answer] and what it holds are public: they are what
// "clausebook search" prints and what /api/v1/search returns. docs/search.md
// explains the language that [Parse] reads.
package query

import (
	"errors"

	"github.com/clausebook/clausebook/corpus"
)

// A Request is a search as asked. The zero value of each field but Text is the
// usual way.
type Request struct {
	Text      string   // what was typed
	Filters   []Filter // all must hold
	Limit     int      // hits wanted; 0 means 10, at most 100
	Offset    int      // hits to pass over; not looked at where there is a Cursor
	Cursor    string   // Answer.Next of the page before; empty for the first page
	Sort      Sort     // order of the hits; empty means by relevance
	Facets    bool     // count the hits by agreement, employer, union, kind, topic and year
	Explain   bool     // say of each hit where its score comes from
	MaxTokens int      // more than 0: pack the best passages into that many model tokens
	Encoding  Encoding // that these tokens are of; empty means Cl100k
	Without   []string // ids of agreements that another edition stands for: left out unless the query names agreements or a day
	NotFor    []string // other wordings (an Expansion's To) that are not to stand for the query's words
	NoExpand  bool     // words stand for themselves and nothing else
	NoCorrect bool     // words that are nowhere are not read as others
}

// A Sort is an order of hits.
type Sort string

// The orders of hits. Equal ones are in the order of relevance.
const (
	ByRelevance Sort = "relevance"
	ByPlace     Sort = "place"   // by agreement, then as they stand in it
	ByExpiry    Sort = "expires" // of the agreement, the latest first, unknown ones last
)

// Sorts lists the orders.
func Sorts() []Sort { return []Sort{ByRelevance, ByPlace, ByExpiry} }

// A Query is a request as understood. It can be printed back: Parse(q.String())
// has the same terms, phrases, conditions and filters as q.
type Query struct {
	Text        string       `json:"text"`               // as asked
	Citation    string       `json:"citation,omitempty"` // canonical, when the query is one
	Agreements  []string     `json:"agreements,omitempty"`
	Terms       []string     `json:"terms,omitempty"`   // words that hits are ranked by
	Phrases     []string     `json:"phrases,omitempty"` // all must be there
	Where       []Expr       `json:"where,omitempty"`   // conditions; all must hold
	Filters     []Filter     `json:"filters,omitempty"`
	Corrections []Correction `json:"corrections,omitempty"`
	Expansions  []Expansion  `json:"expansions,omitempty"`
	Notes       []string     `json:"notes,omitempty"` // how doubtful syntax was read
}

// A Correction is a word that was read as another.
type Correction struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// An Expansion is a word or phrase that also stood for others.
type Expansion struct {
	From string   `json:"from"`
	To   []string `json:"to"`
}

// An Answer is what a search found. Hits are best first, unless another order
// was asked for; a query with nothing to find has none.
type Answer struct {
	Query  Query   `json:"query"`
	Total  int     `json:"total"`
	TookMS float64 `json:"took_ms"`
	Hits   []Hit   `json:"hits"`
	// More says that there is more than Total counts: the library was searched
	// only as far as the best of it.
	More bool `json:"more,omitempty"`
	// Next is the cursor of the page after this one; empty on the last.
	Next   string  `json:"next,omitempty"`
	Facets []Facet `json:"facets,omitempty"`
	Pack   *Pack   `json:"pack,omitempty"`
}

// A Facet counts the hits of all pages by the values of a field. Values are in
// the order of their counts, most first; each can be a filter's.
type Facet struct {
	Field  Field        `json:"field"`
	Values []FacetValue `json:"values"`
}

// A FacetValue is one value with the number of hits that have it.
type FacetValue struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// A Hit is one provision found, or one contents entry without a body.
type Hit struct {
	Agreement string      `json:"agreement"` // its id
	Source    string      `json:"source"`    // base name of its file
	ID        *string     `json:"id"`        // the provision's; null for a contents entry
	Citation  string      `json:"citation"`
	Title     string      `json:"title"`
	Kind      corpus.Kind `json:"kind"`
	Page      *string     `json:"page"`
	Score     float64     `json:"score"`
	Span      corpus.Span `json:"span"` // of the provision or of the entry
	Snippets  []Snippet   `json:"snippets"`
	Similar   []Similar   `json:"similar"` // near-duplicates in the same agreement
	// Path has the headings above the provision, outermost first.
	Path []string `json:"path,omitempty"`
	// Tokens is the provision's length in model tokens.
	Tokens int `json:"tokens,omitempty"`
	// OCR says that it was read off pictures of its pages, its numbers too.
	OCR bool `json:"ocr,omitempty"`
	// Explain says where the score comes from, if that was asked for.
	Explain []Reason `json:"explain,omitempty"`
}

// A Reason is one part of a score.
type Reason struct {
	Part  string  `json:"part"`  // "title", "near", …: docs/search.md says what each is
	Value float64 `json:"value"` // of the part, from 0 to 1
	Adds  float64 `json:"adds"`  // what it adds to the score
}

// A Snippet is a passage of clean text with the places that match.
type Snippet struct {
	Text    string      `json:"text"`
	Matches [][2]int    `json:"matches"` // half-open byte ranges of Text, in order, disjoint
	Span    corpus.Span `json:"span"`    // where Text stands in the agreement's text
}

// A Similar is a provision of the same agreement that says nearly the same.
type Similar struct {
	ID       string `json:"id"`
	Citation string `json:"citation"`
}

// A Pack is the best passages of an answer that fit into a number of model
// tokens, best first: whole provisions as long as they fit, then the passage
// that answers of one that does not.
type Pack struct {
	Encoding  Encoding      `json:"encoding"`
	MaxTokens int           `json:"max_tokens"`
	Tokens    int           `json:"tokens"` // what is in it, never more than MaxTokens
	Passages  []PackPassage `json:"passages"`
}

// An Encoding is how models divide text into tokens.
type Encoding string

// The encodings in which lengths are kept.
const (
	Cl100k Encoding = "cl100k_base"
	O200k  Encoding = "o200k_base"
)

// Encodings lists them.
func Encodings() []Encoding { return []Encoding{Cl100k, O200k} }

// A PackPassage is a provision or a part of one, with its words.
type PackPassage struct {
	Agreement string      `json:"agreement"`
	ID        string      `json:"id"`
	Citation  string      `json:"citation"`
	Text      string      `json:"text"`  // clean
	Whole     bool        `json:"whole"` // the provision's own text with all that is in it
	Tokens    int         `json:"tokens"`
	Span      corpus.Span `json:"span"` // where Text stands in the agreement's text
}

// A Suggestion is what a half-typed query may be meant for.
type Suggestion struct {
	Text      string         `json:"text"` // what to ask
	Kind      SuggestionKind `json:"kind"`
	Agreement string         `json:"agreement,omitempty"` // where it stands, if in one alone
	ID        string         `json:"id,omitempty"`        // of the provision that a citation means
	Topic     string         `json:"topic,omitempty"`     // the topic's id
}

// A SuggestionKind says what a suggestion is.
type SuggestionKind string

// The kinds of suggestions.
const (
	SuggestTitle    SuggestionKind = "title"
	SuggestCitation SuggestionKind = "citation"
	SuggestTopic    SuggestionKind = "topic"
)

// ErrCursor says that a cursor is not one that a search gave.
var ErrCursor = errors.New("not a cursor of a search")
