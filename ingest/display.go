package ingest

import (
	"strings"
	"unicode"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/pattern"
)

// inWords writes a name that is set in capitals as words: "MICHIGAN CORRECTIONS
// ORGANIZATION" is "Michigan Corrections Organization". Only letters' case
// changes. Text that is set in both cases stays as printed. Each word is judged
// by its own: covers mix "LABOR AGREEMENT Between".
func inWords(s string) string {
	letters, upper := 0, 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsUpper(r) {
				upper++
			}
		}
	}
	if letters == 0 || upper*10 < letters*7 {
		return s
	}
	if word, form, ok := strings.Cut(s, ", "); ok && form == "LLC" && len(word) <= 6 && !strings.Contains(word, " ") {
		return s // "WRL, LLC": a company's short form, not a name in capitals
	}
	f := strings.Split(s, " ")
	for i, w := range f {
		f[i] = wordCase(w, i == 0)
	}
	return strings.Join(f, " ")
}

func wordCase(w string, first bool) string {
	if w != strings.ToUpper(w) { // "Between", "AUTONOMy": as printed, but for small words
		if !first && smallWord(strings.ToLower(w)) {
			return strings.ToLower(w)
		}
		return w
	}
	core := strings.Trim(w, `.,;:()/"“”'‘’`)
	switch {
	case ordinal.MatchString(core):
		return strings.ToLower(w)
	case keepsCapitals(core), strings.HasPrefix(w, "(") && strings.HasSuffix(w, ")") && len(core) <= 6:
		return w // "(SSG)": a short form
	}
	low := strings.ToLower(w)
	if !first && smallWord(low) {
		return low
	}
	out := []rune(low)
	up := true
	for i, r := range out {
		if unicode.IsLetter(r) && up {
			out[i] = unicode.ToUpper(r)
		}
		// A capital opens the word and what follows a hyphen, a slash or O'.
		up = !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' && r != '.' ||
			(r == '\'' || r == '’') && i == 1 && out[0] == 'O' || up && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}
	return string(out)
}

var ordinal = pattern.New(`^\d+(?:ST|ND|RD|TH)$`)

// keepsCapitals: acronyms, numbers with a letter, Roman numerals, "U.S.".
func keepsCapitals(core string) bool {
	if core == "" || strings.ContainsAny(core, "0123456789") || strings.Contains(core, ".") {
		return true
	}
	for _, part := range strings.FieldsFunc(core, func(r rune) bool { return r == '-' || r == '–' || r == '/' }) {
		if !isAcronym(part) {
			_, roman := corpus.RomanValue(part)
			return roman && strings.Trim(core, "IVXL") == ""
		}
	}
	return true
}

func smallWord(low string) bool {
	switch low {
	case "of", "and", "the", "for", "with", "between", "by", "in", "on", "to", "at", "affiliated":
		return true
	}
	return false
}

// isAcronym: what unions and federations are printed as inside names set in
// capitals, and what has no vowel to be a word by.
func isAcronym(w string) bool {
	if w != strings.ToUpper(w) || len(w) < 2 {
		return false
	}
	switch w {
	case "AFSCME", "SEIU", "UAW", "AFL", "CIO", "CTW", "CLC", "FOP", "IBEW", "IBT", "UE", "USW", "CWA", "IAFF", "UFCW", "AFT", "NEA",
		"IAM", "OPEIU", "IUOE", "LIUNA", "ATU", "TWU", "NNU", "LLC", "USA", "IATSE", "SAG", "AFTRA", "AAUP":
		return true
	}
	return len(w) <= 6 && !strings.ContainsAny(w, "AEIOUY") && strings.IndexFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }) < 0 && !abbreviation.MatchString(w)
}
