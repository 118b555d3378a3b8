package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus/wire"
	"github.com/clausebook/clausebook/index/query"
)

// said is what a run printed, and its exit status.
type said struct {
	status      int
	out, errors string
}

func do(t *testing.T, stdin string, args ...string) said {
	t.Helper()
	var out, errs bytes.Buffer
	status := run(t.Context(), args, strings.NewReader(stdin), &out, &errs)
	return said{status, out.String(), errs.String()}
}

// decode reads what a run printed as one JSON object.
func decode[T any](t *testing.T, s said) T {
	t.Helper()
	require.Equal(t, statusOK, s.status, s.errors)
	var v T
	require.NoError(t, json.Unmarshal([]byte(s.out), &v))
	return v
}

// A watched writer is a buffer that one goroutine fills and another reads.
type watched struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (w *watched) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.b.Write(p)
}

func (w *watched) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.b.String()
}

// served starts "clausebook serve" on a free port and returns its address once
// it is ready. It is stopped, and must end well, when the test does.
func served(t *testing.T, library string) string {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	errs := &watched{}
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"serve", "--library", library, "--listen", "127.0.0.1:0"}, nil, io.Discard, errs)
	}()
	t.Cleanup(func() {
		stop()
		select {
		case status := <-ended:
			assert.Equal(t, statusOK, status, errs.String())
		case <-time.After(15 * time.Second):
			t.Error("serve did not stop")
		}
	})
	var base string
	require.Eventually(t, func() bool {
		m := regexp.MustCompile(`serving on (http://\S+)`).FindStringSubmatch(errs.String())
		if m == nil {
			return false
		}
		base = m[1]
		return true
	}, 10*time.Second, 10*time.Millisecond, "serve did not say its address")
	assert.Contains(t, []int{http.StatusOK, http.StatusServiceUnavailable}, statusOf(t, base+"/readyz"), "answers at once, ready or not")
	require.Eventually(t, func() bool { return statusOf(t, base+"/readyz") == http.StatusOK }, 120*time.Second, 50*time.Millisecond, errs)
	return base
}

func statusOf(t *testing.T, url string) int {
	t.Helper()
	status, _ := get(t, url)
	return status
}

func get(t *testing.T, url string) (int, []byte) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	require.NoError(t, err)
	resp, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	require.NoError(t, resp.Body.Close())
	return resp.StatusCode, body
}

// TestServe is the main job, end to end: an empty folder, one command, and the
// shipped documents answer over HTTP and to the commands beside the server.
func TestServe(t *testing.T) {
	library := filepath.Join(t.TempDir(), "library")
	base := served(t, library)

	status, body := get(t, base+"/api/v1/search?q=bereavement+leave")
	require.Equal(t, http.StatusOK, status, string(body))
	var overHTTP query.Answer
	require.NoError(t, json.Unmarshal(body, &overHTTP))
	sources := map[string]bool{}
	for _, h := range overHTTP.Hits {
		sources[h.Source[:3]] = true
	}
	assert.Equal(t, map[string]bool{"001": true, "002": true, "003": true, "004": true}, sources, "all four contracts answer")

	t.Run("search beside it", func(t *testing.T) {
		begun := time.Now()
		beside := decode[query.Answer](t, do(t, "", "search", "--library", library, "--format", "json", "--", "bereavement", "leave"))
		assert.Less(t, time.Since(begun), 20*time.Second, "no waiting for the server to let go")
		require.Len(t, beside.Hits, len(overHTTP.Hits))
		for i := range beside.Hits {
			assert.Equal(t, overHTTP.Hits[i].ID, beside.Hits[i].ID, "hit %d", i)
		}
	})
	t.Run("show beside it", func(t *testing.T) {
		show := decode[wire.Show](t, do(t, "", "show", "--library", library, "--format", "json", "MCO art. 15 part B sec A"))
		require.NotEmpty(t, show.Readings)
		assert.Equal(t, "Article 15, Part B, Section A", show.Readings[0].Citation)
		assert.Contains(t, show.Readings[0].FullText, "may not bid on another position within 12 calendar months")
		text := do(t, "", "show", "--library", library, "--format", "text", "MCO", "art.", "15", "part", "B", "sec", "A")
		assert.Equal(t, statusOK, text.status)
		assert.Contains(t, text.out, "may not bid on another position within 12 calendar months")
		assert.Contains(t, text.out, "referred to from:")
	})
	t.Run("compare beside it", func(t *testing.T) {
		s := do(t, "", "compare", "--library", library, "--format", "text", "--", "bereavement leave")
		assert.Equal(t, statusOK, s.status, s.errors)
		assert.Contains(t, s.out, "Article XI, Section 7")
		s = do(t, "", "compare", "--library", library, "--agreements", "MCO", "--format", "csv", "--", "bereavement leave")
		assert.Equal(t, statusOK, s.status, s.errors)
		assert.Equal(t, 1, strings.Count(s.out, "topic,agreement,"))
		assert.NotContains(t, s.out, "Genesee")
	})
	t.Run("audit beside it", func(t *testing.T) {
		s := do(t, "", "audit", "--library", library, "--format", "text")
		assert.Equal(t, statusOK, s.status, s.errors)
		assert.Contains(t, s.out, "contents_only")
		assert.Equal(t, statusFindings, do(t, "", "audit", "--library", library, "--fail-on", "contents_only").status)
		assert.Equal(t, statusFailure, do(t, "", "audit", "--library", library, "no such agreement").status)
	})
	t.Run("ingest beside it", func(t *testing.T) {
		name := filepath.Join(t.TempDir(), "zebra.txt")
		require.NoError(t, os.WriteFile(name, []byte(zebra), 0o600))
		s := do(t, "", "ingest", "--library", library, "--id", "zebra-2020", name)
		require.Equal(t, statusOK, s.status, s.errors)
		assert.Eventually(t, func() bool {
			_, body := get(t, base+"/api/v1/search?q=zebra+grooming")
			return bytes.Contains(body, []byte("zebra-2020"))
		}, 20*time.Second, 100*time.Millisecond, "the server shows what was ingested")
		require.Equal(t, statusOK, do(t, "", "ingest", "--library", library, "--id", "zebra-2020", name).status, "again changes nothing")

		require.NoError(t, os.WriteFile(name, []byte(zebra+"Section 3. Hay.\nHay is paid.\n"), 0o600))
		s = do(t, "", "ingest", "--library", library, "--id", "zebra-2020", name)
		assert.Equal(t, statusFailure, s.status)
		assert.Contains(t, s.errors, "--replace")
		assert.Equal(t, statusOK, do(t, "", "ingest", "--library", library, "--replace", "--id", "zebra-2020", name).status)
	})
}

const zebra = `AGREEMENT between the City Zoo and the Keepers Union

ARTICLE 1 - GROOMING
Section 1. Zebras.
Zebra grooming is paid at $12.50 an hour.
Section 2. Lions.
Nobody grooms lions, see Section 1.
`

func TestExtract(t *testing.T) {
	files, err := filepath.Glob("../../corpus/agreements/*.txt")
	require.NoError(t, err)
	require.Len(t, files, 5)
	s := do(t, "", append([]string{"extract"}, files...)...)
	require.Equal(t, statusOK, s.status, s.errors)
	lines := strings.Split(strings.TrimSpace(s.out), "\n")
	require.Len(t, lines, 5, "one object a line")
	for i, line := range lines {
		require.NoError(t, wireSchema(t).Validate(anyJSON(t, line)), files[i])
		var doc wire.Document
		require.NoError(t, json.Unmarshal([]byte(line), &doc))
		assert.Equal(t, filepath.Base(files[i]), doc.Source.Name)
		assert.Nil(t, doc.Text, "the file is the text")
		assert.NotEmpty(t, doc.Provisions)
	}
	data, err := os.ReadFile(files[3])
	require.NoError(t, err)
	doc := decode[wire.Document](t, do(t, string(data), "extract", "--text", "-"))
	require.NotNil(t, doc.Text)
	assert.Equal(t, string(data), *doc.Text)
}

// TestBadInput: each fault is one line that names the file and the cause, and
// the files beside it are still read.
func TestBadInput(t *testing.T) {
	dir := t.TempDir()
	write := func(name, data string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(data), 0o600))
		return path
	}
	good := write("good.txt", zebra)
	tests := []struct {
		name, path, cause string
		args              []string
	}{
		{"empty", write("empty.txt", ""), "empty", nil},
		{"binary", write("binary.txt", "\x00\x01\x02\x7fELF"), "not a text", nil},
		{"an old Word file", write("old.txt", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00"), "save it as .docx", nil},
		{"too large", write("large.txt", strings.Repeat(zebra, 10)), "300", []string{"--max-bytes", "300"}},
		{"missing", filepath.Join(dir, "missing.txt"), "no such file", nil},
	}
	for _, tt := range tests {
		for _, command := range []string{"extract", "ingest"} {
			t.Run(command+" "+tt.name, func(t *testing.T) {
				args := append([]string{command}, tt.args...)
				if command == "ingest" {
					args = append(args, "--library", filepath.Join(t.TempDir(), "library"))
				}
				s := do(t, "", append(args, tt.path, good)...)
				assert.Equal(t, statusFailure, s.status)
				assert.Equal(t, 1, strings.Count(s.errors, "\n"), s.errors)
				assert.Contains(t, s.errors, filepath.Base(tt.path))
				assert.Contains(t, s.errors, tt.cause)
				assert.Contains(t, s.out, "good.txt", "the other file is read")
			})
		}
	}
	t.Run("extract folder", func(t *testing.T) {
		s := do(t, "", "extract", dir, good)
		assert.Equal(t, statusFailure, s.status)
		assert.Contains(t, s.errors, "folder")
		assert.Contains(t, s.out, "good.txt")
	})
	t.Run("ingest folder", func(t *testing.T) {
		write(".hidden.txt", zebra)
		write("notes.xyz", zebra)
		s := do(t, "", "ingest", "--library", filepath.Join(t.TempDir(), "library"), dir)
		assert.Equal(t, statusFailure, s.status, "three of its files cannot be read")
		assert.Contains(t, s.errors, "passed over 2 files")
		assert.Contains(t, s.out, "good.txt")
		assert.NotContains(t, s.out, "hidden")
	})
}

func TestUsage(t *testing.T) {
	tests := [][]string{
		{"frobnicate"},
		{"extract"},
		{"extract", "--format", "xml", "x.txt"},
		{"extract", "--max-bytes", "0", "x.txt"},
		{"extract", "--id", "x", "a.txt", "b.txt"},
		{"extract", "--no-such-flag", "x.txt"},
		{"ingest", "--id", "x"},
		{"search"},
		{"search", "--limit", "0", "--", "x"},
		{"search", "--filter", "colour=red", "--", "x"},
		{"search", "--filter", "in_force=tomorrow", "--", "x"},
		{"search", "--filter", "kind=", "--", "x"},
		{"search", "--filter", "kind=clause", "--", "x"},
		{"show"},
		{"compare"},
		{"compare", "--format", "odt", "--", "x"},
		{"compare", "--all", "--", "x"},
		{"compare", "--all", "--versions", "a", "b"},
		{"compare", "--group", "leaves", "--", "x"},
		{"compare", "--changes", "--", "x"},
		{"compare", "--diff", "a"},
		{"compare", "--wording"},
		{"compare", "--versions", "a"},
		{"audit", "--fail-on", "typos"},
		{"serve", "x"},
		{"--timeout", "-1s", "version"},
	}
	for _, args := range tests {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			s := do(t, "", args...)
			assert.Equal(t, statusUsage, s.status, s.errors)
			assert.Contains(t, s.errors, "--help")
			assert.Empty(t, s.out)
		})
	}
}

func TestFailures(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "none")
	for _, command := range []string{"search", "show", "compare", "audit"} {
		s := do(t, "", command, "--library", missing, "Article 1")
		assert.Equal(t, statusFailure, s.status, command)
		assert.Contains(t, s.errors, "clausebook ingest", command)
	}
	assert.NoDirExists(t, missing, "looking makes no library")

	library := filepath.Join(t.TempDir(), "library")
	name := filepath.Join(t.TempDir(), "zebra.txt")
	require.NoError(t, os.WriteFile(name, []byte(zebra), 0o600))
	require.Equal(t, statusOK, do(t, "", "ingest", "--library", library, name).status)
	s := do(t, "", "show", "--library", library, "Article 99")
	assert.Equal(t, statusFailure, s.status)
	assert.Contains(t, s.errors, "Article 99")
	s = do(t, "", "search", "--library", library, "--format", "text", "--", "submarines")
	assert.Equal(t, statusOK, s.status, "nothing found is an answer")
	assert.Contains(t, s.out, "nothing found")

	s = do(t, "", "--timeout", "1ns", "extract", name)
	assert.Equal(t, statusFailure, s.status)
	assert.Contains(t, s.errors, "zebra.txt")
}

func TestHelp(t *testing.T) {
	for _, args := range [][]string{{"help"}, {"--help"}, {}, {"completion", "bash"}, {"version"}} {
		s := do(t, "", args...)
		assert.Equal(t, statusOK, s.status, args)
		assert.NotEmpty(t, s.out, args)
	}
	for _, command := range []string{"extract", "ingest", "serve", "search", "show", "compare", "audit", "eval"} {
		s := do(t, "", command, "--help")
		assert.Equal(t, statusOK, s.status, command)
		assert.Contains(t, s.out, "Examples:", command)
	}
}
