package index

import (
	"fmt"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/index/query"
)

// many is a library of n agreements that differ by a word in each section.
func many(b *testing.B, n int) (*shelfLibrary, int) {
	b.Helper()
	lib := newLibrary()
	bytes := 0
	for i := range n {
		text := strings.ReplaceAll(nurses, "The", fmt.Sprintf("The number%d", i))
		a := agreement(b, fmt.Sprintf("unit-%03d", i), text)
		lib.put(a)
		bytes += len(a.Text)
	}
	return lib, bytes
}

func BenchmarkBuild(b *testing.B) {
	lib, bytes := many(b, 100)
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	for b.Loop() {
		ix, err := Open(b.Context(), b.TempDir(), lib, Options{})
		if err != nil {
			b.Fatal(err)
		}
		if err := ix.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	lib, _ := many(b, 100)
	ix, err := Open(b.Context(), b.TempDir(), lib, Options{Topics: []corpus.Topic{{ID: "bereavement", Label: "Bereavement leave",
		Names: []string{"funeral leave"}, Cues: []string{"death days|leave family"}}}})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = ix.Close() }()
	for _, q := range []string{"bereavement leave", "article 5 section C", "how many days to file a grievance", `"jury duty"`, "arbitrtion"} {
		b.Run(q, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ix.Search(b.Context(), query.Request{Text: q}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
