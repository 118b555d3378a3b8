package ingest

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// A paper of more than 40,000 bytes is no letter, whatever it calls itself: the
// longest side letters of the trial documents have 12,000.
const letterBytes = 40_000

// kind tells an agreement from a letter, an excerpt and a procedure by what it
// is made of.
func (d *describer) kind() corpus.AgreementKind {
	a := d.a
	articles, first, fields, numbered := 0, 0, 0, 0
	for _, i := range d.t.Top() {
		switch p := &a.Provisions[i]; {
		case p.Kind == corpus.Article:
			if articles == 0 {
				first = ordinalOf(p.Number)
			}
			articles++
			if p.Number != "" {
				numbered++
			}
		case p.Kind == corpus.Section && p.Number == "":
			fields++
		}
	}
	text := strings.ToLower(d.open.Text[:min(len(d.open.Text), 3000)])
	says := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(text, w) {
				return true
			}
		}
		return false
	}
	switch {
	case articles == 1 && first > 1, articles > 1 && first > 1 && len(a.Contents) == 0 && a.Provisions[0].Kind == corpus.Article:
		return corpus.KindExcerpt
	// A brochure has titles too, and none of them a number.
	case numbered > 0, articles > 0 && says("agreement", "contract", "memorandum") && says("between", "entered into"):
		return corpus.KindAgreement
	case fields >= 4 && strings.Contains(strings.ToLower(a.Text[:min(len(a.Text), 3000)]), "procedure"):
		return corpus.KindProcedure
	case len(a.Text) < letterBytes && says("letter of", "memorandum of", "side letter"):
		return corpus.KindLetterDoc
	case len(d.t.Top()) > 4 && says("agreement"), says("memorandum of understanding"):
		return corpus.KindAgreement
	}
	return corpus.KindOtherDoc
}

// truncated: the contents list goes on well past the last unit of the body: the
// last listed articles have no text and nothing stands after the last one that
// has.
func (d *describer) truncated() bool {
	last := -1
	tops := 0
	for i, e := range d.a.Contents {
		if e.Depth == 0 {
			tops++
			if e.Provision != "" {
				last = i
			}
		}
	}
	lost := 0
	for i, e := range d.a.Contents {
		if i > last && e.Depth == 0 && e.Kind == corpus.Article {
			lost++
		}
	}
	return tops > 3 && last >= 0 && lost >= 2
}

// ordinalOf is the value of a number printed in Arabic or Roman figures, a
// letter after it left out ("15A" is 15); 0 for anything else.
func ordinalOf(s string) int {
	v, digits := 0, 0
	for digits < len(s) && s[digits] >= '0' && s[digits] <= '9' && digits < 6 {
		v = v*10 + int(s[digits]-'0')
		digits++
	}
	if digits > 0 {
		return v
	}
	v, _ = corpus.RomanValue(s)
	return v
}
