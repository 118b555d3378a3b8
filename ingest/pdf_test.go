package ingest

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
)

// bookPDF writes a PDF with the given pages, each a list of lines from the top
// down; a line that opens with "*" is bold, an empty one leaves a gap.
func bookPDF(pages ...[]string) []byte {
	var objects []string
	add := func(s string) int {
		objects = append(objects, s)
		return len(objects)
	}
	font := "<</Type/Font/Subtype/Type1/BaseFont/Times-%s/Encoding/WinAnsiEncoding>>"
	roman, bold := add(fmt.Sprintf(font, "Roman")), add(fmt.Sprintf(font, "Bold"))
	tree := 3 + 2*len(pages)
	var kids strings.Builder
	for _, lines := range pages {
		var c strings.Builder
		for i, l := range lines {
			f := "R"
			if strings.HasPrefix(l, "*") {
				f, l = "B", l[1:]
			}
			fmt.Fprintf(&c, "BT /%s 11 Tf 72 %d Td (%s) Tj ET\n", f, 740-14*i, l)
		}
		n := add(fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", c.Len(), c.String()))
		p := add(fmt.Sprintf("<</Type/Page/Parent %d 0 R/MediaBox[0 0 612 792]/Contents %d 0 R/Resources<</Font<</R %d 0 R/B %d 0 R>>>>>>", tree, n, roman, bold))
		fmt.Fprintf(&kids, "%d 0 R ", p)
	}
	add(fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids.String(), len(pages)))
	add(fmt.Sprintf("<</Type/Catalog/Pages %d 0 R>>", tree))
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	for i, o := range objects {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root %d 0 R>>\n%%%%EOF\n", len(objects)+1, len(objects))
	return b.Bytes()
}

func TestExtractPDF(t *testing.T) {
	page := func(n int, lines ...string) []string {
		out := append([]string{"Agreement of the Mill and its Spinners", ""}, lines...)
		for len(out) < 40 {
			out = append(out, "")
		}
		return append(out, fmt.Sprint(n))
	}
	file := bookPDF(
		page(1, "*ARTICLE 1", "*RECOGNITION", "", "The mill recognizes the union as the agent of all who spin.", "", "*ARTICLE 2", "*HOURS", "", "*Section A. Work Week.", "The work week has forty hours, from Monday to Fri-"),
		page(2, "day, and no more than eight on any of these days.", "", "*Section B. Rest.", "There is a rest of ten minutes in each half of the day."),
		page(3, "*ARTICLE 3", "*WAGES", "", "Wages are paid as Article 2, Section A counts the hours."),
		nil,
	)
	a, err := Extract(context.Background(), Input{Name: "mill.pdf", Data: file}, Options{})
	require.NoError(t, err)
	assert.Equal(t, "application/pdf", a.Source.MediaType)
	require.Len(t, a.Pages, 4)
	for i, p := range a.Pages {
		assert.Equal(t, i+1, p.Sheet)
		assert.InDelta(t, 612, p.Width, 0.01)
		assert.Equal(t, "pdf", p.Engine)
	}
	assert.Equal(t, "2", a.Pages[1].Label)

	tree := corpus.NewTree(a)
	got := map[string]corpus.Provision{}
	text := map[string]string{}
	for i, p := range a.Provisions {
		got[p.ID], text[p.ID] = p, tree.CleanText(i).Text
	}
	require.Contains(t, got, "art_2__sec_A")
	assert.Equal(t, "The work week has forty hours, from Monday to Friday, and no more than eight on any of these days.", text["art_2__sec_A"])
	assert.Equal(t, 1, got["art_2__sec_A"].Sheet)
	assert.Equal(t, "1", got["art_2__sec_A"].Page)
	boxes := got["art_2__sec_A"].Boxes
	require.Len(t, boxes, 2, "one on each of its pages")
	assert.Equal(t, []int{1, 2}, []int{boxes[0].Sheet, boxes[1].Sheet})
	// The heading is the 11th line of its page: its baseline is 740-10*14 from below.
	assert.InDelta(t, 792-(740-10*14)-0.75*11, boxes[0].Y0, 0.1)
	assert.InDelta(t, 792-(740-2*14)+0.22*11, boxes[1].Y1, 0.1)
	assert.InDelta(t, 72, boxes[0].X0, 0.1)

	require.Len(t, a.References, 1)
	assert.Equal(t, "art_2__sec_A", a.References[0].Target)

	var codes []string
	for _, d := range a.Diagnostics {
		codes = append(codes, d.Code)
	}
	assert.Contains(t, codes, "page-blank")
}

func TestExtractScan(t *testing.T) {
	_, err := Extract(context.Background(), Input{Name: "scan.pdf", Data: bookPDF(nil, nil)}, Options{})
	require.ErrorIs(t, err, ErrNoText)
	assert.ErrorContains(t, err, "scan.pdf")
}
