package export

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"

	"github.com/clausebook/clausebook/compare"
	"github.com/clausebook/clausebook/corpus"
)

//go:embed comparison.html
var page string

// widest is how many agreements stand beside each other on a page; more stand
// below each other.
const widest = 5

// HTML writes m as one page that needs no other file.
func HTML(w io.Writer, m *compare.Matrix, opts Options) error {
	t, err := template.New("comparison").Funcs(template.FuncMap{
		"inc": func(n int) int { return n + 1 }, "state": state, "deref": orEmpty, "group": group, "text": func(v compare.Value) string { return v.Short() },
		"limits": func(v compare.Value) string { return v.Limits() }, "term": func(c compare.Column) string { return c.Term() },
		"href": func(agreement, provision string, span corpus.Span) string {
			return opts.href(agreement, provision, span)
		},
		"name": func(c compare.Column) string { n, _ := head(&c); return n },
	}).Parse(page)
	if err != nil { // unreachable: the template is part of the program and tested
		return fmt.Errorf("write HTML: %w", err)
	}
	data := struct {
		*compare.Matrix
		Title string
		Wide  bool
		Group func(i int) string
	}{m, title(m), len(m.Columns) > widest, func(i int) string { return opens(m, i) }}
	if err := t.Execute(w, data); err != nil {
		return fmt.Errorf("write HTML: %w", err)
	}
	return nil
}

// opens is the group that row i is the first of, or "".
func opens(m *compare.Matrix, i int) string {
	if len(m.Rows) == 1 || i > 0 && m.Rows[i-1].Topic.Group == m.Rows[i].Topic.Group {
		return ""
	}
	return group(m.Rows[i].Topic.Group)
}
