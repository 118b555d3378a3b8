package outline

import (
	"sort"
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
			if before := strings.TrimRight(l.Bare[:pos], " "); before != "" && strings.IndexByte(".:;)\"", before[len(before)-1]) < 0 {
				continue
			}
			if f := fold(l.Bare[pos:min(len(l.Bare), pos+8)]); len(f) < 4 || unlike(f[:4], e.folded[:4]) {
				continue
			}
			to, end, ok := r.matchTitle(k, pos, e.Title)
			if !ok || to != k || !titleLike(l.Bare[pos:end]) {
				continue
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
			if !ok || end < len(r.lines[to].Bare) && !r.doc.Unbroken || k > first && !allCaps(l.Bare) && !l.Marked {
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
		f := fold(l.Bare)
		if k >= r.from && k < r.to || taken[k] || l.Running && f != "index" {
			continue
		}
		if kind, ok := openings[f]; ok && k < first && numbered && allCaps(l.Bare) && k+1 < len(r.lines) && (kind != corpus.Preamble || f != "agreement" || prosaic(r.lines[k+1].Bare)) {
			u := &unit{line: k, start: l.Span.Start, kind: kind, title: cleanTitle(l.Bare), conf: 0.9}
			r.close(u, k, len(l.Bare))
			r.top = append(r.top, u)
			taken[k] = true
		}
		if strings.HasPrefix(f, "inwitnesswhereof") && k > last && last >= 0 && !r.hasKind(corpus.Signature) {
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

// parts adds the parts of articles: headings that name the article and a part,
// or "PART B" inside an article.
func (r *reader) parts(cands []candidate) {
	r.unheaded(cands)
	articles := append([]*unit{}, r.top...)
	for n, a := range articles {
		end := len(r.lines)
		if n+1 < len(articles) {
			end = articles[n+1].line
		}
		var of []candidate
		for _, c := range cands {
			if c.line < a.line || c.line == a.line && a.headEnd > a.start || c.line >= end {
				continue
			}
			switch {
			case c.lab.word == wordArticle && c.lab.part != "" && strings.EqualFold(c.lab.number, a.number):
				c.ord = partOrd(c.lab.part)
				of = append(of, c)
			case c.lab.word == wordPart && c.lab.clear:
				of = append(of, c)
			}
		}
		asRomans(of)
		chain, score := bestChain(of)
		if len(chain) < 2 || score < 4 {
			continue
		}
		for _, c := range chain {
			u := r.unitAt(c, corpus.Part)
			if c.lab.part != "" {
				u.number = c.lab.part
			}
			a.sub = append(a.sub, u)
		}
	}
}

// asRomans reads single letters as roman numerals where others of the run are
// such: "PART I", "PART II".
func asRomans(of []candidate) {
	romans := false
	for i := range of {
		romans = romans || of[i].lab.form() == formRomanUp
	}
	for i := range of {
		if rd := of[i].lab.readings; romans && len(rd) > 1 && rd[1].form == formRomanUp {
			of[i].ord = rd[1].ord
		}
	}
}

// unheaded adds the articles that only their parts head: "ARTICLE 15, PART A"
// with no "ARTICLE 15" before it.
func (r *reader) unheaded(cands []candidate) {
	have := map[string]bool{}
	for _, u := range r.top {
		have[strings.ToLower(u.number)] = true
	}
	for _, c := range cands {
		if c.lab.word != wordArticle || c.lab.part == "" || c.score < 2.5 || have[strings.ToLower(c.lab.number)] {
			continue
		}
		have[strings.ToLower(c.lab.number)] = true
		start := r.lines[c.line].Span.Start
		u := &unit{line: c.line, last: c.line - 1, start: start, headEnd: start, body: c.line, lab: c.lab, kind: corpus.Article, number: c.lab.number, conf: 0.8}
		r.top = append(r.top, u)
	}
	sort.SliceStable(r.top, func(a, b int) bool { return r.top[a].line < r.top[b].line })
}

func partOrd(s string) int {
	if _, _, rd := readNumber(s, true); len(rd) > 0 {
		return rd[0].ord
	}
	return 0
}

// backMatter adds appendices and letters.
func (r *reader) backMatter(cands []candidate, main []candidate) {
	taken := map[int]bool{}
	for _, u := range r.top {
		for k := u.line; k <= u.last; k++ {
			taken[k] = true
		}
	}
	for _, c := range cands {
		if c.lab.word != wordAppendix && c.lab.word != wordLetter || taken[c.line] || c.score < 1.8 {
			continue
		}
		kind := corpus.Appendix
		if c.lab.word == wordLetter {
			kind = corpus.Letter
			// In running text a letter is spoken of far more often than headed.
			if !c.lab.caps && c.lab.number == "" && !r.alone(c.line) || len(main) > 0 && c.line < main[0].line {
				continue
			}
		}
		if len(main) > 0 && c.line < main[0].line {
			continue
		}
		u := r.unitAt(c, kind)
		if kind == corpus.Letter && u.number == "" && u.title == "" && !c.lab.caps {
			continue
		}
		for k := u.line; k <= u.last; k++ {
			taken[k] = true
		}
		r.top = append(r.top, u)
		if kind == corpus.Appendix {
			r.letterBeside(u)
		}
	}
}

// letterBeside hangs under an appendix the letter that its heading names behind
// its number: "APPENDIX H LETTER OF UNDERSTANDING RE: P-RATE".
func (r *reader) letterBeside(u *unit) {
	l := r.lines[u.line]
	pos := min(u.lab.end, len(l.Bare))
	lab, ok := readLabel(l.Bare[pos:])
	if !ok || lab.word != wordLetter || len(l.Bare) != l.Span.Len() {
		return
	}
	v := *u
	v.lab, v.kind, v.number, v.sub = lab, corpus.Letter, lab.number, nil
	v.start = l.Span.Start + pos
	v.title = cleanTitle(u.title[min(len(u.title), len(lab.printed)+len(lab.number)):])
	u.headEnd = v.start
	for u.headEnd > u.start && r.doc.Text[u.headEnd-1] == ' ' {
		u.headEnd--
	}
	u.sub = append(u.sub, &v)
}

// alone: line k stands between blank lines.
func (r *reader) alone(k int) bool {
	return r.lines[k].After > 0 && (k+1 >= len(r.lines) || r.lines[k+1].After > 0)
}

// dedupe drops a heading that repeats one already had: a running head that
// looks like the heading it repeats.
func (r *reader) dedupe() {
	seen := map[string]*unit{}
	capital := map[string]bool{}
	key := func(u *unit) string { return strings.ToLower(u.lab.printed) + " " + u.number }
	for _, u := range r.top {
		if u.lab.caps {
			capital[key(u)] = true
		}
	}
	out := r.top[:0]
	lastLine := -1
	for _, u := range r.top {
		if u.line <= lastLine {
			continue // stands inside the heading before it
		}
		if u.number != "" && (u.kind == corpus.Appendix || u.kind == corpus.Letter) {
			k := key(u)
			if s := seen[k]; !u.lab.caps && capital[k] || s != nil && (u.title == "" || sameTitle(u.title, s.title)) {
				if l := r.lines[u.line]; u.lab.end >= len(l.Bare) {
					l.Running = true // the head of a page, not of a unit
				}
				continue
			}
			if seen[k] == nil {
				seen[k] = u
			}
		}
		lastLine = u.last
		out = append(out, u)
	}
	r.top = out
}

// adopt puts units inside the one before them where they belong there: a letter
// inside an appendix, a local appendix inside an appendix, an unnumbered title
// that the contents list gives between two articles.
func (r *reader) adopt() {
	var out []*unit
	var app *unit // the appendix that is open
	seenArticle := false
	lastArticle := -1
	for i, u := range r.top {
		if u.kind == corpus.Article {
			lastArticle = i
		}
	}
	for i, u := range r.top {
		switch u.kind {
		case corpus.Article:
			seenArticle = true
			app = nil
		case corpus.Appendix:
			if app != nil && appendixOrd(app) > appendixOrd(u) && u.lab.ord() > 0 && app.number != "" && u.lab.form() == formUpper && strings.EqualFold(app.lab.printed, u.lab.printed) {
				app.sub = append(app.sub, u)
				continue
			}
			app = u
		case corpus.Letter:
			if app != nil && (u.number == "" || strings.Contains(strings.ToLower(app.title), "letter")) {
				if len(app.sub) == 0 && app.title == "" && app.last+1 >= u.line {
					app.title = strings.TrimSpace(u.lab.printed + " " + u.title)
				}
				app.sub = append(app.sub, u)
				continue
			}
			app = nil
		case corpus.Other:
			if seenArticle && i < lastArticle && len(out) > 0 && out[len(out)-1].kind == corpus.Article {
				u.kind = corpus.Section
				a := out[len(out)-1]
				a.sub = append(a.sub, u)
				continue
			}
			app = nil
		default:
			app = nil
		}
		out = append(out, u)
	}
	r.top = out
}

// appendixOrd orders appendices: B, B-1, B-2, C.
func appendixOrd(u *unit) int {
	switch u.lab.form() {
	case formUpper, formRomanUp:
		if len(u.number) == 1 {
			return int(u.number[0]-'A'+1) * 100
		}
	case formMixed:
		return u.lab.ord()
	}
	return u.lab.ord() * 100
}

// fields reads a document whose top is labelled fields ("PURPOSE: To ensure
// that …"), as procedures have.
func (r *reader) fields() {
	var us []*unit
	times := map[string]int{} // a field stands once; who acts is named again and again
	for _, l := range r.lines {
		if n := strings.IndexByte(l.Bare, ':'); n > 0 {
			times[l.Bare[:n]]++
		}
	}
	for k, l := range r.lines {
		if k >= r.from && k < r.to {
			continue
		}
		n := strings.IndexByte(l.Bare, ':')
		if n < 3 || times[l.Bare[:n]] > 1 || n > 60 || !allCaps(l.Bare[:n]) || len(strings.Fields(l.Bare[:n])) > 5 || strings.ContainsAny(l.Bare[:n], ".;,") {
			continue
		}
		u := &unit{line: k, start: l.Span.Start, kind: corpus.Section, title: sentenceCase(l.Bare[:n]), slug: slug(l.Bare[:n]), conf: 0.9}
		r.close(u, k, n+1)
		us = append(us, u)
	}
	if len(us) < 3 {
		return
	}
	for i, u := range us {
		end := len(r.lines)
		if i+1 < len(us) {
			end = us[i+1].line
		}
		// Inside a field, short lines that end in a colon name who acts.
		var sub []*unit
		for k := u.body; k < end; k++ {
			l := r.lines[k]
			if s := l.Bare; strings.HasSuffix(s, ":") && len(strings.Fields(s)) <= 4 && titleLike(s) && l.After > 0 {
				v := &unit{line: k, start: l.Span.Start, kind: corpus.Subsection, title: cleanTitle(s), slug: slug(s), conf: 0.8}
				r.close(v, k, len(s))
				sub = append(sub, v)
			}
		}
		if len(sub) >= 2 {
			u.sub = sub
		}
	}
	r.top, r.filled = us, true
}

// sentenceCase writes a title in capitals as words: "CONTACT AGENCY" → "Contact
// Agency".
func sentenceCase(s string) string {
	f := strings.Fields(strings.ToLower(s))
	for i, w := range f {
		c, n := utf8.DecodeRuneInString(w)
		f[i] = string(unicode.ToUpper(c)) + w[n:]
	}
	return strings.Join(f, " ")
}

// bare reads a document without any unit on top: its labels are its sections.
func (r *reader) bare() {
	root := &unit{line: -1, last: -1, kind: corpus.Other}
	r.nest(root, r.to, len(r.lines), 0)
	if len(root.sub) >= 2 {
		r.top, r.filled = root.sub, true
	}
}
