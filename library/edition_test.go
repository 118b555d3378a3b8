package library

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
)

func TestCurrent(t *testing.T) {
	entry := func(id string, from, to corpus.Date, of, by string) Entry {
		return Entry{ID: id, Effective: from, Expires: to, EditionOf: of, SupersededBy: by}
	}
	for name, tc := range map[string]struct {
		entries []Entry
		want    []string
		stands  map[string]string
	}{
		"alone":               {[]Entry{entry("a", "2001-01-01", "2002-01-01", "", "")}, []string{"a"}, map[string]string{}},
		"in force":            {[]Entry{entry("a", "2020-01-01", "2023-12-31", "", ""), entry("b", "2024-01-01", "2027-12-31", "a", ""), entry("c", "2028-01-01", "2030-01-01", "b", "")}, []string{"b"}, map[string]string{"a": "b", "c": "b"}},
		"none in force":       {[]Entry{entry("a", "2010-01-01", "2012-12-31", "", ""), entry("b", "2013-01-01", "2015-12-31", "a", "")}, []string{"b"}, map[string]string{"a": "b"}},
		"not linked":          {[]Entry{entry("a", "2010-01-01", "2012-12-31", "", ""), entry("b", "2013-01-01", "2015-12-31", "", "")}, []string{"a", "b"}, map[string]string{}},
		"superseded":          {[]Entry{entry("a", "2024-01-01", "2027-12-31", "", "b"), entry("b", "2010-01-01", "2012-12-31", "", "")}, []string{"b"}, map[string]string{"a": "b"}},
		"superseded by none":  {[]Entry{entry("a", "2024-01-01", "2027-12-31", "", "gone")}, []string{"a"}, map[string]string{}},
		"older one is gone":   {[]Entry{entry("b", "2013-01-01", "2015-12-31", "a", "")}, []string{"b"}, map[string]string{}},
		"dates are not known": {[]Entry{entry("a", "", "", "", ""), entry("b", "", "", "a", "")}, []string{"b"}, map[string]string{"a": "b"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			current := Current(tc.entries, "2026-11-22")
			for _, e := range tc.entries {
				if current[e.ID] {
					got = append(got, e.ID)
				}
			}
			assert.Equal(t, tc.want, got)
			assert.Equal(t, tc.stands, StandIns(tc.entries, "2026-11-22"))
		})
	}
}

func TestPropose(t *testing.T) {
	entries := []Entry{
		{ID: "n21", Employer: "County Hospital", Union: "Nurses' Local 5", Effective: "2021-01-01"},
		{ID: "n24", Employer: "County  hospital", Union: "Nurses' Local 5", Effective: "2024-01-01"},
		{ID: "t", Employer: "County Hospital", Union: "Teamsters", Effective: "2024-01-01"},
		{ID: "p1", Title: "Agreement of the Police Officers 2019-2022", Expires: "2022-12-31"},
		{ID: "p2", Title: "Agreement of the Police Officers 2023-2026", Expires: "2026-12-31"},
		{ID: "undated", Title: "Agreement of the Police Officers"},
	}
	var got []string
	for _, p := range Propose(entries) {
		got = append(got, p.Newer+" of "+p.Older)
	}
	assert.Equal(t, []string{"n24 of n21", "p2 of p1"}, got)
	entries[1].EditionOf = "n21"
	assert.Len(t, Propose(entries), 1, "what is linked is not proposed")
}

func TestLink(t *testing.T) {
	ctx := t.Context()
	l := open(t, t.TempDir())
	for _, id := range []string{"a", "b"} {
		x, source := small(id, "text of "+id)
		require.NoError(t, l.Put(ctx, x, source))
	}
	before, err := l.Version(ctx)
	require.NoError(t, err)
	require.NoError(t, l.Link(ctx, "b", "a"))
	e, err := l.Entry(ctx, "b")
	require.NoError(t, err)
	assert.Equal(t, "a", e.EditionOf)
	after, err := l.Version(ctx)
	require.NoError(t, err)
	assert.NotEqual(t, before, after, "what is derived from the library learns of it")

	x, source := small("b", "text of b")
	require.NoError(t, l.Put(ctx, x, source))
	e, err = l.Entry(ctx, "b")
	require.NoError(t, err)
	assert.Equal(t, "a", e.EditionOf, "another reading keeps it")

	require.ErrorIs(t, l.Link(ctx, "a", "b"), ErrEdition)
	require.ErrorIs(t, l.Link(ctx, "a", "a"), ErrEdition)
	require.ErrorIs(t, l.Link(ctx, "a", "none"), ErrNotFound)
	require.ErrorIs(t, l.Link(ctx, "none", "a"), ErrNotFound)
	require.ErrorIs(t, l.Supersede(ctx, "a", "a"), ErrEdition)
	require.NoError(t, l.Supersede(ctx, "a", "b"))
	require.NoError(t, l.Unlink(ctx, "a"))
	require.NoError(t, l.Unlink(ctx, "b"))
	again, err := l.Version(ctx)
	require.NoError(t, err)
	assert.Equal(t, before, again)
}
