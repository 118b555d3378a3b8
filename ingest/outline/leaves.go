package outline

// plainItems gives back to the items of lists the words that were taken for titles:
// "A. Fueling vehicles" above "B. Assisting in the office of the dispatcher." is no heading. In a
// run of labels of one style no title has anything behind it, so that what
// stands there is the text. A run with one title that heads words of its own is
// left as it is, and so are sections with their word ("Section 4. Reserved").
// empty says that nothing stands behind the heading of us[k].
func (r *reader) plainItems(us []*unit, empty func(k int) bool) {
	for from := 0; from < len(us); {
		to := from + 1
		for to < len(us) && sameStyle(us[from], us[to]) {
			to++
		}
		if r.onlyItems(us[from:to], func(k int) bool { return empty(from + k) }) {
			for _, u := range us[from:to] {
				if u.title != "" {
					u.title = ""
					r.close(u, u.line, min(u.lab.end, len(r.lines[u.line].Bare)))
				}
			}
		}
		from = to
	}
}

// onlyItems: a run of two or more bare labels, none of which has a title with words
// or provisions behind it.
func (r *reader) onlyItems(run []*unit, empty func(k int) bool) bool {
	if len(run) < 2 || run[0].lab.word != "" || run[0].lab.number == "" || run[0].lab.form() == formDecimal {
		return false
	}
	titled := 0
	for k, u := range run {
		if u.title == "" {
			continue
		}
		if len(u.sub) > 0 || !empty(k) || r.isListed(u.title) {
			return false
		}
		titled++
	}
	return titled > 0
}

// sameStyle: the labels of two siblings are of one run.
func sameStyle(a, b *unit) bool {
	return a.lab.word == b.lab.word && a.lab.form() == b.lab.form() && a.lab.punct == b.lab.punct && (a.lab.number == "") == (b.lab.number == "")
}
