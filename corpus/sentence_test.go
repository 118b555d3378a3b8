package corpus

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestSentences(t *testing.T) {
	for _, tc := range []struct {
		name, in string
		want     []string
	}{
		{"two", "First one. Second one.", []string{"First one.", "Second one."}},
		{"abbreviations", "At 4 p.m. the shift ends. See Sec. 3 and No. 4.", []string{"At 4 p.m. the shift ends.", "See Sec. 3 and No. 4."}},
		{"label at the start", "A. The Employer shall pay. B. So be it.", []string{"A. The Employer shall pay.", "B. So be it."}},
		{"money is no end", "It is $1.50 per hour. Then more.", []string{"It is $1.50 per hour.", "Then more."}},
		{"wrapped lines", "the employee shall be\nallowed Friday and\nSaturday off", []string{"the employee shall be allowed Friday and Saturday off"}},
		{"page cut", "is paid for the\n\nfirst ten days.", []string{"is paid for the first ten days."}},
		{"paragraphs", "No end here\n\nNew one", []string{"No end here", "New one"}},
		{"list", "Reasons:\n(a) quit\n(b) retire", []string{"Reasons:", "(a) quit", "(b) retire"}},
		{"rows after prose", "The employee shall accrue leave by the table that now follows here:\n1-5 years 4 hours\n5-9 years 5 hours", []string{"The employee shall accrue leave by the table that now follows here:", "1-5 years 4 hours", "5-9 years 5 hours"}},
		{"nothing", " \n ", nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			a := &Agreement{Text: tc.in}
			c := a.CleanSpans(Span{0, len(tc.in)})
			var got []string
			for _, s := range c.Sentences() {
				got = append(got, c.Text[s[0]:s[1]])
			}
			assert.Equal(t, tc.want, got)
		})
	}
}

func TestSentencesLong(t *testing.T) {
	var b strings.Builder
	for range 30 {
		b.WriteString("5 years of continuous service or so gives $50 and no more; ")
	}
	a := &Agreement{Text: b.String()}
	c := a.CleanSpans(Span{0, len(a.Text)})
	for _, s := range c.Sentences() {
		assert.LessOrEqual(t, s[1]-s[0], longSentence)
	}
}

func FuzzSentences(f *testing.F) {
	f.Add("First one. Second one.\n\n(a) third; 4. Fourth\nE")
	f.Add(strings.Repeat("a; (b) 1. Cc\n", 40))
	f.Fuzz(func(t *testing.T, s string) {
		a := &Agreement{Text: s}
		c := a.CleanSpans(Span{0, len(s)})
		end := 0
		for _, r := range c.Sentences() {
			assert.GreaterOrEqual(t, r[0], end)
			assert.Less(t, r[0], r[1])
			assert.Empty(t, strings.Trim(c.Text[end:r[0]], " "), "lost between %d and %d", end, r[0])
			end = r[1]
		}
		assert.Empty(t, strings.Trim(c.Text[end:], " "))
	})
}

func BenchmarkSentences(b *testing.B) {
	a := &Agreement{Text: strings.Repeat("An employee shall be paid $5.00 for each day. See Sec. 4;\nas (a) agreed or (b) not\n\n", 5000)}
	c := a.CleanSpans(Span{0, len(a.Text)})
	b.SetBytes(int64(len(a.Text)))
	b.ReportAllocs()
	for b.Loop() {
		c.Sentences()
	}
}
