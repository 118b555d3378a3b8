package web_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/server/web"
)

func TestStatic(t *testing.T) {
	s, err := web.New()
	require.NoError(t, err)
	for name, media := range map[string]string{"style.css": "text/css; charset=utf-8", "favicon.svg": "image/svg+xml"} {
		f, ok := s.Static(name)
		require.True(t, ok, name)
		assert.Equal(t, media, f.MediaType)
		assert.NotEmpty(t, f.Data)
		assert.Len(t, f.Hash, 12)
	}
	for _, name := range []string{"", "../web.go", "style.css/", "layout.html"} {
		_, ok := s.Static(name)
		assert.False(t, ok, name)
	}
}

func TestRenderFails(t *testing.T) {
	s, err := web.New()
	require.NoError(t, err)
	_, err = s.Render("nowhere", nil)
	require.Error(t, err)
	_, err = s.Render("error", struct{ Title string }{"lacks the other fields"})
	require.Error(t, err, "a page whose data lacks a field must not be half a page")
}
