package source

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
	"golang.org/x/net/html"
)

// A cssRule gives the elements that it selects some properties.
type cssRule struct {
	selector  cssSelector
	key       string // "#id", ".class" or the tag that the last part of its selector asks for; "" for any
	order     int
	important bool
	declared  map[string]string
}

// A cascade holds what style sheets say of elements: of a property "p" under
// "p", of one of a pseudo-element "e" under "e p".
type cascade map[*html.Node]map[string]string

// Bounds of a page's style sheets: how many of their rules are read, and in how
// many steps they are held against its elements. The sheet of a large site has some
// 5,000 rules, of which a tenth say what concerns the words.
const (
	maxRules = 20_000
	maxSteps = 16_000_000
	// maxDeclared bounds the value of a property, in bytes: longer ones are pictures.
	maxDeclared = 4096
)

// readSheet reads the rules of a style sheet that concern what a page says.
func readSheet(sheet string, rules []cssRule) []cssRule {
	p := css.NewParser(parse.NewInputString(sheet), false)
	var selectors []string
	declared, important := map[string]string{}, map[string]string{}
	skip := 0
	for len(rules) < maxRules {
		grammar, _, data := p.Next()
		switch grammar {
		case css.ErrorGrammar:
			if p.HasParseError() {
				continue
			}
			return rules
		case css.BeginAtRuleGrammar:
			if skip > 0 || !shownMedia(string(data), written(p.Values())) {
				skip++
			}
		case css.EndAtRuleGrammar:
			skip = max(0, skip-1)
		case css.QualifiedRuleGrammar:
			selectors = append(selectors, selectorList(written(p.Values()))...)
		case css.BeginRulesetGrammar:
			selectors = append(selectors, selectorList(written(p.Values()))...)
			declared, important = map[string]string{}, map[string]string{}
		case css.DeclarationGrammar:
			value := written(p.Values())
			to := declared
			if v, ok := strings.CutSuffix(strings.TrimSpace(value), "!important"); ok {
				value, to = v, important
			}
			declare(to, strings.ToLower(string(data)), strings.TrimSpace(value))
		case css.EndRulesetGrammar:
			for _, s := range selectors {
				if skip == 0 {
					rules = appendRule(rules, s, declared, false)
					rules = appendRule(rules, s, important, true)
				}
			}
			selectors = selectors[:0]
		}
	}
	return rules
}

func appendRule(rules []cssRule, selector string, declared map[string]string, important bool) []cssRule {
	if len(declared) == 0 || len(rules) >= maxRules {
		return rules
	}
	sel, ok := newSelector(selector)
	if !ok { // of a state, or newer than the library
		return rules
	}
	return append(rules, cssRule{selector: sel, key: lastKey(selector), order: len(rules), important: important, declared: declared})
}

// written joins tokens as they are written.
func written(tokens []css.Token) string {
	var b bytes.Buffer
	for _, t := range tokens {
		b.Write(t.Data)
	}
	return b.String()
}

// shownMedia reports whether the rules inside an at-rule hold on a wide screen.
func shownMedia(rule, query string) bool {
	query = strings.ToLower(query)
	switch strings.ToLower(rule) {
	case "@media":
		return !strings.Contains(query, "print") && !strings.Contains(query, "max-width") && !strings.Contains(query, "speech") && !strings.Contains(query, "not ") && !strings.Contains(query, "max-height") && !strings.Contains(query, "prefers-")
	case "@supports", "@layer":
		return !strings.Contains(query, "not ")
	}
	return false
}

// declare notes a property that concerns what a page says; short forms are taken
// apart.
func declare(to map[string]string, property, value string) {
	if len(value) > maxDeclared {
		return
	}
	lower := strings.ToLower(value)
	switch property {
	case "display", "visibility", "text-transform", "white-space", "counter-reset", "counter-increment", "counter-set", "font-weight":
		to[property] = lower
	case "content", "list-style-type":
		to[property] = value
	case "list-style":
		for v := range strings.FieldsSeq(lower) {
			if v != "inside" && v != "outside" && !strings.HasPrefix(v, "url(") {
				to["list-style-type"] = v
				return
			}
		}
	case "text-decoration", "text-decoration-line":
		to["text-decoration"] = lower
	case "font":
		if strings.Contains(lower, "bold") {
			to["font-weight"] = "bold"
		}
	}
}

// lastKey is what the last part of a selector asks an element to have.
func lastKey(selector string) string {
	depth, from := 0, 0
	for i := 0; i < len(selector); i++ {
		switch selector[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case ' ', '>', '+', '~':
			if depth == 0 && strings.TrimSpace(selector[i+1:]) != "" {
				from = i + 1
			}
		}
	}
	last := strings.TrimSpace(selector[from:])
	if k := strings.IndexAny(last, ":["); k >= 0 {
		last = last[:k]
	}
	if k := strings.LastIndexAny(last, "#."); k >= 0 && !strings.Contains(last, `\`) {
		return last[k:]
	}
	if last == "*" || strings.Contains(last, `\`) {
		return ""
	}
	return strings.ToLower(last)
}

// apply holds the rules against the elements below root, the weakest first; done
// is false if there are more than are tried.
func apply(rules []cssRule, root *html.Node) (c cascade, done bool) {
	c = cascade{}
	if len(rules) == 0 {
		return c, true
	}
	index := map[string][]*html.Node{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		index[""] = append(index[""], n)
		index[n.Data] = append(index[n.Data], n)
		if id := attribute(n, "id"); id != "" {
			index["#"+id] = append(index["#"+id], n)
		}
		for class := range strings.FieldsSeq(attribute(n, "class")) {
			index["."+class] = append(index["."+class], n)
		}
	}
	slices.SortStableFunc(rules, func(x, y cssRule) int {
		if x.important != y.important {
			if y.important {
				return -1
			}
			return 1
		}
		sx, sy := x.selector.Specificity(), y.selector.Specificity()
		return cmp.Or(slices.Compare(sx[:], sy[:]), cmp.Compare(x.order, y.order))
	})
	m := matcher{left: maxSteps, siblings: map[*html.Node]int{}}
	for i := range rules {
		r := &rules[i]
		for _, n := range index[r.key] {
			if m.match(&r.selector, 0, n) {
				c.put(n, r)
			}
			if m.left < 0 {
				return c, false
			}
		}
	}
	return c, len(rules) < maxRules
}

func (c cascade) put(n *html.Node, r *cssRule) {
	if c[n] == nil {
		c[n] = map[string]string{}
	}
	before := ""
	if e := r.selector.PseudoElement(); e != "" {
		before = e + " "
	}
	for k, v := range r.declared {
		c[n][before+k] = v
		if r.important {
			c[n]["!"+before+k] = v
		}
	}
}

// unquoted is a string of a style sheet without its quotes and escapes; ok is
// false for what is none.
func unquoted(s string) (string, bool) {
	if len(s) < 2 || s[0] != '"' && s[0] != '\'' || s[len(s)-1] != s[0] {
		return "", false
	}
	s = s[1 : len(s)-1]
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 >= len(s) {
			b.WriteByte(s[i])
			continue
		}
		end := i + 1
		for end < len(s) && end < i+7 && strings.IndexByte("0123456789abcdefABCDEF", s[end]) >= 0 {
			end++
		}
		if end == i+1 {
			continue // the next character stands for itself
		}
		v, _ := strconv.ParseUint(s[i+1:end], 16, 32)
		b.WriteRune(rune(v))
		if end < len(s) && s[end] == ' ' {
			end++
		}
		i = end - 1
	}
	return b.String(), true
}
