package index

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/index/query"
)

// records are those of an agreement, by key, with what they were made of.
func records(tb testing.TB, v *vocabulary) (keys []string, list [][]byte, passages []*analysed) {
	tb.Helper()
	sp := newSpeller()
	sh := newShelf(agreement(tb, "mercy-nurses-2015", nurses+"\n> 77 | Retention of Benefits | 12\n"))
	for _, key := range sh.keys() {
		p, ok := sh.passage(key, sp)
		require.True(tb, ok)
		p.abouts = []aboutTopic{{3, 0.5}, {300, 1}}
		record, err := encodePassage(func(w *word) uint32 { return v.wordNumber(w.text, w.stem) }, p)
		require.NoError(tb, err)
		keys, list, passages = append(keys, key), append(list, record), append(passages, p)
	}
	return keys, list, passages
}

func TestRecords(t *testing.T) {
	v := &vocabulary{wordTable: &wordTable{}}
	keys, list, passages := records(t, v)
	for i, key := range keys {
		want := passages[i]
		got, err := decodePassage(v, key, list[i], true)
		require.NoError(t, err)
		assert.Equal(t, want.level, got.level)
		assert.Equal(t, want.kind(), got.kind)
		assert.Equal(t, want.start(), got.start)
		assert.Equal(t, want.abouts, got.abouts)
		assert.Equal(t, want.articles(), got.articles)
		assert.Len(t, got.values, len(want.values()))
		for _, c := range []struct {
			words []word
			got   wording
		}{{want.title, got.title}, {want.words, got.body}} {
			require.Len(t, c.got.words, len(c.words))
			for k := range c.words {
				w := &c.words[k]
				assert.Equal(t, v.wordNumber(w.text, w.stem), c.got.words[k])
				assert.Equal(t, v.stemNumber(w.stem), c.got.stems[k]&^stopBit)
				assert.Equal(t, w.stop, c.got.stems[k]&stopBit != 0)
			}
		}
		for k, up := range want.above {
			assert.Len(t, got.above[k].words, len(up))
		}
		shown, err := decodeShown(list[i][got.shownAt:])
		require.NoError(t, err)
		made := want.shown()
		if made.Clean == nil {
			assert.Equal(t, made, shown)
			continue
		}
		assert.Equal(t, made.Clean.Text, shown.Clean.Text)
		assert.Equal(t, made.Clean.Source(0, len(made.Clean.Text)), shown.Clean.Source(0, len(made.Clean.Text)))
		made.Clean, shown.Clean = nil, nil
		assert.Equal(t, made, shown)
	}
	v.release()
}

// TestWordsAt finds each word where dividing the whole text finds it.
func TestWordsAt(t *testing.T) {
	v := &vocabulary{wordTable: &wordTable{}}
	_, _, passages := records(t, v)
	for _, p := range passages {
		starts := p.starts()
		for i, want := range p.words {
			w := &wordsAt{text: p.clean.Text}
			w.from(starts, i)
			from, to := w.place(i)
			assert.Equal(t, [2]int{want.start, want.end}, [2]int{from, to})
			assert.LessOrEqual(t, wordBefore(starts, want.start), i)
		}
		w := &wordsAt{text: p.clean.Text}
		from, _ := w.place(len(p.words))
		assert.Negative(t, from, "there are no more")
	}
}

// FuzzRecord damages records: reading one ends, with an error or without, and
// what is read holds no word that is none.
func FuzzRecord(f *testing.F) {
	v := &vocabulary{wordTable: &wordTable{}}
	_, list, _ := records(f, v)
	for _, r := range list {
		f.Add(r, 5, byte(0xff))
		f.Add(r, len(r)/2, byte(0x81))
	}
	f.Fuzz(func(t *testing.T, record []byte, at int, with byte) {
		record = slices.Clone(record)
		if at >= 0 && at < len(record) {
			record[at] ^= with
		}
		p, err := decodePassage(v, "a/b", record, true)
		if err != nil {
			return
		}
		for _, w := range p.body.words {
			require.Less(t, int(w), v.size())
		}
		s, err := decodeShown(record[p.shownAt:])
		if err == nil && s.Clean != nil {
			s.Clean.Source(0, len(s.Clean.Text))
			around(s.Clean.Text, s.Starts, 0, 0)
			around(s.Clean.Text, s.Starts, len(s.Clean.Text), len(s.Clean.Text))
		}
	})
}

// TestExtent says how much is looked at for a query.
func TestExtent(t *testing.T) {
	some := []*condition{{}}
	words := []asked{{}}
	for _, c := range []struct {
		name       string
		s          search
		documents  uint64
		exact      bool
		want, look int
	}{
		{"words", search{asked: words}, 100, true, candidates, candidates},
		{"words in a large library", search{asked: words}, large + 1, true, candidatesOfMany, candidatesOfMany},
		{"a word that must be there", search{asked: words, where: some}, large + 1, true, candidatesOfMany, candidatesOfMany},
		{"a phrase", search{asked: words, where: some}, 100, false, examined, examined},
		{"a phrase in a large library", search{asked: words, where: some}, large + 1, false, candidatesOfMany, examined},
		{"to be counted", search{asked: words, where: some, request: query.Request{Facets: true}}, large + 1, false, examined, examined},
		{"in another order", search{asked: words, where: some, request: query.Request{Sort: query.ByPlace}}, large + 1, true, examined, examined},
		{"filters alone", search{}, large + 1, true, examined, examined},
		{"a page far down", search{asked: words, where: some, from: &cursor{N: 70}, request: query.Request{Limit: 20}}, large + 1, true, 180, 180},
		{"a page farther than is looked", search{asked: words, where: some, request: query.Request{Offset: 5000}}, large + 1, false, examined, examined},
	} {
		want, look := c.s.extent(c.documents, c.exact)
		assert.Equal(t, [2]int{c.want, c.look}, [2]int{want, look}, c.name)
	}
}
