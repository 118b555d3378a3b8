package outline

import "strings"

// verbs stand in small letters in a sentence and in no title, whose verbs have
// capitals.
var verbs = map[string]bool{"means": true, "mean": true, "refers": true, "refer": true, "includes": true, "include": true,
	"shall": true, "will": true, "must": true, "has": true, "have": true, "designates": true, "denotes": true}

// states: what reads as a title is a sentence of a list of definitions: "“Port
// Days” means Saturday, Sunday, and Labor Day", "“Lead” (see “Lead Operator”)".
func states(t string) bool {
	if strings.Contains(t, "(see ") {
		return true
	}
	pos := 0
	for w := range strings.FieldsSeq(t) {
		if pos > 0 && verbs[w] {
			return true
		}
		pos++
	}
	return false
}

// closeDash: the dash at s[i] has no blank before it and parts a title from its
// text all the same: "Shift Implementation Teams—The leadership names …". One word
// and a short dash is a range ("Monday–Friday turns").
func closeDash(s string, i int) bool {
	if strings.HasPrefix(s[i:], "—") {
		return true
	}
	return strings.HasPrefix(s[i:], "–") && strings.IndexByte(s[:i], ' ') > 0
}
