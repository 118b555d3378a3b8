package audit

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clausebook/clausebook/corpus"
)

func TestFindings(t *testing.T) {
	const text = "7. Parking 12\nSECTION G. Hours, see Section Z and Section B.\nSECTION I. Pay, as the Act says.\n"
	span := func(words string) corpus.Span {
		s := strings.Index(text, words)
		return corpus.Span{Start: s, End: s + len(words)}
	}
	a := &corpus.Agreement{
		ID: "x", Text: text,
		References: []corpus.CrossReference{
			{From: "sec_G", Raw: "Section Z", Span: span("Section Z"), Status: corpus.Dangling, Reason: "no section Z here"},
			{From: "sec_G", Raw: "Section B", Span: span("Section B"), Status: corpus.Ambiguous, Candidates: []string{"a", "b"}},
			{From: "sec_I", Raw: "the Act", Span: span("the Act"), Status: corpus.External},
			{From: "sec_I", Raw: "Pay", Span: span("Pay"), Status: corpus.Resolved, Target: "sec_G"},
		},
		Contents: []corpus.ContentsEntry{
			{Title: "Parking", Page: "12", Span: span("7. Parking 12")},
			{Title: "Hours", Span: span("SECTION G"), Provision: "sec_G"},
		},
		Certificate: corpus.Certificate{Gaps: []corpus.Gap{
			{After: "sec_G", Missing: "Section H", Span: span("SECTION I. Pay")},
			{Parent: "art_1", Missing: "Section I", Repeat: true, Span: span("SECTION I")},
		}},
	}
	got := Findings(a)
	at := func(id string) *string { return &id }
	assert.Equal(t, []Finding{
		{Agreement: "x", Kind: ContentsOnly, Raw: "7. Parking 12", Span: span("7. Parking 12"), Reason: "listed in the contents, p. 12; the text is not in this file"},
		{Agreement: "x", Kind: Dangling, At: at("sec_G"), Raw: "Section Z", Span: span("Section Z"), Reason: "no section Z here"},
		{Agreement: "x", Kind: Ambiguous, At: at("sec_G"), Raw: "Section B", Span: span("Section B"), Reason: "may mean any of 2 places"},
		{Agreement: "x", Kind: Gap, Raw: "SECTION I. Pay", Span: span("SECTION I. Pay"), Reason: "Section H is missing"},
		{Agreement: "x", Kind: Gap, At: at("art_1"), Raw: "SECTION I", Span: span("SECTION I"), Reason: "Section I stands twice"},
	}, got)
	assert.Equal(t, []Finding{}, Findings(&corpus.Agreement{}), "an empty list, not null")
}
