// Package export writes comparisons in forms that other programs open: XLSX and
// CSV for spreadsheets, DOCX, HTML and Markdown for reading and handing over.
//
// Text of a document is never run and never markup: a spreadsheet gets it as
// text, whatever it begins with.
package export

import (
	"fmt"
	"io"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/clausebook/clausebook/compare"
	"github.com/clausebook/clausebook/corpus"
)

// A Format is a form of file.
type Format string

// The forms.
const (
	FormatCSV  Format = "csv"
	FormatHTML Format = "html"
	FormatXLSX Format = "xlsx"
	FormatDOCX Format = "docx"
	FormatMD   Format = "md"
)

// Formats lists the forms.
func Formats() []Format { return []Format{FormatXLSX, FormatDOCX, FormatCSV, FormatHTML, FormatMD} }

// MediaType is what a browser is told of a file of form f.
func (f Format) MediaType() string {
	switch f {
	case FormatXLSX:
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	case FormatDOCX:
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case FormatCSV:
		return "text/csv; charset=utf-8"
	case FormatMD:
		return "text/markdown; charset=utf-8"
	}
	return "text/html; charset=utf-8"
}

// Options says how a comparison is written. The zero value is good.
type Options struct {
	// Links is the address of the service whose pages are linked to,
	// "http://127.0.0.1:8080"; without one, nothing outside the file is.
	Links string
}

// Write writes m in form f.
func Write(w io.Writer, f Format, m *compare.Matrix, opts Options) error {
	switch f {
	case FormatCSV:
		return CSV(w, m)
	case FormatHTML:
		return HTML(w, m, opts)
	case FormatXLSX:
		return XLSX(w, m, opts)
	case FormatDOCX:
		return DOCX(w, m, opts)
	case FormatMD:
		return Markdown(w, m)
	}
	return fmt.Errorf("export: no form %q", f)
}

// href is the address of words of a provision, or "" without a service.
func (o Options) href(agreement, provision string, span corpus.Span) string {
	if o.Links == "" {
		return ""
	}
	at := strings.TrimRight(o.Links, "/") + "/agreements/" + url.PathEscape(agreement)
	if provision != "" {
		at += "/" + url.PathEscape(provision)
		if span.End > span.Start {
			at += fmt.Sprintf("?mark=%d-%d#mark", span.Start, span.End)
		}
	}
	return at
}

// title names the whole of m.
func title(m *compare.Matrix) string {
	if len(m.Rows) == 1 {
		return m.Rows[0].Topic.Label
	}
	return "Agreements compared"
}

// head is an agreement at the head of a column: its name, and its years.
func head(c *compare.Column) (name, term string) {
	name = c.Title
	if name == "" {
		name = c.Agreement
	}
	return name, c.Term()
}

// printable is s without what no XML document may hold: control characters and
// broken UTF-8. Line ends and tabs stay.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r':
			return '\n'
		case r < 0x20 || r == 0x7f || r == 0xfffe || r == 0xffff || r == utf8.RuneError:
			return -1
		}
		return r
	}, s)
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

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// group is a topic's group as a heading.
func group(name string) string {
	if name == "" {
		return ""
	}
	return strings.ToUpper(name[:1]) + name[1:]
}
