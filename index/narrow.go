package index

import (
	"slices"
	"strings"

	"github.com/clausebook/clausebook/index/query"
)

// narrow takes the words out of a query that name agreements and narrows the
// search to those: "517M", "Genesee", "… in the security unit".
//
// Words of parties and units are words of the language, too: "security" alone
// is a subject. So words narrow only
//   - with a word for the paper after them: "security unit", "MCO contract"
//   - or when hardly any other agreement of the library uses them
//   - or when they are initials, in capitals: "UPS"
//   - or when they are most of a party's name as it is written.
//
// Titles are not asked: what a procedure is called is what it is about. If
// nothing is left that names a subject, the words are kept as well.
func (g *generation) narrow(s *search, know *knowledge, words []word, text string) []word {
	for n := min(4, len(words)); n > 0; n-- {
		for at := 0; at+n <= len(words); at++ {
			run := words[at : at+n]
			if isStop(run[0].text) || isStop(run[n-1].text) {
				continue
			}
			ids := g.namedBy(s, know, run, words[at+n:], text)
			if ids == nil {
				continue
			}
			s.agreements = ids
			s.query.Agreements = ids
			end := at + n
			for end < len(words) && isPaper(words[end].text) {
				end++
			}
			rest := slices.Concat(words[:at], words[end:])
			if !slices.ContainsFunc(rest, func(w word) bool { return !isStop(w.text) && !asksOnly(w.text) }) {
				return words
			}
			return rest
		}
	}
	return words
}

// isPaper reports whether w is what a bargaining unit or its contract is
// called, so that the words before it are a name.
func isPaper(w string) bool {
	switch w {
	case "unit", "agreement", "contract", "cba", "members", "local", "employees", "bargaining":
		return true
	}
	return false
}

// namedBy lists the agreements that run names, or nil if it names none, all, or
// may as well be a subject.
func (g *generation) namedBy(s *search, know *knowledge, run []word, after []word, text string) []string {
	if ids := g.byInitials(know, run, text); ids != nil {
		return ids
	}
	ids := g.partyWords().Match(typed(run, text))
	if len(ids) == 0 || len(ids) == len(g.names) {
		return nil
	}
	if len(after) > 0 && isPaper(after[0].text) && after[0].text != "employees" && after[0].text != "members" {
		return ids
	}
	// "Genesee County": one word that is theirs alone makes the run a name.
	for _, w := range run {
		if !isStop(w.text) && (s.lex.holdingStem(w.stem) == 0 || g.ownWord(w.stem, ids, know.vocabulary[w.stem])) {
			return ids
		}
	}
	// "517-M" is one word, which nothing but a name is.
	if name := typed(run, text); len(run) > 1 && !strings.Contains(name, " ") && strings.ContainsAny(name, "0123456789") || g.isParty(run, ids) {
		return ids
	}
	return nil
}

// byInitials lists the agreements, but not all, that a word in capitals names:
// "UPS", "OLCC". "FMLA" and other words of the field name none, nor does a word
// of a query that is all in capitals.
func (g *generation) byInitials(know *knowledge, run []word, text string) []string {
	const short = 3 // "OT" may be anything
	w := run[0]
	as := text[w.start:w.end]
	if len(run) > 1 || len(as) < short || as != strings.ToUpper(as) || text == strings.ToUpper(text) || know.vocabulary[strings.ToLower(as)] {
		return nil
	}
	if ids := g.nameWords().Match(as); len(ids) < len(g.names) {
		return ids
	}
	return nil
}

// ownWord reports whether at least nine in ten of the passages that hold stem
// are of those agreements; of a word that is none of the field's, whether hardly
// any others hold it: a place may be named in other papers, too.
func (g *generation) ownWord(stem string, ids []string, ofField bool) bool {
	holds := anyOf(termIn(fieldText, stem), termIn(fieldTitle, stem))
	all, err1 := g.lists.count(holds)
	own, err2 := g.lists.count(allOf(holds, inAgreements(ids)))
	if err1 != nil || err2 != nil {
		return false
	}
	return own*10 >= all*9 || !ofField && (all-own)*rareElsewhere <= int(g.meta.Documents)
}

// rareElsewhere: one passage in so many may hold the name of another's place.
const rareElsewhere = 500

// filtered turns filters into the agreements that they leave; nil means all.
// What a filter asks of agreements is compared without regard to case; parties
// and units by a part of their name.
func (g *generation) filtered(filters []query.Filter) []string {
	var ids []string
	if !slices.ContainsFunc(filters, func(f query.Filter) bool { return ofAgreements(f.Field) }) {
		return nil
	}
	for _, n := range g.names {
		keep := true
		for _, f := range filters {
			a := g.meta.Agreements[n.ID]
			switch f.Field {
			case query.ByAgreement:
				keep = keep && (strings.EqualFold(n.ID, f.Value) || strings.EqualFold(n.Source, f.Value))
			case query.ByEmployer:
				keep = keep && holdsFold(n.Employer, f.Value)
			case query.ByUnion:
				keep = keep && holdsFold(n.Union, f.Value)
			case query.ByUnit:
				keep = keep && holdsFold(n.Unit, f.Value)
			case query.InForce:
				keep = keep && inForce(a, f.Value)
			}
		}
		if keep {
			ids = append(ids, n.ID)
		}
	}
	if ids == nil {
		ids = []string{}
	}
	return ids
}

// ofAgreements reports whether a filter asks something of the agreement.
func ofAgreements(f query.Field) bool {
	switch f {
	case query.ByAgreement, query.ByEmployer, query.ByUnion, query.ByUnit, query.InForce:
		return true
	}
	return false
}

// inForce reports whether an agreement is in force on a day, or on some day of a
// month or a year. ISO dates compare as text. What the text does not say is not
// known to be in force.
func inForce(a indexed, date string) bool {
	first, last, ok := query.Dates(date)
	return ok && a.Effective != "" && a.Effective <= last && (a.Expires == "" || first <= a.Expires)
}

func holdsFold(s, part string) bool {
	return strings.Contains(strings.ToLower(s), strings.ToLower(strings.TrimSpace(part)))
}
