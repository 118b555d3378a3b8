package outline

import "github.com/clausebook/clausebook/corpus"

// lists tells numbered lists from sections. Which styles number the first level
// is learned from the document: where articles have "Section A." or "A." below
// them, a bare "1." under another article is a list of that article and not its
// sections. The units stay, as paragraphs.
func (r *reader) lists() {
	first := func(u *unit) (style, bool) {
		for _, s := range u.sub {
			if s.kind == corpus.Section && s.lab.number != "" {
				return style{word: s.lab.word, form: s.lab.form(), punct: s.lab.punct}, true
			}
		}
		return style{}, false
	}
	count := map[style]int{}
	total := 0
	for _, u := range r.top {
		if u.kind != corpus.Article {
			continue
		}
		if st, ok := first(u); ok {
			count[st]++
			total++
		}
	}
	if total < 3 {
		return
	}
	var walk func(u *unit)
	walk = func(u *unit) {
		items(u)
		for _, s := range u.sub {
			if s.kind == corpus.Part || s.kind == corpus.Appendix || s.kind == corpus.Letter {
				walk(s)
			}
		}
		st, ok := first(u)
		if !ok || st.word != "" || count[st]*8 > total || !listForm(st) {
			return
		}
		for _, s := range u.sub {
			if s.kind == corpus.Section && s.lab.word == "" && s.lab.reads(st.form) {
				demote(s)
			}
		}
	}
	for _, u := range r.top {
		walk(u)
	}
}

// items makes paragraphs of the numbered items of a section that repeat its
// title: what is below it already cannot be headed so again.
func items(u *unit) {
	for _, s := range u.sub {
		if s.kind == corpus.Subsection && s.title != "" && u.title != "" && fold(s.title) == fold(u.title) {
			demote(s)
		}
		items(s)
	}
}

// reads: the label's number can be read in that form: "iii" behind "hhh" is a
// letter.
func (l *label) reads(f form) bool {
	for _, rd := range l.readings {
		if rd.form == f {
			return true
		}
	}
	return false
}

// listForm: lists are numbered so; capital letters and decimals are not.
func listForm(st style) bool {
	switch st.form {
	case formArabic, formLower, formRomanLo:
		return true
	case formUpper:
		return st.punct != punctDot
	}
	return false
}

// demote makes s and what is inside it paragraphs.
func demote(s *unit) {
	s.kind = corpus.Paragraph
	for _, t := range s.sub {
		demote(t)
	}
}
