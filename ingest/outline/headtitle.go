package outline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
)

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
				d := distance(got, want, slack)
				if d <= slack {
					next := pos
					for next < len(s) && (s[next] == ' ' || s[next] == '\t') {
						next++
					}
					end := next
					for end < len(s) && s[end] != ' ' && s[end] != '\t' {
						end++
					}
					word := s[next:end]
					if word == "" && k+1 < min(i+5, len(r.lines)) && !r.lines[k+1].Inner {
						word, _, _ = strings.Cut(r.lines[k+1].Bare, " ")
					}
					if more := got + fold(word); len(more) > len(got) && distance(more, want, slack) < d {
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

// beginning is how many bytes of each line are folded beforehand: enough for the
// words that open a signature page.
const beginning = 24

// mayBegin: line i may open with a title that folds to want.
func (r *reader) mayBegin(i int, want string) bool {
	b := r.begin[i]
	return len(b) < 4 || len(want) < 4 || !unlike(b[:4], want[:4])
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
			u.title = r.mended(cleanTitle(t), listed)
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
		if k >= r.from && k < r.to || r.lines[k].Running && u.kind != corpus.Letter && u.kind != corpus.Appendix || !titleLike(s) || len(s) > 140 || dateLine(s) || r.doc.Cells != nil && u.kind == corpus.Appendix && strings.Contains(s, "   ") {
			break
		}
		if lab, ok := readLabel(s); ok && !r.subject(u, &lab, t == "", s) && (t == "" || !r.spelledOut(k, &lab)) {
			break
		}
		if lab, ok := readLabel(t); ok && lab.end >= len(t) && u.kind == corpus.Letter {
			t += " " // the article it is about, then its matter
		} else if t != "" && (!allCaps(s) || !allCaps(t)) && (r.lines[k].After != 0 || !strings.HasSuffix(t, "-")) {
			break
		}
		// Lines of a heading set wide apart; one that ends in a comma goes on.
		if t != "" && r.lines[k].After > 0 && (r.lines[k].After > 1 || !strings.HasSuffix(t, ",")) {
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
			if unclosed(t) && !labelled && r.lines[k].After == 0 && !r.lines[k].Running && len(s) < 60 && !endsSentence(s) && lowerStart(s) {
				t, last = t+" "+s, k // "(Formal Evaluation of Members / and Documentation)"
				break
			}
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
		if r.wrapsInto(t, last) {
			last++
			t = joinTitle(t, r.lines[last].Bare)
		}
		u.title = r.withoutNote(cleanTitle(t))
		r.close(u, last, len(r.lines[last].Bare))
		return
	}
	if r.leadTitle(u, pos) {
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

// unclosed: a bracket opens in t and does not close.
func unclosed(t string) bool { return strings.LastIndexByte(t, '(') > strings.LastIndexByte(t, ')') }

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
	var t strings.Builder
	t.WriteString(r.lines[a].Bare[pos:])
	for k := a + 1; k < b; k++ {
		t.WriteString(" " + r.lines[k].Bare)
	}
	return t.String() + " " + r.lines[b].Bare[:end]
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
		if text[i] == l.Bare[j] || text[i] == ' ' && l.Bare[j] == '\t' {
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
		if w != "" && !allCaps(w) && (len(w) != 1 || strings.ToUpper(w) != w) {
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
	for w := range strings.FieldsSeq(s) {
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
