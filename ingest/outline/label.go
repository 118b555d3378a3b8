package outline

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A form is how a number is written.
type form uint8

const (
	formNone    form = iota
	formArabic       // 12, 15A, 15-A
	formUpper        // C
	formLower        // c
	formRomanUp      // IX
	formRomanLo      // ix
	formDecimal      // 12.3, 4.3.65, 8-4.2, 10-14, 35.1M
	formWord         // ONE
	formMixed        // F-2, C-1
	formBullet       // •
	formTitle        // no number: the words are the heading
)

// A punct is what closes a bare label; several are one style, because a scan
// changes "C." to "C:" or "A ." within a run.
type punct uint8

const (
	punctDot    punct = iota // "A." "A:" "A -" "A⇥"
	punctParen               // "(a)"
	punctHalf                // "a)"
	punctSquare              // "[a]"
)

// A word is the unit's word before a number, in lower case: "article",
// "section"; empty for a bare label.
type word string

const (
	wordArticle  word = "article"
	wordSection  word = "section"
	wordPart     word = "part"
	wordStep     word = "step"
	wordAppendix word = "appendix" // also exhibit, attachment, schedule, addendum
	wordLetter   word = "letter"   // of understanding, agreement, intent; memoranda
	wordPlan     word = "plan"
)

// A reading is one way to read a label's number.
type reading struct {
	form form
	ord  int // position in its run, from 1; 0 if it can't be told
}

// A label is what numbers a unit, read at the start of a line.
type label struct {
	word     word
	printed  string // the unit's words as printed: "LETTER OF UNDERSTANDING"
	caps     bool   // printed in capitals
	readings []reading
	punct    punct
	number   string // as printed, without punctuation
	prefix   string // of a decimal: "12" of "12.3"
	end      int    // offset in the line past label, punctuation and blanks
	part     string // letter of a part in "ARTICLE 15, PART B"
	clear    bool   // punctuation or white space closes it, not just a blank
}

func (l *label) form() form {
	if len(l.readings) == 0 {
		return formNone
	}
	return l.readings[0].form
}

func (l *label) ord() int {
	if len(l.readings) == 0 {
		return 0
	}
	return l.readings[0].ord
}

// keywords maps the words that open a unit, in lower case, to their kind.
var keywords = []struct {
	text string
	word word
}{
	{"letter of understanding", wordLetter},
	{"letter of agreement", wordLetter}, {"letter of intent", wordLetter},
	{"memorandum of understanding", wordLetter}, {"memorandum of agreement", wordLetter},
	{"side letter", wordLetter}, {"letter agreement", wordLetter},
	{"article", wordArticle}, {"section", wordSection}, {"sec.", wordSection}, {"part", wordPart},
	{"appendix", wordAppendix}, {"exhibit", wordAppendix}, {"attachment", wordAppendix},
	{"schedule", wordAppendix}, {"addendum", wordAppendix}, {"step", wordStep},
	{"chapter", "chapter"}, {"rule", "rule"}, {"item", "item"}, {"plan", wordPlan}, {"§", wordSection},
}

// readLabel reads the label that opens the line s. ok is false if there is
// none.
func readLabel(s string) (l label, ok bool) {
	if s == "" {
		return l, false
	}
	if l, ok := readKeyword(s); ok {
		return l, true
	}
	return readBare(s)
}

func readKeyword(s string) (l label, ok bool) {
	c := s[0] | 0x20
	if c < 'a' || c > 'z' {
		if !strings.HasPrefix(s, "§") {
			return l, false
		}
	} else if s[0] != c-0x20 {
		return l, false // a heading opens with a capital
	}
	for _, k := range keywords {
		if len(s) < len(k.text) || !strings.EqualFold(s[:len(k.text)], k.text) {
			continue
		}
		l.word, l.printed = k.word, s[:len(k.text)]
		l.caps = l.printed == strings.ToUpper(l.printed)
		rest := s[len(k.text):]
		if r, _ := utf8.DecodeRuneInString(rest); rest != "" && (unicode.IsLetter(r) || r == '\'' || r == '’') {
			return label{}, false // "Articles", "Employer's"
		}
		pos := len(k.text) + skipBlank(rest)
		at := pos
		for at < len(s) && (s[at] == '#' || s[at] == ' ' || s[at] == ':') || strings.HasPrefix(s[min(at, len(s)):], "No.") || strings.HasPrefix(s[min(at, len(s)):], "NO.") {
			if s[at] == 'N' {
				at += 3
			} else {
				at++
			}
		}
		num, w, rd := readNumber(s[at:], true)
		if num == "" && (k.word == wordStep || k.word == wordArticle) {
			num, w = brokenNumeral(s[at:])
			rd = []reading{{formRomanUp, 0}}
		} else if len(rd) > 0 && rd[0].form == formUpper && k.word == wordStep {
			if n, v := brokenNumeral(s[at:]); n != "" { // "I \\I"
				num, w, rd = n, v, []reading{{formRomanUp, 0}}
			}
		}
		if num == "" {
			if k.word == wordLetter {
				l.end = min(pos+closePunct(s[pos:]), len(s))
				return l, true
			}
			return label{}, false
		}
		l.number, l.readings = num, rd
		l.prefix = decimalPrefix(num)
		l.end = at + w
		if k.word == wordArticle {
			l.part, l.end = readPart(s, l.end)
			if suffix, n := readSuffix(s[l.end:]); suffix != "" && l.form() == formArabic {
				l.number, l.end = l.number+"-"+suffix, l.end+n
			}
		}
		before := l.end
		l.end += closePunct(s[l.end:])
		l.clear = l.end > before+1 || l.end >= len(s)
		l.end += skipBlank(s[min(l.end, len(s)):])
		return l, true
	}
	return label{}, false
}

// brokenNumeral reads a numeral in which a scan put a stroke or a blank:
// "\\I" for II, "I \\I" for III. What it stands for is told by its place in
// the run.
func brokenNumeral(s string) (string, int) {
	n, stroke := 0, false
	for n < len(s) && n < 6 {
		switch {
		case s[n] == '\\' || s[n] == '|' || s[n] == '!':
			stroke = true
		case s[n] == 'I' || s[n] == 'V' || s[n] == 'X':
		case s[n] == ' ' && n > 0 && n+1 < len(s) && (s[n+1] == '\\' || s[n+1] == '|'):
		default:
			if stroke && (s[n] == ' ' || s[n] == '.' || s[n] == ':') {
				return s[:n], n
			}
			return "", 0
		}
		n++
	}
	if stroke && n == len(s) {
		return s, n
	}
	return "", 0
}

// readSuffix reads the letter of "15 - A" where nothing else follows it.
func readSuffix(s string) (string, int) {
	t := strings.TrimLeft(s, " \t")
	if !strings.HasPrefix(t, "-") && !strings.HasPrefix(t, "–") {
		return "", 0
	}
	u := strings.TrimLeft(t, "-–\u2013 \t")
	if u == "" || u[0] < 'A' || u[0] > 'Z' || strings.TrimSpace(u[1:]) != "" {
		return "", 0
	}
	return u[:1], len(s) - len(u) + 1
}

// readPart reads ", PART B" after an article's number.
func readPart(s string, pos int) (string, int) {
	at := pos
	for at < len(s) && (s[at] == ',' || s[at] == ' ' || s[at] == '-' || s[at] == '.') {
		at++
	}
	if at+6 > len(s) || !strings.EqualFold(s[at:at+4], "part") || s[at+4] != ' ' {
		return "", pos
	}
	at += 5
	num, w, _ := readNumber(s[at:], true)
	if num == "" {
		return "", pos
	}
	return num, at + w
}

// closePunct is the length of what closes a keyword label: ".", ":", "-", dashes.
func closePunct(s string) int {
	i := 0
	for i < len(s) {
		r, w := utf8.DecodeRuneInString(s[i:])
		if r == '.' || r == ':' || r == '-' || r == '–' || r == '—' || r == ' ' || r == '\t' || r == ',' || r == ')' {
			i += w
			continue
		}
		break
	}
	return i
}

func skipBlank(s string) int {
	i := 0
	for i < len(s) {
		r, w := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsSpace(r) {
			break
		}
		i += w
	}
	return i
}

// readNumber reads a number in any form at the start of s. With a keyword
// before it, words and damaged numerals count too.
func readNumber(s string, keyword bool) (string, int, []reading) {
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i > 0 {
		if i > 3 {
			return "", 0, nil
		}
		j, parts := i, 0
		for j+1 < len(s) && (s[j] == '.' || s[j] == '-') && s[j+1] >= '0' && s[j+1] <= '9' {
			k := j + 1
			for k < len(s) && s[k] >= '0' && s[k] <= '9' {
				k++
			}
			if k-j > 4 {
				break
			}
			j = k
			parts++
		}
		if parts > 0 {
			if j < len(s) && s[j] >= 'A' && s[j] <= 'Z' && boundary(s[j+1:]) {
				j++
			}
			if !boundary(s[j:]) {
				return "", 0, nil
			}
			return s[:j], j, []reading{{formDecimal, lastPart(s[:j])}}
		}
		ord := atoi(s[:i])
		if n := joinedNumber(s[i:]); n > 0 && keyword {
			return s[:i+n], i + n, []reading{{formArabic, ord}}
		}
		if i < len(s) && (s[i] >= 'A' && s[i] <= 'Z' || s[i] >= 'a' && s[i] <= 'z') && boundary(s[i+1:]) && keyword {
			return s[:i+1], i + 1, []reading{{formArabic, ord}}
		}
		if i+1 < len(s) && s[i] == '-' && s[i+1] >= 'A' && s[i+1] <= 'Z' && boundary(s[i+2:]) && keyword {
			return s[:i+2], i + 2, []reading{{formArabic, ord}}
		}
		if !boundary(s[i:]) {
			return "", 0, nil
		}
		return s[:i], i, []reading{{formArabic, ord}}
	}
	for i < len(s) && (s[i] >= 'A' && s[i] <= 'Z' || s[i] >= 'a' && s[i] <= 'z') {
		i++
	}
	if i == 0 {
		return "", 0, nil
	}
	w := s[:i]
	if keyword && i <= 2 && i < len(s) && (s[i] == '-' || s[i] >= '0' && s[i] <= '9') {
		j := i
		if s[j] == '-' {
			j++
		}
		k := j
		for k < len(s) && s[k] >= '0' && s[k] <= '9' {
			k++
		}
		if k > j && boundary(s[k:]) && w == strings.ToUpper(w) {
			return s[:k], k, []reading{{formMixed, int(w[0]-'A'+1)*100 + atoi(s[j:k])}}
		}
	}
	if !boundary(s[i:]) {
		return "", 0, nil
	}
	if i == 1 {
		var rd []reading
		c := w[0]
		if c >= 'a' {
			rd = append(rd, reading{formLower, int(c-'a') + 1})
			if v, ok := roman(w); ok {
				rd = append(rd, reading{formRomanLo, v})
			}
		} else {
			rd = append(rd, reading{formUpper, int(c-'A') + 1})
			if v, ok := roman(w); ok {
				rd = append(rd, reading{formRomanUp, v})
			}
		}
		return w, i, rd
	}
	if v, ok := roman(w); ok {
		f := formRomanUp
		if w[0] >= 'a' {
			f = formRomanLo
		}
		rd := []reading{{f, v}}
		if i == 2 && w[0]|0x20 == w[1] && w[0] < 'a' && i < len(s) && s[i] == '.' {
			// A scan doubled the letter: "Cc." for "C."
			return w[:1], i, []reading{{formUpper, int(w[0]-'A') + 1}}
		}
		if i == 2 && w[0] == w[1] { // AA, bb after Z: "II" is roman first
			g, base := formUpper, byte('A')
			if w[0] >= 'a' {
				g, base = formLower, 'a'
			}
			rd = append(rd, reading{g, 26 + int(w[0]-base) + 1})
		}
		return w, i, rd
	}
	if i == 2 && w[0]|0x20 == w[1] && w[0] < 'a' && i < len(s) && s[i] == '.' {
		// A scan doubled the letter: "Cc." for "C."
		return w[:1], i, []reading{{formUpper, int(w[0]-'A') + 1}}
	}
	if i == 2 && w[0] == w[1] {
		if w[0] >= 'a' {
			return w, i, []reading{{formLower, 26 + int(w[0]-'a') + 1}}
		}
		return w, i, []reading{{formUpper, 26 + int(w[0]-'A') + 1}}
	}
	if !keyword {
		return "", 0, nil
	}
	if v := numberWord(w); v > 0 {
		return w, i, []reading{{formWord, v}}
	}
	if damagedRoman(w) {
		return w, i, []reading{{formRomanUp, 0}}
	}
	return "", 0, nil
}

// joinedNumber is the length of " & 17T" behind a number: one article for two.
func joinedNumber(s string) int {
	if !strings.HasPrefix(s, " & ") {
		return 0
	}
	n := 3
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n == 3 {
		return 0
	}
	if n < len(s) && s[n] >= 'A' && s[n] <= 'Z' {
		n++
	}
	if !boundary(s[n:]) {
		return 0
	}
	return n
}

// damagedRoman: a numeral with a letter or two that a scan put in the place of
// I: "VIT", "Il", "XVlll".
func damagedRoman(w string) bool {
	if len(w) > 7 {
		return false
	}
	good := 0
	for i := 0; i < len(w); i++ {
		switch w[i] {
		case 'I', 'V', 'X', 'L':
			good++
		case 'T', 'l', '1', 'i', 'H', 'U', 'J':
		default:
			return false
		}
	}
	return good*2 >= len(w) && good > 0
}

func boundary(s string) bool {
	if s == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s)
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' && r != '/' && r != '$' && r != '%'
}

func atoi(s string) int {
	v := 0
	for i := 0; i < len(s); i++ {
		v = v*10 + int(s[i]-'0')
	}
	return v
}

// lastPart is the last number of a decimal label.
func lastPart(s string) int {
	s = strings.TrimRight(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	k := strings.LastIndexAny(s, ".-")
	return atoi(s[k+1:])
}

func decimalPrefix(s string) string {
	if k := strings.LastIndexAny(s, ".-"); k > 0 && s[0] >= '0' && s[0] <= '9' {
		return s[:k]
	}
	return ""
}

// readBare reads a label without a unit's word: "A." "1." "(a)" "12.3" "•".
func readBare(s string) (l label, ok bool) {
	r, w := utf8.DecodeRuneInString(s)
	if r == '•' || r == '▪' || r == '●' || r == '◦' || r == '\uf0b7' || (r == '-' || r == '–' || r == '*' || r == 'o') && len(s) > w+1 && (s[w] == ' ' || s[w] == '\t') {
		if r == 'o' && (len(s) < w+3 || s[w] != ' ' || s[w+1] != ' ' && s[w] != '\t') {
			return l, false
		}
		l.readings, l.number, l.clear = []reading{{formBullet, int(r)}}, string(r), true
		l.end = w + skipBlank(s[w:])
		return l, l.end > w
	}
	pos := 0
	if s[0] == '(' || s[0] == '[' {
		l.punct = punctParen
		if s[0] == '[' {
			l.punct = punctSquare
		}
		pos = 1
		for pos < len(s) && s[pos] == ' ' {
			pos++
		}
	}
	num, n, rd := readNumber(s[pos:], false)
	if num == "" {
		return l, false
	}
	l.number, l.readings, l.prefix = num, rd, decimalPrefix(num)
	at := pos + n
	rest := s[at:]
	blanks := skipBlank(rest)
	switch {
	case l.punct == punctParen || l.punct == punctSquare:
		if blanks < len(rest) && (rest[blanks] == ')' || rest[blanks] == ']') && blanks <= 1 {
			at += blanks + 1
		} else {
			return l, false
		}
		if at < len(s) && (s[at] == '.' || s[at] == ':') {
			at++
		}
	case strings.HasPrefix(rest, ")") || strings.HasPrefix(rest, ".)"):
		l.punct = punctHalf
		at += strings.IndexByte(rest, ')') + 1
	case strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, ":"):
		at++
		for at < len(s) && (s[at] == '.' || s[at] == '-') {
			at++
		}
		if at < len(s) && s[at] != ' ' && s[at] != '\t' && !(s[at] >= 'A' && s[at] <= 'Z') && s[at] != '"' && !strings.HasPrefix(s[at:], "“") && s[at] != '(' && s[at] != '$' {
			return l, false
		}
	case blanks > 0 && blanks < len(rest) && (rest[blanks] == '.' || rest[blanks] == ':') && blanks == 1:
		at += blanks + 1 // "A ."
	case strings.HasPrefix(rest, "\t") || l.form() == formDecimal && (blanks > 0 || rest == "") || strings.HasPrefix(rest, "   "):
		if l.form() != formDecimal && !strings.HasPrefix(rest, "\t") && l.form() != formUpper {
			return l, false
		}
		if next := strings.TrimLeft(rest, " \t"); l.form() == formArabic && next != "" && next[0] >= '0' && next[0] <= '9' {
			return l, false // a row of a table: "9⇥730⇥732"
		}
	case l.form() == formUpper || l.form() == formRomanUp || l.form() == formArabic:
		dash := strings.TrimLeft(rest, " ")
		if !strings.HasPrefix(dash, "- ") && !strings.HasPrefix(dash, "– ") && !strings.HasPrefix(dash, "— ") || blanks == 0 {
			return l, false
		}
		if l.form() == formArabic {
			return l, false
		}
		at += blanks + closePunct(dash)
	default:
		return l, false
	}
	l.end = at + skipBlank(s[min(at, len(s)):])
	l.clear = true
	return l, true
}

// roman reads a well-formed roman numeral of one case, up to 399.
func roman(s string) (int, bool) {
	if s == "" || len(s) > 9 {
		return 0, false
	}
	v, last := 0, 0
	upper := s[0] < 'a'
	for i := 0; i < len(s); i++ {
		a := 0
		switch s[i] | 0x20 {
		case 'i':
			a = 1
		case 'v':
			a = 5
		case 'x':
			a = 10
		case 'l':
			a = 50
		case 'c':
			a = 100
		}
		if a == 0 || (s[i] < 'a') != upper {
			return 0, false
		}
		if a > last {
			v -= 2 * last
		}
		v += a
		last = a
	}
	return v, v > 0 && strings.EqualFold(toRoman(v), s)
}

func toRoman(v int) string {
	var b strings.Builder
	for _, r := range []struct {
		v int
		s string
	}{{100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for v >= r.v {
			b.WriteString(r.s)
			v -= r.v
		}
	}
	return b.String()
}

// numberWord reads a number written as a word, up to forty.
func numberWord(w string) int {
	w = strings.ToLower(w)
	for i, n := range []string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"} {
		if w == n {
			return i + 1
		}
	}
	for i, n := range []string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"} {
		if w == n {
			return i + 1
		}
	}
	return map[string]int{"thirty": 30, "forty": 40}[w]
}
