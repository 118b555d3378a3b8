package ingest

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/layout"
	"github.com/clausebook/clausebook/ingest/pattern"
	"github.com/clausebook/clausebook/ingest/pdftext"
)

// codeBookmark is the code of the diagnostic on a bookmark that leads to no
// provision.
const codeBookmark = "bookmark-unmatched"

// deepestBookmark is how far down bookmarks are compared: those of articles and
// their sections. Deeper ones name paragraphs, or whatever the word processor took
// for a heading.
const deepestBookmark = 1

// mostBookmarks bounds the diagnostics on them; what is left out is counted.
const mostBookmarks = 40

// bookmarkDiagnostics compares the file's own bookmarks with what was read, which
// was read without them: one that names an article or section which is not found
// where it leads may show that a heading was missed.
func bookmarkDiagnostics(a *corpus.Agreement, doc *layout.Document, marks []pdftext.Bookmark) []corpus.Diagnostic {
	if len(marks) == 0 {
		return nil
	}
	var out []corpus.Diagnostic
	m := NewBookmarked(a)
	more := 0
	for _, b := range marks {
		if b.Depth > deepestBookmark || m.Judge(b) != Missed {
			continue
		}
		if len(out) == mostBookmarks {
			more++
			continue
		}
		out = append(out, corpus.Diagnostic{Code: codeBookmark, Severity: corpus.Warning, Span: sheetSpan(doc, b.Sheet),
			Message: fmt.Sprintf("page %d: the file's bookmark %q leads here, and no provision of that name begins on the page", b.Sheet, b.Title)})
	}
	if more > 0 {
		out[len(out)-1].Message += fmt.Sprintf("; %d more bookmarks lead to none", more)
	}
	return out
}

// A BookmarkVerdict is what a bookmark turned out to be.
type BookmarkVerdict int

// The verdicts.
const (
	NoSection BookmarkVerdict = iota // it names no article or section, or leads into the contents list
	Found                            // a provision on its sheet opens as it does
	Missed                           // none does
)

// Bookmarked is an agreement to look bookmarks up in.
type Bookmarked struct {
	bySheet  map[int][]string // how each provision of a sheet opens: heading and first words, squeezed
	labels   map[int][]string // kind and number of each
	contents map[int][]string // squeezed entries of the contents list by sheet
}

// NewBookmarked makes a ready.
func NewBookmarked(a *corpus.Agreement) *Bookmarked {
	m := &Bookmarked{bySheet: map[int][]string{}, labels: map[int][]string{}, contents: map[int][]string{}}
	t := corpus.NewTree(a)
	for i := range a.Provisions {
		p := &a.Provisions[i]
		text := t.CleanText(i).Text
		m.bySheet[p.Sheet] = append(m.bySheet[p.Sheet], squeeze(p.Heading+" "+text[:min(len(text), 400)]), squeeze(p.Title))
	}
	for i := range a.Provisions {
		p := &a.Provisions[i]
		m.labels[p.Sheet] = append(m.labels[p.Sheet], squeeze(string(p.Kind)+p.Number))
	}
	for i := range a.Contents {
		at := a.Contents[i].Span.Start
		for k := range a.Pages {
			if s := a.Pages[k].Span; s.Start <= at && at < s.End {
				m.contents[a.Pages[k].Sheet] = append(m.contents[a.Pages[k].Sheet], squeeze(a.Contents[i].Title))
			}
		}
	}
	return m
}

// named opens a bookmark that names an article, section, appendix or letter.
var named = pattern.New(`(?i)^\s*(article|section|part|appendix|appendices|schedule|exhibit|addendum|attachment|annex|preamble|sideletter|side letter|letter|memorandum|mou|moa|lou|loa|[A-Z]\.\s|\([a-z]{1,3}\)|[0-9]+(\.[0-9]+)*[.:)]?\s)`)

// bookmarkLabel is the kind and number before a bookmark's title.
var bookmarkLabel = pattern.New(`(?i)^\s*(article|section|appendix|exhibit|schedule)\s*([ivxlc]+|[0-9]+|[a-z])?\s*[:.–-]\s*`)

// Judge says whether what b names was found where it leads.
func (m *Bookmarked) Judge(b pdftext.Bookmark) BookmarkVerdict {
	title := squeeze(b.Title)
	// The bookmark may count otherwise than the print ("ARTICLE XVIII: DUES" for
	// "ARTICLE EIGHTEEN DUES"): its title alone will do.
	rest, number := title, title
	if k := bookmarkLabel.FindStringSubmatchIndex(b.Title); k != nil && k[1] < len(b.Title) {
		rest = squeeze(b.Title[k[1]:])
		if k[4] >= 0 {
			number = squeeze(b.Title[k[2]:k[5]])
		}
	}
	// A contents list that is bookmarked itself ends its titles with page numbers.
	for _, c := range m.contents[b.Sheet] {
		if len(c) > 3 && strings.Contains(title, c) {
			if !m.at(b.Sheet, title) && !m.at(b.Sheet, rest) {
				return NoSection
			}
		}
	}
	if m.at(b.Sheet, title) || len(rest) > 3 && m.at(b.Sheet, rest) || number != title && m.headed(b.Sheet, number) {
		return Found
	}
	if !named.MatchString(b.Title) || b.Sheet == 0 {
		return NoSection
	}
	return Missed
}

// longName is how many letters a bookmark's title has that may stand behind the names
// of a form's parties in the heading: "TEACHERS OF HOLT / GRIEVANCE REPORT FORM".
const longName = 12

// at reports whether a provision on the sheet opens as the bookmark does, which
// may end before or behind the heading, or be the end of a title that names the
// parties first.
func (m *Bookmarked) at(sheet int, title string) bool {
	for _, h := range m.bySheet[sheet] {
		if len(title) >= longName && strings.HasSuffix(h, title) {
			return true
		}
		if n := min(len(h), len(title)); n >= 4 && h[:n] == title[:n] || h != "" && h == title {
			return true
		}
	}
	return false
}

// headed: the heading of a provision on the sheet is that kind and number and
// no more.
func (m *Bookmarked) headed(sheet int, number string) bool {
	return slices.Contains(m.labels[sheet], number)
}

// squeeze keeps letters and digits, in lower case.
func squeeze(s string) string {
	s = strings.ReplaceAll(s, "&", " and ")
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
