package layout

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/internal/golden"
)

func TestGolden(t *testing.T) {
	golden.Txtar(t, "testdata", func(t *testing.T, _ string, in []byte) map[string][]byte {
		t.Helper()
		d := Read(string(in))
		checkDocument(t, d)
		return map[string][]byte{"furniture": furnitureText(d), "pages": pagesText(d), "words": wordsText(d)}
	})
}

// furnitureText has a line for each piece: "page_label: - 9 -"; "running" where
// the outline is to decide.
func furnitureText(d *Document) []byte {
	var b strings.Builder
	running := 0
	for i, f := range d.Furniture {
		for ; running < len(d.Lines) && d.Lines[running].Span.Start < f.Span.Start; running++ {
			writeRunning(&b, &d.Lines[running])
		}
		// A block of margin numbers is one line: "margin_number: 1 2 3 4".
		switch margin := f.Kind == corpus.MarginNumber; {
		case margin && i > 0 && d.Furniture[i-1].Kind == f.Kind && d.Text[f.Span.Start:f.Span.End] != "1":
			b.WriteString(" " + d.Text[f.Span.Start:f.Span.End])
			if i+1 == len(d.Furniture) || d.Furniture[i+1].Kind != f.Kind || d.Text[d.Furniture[i+1].Span.Start:d.Furniture[i+1].Span.End] == "1" {
				b.WriteByte('\n')
			}
			continue
		case margin && i+1 < len(d.Furniture) && d.Furniture[i+1].Kind == f.Kind:
			fmt.Fprintf(&b, "%s: %s", f.Kind, d.Text[f.Span.Start:f.Span.End])
			continue
		}
		fmt.Fprintf(&b, "%s: %s\n", f.Kind, squash(d.Text[f.Span.Start:f.Span.End]))
	}
	for ; running < len(d.Lines); running++ {
		writeRunning(&b, &d.Lines[running])
	}
	return []byte(b.String())
}

func writeRunning(b *strings.Builder, l *Line) {
	if l.Running {
		fmt.Fprintf(b, "running: %s\n", squash(l.Bare))
	}
}

// pagesText has a line for each page: its label and the words at its ends.
func pagesText(d *Document) []byte {
	var b strings.Builder
	for _, p := range d.Pages {
		label := p.Label
		if label == "" {
			label = "no label"
		}
		f := strings.Fields(d.Text[p.Span.Start:p.Span.End])
		fmt.Fprintf(&b, "%s: %s … %s\n", label, strings.Join(f[:min(3, len(f))], " "), strings.Join(f[max(0, len(f)-3):], " "))
	}
	return []byte(b.String())
}

// wordsText is the document without furniture, a paragraph a line.
func wordsText(d *Document) []byte {
	a := &corpus.Agreement{Text: d.Text, Furniture: d.Furniture, Hyphens: d.Hyphens}
	c := a.CleanSpans(corpus.Span{Start: 0, End: len(d.Text)})
	var b strings.Builder
	from := 0
	for _, at := range append(c.Breaks, len(c.Text)) {
		b.WriteString(strings.TrimSpace(c.Text[from:at]) + "\n")
		from = at
	}
	return []byte(b.String())
}

// checkDocument holds what is true of every document: furniture in order and
// disjoint, pages in order and inside the text, lines in order, and each piece
// of ink in a line or in furniture.
func checkDocument(t *testing.T, d *Document) {
	t.Helper()
	end := 0
	for _, f := range d.Furniture {
		require.NotEmpty(t, f.Kind)
		require.Positive(t, f.Span.Len())
		require.GreaterOrEqual(t, f.Span.Start, end, "furniture in order and disjoint")
		end = f.Span.End
	}
	require.LessOrEqual(t, end, len(d.Text))
	end = 0
	for _, p := range d.Pages {
		require.GreaterOrEqual(t, p.Span.Start, end, "pages in order and disjoint")
		require.GreaterOrEqual(t, p.Span.End, p.Span.Start)
		end = p.Span.End
	}
	require.LessOrEqual(t, end, len(d.Text))
	end = 0
	for _, h := range d.Hyphens {
		require.GreaterOrEqual(t, h.Span.Start, end, "hyphens in order and disjoint")
		require.Positive(t, h.Span.Len())
		end = h.Span.End
	}
	require.LessOrEqual(t, end, len(d.Text))

	covered := make([]bool, len(d.Text))
	fill := func(s corpus.Span) {
		for i := s.Start; i < s.End; i++ {
			covered[i] = true
		}
	}
	end = 0
	for i := range d.Lines {
		l := &d.Lines[i]
		if l.Blank() {
			continue
		}
		require.GreaterOrEqual(t, l.Span.Start, end, "lines in order and disjoint")
		require.LessOrEqual(t, len(l.Bare), l.Span.Len())
		require.Equal(t, strings.TrimSpace(l.Bare), l.Bare)
		end = l.Span.End
		fill(l.Span)
	}
	for _, f := range d.Furniture {
		fill(f.Span)
	}
	for i, r := range d.Text {
		if !covered[i] && !isBlank(r) {
			require.Failf(t, "lost", "byte %d %q is in no line and no furniture", i, r)
		}
	}
}
