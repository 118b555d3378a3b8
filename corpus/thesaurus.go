package corpus

// A Synonym says what agreements write where people say something else. It is
// data (corpus/topics/words); this is its form. Each entry is words in lower
// case; endings do not matter.
type Synonym struct {
	// Say has what is said, and Also what it also stands for when it is asked:
	// who asks for "firing" wants "discharge", and not the other way round.
	Say  []string `json:"say,omitempty"`
	Also []string `json:"also,omitempty"`
	// Near has what is only related: it is found, too, after what Also stands for,
	// and does not prove that the library has what was asked.
	Near []string `json:"near,omitempty"`
	// Same has words that stand for each other.
	Same []string `json:"same,omitempty"`
}
