package main

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/ingest/sandbox"
)

// pdfOf joins objects, numbered from 1, into a PDF whose root is the first.
func pdfOf(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	for i, o := range objects {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\n%%%%EOF\n", len(objects)+1)
	return b.Bytes()
}

func flated(t *testing.T, dict string, write func(w *zlib.Writer)) string {
	t.Helper()
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	write(z)
	require.NoError(t, z.Close())
	return fmt.Sprintf("<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream", dict, b.Len(), b.String())
}

func zeros(z *zlib.Writer, n int) {
	chunk := make([]byte, 1<<20)
	for range n >> 20 {
		_, _ = z.Write(chunk)
	}
}

const (
	onePage  = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
	aFont    = "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>"
	theWords = "BT /F 12 Tf 72 700 Td (ARTICLE 1 RECOGNITION) Tj 0 -20 Td (The mill recognizes the union.) Tj ET"
)

func stream(content string) string {
	return fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(content), content)
}

// bombs are files that are made to hang or exhaust who reads them.
func bombs(t *testing.T) map[string][]byte {
	t.Helper()
	page := "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>"
	bomb := flated(t, "", func(z *zlib.Writer) { zeros(z, 128<<20) })
	commands := flated(t, "", func(z *zlib.Writer) {
		line := []byte(strings.Repeat("BT /F 1 Tf (x) Tj ET q\n", 40_000))
		for range 24 {
			_, _ = z.Write(line)
		}
	})
	// What one stream unfolds to is packed again.
	twice := flated(t, "", func(z *zlib.Writer) { _, _ = z.Write([]byte(bomb)) })
	mile := 5280 * 12 * 72
	var many strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&many, "%d 0 R ", i+5)
	}
	pages := []string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[" + many.String() + "]/Count 10000/MediaBox[0 0 612 792]/Resources<</Font<</F 3 0 R>>>>>>", aFont, stream(theWords)}
	for range 10_000 {
		pages = append(pages, "<</Type/Page/Parent 2 0 R/Contents 4 0 R>>")
	}
	return map[string][]byte{
		"content that unfolds to 128 MiB": pdfOf("<</Type/Catalog/Pages 2 0 R>>", onePage, page, bomb, aFont, stream("")),
		"packed twice":                    pdfOf("<</Type/Catalog/Pages 2 0 R>>", onePage, page, strings.Replace(twice, "/Filter/FlateDecode", "/Filter[/FlateDecode/FlateDecode]", 1), aFont, stream("")),
		"millions of commands":            pdfOf("<</Type/Catalog/Pages 2 0 R>>", onePage, page, commands, aFont, stream("")),
		"a form that draws itself":        pdfOf("<</Type/Catalog/Pages 2 0 R>>", onePage, page, stream(theWords+" /X Do"), aFont, "<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</X 6 0 R>>>>/Length 11>>\nstream\n/X Do /X Do\nendstream"),
		"pages that are their own parent": pdfOf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R 2 0 R]/Count 2000000000>>", page, stream(theWords), aFont, stream("")),
		"10,000 pages":                    pdfOf(pages...),
		"a page of a mile":                pdfOf("<</Type/Catalog/Pages 2 0 R>>", onePage, strings.Replace(page, "612 792", fmt.Sprint(mile, " ", mile), 1), stream(theWords), aFont, stream("")),
		"a picture of a mile":             pdfOf("<</Type/Catalog/Pages 2 0 R>>", onePage, strings.Replace(page, "612 792", fmt.Sprint(mile, " ", mile), 1), stream(fmt.Sprintf("%d 0 0 %d 0 0 cm /X Do", mile, mile)), aFont, strings.Replace(bomb, "<<", "<</Type/XObject/Subtype/Image/Width 20000/Height 20000/ColorSpace/DeviceGray/BitsPerComponent 8", 1)),
		"nested 100,000 deep":             pdfOf("<</Type/Catalog/Pages 2 0 R/X "+strings.Repeat("[", 100_000)+strings.Repeat("]", 100_000)+">>", onePage, page, stream(theWords), aFont, stream("")),
	}
}

// TestBombs: each is read or refused, within its limits of time and memory,
// with one line that names the file.
func TestBombs(t *testing.T) {
	flags := defaultFlags()
	flags.maxTime, flags.noOCR = 20*time.Second, true // what is drawn is not ours to bound
	r := newReader(flags)
	r.flags.maxBytes = 64 << 20
	for name, data := range bombs(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			begun := time.Now()
			a, err := r.read(t.Context(), sandbox.Job{Name: "bomb.pdf", Data: data}, nil)
			t.Logf("%v: %v", time.Since(begun).Round(time.Millisecond), err)
			if err == nil {
				require.NoError(t, a.Validate())
				return
			}
			assert.True(t, strings.HasPrefix(err.Error(), "read bomb.pdf: "), err)
			assert.NotContains(t, err.Error(), "\n")
			assert.NotErrorIs(t, err, sandbox.ErrBroken)
		})
	}
}
