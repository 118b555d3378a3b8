package corpus

import (
	"slices"
	"strings"
	"unicode"
)

// Lookup lists the indices of the provisions that c means, best first; several
// when the citation fits several places equally well, none when the place does
// not exist. The agreement's name in c is not looked at, except that words which
// are the title of something below the place are read as that: "Article 9,
// Supplemental Grievance Procedure".
//
// Roman and arabic numbers are equal, letter case and hyphens do not matter, a
// level may be left out where what is below it is unique ("Article 15, Section
// B" finds it inside Part D), and "15-B" is Article 15B or Part B of Article 15,
// whichever there is. "Appendix C" finds C-1, C-2, … where only those exist.
func (t *Tree) Lookup(c Citation) []int {
	if len(c.Steps) == 0 {
		return nil
	}
	for _, steps := range readings(c.Steps) {
		if found := t.match(-1, steps); len(found) > 0 {
			return t.named(found, c.Agreement)
		}
	}
	return nil
}

// LookupPrefix is Lookup for the longest front part of c that exists; used says
// how many of its steps that took, 0 if not even the first is there.
func (t *Tree) LookupPrefix(c Citation) (found []int, used int) {
	for n := len(c.Steps); n > 0; n-- {
		if found := t.Lookup(Citation{Agreement: c.Agreement, Steps: c.Steps[:n]}); len(found) > 0 {
			return found, n
		}
	}
	return nil, 0
}

// LookupIn is Lookup with i as the place that the steps start from: first its
// children, then what is below them.
func (t *Tree) LookupIn(i int, steps []Step) []int {
	for _, steps := range readings(steps) {
		if found := t.match(i, steps); len(found) > 0 {
			return found
		}
	}
	return nil
}

// readings lists the ways to divide the numbers of steps into levels, the way
// it was written first.
func readings(steps []Step) [][]Step {
	all := [][]Step{steps}
	add := func(k int, with ...Step) {
		if len(all) < 8 {
			next := append(append([]Step{}, steps[:k]...), with...)
			all = append(all, append(next, steps[k+1:]...))
		}
	}
	for k, s := range steps {
		if s.Kind == Appendix || s.Kind == Letter || s.Name != "" || s.Word != "" {
			continue
		}
		if a, b, ok := splitNumber(s.Number); ok {
			first := s
			first.Number = a
			if first.Kind == "" && k == 0 {
				first.Kind = Article
			}
			add(k, first, Step{Number: b})
		}
		// "Article 15, Part A" where the heading says "Article 15 - A".
		if s.Kind == Article && k+1 < len(steps) && allDigits(s.Number) {
			if n := steps[k+1]; (n.Kind == "" || n.Kind == Part) && n.Word == "" && len(n.Number) == 1 && allLetters(n.Number) && len(all) < 8 {
				joined := append(append([]Step{}, steps[:k]...), Step{Kind: Article, Number: s.Number + n.Number})
				all = append(all, append(joined, steps[k+2:]...))
			}
		}
	}
	return all
}

// splitNumber divides a number of two levels: "9C", "15-B", "H3", "16.11".
func splitNumber(s string) (first, second string, ok bool) {
	if a, b, found := strings.Cut(s, "."); found {
		return a, b, a != "" && b != ""
	}
	if a, b, found := strings.Cut(s, "-"); found {
		return a, b, a != "" && b != ""
	}
	k := 0
	for k < len(s) && digit(s[k]) == digit(s[0]) {
		k++
	}
	if k == len(s) || s == "" {
		return "", "", false
	}
	return s[:k], s[k:], allDigits(s[:k]) && allLetters(s[k:]) || allLetters(s[:k]) && allDigits(s[k:])
}

// match finds the places of steps below provision i (-1: the whole agreement).
// The nearest level that has the first step and, below it, the others, wins.
func (t *Tree) match(i int, steps []Step) []int {
	if len(steps) == 0 {
		return []int{i}
	}
	s, last := steps[0], len(steps) == 1
	if s.Word == "Page" {
		return t.onPage(s.Number)
	}
	level := t.top
	if i >= 0 {
		level = t.children[i]
	}
	for depth := 0; len(level) > 0; depth++ {
		for _, exact := range []bool{true, false} {
			var found []int
			for _, k := range level {
				if t.reaches(k, s, depth) && t.answers(k, s, exact || depth > 0 && s.Kind != "") {
					found = append(found, t.match(k, steps[1:])...)
				}
			}
			if len(found) > 0 {
				return found
			}
		}
		if last && s.Kind == Appendix {
			if group := t.group(level, s); len(group) > 0 {
				return group
			}
		}
		var below []int
		for _, k := range level {
			below = append(below, t.children[k]...)
		}
		level = below
	}
	return nil
}

// reaches reports whether a step without a kind may pass over depth levels to
// provision k: "15 A" may leave a part out, but "22.16" is not the sixteenth item
// of some section of Article 22.
func (t *Tree) reaches(k int, s Step, depth int) bool {
	return depth == 0 || s.Kind != "" || s.Word != "" || s.Name != "" || t.a.Provisions[k].Kind == Section || strings.Contains(s.Number, ".")
}

// group lists the parts of an appendix that has no heading of its own: C-1, C-2
// for Appendix C.
func (t *Tree) group(level []int, s Step) []int {
	var group []int
	for _, k := range level {
		p := &t.a.Provisions[k]
		if a, b, ok := splitNumber(p.Number); ok && p.Kind == Appendix && t.word(k) == s.Word && allDigits(b) && SameNumber(a, s.Number) {
			group = append(group, k)
		}
	}
	return group
}

// onPage lists the provisions that stand on the page with that printed label.
func (t *Tree) onPage(label string) []int {
	var found []int
	for _, pg := range t.pageLists() {
		if SameNumber(pg.label, label) {
			found = append(found, pg.provisions...)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// answers reports whether provision k is what step s names. Exact: of that very
// kind, or called so by its own heading; otherwise of a kind that people mix up
// with it ("paragraph C" for Section C).
func (t *Tree) answers(k int, s Step, exact bool) bool {
	p := &t.a.Provisions[k]
	if s.Name != "" && s.Number == "" {
		if s.Kind != "" && p.Kind != s.Kind {
			return false
		}
		return sameTitle(p.Title, s.Name, exact) || p.Number != "" && titleKey(p.Number) == titleKey(s.Name) // "Plan A"
	}
	if s.Word == "Step" {
		return t.isStep(k, s.Number)
	}
	if s.Number == "" {
		return s.Kind != "" && p.Kind == s.Kind
	}
	if !t.sameLabel(k, s) {
		return false
	}
	switch {
	case s.Kind == Letter:
		w := t.word(k)
		return p.Kind == Letter && (w == s.Word || !exact && (w == "Letter" || s.Word == "Letter"))
	case s.Kind == Appendix:
		return p.Kind == Appendix && t.word(k) == s.Word
	case s.Word != "":
		return t.word(k) == s.Word
	case s.Kind == "":
		return !exact || p.Kind != Letter && p.Kind != Appendix
	case p.Kind == s.Kind && t.word(k) == "":
		return true
	}
	if kind, word, n := headingWord(p.Heading); n > 0 && kind == s.Kind && word == s.Word {
		return true
	}
	if exact {
		return false
	}
	// People call a section a paragraph and a paragraph a subsection; an
	// article is never one of them, unless it stands in a paper without
	// articles.
	return inner(s.Kind) && inner(p.Kind)
}

// isStep reports whether provision k is the step of a procedure with that number:
// its own number, title or heading begins with "Step" and the number, in figures,
// roman or as a word.
func (t *Tree) isStep(k int, number string) bool {
	p := &t.a.Provisions[k]
	for _, text := range []string{p.Number, p.Title, p.Heading} {
		if len(text) < 5 || !strings.EqualFold(text[:4], "step") {
			continue
		}
		rest := lexCitation(text[4:min(len(text), 40)])
		if len(rest) > 0 && rest[0].text == "#" {
			rest = rest[1:]
		}
		n, took := citeNumber(rest)
		if took == 0 {
			continue
		}
		if SameNumber(n, number) || sameRoman(n, number) || sameRoman(number, n) {
			return true
		}
	}
	return false
}

// sameRoman reports whether the roman numeral a has the value b.
func sameRoman(a, b string) bool {
	v, ok := RomanValue(a)
	return ok && SameNumber(itoa(v), b)
}

func inner(k Kind) bool {
	switch k {
	case Part, Section, Subsection, Paragraph, Other:
		return true
	}
	return false
}

// word is the kind word of provision k's own heading where it is not the usual
// one: "Exhibit", "Letter of Intent", "Rule"; "Letter" for a letter whose
// heading does not say what sort it is.
func (t *Tree) word(k int) string {
	p := &t.a.Provisions[k]
	kind, word, n := headingWord(p.Heading)
	if n > 0 && (kind == p.Kind || kind == "" && word != "Step" && word != "Page") {
		return word
	}
	if p.Kind == Letter {
		return "Letter"
	}
	return ""
}

// headingWord reads the kind word that opens a heading. Headings are long, the
// word is short: only the front is looked at.
func headingWord(heading string) (Kind, string, int) {
	if heading == "" || heading[0] == '(' || digit(heading[0]) {
		return "", "", 0
	}
	return citeWord(lexCitation(heading[:min(len(heading), 40)]))
}

// sameLabel reports whether the number of provision k is that of s: the same, or
// the same in roman, or with the parent's number in front ("16.11" in Article
// 16). A letter in a run of letters is no roman numeral.
func (t *Tree) sameLabel(k int, s Step) bool {
	p := &t.a.Provisions[k]
	if p.Number == "" {
		return false
	}
	if SameNumber(p.Number, s.Number) {
		return true
	}
	if allDigits(s.Number) && !digit(p.Number[0]) {
		v, ok := RomanValue(p.Number)
		return ok && SameNumber(itoa(v), s.Number) && t.romanRun(k)
	}
	if allDigits(p.Number) && !digit(s.Number[0]) {
		v, ok := RomanValue(s.Number)
		return ok && SameNumber(itoa(v), p.Number)
	}
	if up := t.parent[k]; up >= 0 && strings.Contains(p.Number, ".") {
		return SameNumber(p.Number, t.a.Provisions[up].Number+"."+s.Number)
	}
	return false
}

// romanRun reports whether provision k's number is one of a roman run: its
// siblings of the same kind have no letter that is not a roman numeral.
func (t *Tree) romanRun(k int) bool {
	level := t.top
	if up := t.parent[k]; up >= 0 {
		level = t.children[up]
	}
	several := len(t.a.Provisions[k].Number) > 1
	for _, j := range level {
		q := &t.a.Provisions[j]
		if q.Kind != t.a.Provisions[k].Kind || q.Number == "" || digit(q.Number[0]) {
			continue
		}
		if _, ok := RomanValue(q.Number); !ok {
			return false
		}
		several = several || len(q.Number) > 1
	}
	return several || len(level) == 1
}

// named narrows found to what is titled words below it, if anything is.
func (t *Tree) named(found []int, words string) []int {
	if words == "" {
		return found
	}
	var below []int
	for _, i := range found {
		below = append(below, t.match(i, []Step{{Name: words}})...)
	}
	if len(below) > 0 {
		return below
	}
	return found
}

// sameTitle compares a title with a name by its letters and digits. Not exact:
// the name may be a front part of the title, of two words or more.
func sameTitle(title, name string, exact bool) bool {
	a, b := titleKey(title), titleKey(name)
	if a == "" || b == "" {
		return false
	}
	return a == b || !exact && strings.Contains(b, " ") && strings.HasPrefix(a, b+" ")
}

func titleKey(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' })
	for i, w := range words {
		words[i] = strings.NewReplacer("'", "", "’", "").Replace(w)
	}
	return strings.Join(words, " ")
}
