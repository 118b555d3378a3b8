// Package importtest holds the module to the table of imports in
// docs/architecture.md: who may import whom, and which package owns which
// library. It is a test; there is nothing to call.
package importtest

import (
	"bytes"
	"fmt"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// An arrow is one import: from a package of ours, in a file of it.
type arrow struct {
	from string // the importing package, module path left out
	to   string // import path as written
	file string
	test bool // the file is a test
}

// arrows lists the imports of every Go file under root, in the order of the
// files' names. Hidden folders, testdata and files that the build ignores are
// left out.
func arrows(root fs.FS) ([]arrow, error) {
	var out []arrow
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := path.Base(name)
		if d.IsDir() {
			if name != "." && (strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") || base == "testdata" || base == "data" || base == "bin") {
				return fs.SkipDir
			}
			if _, err := fs.Stat(root, path.Join(name, "go.mod")); err == nil && name != "." {
				return fs.SkipDir // a module of its own, no part of this one
			}
			return nil
		}
		if !strings.HasSuffix(base, ".go") {
			return nil
		}
		src, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		if ignored(src) {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range f.Imports {
			to, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return fmt.Errorf("%s: import %s: %w", name, spec.Path.Value, err)
			}
			out = append(out, arrow{from: path.Dir(name), to: to, file: name, test: strings.HasSuffix(base, "_test.go")})
		}
		return nil
	})
	return out, err
}

// ignored reports whether src is a program that is run by hand ("//go:build
// ignore") and no part of its folder's package.
func ignored(src []byte) bool {
	for line := range bytes.Lines(src) {
		text := strings.TrimSpace(string(line))
		if strings.HasPrefix(text, "package ") {
			return false
		}
		if x, err := constraint.Parse(text); err == nil {
			if tag, ok := x.(*constraint.TagExpr); ok && tag.Tag == "ignore" {
				return true
			}
		}
	}
	return false
}

// faults lists the arrows that the table does not have, each as a line that
// says what to do.
func faults(all []arrow) []string {
	var out []string
	for _, a := range all {
		if f := fault(a); f != "" {
			out = append(out, a.file+": "+f)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// fault says what is wrong with a, or is empty.
func fault(a arrow) string {
	row, ok := find(rules(), a.from)
	if !ok {
		return fmt.Sprintf("package %s has no row in the table of imports (internal/importtest/table.go)", a.from)
	}
	if to, ours := ourPath(a.to); ours {
		if matches(row.ours, to) || to == a.from || a.test && testMay(a.from, to) {
			return ""
		}
		return fmt.Sprintf("%s may not import %s; change the table and docs/architecture.md only with a reason in docs/decisions", a.from, to)
	}
	first, _, _ := strings.Cut(a.to, "/")
	if !strings.Contains(first, ".") {
		return "" // the standard library
	}
	for _, l := range libraries() {
		if a.to != l.path && !strings.HasPrefix(a.to, l.path+"/") {
			continue
		}
		if slices.Contains(l.owners, "*") || slices.Contains(l.owners, a.from) || a.test && slices.Contains(l.owners, "test") {
			return ""
		}
		return fmt.Sprintf("%s may not import %s; only %s may", a.from, a.to, strings.Join(l.owners, ", "))
	}
	return fmt.Sprintf("the library %s has no owner in internal/importtest/table.go", a.to)
}

// testMay reports whether the tests of pkg may import our package to.
func testMay(pkg, to string) bool {
	if pkg == "corpus" {
		return to == "internal/golden" // corpus imports nothing of ours: its tests make their own documents
	}
	row, _ := find(testRules(), pkg)
	return matches(inTests(), to) || matches(row.ours, to)
}

func find(table []rule, pkg string) (rule, bool) {
	i := slices.IndexFunc(table, func(r rule) bool { return r.pkg == pkg })
	if i < 0 {
		return rule{}, false
	}
	return table[i], true
}

// matches reports whether one of the patterns allows pkg.
func matches(patterns []string, pkg string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		below, dots := strings.CutSuffix(p, "/...")
		return p == "*" || p == pkg || dots && strings.HasPrefix(pkg, below+"/")
	})
}

// ourPath is an import path without the module's path, and whether it had it.
func ourPath(path string) (string, bool) {
	if path == module {
		return ".", true
	}
	return strings.CutPrefix(path, module+"/")
}
