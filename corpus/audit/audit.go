// Package audit says what an agreement gets wrong about itself, as far as its
// reading shows: citations that lead nowhere or to several places, contents
// entries without a body, numbers that a run lacks or has twice.
//
// The JSON form of [Finding] is public: it is what "clausebook audit" prints.
package audit

import (
	"fmt"
	"slices"

	"github.com/clausebook/clausebook/corpus"
)

// A Kind is a kind of finding.
type Kind string

// The kinds of findings. Stale, Overridden and SuspectValue are reserved: this
// version finds none of them.
const (
	Dangling     Kind = "dangling"      // a citation to a place that does not exist
	Ambiguous    Kind = "ambiguous"     // a citation that may mean several places
	Stale        Kind = "stale"         // a citation that an edition has overtaken
	ContentsOnly Kind = "contents_only" // a contents entry whose body is not in the file
	Gap          Kind = "gap"           // a number that a run of siblings lacks or has twice
	Overridden   Kind = "overridden"    // text that another paper replaces
	SuspectValue Kind = "suspect_value" // words and figures that disagree
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
	Raw       string      `json:"raw"` // the words
	Span      corpus.Span `json:"span"`
	Reason    string      `json:"reason"`
	Meant     *string     `json:"meant"` // id of the provision that is meant, where that is plain
}

// Findings lists what the reading of a shows, in the order of the text.
func Findings(a *corpus.Agreement) []Finding {
	out := []Finding{}
	add := func(kind Kind, at, raw string, span corpus.Span, reason string) {
		f := Finding{Agreement: a.ID, Kind: kind, Raw: raw, Span: span, Reason: reason}
		if at != "" {
			f.At = &at
		}
		out = append(out, f)
	}
	for _, r := range a.References {
		switch r.Status {
		case corpus.Dangling:
			add(Dangling, r.From, r.Raw, r.Span, orElse(r.Reason, "no such place in the text"))
		case corpus.Ambiguous:
			add(Ambiguous, r.From, r.Raw, r.Span, orElse(r.Reason, fmt.Sprintf("may mean any of %d places", len(r.Candidates))))
		}
	}
	for _, c := range a.Contents {
		if c.Provision == "" {
			reason := "listed in the contents; the text is not in this file"
			if c.Page != "" {
				reason = fmt.Sprintf("listed in the contents, p. %s; the text is not in this file", c.Page)
			}
			add(ContentsOnly, "", a.CleanSpans(c.Span).Text, c.Span, reason)
		}
	}
	for _, g := range a.Certificate.Gaps {
		reason := g.Missing + " is missing"
		if g.Repeat {
			reason = g.Missing + " stands twice"
		}
		add(Gap, g.Parent, a.CleanSpans(g.Span).Text, g.Span, reason)
	}
	slices.SortStableFunc(out, func(x, y Finding) int { return x.Span.Start - y.Span.Start })
	return out
}

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
