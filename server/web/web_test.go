package web_test

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/server/web"
)

func TestStatic(t *testing.T) {
	s, err := web.New()
	require.NoError(t, err)
	for name, media := range map[string]string{"style.css": "text/css; charset=utf-8", "favicon.svg": "image/svg+xml", "app.js": "text/javascript; charset=utf-8"} {
		f, lasting, ok := s.Static(name)
		require.True(t, ok, name)
		assert.False(t, lasting, "an address without a hash may change its meaning")
		assert.Equal(t, media, f.MediaType)
		assert.NotEmpty(t, f.Data)
	}
	body, err := s.Render("help", helpData{})
	require.NoError(t, err)
	address := regexp.MustCompile(`/static/([0-9a-f]{12}/style\.css)`).FindSubmatch(body)
	require.NotNil(t, address, "pages name the sheet with its hash")
	_, lasting, ok := s.Static(string(address[1]))
	assert.True(t, ok)
	assert.True(t, lasting)
	_, lasting, ok = s.Static("000000000000/style.css")
	assert.True(t, ok, "a page of another version keeps its style")
	assert.False(t, lasting)
	for _, name := range []string{"", "../web.go", "style.css/", "layout.html", "css/1-base.css"} {
		_, _, ok := s.Static(name)
		assert.False(t, ok, name)
	}
}

type helpData struct {
	Title, Query, Nav, Version string
	OwnSearch                  bool
	Examples                   []string
}

func TestRenderFails(t *testing.T) {
	s, err := web.New()
	require.NoError(t, err)
	_, err = s.Render("nowhere", nil)
	require.Error(t, err)
	_, err = s.Render("error", struct{ Title string }{"lacks the other fields"})
	require.Error(t, err, "a page whose data lacks a field must not be half a page")
}
