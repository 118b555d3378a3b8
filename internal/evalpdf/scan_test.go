//go:build ocr

package main

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/eval"
	"github.com/clausebook/clausebook/ingest"
	"github.com/clausebook/clausebook/ingest/ocr"
	"github.com/clausebook/clausebook/internal/testpdf"
)

// TestKeptScanRead reads the scan that the repository keeps.
func TestKeptScanRead(t *testing.T) {
	dir := filepath.Join("..", "testpdf", "testdata")
	data, err := os.ReadFile(filepath.Join(dir, "scan.pdf"))
	require.NoError(t, err)
	truth, err := os.ReadFile(filepath.Join(dir, "scan.txt"))
	require.NoError(t, err)
	a, err := ingest.Extract(t.Context(), ingest.Input{Name: "scan.pdf", Data: data}, ingest.Options{OCR: ocr.New(ocr.Options{PerPage: time.Minute})})
	require.NoError(t, err)
	assert.GreaterOrEqual(t, eval.CompareWords(eval.ReadWords(a), strings.Fields(string(truth))).Accuracy, 0.97)
}

// TestScan reads scans with the real Tesseract: make ocr.
func TestScan(t *testing.T) {
	whole, err := scan(t.Context(), "unicode", testpdf.Distortion{}, 2)
	require.NoError(t, err)
	t.Logf("%+v", whole)
	assert.GreaterOrEqual(t, whole.words.Accuracy, 0.97)
	assert.GreaterOrEqual(t, whole.f1, 0.93)
	assert.Greater(t, whole.confidence, 0.9)
	tests := []struct {
		name  string
		of    string
		d     testpdf.Distortion
		words float64 // least accuracy; 0 for 0.97
		order float64 // 0 for 0.95
	}{
		{"skewed", "unicode", testpdf.Distortion{Skew: 2.5}, 0, 0},
		{"skewed a little", "unicode", testpdf.Distortion{Skew: 1.5}, 0, 0},
		{"upside down", "unicode", testpdf.Distortion{Turn: 2}, 0, 0},
		{"on its side", "unicode", testpdf.Distortion{Turn: 1, Skew: 0.5}, 0, 0},
		{"on its other side", "unicode", testpdf.Distortion{Turn: 3}, 0, 0},
		{"noise", "unicode", testpdf.Distortion{Noise: 40}, 0, 0},
		{"black and white", "unicode", testpdf.Distortion{Native: true}, 0, 0},
		{"300 dots an inch", "unicode", testpdf.Distortion{Dots: 300}, 0, 0},
		{"stamped", "unicode", testpdf.Distortion{Stamp: true}, 0.93, 0.93},
		{"two columns of capitals", "columns", testpdf.Distortion{}, 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.d.Pages = 2
			s, err := scan(t.Context(), tt.of, tt.d, 2)
			require.NoError(t, err)
			t.Logf("%+v", s)
			assert.GreaterOrEqual(t, s.words.Accuracy, cmp.Or(tt.words, 0.97))
			assert.GreaterOrEqual(t, s.words.Order, cmp.Or(tt.order, 0.95))
		})
	}
}
