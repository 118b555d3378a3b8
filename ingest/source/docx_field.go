package source

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// chosenEntry is the line of a list to choose from that is chosen.
func chosenEntry(list *element) string {
	k := list.number("w:result", list.number("w:default", 0))
	for _, e := range list.kids {
		if e.name != "w:listEntry" {
			continue
		}
		if k == 0 {
			return e.attr("val")
		}
		k--
	}
	return ""
}

// symbolField writes the sign that a field without a result stands for:
// SYMBOL 167 \f "Times New Roman".
func (r *docx) symbolField(instruction string, l *line) {
	f := strings.Fields(instruction)
	if len(f) < 2 {
		return
	}
	c, ok := rune(0), false
	if digits, is := strings.CutPrefix(strings.ToLower(f[1]), "0x"); is {
		c, ok = hex(digits)
	} else if n := atoi(f[1], -1); n > 0 && n <= unicode.MaxRune {
		c, ok = rune(n), true
	}
	if !ok {
		return
	}
	font := ""
	if _, rest, is := strings.Cut(instruction, `\f`); is {
		font = strings.Trim(strings.TrimSpace(rest), `"`)
		font, _, _ = strings.Cut(font, `"`)
	}
	sign, known := symbol(font, c)
	switch {
	case known:
	case c < ' ' || strings.Contains(strings.ToLower(font), "dings"):
		sign = "□"
		r.nSymbols++
	default:
		sign = string(c)
	}
	l.write(sign, stylePlain)
}

// numbered tells the bookmarks of a paragraph its number.
func (r *docx) numbered(l *line) {
	if n := l.block.label; n > 0 && n <= l.b.Len() {
		for _, name := range r.marks {
			r.numbers[name] = strings.TrimSpace(l.b.String()[:n])
		}
	}
	r.marks = r.marks[:0]
}

// cites notes what a field that has closed says is the number of a bookmark's
// paragraph: REF _Ref1 \r, \n or \w.
func (r *docx) cites(f docxField, l *line) {
	words := strings.Fields(f.instruction)
	if len(words) < 3 || !f.result || f.from > l.b.Len() || len(r.cited) > 10_000 {
		return
	}
	for _, w := range words[2:] {
		if w = strings.ToLower(w); w == `\r` || w == `\n` || w == `\w` {
			if said := strings.TrimSpace(l.b.String()[f.from:]); said != "" {
				r.cited[words[1]] = append(r.cited[words[1]], said)
			}
			return
		}
	}
}

// stale says which fields give another number than their paragraph has: Word
// renews them only when it is told to. A field may give a part of the number, or
// the numbers of the levels above with it.
func (r *docx) stale() []string {
	bare := func(s string) string {
		return strings.ToLower(strings.Map(func(c rune) rune {
			if unicode.IsLetter(c) || unicode.IsDigit(c) {
				return c
			}
			return -1
		}, s))
	}
	var out []string
	told := map[string]bool{}
	for name, all := range r.cited {
		is, ok := r.numbers[name]
		if !ok {
			continue
		}
		for _, said := range all {
			x, y := bare(said), bare(is)
			if x == "" || y == "" || strings.HasSuffix(x, y) || strings.HasSuffix(y, x) {
				continue
			}
			if s := fmt.Sprintf("a cross-reference says “%s” where the paragraph that it names is now “%s”: Word had not renewed it", said, is); !told[s] {
				out, told[s] = append(out, s), true
			}
		}
	}
	slices.Sort(out)
	return out[:min(len(out), 20)]
}

// restarting notes that notes are not numbered through.
func (r *docx) restarting(e *element) {
	for _, name := range []string{"w:footnotePr", "w:endnotePr"} {
		if v, ok := e.child(name).value("w:numRestart"); ok && v != "continuous" {
			r.restarts = true
		}
	}
}
