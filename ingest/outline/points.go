package outline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
)

// A point is a line inside a unit that may open a provision.
type point struct {
	line   int
	lab    label
	w      float64
	title  string // of a heading without a number
	below  bool   // such a heading stands below a numbered section
	indent int
	end    int    // offset in the line where such a title ends
	to     int    // its last line
	listed string // as the contents list has it
	soft   bool   // such a heading that no list names
	own    bool   // such a heading of an appendix or a letter, on the level of its sections
	over   *label // the first label of the list that a heading without one stands above
	number string // of a heading that the contents list numbers with a decimal, and whose own label is lost
}

// points lists the lines between from and to that may open a provision.
func (r *reader) points(u *unit, from, to int) []point {
	r.listing = r.listing[:0]
	for _, i := range r.below {
		if c := &r.entries[i]; c.Depth > 0 && len(c.Title) >= 5 && (c.word == "" && c.Number == "" || r.heaps > 0 && (c.word == "" || c.word == wordSection)) {
			r.listing = append(r.listing, i)
		}
	}
	var pts []point
	titled := map[string]bool{} // titles that stand behind a label here
	for k := from; k < to && k < len(r.lines) && len(r.listing) > 0; k++ {
		if lab, ok := readLabel(r.lines[k].Bare); ok {
			rest := r.lines[k].Bare[min(lab.end, len(r.lines[k].Bare)):]
			if n, t := runIn(rest); n > 0 {
				rest = t
			}
			titled[fold(rest)] = true
		}
	}
	bold := r.boldTitles(u, from, to)
	if bold == nil {
		bold = r.looseSections(u, from, to)
	}
	divided := false // the section has a division that no list names
	quoted := 0      // lines that a quotation may still run, in a letter
	for k := from; k < to && k < len(r.lines); k++ {
		l := r.lines[k]
		if k >= r.from && k < r.to || l.Running {
			continue
		}
		if u.kind == corpus.Letter {
			// A letter quotes the headings of the article that it changes.
			before := quoted
			if quoted = quotation(l.Bare, quoted); quoted > 0 || before > 0 {
				continue
			}
		}
		lab, ok := readLabel(l.Bare)
		r.deepen(&lab)
		if given, is := r.given[k]; is {
			lab, ok = given, true
		}
		if own, is := ofAppendix(u, l.Bare); is {
			lab, ok = own, true
		}
		if !ok {
			if e, last, end := r.listedTitle(k, to); e != nil && !titled[fold(e.Title)] {
				p := point{line: k, indent: l.Indent, title: r.words(k, 0, last, end), below: e.Depth > 1, end: end, to: last, w: 1.5}
				p.listed = e.Title
				if decimalPrefix(e.Number) != "" {
					p.number = e.Number
				}
				pts = append(pts, p)
				k = last
			} else if len(bold) > 0 && bold[0] == k {
				bold = bold[1:]
				pts = append(pts, point{line: k, indent: l.Indent, title: strings.TrimRight(l.Bare, ":."), own: true, end: len(l.Bare), to: k, w: 1})
			} else if t, first := r.overList(k, from, to); t != "" {
				pts = append(pts, point{line: k, indent: l.Indent, title: t, over: first, end: len(l.Bare), to: k, w: 1})
			} else if n, t := r.division(k, from, to); n > 0 && u.kind == corpus.Article {
				pts = append(pts, point{line: k, indent: l.Indent, title: t, below: true, soft: true, end: n, to: k, w: 0.8})
				divided = true
			} else if divided {
				if n, t := r.divisionRunIn(k, from); n > 0 {
					pts = append(pts, point{line: k, indent: l.Indent, title: t, below: true, soft: true, end: n, to: k, w: 0.8})
				}
			}
			continue
		}
		if r.spelledOut(k, &lab) || r.inSentence(k, &lab) {
			continue
		}
		switch lab.word {
		case wordSection:
			divided = false
		case "", wordStep, wordPlan:
		default:
			continue
		}
		if n := r.displaced(k, to, &lab); n > 0 {
			k += n - 1
			continue
		}
		if strings.Count(l.Bare[min(lab.end, len(l.Bare)):], "\t") >= 4 {
			continue // a row of a table that was set as one line
		}
		if w := r.weight(k, &lab, from); w > 0 {
			pts = append(pts, point{line: k, indent: l.Indent, lab: lab, w: w})
		}
	}
	return r.withoutOwnList(pts)
}

// headed: a title stands behind the label of p, alone or run in.
func (r *reader) headed(p *point) bool {
	if p.lab.word != wordSection {
		return false
	}
	l := r.lines[p.line]
	rest := l.Bare[min(p.lab.end, len(l.Bare)):]
	if n, _ := runIn(rest); n > 0 {
		return true
	}
	return rest != "" && titleLike(rest) && hasLetters(rest)
}

// quotation counts down the lines of a quotation: a line that opens with a
// quotation mark and does not close it starts one of at most forty lines, and
// the line that ends with the closing mark ends it.
func quotation(s string, left int) int {
	opens := strings.HasPrefix(s, "\"") || strings.HasPrefix(s, "“")
	body := strings.TrimRight(s, ". ,;")
	closes := strings.HasSuffix(body, "\"") || strings.HasSuffix(body, "”")
	switch {
	case left > 0 && closes:
		return 0
	case left > 0:
		return left - 1
	case opens && !closes && strings.Count(s, "\"")%2+strings.Count(s, "“")-strings.Count(s, "”") > 0:
		return 40
	}
	return 0
}

// displaced: from line k, n labels of one run stand one after another with no
// words between them, as when a page's layout sets the numbers of its
// paragraphs apart from their text ("23.1", "23.2", "23.3", then three
// paragraphs). Which text is whose can't be told, so that none of them opens a
// provision; a diagnostic says so.
func (r *reader) displaced(k, to int, lab *label) int {
	l := r.lines[k]
	if lab.end < len(l.Bare) || lab.word != "" && (lab.word != wordSection || r.heaps == 0) || lab.form() == formBullet {
		return 0
	}
	n, last := 1, *lab
	for j := k + 1; j < to && j < len(r.lines); j++ {
		next, ok := readLabel(r.lines[j].Bare)
		if !ok || next.word != lab.word || next.punct != last.punct || !follows(&last, &next) {
			break
		}
		n++
		last = next
		if next.end < len(r.lines[j].Bare) {
			break
		}
	}
	if n < 2 && !r.strayLabel(k, lab) {
		return 0
	}
	// What stands in the same heap belongs to it: "E." "F." "G." "A." "1." "2."
	for j := k + n; j < to && j < len(r.lines); j++ {
		next, ok := readLabel(r.lines[j].Bare)
		if !ok || next.word != lab.word || next.end < len(r.lines[j].Bare) || last.end < len(r.lines[j-1].Bare) {
			break
		}
		n++
		last = next
	}
	end := r.lines[k+n-1]
	for j := k; j < k+n; j++ {
		if next, ok := readLabel(r.lines[j].Bare); ok && next.form() == formDecimal {
			if _, have := r.stray[next.number]; !have {
				r.stray[next.number] = r.lines[j].Span.Start
			}
		}
	}
	if n == 1 {
		r.diags = append(r.diags, corpus.Diagnostic{Code: "displaced-labels", Severity: corpus.Warning, Span: l.Span,
			Message: "the label " + lab.number + " stands alone, apart from its text"})
		return n
	}
	r.diags = append(r.diags, corpus.Diagnostic{Code: "displaced-labels", Severity: corpus.Warning, Span: corpus.Span{Start: l.Span.Start, End: end.Span.Start + len(last.number)},
		Message: "the labels " + lab.number + " to " + last.number + " stand together, apart from their text; their paragraphs are kept undivided"})
	return n
}

// strayLabel: in a document whose labels stand in heaps, the label of line k is
// a heap of one: the contents list has another title for it than what follows.
func (r *reader) strayLabel(k int, lab *label) bool {
	if lab.word != wordSection || lab.form() != formDecimal || k+1 >= len(r.lines) {
		return false
	}
	for _, i := range r.below {
		if e := &r.entries[i]; e.Number == lab.number && len(e.folded) >= 4 {
			return !r.titleAhead(k, lab, e.Title)
		}
	}
	return false
}

// countHeaps counts the heaps of three labels or more and nothing else: "Section
// 2.3", "Section 2.4", "Section 2.5". Where a page's layout made one, it made
// more.
func (r *reader) countHeaps() int {
	heaps, run := 0, 0
	for i, l := range r.lines {
		if i >= r.from && i < r.to {
			continue
		}
		if len(l.Bare) < 30 {
			if lab, ok := readLabel(l.Bare); ok && lab.end >= len(l.Bare) && lab.word == wordSection && lab.number != "" {
				if run++; run == 3 {
					heaps++
				}
				continue
			}
		}
		run = 0
	}
	return heaps
}

// follows: b is the next label of a's run, in some reading of both.
func follows(a, b *label) bool {
	for _, x := range a.readings {
		for _, y := range b.readings {
			if x.form == y.form && y.ord == x.ord+1 && (x.form != formDecimal || a.prefix == b.prefix) {
				return true
			}
		}
	}
	return false
}

// listedTitle: line k is, alone, a title without a number that the contents
// list gives below its top.
func (r *reader) listedTitle(k, to int) (e *entry, last, end int) {
	l := r.lines[k]
	f, ended := "", false
	for _, i := range r.listing {
		c := &r.entries[i]
		if !r.mayBegin(k, c.folded) {
			continue
		}
		if f == "" {
			f = fold(l.Bare[:min(len(l.Bare), 160)])
			ended = r.ended(k) || l.After > 0 || r.pageBetween(k) || l.Inner && strings.HasSuffix(r.lines[k-1].Bare, "%")
		}
		if !ended {
			return nil, 0, 0
		}
		// Run in, its label lost: "Proof. All requests for use of sick leave …".
		if t := c.folded; strings.HasPrefix(f, t) {
			if n, got := runIn(l.Bare); n > 0 && fold(got) == t {
				return c, k, n
			}
		}
		// In mid-line, where a cut was made before it.
		if l.Inner || r.doc.Unbroken {
			if b, n, ok := r.matchTitle(k, 0, c.Title); ok && b == k && (titleLike(l.Bare[:n]) || sameFolded(fold(l.Bare[:n]), c.folded)) {
				return c, b, n
			}
		}
		set := l.Marked || l.After > 0 && k+1 < len(r.lines) && r.lines[k+1].After > 0 // apart from the text, "Leave for families"
		if len(l.Bare) > 110 || !titleLike(l.Bare) && (!set || lowerStart(l.Bare) || endsSentence(l.Bare)) || !strings.HasPrefix(c.folded, f) {
			continue
		}
		if b, n, ok := r.matchTitle(k, 0, c.Title); ok && b < to && n >= len(r.lines[b].Bare) {
			return c, b, n
		}
	}
	return nil, 0, 0
}

// weight says how much line k reads as the opening of a provision labelled lab.
// 0 or less: it does not.
func (r *reader) weight(k int, lab *label, from int) float64 {
	l := r.lines[k]
	rest := l.Bare[min(lab.end, len(l.Bare)):]
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, "\"“‘'([$"))
	w := 1.0
	if lab.word == wordSection || lab.word == wordStep || lab.word == wordPlan {
		if rest != "" && !unicode.IsUpper(first) && !unicode.IsDigit(first) {
			return 0
		}
		if rest == "" && k > from && l.After == 0 && !l.Inner && !lab.caps && !r.pageBetween(k) && strings.HasSuffix(r.lines[k-1].Bare, ",") {
			return 0 // "as described in Article 1, RECOGNITION,\nSection A." cites
		}
		if !lab.clear && !lab.caps && rest != "" {
			if _, n, ok := r.matchTitle(k, lab.end, r.listedText(lab, rest)); !ok || n == 0 {
				if l.Inner {
					w -= 0.2
				} else if !titleLike(rest) {
					return 0
				}
			}
		}
		if lab.word == wordPlan && (lab.form() != formUpper || !lab.clear) {
			return 0
		}
		if lab.word == wordStep && rest != "" && !lab.clear && !titleLike(rest) && !l.Inner {
			w -= 0.4
		}
		w += 0.5
		if lab.caps || l.Marked {
			w += 0.3
		}
	}
	switch {
	case k == from || l.After > 0 || l.Inner:
		w += 0.3
	}
	if k > from && !l.Inner && !r.ended(k) {
		w -= 0.7
		if l.After > 0 {
			w += 0.3
		}
	}
	if rest == "" {
		w -= 0.5
	}
	if lab.word == "" && lab.punct == punctDot && lab.form() != formLower && lab.form() != formRomanLo && lab.form() != formDecimal && unicode.IsLower(first) {
		w -= 0.8
	}
	if lab.form() == formBullet || lab.form() == formDecimal && strings.Contains(lab.number, "-") && rest != "" && !hasLetters(rest) {
		return 0 // a row of a table: "4-6   $735"
	}
	if lab.form() == formDecimal && rest != "" && (unicode.IsLower(first) || strings.HasPrefix(rest, "%") || first == '$') {
		w -= 0.9
	}
	return w
}

// listedText is the title of the listed section with lab's number that opens
// rest, or "".
func (r *reader) listedText(lab *label, rest string) string {
	if e := r.listedUnder(&unit{lab: *lab}, rest); e != nil {
		return e.Title
	}
	return ""
}

// ofAppendix reads the label of a section of appendix u that bears its letter:
// "A.1   Year one" in Appendix A.
func ofAppendix(u *unit, s string) (label, bool) {
	if u.kind != corpus.Appendix || len(u.number) != 1 || len(s) < 4 || s[0] != u.number[0] || s[1] != '.' && s[1] != '-' {
		return label{}, false
	}
	num, n, rd := readNumber(s[2:], false)
	if n == 0 || rd[0].form != formArabic || n+2 >= len(s) {
		return label{}, false
	}
	end := n + 2
	if s[end] == '.' {
		end++
	}
	blank := skipBlank(s[end:])
	if first, _ := utf8.DecodeRuneInString(s[min(end+blank, len(s)):]); blank == 0 || !unicode.IsUpper(first) {
		return label{}, false
	}
	return label{number: s[:2] + num, prefix: u.number, readings: []reading{{formDecimal, rd[0].ord}}, end: end + blank, clear: true}, true
}
