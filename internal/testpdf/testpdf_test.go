package testpdf

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
)

func TestSetIsTheSameEachTime(t *testing.T) {
	for _, st := range []Style{{Name: "plain"}, {Name: "locked", Locked: true}, {Name: "turned", Sideways: true}, {Name: "unicode", Unicode: true}} {
		lines, _ := Rates()
		a, err := Set(lines, st)
		require.NoError(t, err)
		b, err := Set(lines, st)
		require.NoError(t, err)
		assert.Equal(t, a.PDF, b.PDF, st.Name)
		assert.Equal(t, a.Words, b.Words)
	}
}

func TestSetWords(t *testing.T) {
	text := strings.Repeat("Whoever administers the full-time appointments reimburses transportation. ", 30)
	m, err := Set([]Line{{Text: "ARTICLE 1 - HOURS", Level: 1}, {Text: text}}, Style{Name: "narrow", Width: 200, Height: 300, Margin: 30, Hyphenate: true, Justify: true, Head: true, Foot: true})
	require.NoError(t, err)
	assert.Equal(t, "ARTICLE 1 - HOURS "+strings.TrimSpace(text), m.Text(), "whole words, no heads and feet")
	assert.Greater(t, m.Sheets, 2)
	assert.Equal(t, m.Sheets, m.Words[len(m.Words)-1].Sheet)
}

func TestBreaks(t *testing.T) {
	assert.Equal(t, []int{5}, breaks("full-time"))
	assert.NotEmpty(t, breaks("administration,"))
	assert.Empty(t, breaks("Administration"))
	assert.Empty(t, breaks("hours"))
}

func TestManuscript(t *testing.T) {
	text := "Mill Agreement\n\nARTICLE 1\nHOURS\n\nThe week has five\ndays of work and no employ-\nee works more.\n33\n"
	span := func(s string) corpus.Span {
		k := strings.Index(text, s)
		return corpus.Span{Start: k, End: k + len(s)}
	}
	a := &corpus.Agreement{Text: text}
	a.Provisions = []corpus.Provision{{ID: "art_1", Title: "HOURS", HeadingSpan: span("ARTICLE 1\nHOURS"), Span: span(text[16:])}}
	a.Furniture = []corpus.Furniture{{Kind: corpus.PageLabel, Span: span("33")}}
	a.Hyphens = []corpus.Hyphen{{Span: span("-\n")}}
	assert.Equal(t, []Line{
		{Text: "Mill Agreement"},
		{Text: "ARTICLE 1", Level: 1, Blank: true},
		{Text: "HOURS", Level: 1},
		{Text: "The week has five", Blank: true},
		{Text: "days of work and no employee works more."},
	}, Manuscript(a))
}
