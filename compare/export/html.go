package export

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"

	"github.com/clausebook/clausebook/compare"
)

//go:embed comparison.html
var page string

// HTML writes c as one page that needs no other file.
func HTML(w io.Writer, c *compare.Comparison) error {
	t, err := template.New("comparison").Funcs(template.FuncMap{"state": state, "deref": orEmpty}).Parse(page)
	if err != nil { // unreachable: the template is part of the program and tested
		return fmt.Errorf("write HTML: %w", err)
	}
	if err := t.Execute(w, c); err != nil {
		return fmt.Errorf("write HTML: %w", err)
	}
	return nil
}

// state says a cell's state in words.
func state(s compare.State) string {
	switch s {
	case compare.Stated:
		return "stated"
	case compare.Silent:
		return "nothing found"
	case compare.ContentsOnly:
		return "in the contents list only"
	case compare.OutsideExcerpt:
		return "outside this excerpt"
	}
	return string(s)
}
