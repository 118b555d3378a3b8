package corpus_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clausebook/clausebook/corpus"
)

func TestRoman(t *testing.T) {
	for n := 1; n <= 3999; n++ {
		s := corpus.Roman(n)
		for _, w := range []string{s, strings.ToLower(s)} {
			v, ok := corpus.RomanValue(w)
			assert.True(t, ok && v == n, w)
			v, ok = corpus.RomanLabel(w)
			assert.True(t, ok && v == n, w)
		}
	}
	assert.Empty(t, corpus.Roman(0))
	assert.Empty(t, corpus.Roman(4000))
	for _, s := range []string{"", "VIIII", "IC", "IIX", "MMMM", "Article", "1X", "I\t", "ⅠV", "MMMDCCCLXXXVIIII"} {
		_, ok := corpus.RomanValue(s)
		assert.False(t, ok, s)
	}
	v, ok := corpus.RomanValue("Ix")
	assert.True(t, ok && v == 9)
	_, ok = corpus.RomanLabel("Ix")
	assert.False(t, ok, "a label is in one case")
}
