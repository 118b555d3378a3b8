package outline

import (
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
)

// tailOut is how many columns a paragraph stands further out than the labels of a
// list that is over, at the least.
const tailOut = 3

// tails ends the last items of lists before the paragraph that closes them: words
// at the margin of the section that the list is in, behind items that are set in,
// belong to the section ("The foregoing is no bar to …" behind "(f)"). The page tells
// it: the items' own lines stand no further out than their labels, and the paragraph
// begins further out than those. It cannot fire where the lines of an item run out to
// the margin, nor where paragraphs are set in as far as labels are.
func (r *reader) tails() {
	if r.doc.Unbroken {
		return
	}
	var flat []*unit
	parents := map[*unit]*unit{}
	var list func(us []*unit, p *unit)
	list = func(us []*unit, p *unit) {
		for _, u := range us {
			flat = append(flat, u)
			parents[u] = p
			list(u.sub, u)
		}
	}
	list(r.top, nil)
	for i, u := range flat {
		to := len(r.lines)
		if i+1 < len(flat) {
			to = flat[i+1].line
		}
		p := parents[u]
		if p == nil || u.line < 0 || len(u.sub) > 0 || u.until > 0 || !listItem(u) || p.sub[len(p.sub)-1] != u {
			continue
		}
		k := r.tail(u, to)
		if k == 0 {
			continue
		}
		end, indent := r.lines[k-1].Span.End, r.lines[k].Indent
		for v := u; v != nil && parents[v] != nil && listItem(v) && r.lines[v.line].Indent >= indent+tailOut; v = parents[v] {
			q := parents[v]
			if q.sub[len(q.sub)-1] != v {
				break
			}
			v.until = end
		}
	}
}

// listItem: u is labelled as the items of lists are, and has no title.
func listItem(u *unit) bool {
	return u.lab.word == "" && u.lab.number != "" && u.lab.form() != formDecimal && (u.kind == corpus.Section || u.kind == corpus.Subsection || u.kind == corpus.Paragraph)
}

// tail is the line before to at which the paragraph begins that closes the list
// that u is the last item of; 0 if there is none.
func (r *reader) tail(u *unit, to int) int {
	l := r.lines[u.line]
	for k := u.line + 1; k < to; k++ {
		n := r.lines[k]
		if n.Running || k >= r.from && k < r.to {
			continue
		}
		if n.Indent+tailOut > l.Indent {
			if n.Indent < l.Indent {
				return 0
			}
			continue
		}
		first, _ := utf8.DecodeRuneInString(n.Bare)
		if n.After == 0 && !r.pageBetween(k) || !unicode.IsUpper(first) || !endsSentence(r.lines[k-1].Bare) && k != u.line+1 {
			return 0
		}
		return k
	}
	return 0
}
