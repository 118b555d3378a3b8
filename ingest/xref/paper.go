package xref

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/pattern"
)

// Papers that are no laws: rules of a body, resolutions, plan documents, cases,
// other agreements. Each form is anchored where its trigger word stands.
var (
	rulesFor  = pattern.New(`^(?i:rules|regulations) (?:of the|of|for) ((?:[A-Z][A-Za-z.'’-]*)(?: (?:of |and |for |the )?[A-Z][A-Za-z.'’-]*)+)`)
	irsPaper  = pattern.New(`^(?:IRS|Internal Revenue Service) (?:[Rr]ules|[Rr]egulations|[Pp]rovisions|[Gg]uidelines|[Pp]ublications?)\b`)
	procedure = pattern.New(`^Procedure (?:No\.? )?(\d[\d.]*\d|\d)(?:,? [IVX]+\b)?`)
	caseCode  = pattern.New(`^ ?Cases? (?:Nos?\.? |Numbers? )?([A-Z]?\d[\w-]*(?: [A-Z]\d+)?(?:-[A-Z]+)*)(?: and ([A-Z]\d+(?: [A-Z]\d+)?))?`)
	unions    = pattern.New(`^Constitutions? of the (?:State of ([A-Z][a-z]+)|(United States))(?: and (?:of )?the (United States|State of [A-Z][a-z]+))?(?: of America)?`)
	// "Retirement Commission's administrative rules and regulations"
	bodysRules = pattern.New(`(?:^| )(?:[A-Z][a-z]+ ){1,4}(?:Commission|Board|Authority|System|Bureau|Administration)['’]s (?:administrative )?$`)
	andRules   = pattern.New(`^(?: and| or|,) (?i:rules|regulations|procedures)`)
	// The sort of an agreement, behind the name that says whose it is.
	sortOfAgreement = pattern.New(` (?:secondary|local|supplemental|supplementary) $`)
	oldYear         = pattern.New(`(?:^|\s)((?:19|20)\d\d) (?:[A-Z][a-z]+ )?$`)
)

// paper reads a rule, resolution, plan document or case whose trigger word is
// s[p:e]; ok is false if there is none.
func (o *outsider) paper(p, e, floor int) (law, bool) {
	if p < floor {
		return law{}, false // read already
	}
	s := o.s[p:min(len(o.s), p+140)]
	var m []string
	try := func(re *pattern.Pattern) bool { m = re.FindStringSubmatch(s); return m != nil }
	switch {
	case try(unions):
		id := "us/constitution"
		if m[1] != "" {
			if st := stateID(m[1]); st != "" {
				id = st + "/constitution"
			}
		}
		return law{p, p + len(m[0]), authority(id, m[0])}, true
	case try(irsPaper):
		return law{p, p + len(m[0]), authority("us/irs/"+slug(o.s[p+strings.LastIndexByte(m[0], ' ')+1:p+len(m[0])]), m[0])}, true
	case try(procedure):
		start, _ := nameStart(o.s, p, floor)
		name := o.s[start : p+trimmed(m[0])]
		return law{start, p + trimmed(m[0]), authority("procedure/"+slug(name), name)}, true
	case try(rulesFor) && !partyName(m[1]):
		name, _, _ := strings.Cut(m[0], ". ")
		return law{p, p + trimmed(name), authority("rules/"+slug(name), name)}, true
	case try(caseCode):
		start, caps := nameStart(o.s, p, floor)
		if caps == 0 {
			return law{}, false
		}
		return law{start, p + len(m[0]), authority("case/"+slug(o.s[start:p]+m[1]), o.s[start:p+len(m[0])])}, true
	}
	switch word := o.s[p:e]; {
	case strings.EqualFold(word, "document"):
		start, caps := nameStart(o.s, max(floor, p-5), floor)
		if caps > 0 && strings.HasSuffix(strings.ToLower(o.s[:p]), " plan ") {
			return law{start, e, authority("plan/"+slug(o.s[start:e]), o.s[start:e])}, true
		}
	case word == "Resolutions" || word == "Resolution":
		if start, caps := nameStart(o.s, p, floor); caps >= 2 {
			return law{start, e, authority("resolutions/"+slug(o.s[start:e]), o.s[start:e])}, true
		}
	case word == "agreement":
		// "the DCH secondary agreement": another agreement, by its sort.
		if m := sortOfAgreement.FindString(o.s[max(floor, p-30):p]); m != "" {
			if start, caps := nameStart(o.s, p-len(m)+1, floor); caps > 0 && telling(o.s[start:p-len(m)]) > 0 {
				return law{start, e, authority("agreement/"+slug(o.s[start:e]), o.s[start:e])}, true
			}
		}
	case strings.EqualFold(word, "rules") || strings.EqualFold(word, "regulations"):
		if m := bodysRules.FindString(o.s[max(floor, p-70):p]); m != "" && !partyName(m) {
			m = strings.TrimLeft(m, " ")
			end := e + len(andRules.FindString(o.s[e:]))
			name := o.s[p-len(m) : end]
			return law{p - len(m), end, authority("rules/"+slug(name), name)}, true
		}
	case word == "Agreement":
		start, caps := nameStart(o.s, p, floor)
		name := o.s[start:e]
		if y := oldYear.FindStringSubmatchIndex(o.s[floor:p]); y != nil {
			start = floor + y[2]
			return law{start, e, authority("agreement/"+slug(o.s[start:e]), o.s[start:e])}, true
		}
		if caps >= 3 && telling(name) >= 3 {
			return law{start, e, authority("agreement/"+slug(name), name)}, true
		}
	}
	return law{}, false
}

// partyName reports whether a name is a party to every agreement: its rules are
// house rules, no authority outside.
func partyName(s string) bool {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "employer", "union", "department", "agency", "state", "city", "county", "district", "company", "board", "association", "civil service commission":
		return true
	}
	return false
}

// telling counts the capitalised words of a name that are not words of every
// agreement's name.
func telling(name string) int {
	n := 0
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '/' || r == '-' }) {
		switch strings.ToLower(w) {
		case "collective", "bargaining", "labor", "agreement", "primary", "master", "secondary", "tentative", "settlement", "letter",
			"last", "chance", "current", "entire", "party", "parties", "purchase", "participation", "union", "employer", "this", "expiration", "confidentiality", "security", "unit":
		default:
			if upper(w[0]) {
				n++
			}
		}
	}
	return n
}

// other reads a paper outside that the trigger word s[p:e] opens or ends.
func (x *scanner) other(p, e int) {
	l, ok := x.o.paper(p, e, x.done)
	if !ok || l.start < x.done {
		return
	}
	if strings.HasPrefix(l.authority.ID, "agreement/") && x.f.oursByName(x.s[l.start:l.end]) {
		return // the agreement itself, by its name
	}
	x.outside(l.start, l.end, l.authority)
}

// oursByName reports whether a capitalised name is this agreement's own.
func (f *finder) oursByName(name string) bool {
	clean := strings.NewReplacer("/", " ", " and ", " ").Replace(name)
	return len(corpus.MatchAgreements(clean, []corpus.AgreementName{f.names})) > 0
}
