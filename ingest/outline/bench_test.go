package outline

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus/agreements"
	"github.com/clausebook/clausebook/ingest/layout"
)

// BenchmarkRead is layout and outline together, by document. The aim is 20 MB/s.
func BenchmarkRead(b *testing.B) {
	docs, err := agreements.All()
	require.NoError(b, err)
	all := 0
	for _, d := range docs {
		all += len(d.Data)
		b.Run(d.Entry.ID, func(b *testing.B) {
			text := string(d.Data)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Read(layout.Read(text))
			}
		})
	}
	b.Run("all", func(b *testing.B) {
		b.SetBytes(int64(all))
		b.ReportAllocs()
		for b.Loop() {
			for _, d := range docs {
				Read(layout.Read(string(d.Data)))
			}
		}
	})
}

// BenchmarkReadAlone is outline without layout.
func BenchmarkReadAlone(b *testing.B) {
	docs, err := agreements.All()
	require.NoError(b, err)
	for _, d := range docs {
		b.Run(d.Entry.ID, func(b *testing.B) {
			text := string(d.Data)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				doc := layout.Read(text) // outline marks running heads in it
				b.StartTimer()
				Read(doc)
			}
		})
	}
}

// BenchmarkLinear reads one document once and ten times over as one text: MB/s
// must stay nearly the same (ten times the text in at most eleven times the
// time). Repeated as it is, the copies are agreements bound in one file; under
// running numbers, one agreement of many articles.
func BenchmarkLinear(b *testing.B) {
	docs, err := agreements.All()
	require.NoError(b, err)
	var one string
	for _, d := range docs {
		if d.Entry.Kind == "agreement" && !d.Entry.Truncated && (one == "" || len(d.Data) < len(one)) {
			one = string(d.Data)
		}
	}
	for _, n := range []int{1, 10} {
		b.Run(fmt.Sprintf("copies-%d", n), func(b *testing.B) { benchText(b, strings.Repeat(one, n)) })
	}
	for _, n := range []int{1, 10} {
		b.Run(fmt.Sprintf("articles-%d", 40*n), func(b *testing.B) { benchText(b, manyArticles(40*n)) })
	}
}

func benchText(b *testing.B, text string) {
	b.Helper()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Read(layout.Read(text))
	}
}

// manyArticles is an agreement with a contents list, n articles of six sections
// with lists in them, and pages.
func manyArticles(n int) string {
	var b strings.Builder
	b.WriteString("AGREEMENT\n\nTABLE OF CONTENTS\n\n")
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, "ARTICLE %d SUBJECT NUMBER %d ........ %d\n", i, i, i)
		for s := 'A'; s <= 'F'; s++ {
			fmt.Fprintf(&b, "   Section %c. Matter %c. ........ %d\n", s, s, i)
		}
	}
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, "\nARTICLE %d\nSUBJECT NUMBER %d\n\n", i, i)
		for s := 'A'; s <= 'F'; s++ {
			fmt.Fprintf(&b, "Section %c. Matter %c.\n\n", s, s)
			for k := 1; k <= 4; k++ {
				fmt.Fprintf(&b, "%d. The Employer shall pay each employee every second week for the hours\nthat were worked, as stated in Article %d, Section B, of this Agreement.\n\n", k, max(1, i-k))
			}
		}
		fmt.Fprintf(&b, "\n- %d -\n", i)
	}
	return b.String()
}
