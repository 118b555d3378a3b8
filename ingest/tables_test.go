package ingest

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus/agreements"
	"github.com/clausebook/clausebook/corpus/gold"
)

// The tables that a person counted in the shipped documents are found, each in
// its unit, with as many rows and columns.
func TestShippedTables(t *testing.T) {
	set, err := gold.Load()
	require.NoError(t, err)
	docs, err := agreements.All()
	require.NoError(t, err)
	counted := 0
	for _, doc := range docs {
		s := set.Structure(doc.Name)
		if s == nil || len(s.Tables) == 0 {
			continue
		}
		a, err := Extract(context.Background(), Input{Name: doc.Name, Data: doc.Data}, Options{})
		require.NoError(t, err)
		offsets := gold.NewOffsets(a.Text)
		for _, want := range s.Tables {
			counted++
			var sizes [][2]int
			for _, u := range s.Units {
				if u.Path != want.In {
					continue
				}
				unit := offsets.Span(u.Offset, u.End)
				for _, x := range a.Tables {
					if unit.Contains(x.Span) {
						sizes = append(sizes, [2]int{len(x.Rows), len(x.Rows[0])})
					}
				}
			}
			assert.Contains(t, sizes, [2]int{want.Rows, want.Cols}, "%s: %s, %s", doc.Name, want.In, want.Title)
		}
	}
	assert.Equal(t, 13, counted)
}
