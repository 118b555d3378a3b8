package layout

import (
	"strings"
	"unicode"

	"github.com/clausebook/clausebook/corpus"
)

// ornaments stand around the numbers of pages: "•••3••".
const ornaments = "•·▪●■◆"

// mask is a line with its numbers hidden, so that "Page 9 of 92" and "Page 10
// of 92" are the same; case is kept, white space folded.
func mask(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	fields := strings.Fields(s)
	for i, f := range fields {
		whole := f
		if f = strings.Trim(f, ornaments); f == "" {
			continue
		}
		// A small roman numeral is one where ornaments part it: "ii •• Rights at work".
		if f != whole || i == 0 && len(fields) > 1 && strings.IndexAny(fields[1], ornaments) == 0 {
			if f[0] >= 'a' && isRoman(f) {
				f = "0"
			}
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		core := strings.Trim(f, ".,:;()[]")
		if core != "I" && core != "" && core[0] < 'a' && isRoman(core) {
			b.WriteString(strings.Replace(f, core, "#", 1))
			continue
		}
		digits := false
		for _, r := range f {
			if r >= '0' && r <= '9' {
				if !digits {
					b.WriteByte('#')
				}
				digits = true
				continue
			}
			digits = false
			b.WriteRune(r)
		}
	}
	return b.String()
}

func squash(s string) string { return strings.Join(strings.Fields(s), " ") }

// A labelToken is a page number found in a line.
type labelToken struct {
	text  string
	value int
	roman bool
}

// labelTokens lists what could be a page label in a line: a number that opens
// or ends it, with the dashes and words that go with page numbers.
func labelTokens(s string) []labelToken {
	f := strings.Fields(s)
	if len(f) == 0 || len(s) > 160 || strings.Contains(s, "....") {
		return nil // leaders: the number is that of an entry of the contents list
	}
	var out []labelToken
	add := func(t string) {
		t = strings.Trim(t, "-–—.|()[]*~ "+ornaments)
		if t == "" || len(t) > 6 {
			return
		}
		if v, ok := number(t); ok {
			out = append(out, labelToken{t, v, false})
		} else if v, ok := roman(t); ok && v < 60 && (t == strings.ToLower(t) || len(f) == 1) {
			out = append(out, labelToken{t, v, true})
		} else if k := strings.LastIndexAny(t, "-–"); k > 0 {
			if v, ok := number(t[k+1:]); ok && len(t[:k]) <= 5 { // VIII-3, B-2: counted within a chapter
				out = append(out, labelToken{t, v, false})
			}
		}
	}
	for i, w := range f {
		lw := strings.ToLower(strings.Trim(w, ".:,-–—|"))
		if (lw == "page" || lw == "pg" || lw == "p") && i+1 < len(f) {
			add(f[i+1])
			return out
		}
		if lw == "of" && i > 0 && i+1 < len(f) {
			_, a := number(strings.Trim(f[i-1], "-–|"))
			_, b := number(strings.Trim(f[i+1], "-–|"))
			if a && b {
				add(f[i-1])
				return out
			}
		}
	}
	if k := strings.Index(s, "| P a g e"); k > 0 {
		w := strings.Fields(s[:k])
		if len(w) > 0 {
			add(w[len(w)-1])
		}
		return out
	}
	add(f[len(f)-1])
	if len(f) > 1 {
		add(f[0])
		if len(f) == 3 && strings.Trim(f[0], "-–—~") == "" {
			add(f[1])
		}
		for i := 1; i+1 < len(f); i++ { // in the middle of a foot set in three columns
			if v, ok := number(f[i]); ok && v < 1000 && strings.Contains(s, "   ") {
				add(f[i])
			}
		}
	}
	return out
}

// label is the page label of a line that is nothing else.
func label(s string) string {
	if t := labelTokens(s); len(t) > 0 {
		return t[0].text
	}
	return ""
}

// labelOnly: the line is a page label and nothing else.
func labelOnly(s string) bool {
	if len(s) > 24 {
		return false
	}
	t := labelTokens(s)
	if len(t) == 0 {
		return false
	}
	rest := strings.Replace(s, t[0].text, "", 1)
	letters := strings.ToLower(strings.Join(strings.FieldsFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) }), ""))
	switch letters {
	case "":
		// "12." and "(3)" are labels of a list, "- 12 -" is a page's.
		trim := strings.TrimSpace(s)
		return trim == t[0].text || strings.HasPrefix(trim, "-") || strings.HasPrefix(trim, "–") || strings.HasPrefix(trim, "—") || strings.HasPrefix(trim, "~") || strings.Contains(trim, "|")
	case "page", "pg", "pageof", "pgof", "of", "p":
		return true
	}
	return false
}

// hasLabel: the line carries that page label at an end, in its middle or after
// "Page".
func hasLabel(s, label string) bool {
	if label == "" || !strings.Contains(s, label) {
		return false
	}
	for _, t := range labelTokens(s) {
		if t.text == label {
			return true
		}
	}
	return false
}

// setApart: the line carries that page label apart from its other words, as a
// foot set in columns does and "5.  Appointment to Positions" does not.
func setApart(text string, s corpus.Span, label string) bool {
	line := strings.ReplaceAll(text[s.Start:s.End], "\t", "    ")
	for at := 0; ; {
		k := strings.Index(line[at:], label)
		if k < 0 {
			return false
		}
		from, to := at+k, at+k+len(label)
		before, after := line[:from], line[to:]
		left := strings.TrimSpace(before) == "" || strings.HasSuffix(before, "  ") || strings.HasSuffix(strings.ToLower(before), "page ") || strings.HasSuffix(strings.ToLower(before), "pg. ")
		right := strings.TrimSpace(after) == "" || strings.HasPrefix(after, "   ") || strings.HasPrefix(after, " of ") || strings.HasPrefix(after, " | ")
		if left && right && strings.TrimSpace(before+after) != "" {
			return true
		}
		at = to
	}
}

// unitAndPage: the line is a unit's label and behind or before it the page's own
// and nothing else: "Article 5 13", the foot of page 13. A heading has its title
// there, and no number twice.
func unitAndPage(s, page string) bool {
	for _, rest := range []string{strings.TrimSuffix(s, " "+page), strings.TrimPrefix(s, page+" ")} {
		if rest != s && labelAlone(strings.Trim(rest, " -–—|/·•")) {
			return true
		}
	}
	return false
}

func number(s string) (int, bool) {
	if len(s) == 0 || len(s) > 4 {
		return 0, false
	}
	v := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		v = v*10 + int(s[i]-'0')
	}
	return v, true
}

// roman reads a roman numeral in one case; ok is false for anything else.
func roman(s string) (int, bool) {
	if len(s) > 9 {
		return 0, false
	}
	return corpus.RomanLabel(s)
}

func isRoman(s string) bool {
	_, ok := roman(s)
	return ok
}

// unitWords open the label of a unit.
var unitWords = []string{"article", "section", "part", "chapter", "appendix", "appendices", "exhibit", "attachment", "addendum", "schedule", "letter", "letters", "memorandum", "rule", "item", "title", "art"}

// unitWord is the word that opens a unit's label, as printed, or "".
func unitWord(s string) string {
	w, _, _ := strings.Cut(s, " ")
	w = strings.TrimRight(w, ",.:")
	for _, u := range unitWords {
		if strings.EqualFold(w, u) {
			return w
		}
	}
	return ""
}

// unitLabel: the line opens with a unit's word and a number.
func unitLabel(s string) bool {
	if unitWord(s) == "" {
		return false
	}
	f := strings.Fields(s)
	for _, w := range f[1:min(len(f), 6)] {
		w = strings.Trim(w, ".,:;#()-–—")
		if w == "" {
			continue
		}
		if w[0] >= '0' && w[0] <= '9' {
			return true
		}
		if _, ok := roman(w); ok {
			return true
		}
		if len(w) <= 3 && w == strings.ToUpper(w) && strings.Contains(w, "-") || len(w) == 1 {
			return true
		}
	}
	return false
}

// unitAlone: the line is the word of a paper at the back, in capitals, without a
// number.
func unitAlone(s string) bool {
	switch s {
	case "APPENDIX", "EXHIBIT", "ATTACHMENT", "ADDENDUM":
		return true
	}
	return false
}

// headLabel: the line opens with the label of a unit that pages are headed with.
// Sections and parts count anew in each article, so that their labels repeat
// without being heads.
func headLabel(s string) bool {
	switch strings.ToLower(unitWord(s)) {
	case "section", "part", "rule", "item":
		return false
	}
	return unitLabel(s)
}

// labelAlone: the line is a unit's label and nothing else: "Article 15, Part
// A", "ARTICLE XVII (Cont.)", "Letter of Understanding #1".
func labelAlone(s string) bool {
	if len(s) > 60 || !unitLabel(s) {
		return false
	}
	if !headLabel(s) {
		return false
	}
	f := strings.Fields(s)
	for _, w := range f[1:] {
		w = strings.ToLower(strings.Trim(w, ".,:;#()-–—*"))
		switch w {
		case "", "of", "part", "section", "article", "understanding", "agreement", "intent", "cont", "cont'd", "continued":
			continue
		}
		if w[0] >= '0' && w[0] <= '9' && len(w) <= 6 || len(w) <= 2 {
			continue
		}
		if _, ok := roman(w); ok {
			continue
		}
		if k := strings.IndexByte(w, '-'); k > 0 && len(w) <= 5 {
			continue
		}
		return false
	}
	return true
}

// sentenceLike: the line reads as a piece of running text, so that only its
// repetition speaks for furniture, and that is not enough.
func sentenceLike(s string) bool {
	if len(s) < 60 {
		return false
	}
	words, lower := 0, 0
	for w := range strings.FieldsSeq(s) {
		words++
		if r := []rune(w)[0]; unicode.IsLower(r) {
			lower++
		}
	}
	return words >= 9 && lower*10 >= words*6
}
