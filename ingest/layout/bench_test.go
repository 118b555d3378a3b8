package layout

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus/agreements"
)

func BenchmarkRead(b *testing.B) {
	docs, err := agreements.All()
	require.NoError(b, err)
	for _, d := range docs {
		b.Run(d.Entry.ID, func(b *testing.B) { benchText(b, string(d.Data)) })
	}
}

// BenchmarkLinear reads a document once and ten times over: MB/s must stay
// nearly the same.
func BenchmarkLinear(b *testing.B) {
	docs, err := agreements.All()
	require.NoError(b, err)
	for _, d := range docs {
		for _, n := range []int{1, 10} {
			b.Run(fmt.Sprintf("%s-%d", d.Entry.ID, n), func(b *testing.B) { benchText(b, strings.Repeat(string(d.Data), n)) })
		}
	}
}

func benchText(b *testing.B, text string) {
	b.Helper()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Read(text)
	}
}
