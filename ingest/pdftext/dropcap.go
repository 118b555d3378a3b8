package pdftext

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/ingest/layout"
)

// dropCaps joins a capital that is as high as several lines with the rest of its
// word, which stands beside its head: "T" and "he employer". "A" and "I" are
// words themselves, so that they are joined only to what stands as near as the
// letters of a word. Words are changed in place.
func dropCaps(words []layout.PlacedWord) []layout.PlacedWord {
	for i := 0; i+1 < len(words); i++ {
		a, b := &words[i], &words[i+1]
		if a.Size < 1.8*b.Size || a.Turn != 0 || b.Turn != 0 || len(a.Text) > 2 || b.Text == "" || a.Outside {
			continue
		}
		r, n := utf8.DecodeRuneInString(a.Text)
		if next, _ := utf8.DecodeRuneInString(b.Text); n != len(a.Text) || !unicode.IsUpper(r) || !unicode.IsLetter(next) {
			continue
		}
		near := 0.9
		if strings.ContainsRune("AIO", r) {
			near = 0.2
		}
		gap := b.X0 - a.X1
		// The head of the rest stands at the capital's head, its foot above the capital's.
		if gap > near*b.Size || gap < -0.3*b.Size || b.Y0 < a.Y0-0.4*b.Size || b.Y0 > a.Y0+0.9*b.Size || b.Y1 > a.Y1-0.6*b.Size {
			continue
		}
		b.Text, b.X0 = a.Text+b.Text, a.X0
		words = append(words[:i], words[i+1:]...)
	}
	return words
}
