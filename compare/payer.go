package compare

import (
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// The two parties that share a cost.
const (
	employee = "employee"
	employer = "employer"
)

// payer is who pays a share or an amount, by the words next to it: "" where they
// do not say.
//
//	the County shall pay 90 %          85 % paid by the Board
//	employee contribution of $50       the employee's share is 10 %
func payer(x *sentence, t *corpus.Term) string {
	from := x.clean.Offset(t.Span.Start)
	to := min(from+len(t.Raw), x.to)
	if from < x.from || from >= to {
		return ""
	}
	// "85 % paid by the Board and 15 % paid by …": the next number is another's.
	after := tokenize(x.clean.Text[to:min(x.to, to+90)])
	for i := 0; i+2 < len(after) && i < 10 && !after[i].num && after[i].stem != anyMoney; i++ {
		if paysBy(after[i].stem) && after[i+1].stem == "by" {
			for _, w := range after[i+2 : min(len(after), i+6)] {
				if p := party(w.stem); p != "" {
					return p
				}
			}
			return nameOf(after[i+2:]) // "paid by MCPS": a name is the employer's
		}
	}
	before := x.clean.Text[max(x.from, from-200):from]
	if i := strings.LastIndexAny(before, ";"); i >= 0 {
		before = before[i+1:]
	}
	toks := tokenize(before)
	verb := false
	for i, t := range slices.Backward(toks) {
		w := t.stem
		p := party(w)
		switch {
		case p != "" && verb && (i+1 >= len(toks) || !of(toks, i)):
			return p
		case p != "" && (i+1 < len(toks) && isShare(toks[i+1].stem) || i+2 < len(toks) && isShare(toks[i+2].stem)):
			return p // "the employee's share", "the County's maximum contribution"
		case pays(w):
			verb = true
		}
	}
	return ""
}

// of reports whether the party at token i is only whose something is: "the cost
// of the employee", "premium for employees", "the employee premium".
func of(toks []token, i int) bool {
	if i > 0 && (toks[i-1].stem == "of" || toks[i-1].stem == "for" || toks[i-1].stem == "per") {
		return true
	}
	if i > 1 && toks[i-1].stem == "the" && (toks[i-2].stem == "of" || toks[i-2].stem == "for" || toks[i-2].stem == "to") {
		return true
	}
	switch toks[i+1].stem {
	case "premium", "only", "plu", "coverag", "benefit", "health", "and", "plan", "insuranc":
		return true
	}
	return false
}

// nameOf is the side that pays where a name stands in place of a party's word.
func nameOf(words []token) string {
	for _, w := range words[:min(len(words), 4)] {
		switch w.stem {
		case "union", "association", "trust", "fund", "plan", "insurer", "insuranc", "carrier", "parti", "payroll":
			return "other"
		}
	}
	if len(words) == 0 {
		return ""
	}
	return employer
}

func paysBy(w string) bool { return w == "paid" || w == "contribut" || w == "born" || w == "pai" }

func pays(w string) bool {
	switch w {
	case "pay", "paid", "contribut", "responsibl", "assum", "bear", "fund", "shar", "deduct", "remit":
		return true
	}
	return false
}

func isShare(w string) bool {
	switch w {
	case "contribution", "shar", "portion", "co-pay", "deduction", "cost":
		return true
	}
	return false
}

// party is the side that a word names, or "".
func party(w string) string {
	switch w {
	case "employee", "employe", "member", "enrolle", "participant", "subscriber", "teacher", "nurs", "deputi", "officer", "educator", "retire", "firefighter":
		return employee
	case "employer", "county", "counti", "citi", "city", "district", "board", "hospital", "compani", "company", "university", "universiti", "college", "colleg", "state", "township", "village", "villag", "sheriff", "agency", "agenci", "authority", "authoriti", "committe": //nolint:misspell // stems
		return employer
	}
	return ""
}

// paidBy reports whether a share is the party's that the value looked for is of.
func (w *wanted) paidBy(x *sentence, t *corpus.Term) bool {
	if w.Payer == "" {
		return true
	}
	p := payer(x, t)
	return p == "" || p == w.Payer
}
