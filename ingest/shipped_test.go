package ingest

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/agreements"
	"github.com/clausebook/clausebook/internal/golden"
)

// shipped reads the five documents.
func shipped(tb testing.TB, f func(d agreements.Document, a *corpus.Agreement)) {
	tb.Helper()
	docs, err := agreements.All()
	require.NoError(tb, err)
	require.Len(tb, docs, 5)
	for _, d := range docs {
		a, err := Extract(context.Background(), Input{Name: d.Name, Data: d.Data}, Options{})
		require.NoError(tb, err)
		f(d, a)
	}
}

// Every word of a document that is not furniture stands in exactly one heading
// or text, in the document's order.
func TestShippedWords(t *testing.T) {
	shipped(t, func(d agreements.Document, a *corpus.Agreement) {
		t.Run(d.Entry.ID, func(t *testing.T) {
			require.NoError(t, a.Validate())
			assert.Equal(t, string(d.Data), a.Text, "the text is the file")
			checkWords(t, a)
		})
	})
}

// checkWords compares what provisions show with the text less its furniture,
// first as words, then byte by byte. Hyphens do not count: one that a line end
// made is gone, unless a heading ends between the halves.
func checkWords(t *testing.T, a *corpus.Agreement) {
	t.Helper()
	tree := corpus.NewTree(a)
	count := map[string]int{}
	var pieces []corpus.Span
	for i := range a.Provisions {
		for _, c := range []*corpus.Clean{tree.CleanHeading(i), tree.CleanText(i)} {
			for _, w := range words(c.Text) {
				count[w]++
			}
		}
		pieces = append(pieces, a.Provisions[i].HeadingSpan)
		pieces = append(pieces, tree.Own(i)...)
	}
	whole := a.CleanSpans(corpus.Span{Start: 0, End: len(a.Text)}).Text
	for _, w := range words(whole) {
		count[w]--
	}
	for w, n := range count {
		if n != 0 && !strings.Contains(w, "-") {
			// A heading may end inside what white space alone would call a word.
			assert.Zero(t, n, "%q stands %d times more often in provisions than in the text", w, n)
		}
	}
	slices.SortStableFunc(pieces, func(x, y corpus.Span) int { return cmp.Compare(x.Start, y.Start) })
	var shown strings.Builder
	for _, p := range pieces {
		shown.WriteString(a.CleanSpans(p).Text)
	}
	want, got := inkOnly(whole), inkOnly(shown.String())
	if want != got {
		k := 0
		for k < min(len(want), len(got)) && want[k] == got[k] {
			k++
		}
		require.Failf(t, "words lost, doubled or out of order", "at byte %d of the ink:\ntext       …%s…\nprovisions …%s…", k, around(want, k), around(got, k))
	}
}

// stuck is a label whose blank the page lost: "32-1-2The".
var stuck = regexp.MustCompile(`(\d)([A-Z][a-z])`)

func words(s string) []string {
	s = stuck.ReplaceAllString(s, "$1 $2")
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func inkOnly(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '-' || r == '\u00ad' || r == '\u2010' || r == '\ufeff' {
			return -1
		}
		return r
	}, s)
}

func around(s string, k int) string { return s[max(0, k-60):min(len(s), k+60)] }

// The outlines of the documents, down to their sections: id, number, title.
func TestShippedOutlines(t *testing.T) {
	shipped(t, func(d agreements.Document, a *corpus.Agreement) {
		t.Run(d.Entry.ID, func(t *testing.T) {
			var b strings.Builder
			tree := corpus.NewTree(a)
			for i := range a.Provisions {
				p := &a.Provisions[i]
				if p.Kind == corpus.Subsection || p.Kind == corpus.Paragraph {
					continue
				}
				fmt.Fprintf(&b, "%s%s\t%s\t%s\n", strings.Repeat("  ", len(tree.Ancestors(i))), p.ID, p.Number, p.Title)
			}
			golden.Check(t, "testdata/"+d.Entry.ID+".outline", []byte(b.String()))
		})
	})
}

// The furniture of the documents, numbers hidden, with how often each piece
// stands: words of an agreement among it would be words lost to the reader.
func TestShippedFurniture(t *testing.T) {
	shipped(t, func(d agreements.Document, a *corpus.Agreement) {
		t.Run(d.Entry.ID, func(t *testing.T) {
			count := map[string]int{}
			for _, f := range a.Furniture {
				s := a.Text[f.Span.Start:f.Span.End]
				switch f.Kind {
				case corpus.ContentsList:
					s = "(the contents list)"
				case corpus.ForeignMatter:
					s = "(what stands before and behind the agreement)"
				}
				count[string(f.Kind)+": "+hideNumbers(s)]++
			}
			rows := make([]string, 0, len(count))
			for s := range count {
				rows = append(rows, s)
			}
			slices.Sort(rows)
			var b strings.Builder
			for _, s := range rows {
				fmt.Fprintf(&b, "%4d  %s\n", count[s], s)
			}
			golden.Check(t, "testdata/"+d.Entry.ID+".furniture", []byte(b.String()))
		})
	})
}

// hideNumbers folds white space and writes each number as one "#".
func hideNumbers(s string) string {
	var b strings.Builder
	digit := false
	for _, r := range strings.Join(strings.Fields(s), " ") {
		if !unicode.IsDigit(r) {
			b.WriteRune(r)
		} else if !digit {
			b.WriteByte('#')
		}
		digit = unicode.IsDigit(r)
	}
	return b.String()
}

// BenchmarkExtract is the whole reading, token counts left out. The aim is less
// than a second a document.
func BenchmarkExtract(b *testing.B) {
	docs, err := agreements.All()
	require.NoError(b, err)
	for _, d := range docs {
		b.Run(d.Entry.ID, func(b *testing.B) {
			b.SetBytes(int64(len(d.Data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Extract(context.Background(), Input{Name: d.Name, Data: d.Data}, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
