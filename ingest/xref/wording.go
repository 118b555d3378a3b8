package xref

import (
	"strings"
	"time"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/pattern"
)

// soEntitled reads "the Section so entitled": the title is among the words of
// the sentence before it ("temporary layoffs, which shall be governed in
// accordance with the Section so entitled").
func (x *scanner) soEntitled(p int, k kindAt) bool {
	c := cursor{x.s, p + k.n}
	if !c.take(" ") || !c.seq("so", "entitled") && !c.seq("so", "titled") {
		return false
	}
	from := max(0, p-300)
	if k := strings.LastIndex(x.s[from:p], ". "); k >= 0 {
		from += k + 2
	}
	before := " " + titleKey(x.s[from:p]) + " "
	best, name := 0, ""
	for key, at := range x.f.titles {
		p := &x.f.t.Agreement().Provisions[at[0]]
		if p.Kind == k.kind && len(key) > best && strings.Contains(key, " ") && (strings.Contains(before, " "+key+" ") || strings.Contains(before, " "+key+"s ")) {
			best, name = len(key), p.Title
		}
	}
	if best == 0 {
		return false
	}
	x.add(p, c.p, Mention{Steps: []corpus.Step{{Kind: k.kind, Name: name}}})
	return true
}

// leadsToLetter are the words in front of a letter that is named by its kind
// alone: "(See LOU or page 157)", "in the accompanying Letter of Understanding".
var leadsToLetter = pattern.New(`(?i)(?:^|[\s(])(?:see(?: the)?|(?:in|by|under|per|to)(?: the)?(?: attached| accompanying)?|accompanying|attached) $`)

// bareLetter reads a letter named by its kind alone. Whether one letter answers
// to it is for resolving to say; if none does, the words are no citation.
func (x *scanner) bareLetter(p int, k kindAt) bool {
	if k.plural || !upper(x.s[p]) || x.heading || !leadsToLetter.MatchString(x.s[max(0, p-28):p]) {
		return false
	}
	x.add(p, p+k.n, Mention{Steps: []corpus.Step{{Kind: k.kind, Word: k.word}}})
	return true
}

// written is a date in words, "July 2, 2012".
var written = pattern.New(`^,? ?(?:dated|of|signed)? ?((?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, ?\d{4})\b`)

// dated reads the date behind a paper's name: as ISO, and where it ends; 0 if
// there is none.
func dated(s string, p int) (iso string, end int) {
	m := written.FindStringSubmatch(s[p:min(len(s), p+40)])
	if m == nil {
		return "", 0
	}
	d, err := time.Parse("January 2, 2006", strings.Replace(strings.Replace(m[1], ", ", ",", 1), ",", ", ", 1))
	if err != nil {
		return "", 0
	}
	return d.Format("2006-01-02"), p + len(m[0])
}

// datedLetter reads "Letter of Understanding dated July 2, 2012": one of the
// agreement's own letters if its text has the date, else a paper outside.
func (x *scanner) datedLetter(p int, k kindAt) bool {
	rest := x.s[p+k.n:]
	if k.kind != corpus.Letter || !strings.HasPrefix(rest, " dated ") && !strings.HasPrefix(rest, " of ") && !strings.HasPrefix(rest, ", dated ") {
		return false
	}
	iso, end := dated(x.s, p+k.n)
	if end == 0 {
		return false
	}
	a := x.f.t.Agreement()
	date := iso
	if d, err := time.Parse("2006-01-02", iso); err == nil {
		date = d.Format("January 2, 2006")
	}
	for i := range a.Provisions {
		if q := &a.Provisions[i]; q.Kind == corpus.Letter && i != x.at && strings.Contains(a.Text[q.Span.Start:q.Span.End], date) && !q.Span.Contains(x.c.Source(p, end)) {
			return false // may be that one: the number or title has to say
		}
	}
	x.outside(p, end, corpus.Authority{ID: "letter/" + iso, Name: x.s[p:end]})
	return true
}

// settlement reads "grievance settlement of October 1, 1976".
func (x *scanner) settlement(p, e int) {
	iso, end := dated(x.s, e)
	if end == 0 || p < x.done {
		return
	}
	start := p
	if strings.HasSuffix(strings.ToLower(x.s[:p]), "grievance ") && p-len("grievance ") >= x.done {
		start -= len("grievance ")
	}
	x.outside(start, end, corpus.Authority{ID: "settlement/" + iso, Name: x.s[start:end]})
}

// pageCited is a page cited as a place: "(see page 57)", "LOU or page 157".
var pageCited = pattern.New(`(?i)(?:\b(?:see(?: also)?|on|to|at|or)|[(,]) $`)

// page reads "page 157", where the words in front of it use it as a place.
func (x *scanner) page(p, e int) {
	c := cursor{x.s, e}
	if p < x.done || !c.take(" ") || !pageCited.MatchString(x.s[max(0, p-12):p]) {
		return
	}
	start := c.p
	for c.p < len(c.s) && digit(c.s[c.p]) {
		c.p++
	}
	if c.p == start || c.p-start > 3 || !boundary(c.s, c.p) || strings.HasPrefix(c.rest(), " of ") {
		return
	}
	x.add(p, c.p, Mention{Steps: []corpus.Step{{Word: "Page", Number: c.s[start:c.p]}}})
}

// provision reads a title in front of "provision": "the Labor/Management
// Conference provision". The title must be of two words and be one place's only.
func (x *scanner) provision(p, e int) {
	if p < x.done {
		return
	}
	start, caps := nameStart(x.s, p, x.done)
	if caps == 0 || !strings.HasSuffix(strings.ToLower(x.s[:start]), "the ") {
		return
	}
	name := strings.TrimSpace(x.s[start:p])
	key := titleKey(name)
	at, one := x.f.titles[key], -1
	for _, i := range at {
		switch x.f.t.Agreement().Provisions[i].Kind {
		case corpus.Article, corpus.Section:
			if one >= 0 {
				return
			}
			one = i
		}
	}
	if one < 0 || !strings.Contains(key, " ") {
		return
	}
	x.add(start, e, Mention{Steps: []corpus.Step{{Name: name}}})
}

// numberWords lists the words that the agreement's own numbers begin with: "Plan"
// where it has a Plan A and a Plan C. A step is read apart.
func numberWords(t *corpus.Tree) map[string]bool {
	words := map[string]bool{}
	for i := range t.Agreement().Provisions {
		if w, label, ok := strings.Cut(t.Agreement().Provisions[i].Number, " "); ok && label != "" && len(w) > 2 && !strings.EqualFold(w, "step") {
			words[w] = true
		}
	}
	return words
}

// wordNumber reads a number with its word, tied to the title of what it stands
// in: "Plan C of the Voluntary Work Schedule Adjustment Program", "Plan A reduced
// work schedule under the VWSAP". Untied, it is a name in running text.
func (x *scanner) wordNumber(p, e int) bool {
	c := cursor{x.s, e}
	if !c.take(" ") {
		return false
	}
	label := wordAt(x.s, c.p)
	for label == "" && c.p+len(label) < len(x.s) && digit(x.s[c.p+len(label)]) {
		label = x.s[c.p : c.p+len(label)+1]
	}
	number := x.s[p:e] + " " + label
	if label == "" || len(label) > 4 || !boundary(x.s, c.p+len(label)) {
		return false
	}
	c.p += len(label)
	tail := x.s[c.p:min(len(x.s), c.p+70)]
	if k := strings.Index(tail, ". "); k >= 0 {
		tail = tail[:k]
	}
	a := x.f.t.Agreement()
	for i := range a.Provisions {
		up := x.f.t.Parent(i)
		if up < 0 || !corpus.SameNumber(a.Provisions[i].Number, number) {
			continue
		}
		for _, join := range []string{" of the ", " under the ", " in the "} {
			at := strings.Index(tail, join)
			if at < 0 {
				continue
			}
			name := c.p + at + len(join)
			end := capitalRun(x.s, name)
			key := titleKey(x.s[name:end])
			title := titleKey(a.Provisions[up].Title)
			if key == "" || title == "" || key != title && initials(title) != key {
				continue
			}
			x.add(p, end, Mention{Steps: []corpus.Step{{Kind: a.Provisions[up].Kind, Name: a.Provisions[up].Title}, {Number: number}}})
			return true
		}
	}
	return false
}
