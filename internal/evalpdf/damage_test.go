package main

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/ingest/layout"
	"github.com/clausebook/clausebook/ingest/pdftext"
	"github.com/clausebook/clausebook/internal/testpdf"
)

// TestDamagedCopies cuts the kept PDFs off and turns bits in them: every copy is
// read or refused, and none takes longer than a whole one might. The search for
// turned bits takes half a second of a copy; thousands of them are FuzzRead's, of
// package pdftext.
func TestDamagedCopies(t *testing.T) {
	each, most := 10, 30*time.Second
	if testing.Short() || raced {
		each = 3
	}
	if raced {
		most *= 4
	}
	files, err := filepath.Glob(filepath.Join("..", "testpdf", "testdata", "*.pdf"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for k, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(name)
			require.NoError(t, err)
			r := rand.New(rand.NewPCG(7, uint64(k)))
			for n := range each {
				c := bytes.Clone(data)
				if n%2 == 0 {
					c = c[:r.IntN(len(c))]
				} else {
					for range 1 + r.IntN(60) {
						c[r.IntN(len(c))] ^= 1 << r.IntN(8)
					}
				}
				ctx, cancel := context.WithTimeout(context.Background(), most)
				d, err := pdftext.Read(ctx, c)
				require.NoError(t, ctx.Err(), "copy %d does not end", n)
				if err == nil {
					doc := layout.ReadPages(d.Pages)
					require.GreaterOrEqual(t, len(doc.Pages), len(d.Pages))
				} else {
					require.NotEmpty(t, err.Error())
				}
				cancel()
			}
		})
	}
}

// TestSalvage: of sixty damaged copies at least 34 give their words; here of
// every sixth of them, as many in proportion.
func TestSalvage(t *testing.T) {
	docs, err := shipped(context.Background())
	require.NoError(t, err)
	for _, c := range testpdf.Cases() {
		if c.Name != "landscape" {
			continue
		}
		m, err := made(c, docs, false)
		require.NoError(t, err)
		var some [][]byte
		for i, c := range damaged(m.PDF, 1) {
			if i%6 == 1 {
				some = append(some, c)
			}
		}
		s, err := salvaged(context.Background(), m.PDF, some)
		require.NoError(t, err)
		assert.GreaterOrEqual(t, s.half, 6, "of 10")
		assert.GreaterOrEqual(t, s.most, 3, "of 10")
		assert.LessOrEqual(t, s.untold, 20, "wrong words of pages about which nothing is said")
	}
}
