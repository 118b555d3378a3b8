package index

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/index/query"
)

func TestInner(t *testing.T) {
	lib, opts := shippedLibrary(t), shippedOptions(t)
	ix := openIndex(t, t.TempDir(), lib, opts)
	g, err := ix.acquire()
	require.NoError(t, err)
	defer ix.letGo(t.Context(), g)
	t.Run("shown", func(t *testing.T) { innerIsShown(t, lib, g) })
	t.Run("weighed", func(t *testing.T) { innerIsWeighed(t, lib, g, ix.know) })
	t.Run("looked up", func(t *testing.T) { outlinesLookUp(t, lib) })
}

// innerIsShown works every subsection and paragraph of the shipped agreements out of
// its section's record, and holds it against what the agreement itself says.
func innerIsShown(t *testing.T, lib *shelfLibrary, g *generation) {
	t.Helper()
	looked := 0
	for _, id := range sortedKeys(lib.list) {
		sh := newShelf(lib.list[id])
		o, err := g.atlas.open(id)
		require.NoError(t, err)
		sp := newSpeller()
		s := newSearch(g, query.Query{})
		for i := range sh.a.Provisions {
			require.Equal(t, sh.levels[i], levelOf(o, i))
			if sh.levels[i] != inner {
				continue
			}
			looked++
			key := provisionKey(id, sh.a.Provisions[i].ID)
			want, ok := sh.passage(key, sp)
			require.True(t, ok)
			p := g.placed(s, o, id, i)
			require.Equal(t, key, p.key)
			assert.Equal(t, want.start(), p.start)
			assert.Equal(t, want.articles(), articlesOf(o, i))
			got, err := p.shown()
			require.NoError(t, err, key)
			made := want.shown()
			require.Equal(t, made.Clean.Text, got.Clean.Text, key)
			for at := 0; at < len(got.Clean.Text); at += 1 + len(got.Clean.Text)/7 {
				require.Equal(t, made.Clean.Source(at, len(got.Clean.Text)), got.Clean.Source(at, len(got.Clean.Text)), "%s at %d", key, at)
			}
			for _, x := range got.Starts {
				require.Equal(t, x.word, wordsUpTo(got.Clean.Text, nil, x.at), "%s: the word of a sentence", key)
			}
			made.Clean, made.Starts = nil, nil
			shown := *got
			shown.Clean, shown.Starts = nil, nil
			require.Equal(t, made, &shown, key)
		}
		s.words.release()
	}
	assert.Greater(t, looked, 500)
}

// innerIsWeighed holds what a search weighs of a part of a section against what the
// part says by itself.
func innerIsWeighed(t *testing.T, lib *shelfLibrary, g *generation, know *knowledge) {
	t.Helper()
	looked, valued := 0, 0
	for _, id := range sortedKeys(lib.list) {
		sh := newShelf(lib.list[id])
		s := newSearch(g, query.Query{})
		s.subjects, s.finder = know.subjects, know.finder
		r := g.lists.reader()
		for i := range sh.a.Provisions {
			if sh.levels[i] != answer {
				continue
			}
			key := provisionKey(id, sh.a.Provisions[i].ID)
			n, ok, err := r.find(key)
			require.NoError(t, err)
			require.True(t, ok, key)
			var home *passage
			require.NoError(t, g.lists.record(n, func(k, record []byte) (err error) {
				home, err = decodePassage(&s.words, string(k), record, true)
				return err
			}))
			home.lists, home.number = g.lists, n
			below, err := g.below(s, home)
			require.NoError(t, err)
			for _, p := range below {
				want, ok := sh.passage(p.key, s.speller)
				require.True(t, ok)
				looked++
				require.Equal(t, s.wording(want.words).words, p.body.words, p.key)
				require.Equal(t, s.wording(want.title).stems, p.title.stems, p.key)
				require.Len(t, p.above, len(want.above), p.key)
				for k, up := range want.above {
					require.Equal(t, s.wording(up).words, p.above[k].words, p.key)
				}
				values := want.values()
				require.LessOrEqual(t, len(p.values), len(values), p.key)
				valued += len(p.values)
				for k := range p.values {
					require.Contains(t, values, p.values[k], p.key)
				}
			}
		}
		r.release()
		s.words.release()
	}
	assert.Greater(t, looked, 500)
	assert.Greater(t, valued, 100)
}

// outlinesLookUp asks the outline of each shipped agreement for every citation
// of it, and for its pages, as its tree is asked.
func outlinesLookUp(t *testing.T, lib *shelfLibrary) {
	t.Helper()
	for id, a := range lib.list {
		tree := corpus.NewTree(a)
		o := &corpus.Outline{}
		require.NoError(t, o.Read(string(corpus.AppendOutline(nil, tree))))
		cite := func(text string) {
			c, err := corpus.ParseCitation(text)
			if err != nil {
				return
			}
			require.Equal(t, tree.Lookup(c), o.Lookup(c), "%s: %s", id, text)
			require.Equal(t, a.LookupListed(c), o.LookupListed(c), "%s: listed %s", id, text)
		}
		for i := range a.Provisions {
			p := &a.Provisions[i]
			cite(p.Citation)
			cite(p.Number)
			cite("section " + p.Number)
			if i == 0 || p.Page != a.Provisions[i-1].Page {
				cite("page " + p.Page)
			}
			got, err := o.Provision(i)
			require.NoError(t, err)
			want := corpus.Provision{ID: p.ID, Parent: p.Parent, Kind: p.Kind, Number: p.Number, Title: p.Title, Heading: p.Heading, HeadingSpan: p.HeadingSpan,
				Span: p.Span, Citation: p.Citation, Page: p.Page, Tokens: p.Tokens, TokensO200k: p.TokensO200k}
			require.Equal(t, want, got)
		}
		for i := range a.Contents {
			cite(entryCitation(a, i))
		}
	}
}
