package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/eval"
	"github.com/clausebook/clausebook/ingest"
	"github.com/clausebook/clausebook/ingest/pdftext"
)

// TestKept reads the PDFs that the repository keeps and holds them to their
// words.
func TestKept(t *testing.T) {
	dir := filepath.Join("..", "testpdf", "testdata")
	files, err := filepath.Glob(filepath.Join(dir, "*.pdf"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, f := range files {
		if filepath.Base(f) == "scan.pdf" {
			continue // below, and with Tesseract in TestScan
		}
		t.Run(filepath.Base(f), func(t *testing.T) {
			data, err := os.ReadFile(f)
			require.NoError(t, err)
			truth, err := os.ReadFile(strings.TrimSuffix(f, ".pdf") + ".txt")
			require.NoError(t, err)
			a, err := ingest.Extract(context.Background(), ingest.Input{Name: f, Data: data}, ingest.Options{})
			require.NoError(t, err)
			w := eval.CompareWords(eval.ReadWords(a), strings.Fields(string(truth)))
			assert.GreaterOrEqual(t, w.Accuracy, 0.995)
			assert.GreaterOrEqual(t, w.Order, 0.99)
		})
	}
}

// TestKeptScan: without a program that reads pictures, a scan is refused with a
// message that says why; its page is a picture at 200 dots an inch.
func TestKeptScan(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "testpdf", "testdata", "scan.pdf"))
	require.NoError(t, err)
	_, err = ingest.Extract(t.Context(), ingest.Input{Name: "scan.pdf", Data: data}, ingest.Options{})
	require.ErrorContains(t, err, "it looks like a scan")
	d, err := pdftext.Read(t.Context(), data)
	require.NoError(t, err)
	require.Len(t, d.Pages, 1)
	assert.Empty(t, d.Pages[0].Words)
	assert.InDelta(t, 612, d.Pages[0].Width, 1)
}

// TestRun makes and measures one case as the command does.
func TestRun(t *testing.T) {
	var out strings.Builder
	require.NoError(t, run(context.Background(), []string{"measure", "-only", "unicode"}, &out))
	assert.Contains(t, out.String(), "unicode")
	require.Error(t, run(context.Background(), []string{"guess"}, &out))
	require.Error(t, run(context.Background(), nil, &out))
}
