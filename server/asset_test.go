package server_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Our own files are kept for ever under the address that pages name, and asked
// about again under any other.
func TestAssetsAreKept(t *testing.T) {
	h := serve(t, nil, nil)
	all := ownAssets(t, h)
	require.Len(t, all, 4)
	for _, path := range all {
		w := get(t, h, path)
		assert.Equal(t, 200, w.Code, path)
		assert.Contains(t, w.Header().Get("Cache-Control"), "immutable", path)
	}
	assert.Equal(t, "no-cache", get(t, h, "/static/style.css").Header().Get("Cache-Control"))
	assert.Equal(t, "no-cache", get(t, h, "/static/000000000000/style.css").Header().Get("Cache-Control"))
}

// A client that takes packed answers gets them, with a tag of their own that is
// known again; one that does not gets the same words plain.
func TestCompression(t *testing.T) {
	h := serve(t, shelf{agreement(t)}, nil)
	for _, path := range []string{"/", "/agreements/example-2026/art_1", "/api/v1/agreements/example-2026/extract", "/static/style.css"} {
		plain, packed := get(t, h, path), get(t, h, path, "Accept-Encoding", "gzip")
		assert.Empty(t, plain.Header().Get("Content-Encoding"), path)
		require.Equal(t, "gzip", packed.Header().Get("Content-Encoding"), path)
		assert.Contains(t, packed.Header().Get("Vary"), "Accept-Encoding", path)
		assert.Less(t, packed.Body.Len(), plain.Body.Len(), path)
		r, err := gzip.NewReader(packed.Body)
		require.NoError(t, err)
		body, err := io.ReadAll(r)
		require.NoError(t, err)
		assert.True(t, bytes.Equal(plain.Body.Bytes(), body), path)
		tag := packed.Header().Get("ETag")
		assert.NotEqual(t, plain.Header().Get("ETag"), tag, path)
		assert.Equal(t, 304, get(t, h, path, "Accept-Encoding", "gzip", "If-None-Match", tag).Code, path)
	}
	assert.Empty(t, get(t, h, "/healthz", "Accept-Encoding", "gzip").Header().Get("Content-Encoding"), "too small to gain")
}

// The styles and scripts of a page, packed, are less than 100 KB.
func TestAssetsAreSmall(t *testing.T) {
	h := serve(t, nil, nil)
	total := 0
	for _, path := range append(ownAssets(t, h), moduleAssets...) {
		w := get(t, h, path, "Accept-Encoding", "gzip")
		require.Equal(t, 200, w.Code, path)
		total += w.Body.Len()
	}
	assert.Less(t, total, 100_000)
	t.Logf("styles, scripts and mark: %d bytes packed", total)
}
