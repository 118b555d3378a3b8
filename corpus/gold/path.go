package gold

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/clausebook/clausebook/corpus"
)

// Find is the index of the provision that path means in the agreement of t, or
// -1. A step "kind:number" is met by the first provision of that kind and
// number below the step before it, children before their children; numbers are
// compared without case and punctuation, and roman ones by their value. A step
// whose name is words ("supplemental-grievance-procedure") is met by the title.
// "lou-7" is a letter numbered 7 whose heading begins with words of those
// initials; "C~2" is the second C.
//
// It serves documents without gold structure; where there is one, a path is
// found by its place in the text.
func Find(t *corpus.Tree, path string) int {
	at, level := -1, t.Top()
	for step := range strings.SplitSeq(path, "/") {
		kind, name, ok := strings.Cut(step, ":")
		if !ok {
			return -1
		}
		if at = findBelow(t, level, corpus.Kind(kind), name); at < 0 {
			return -1
		}
		level = t.Children(at)
	}
	return at
}

// findBelow looks for a step among the provisions of level, then among their
// children, and so on down.
func findBelow(t *corpus.Tree, level []int, kind corpus.Kind, name string) int {
	nth := 1
	if head, n, ok := strings.Cut(name, "~"); ok {
		if k, err := strconv.Atoi(n); err == nil {
			name, nth = head, k
		}
	}
	for len(level) > 0 {
		var next []int
		seen := 0
		for _, i := range level {
			p := &t.Agreement().Provisions[i]
			if p.Kind == kind && meets(p, name) {
				if seen++; seen == nth {
					return i
				}
			}
			next = append(next, t.Children(i)...)
		}
		level = next
	}
	return -1
}

// meets reports whether p is called name: by number, by initials and number, or
// by the words of its title.
func meets(p *corpus.Provision, name string) bool {
	if p.Number != "" && SameNumber(p.Number, name) {
		return true
	}
	if initials, number, ok := strings.Cut(name, "-"); ok && p.Kind == corpus.Letter && p.Number != "" {
		last := p.Number[strings.LastIndexAny(p.Number, " #-")+1:]
		if SameNumber(last, number) && hasInitials(p.Heading, initials) {
			return true
		}
	}
	return p.Title != "" && slug(p.Title) == name
}

// SameNumber reports whether two printed numbers are the same: "15-A" and
// "15A", "XXI" and "21", "c" and "C".
func SameNumber(a, b string) bool {
	a, b = squeeze(a), squeeze(b)
	if a == "" || b == "" {
		return false
	}
	return a == b || roman(a) != 0 && strconv.Itoa(roman(a)) == b || roman(b) != 0 && strconv.Itoa(roman(b)) == a
}

// squeeze keeps letters and digits, in lower case.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// slug is s in lower case, apostrophes left out, each other run of characters
// that are not letters or digits made one hyphen.
func slug(s string) string {
	s = strings.NewReplacer("'", "", "’", "").Replace(strings.ToLower(s))
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), "-")
}

// hasInitials reports whether the first words of heading begin with the letters
// of initials: "Letter of Understanding #7" has "lou".
func hasInitials(heading, initials string) bool {
	words := strings.Fields(strings.ToLower(heading))
	if len(words) < len(initials) || initials == "" {
		return false
	}
	for i := range initials {
		if words[i][0] != initials[i] {
			return false
		}
	}
	return true
}

// roman is the value of a roman number in lower case, 0 if s is none.
func roman(s string) int {
	digits := map[byte]int{'i': 1, 'v': 5, 'x': 10, 'l': 50, 'c': 100}
	sum := 0
	for i := range len(s) {
		d, ok := digits[s[i]]
		if !ok {
			return 0
		}
		if i+1 < len(s) && d < digits[s[i+1]] {
			sum -= d
		} else {
			sum += d
		}
	}
	return sum
}
