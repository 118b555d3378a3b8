package layout

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/pattern"
)

// Tables finds the tables in the own text of t's provisions, in the order of
// their spans. Read are cells parted by tabs, cells that stand in columns with
// blanks between, lines of words with figures at their ends, pairs with a dash
// between, and cells that were written out one a line.
// A table's span covers its header and rows and no more, and every word of the
// span is in one of its cells; a caption above it is its title and lies
// outside. A table that a page's end cuts is one.
//
// cells are the places of a paged source's pieces of lines ([Document].Cells):
// its columns are told by them; nil for plain text.
//
// What is not surely a table stays text: text in two columns, lists with their
// labels set apart. Where the source marks a table as such, it is one of marked,
// which are in order.
func Tables(t *corpus.Tree, cells []Cell, marked ...MarkedTable) []corpus.Table {
	a := t.Agreement()
	var out []corpus.Table
	for i := range a.Provisions {
		p := &a.Provisions[i]
		// A cover's tables are contents lists that were not seen as such.
		if p.Kind == corpus.Signature || p.Kind == corpus.Index || p.Kind == corpus.Other && p.ID == "cover" {
			continue
		}
		for _, own := range t.Own(i) {
			out = append(out, readTables(a, p.ID, own, cells, marked)...)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Span.Start < out[j].Span.Start })
	return out
}

// A tableLine is a line of a provision that is neither blank nor furniture.
type tableLine struct {
	span  corpus.Span
	text  string // as printed, without the line's end
	clean string // as a reader sees it
	gap   int    // blank lines before it; furniture counts as a page's end and for none
	cut   bool   // a page ends before it
	cells []Cell // where its pieces stand, where that is known
}

// tableLines cuts own text into its lines.
func tableLines(a *corpus.Agreement, own corpus.Span, cells []Cell) []tableLine {
	var lines []tableLine
	at := sort.Search(len(cells), func(k int) bool { return cells[k].Span.Start >= own.Start })
	gap, cut := 0, false
	for pos := own.Start; pos < own.End; {
		end := own.End
		if k := strings.IndexByte(a.Text[pos:own.End], '\n'); k >= 0 {
			end = pos + k
		}
		raw := a.Text[pos:end]
		clean := a.CleanSpans(corpus.Span{Start: pos, End: end}).Text
		switch {
		case clean != "":
			for at < len(cells) && cells[at].Span.Start < pos {
				at++
			}
			from := at
			for at < len(cells) && cells[at].Span.End <= end {
				at++
			}
			lines = append(lines, tableLine{corpus.Span{Start: pos, End: end}, strings.TrimRight(raw, "\r"), clean, gap, cut, cells[from:at:at]})
			gap, cut = 0, false
		case strings.TrimSpace(raw) != "", strings.Contains(raw, "\f"):
			cut = true
		default:
			gap++
		}
		pos = end + 1
	}
	return lines
}

// A tableReader finds the tables in one stretch of a provision's own text.
type tableReader struct {
	a         *corpus.Agreement
	provision string
	lines     []tableLine
	classes   []cellClass // of the lines as cells of a flattened table, once asked for
}

// A tableCell is a cell's place; an empty cell has an empty span.
type tableCell struct {
	span corpus.Span
	text string
}

// A tableRun is a table in the making: lines [from,to) have one row each.
type tableRun struct {
	from, to int
	header   []string
	headFrom int // first line of the header; from where there is none
	rows     [][]tableCell
	tabs     bool // its cells are parted by tabs
}

// The fewest rows that make a table. Two lines that look alike are a
// coincidence or a list.
const tableRows = 3

// A page's end leaves up to this many blank lines inside a table (five in the
// pages of the shipped excerpt).
const tableGap = 5

// The longest table, in rows; a longer one is told as several. With tableTries
// it bounds how often a line is looked at.
const tableMost = 1000

// How many lines of a stretch that is no table are tried as a table's first: the
// header and a few odd rows above it.
const tableTries = 6

// A tried form has been looked for from n lines up to line to.
type tried struct{ to, n int }

func (r *tableReader) read() []corpus.Table {
	var out []corpus.Table
	done := 0
	forms := []func(i, done int) (*tableRun, int){r.tabbed, r.aligned, r.figures, r.paired, r.flattened}
	tries := make([]tried, len(forms))
	for i := 0; i < len(r.lines); {
		var run *tableRun
		for k, form := range forms {
			t := &tries[k]
			if i < t.to && t.n >= tableTries {
				continue
			}
			var to int
			if run, to = form(i, done); run != nil {
				break
			}
			if i >= t.to {
				*t = tried{to, 0}
			}
			t.n++
		}
		if run == nil {
			i++
			continue
		}
		out = append(out, r.table(run, done))
		i, done = run.to, run.to
	}
	return out
}

// table makes the run a table; lines before done belong to another.
func (r *tableReader) table(run *tableRun, done int) corpus.Table {
	t := corpus.Table{Provision: r.provision, Header: run.header}
	for _, row := range run.rows {
		if cells := texts(row); tableWords(strings.Join(cells, "")) != "" { // a ruled line has no words
			t.Rows = append(t.Rows, cells)
		}
	}
	first, last := r.lines[run.headFrom], r.lines[run.to-1]
	t.Span = corpus.Span{Start: first.span.Start, End: last.span.End}
	for t.Span.Start < t.Span.End && blankAt(r.a.Text, t.Span.Start) {
		t.Span.Start++
	}
	for t.Span.End > t.Span.Start && blankAt(r.a.Text, t.Span.End-1) {
		t.Span.End--
	}
	if k := run.headFrom - 1; k >= done && r.lines[run.headFrom].gap <= 1 {
		// Above columns that no header was found for stands their header, as often
		// as not: only capitals are a title then.
		s := r.lines[k].clean
		if tableCaption(s) && len(r.lines[k].stretches()) < 2 && (run.header != nil || run.tabs || capitals(s) || r.overFirst(k, run)) && (k == 0 || r.lines[k].gap > 0 || r.lines[k].cut) {
			t.Title = strings.TrimRight(s, " :.")
		}
	}
	return t
}

// overFirst: line k stands over the first column and no other, as the name of
// what the rows below belong to does ("Middle Schools"). It takes places to tell.
func (r *tableReader) overFirst(k int, run *tableRun) bool {
	above, row := r.lines[k].cells, r.lines[run.from].cells
	return len(above) == 1 && len(row) > 1 && above[0].Left < row[0].Right && above[0].Right < row[1].Left
}

func blankAt(s string, i int) bool {
	return s[i] == ' ' || s[i] == '\t' || s[i] == '\r' || s[i] == '\n' || s[i] == '\f'
}

// tableCaption: a short line that opens with a capital, says no sentence and is
// set off above a table: "LONGEVITY SCHEDULE OF PAYMENTS".
func tableCaption(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || !hasLetter(s) || len(words) > 12 || len(s) > 90 || strings.ContainsAny(s[len(s)-1:], ".;,:") {
		return false
	}
	switch strings.ToLower(words[len(words)-1]) {
	case "and", "of", "the", "for", "or", "to", "in", "by":
		return false
	}
	lower := 0
	if n := figuredWords(words); n > 2 || n == 2 && !captionDate.MatchString(s) { // a row
		return false
	}
	for _, w := range words {
		if c, _ := utf8.DecodeRuneInString(w); c >= 'a' && c <= 'z' && len(w) > 3 {
			lower++
		}
	}
	c := s[0]
	return lower == 0 && (c >= 'A' && c <= 'Z' || c >= '0' && c <= '9')
}

// captionDate: two figures of a caption are a date's, "AS OF JULY 1, 2025".
var captionDate = pattern.New(`(?i)\b(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2},? \d{4}\b`)

// figuredWords is how many of the words have a figure.
func figuredWords(words []string) int {
	n := 0
	for _, w := range words {
		if hasFigure(w) {
			n++
		}
	}
	return n
}

// cell reads the words of a line's bytes [from,to).
func (r *tableReader) cell(l *tableLine, from, to int) tableCell {
	s := corpus.Span{Start: l.span.Start + from, End: l.span.Start + to}
	return tableCell{s, r.a.CleanSpans(s).Text}
}

// listLabel reports whether a cell is no more than the label of a list's item:
// "A.", "(3)", "iv.", "•". Such a column parts an item from its text and makes
// no table.
func listLabel(s string) bool {
	switch s {
	case "", "•", "-", "–", "*", "o", "▪", "·":
		return true
	}
	if len(s) > 7 {
		return false
	}
	body := strings.Trim(s, "().")
	if body == s || len(body) > 4 {
		return false
	}
	for _, c := range body {
		if (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && c != '.' {
			return false
		}
	}
	return true
}

// prosaic reports whether the cells look like something else than a table's:
// text in columns, whose cells go on in lower case or break off at a comma, or
// are longer than the longest that is usual; boxes to tick; places to sign.
func prosaic(rows [][]tableCell, longest int) bool {
	cells, on, long, boxes := 0, 0, 0, 0
	for _, row := range rows {
		for _, c := range row {
			if c.text == "" {
				continue
			}
			cells++
			if c.text[0] >= 'a' && c.text[0] <= 'z' || c.text[0] == '(' && len(c.text) > 6 || strings.HasSuffix(c.text, ",") {
				on++
			}
			if len(c.text) > longest {
				long++
			}
			if c.text[0] == '[' || c.text[0] == ']' {
				boxes++
			}
			if strings.Contains(c.text, "___") || signing.MatchString(c.text) {
				return true
			}
		}
	}
	return on*4 > cells || long*8 > cells || boxes*4 > cells
}

// signing is said where a paper is signed.
var signing = pattern.New(`(?i)^(?:for the |by:|date:|signed|/s/|dated? this)|/s/|digitally signed`)

// hasFigure reports whether s has a figure.
func hasFigure(s string) bool { return strings.ContainsAny(s, "0123456789") }

// tableWords is s without all but its letters and figures, in lower case.
func tableWords(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return unicode.ToLower(c)
		}
		return -1
	}, s)
}

// joinHeader writes the header's lines above each other as one.
func joinHeader(lines [][]string) []string {
	if len(lines) == 0 {
		return nil
	}
	out := make([]string, len(lines[0]))
	for _, l := range lines {
		for k, s := range l {
			if s != "" {
				out[k] = strings.TrimSpace(out[k] + " " + s)
			}
		}
	}
	return out
}
