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
	lost     bool   // of a decimal, what stands before its point is not legible: "§.15"
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
	{"side letter", wordLetter}, {"sideletter", wordLetter}, {"letter agreement", wordLetter},
	{"loa", wordLetter}, {"lou", wordLetter}, {"mou", wordLetter}, {"moa", wordLetter},
	{"article", wordArticle}, {"section", wordSection}, {"sec.", wordSection}, {"part", wordPart},
	{"appendix", wordAppendix}, {"exhibit", wordAppendix}, {"attachment", wordAppendix},
	{"schedule", wordAppendix}, {"addendum", wordAppendix}, {"step", wordStep},
	{"chapter", "chapter"}, {"rule", "rule"}, {"item", "item"}, {"plan", wordPlan}, {"§", wordSection},
}

// shortLetter is the length of what a letter is called for short: "LOA", "MOU".
const shortLetter = 3

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
		if len(s) < len(k.text) || k.text[0] != c && k.text != "§" || !strings.EqualFold(s[:len(k.text)], k.text) {
			continue
		}
		l.word, l.printed = k.word, s[:len(k.text)]
		l.caps = l.printed == strings.ToUpper(l.printed)
		rest := s[len(k.text):]
		if r, _ := utf8.DecodeRuneInString(rest); rest != "" && k.text != "§" && (unicode.IsLetter(r) || r == '\'' || r == '’') {
			return label{}, false // "Articles", "Employer's"
		}
		pos := len(k.text) + skipBlank(rest)
		at, dotted := pos, false
		if k.word == wordSection && at+1 < len(s) && s[at] == '.' && s[at+1] >= '0' && s[at+1] <= '9' {
			at++ // "Section.1": the period before its number
			dotted = true
		}
		for at < len(s) && (s[at] == '#' || s[at] == ' ' || s[at] == ':') || strings.HasPrefix(s[min(at, len(s)):], "No.") || strings.HasPrefix(s[min(at, len(s)):], "NO.") {
			if s[at] == 'N' {
				at += 3
			} else {
				at++
			}
		}
		if k.text == "§" && dotted && at == len("§.") {
			return label{}, false // a scan's 5: "§.15" is 5.15
		}
		if k.word == wordAppendix {
			if n, open, closed := inQuotes(s[at:]); n != "" {
				_, _, rd := readNumber(n, true)
				l.number, l.readings, l.clear = n, rd, true
				l.end = at + open + len(n) + closed
				l.end += closePunct(s[l.end:])
				l.end += skipBlank(s[min(l.end, len(s)):])
				return l, len(rd) > 0
			}
		}
		if len(k.text) == shortLetter && k.word == wordLetter && (!l.caps || strings.IndexByte(s[len(k.text):at], '#') < 0 && !strings.Contains(s[len(k.text):at], "N")) {
			return label{}, false // "LOA 5 is renewed" is spoken of; "LOA #5" heads
		}
		num, w, rd := readNumber(s[at:], true)
		if num == "" && k.word == wordSection && strings.HasPrefix(s[at:], "?") && boundary(s[at+1:]) {
			num, w, rd = "?", 1, []reading{{formArabic, 0}} // "Section?."
		}
		if num == "" && (k.word == wordStep || k.word == wordArticle) {
			num, w = brokenNumeral(s[at:])
			rd = []reading{{formRomanUp, 0}}
		} else if len(rd) > 0 && rd[0].form == formUpper && k.word == wordStep {
			if n, v := brokenNumeral(s[at:]); n != "" { // "I \\I"
				num, w, rd = n, v, []reading{{formRomanUp, 0}}
			}
		}
		if num == "" {
			if k.word == wordAppendix && l.caps && strings.TrimSpace(rest) == "" && k.text != "schedule" {
				l.end, l.clear = len(s), true // "APPENDIX" alone above its title
				return l, true
			}
			if k.word == wordLetter && len(k.text) > shortLetter {
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
		l.clear = l.end > before+1 || l.end >= len(s) || dotted
		l.end += skipBlank(s[min(l.end, len(s)):])
		return l, true
	}
	return label{}, false
}

// dashAhead: s opens with a dash that a blank follows.
func dashAhead(s string) bool {
	return strings.HasPrefix(s, "- ") || strings.HasPrefix(s, "– ") || strings.HasPrefix(s, "— ")
}

// readSuffix reads the letter of "15 - A" where nothing else follows it.
func readSuffix(s string) (string, int) {
	t := strings.TrimLeft(s, " \t")
	if !strings.HasPrefix(t, "-") && !strings.HasPrefix(t, "–") {
		return "", 0
	}
	u := strings.TrimLeft(t, "-– \t")
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
		if n := speck(s[i:]); n > 0 && i > 0 {
			i += n
			continue
		}
		break
	}
	return i
}

// speck is the length of a mark that a scan leaves between a label and its
// words, standing alone: "Section 3. _ Notice", "Section 4. | Appeals",
// "ARTICLE 21 ~". A mark that touches a word is part of it.
func speck(s string) int {
	if s == "" || strings.IndexByte("_|~", s[0]) < 0 {
		return 0
	}
	if len(s) == 1 || s[1] == ' ' || s[1] == '\t' {
		return 1
	}
	return 0
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

// lostPrefix is the length of a decimal of which a scan left nothing legible
// before the point: "§.15 Any employee …", "$.13". An amount ("$.35 an hour") has its
// text in small letters behind it.
func lostPrefix(s string) int {
	mark := 0
	if s[0] != '$' && s[0] != "§"[0] {
		return 0
	}
	switch {
	case strings.HasPrefix(s, "§."):
		mark = len("§.")
	case strings.HasPrefix(s, "$."):
		mark = len("$.")
	default:
		return 0
	}
	n := mark
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n == mark || n > mark+2 || n < len(s) && s[n] != ' ' && s[n] != '\t' {
		return 0
	}
	if rest := strings.TrimLeft(s[n:], " \t"); rest != "" && !unicode.IsUpper(rune(rest[0])) {
		return 0
	}
	return n
}

// readBare reads a label without a unit's word: "A." "1." "(a)" "12.3" "•".
func readBare(s string) (l label, ok bool) {
	r, w := utf8.DecodeRuneInString(s)
	if r == '•' || r == '▪' || r == '●' || r == '◦' || r == '\uf0b7' || (r == '-' || r == '–' || r == '*' || r == 'o') && len(s) > w+1 && (s[w] == ' ' || s[w] == '\t') {
		if r == 'o' && (len(s) < w+3 || s[w] != ' ' || s[w+1] != ' ' && s[w] != '\t') {
			return l, false
		}
		if n := w + skipBlank(s[w:]); (r == '-' || r == '*' || r == '–') && n < len(s) && s[n] != '-' && s[n] != '*' {
			// A label that a program has set a dash before: "- a. Failure to report".
			if in, ok := readBare(s[n:]); ok && in.form() != formBullet && in.form() != formDecimal && in.end < len(s)-n {
				in.end += n
				return in, true
			}
		}
		l.readings, l.number, l.clear = []reading{{formBullet, int(r)}}, string(r), true
		l.end = w + skipBlank(s[w:])
		return l, l.end > w
	}
	if n := lostPrefix(s); n > 0 {
		l.lost, l.clear, l.number, l.end = true, true, s[:n], n+skipBlank(s[n:])
		l.readings = []reading{{formDecimal, lastPart(l.number)}}
		return l, true
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
		if at < len(s) && s[at] != ' ' && s[at] != '\t' && (s[at] < 'A' || s[at] > 'Z') && s[at] != '"' && !strings.HasPrefix(s[at:], "“") && s[at] != '(' && s[at] != '$' {
			return l, false
		}
	case blanks > 0 && blanks < len(rest) && (rest[blanks] == '.' || rest[blanks] == ':') && blanks == 1:
		at += blanks + 1 // "A ."
	case strings.HasPrefix(rest, "\t") || l.form() == formDecimal && (blanks > 0 || rest == "" || dashAhead(rest) || glued(rest)) || strings.HasPrefix(rest, "   "):
		if l.form() != formDecimal && !strings.HasPrefix(rest, "\t") && l.form() != formUpper {
			return l, false
		}
		if next := strings.TrimLeft(rest, " \t"); l.form() == formArabic && next != "" && (next[0] >= '0' && next[0] <= '9' || strings.Contains(next, "\t")) {
			return l, false // a row of a table: "9⇥730⇥732", "1⇥Full time⇥Current level"
		}
		if next := rest[blanks:]; l.form() == formDecimal && dashAhead(next) {
			at += blanks + closePunct(next) // "4.01 – Filing"
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
