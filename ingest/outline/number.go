package outline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
)

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
			if k-j > 6 {
				break
			}
			j = k
			parts++
		}
		if parts > 0 {
			if j < len(s) && s[j] >= 'A' && s[j] <= 'Z' && boundary(s[j+1:]) {
				j++
			}
			if !boundary(s[j:]) && (parts < 2 || !glued(s[j:])) {
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
	if keyword && i < len(s) && strings.IndexByte("]|!", s[i]) >= 0 && boundary(s[i+1:]) && damagedRoman(w) {
		return s[:i+1], i + 1, []reading{{formRomanUp, 0}} // "XX]" for XXI
	}
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
	if n := bracketed(s[i:]); keyword && i == 1 && n > 0 && w == strings.ToUpper(w) {
		return s[:i+n], i + n, []reading{{formMixed, int(w[0]-'A'+1)*100 + atoi(s[i+1:i+n-1])}} // "APPENDIX D(1)"
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
			if c == 'l' {
				rd = append(rd, reading{formArabic, 1}) // as typists and scans write it: "(l)" above "(2)"
			}
		} else {
			rd = append(rd, reading{formUpper, int(c-'A') + 1})
			if v, ok := roman(w); ok {
				rd = append(rd, reading{formRomanUp, v})
			}
		}
		return w, i, rd
	}
	if i == 3 && w[0] == w[1] && w[1] == w[2] {
		// AAA, bbb behind ZZ: "III" is roman first.
		g, f, base := formUpper, formRomanUp, byte('A')
		if w[0] >= 'a' {
			g, f, base = formLower, formRomanLo, 'a'
		}
		rd := []reading{{g, 52 + int(w[0]-base) + 1}}
		if v, ok := roman(w); ok && v < 40 { // no list runs to CCC
			rd = append([]reading{{f, v}}, rd...)
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
		return w, i, append(rd, repeatedLetter(w)...) // "II" is roman first
	}
	if i == 2 && w[0]|0x20 == w[1] && w[0] < 'a' && i < len(s) && s[i] == '.' {
		// A scan doubled the letter: "Cc." for "C."
		return w[:1], i, []reading{{formUpper, int(w[0]-'A') + 1}}
	}
	if rd := repeatedLetter(w); rd != nil {
		return w, i, rd
	}
	if !keyword {
		return "", 0, nil
	}
	if v := numberWord(w); v > 0 {
		if n, u := numberUnit(s[i:]); v >= 20 && v%10 == 0 && n > 0 { // "TWENTY-ONE", "TWENTY ONE"
			return s[:i+n], i + n, []reading{{formWord, v + u}}
		}
		return w, i, []reading{{formWord, v}}
	}
	if damagedRoman(w) {
		return w, i, []reading{{formRomanUp, 0}}
	}
	return "", 0, nil
}

// glued: a word of a sentence stands at the start of s, with no blank before it:
// "32-3-3The Committee".
func glued(s string) bool {
	return len(s) > 2 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'a' && s[1] <= 'z' && s[2] >= 'a' && s[2] <= 'z'
}

// bracketed is the length of a number in brackets that opens s and closes a label:
// "(1). WAGES". A paragraph cited behind a letter goes on with its sentence.
func bracketed(s string) int {
	n := 1
	for n < len(s) && n < 4 && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if s == "" || s[0] != '(' || n == 1 || n >= len(s) || s[n] != ')' {
		return 0
	}
	n++
	if rest := strings.TrimLeft(s[n:], ".: -–—\t"); rest != "" && !unicode.IsUpper([]rune(rest)[0]) {
		return 0
	}
	return n
}

// repeatedLetter reads what comes after Z: AA, bb, and after ZZ: AAA, bbb.
func repeatedLetter(w string) []reading {
	if len(w) < 2 || len(w) > 3 || strings.Trim(w, w[:1]) != "" {
		return nil
	}
	turns := 26 * (len(w) - 1)
	if w[0] >= 'a' {
		return []reading{{formLower, turns + int(w[0]-'a') + 1}}
	}
	return []reading{{formUpper, turns + int(w[0]-'A') + 1}}
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

// damagedRoman: a numeral with letters that a scan put in the place of others:
// "VIT", "Il", "XVlll", "VIE", "XxXIl". It opens with a capital that a numeral has.
func damagedRoman(w string) bool {
	if len(w) > 8 || strings.IndexByte("IVXL", w[0]) < 0 {
		return false
	}
	good := 0
	for i := 0; i < len(w); i++ {
		switch w[i] {
		case 'I', 'V', 'X', 'L', 'l', 'i', 'v', 'x', '1':
			good++
		case 'T', 'H', 'U', 'J', 'E':
		default:
			return false
		}
	}
	return good*2 >= len(w)
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

// roman reads a well-formed roman numeral of one case, up to 399.
func roman(s string) (int, bool) {
	if s == "" || len(s) > 9 {
		return 0, false
	}
	for i := 0; i < len(s); i++ {
		switch s[i] | 0x20 {
		case 'i', 'v', 'x', 'l', 'c':
		default:
			return 0, false
		}
	}
	return corpus.RomanLabel(s)
}

// numberUnit reads what follows the tens of a number in words: "-ONE", " Two".
func numberUnit(s string) (length, value int) {
	if s == "" || s[0] != '-' && s[0] != ' ' {
		return 0, 0
	}
	k := 1
	for k < len(s) && (s[k] >= 'A' && s[k] <= 'Z' || s[k] >= 'a' && s[k] <= 'z') {
		k++
	}
	if v := numberWord(s[1:k]); v > 0 && v < 10 && boundary(s[k:]) {
		return k, v
	}
	return 0, 0
}

// numberWord reads a number written as one word: up to twenty, and the tens.
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
	return map[string]int{"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}[w]
}
