package ingest

import (
	"strings"
	"unicode"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/pattern"
)

// identify makes a readable id: union, unit and year ("mco-security-2014");
// without a unit employer, union and year ("genesee-county-local-916-2018"); of
// an excerpt or a procedure its title. Where too little is known, the file's
// name stands in.
func identify(a *corpus.Agreement) string {
	file := slug(stem(a.Source.Name), 8)
	if file == "" {
		file = "agreement"
	}
	switch a.Kind {
	case corpus.KindAgreement:
	case corpus.KindLetterDoc: // several letters may share parties and year
		return file
	default:
		if s := slug(a.Title, 6); s != "" {
			return s
		}
		return file
	}
	union := shortUnion(a)
	var parts []string
	for _, p := range []string{union, slug(a.Unit, 4)} {
		if p != "" && a.Unit != "" {
			parts = append(parts, p)
		}
	}
	if a.Unit == "" {
		employer := a.Employer
		if k := strings.IndexAny(employer, ",(/"); k > 0 {
			employer = employer[:k]
		}
		for _, p := range []string{slug(employer, 4), union} {
			if p != "" {
				parts = append(parts, p)
			}
		}
	}
	if len(parts) < 2 {
		return file
	}
	year := string(a.Effective)
	if year == "" {
		year = string(a.Expires)
	}
	if len(year) >= 4 {
		parts = append(parts, year[:4])
	}
	return strings.Join(parts, "-")
}

func stem(name string) string {
	if k := strings.LastIndexByte(name, '.'); k > 0 {
		return name[:k]
	}
	return name
}

var localNumber = pattern.New(`(?i)\b(local|lodge|council|chapter)(?: union)?(?: (?:no|number)\.?)?,? ?#? ?(\d[\w-]*)`)

// shortUnion is a union's name as people say it: the initials of a name of
// three words and more ("mco"), written as the text itself writes them where it
// does ("MPES"); else its local ("local-916", "teamsters-local-214"); else its
// first words.
func shortUnion(a *corpus.Agreement) string {
	head := a.Union
	if k := strings.IndexByte(head, '('); k > 0 {
		head = head[:k]
	}
	var caps []byte
	var words []string
	for w := range strings.FieldsSeq(head) {
		bare := strings.Trim(w, ".,/")
		if isAcronym(bare) || localWord(bare) || strings.ContainsAny(w, "0123456789#") {
			break
		}
		words = append(words, bare)
		if bare != "" && unicode.IsUpper(rune(bare[0])) {
			caps = append(caps, bare[0])
		}
	}
	local := ""
	if m := localNumber.FindStringSubmatch(head); m != nil {
		local = strings.ToLower(m[1]) + "-" + slug(strings.ReplaceAll(m[2], "-", ""), 1)
	}
	switch {
	case len(caps) >= 3:
		return strings.ToLower(ownShort(a.Text, string(caps)))
	case local != "" && len(words) > 0:
		return slug(strings.Join(words, " "), 2) + "-" + local
	case local != "":
		return local
	}
	return slug(head, 3)
}

func localWord(w string) bool {
	switch strings.ToLower(w) {
	case "local", "lodge", "council", "chapter", "affiliated":
		return true
	}
	return false
}

// ownShort is the short form that the text uses for a name with these initials:
// the initials themselves, or a word of capitals that has one letter more
// ("MPES" for M, P, E), if the text has it five times and the initials not once.
func ownShort(text, initials string) string {
	count := map[string]int{}
	for at := 0; ; {
		k := strings.Index(text[at:], initials)
		if k < 0 {
			break
		}
		at += k
		end := at
		for end < len(text) && text[end] >= 'A' && text[end] <= 'Z' {
			end++
		}
		if at == 0 || !unicode.IsLetter(rune(text[at-1])) {
			if end == len(text) || !unicode.IsLetter(rune(text[end])) {
				count[text[at:end]]++
			}
		}
		at = max(end, at+1)
	}
	if count[initials] > 0 {
		return initials
	}
	best := initials
	for w, n := range count {
		if len(w) == len(initials)+1 && n >= 5 && (best == initials || n > count[best] || n == count[best] && w < best) {
			best = w
		}
	}
	return best
}

// slug is at most n words of s in lower case, joined by dashes; what stands
// behind an apostrophe is left out ("Sheriff's" is "sheriff").
func slug(s string, n int) string {
	s = strings.NewReplacer("'s", "", "’s", "", "'S", "", "'", "", "’", "").Replace(s)
	f := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	return strings.Join(f[:min(len(f), n)], "-")
}
