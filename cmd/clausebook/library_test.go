package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/compare"
)

// contract is a small agreement of two years.
func contract(from, to, days string) string {
	return "AGREEMENT between the COUNTY HOSPITAL and the NURSES ASSOCIATION\n\nARTICLE 1. Grievance Procedure\n\n" +
		"A grievance shall be filed in writing within " + days + " working days of the occurrence that gave rise to it.\n\n" +
		"ARTICLE 2. Duration\n\nThis Agreement shall be effective " + from + " and shall continue in effect until " + to + ".\n"
}

// Editions are linked when they are read; the newer stands for both, and the
// older is had by name.
func TestEditions(t *testing.T) {
	dir := t.TempDir()
	lib := filepath.Join(dir, "library")
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		return path
	}
	run := func(args ...string) string {
		s := do(t, "", args...)
		require.Equal(t, statusOK, s.status, s.errors)
		return s.out
	}
	run("ingest", "--library", lib, "--id", "nurses-2021", write("a.txt", contract("January 1, 2021", "December 31, 2023", "ten (10)")))
	run("ingest", "--library", lib, "--id", "nurses-2024", "--edition-of", "nurses-2021", write("b.txt", contract("January 1, 2024", "December 31, 2026", "fifteen (15)")))

	cells := func(args ...string) (ids []string) {
		var c compare.Comparison
		require.NoError(t, json.Unmarshal([]byte(run(append([]string{"compare", "--library", lib, "--format", "json"}, args...)...)), &c))
		for _, x := range c.Columns {
			ids = append(ids, x.Agreement)
		}
		return ids
	}
	assert.Equal(t, []string{"nurses-2024"}, cells("--", "grievance-filing-deadline"))
	assert.Equal(t, []string{"nurses-2021", "nurses-2024"}, cells("--agreements", "nurses-2021,nurses-2024", "--", "grievance-filing-deadline"))

	out := run("compare", "--library", lib, "--versions", "--format", "text", "nurses-2021", "nurses-2024")
	assert.Contains(t, out, "[-ten (10)-] {+fifteen (15)+}")
	list := run("library", "list", "--library", lib, "--format", "text")
	assert.Contains(t, list, "an older edition")
	assert.Contains(t, list, "edition of nurses-2021")

	run("library", "unlink", "--library", lib, "nurses-2024")
	assert.Len(t, cells("--", "grievance-filing-deadline"), 2)
	run("library", "supersede", "--library", lib, "nurses-2021", "nurses-2024")
	assert.Equal(t, []string{"nurses-2024"}, cells("--", "grievance-filing-deadline"))
	run("library", "remove", "--library", lib, "nurses-2021")
	assert.NotContains(t, run("library", "list", "--library", lib), "nurses-2021\",")

	s := do(t, "", "library", "link", "--library", lib, "nurses-2024", "nowhere")
	assert.Equal(t, statusFailure, s.status)
	assert.Contains(t, s.errors, "nowhere")
	s = do(t, "", "ingest", "--library", lib, "--edition-of", "nowhere", write("c.txt", contract("January 1, 2027", "December 31, 2029", "ten (10)")))
	assert.Equal(t, statusFailure, s.status)
	assert.Contains(t, s.errors, "nowhere")
}
