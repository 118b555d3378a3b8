package corpus

import "strings"

// A Citation names a place by kind and number, from the outside in. Agreement
// holds the words that name the agreement, as typed, where there are any.
//
// Its canonical form is [Citation.String]; [ParseCitation] reads that form and
// the many others that people type, and parsing a canonical form gives an equal
// citation.
type Citation struct {
	Agreement string // "MCO", "517M", "Genesee"; empty if not named
	Steps     []Step
}

// A Step is one level of a citation.
type Step struct {
	Kind Kind // empty where the citation does not say: the "(b)" of "3(b)"
	// Word is the paper's own word where it is not the usual one of the kind:
	// "Letter of Intent", "Exhibit", "Rule". Empty for Article, Part, Section,
	// Subsection, Paragraph, Appendix, and for Letter of Understanding.
	Word   string
	Number string // as written, without punctuation: "9", "C", "F-2", "b"
	Name   string // a title used as a place: "Supplemental Grievance Procedure"; then Number may be empty
}

// String is the canonical form: "517M Article 9, Section C",
// "Article 15, Part B, Section A", "Appendix F-2", "Letter of Understanding 5",
// "Letter of Understanding: Banked Leave Time Program",
// "Article 22, Section 3(b)(2)", "16.11(a)", "Page 85". A step without a kind
// stands in brackets after the step above it; a name that could be misread
// stands in quotation marks.
func (c Citation) String() string {
	var b strings.Builder
	b.WriteString(c.Agreement)
	for n, s := range c.Steps {
		bare := s.Kind == "" && s.Word == "" && s.Name == ""
		switch {
		case bare && n > 0:
			b.WriteString("(" + s.Number + ")")
			continue
		case n > 0:
			b.WriteString(", ")
		case c.Agreement != "":
			b.WriteString(" ")
		}
		b.WriteString(s.String())
	}
	return b.String()
}

// String is the canonical form of one step: "Section C", "Exhibit 2",
// "Letter of Understanding: Banked Leave Time Program".
func (s Step) String() string {
	word := s.label()
	switch {
	case s.Number == "" && s.Name == "":
		return word
	case s.Name == "":
		return strings.TrimSpace(word + " " + s.Number)
	case word == "":
		return quoteName(s.Name)
	case s.Number == "":
		return word + ": " + plainName(s.Name)
	}
	return word + " " + s.Number + ": " + plainName(s.Name)
}

// label is the word that s prints before its number.
func (s Step) label() string {
	if s.Word != "" {
		return s.Word
	}
	switch s.Kind {
	case Article:
		return "Article"
	case Part:
		return "Part"
	case Section:
		return "Section"
	case Subsection:
		return "Subsection"
	case Paragraph:
		return "Paragraph"
	case Appendix:
		return "Appendix"
	case Letter:
		return "Letter of Understanding"
	case Preamble:
		return "Preamble"
	case Introduction:
		return "Introduction"
	case Signature:
		return "Signature Page"
	case Index:
		return "Index"
	}
	return ""
}

// plainName is a name as it stands after a colon. A comma would end it, so a
// name with one, or with a mark that the parser reads, goes in quotation marks.
func plainName(name string) string {
	if strings.ContainsAny(name, ",:;()§¶#\"") {
		return quoteName(name)
	}
	return name
}

func quoteName(name string) string { return `"` + name + `"` }

// cleanName folds white space and replaces the quotation mark that would end a
// quoted name.
func cleanName(s string) string {
	return strings.Join(strings.Fields(notInNames.Replace(strings.ToValidUTF8(s, " "))), " ")
}

var notInNames = strings.NewReplacer(`"`, "'", "\uFFFD", " ")
