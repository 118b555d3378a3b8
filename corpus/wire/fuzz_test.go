package wire_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/wire"
)

// FuzzLookUp looks up anything that may be typed: readings are of the
// agreements asked, no more than the limit and counted, and the only error is
// that it is no citation.
func FuzzLookUp(f *testing.F) {
	for _, s := range []string{"art 1 sec A", "Example Article 2", "LOU 5", "p. 1", "9C", "", "Section C of \"x", "\xff", "§ 1(a)(2)"} {
		f.Add(s)
	}
	list := []*corpus.Agreement{agreement(f)}
	f.Fuzz(func(t *testing.T, asked string) {
		got, err := wire.LookUp(asked, list, 2, 1)
		if err != nil && !errors.Is(err, corpus.ErrNoCitation) {
			t.Fatal(err)
		}
		if len(got.Readings) > 2 || got.Total < len(got.Readings) {
			t.Fatalf("%d readings of %d", len(got.Readings), got.Total)
		}
		if _, err := json.Marshal(got); err != nil {
			t.Fatal(err)
		}
	})
}
