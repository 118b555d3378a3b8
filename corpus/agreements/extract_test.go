package agreements_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/agreements"
	"github.com/clausebook/clausebook/ingest"
)

// TestExtractionReadsWhatPeopleRead: what the program reads off a document is
// what a person found in it. Names may differ in a few words: a title page sets
// a union's name twice, or a list of chapters with and without "and".
func TestExtractionReadsWhatPeopleRead(t *testing.T) {
	docs, err := agreements.All()
	require.NoError(t, err)
	for _, d := range docs {
		t.Run(d.Name, func(t *testing.T) {
			a, err := ingest.Extract(t.Context(), ingest.Input{Name: d.Name, Data: d.Data}, ingest.Options{})
			require.NoError(t, err)
			e := d.Entry
			assert.Equal(t, e.SHA256, a.Source.SHA256)
			assert.Equal(t, e.Kind, a.Kind, "kind")
			assert.Equal(t, e.ID, a.ID, "id")
			assert.Equal(t, e.Truncated, a.Truncated, "truncated")
			assert.Equal(t, orEmpty(e.Effective), a.Effective, "effective")
			assert.Equal(t, orEmpty(e.Expires), a.Expires, "expires")
			assertAlike(t, "title", e.Title, a.Title)
			assertAlike(t, "employer", orEmpty(e.Employer), a.Employer)
			assertAlike(t, "union", orEmpty(e.Union), a.Union)
			assertAlike(t, "unit", orEmpty(e.Unit), a.Unit)
			for _, fact := range []struct {
				name  corpus.Fact
				value string
			}{
				{corpus.FactTitle, a.Title}, {corpus.FactEmployer, a.Employer}, {corpus.FactUnion, a.Union},
				{corpus.FactUnit, a.Unit}, {corpus.FactEffective, string(a.Effective)}, {corpus.FactExpires, string(a.Expires)},
			} {
				_, placed := a.FactSpans[fact.name]
				assert.Equal(t, fact.value != "", placed, "%s: a value has its place, no value has none", fact.name)
			}
		})
	}
}

func orEmpty[T ~string](s *T) T {
	if s == nil {
		return ""
	}
	return *s
}

// assertAlike checks that want and got are empty together, and have at least
// 85 % of the longer one's words in common, in the same order.
func assertAlike(t *testing.T, what, want, got string) {
	t.Helper()
	w, g := words(want), words(got)
	assert.Equal(t, len(w) == 0, len(g) == 0, "%s: want %q, got %q", what, want, got)
	common := make([][]int, len(w)+1)
	for i := range common {
		common[i] = make([]int, len(g)+1)
	}
	for i := range w {
		for j := range g {
			if w[i] == g[j] {
				common[i+1][j+1] = common[i][j] + 1
			} else {
				common[i+1][j+1] = max(common[i][j+1], common[i+1][j])
			}
		}
	}
	assert.GreaterOrEqual(t, 100*common[len(w)][len(g)], 85*max(len(w), len(g)), "%s: want %q, got %q", what, want, got)
}

func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return (r < 'a' || 'z' < r) && (r < '0' || '9' < r)
	})
}
