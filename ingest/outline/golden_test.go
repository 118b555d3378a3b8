package outline

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/layout"
	"github.com/clausebook/clausebook/internal/golden"
)

func TestGolden(t *testing.T) {
	golden.Txtar(t, "testdata", func(t *testing.T, _ string, in []byte) map[string][]byte {
		t.Helper()
		a := readText(string(in))
		require.NoError(t, a.Validate())
		return map[string][]byte{
			"furniture":   furnitureText(a),
			"contents":    contentsText(a),
			"outline":     outlineText(a),
			"diagnostics": diagnosticsText(a),
		}
	})
}

// readText is what layout and outline make of a text, as far as they fill it in.
func readText(text string) *corpus.Agreement {
	d := layout.Read(text)
	r := Read(d)
	return &corpus.Agreement{Text: text, Pages: d.Pages, Hyphens: d.Hyphens, Furniture: r.Furniture, Provisions: r.Provisions,
		Contents: r.Contents, Certificate: r.Certificate, Diagnostics: r.Diagnostics}
}

// furnitureText has a line for each run of one kind: "page_label: - 9 -".
func furnitureText(a *corpus.Agreement) []byte {
	var b strings.Builder
	for _, f := range a.Furniture {
		if f.Kind == corpus.ContentsList {
			continue // the section contents shows it
		}
		fmt.Fprintf(&b, "%s: %s\n", f.Kind, strings.Join(strings.Fields(a.Text[f.Span.Start:f.Span.End]), " "))
	}
	return []byte(b.String())
}

// contentsText has a line for each entry: kind, number, title, page, the id of
// what answers to it.
func contentsText(a *corpus.Agreement) []byte {
	var b strings.Builder
	for _, e := range a.Contents {
		b.WriteString(strings.Repeat("  ", e.Depth))
		writeUnit(&b, e.Kind, e.Number, e.Title)
		if e.Page != "" {
			fmt.Fprintf(&b, ", p. %s", e.Page)
		}
		if e.Provision == "" {
			b.WriteString(" -> no body\n")
			continue
		}
		fmt.Fprintf(&b, " -> %s\n", e.Provision)
	}
	return []byte(b.String())
}

// outlineText is the tree: kind, number and title of each provision.
func outlineText(a *corpus.Agreement) []byte {
	var b strings.Builder
	t := corpus.NewTree(a)
	for i := range a.Provisions {
		p := &a.Provisions[i]
		b.WriteString(strings.Repeat("  ", len(t.Ancestors(i))))
		writeUnit(&b, p.Kind, p.Number, p.Title)
		b.WriteByte('\n')
	}
	return []byte(b.String())
}

func writeUnit(b *strings.Builder, kind corpus.Kind, number, title string) {
	b.WriteString(string(kind))
	if number != "" {
		b.WriteString(" " + number)
	}
	if title != "" {
		b.WriteString(": " + title)
	}
}

func diagnosticsText(a *corpus.Agreement) []byte {
	var b strings.Builder
	for _, d := range a.Diagnostics {
		fmt.Fprintf(&b, "%s: %s\n", d.Code, d.Message)
	}
	return []byte(b.String())
}
