package index

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/wire"
	"github.com/clausebook/clausebook/index/query"
)

func TestHolders(t *testing.T) {
	lib, opts := two(t)
	const mercy, lapeer = "mercy-nurses-2015", "lapeer-police-2012"
	clerks := agreement(t, "city-clerks-2016", "# 7 | Leave\n## A | Sick Leave\nFour hours.\n")
	clerks.Employer = "City of Flint"
	lib.put(clerks)
	ix := openIndex(t, t.TempDir(), lib, opts)
	for cite, want := range map[string][]query.Holder{
		"article 5":           {{Agreement: mercy, Places: 1}, {Agreement: lapeer, Places: 1}},
		"art 7 A":             {{Agreement: mercy, Places: 1}, {Agreement: "city-clerks-2016", Places: 1}},
		"Article 9":           {{Agreement: mercy}},  // it lists it
		"art 5 sec B (2) (a)": {{Agreement: mercy}},  // the most of the way
		"Lapeer art 7 A":      {{Agreement: lapeer}}, // named
		"Genesee article III": {{Agreement: lapeer, Places: 1}},
		"article 77":          {},
		"overtime":            nil,
	} {
		got, err := ix.Holders(t.Context(), cite)
		require.NoError(t, err, cite)
		assert.ElementsMatch(t, want, got, cite)
		if len(want) > 1 {
			assert.Equal(t, want[0], got[0], "%s: the newest term first", cite)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := ix.Holders(ctx, "article 5")
	require.ErrorIs(t, err, context.Canceled)
}

// TestOpened holds what Holders leaves out against what is left out.
func TestOpened(t *testing.T) {
	list := []query.Holder{{Agreement: "a", Places: 2}, {Agreement: "b"}, {Agreement: "c", Places: 1}, {Agreement: "d", Places: 5}, {Agreement: "e", Places: 1}, {Agreement: "f"}}
	for limit, want := range map[int][]string{1: {"a", "b", "f"}, 3: {"a", "b", "c", "f"}, 4: {"a", "b", "c", "d", "f"}, 100: {"a", "b", "c", "d", "e", "f"}} {
		ids, others := query.Opened(list, limit)
		assert.Equal(t, want, ids, limit)
		opened := 0
		for _, h := range list {
			for _, id := range ids {
				if id == h.Agreement {
					opened += h.Places
				}
			}
		}
		assert.Equal(t, 9, opened+others, limit)
	}
}

// TestHoldersAnswer looks citations up in all of the shipped agreements and in those
// alone that Holders says: the answers are the same.
func TestHoldersAnswer(t *testing.T) {
	lib := shippedLibrary(t)
	ix := openIndex(t, t.TempDir(), lib, shippedOptions(t))
	var all []*corpus.Agreement
	cites := []string{"article 99 section 3", "MCO article 9", "article 22 section 16 (z)", "page 33", "Appendix C-1", "LOI #3", "517M art 9 sec C", "nobody's article 9"}
	for _, id := range sortedKeys(lib.list) {
		a := lib.list[id]
		all = append(all, a)
		for i := 0; i < len(a.Provisions); i += 23 {
			cites = append(cites, a.Provisions[i].Citation, "section "+a.Provisions[i].Number)
		}
		for i := 0; i < len(a.Contents); i += 9 {
			cites = append(cites, entryCitation(a, i))
		}
	}
	const limit = 3
	for _, cite := range cites {
		want, err := wire.LookUp(cite, all, limit, 0)
		if err != nil {
			continue
		}
		holders, err := ix.Holders(t.Context(), cite)
		require.NoError(t, err, cite)
		ids, others := query.Opened(holders, limit)
		var some []*corpus.Agreement
		for _, id := range ids {
			some = append(some, lib.list[id])
		}
		got, err := wire.LookUp(cite, some, limit, 0)
		require.NoError(t, err, cite)
		got.Total += others
		require.Equal(t, want, got, cite)
	}
}
