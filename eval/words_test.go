package eval

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clausebook/clausebook/corpus"
)

func TestCompareWords(t *testing.T) {
	for _, tt := range []struct {
		name, read, truth string
		accuracy, order   float64
	}{
		{"the same", "a b c d", "a b c d", 1, 1},
		{"nothing", "", "", 0, 0},
		{"two columns read across", "a x b y c z", "a b c x y z", 1, 0.6667},
		{"a missing blank", "a bc d", "a b c d", 0.5714, 0.5714},
		{"a doubled word", "a a b b", "a b", 0.6667, 0.6667},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := CompareWords(strings.Fields(tt.read), strings.Fields(tt.truth))
			assert.InDelta(t, tt.accuracy, got.Accuracy, 0.0001)
			assert.InDelta(t, tt.order, got.Order, 0.0001)
		})
	}
}

// TestAlign holds it against the plain table on texts made at random.
func TestAlign(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	text := func() []string {
		out := make([]string, r.IntN(40))
		for i := range out {
			out[i] = string(rune('a' + r.IntN(5)))
		}
		return out
	}
	for range 2000 {
		a, b := text(), text()
		table := make([][]int, len(a)+1)
		for i := range table {
			table[i] = make([]int, len(b)+1)
		}
		for i := range a {
			for k := range b {
				if a[i] == b[k] {
					table[i+1][k+1] = table[i][k] + 1
				} else {
					table[i+1][k+1] = max(table[i][k+1], table[i+1][k])
				}
			}
		}
		n, li, lk := 0, -1, -1
		align(a, b, func(i, k int) {
			assert.Equal(t, a[i], b[k])
			assert.True(t, i > li && k > lk, "in order")
			n, li, lk = n+1, i, k
		})
		if !assert.Equal(t, table[len(a)][len(b)], n, "%v %v", a, b) {
			return
		}
	}
}

func TestReadWords(t *testing.T) {
	a := &corpus.Agreement{Text: "1 The par-\n2\n ties agree to full-\n time ﬁles"}
	span := func(from, to int) corpus.Span { return corpus.Span{Start: from, End: to} }
	a.Furniture = []corpus.Furniture{{Kind: corpus.MarginNumber, Span: span(0, 1)}, {Kind: corpus.PageLabel, Span: span(11, 12)}}
	a.Hyphens = []corpus.Hyphen{{Span: span(9, 14)}, {Span: span(32, 35), Keep: true}}
	assert.Equal(t, []string{"The", "parties", "agree", "to", "full-time", "files"}, ReadWords(a))
}

func TestTransferred(t *testing.T) {
	paged := &corpus.Agreement{Text: "Head\nARTICLE 1 HOURS\nThe week has five days.\nARTICLE 2 PAY\nPaid weekly.", Provisions: []corpus.Provision{
		{ID: "art_1", Span: corpus.Span{Start: 5, End: 44}}, {ID: "art_2", Span: corpus.Span{Start: 45, End: 71}}}}
	plain := &corpus.Agreement{Text: "ARTICLE 1\n\nHOURS\n\nThe week has five days.\n\nARTICLE 2\n\nPAY\n\nPaid weekly."}
	got := Transferred(paged, plain)
	var texts []string
	for _, p := range got.Provisions {
		texts = append(texts, plain.Text[p.Span.Start:p.Span.End])
	}
	assert.Equal(t, []string{"ARTICLE 1\n\nHOURS\n\nThe week has five days.", "ARTICLE 2\n\nPAY\n\nPaid weekly."}, texts)
}
