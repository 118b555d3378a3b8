package compare

import (
	"slices"
	"strconv"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// override marks the values of articles that a letter or an appendix changes: a
// value of the same label, type and unit there, in words of change that name the
// value they change, or the article ("decreased from 15 % to 10 %", "the 60 days
// of Article 9, Section B are reduced to 45"). A letter that only states another
// value for another case changes nothing; what adds up is not changed.
func (v *view) override(values []Value, expected []wanted) {
	adds := map[string]bool{}
	for i := range expected {
		adds[expected[i].Label] = expected[i].Adds
	}
	for i := range values {
		a := &values[i]
		if a.Type == corpus.TextTerm || adds[a.Label] || v.beside(a.Provision) {
			continue
		}
		for k := range values {
			b := &values[k]
			if b.Label != a.Label || b.Type != a.Type || b.Unit != a.Unit || b.Value == a.Value || !v.beside(b.Provision) || !changes(b.Quote) || !v.names(b, a) {
				continue
			}
			a.OverriddenBy = &Override{Provision: b.Provision, Citation: b.Citation, Raw: b.Raw, Span: b.Span, Quote: b.Quote}
			break
		}
	}
}

// beside reports whether a provision is of a letter or an appendix.
func (v *view) beside(id string) bool {
	i := v.tree.Find(id)
	if i < 0 {
		return false
	}
	return slices.ContainsFunc(v.tree.Path(i), func(p int) bool {
		k := v.a.Provisions[p].Kind
		return k == corpus.Letter || k == corpus.Appendix
	})
}

// names reports whether a letter's words name the value that they change, or
// cite the article that has it.
func (v *view) names(letter, a *Value) bool {
	n, _ := a.Value.(float64)
	for _, w := range tokenize(letter.Quote) {
		if f, err := strconv.ParseFloat(strings.ReplaceAll(w.stem, ",", ""), 64); err == nil && f == n {
			return true
		}
	}
	at, from := v.tree.Find(a.Provision), v.tree.Find(letter.Provision)
	if at < 0 || from < 0 {
		return false
	}
	path := v.tree.Path(at)
	for _, r := range cited(v.tree, from) {
		if to := v.tree.Find(r.Target); to >= 0 && slices.Contains(path, to) {
			return true
		}
	}
	return false
}

// changes reports whether words of a letter say that they change something.
func changes(words string) bool {
	for _, w := range tokenize(words) {
		switch w.stem {
		case "decreas", "increas", "reduc", "chang", "amend", "modifi", "replac", "instead", "lieu", "supersed", "extend", "notwithstand":
			return true
		}
	}
	return false
}
