package outline

import (
	"slices"

	"github.com/clausebook/clausebook/corpus"
)

// besideLabel reads the section that an article's heading names behind its number:
// "ARTICLE 19, SECTION 4", "ARTICLE 3, SECTION 8—FULL TIME WORK", the headings of
// a rider. They are in capitals, the whole line; in mid-sentence a line that begins
// so cites.
func (r *reader) besideLabel(line int, lab *label) (label, int, bool) {
	l := r.lines[line]
	pos := min(lab.end, len(l.Bare))
	if lab.word != wordArticle || lab.part != "" || !lab.caps || !allCaps(l.Bare) || pos == len(l.Bare) || len(l.Bare) != l.Span.Len() {
		return label{}, 0, false
	}
	in, ok := readLabel(l.Bare[pos:])
	if !ok || in.word != wordSection || in.number == "" {
		return label{}, 0, false
	}
	return in, pos, true
}

// sectionBeside hangs under an article the section that its heading names.
func (r *reader) sectionBeside(u *unit) {
	in, pos, ok := r.besideLabel(u.line, &u.lab)
	if !ok {
		return
	}
	l := r.lines[u.line]
	v := &unit{line: u.line, lab: in, kind: corpus.Section, number: in.number, start: l.Span.Start + pos, conf: u.conf}
	v.lab.end += pos
	r.title(v, "")
	u.title, u.last, u.body = "", u.line, u.line+1
	u.headEnd = v.start
	for u.headEnd > u.start && r.doc.Text[u.headEnd-1] == ' ' {
		u.headEnd--
	}
	u.sub = append(u.sub, v)
}

// insertions adds to a chain the headings of a rider that name a section of an
// article which is not due where they stand: "ARTICLE 3, SECTION 8" between 14 and
// 16. They stand behind a blank line or a page's end, with a sentence below.
func (r *reader) insertions(chain, cands []candidate) []candidate {
	riders := 0
	in := map[int]bool{}
	for _, c := range chain {
		in[c.line] = true
	}
	var more []candidate
	for _, c := range cands {
		if _, _, ok := r.besideLabel(c.line, &c.lab); !ok {
			continue
		}
		riders++
		k := c.line
		if in[k] || r.lines[k].Running || k == 0 || k+1 >= len(r.lines) || r.lines[k].After == 0 && !r.pageBetween(k) || !r.ended(k) || !prosaic(r.lines[k+1].Bare) {
			continue
		}
		more = append(more, c)
	}
	if len(chain) < 3 || len(more) == 0 || len(more) > len(chain) || riders > len(more)*2+2 {
		return chain // the heads of pages
	}
	out := append(slices.Clone(chain), more...)
	slices.SortStableFunc(out, func(a, b candidate) int { return a.line - b.line })
	return out
}
