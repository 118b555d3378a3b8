package corpus

import "strings"

// CitationOf is the citation of provision i as a reader would write it, made
// from its path: "Article 9, Section C", "Article 15, Part B, Section A",
// "Article 12, Section H(2)(a)", "Appendix C-1, Appendix A", "Letter of Intent
// 3", "Letter of Understanding: Banked Leave Time Program". Levels below a
// section stand in brackets after it. A unit without a number is cited by its
// title, "Article 9, Supplemental Grievance Procedure"; one without either by
// its place, "Article 9 [unnumbered 2]". [ParseCitation] reads what it returns,
// that last form excepted, and [Tree.Lookup] then finds i, beside any sibling
// that has the same number.
func CitationOf(t *Tree, i int) string {
	var b strings.Builder
	path := t.Path(i)
	for n, k := range path {
		p := &t.a.Provisions[k]
		s := t.stepOf(k)
		text := s.String()
		switch {
		case text == "" && len(path) == 1 && p.Kind == Signature:
			text = "Signatures"
		case text == "" && len(path) == 1 && p.ID == "cover":
			text = "Cover"
		case text == "":
			text = " [unnumbered " + itoa(t.place(k)) + "]"
		case b.Len() > 0 && s.Kind == "" && s.Word == "" && s.Name == "":
			text = "(" + s.Number + ")"
		case s.Kind == "" && s.Word == "":
			text = plainName(s.Name)
			if n+1 < len(path) {
				text = quoteName(s.Name) // what follows must not run into it
			}
			fallthrough
		default:
			if b.Len() > 0 {
				b.WriteString(", ")
			}
		}
		if b.Len() == 0 && p.Number != "" && s.Kind == "" && s.Word == "" {
			text = p.Number
		}
		b.WriteString(text)
	}
	return strings.TrimSpace(b.String())
}

// stepOf is the step that leads from the parent of k to it.
func (t *Tree) stepOf(k int) Step {
	p := &t.a.Provisions[k]
	s := Step{Kind: p.Kind, Number: canonicalNumber(p.Kind, strings.Trim(cleanName(p.Number), "#()[]. "))}
	if word, n, ok := strings.Cut(strings.Join(strings.Fields(p.Number), " "), " "); ok && len(word) > 2 && allLetters(word) && labelText(n) {
		// "Step II", "Plan A": the word is part of the number.
		if strings.EqualFold(word, "step") {
			return Step{Word: "Step", Number: n}
		}
		return Step{Name: word + " " + n}
	}
	switch p.Kind {
	case Article:
		// What stands in the place of an article keeps its own word: "Rule 22".
		// A heading that opens with the number has none: "P. Focus" is no page.
		if kind, word, n := headingWord(p.Heading); n > 0 && s.Number != "" && !opensWithNumber(p) {
			s.Kind, s.Word = kind, word
			if kind == Paragraph {
				s.Word, _, _ = strings.Cut(strings.ToUpper(p.Heading[:1])+strings.ToLower(p.Heading[1:]), " ") // "Item 9"
			}
		}
	case Letter, Appendix:
		s.Word = t.word(k)
		if s.Word == "Letter" {
			s.Word = ""
		}
	case Subsection, Paragraph:
		if s.Number != "" {
			s.Kind = ""
		}
	case Preamble, Introduction, Signature, Index:
		s.Number = ""
	case Other:
		s.Kind = ""
	}
	if s.Number == "" && numbered(p.Kind) {
		s.Name = cleanName(p.Title)
		if p.Kind != Letter {
			s.Kind, s.Word = "", ""
		}
		if s.Name == "" && p.Kind == Letter {
			return s // "Letter of Understanding"
		}
		if s.Name == "" {
			return Step{}
		}
	}
	return s
}

// opensWithNumber: p's heading is its number and what stands behind it, with no
// word before: "P. Focus", not "PART P".
func opensWithNumber(p *Provision) bool {
	rest, ok := strings.CutPrefix(p.Heading, p.Number)
	return ok && (rest == "" || !digit(rest[0]) && !allLetters(rest[:1]))
}

// place is the place of k among its siblings without a number or title, from 1.
func (t *Tree) place(k int) int {
	level := t.top
	if up := t.parent[k]; up >= 0 {
		level = t.children[up]
	}
	n := 0
	for _, j := range level {
		if q := &t.a.Provisions[j]; q.Number == "" && q.Title == "" {
			n++
		}
		if j == k {
			break
		}
	}
	return max(n, 1)
}
