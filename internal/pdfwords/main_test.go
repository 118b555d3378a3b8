package main

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRun(t *testing.T) {
	var out strings.Builder
	require.NoError(t, run(context.Background(), []string{filepath.Join("..", "testpdf", "testdata", "rates.pdf")}, &out))
	assert.Contains(t, out.String(), "Loom Fixer")
	require.ErrorContains(t, run(context.Background(), nil, &out), "name the PDFs")
	require.ErrorContains(t, run(context.Background(), []string{"main.go"}, &out), "main.go: not a PDF")
}
