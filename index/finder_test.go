package index

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestSuspects holds the shortcut to the whole way: a subject that is not looked
// at is one that the passage is not about.
func TestSuspects(t *testing.T) {
	know, err := newKnowledge(shippedOptions(t).Topics, nil)
	require.NoError(t, err)
	lib := shippedLibrary(t)
	sp := newSpeller()
	text := newStemBag(sp)
	filed := 0
	for _, id := range sortedKeys(lib.list) {
		s := newShelf(lib.list[id])
		for _, key := range s.keys() {
			p, ok := s.passage(key, sp)
			require.True(t, ok, key)
			text.fill(p.words)
			p.weighTopics(know.finder, text)
			var all []aboutTopic
			for n, subject := range know.subjects {
				if about := subject.about(p, newSentence(p.title), text); about > 0 {
					all = append(all, aboutTopic{n, about})
				}
			}
			assert.Equal(t, all, p.abouts, key)
			filed += len(all)
		}
	}
	assert.NotZero(t, filed)
}

func TestStemBag(t *testing.T) {
	sp := newSpeller()
	b := newStemBag(sp)
	b.fill(sp.words("Notice of layoff: ten days' notice, or 5%."))
	assert.Equal(t, []string{"notice", "layoff", "ten", "day", "5", "percent"}, b.stems)
	assert.Equal(t, []int32{2, 1, 1, 1, 1, 1}, b.times)
	assert.True(t, b.has("layoff") && b.may("#") && b.may("%") && b.number)
	assert.False(t, b.has("of"), "a stop word")
	later := sp.words("The union is notified.")
	assert.False(t, b.has("union"), "a stem that the bag has not met")
	b.fill(later)
	assert.True(t, b.has("union"))
	assert.False(t, b.has("layoff") || b.may("#") || b.may("%"), "nothing is left of the words before")
}
