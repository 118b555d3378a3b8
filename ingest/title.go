package ingest

import (
	"strings"
	"unicode"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/pattern"
)

// titleWord makes a line of a cover a title.
var titleWord = pattern.New(`(?i)\b(?:agreement|contract|compact|memorandum of (?:understanding|agreement)|letter of (?:understanding|agreement|intent)|side letter|addendum|amendments?|understanding|a g r e e m e n t|c o n t r a c t)\b`)

// titlePart opens a line that belongs to the title in the line after it:
// "COLLECTIVE / BARGAINING / AGREEMENT", "Memorandum / Of / Understanding".
var titlePart = pattern.New(`(?i)^(?:(?:master|collective|bargaining|labou?r|working|memorandum|letter|of|side|tentative|national|local|successor)\b ?)+$`)

// subjectLabel opens the line that says what a memorandum is about.
var subjectLabel = pattern.New(`(?i)^['‘"]?(?:subject|re|title)\s*:\s*`)

// notTitle: lines of covers that are no title.
var notTitle = pattern.New(`(?i)^(?:page\b|\W*\d|table of contents|contents|index|effective\b|for the (?:years?|period|term)|from:|to:|date:|skip to)`)

// titleBytes is the longest title. The longest of the trial documents, which
// names seven chapters and two federations, has 208.
const titleBytes = 320

// title reads the document's title. An agreement's runs from the line that
// calls it one ("LABOR AGREEMENT between") to the end of the second party's
// name; of an excerpt it is its article's heading; of a procedure its subject.
func (d *describer) title() {
	switch d.a.Kind {
	case corpus.KindExcerpt:
		for _, i := range d.t.Top() {
			if p := &d.a.Provisions[i]; p.Kind == corpus.Article && p.HeadingSpan.Len() > 0 {
				d.heading(i)
				return
			}
		}
	case corpus.KindProcedure:
		for _, i := range d.t.Top() {
			switch strings.ToLower(d.a.Provisions[i].Title) {
			case "subject", "title", "re":
				c := d.t.CleanText(i)
				if to := len(strings.TrimRight(c.Text, ". ")); to > 0 && to <= titleBytes {
					d.state(corpus.FactTitle, c, 0, to)
					return
				}
			}
		}
	}
	from, to, ok := d.coverTitle()
	if !ok {
		from, to, ok = d.open.titleRow()
		ok = ok && !d.inHeading(d.open.Source(from, to))
	}
	if ok {
		d.state(corpus.FactTitle, d.open.Clean, from, to)
		return
	}
	if tops := d.t.Top(); len(tops) > 0 && d.a.Provisions[tops[0]].HeadingSpan.Len() > 0 && d.a.Kind != corpus.KindAgreement {
		d.heading(tops[0])
	}
}

// inHeading reports whether s stands in the heading of an article or a section:
// "PARTIES TO AGREEMENT" is no title of the whole.
func (d *describer) inHeading(s corpus.Span) bool {
	i := d.t.At(s.Start)
	if i < 0 {
		return false
	}
	p := &d.a.Provisions[i]
	return (p.Kind == corpus.Article || p.Kind == corpus.Section) && p.HeadingSpan.Overlaps(s)
}

// heading takes a provision's heading for the title.
func (d *describer) heading(i int) {
	c := d.t.CleanHeading(i)
	if to := len(strings.TrimRight(c.Text, ".:;,– -")); to > 0 && to <= titleBytes {
		d.state(corpus.FactTitle, c, 0, to)
	}
}

// coverTitle reads the title around the parties' names.
func (d *describer) coverTitle() (from, to int, ok bool) {
	if d.at == nil {
		return 0, 0, false
	}
	b, r := d.at, d.open
	from, to = b.first[0], max(b.first[1], b.second[1])
	if to < len(r.Text) && r.Text[to] == ' ' { // "… ASSOCIATION (POLICE SUPERVISORY UNIT)"
		if m := bracketUnit.FindString(r.Text[to:]); m != "" {
			to += len(m)
		}
	}
	if b.opener == [2]int{} { // names first, then what it is
		for i := r.rowAt(to-1) + 1; i > 0 && i < len(r.rows) && r.rows[i].from < to+120; i++ {
			if titleWord.MatchString(r.text(i)) && len(r.text(i)) < 80 {
				to = r.rows[i].to
				break
			}
		}
		return from, to, to-from <= titleBytes
	}
	if head, found := r.titleBefore(b.opener[0]); found {
		from = head
	} else if i := r.rowAt(b.opener[0]); i < 0 || r.rows[i].to > b.opener[1]+4 && i > 2 {
		return 0, 0, false // in the middle of a text, not on a cover
	}
	// "This Memorandum is entered into by …" is a sentence of a body.
	if i := r.rowAt(from); running.MatchString(r.Text[from:max(from, b.opener[1])]) || i >= 0 && sentence(r.text(i)) && r.rows[i].to > to {
		return 0, 0, false
	}
	return from, to, to-from <= titleBytes
}

var bracketUnit = pattern.New(`(?i)^ \([^()]{0,60}\bunit\)`)

// titleBefore is where the title begins whose last words stand just before
// "between" at offset at.
func (r reading) titleBefore(at int) (int, bool) {
	i := r.rowAt(at)
	if i < 0 {
		return 0, false
	}
	top := -1
	for k := i; k >= 0 && k >= i-5; k-- {
		s := strings.TrimSpace(r.Text[r.rows[k].from:min(r.rows[k].to, at)])
		words := len(strings.Fields(s))
		if k == i && words > 40 { // no lines: the title opens the sentence
			break
		}
		switch {
		case titleWord.MatchString(s) && !notTitle.MatchString(s):
			top = k
		case top >= 0 && titlePart.MatchString(s):
			top = k
		case top >= 0:
			return r.headOf(top, at), true
		case strings.Trim(s, " -–—.") == "" || byAnd.MatchString(s) || titlePart.MatchString(s):
		default:
			return 0, false
		}
	}
	if top >= 0 {
		return r.headOf(top, at), true
	}
	return 0, false
}

var byAnd = pattern.New(`(?i)^[-–— ]*by(?: and)?$`)

// headOf is where the title begins in row k: at its beginning, or behind
// "Subject:".
func (r reading) headOf(k, at int) int {
	from := r.rows[k].from
	if m := subjectLabel.FindString(r.Text[from:at]); m != "" {
		from += len(m)
	}
	if m := leadingDates.FindString(r.Text[from:at]); m != "" {
		from += len(m)
	}
	return from
}

// leadingDates are years and dates before a title: "2024-2027 AGREEMENT".
var leadingDates = pattern.New(`(?i)^(?:(?:january|february|march|april|may|june|july|august|september|october|november|december|through|thru|to|and|\d{1,4})[ ,–—/-]+)+`)

// titleRow is the title of a paper that does not say on its first lines between
// whom it is: what stands behind "Subject:", else the first line that calls it
// an agreement or the like, with the lines that belong to it. A web page's name
// behind a bar is left out.
func (r reading) titleRow() (int, int, bool) {
	for i := range r.rows {
		if m := subjectLabel.FindString(r.text(i)); m != "" && i < 20 {
			from, to := r.rows[i].from+len(m), r.rows[i].to
			if from < to && to-from <= titleBytes {
				return from, to, true
			}
		}
	}
	for i, x := range r.rows {
		s := r.text(i)
		if i > 20 {
			break
		}
		lead := len(leadingDates.FindString(s))
		s = s[lead:]
		if !titleWord.MatchString(s) || notTitle.MatchString(s) || len(strings.Fields(s)) > 20 || sentence(s) {
			continue
		}
		from, to := x.from+lead, x.to
		if k := strings.Index(s, " | "); k > 0 {
			to = from + k
		}
		if m := trailingDate.FindStringIndex(s); m != nil && m[0] > 8 {
			to = from + m[0]
		}
		if lead == 0 && r.firstLines(i) {
			from = r.rows[0].from + len(leadingDates.FindString(r.text(0)))
		}
		for k := i - 1; k >= 0 && titlePart.MatchString(r.text(k)); k-- {
			from = r.rows[k].from
		}
		return from, to, true
	}
	return 0, 0, false
}

// trailingDate is where a title line goes on with its term.
var trailingDate = pattern.New(`(?i),? (?:effective\b|for the (?:years?|period|term)\b|(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}\b)`)

// firstLines reports whether the rows above row i are the first lines of the
// title that it ends: "2023-2025 LOW BUDGET / THEATRICAL AGREEMENT". They open
// the paper in capitals with no empty line between; a name is part of the title
// only where the last line says no more than "AGREEMENT".
func (r reading) firstLines(i int) bool {
	if i == 0 || i > 2 {
		return false
	}
	bare := !strings.Contains(r.text(i), " ")
	for k := 0; k <= i; k++ {
		s := r.text(k)
		s = s[len(leadingDates.FindString(s)):]
		if s == "" || k > 0 && r.broken(r.rows[k].from) || len(strings.Fields(s)) > 6 || strings.ToUpper(s) != s || notTitle.MatchString(s) ||
			k < i && !bare && sideOf(s) != unknownSide {
			return false
		}
	}
	return true
}

// sentence reports whether a line is running text: it opens in lower case, or
// ends in a stop or goes on like one.
func sentence(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			if unicode.IsLower(r) {
				return true
			}
			break
		}
	}
	return strings.HasSuffix(s, ".") || running.MatchString(s)
}

var running = pattern.New(`\b(?:is|are|shall|will|has|have|been|hereinafter|pursuant|made|entered|[Tt]his)\b`)
