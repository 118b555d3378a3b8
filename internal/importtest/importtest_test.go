package importtest

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestModule is the point of the package: every import of the module is in the
// table.
func TestModule(t *testing.T) {
	all, err := arrows(os.DirFS("../.."))
	require.NoError(t, err)
	require.Greater(t, len(all), 50, "the walk found hardly any import: is the root right?")
	for _, f := range faults(all) {
		t.Error(f)
	}
}

// TestArchitecture holds the table that people read to the one that is enforced.
func TestArchitecture(t *testing.T) {
	doc, err := os.ReadFile("../../docs/architecture.md")
	require.NoError(t, err)
	written := map[string][]string{}
	for line := range strings.Lines(string(doc)) {
		cells := strings.Split(line, "|")
		if len(cells) < 5 || !strings.HasPrefix(strings.TrimSpace(cells[1]), "`") {
			continue
		}
		pkg := strings.Trim(strings.TrimSpace(cells[1]), "`")
		imports := []string{}
		for name := range strings.SplitSeq(cells[3], ",") {
			switch name = strings.TrimSpace(name); name {
			case "nothing":
			case "any":
				imports = append(imports, "*")
			default:
				imports = append(imports, name)
			}
		}
		written[pkg] = imports
	}
	enforced := map[string][]string{}
	for _, r := range rules() {
		enforced[r.pkg] = append([]string{}, r.ours...)
	}
	assert.Equal(t, enforced, written)
}

// TestAddedArrow adds one arrow at a time to the real module and expects the
// test above to fail.
func TestAddedArrow(t *testing.T) {
	tests := []struct{ name, file, imports, want string }{
		{"corpus imports nothing of ours", "corpus/x.go", module + "/library", "corpus may not import library"},
		{"corpus tests neither", "corpus/x_test.go", module + "/ingest", "corpus may not import ingest"},
		{"index does not read documents", "index/x.go", module + "/ingest", "index may not import ingest"},
		{"server does not open the library", "server/x.go", module + "/library", "server may not import library"},
		{"eval does not run ingest", "eval/x.go", module + "/ingest", "eval may not import ingest"},
		{"golden is for tests", "index/x.go", module + "/internal/golden", "index may not import internal/golden"},
		{"stages know no document", "ingest/outline/x.go", module + "/corpus/agreements", "ingest/outline may not import corpus/agreements"},
		{"new package", "util/x.go", "fmt", "package util has no row"},
		{"bleve outside index", "compare/x.go", "github.com/blevesearch/bleve/v2", "only index may"},
		{"gin outside server", "cmd/clausebook/x.go", "github.com/gin-gonic/gin", "only server may"},
		{"tiktoken outside tokens", "ingest/x.go", "github.com/pkoukk/tiktoken-go", "only ingest/tokens may"},
		{"pdf outside pdftext", "ingest/source/x.go", "github.com/ledongthuc/pdf", "only ingest/pdftext may"},
		{"testify in service", "corpus/x.go", "github.com/stretchr/testify/assert", "only test may"},
		{"unknown library", "library/x.go", "example.org/left/pad", "has no owner"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root := fstest.MapFS{tt.file: {Data: []byte("package x\n\nimport _ \"" + tt.imports + "\"\n")}}
			all, err := arrows(root)
			require.NoError(t, err)
			got := faults(all)
			require.Len(t, got, 1)
			assert.Contains(t, got[0], tt.want)
			assert.Contains(t, got[0], tt.file)
		})
	}
}

func TestAllowedArrows(t *testing.T) {
	tests := []struct{ name, file, imports string }{
		{"ingest runs its stages", "ingest/x.go", module + "/ingest/xref"},
		{"cmd wires anything", "cmd/clausebook/x.go", module + "/library"},
		{"standard library", "corpus/x.go", "encoding/json"},
		{"own external test", "corpus/x_test.go", module + "/corpus"},
		{"golden in a test", "corpus/x_test.go", module + "/internal/golden"},
		{"shipped documents in a test", "ingest/x_test.go", module + "/corpus/agreements"},
		{"testify in a test", "index/x_test.go", "github.com/stretchr/testify/require"},
		{"the owner of a library", "index/x.go", "github.com/blevesearch/bleve/v2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root := fstest.MapFS{tt.file: {Data: []byte("package x\n\nimport _ \"" + tt.imports + "\"\n")}}
			all, err := arrows(root)
			require.NoError(t, err)
			require.Len(t, all, 1)
			assert.Empty(t, faults(all))
		})
	}
}

func TestArrowsLeavesOut(t *testing.T) {
	bad := []byte("package x\n\nimport _ \"" + module + "/library\"\n")
	root := fstest.MapFS{
		"corpus/testdata/x.go": {Data: bad},
		".cache/x.go":          {Data: bad},
		"corpus/gen.go":        {Data: append([]byte("//go:build ignore\n\n"), bad...)},
		"corpus/README.md":     {Data: []byte("import")},
	}
	all, err := arrows(root)
	require.NoError(t, err)
	assert.Empty(t, all)

	_, err = arrows(fstest.MapFS{"corpus/x.go": {Data: []byte("not Go")}})
	require.Error(t, err)
}
