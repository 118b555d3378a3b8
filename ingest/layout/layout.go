// Package layout turns a document's text into lines and pages and tells the
// page's furniture (running heads and feet, page labels, margin numbers, stray
// markup) from the document's own words.
//
// Furniture is found from the document itself: by repetition, by its place at
// the edges of pages and by sequences that run on. No word is furniture because
// a list says so.
package layout

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
)

// A Line is one line of the text, or a piece of one where a page is set as a
// single line ([Document.Unbroken]).
type Line struct {
	// Span is the line's ink: from its first byte that is not white space to
	// past the last; empty for a blank line.
	Span corpus.Span
	// Bare is the ink without stray markup.
	Bare string
	// Indent counts the columns before the ink (a tab goes to the next eighth).
	Indent int
	// Sheet is the index of the page the line stands on, from 0.
	Sheet int
	// After counts the blank lines before it.
	After int
	// Furniture is empty for a line of the document's own words.
	Furniture corpus.FurnitureKind
	// Running: the line has the form of a running head or foot but might be a
	// heading ("Article 9"); the outline decides, knowing which headings run on.
	Running bool
	// Marked: the line carries markup that stands for weight (bold, underline,
	// heading marks).
	Marked bool
	// Inner: the line was cut out of a longer one; a break stands before it
	// only because a label does.
	Inner bool
	// Level is the level of a heading, from 1, where the source says so.
	Level int
	// Lead is what of Bare, behind a label at most, the source sets in bold or
	// underlined before it goes on otherwise; empty if nothing is.
	Lead corpus.Span
	// Listed: the source says that the line stands in its contents list.
	Listed bool
}

// Blank reports whether the line has no ink.
func (l *Line) Blank() bool { return l.Span.Len() == 0 }

// A Document is a text seen as lines on pages.
type Document struct {
	Text      string
	Lines     []Line
	Pages     []corpus.Page
	Furniture []corpus.Furniture // in order, disjoint
	Hyphens   []corpus.Hyphen
	// Cells of a paged source's lines, in order; nil for plain text.
	Cells []Cell
	// Doubts are the words that may not be what is printed, in order.
	Doubts []Doubt
	// Unbroken: the text has no line breaks within a page, so that headings
	// stand in the middle of lines.
	Unbroken bool
	// Anchors are the named places of a web page, in order.
	Anchors []Anchor
	// Tables are those that the source marks as such; Tables finds the rest.
	Tables []MarkedTable
}

// Read finds lines, pages and furniture of a plain text. Every byte of text is
// kept: what is not the document's own words is listed as furniture.
func Read(text string) *Document {
	d := &Document{Text: text}
	markup := both(stripMarkup(text), invisibles(text))
	d.split(markup)
	d.Unbroken = unbroken(d.Lines)
	if d.Unbroken {
		d.foreign()
		d.runningInLines()
	} else {
		d.marginNumbers()
		d.pagesAndEdges()
	}
	d.collect(markup)
	return d
}

// split cuts the text at line ends and form feeds.
func (d *Document) split(markup []corpus.Span) {
	text := d.Text
	sheet, after, m := 0, 0, 0
	d.Lines = make([]Line, 0, 1+strings.Count(text, "\n")+strings.Count(text, "\f")+strings.Count(text, "\r"))
	for pos := 0; pos < len(text); {
		end := pos
		for end < len(text) && text[end] != '\n' && text[end] != '\f' && text[end] != '\r' {
			end++
		}
		l := Line{Sheet: sheet, After: after}
		l.Span, l.Indent = ink(text, pos, end)
		if l.Blank() {
			after++
		} else {
			after = 0
			for m < len(markup) && markup[m].End <= l.Span.Start {
				m++
			}
			l.Bare, l.Marked = bare(text, l.Span, markup[m:])
		}
		if !l.Blank() || end < len(text) && text[end] != '\f' {
			d.Lines = append(d.Lines, l)
		}
		if end < len(text) {
			if text[end] == '\f' {
				sheet++
			}
			if text[end] == '\r' && end+1 < len(text) && text[end+1] == '\n' {
				end++
			}
			end++
		}
		pos = end
	}
}

// ink trims white space off text[pos:end] and counts the columns before it.
func ink(text string, pos, end int) (corpus.Span, int) {
	col := 0
	for pos < end {
		r, w := utf8.DecodeRuneInString(text[pos:end])
		if r == '\t' {
			col = (col/8 + 1) * 8
		} else if unicode.IsSpace(r) || r == '\ufeff' {
			col++
		} else {
			break
		}
		pos += w
	}
	for end > pos {
		r, w := utf8.DecodeLastRuneInString(text[pos:end])
		if !unicode.IsSpace(r) && r != '\ufeff' {
			break
		}
		end -= w
	}
	return corpus.Span{Start: pos, End: end}, col
}

// bare is the ink of s without the markup that begins in it.
func bare(text string, s corpus.Span, markup []corpus.Span) (string, bool) {
	if len(markup) == 0 || markup[0].Start >= s.End {
		return text[s.Start:s.End], false
	}
	var b strings.Builder
	pos, weight := s.Start, false
	for _, m := range markup {
		if m.Start >= s.End {
			break
		}
		b.WriteString(text[pos:max(pos, m.Start)])
		weight = weight || text[m.Start] != '\\' && text[m.Start] < utf8.RuneSelf
		pos = min(m.End, s.End)
	}
	b.WriteString(text[pos:s.End])
	return strings.TrimSpace(b.String()), weight
}

// stripMarkup finds stray markup: runs of "*" at least two long, <u> and </u>
// and their like, backslashes that escape a mark, and "#" runs that open a
// line.
func stripMarkup(text string) []corpus.Span {
	var out []corpus.Span
	for i := 0; i < len(text); i++ {
		k := strings.IndexAny(text[i:], "*<\\#")
		if k < 0 {
			break
		}
		i += k
		switch text[i] {
		case '*':
			n := 1
			for i+n < len(text) && text[i+n] == '*' {
				n++
			}
			// A single star is a footnote mark and a row of them an ornament; pairs are weight.
			if n == 2 || n == 3 {
				out = append(out, corpus.Span{Start: i, End: i + n})
			}
			i += n - 1
		case '<':
			if n := tag(text[i:]); n > 0 {
				out = append(out, corpus.Span{Start: i, End: i + n})
				i += n - 1
			}
		case '\\':
			if i+1 < len(text) && strings.IndexByte("$*_#%&[]~.-", text[i+1]) >= 0 && (i == 0 || text[i-1] != '\\') && !pathBefore(text, i) {
				out = append(out, corpus.Span{Start: i, End: i + 1})
			}
		case '#':
			n := 1
			for i+n < len(text) && text[i+n] == '#' {
				n++
			}
			if n <= 6 && opensLine(text, i) && i+n < len(text) && text[i+n] == ' ' {
				out = append(out, corpus.Span{Start: i, End: i + n + 1})
			}
			i += n - 1
		}
	}
	return out
}

// opensLine: nothing but blanks stands before i on its line.
func opensLine(text string, i int) bool {
	for i > 0 && (text[i-1] == ' ' || text[i-1] == '\t') {
		i--
	}
	return i == 0 || text[i-1] == '\n' || text[i-1] == '\f' || text[i-1] == '\r'
}

// pathBefore: a backslash inside a path ("G:\Union\$x") escapes nothing.
func pathBefore(text string, i int) bool {
	return i > 0 && (text[i-1] == ':' || text[i-1] >= 'a' && text[i-1] <= 'z')
}

// tag is the length of a weight tag at the start of s, or 0.
func tag(s string) int {
	for _, t := range []string{"<u>", "</u>", "<b>", "</b>", "<i>", "</i>", "<strong>", "</strong>", "<em>", "</em>", "<br>", "<br/>", "<br />", "<sup>", "</sup>", "<sub>", "</sub>"} {
		if len(s) >= len(t) && strings.EqualFold(s[:len(t)], t) {
			return len(t)
		}
	}
	return 0
}

// unbroken reports whether most of the text stands in lines so long that each
// must be a page or a chapter.
func unbroken(lines []Line) bool {
	total, long := 0, 0
	for i := range lines {
		n := lines[i].Span.Len()
		total += n
		if n > 1200 {
			long += n
		}
	}
	return total > 0 && long*10 > total*7
}

// collect lists furniture in order and finds broken words.
func (d *Document) collect(markup []corpus.Span) {
	var all []corpus.Furniture
	for i := range d.Lines {
		if l := &d.Lines[i]; l.Furniture != "" && !l.Blank() {
			all = append(all, corpus.Furniture{Kind: l.Furniture, Span: l.Span})
		}
	}
	all = append(all, d.Furniture...)
	for _, m := range markup {
		all = append(all, corpus.Furniture{Kind: corpus.Markup, Span: m})
	}
	d.Furniture = Merge(all)
	d.Hyphens = hyphens(d)
}

// Merge sorts furniture and resolves overlaps: the piece that starts first (the
// longer of two that start together) wins, and what sticks out behind it is
// kept.
func Merge(all []corpus.Furniture) []corpus.Furniture {
	slices.SortStableFunc(all, func(a, b corpus.Furniture) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End))
	})
	out := make([]corpus.Furniture, 0, len(all))
	for _, f := range all {
		if n := len(out); n > 0 && f.Span.Start < out[n-1].Span.End {
			f.Span.Start = out[n-1].Span.End
		}
		if f.Span.Len() > 0 {
			out = append(out, f)
		}
	}
	return out
}
