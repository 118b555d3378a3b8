package compare

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/agreements"
	"github.com/clausebook/clausebook/corpus/gold"
	"github.com/clausebook/clausebook/corpus/topics"
	"github.com/clausebook/clausebook/ingest"
)

// shipped reads the documents that the program ships with.
func shipped(tb testing.TB) shelf {
	tb.Helper()
	docs, err := agreements.All()
	require.NoError(tb, err)
	var s shelf
	for _, d := range docs {
		a, err := ingest.Extract(context.Background(), ingest.Input{Name: d.Name, Data: d.Data}, ingest.Options{})
		require.NoError(tb, err)
		s = append(s, a)
	}
	return s
}

// Nothing is shown that is not in the text, word for word, at the place that is
// given for it; and no cell is blank.
func TestVerbatim(t *testing.T) {
	docs := shipped(t)
	byID := map[string]*corpus.Agreement{}
	trees := map[string]*corpus.Tree{}
	for _, a := range docs {
		byID[a.ID], trees[a.ID] = a, corpus.NewTree(a)
	}
	all, err := topics.All()
	require.NoError(t, err)
	c := New(docs, nil, all)
	stated := 0
	for _, topic := range all {
		got, err := c.Align(t.Context(), Request{Topic: topic.ID})
		require.NoError(t, err)
		require.NotEmpty(t, got.Cells)
		for _, cell := range got.Cells {
			a, at := byID[cell.Agreement], topic.ID+" in "+cell.Agreement
			require.Contains(t, []State{Stated, Silent, ContentsOnly, OutsideExcerpt}, cell.State, at)
			if cell.State != Stated {
				require.NotEmpty(t, cell.Note, at)
				require.Empty(t, cell.Values, at)
				continue
			}
			stated++
			require.NotEmpty(t, cell.Provisions, at)
			require.NotEmpty(t, cell.Quotes, at)
			require.NotEmpty(t, cell.Heading, at)
			for _, p := range cell.Provisions {
				require.NotNil(t, trees[a.ID].Provision(p.ID), at)
			}
			quote := func(text, provision string, span corpus.Span) {
				require.Equal(t, text, a.CleanSpans(span).Text, at)
				require.Less(t, len(text), 2000, "%s: a sentence or clause, not a page", at)
				p := trees[a.ID].Provision(provision)
				require.NotNil(t, p, at)
				require.True(t, p.Span.Contains(span), at)
			}
			for _, q := range cell.Quotes {
				quote(q.Text, q.Provision, q.Span)
			}
			for _, v := range cell.Values {
				quote(v.Quote, v.Provision, v.Span)
				require.Contains(t, v.Quote, v.Raw, at)
				require.NotEmpty(t, v.Label, at)
			}
		}
	}
	assert.Greater(t, stated, 250)
}

// The topics that were looked up by hand. The floors are a little under what is
// reached; "clausebook eval" has the figures and every miss.
func TestGoldTopics(t *testing.T) {
	docs := shipped(t)
	set, err := gold.Load()
	require.NoError(t, err)
	all, err := topics.All()
	require.NoError(t, err)
	c := New(docs, nil, all)
	var cells, state, full, first, three, quotes, shown int
	for _, topic := range set.Topics {
		got, err := c.Align(t.Context(), Request{Topic: topic.Label})
		require.NoError(t, err)
		assert.Equal(t, topic.ID, got.Topic.ID, "topic of %q", topic.Label)
		for _, cell := range got.Cells {
			doc := gold.Number(cell.Source)
			want := Stated
			switch topic.AbsentWhy[doc] {
			case "none":
				want = Silent
			case "toc_only":
				want = ContentsOnly
			case "outside_excerpt":
				want = OutsideExcerpt
			}
			cells++
			if cell.State == want {
				state++
			} else {
				t.Logf("%s in %s is %s, read %s", topic.ID, doc, want, cell.State)
			}
			if want != Stated {
				continue
			}
			full++
			var right []bool
			for _, p := range cell.Provisions {
				right = append(right, slices.ContainsFunc(topic.Where[doc], func(path string) bool { return answers(p.ID, path) }))
			}
			if len(right) > 0 && right[0] {
				first++
			}
			if slices.Contains(right[:min(3, len(right))], true) {
				three++
			} else {
				t.Logf("%s in %s: %v not among the first three of %v", topic.ID, doc, topic.Where[doc], cell.Provisions)
			}
			if q := topic.Quote[doc]; q != "" {
				quotes++
				if slices.ContainsFunc(cell.Quotes, func(x Quote) bool { return strings.Contains(x.Text, q) }) ||
					slices.ContainsFunc(cell.Values, func(x Value) bool { return strings.Contains(x.Quote, q) }) {
					shown++
				}
			}
		}
	}
	share := func(n, of int) float64 { return float64(n) / float64(of) }
	t.Logf("state %.3f of %d, first %.3f, among three %.3f of %d, quote shown %.3f of %d",
		share(state, cells), cells, share(first, full), share(three, full), full, share(shown, quotes), quotes)
	assert.GreaterOrEqual(t, share(state, cells), 0.97)
	assert.GreaterOrEqual(t, share(first, full), 0.93)
	assert.GreaterOrEqual(t, share(three, full), 0.95)
	assert.GreaterOrEqual(t, share(shown, quotes), 0.90)
}

// answers reports whether a provision is the one at a gold path, or below it,
// by numbers alone: good enough to keep a floor. Roman numbers are gold's arabic.
func answers(id, path string) bool {
	roman := map[string]string{"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7", "VIII": "8", "IX": "9", "X": "10",
		"XI": "11", "XII": "12", "XIII": "13", "XIV": "14", "XV": "15", "XVI": "16", "XVII": "17", "XVIII": "18", "XIX": "19", "XX": "20",
		"XXI": "21", "XXII": "22", "XXIII": "23", "XXIV": "24", "XXV": "25", "XXVI": "26", "XXVII": "27", "XXVIII": "28"}
	short := map[string]string{"article": "art", "section": "sec", "appendix": "app", "part": "part", "letter": "lou"}
	steps := strings.Split(id, "__")
	want := strings.Split(path, "/")
	if len(steps) < len(want) {
		return false
	}
	for i, w := range want {
		kind, number, _ := strings.Cut(w, ":")
		k, n, _ := strings.Cut(steps[i], "_")
		if r, ok := roman[n]; ok && kind == "article" {
			n = r
		}
		number = strings.TrimPrefix(number, "lou-")
		if k != short[kind] || !strings.EqualFold(n, number) {
			return false
		}
	}
	return true
}

func BenchmarkAlign(b *testing.B) {
	docs := shipped(b)
	all, err := topics.All()
	require.NoError(b, err)
	c := New(docs, nil, all)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Align(b.Context(), Request{Topic: "bereavement"}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAttach(b *testing.B) {
	docs := shipped(b)
	all, err := topics.All()
	require.NoError(b, err)
	tree := corpus.NewTree(docs[len(docs)-1])
	b.SetBytes(int64(len(docs[len(docs)-1].Text)))
	for b.Loop() {
		Attach(tree, all)
	}
}
