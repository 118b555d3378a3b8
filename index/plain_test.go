package index

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clausebook/clausebook/corpus"
)

// TestPlain has what people say around a subject, and subjects that only some of
// their words are of.
func TestPlain(t *testing.T) {
	lib := newLibrary(agreement(t, "a-2020", `# 1 | Hunting and moving
An employee who moves is paid for house hunting, for travel and for storage of goods.
# 2 | Leave
Leave is given in the slack season.
# 3 | Maternity
Maternity leave lasts six months.
# 4 | Locker rooms
The Employer shall provide lockers. An employee who is issued a lock pays for its loss, and returns it on the last day with the badge, the card and whatever else was lent; what is worn out is made good.
# 5 | Ties in rank
Ties are broken by lot.
# 6 | Fund
The fund is paid in May.
`+filler))
	ix := openIndex(t, t.TempDir(), lib, Options{Words: []corpus.Synonym{
		{Say: []string{"rank tie", "tie breaker"}, Also: []string{"ties"}},
		{Say: []string{"first aid"}, Also: []string{"first aid"}},
	}})
	for q, want := range map[string][]string{
		"where do people put the notices they want us to see": {"a-2020 art_14"}, // plain speech tells nothing
		"safety programme":                     {"a-2020 art_15"}, // what sort of thing it is tells little
		"maternity leave for a prison officer": {"a-2020 art_3"},  // nor whom it is for
		"tie breaker":                          {"a-2020 art_5"},  // nothing says "breaker": ties stand for both
		"clerk keys":                           {"a-2020 art_18"},
		"shoe files":                           {}, // each word stands elsewhere
		"hunting season leave":                 {}, // no passage has the thing itself
		"issued goods":                         {}, // nor have they both
		"what is paid for travel and storage of the goods I move": {"a-2020 art_1"},
		"first aid": {}, // a term is no plain speech
	} {
		got := places(ask(t, ix, q))
		assert.Equal(t, want, got[:min(1, len(got))], q)
	}
}

func TestPlainWords(t *testing.T) {
	for _, w := range []string{"put", "wants", "people"} {
		assert.True(t, ofSpeech(w), w)
	}
	for _, w := range []string{"call", "move", "sick", "time", "money", "day", "leave", "pay", "right", "aid", "step"} {
		assert.False(t, ofSpeech(w) || ofProvisions(w), "%s names a subject", w)
	}
}

// TestPartly has answers to a part of what was asked, which say so.
func TestPartly(t *testing.T) {
	ix := openIndex(t, t.TempDir(), newLibrary(agreement(t, "a-2020", `# 1 | Moving
An employee who moves is paid for travel, for meals on the way and for storage of goods.
# 2 | Leave
Leave is given in the slack season.
`+filler)), Options{})
	for q, want := range map[string][]string{
		"is travel with meals and storage of goods and pianos paid": {`none of these speaks of "pianos"`},
		"is travel with meals and storage of goods on the way paid": nil,
		"piano storage": {`no provision speaks of "piano"`},
		"piano stools":  nil, // nothing of it is here: silence says so
		"storage plan":  nil, // what only says what sort of thing is asked is not missed
	} {
		a := ask(t, ix, q)
		assert.Equal(t, want, a.Query.Notes, q)
	}
}
