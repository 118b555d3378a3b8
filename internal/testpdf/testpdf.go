// Package testpdf sets texts as PDF pages whose words and their order are
// known, to measure how well PDFs are read and to have files for tests without
// taking anybody's. What it sets it also tells: [Made] has every word of the
// body in the order of reading, furniture left out.
//
// It is for tests and for the commands beside it; the product does not import it.
package testpdf

import (
	"strings"
	"unicode/utf8"
)

// A Line is one line of a manuscript: a paragraph that is set in as many lines
// as it needs, a heading, or a row of a table.
type Line struct {
	Text   string
	Level  int       // of a heading, from 1; 0 for all else
	Cells  []string  // of a row; Text is empty then
	Blank  bool      // a blank line stands before it
	Indent int       // columns, about half the font's height each
	widths []float64 // of the cells, once the table is known
}

// Words are the line's words as a reader meets them.
func (l *Line) Words() []string {
	if l.Cells == nil {
		return strings.Fields(l.Text)
	}
	return strings.Fields(strings.Join(l.Cells, " "))
}

// A Style is how a manuscript is set. The zero value of a field means the
// plainest way.
type Style struct {
	Name          string
	Width, Height float64 // of the page in points; 0 means letter size
	Margin        float64 // 0 means 72
	Size          float64 // of the font in points; 0 means 11
	Columns       int     // 2 sets headings of level 1 across both
	// Unicode sets the text in a font with two bytes a code and a character map,
	// as word processors embed theirs; else in the fonts that readers know.
	Unicode   bool
	Justify   bool // lines are stretched to the measure
	ByWord    bool // each word is placed by itself, with no blank in the source
	Hyphenate bool
	Numbers   bool // the lines are numbered in the margin, anew on each page
	Rules     bool // tables have rules
	Head      bool // a running head on every page
	Article   bool // the foot names the article beside the page number, as some agreements do
	Foot      bool // the foot has the page number
	Sideways  bool // the text stands sideways on the page, and the page is shown turned
	TwoUp     bool // two pages of the book on each sheet
	Locked    bool // encrypted, and opens with an empty password
	Bookmarks bool // headings are bookmarks
	Loose     bool // uncompressed, for tests that change bytes
}

// A Made is a PDF with what is known about it.
type Made struct {
	Name   string
	PDF    []byte
	Sheets int
	Words  []Word // of the body, in the order of reading
	Tables [][][]string
}

// A Word is a word as its reader meets it: whole, where the page breaks it.
type Word struct {
	Text  string
	Sheet int // from 1; where it begins
}

// Text is the words of m, parted by blanks.
func (m *Made) Text() string {
	var b strings.Builder
	for i, w := range m.Words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.Text)
	}
	return b.String()
}

// cut takes lines off the end until at most n words are left: a sample that
// ends with a whole line.
func cut(lines []Line, n int) []Line {
	for i := range lines {
		if n -= len(lines[i].Words()); n < 0 {
			return lines[:i]
		}
	}
	return lines
}

// breaks lists the places where a word may be broken at a line end, in bytes: in
// front of them a hyphen is set unless one stands there.
func breaks(word string) []int {
	var out []int
	if k := strings.IndexByte(word, '-'); k > 1 && k+3 < len(word) {
		return append(out, k+1)
	}
	body := strings.TrimRight(word, ".,;:")
	if len(body) < 8 || strings.ToLower(body) != body {
		return nil
	}
	for i, r := range body {
		if r >= utf8.RuneSelf || r < 'a' || r > 'z' {
			return nil
		}
		if i >= 3 && i <= len(body)-4 && strings.ContainsRune("aeiou", rune(body[i-1])) && !strings.ContainsRune("aeiou", r) {
			out = append(out, i)
		}
	}
	return out
}
