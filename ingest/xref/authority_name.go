package xref

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/pattern"
)

// Civil service rules, in their many wordings, begin at "Civil Service" or at
// "rules".
var (
	civilService = pattern.New(`^(?i:civil service)(?: (?i:commission|department))?(?:['’]s)?(?: (?i:current))? ((?i:rules?|regulations?|compensation plan|procedures?))((?: ?(?:,|and|or|/)+ ?(?:and )?(?i:rules?|regulations?|procedures?|compensation plan))*)(?: (?:No\.? ?)?(\d+[0-9.-]*\d|\d+))?`)
	csSections   = pattern.New(`^,? ?(?:dated [A-Z][a-z]+,? \d{4})?(?:,? (?i:sections?|§+) ?[0-9A-Za-z][0-9A-Za-z.()-]*(?:(?:,| and| or) \d+-\d+)*)?`)
	rulesOf      = pattern.New(`^(?i:rules?|regulations?)(?:(?:,| and| or|, and)+ (?i:regulations?|rules?|compensation plan|interpretive letters|procedures))* (?:\("[A-Za-z]+"\) )?(?i:of the )(?:([A-Z][a-z]+) )?((?:Civil Service|American Arbitration|Federal Mediation|Department of|State|Commission)[A-Za-z ]*)`)
)

// civil reads a citation of civil service rules at p, whose word there is
// "Civil" or "Rules"; end is 0 if there is none.
func (o *outsider) civil(p int) (corpus.Authority, int) {
	s := o.s[p:min(len(o.s), p+200)]
	if m := civilService.FindStringSubmatch(s); m != nil {
		if m[1][0]|0x20 == m[1][0] && m[3] == "" && strings.ToLower(s[:1]) == s[:1] {
			return corpus.Authority{}, 0
		}
		end := len(m[0])
		kind, plural := strings.ToLower(strings.TrimSuffix(m[1], "s")), m[3] == ""
		id := o.place + "/civil-service/"
		switch {
		case strings.EqualFold(m[1], "compensation plan"):
			id += "compensation-plan"
		case plural:
			id += "rules"
		default:
			id += slug(kind) + "/" + m[3]
		}
		name := "Civil Service Rules and Regulations"
		if !plural || strings.HasSuffix(id, "plan") {
			name = m[0]
		}
		if t := csSections.FindString(s[end:]); len(t) > 2 {
			end += len(strings.TrimRight(t, " ,."))
		}
		return authority(id, name), p + end
	}
	if m := rulesOf.FindStringSubmatch(s); m != nil {
		org := strings.TrimSpace(m[2])
		run := capitalRun(s, strings.LastIndex(m[0], m[2]))
		name := s[:run]
		if strings.HasPrefix(org, "Civil Service") {
			return authority(o.place+"/civil-service/rules", "Civil Service Rules and Regulations"), p + run
		}
		return authority("rules/"+slug(s[strings.LastIndex(m[0], m[2]):run]), name), p + run
	}
	return corpus.Authority{}, 0
}

var ofYear = pattern.New(`^,? of (\d{4})\b`)

// nounRank says what a noun that ends the name of a law or paper asks of the
// words before it: how many capitalised words at least; 0 if it is none.
func nounRank(w string) int {
	switch w {
	case "Act", "ACT":
		return 1
	case "Code", "Constitution", "Ordinance", "Charter":
		return 1
	case "Law", "Statute", "Regulations", "Rules", "Guidelines", "Manual", "Programs", "Procedures", "Directive":
		return 2
	case "Testing", "Register":
		return 4
	}
	return 0
}

// named reads a law or paper whose name ends with the noun at s[p:e], going back
// over the capitalised words before it: "Fair Labor Standards Act", "State
// Retirement Act", "Standardized Travel Regulations". floor is the first place
// that may belong to it. ok is false if the words before do not make a name.
func (o *outsider) named(p, e, floor int) (law, bool) {
	noun := o.s[p:e]
	need := nounRank(noun)
	known := false
	if need == 0 {
		// A noun in small letters ends only the name of a law that is known
		// under it: "workers' disability compensation law".
		switch noun {
		case "act", "code", "law", "laws", "regulations", "Compensation":
			known = true
		default:
			return law{}, false
		}
	}
	if strings.HasSuffix(strings.TrimRight(o.s[:p], " "), "-") {
		return law{}, false // "Mother-in-Law"
	}
	start, caps := nameStart(o.s, p, floor)
	if noun == "Code" && caps == 0 && strings.HasPrefix(o.s[e:], " of Civil ") {
		caps = 1
	}
	if noun == "Manual" && caps == 1 && strings.HasPrefix(o.s[e:], " of the ") && e+8 < len(o.s) && upper(o.s[e+8]) { // "Administrative Manual of the Department of Management"
		end := capitalRun(o.s, e+8)
		return law{start, end, authority("manual/"+slug(o.s[start:end]), o.s[start:end])}, true
	}
	if caps < max(need, 1) {
		if known || need > 0 {
			return o.small(p, e, floor)
		}
		return law{}, false
	}
	name := o.s[start:e]
	if known && caps < 3 {
		return law{}, false // "Federal law", "State and Federal laws"
	}
	if generic(name) && !strings.HasPrefix(o.s[e:], " of Civil ") || noun == "Compensation" && known {
		return law{}, false
	}
	if m := followed.FindStringSubmatch(o.s[e:min(len(o.s), e+24)]); m != nil && noun != "Act" && noun != "ACT" && !partOfLaw(m[1]) {
		return law{}, false // "Explosives Ordinance Technician", "Code Enforcement Officer"
	}
	end := e
	if noun == "Code" && strings.HasPrefix(o.s[e:], " of ") && !strings.HasPrefix(o.s[e:], " of the") && e+4 < len(o.s) && upper(o.s[e+4]) { // "Code of Civil Procedure"
		end = capitalRun(o.s, e+4)
		name = o.s[start:end]
	}
	if m := ofYear.FindString(o.s[e:]); m != "" {
		end += len(m)
	}
	key := slug(strings.TrimPrefix(strings.TrimPrefix(name, "Federal "), "federal "))
	if a, ok := laws().act(name, o.place); ok {
		return law{start, end, a}, true
	}
	if strings.HasSuffix(key, "internal-revenue-code") || strings.HasSuffix(key, "internal-revenue-service-code") {
		return law{start, end, corpus.Authority{ID: "us/irc", Name: "Internal Revenue Code"}}, true
	}
	where := ""
	switch noun {
	case "Act", "ACT", "Law", "Code", "law", "Statute":
		where = o.place + "/"
		if st := stateID(strings.SplitN(name, " ", 2)[0]); st != "" {
			where = st + "/"
			_, key, _ = strings.Cut(key, "-")
		}
	case "Constitution":
		where = o.place + "/"
		if strings.Contains(name, "United States") || strings.Contains(name, "U.S.") || strings.Contains(name, "Federal") {
			where, key = "us/", "constitution"
		}
	}
	return law{start, end, authority(where+strings.ToLower(groupOf(noun))+"/"+key, name)}, true
}

// followed is a capitalised word right behind a name's noun.
var followed = pattern.New(`^ ([A-Z][a-z]+)\b`)

// partOfLaw reports whether a word names a part of a law, or opens what else can
// stand behind one.
func partOfLaw(w string) bool {
	switch w {
	case "Section", "Sections", "Sec", "Chapter", "Title", "Part", "Article", "Subchapter", "No", "Number", "Rule", "Policy", "Directive", "Volume", "Employees", "The", "If", "In", "An", "All", "For", "This":
		return true
	}
	return false
}

// small reads a law's name in small letters, if it is one of those known:
// "family and medical leave act", "standardized travel regulations".
func (o *outsider) small(p, e, floor int) (law, bool) {
	from := max(floor, p-80)
	for from < p && from > 0 && o.s[from-1] != ' ' {
		from++
	}
	words := strings.ToLower(o.s[from:e])
	known := laws().first
	for {
		first, rest, ok := strings.Cut(words, " ")
		if k := strings.IndexAny(first, "-/"); k > 0 {
			first = first[:k]
		}
		first = firstWord.Replace(first)
		if known[first] {
			if a, ok := laws().act(words, o.place); ok {
				return law{e - len(words), e, a}, true
			}
		}
		if first == "standardized" || first == "workers" || first == "worker" || first == "workmens" {
			switch slug(words) {
			case "standardized-travel-regulations":
				return law{e - len(words), e, corpus.Authority{ID: "regulations/standardized-travel-regulations", Name: "Standardized Travel Regulations"}}, true
			case "workers-compensation-act", "workers-compensation-law", "workers-disability-compensation-act", "workers-disability-compensation-law":
				return law{e - len(words), e, corpus.Authority{ID: o.place + "/act/workers-compensation-act", Name: "Workers' Compensation Act"}}, true
			}
		}
		if !ok {
			return law{}, false
		}
		words = rest
	}
}

// firstWord takes the marks off the first word of a law's name, as lawKey does.
var firstWord = strings.NewReplacer("'s", "s", "’s", "s", "'", "", "’", "", ".", "", ",", "", "(", "", "\"", "")

// groupOf is the sort of an authority, by the noun that ends its name.
func groupOf(noun string) string {
	switch noun {
	case "Act", "ACT", "Law", "law", "Statute", "act":
		return "act"
	case "Programs", "Testing", "Procedures":
		return "guidelines"
	}
	return noun
}

// generic reports whether a name says no particular law: "the Federal Act",
// "Department Rules", "Work Rules and Regulations".
func generic(name string) bool {
	words := strings.Fields(name)
	said := 0
	for _, w := range words[:len(words)-1] {
		switch strings.ToLower(strings.Trim(w, ",")) {
		case "and", "of", "the", "for", "in", "or", "federal", "state", "department", "departmental", "agency", "work", "house",
			"rules", "regulations", "employer", "union", "state's", "laws", "all", "public", "such", "these", "procedures", "grievance", "board", "policies", "city", "county", "district", "local", "personnel":
		default:
			said++
		}
	}
	return said == 0 && !strings.Contains(name, "Retirement")
}

// nameStart goes back from p over capitalised words and the small words that
// join them, to the first word of a name; caps counts the capitalised ones.
// Words that open a sentence ("The", "Under") do not belong to the name.
func nameStart(s string, p, floor int) (start, caps int) {
	start = p
	at := p
	for n := 0; n < 16 && at > floor; n++ {
		e := at
		for e > floor && s[e-1] == ' ' {
			e--
		}
		behindComma := n == 0 && p < len(s) && s[p] == ',' // "UAW, et al. v. …"
		if e == at && !behindComma || e == floor {
			break
		}
		comma := s[e-1] == ','
		b := e
		if comma {
			e--
			b = e
		}
		for b > floor && s[b-1] != ' ' && s[b-1] != '(' && s[b-1] != '"' {
			b--
		}
		w := s[b:e]
		if w == "" {
			break
		}
		low := strings.ToLower(w)
		switch {
		case w == "U.S." || w == "U.S":
			start, caps = b, caps+1
		case strings.HasSuffix(w, "."), strings.HasSuffix(w, ";"), strings.HasSuffix(w, ":"), strings.HasSuffix(w, ")"):
			return start, caps
		case comma && low != "safety":
			return start, caps
		case upper(w[0]):
			if opener(low) {
				return start, caps
			}
			if low != "and" && low != "of" && low != "for" && low != "with" && low != "in" {
				start = b
				caps++
			}
		case w == "and" || w == "of" || w == "for" || w == "with" || w == "the" || w == "in" || w == "&" || w == "on":
		default:
			return start, caps
		}
		at = b
	}
	return start, caps
}

// opener reports whether a capitalised word opens a sentence or a phrase rather
// than a name.
func opener(w string) bool {
	switch w {
	case "the", "this", "these", "any", "all", "under", "if", "pursuant", "each", "when", "as", "such", "an", "a", "no", "with", "by",
		"to", "see", "said", "where", "per", "that", "its", "should", "upon", "both", "either", "except", "and", "or", "in", "for", "of", "article", "section", "qualified":
		return w != "and" && w != "or" && w != "in" && w != "for" && w != "of" && w != "with" && w != "to"
	}
	return false
}
