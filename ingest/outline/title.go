package outline

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// smallWords stay in lower case inside a title.
var smallWords = map[string]bool{"of": true, "and": true, "the": true, "for": true, "to": true, "in": true, "on": true, "or": true,
	"from": true, "with": true, "by": true, "at": true, "a": true, "an": true, "as": true, "per": true, "vs": true, "during": true,
	"under": true, "between": true, "within": true, "without": true, "upon": true, "not": true, "than": true, "due": true, "into": true,
	"other": true, "who": true, "while": true, "after": true, "before": true, "over": true, "de": true, "via": true, "re": true, "its": true,
	"against": true, "through": true, "out": true, "off": true, "vs.": true, "v.": true, "if": true, "is": true, "are": true, "their": true}

// starters open sentences and hardly ever stand inside a title with a capital.
var starters = map[string]bool{"The": true, "A": true, "An": true, "Any": true, "All": true, "Each": true, "Every": true, "When": true, "Whenever": true,
	"If": true, "In": true, "No": true, "This": true, "It": true, "Such": true, "For": true, "Upon": true, "Except": true, "Should": true,
	"Employees": true, "Employee": true, "Where": true, "There": true, "These": true, "Those": true, "Effective": true, "During": true, "As": true, "On": true, "At": true, "To": true,
	"Notwithstanding": true, "Nothing": true, "Either": true, "Both": true, "Full": true, "Beginning": true, "After": true, "Permanent": true, "Bargaining": true, "By": true, "Members": true, "Time": true}

// maxTitle is the longest title taken, in words. The longest seen in real
// agreements that ends on its own line has 31; run-in ones stay under 16.
const (
	maxTitle = 34
	maxRunIn = 16
)

// titleLike: s reads as a title: it opens with a capital (or is in capitals),
// its longer words are capitalised, and it does not end like a sentence.
func titleLike(s string) bool {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 260 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "\"“‘'([*-–—/: "))
	if !unicode.IsUpper(r) && !unicode.IsDigit(r) {
		return false
	}
	if last := s[len(s)-1]; last == ';' || last == ',' && !allCaps(s) {
		return false
	}
	upper, lower, words := 0, 0, 0
	for w := range strings.FieldsSeq(s) {
		if words++; words > maxTitle {
			return false
		}
		core := w
		if !plain(w[0]) || !plain(w[len(w)-1]) {
			core = strings.Trim(w, "\"“”‘’'()[].,:;/-–—&*")
		}
		if core == "" {
			continue
		}
		r, _ := utf8.DecodeRuneInString(core)
		switch {
		case unicode.IsDigit(r):
		case unicode.IsUpper(r):
			upper++
		case smallWords[strings.ToLower(core)] || strings.ContainsAny(core, "-/"):
		default:
			lower++
		}
	}
	return upper > 0 && (lower == 0 || lower == 1 && upper >= 4 || lower*6 <= upper)
}

// plain: c is a letter or a figure, with nothing to trim off.
func plain(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// allCaps: s has letters, and nearly all of them are capitals (a scan turns a
// few to lower case: "ApPEAL", "ExECUTIVE").
func allCaps(s string) bool {
	up, low := 0, 0
	for _, r := range s {
		if unicode.IsUpper(r) {
			up++
		} else if unicode.IsLower(r) {
			low++
		}
	}
	return up >= 2 && low*5 <= up || up == 1 && low == 0
}

// runIn finds the title that opens s and is followed by text on the same line:
// "Dues Deduction. Upon receipt …". It returns the length of the title with its
// closing mark, and the title alone; 0 if there is none.
func runIn(s string) (int, string) {
	words := 0
	for i := 0; i < len(s) && words <= maxRunIn; i++ {
		switch s[i] {
		case ' ', '\t':
			if i > 0 && s[i-1] != ' ' && s[i-1] != '\t' {
				words++
			}
			if s[i] == '\t' && i > 0 {
				// A tab after a short title sets it apart from its text.
				if t := s[:i]; titleLike(t) && !strings.ContainsAny(t, "0123456789") && len(s) > i+20 {
					return i, strings.TrimSpace(t)
				}
			}
			continue
		case '.', ':', '?', '-':
		default:
			if strings.HasPrefix(s[i:], "–") || strings.HasPrefix(s[i:], "—") {
				break
			}
			continue
		}
		end := i + 1
		if s[i] >= utf8.RuneSelf {
			end = i + 3
		}
		rest := s[end:]
		if s[i] == '-' || s[i] >= utf8.RuneSelf {
			// A dash closes a title only when a sentence follows it: "Meals - The
			// Employer shall"; otherwise it stands inside one.
			if i == 0 || s[i-1] != ' ' && !closeDash(s, i) || !sentenceStart(strings.TrimLeft(rest, " -–—")) || !titleLike(s[:i]) {
				continue
			}
			// Two dashes are one: "Yard -- The ground", "Yard - - The ground".
			return len(s) - len(strings.TrimLeft(rest, " -–—")), strings.TrimSpace(s[:i])
		}
		if rest != "" && rest[0] != ' ' && rest[0] != '\t' && !strings.HasPrefix(rest, "-") && !strings.HasPrefix(rest, "–") && !strings.HasPrefix(rest, "—") && !strings.HasPrefix(rest, "”") && rest[0] != '"' && rest[0] != '*' {
			continue
		}
		t := s[:i]
		if s[i] == '.' && abbreviation(t, rest) {
			continue
		}
		if k := strings.LastIndexByte(t, '('); s[i] == ':' && k > 0 && unclosed(t) && allCaps(t[:k]) && titleLike(t[:k]) && strings.Contains(rest, ")") {
			// The colon stands in a note to the title: "PLANNING (Point Values: S=2, N=1.5)".
			return len(strings.TrimRight(s[:k], " \t")), strings.TrimSpace(s[:k])
		}
		if s[i] == ':' && titleLike(t) && continues(t, rest) {
			continue
		}
		if !titleLike(t) && !nearlyTitle(t) || states(t) || words+1 > maxRunIn || !hasLetters(t) {
			return 0, ""
		}
		for end < len(s) && (s[end] == '-' || s[end] == '"' || strings.HasPrefix(s[end:], "—") || strings.HasPrefix(s[end:], "–") || strings.HasPrefix(s[end:], "”")) {
			if s[end] >= utf8.RuneSelf {
				if strings.HasPrefix(s[end:], "”") {
					t += "”"
				}
				end += 3
			} else {
				end++
			}
		}
		return end, strings.TrimSpace(t)
	}
	return 0, ""
}

// nearlyTitle: t is a short phrase with one word in lower case that a title
// would capitalise ("Access to Union representatives"), or whose first letter a
// scan set apart ("T ransfer").
func nearlyTitle(t string) bool {
	f := strings.Fields(t)
	if len(f) == 0 || len(f) > 7 || starters[f[0]] && f[0] != "Time" {
		return false
	}
	if len(f) == 2 && len(f[0]) == 1 && f[0] != "A" && f[0] != "I" && unicode.IsUpper(rune(f[0][0])) && lowerStart(f[1]) {
		return true
	}
	upper, lower := 0, 0
	for _, w := range f {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			upper++
		} else if !smallWords[w] {
			lower++
		}
	}
	return lower == 1 && upper >= 2
}

// continues: after a colon, more of the title stands: "Step One: Immediate
// Supervisor. The employee …".
func continues(title, rest string) bool {
	n, t := 0, strings.TrimSpace(rest)
	if allCaps(title) && len(title) > 3 && capsRun(t) == 0 {
		return false // "DEFINITIONS: Teacher means …"
	}
	for i := 0; i < len(t); i++ {
		if t[i] == ' ' {
			n++
		}
		if t[i] == '.' || t[i] == ':' {
			return n < 8 && titleLike(t[:i]) && !abbreviation(t[:i], t[i+1:])
		}
	}
	return n < 10 && titleLike(t)
}

func hasLetters(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n >= 3
}

// abbreviation: the period after t closes an abbreviation, not a title.
func abbreviation(t, rest string) bool {
	k := strings.LastIndexAny(t, " \t(")
	w := t[k+1:]
	if len(w) == 1 && unicode.IsUpper(rune(w[0])) && k >= 0 {
		return true // an initial: "U. S."
	}
	if strings.Contains(w, ".") {
		return true // U.S
	}
	switch strings.ToLower(w) {
	case "no", "nos", "dept", "inc", "st", "mr", "mrs", "ms", "dr", "jr", "sr", "sec", "art", "co", "vs", "etc", "v", "u.s":
		return rest != "" && strings.TrimSpace(rest) != "" && k >= 0
	}
	return false
}

// sentenceStart: s opens like a sentence of running text: a capital, then a
// word in lower case soon after.
func sentenceStart(s string) bool {
	f := strings.Fields(s)
	if len(f) < 3 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(f[0])
	if !unicode.IsUpper(r) {
		return false
	}
	for _, w := range f[1:min(len(f), 5)] {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLower(r) && !smallWords[w] {
			return true
		}
	}
	return starters[f[0]]
}

// endsSentence: s ends with a mark that closes a sentence or a list item.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, " \t\"”’')]*")
	if s == "" {
		return true
	}
	switch s[len(s)-1] {
	case '.', ':', ';', '?', '!', '_':
		return true
	}
	return false
}

// fold reduces a title to the letters and digits that tell it from another.
func fold(s string) string {
	k := 0
	for k < len(s) && (s[k] >= 'a' && s[k] <= 'z' || s[k] >= '0' && s[k] <= '9') {
		k++
	}
	if k == len(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	ascii := true
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			b.WriteByte(c)
		case c >= 'A' && c <= 'Z':
			b.WriteByte(c | 0x20)
		case c >= utf8.RuneSelf:
			ascii = false
		}
		if !ascii {
			break
		}
	}
	if ascii {
		return b.String()
	}
	b.Reset()
	for _, r := range strings.ToLower(s) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// sameTitle: two titles are one, read through scanning damage: equal, one the
// beginning of the other, or nearly equal.
func sameTitle(a, b string) bool { return sameFolded(fold(a), fold(b)) }

// sameFolded is sameTitle for titles that are folded already.
func sameFolded(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 4 {
		return false
	}
	if strings.HasPrefix(b, a) && len(a)*5 >= len(b)*2 {
		return true
	}
	if len(b)-len(a) > len(b)/5+1 {
		return false
	}
	most := max(1, len(b)/6)
	return distance(a, b, most) <= most
}

// distance is the Levenshtein distance in bytes, or anything above most when it
// is more than that: titles that differ more are not compared further.
func distance(a, b string, most int) int {
	if d := len(a) - len(b); d > most || -d > most {
		return most + 1
	}
	var small [96]int
	row := small[:]
	if len(b)+1 > len(small) {
		row = make([]int, len(b)+1)
	}
	row = row[:len(b)+1]
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		// Only the band of width most around the diagonal can stay below it.
		from, to := max(1, i-most), min(len(b), i+most)
		diag, best := row[from-1], most+1
		if from > 1 {
			row[from-1] = most + 1
		} else {
			row[0] = i
		}
		for j := from; j <= to; j++ {
			c := diag
			if a[i-1] != b[j-1] {
				up := row[j]
				if j == i+most {
					up = most + 1
				}
				c = 1 + min(diag, up, row[j-1])
			}
			diag, row[j] = row[j], c
			best = min(best, c)
		}
		if best > most {
			return most + 1
		}
	}
	return row[len(b)]
}
