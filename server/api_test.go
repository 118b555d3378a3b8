package server_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/wire"
	"github.com/clausebook/clausebook/internal/golden"
	"github.com/clausebook/clausebook/server"
)

// indented is a JSON answer as it is kept: with line ends, and without the id
// that each request has of its own.
func indented(t *testing.T, body []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, json.Indent(&b, body, "", "  "), string(body))
	return regexp.MustCompile(`"request_id": "[^"]+"`).ReplaceAll(b.Bytes(), []byte(`"request_id": "ID"`))
}

func TestAPI(t *testing.T) {
	h := serve(t, shelf{agreement(t)}, nil)
	const one = "/api/v1/agreements/example-2026"
	for name, c := range map[string]struct {
		path   string
		status int
	}{
		"health":               {"/healthz", 200},
		"ready":                {"/readyz", 200},
		"agreements":           {"/api/v1/agreements", 200},
		"agreements-beyond":    {"/api/v1/agreements?limit=5&offset=9", 200},
		"agreement":            {one, 200},
		"extract":              {one + "/extract", 200},
		"provision":            {one + "/provisions/art_1__sec_A", 200},
		"references-from":      {one + "/references?from=art_1__sec_A&limit=2&offset=1", 200},
		"references-to":        {one + "/references?to=art_1__sec_A", 200},
		"references-dangling":  {one + "/references?status=dangling", 200},
		"look-up":              {"/api/v1/provisions?citation=art+1+sec+B", 200},
		"look-up-listed":       {"/api/v1/provisions?citation=Article+2&agreement=example-2026", 200},
		"search":               {"/api/v1/search?q=sick&filter=kind:section&article=1", 200},
		"search-listed":        {"/api/v1/search?q=Layoff", 200},
		"search-all":           {"/api/v1/search?q=sick&facets=true&explain=true&max_tokens=500&sort=place&expand=false&correct=false&in_force=2025", 200},
		"search-bad":           {"/api/v1/search?q=sick&facets=yes&sort=colour&max_tokens=0&in_force=soon", 400},
		"search-bad-cursor":    {"/api/v1/search?q=sick&cursor=bad", 400},
		"suggest":              {"/api/v1/suggest?q=si", 200},
		"suggest-nothing":      {"/api/v1/suggest?q=zebra", 200},
		"search-no-topic":      {"/api/v1/search?q=sick&topic=nope", 404},
		"search-no-agreement":  {"/api/v1/search?q=sick&filter=agreement:nope", 404},
		"search-nothing":       {"/api/v1/search?q=zebra", 200},
		"compare":              {"/api/v1/compare?topic=sick-leave&agreements=example-2026", 200},
		"matrix":               {"/api/v1/matrix?agreements=example-2026", 200},
		"matrix-no-group":      {"/api/v1/matrix?group=nope", 400},
		"versions":             {"/api/v1/versions?old=example-2026&new=example-2026", 200},
		"versions-changes":     {"/api/v1/versions?old=example-2026&new=example-2026&changes=true", 200},
		"versions-none":        {"/api/v1/versions?old=example-2026&new=nope", 404},
		"diff":                 {"/api/v1/diff?a=example-2026/art_1__sec_A&b=example-2026/art_1__sec_B", 200},
		"diff-one":             {"/api/v1/diff?a=example-2026/art_1__sec_A", 400},
		"diff-none":            {"/api/v1/diff?a=example-2026/art_1__sec_A&b=example-2026/art_77", 404},
		"wording":              {"/api/v1/wording?a=example-2026/art_1__sec_A", 200},
		"days":                 {"/api/v1/days", 200},
		"topics":               {"/api/v1/topics?limit=1", 200},
		"audit":                {"/api/v1/audit", 200},
		"audit-kind":           {"/api/v1/audit?kind=dangling&limit=1", 200},
		"audit-no-kind":        {"/api/v1/audit?kind=typos", 400},
		"provision-with":       {one + "/provisions/art_1__sec_A?with=2", 200},
		"provision-with-much":  {one + "/provisions/art_1__sec_A?with=6", 400},
		"no-agreement":         {"/api/v1/agreements/nope", 404},
		"no-provision":         {one + "/provisions/art_99", 404},
		"no-reference-target":  {one + "/references?to=art_99", 404},
		"no-citation":          {"/api/v1/provisions?citation=bereavement+leave", 400},
		"citation-missing":     {"/api/v1/provisions", 400},
		"look-up-no-agreement": {"/api/v1/provisions?citation=Article+2&agreement=nope", 404},
		"bad-limit":            {"/api/v1/search?q=sick&limit=0&offset=-1&kind=chapter&in_force=soon&filter=colour:red&filter=x&colour=red", 400},
		"compare-no-agreement": {"/api/v1/compare?topic=x&agreements=nope", 404},
		"compare-no-topic":     {"/api/v1/compare?topic=+", 400},
	} {
		t.Run(name, func(t *testing.T) {
			w := get(t, h, c.path)
			require.Equal(t, c.status, w.Code, w.Body.String())
			valid(t, c.path, w)
			golden.Check(t, "testdata/api/"+name+".golden", indented(t, w.Body.Bytes()))
		})
	}
}

func TestExtractIsTheDocumentOfTheCommand(t *testing.T) {
	a := agreement(t)
	h := serve(t, shelf{a}, nil)
	want, err := json.Marshal(wire.Extract(a, wire.Options{Text: true}))
	require.NoError(t, err)
	w := get(t, h, "/api/v1/agreements/example-2026/extract?text=true")
	assert.JSONEq(t, string(want), w.Body.String())
	valid(t, "/api/v1/agreements/example-2026/extract", w)
}

func TestOpenAPIAnswer(t *testing.T) {
	w := get(t, serve(t, nil, nil), "/api/v1/openapi.json")
	require.Equal(t, 200, w.Code)
	valid(t, "/api/v1/openapi.json", w)
}

func TestOriginal(t *testing.T) {
	page := agreement(t)
	page.ID, page.Source.MediaType, page.Source.Name = "page", "text/html", "a \"b\"/ü.html"
	pdf := agreement(t)
	pdf.ID, pdf.Source.MediaType = "pdf", "application/pdf"
	odd := agreement(t)
	odd.ID, odd.Source.MediaType, odd.Source.Name = "odd", "nonsense", ""
	latin := agreement(t)
	latin.ID, latin.Source.MediaType = "latin", "text/plain; charset=windows-1252"
	word := agreement(t)
	word.ID, word.Source.MediaType, word.Source.Name = "word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "a.docx"
	h := serve(t, shelf{agreement(t), page, pdf, odd, latin, word}, nil)
	for id, want := range map[string][2]string{
		"example-2026": {"text/plain; charset=utf-8", "inline; filename=example.txt"},
		"page":         {"text/html", "attachment; filename*=utf-8''a%20%22b%22%C3%BC.html"},
		"pdf":          {"application/pdf", "inline; filename=example.txt"},
		"odd":          {"application/octet-stream", "attachment"},
		"latin":        {"text/plain; charset=windows-1252", "inline; filename=example.txt"},
		"word":         {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "attachment; filename=a.docx"},
	} {
		t.Run(id, func(t *testing.T) {
			w := get(t, h, "/api/v1/agreements/"+id+"/original")
			require.Equal(t, 200, w.Code)
			assert.Equal(t, text, w.Body.String())
			assert.Equal(t, want[0], w.Header().Get("Content-Type"))
			assert.Equal(t, want[1], w.Header().Get("Content-Disposition"))
			assert.Equal(t, "nosniff", w.Header().Get("X-Content-Type-Options"))
			part := get(t, h, "/api/v1/agreements/"+id+"/original", "Range", "bytes=0-8")
			assert.Equal(t, 206, part.Code)
			assert.Equal(t, text[:9], part.Body.String())
			assert.Equal(t, 416, get(t, h, "/api/v1/agreements/"+id+"/original", "Range", "bytes=100000-").Code)
			assert.Equal(t, w.Body.String(), get(t, h, "/api/v1/agreements/"+id+"/source").Body.String())
			if id != "pdf" {
				assert.Equal(t, "default-src 'none'; sandbox", w.Header().Get("Content-Security-Policy"))
			}
			again := get(t, h, "/api/v1/agreements/"+id+"/original", "If-None-Match", w.Header().Get("ETag"))
			assert.Equal(t, 304, again.Code)
		})
	}
	assert.Equal(t, 404, get(t, h, "/api/v1/agreements/none/original").Code)
}

func TestETag(t *testing.T) {
	a := agreement(t)
	h := serve(t, shelf{a}, nil)
	for _, path := range []string{"/api/v1/agreements", "/api/v1/search?q=sick", "/", "/agreements/example-2026/art_1", "/static/style.css"} {
		t.Run(path, func(t *testing.T) {
			w := get(t, h, path)
			tag := w.Header().Get("ETag")
			require.NotEmpty(t, tag)
			for _, sent := range []string{tag, "W/" + tag, `"other", ` + tag, "*"} {
				again := get(t, h, path, "If-None-Match", sent)
				assert.Equal(t, 304, again.Code, sent)
				assert.Empty(t, again.Body.String())
				assert.Equal(t, tag, again.Header().Get("ETag"))
			}
			assert.Equal(t, 200, get(t, h, path, "If-None-Match", `"other"`).Code)
		})
	}
	before := get(t, h, "/api/v1/agreements").Header().Get("ETag")
	a.Title = "Another"
	assert.NotEqual(t, before, get(t, h, "/api/v1/agreements").Header().Get("ETag"), "another reading has another tag")
}

func TestHead(t *testing.T) {
	h := serve(t, shelf{agreement(t)}, nil)
	for _, path := range []string{"/", "/api/v1/agreements", "/api/v1/agreements/example-2026/original", "/static/style.css", "/nope"} {
		want, got := get(t, h, path), ask(t, h, http.MethodHead, path)
		assert.Equal(t, want.Code, got.Code, path)
		assert.Empty(t, got.Body.String(), path)
		if path != "/nope" {
			assert.Equal(t, want.Header().Get("Content-Length"), got.Header().Get("Content-Length"), path)
			assert.Equal(t, want.Header().Get("ETag"), got.Header().Get("ETag"), path)
		}
	}
}

func TestMethods(t *testing.T) {
	h := serve(t, nil, nil)
	for _, path := range []string{"/", "/api/v1/agreements"} {
		w := ask(t, h, http.MethodPost, path)
		assert.Equal(t, 405, w.Code)
		assert.Contains(t, w.Header().Get("Allow"), "GET")
	}
}

// What no one should send is refused with the parameter named, or answered;
// never more.
func TestOddInput(t *testing.T) {
	h := serve(t, shelf{agreement(t)}, nil)
	for name, c := range map[string]struct {
		path   string
		status int
		field  string
	}{
		"invalid UTF-8":        {"/api/v1/search?q=%ff%fe", 400, "q"},
		"zero byte":            {"/api/v1/search?q=a%00b", 400, "q"},
		"long question":        {"/api/v1/search?q=" + strings.Repeat("a", 1001), 400, "q"},
		"long address":         {"/api/v1/search?q=" + strings.Repeat("a", 9000), 414, ""},
		"bad escape":           {"/api/v1/search?q=%zz", 400, "query"},
		"semicolon":            {"/api/v1/search?q=a;b=c", 400, "query"},
		"given twice":          {"/api/v1/search?q=a&q=b", 400, "q"},
		"unknown":              {"/api/v1/agreements?page=2", 400, "page"},
		"unknown, not UTF-8":   {"/api/v1/agreements?%ff=2", 400, "\uFFFD"},
		"limit too high":       {"/api/v1/agreements?limit=101", 400, "limit"},
		"limit no number":      {"/api/v1/agreements?limit=1e3", 400, "limit"},
		"offset overflow":      {"/api/v1/agreements?offset=99999999999999999999", 400, "offset"},
		"flag":                 {"/api/v1/agreements/example-2026/extract?text=1", 400, "text"},
		"status":               {"/api/v1/agreements/example-2026/references?status=lost", 400, "status"},
		"id not UTF-8":         {"/api/v1/agreements/%ff", 404, ""},
		"id of dots":           {"/api/v1/agreements/..%2f..%2fetc", 404, ""},
		"only control marks":   {"/api/v1/search?q=%01%02", 200, ""},
		"right to left, emoji": {"/api/v1/search?q=" + url.QueryEscape("\u202e👩‍⚖️"), 200, ""},
	} {
		t.Run(name, func(t *testing.T) {
			w := get(t, h, c.path)
			require.Equal(t, c.status, w.Code, w.Body.String())
			if c.status == 200 {
				return
			}
			var p struct {
				Status int
				Detail string
				Errors []struct{ Field, Message string }
			}
			require.NoError(t, json.Unmarshal(w.Body.Bytes(), &p))
			assert.Equal(t, "application/problem+json", w.Header().Get("Content-Type"))
			assert.Equal(t, c.status, p.Status)
			if c.field != "" {
				require.Len(t, p.Errors, 1)
				assert.Equal(t, c.field, p.Errors[0].Field)
			}
		})
	}
	for _, path := range []string{"/search?q=%ff", "/search?colour=red", "/agreements/example-2026/art_1?mark=9-1", "/agreements/example-2026/art_1?mark=a-b", "/search?q=" + strings.Repeat("a", 9000)} {
		w := get(t, h, path)
		assert.GreaterOrEqual(t, w.Code, 400, clipped(path))
		assert.Less(t, w.Code, 500, clipped(path))
		assert.Contains(t, w.Header().Get("Content-Type"), "text/html", clipped(path))
	}
	assert.Equal(t, 200, get(t, h, "/agreements/example-2026/art_1?mark=0-999999999").Code)
}

func clipped(s string) string { return s[:min(len(s), 60)] }

func TestSecurityHeaders(t *testing.T) {
	h := serve(t, shelf{agreement(t)}, nil)
	for _, path := range []string{"/", "/nope", "/api/v1/agreements", "/api/v1/nope", "/static/style.css", "/api/v1/agreements/example-2026/original"} {
		w := get(t, h, path)
		csp := w.Header().Get("Content-Security-Policy")
		assert.Contains(t, csp, "default-src 'none'", path)
		assert.NotContains(t, csp, "unsafe", path)
		assert.Equal(t, "nosniff", w.Header().Get("X-Content-Type-Options"), path)
		assert.NotEmpty(t, w.Header().Get("Referrer-Policy"), path)
		assert.NotEmpty(t, w.Header().Get("X-Request-Id"), path)
	}
}

func TestInForce(t *testing.T) {
	for name, c := range map[string]struct {
		effective, expires corpus.Date
		want               any
	}{
		"runs":           {"2024-01-01", "2026-12-31", true},
		"last day":       {"", "2026-11-22", true},
		"over":           {"", "2026-11-21", false},
		"ahead":          {"2027-01-01", "", false},
		"not stated":     {"", "", nil},
		"no end stated":  {"2020-01-01", "", nil},
		"over, no start": {"", "2013-12-31", false},
	} {
		t.Run(name, func(t *testing.T) {
			a := agreement(t)
			a.Effective, a.Expires = c.effective, c.expires
			w := get(t, serve(t, shelf{a}, nil), "/api/v1/agreements")
			var page struct{ Items []map[string]any }
			require.NoError(t, json.Unmarshal(w.Body.Bytes(), &page))
			assert.Equal(t, c.want, page.Items[0]["in_force"])
		})
	}
}

func TestConfigValidate(t *testing.T) {
	for name, c := range map[string]server.Config{
		"Library":  {Searcher: finder{}, Comparer: aligner{}},
		"Searcher": {Library: shelf{}, Comparer: aligner{}},
		"Comparer": {Library: shelf{}, Searcher: finder{}},
		"Differ":   {Library: shelf{}, Searcher: finder{}, Comparer: aligner{}},
		"Timeout":  {Library: shelf{}, Searcher: finder{}, Comparer: aligner{}, Differ: aligner{}, Timeout: -1},
	} {
		_, err := server.New(c)
		assert.ErrorContains(t, err, name)
	}
}
