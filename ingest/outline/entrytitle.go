package outline

import (
	"strings"
	"unicode"
)

// splitPage cuts leaders and the page number off an entry.
func splitPage(s string) (title, page string) {
	title, page, _ = splitEntry(s)
	return title, page
}

// splitEntry is splitPage; led tells that there were leaders, so that the entry
// ends on this line even if its page number is lost.
func splitEntry(s string) (title, page string, led bool) {
	s = strings.TrimSpace(s)
	t := strings.TrimRight(s, " .\t")
	i := len(t)
	for i > 0 && t[i-1] >= '0' && t[i-1] <= '9' {
		i--
	}
	if n := len(t) - i; n > 0 && n <= 3 && i > 0 && t[i] != '0' {
		page = t[i:]
		t = t[:i]
		low := strings.ToLower(strings.TrimRight(t, " "))
		// "SIGNATURE PAGE      141": the word stands by its title, far from the
		// number; "Recognition      Page 8" is the other way round.
		ofTitle := len(t)-len(low) > 1 && len(low) > 6 && low[len(low)-6] != ' '
		if (strings.HasSuffix(low, " page") || low == "page") && !ofTitle {
			t = t[:len(low)-4]
		}
	} else if k := strings.LastIndexAny(t, " \t."); k >= 0 {
		if v, ok := roman(t[k+1:]); ok && v < 40 && t[k+1] >= 'a' && strings.ContainsAny(t[max(0, k-3):k+1], ".\t") {
			page, t = t[k+1:], t[:k]
		}
	}
	t, led = cutLeaders(t)
	if led = led || strings.HasSuffix(s, ".."); page == "" && allCaps(t) {
		// "PROVISIONS OF AGREEMENT we", "ASSOCIATION ACTIVITIES. “": what is left of
		// leaders.
		if k := strings.LastIndexByte(t, ' '); k > 0 && len(t)-k <= 4 && !smallWords[t[k+1:]] && strings.ToUpper(t[k+1:]) != t[k+1:] || k > 0 && !hasWord(t[k+1:]) && !openDash(t[k+1:]) {
			t, led = t[:k], true
		}
	}
	return strings.TrimRight(strings.TrimSpace(t), ".… \t_"), page, led
}

// openDash: a dash alone at the end of a line, behind which the title goes on:
// "JURY DUTY – ON-CALL –".
func openDash(s string) bool { return s == "–" || s == "—" || s == "-" }

// hasWord: s has a letter or a digit.
func hasWord(s string) bool { return fold(s) != "" }

// cleanTitle takes leaders, stray marks and doubled blanks out of a title.
func cleanTitle(s string) string {
	for _, leader := range []string{"....", ". . .", "…"} {
		if k := strings.Index(s, leader); k > 0 {
			s = s[:k]
		}
	}
	f := strings.Fields(s)
	f = joinLetters(f)
	s = strings.Join(f, " ")
	if allCaps(s) && strings.ToUpper(s) != s {
		// A scan turned a letter of a word in capitals: "ApPEAL".
		for i, w := range f {
			if up, low := cases(w); up >= 2 && low > 0 && low <= up && !strings.HasPrefix(w, "Mc") {
				f[i] = strings.ToUpper(w)
			}
		}
		s = strings.Join(f, " ")
	}
	s = strings.TrimLeft(s, "-–—:., ")
	return strings.TrimRight(s, ".:-–—, ")
}

// joinLetters mends the words of a title whose first letter a scan set apart: "T
// ransfer", "Final A verage Compensation". The other words must have their
// capitals, so that "Hepatitis B vaccine" stays.
func joinLetters(f []string) []string {
	for i := 0; i+1 < len(f); i++ {
		if w := f[i]; len(w) != 1 || w < "A" || w > "Z" || w == "I" || i == 0 && w == "A" || !lowerStart(f[i+1]) || smallWords[f[i+1]] || len(f[i+1]) < 4 {
			continue
		}
		whole := i == 0 || len(f) > i+2
		for k, w := range f {
			whole = whole && (k == i+1 || i == 0 || !lowerStart(w) || smallWords[w])
		}
		if whole {
			f = append(append(append([]string{}, f[:i]...), f[i]+f[i+1]), f[i+2:]...)
		}
	}
	return f
}

// cases counts the letters of w in upper and in lower case.
func cases(w string) (up, low int) {
	for _, r := range w {
		if unicode.IsUpper(r) {
			up++
		} else if unicode.IsLower(r) {
			low++
		}
	}
	return up, low
}

func itoa(v int) string {
	if v < 0 {
		return "-" + itoa(-v)
	}
	if v < 10 {
		return string(rune('0' + v))
	}
	return itoa(v/10) + string(rune('0'+v%10))
}

// endsPaged: the line ends in leaders and a page number, so that it ends the entry
// before it, however long that is.
func endsPaged(s string) bool {
	_, page, led := splitEntry(s)
	return page != "" && led
}
