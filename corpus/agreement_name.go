package corpus

import (
	"maps"
	"slices"
	"strings"
	"unicode"
)

// An AgreementName is what an agreement may be called by.
type AgreementName struct {
	ID       string
	Title    string
	Employer string
	Union    string
	Unit     string
	Source   string // base name of its file
}

// MatchAgreements lists the ids of the agreements that words name, in the order
// of list: "MCO", "517M", "Genesee", "security unit", "SEIU". Every word that is
// not a word of all agreements ("agreement", "unit", "the") must be one of the
// agreement's id, title, parties, unit or file name, or the initials of a run
// of capitalised words in them. Several when the words fit several; none when
// they fit none or say nothing.
func MatchAgreements(words string, list []AgreementName) []string {
	asked := nameWords(words)
	if len(asked) == 0 {
		return nil
	}
	var ids []string
	for _, a := range list {
		has := a.words()
		all := true
		for _, w := range asked {
			if !has[w] {
				all = false
				break
			}
		}
		if all {
			ids = append(ids, a.ID)
		}
	}
	return ids
}

// An AgreementNames answers for many questions what [MatchAgreements] answers for
// one: the words of the names are worked out once. It is safe for concurrent use.
type AgreementNames struct {
	ids []string
	by  map[string][]int // the agreements that a word is a name of, in order
}

// NewAgreementNames takes the names of list.
func NewAgreementNames(list []AgreementName) *AgreementNames {
	n := &AgreementNames{by: map[string][]int{}}
	for i, a := range list {
		n.ids = append(n.ids, a.ID)
		for w := range a.words() {
			n.by[w] = append(n.by[w], i)
		}
	}
	return n
}

// Match is [MatchAgreements] of the names.
func (n *AgreementNames) Match(words string) []string {
	asked := nameWords(words)
	if len(asked) == 0 {
		return nil
	}
	left := n.by[asked[0]]
	for _, w := range asked[1:] {
		var both []int
		for _, i := range left {
			if _, found := slices.BinarySearch(n.by[w], i); found {
				both = append(both, i)
			}
		}
		left = both
	}
	var ids []string
	for _, i := range left {
		ids = append(ids, n.ids[i])
	}
	return ids
}

// Words lists the words that the agreements are named by, in order.
func (n *AgreementNames) Words() []string { return slices.Sorted(maps.Keys(n.by)) }

// Has reports whether a word, in lower case, is one of those that the agreements
// are named by.
func (n *AgreementNames) Has(word string) bool { return len(n.by[word]) > 0 }

// words is the set of words that a is known by.
func (a AgreementName) words() map[string]bool {
	set := map[string]bool{}
	for _, s := range []string{a.ID, a.Title, a.Employer, a.Union, a.Unit, strings.TrimSuffix(a.Source, ".txt")} {
		for _, w := range nameWords(s) {
			set[w] = true
		}
		for _, w := range initials(s, ",;:()") {
			set[w] = true
		}
		// "Federation of State, County, and Municipal Employees": a list in a name.
		for _, w := range initials(s, ";:()") {
			if len(w) > 3 {
				set[w] = true
			}
		}
	}
	return set
}

// nameWords are the telling words of s in lower case, hyphens and stops taken
// out of what they join: "517-M" and "S.E.I.U." are one word each. A word with a
// hyphen counts whole and in parts.
func nameWords(s string) []string {
	var out []string
	for _, field := range strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;:()/_\"", r) }) {
		parts := strings.FieldsFunc(field, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '&' })
		if len(parts) > 1 {
			whole := strings.ToLower(strings.Join(parts, ""))
			digits := strings.IndexFunc(whole, unicode.IsDigit) >= 0
			if short := len(parts) == 2 && (len(parts[0]) == 1 || len(parts[1]) == 1) && digits; short || len(whole) == len(parts) {
				parts = []string{whole} // "517-M", "S.E.I.U."
			}
		}
		for _, p := range parts {
			if p = strings.ToLower(p); !commonName(p) {
				out = append(out, p)
			}
		}
	}
	return out
}

// commonName reports whether a word is one that any agreement may be called by.
func commonName(w string) bool {
	switch w {
	case "the", "of", "and", "between", "a", "an", "in", "for", "&", "agreement", "agreements", "contract", "contracts",
		"cba", "unit", "units", "bargaining", "labor", "labour", "collective", "local", "union", "employer", "master", "s", "txt", "pdf":
		return true
	}
	return false
}

// initials are the first letters of runs of capitalised words, small words left
// out and "&" kept: "Michigan Corrections Organization" is "mco", "Scientific
// and Engineering" is "se" and "s&e". A word with one of ends behind it is the
// last of its run.
func initials(s, ends string) []string {
	var out []string
	var plain, amp strings.Builder
	flush := func() {
		if plain.Len() > 1 {
			out = append(out, plain.String())
			if amp.Len() != plain.Len() {
				out = append(out, amp.String())
			}
		}
		plain.Reset()
		amp.Reset()
	}
	for w := range strings.FieldsSeq(s) {
		if w[0] == '(' {
			flush()
		}
		end := strings.ContainsAny(w[len(w)-1:], ends)
		r := []rune(strings.Trim(w, ",;:()\""))
		switch {
		case len(r) == 0:
		case strings.EqualFold(string(r), "and") || string(r) == "&":
			if plain.Len() > 2 { // "the Liquor and Cannabis Commission and Local 2505"
				out = append(out, plain.String())
			}
			if plain.Len() > 0 {
				amp.WriteByte('&')
			}
		case strings.EqualFold(string(r), "of"), strings.EqualFold(string(r), "the"):
		case unicode.IsUpper(r[0]):
			plain.WriteRune(unicode.ToLower(r[0]))
			amp.WriteRune(unicode.ToLower(r[0]))
		default:
			flush()
		}
		if end {
			flush()
		}
	}
	flush()
	return out
}
