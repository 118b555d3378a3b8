package main

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/gold"
	"github.com/clausebook/clausebook/eval"
	"github.com/clausebook/clausebook/ingest"
	"github.com/clausebook/clausebook/internal/testtwin"
)

// TestTwins: a document reads alike as text, as a Word file and as a web page,
// with its labels typed or computed.
func TestTwins(t *testing.T) {
	set, err := gold.Load()
	require.NoError(t, err)
	n := 0
	err = each(context.Background(), "", func(name string, text *corpus.Agreement, kind testtwin.Kind, twin *testtwin.Twin) error {
		n++
		a, err := ingest.Extract(context.Background(), ingest.Input{Name: name + kind.Ending(), Data: twin.Data}, ingest.Options{})
		if err != nil {
			return err
		}
		w := eval.CompareWords(eval.ReadWords(a), twin.Words)
		assert.GreaterOrEqual(t, w.Accuracy, 0.995, name)
		assert.GreaterOrEqual(t, w.Order, 0.99, name)
		if g := set.Structure(text.Source.Name); g != nil {
			of, _ := eval.StructureOf(text, g)
			s, _ := eval.StructureOf(eval.Transferred(a, text), g)
			assert.GreaterOrEqual(t, s.F1, of.F1-0.01, name)
		}
		return nil
	})
	require.NoError(t, err)
	assert.Equal(t, 5*len(testtwin.Kinds()), n)
}

func TestRun(t *testing.T) {
	var out strings.Builder
	require.NoError(t, run(context.Background(), []string{"make", "-out", t.TempDir()}, &out))
	assert.Contains(t, out.String(), "003-html-lists")
	out.Reset()
	require.NoError(t, run(context.Background(), []string{"measure", "-only", "003-html", "-details"}, &out))
	assert.Contains(t, out.String(), "003-html-lists")
	require.Error(t, run(context.Background(), []string{"guess"}, &out))
	require.Error(t, run(context.Background(), nil, &out))
}
