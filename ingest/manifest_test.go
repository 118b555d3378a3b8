package ingest

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/agreements"
)

// What extraction reads in the shipped documents is what a person read in them.
func TestShippedFacts(t *testing.T) {
	docs, err := agreements.All()
	require.NoError(t, err)
	require.Len(t, docs, 5)
	for _, doc := range docs {
		t.Run(doc.Name, func(t *testing.T) {
			a, err := Extract(context.Background(), Input{Name: doc.Name, Data: doc.Data}, Options{})
			require.NoError(t, err)
			e := doc.Entry
			assert.Equal(t, e.Kind, a.Kind, "kind")
			assert.Equal(t, e.ID, a.ID, "id")
			assert.Equal(t, e.Title, a.Title, "title")
			assert.Equal(t, orEmpty(e.Employer), a.Employer, "employer")
			assert.Equal(t, orEmpty(e.Union), a.Union, "union")
			assert.Equal(t, orEmpty(e.Unit), a.Unit, "unit")
			assert.Equal(t, orEmpty(e.Effective), a.Effective, "effective")
			assert.Equal(t, orEmpty(e.Expires), a.Expires, "expires")
			assert.Equal(t, e.Truncated, a.Truncated, "truncated")
			checkFactSpans(t, a)
		})
	}
}

func orEmpty[T ~string](p *T) T {
	if p == nil {
		return ""
	}
	return *p
}

// checkFactSpans: each fact has a place and its words are the words there; what
// is not stated has none.
func checkFactSpans(t *testing.T, a *corpus.Agreement) {
	t.Helper()
	for f, v := range map[corpus.Fact]string{corpus.FactTitle: a.Title, corpus.FactEmployer: a.Employer, corpus.FactUnion: a.Union,
		corpus.FactUnit: a.Unit, corpus.FactEffective: string(a.Effective), corpus.FactExpires: string(a.Expires)} {
		span, ok := a.FactSpans[f]
		assert.Equal(t, v != "", ok, "%s %q has a place if and only if it is stated", f, v)
		if v == "" {
			continue
		}
		words := a.CleanSpans(span).Text
		if f == corpus.FactEffective || f == corpus.FactExpires {
			assert.Contains(t, words, v[:4], "the year of %s", f)
			continue
		}
		assert.True(t, strings.EqualFold(v, words), "%s: %q stands at %q", f, v, words)
	}
}
