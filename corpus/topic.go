package corpus

// A Topic is a subject of bargaining: what a negotiator compares agreements on.
// Topics are data (corpus/topics); this is their form.
type Topic struct {
	ID           string          `json:"id"` // "grievance-filing-deadline"
	Label        string          `json:"label"`
	Group        string          `json:"group"` // "grievance and arbitration"
	Names        []string        `json:"names"` // what agreements title it
	Synonyms     []string        `json:"synonyms,omitempty"`
	Cues         []string        `json:"cues,omitempty"`          // words of the text that speak for it
	FalseFriends []FalseFriend   `json:"false_friends,omitempty"` // words that look like it and are not
	Values       []ExpectedValue `json:"values,omitempty"`
}

// A FalseFriend is a wording that looks like a topic and is another thing.
type FalseFriend struct {
	Words string `json:"words"`
	Note  string `json:"note"`
}

// An ExpectedValue is a value that a negotiator looks for on a topic.
type ExpectedValue struct {
	Label string     `json:"label"` // "time to file"
	Types []TermType `json:"types"`
	Cues  []string   `json:"cues,omitempty"` // words that stand near it
}
