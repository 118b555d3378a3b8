package outline

import (
	"strings"
	"unicode"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/layout"
)

// An entry is one entry of the contents list, before it is matched to a body.
type entry struct {
	corpus.ContentsEntry
	word   word
	ord    int
	top    int // index of the entry at depth 0 that it stands under; itself at depth 0
	folded string
}

// findContents gives the half-open range of lines that hold the contents list;
// from == to if there is none. It is found by a heading that says so or by a
// run of lines that end in leaders and page numbers, and it ends where lines
// stop looking like entries: before the first unit it lists stands a second
// time.
func findContents(lines []*layout.Line, read func(string) (label, bool)) (from, to int) {
	limit := len(lines)*2/5 + 10
	start := -1
	for i := 0; i < min(limit, len(lines)); i++ {
		switch fold(lines[i].Bare) {
		case "tableofcontents", "contents", "tableofcontent":
			start = i
		}
		if start >= 0 {
			break
		}
	}
	if start < 0 {
		run, begin := 0, 0
		for i := 0; i < min(limit, len(lines)); i++ {
			if k := entryLike(lines[i]); k == strong || flowing(lines[i]) {
				if run == 0 {
					begin = i
				}
				run++
			} else if k == no && len(lines[i].Bare) > 60 || i-begin > run*3+6 {
				run = 0
			}
			if run >= 6 {
				start = begin
				break
			}
		}
		if start < 0 {
			return 0, 0
		}
		for start > 0 && (lines[start].Inner || lines[start-1].Inner) && allCaps(lines[start-1].Bare) {
			start--
		}
	}
	first, last, prose, page := "", start, 0, 0
	for i := start + 1; i < len(lines); i++ {
		l := lines[i]
		k := entryLike(l)
		lab, ok := read(l.Bare)
		key := ""
		if ok && (lab.word == wordArticle || lab.word == wordSection && first == "" || lab.word == "chapter" || lab.word == "rule") && lab.part == "" {
			key = string(lab.word) + " " + itoa(lab.ord())
		}
		if key != "" && first != "" && key == first && k != strong && !pageSoon(lines, i) {
			break // the list's first unit again: the body
		}
		if key != "" && first == "" {
			first = key
		}
		switch {
		case k == strong || flowing(l) || k == weak && trailingPage(l.Bare) >= page:
			if p := trailingPage(l.Bare); p > 0 && k == strong {
				page = p
			}
			last, prose = i, 0
		case prosaic(l.Bare) || l.Inner && len(l.Bare) > 400 && !allCaps(l.Bare):
			prose += 1 + len(l.Bare)/400
			if prose >= 2 {
				return start, heapBehind(lines, last+1)
			}
		case len(l.Bare) > 110:
			prose++
		case first == "" && i-start > 40 && i-last > 8:
			return start, last + 1
		case i-last > 25 && page > 0:
			return start, last + 1
		case page == 0 && ok && len(l.Bare) < 90:
			last = i // a list without page numbers
		}
	}
	return start, heapBehind(lines, last+1)
}

// heapBehind extends a list that ends before line end by a last page of it that
// was read column by column: labels alone, and then as many titles.
func heapBehind(lines []*layout.Line, end int) int {
	for i := end; i < min(end+8, len(lines)); i++ {
		n := heapLabels(lines[i:])
		if n < 3 {
			i += n
			continue
		}
		k := i + n
		for k < min(i+2*n, len(lines)) && titleLike(lines[k].Bare) && len(lines[k].Bare) < 110 {
			k++
		}
		if k == i+2*n {
			return k
		}
		break
	}
	return end
}

// findRestart finds a contents list by what follows it: a run of articles, close
// together, whose numbers then begin again with text between them. A scan may
// have left such a list neither a heading nor page numbers. from and to are the
// lines already known as the list.
func findRestart(lines []*layout.Line, from, to int, read func(string) (label, bool)) (int, int) {
	type mark struct{ line, ord int }
	var marks []mark
	for i, l := range lines {
		if !opensArticle(l.Bare) {
			continue
		}
		if lab, ok := read(l.Bare); ok && lab.word == wordArticle && lab.part == "" && lab.ord() > 0 && !l.Running && !citing(l.Bare[lab.end:]) {
			marks = append(marks, mark{i, lab.ord()})
		}
	}
	high, cut := 0, -1
	for k, m := range marks {
		if m.ord <= 2 && high >= 4 && m.ord < high-2 {
			cut = k
			break
		}
		high = max(high, m.ord)
	}
	if cut < 4 || len(marks)-cut < 4 {
		return 0, 0
	}
	gap := func(a, b int) int { // bytes an article, from mark a to mark b
		return (lines[marks[b].line].Span.Start - lines[marks[a].line].Span.Start) / (b - a)
	}
	if gap(0, cut-1)*4 > gap(cut, len(marks)-1) {
		return 0, 0
	}
	start := marks[0].line
	for k := 1; k <= 6 && start-k >= 0; k++ {
		switch fold(lines[start-k].Bare) {
		case "index", "contents", "tableofcontents":
			start -= k
		}
	}
	// The list ends with its last labelled line, or with what still looks like it.
	end := marks[cut-1].line + 1
	for i := end; i < marks[cut].line; i++ {
		lab, ok := read(lines[i].Bare)
		if ok && lab.word != "" && len(lines[i].Bare) < 120 || ok && lab.form() == formDecimal && len(lines[i].Bare) < 120 || entryLike(lines[i]) != no {
			end = i + 1
		} else if prosaic(lines[i].Bare) {
			break
		}
	}
	if to > from && (end < from || to < start) && to <= marks[cut].line {
		start, end = min(start, from), max(end, to)
	}
	return start, end
}

// citing: what follows a label makes it a citation.
func citing(rest string) bool {
	return rest != "" && (lowerStart(rest) || rest[0] == ',' || rest[0] == ')')
}

// flowing: an entry of a list that was set as one line: a label and a title in
// capitals, with the page number or without.
func flowing(l *layout.Line) bool {
	if !l.Inner || len(l.Bare) > 800 || !allCaps(l.Bare) {
		return false
	}
	lab, ok := readLabel(l.Bare)
	return ok && lab.word != ""
}

// pageSoon: an entry that begins at line i has its page number within the next
// two lines, so that it is an entry and not a heading.
func pageSoon(lines []*layout.Line, i int) bool {
	for k := i + 1; k < min(i+3, len(lines)); k++ {
		if entryLike(lines[k]) == strong {
			_, ok := readLabel(lines[k].Bare)
			return !ok
		}
	}
	return false
}

const (
	no     = 0
	weak   = 1 // a short line that ends in a number
	strong = 2 // leaders, a tab or a wide gap before the number
)

// entryLike grades how much a line looks like an entry of a contents list.
func entryLike(l *layout.Line) int {
	s := strings.TrimRight(l.Bare, " .")
	if strings.Contains(l.Bare, "....") || strings.Contains(l.Bare, "……") || strings.Contains(l.Bare, ". . . .") {
		return strong
	}
	end := len(s)
	for end > 0 && (s[end-1] >= '0' && s[end-1] <= '9') {
		end--
	}
	n := len(s) - end
	if n == 0 {
		k := strings.LastIndexAny(s, " \t")
		if _, ok := roman(s[k+1:]); !ok || k < 2 || s[k] != '\t' && s[k-1] != ' ' || s[k+1] < 'a' {
			return no
		}
		return strong
	}
	if n > 3 || end < 2 || len(l.Bare) > 170 {
		return no
	}
	head := s[:end]
	if strings.HasSuffix(head, "\t") || strings.HasSuffix(head, "  ") || strings.HasSuffix(strings.ToLower(head), "page ") || strings.HasSuffix(head, "…") {
		return strong
	}
	if !strings.HasSuffix(head, " ") && !unicode.IsUpper(rune(head[len(head)-1])) && head[len(head)-1] != '-' {
		return no
	}
	if _, ok := readLabel(s); ok || titleLike(head) {
		return weak
	}
	return no
}

// trailingPage is the number that ends s, or 0.
func trailingPage(s string) int {
	s = strings.TrimRight(s, " .")
	i := len(s)
	for i > 0 && s[i-1] >= '0' && s[i-1] <= '9' {
		i--
	}
	if i == len(s) || len(s)-i > 3 {
		return 0
	}
	return atoi(s[i:])
}

// prosaic: the line is running text, not an entry.
func prosaic(s string) bool {
	f := strings.Fields(s)
	if len(f) < 8 {
		return false
	}
	lower := 0
	for _, w := range f {
		if r := []rune(w)[0]; unicode.IsLower(r) && !smallWords[w] {
			lower++
		}
	}
	return lower*10 >= len(f)*4
}
