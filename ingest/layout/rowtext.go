package layout

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
)

// wideGap3 stands for a gap that parts columns of a table or a margin number
// from its line; sentences never have it.
const wideGap3 = "   "

// A piece is a part of a row's text between wide gaps: bytes [from,to), at
// [u0,u1) across the page.
type piece struct {
	from, to int
	u0, u1   float64
}

// text is a row's text, words parted by blanks as they stand apart, and its
// pieces.
func (r *run) text() (string, []piece) {
	if byPlace := func(a, b *framed) int { return cmp.Compare(a.u0, b.u0) }; !slices.IsSortedFunc(r.words, byPlace) {
		r.words = slices.Clone(r.words)
		slices.SortStableFunc(r.words, byPlace)
	}
	var b strings.Builder
	letters := 0
	for _, w := range r.words {
		letters += len(w.Text) + len(wideGap3)
	}
	b.Grow(letters)
	var out []piece
	from, left := 0, r.words[0].u0
	r.doubts = nil
	spread := r.spread()
	for i, w := range r.words {
		if i > 0 {
			p := r.words[i-1]
			gap, size := w.u0-p.u1, max(1, min(w.Size, p.Size))
			switch {
			case spread > 0 && gap < spread:
			case gap > 1.5*size || r.tabular && gap > 0.8*max(w.Size, p.Size):
				out = append(out, piece{from, b.Len(), left, p.u1})
				b.WriteString(wideGap3)
				from, left = b.Len(), w.u0
			case gap > 0.08*size && (gap > 0.25*size || min(w.Size, p.Size) > 0.8*max(w.Size, p.Size)) || p.Blank && gap > -0.3*size || note(p, w):
				b.WriteByte(' ')
			}
		}
		if w.Doubt != "" {
			r.doubts = append(r.doubts, doubted{b.Len(), b.Len() + len(w.Text), w.Doubt})
		}
		b.WriteString(w.Text)
	}
	return b.String(), append(out, piece{from, b.Len(), left, r.words[len(r.words)-1].u1})
}

// note: one of two words that touch is the number of a note, set small and
// raised ("wages" and 28; the page 25 and note 11), which would make another
// word or number of both. "1st" with raised letters is one word.
func note(a, b *framed) bool {
	small, large := a, b
	if small.Size > large.Size {
		small, large = large, small
	}
	if small.Size > 0.8*large.Size || math.Abs((a.v1-descent*a.Size)-(b.v1-descent*b.Size)) < 0.08*large.Size {
		return false
	}
	for i := range len(small.Text) {
		if c := small.Text[i]; c < '0' || c > '9' {
			return false
		}
	}
	return large.Text != "/" && large.Text != "⁄" // halves and quarters
}

// descent is how far a word's box reaches below its baseline, in heights of its
// font.
const descent = 0.22

// spread is the gap below which characters belong to one word, in a line whose
// letters are set apart ("A R T I C L E   4"); 0 for other lines.
func (r *run) spread() float64 {
	if len(r.words) < 4 {
		return 0
	}
	letters := 0
	for _, w := range r.words {
		if len(w.Text) == 1 || len(w.Text) <= utf8.UTFMax && utf8.RuneCountInString(w.Text) == 1 {
			letters++
		}
	}
	if letters*10 < len(r.words)*8 {
		return 0
	}
	gaps := make([]float64, 0, len(r.words))
	for i, w := range r.words[1:] {
		gaps = append(gaps, w.u0-r.words[i].u1)
	}
	sort.Float64s(gaps)
	mid := gaps[len(gaps)/2]
	// Letters set apart have one gap; single letters in a table have any.
	if mid <= 0 || mid > 0.9*r.words[0].Size || gaps[0] < 0.5*mid {
		return 0
	}
	return 1.6 * mid
}

// box is the row's place on the page.
func (r *run) box(sheet int) corpus.Box {
	b := r.words[0].box(sheet)
	for _, w := range r.words[1:] {
		b.X0, b.Y0, b.X1, b.Y1 = min(b.X0, w.X0), min(b.Y0, w.Y0), max(b.X1, w.X1), max(b.Y1, w.Y1)
	}
	return b
}

// weight is the row's font size (that of most of its characters) and whether
// most of them are bold.
func (r *run) weight() (size float64, bold bool) {
	total, heavy := 0, 0
	count := make([]struct {
		size float64
		n    int
	}, 0, 4)
	most := 0
	for _, w := range r.words {
		n := len(w.Text)
		total += n
		if w.Bold {
			heavy += n
		}
		s := math.Round(w.Size*2) / 2
		k := 0
		for k < len(count) && count[k].size != s {
			k++
		}
		if k == len(count) {
			count = append(count, struct {
				size float64
				n    int
			}{size: s})
		}
		count[k].n += n
		if count[k].n > most || count[k].n == most && s > size {
			size, most = s, count[k].n
		}
	}
	return size, heavy*2 > total
}
