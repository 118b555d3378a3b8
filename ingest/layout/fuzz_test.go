package layout

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus/agreements"
	"github.com/clausebook/clausebook/internal/golden"
)

func isBlank(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' }

// seeds are the golden cases' inputs and a piece of each shipped document.
func seeds(tb testing.TB) []string {
	tb.Helper()
	out := golden.Inputs(tb, "testdata")
	docs, err := agreements.All()
	require.NoError(tb, err)
	for _, d := range docs {
		s := string(d.Data)
		for _, at := range []int{0, len(s) / 2} {
			piece := s[at:min(len(s), at+3000)]
			out = append(out, strings.ToValidUTF8(piece, ""))
		}
	}
	return out
}

// FuzzRead: furniture, pages and lines in order, every piece of ink kept, no
// panic.
func FuzzRead(f *testing.F) {
	for _, s := range seeds(f) {
		f.Add(s)
	}
	for _, s := range []string{"", "\ufeff", "\f\f\f", "\r\r\n", "-", "a-\n", "**", "\\", "<u>", "1 \n2 \n3 "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip("source lets UTF-8 through and nothing else")
		}
		checkDocument(t, Read(text))
	})
}
