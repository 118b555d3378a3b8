package eval

import (
	"strings"
	"unicode"
)

// Text says whether the clean texts of a document's provisions hold its words,
// each once, and nothing else. Words are runs of three letters and more. The
// source's words include those of running headers, and halves of words broken at
// a line end, so the best possible shares are a little short of 1 and above 0.
type Text struct {
	BodyWordsKept    *float64 `json:"body_words_kept"`     // words of gold's units, furniture inside them too, that the provisions have
	WordsNotInSource *float64 `json:"words_not_in_source"` // words that the provisions have and the source has not, by its count
	MarginNumbers    int      `json:"margin_numbers"`      // runs of six numbers that count on, left in the texts
}

func (d *document) text() Text {
	var out Text
	read := map[string]int{}
	for i := range d.a.Provisions {
		text := d.a.Provisions[i].Heading + " " + d.tree.CleanText(i).Text
		countWords(read, text)
		out.MarginNumbers += marginRuns(text)
	}
	body, whole := map[string]int{}, map[string]int{}
	countWords(whole, d.a.Text)
	done := 0 // units at the top may overlap: each byte counts once
	for _, u := range d.matching.g.Units {
		if span := d.matching.bytes.Span(u.Offset, u.End); !strings.Contains(u.Path, "/") && span.End > done {
			countWords(body, d.a.Text[max(done, span.Start):span.End])
			done = span.End
		}
	}
	var kept, all, foreign int
	for w, n := range body {
		all += n
		kept += min(n, read[w])
	}
	for w, n := range read {
		foreign += max(0, n-whole[w])
	}
	out.BodyWordsKept = ratio(kept, all)
	out.WordsNotInSource = ratio(foreign, max(1, total(whole)))
	return out
}

// countWords adds the words of text to counts, in lower case.
func countWords(counts map[string]int, text string) {
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(w) >= 3 {
			counts[strings.ToLower(w)]++
		}
	}
}

func total(counts map[string]int) int {
	n := 0
	for _, c := range counts {
		n += c
	}
	return n
}

// marginRuns counts runs of six bare numbers of which at least five count on by
// one: the numbers of lines that stood in a margin, "1 2 3 4 5 6".
func marginRuns(text string) int {
	runs, length, last := 0, 0, -2
	for w := range strings.FieldsSeq(text) {
		n := smallNumber(w)
		if n < 0 || n != last+1 {
			length = 0
		}
		if n >= 0 {
			if length++; length == 6 {
				runs++
			}
		}
		last = n
		if n < 0 {
			last = -2
		}
	}
	return runs
}

// smallNumber is the value of a bare number of one or two digits, or -1.
func smallNumber(w string) int {
	n := 0
	if len(w) > 2 {
		return -1
	}
	for _, r := range w {
		if r < '0' || r > '9' {
			return -1
		}
		n = 10*n + int(r-'0')
	}
	return n
}
