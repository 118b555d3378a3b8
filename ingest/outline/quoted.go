package outline

import "strings"

// inQuotes reads an appendix's letter or number in quotation marks ("APPENDIX
// “A”"), with the lengths of the marks; "" where there is none.
func inQuotes(s string) (number string, open, closed int) {
	for _, q := range []string{"“", "\"", "'", "‘"} {
		if strings.HasPrefix(s, q) {
			open = len(q)
		}
	}
	if open == 0 {
		return "", 0, 0
	}
	n := open
	for n < len(s) && n < open+3 && (s[n] >= 'A' && s[n] <= 'Z' || s[n] >= '0' && s[n] <= '9' || s[n] == '-') {
		n++
	}
	for _, q := range []string{"”", "\"", "'", "’"} {
		if n > open && strings.HasPrefix(s[n:], q) && boundary(s[n+len(q):]) {
			return s[open:n], open, len(q)
		}
	}
	return "", 0, 0
}
