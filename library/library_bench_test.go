package library

import (
	"fmt"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/corpus"
)

// large is an agreement of the size of a middling contract: 400 kB of text,
// 1,000 provisions.
func large(id string) (*corpus.Agreement, []byte) {
	a, _ := small(id, strings.Repeat("The Employer shall grant the employee leave with pay. ", 7500))
	n := len(a.Text) / 1000
	a.Provisions = nil
	for i := range 1000 {
		a.Provisions = append(a.Provisions, corpus.Provision{ID: fmt.Sprintf("art_%d", i), Kind: corpus.Article, Number: fmt.Sprint(i),
			Span: corpus.Span{Start: i * n, End: (i + 1) * n}, Citation: fmt.Sprint("Article ", i), Confidence: 1})
	}
	return a, []byte(a.Text)
}

func BenchmarkPut(b *testing.B) {
	l, err := Open(b.Context(), b.TempDir(), Options{})
	if err != nil {
		b.Fatal(err)
	}
	a, source := large("a")
	b.SetBytes(int64(len(source)))
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		a.Title = fmt.Sprint("reading ", i) // else there is nothing to do
		if err := l.Put(b.Context(), a, source); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAgreement(b *testing.B) {
	dir := b.TempDir()
	l, err := Open(b.Context(), dir, Options{})
	if err != nil {
		b.Fatal(err)
	}
	a, source := large("a")
	if err := l.Put(b.Context(), a, source); err != nil {
		b.Fatal(err)
	}
	b.Run("from disk", func(b *testing.B) {
		b.SetBytes(int64(len(source)))
		for b.Loop() {
			l.cache = newCache(1)
			if _, err := l.Agreement(b.Context(), "a"); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("from memory", func(b *testing.B) {
		for b.Loop() {
			if _, err := l.Agreement(b.Context(), "a"); err != nil {
				b.Fatal(err)
			}
		}
	})
}
