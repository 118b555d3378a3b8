package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/internal/golden"
)

// The table of ten topics in README.md is what the command that stands above it
// prints of the shipped documents. go test -update writes it anew: read it
// against the documents before you commit it.
func TestReadmeTable(t *testing.T) {
	const file = "../../README.md"
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	readme := strings.ReplaceAll(string(data), "\r\n", "\n")
	const open, end = "<!-- ten topics -->\n", "<!-- end of ten topics -->\n"
	from, to := strings.Index(readme, open), strings.Index(readme, end)
	require.Positive(t, from)
	require.Greater(t, to, from)
	command := ""
	for line := range strings.SplitSeq(readme[:from], "\n") {
		if strings.HasPrefix(line, "clausebook compare --all --topics ") {
			command = line
		}
	}
	require.NotEmpty(t, command, "README.md gives the command")
	lib := filepath.Join(t.TempDir(), "library")
	s := do(t, "", "ingest", "--library", lib)
	require.Equal(t, statusOK, s.status, s.errors)
	args := append(strings.Fields(command)[1:], "--library", lib)
	s = do(t, "", args...)
	require.Equal(t, statusOK, s.status, s.errors)
	golden.Check(t, file, []byte(readme[:from+len(open)]+s.out+readme[to:]))
}
