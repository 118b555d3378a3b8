package main

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus/wire"
	"github.com/clausebook/clausebook/internal/testpdf"
	"github.com/clausebook/clausebook/internal/testtwin"
)

// zebraLines is a small agreement as a manuscript.
func zebraLines() []testpdf.Line {
	return []testpdf.Line{
		{Text: "AGREEMENT"}, {Text: "between the City of Example and Example Employees United"},
		{Text: "ARTICLE 1 LEAVES", Level: 1},
		{Text: "Section A. Sick Leave", Level: 2}, {Text: "An employee earns eight hours each pay period, subject to Section B."},
		{Text: "Section B. Bereavement Leave", Level: 2}, {Text: "An employee may take five days. Notice is given within two days."},
		{Text: "ARTICLE 2 WAGES", Level: 1}, {Text: "Wages are paid as follows."},
		{Cells: []string{"Step", "Clerk", "Driver"}}, {Cells: []string{"1", "$18.00", "$19.00"}}, {Cells: []string{"2", "$20.00", "$21.00"}},
		{Text: "ARTICLE 3 TERM", Level: 1}, {Text: "This agreement begins on January 1, 2026 and ends on December 31, 2028."},
	}
}

// TestSources: a Word file and a web page go the whole way that a text goes, and
// come out of the library as they went in.
func TestSources(t *testing.T) {
	dir := t.TempDir()
	library := filepath.Join(dir, "library")
	kinds := map[string]testtwin.Kind{"word": testtwin.Numbered, "page": testtwin.Page}
	media := map[string]string{"word": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "page": "text/html"}
	files := map[string][]byte{}
	for id, kind := range kinds {
		twin, err := testtwin.Make(kind, "Example", zebraLines())
		require.NoError(t, err)
		files[id] = twin.Data
		path := filepath.Join(dir, id+kind.Ending())
		require.NoError(t, os.WriteFile(path, twin.Data, 0o600))

		s := do(t, "", "extract", path)
		require.Equal(t, statusOK, s.status, s.errors)
		require.NoError(t, wireSchema(t).Validate(anyJSON(t, s.out)))
		doc := decode[wire.Document](t, s)
		require.NotNil(t, doc.Text, "spans point into a text that the file does not hold as such")
		var ids []string
		for _, p := range doc.Provisions {
			ids = append(ids, p.ID)
			assert.Equal(t, p.HeadingRaw, (*doc.Text)[p.Span.Start:p.Span.Start+len(p.HeadingRaw)])
		}
		assert.Subset(t, ids, []string{"art_1", "art_1__sec_A", "art_1__sec_B", "art_2", "art_3"}, id)
		require.Len(t, doc.Tables, 1)
		assert.Equal(t, []string{"Step", "Clerk", "Driver"}, doc.Tables[0].Header)
		assert.Equal(t, [][]string{{"1", "$18.00", "$19.00"}, {"2", "$20.00", "$21.00"}}, doc.Tables[0].Rows)
		require.Len(t, doc.References, 1)
		assert.Equal(t, "art_1__sec_B", *doc.References[0].Target)

		s = do(t, "", "ingest", "--library", library, "--id", id, path)
		require.Equal(t, statusOK, s.status, s.errors)
		s = do(t, "", "show", "--library", library, "--format", "text", id+" art 1 sec B")
		assert.Contains(t, s.out, "Notice is given within two days")
	}
	s := do(t, "", "compare", "--library", library, "--format", "text", "--", "bereavement-leave")
	assert.Contains(t, s.out, "five days")

	base := served(t, library)
	require.Eventually(t, func() bool { return statusOf(t, base+"/readyz") == http.StatusOK }, 20*time.Second, 50*time.Millisecond)
	for id, data := range files {
		response, err := http.Get(base + "/api/v1/agreements/" + id + "/original")
		require.NoError(t, err)
		require.NoError(t, response.Body.Close())
		assert.Equal(t, media[id], response.Header.Get("Content-Type"))
		assert.Equal(t, "attachment; filename="+id+kinds[id].Ending(), response.Header.Get("Content-Disposition"))
		status, body := get(t, base+"/api/v1/agreements/"+id+"/original")
		assert.Equal(t, http.StatusOK, status)
		assert.Equal(t, data, body)
		for _, page := range []string{"", "/art_1__sec_B"} {
			status, body = get(t, base+"/agreements/"+id+page)
			assert.Equal(t, http.StatusOK, status)
			assert.Contains(t, string(body), "Bereavement Leave")
		}
	}
	_, body := get(t, base+"/api/v1/agreements/page/provisions/art_1__sec_B")
	var shown struct {
		Anchor string `json:"anchor"`
	}
	require.NoError(t, json.Unmarshal(body, &shown))
	assert.Equal(t, "u2", shown.Anchor)
}
