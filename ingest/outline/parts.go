package outline

import (
	"sort"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

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
		first := sort.Search(len(cands), func(k int) bool { return cands[k].line >= a.line })
		for _, c := range cands[first:] {
			if c.line >= end {
				break
			}
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
	var letter *unit // the last found
	for _, c := range cands {
		if c.lab.word != wordAppendix && c.lab.word != wordLetter || taken[c.line] || c.score < 1.8 && !r.listedAlone(c.line) {
			continue
		}
		kind := corpus.Appendix
		if c.lab.word == wordLetter {
			kind = corpus.Letter
			if n := len(r.lines[c.line].Bare); r.indexed(c.line) && r.lines[c.line].Bare[n-1] >= '0' && r.lines[c.line].Bare[n-1] <= '9' {
				continue // "Memorandum of Understanding 5" in the index
			}
			// In running text a letter is spoken of far more often than headed.
			if letter != nil && c.lab.number == "" && letter.number != "" && letter.last+1 == c.line {
				continue // "LOA #1 – Parking", and below it "Letter of Agreement"
			}
			if !c.lab.caps && c.lab.number == "" && !r.alone(c.line) && !r.listedAlone(c.line) && r.opensListedPage(&c) == nil || len(main) > 0 && c.line < main[0].line {
				continue
			}
		}
		if len(main) > 0 && (c.line < main[0].line || c.line < main[len(main)-1].line && r.scheduled(&c)) {
			continue
		}
		u := r.unitAt(c, kind)
		if kind == corpus.Letter && u.number == "" {
			u.entry = r.opensListedPage(&c)
			if t := u.title; u.entry != nil && len(t) < 9 && strings.HasPrefix(t, "(") {
				u.title = cleanTitle(r.lines[c.line].Bare) // "Memorandum of Understanding (MoU)"
			}
		}
		if kind == corpus.Letter && u.number == "" && u.title == "" {
			switch bare := r.lines[c.line].Bare; {
			case r.isListed(bare):
				u.title = cleanTitle(bare) // all that it is called, in the list too
			case !c.lab.caps:
				continue
			}
		}
		if kind == corpus.Letter {
			letter = u
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

// opensListedPage is the letter without a number that the contents list has on the page
// of which candidate c is the first line; nil if it has none: "Memorandum of Understanding (MoU)", and below
// it "Between" and the names.
func (r *reader) opensListedPage(c *candidate) *entry {
	k := c.line
	if k == 0 || r.lines[k].Sheet == r.lines[k-1].Sheet || len(r.lines[k].Bare) > 60 || r.lines[k].Sheet >= len(r.doc.Pages) {
		return nil
	}
	page := r.doc.Pages[r.lines[k].Sheet].Label
	for i := range r.entries {
		if e := &r.entries[i]; e.word == wordLetter && e.Number == "" && e.Page != "" && strings.EqualFold(e.Page, page) {
			return e
		}
	}
	return nil
}

// indexed: line k stands behind the heading of the index.
func (r *reader) indexed(k int) bool {
	for _, u := range r.top {
		if u.kind == corpus.Index && u.line < k {
			return true
		}
	}
	return false
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

// scheduled: an appendix's word in small letters, in the middle of a page among the
// articles, opens a line of a list ("Schedule 2: Head coaches").
func (r *reader) scheduled(c *candidate) bool {
	if c.lab.word != wordAppendix || c.lab.caps || r.pageBetween(c.line) {
		return false
	}
	for _, e := range r.byNumber[place{c.lab.word, c.ord}] {
		if strings.EqualFold(e.Number, c.lab.number) {
			return false // the contents list has it
		}
	}
	return true
}

// listedAlone: line k is the whole title of an entry of the contents list and
// stands below a blank line or on top of its page.
func (r *reader) listedAlone(k int) bool {
	return (r.lines[k].After > 0 || k > 0 && r.pageBetween(k)) && r.isListed(r.lines[k].Bare)
}

// alone: line k stands between blank lines, or on top of its page above one.
func (r *reader) alone(k int) bool {
	return (r.lines[k].After > 0 || k > 0 && r.pageBetween(k)) && (k+1 >= len(r.lines) || r.lines[k+1].After > 0)
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
	var before *unit // the one that out ends with
	lastLine := -1
	for _, u := range r.top {
		if u.line <= lastLine {
			continue // stands inside the heading before it
		}
		if u.number != "" && (u.kind == corpus.Appendix || u.kind == corpus.Letter) {
			k := key(u)
			if s := seen[k]; !u.lab.caps && capital[k] && !r.local(u) || s != nil && (u.title == "" || sameTitle(u.title, s.title)) {
				if l := r.lines[u.line]; u.lab.end >= len(l.Bare) {
					l.Running = true // the head of a page, not of a unit
				}
				continue
			}
			if before != nil && before.kind == u.kind && key(before) == k && len(fold(before.title)) >= 4 && strings.HasSuffix(fold(u.title), fold(before.title)) {
				continue // "ADDENDUM A – TABLE I, WAGES" inside "ADDENDUM A / WAGES"
			}
			if seen[k] == nil {
				seen[k] = u
			}
		}
		before = u
		lastLine = u.last
		out = append(out, u)
	}
	r.top = out
}

// local: an appendix's heading says what it is the appendix of, so that it is not
// the agreement's own of that letter.
func (r *reader) local(u *unit) bool {
	l := r.lines[u.line]
	return u.kind == corpus.Appendix && named(l.Bare[min(u.lab.end, len(l.Bare)):])
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
			if app != nil && r.innerAppendix(app, u, r.top[i+1:]) {
				app.sub = append(app.sub, u)
				continue
			}
			if app != nil && appendixOrd(app) > appendixOrd(u) && u.lab.ord() > 0 && app.number != "" && u.lab.form() == formUpper && strings.EqualFold(app.lab.printed, u.lab.printed) {
				app.sub = append(app.sub, u)
				continue
			}
			app = u
		case corpus.Letter:
			if app != nil && u.entry == nil && (u.number == "" || strings.Contains(strings.ToLower(app.title), "letter")) {
				if len(app.sub) == 0 && app.title == "" && app.last+1 >= u.line {
					app.title = u.title
					if !strings.HasPrefix(fold(u.title), fold(u.lab.printed)) {
						app.title = strings.TrimSpace(u.lab.printed + " " + u.title)
					}
				}
				app.sub = append(app.sub, u)
				continue
			}
			app = nil
		case corpus.Other:
			if !u.cover && !r.beginsAnew(i) && seenArticle && i < lastArticle && len(out) > 0 && out[len(out)-1].kind == corpus.Article {
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

// innerAppendix: u is one of an appendix's own: Exhibits B and C, which the
// contents list does not have, behind Exhibit 2, which it has, and before Exhibit 3.
func (r *reader) innerAppendix(app, u *unit, behind []*unit) bool {
	a, b := app.lab.form(), u.lab.form()
	if a != formArabic && a != formRomanUp || b != formUpper || len(u.number) != 1 || !strings.EqualFold(app.lab.printed, u.lab.printed) || r.local(u) {
		return false
	}
	for _, e := range r.byNumber[place{u.lab.word, u.lab.ord()}] {
		if strings.EqualFold(e.Number, u.number) {
			return false
		}
	}
	for _, v := range behind {
		if v.kind == corpus.Appendix && v.lab.form() == a && strings.EqualFold(v.lab.printed, app.lab.printed) {
			return v.lab.ord() == app.lab.ord()+1
		}
	}
	return false
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
