package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/index/query"
	"github.com/clausebook/clausebook/server"
)

// What stands for an agreement is remembered between searches, and asked again
// when the library has changed.
func TestServiceLeavesOlderEditionsOut(t *testing.T) {
	s := openService(t)
	u := newUploader(s, newReader(defaultFlags()))
	for id, text := range map[string]string{
		"nurses-2021": contract("January 1, 2021", "December 31, 2023", "ten (10)"),
		"nurses-2024": contract("January 1, 2024", "December 31, 2026", "fifteen (15)"),
	} {
		_, err := u.Ingest(t.Context(), server.Upload{Name: id + ".txt", Data: []byte(text), ID: id}, nil)
		require.NoError(t, err)
	}
	found := func() map[string]bool {
		out := map[string]bool{}
		for range 2 { // the second is answered from what is remembered
			clear(out)
			a, err := s.Search(t.Context(), query.Request{Text: "filing a grievance"})
			require.NoError(t, err)
			for _, h := range a.Hits {
				out[h.Agreement] = true
			}
		}
		return out
	}
	assert.Len(t, found(), 2)
	p, err := s.get()
	require.NoError(t, err)
	require.NoError(t, p.lib.Link(t.Context(), "nurses-2024", "nurses-2021"))
	require.NoError(t, p.ix.Refresh(t.Context()))
	assert.Equal(t, map[string]bool{"nurses-2024": true}, found())
}
