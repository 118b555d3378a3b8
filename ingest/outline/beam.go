package outline

import (
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// beamWidth is how many readings of the nesting are kept while the labels of
// one unit are read. Four decide nearly every case; sixteen changed nothing
// but the time.
const beamWidth = 12

// maxDepth bounds how many levels are open at once. Agreements have seven at the
// most; a text of nothing but "A." would open one more with each line.
const maxDepth = 10

// A style is what the labels of one level have in common.
type style struct {
	word  word
	form  form
	punct punct
	pre   string // of decimals: the number they stand under
}

// A level is one open level of a nesting.
type level struct {
	style  int16 // index in reader.styles
	ord    int32
	indent int32 // column of its last label
}

// A nesting is one reading of the labels so far.
type nesting struct {
	stack  []level
	score  float64
	back   *nesting
	depth  int8 // where the last candidate was put; -1: it is no label
	choice int8 // which of its readings
}

// A proposal is a way in which a reading may go on: the first keep levels of
// from stay open, and lv is opened on them. Most are dropped at once, so that
// their levels are written out only when they are chosen.
type proposal struct {
	from   *nesting
	lv     level
	score  float64
	keep   int8
	push   bool
	depth  int8
	choice int8
}

func (p *proposal) size() int {
	if p.push {
		return int(p.keep) + 1
	}
	return int(p.keep)
}

func (p *proposal) at(k int) level {
	if k < int(p.keep) {
		return p.from.stack[k]
	}
	return p.lv
}

// same: two proposals leave the same levels open.
func (p *proposal) same(q *proposal) bool {
	n := p.size()
	if n != q.size() {
		return false
	}
	for k := n - 1; k >= 0; k-- {
		a, b := p.at(k), q.at(k)
		if a.style != b.style || a.ord != b.ord {
			return false
		}
	}
	return true
}

// choose makes readings of the best proposals, one for each set of open levels.
// It reorders all.
func choose(all []proposal) []*nesting {
	n := 0 // all[:n] are chosen
	for n < beamWidth && n < len(all) {
		top := n
		for i := n + 1; i < len(all); i++ {
			if all[i].score > all[top].score {
				top = i
			}
		}
		all[n], all[top] = all[top], all[n]
		twin := false
		for c := range n {
			twin = twin || all[n].same(&all[c])
		}
		if twin {
			last := len(all) - 1
			all[n] = all[last]
			all = all[:last]
			continue
		}
		n++
	}
	out := make([]*nesting, n)
	made := make([]nesting, n)
	for i := range n {
		p := &all[i]
		made[i] = nesting{stack: p.from.stack[:p.keep:p.keep], score: p.score, back: p.from, depth: p.depth, choice: p.choice}
		if p.push {
			stack := make([]level, p.keep, p.keep+1)
			copy(stack, p.from.stack)
			made[i].stack = append(stack, p.lv)
		}
		out[i] = &made[i]
	}
	return out
}

// styleOf is the index of st among the styles met in the unit being read.
func (r *reader) styleOf(st style) int16 {
	for i := range r.styles {
		if r.styles[i] == st {
			return int16(i)
		}
	}
	r.styles = append(r.styles, st)
	return int16(len(r.styles) - 1)
}

// titled: the level is that of titles without a number.
func (r *reader) titled(v level) bool { return r.styles[v.style].form == formTitle }

// extend adds to next the ways in which s goes on with p.
func (r *reader) extend(next []proposal, s *nesting, p *point, u *unit) []proposal {
	open := func(d int, lv level, gain float64, choice int) {
		next = append(next, proposal{from: s, keep: int8(d), push: true, lv: lv, score: s.score + gain, depth: int8(d), choice: int8(choice)})
	}
	indent := int32(p.indent)
	// It is no label after all.
	next = append(next, proposal{from: s, keep: int8(len(s.stack)), score: s.score - 0.8*p.w, depth: -1})
	if p.title != "" {
		// A title whose label is lost takes the next place of the run it stands in.
		lv := level{r.styleOf(style{form: formTitle}), 1, indent}
		switch {
		case p.own:
			if len(s.stack) > 0 && r.titled(s.stack[0]) {
				lv.ord = s.stack[0].ord + 1
			}
			open(0, lv, p.w, 0)
		case p.over != nil:
			if d := r.over(s, p.over); d >= 0 {
				if d < len(s.stack) && r.titled(s.stack[d]) {
					lv.ord = s.stack[d].ord + 1
				}
				open(d, lv, p.w, 0)
			}
		case p.soft && len(s.stack) == 0: // it divides a section, and there is none
		case p.number != "":
			st := style{form: formDecimal, pre: decimalPrefix(p.number)}
			d, _ := r.decimal(s, st, reading{formDecimal, lastPart(p.number)}, u)
			open(d, level{r.styleOf(st), int32(lastPart(p.number)), indent}, 2*p.w, 0)
		case p.below && len(s.stack) > 0:
			if len(s.stack) > 1 && r.titled(s.stack[1]) {
				lv.ord = s.stack[1].ord + 1
			}
			open(1, lv, 2*p.w, 0)
		case len(s.stack) > 0:
			open(0, level{s.stack[0].style, s.stack[0].ord + 1, indent}, 2*p.w, 0)
		default:
			open(0, lv, 2*p.w, 0)
		}
		return next
	}
	if p.lab.lost {
		// It goes on with the run whose next number it can be, or with none.
		for d, v := range s.stack {
			if o := &r.styles[v.style]; o.form == formDecimal && int(v.ord)+1 == p.lab.ord() {
				open(d, level{v.style, v.ord + 1, indent}, p.w+2, 0)
			}
		}
		return next
	}
	for c, rd := range p.lab.readings {
		st := style{p.lab.word, rd.form, p.lab.punct, ""}
		if rd.form == formDecimal {
			st.pre = p.lab.prefix
		}
		id := r.styleOf(st)
		alt := -0.15 * float64(c) // the first reading is the likelier
		deepest := -1             // the deepest open level of that style
		for d, v := range slices.Backward(s.stack) {

			if v.style != id {
				continue
			}
			deepest = max(deepest, d)
			ord := int32(rd.ord)
			t := alt - 0.12*float64(len(s.stack)-1-d) + aligned(p.indent, int(v.indent))
			switch gap := ord - v.ord; {
			case ord == 0: // unreadable: the one that is due
				ord = v.ord + 1
				t++
			case gap == 1:
				t += 2
			case gap > 1 && gap <= 4:
				t -= 0.8 * float64(gap)
			case gap == 0:
				t -= 2.2
			default:
				t -= 4.5
			}
			open(d, level{id, ord, indent}, p.w+t, c)
			if due := v.ord + 1; st.word == wordSection && st.form == formArabic && ord != due && ord > 0 && p.w > 1.6 && r.headed(p) {
				// "Section 8" between 5 and 7: a misread number stands in the place that is
				// due, under what is printed.
				open(d, level{id, due, indent}, p.w+alt-1.3, c)
			}
		}
		lv := level{id, int32(rd.ord), indent}
		if st.form == formDecimal {
			if deepest < 0 {
				d, t := r.decimal(s, st, rd, u)
				open(d, lv, p.w+t, 0)
			}
			continue
		}
		// A new level under the open ones, or in the place of some of them.
		for d := min(len(s.stack), maxDepth-1); d > deepest; d-- {
			t := alt + 0.4 - 0.1*float64(len(s.stack)-d)*2
			if d > 0 && p.indent >= int(s.stack[d-1].indent)+2 {
				t += 0.3 // set in under the level above
			} else if d > 0 && p.indent+4 <= int(s.stack[d-1].indent) && !r.titled(s.stack[d-1]) {
				t -= 0.5
			}
			switch {
			case rd.ord == 1:
			case rd.ord == 0:
				lv.ord = 1 // not legible
				t -= 0.4
			case rd.ord == 2 && d < len(s.stack) && r.titled(s.stack[d]):
				t += 0.6 // the title before it was the first
			case rd.ord == 2:
				t -= 2.6
			default:
				t -= 3.4
				if st.word == wordSection {
					t -= 1.5 // a heading quoted from elsewhere
				}
			}
			if st.word == wordSection && d > 0 {
				t -= 2.5
			}
			if d < len(s.stack) && !r.titled(s.stack[d]) {
				t -= 1.6 // a level changes its style: rare
			}
			switch {
			case deepest >= 0 && d > deepest+1 && p.indent >= int(s.stack[deepest].indent)+6:
				// "1. Insurance / A. Premiums / 1. Medical": the page tells the two
				// levels of one style apart by how far they are set in.
				t -= 0.2
			case deepest >= 0:
				t -= 1.2 // the same style inside itself
			}
			open(d, lv, p.w+t, c)
		}
	}
	return next
}

// decimal says at which depth a label like "12.3" or "12.3.1" opens a level, and
// what that is worth: under the level whose number is its prefix, or on top if
// the prefix is the unit's own number.
func (r *reader) decimal(s *nesting, st style, rd reading, u *unit) (int, float64) {
	t, d := 0.0, -1
	if st.pre == cleanNumber(u.number) || u.lab.ord() > 0 && st.pre == itoa(u.lab.ord()) {
		d, t = 0, 1.2
	} else {
		for k := min(len(s.stack), maxDepth-1) - 1; k >= 0; k-- {
			v := s.stack[k]
			if o := &r.styles[v.style]; o.form == formDecimal && (st.pre == o.pre+"."+itoa(int(v.ord)) || st.pre == o.pre+"-"+itoa(int(v.ord))) {
				d, t = k+1, 1.2
				break
			}
		}
	}
	if d < 0 {
		d, t = 0, -3
		if u.number == "" || !strings.ContainsAny(st.pre, ".-") && len(s.stack) == 0 && u.kind != corpus.Article {
			t = -0.5
		}
	}
	if rd.ord > 1 {
		t -= 0.8
	}
	return min(d, len(s.stack)), t
}

// aligned is what it is worth that a label stands in column a and the one before
// it in its run in column b. Pages are set anew, so that a small shift says
// nothing.
func aligned(a, b int) float64 {
	switch d := a - b; {
	case d >= -2 && d <= 2:
		return 0.3
	case d <= -6 || d >= 6:
		return -0.9
	}
	return 0
}
