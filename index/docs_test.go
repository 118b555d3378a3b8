package index

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus/agreements"
	"github.com/clausebook/clausebook/corpus/topics"
	"github.com/clausebook/clausebook/index/query"
	"github.com/clausebook/clausebook/ingest"
)

// shippedLibrary reads the shipped documents.
func shippedLibrary(tb testing.TB) *shelfLibrary {
	tb.Helper()
	docs, err := agreements.All()
	require.NoError(tb, err)
	lib := newLibrary()
	for _, d := range docs {
		a, err := ingest.Extract(tb.Context(), ingest.Input{Name: d.Name, Data: d.Data}, ingest.Options{})
		require.NoError(tb, err)
		lib.put(a)
	}
	return lib
}

func shippedOptions(tb testing.TB) Options {
	tb.Helper()
	all, err := topics.All()
	require.NoError(tb, err)
	words, err := topics.Words()
	require.NoError(tb, err)
	return Options{Topics: all, Words: words}
}

// rows are the tables of docs/search.md whose head begins with the given cells.
func rows(t *testing.T, head ...string) [][]string {
	t.Helper()
	data, err := os.ReadFile("../docs/search.md")
	require.NoError(t, err)
	var out [][]string
	in := false
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		cells := strings.Split(strings.Trim(line, "| "), " | ")
		switch {
		case !strings.HasPrefix(line, "|"):
			in = false
		case len(cells) >= len(head) && strings.Join(cells[:len(head)], "|") == strings.Join(head, "|"):
			in = true
		case in && !strings.HasPrefix(line, "| ---"):
			out = append(out, cells)
		}
	}
	require.NotEmpty(t, out, head)
	return out
}

func code(t *testing.T, cell string) string {
	t.Helper()
	m := regexp.MustCompile("^`([^`]*)`$").FindStringSubmatch(strings.TrimSpace(cell))
	require.NotNil(t, m, cell)
	return m[1]
}

// TestDocs runs the examples of docs/search.md.
func TestDocs(t *testing.T) {
	for _, row := range rows(t, "typed", "read as") {
		q := query.Parse(code(t, row[0]))
		assert.Equal(t, code(t, row[1]), q.String(), row[0])
	}
	for _, row := range rows(t, "typed", "note") {
		q := query.Parse(code(t, row[0]))
		if assert.NotEmpty(t, q.Notes, row[0]) {
			assert.Contains(t, q.Notes[0], row[1], row[0])
		}
	}
	ix := openIndex(t, t.TempDir(), shippedLibrary(t), shippedOptions(t))
	for _, row := range rows(t, "typed", "first answer") {
		a := ask(t, ix, code(t, row[0]))
		if row[1] == "nothing" {
			assert.Empty(t, a.Hits, row[0])
			continue
		}
		if assert.NotEmpty(t, a.Hits, row[0]) {
			assert.Equal(t, row[1], a.Hits[0].Agreement+" "+a.Hits[0].Citation, row[0])
		}
	}
	for _, row := range rows(t, "typed", "read as") {
		if a := ask(t, ix, code(t, row[0])); !strings.Contains(row[0], "notice>=") {
			assert.NotNil(t, a.Hits, row[0])
		}
	}
	// The vocabulary brings nothing for terms that no shipped agreement has …
	for _, q := range []string{"hiring hall", "meal penalty", "free agency", "honor guard", "split shift", "bomb squad", "kelly day", "crossing guards",
		"box rental", "taser", "preceptor pay", "extra board", "route inspection", "intellectual property", "sales commission", "prevailing wage",
		"turnout gear", "body armor", "residuals", "apprenticeship", "studio zone", "drop plan", "academic freedom", "juneteenth"} {
		assert.Empty(t, places(ask(t, ix, q)), q)
	}
	// … and the right clause for what people say instead.
	for q, title := range map[string]string{
		"bank holiday": "Designated Holidays", "penalty rates": "SHIFT DIFFERENTIAL", "facility time": "Time Off for Union Business",
		"crowns and dentures": "Group Dental Plans", "quit the union": "Dues Deduction", "cut staff": "Layoff Procedure",
	} {
		if a := ask(t, ix, q); assert.NotEmpty(t, a.Hits, q) {
			assert.Equal(t, title, a.Hits[0].Title, q)
		}
	}
}
