package outline

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
)

// A candidate is a line that may open a unit on top.
type candidate struct {
	line  int
	lab   label
	ord   int
	score float64
}

// heads finds the units on top: the chain of articles (or of what stands in
// their place), appendices, letters, the preamble, the signatures, the index.
func (r *reader) heads() {
	var cands []candidate
	for i, l := range r.lines {
		if i >= r.from && i < r.to {
			continue
		}
		lab, ok := r.label(l.Bare)
		if !ok {
			continue
		}
		if r.headOfPage(i, &lab) {
			l.Running = true
			continue
		}
		cands = append(cands, candidate{i, lab, lab.ord(), r.weigh(i, &lab)})
	}
	main := r.mainChain(cands)
	for _, c := range main {
		kind := corpus.Article
		if c.lab.word == wordSection {
			kind = corpus.Section
		}
		r.top = append(r.top, r.unitAt(c, kind))
	}
	r.parts(cands)
	r.specials(len(main) > 0)
	r.backMatter(cands, main)
	sort.SliceStable(r.top, func(a, b int) bool { return r.top[a].line < r.top[b].line })
	r.dedupe()
	r.adopt()
	if len(r.top) == 0 {
		r.fields()
	}
	if len(r.top) == 0 && len(r.lines) > 0 {
		r.bare()
	}
}

// headOfPage: line i is the running head of a page by what it says or where it
// stands: "ARTICLE 2 (Cont.)", or "Article 2" alone between the halves of a
// sentence.
func (r *reader) headOfPage(i int, lab *label) bool {
	l := r.lines[i]
	if lab.word != wordArticle && lab.word != wordAppendix && lab.word != wordLetter && lab.word != "chapter" || lab.number == "" {
		return false
	}
	switch fold(l.Bare[lab.end:]) {
	case "continued", "cont", "contd", "contin":
		return true
	case "":
		if i == 0 || i+1 >= len(r.lines) || l.After == 0 || r.lines[i+1].After == 0 {
			return false
		}
		prev, next := r.lines[i-1].Bare, r.lines[i+1].Bare
		last, _ := utf8.DecodeLastRuneInString(prev)
		return lowerStart(next) && (unicode.IsLower(last) || last == ',')
	}
	return false
}

// weigh scores how much line i reads as a heading with that label: its case,
// what follows, whether the line before had ended, the contents list.
func (r *reader) weigh(i int, lab *label) float64 {
	l := r.lines[i]
	rest := l.Bare[lab.end:]
	w := 0.5
	if lab.caps {
		w++
	}
	if l.Marked {
		w += 0.5
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, "\"“‘'(["))
	switch {
	case rest == "":
		w++
		if i+1 < len(r.lines) {
			next := r.lines[i+1]
			if _, labelled := readLabel(next.Bare); labelled {
				w -= 0.3
			} else if titleLike(next.Bare) && len(next.Bare) < 120 {
				w++
				if allCaps(next.Bare) {
					w++
				}
			} else {
				w--
			}
		}
	case lab.number != "" && !lab.clear && unicode.IsLower(first), first == ',' || first == ';' || first == ')':
		w -= 5
	case unicode.IsLower(first):
		w -= 4
	case titleLike(rest):
		w += 2
	default:
		if n, _ := runIn(rest); n > 0 {
			w++
		} else if l.Inner && capsRun(rest) > 0 {
			w += 2
		} else {
			w -= 3
		}
	}
	if i > 0 && !l.Inner {
		prev := r.lines[i-1]
		switch {
		case l.After > 0 && r.ended(i):
			w += 0.7
		case endsSentence(prev.Bare) || r.ended(i):
			w += 0.4
		case l.After > 0 || r.pageBetween(i):
			w -= 0.3
		default:
			w -= 1.5
		}
	}
	if l.Running {
		w -= 3
	}
	if e := r.byNumber[string(lab.word)+" "+itoa(lab.ord())]; e != nil && lab.ord() > 0 {
		w++
		if e.Title != "" && r.titleAhead(i, lab, e.Title) {
			w += 3
		}
	}
	if strings.Contains(rest, "....") {
		w -= 4
	}
	return w
}

// ended: the words before line i had come to an end, be it a sentence, a
// heading, or a line that is no running text.
func (r *reader) ended(i int) bool {
	if i == 0 || i == r.to {
		return true
	}
	prev := r.lines[i-1]
	if endsSentence(prev.Bare) || prev.Running || allCaps(prev.Bare) || titleLike(prev.Bare) && len(prev.Bare) < 80 {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(prev.Bare)
	return unicode.IsDigit(last) && len(prev.Bare) < 60
}

// pageBetween: furniture stands between line i and the one before it.
func (r *reader) pageBetween(i int) bool {
	a, b := r.lines[i-1].Span.End, r.lines[i].Span.Start
	f := r.doc.Furniture
	k := sort.Search(len(f), func(k int) bool { return f[k].Span.Start >= a })
	return k < len(f) && f[k].Span.End <= b && f[k].Kind != corpus.Markup
}

// titleAhead: the words after the label, on its line and the next three, are
// that title.
func (r *reader) titleAhead(i int, lab *label, title string) bool {
	_, _, got := r.matchTitle(i, lab.end, title)
	return got
}

// matchTitle reads words from line i at offset pos until they are the title
// that the contents list gives; it returns the line and the offset in it where
// the title ends.
func (r *reader) matchTitle(i, pos int, title string) (line, end int, ok bool) {
	want := fold(title)
	if len(want) < 3 {
		return 0, 0, false
	}
	got := ""
	slack := max(1, len(want)/7)
	for k := i; k < min(i+5, len(r.lines)); k++ {
		s := r.lines[k].Bare
		if k > i {
			pos = 0
			if r.lines[k].Inner && got != "" {
				break
			}
		}
		for pos < len(s) {
			for pos < len(s) && (s[pos] == ' ' || s[pos] == '\t') {
				pos++
			}
			to := pos
			for to < len(s) && s[to] != ' ' && s[to] != '\t' {
				to++
			}
			before := len(got)
			got += fold(s[pos:to])
			pos = to
			if before < 4 && len(got) >= 4 && len(want) >= 4 && unlike(got[:4], want[:4]) {
				return 0, 0, false
			}
			if len(got) > len(want)+slack {
				return 0, 0, false
			}
			if got == want {
				return k, pos, true
			}
			if len(got) >= len(want)-slack && len(got) > 6 {
				// Near enough, unless one more word makes it better.
				d := distance(got, want)
				if d <= slack {
					next := pos
					for next < len(s) && (s[next] == ' ' || s[next] == '\t') {
						next++
					}
					end := next
					for end < len(s) && s[end] != ' ' && s[end] != '\t' {
						end++
					}
					if more := got + fold(s[next:end]); len(more) > len(got) && distance(more, want) < d {
						continue
					}
					return k, pos, true
				}
			}
		}
	}
	return 0, 0, false
}

// unlike: two beginnings of four letters have less than two in common in their
// places, nor when one is shifted by a letter; no scan damages a title that much
// and leaves it worth reading.
func unlike(a, b string) bool {
	same, shifted := 0, 0
	for i := range 4 {
		if a[i] == b[i] {
			same++
		}
		if i > 0 && (a[i] == b[i-1] || a[i-1] == b[i]) {
			shifted++
		}
	}
	return same < 2 && shifted < 2
}

// mayBegin: line i may open with a title that folds to want.
func (r *reader) mayBegin(i int, want string) bool {
	b := r.begin[i]
	return len(b) < 4 || len(want) < 4 || !unlike(b[:4], want[:4])
}

// mainChain chooses the units that number the document: articles, or rules,
// chapters, sections, or bare numbers with titles where there is no such word.
func (r *reader) mainChain(cands []candidate) []candidate {
	for _, w := range []word{wordArticle, "chapter", "rule"} {
		var of []candidate
		for _, c := range cands {
			if c.lab.word == w && c.lab.part == "" {
				of = append(of, c)
			}
		}
		if chain, score := bestChain(of); len(chain) >= 2 && score > 4 || len(chain) == 1 && chain[0].score > 3 {
			return chain
		}
	}
	var best []candidate
	top := 8.0 // less than three good headings prove nothing
	try := func(of []candidate) {
		if chain, score := bestChain(of); score > top && len(chain) >= 3 && r.spread(chain) {
			best, top = chain, score
		}
	}
	of := map[string][]candidate{}
	for _, c := range cands {
		rest := r.lines[c.line].Bare[c.lab.end:]
		switch {
		case c.lab.word == wordSection && c.lab.caps:
			of["section"] = append(of["section"], c)
		case c.lab.word == "item" && c.lab.caps:
			of["item"] = append(of["item"], c)
		case c.lab.word == "" && c.lab.punct == punctDot && (allCaps(rest) || rest == "" && c.line+1 < len(r.lines) && allCaps(r.lines[c.line+1].Bare) || r.listed(&c.lab, rest)):
			for _, rd := range c.lab.readings {
				if rd.form == formArabic || rd.form == formRomanUp || rd.form == formUpper {
					d := c
					d.ord = rd.ord
					of[itoa(int(rd.form))] = append(of[itoa(int(rd.form))], d)
				}
			}
		}
	}
	keys := make([]string, 0, len(of))
	for k := range of {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		try(of[k])
	}
	return best
}

// listed: the contents list has that number and title.
func (r *reader) listed(lab *label, rest string) bool {
	for i := range r.entries {
		if e := &r.entries[i]; e.ord == lab.ord() && e.Title != "" && rest != "" && sameTitle(e.Title, rest) {
			return true
		}
	}
	return false
}

// spread: a chain of units on top fills the document; a numbered list fills a
// page of it.
func (r *reader) spread(chain []candidate) bool {
	a, b := r.lines[chain[0].line].Span.Start, r.lines[chain[len(chain)-1].line].Span.Start
	return (b-a)*3 > len(r.doc.Text)
}

// bestChain is the sequence of candidates, in order, whose numbers run on and
// whose scores are best. An unreadable number is read as the one that is due.
func bestChain(c []candidate) ([]candidate, float64) {
	n := len(c)
	best, prev, ord := make([]float64, n), make([]int, n), make([]int, n)
	top := -1
	for i := range c {
		best[i], prev[i], ord[i] = c[i].score, -1, c[i].ord
		if c[i].ord == 0 {
			best[i] -= 2
		} else if c[i].ord > 1 {
			best[i] -= min(float64(c[i].ord-1), 4) * 0.5
		}
		for j := max(0, i-400); j < i; j++ {
			s := best[j] + c[i].score + step(ord[j], c[i].ord, c[j].lab.number != c[i].lab.number)
			if s > best[i] {
				best[i], prev[i] = s, j
				ord[i] = c[i].ord
				if c[i].ord == 0 {
					ord[i] = ord[j] + 1
				}
			}
		}
		if top < 0 || best[i] > best[top] {
			top = i
		}
	}
	if top < 0 {
		return nil, 0
	}
	var chain []candidate
	for i := top; i >= 0; i = prev[i] {
		x := c[i]
		x.ord = ord[i]
		chain = append(chain, x)
	}
	slices.Reverse(chain)
	return chain, best[top]
}

// step is what it is worth that number b follows number a in a chain.
func step(a, b int, differ bool) float64 {
	switch gap := b - a; {
	case b == 0:
		return 1
	case gap == 1:
		return 2
	case gap == 0 && differ: // 15, 15-A
		return 1
	case gap == 0:
		return -9
	case gap > 1:
		return -1.5 - min(float64(gap), 12)*0.5
	default: // numbers restart: another agreement bound in, or a wrong reading
		if b <= 1 {
			return -7
		}
		return -11
	}
}

// unitAt makes the unit that a candidate opens, with its title.
func (r *reader) unitAt(c candidate, kind corpus.Kind) *unit {
	l := r.lines[c.line]
	u := &unit{line: c.line, lab: c.lab, kind: kind, number: c.lab.number, start: l.Span.Start}
	var e *entry
	if c.ord > 0 {
		e = r.byNumber[string(c.lab.word)+" "+itoa(c.ord)]
	}
	listed := ""
	if e != nil {
		listed = e.Title
	}
	r.title(u, listed)
	u.conf = confidence(c.score)
	if c.lab.ord() == 0 && c.ord > 0 && c.lab.word == wordArticle {
		// A numeral that a scan damaged ("XVHI", "|") is read by its place in the
		// run; heading_raw keeps it as printed.
		u.number = itoa(c.ord)
		if r.romans {
			u.number = toRoman(c.ord)
		}
		u.conf = min(u.conf, 0.75)
	}
	return u
}

// confidence maps a heading's score to how often such headings are right.
func confidence(score float64) float64 {
	return max(0.4, min(0.99, 0.62+score*0.06))
}

// title reads the heading that opens at u.line with u.lab: its title and where
// it ends. listed is the title that the contents list gives, if any.
func (r *reader) title(u *unit, listed string) {
	l := r.lines[u.line]
	pos := min(u.lab.end, len(l.Bare))
	if listed != "" {
		if k, end, ok := r.matchTitle(u.line, pos, listed); ok && !r.shortened(u, k, end) {
			t := r.words(u.line, pos, k, end)
			// A scan of the heading beats the list, unless only the list is whole.
			u.title = cleanTitle(t)
			if strings.Count(fold(t), "") != strings.Count(fold(listed), "") && damaged(t) && !damaged(listed) {
				u.title = cleanTitle(listed)
			}
			r.close(u, k, end)
			return
		}
	}
	rest := l.Bare[pos:]
	if rest != "" {
		r.sameLine(u, pos, rest)
		return
	}
	// The title stands on the next lines.
	r.close(u, u.line, pos)
	last, t := u.line, ""
	for k := u.line + 1; k < min(u.line+6, len(r.lines)); k++ {
		s := r.lines[k].Bare
		if k >= r.from && k < r.to || r.lines[k].Running && u.kind != corpus.Letter && u.kind != corpus.Appendix || !titleLike(s) || len(s) > 140 || dateLine(s) {
			break
		}
		if lab, ok := readLabel(s); ok && !r.subject(u, &lab, t == "", s) {
			break
		}
		if lab, ok := readLabel(t); ok && lab.end >= len(t) && u.kind == corpus.Letter {
			t += " " // the article it is about, then its matter
		} else if t != "" && (!allCaps(s) || !allCaps(t)) && !(r.lines[k].After == 0 && strings.HasSuffix(t, "-")) {
			break
		}
		if t != "" && r.lines[k].After > 0 {
			break
		}
		if t == "" && !allCaps(s) && endsSentence(s) && strings.HasSuffix(s, ".") && len(strings.Fields(s)) > 6 {
			break
		}
		t = strings.TrimSpace(t + " " + s)
		last = k
		if strings.HasSuffix(s, ".") {
			break
		}
	}
	if t != "" {
		u.title = cleanTitle(t)
		r.close(u, last, len(r.lines[last].Bare))
	}
}

// shortened: the heading goes on where the title that the list gives ends, or is
// that of a letter inside the appendix: the heading as printed is the title.
func (r *reader) shortened(u *unit, k, end int) bool {
	if u.kind == corpus.Appendix {
		for j := u.line + 1; j <= k; j++ {
			if lab, ok := readLabel(r.lines[j].Bare); ok && lab.word == wordLetter {
				return true
			}
		}
	}
	rest := r.lines[k].Bare[end:]
	return !r.doc.Unbroken && strings.TrimLeft(rest, " .:-–—") != "" && titleLike(rest)
}

// subject: a line that opens with a label is part of u's title: a letter or an
// appendix names the article it is about ("LETTER OF INTENT #3 / ARTICLE 9,
// SECTION C. GRIEVANCE PROCEDURE FOR").
func (r *reader) subject(u *unit, lab *label, first bool, s string) bool {
	if u.kind != corpus.Letter && u.kind != corpus.Appendix {
		return false
	}
	return lab.word == wordArticle || lab.word == wordSection && first && lab.end >= len(s)
}

// sameLine reads a title that stands behind the label.
func (r *reader) sameLine(u *unit, pos int, rest string) {
	l := r.lines[u.line]
	if l.Inner || r.doc.Unbroken && len(l.Bare) > 160 {
		n := r.inlineTitle(rest, u.lab.caps)
		u.title = cleanTitle(rest[:n])
		r.close(u, u.line, pos+n)
		return
	}
	if titleLike(rest) && len(strings.Fields(rest)) <= maxTitle {
		t, last := rest, u.line
		for k := u.line + 1; k < min(u.line+4, len(r.lines)); k++ {
			s := r.lines[k].Bare
			_, labelled := readLabel(s)
			if strings.HasSuffix(strings.TrimRight(t, " "), ".") || labelled || r.lines[k].After > 0 || !titleLike(s) || r.lines[k].Running || dateLine(s) {
				break
			}
			joins := allCaps(s) && allCaps(t) || strings.HasSuffix(t, "-") || lastSmall(t)
			if !joins {
				break
			}
			t += " " + s
			last = k
		}
		u.title = cleanTitle(t)
		r.close(u, last, len(r.lines[last].Bare))
		return
	}
	if n, t := runIn(rest); n > 0 {
		u.title = cleanTitle(t)
		r.close(u, u.line, pos+n)
		return
	}
	// A title that wraps in mid-phrase: "D. Paid Rest Periods for Employees of\nthe Hospital."
	r.close(u, u.line, pos)
}

// lastSmall: t ends in a word that a title does not end in.
func lastSmall(t string) bool {
	f := strings.Fields(t)
	return len(f) > 1 && smallWords[f[len(f)-1]]
}

// words is the text from line a at offset pos to line b at offset end.
func (r *reader) words(a, pos, b, end int) string {
	if a == b {
		return r.lines[a].Bare[pos:end]
	}
	t := r.lines[a].Bare[pos:]
	for k := a + 1; k < b; k++ {
		t += " " + r.lines[k].Bare
	}
	return t + " " + r.lines[b].Bare[:end]
}

// close ends u's heading at offset end of line k's bare text.
func (r *reader) close(u *unit, k, end int) {
	l := r.lines[k]
	u.last = k
	u.headEnd = r.sourceEnd(k, end)
	u.body = k + 1
	if end < len(l.Bare) {
		u.inline = true
	}
	if u.headEnd < u.start {
		u.headEnd = u.start
	}
}

// sourceEnd maps an offset in a line's bare text to the source: past the byte
// before it, and past markup that closes there.
func (r *reader) sourceEnd(k, end int) int {
	l, text := r.lines[k], r.doc.Text
	if end >= len(l.Bare) {
		return l.Span.End
	}
	i, j := l.Span.Start, 0
	for j < end && i < l.Span.End {
		if text[i] == l.Bare[j] {
			i, j = i+1, j+1
			continue
		}
		i++ // markup, which Bare lacks
	}
	for i > l.Span.Start && (text[i-1] == ' ' || text[i-1] == '\t') {
		i--
	}
	for i > l.Span.Start && i < l.Span.End && !utf8.RuneStart(text[i]) {
		i++
	}
	return i
}

// capsRun is the length of the words in capitals that open s.
func capsRun(s string) int {
	end, pos := 0, 0
	for pos < len(s) {
		for pos < len(s) && s[pos] == ' ' {
			pos++
		}
		to := pos
		for to < len(s) && s[to] != ' ' {
			to++
		}
		w := strings.Trim(s[pos:to], ".,:;()&-–—/\"'")
		if w != "" && !allCaps(w) && !(len(w) == 1 && strings.ToUpper(w) == w) {
			break
		}
		if w == "A" && to < len(s) { // "A" opens the sentence as often as it stands in a title
			next := strings.Fields(s[to:])
			if len(next) > 0 && !allCaps(next[0]) {
				break
			}
		}
		if to == pos {
			break
		}
		pos = to
		if w != "" {
			end = to
		}
	}
	return end
}

// inlineTitle is the length of the title that opens s, where text runs on
// behind it without a mark: words in capitals, or capitalised words up to the
// one that opens the sentence.
func (r *reader) inlineTitle(s string, caps bool) int {
	if n := capsRun(s); n > 3 && caps {
		return n
	}
	if n, _ := runIn(s); n > 0 && n < 60 {
		return n
	}
	end, pos, lastStart := 0, 0, 0
	words := 0
	for pos < len(s) && words < 12 {
		for pos < len(s) && s[pos] == ' ' {
			pos++
		}
		to := pos
		for to < len(s) && s[to] != ' ' {
			to++
		}
		w := s[pos:to]
		core := strings.Trim(w, ".,:;()&-–—/\"'*")
		first, _ := utf8.DecodeRuneInString(core)
		if words > 0 && starters[core] {
			break
		}
		if core != "" && !unicode.IsUpper(first) && !unicode.IsDigit(first) && !smallWords[core] {
			end = lastStart // the word before opened the sentence
			break
		}
		if core != "" && !smallWords[core] {
			lastStart = end
			end = to
		}
		pos = to
		words++
		if to >= len(s) {
			break
		}
	}
	return min(end, len(s))
}

// damaged: a scan has put capitals inside words or left gaps in one.
func damaged(s string) bool {
	for _, w := range strings.Fields(s) {
		low := false
		for _, c := range w {
			if unicode.IsLower(c) {
				low = true
			} else if unicode.IsUpper(c) && low && !strings.HasPrefix(w, "Mc") && !strings.ContainsAny(w, "-/") {
				return true
			}
		}
	}
	return strings.ContainsAny(s, "~\\_^")
}

var months = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}

// dateLine: the line is a date and nothing else.
func dateLine(s string) bool {
	low := strings.ToLower(s)
	for _, m := range months {
		if strings.HasPrefix(low, m+" ") && len(strings.Fields(s)) <= 4 && strings.ContainsAny(s, "0123456789") {
			return true
		}
	}
	return false
}
