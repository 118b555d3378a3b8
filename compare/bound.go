package compare

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// Bounds of a value.
const (
	atMost  = "at most"
	atLeast = "at least"
)

// bound says whether a value is a limit: "not to exceed 5 %", "at least four
// hours", "three (3) days maximum", the ends of "between 2 % and 5 %". It is ""
// for one that is meant as it stands. A deadline is none: "within ten days" is
// said by its label.
func bound(x *sentence, t *corpus.Term) string {
	from := x.clean.Offset(t.Span.Start)
	to := min(from+len(t.Raw), x.to)
	if from < x.from || from >= to || t.Type == corpus.DateTerm {
		return ""
	}
	before := strings.ToLower(strings.TrimRight(x.clean.Text[max(x.from, from-60):from], " ($"))
	for _, list := range [...]struct {
		says  string
		words []string
	}{
		{atMost, []string{"not to exceed", "not exceed", "not exceeding", "not be more than", "no more than", "not more than", "up to", "up to a maximum of", "maximum of", "up to and including", "limited to",
			"up to, but not exceeding,", "shall not exceed", "not to exceed a total of", "up to a total of", "no greater than", "not exceed a total of", "up to the maximum of", "maximum shall be"}},
		{atLeast, []string{"at least", "not less than", "no less than", "minimum of", "not fewer than", "no fewer than", "minimum", "a minimum"}},
	} {
		for _, w := range list.words {
			if strings.HasSuffix(before, w) && (len(before) == len(w) || before[len(before)-len(w)-1] == ' ') {
				return list.says
			}
		}
	}
	after := strings.ToLower(strings.TrimLeft(x.clean.Text[to:min(x.to, to+24)], " "))
	switch {
	case strings.HasPrefix(after, "minimum"), strings.HasPrefix(after, "or more"):
		return atLeast
	case strings.HasPrefix(after, "maximum"), strings.HasPrefix(after, "or less"):
		return atMost
	}
	// "between three percent (3%) and five percent (5%)"
	if strings.HasSuffix(before, "between") && strings.HasPrefix(after, "and ") {
		return atLeast
	}
	if before, ok := strings.CutSuffix(before, " and"); ok {
		if i := strings.LastIndex(before, "between "); i >= 0 && len(before)-i < 50 && strings.ContainsAny(before[i:], "0123456789") {
			return atMost
		}
	}
	return ""
}
