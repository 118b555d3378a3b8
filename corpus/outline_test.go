package corpus_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
)

// outlined is the outline of t's agreement, written and read.
func outlined(tb testing.TB, t *corpus.Tree) *corpus.Outline {
	tb.Helper()
	o := &corpus.Outline{}
	require.NoError(tb, o.Read(string(corpus.AppendOutline(nil, t))))
	return o
}

// paged is an agreement with pages, a heading of each sort, and a contents list of
// which two entries have no body.
func paged() *corpus.Agreement {
	s := func(start, end int) corpus.Span { return corpus.Span{Start: start, End: end} }
	return &corpus.Agreement{
		Text: strings.Repeat("x", 400),
		Pages: []corpus.Page{
			{Label: "i", Span: s(0, 100)}, {Label: "1", Span: s(100, 200)}, {Span: s(200, 300)}, {Label: "3", Span: s(300, 400)},
		},
		Provisions: []corpus.Provision{
			{ID: "art_9", Kind: corpus.Article, Number: "IX", Title: "GRIEVANCES", Heading: "ARTICLE IX - GRIEVANCES", HeadingSpan: s(10, 33), Span: s(10, 390), Citation: "Article IX", Page: "i", Tokens: 7, TokensO200k: 6},
			{ID: "art_9__sec_C", Parent: "art_9", Kind: corpus.Section, Number: "C", Title: "Steps", Heading: "Section C. Steps. (Old)", HeadingSpan: s(120, 143), Span: s(120, 280), Citation: "Article IX, Section C", Page: "1", Tokens: 300},
			{ID: "elsewhere", Parent: "art_9__sec_C", Kind: corpus.Subsection, Number: "Step II", Title: "Step II", Heading: "Step II", HeadingSpan: s(150, 157), Span: s(150, 280), Citation: "Step II of Article IX", Page: "1"},
			{ID: "art_9__sec_nn", Parent: "art_9", Kind: corpus.Section, HeadingSpan: s(310, 310), Span: s(310, 390), Citation: "Article IX [unnumbered 1]", Page: "3"},
		},
		Contents: []corpus.ContentsEntry{
			{Number: "9", Kind: corpus.Article, Title: "Grievances", Page: "1", Span: s(2, 5), Provision: "art_9"},
			{Number: "D", Kind: corpus.Section, Depth: 1, Title: "Costs", Page: "4", Span: s(5, 8)},
			{Number: "10", Kind: corpus.Article, Title: "Parking", Page: "5", Span: s(8, 9)},
		},
	}
}

func TestOutline(t *testing.T) {
	for name, tree := range map[string]*corpus.Tree{"small": small(), "paged": corpus.NewTree(paged()), "empty": corpus.NewTree(&corpus.Agreement{})} {
		t.Run(name, func(t *testing.T) {
			o := outlined(t, tree)
			a := tree.Agreement()
			require.Equal(t, len(a.Provisions), o.Len())
			for i, p := range a.Provisions {
				got, err := o.Provision(i)
				require.NoError(t, err)
				assert.Equal(t, p, got)
				assert.Equal(t, tree.Parent(i), o.Parent(i), p.ID)
				assert.ElementsMatch(t, tree.Children(i), o.Children(i), p.ID)
				assert.Equal(t, tree.Find(p.ID), o.Find(p.ID), p.ID)
			}
			assert.Equal(t, -1, o.Find("art_77"))
		})
	}
}

func TestOutlineLooksUpAsATree(t *testing.T) {
	a := paged()
	tree := corpus.NewTree(a)
	o := outlined(t, tree)
	for cite, want := range map[string][]int{
		"article 9": {0}, "art 9 C": {1}, "art 9 C step 2": {2}, "page i": {0}, "page 1": {0, 1, 2}, "page 2": nil, "page 3": {0, 3}, "art 10": nil,
	} {
		c, err := corpus.ParseCitation(cite)
		require.NoError(t, err, cite)
		assert.Equal(t, want, tree.Lookup(c), cite)
		assert.Equal(t, want, o.Lookup(c), cite)
	}
	for cite, want := range map[string][]int{"art 9 D": {1}, "art 10": {2}, "art 9": nil, "art 11": nil} {
		c, err := corpus.ParseCitation(cite)
		require.NoError(t, err, cite)
		assert.Equal(t, want, o.LookupListed(c), cite)
		assert.Equal(t, want, a.LookupListed(c), cite)
	}
	assert.Equal(t, "5", o.Entries()[2].Page)

	// A file whose pages are known from its contents list alone; and an outline that
	// held something else before.
	a.Pages = nil
	require.NoError(t, o.Read(string(corpus.AppendOutline(nil, corpus.NewTree(a)))))
	c, err := corpus.ParseCitation("page 1")
	require.NoError(t, err)
	assert.Equal(t, []int{0}, o.Lookup(c))
	a.Contents, a.Provisions = nil, a.Provisions[:1]
	require.NoError(t, o.Read(string(corpus.AppendOutline(nil, corpus.NewTree(a)))))
	assert.Empty(t, o.Lookup(c))
	assert.Equal(t, 1, o.Len())
	assert.Empty(t, o.Children(0))
}

func FuzzOutline(f *testing.F) {
	f.Add(corpus.AppendOutline(nil, small()), "article 9")
	f.Add(corpus.AppendOutline(nil, corpus.NewTree(paged())), "page 1")
	f.Add([]byte{1, 0, 0, 0}, "LOU 5")
	f.Fuzz(func(t *testing.T, data []byte, cite string) {
		c, err := corpus.ParseCitation(cite)
		if err != nil {
			t.Skip()
		}
		o := outlined(t, small())
		if err := o.Read(string(data)); err != nil {
			require.Zero(t, o.Len(), "a damaged outline holds nothing")
			return
		}
		for _, i := range append(o.Lookup(c), o.Len()-1) {
			if i < 0 {
				continue
			}
			if _, err := o.Provision(i); err == nil {
				require.LessOrEqual(t, o.Find(o.ID(i)), i)
			}
		}
		for _, i := range o.LookupListed(c) {
			require.Less(t, i, len(o.Entries()))
		}
	})
}
