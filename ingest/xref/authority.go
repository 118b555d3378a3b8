package xref

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/pattern"
)

// An outsider finds authorities outside the agreement in one provision's clean
// text. place is where the agreement is made ("us-mi"; "us" if unknown): a
// "Public Act 452 of 1978" is that state's.
type outsider struct {
	s     string
	place string
}

// A law is an authority found at s[start:end].
type law struct {
	start, end int
	authority  corpus.Authority
}

// Forms of numbered law, each anchored where a trigger word stands. They are
// general to the states of the Union and to federal law.
var (
	// "Act 379, Public Acts of Michigan", "Act No. 277 of the Public Acts of 1977", "Act 346 of 1988", "Public Act 293/414", "P.A. 452 of 1978"
	publicAct = pattern.New(`^(?i:(?:public )?acts?|p\.? ?a\.?)(?: (?i:no\.?|number|#))? ?(\d{1,4}(?:-\d{1,4})?)\b((?:,? ?(?:and|/|&) ?(?:\d{1,4})\b(?: of \d{4})?)*)(?:,? (?:of )?(?:the )?(?:([A-Z][a-z]+) )?(?i:public acts|P\.?A\.?)(?: of ([A-Z][a-z]+))?)?(?:,? of (\d{4})\b)?`)
	actYear   = pattern.New(`^(\d{4}) (?:PA|P\.A\.|Public Act)s? (?:No\.? ?)?(\d{1,4})\b`)
	usc       = pattern.New(`^(\d{1,2}) ?U\.? ?S\.? ?C\.?(?:A\.?)?,? ?(?:§+|Sections?|Sec\.?)? ?(\d+[a-zA-Z]*(?:-\d+[a-z]*)?)?((?: ?\([0-9A-Za-z]{1,3}\))*)(?:,? et\.? seq\.?)?`)
	cfr       = pattern.New(`^(\d{1,2}) ?C\.? ?F\.? ?R\.?,? ?(?:§+|Parts?|Sections?|Sec\.?)? ?(\d+(?:\.\d+)?)?((?: ?\([0-9A-Za-z]{1,3}\))*)`)
	compiled  = pattern.New(`^(M\.?C\.?[Ll]\.?(?:A\.?)?|ORS|OAR|RCW|WAC|NRS|NAC|RSMo|R\.?S\.?Mo\.?|O\.?R\.?C\.?|R\.C\.|ILCS|A\.?R\.?S\.?|C\.?R\.?S\.?|M\.?G\.?L\.?|K\.?S\.?A\.?|R\.?S\.?A\.?|N\.?J\.?S\.?A\.?|F\.?S\.?|F\.?A\.?C\.?|C\.?G\.?S\.?)(?:,? ?(?:§+|[Ss]ections?|[Ss]ec\.?|[Cc]hapters?|[Cc]h\.|c\.))? ?(\d+[A-Za-z]?(?:[.:-]\d+[A-Za-z]*)*)((?: ?\([0-9A-Za-z]{1,3}\))*)`)
	stateCode = pattern.New(`^(?:Chapters? (\d+[A-Z]?),? (?:of (?:the )?)?)?(Florida|Minnesota|Ohio|California|Texas|Illinois|Wisconsin|Connecticut|Iowa|Nebraska|Michigan|Oregon|Washington|Massachusetts|Alaska|Hawaii|Vermont|Maine|Missouri|Nevada|Montana|New York|New Jersey|Pennsylvania|Wis\.|Minn\.|Fla\.|Conn\.) ((?:Revised |General |Compiled |Administrative )?(?:Statutes?|Stats?\.|Laws|Codes?))(?:,? (?:[Ss]ections?|[Ss]ec\.?|§+|[Cc]hapters?) ?(\d+[A-Za-z]?(?:[.:-]\d+)*)|,? (\d+[A-Za-z]?[.:]\d+(?:[.:-]\d+)*))?`)
	order     = pattern.New(`^(?i:executive (order|directive)s?)(?: (?i:no\.?|#))? ?(\d+(?:-\d+)?[A-Z]?)((?:,? (?:and|or|&) \d+(?:-\d+)?)*)`)
	revenue   = pattern.New(`^(?i:(?:(?:federal|u\.?s\.?) )?(?:internal revenue(?: service)? code|irs code|i\.r\.c\.|irc\b))(?: of \d{4})?(?:,? (?:§+|[Ss]ections?|[Ss]ec\.?) ?(\d+[A-Za-z]?)((?: ?\([0-9A-Za-z]{1,3}\))*))?`)
	amendment = pattern.New(`^(First|Fourth|Fifth|Sixth|Fourteenth) Amendment`)
	caseName  = pattern.New(`^(?: v\.? | vs\.? )((?:[A-Z][A-Za-z.&'’-]*,?(?: (?:of|and|the|for))? ?){1,6})`)
	register  = pattern.New(`^Federal Register(?:, [A-Z][a-z]+ \d{1,2}, \d{4})?`)
)

// at reads a numbered authority that begins at p. end is 0 if there is none.
func (o *outsider) at(p int) (corpus.Authority, int) {
	s := o.s[p:min(len(o.s), p+260)]
	var m []string
	try := func(re *pattern.Pattern) bool { m = re.FindStringSubmatch(s); return m != nil }
	switch {
	case s == "":
	case digit(s[0]) && try(usc) && (m[2] != "" || strings.Contains(m[0], "S.C") || strings.Contains(m[0], "USC")):
		return authority("us/usc/"+m[1]+"/"+m[2]+tight(m[3]), m[0]), p + trimmed(m[0])
	case digit(s[0]) && try(cfr):
		return authority("us/cfr/"+m[1]+"/"+m[2]+tight(m[3]), m[0]), p + trimmed(m[0])
	case digit(s[0]) && try(actYear):
		return authority(o.place+"/pa/"+m[1]+"/"+m[2], "Public Act "+m[2]+" of "+m[1]), p + len(m[0])
	case digit(s[0]):
	case try(revenue):
		id := "us/irc"
		name := "Internal Revenue Code"
		if m[1] != "" {
			id += "/" + strings.ToLower(m[1]) + tight(m[2])
			name += " Section " + m[1] + tight(m[2])
		}
		return authority(id, name), p + trimmed(m[0])
	case try(order):
		where := o.place
		if !strings.Contains(m[2], "-") && len(m[2]) == 5 {
			where = "us" // federal orders run on without a year: 11246
		}
		return authority(where+"/executive-"+strings.ToLower(m[1])+"/"+m[2], "Executive "+strings.ToUpper(m[1][:1])+strings.ToLower(m[1][1:])+" "+m[2]), p + len(m[0])
	case try(publicAct) && (m[5] != "" || m[3] != "" || m[4] != "" || s[0]|0x20 == 'p' || strings.Contains(m[0], "Public Acts")):
		where := o.place
		if state := stateID(m[3] + m[4]); state != "" {
			where = state
		}
		id, name := where+"/pa/", "Public Act "+m[1]
		if m[5] != "" {
			id += m[5] + "/"
			name += " of " + m[5]
		}
		return authority(id+m[1], name), p + trimmed(m[0])
	case try(compiled):
		code := strings.ToLower(strings.NewReplacer(".", "", "MCLA", "MCL", "M.C.L.A.", "MCL").Replace(m[1]))
		if code == "mcla" {
			code = "mcl"
		}
		return authority(codePlace(code, o.place)+"/"+code+"/"+strings.ToLower(m[2])+tight(m[3]), strings.ToUpper(code)+" "+m[2]+tight(m[3])), p + trimmed(m[0])
	case try(stateCode):
		code := slug(m[3])
		if strings.HasPrefix(code, "stat") {
			code = "statutes"
		}
		id := stateID(longState(m[2])) + "/" + code
		if n := m[1] + m[4] + m[5]; n != "" {
			id += "/" + strings.ToLower(n)
		}
		return authority(id, m[0]), p + len(m[0])
	case try(register):
		return authority("us/federal-register", m[0]), p + len(m[0])
	case try(amendment):
		return authority("us/constitution/amendment/"+slug(m[1]), m[0]), p + len(m[0])
	}
	return corpus.Authority{}, 0
}

func authority(id, name string) corpus.Authority {
	return corpus.Authority{ID: strings.TrimRight(id, "/"), Name: strings.Join(strings.Fields(strings.TrimRight(name, " ,;")), " ")}
}

// tight takes the blanks out of "(c) (9)".
func tight(s string) string { return strings.ReplaceAll(s, " ", "") }

// trimmed is the length of a match without the marks that end it.
func trimmed(s string) int { return len(strings.TrimRight(s, " ,;")) }

// codePlace is the state that a code's abbreviation belongs to.
func codePlace(code, fallback string) string {
	switch code {
	case "mcl":
		return "us-mi"
	case "ors", "oar":
		return "us-or"
	case "rcw", "wac":
		return "us-wa"
	case "nrs", "nac":
		return "us-nv"
	case "rsmo":
		return "us-mo"
	case "orc":
		return "us-oh"
	case "ilcs":
		return "us-il"
	case "ars":
		return "us-az"
	case "crs":
		return "us-co"
	case "mgl":
		return "us-ma"
	case "ksa":
		return "us-ks"
	case "rsa":
		return "us-nh"
	case "njsa":
		return "us-nj"
	case "fs", "fac":
		return "us-fl"
	case "cgs":
		return "us-ct"
	}
	return fallback
}

// longState is the name of a state abbreviated as statutes are cited.
func longState(s string) string {
	switch s {
	case "Wis.":
		return "Wisconsin"
	case "Minn.":
		return "Minnesota"
	case "Fla.":
		return "Florida"
	case "Conn.":
		return "Connecticut"
	}
	return s
}

// slug is s in lower case with hyphens between its words.
func slug(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(s) {
		switch {
		case r == '\'' || r == '’' || r == '.':
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		default:
			gap = true
		}
	}
	return b.String()
}
