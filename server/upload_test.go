package server_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/server"
)

// taker is an Ingester that reads every document as the same agreement, but
// those that say "bad".
type taker struct {
	a   *corpus.Agreement
	got []server.Upload
}

func (k *taker) Ingest(_ context.Context, u server.Upload, progress func(server.Progress)) (*corpus.Agreement, error) {
	k.got = append(k.got, u)
	if progress != nil {
		progress(server.Progress{Stage: "pages", Page: 2, Done: 1, Of: 9})
		progress(server.Progress{Stage: "keeping"})
	}
	switch string(u.Data) {
	case "bad":
		return nil, fmt.Errorf("%w: read %s: page 3: <b>broken</b>", server.ErrUnreadable, u.Name)
	case "fault":
		return nil, fmt.Errorf("keep: %s", secret)
	}
	return k.a, nil
}

func taking(t *testing.T, change func(*server.Config)) (http.Handler, *taker) {
	t.Helper()
	a := agreement(t)
	k := &taker{a: a}
	return serve(t, shelf{a}, func(c *server.Config) {
		c.Ingester, c.LoopbackOnly, c.MaxUpload = k, true, 1000
		if change != nil {
			change(c)
		}
	}), k
}

func hand(h http.Handler, path, contentType string, body []byte, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "http://localhost:8080"+path, bytes.NewReader(body))
	r.Header.Set("Content-Type", contentType)
	for k := 0; k+1 < len(headers); k += 2 {
		if headers[k] == "Host" {
			r.Host = headers[k+1]
		}
		r.Header.Set(headers[k], headers[k+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestUpload(t *testing.T) {
	h, k := taking(t, nil)
	w := hand(h, "/api/v1/agreements?name=a.txt&id=x&replace=true", "text/plain", []byte("good"))
	require.Equal(t, 200, w.Code)
	assert.Equal(t, "application/x-ndjson", w.Header().Get("Content-Type"))
	assert.Equal(t, []server.Upload{{Name: "a.txt", Data: []byte("good"), ID: "x", Replace: true}}, k.got)
	lines := strings.Split(strings.TrimSpace(w.Body.String()), "\n")
	require.Len(t, lines, 3)
	assert.JSONEq(t, `{"event":"progress","stage":"pages","page":2,"done":1,"of":9}`, lines[0])
	assert.JSONEq(t, `{"event":"done","agreement":{"id":"example-2026","title":"Agreement","kind":"agreement","provisions":4,"doubts":1,"href":"/agreements/example-2026"}}`, lines[2])
	doc, err := document()
	require.NoError(t, err)
	for _, line := range lines {
		var event any
		require.NoError(t, json.Unmarshal([]byte(line), &event))
		assert.NoError(t, doc.Components.Schemas["upload_event"].Value.VisitJSON(event), line)
	}

	w = hand(h, "/api/v1/agreements?name=a.txt", "text/plain", []byte("bad"))
	assert.Contains(t, w.Body.String(), `"status":422`)
	assert.Contains(t, w.Body.String(), "page 3")
	w = hand(h, "/api/v1/agreements?name=a.txt", "text/plain", []byte("fault"))
	assert.Contains(t, w.Body.String(), `"status":500`)
	assert.NotContains(t, w.Body.String(), "secret")
}

// Documents are only taken from our own pages and from programs, in bounds, and
// where the server takes any.
func TestUploadIsRefused(t *testing.T) {
	const path = "/api/v1/agreements?name=a.txt"
	for name, c := range map[string]struct {
		path    string
		body    string
		headers []string
		change  func(*server.Config)
		want    int
	}{
		"another site":          {path, "good", []string{"Sec-Fetch-Site", "cross-site"}, nil, 403},
		"a site below":          {path, "good", []string{"Sec-Fetch-Site", "same-site"}, nil, 403},
		"another origin":        {path, "good", []string{"Origin", "http://evil.example"}, nil, 403},
		"a name led here":       {path, "good", []string{"Host", "evil.example"}, nil, 403},
		"our own page":          {path, "good", []string{"Sec-Fetch-Site", "same-origin", "Origin", "http://localhost:8080"}, nil, 200},
		"a program":             {path, "good", nil, nil, 200},
		"an address of loop":    {path, "good", []string{"Host", "[::1]:80"}, nil, 200},
		"beyond this computer":  {path, "good", []string{"Host", "books.example"}, func(c *server.Config) { c.LoopbackOnly = false }, 200},
		"switched off":          {path, "good", nil, func(c *server.Config) { c.Ingester = nil }, 405},
		"too large":             {path, strings.Repeat("x", 1001), nil, nil, 413},
		"empty":                 {path, "", nil, nil, 400},
		"no name":               {"/api/v1/agreements", "good", nil, nil, 400},
		"unknown parameter":     {path + "&x=1", "good", nil, nil, 400},
		"a form without a form": {"/upload", "good", nil, nil, 400},
		"another site's form":   {"/upload", "good", []string{"Sec-Fetch-Site", "cross-site"}, nil, 403},
		"form, switched off":    {"/upload", "good", nil, func(c *server.Config) { c.Ingester = nil }, 404},
	} {
		t.Run(name, func(t *testing.T) {
			h, k := taking(t, c.change)
			w := hand(h, c.path, "text/plain", []byte(c.body), c.headers...)
			assert.Equal(t, c.want, w.Code, w.Body.String())
			if c.want != 200 {
				assert.Empty(t, k.got)
			}
		})
	}
}

// The form works without scripts: what became of each file is told on a page.
func TestUploadForm(t *testing.T) {
	h, _ := taking(t, nil)
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, text := range map[string]string{"good.txt": "good", "<b>.txt": "bad", "huge.txt": strings.Repeat("x", 2000)} {
		part, err := form.CreateFormFile("files", name)
		require.NoError(t, err)
		_, err = part.Write([]byte(text))
		require.NoError(t, err)
	}
	require.NoError(t, form.Close())
	w := hand(h, "/upload", form.FormDataContentType(), body.Bytes())
	require.Equal(t, 200, w.Code)
	page := w.Body.String()
	wellFormed(t, page)
	assert.Contains(t, page, `<a href="/agreements/example-2026">Agreement</a>`)
	assert.Contains(t, page, "&lt;b&gt;broken&lt;/b&gt;")
	assert.Contains(t, page, "larger than this server takes, which is 1 kB")
	assert.Contains(t, get(t, h, "/").Body.String(), `action="/upload"`)
	off, _ := taking(t, func(c *server.Config) { c.Ingester = nil })
	assert.NotContains(t, get(t, off, "/").Body.String(), "/upload")
}
