package pdftext

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/ingest/layout"
)

// maxDropCaps bounds the capitals looked at on a page: a page has few.
const maxDropCaps = 32

// dropCaps joins a capital that is as high as several lines with the rest of its
// word, which stands beside its head: "T" and "he employer". Programs draw the
// capital before its lines or after the whole page. Whether "A" is a word itself
// ("A grievance", not "After") the line below tells, which begins beside the
// capital too: the rest of a word stands right above its beginning, the next word
// a blank further. Such a capital becomes a word of its line. Words are changed
// in place.
func dropCaps(words []layout.PlacedWord) []layout.PlacedWord {
	var gone []int
	seen := 0
	for i := range words {
		a := &words[i]
		if r, n := utf8.DecodeRuneInString(a.Text); a.Turn != 0 || n == 0 || n != len(strings.TrimSuffix(a.Text, ".")) || !unicode.IsUpper(r) || a.Outside {
			continue
		}
		if i+1 < len(words) && words[i+1].Size > a.Size/1.8 && (i == 0 || words[i-1].Size > a.Size/1.8) {
			continue // a letter among others of its size
		}
		if seen++; seen > maxDropCaps {
			break
		}
		head, below := besideCapital(words, i)
		if head < 0 {
			continue
		}
		b := &words[head]
		near := 0.9
		if r := a.Text[0]; r == 'A' || r == 'I' || r == 'O' {
			near = 0.2
		}
		joined := b.X0-a.X1 <= near*b.Size
		if below >= 0 {
			// Web pages leave the blank out: a word that the page has is one.
			joined = b.X0-words[below].X0 < 0.12*b.Size && (near > 0.5 || !isWord(words, head))
		}
		if r, _ := utf8.DecodeRuneInString(b.Text); !unicode.IsLetter(r) || near < 0.5 && unicode.IsUpper(r) && len(b.Text) > 1 && b.Text != strings.ToUpper(b.Text) || strings.HasSuffix(a.Text, ".") {
			joined = false // "A Flexible", "A. Subject"
		}
		if joined {
			b.Text, b.X0 = a.Text+b.Text, a.X0
			gone = append(gone, i)
			continue
		}
		if below >= 0 { // only what stands beside two lines is sure to open them
			a.Size, a.Y0, a.Y1, a.Blank = b.Size, b.Y0, b.Y1, true
			a.X1 = max(a.X0, min(a.X1, b.X0-0.2*b.Size))
		}
	}
	for _, i := range slices.Backward(gone) {
		words = slices.Delete(words, i, i+1)
	}
	return words
}

// isWord: the word stands elsewhere on the page, too.
func isWord(words []layout.PlacedWord, i int) bool {
	for k := range words {
		if k != i && words[k].Text == words[i].Text {
			return true
		}
	}
	return false
}

// besideCapital finds the words that begin the lines beside a tall capital: the
// one at its head and the one below that; -1 where there is none.
func besideCapital(words []layout.PlacedWord, capital int) (head, below int) {
	a := &words[capital]
	head, below = -1, -1
	for k := range words {
		b := &words[k]
		if k == capital || b.Turn != 0 || b.Outside || b.Text == "" || a.Size < 1.8*b.Size || b.X0 < a.X1-0.3*b.Size || b.X0 > a.X1+1.5*b.Size {
			continue
		}
		switch {
		// The head of the rest stands at the capital's head, its foot above the capital's.
		case b.Y0 >= a.Y0-0.4*b.Size && b.Y0 <= a.Y0+0.9*b.Size && b.Y1 <= a.Y1-0.6*b.Size:
			if head < 0 || b.X0 < words[head].X0 {
				head = k
			}
		case b.Y0 > a.Y0+0.9*b.Size && b.Y1 <= a.Y1+0.6*b.Size:
			if below < 0 || b.Y0 < words[below].Y0-0.5*b.Size || b.X0 < words[below].X0 && b.Y0 < words[below].Y0+0.5*b.Size {
				below = k
			}
		}
	}
	return head, below
}
