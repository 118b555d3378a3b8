package ingest

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/pattern"
)

// unitName is a name set in capitals at least at its words' heads, followed by
// "unit": "SECURITY UNIT", "Scientific and Engineering bargaining unit".
var unitName = pattern.New(`((?:[A-Z][\w&/'’-]*|\d[\w-]*)(?:,? (?:[A-Z][\w&/'’-]*|and|of))*) (?i:bargaining unit|unit)\b( (?i:no\.?|#)? ?\d| (?i:local|school)\b)?`)

// calledUnit is a unit that the body calls so with capitals, and "bargaining
// unit" at that: a "Business Unit" or "Special Weapons Unit" is a part of a
// department.
var calledUnit = pattern.New(`\b(?:[Tt]he|[Ii]ts|[Tt]his|of|in) ((?:[A-Z][\w&/'’-]*)(?:,? (?:[A-Z][\w&/'’-]*|and|of)){0,6}) (?:Bargaining Unit|bargaining unit)\b`)

// notUnits are words before "unit" that name none.
var notUnits = pattern.New(`(?i)^(?:the|this|each|any|all|such|said|bargaining|representation|representative|represented|layoff|work|employees?|union|collective|certified|appropriate|a|new|existing|article|section|agreement|contract)$`)

// unit reads the bargaining unit: from the cover, or else from the provisions
// that say who is recognised, where they name it as a bargaining unit, always
// by the same name.
func (d *describer) unit() {
	end := len(d.open.Text)
	if d.at != nil {
		end = min(end, max(d.at.first[1], d.at.second[1])+200)
	} else {
		end = min(end, 400)
	}
	for _, m := range unitName.FindAllStringSubmatchIndex(d.open.Text[:end], -1) {
		if m[4] >= 0 { // "Canada Unit No. 24A" has a number for a name
			continue
		}
		if from, to, ok := d.open.unitWords(m[2], m[3]); ok {
			d.state(corpus.FactUnit, d.open.Clean, from, to)
			return
		}
	}
	if d.a.Kind != corpus.KindAgreement {
		return
	}
	d.recognised()
}

// jurisdictionEnd: a place is where a unit works, not what it is called.
var jurisdictionEnd = pattern.New(`(?i)\b(?:county|city|township|village)$`)

// unitWords narrows the words before "unit" to the name: from the line's
// beginning, behind a comma, a dash, a bracket or a local's number. Words that
// run into a party's name with nothing between are no unit's name that can be
// told.
func (r reading) unitWords(from, to int) (int, int, bool) {
	if i := r.rowAt(to - 1); i >= 0 {
		from = max(from, r.rows[i].from)
	}
	s := r.Text[from:to]
	cut := false
	for w := range strings.FieldsSeq(s) {
		if strings.ContainsAny(w, "0123456789") {
			from += strings.Index(r.Text[from:to], w) + len(w)
			cut = true
		}
	}
	if k := strings.LastIndex(strings.ToLower(r.Text[from:to]), " the "); k >= 0 {
		from += k + 5
	}
	from, to = r.lead(from, to)
	s = r.Text[from:to]
	for _, w := range []string{"and ", "And ", "AND ", "of ", "OF "} {
		s = strings.TrimPrefix(s, w)
	}
	from = to - len(s)
	words := strings.Fields(s)
	switch {
	case len(words) == 0, len(words) > 6, len(words) == 1 && notUnits.MatchString(words[0]), sideOf(s) == unionSide && !cut:
		return 0, 0, false
	case len(words) > 0 && jurisdictionEnd.MatchString(s), len(words) > 0 && notUnits.MatchString(words[len(words)-1]):
		return 0, 0, false
	}
	return from, to, true
}

// recognised reads the unit's name from the recognition article, the preamble
// and the like.
func (d *describer) recognised() {
	type mention struct {
		c        *corpus.Clean
		from, to int
	}
	var first *mention
	name, times := "", 0
	for i := range d.a.Provisions {
		p := &d.a.Provisions[i]
		if p.Kind == corpus.Appendix || p.Kind == corpus.Letter {
			break
		}
		top := &d.a.Provisions[d.t.Path(i)[0]]
		title := strings.ToLower(p.Title + " " + top.Title)
		if p.Kind != corpus.Preamble && !strings.Contains(title, "recognition") && !strings.Contains(title, "preamble") && !strings.Contains(title, "bargaining unit") {
			continue
		}
		c := d.t.CleanText(i)
		for _, m := range calledUnit.FindAllStringSubmatchIndex(c.Text, -1) {
			r := reading{Clean: c}
			from, to, ok := r.unitWords(m[2], m[3])
			if !ok || isAcronym(c.Text[from:to]) || strings.EqualFold(c.Text[from:to], d.a.Union) {
				continue
			}
			switch n := c.Text[from:to]; {
			case name == "":
				name, first = n, &mention{c, from, to}
			case n != name:
				return // several units, no common name
			}
			times++
		}
	}
	if first != nil && times > 0 {
		d.state(corpus.FactUnit, first.c, first.from, first.to)
	}
}
