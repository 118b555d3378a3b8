// Package testtwin makes twins of a text: the same words as a Word file and as a
// web page, whose words and their order are known, to measure how well such files
// are read and to have files for tests without taking anybody's.
//
// It is for tests and for the commands beside it; the product does not import it.
package testtwin

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/internal/testpdf"
)

// A Kind is a way to make a twin.
type Kind string

// The kinds of twins.
const (
	Word     Kind = "docx"          // every label is typed
	Numbered Kind = "docx-numbered" // Word computes the labels of headings and lists
	Lines    Kind = "docx-lines"    // a paragraph for each line, as files made from a PDF have
	Page     Kind = "html"          // inside a site's page
	Lists    Kind = "html-lists"    // the browser computes the labels of lists
)

// Kinds lists the kinds of twins.
func Kinds() []Kind { return []Kind{Word, Numbered, Lines, Page, Lists} }

// Ending is the ending of the twin's file name.
func (k Kind) Ending() string {
	if strings.HasPrefix(string(k), "html") {
		return ".html"
	}
	return ".docx"
}

// A Twin is a made file with the words of its body, in the order of reading.
type Twin struct {
	Data  []byte
	Words []string
}

// Make makes a twin of a manuscript. title is what a site or a running head
// calls it.
func Make(kind Kind, title string, lines []testpdf.Line) (*Twin, error) {
	if kind != Lines {
		lines = paragraphs(lines)
	}
	from, to := contents(lines)
	for i := from; i < to; i++ { // leaders are the page's and no words
		if m := trailing.FindStringSubmatch(lineText(&lines[i])); m != nil {
			lines[i] = testpdf.Line{Text: m[1] + " " + m[2]}
		}
	}
	t := &Twin{}
	for i := range lines {
		text := lines[i].Text
		if lines[i].Cells != nil {
			text = strings.Join(lines[i].Cells, " ")
		}
		t.Words = append(t.Words, strings.Fields(text)...)
	}
	var err error
	switch kind {
	case Page, Lists:
		t.Data = page(title, lines, kind == Lists)
	default:
		t.Data, err = word(title, lines, kind == Numbered)
	}
	return t, err
}

// paragraphs joins lines that a page's edge parted: what goes on in the middle
// of a sentence.
func paragraphs(lines []testpdf.Line) []testpdf.Line {
	var out []testpdf.Line
	for _, l := range lines {
		if n := len(out); n > 0 && l.Level == 0 && l.Cells == nil && out[n-1].Level == 0 && out[n-1].Cells == nil && goesOn(out[n-1].Text, l.Text) {
			out[n-1].Text += " " + l.Text
			continue
		}
		out = append(out, l)
	}
	return out
}

func goesOn(a, b string) bool {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, w := utf8.DecodeRuneInString(b)
	second, _ := utf8.DecodeRuneInString(b[w:])
	return len(a) > 45 && (unicode.IsLetter(last) || last == ',') && unicode.IsLower(first) && (unicode.IsLower(second) || second == ' ')
}

// A label is what opens a heading or an item, as a word processor computes it.
type label struct {
	text   string // as it stands, "Section C."
	before string // "Section "
	number int
	format string // of the number, in Word's words
	after  string // "."
	rest   string // the words behind it
}

var (
	headLabel = regexp.MustCompile(`^((?i:article|section|appendix|part) )([0-9]{1,2}|[IVX]+|[A-Z])([.:]?)(?: (.*))?$`)
	itemLabel = regexp.MustCompile(`^(\(?)([0-9]{1,2}|[a-z]|[A-Z])([.)]) (.*)$`)
)

// labelOf reads the label of a line; ok is false where none is computed: there is
// no label, or its number is of a form that lists do not have.
func labelOf(l *testpdf.Line) (label, bool) {
	m := itemLabel.FindStringSubmatch(l.Text)
	if l.Level > 0 {
		m = headLabel.FindStringSubmatch(l.Text)
	}
	if m == nil || l.Level == 0 && m[1] == "" && m[3] == "" {
		return label{}, false
	}
	v := label{before: m[1], after: m[3], rest: strings.TrimSpace(m[4]), text: strings.TrimSpace(m[1] + m[2] + m[3])}
	roman := l.Level > 0 && strings.HasPrefix(strings.ToLower(m[1]), "article")
	switch n := m[2]; {
	case n[0] >= '0' && n[0] <= '9':
		v.format = "decimal"
		v.number, _ = strconv.Atoi(n)
	case roman || len(n) > 1:
		v.format, v.number = "upperRoman", romanValue(n)
	case n[0] >= 'a':
		v.format, v.number = "lowerLetter", int(n[0]-'a')+1
	default:
		v.format, v.number = "upperLetter", int(n[0]-'A')+1
	}
	return v, v.number > 0
}

// romanValue is the value of a well-formed Roman numeral, or 0.
func romanValue(s string) int {
	value := map[rune]int{'I': 1, 'V': 5, 'X': 10, 'L': 50}
	v, last := 0, 0
	for _, r := range s {
		d := value[r]
		if d == 0 {
			return 0
		}
		if d > last {
			v -= 2 * last
		}
		v += d
		last = d
	}
	return v
}

// contents finds the lines of the contents list: between its heading and the
// first heading of the text, those that end with a number.
func contents(lines []testpdf.Line) (from, to int) {
	for i := range lines {
		switch strings.ToLower(strings.TrimSpace(lines[i].Text)) {
		case "table of contents", "contents":
			from = i + 1
			for to = from; to < len(lines) && lines[to].Level == 0; to++ {
			}
			for to > from && !trailing.MatchString(lineText(&lines[to-1])) {
				to--
			}
			return from, to
		}
	}
	return 0, 0
}

var trailing = regexp.MustCompile(`^(.*?)(?:\s*\.{3,}\s*|\s+)([0-9]{1,3})$`)

func lineText(l *testpdf.Line) string {
	if l.Cells != nil {
		return strings.Join(l.Cells, " ")
	}
	return l.Text
}
