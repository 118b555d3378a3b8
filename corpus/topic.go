package corpus

// A Topic is a subject of bargaining: what a negotiator compares agreements on.
// Topics are data (corpus/topics); this is their form.
type Topic struct {
	ID       string   `json:"id"` // "grievance-filing-deadline"
	Label    string   `json:"label"`
	Group    string   `json:"group"` // "grievance and arbitration"
	Names    []string `json:"names"` // what agreements title it
	Synonyms []string `json:"synonyms,omitempty"`
	// Several: it files several things under one head, so that its names do not
	// stand for each other when one of them is looked for.
	Several      bool            `json:"several,omitempty"`
	Homes        []string        `json:"homes,omitempty"`         // titles of what it is usually filed under
	Cues         []string        `json:"cues,omitempty"`          // what its sentences say; each in the form of ParseCue
	FalseFriends []FalseFriend   `json:"false_friends,omitempty"` // words that look like it and are not
	Values       []ExpectedValue `json:"values,omitempty"`
	// WageIndicator is the heading that the WageIndicator database of collective
	// agreements files the topic under; empty where that is not known.
	WageIndicator string `json:"wageindicator,omitempty"`
}

// A FalseFriend is a wording that looks like a topic and is another thing.
type FalseFriend struct {
	Words string `json:"words"` // in the form of ParseCue
	Note  string `json:"note"`
}

// An ExpectedValue is a value that a negotiator looks for on a topic.
type ExpectedValue struct {
	Label string     `json:"label"` // "time to file"
	Types []TermType `json:"types"`
	Units []string   `json:"units,omitempty"` // of durations ("day" is any kind of day), and what is counted; all when empty
	Cues  []string   `json:"cues,omitempty"`  // words that stand near it
	// Says describes the words around it, and Not what may not stand close to it,
	// each in the form of ParseCue: a value that fits none of Says, or one of Not,
	// is another one.
	Says []string `json:"says,omitempty"`
	Not  []string `json:"not,omitempty"`
	// Table describes the head of a table's column that has it.
	Table []string `json:"table,omitempty"`
	// Near describes what its own clause must say, whatever the titles above it
	// do: a time that no doctor's note is spoken of with is none to bring one.
	Near []string `json:"near,omitempty"`
	// Acts describes what must be done by a deadline, each in the form of
	// ParseCue: the clause that the deadline belongs to must say one of them.
	// "If no answer is given within ten days the union may appeal" is a time to
	// answer and none to appeal.
	Acts []string `json:"acts,omitempty"`
	// NotUnder describes headings that it cannot stand under: "step_3" for an
	// appeal to step 2.
	NotUnder []string `json:"not_under,omitempty"`
	// Payer is whose share it is, "employee" or "employer"; empty for a value that
	// is nobody's share.
	Payer string `json:"payer,omitempty"`
	// Adds: a later value comes on top of an earlier one, as raises do, and does
	// not replace it.
	Adds bool `json:"adds,omitempty"`
}
