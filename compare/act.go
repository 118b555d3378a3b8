package compare

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// act is the words of what must be done by a deadline: the clause that it
// belongs to, without the event that it runs from. It is nil where the clause
// cannot be told.
//
//	the supervisor shall answer | within ten days of the meeting
//	Within ten days of the answer, | the Union may appeal to Step 2
//	If | no answer is given within ten days, the Union may appeal
//
// It cuts at commas, semicolons and the words that open another clause, which
// is enough for the sentences of procedures: who, may or shall, what, by when.
func act(x *sentence, t *corpus.Term) []token {
	from := x.clean.Offset(t.Span.Start)
	to := min(from+len(t.Raw), x.to)
	if t.Type != corpus.Duration || from < x.from || from >= to {
		return nil
	}
	before, after := x.clean.Text[x.from:from], x.clean.Text[to:x.to]
	before = strings.TrimRight(before, " ")
	head, opener := cutOpener(before)
	lead := tokenize(lastClause(head))
	switch {
	case len(lead) > 0 && waits(lead[len(lead)-1].stem):
		// "he may within five days of the decision request that …", "shall have five
		// days to answer": said behind it, in the same clause.
		return append(lead, tokenize(after[:min(len(after), 200)])...)
	case len(lead) >= 3:
		// Said before the deadline, in the clause that it ends, or right behind it:
		// "shall provide thirty days written notice".
		for i, w := range tokenize(after[:min(len(after), 60)]) {
			if i == 4 || event(w.stem) {
				break
			}
			lead = append(lead, w)
		}
		return lead
	case !opener:
		return nil
	}
	// Said behind it: what follows the event and its comma. "Within ten days of
	// the occurrence the employee shall" has no comma: then the whole does.
	event, rest, found := strings.Cut(after, ", ")
	if !found {
		return tokenize(after[:min(len(after), 200)])
	}
	for strings.HasPrefix(rest, "or ") || strings.HasPrefix(rest, "if ") || strings.HasPrefix(rest, "whichever") || strings.HasPrefix(rest, "excluding ") || !governs(rest[:min(len(rest), 120)]) {
		_, more, ok := strings.Cut(rest, ", ")
		if !ok {
			break
		}
		rest = more
	}
	if !governs(rest) && governs(event) {
		rest = event
	}
	if i := strings.IndexAny(rest, ";"); i > 0 {
		rest = rest[:i]
	}
	return tokenize(rest[:min(len(rest), 160)])
}

// event reports whether a word opens what a deadline runs from or to.
func event(w string) bool {
	switch w {
	case "of", "after", "from", "follow", "prior", "befor", "unless", "if", "and", "or", "but", "the":
		return true
	}
	return false
}

// waits reports whether a word at the end of a clause waits for its verb.
func waits(w string) bool {
	switch w {
	case "may", "shall", "must", "will", "have", "has", "who", "which", "allow", "given", "grant", "giv", "to":
		return true
	}
	return false
}

// cutOpener takes the words that open a deadline off the end of what stands
// before it: "within", "no later than", "not more than", "a period of".
func cutOpener(s string) (rest string, found bool) {
	low := strings.ToLower(s)
	for _, w := range [...]string{"not later than", "no later than", "not more than", "no more than", "not less than", "no less than", "not fewer than",
		"no fewer than", "a minimum of", "up to", "not to exceed", "within a period of", "within the", "within", "after", "at least", "upon", "in"} {
		if strings.HasSuffix(low, w) && (len(low) == len(w) || low[len(low)-len(w)-1] == ' ') {
			return strings.TrimRight(s[:len(s)-len(w)], " "), true
		}
	}
	return s, false
}

// lastClause is the clause that s ends with.
func lastClause(s string) string {
	low := strings.ToLower(s)
	at := 0
	for _, sep := range [...]string{";", ":", " who shall ", " which shall "} {
		if i := strings.LastIndex(low, sep); i >= 0 {
			at = max(at, i+1)
		}
	}
	// At a comma a clause opens only if what follows has a verb of its own: "shall,
	// in writing, appeal".
	end := len(s)
	for {
		i := strings.LastIndex(low[:end], ", ")
		if i < at {
			break
		}
		if governs(low[i:]) || opens(low[i+2:]) {
			at = i + 2
			break
		}
		end = i
	}
	// "the Union may appeal and the County shall answer": the last has its own verb.
	for _, sep := range [...]string{" and ", " but ", " or if ", " or "} {
		if i := strings.LastIndex(low[at:], sep); i >= 0 && governs(low[at+i+len(sep):]) {
			at += i + len(sep)
		}
	}
	return s[at:]
}

// governs reports whether words have the verb of a main clause.
func governs(s string) bool {
	for w := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return r == ' ' || r == ',' }) {
		switch w {
		case "shall", "may", "must", "will", "has", "have":
			return true
		}
	}
	return false
}

// opens reports whether words open a clause that hangs on another.
func opens(s string) bool {
	for _, w := range [...]string{"if ", "unless ", "when ", "and if ", "or if ", "provided "} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// acts reports whether a deadline is for what the value looked for is: the act
// that its clause names is one of the label's. Where no act can be told the
// words around it decide alone.
func (w *wanted) actsOn(x *sentence, t *corpus.Term) bool {
	if len(w.acts) == 0 {
		return true
	}
	words := act(x, t)
	if len(words) == 0 {
		return true
	}
	for _, c := range w.acts {
		if c.describes(words, nil) {
			return true
		}
	}
	return false
}
