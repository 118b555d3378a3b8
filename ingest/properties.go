package ingest

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/pattern"
	"github.com/clausebook/clausebook/ingest/source"
)

// codeProperties is the code of the diagnostic on what a file says of itself.
const codeProperties = "file-properties"

// noTitle is a title that a program wrote by itself: the file's name, or what it
// calls a file without one.
var noTitle = pattern.New(`(?i)^(?:untitled.*|document\s*\d*|new .{0,20}document|microsoft word.*|slide \d+|title|blank|.*\.(?:docx?|rtf|odt|pdf|html?|indd|wpd|txt|pub|tmp|xlsx?|p65|qxd))$`)

// written is what a program sets before a file's name.
var written = pattern.New(`(?i)^microsoft (?:office )?word - `)

// propertyDiagnostic tells what the file's properties say that the text does not:
// candidates for a title and for who wrote it when. No fact is taken from them:
// they are as often those of a template or of an earlier edition.
func propertyDiagnostic(a *corpus.Agreement, p source.Properties) {
	var said []string
	title := written.ReplaceAllString(p.Title, "")
	if letters(title) >= 6 && !noTitle.MatchString(title) && !sameWords(title, a.Title) && !sameWords(title, stem(a.Source.Name)) && !says(a.Text, title) {
		said = append(said, "title “"+title+"”")
	}
	if letters(p.Author) >= 3 && len(said) > 0 {
		said = append(said, "author “"+p.Author+"”")
	}
	if len(said) == 0 {
		return
	}
	if p.Created != "" {
		said = append(said, "written on "+p.Created)
	}
	a.Diagnostics = append(a.Diagnostics, corpus.Diagnostic{Code: codeProperties, Severity: corpus.Info,
		Message: fmt.Sprintf("the file says of itself (%s): %s; the text does not say so, and nothing was taken from it", p.From, strings.Join(said, ", "))})
	slices.SortStableFunc(a.Diagnostics, func(x, y corpus.Diagnostic) int { return x.Span.Start - y.Span.Start })
}

// openingText is where a title would stand, in bytes.
const openingText = 20_000

// says: the text opens with words among which those of title stand in order.
func says(text, title string) bool {
	fold := func(s string) string { return " " + strings.Join(lowerWords(s), " ") + " " }
	return strings.Contains(fold(text[:min(len(text), openingText)]), fold(title))
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// sameWords: every word of a is a word of b.
func sameWords(a, b string) bool {
	words := map[string]bool{}
	for _, w := range lowerWords(b) {
		words[w] = true
	}
	for _, w := range lowerWords(a) {
		if !words[w] {
			return false
		}
	}
	return true
}

// lowerWords are the runs of letters and figures of s, in lower case.
func lowerWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
