package outline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/layout"
)

// cutTitles cuts the lines of an unbroken text before the titles without a
// number that the contents list names before its first numbered unit
// ("PREAMBLE"), where they stand in capitals in mid-line.
func (r *reader) cutTitles() {
	if !r.doc.Unbroken {
		return
	}
	for i := range r.entries {
		e := &r.entries[i]
		if e.word != "" || e.Depth != 0 || len(e.Title) < 6 || !allCaps(e.Title) {
			continue
		}
		for k := r.to; k < len(r.lines); k++ {
			l := r.lines[k]
			if lab, ok := r.label(l.Bare); ok && lab.word == wordArticle {
				break
			}
			at := strings.Index(l.Bare, e.Title+" ")
			if at <= 0 || l.Bare[at-1] != ' ' || len(l.Bare) != l.Span.Len() {
				continue
			}
			rest := strings.TrimLeft(l.Bare[at+len(e.Title):], " ")
			if c, _ := utf8.DecodeRuneInString(rest); !unicode.IsUpper(c) || allCaps(strings.Fields(rest)[0]) {
				continue
			}
			r.cutLine(k, at)
			break
		}
	}
}

// cutLine divides line k at offset at of its text.
func (r *reader) cutLine(k, at int) {
	l := r.lines[k]
	cut := l.Span.Start + at
	a, b := *l, *l
	a.Span.End = cut
	for a.Span.End > a.Span.Start && r.doc.Text[a.Span.End-1] == ' ' {
		a.Span.End--
	}
	a.Bare = r.doc.Text[a.Span.Start:a.Span.End]
	b.Span.Start, b.Inner = cut, true
	b.Bare = r.doc.Text[b.Span.Start:b.Span.End]
	r.lines = append(r.lines[:k], append([]*layout.Line{&a, &b}, r.lines[k+1:]...)...)
}

// cutListed cuts the lines of an unbroken text before the unnumbered titles
// that the contents list gives below its sections. List and body are walked
// together, so that "Medical Benefits" is sought only between the sections that
// the list has it between, and there only where a sentence has ended.
func (r *reader) cutListed() {
	if !r.doc.Unbroken || r.to == r.from {
		return
	}
	line := r.to
	for i := range r.entries {
		e := &r.entries[i]
		if e.word != "" && e.ord > 0 {
			for k := line; k < len(r.lines); k++ {
				if lab, ok := r.label(r.lines[k].Bare); ok && lab.word == e.word && lab.ord() == e.ord {
					line = k
					break
				}
			}
			continue
		}
		if e.word != "" || e.Number != "" || e.Depth == 0 || len(e.folded) < 6 {
			continue
		}
		if k := r.cutAt(line, e); k > 0 {
			line = k
		}
	}
}

// cutAt seeks e's title from line k on, up to the next numbered unit that the
// list goes on with, and cuts before it. It returns the line that the title
// then opens, or 0.
func (r *reader) cutAt(from int, e *entry) int {
	for k := from; k < len(r.lines) && k < from+60; k++ {
		l := r.lines[k]
		if k > from {
			if lab, ok := r.label(l.Bare); ok && (lab.word == wordArticle || lab.word == wordSection) {
				return 0
			}
		}
		if len(l.Bare) != l.Span.Len() {
			continue
		}
		for pos := 0; pos < len(l.Bare); pos++ {
			if c := l.Bare[pos]; c < 'A' || c > 'Z' || pos > 0 && l.Bare[pos-1] != ' ' {
				continue
			}
			if before := strings.TrimRight(l.Bare[:pos], " "); before != "" && strings.IndexByte(".:;)%\"", before[len(before)-1]) < 0 {
				continue
			}
			if f := fold(l.Bare[pos:min(len(l.Bare), pos+8)]); len(f) < 4 || unlike(f[:4], e.folded[:4]) {
				continue
			}
			to, end, ok := r.matchTitle(k, pos, e.Title)
			if !ok || to != k || !titleLike(l.Bare[pos:end]) && !sameFolded(fold(l.Bare[pos:end]), e.folded) {
				continue // "Final A verage Compensation" is one, read letter by letter
			}
			if pos == 0 {
				return k
			}
			r.cutLine(k, pos)
			return k + 1
		}
	}
	return 0
}

// openings are titles of what stands before the first article when no contents
// list names it.
var openings = map[string]corpus.Kind{"preamble": corpus.Preamble, "introduction": corpus.Introduction, "foreword": corpus.Introduction, "agreement": corpus.Preamble}

// specials adds the units without a number: those the contents list names, the
// preamble and introduction, the signatures, the index.
func (r *reader) specials(numbered bool) {
	taken := map[int]bool{}
	for _, u := range r.top {
		for k := u.line; k <= u.last; k++ {
			taken[k] = true
		}
	}
	first, last := len(r.lines), -1
	for _, u := range r.top {
		first, last = min(first, u.line), max(last, u.line)
	}
	for i := range r.entries {
		e := &r.entries[i]
		if e.Depth != 0 || e.word != "" || e.Number != "" {
			continue
		}
		for k := range r.lines {
			l := r.lines[k]
			if !r.mayBegin(k, e.folded) || k >= r.from && k < r.to || taken[k] || l.Running || len(l.Bare) > 200 && !l.Inner && !r.doc.Unbroken {
				continue
			}
			to, end, ok := r.matchTitle(k, 0, e.Title)
			if !ok || end < len(r.lines[to].Bare) && !r.doc.Unbroken || k > first && !allCaps(r.lines[to].Bare) && !l.Marked && (k <= last || fold(l.Bare) != e.folded || !r.alone(k)) {
				continue
			}
			// The whole line must be the title: "Agreement" opens many sentences.
			if r.doc.Unbroken && end < len(r.lines[to].Bare) && !allCaps(r.words(k, 0, to, end)) {
				continue
			}
			u := &unit{line: k, start: l.Span.Start, kind: corpus.Other, title: cleanTitle(r.words(k, 0, to, end)), conf: 0.9}
			if !numbered {
				u.kind = corpus.Article // titles alone stand in the place of articles
			}
			if kind, ok := openings[fold(u.title)]; ok && k < first {
				u.kind = kind
			}
			if strings.HasPrefix(e.folded, "signature") {
				if to+1 >= len(r.lines) {
					continue // the foot of the page that was signed, with nothing below it
				}
				u.kind = corpus.Signature
			}
			if strings.EqualFold(u.title, "index") {
				u.kind = corpus.Index
			}
			r.close(u, to, end)
			for j := k; j <= to; j++ {
				taken[j] = true
			}
			r.top = append(r.top, u)
			break
		}
	}
	for k := range r.lines {
		l := r.lines[k]
		f := r.begin[k]
		if len(l.Bare) > beginning && len(l.Bare) < 60 {
			f = fold(l.Bare) // the whole line is asked for; a longer one is no title of these
		}
		if k >= r.from && k < r.to || taken[k] || l.Running && f != "index" {
			continue
		}
		if r.repeated(f, k) {
			l.Running = true // "PREAMBLE" again at the foot of its page
			continue
		}
		if kind, ok := openings[f]; ok && k < first && numbered && allCaps(l.Bare) && k+1 < len(r.lines) && (kind != corpus.Preamble || f != "agreement" || prosaic(r.lines[k+1].Bare)) {
			u := &unit{line: k, start: l.Span.Start, kind: kind, title: cleanTitle(l.Bare), conf: 0.9}
			r.close(u, k, len(l.Bare))
			r.top = append(r.top, u)
			taken[k] = true
		}
		if witnessed(f) && k > last && last >= 0 && !r.hasKind(corpus.Signature) {
			u := &unit{line: k, last: k, start: l.Span.Start, headEnd: l.Span.Start, kind: corpus.Signature, slug: "signature", conf: 0.9, body: k}
			r.top = append(r.top, u)
		}
		if strings.HasPrefix(f, "index") && len(f) < 24 && allCaps(strings.Fields(l.Bare)[0]) && l.Span.Start > len(r.doc.Text)/2 && k > last && !r.hasKind(corpus.Index) && r.indexLike(k+1) {
			u := &unit{line: k, start: l.Span.Start, kind: corpus.Index, slug: "index", title: "INDEX", conf: 0.9}
			r.close(u, k, len(strings.Fields(l.Bare)[0]))
			r.top = append(r.top, u)
		}
	}
}

// witnessed: f opens the words above the signatures: "IN WITNESS WHEREOF", and what
// typists make of it.
func witnessed(f string) bool {
	for _, w := range []string{"inwitnesswhereof", "witnesswhereof", "inwitnesshereof", "inwitnessthereof", "inagreementandwitness"} {
		if strings.HasPrefix(f, w) {
			return true
		}
	}
	return false
}

// repeated: line k says once more, at the edge of a page, the title f of an
// opening that was found above it.
func (r *reader) repeated(f string, k int) bool {
	if openings[f] == "" || k+1 >= len(r.lines) || !r.pageBetween(k+1) && (k == 0 || !r.pageBetween(k)) {
		return false
	}
	for _, u := range r.top {
		if u.number == "" && u.line < k && u.kind == openings[f] && fold(u.title) == f {
			return true
		}
	}
	return false
}

func (r *reader) hasKind(k corpus.Kind) bool {
	for _, u := range r.top {
		if u.kind == k {
			return true
		}
	}
	return false
}

// indexLike: most of the lines from k on end in numbers, as an index's do.
func (r *reader) indexLike(k int) bool {
	n, hits := 0, 0
	for ; k < len(r.lines) && n < 12; k, n = k+1, n+1 {
		if s := strings.TrimRight(r.lines[k].Bare, " .,"); s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' {
			hits++
		}
	}
	return n >= 3 && hits*2 >= n
}
