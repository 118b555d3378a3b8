package index

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/clausebook/clausebook/corpus"
)

// A scaled library has the shipped agreements many times over, each copy with
// words of its own: six in a hundred are made up, their frequencies as Zipf has
// them, and ten are drawn from the shipped texts. Headings stay as they are. It
// makes each agreement when it is asked for, the same each time, so that a
// library of any size takes no memory.
type scaled struct {
	base  []*corpus.Agreement
	drawn []string // words of the shipped texts, as often as they stand there
	n     int
}

func newScaled(tb testing.TB, provisions int) *scaled {
	tb.Helper()
	lib := shippedLibrary(tb)
	s := &scaled{}
	total := 0
	for _, id := range sortedKeys(lib.list) {
		a := lib.list[id]
		s.base = append(s.base, a)
		total += len(a.Provisions)
		for i, w := range strings.Fields(a.Text) {
			if i%7 == 0 && onlyLetters(w) {
				s.drawn = append(s.drawn, w)
			}
		}
	}
	s.n = max(1, provisions*len(s.base)/total)
	return s
}

func onlyLetters(w string) bool {
	return strings.IndexFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

func (s *scaled) id(i int) string { return fmt.Sprintf("%s-%04d", s.base[i%len(s.base)].ID, i) }

func (s *scaled) Version(context.Context) (string, error) {
	return fmt.Sprintf("%064x", s.n), nil
}

func (s *scaled) Fingerprints(context.Context) (map[string]string, error) {
	out := make(map[string]string, s.n)
	for i := range s.n {
		out[s.id(i)] = "1"
	}
	return out, nil
}

func (s *scaled) Agreement(_ context.Context, id string) (*corpus.Agreement, error) {
	var i int
	if _, err := fmt.Sscanf(id[len(id)-4:], "%d", &i); err != nil || i >= s.n || s.id(i) != id {
		return nil, fmt.Errorf("no agreement %q", id)
	}
	return s.vary(s.base[i%len(s.base)], id, uint64(i)), nil
}

// vary is a copy of a with other words.
func (s *scaled) vary(a *corpus.Agreement, id string, seed uint64) *corpus.Agreement {
	r := rand.New(rand.NewPCG(seed, 1))
	zipf := rand.NewZipf(r, 1.1, 4, 200_000)
	var keep []corpus.Span // headings and furniture
	for i := range a.Provisions {
		keep = append(keep, a.Provisions[i].HeadingSpan)
	}
	for _, f := range a.Furniture {
		keep = append(keep, f.Span)
	}
	slices.SortFunc(keep, func(x, y corpus.Span) int { return cmp.Compare(x.Start, y.Start) })
	var b strings.Builder
	b.Grow(len(a.Text) + len(a.Text)/10)
	type shift struct{ from, by int }
	shifts := []shift{{0, 0}}
	k := 0
	for pos := 0; pos < len(a.Text); {
		for k < len(keep) && keep[k].End <= pos {
			k++
		}
		if k < len(keep) && keep[k].Start <= pos && keep[k].End > pos {
			b.WriteString(a.Text[pos:keep[k].End])
			pos = keep[k].End
			continue
		}
		end := pos
		for end < len(a.Text) && a.Text[end] >= 'a' && a.Text[end] <= 'z' {
			end++
		}
		if end-pos < 3 {
			end = max(end, pos+1)
			b.WriteString(a.Text[pos:end])
			pos = end
			continue
		}
		word := a.Text[pos:end]
		switch x := r.IntN(100); {
		case x < 6:
			word = pseudo(zipf.Uint64())
		case x < 16:
			word = s.drawn[r.IntN(len(s.drawn))]
		}
		b.WriteString(word)
		pos = end
		if by := b.Len() - pos; by != shifts[len(shifts)-1].by {
			shifts = append(shifts, shift{pos, by})
		}
	}
	at := func(pos int) int {
		i, found := slices.BinarySearchFunc(shifts, pos, func(x shift, pos int) int { return cmp.Compare(x.from, pos) })
		if !found {
			i--
		}
		return pos + shifts[i].by
	}
	span := func(x corpus.Span) corpus.Span { return corpus.Span{Start: at(x.Start), End: at(x.End)} }
	out := *a
	out.ID, out.Text = id, b.String()
	out.Provisions = slices.Clone(a.Provisions)
	for i := range out.Provisions {
		p := &out.Provisions[i]
		p.Span, p.HeadingSpan, p.Tokens = span(p.Span), span(p.HeadingSpan), 100
	}
	out.Contents = slices.Clone(a.Contents)
	for i := range out.Contents {
		out.Contents[i].Span = span(out.Contents[i].Span)
	}
	out.Furniture = slices.Clone(a.Furniture)
	for i := range out.Furniture {
		out.Furniture[i].Span = span(out.Furniture[i].Span)
	}
	out.Hyphens = slices.Clone(a.Hyphens)
	for i := range out.Hyphens {
		out.Hyphens[i].Span = span(out.Hyphens[i].Span)
	}
	out.Terms = slices.Clone(a.Terms)
	for i := range out.Terms {
		out.Terms[i].Span = span(out.Terms[i].Span)
	}
	out.FactSpans, out.Pages, out.Tables, out.References, out.Diagnostics = nil, nil, nil, nil, nil
	return &out
}

// pseudo is the n-th made-up word: syllables that no language has.
func pseudo(n uint64) string {
	const consonants, vowels = "bdfgklmnprstvz", "aeiou"
	w := "q"
	for n += 7; n > 0; n /= uint64(len(consonants) * len(vowels)) {
		x := n % uint64(len(consonants)*len(vowels))
		w += string(consonants[x%uint64(len(consonants))]) + string(vowels[x/uint64(len(consonants))])
	}
	return w
}

func TestScaled(t *testing.T) {
	s := newScaled(t, 4000)
	id := s.id(s.n - 1)
	a, err := s.Agreement(t.Context(), id)
	require1(t, err)
	again, err := s.Agreement(t.Context(), id)
	require1(t, err)
	if a.Text != again.Text || a.Text == s.base[(s.n-1)%len(s.base)].Text {
		t.Error("a copy is the same each time and not the original")
	}
	for i := range a.Provisions {
		p, was := &a.Provisions[i], &s.base[(s.n-1)%len(s.base)].Provisions[i]
		if p.HeadingSpan.Len() != was.HeadingSpan.Len() || p.Span.Start > p.Span.End || p.Span.End > len(a.Text) {
			t.Fatalf("provision %s: %v %v", p.ID, p.Span, p.HeadingSpan)
		}
	}
}

func require1(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}
