package corpus

import "strings"

// RomanValue is the value of a roman numeral of either case, and whether s is
// one, written the usual way ("IX", not "VIIII"). Single letters count: "C" is
// 100, so the caller decides whether the run that s stands in is roman.
func RomanValue(s string) (int, bool) {
	if s == "" || len(s) > 15 {
		return 0, false
	}
	total, last := 0, 0
	for i := len(s) - 1; i >= 0; i-- {
		v := 0
		switch s[i] | 0x20 {
		case 'i':
			v = 1
		case 'v':
			v = 5
		case 'x':
			v = 10
		case 'l':
			v = 50
		case 'c':
			v = 100
		case 'd':
			v = 500
		case 'm':
			v = 1000
		default:
			return 0, false
		}
		if v < last {
			total -= v
		} else {
			total += v
			last = v
		}
	}
	if total > 3999 {
		return total, false
	}
	var buf [15]byte // "MMMDCCCLXXXVIII"
	written := appendRoman(buf[:0], total)
	if len(written) != len(s) {
		return total, false
	}
	for i, c := range written {
		if s[i]&^0x20 != c {
			return total, false
		}
	}
	return total, true
}

// RomanLabel is [RomanValue] of a numeral in one case, as a label is printed:
// "IX" and "ix", not "Ix".
func RomanLabel(s string) (int, bool) {
	for i := 1; i < len(s); i++ {
		if s[i]&0x20 != s[0]&0x20 {
			return 0, false
		}
	}
	return RomanValue(s)
}

// Roman writes n, from 1 to 3999, as a roman numeral; empty outside that range.
func Roman(n int) string {
	if n < 1 || n > 3999 {
		return ""
	}
	return string(appendRoman(nil, n))
}

func appendRoman(dst []byte, n int) []byte {
	values := [...]int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	marks := [...]string{"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"}
	for i, v := range values {
		for n >= v {
			dst = append(dst, marks[i]...)
			n -= v
		}
	}
	return dst
}

// SameNumber reports whether a and b are the same number but for letter case,
// hyphens, blanks, a number sign, brackets, a final stop and leading zeros:
// "F-2" and "f2", "15 - A" and "15A", "5.01" and "5.1". Roman and arabic are
// not compared here; see [Tree.Lookup].
func SameNumber(a, b string) bool {
	i, j := 0, 0
	for {
		x, nexti := nextNumberByte(a, i)
		y, nextj := nextNumberByte(b, j)
		if x != y {
			return false
		}
		if x == 0 {
			return true
		}
		i, j = nexti, nextj
	}
}

// nextNumberByte is the next byte of s from i on that counts, in lower case, and
// the place after it; 0 at the end.
func nextNumberByte(s string, i int) (byte, int) {
	for ; i < len(s); i++ {
		c := s[i]
		switch {
		case c == ' ', c == '-', c == '#', c == '(', c == ')', c == '\t':
			continue
		case c == '.' && strings.Trim(s[i:], ".) ") == "":
			continue
		case c == '0' && (i == 0 || !digit(s[i-1])) && i+1 < len(s) && digit(s[i+1]):
			continue
		case 'A' <= c && c <= 'Z':
			return c | 0x20, i + 1
		}
		return c, i + 1
	}
	return 0, i
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

func allDigits(s string) bool {
	for i := range len(s) {
		if !digit(s[i]) {
			return false
		}
	}
	return s != ""
}

func allLetters(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return s != ""
}

// numberWord is the value of a number written as a word, "one" to "twenty", as
// in "Step Two"; 0 for any other word.
func numberWord(s string) int {
	words := [...]string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
		"twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"}
	for n, w := range words {
		if strings.EqualFold(s, w) {
			return n + 1
		}
	}
	return 0
}
