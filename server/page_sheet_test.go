package server_test

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/server"
)

// paged is the small agreement as if it had been read from a PDF of one page.
func paged(t *testing.T) *corpus.Agreement {
	t.Helper()
	a := agreement(t)
	a.Source.MediaType = "application/pdf"
	page := corpus.Page{Sheet: 1, Label: "1", Span: corpus.Span{End: len(a.Text)}, Width: 612, Height: 792, Engine: "pdf"}
	at := 0
	for line := range strings.Lines(a.Text) {
		end := at + len(strings.TrimRight(line, "\n"))
		y := 40 + 14*float64(len(page.Lines))
		if end > at {
			page.Lines = append(page.Lines, corpus.LineBox{Span: corpus.Span{Start: at, End: end}, Box: corpus.Box{Sheet: 1, X0: 72, Y0: y, X1: 72 + 5*float64(end-at), Y1: y + 12}})
		}
		at += len(line)
	}
	a.Pages = []corpus.Page{page}
	for i := range a.Provisions {
		a.Provisions[i].Sheet = 1
		a.Provisions[i].Boxes = []corpus.Box{{Sheet: 1, X0: 72, Y0: 100, X1: 300, Y1: 130}}
	}
	return a
}

// paints draws every page as the same picture, or fails.
type paints struct {
	picture []byte
	err     error
}

func (p paints) Paint(context.Context, string, int) ([]byte, error) { return p.picture, p.err }

func svgText(t *testing.T, body string) string {
	t.Helper()
	var text strings.Builder
	for d := xml.NewDecoder(strings.NewReader(body)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return text.String()
		}
		require.NoError(t, err, "the picture is well formed")
		switch x := token.(type) {
		case xml.CharData:
			text.Write(x)
		case xml.StartElement:
			assert.NotContains(t, []string{"script", "foreignObject", "style", "a"}, x.Name.Local)
		}
	}
}

func TestFacsimile(t *testing.T) {
	a := paged(t)
	h := serve(t, shelf{a}, nil)
	path := "/agreements/example-2026/pages/1.svg"
	w := get(t, h, path+"?provision=art_1__sec_A&mark=157-163")
	require.Equal(t, 200, w.Code)
	assert.Equal(t, "image/svg+xml", w.Header().Get("Content-Type"))
	assert.Contains(t, w.Header().Get("Content-Security-Policy"), "default-src 'none'")
	text := svgText(t, w.Body.String())
	assert.Contains(t, text, "An employee may use 5 days of sick", "the placed words")
	assert.Contains(t, w.Body.String(), `stroke="#15803d"`, "the provision is framed")
	assert.Equal(t, 1, strings.Count(w.Body.String(), "#facc15"), "the words are marked, in one line")
	assert.NotContains(t, get(t, h, path).Body.String(), "#15803d")

	for _, page := range []string{"/agreements/example-2026/pages/1", "/agreements/example-2026/pages/1?provision=art_1", "/agreements/example-2026/art_1?view=page&mark=157-163", "/agreements/example-2026/art_1"} {
		body := get(t, h, page).Body.String()
		wellFormed(t, body)
		assert.Contains(t, body, `src="/agreements/example-2026/pages/1.svg`, page)
		assert.Contains(t, body, `/original#page=1"`, page)
	}
	for path, want := range map[string]int{"/agreements/example-2026/pages/2.svg": 404, "/agreements/example-2026/pages/x": 404, "/agreements/none/pages/1": 404,
		path + "?provision=none": 404, path + "?mark=x": 400} {
		assert.Equal(t, want, get(t, h, path).Code, path)
	}
	assert.NotContains(t, get(t, serve(t, shelf{agreement(t)}, nil), "/agreements/example-2026/art_1").Body.String(), "/pages/", "a text has no pages to show")
}

// The page's own picture is shown where there is one, and its words where not.
func TestFacsimileOfPicture(t *testing.T) {
	jpeg := []byte("\xff\xd8\xff\xe0 a picture")
	const path = "/agreements/example-2026/pages/1.svg?provision=art_1"
	with := func(p server.Painter) string {
		w := get(t, serve(t, shelf{paged(t)}, func(c *server.Config) { c.Painter = p }), path)
		require.Equal(t, 200, w.Code)
		return w.Body.String()
	}
	body := with(paints{picture: jpeg})
	assert.Contains(t, body, "data:image/jpeg;base64,")
	assert.NotContains(t, body, "<text")
	assert.Contains(t, body, "#15803d")
	body = with(paints{err: server.ErrNoPicture})
	assert.Contains(t, body, "<text")
	h := serve(t, shelf{paged(t)}, func(c *server.Config) { c.Painter = paints{picture: jpeg} })
	assert.Contains(t, get(t, h, path+"&placed=true").Body.String(), "<text")
}

func TestFacsimileIsEscaped(t *testing.T) {
	a := paged(t)
	a.Text = strings.Repeat("<script>alert(1)</script>", 40)[:len(a.Text)]
	body := get(t, serve(t, shelf{a}, nil), "/agreements/example-2026/pages/1.svg").Body.String()
	assert.NotContains(t, body, "<script")
	assert.Contains(t, svgText(t, body), "<script>")
}
