package outline

// longestItem is how long an item of a list of what an article holds is, in bytes.
const longestItem = 80

// withoutOwnList drops the points of a list of what a unit holds, set before it:
// "A. Definitions / B. Holiday Leave / C. Military Leave", and then "A." with its
// text. They would be sections without text, and what they list would hang below
// the last of them. Five at least follow line on line, no sentence among them, and
// half of them or more come again behind the list under their number with their
// title; so a list of items that only begins anew stays.
func (r *reader) withoutOwnList(pts []point) []point {
	for a := 0; a+5 <= len(pts); a++ {
		if !r.listItem(&pts[a]) || pts[a].lab.ord() != 1 {
			continue
		}
		b := a + 1
		for b < len(pts) && r.listItem(&pts[b]) && pts[b].line == pts[b-1].line+1 && pts[b].lab.form() == pts[a].lab.form() && pts[b].lab.ord() == pts[b-1].lab.ord()+1 {
			b++
		}
		if b-a < 5 {
			continue
		}
		again := 0
		for i := a; i < b; i++ {
			title := fold(r.restOf(&pts[i]))
			for j := b; j < len(pts) && len(title) >= 4; j++ {
				if pts[j].lab.number == pts[i].lab.number && pts[j].lab.form() == pts[i].lab.form() {
					rest := r.restOf(&pts[j])
					if n, t := runIn(rest); n > 0 {
						rest = t
					}
					if sameFolded(fold(rest[:min(len(rest), longestItem)]), title) {
						again++
						break
					}
				}
			}
		}
		if again*2 >= b-a {
			return append(append([]point{}, pts[:a]...), pts[b:]...)
		}
	}
	return pts
}

// listItem: the line of p is a label and a few words that are no sentence.
func (r *reader) listItem(p *point) bool {
	if p.title != "" || p.lab.word != "" || p.lab.form() == formBullet || p.lab.form() == formDecimal || len(r.lines[p.line].Bare) > longestItem {
		return false
	}
	rest := r.restOf(p)
	return rest != "" && !endsSentence(rest) && !lowerStart(rest)
}

// restOf is what stands behind the label of p on its line.
func (r *reader) restOf(p *point) string {
	s := r.lines[p.line].Bare
	return s[min(p.lab.end, len(s)):]
}
