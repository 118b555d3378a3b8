package layout

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A note at the foot of a page stands between the halves of a paragraph that
// goes on over the page: its words would be read in the middle of a sentence. It
// is set before that paragraph, on the page that it stands on, with its mark.
// Where the last paragraph ends with the page (or the column), a note stays
// behind it.

// noteSize is how large the print of a note is at the most, of the page's own.
// Programs set notes at 0.73 to 0.9 of it; kept below the sizes that a page of a
// contents list or a table mixes.
const noteSize = 0.93

// notesAside moves the notes of a page; local is the size of its print. Lines
// are in the order of reading.
func notesAside(lines []placedLine, local float64) []placedLine {
	for i := 1; i < len(lines); i++ {
		mark := noteMark(&lines[i], local)
		if mark == "" || lines[i-1].size < noteSize*local || !finishes(lines, i) {
			continue
		}
		if !marked(lines[:i], mark) {
			continue
		}
		lines[i].part(len(mark))
		end := i + 1
		for end < len(lines) && lines[end].size <= noteSize*local && lines[end].v0 > lines[end-1].v0 && !lines[end].aside && !labelOnly(lines[end].text) {
			if m := noteMark(&lines[end], local); m != "" && marked(lines[:i], m) {
				lines[end].part(len(m))
			}
			end++
		}
		from := unfinished(lines[:i])
		if from < 0 {
			i = end - 1
			continue
		}
		moved := make([]placedLine, 0, len(lines))
		moved = append(append(append(append(moved, lines[:from]...), lines[i:end]...), lines[from:i]...), lines[end:]...)
		moved[from].after = max(1, moved[from].after)
		moved[from+end-i].after = max(1, moved[from+end-i].after)
		lines = moved
		i = end - 1
	}
	return lines
}

// part sets a blank behind the first n bytes of a line's text, if none is there:
// programs raise the mark of a note and leave no room behind it.
func (l *placedLine) part(n int) {
	if n >= len(l.text) || l.text[n] == ' ' || l.text[n] == '.' || l.text[n] == ')' {
		return
	}
	l.text = l.text[:n] + " " + l.text[n:]
	l.cells = slices.Clone(l.cells)
	for i := range l.cells {
		c := &l.cells[i]
		if c.from-l.lead >= n {
			c.from++
		}
		if c.to-l.lead > n {
			c.to++
		}
	}
	l.doubts = slices.Clone(l.doubts)
	for i := range l.doubts {
		d := &l.doubts[i]
		if d.from-l.lead >= n {
			d.from++
		}
		if d.to-l.lead > n {
			d.to++
		}
	}
}

// noteMark is the mark that opens a line of small print: a number, stars or
// daggers, before a word; "" for any other line.
func noteMark(l *placedLine, local float64) string {
	if l.size > noteSize*local || l.aside || l.outside {
		return ""
	}
	k := strings.IndexFunc(l.text, func(r rune) bool { return !unicode.IsDigit(r) && !strings.ContainsRune("*†‡§", r) })
	if k <= 0 || k > 6 {
		return ""
	}
	// "1.5 %" and "12-month" are not marks.
	if r, _ := utf8.DecodeRuneInString(strings.TrimLeft(l.text[k:], " .)")); !unicode.IsLetter(r) && r != '“' && r != '"' {
		return ""
	}
	return l.text[:k]
}

// finishes: from line i to the end of its column only notes follow, or the
// page's number.
func finishes(lines []placedLine, i int) bool {
	small := lines[i].size
	for k := i + 1; k < len(lines); k++ {
		l := &lines[k]
		if l.aside || l.outside || l.v0 < lines[i].v0 {
			return true // the next column
		}
		if l.size > 1.06*small && l.size > small+0.5 {
			return k+1 == len(lines) || lines[k+1].aside || lines[k+1].outside || lines[k+1].v0 < lines[i].v0
		}
	}
	return true
}

// unfinished is the first line of the paragraph that ends with the lines, if it
// goes on behind them and begins among them; else -1.
func unfinished(lines []placedLine) int {
	n := len(lines)
	if n < 2 || ends(lines[n-1].text) {
		return -1
	}
	for k := n - 1; k > 0 && k > n-60; k-- {
		l, before := &lines[k], &lines[k-1]
		if l.v0 < before.v0 || before.aside || before.size < 0.9*l.size {
			return -1 // it began in the column before
		}
		if l.after > 0 || ends(before.text) && l.indent != before.indent || before.bold && !l.bold {
			return k
		}
	}
	return -1
}

// ends: the line ends as a sentence, an item of a list or its head does.
func ends(s string) bool {
	s = strings.TrimRight(s, " ”\"’)]0123456789*†‡§")
	r, _ := utf8.DecodeLastRuneInString(s)
	return s == "" || strings.ContainsRune(".:;!?", r)
}

// marked: the lines have the mark behind a word.
func marked(lines []placedLine, mark string) bool {
	for i := range lines {
		for w := range strings.FieldsSeq(lines[i].text) {
			if rest, ok := strings.CutSuffix(strings.TrimRight(w, ".,;:)"), mark); ok {
				r, _ := utf8.DecodeLastRuneInString(rest)
				if rest == "" || !unicode.IsDigit(r) && r != '$' && r != '-' {
					return true
				}
			}
		}
	}
	return false
}
