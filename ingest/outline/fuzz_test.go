package outline

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/agreements"
	"github.com/clausebook/clausebook/internal/golden"
)

// seeds are the golden cases' inputs and a piece of each shipped document.
func seeds(tb testing.TB) []string {
	tb.Helper()
	out := append(golden.Inputs(tb, "testdata"), golden.Inputs(tb, "../layout/testdata")...)
	docs, err := agreements.All()
	require.NoError(tb, err)
	for _, d := range docs {
		s := string(d.Data)
		for _, at := range []int{0, len(s) / 10, len(s) / 2} {
			out = append(out, strings.ToValidUTF8(s[at:min(len(s), at+3000)], ""))
		}
	}
	return out
}

// FuzzRead: whatever the text, the outline is whole (Validate), provisions are
// in document order and nested by their ids, headings stand in their spans,
// contents entries have their text, and it ends soon.
func FuzzRead(f *testing.F) {
	for _, s := range seeds(f) {
		f.Add(s)
	}
	for _, s := range []string{"", "\ufeff", "A.", "1.", "ARTICLE 1", "CONTENTS\nA 1\nB 2", "(a) (b) (i)", "§1.", "LETTER OF UNDERSTANDING", "SUBJECT: x\nA: y\nB: z"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip("source lets UTF-8 through and nothing else")
		}
		if len(text) > 20_000 {
			t.Skip("length is the benchmark's matter")
		}
		begun := time.Now()
		a := readText(text)
		require.Less(t, time.Since(begun), 5*time.Second)
		checkOutline(t, a)
	})
}

// checkOutline holds what is true of every outline.
func checkOutline(t *testing.T, a *corpus.Agreement) {
	t.Helper()
	require.NoError(t, a.Validate())
	for i := range a.Provisions {
		p := &a.Provisions[i]
		require.NotEmpty(t, p.ID)
		if p.Parent != "" {
			require.True(t, strings.HasPrefix(p.ID, p.Parent+"__"), "%s under %s", p.ID, p.Parent)
		}
		require.False(t, strings.ContainsAny(p.ID, " \n/?#"), "id %q", p.ID)
		require.True(t, utf8.ValidString(p.ID+p.Title+p.Number), "%q %q %q", p.ID, p.Number, p.Title)
		require.NotContains(t, p.Title, "\n")
		require.Greater(t, p.Confidence, 0.0)
	}
	c := a.Certificate
	assert.Len(t, a.Contents, c.Entries)
	assert.Equal(t, c.Entries, c.Matched+c.WithoutBody)
	assert.True(t, c.Score >= 0 && c.Score <= 1, "score %v", c.Score)
	for _, g := range c.Gaps {
		require.NotEmpty(t, g.Missing)
	}
}

// Every seed also with carriage returns, without blank lines, and cut off at
// both ends: ways in which the same agreement comes from another program.
func TestOtherForms(t *testing.T) {
	for _, s := range seeds(t) {
		for _, form := range []string{
			strings.ReplaceAll(s, "\n", "\r\n"),
			strings.ReplaceAll(s, "\n", "\r"),
			strings.ReplaceAll(s, "\n\n", "\n"),
			strings.ReplaceAll(s, "\n", " "),
			strings.ToUpper(s),
			strings.ToLower(s),
			"\ufeff" + s,
			strings.ToValidUTF8(s[len(s)/3:len(s)*2/3], ""),
			s + s,
		} {
			checkOutline(t, readText(form))
		}
	}
}

// pieces are what agreements are made of; FuzzPieces strings them together.
var pieces = []string{
	"ARTICLE ", "Article ", "SECTION ", "Section ", "Sec. ", "PART ", "APPENDIX ", "LETTER OF UNDERSTANDING ", "Step ", "RULE ", "§", "ITEM ",
	"1", "2", "3", "4", "I", "II", "III", "IV", "V", "A", "B", "C", "a", "b", "i", "ii", "12.3", "12.3.1", "8-4", "F-2", "15-A", "VIT", "\\I", "ONE",
	".", ". ", ": ", " - ", ", ", "(", ") ", "\t", " ", "\n", "\n\n", "\n\n\n", "\f", "\r\n", "**", "<u>", "</u>", "\\$", "•", "“", "”", "é", "\ufeff", "\u00a0", "\u00ad\n", "-\n",
	"RECOGNITION", "HOURS OF WORK", "Work Week.", "Grievance Procedure", "PREAMBLE", "TABLE OF CONTENTS\n", "CONTENTS\n", "INDEX\n", "IN WITNESS WHEREOF", "PURPOSE: ", "(continued)",
	"........ 12\n", "\t7\n", "Page 9\n", "- 9 -\n", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "July 1, 2021",
	"The Employer shall pay each employee every second week for the hours that were worked. ",
	"as stated in Article 2, Section B, of this Agreement, and under Appendix A, ",
	strings.Repeat("Employees on the afternoon turn receive a meal period near the middle of the turn. ", 16),
	"City of Example and Local 12          Page ",
}

// FuzzPieces builds agreements out of pieces: bytes alone seldom make a heading,
// a page or a contents list.
func FuzzPieces(f *testing.F) {
	f.Add([]byte{0, 12, 45, 62, 46, 80, 46, 0, 13, 45, 63, 46, 80, 46, 0, 14, 45, 64, 46, 80})
	f.Add([]byte{67, 0, 12, 40, 62, 73, 0, 13, 40, 63, 73, 0, 14, 40, 64, 73, 46, 0, 12, 45, 62, 46, 80})
	f.Add([]byte{12, 44, 82, 45, 13, 44, 82, 45, 14, 44, 82, 45, 15, 44, 82, 0, 16, 39, 62, 82})
	f.Fuzz(func(t *testing.T, choice []byte) {
		var b strings.Builder
		for _, c := range choice[:min(len(choice), 400)] {
			b.WriteString(pieces[int(c)%len(pieces)])
		}
		begun := time.Now()
		a := readText(b.String())
		require.Less(t, time.Since(begun), 5*time.Second)
		checkOutline(t, a)
	})
}
