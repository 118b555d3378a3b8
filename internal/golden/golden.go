// Package golden compares what a test got with what a file holds, and rewrites
// the file when the test is run with -update. Only tests import it.
//
// Read the difference before committing a rewritten file: a golden file is what
// the program is meant to say, not what it happened to say.
package golden

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aymanbagabas/go-udiff"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite golden files with what the tests got")

// Check fails tb unless the file at path holds exactly got. With -update it
// writes got there instead, making folders as needed. A missing file fails.
func Check(tb testing.TB, path string, got []byte) {
	tb.Helper()
	if err := check(path, got, *update); err != nil {
		tb.Error(err)
	}
}

// Txtar runs f on every case of dir, each a file NAME.txtar in a subtest NAME.
// A case has a comment that says what it shows, an input section first, then
// one section for each result that is expected; f returns the results by their
// section names. A result without a section and a section without a result both
// fail, and so does a folder without cases.
//
// The form ends each section with a line end, so an input always has one.
func Txtar(t *testing.T, dir string, f func(t *testing.T, name string, in []byte) map[string][]byte) {
	t.Helper()
	TxtarKnown(t, dir, nil, f)
}

// TxtarKnown is Txtar for a program that does not yet do all that its cases ask
// of it. known names the cases whose files hold the right answer and whose
// results are wrong, each with what is wrong. Such a case passes while it
// differs and fails as soon as it agrees, so that the list shrinks; -update
// leaves its file alone. A name without a case fails.
func TxtarKnown(t *testing.T, dir string, known map[string]string, f func(t *testing.T, name string, in []byte) map[string][]byte) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) == 0 {
		t.Fatalf("no .txtar files in %s", dir)
	}
	seen := map[string]bool{}
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		seen[name] = true
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			a := txtar.Parse(data)
			if len(a.Files) == 0 {
				t.Fatalf("%s: no input section", path)
			}
			why, wrong := known[name]
			err = compare(path, a, f(t, name, a.Files[0].Data), *update && !wrong)
			switch {
			case wrong && err == nil:
				t.Errorf("%s agrees now: take it off the list of known failures (%s)", path, why)
			case wrong:
				t.Logf("known failure: %s\n%v", why, err)
			case err != nil:
				t.Error(err)
			}
		})
	}
	for name := range known {
		if !seen[name] {
			t.Errorf("known failure %s has no case in %s", name, dir)
		}
	}
}

// Inputs lists the input sections of dir's cases, in the order of their names:
// seeds for a fuzz target. A folder without cases fails.
func Inputs(tb testing.TB, dir string) []string {
	tb.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil || len(paths) == 0 {
		tb.Fatalf("no .txtar files in %s (%v)", dir, err)
	}
	var in []string
	for _, path := range paths {
		a, err := txtar.ParseFile(path)
		if err != nil || len(a.Files) == 0 {
			tb.Fatalf("%s: no input section (%v)", path, err)
		}
		in = append(in, string(a.Files[0].Data))
	}
	return in
}

// check compares one whole file.
func check(path string, got []byte, update bool) error {
	if update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return fmt.Errorf("golden file: %w", err)
		}
		return os.WriteFile(path, got, 0o644)
	}
	want, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w (run with -update to make it)", err)
	}
	if err != nil {
		return err
	}
	if !bytes.Equal(got, want) {
		return fmt.Errorf("%s differs from what the test got (-want +got):\n%s", path, udiff.Unified("want", "got", string(want), string(got)))
	}
	return nil
}

// compare holds results against the sections of a after the first, in place.
func compare(path string, a *txtar.Archive, results map[string][]byte, update bool) error {
	for name, data := range results {
		if len(txtar.Parse(data).Files) > 0 {
			return fmt.Errorf("%s: section %s holds a line like a section's mark and cannot be stored", path, name)
		}
	}
	if update {
		return rewrite(path, a, results)
	}
	var errs []error
	expected := map[string]bool{}
	for _, want := range a.Files[1:] {
		expected[want.Name] = true
		got, ok := results[want.Name]
		if !ok {
			errs = append(errs, fmt.Errorf("%s: section %s has no result", path, want.Name))
			continue
		}
		if got = withLineEnd(got); !bytes.Equal(got, want.Data) {
			errs = append(errs, fmt.Errorf("%s: section %s differs (-want +got):\n%s", path, want.Name,
				udiff.Unified("want", "got", string(want.Data), string(got))))
		}
	}
	for name := range results {
		if !expected[name] {
			errs = append(errs, fmt.Errorf("%s: result %s has no section (run with -update to add it)", path, name))
		}
	}
	return errors.Join(errs...)
}

// rewrite stores results in the file's own order of sections, new ones last by
// name; sections without a result go.
func rewrite(path string, a *txtar.Archive, results map[string][]byte) error {
	out := &txtar.Archive{Comment: a.Comment, Files: a.Files[:1:1]}
	left := map[string]bool{}
	for name := range results {
		left[name] = true
	}
	add := func(name string) {
		out.Files = append(out.Files, txtar.File{Name: name, Data: results[name]})
		delete(left, name)
	}
	for _, f := range a.Files[1:] {
		if left[f.Name] {
			add(f.Name)
		}
	}
	var names []string
	for name := range left {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		add(name)
	}
	return os.WriteFile(path, txtar.Format(out), 0o644)
}

// withLineEnd is data as txtar stores it.
func withLineEnd(data []byte) []byte {
	if len(data) == 0 || data[len(data)-1] == '\n' {
		return data
	}
	return append(slices.Clone(data), '\n')
}
