package outline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
)

// A numberedLine is a line that opens with a small number, or with what a scan
// makes of one.
type numberedLine struct {
	line, n int
	end     int  // offset of its text
	pointed bool // a point closes the number
	like    bool // it is a letter that looks like the number: "A." for "4."
}

// unpointed gives labels to the lines of a list whose numbers have lost their
// point ("7   All leaders will work", "3   Agenda"), and reads a letter that a scan
// made of a figure, between the numbers before and behind that one ("3." "A."
// "5."). Both stand at the edge of a run of numbers with points, and the one
// before counts up to them. A sentence that opens with a number ("12 days are
// …"), a row of a table (a wide gap behind its first words) and a line in
// mid-sentence are none.
func (r *reader) unpointed() {
	var all []numberedLine
	bare := 0
	for k := r.to; k < len(r.lines); k++ {
		l := r.lines[k]
		if l.Running || l.Inner || l.Bare == "" {
			continue
		}
		if c, ok := readNumbered(l.Bare); ok {
			c.line = k
			if !c.pointed && l.After == 0 && !r.ended(k) && !r.pageBetween(k) {
				continue // "… of nine\n12 teams at most" in mid-sentence
			}
			all = append(all, c)
			if !c.pointed || c.like {
				bare++
			}
		}
	}
	if bare == 0 {
		return
	}
	taken := make([]bool, len(all)) // by the run that it stands in
	for i, c := range all {
		l := r.lines[c.line]
		if c.pointed && !c.like {
			taken[i] = true
			continue
		}
		before := r.beside(all, i, -1)
		behind := r.beside(all, i, 1)
		last := before >= 0 && taken[before] && all[before].n == c.n-1
		next := behind >= 0 && all[behind].n == c.n+1 && !all[behind].like
		if !last || c.like && !next {
			continue
		}
		taken[i] = true
		if r.given == nil {
			r.given = map[int]label{}
		}
		r.given[c.line] = label{number: itoa(c.n), readings: []reading{{formArabic, c.n}}, end: c.end, clear: true}
		if c.like {
			r.diags = append(r.diags, corpus.Diagnostic{Code: "illegible-number", Severity: corpus.Warning, Span: corpus.Span{Start: l.Span.Start, End: min(l.Span.End, l.Span.Start+c.end)},
				Message: "the number of this heading is not legible; it is read as " + itoa(c.n) + ", by those before and behind it"})
		}
	}
}

// beside is the next of all in direction step that stands at the edge of i; what
// is set further in is passed over, what stands further out ends the search, and so
// do eighty lines. It is -1 where there is none.
func (r *reader) beside(all []numberedLine, i, step int) int {
	at := r.lines[all[i].line]
	for k := i + step; k >= 0 && k < len(all); k += step {
		l := r.lines[all[k].line]
		if d := all[k].line - all[i].line; d > 80 || d < -80 {
			return -1
		}
		if d := l.Indent - at.Indent; d >= -edgeSlack && d <= edgeSlack {
			return k
		} else if d < 0 {
			return -1
		}
	}
	return -1
}

// edgeSlack is how far apart labels of one run stand in a scan, in columns.
const edgeSlack = 2

// readNumbered reads the number that opens s, of at most two figures, with a
// sentence or a title behind it.
func readNumbered(s string) (c numberedLine, ok bool) {
	n := 0
	for n < len(s) && n < 3 && s[n] >= '0' && s[n] <= '9' {
		c.n = c.n*10 + int(s[n]-'0')
		n++
	}
	if n > 2 || n+2 > len(s) || n > 0 && c.n == 0 {
		return c, false
	}
	if n == 0 {
		if c.n = likeFigure(s[0]); c.n == 0 || s[1] != '.' {
			return c, false
		}
		n, c.like = 1, true
	}
	if s[n] == '.' {
		n++
		c.pointed = true
	}
	blanks := skipBlank(s[n:])
	rest := s[n+blanks:]
	first, _ := utf8.DecodeRuneInString(rest)
	if blanks == 0 || !unicode.IsUpper(first) && (!c.pointed || c.like) {
		return c, false
	}
	c.end = n + blanks
	if !c.pointed || c.like {
		words := len(strings.Fields(rest))
		if strings.Contains(rest, wide) || strings.Contains(rest, "\t") || words < 3 && (blanks < len(wide) || words == 0) {
			return c, false
		}
	}
	return c, true
}

// wide is the gap that layout leaves between what stands far apart on a line.
const wide = "   "

// likeFigure is the figure that a scan makes a letter of; 0 if it does not.
func likeFigure(c byte) int {
	switch c {
	case 'A':
		return 4
	case 'B':
		return 8
	case 'S':
		return 5
	case 'Z':
		return 2
	case 'G':
		return 6
	}
	return 0
}
