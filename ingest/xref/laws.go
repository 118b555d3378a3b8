package xref

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/pattern"
)

//go:embed authorities/acts.tsv
var actsFile string

//go:embed authorities/codes.tsv
var codesFile string

// An entry is one law of the lists.
type entry struct{ id, name string }

// A lawbook is the lists by what is looked up: place and key, as lawKey makes it.
type lawbook struct {
	acts     map[string]entry
	codes    map[string]entry
	acronyms map[string]map[string]entry // acronym → place → act
	first    map[string]bool             // the words that acts' keys begin with
	states   [][2]string
}

// laws is the lists, read once.
var laws = sync.OnceValue(func() *lawbook {
	b := &lawbook{acts: map[string]entry{}, codes: map[string]entry{}, acronyms: map[string]map[string]entry{}, first: map[string]bool{}, states: states()}
	rows(actsFile, 5, func(f []string) {
		e := entry{f[0] + "/act/" + f[1], f[2]}
		for _, name := range append(strings.Split(f[3], "|"), f[2]) {
			if name != "" {
				key := lawKey(name)
				b.acts[f[0]+" "+key] = e
				word, _, _ := strings.Cut(key, " ")
				b.first[word] = true
			}
		}
		if f[4] != "" {
			if b.acronyms[f[4]] == nil {
				b.acronyms[f[4]] = map[string]entry{}
			}
			b.acronyms[f[4]][f[0]] = e
		}
	})
	rows(codesFile, 4, func(f []string) {
		e := entry{f[0] + "/" + f[1], f[2]}
		for name := range strings.SplitSeq(f[3], "|") {
			b.codes[f[0]+" "+lawKey(name)] = e
		}
	})
	return b
})

// rows calls row with the fields of each line, filled up to n.
func rows(file string, n int, row func(f []string)) {
	for line := range strings.SplitSeq(file, "\n") {
		if line = strings.TrimRight(line, "\r"); line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		for len(f) < n {
			f = append(f, "")
		}
		row(f)
	}
}

var (
	yearOf      = pattern.New(`,? of \d{4}.*$`)
	lawOpenings = pattern.New(`^(?:the |federal |u\.?s\.? |united states |state of [a-z]+(?: [a-z]+)?? |state's |state |canada |canadian )`)
)

var (
	plainMarks = strings.NewReplacer("’", "'", "-", " ", "/", " ")
	noMarks    = strings.NewReplacer("'s ", "s ", "s' ", "s ", "'", "", ".", "", ",", "")
)

// lawKey is a law's name as the lists have it: in small letters, without what says
// only whose it is or when it was made, without marks.
func lawKey(name string) string {
	s := strings.ToLower(plainMarks.Replace(name))
	s = yearOf.ReplaceAllString(s, "")
	for m := lawOpenings.FindString(s); m != "" && len(m) < len(s); m = lawOpenings.FindString(s) {
		s = s[len(m):]
	}
	s = noMarks.Replace(s + " ")
	return strings.Join(strings.Fields(s), " ")
}

// act finds the act that name names, seen from place: the place's own before a
// federal one, unless the name says that it is federal.
func (b *lawbook) act(name, place string) (corpus.Authority, bool) {
	low := strings.ToLower(name)
	if of, rest := stateIn(name); of != "" {
		place, name = of, rest
	}
	key := lawKey(name)
	tries := []string{place, nation(place)}
	if strings.HasPrefix(low, "federal ") || strings.HasPrefix(low, "u.s. ") || strings.HasPrefix(low, "united states ") {
		tries = tries[1:]
	}
	for _, p := range tries {
		for _, k := range []string{p + " " + key, p + " " + place + " " + key} {
			if e, ok := b.acts[k]; ok {
				return corpus.Authority{ID: e.id, Name: e.name}, true
			}
		}
	}
	return corpus.Authority{}, false
}

// code finds the compiled law that name names, seen from place.
func (b *lawbook) code(name, place string) (corpus.Authority, bool) {
	for _, try := range [][2]string{{place, name}, {nation(place), name}} {
		if e, ok := b.codes[try[0]+" "+lawKey(try[1])]; ok {
			return corpus.Authority{ID: e.id, Name: e.name}, true
		}
	}
	of, rest := stateIn(name)
	if of == "" {
		return corpus.Authority{}, false
	}
	for _, n := range []string{name, rest} { // "Oregon Revised Statutes" and, in California, "Government Code"
		if e, ok := b.codes[of+" "+lawKey(n)]; ok {
			return corpus.Authority{ID: e.id, Name: e.name}, true
		}
	}
	return corpus.Authority{}, false
}

// acronym finds the act that initials alone name.
func (b *lawbook) acronym(w, place string) (corpus.Authority, bool) {
	of := b.acronyms[w]
	for _, p := range []string{place, nation(place)} {
		if e, ok := of[p]; ok {
			return corpus.Authority{ID: e.id, Name: e.name}, true
		}
	}
	return corpus.Authority{}, false
}

// nation is the country that a place is in: "us" for "us-mi".
func nation(place string) string {
	country, _, _ := strings.Cut(place, "-")
	return country
}

// stateIn is the state or province that a law's name begins with, and the rest of
// the name: "us-or" and "Family Leave Act".
func stateIn(name string) (id, rest string) {
	n := strings.TrimPrefix(strings.TrimPrefix(name, "the "), "State of ")
	for _, s := range laws().states {
		if len(n) > len(s[1])+1 && strings.EqualFold(n[:len(s[1])], s[1]) && strings.HasPrefix(strings.TrimPrefix(n[len(s[1]):], "'s"), " ") {
			return s[0], strings.TrimSpace(strings.TrimPrefix(n[len(s[1]):], "'s"))
		}
	}
	return "", name
}

// normal is a with the one id that its law has, however it was written.
func (o *outsider) normal(a corpus.Authority, raw string) corpus.Authority {
	switch {
	case strings.HasPrefix(a.ID, "us/irc"):
		a.ID = "us/usc/26" + strings.ReplaceAll(strings.TrimPrefix(a.ID, "us/irc"), "50l", "501")
		return a
	case strings.HasPrefix(a.ID, "us/flsa/7(k)"):
		a.ID = "us/usc/29/207(k)"
		return a
	}
	name := a.Name
	if name == "" {
		name = raw
	}
	place, _, _ := strings.Cut(a.ID, "/")
	if !strings.HasPrefix(place, "us") && !strings.HasPrefix(place, "ca") {
		if strings.HasPrefix(a.ID, "rules/") || strings.HasPrefix(a.ID, "code/") {
			place = o.place
		} else {
			return a
		}
	}
	if found, ok := laws().act(name, place); ok {
		return found
	}
	// A code with or without a section: the section stays.
	base, section := strings.TrimRight(sectionOf.ReplaceAllString(name, ""), " ,"), ""
	if parts := strings.Split(a.ID, "/"); len(parts) > 2 && strings.IndexByte("0123456789", parts[len(parts)-1][0]) >= 0 {
		section = "/" + parts[len(parts)-1]
	}
	if found, ok := laws().code(base, place); ok {
		found.ID += section
		if section != "" {
			found.Name += " " + section[1:]
		}
		return found
	}
	return a
}

// sectionOf is a section of a code as it is written in its name.
var sectionOf = pattern.New(`(?i)(?:,? (?:sections?|secs?\.?|§+|chapters?) ?\d.*|,? \d+[a-z]?[.:]\d.*$|^chapters? \d+[a-z]?,? (?:of )?(?:the )?|^sections? [\d.]+[^ ]*(?: et\.? seq\.?)?,? (?:of )?(?:the )?)`)

// sectionIn is the section that steps name of a, where a is a compiled law as a
// whole; else a itself.
func sectionIn(a corpus.Authority, steps []corpus.Step) corpus.Authority {
	if len(steps) > 0 && steps[0].Kind == corpus.Section && isCode(a.ID) {
		main, pins, bracket := strings.Cut(numbers(steps), "(")
		a.ID += "/" + strings.ToLower(main)
		if bracket {
			a.ID += "(" + pins // "(a)" and "(A)" may be different levels
		}
		a.Name += " Section " + numbers(steps)
	}
	return a
}

// isCode reports whether an id is that of a compiled law as a whole, so that a
// section may follow it.
func isCode(id string) bool {
	for _, e := range laws().codes {
		if e.id == id {
			return true
		}
	}
	return strings.HasSuffix(id, "-code")
}

// initials reads a law cited by its initials alone, s[p:e]: "COBRA", "FMLA", and
// what the text itself has defined: "Public Employment Relations Act (PERA)". It
// reports whether the word was one.
func (x *scanner) initials(p, e int) bool {
	w := x.s[p:e]
	if w != strings.ToUpper(w) || !boundary(x.s, e) {
		return false
	}
	a, ok := x.f.defined[w]
	if !ok {
		a, ok = laws().acronym(w, x.o.place)
	}
	if !ok {
		return false
	}
	if k := readKind(x.s, min(e+1, len(x.s))); k.n > 0 && k.kind == corpus.Letter {
		return true // "FMLA Letter of Understanding": the letter's name
	}
	x.outside(p, e, a)
	return true
}

// shortForm is the initials that the text gives a law: " (PERA)", ` ("PERA")`,
// " (hereinafter PERA)".
var shortForm = pattern.New(`^,? \((?:the |hereinafter |hereafter |or )*["“']?([A-Z]{3,8})["”']?\)`)

// define notes the initials that stand behind an act's name.
func (x *scanner) define(end int, a corpus.Authority) {
	if !strings.Contains(a.ID, "/act/") {
		return
	}
	if m := shortForm.FindStringSubmatch(x.s[end:min(len(x.s), end+40)]); m != nil {
		if _, ok := x.f.defined[m[1]]; !ok {
			x.f.defined[m[1]] = a
		}
	}
}
