package outline

import "strings"

// wrapsInto: a title in small letters, of which line k holds the end, goes on in
// the next line: "Section 3—Report to Work After / Compensation Hearing". The
// contents list has the two as one title; or they stand apart from what is
// before and behind them, read as one title, and the first holds enough of it
// to have run out of room, or ends in a dash. A short title above a short line
// that stands apart ("Section 4. Rates" / "Drivers") is not one: there was room
// for both.
func (r *reader) wrapsInto(t string, k int) bool {
	if k+1 >= len(r.lines) {
		return false
	}
	n := r.lines[k+1]
	if n.After > 0 || n.Running || n.Inner || r.lines[k].Inner || n.Sheet != r.lines[k].Sheet || dateLine(n.Bare) || endsSentence(t) {
		return false
	}
	if _, labelled := readLabel(n.Bare); labelled {
		return false
	}
	joined := joinTitle(t, n.Bare)
	if r.isListed(joined) {
		return true
	}
	apart := r.lines[k].After > 0 && k+2 < len(r.lines) && r.lines[k+2].After > 0
	dashed := strings.HasSuffix(t, "—") || strings.HasSuffix(t, "–")
	return apart && (len(t) >= wrapRoom || dashed) && len(n.Bare) < len(r.lines[k].Bare) && !endsSentence(n.Bare) && !states(joined) &&
		titleLike(joined) && allCaps(t) == allCaps(n.Bare) && !strings.ContainsAny(joined, "$%") && len(strings.Fields(joined)) <= maxRunIn
}

// wrapRoom is how long a title that wraps is on its first line, in bytes: pocket
// agreements set some 50 characters to a line, their labels included.
const wrapRoom = 24

// joinTitle is the title of two lines; a dash that parts its halves needs no blank.
func joinTitle(a, b string) string {
	if strings.HasSuffix(a, "—") || strings.HasSuffix(a, "–") {
		return a + b
	}
	return a + " " + b
}

// withoutNote is a title less the raised number of a note behind it, which the
// contents list does not have: "Part-Time Seniority List 1".
func (r *reader) withoutNote(t string) string {
	at := strings.LastIndexByte(t, ' ')
	if at < 0 || len(t)-at > 3 || t[at+1:] == "" || strings.Trim(t[at+1:], "0123456789") != "" || r.isListed(t) || !r.isListed(t[:at]) {
		return t
	}
	return t[:at]
}
