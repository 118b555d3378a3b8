package corpus

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longSentence is the length in bytes from which Sentences also breaks at the
// source's line ends and at clauses: a table or a list without full stops would
// otherwise be one sentence of a page.
const longSentence = 480

// Sentences cuts c.Text into sentences, as half-open byte ranges in order, with
// no blank at either end; together they hold every byte that is not a blank.
// A list item is a sentence of its own. A sentence of more than about 480 bytes
// is cut at the line ends of the source or at its semicolons, where it has any.
func (c *Clean) Sentences() [][2]int {
	var out [][2]int
	text := c.Text
	longest := 0
	for i, at := range c.lines {
		from := 0
		if i > 0 {
			from = c.lines[i-1]
		}
		longest = max(longest, at-1-from)
	}
	start := 0
	add := func(end int) {
		from := start
		start = end
		for from < end && text[from] == ' ' {
			from++
		}
		for end > from && text[end-1] == ' ' {
			end--
		}
		if from < end {
			out = append(out, c.split(from, end)...)
		}
	}
	b, l := 0, 0
	for i := 0; i < len(text); i++ {
		if text[i] != ' ' || i+1 >= len(text) {
			continue
		}
		next := i + 1
		for b < len(c.Breaks) && c.Breaks[b] < next {
			b++
		}
		for l < len(c.lines) && c.lines[l] < next {
			l++
		}
		switch {
		case b < len(c.Breaks) && c.Breaks[b] == next:
			// An empty line in the middle of a sentence is a page cut: "…for the" + "employee…".
			if endsClause(text[:i]) || !startsLower(text[next:]) {
				add(next)
			}
		case l < len(c.lines) && c.lines[l] == next:
			from := 0
			if l > 0 {
				from = c.lines[l-1]
			}
			// A line much shorter than the longest is the last of its paragraph, or
			// a row of a table: wrapped text fills its lines.
			short := (next-1-from)*10 < longest*6
			if endsClause(text[:i]) && !startsLower(text[next:]) || isListItem(text[next:]) ||
				short && !startsLower(text[next:]) {
				add(next)
			}
		case endsSentence(text[:i]) && startsSentence(text[next:]):
			add(next)
		}
	}
	add(len(text))
	return out
}

// split cuts a long sentence at line ends, and where it has none at semicolons
// and colons before a list item.
func (c *Clean) split(from, to int) [][2]int {
	if to-from <= longSentence {
		return [][2]int{{from, to}}
	}
	var cuts []int
	for k := sort.SearchInts(c.lines, from+1); k < len(c.lines) && c.lines[k] < to; k++ {
		// Wrapped prose: the next line goes on in lower case. Only a table or list
		// starts its lines with figures and capitals.
		if !startsLower(c.Text[c.lines[k]:to]) {
			cuts = append(cuts, c.lines[k])
		}
	}
	if len(cuts) == 0 {
		for i := from + 1; i+1 < to; i++ {
			if c.Text[i] == ' ' && (c.Text[i-1] == ';' || isListItem(c.Text[i+1:to]) && !isReference(c.Text[from:i])) {
				cuts = append(cuts, i+1)
			}
		}
	}
	var out [][2]int
	start := from
	for _, cut := range append(cuts, to+1) {
		end := cut - 1
		if end-start < 60 && cut <= to {
			continue // not worth a piece of its own: "a. Deductible $250"
		}
		out = append(out, [2]int{start, end})
		start = cut
	}
	return out
}

// abbreviations that end in a full stop inside a sentence.
const abbreviations = " no nos sec secs art arts inc dr mr mrs ms st vs etc e.g i.e approx dept hr hrs yr yrs u.s a.m p.m jr sr ph.d jan feb mar apr jun jul aug sep sept oct nov dec p pp par app ch dist co corp ltd rev subd v r n.w mich stat "

func endsSentence(s string) bool {
	s = strings.TrimRight(s, `"'”’)]`)
	if s == "" {
		return false
	}
	switch s[len(s)-1] {
	case '?', '!':
		return true
	case '.':
	default:
		return false
	}
	word := s[strings.LastIndexByte(s, ' ')+1 : len(s)-1]
	word = strings.TrimLeft(word, `("“'[`)
	if utf8.RuneCountInString(word) <= 1 {
		return word == "" // "A. Title", "1. Item", "J. Smith"
	}
	if strings.Trim(word, "0123456789") == "" && len(word) <= 2 && (len(s) == len(word)+1) {
		return false // "12. The employee" at the start
	}
	return !strings.Contains(abbreviations, " "+strings.ToLower(word)+" ")
}

func endsClause(s string) bool {
	s = strings.TrimRight(s, `"'”’)]`)
	return s != "" && strings.IndexByte(".;:?!", s[len(s)-1]) >= 0
}

func startsSentence(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, `("“'[*•-– `))
	return unicode.IsUpper(r) || unicode.IsDigit(r) || isListItem(s)
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, `("“'[`))
	return unicode.IsLower(r) && !isListItem(s)
}

// isListItem reports whether s starts with the marker of a list: "(a) ",
// "a) ", "12. ", "b. ", "• ".
func isListItem(s string) bool {
	if strings.HasPrefix(s, "•") || strings.HasPrefix(s, "– ") || strings.HasPrefix(s, "- ") {
		return true
	}
	body, open := strings.CutPrefix(s, "(")
	n := 0
	for n < len(body) && n < 4 && (body[n] >= 'a' && body[n] <= 'z' || body[n] >= 'A' && body[n] <= 'Z' || body[n] >= '0' && body[n] <= '9') {
		n++
	}
	if n == 0 || n+1 >= len(body) || body[n+1] != ' ' || body[n] != ')' && (body[n] != '.' || open) {
		return false
	}
	word := body[:n]
	switch {
	case n == 1:
		return body[n] == ')' || word != "I" // "I." may end a sentence; "(I)" opens an item
	case strings.Trim(word, "0123456789") == "":
		return n <= 2
	default:
		return strings.Trim(strings.ToLower(word), "ivx") == ""
	}
}

// isReference reports whether s ends in words that a list marker would only
// complete: "Section", "paragraph", "and", "or", "of", "Step".
func isReference(s string) bool {
	word := strings.ToLower(s[strings.LastIndexByte(s, ' ')+1:])
	switch strings.TrimRight(word, "s") {
	case "section", "paragraph", "article", "subsection", "and", "or", "of", "step", "to", "through",
		"item", "part", "appendix", "subparagraph", "within", "in", "letter", "level":
		return true
	}
	// A number in words before its figures: "ten (10) days".
	return isNumberWord(word)
}

func isNumberWord(w string) bool {
	if k := strings.LastIndexByte(w, '-'); k >= 0 {
		w = w[k+1:]
	}
	switch w {
	case "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
		"twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
		"thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "percent", "dollars":
		return true
	}
	return false
}
