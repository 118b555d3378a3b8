package layout

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// minRun is how many lines of bare ascending numbers make a block of margin
// numbers. Shorter runs occur in tables (a column of step numbers).
const minRun = 8

// marginNumbers marks blocks of lines that hold nothing but the next integer:
// the line numbers of a margin, set apart from their lines by the extraction.
// A page of which the numbers are stuck to table rows ("28⇥SECTION 3") has
// pieces of the run in line starts; those are marked too when the page has a
// run that they fill.
func (d *Document) marginNumbers() {
	n, blocks := len(d.Lines), 0
	for i := 0; i < n; {
		v, ok := bareInt(d.Lines[i].Bare)
		if !ok {
			i++
			continue
		}
		// A run may have holes where numbers are stuck to lines, but each line
		// in it is a number one to three above the last, or blank.
		j, last, count := i+1, v, 1
		for j < n {
			if d.Lines[j].Blank() {
				j++
				continue
			}
			w, ok := bareInt(d.Lines[j].Bare)
			if !ok || w <= last || w > last+3 {
				break
			}
			last, count = w, count+1
			j++
		}
		if count >= minRun && v <= 40 {
			blocks++
			for k := i; k < j; k++ {
				if !d.Lines[k].Blank() {
					d.Lines[k].Furniture = corpus.MarginNumber
				}
			}
		}
		i = j
	}
	// A document whose pages have margin numbers has them on short pages too.
	least := minRun
	if blocks >= 8 {
		least = 2
	}
	d.stuckNumbers(least)
}

// A hit is a number that may be a margin's, at the start of a line or, where
// extraction folded lines, within one.
type hit struct {
	line int
	span corpus.Span
	v    int
	own  bool // the line is nothing but the number
}

// stuckNumbers finds margin numbers at the starts of lines and, where
// extraction folded lines, within them: a sequence that runs on by one from
// line to line over at least least numbers. Where such sequences number most of
// the document's lines, its short pages have them too.
func (d *Document) stuckNumbers(least int) {
	runs := d.numberRuns()
	long, numbered, lines := 0, 0, 0
	for i := range d.Lines {
		if !d.Lines[i].Blank() {
			lines++
		}
	}
	for _, run := range runs {
		numbered += len(run)
		if len(run) >= minRun {
			long++
		}
	}
	if long >= 2 && numbered*4 > lines*3 {
		least = min(least, 3)
	}
	for _, run := range runs {
		if len(run) < least {
			continue
		}
		for _, h := range run {
			if h.own {
				d.Lines[h.line].Furniture = corpus.MarginNumber
				continue
			}
			d.Furniture = append(d.Furniture, corpus.Furniture{Kind: corpus.MarginNumber, Span: h.span})
			l := &d.Lines[h.line]
			if h.span.Start == l.Span.Start {
				l.Bare = strings.TrimSpace(d.Text[h.span.End:l.Span.End])
				l.Span, _ = ink(d.Text, h.span.End, l.Span.End)
			}
		}
	}
}

// numberRuns lists the sequences that count up line by line from 1, 2 or 3, some
// of them stuck to words, and that are no column of a table.
func (d *Document) numberRuns() [][]hit {
	var runs [][]hit
	var run []hit
	flush := func() {
		stuck, rows := 0, 0
		for _, h := range run {
			if !h.own {
				stuck++
				if l := &d.Lines[h.line]; cellGaps(d.Text[h.span.End:l.Span.End]) > 1 || listEntry(l.Bare) {
					rows++
				}
			}
		}
		// As many rows: the numbers open those of a table, or entries of a contents list.
		if len(run) > 0 && run[0].v <= 3 && stuck > 0 && rows*2 < stuck {
			runs = append(runs, run)
		}
		run = nil
	}
	last := 0
	for i := range d.Lines {
		l := &d.Lines[i]
		if l.Blank() || l.Furniture == corpus.MarginNumber {
			continue
		}
		v, ok := bareInt(l.Bare)
		switch {
		case ok && len(run) > 0 && v == last+1, ok && v == 1:
			if v == 1 {
				flush()
			}
			run = append(run, hit{i, l.Span, v, true})
			last = v
		default:
			w, end, ok := leadingInt(d.Text, l.Span)
			if ok && (len(run) > 0 && w == last+1 || w == 1) {
				if w == 1 {
					flush()
				}
				run = append(run, hit{i, corpus.Span{Start: l.Span.Start, End: end}, w, false})
				last = w
				// Folded lines: the next numbers stand in the middle.
				for pos := end; ; {
					s, ok := innerInt(d.Text, pos, l.Span.End, last+1)
					if !ok {
						break
					}
					last++
					run = append(run, hit{i, s, last, false})
					pos = s.End
				}
			} else if ok && len(run) > 0 {
				flush()
			}
		}
	}
	flush()
	return runs
}

// cellGaps counts the tabs and the gaps of three blanks or more inside s, behind
// the one that it begins with.
func cellGaps(s string) int {
	s = strings.Trim(s, " \t")
	n, blanks := 0, 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\t':
			n++
			blanks = 0
		case ' ':
			if blanks++; blanks == 3 {
				n++
			}
		default:
			blanks = 0
		}
	}
	return n
}

// listEntry: a line ends as an entry of a contents list does, in a page number
// behind leaders or a wide gap.
func listEntry(s string) bool {
	k := len(s)
	for k > 0 && s[k-1] >= '0' && s[k-1] <= '9' {
		k--
	}
	return k < len(s) && len(s)-k <= 3 && (strings.HasSuffix(s[:k], "  ") || strings.HasSuffix(s[:k], "\t") || strings.HasSuffix(strings.TrimRight(s[:k], " "), ".."))
}

// bareInt reads a line that is nothing but an integer of at most three digits.
func bareInt(s string) (int, bool) {
	if len(s) > 3 {
		return 0, false
	}
	return number(s)
}

// leadingInt reads an integer of one or two digits that opens the ink s and is
// followed by a blank or tab; end is past it.
func leadingInt(text string, s corpus.Span) (v, end int, ok bool) {
	i := s.Start
	for i < s.End && i < s.Start+2 && text[i] >= '0' && text[i] <= '9' {
		v = v*10 + int(text[i]-'0')
		i++
	}
	if i == s.Start || i >= s.End || text[i] != ' ' && text[i] != '\t' {
		return 0, 0, false
	}
	return v, i, true
}

// innerInt finds the number want standing alone between blanks in
// text[pos:end].
func innerInt(text string, pos, end, want int) (corpus.Span, bool) {
	w := itoa(want)
	for i := pos; i+len(w) < end; i++ {
		k := strings.Index(text[i:end], w)
		if k < 0 {
			return corpus.Span{}, false
		}
		a, b := i+k, i+k+len(w)
		// A line holds at least some words before the next begins.
		if a-pos > 30 && text[a-1] == ' ' && b < end && text[b] == ' ' {
			return corpus.Span{Start: a, End: b}, true
		}
		i = a
	}
	return corpus.Span{}, false
}

func itoa(v int) string {
	if v < 10 {
		return string(rune('0' + v))
	}
	return itoa(v/10) + string(rune('0'+v%10))
}
