package outline

import (
	"strings"
	"unicode"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/layout"
)

// parseContents reads the entries of the list. inBody says whether a folded title
// stands alone on a line of the body.
func parseContents(lines []*layout.Line, flowing bool, read func(string) (label, bool), inBody func(string) bool) (entries []entry, dividers []string) {
	var out []entry
	top, topIndent, last, sections, loud := -1, 0, 0, false, false
	behind := false // titles stand behind an appendix without one
	// quiet: titles below the top are not in capitals, so that one that is stands
	// on top. back: the list is past its heading "APPENDICES"; letter is the one
	// that is open there.
	quiet, back, letter := 0, 0, ""
	if flowing {
		lines = flow(lines)
	} else {
		lines = shaped(lines, read)
		if countRomans(lines) {
			known := read
			read = func(s string) (label, bool) { return asRoman(known(s)) }
		}
	}
	bare := true // no entry has a number but those of the back matter
	dotted := bulleted(lines)
	for _, l := range lines {
		if lab, ok := read(l.Bare); ok && lab.form() != formBullet && lab.word != wordAppendix && lab.word != wordLetter {
			bare = false
		}
	}
	unpaged := mostlyUnpaged(lines)
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		if i == 0 && fold(l.Bare) == "index" || heading(l.Bare) {
			continue
		}
		e := entry{}
		e.Span = l.Span
		s := strings.TrimLeft(l.Bare, "-–—•* ")
		lab, ok := read(s)
		rest := s
		if ok {
			e.word, e.ord, e.Number = lab.word, lab.ord(), lab.number
			rest = s[lab.end:]
			if lab.part != "" {
				e.word, e.Number = wordPart, lab.part
			}
		}
		if n := appendixAlone(s); !ok && n > 0 {
			e.word, rest = wordAppendix, s[n:]
		}
		title, page, led := splitEntry(rest)
		if flowing && page != "" {
			if v, ok := bareNumber(page); ok && v < last {
				title, page = rest, "" // "STEP 1": no page, since pages do not fall back
			} else if ok {
				last = v
			}
		}
		if _, alone := bareNumber(title); ok && page == "" && alone && !flowing {
			title, page = "", title // "APPENDIX “A” ..... 18": the label took the leaders
		}
		// An entry without its page number goes on in the next line, unless that
		// opens an entry of its own.
		for page == "" && !led && i+1 < len(lines) {
			next := lines[i+1]
			if _, ok := readLabel(next.Bare); ok || next.Inner || l.Inner || len(title) > 120 && !endsPaged(next.Bare) || len(title) > 240 || next.After > 0 && title != "" || heading(next.Bare) {
				break
			}
			if title == "" && !ok {
				break
			}
			t, p, more := splitEntry(next.Bare)
			if p == "" && (len(t) < 3 || !titleLike(t) && (len(t) > 90 || !lowerStart(t))) {
				break
			}
			if f := fold(t); unpaged && title != "" && len(f) >= 5 && inBody(f) && !inBody(fold(title+t)) {
				break // its page number is lost: the next line is an entry that the body has
			}
			led = more
			if strings.HasSuffix(title, "-") || strings.HasSuffix(title, "—") {
				title += t
			} else {
				title = strings.TrimSpace(title + " " + t)
			}
			page = p
			e.Span.End = next.Span.End
			i++
		}
		if _, bare := bareNumber(e.Number); !flowing && bare && lab.word == wordLetter && title == "" && page == "" && gapBefore(s, e.Number) {
			e.Number, e.ord, page, e.Title = "", 0, e.Number, lab.printed // "Memorandum of Agreement    31"
			title = lab.printed
		}
		if v, bare := bareNumber(e.Number); flowing && bare && lab.word == wordLetter && title == "" && page == "" && v >= max(last, 10) {
			e.Number, e.ord, page, last = "", 0, e.Number, v // "LETTER OF AGREEMENT 83": the page
			e.Title = lab.printed
		}
		if page == "" && ok {
			if n, p := gluedPage(e.Number, title); p != "" {
				e.Number, page = n, p
				if _, _, rd := readNumber(n, true); len(rd) > 0 {
					e.ord = rd[0].ord
				}
				if title == p {
					title = ""
				}
			}
		}
		if ok && (lab.word == wordStep || lab.word == wordPlan) {
			// "Step One: Immediate Supervisor": in the body its words are the title.
			title, _ = splitPage(s)
			e.word, e.Number, e.ord, ok = "", "", 0, false
		}
		if k := i + 1; ok && lab.word != "" && title == "" && page != "" && k < len(lines) {
			// "Article 5 –   10", and its title on the next line with the page again.
			if _, labelled := readLabel(lines[k].Bare); !labelled {
				if t, p := splitPage(lines[k].Bare); p == page {
					title, e.Span.End, i = t, lines[k].Span.End, k
				}
			}
		}
		e.Title, e.Page = cleanTitle(title), page
		if e.Title == "" && e.Number == "" {
			continue
		}
		if !ok && !hasLetters(e.Title) {
			continue
		}
		if f := fold(e.Title); !ok && (f == "tableofcontents" || f == "contents") {
			continue // a list that lists itself
		}
		e.Depth, e.Kind = 1, corpus.Section
		if ok && lab.word == "" && lab.form() == formUpper && lab.ord() == 1 && top >= 0 && out[top].Kind == corpus.Letter {
			back = i + 1 // letters that begin anew behind the letters of agreement: the appendices
		}
		switch {
		case e.word == wordArticle || e.word == "chapter" || e.word == "rule" || e.word == "item":
			e.Depth, e.Kind = 0, corpus.Article
		case e.word == wordAppendix:
			e.Depth, e.Kind = 0, corpus.Appendix
		case e.word == wordLetter:
			e.Depth, e.Kind = 0, corpus.Letter
		case e.word == wordPart:
			e.Kind = corpus.Part
		case back != 0 && ok && lab.word == "" && (lab.form() == formUpper || lab.form() == formArabic && letter != ""):
			// Below "APPENDICES": A, B, and 1, 2 of B.
			e.word, e.Depth, e.Kind = wordAppendix, 0, corpus.Appendix
			if lab.form() == formUpper {
				letter = lab.number
			} else {
				e.Number = letter + "-" + lab.number
				e.ord = int(letter[0]-'A'+1)*100 + lab.ord()
			}
		case !ok && strings.HasPrefix(fold(e.Title), "signature"):
			e.Depth, e.Kind = 0, corpus.Other
		case !ok && allCaps(e.Title) && quiet > 0:
			e.Depth, e.Kind = 0, corpus.Other
		case !ok && allCaps(e.Title) && (top < 0 || l.After > 0 || out[top].word == ""):
			e.Depth, e.Kind = 0, corpus.Other
		case !ok && allCaps(e.Title) && out[top].word == wordAppendix && top == len(out)-1 && allCaps(out[top].Title) && page != "":
			e.Depth, e.Kind = 0, corpus.Other // "INDEX" behind the last appendix
		case !ok && top >= 0 && page != "" && (behind || out[top].word == wordAppendix && out[top].Title == "") && l.Indent <= topIndent:
			e.Depth, e.Kind = 0, corpus.Other // "Area Supplement" behind an "APPENDIX A" that has no title
		case !ok && dotted && s != l.Bare:
			e.Kind = corpus.Other // behind a bullet: below the title before it
		case !ok && (top < 0 || bare):
			e.Depth, e.Kind = 0, corpus.Other
		case e.word == wordSection && top < 0:
			e.Depth, e.Kind = 0, corpus.Section
		case e.word == "" && ok && lab.form() == formDecimal:
		case !ok:
			e.Kind = corpus.Other
		}
		if e.Depth > 0 && allCaps(e.Title) {
			quiet--
		} else if e.Depth > 0 && e.Title != "" {
			quiet++
		}
		switch f := fold(e.Title); {
		case !ok && (f == "appendices" || f == "exhibits" || f == "attachments" || f == "addenda" || f == "schedules"):
			back, letter = i+1, ""
		case e.Depth == 0 && e.word != wordAppendix:
			back = 0
		}
		if e.Depth == 0 {
			behind = !ok && top >= 0 && (behind || out[top].word == wordAppendix && out[top].Title == "")
			top, topIndent, sections = len(out), l.Indent, false
		} else if e.word == wordSection {
			sections, loud = true, allCaps(e.Title)
		} else if e.word == "" && e.Number == "" && sections && (loud || !allCaps(e.Title)) {
			e.Depth = 2 // stands below the section listed before it
		}
		e.top = max(top, 0)
		e.folded = fold(e.Title)
		out = append(out, e)
	}
	dueNumbers(out)
	raiseOpenings(out)
	out, dividers = keepPaged(out)
	return levelled(out), dividers
}

// appendixAlone is the length of an appendix's word that stands before its title in
// a column of its own, without a number: "Appendix   GRIEVANCE REPORT FORM".
func appendixAlone(s string) int {
	for _, w := range []string{"appendix", "exhibit", "attachment", "addendum"} {
		if len(s) > len(w)+3 && strings.EqualFold(s[:len(w)], w) && (s[len(w)] == '\t' || strings.HasPrefix(s[len(w):], "  ")) {
			return len(w) + skipBlank(s[len(w):])
		}
	}
	return 0
}

// mostlyUnpaged: less than half of the lines end in a page number, as where a
// scan lost most of them.
func mostlyUnpaged(lines []*layout.Line) bool {
	paged := 0
	for _, l := range lines {
		if _, page := splitPage(l.Bare); page != "" {
			paged++
		}
	}
	return paged*2 < len(lines)
}

// heading: the line heads the list or its columns. A line "INDEX" is an entry
// too, unless it stands first.
func heading(s string) bool {
	if _, ok := columnHeading(s); !ok {
		return false
	}
	switch fold(s) {
	case "index", "appendices", "exhibits", "appendix":
		return false
	}
	return true
}

// dueNumbers gives the articles of the list whose numbers a scan spoiled the ones
// that are due between those before and behind them, to match them by; what is
// printed ("VII" for VIII) stays where it can be read.
func dueNumbers(all []entry) {
	var at []int
	has := map[int]bool{}
	for i := range all {
		if all[i].Depth == 0 && all[i].word == wordArticle {
			at = append(at, i)
			has[all[i].ord] = true
		}
	}
	// In a list in the order of its numbers, those that can be read lie as far
	// apart as their entries do.
	pairs, apart, last := 0, 0, -1
	for k := range at {
		if all[at[k]].ord == 0 {
			continue
		}
		if last >= 0 {
			pairs++
			if all[at[k]].ord-all[at[last]].ord == k-last {
				apart++
			}
		}
		last = k
	}
	if apart*5 < pairs*3 {
		return
	}
	for k := 1; k < len(at); k++ {
		e, due := &all[at[k]], all[at[k-1]].ord+1
		if e.ord == due || due == 1 || has[due] || e.ord > 0 && (k+1 == len(at) || all[at[k+1]].ord != due+1) {
			continue
		}
		if e.ord == 0 {
			e.Number = corpus.Roman(due)
		}
		e.ord = due
	}
}

// keepPaged drops the titles without number and page from a list whose entries
// have pages: they head it or divide it, and are the dividers, folded.
func keepPaged(all []entry) (out []entry, dividers []string) {
	paged := 0
	for i := range all {
		if all[i].Page != "" {
			paged++
		}
	}
	if paged*10 < len(all)*7 {
		return all, nil
	}
	at := make([]int, len(all)) // where each entry went
	out = all[:0]
	for i := range all {
		e := all[i]
		at[i] = len(out)
		if e.Page == "" && e.word == "" && e.Number == "" {
			at[i]--
			dividers = append(dividers, e.folded)
			continue
		}
		e.top = max(0, at[e.top])
		out = append(out, e)
	}
	return out, dividers
}

// gluedPage parts a page number from the number that it stuck to: "F-1237" is
// F-1 on page 237, and "Section C - 97" is Section C on page 97.
func gluedPage(number, title string) (string, string) {
	if v, ok := bareNumber(strings.TrimSpace(title)); ok {
		return number, itoa(v)
	}
	k := strings.LastIndexByte(number, '-')
	if k > 0 && len(number)-k-1 == 4 && title == "" {
		return number[:k+2], number[k+2:]
	}
	return "", ""
}

func lowerStart(s string) bool { return s != "" && s[0] >= 'a' && s[0] <= 'z' }

// flow divides entries that were set as one line: "PREAMBLE 9 SECTION 1 -
// BARGAINING UNIT 9 LOCAL 916 …". A page number stands alone, is followed by a
// capital, and does not fall behind the one before.
func flow(lines []*layout.Line) []*layout.Line {
	var out []*layout.Line
	page := 0
	for _, l := range lines {
		if len(l.Bare) != l.Span.Len() {
			out = append(out, l)
			continue
		}
		from := 0
		f := strings.Fields(l.Bare)
		pos := 0
		for k, w := range f {
			pos += strings.Index(l.Bare[pos:], w)
			end := pos + len(w)
			v, ok := bareNumber(w)
			if ok && k > 0 && v >= page && v <= page+40 && (k+1 == len(f) || unicode.IsUpper([]rune(f[k+1])[0])) && !opens(f[k-1]) {
				page = v
				out = append(out, piece(l, from, end))
				from = end
			}
			pos = end
		}
		if strings.TrimSpace(l.Bare[from:]) != "" {
			out = append(out, piece(l, from, len(l.Bare)))
		}
	}
	return out
}

// opens: the word opens a label, so that the number behind it is no page.
func opens(w string) bool {
	switch strings.ToLower(strings.Trim(w, ".,:-")) {
	case "section", "article", "chapter", "step", "local", "part", "group", "level", "act", "no", "schedule", "council", "plan":
		return true
	}
	return false
}

func bareNumber(w string) (int, bool) {
	if len(w) == 0 || len(w) > 3 || w[0] == '0' {
		return 0, false
	}
	for i := 0; i < len(w); i++ {
		if w[i] < '0' || w[i] > '9' {
			return 0, false
		}
	}
	return atoi(w), true
}

func piece(l *layout.Line, from, to int) *layout.Line {
	p := *l
	for from < to && (l.Bare[from] == ' ' || l.Bare[from] == '\t') {
		from++
	}
	p.Span = corpus.Span{Start: l.Span.Start + from, End: l.Span.Start + to}
	p.Bare, p.Inner = l.Bare[from:to], true
	return &p
}
