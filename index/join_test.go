package index

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/index/query"
)

func TestShape(t *testing.T) {
	many := func(n, each int, more ...int) (list []int) {
		for range n {
			list = append(list, each)
		}
		return append(list, more...)
	}
	for _, c := range []struct {
		name           string
		s              shape
		bounded, whole int
	}{
		{"none", shape{}, 0, 0},
		{"as it was built", shape{live: many(0, 0, 200_000)}, 0, 0},
		{"a few small ones", shape{live: many(4, 500, 200_000)}, 0, 0},
		{"more: they are joined when there is time", shape{live: many(6, 500, 200_000)}, 0, 6},
		{"with what was joined before", shape{live: many(6, 500, 3000, 6000, 200_000)}, 0, 8},
		{"but not with what is larger than they are together", shape{live: many(6, 500, 9000, 200_000)}, 0, 6},
		{"too many: as many as take a moment", shape{live: many(12, 500, 200_000)}, 10, 12},
		{"a third is removed: when there is time", shape{live: many(2, 500, 13_000), removed: 8000}, 0, 3},
		{"half is removed: nobody found the time", shape{live: many(2, 500, 9000), removed: 12_000}, 3, 3},
		{"a third of a small library", shape{live: []int{20, 40}, removed: 31}, 2, 2},
		{"far too many", shape{live: many(25, 3000, 200_000)}, 25, 25},
	} {
		assert.Equal(t, [2]int{c.bounded, c.whole}, [2]int{c.s.bounded(), c.s.whole()}, c.name)
	}
}

// TestCompact has so many agreements read again that there is something to tidy up
// behind the last, and waits until that is done.
func TestCompact(t *testing.T) {
	lib := &reread{scaled: newScaled(t, 7500)}
	dir := t.TempDir()
	ix := openIndex(t, dir, lib, shippedOptions(t))
	state := func() (shape, int) {
		g, err := ix.acquire()
		require.NoError(t, err)
		defer ix.letGo(t.Context(), g)
		return g.lists.shape(), int(g.meta.Documents)
	}
	_, documents := state()
	for n := range 4 {
		lib.read(t, lib.id(n), newWord(n))
		require.NoError(t, ix.Refresh(t.Context()))
		ix.tidying.stop() // as the next change would
		require.NotEmpty(t, ask(t, ix, newWord(n)).Hits)
	}
	const changes = 14
	for n := 4; n < changes; n++ {
		lib.read(t, lib.id(n%lib.n), newWord(n))
		require.NoError(t, ix.Refresh(t.Context()))
		require.NotEmpty(t, ask(t, ix, newWord(n)).Hits)
		s, now := state()
		require.Equal(t, documents, now)
		require.Equal(t, documents, s.documents())
		require.LessOrEqual(t, len(s.live), 2*mostSegments)
		require.LessOrEqual(t, s.removed, s.documents())
		if n == changes-3 {
			require.Eventually(t, func() bool { s, _ := state(); return s.whole() < 2 }, time.Minute, 10*time.Millisecond, "it is tidied up when there is time")
		}
	}
	require.LessOrEqual(t, len(generations(t, dir)), 3)
	ix.tidying.stop()
	again := openIndex(t, dir, lib, shippedOptions(t))
	for _, q := range []string{"grievance steps", newWord(changes - 1), "article 9 section 1"} {
		one, err := ix.Search(t.Context(), query.Request{Text: q})
		require.NoError(t, err)
		assert.Equal(t, places(one), places(ask(t, again, q)), q)
	}
}
