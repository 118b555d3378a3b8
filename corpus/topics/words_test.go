package topics

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWords(t *testing.T) {
	all, err := Words()
	require.NoError(t, err)
	said := map[string]int{}
	for i, s := range all {
		for _, w := range s.Say {
			if before, twice := said[w]; twice {
				t.Errorf("%q is in entries %d and %d: put them together", w, before+1, i+1)
			}
			said[w] = i
		}
	}
	for _, bad := range []string{`{}`, `[{}]`, `[{"say":["a"]}]`, `[{"same":["a"]}]`, `[{"same":["A","b"]}]`, `[{"same":["a",""]}]`, `[{"words":["a"]}]`} {
		_, err := readWords([]byte(bad))
		assert.Error(t, err, bad)
	}
}
