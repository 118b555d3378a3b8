package server_test

import (
	"context"
	"encoding/json"
	"fmt"
	"mime"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus/wire"
	"github.com/clausebook/clausebook/server"
)

// document is the OpenAPI document, loaded once.
var document = sync.OnceValues(func() (*openapi3.T, error) {
	data, err := os.ReadFile("openapi.json")
	if err != nil {
		return nil, err
	}
	return openapi3.NewLoader().LoadFromData(data)
})

func TestOpenAPIIsValid(t *testing.T) {
	doc, err := document()
	require.NoError(t, err)
	assert.NoError(t, doc.Validate(context.Background()))
	assert.Equal(t, "3.1.0", doc.OpenAPI)
}

// Every route is described, and nothing else is.
func TestOpenAPIHasEveryRoute(t *testing.T) {
	doc, err := document()
	require.NoError(t, err)
	s, err := server.New(server.Config{Library: shelf{}, Searcher: finder{}, Comparer: aligner{}, Differ: aligner{}})
	require.NoError(t, err)
	var routes, described []string
	param := regexp.MustCompile(`:(\w+)`)
	for _, p := range s.Paths() {
		routes = append(routes, param.ReplaceAllString(p, "{$1}"))
	}
	for p := range doc.Paths.Map() {
		described = append(described, p)
	}
	assert.ElementsMatch(t, routes, described)
}

// The forms that the API shares with "clausebook extract" are the same in both
// descriptions.
func TestOpenAPISharesTheSchemaOfExtract(t *testing.T) {
	var api struct {
		Components struct {
			Schemas map[string]any `json:"schemas"`
		} `json:"components"`
	}
	data, err := os.ReadFile("openapi.json")
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(data, &api))
	var extract struct {
		Defs       map[string]any `json:"$defs"`
		Properties map[string]any `json:"properties"`
	}
	require.NoError(t, json.Unmarshal([]byte(strings.ReplaceAll(wire.Schema(), "#/$defs/", "#/components/schemas/")), &extract))
	require.NotEmpty(t, extract.Defs)
	for name, def := range extract.Defs {
		assert.Equal(t, def, api.Components.Schemas[name], name)
	}
	assert.Equal(t, extract.Properties, api.Components.Schemas["extract"].(map[string]any)["properties"])
}

// valid checks an answer to path against the OpenAPI document: its status, its
// media type and its body.
func valid(t *testing.T, path string, w *httptest.ResponseRecorder) {
	t.Helper()
	require.NoError(t, conforms(path, w), "%s: %s", path, w.Body)
}

func conforms(path string, w *httptest.ResponseRecorder) error {
	doc, err := document()
	if err != nil {
		return err
	}
	u, err := url.Parse(path)
	if err != nil {
		return err
	}
	item := describedPath(doc, u.Path)
	if item == nil {
		return fmt.Errorf("no description of %s", path)
	}
	r := item.Get.Responses.Status(w.Code)
	if r == nil {
		return fmt.Errorf("status %d of %s is not described", w.Code, path)
	}
	media, _, err := mime.ParseMediaType(w.Header().Get("Content-Type"))
	if err != nil && w.Code != 304 {
		return err
	}
	if w.Code == 304 {
		return nil
	}
	content := r.Value.Content.Get(media)
	if content == nil {
		return fmt.Errorf("media type %s of %s is not described", media, path)
	}
	if !strings.HasSuffix(media, "json") {
		return nil
	}
	var body any
	if err := json.Unmarshal(w.Body.Bytes(), &body); err != nil {
		return err
	}
	return content.Schema.Value.VisitJSON(body, openapi3.EnableJSONSchema2020())
}

func describedPath(doc *openapi3.T, path string) *openapi3.PathItem {
	for pattern, item := range doc.Paths.Map() {
		expr := "^" + regexp.MustCompile(`\\\{\w+\\\}`).ReplaceAllString(regexp.QuoteMeta(pattern), `[^/]+`) + "$"
		if regexp.MustCompile(expr).MatchString(path) && (strings.Contains(pattern, "{") == (pattern != path)) {
			return item
		}
	}
	return nil
}

// The check must be able to fail.
func TestConformsFails(t *testing.T) {
	w := httptest.NewRecorder()
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.WriteString(`{"total":1,"limit":20,"offset":0,"items":[{"id":"x"}]}`)
	require.Error(t, conforms("/api/v1/agreements", w))
	require.Error(t, conforms("/api/v1/unknown", w))
}

// The written description names every address too.
func TestDocsNameEveryRoute(t *testing.T) {
	doc, err := document()
	require.NoError(t, err)
	text, err := os.ReadFile("../docs/api.md")
	require.NoError(t, err)
	for path := range doc.Paths.Map() {
		assert.Contains(t, string(text), "| `"+path, "docs/api.md")
	}
}
