package ingest

import (
	"slices"
	"strings"
	"unicode"

	"github.com/clausebook/clausebook/ingest/pattern"
)

// A side is the side of the table that a name belongs to.
type side uint8

const (
	unknownSide side = iota
	employerSide
	unionSide
)

// What a union is called. "Local", "Lodge" and the like count with a number or
// as the last word of a name only: there are local governments and lodges that
// let rooms.
var unionWord = pattern.New(`(?i)\b(?:unions?|associations?|assn|federation|brotherhood|guild|teamsters|chauffeurs|fraternal order|benevolent|labou?r council|society|organi[sz]ation|steelworkers|machinists|` +
	`(?:local|lodge|chapter|council)(?: union)?(?: (?:no|number)\.?)?,? ?#? ?\d[\w-]*|lodge|` +
	`longshoremen|syndicat|unifor|` +
	`AFSCME|\d*SEIU|IAFF|UAW|IBEW|IBT|FOP|AFL-CIO|CWA|UFCW|AFT|NEA|IATSE|USW|UNITE HERE|SAG-AFTRA|AFGE|NFFE|NTEU|APWU|NALC|CUPE|PSAC|OPSEU|ILWU|OPEIU|RWDSU|LIUNA|IUOE|AAUP|NAGE|IBPO|IAMAW)\b`)

// What an employer is called.
var employerWord = pattern.New(`(?i)\b(?:county|city|state|commonwealth|province|department|district|university|colleges?|board|village|township|town|borough|parish|schools?|court|hospitals?|authority|commission|company|corporation|employers?|office|inc|llc|l\.p|co|commissioners|sheriff|agency|library|government|ministry|management|services?|cent(?:er|re)|clinic|port|producers|league|club|contractors|museum|institute|academy|airlines?|railway|railroad|transit|` +
	`(?:nursing|care|retirement) home|foundation|theat(?:er|re)|opera|orchestra|symphony|motors|foods|stores?|mills?|bank|hotels?|resorts?|casino|ltd|limited|plc|corp|industries|enterprises|manufacturing|` +
	`products|logistics|freight|trustees|regents|archdiocese|diocese|utilit(?:y|ies)|electric|energy|medical|health(?: (?:system|care|network|plan))?|laborator(?:y|ies)|newspapers?|publishing|broadcasting)\b`)

// People named in the plural at the end of a name are a union without the word:
// "Clinton Township Professional Water Workers".
var peopleEnd = pattern.New(`(?i)\b(?:workers|employees|officers|fire ?fighters|teachers|educators|nurses|deputies|sergeants|lieutenants|troopers|supervisors|professionals|players|staff|clerks|drivers|operators|engineers|actors|musicians)$`)

// Words of those who work: of two associations, the one with such a word is the
// union ("Basketball Association", "Basketball Players Association").
var workerWord = pattern.New(`(?i)\b(?:workers?|employees?|officers?|fire ?fighters?|teachers?|educators?|nurses?|deputies|sergeants?|players?|police|local|teamsters|brotherhood|guild|afl-cio|actors|professionals)\b`)

// sideOf tells a union from an employer by the words of its name. A union's own
// words win, since unions name their employers ("Genesee County Professional
// Court Officers Association").
func sideOf(name string) side {
	head := name
	if k := strings.IndexAny(head, ",("); k > 0 {
		head = strings.TrimSpace(head[:k])
	}
	switch {
	case unionWord.MatchString(name):
		return unionSide
	case peopleEnd.MatchString(head) && !strings.Contains(strings.ToLower(head), "board of"):
		return unionSide
	case employerWord.MatchString(name):
		return employerSide
	}
	return unknownSide
}

// sidesOf tells which of two names is which: the side of x, y being the other;
// ok is false where it can't be told.
func sidesOf(x, y string) (a side, ok bool) {
	a, b := sideOf(x), sideOf(y)
	if a == unionSide && b == unionSide {
		if wx, wy := workerWord.MatchString(x), workerWord.MatchString(y); wx != wy {
			if wx {
				b = employerSide
			} else {
				a = employerSide
			}
		}
	}
	return a, a != unknownSide && b != unknownSide && a != b
}

// What closes a name. Months and years end it by nameDate.
var nameEnd = pattern.New(`(?i)[,;:]? ?\b(?:hereinafter|hereafter|herein|(?:also )?referred to|regarding|concerning|effective|in (?:compliance|accordance)|pursuant|under the|successors?|for the (?:period|years?|term|purpose)|school years?|which|who|that|shall|agrees?|whereas|dated|this|between|covering|` +
	`as (?:the )?(?:exclusive|sole|set forth|certified)|acting|representing|on behalf|in order|expresses|constitutes|have|has|are|is|covered by|expiring|commencing|beginning|from|through|and/or|` +
	`(?:(?:collective|labou?r|master|tentative|supplemental|working) )?(?:bargaining )?(?:agreement|contract|a g r e e m e n t)|memorandum|table of|index|contents|articles?|preamble|page|approved|adopted|ratified|entered|an? (?:[a-z]+ )?(?:political|labor|municipal|public|corporation)|its (?:successors|principal|members)|an? (?:(?:in)?direct|wholly)|an? (?:[a-z]+ ){1,3}liability|` +
	`(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}|(?:19|20)\d\d)\b|["“”*|]|\s[-–—]+\s|[;:]`)

// abbreviations end in a full stop that closes no name.
var abbreviation = pattern.New(`(?i)(?:^|[ (])(?:nos?|inc|co|corp|ste?|mt|ft|dept|assn|dist|[a-z](?:\.[a-z])*)$`)

// affiliations stand in brackets behind a name and belong to it; what else
// stands there defines a short form: (As Defined), ("County").
var affiliation = pattern.New(`(?i)^\((?:AFL[- –]+CIO|CTW|CLC|NEA|AFT|Local|Lodge|Chapter|Council)\b[^()]*\)`)

// unitTail is a bargaining unit's name behind the union's, where no line ends
// between: "SEIU Local 517-M Scientific and Engineering bargaining unit".
var unitTail = pattern.New(`(?i)^(.*?\b(?:local|lodge|chapter|council)(?: (?:no|number)\.?)? ?#? ?\d[\w-]*)[ ,–-]+[a-z][^,]* unit$`)

// unitEnd: the words stand for a unit, not for a party.
var unitEnd = pattern.New(`(?i)\bunit\)?$`)

// complete is a union's name whose last word is what it is: the next line opens
// something else unless it goes on with "of", a local, an affiliation.
var complete = pattern.New(`(?i)\b(?:association|federation|union|guild|society|brotherhood)$`)

// numbered is a name that ends with its local's number.
var numbered = pattern.New(`\d[\w-]*$`)

var goesOn = pattern.New(`(?i)^(?:of|and|&|for|in|at|local|lodge|chapters?|council|district|affiliated|an affiliate|a division|afl|cio|afscme|seiu|iaff|uaw|ibew|ibt|fop|cwa|ufcw|aft|nea|clc|ctw|\()`)

// standsFor are words before a name that speaks for another.
var standsFor = pattern.New(`(?i)^(?:the )?(?:representatives? of )?(?:the )?management (?:of|for) |^(?:the )?representatives? (?:of|for) `)

// principal: an agent names the public employer that it acts for, "the Office of
// the State Employer on behalf of the State of Michigan". A department that
// acts for another ("on behalf of the Land Conservation and Development
// Department") is the employer's voice all the same and stays.
var principal = pattern.New(`(?i)^[^,;("“]{3,80}? on behalf of (?:the )?((?:state|city|county|town|township|village|commonwealth|province) of )`)

// nameIn is the name that begins at from, within to: leading articles, badges
// and agents left out, cut where something else begins. It is empty where there
// is none.
func (r reading) nameIn(from, to int) (int, int) {
	from, to = r.lead(from, to)
	if m := principal.FindStringSubmatchIndex(r.Text[from:to]); m != nil {
		from += m[2]
	}
	to = r.cutName(from, to)
	from = r.badge(from, to)
	if m := standsFor.FindString(r.Text[from:to]); m != "" && len(m) < to-from {
		from += len(m)
	}
	from, to = r.lead(from, to)
	to = r.cutUnit(from, to)
	for to > from && strings.IndexByte(" ,:;(-/&", r.Text[to-1]) >= 0 {
		to--
	}
	to -= len(r.Text[from:to]) - len(strings.TrimRight(r.Text[from:to], "–— "))
	for _, w := range []string{" and", " And", " AND", " the", " The", " THE", " by", " of", " for", " with", ", an", ", a"} {
		if strings.HasSuffix(r.Text[from:to], w) {
			to -= len(w)
		}
	}
	if to > from && r.Text[to-1] == '.' && !abbreviation.MatchString(r.Text[from:to-1]) {
		to--
	}
	if to < from {
		to = from
	}
	if m := strayNumber.FindStringIndex(r.Text[from:to]); m != nil && !numberSign.MatchString(r.Text[from:from+m[0]+1]) {
		to = from + m[0]
	}
	return from, to
}

// strayNumber is a page number that the name ran into.
var strayNumber = pattern.New(` \d{1,3}$`)

// lead moves from over blanks, dashes and "the".
func (r reading) lead(from, to int) (int, int) {
	for {
		s := r.Text[from:to]
		t := strings.TrimLeft(s, " ,.:;-–—\"“'*")
		if len(t) > 4 && strings.EqualFold(t[:4], "the ") {
			t = t[4:]
		}
		if len(t) == len(s) {
			return from, to
		}
		from += len(s) - len(t)
	}
}

// cutName is the end of the name that begins at from.
func (r reading) cutName(from, to int) int {
	s := r.Text[from:to]
	for at := 0; at < len(s); {
		m := nameEnd.FindStringIndex(s[at:])
		if m == nil {
			break
		}
		if at+m[0] > 2 && !inName(s, at+m[0], at+m[1]) {
			s = s[:at+m[0]]
			break
		}
		at += max(m[1], 1)
	}
	s = s[:sentenceEnd(s)]
	for at := 0; ; {
		k := strings.IndexByte(s[at:], '(')
		if k < 0 {
			break
		}
		at += k
		if m := affiliation.FindString(s[at:]); m != "" {
			at += len(m)
			continue
		}
		s = s[:at]
		break
	}
	// Lines: a name ends at an empty line unless it plainly goes on.
	for _, x := range r.rows {
		if x.from <= from || x.from >= from+len(s) {
			continue
		}
		before := strings.TrimRight(r.Text[from:x.from], " ")
		after := r.Text[x.from:x.to]
		if endsOpen(before) || goesOn.MatchString(after) || numbered.MatchString(before) && unionWord.MatchString(after) {
			continue // "LODGE NO. 69 / FRATERNAL ORDER / OF POLICE"
		}
		if complete.MatchString(before) || r.broken(x.from) && sideOf(before) != unknownSide {
			s = s[:x.from-from]
			break
		}
	}
	return from + len(strings.TrimRight(s, " "))
}

// inName: what looks like the end of a name at [from,to) and is none, the dash
// of "AFL - CIO" and the year in "Local 1989".
func inName(s string, from, to int) bool {
	if strings.Trim(s[from:to], " -–—") == "" {
		return strings.HasPrefix(strings.ToUpper(s[to:]), "CIO")
	}
	return numberSign.MatchString(s[:from]) && s[to-1] >= '0' && s[to-1] <= '9'
}

// numberSign stands before a number that is part of a name.
var numberSign = pattern.New(`(?i)(?:\bno\.?|#|\b(?:number|local|union|lodge|chapters?|council|district|division|unit|branch)),? ?$`)

// endsOpen: a line that a name can't end with.
func endsOpen(s string) bool {
	s = strings.ToLower(s)
	for _, w := range []string{",", " of", " and", " the", " for", " &", "/", "-"} {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// sentenceEnd is the offset of the full stop that ends the first sentence of s,
// or len(s).
func sentenceEnd(s string) int {
	for at := 0; ; {
		k := strings.Index(s[at:], ". ")
		if k < 0 {
			return len(s)
		}
		at += k
		if !abbreviation.MatchString(s[:at]) {
			return at
		}
		at += 2
	}
}

// badge moves from over lines that only repeat the name that follows: a logo's
// "LOCAL 517M / SEIU" over "Michigan Public Employees, SEIU Local 517-M", "DAS"
// over "The Department of Administrative Services". A text without lines has
// no badge that can be told.
func (r reading) badge(from, to int) int {
	k := r.rowAt(from)
	if k < 0 || r.rows[k].from != from {
		return from
	}
	best := from
	for i := k; i+1 < len(r.rows) && r.rows[i+1].from < to; i++ {
		next := r.rows[i+1].from
		if goesOn.MatchString(r.text(i + 1)) { // "AFSCME / LOCAL 3772" is one name
			continue
		}
		if repeats(r.Text[from:next], r.Text[next:to]) {
			best = next
		}
	}
	return best
}

// repeats: every word of a is a word of b or the initials of its words.
func repeats(a, b string) bool {
	words, initials := map[string]bool{}, ""
	for w := range strings.FieldsSeq(b) {
		words[plainWord(w)] = true
		if p := plainWord(w); p != "of" && p != "the" && p != "and" && p != "for" && p != "" {
			initials += p[:1]
		}
	}
	for w := range strings.FieldsSeq(a) {
		p := plainWord(w)
		if !words[p] && (len(p) < 2 || p != strings.ToLower(w) && w != strings.ToUpper(w) || !strings.Contains(initials, p)) {
			return false
		}
	}
	return true
}

func plainWord(w string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, w)
}

// cutUnit leaves out the lines, or the words after a local's number, that name
// the unit.
func (r reading) cutUnit(from, to int) int {
	if !unitEnd.MatchString(r.Text[from:to]) {
		return to
	}
	for _, v := range slices.Backward(r.rows) {
		if x := v; x.from > from && x.from < to {
			return x.from
		}
	}
	if m := unitTail.FindStringSubmatch(r.Text[from:to]); m != nil {
		return from + len(m[1])
	}
	if k := strings.LastIndexByte(r.Text[from:to], ','); k > 0 {
		return from + k
	}
	return to
}

// proper reports whether a name says who: one made only of such words as
// "County", "the Association" or "Police Department" without a name in it does
// not.
func proper(name string) bool {
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' }) {
		switch low := strings.ToLower(w); low {
		case "the", "of", "and", "for", "its", "no", "an", "a", "management", "representatives":
		default:
			if isAcronym(w) || !unionWord.MatchString(w) && !employerWord.MatchString(w) {
				return true
			}
		}
	}
	return false
}
