package server_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzRequest asks for any path with any query string: the answer is never a
// fault of the server, is UTF-8, and is a page or a document as the address
// has it.
func FuzzRequest(f *testing.F) {
	for _, path := range pages() {
		p, q, _ := strings.Cut(path, "?")
		f.Add(p, q)
	}
	f.Add("/api/v1/search", "q=%ff&limit=1e9")
	f.Add("/api/v1/provisions", "citation=Article+1%2C+Section+A&agreement=a,b")
	f.Add("/api/v1/agreements/example-2026/references", "from=art_1&status=dangling;x=1")
	f.Add("/agreements/example-2026/art_1", "mark=3-99999999999999999999")
	h := serve(f, shelf{agreement(f)}, nil)
	f.Fuzz(func(t *testing.T, path, query string) {
		r := httptest.NewRequest(http.MethodGet, "http://localhost/", nil)
		r.URL = &url.URL{Path: "/" + strings.TrimPrefix(path, "/"), RawQuery: query}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code >= 500 {
			t.Fatalf("%q ? %q: status %d: %s", path, query, w.Code, w.Body)
		}
		if !utf8.Valid(w.Body.Bytes()) {
			t.Fatalf("%q ? %q: the answer is not UTF-8", path, query)
		}
		if strings.HasPrefix(r.URL.Path, "/api/") && strings.Contains(w.Header().Get("Content-Type"), "html") {
			t.Fatalf("%q: a page from the API", path)
		}
	})
}
