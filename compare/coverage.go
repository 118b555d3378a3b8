package compare

import (
	"regexp"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// coverageLevel is whom an insurance covers, as scales of premiums name it:
// "single", "Employee Only", "Employee + Other", "two-person", "family plan".
const coverageLevel = `employee (?:only|\+ ?\w+|plus \w+|and \w+)|single|self[- ]only|two[- ](?:person|party)|family`

var (
	coverageBefore = regexp.MustCompile(`(?i)(?:^|[;:,.(]\s*|\b(?:and|or)\s+)((?:` + coverageLevel + `)(?: (?:plan|coverage))?)\s*(?:=|:|-|–)\s*$`)
	coverageAfter  = regexp.MustCompile(`(?i)^,?\s*(?:for|of the|toward)\s+(?:the\s+)?((?:` + coverageLevel + `)(?: (?:plan|coverage|premium))?)\b`)
)

// coverage is the level of coverage that an amount is for, in the words that
// stand next to it, or "": "$15 per month for single plan health insurance",
// "Employee Only = $30".
func coverage(x *sentence, t *corpus.Term) string {
	from := x.clean.Offset(t.Span.Start)
	to := min(from+len(t.Raw), x.to)
	if from < x.from || from >= to || t.Type != corpus.Money && t.Type != corpus.Percent {
		return ""
	}
	before := strings.TrimRight(x.clean.Text[max(x.from, from-60):from], " ")
	if m := coverageBefore.FindStringSubmatch(before); m != nil {
		return m[1]
	}
	if m := coverageAfter.FindStringSubmatch(x.clean.Text[to:min(x.to, to+60)]); m != nil {
		return m[1]
	}
	return ""
}
