package outline

import (
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/layout"
)

// markedContents gives the half-open range of lines that the source says are its
// contents list, its heading included; from == to if it says so of less than
// three. Lines between that it says nothing of are few, or there are two lists.
func markedContents(lines []*layout.Line) (from, to int) {
	n := 0
	from, to = -1, 0
	for i, l := range lines {
		if !l.Listed {
			continue
		}
		if from < 0 {
			from = i
		} else if i-to > 3 {
			break
		}
		n++
		to = i + 1
	}
	if n < 3 {
		return 0, 0
	}
	for k := 1; k <= 2 && from-k >= 0; k++ {
		switch fold(lines[from-k].Bare) {
		case "tableofcontents", "contents", "tableofcontent", "index":
			return from - k, to
		}
	}
	return from, to
}

// sourceHeads makes units of the headings that the source marks as such, where no
// number or word tells the units on top: a web page whose articles have names
// only. The level on top is the first that two headings or more stand on with words
// below them; what stands on the next becomes sections.
func (r *reader) sourceHeads() {
	var of [10][]int
	for i, l := range r.lines {
		if l.Level > 0 && l.Level < len(of) && (i < r.from || i >= r.to) && !l.Running && len(l.Bare) < 200 {
			of[l.Level] = append(of[l.Level], i)
		}
	}
	top := 1
	for top < len(of) && !r.holding(of[top]) {
		top++
	}
	if top == len(of) {
		return
	}
	taken := map[int]bool{}
	for _, u := range r.top {
		taken[u.line] = true
	}
	var open *unit
	found := r.top
	for i := of[top][0]; i < len(r.lines); i++ {
		l := r.lines[i]
		if taken[i] {
			open = nil // what follows belongs to that unit
		}
		if taken[i] || l.Level == 0 || l.Running || i >= r.from && i < r.to || len(l.Bare) >= 200 {
			continue
		}
		switch l.Level {
		case top:
			open = r.named(i, corpus.Article)
			found = append(found, open)
		case top + 1:
			if _, labelled := r.label(l.Bare); !labelled && open != nil {
				open.sub = append(open.sub, r.named(i, corpus.Section))
			}
		}
	}
	sort.SliceStable(found, func(a, b int) bool { return found[a].line < found[b].line })
	r.top = found
}

// holding: two of the lines or more are headings with words below them; the lines
// of a cover that are set as headings have none.
func (r *reader) holding(lines []int) bool {
	n := 0
	for _, i := range lines {
		for k := i + 1; k < len(r.lines) && r.lines[k].Level != r.lines[i].Level; k++ {
			if r.lines[k].Level == 0 {
				n++
				break
			}
		}
	}
	return n >= 2
}

// named makes the unit whose heading is line i, all of it a title.
func (r *reader) named(i int, kind corpus.Kind) *unit {
	l := r.lines[i]
	u := &unit{line: i, last: i, start: l.Span.Start, headEnd: l.Span.End, kind: kind, title: l.Bare, conf: 0.8, body: i + 1}
	if lab, ok := r.label(l.Bare); ok && lab.number != "" && lab.form() != formBullet {
		u.lab, u.number = lab, lab.number
		u.title = ""
		r.title(u, "")
	} else if m := lettered.FindString(l.Bare); m != "" {
		u.number, u.title = strings.TrimSpace(m), strings.TrimSpace(l.Bare[len(m):])
	}
	return u
}

// lettered opens a heading of an appendix that counts its own: "D.1 Expenses".
var lettered = regexp.MustCompile(`^[A-Z](?:\.\d{1,3})+\s+`)

// leadTitle takes the words behind the label at pos that the source sets in bold
// or underlined, with text behind them, for the title: "Section 1. *Sick leave.*
// Each employee". They open with a capital and are no sentence of their own.
func (r *reader) leadTitle(u *unit, pos int) bool {
	l := r.lines[u.line]
	end := l.Lead.End
	if l.Lead.Start > pos || end <= pos+2 || end-pos > 120 || len(l.Bare) > l.Span.Len() {
		return false
	}
	for end < len(l.Bare) && strings.IndexByte(".:", l.Bare[end]) >= 0 {
		end++
	}
	t := strings.TrimSpace(l.Bare[pos:end])
	first, _ := utf8.DecodeRuneInString(t)
	if end >= len(l.Bare) || l.Bare[end] != ' ' && l.Bare[end] != '\t' || !unicode.IsUpper(first) || len(strings.Fields(t)) > maxTitle {
		return false
	}
	u.title = cleanTitle(t)
	r.close(u, u.line, end)
	return true
}
