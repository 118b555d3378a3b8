package source

import (
	"iter"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// A cssSelector is a selector taken apart where its parts are joined: "ol > li.a b"
// is "b" inside of "li.a" right below "ol". Held against an element as a whole, it
// may have to try every choice of ancestors, of which six levels of "div div" in a
// deep page have more than can be tried; so each try is counted.
type cssSelector struct {
	parts []cascadia.Sel // from the right: the first is the element itself
	joins []byte         // joins[i], one of " >+~", stands before parts[i]; 0 before the last
	slow  bool           // parts count the siblings of an element
}

// newSelector takes a selector apart. ok is false for what cannot be read, and for
// conditions on what is around an element or in it (":has(…)", ":not(a b)").
func newSelector(s string) (sel cssSelector, ok bool) {
	var from int
	var join byte
	add := func(end int, next byte) bool {
		part := strings.TrimSpace(s[from:end])
		if part == "" {
			if next == ' ' || next == 0 {
				return len(sel.parts) > 0 || next == ' '
			}
			ok := join == ' ' // "a > b": the blank before it was taken for a join
			join = next
			return ok
		}
		one, err := cascadia.ParseWithPseudoElement(part)
		if err != nil || !plainConditions(part) {
			return false
		}
		sel.parts, sel.joins = append(sel.parts, one), append(sel.joins, join)
		sel.slow = sel.slow || strings.Contains(part, ":nth") || strings.Contains(part, "of-type") || strings.Contains(part, ":only")
		join = next
		return true
	}
	for i := range topLevel(s, " \t\r\n\f>+~") {
		next := s[i]
		if strings.IndexByte(">+~", next) < 0 {
			next = ' '
		}
		if !add(i, next) {
			return sel, false
		}
		from = i + 1
	}
	if strings.TrimSpace(s[min(from, len(s)):]) == "" && join != 0 && join != ' ' || !add(len(s), 0) || len(sel.parts) == 0 {
		return sel, false
	}
	// From the right; a join stands before the part to its right.
	for i, k := 0, len(sel.parts)-1; i < k; i, k = i+1, k-1 {
		sel.parts[i], sel.parts[k] = sel.parts[k], sel.parts[i]
		sel.joins[i], sel.joins[k] = sel.joins[k], sel.joins[i]
	}
	return sel, true
}

// selectorList takes a list of selectors apart at its commas: "h1, p:not(.a, .b)" is
// "h1" and "p:not(.a, .b)".
func selectorList(s string) []string {
	var out []string
	from := 0
	for i := range topLevel(s, ",") {
		out, from = append(out, s[from:i]), i+1
	}
	return append(out, s[from:])
}

// topLevel yields the places in s of characters of set that stand in no brackets
// and no quotes, and are not escaped.
func topLevel(s, set string) iter.Seq[int] {
	return func(yield func(int) bool) {
		var quote byte
		depth := 0
		for i := 0; i < len(s); i++ {
			switch c := s[i]; {
			case c == '\\':
				i++
			case quote != 0:
				if c == quote {
					quote = 0
				}
			case c == '"' || c == '\'':
				quote = c
			case c == '(' || c == '[':
				depth++
			case c == ')' || c == ']':
				depth--
			case depth == 0 && strings.IndexByte(set, c) >= 0:
				if !yield(i) {
					return
				}
			}
		}
	}
}

// plainConditions: what stands in brackets in part of a selector is told from an
// element alone.
func plainConditions(part string) bool {
	for _, s := range []string{":has", ":contains", ":matches"} {
		if strings.Contains(part, s) {
			return false
		}
	}
	_, in, ok := strings.Cut(part, ":not(")
	return !ok || !strings.Contains(in, "(") && !strings.ContainsAny(strings.ReplaceAll(strings.TrimRight(in, ") "), ", ", ","), " >+~")
}

// Specificity is how strong the selector is.
func (s *cssSelector) Specificity() (sum cascadia.Specificity) {
	for _, p := range s.parts {
		sum = sum.Add(p.Specificity())
	}
	return sum
}

// PseudoElement is "before", "after" or "marker"; empty for the element itself.
func (s *cssSelector) PseudoElement() string { return s.parts[0].PseudoElement() }

// A matcher holds selectors against elements. left is how many more steps it takes;
// below 0 nothing matches.
type matcher struct {
	left     int
	siblings map[*html.Node]int // how many nodes are below each, as far as it was asked
}

// match holds the parts of s from i on against n and what is around it.
func (m *matcher) match(s *cssSelector, i int, n *html.Node) bool {
	if m.left--; s.slow {
		m.left -= m.below(n.Parent)
	}
	if m.left < 0 || !s.parts[i].Match(n) {
		return false
	}
	if i+1 == len(s.parts) {
		return true
	}
	up := s.joins[i] == ' ' || s.joins[i] == '>'
	for k := n; ; {
		if k = k.PrevSibling; up {
			k = n.Parent
		}
		if m.left--; k == nil || m.left < 0 || up && k.Type != html.ElementNode {
			return false
		}
		n = k
		if k.Type != html.ElementNode {
			continue
		}
		if m.match(s, i+1, k) {
			return true
		}
		if s.joins[i] == '>' || s.joins[i] == '+' {
			return false
		}
	}
}

func (m *matcher) below(n *html.Node) int {
	if n == nil {
		return 0
	}
	count, known := m.siblings[n]
	if !known {
		for range n.ChildNodes() {
			count++
		}
		m.siblings[n] = count
	}
	return count
}
