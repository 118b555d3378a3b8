package outline

import (
	"sort"
	"strings"

	"github.com/clausebook/clausebook/ingest/layout"
)

// unheap pairs the labels and the titles of a contents list that a scan read
// column by column: first "ARTICLE 1", "ARTICLE 2", "2.1", "2.2", then the titles
// in the same order. They are paired only where there are as many of the one
// as of the other; labels that are left alone are dropped, since a label
// without a title says nothing that the body does not.
func unheap(lines []*layout.Line) []*layout.Line {
	type heap struct{ labels, titles []*layout.Line }
	var out []*layout.Line
	var heaps []heap
	close := func() {
		var pool heap
		var waiting []heap
		flush := func() {
			for i := len(waiting) - 1; i >= 0; i-- { // the last first: what went wrong is at the front
				if h := waiting[i]; len(h.labels) == len(h.titles) {
					h.titles = pairUp(h.labels, h.titles)
					waiting[i] = h
				}
			}
			for _, h := range waiting {
				out = append(out, h.titles...)
				if len(pool.titles) == 0 {
					out = append(out, h.labels...) // a list of labels alone
				}
			}
			pool, waiting = heap{}, nil
		}
		for _, h := range heaps {
			pool.labels = append(pool.labels, h.labels...)
			pool.titles = append(pool.titles, h.titles...)
			waiting = append(waiting, h)
			if len(pool.labels) == len(pool.titles) {
				waiting = []heap{pool}
				flush()
			}
		}
		flush()
		heaps = nil
	}
	for i := 0; i < len(lines); i++ {
		n := heapLabels(lines[i:])
		if n >= 3 || n > 0 && len(heaps) > 0 {
			var h heap
			for _, l := range lines[i : i+n] {
				if lab := labelPiece(l.Bare); lab != "" {
					h.labels = append(h.labels, spanOf(l, lab, l.Span))
				}
			}
			heaps = append(heaps, h)
			i += n - 1
			continue
		}
		if len(heaps) > 0 {
			if _, ok := columnHeading(lines[i].Bare); ok {
				continue
			}
			h := &heaps[len(heaps)-1]
			if _, labelled := readLabel(lines[i].Bare); !labelled && hasLetters(lines[i].Bare) || labelled && digitWord(lines[i].Bare) {
				if k := len(h.titles); k > 0 && goesOn(lines[i]) {
					last := h.titles[k-1]
					s := last.Span
					s.End = lines[i].Span.End
					h.titles[k-1] = spanOf(last, last.Bare+" "+lines[i].Bare, s)
					continue
				}
				h.titles = append(h.titles, lines[i])
				continue
			}
			close()
		}
		out = append(out, lines[i])
	}
	close()
	return out
}

// goesOn: a line of a title that opens in mid-phrase, with a word that no title
// opens with.
func goesOn(l *layout.Line) bool {
	w, _, _ := strings.Cut(l.Bare, " ")
	return smallWords[strings.ToLower(w)] && l.After == 0 && w != "A"
}

// digitWord: what looks like a label opens a title: "4-10 PROGRAM", "2 hour
// minimum".
func digitWord(s string) bool {
	lab, ok := readLabel(s)
	return ok && lab.word == "" && lab.form() == formDecimal && strings.Contains(lab.number, "-") && lab.end < len(s)
}

// heapLabels is how many lines from the first on hold labels, or the pieces of
// them that a column's edge left, and nothing else.
func heapLabels(lines []*layout.Line) int {
	n := 0
	for n < len(lines) && (labelPiece(lines[n].Bare) != "" || keywordPiece(lines[n].Bare)) {
		n++
	}
	return n
}

// labelPiece is the label that a line holds, with its word whole again ("ON 2.1"
// is "Section 2.1", "CLE II" is "Article II"), or "".
func labelPiece(s string) string {
	if lab, ok := readKeyword(s); ok && lab.end >= len(s) && lab.number != "" {
		return s
	}
	if lab, ok := readBare(s + " "); ok && lab.form() == formDecimal && lab.end >= len(s) && strings.Contains(s, ".") {
		return s
	}
	f := strings.Fields(s)
	if len(f) != 2 || len(f[0]) > 5 || len(f[0]) < 2 || !allCaps(f[0]) {
		return ""
	}
	for _, w := range []string{"SECTION", "ARTICLE"} {
		if strings.HasSuffix(w, f[0]) {
			if lab, ok := readKeyword(w + " " + f[1]); ok && lab.number != "" && lab.end >= len(w)+1+len(f[1]) {
				return w + " " + f[1]
			}
		}
	}
	return ""
}

// keywordPiece: the line is the beginning of a unit's word that a column's edge
// cut off: "SECT!", "ART".
func keywordPiece(s string) bool {
	t := strings.TrimRight(s, "!|1lI. ")
	return len(t) >= 3 && len(s) <= 8 && (strings.HasPrefix("SECTION", t) || strings.HasPrefix("ARTICLE", t))
}

// pairUp gives each title its label: the labels in the order of their numbers,
// since an article's label may stand among those of another's sections.
func pairUp(labels, titles []*layout.Line) []*layout.Line {
	key := func(l *layout.Line) []int {
		lab, _ := readLabel(l.Bare)
		var k []int
		for p := range strings.FieldsFuncSeq(lab.number, func(r rune) bool { return r == '.' || r == '-' }) {
			if v, ok := bareNumber(p); ok {
				k = append(k, v)
			}
		}
		if len(k) == 0 {
			k = append(k, lab.ord())
		}
		return k
	}
	sorted := true
	for _, l := range labels {
		lab, _ := readLabel(l.Bare)
		sorted = sorted && (lab.word == wordArticle && lab.form() == formArabic || lab.form() == formDecimal)
	}
	labels = append([]*layout.Line{}, labels...)
	if sorted {
		sort.SliceStable(labels, func(i, j int) bool {
			a, b := key(labels[i]), key(labels[j])
			for n := 0; n < len(a) && n < len(b); n++ {
				if a[n] != b[n] {
					return a[n] < b[n]
				}
			}
			return len(a) < len(b)
		})
	}
	out := make([]*layout.Line, len(titles))
	for i, t := range titles {
		out[i] = spanOf(t, labels[i].Bare+" - "+t.Bare, t.Span)
	}
	return out
}
