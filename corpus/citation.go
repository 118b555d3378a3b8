package corpus

// A Citation names a place by kind and number, from the outside in. Agreement
// holds the words that name the agreement, as typed, where there are any.
type Citation struct {
	Agreement string // "MCO", "517M", "Genesee"; empty if not named
	Steps     []Step
}

// A Step is one level of a citation.
type Step struct {
	Kind   Kind   // empty where the citation does not say: the "(b)" of "3(b)"
	Number string // as written, without punctuation: "9", "C", "F-2", "b"
	Name   string // a title used as a place: "Supplemental Grievance Procedure"; then Number may be empty
}
