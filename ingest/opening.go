package ingest

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
)

// A title page is read in its first sixty lines and 6,000 bytes: what comes
// after those is a letter to a council, a foreword or a body without headings.
const (
	openingRows  = 60
	openingBytes = 6000
)

// A reading is a clean text with its lines. Covers set names in lines, so a
// line's end can end a name; texts taken from the web have no lines left and
// are read all the same.
type reading struct {
	*corpus.Clean
	rows []row
}

// A row is a line of a reading: a byte range of its text, without blanks at
// the ends. Rows are in order and none is empty.
type row struct{ from, to int }

// openingOf is the cover; where there is none, the first lines of the document,
// whatever they were taken for: the stamp "6 / LEGAL COUNSEL" over a
// memorandum looks like a heading and leaves no cover before it.
func openingOf(a *corpus.Agreement, cover corpus.Span) reading {
	r := rowsOf(a, cover)
	if len(r.Text) < 40 {
		return rowsOf(a, corpus.Span{Start: 0, End: len(a.Text)})
	}
	return r
}

// rowsOf reads the first lines of a span.
func rowsOf(a *corpus.Agreement, s corpus.Span) reading {
	var lines []corpus.Span
	pos, rows, size := s.Start, 0, 0
	seen := map[string]bool{}
	for pos < s.End && rows < openingRows && len(lines) < 4*openingRows && size < openingBytes {
		end := s.End
		if k := strings.IndexAny(a.Text[pos:s.End], "\n\f"); k >= 0 {
			end = pos + k
		}
		if end-pos > openingBytes { // a file without line ends
			end = pos + openingBytes
			for end > pos && !utf8.RuneStart(a.Text[end]) {
				end--
			}
		}
		if line := a.CleanSpans(corpus.Span{Start: pos, End: end}).Text; line != "" {
			lines = append(lines, corpus.Span{Start: pos, End: end})
			if !seen[line] || len(line) > 12 { // a badge printed all over the page counts once
				seen[line] = true
				rows++
				size += len(line)
			}
		}
		if pos = end; pos < s.End && (a.Text[pos] == '\n' || a.Text[pos] == '\f') {
			pos++
		}
	}
	r := reading{Clean: a.CleanSpans(corpus.Span{Start: s.Start, End: pos})}
	for _, l := range lines {
		from, to := r.Offset(l.Start), len(r.Text)
		if l.End < s.End {
			to = r.Offset(l.End)
		}
		from, to = trimBlanks(r.Text, from, to)
		if from < to {
			r.rows = append(r.rows, row{from, to})
		}
	}
	return r
}

func trimBlanks(s string, from, to int) (int, int) {
	for from < to && s[from] == ' ' {
		from++
	}
	for to > from && s[to-1] == ' ' {
		to--
	}
	return from, to
}

// rowAt is the index of the row that holds offset at, or -1.
func (r reading) rowAt(at int) int {
	for i, x := range r.rows {
		if at >= x.from && at < x.to {
			return i
		}
	}
	return -1
}

// text is the text of row i.
func (r reading) text(i int) string { return r.Text[r.rows[i].from:r.rows[i].to] }

// broken reports whether an empty line stands just before offset at.
func (r reading) broken(at int) bool {
	return slices.Contains(r.Breaks, at)
}
