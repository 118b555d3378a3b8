package outline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
)

// beamWidth is how many readings of the nesting are kept while the labels of
// one unit are read. Four decide nearly every case; sixteen changed nothing
// but the time.
const beamWidth = 12

// maxDepth bounds how many levels are open at once. Agreements have seven at the
// most; a text of nothing but "A." would open one more with each line.
const maxDepth = 10

// A style is what the labels of one level have in common.
type style struct {
	word  word
	form  form
	punct punct
	pre   string // of decimals: the number they stand under
}

// A level is one open level of a nesting.
type level struct {
	style  style
	ord    int
	indent int // column of its last label
}

// A nesting is one reading of the labels so far.
type nesting struct {
	stack  []level
	score  float64
	back   *nesting
	depth  int8 // where the last candidate was put; -1: it is no label
	choice int8 // which of its readings
}

// A point is a line inside a unit that may open a provision.
type point struct {
	line   int
	lab    label
	w      float64
	title  string // of a heading without a number
	below  bool   // such a heading stands below a numbered section
	indent int
	end    int // offset in the line where such a title ends
	to     int // its last line
}

// nest finds the labelled provisions between lines from and to and hangs them
// under u. base is the depth of the first level: 0 under an article.
func (r *reader) nest(u *unit, from, to, base int) {
	pts := r.points(u, from, to)
	if len(pts) == 0 {
		return
	}
	beam := []*nesting{{depth: -1}}
	for i := range pts {
		var next []*nesting
		for _, s := range beam {
			next = r.extend(next, s, &pts[i], u)
		}
		beam = prune(next)
	}
	best := beam[0]
	for _, s := range beam[1:] {
		if s.score > best.score {
			best = s
		}
	}
	chain := make([]*nesting, len(pts))
	for i, s := len(pts)-1, best; i >= 0; i, s = i-1, s.back {
		chain[i] = s
	}
	var open []*unit // the units that are open, by depth
	for i, s := range chain {
		if s.depth < 0 {
			continue
		}
		v := r.inner(&pts[i], s, base)
		d := min(int(s.depth), len(open))
		open = append(open[:d], v)
		if d == 0 {
			u.sub = append(u.sub, v)
		} else {
			open[d-1].sub = append(open[d-1].sub, v)
		}
	}
}

// inner makes the unit that a point opens.
func (r *reader) inner(p *point, s *nesting, base int) *unit {
	u := &unit{line: p.line, lab: p.lab, start: r.lines[p.line].Span.Start, conf: max(0.5, min(0.98, 0.72+p.w*0.12))}
	switch d := int(s.depth) + base; d {
	case 0:
		u.kind = corpus.Section
	case 1:
		u.kind = corpus.Subsection
	default:
		u.kind = corpus.Paragraph
	}
	if p.title != "" {
		u.title = cleanTitle(p.title)
		u.slug = slug(u.title)
		r.close(u, p.to, p.end)
		return u
	}
	u.number = p.lab.number
	if p.lab.ord() == 0 && p.lab.form() == formRomanUp && len(s.stack) > 0 {
		u.number = toRoman(s.stack[len(s.stack)-1].ord)
	}
	if p.lab.word == wordStep || p.lab.word == wordPlan {
		u.number = strings.TrimSpace(p.lab.printed + " " + u.number)
	}
	r.innerTitle(u)
	return u
}

// innerTitle reads the title of a labelled provision: run in before its text,
// or alone on the rest of its line and the next ones.
func (r *reader) innerTitle(u *unit) {
	l := r.lines[u.line]
	pos := min(u.lab.end, len(l.Bare))
	rest := l.Bare[pos:]
	r.close(u, u.line, pos)
	if rest == "" {
		// A label alone: its title may stand on the next line.
		if k := u.line + 1; u.lab.word != "" && k < len(r.lines) && titleLike(r.lines[k].Bare) && len(r.lines[k].Bare) < 100 && !r.lines[k].Running {
			if _, labelled := readLabel(r.lines[k].Bare); !labelled && (allCaps(r.lines[k].Bare) || r.lines[k].After == 0) {
				u.title = cleanTitle(r.lines[k].Bare)
				r.close(u, k, len(r.lines[k].Bare))
			}
		}
		return
	}
	if u.lab.word == wordSection || u.lab.word == wordStep {
		if e := r.listedUnder(u, rest); e != nil {
			if k, end, ok := r.matchTitle(u.line, pos, e.Title); ok {
				t := r.words(u.line, pos, k, end)
				u.title = cleanTitle(t)
				if damaged(t) && !damaged(e.Title) {
					u.title = cleanTitle(e.Title)
				}
				for end < len(r.lines[k].Bare) && strings.IndexByte(".:", r.lines[k].Bare[end]) >= 0 {
					end++
				}
				r.close(u, k, end)
				return
			}
		}
	}
	if l.Inner || r.doc.Unbroken && len(l.Bare) > 160 {
		if u.lab.word != "" {
			n := r.inlineTitle(rest, true)
			u.title = cleanTitle(rest[:n])
			r.close(u, u.line, pos+n)
		}
		return
	}
	if n, t := runIn(rest); n > 0 {
		u.title = cleanTitle(t)
		r.close(u, u.line, pos+n)
		return
	}
	// A title that wraps: "SECTION 12. CONTINUATION OF INSURANCES FOR / EMPLOYEES."
	joined, last := rest, u.line
	for k := u.line + 1; k < min(u.line+4, len(r.lines)); k++ {
		n := r.lines[k]
		if n.After > 0 || n.Running || len(joined) > 200 {
			break
		}
		if _, labelled := readLabel(n.Bare); labelled {
			break
		}
		if !titleLike(joined) && !lastSmall(joined) {
			break
		}
		at := len(joined) + 1
		joined += " " + n.Bare
		last = k
		if m, t := runIn(joined); m > at {
			u.title = cleanTitle(t)
			r.close(u, last, m-at)
			return
		}
	}
	if titleLike(rest) && r.standsAlone(u.line, rest, &u.lab) {
		t, last := rest, u.line
		for k := u.line + 1; k < min(u.line+3, len(r.lines)); k++ {
			n := r.lines[k]
			if _, labelled := readLabel(n.Bare); labelled || n.After > 0 || n.Running || !titleLike(n.Bare) || dateLine(n.Bare) {
				break
			}
			if !(allCaps(t) && allCaps(n.Bare)) && !lastSmall(t) && !strings.HasSuffix(t, "-") {
				break
			}
			t += " " + n.Bare
			last = k
		}
		u.title = cleanTitle(t)
		r.close(u, last, len(r.lines[last].Bare))
	}
}

// standsAlone: a title-like rest of a line is a title and not the beginning of
// a sentence that the next line goes on with, nor an item of a list.
func (r *reader) standsAlone(k int, rest string, lab *label) bool {
	if lab.word != "" {
		return true
	}
	if strings.HasSuffix(rest, ";") || strings.HasSuffix(rest, ",") || len(strings.Fields(rest)) > 12 || !hasLetters(rest) {
		return false
	}
	if allCaps(rest) || strings.HasSuffix(rest, ":") {
		return true
	}
	if k+1 >= len(r.lines) {
		return false
	}
	next := r.lines[k+1]
	// The next level opens right behind it: "1.1 General / 1.1.1 The Employer".
	if below, ok := readLabel(next.Bare); ok && below.word == "" && len(strings.Fields(rest)) <= 8 {
		if below.form() == formDecimal && below.prefix == lab.number {
			return true
		}
		if below.ord() == 1 && below.form() != lab.form() && below.form() != formDecimal && next.After == 0 && below.end < len(next.Bare) {
			return true
		}
	}
	if next.After > 0 {
		// Set apart from its text; an item of a list is followed by the next item.
		_, labelled := readLabel(next.Bare)
		return !labelled && prosaic(next.Bare) || r.isListed(rest)
	}
	first, _ := utf8.DecodeRuneInString(next.Bare)
	return r.isListed(rest) || unicode.IsUpper(first) && prosaic(next.Bare) && len(rest) < 60
}

// isListed: the contents list has that title.
func (r *reader) isListed(t string) bool {
	f := fold(t)
	for i := range r.entries {
		if len(f) > 5 && r.entries[i].folded == f {
			return true
		}
	}
	return false
}

// listedUnder is the entry of the contents list for a section with u's number
// whose title opens rest.
func (r *reader) listedUnder(u *unit, rest string) *entry {
	f := ""
	var found *entry
	for i := range r.entries {
		e := &r.entries[i]
		if e.Depth == 0 || e.ord != u.lab.ord() || len(e.Title) < 4 || !r.under(e) {
			continue
		}
		if f == "" {
			f = fold(rest[:min(len(rest), 200)])
		}
		t := e.folded
		if strings.HasPrefix(f, t) || len(f) >= len(t) && distance(f[:len(t)], t) <= len(t)/7 {
			if found == nil || len(e.Title) > len(found.Title) {
				found = e
			}
		}
	}
	return found
}

// under: entry e stands in the contents list below the unit whose inside is
// being read.
func (r *reader) under(e *entry) bool {
	top := &r.entries[e.top]
	if r.cur == nil || top.Depth != 0 {
		return true
	}
	if top.word != "" && top.word == r.cur.lab.word && top.ord == r.cur.lab.ord() {
		return true
	}
	return top.word == "" && r.cur.lab.word == "" && sameTitle(top.Title, r.cur.title)
}

// points lists the lines between from and to that may open a provision.
func (r *reader) points(u *unit, from, to int) []point {
	r.listing = r.listing[:0]
	for i := range r.entries {
		if c := &r.entries[i]; c.Depth > 0 && c.word == "" && c.Number == "" && len(c.Title) >= 5 && r.under(c) {
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
	quoted := 0 // lines that a quotation may still run, in a letter
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
		if !ok {
			if e, last, end := r.listedTitle(k, to); e != nil && !titled[fold(e.Title)] {
				pts = append(pts, point{line: k, indent: l.Indent, title: r.words(k, 0, last, end), below: e.Depth > 1, end: end, to: last, w: 1.5})
				k = last
			}
			continue
		}
		switch lab.word {
		case "", wordSection, wordStep, wordPlan:
		default:
			continue
		}
		if n := r.displaced(k, to, &lab); n > 0 {
			k += n - 1
			continue
		}
		if w := r.weight(k, &lab, from); w > 0 {
			pts = append(pts, point{line: k, indent: l.Indent, lab: lab, w: w})
		}
	}
	return pts
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
	if lab.end < len(l.Bare) || lab.word != "" || lab.form() == formBullet {
		return 0
	}
	n, last := 1, *lab
	for j := k + 1; j < to && j < len(r.lines); j++ {
		next, ok := readLabel(r.lines[j].Bare)
		if !ok || next.word != "" || next.punct != last.punct || !follows(&last, &next) {
			break
		}
		n++
		last = next
		if next.end < len(r.lines[j].Bare) {
			break
		}
	}
	if n < 2 {
		return 0
	}
	// What stands in the same heap belongs to it: "E." "F." "G." "A." "1." "2."
	for j := k + n; j < to && j < len(r.lines); j++ {
		next, ok := readLabel(r.lines[j].Bare)
		if !ok || next.word != "" || next.end < len(r.lines[j].Bare) || last.end < len(r.lines[j-1].Bare) {
			break
		}
		n++
		last = next
	}
	end := r.lines[k+n-1]
	r.diags = append(r.diags, corpus.Diagnostic{Code: "displaced-labels", Severity: corpus.Warning, Span: corpus.Span{Start: l.Span.Start, End: end.Span.Start + len(last.number)},
		Message: "the labels " + lab.number + " to " + last.number + " stand together, apart from their text; their paragraphs are kept undivided"})
	return n
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
			ended = r.ended(k) || l.After > 0 || r.pageBetween(k)
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
		if l.Inner {
			if b, n, ok := r.matchTitle(k, 0, c.Title); ok && b == k && titleLike(l.Bare[:n]) {
				return c, b, n
			}
		}
		if len(l.Bare) > 110 || !titleLike(l.Bare) || !strings.HasPrefix(c.folded, f) {
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
	if lab.form() == formBullet {
		return 0
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

// extend adds to next the ways in which s goes on with p.
func (r *reader) extend(next []*nesting, s *nesting, p *point, u *unit) []*nesting {
	// It is no label after all.
	next = append(next, &nesting{stack: s.stack, score: s.score - 0.8*p.w, back: s, depth: -1})
	if p.title != "" {
		// A title whose label is lost takes the next place of the run it stands in.
		lv := level{style{form: formTitle}, 1, p.indent}
		if p.below && len(s.stack) > 0 {
			if len(s.stack) > 1 && s.stack[1].style.form == formTitle {
				lv.ord = s.stack[1].ord + 1
			}
			return append(next, &nesting{stack: []level{s.stack[0], lv}, score: s.score + 2*p.w, back: s, depth: 1})
		}
		if len(s.stack) > 0 {
			lv = level{s.stack[0].style, s.stack[0].ord + 1, p.indent}
		}
		return append(next, &nesting{stack: []level{lv}, score: s.score + 2*p.w, back: s, depth: 0})
	}
	for c, rd := range p.lab.readings {
		st := style{p.lab.word, rd.form, p.lab.punct, ""}
		if rd.form == formDecimal {
			st.pre = p.lab.prefix
		}
		alt := -0.15 * float64(c) // the first reading is the likelier
		open := true
		for d := len(s.stack) - 1; d >= 0; d-- {
			v := s.stack[d]
			if v.style != st {
				continue
			}
			open = false
			t := alt
			switch gap := rd.ord - v.ord; {
			case rd.ord == 0: // unreadable: the one that is due
				rd.ord = v.ord + 1
				t++
			case gap == 1:
				t += 2
			case gap > 1 && gap <= 4:
				t -= 0.8 * float64(gap)
			case gap == 0:
				t -= 2.2
			default:
				t -= 4.5
			}
			t -= 0.12 * float64(len(s.stack)-1-d)
			t += aligned(p.indent, v.indent)
			stack := append(append(make([]level, 0, d+1), s.stack[:d]...), level{st, rd.ord, p.indent})
			next = append(next, &nesting{stack: stack, score: s.score + p.w + t, back: s, depth: int8(d), choice: int8(c)})
		}
		if st.form == formDecimal {
			next = r.decimals(next, s, p, st, rd, u, open)
			continue
		}
		// A new level under the open ones, or in the place of some of them.
		for d := min(len(s.stack), maxDepth-1); d >= 0; d-- {
			if !open && d <= indexOf(s.stack, st) {
				break
			}
			t := alt + 0.4 - 0.1*float64(len(s.stack)-d)*2
			if d > 0 && p.indent >= s.stack[d-1].indent+2 {
				t += 0.3 // set in under the level above
			} else if d > 0 && p.indent+4 <= s.stack[d-1].indent {
				t -= 0.5
			}
			switch {
			case rd.ord == 1:
			case rd.ord == 2 && d < len(s.stack) && s.stack[d].style.form == formTitle:
				t += 0.6 // the title before it was the first
			case rd.ord == 2:
				t -= 2.6
			default:
				t -= 3.4
				if st.word == wordSection {
					t -= 1.5 // a heading quoted from elsewhere
				}
			}
			if st.word == wordSection && d > 0 {
				t -= 2.5
			}
			if d < len(s.stack) && s.stack[d].style.form != formTitle {
				t -= 1.6 // a level changes its style: rare
			}
			if !open {
				t -= 1.2 // the same style inside itself
			}
			stack := append(append(make([]level, 0, d+1), s.stack[:d]...), level{st, rd.ord, p.indent})
			next = append(next, &nesting{stack: stack, score: s.score + p.w + t, back: s, depth: int8(d), choice: int8(c)})
		}
	}
	return next
}

// decimals places a label like "12.3" or "12.3.1": under the level whose number
// is its prefix, or on top if the prefix is the unit's own number.
func (r *reader) decimals(next []*nesting, s *nesting, p *point, st style, rd reading, u *unit, open bool) []*nesting {
	if !open {
		return next
	}
	t, d := 0.0, -1
	own := cleanNumber(u.number)
	switch {
	case st.pre == own || u.lab.ord() > 0 && st.pre == itoa(u.lab.ord()):
		d, t = 0, 1.2
	default:
		for k := len(s.stack) - 1; k >= 0; k-- {
			v := s.stack[k]
			if v.style.form == formDecimal && (st.pre == v.style.pre+"."+itoa(v.ord) || st.pre == v.style.pre+"-"+itoa(v.ord)) {
				d, t = k+1, 1.2
				break
			}
		}
	}
	if d < 0 {
		if u.number == "" || !strings.ContainsAny(st.pre, ".-") && len(s.stack) == 0 && u.kind != corpus.Article {
			d, t = 0, -0.5
		} else {
			d, t = 0, -3
		}
	}
	if rd.ord > 1 {
		t -= 0.8
	}
	stack := append(append(make([]level, 0, d+1), s.stack[:min(d, len(s.stack))]...), level{st, rd.ord, p.indent})
	return append(next, &nesting{stack: stack, score: s.score + p.w + t, back: s, depth: int8(min(d, len(s.stack)))})
}

// aligned is what it is worth that a label stands in column a and the one before
// it in its run in column b. Pages are set anew, so that a small shift says
// nothing.
func aligned(a, b int) float64 {
	switch d := a - b; {
	case d >= -2 && d <= 2:
		return 0.3
	case d <= -6 || d >= 6:
		return -0.9
	}
	return 0
}

func indexOf(stack []level, st style) int {
	for k := len(stack) - 1; k >= 0; k-- {
		if stack[k].style == st {
			return k
		}
	}
	return -1
}

// prune keeps the best readings, one for each set of open levels.
func prune(all []*nesting) []*nesting {
	var out []*nesting
	for _, s := range all {
		at := -1
		for k, o := range out {
			if equal(s.stack, o.stack) {
				at = k
				break
			}
		}
		switch {
		case at >= 0:
			if s.score > out[at].score {
				out[at] = s
			}
		default:
			out = append(out, s)
		}
	}
	// Selection of the best few; the list is short.
	for i := 0; i < len(out) && i < beamWidth; i++ {
		for j := i + 1; j < len(out); j++ {
			if out[j].score > out[i].score {
				out[i], out[j] = out[j], out[i]
			}
		}
	}
	return out[:min(len(out), beamWidth)]
}

func equal(a, b []level) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].style != b[i].style || a[i].ord != b[i].ord {
			return false
		}
	}
	return true
}
