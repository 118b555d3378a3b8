// Package query holds what is asked of a search and what is answered. No engine
// type is in it: index answers, compare and server ask.
//
// The JSON forms of [Answer] and what it holds are public: they are what
// "clausebook search" prints and what /api/v1/search returns.
package query

import "github.com/clausebook/clausebook/corpus"

// A Request is a search as asked.
type Request struct {
	Text    string   // what was typed
	Filters []Filter // all must hold
	Limit   int      // hits wanted; 0 means 10, at most 100
	Offset  int      // hits to pass over
}

// A Filter narrows the provisions that are searched.
type Filter struct {
	Field Field  `json:"field"`
	Value string `json:"value"`
}

// A Field is a name that a filter can use.
type Field string

// The fields of filters.
const (
	ByAgreement Field = "agreement" // an agreement's id
	ByEmployer  Field = "employer"
	ByUnion     Field = "union"
	ByUnit      Field = "unit"
	ByKind      Field = "kind"  // a provision's kind
	ByTopic     Field = "topic" // a topic's id
	ByArticle   Field = "article"
	InForce     Field = "in_force" // a date on which the agreement is in force
)

// A Query is a request as understood. It can be printed back: Parse(q.String())
// has the same terms, phrases and filters as q.
type Query struct {
	Text        string       `json:"text"`               // as asked
	Citation    string       `json:"citation,omitempty"` // canonical, when the query is one
	Agreements  []string     `json:"agreements,omitempty"`
	Terms       []string     `json:"terms,omitempty"`
	Phrases     []string     `json:"phrases,omitempty"`
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

// An Answer is what a search found. Hits are best first; a query with nothing
// to find has none.
type Answer struct {
	Query  Query   `json:"query"`
	Total  int     `json:"total"`
	TookMS float64 `json:"took_ms"`
	Hits   []Hit   `json:"hits"`
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
