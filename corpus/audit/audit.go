// Package audit says what an agreement gets wrong about itself, as far as its
// reading shows: citations that lead nowhere, to several places or to what they
// were not meant for; text that a letter or appendix amends without its saying
// so; values at odds with themselves or with those round them; contents entries
// without a body; numbers that a run lacks or has twice.
//
// The JSON form of [Finding] is public: it is what "clausebook audit" prints.
// What counts as each kind, and what was found in the shipped documents, is in
// docs/audit.md.
package audit

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// A Kind is a kind of finding.
type Kind string

// The kinds of findings.
const (
	Dangling     Kind = "dangling"      // a citation to a place that does not exist
	Ambiguous    Kind = "ambiguous"     // a citation that may mean several places
	Stale        Kind = "stale"         // a citation whose number is another thing's than the words beside it name
	ContentsOnly Kind = "contents_only" // a contents entry whose body is not in the file
	Gap          Kind = "gap"           // a number that a run of siblings lacks or has twice
	Overridden   Kind = "overridden"    // text that a letter or appendix amends, and that does not say so
	SuspectValue Kind = "suspect_value" // a value at odds with itself or with those round it
)

// Kinds lists every kind of finding.
func Kinds() []Kind {
	return []Kind{Dangling, Ambiguous, Stale, ContentsOnly, Gap, Overridden, SuspectValue}
}

// A Finding is one fault, with its place.
type Finding struct {
	Agreement string      `json:"agreement"` // id
	Kind      Kind        `json:"kind"`
	At        *string     `json:"at"`  // id of the provision it stands in; null outside all
	Raw       string      `json:"raw"` // the words, cleaned
	Span      corpus.Span `json:"span"`
	Reason    string      `json:"reason"`
	Meant     *string     `json:"meant"` // id of the provision that is meant, or that overrides, where that is plain
}

// Findings lists what the reading of a shows, in the order of the text; findings
// at one place are in the order of [Kinds].
func Findings(a *corpus.Agreement) []Finding {
	x := &auditor{t: corpus.NewTree(a), a: a, out: []Finding{}}
	x.references()
	x.overrides()
	x.values()
	x.contents()
	x.gaps()
	order := Kinds()
	slices.SortStableFunc(x.out, func(p, q Finding) int {
		return cmp.Or(p.Span.Start-q.Span.Start, slices.Index(order, p.Kind)-slices.Index(order, q.Kind))
	})
	return x.out
}

type auditor struct {
	t   *corpus.Tree
	a   *corpus.Agreement
	out []Finding

	titles []named        // made once
	said   map[int]string // wording of a whole provision, by index, made once
	cited  map[int]int    // the article that an appendix's or letter's heading cites, by index
}

// add notes a finding; at and meant are ids, empty for none.
func (x *auditor) add(kind Kind, at, raw string, span corpus.Span, reason, meant string) {
	f := Finding{Agreement: x.a.ID, Kind: kind, Raw: raw, Span: span, Reason: reason}
	if at != "" {
		f.At = &at
	}
	if meant != "" {
		f.Meant = &meant
	}
	x.out = append(x.out, f)
}

// references lists the citations that lead nowhere, to several places, or to
// another thing than the words beside them name.
func (x *auditor) references() {
	for n := range x.a.References {
		r := &x.a.References[n]
		switch r.Status {
		case corpus.Dangling:
			meant := ""
			if len(r.Candidates) == 1 && !strings.Contains(r.Reason, "does not stand ") {
				meant = r.Candidates[0]
			}
			x.add(Dangling, r.From, r.Raw, r.Span, orElse(r.Reason, "no such place in the text"), meant)
		case corpus.Ambiguous:
			x.add(Ambiguous, r.From, r.Raw, r.Span, orElse(r.Reason, fmt.Sprintf("may mean any of %d places", len(r.Candidates))), "")
		case corpus.Resolved:
			if lacks, ok := strings.CutSuffix(r.Reason, "; this is the deepest place there is"); ok {
				x.add(Dangling, r.From, r.Raw, r.Span, lacks, "")
				continue
			}
			x.stale(r)
		}
	}
}

// contents lists the entries of the contents list that no body answers to. An
// entry without a number is often a topic of its article rather than a heading: it
// counts only where the article's text does not have its words.
func (x *auditor) contents() {
	for n, c := range x.a.Contents {
		if c.Provision != "" {
			continue
		}
		there, titled := x.spokenOf(n)
		if titled || there && c.Number == "" {
			continue
		}
		reason := "listed in the contents"
		if c.Page != "" {
			reason += ", p. " + c.Page
		}
		if there {
			reason += "; no heading in the text answers to it"
		} else {
			reason += "; the text is not in this file"
		}
		x.add(ContentsOnly, "", fold(x.a.Text[c.Span.Start:c.Span.End]), c.Span, reason, "")
	}
}

// spokenOf reports whether the text of what contents entry n stands under has two
// thirds of the words of its title, for scanning may have damaged some; and whether
// a heading as high as that has the title whole. An entry without a number is looked
// for everywhere by its whole title too.
func (x *auditor) spokenOf(n int) (there, titled bool) {
	e := &x.a.Contents[n]
	words := wording(e.Title)
	under := -1
	for k := n - 1; k >= 0; k-- {
		if up := &x.a.Contents[k]; up.Depth < e.Depth {
			under = x.t.Find(up.Provision)
			break
		}
	}
	if e.Number == "" {
		for _, i := range x.t.Top() {
			there = there || x.a.Provisions[i].Kind != corpus.Index && has(x.wordsOf(i), words)
		}
	}
	for i := range x.a.Provisions {
		if p := &x.a.Provisions[i]; (under < 0 || p.Kind == x.a.Provisions[under].Kind) && telling(words) > 0 && len(strings.Fields(words)) > 2 && has(wording(p.Heading), words) {
			titled = true // "Longevity Compensation Plan, Schedules of Payments": in the heading above it
		}
	}
	if there || under < 0 {
		return there, titled
	}
	for _, k := range x.t.Children(under) {
		// "Section C. 97": an entry without a title, of a section that is there.
		titled = titled || words == " " && corpus.SameNumber(x.a.Provisions[k].Number, e.Number)
	}
	body, found, all := x.wordsOf(under), 0, 0
	for w := range strings.FieldsSeq(words) {
		if len(w) < 4 {
			continue
		}
		all++
		if strings.Contains(body, " "+w[:min(len(w), 6)]) {
			found++
		}
	}
	return all > 0 && 3*found >= 2*all, titled
}

// gaps lists the numbers that a run of siblings lacks or has twice. A number that
// the text between its neighbours does have, in the middle of a line, is no gap of
// the agreement's.
func (x *auditor) gaps() {
	for _, g := range x.a.Certificate.Gaps {
		reason := g.Missing + " is missing"
		if g.Repeat {
			reason = g.Missing + " stands twice"
		} else if x.runsOn(g) {
			continue
		}
		x.add(Gap, g.Parent, x.a.CleanSpans(g.Span).Text, g.Span, reason, "")
	}
}

// runsOn reports whether every missing number of g stands, with its mark, in the
// text between the sibling before the gap and the one after it.
func (x *auditor) runsOn(g corpus.Gap) bool {
	after := x.t.Provision(g.After)
	if after == nil || after.Span.Start >= g.Span.Start {
		return false
	}
	_, numbers, _ := strings.Cut(g.Missing, " ")
	text := " " + x.a.CleanSpans(corpus.Span{Start: after.Span.Start, End: g.Span.Start}).Text + " "
	first, last, several := strings.Cut(numbers, " to ")
	if !several {
		last = first
	}
	for _, n := range []string{first, last} {
		if !strings.Contains(text, " "+n+". ") && !strings.Contains(text, "("+n+") ") && !strings.Contains(text, " "+n+") ") {
			return false
		}
	}
	return true
}

// leader is the run of dots between an entry and its page.
var leader = regexp.MustCompile(`\s*(?:\.\s?){3,}\s*`)

// fold is s with each run of white space or of leader dots made one blank.
func fold(s string) string {
	return strings.Join(strings.Fields(leader.ReplaceAllString(s, " ")), " ")
}

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
