package ingest

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/pattern"
)

// recognition is the sentence by which an employer recognises a union: "The
// Sheriff hereby recognizes the X Benevolent Association, Inc., as the exclusive
// representative for the purposes of collective bargaining". Group 1 is who
// recognises, group 2 who is recognised; the words behind "as" tell it from
// "recognizes this limitation".
var recognition = pattern.New(`(?:^|[.;:] )?([A-Z][^.;:]{0,160}?),? (?:hereby |does hereby |agrees to |fully )*(?:recogni[sz]es|acknowledges)(?: that)? (?:the )?([A-Z][^;:]{2,200}?),? (?:\([^()]*\),? )?(?:as |has been certified |is |to be )[^.;]{0,120}?(?:\bbargaining|\brepresentative|\bagent)\b`)

// recognised is the same the other way round: "The X Association is the
// recognized exclusive bargaining agent".
var recognised = pattern.New(`(?:^|[.;:] )([A-Z][^;:]{2,200}?),? (?:\([^()]*\),? )?(?:is|shall be)(?: hereby)? (?:recogni[sz]ed|certified)(?: by (?:the )?([^,;]{3,120}?))?,? as [^.;]{0,120}?(?:\bbargaining|\brepresentative|\bagent)\b`)

// blankParty is a form whose employer is still to be filled in: "between
// ________ ("Employer") and the X Alliance".
var blankParty = pattern.New(`(?i)\bbetween (?:the )?_{3,}[ _]*,? ?(?:\([^()]*\))?,? and (?:the )?([A-Z])`)

// recognizes reads the parties that neither the cover nor an opening names from
// the recognition clause. A name that is only a short form ("the Players
// Association") is followed to its definition; where there is none, the fact
// stays empty.
func (d *describer) recognizes() {
	for i := range d.a.Provisions {
		if d.a.Employer != "" && d.a.Union != "" || d.a.Provisions[i].Span.Start > len(d.a.Text)/4 {
			return
		}
		r := reading{Clean: d.t.CleanText(i)}
		if m := blankParty.FindStringSubmatchIndex(r.Text); m != nil {
			d.recognizedParty(corpus.FactUnion, r, m[2], min(len(r.Text), m[2]+partiesBytes))
		}
		if m := recognition.FindStringSubmatchIndex(r.Text); m != nil {
			d.recognizedParty(corpus.FactUnion, r, m[4], m[5])
			d.recognizedParty(corpus.FactEmployer, r, m[2], m[3])
		}
		if m := recognised.FindStringSubmatchIndex(r.Text); m != nil {
			d.recognizedParty(corpus.FactUnion, r, m[2], m[3])
			if m[4] >= 0 {
				d.recognizedParty(corpus.FactEmployer, r, m[4], m[5])
			}
		}
	}
}

// recognizedParty states a party that is not known yet, where its words say
// which side it is on.
func (d *describer) recognizedParty(f corpus.Fact, r reading, from, to int) {
	want, known := unionSide, d.a.Union
	if f == corpus.FactEmployer {
		want, known = employerSide, d.a.Employer
	}
	if known != "" {
		return
	}
	from, to = r.nameIn(from, to)
	if from >= to {
		return
	}
	if name := r.Text[from:to]; sideOf(name) == want && proper(name) && d.full(r.Text[from:to]) == nil {
		d.state(f, r.Clean, from, to)
		return
	}
	if m := d.full(r.Text[from:to]); m != nil && sideOf(m.in.Text[m.first[0]:m.first[1]]) == want {
		d.state(f, m.in.Clean, m.first[0], m.first[1])
	}
}

// definitionBytes is how far into a provision a definition is sought: it opens
// the paragraph that is made for it.
const definitionBytes = 400

// full is the definition of a short form: “Players Association” means the
// Women's Basketball Players Association, “WRL” or “Rowing League” means WRL,
// LLC. Nil where the paper has none. The definition must be longer than what it
// defines.
func (d *describer) full(short string) *bargain {
	if len(short) < 3 || len(short) > 60 {
		return nil
	}
	means, err := regexp.Compile(`(?i)["“']` + regexp.QuoteMeta(short) + `["”'](?: \([^()]*\)| or ["“'][^"“”]{3,80}["”'])?,? (?:shall )?means? (?:the )?([^.;]{4,160})`)
	if err != nil { // quoted, so it can't be
		return nil
	}
	for i := range d.a.Provisions {
		if d.a.Provisions[i].Span.Start > len(d.a.Text)/4 {
			break
		}
		p := d.a.Provisions[i].Span // with its heading, which may hold the whole definition
		s := corpus.Span{Start: p.Start, End: min(p.End, p.Start+definitionBytes)}
		if !strings.Contains(d.a.Text[s.Start:s.End], "mean") {
			continue
		}
		for s.End < len(d.a.Text) && !utf8.RuneStart(d.a.Text[s.End]) {
			s.End--
		}
		r := reading{Clean: d.a.CleanSpans(s)}
		m := means.FindStringSubmatchIndex(r.Text)
		if m == nil {
			continue
		}
		from, to := r.nameIn(m[2], m[3])
		if to-from > len(short) && proper(r.Text[from:to]) {
			return &bargain{in: r, first: [2]int{from, to}}
		}
	}
	return nil
}
