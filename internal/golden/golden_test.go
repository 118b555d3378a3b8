package golden

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"
)

func TestCheck(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "x.golden")
	require.ErrorContains(t, check(path, []byte("one\n"), false), "-update")
	require.NoError(t, check(path, []byte("one\n"), true))
	require.NoError(t, check(path, []byte("one\n"), false))
	err := check(path, []byte("two\n"), false)
	require.ErrorContains(t, err, "-one\n+two\n")
}

func TestCompare(t *testing.T) {
	const stored = "what it shows\n-- input --\nin\n-- b --\nB\n-- a --\nA\n"
	tests := []struct {
		name    string
		results map[string][]byte
		err     string
		updated string // file after -update
	}{
		{"same", map[string][]byte{"a": []byte("A\n"), "b": []byte("B\n")}, "", stored},
		{"line end added", map[string][]byte{"a": []byte("A"), "b": []byte("B")}, "", stored},
		{"differs", map[string][]byte{"a": []byte("X\n"), "b": []byte("B\n")}, "section a differs",
			"what it shows\n-- input --\nin\n-- b --\nB\n-- a --\nX\n"},
		{"result missing", map[string][]byte{"a": []byte("A\n")}, "section b has no result",
			"what it shows\n-- input --\nin\n-- a --\nA\n"},
		{"section missing", map[string][]byte{"a": []byte("A\n"), "b": []byte("B\n"), "c": []byte("C\n")}, "result c has no section",
			stored + "-- c --\nC\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "case.txtar")
			err := compare(path, txtar.Parse([]byte(stored)), tt.results, false)
			if tt.err == "" {
				require.NoError(t, err)
			} else {
				require.ErrorContains(t, err, tt.err)
			}
			require.NoError(t, compare(path, txtar.Parse([]byte(stored)), tt.results, true))
			got, err := os.ReadFile(path)
			require.NoError(t, err)
			assert.Equal(t, tt.updated, string(got))
		})
	}
}

func TestCompareRefusesMarks(t *testing.T) {
	a := txtar.Parse([]byte("-- input --\nin\n"))
	err := compare("x", a, map[string][]byte{"a": []byte("-- b --\n")}, true)
	require.ErrorContains(t, err, "cannot be stored")
}

func TestTxtar(t *testing.T) {
	Txtar(t, "testdata", func(_ *testing.T, _ string, in []byte) map[string][]byte {
		return map[string][]byte{"upper": bytes.ToUpper(in)}
	})
}

func TestTxtarKnown(t *testing.T) {
	TxtarKnown(t, "testdata", map[string]string{"words": "gives the input as it is"}, func(_ *testing.T, _ string, in []byte) map[string][]byte {
		return map[string][]byte{"upper": in}
	})
}

func TestInputs(t *testing.T) {
	in := Inputs(t, "testdata")
	require.NotEmpty(t, in)
	assert.NotEmpty(t, in[0])
}
