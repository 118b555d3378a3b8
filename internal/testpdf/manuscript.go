package testpdf

import (
	"strings"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
)

// Manuscript is the text of an agreement as lines to be set: its furniture
// (page numbers, running heads, numbers in the margin) left out, its headings
// marked, its broken words whole. The contents list stays: it is printed too.
func Manuscript(a *corpus.Agreement) []Line {
	drop := func(k corpus.FurnitureKind) bool { return k != corpus.ContentsList }
	level := map[int]int{} // byte → level of the heading that begins there
	ends := map[int]bool{} // byte → a heading ends there
	depth := map[string]int{}
	for i := range a.Provisions {
		p := &a.Provisions[i]
		depth[p.ID] = depth[p.Parent] + 1
		if p.HeadingSpan.Len() > 0 && p.Title != "" {
			level[p.HeadingSpan.Start], ends[p.HeadingSpan.End] = depth[p.ID], true
		}
	}
	var out []Line
	var text strings.Builder
	blank, current := false, 0
	flush := func() {
		s := strings.TrimRight(text.String(), " \t")
		text.Reset()
		if strings.TrimSpace(s) == "" {
			return
		}
		l := Line{Level: current, Blank: blank, Indent: indent(s)}
		s = strings.TrimSpace(s)
		if cells := strings.Split(s, "\t"); len(cells) > 2 {
			l.Cells = cells
		} else {
			l.Text = strings.Join(strings.Fields(s), " ")
		}
		out = append(out, l)
		blank = false
	}
	f, h, empty := 0, 0, true
	for i := 0; i < len(a.Text); {
		for h < len(a.Hyphens) && a.Hyphens[h].Span.Start < i {
			h++
		}
		if h < len(a.Hyphens) && a.Hyphens[h].Span.Start == i {
			if a.Hyphens[h].Keep {
				text.WriteByte('-')
			}
			i = a.Hyphens[h].Span.End
			continue
		}
		for f < len(a.Furniture) && (a.Furniture[f].Span.End <= i || !drop(a.Furniture[f].Kind)) {
			f++
		}
		if f < len(a.Furniture) && i >= a.Furniture[f].Span.Start {
			i, empty = a.Furniture[f].Span.End, false
			continue
		}
		if n, ok := level[i]; ok {
			flush()
			current = n
		}
		if ends[i] && current > 0 {
			flush()
			current = 0
		}
		r, w := utf8.DecodeRuneInString(a.Text[i:])
		switch r {
		case '\n', '\f':
			blank = blank || empty && current == 0
			flush()
			empty = true
		default:
			text.WriteRune(r)
			empty = empty && (r == ' ' || r == '\t')
		}
		i += w
	}
	flush()
	return out
}

// indent counts the columns before the ink, 8 at the most.
func indent(s string) int {
	n := 0
	for _, r := range s {
		switch r {
		case ' ':
			n++
		case '\t':
			n += 4
		default:
			return min(n, 8)
		}
	}
	return 0
}
