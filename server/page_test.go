package server_test

import (
	"net/http"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/internal/golden"
)

// pages names an address of every page and state.
func pages() map[string]string {
	return map[string]string{
		"home":              "/",
		"search":            "/search?q=sick&in_force=2026-01-01&filter=kind:section",
		"search-listed":     "/search?q=Layoff",
		"search-nothing":    "/search?q=zebra&kind=article",
		"search-empty":      "/search",
		"agreement":         "/agreements/example-2026",
		"article":           "/agreements/example-2026/art_1",
		"provision":         "/agreements/example-2026/art_1__sec_A",
		"provision-marked":  "/agreements/example-2026/art_1__sec_B?mark=310-330",
		"compare":           "/compare?topic=sick-leave&agreements=example-2026",
		"compare-words":     "/compare?topic=layoff&words=sick",
		"compare-choose":    "/compare",
		"audit":             "/audit",
		"audit-kind":        "/audit?kind=dangling&agreement=example-2026",
		"help":              "/help",
		"quality-off":       "/quality",
		"home-narrowed":     "/?name=example&in_force=2026-01-01",
		"home-none":         "/?kind=letter",
		"compare-matrix":    "/compare/matrix?group=leaves",
		"compare-differing": "/compare/matrix?topics=sick-leave&differences=true",
		"compare-text":      "/compare/text?clause=example-2026/art_1__sec_A&clause=example-2026/art_1__sec_B",
		"compare-versions":  "/compare/versions?old=example-2026&new=example-2026",
		"compare-editions":  "/compare/versions",
		"wording":           "/compare/wording?clause=example-2026/art_1__sec_A",
		"certificate":       "/agreements/example-2026?view=certificate",
		"read-with":         "/agreements/example-2026/art_1__sec_A?with=2",
		"values":            "/agreements/example-2026/art_1__sec_A?values=true",
		"error-not-found":   "/agreements/nope",
		"error-bad-request": "/search?q=sick&limit=many",
	}
}

func TestPages(t *testing.T) {
	h := serve(t, shelf{agreement(t)}, nil)
	volatile := regexp.MustCompile(`Request \w{13}|/static/[0-9a-f]{12}`)
	for name, path := range pages() {
		t.Run(name, func(t *testing.T) {
			w := get(t, h, path)
			wellFormed(t, w.Body.String())
			golden.Check(t, "testdata/pages/"+name+".html", volatile.ReplaceAll(w.Body.Bytes(), []byte("-")))
		})
	}
	wellFormed(t, get(t, serve(t, nil, nil), "/").Body.String())
}

// wellFormed checks what a reader with a keyboard or a screen reader needs, and
// that nothing in a page could run.
func wellFormed(t *testing.T, body string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(body))
	require.NoError(t, err)
	ids := map[string]int{}
	labelled := map[string]bool{}
	var controls []*html.Node
	level, mains, h1s := 0, 0, 0
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if id := attr(n, "id"); id != "" {
			ids[id]++
			assert.Equal(t, 1, ids[id], "id %q stands more than once", id)
		}
		for _, a := range n.Attr {
			assert.False(t, strings.HasPrefix(a.Key, "on") || a.Key == "style", "<%s %s>: the policy forbids it", n.Data, a.Key)
			if a.Key == "href" || a.Key == "src" || a.Key == "action" {
				assert.Regexp(t, `^[/#]`, a.Val, "<%s> leads out of the site", n.Data)
			}
		}
		switch n.Data {
		case "html":
			assert.Equal(t, "en", attr(n, "lang"))
		case "main":
			mains++
		case "script":
			assert.Regexp(t, `^/static/[0-9a-f]{12}/\w+\.js$`, attr(n, "src"), "a script that is no file of ours")
			assert.Empty(t, words(n))
		case "style", "iframe", "object", "embed", "base":
			t.Errorf("<%s> in a page", n.Data)
		case "img":
			assert.True(t, slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "alt" }), "image without alt")
		case "label":
			labelled[attr(n, "for")] = true
		case "input", "select":
			controls = append(controls, n)
		case "h1", "h2", "h3", "h4", "h5":
			now := int(n.Data[1] - '0')
			assert.LessOrEqual(t, now, level+1, "heading level skipped before %q", words(n))
			level = now
			if now == 1 {
				h1s++
			}
			assert.NotEmpty(t, words(n), "empty heading")
		case "a":
			assert.True(t, words(n) != "" || attr(n, "aria-label") != "", "link without words to %s", attr(n, "href"))
		case "th":
			assert.NotEmpty(t, attr(n, "scope"))
		}
	}
	assert.Equal(t, 1, mains)
	assert.Equal(t, 1, h1s)
	for _, n := range controls {
		inLabel := n.Parent != nil && n.Parent.Data == "label"
		assert.True(t, attr(n, "type") == "hidden" || inLabel || labelled[attr(n, "id")], "control %q without a label", attr(n, "name"))
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

// Every link of every page leads to something that answers, and every fragment
// to an element that is there.
func TestLinksLead(t *testing.T) {
	h := serve(t, shelf{agreement(t)}, nil)
	type target struct{ from, to string }
	queue := []target{{"", "/search?q=sick"}, {"", "/compare?topic=sick-leave"}, {"", "/search?q=zebra"}, {"", "/search?q=Layoff"}, {"", "/"}}
	seen := map[string]bool{}
	for len(queue) > 0 {
		next := queue[0]
		queue = queue[1:]
		path, fragment, _ := strings.Cut(next.to, "#")
		if seen[next.to] {
			continue
		}
		seen[next.to] = true
		w := get(t, h, path)
		if !assert.Equal(t, http.StatusOK, w.Code, "%s, linked from %s", next.to, next.from) || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			continue
		}
		doc, err := html.Parse(w.Body)
		require.NoError(t, err)
		found := fragment == ""
		for n := range doc.Descendants() {
			id, err := url.PathUnescape(fragment)
			require.NoError(t, err)
			found = found || attr(n, "id") == id
			for _, key := range []string{"href", "src"} {
				if to := attr(n, key); strings.HasPrefix(to, "/") {
					queue = append(queue, target{path, to})
				} else if strings.HasPrefix(to, "#") {
					queue = append(queue, target{path, path + to})
				}
			}
		}
		assert.True(t, found, "no element #%s on %s, linked from %s", fragment, path, next.from)
	}
	assert.Greater(t, len(seen), 20, "the walk found hardly any link")
}

// Text of a document is shown and never run, whatever field it comes in.
func TestNothingRuns(t *testing.T) {
	const attack = `<script>alert(1)</script>"><img src=x onerror=alert(1)>'javascript:alert(1)`
	a := agreement(t)
	poison(reflect.ValueOf(a).Elem(), attack)
	// Ids are names that the program makes: they only have to be themselves.
	clean := agreement(t)
	a.ID, a.Effective, a.Expires, a.Source.SHA256 = clean.ID, clean.Effective, clean.Expires, clean.Source.SHA256
	for i := range a.Provisions {
		a.Provisions[i].ID, a.Provisions[i].Parent = clean.Provisions[i].ID, clean.Provisions[i].Parent
	}
	for i := range a.References {
		r := clean.References[i]
		a.References[i].From, a.References[i].Target, a.References[i].Status = r.From, r.Target, r.Status
		a.References[i].Candidates = r.Candidates
	}
	for i := range a.Terms {
		a.Terms[i].Provision, a.Terms[i].Type = clean.Terms[i].Provision, clean.Terms[i].Type
	}
	for i := range a.Tables {
		a.Tables[i].Provision = clean.Tables[i].Provision
	}
	a.Contents[0].Provision, a.Contents[1].Provision = clean.Contents[0].Provision, ""
	for i := range a.Certificate.Gaps {
		a.Certificate.Gaps[i].Parent = clean.Certificate.Gaps[i].Parent
	}
	// The text itself, same length so that the spans still fit.
	a.Text = strings.Repeat("<script>alert(1)</script>", 40)[:len(clean.Text)]
	a.Furniture = nil
	h := serve(t, shelf{a}, nil)
	paths := []string{"/search?q=" + url.QueryEscape(attack), "/search?q=script", "/compare?topic=" + url.QueryEscape(attack), "/nope/" + url.PathEscape(attack),
		"/agreements/" + url.PathEscape(attack), "/search?" + url.QueryEscape(attack) + "=1", "/search?q=x&filter=" + url.QueryEscape(attack)}
	for _, path := range pages() {
		paths = append(paths, path)
	}
	shown := 0
	for _, path := range paths {
		body := get(t, h, path).Body.String()
		wellFormed(t, body)
		assert.NotContains(t, ownScripts.ReplaceAllString(body, ""), "<script", path)
		shown += strings.Count(body, "&lt;script&gt;")
	}
	assert.Greater(t, shown, 50, "the attack was hardly shown: was it left out?")
	for _, path := range []string{"/api/v1/agreements", "/api/v1/agreements/example-2026", "/api/v1/agreements/example-2026/extract", "/api/v1/search?q=" + url.QueryEscape(attack)} {
		w := get(t, h, path)
		assert.NotContains(t, w.Body.String(), "<script", path)
		assert.Contains(t, w.Header().Get("Content-Type"), "json", path)
	}
}

// moduleAssets are the modules that pages load as they need them.
var moduleAssets = []string{"/static/switch.js", "/static/get.js", "/static/suggest.js", "/static/reading.js", "/static/tray.js", "/static/upload.js", "/static/compare.js"}

// ownAssets are the files of ours that a page names.
func ownAssets(t *testing.T, h http.Handler) []string {
	t.Helper()
	var out []string
	for _, m := range regexp.MustCompile(`(?:src|href)="(/static/[^"]+)"`).FindAllStringSubmatch(get(t, h, "/help").Body.String(), -1) {
		if !slices.Contains(out, m[1]) {
			out = append(out, m[1])
		}
	}
	return out
}

// ownScripts are the two that every page loads.
var ownScripts = regexp.MustCompile(`<script (type="module" )?src="/static/[0-9a-f]{12}/\w+\.js"></script>`)

// poison sets every string below v to s.
func poison(v reflect.Value, s string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(s)
	case reflect.Struct:
		for _, f := range v.Fields() {
			if f.CanSet() {
				poison(f, s)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			poison(v.Index(i), s)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			poison(v.Elem(), s)
		}
	}
}

// Highlights that do not fit the text never break a page.
func TestMarkAnywhere(t *testing.T) {
	a := agreement(t)
	h := serve(t, shelf{a}, nil)
	for start := 0; start < len(a.Text); start += 7 {
		for _, n := range []int{1, 5, 60, 1000} {
			path := "/agreements/example-2026/art_1?mark=" + strings.Join([]string{itoa(start), itoa(start + n)}, "-")
			w := get(t, h, path)
			require.Equal(t, 200, w.Code)
			doc, err := html.Parse(w.Body)
			require.NoError(t, err)
			var plain strings.Builder
			for n := range doc.Descendants() {
				if n.Type == html.TextNode {
					plain.WriteString(n.Data)
				}
			}
			assert.Contains(t, plain.String(), "An employee may use 5 days of sick leave, see Section B, Sections A and B12, and Article 2 (leads nowhere).", path)
		}
	}
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + itoa(n%10)
}

func TestLongProvisionIsDivided(t *testing.T) {
	long := strings.Repeat("word ", 50_000)
	text := "Article 1\nSection A\n" + long + "\nSection B\nshort end"
	b := strings.Index(text, "Section B")
	a := &corpus.Agreement{ID: "long", Text: text, Kind: corpus.KindAgreement, Provisions: []corpus.Provision{
		{ID: "art_1", Kind: corpus.Article, Number: "1", Heading: "Article 1", Citation: "Article 1", HeadingSpan: corpus.Span{End: 9}, Span: corpus.Span{End: len(text)}},
		{ID: "art_1__sec_A", Parent: "art_1", Kind: corpus.Section, Number: "A", Heading: "Section A", Citation: "Article 1, Section A", HeadingSpan: corpus.Span{Start: 10, End: 19}, Span: corpus.Span{Start: 10, End: b - 2}},
		{ID: "art_1__sec_B", Parent: "art_1", Kind: corpus.Section, Number: "B", Heading: "Section B", Citation: "Article 1, Section B", HeadingSpan: corpus.Span{Start: b, End: b + 9}, Span: corpus.Span{Start: b, End: len(text)}},
	}}
	require.NoError(t, a.Validate())
	h := serve(t, shelf{a}, nil)
	body := get(t, h, "/agreements/long/art_1").Body.String()
	assert.Less(t, len(body), 2*150_000)
	assert.Contains(t, body, "This provision is long.", "what is not shown is told")
	assert.Contains(t, body, `href="/agreements/long/art_1__sec_A"`)
	assert.Contains(t, get(t, h, "/agreements/long/art_1__sec_A").Body.String(), "word word")
}
