package pdftext

import (
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/ingest/layout"
)

// A made file is a PDF that a test writes.
type made struct {
	objects []string // each without its number
	trailer string   // entries besides Size and Root
}

// add appends an object and gives its number.
func (m *made) add(format string, args ...any) int {
	m.objects = append(m.objects, fmt.Sprintf(format, args...))
	return len(m.objects)
}

// stream appends a stream; dict has its entries but the length.
func (m *made) stream(dict string, data []byte) int {
	return m.add("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

func (m *made) content(s string) int { return m.stream("", []byte(s)) }

// flat appends a deflated stream.
func (m *made) flat(dict string, data []byte) int {
	return m.stream(dict+"/Filter/FlateDecode", deflate(data))
}

func deflate(data []byte) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write(data)
	_ = w.Close()
	return b.Bytes()
}

// bytes writes the file with a classic table.
func (m *made) bytes(root int) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
	at := make([]int, len(m.objects))
	for i, o := range m.objects {
		at[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, p := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", p)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, root, m.trailer, xref)
	return b.Bytes()
}

// helvetica1 is a font that leaves its widths to the reader.
const helvetica1 = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"

// pages makes a file with one page for each content, letter size, with the
// fonts F1 (Helvetica) and F2 (Helvetica-Bold). more goes into every page.
func pages(more string, contents ...string) []byte {
	m := &made{}
	return m.pages(more, "", contents...)
}

func (m *made) pages(more, resources string, contents ...string) []byte {
	f1 := m.add(helvetica1)
	f2 := m.add("%s", strings.Replace(helvetica1, "Helvetica", "Helvetica-Bold", 1))
	var kids strings.Builder
	tree := len(m.objects) + 2*len(contents) + 1
	for _, c := range contents {
		n := m.content(c)
		page := m.add("<</Type/Page/Parent %d 0 R/MediaBox[0 0 612 792]/Contents %d 0 R/Resources<</Font<</F1 %d 0 R/F2 %d 0 R>>%s>>%s>>", tree, n, f1, f2, resources, more)
		fmt.Fprintf(&kids, "%d 0 R ", page)
	}
	m.add("<</Type/Pages/Kids[%s]/Count %d>>", kids.String(), len(contents))
	return m.bytes(m.add("<</Type/Catalog/Pages %d 0 R>>", tree))
}

// lines writes text from the upper left corner down, 14 points a line.
func lines(x, y float64, text ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "BT /F1 11 Tf 14 TL %g %g Td\n", x, y)
	for _, l := range text {
		fmt.Fprintf(&b, "(%s) Tj T*\n", strings.NewReplacer("(", "\\(", ")", "\\)").Replace(l))
	}
	return b.String() + "ET\n"
}

// text is the text of a file, which must be read without an error.
func text(t *testing.T, file []byte) string {
	t.Helper()
	d, err := Read(context.Background(), file)
	require.NoError(t, err)
	return layout.ReadPages(d.Pages).Text
}
