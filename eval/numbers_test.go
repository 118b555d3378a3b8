package eval

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clausebook/clausebook/corpus"
)

func TestCompareNumbers(t *testing.T) {
	truth := &corpus.Agreement{Text: "pay is $15.70 for 12 days, and 3% in 2013 or 40 more"}
	a := &corpus.Agreement{Text: "pay is $15.7 for 12 days and 8% in 2013 or more"}
	at := strings.Index(a.Text, "8%")
	a.Diagnostics = []corpus.Diagnostic{{Code: "doubt", Span: corpus.Span{Start: at, End: at + 2}}, {Code: "else", Span: corpus.Span{End: len(a.Text)}}}
	got := CompareNumbers(a, truth, func(d corpus.Diagnostic) bool { return d.Code == "doubt" })
	assert.Equal(t, Numbers{True: 5, Lost: []string{"40"}, Wrong: []string{"$15.7 ($15.70)", "8% (3%)"}, Told: 1, Doubted: 1}, got)
}
