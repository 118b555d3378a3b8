package index

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/blevesearch/bleve/v2"
	bleveq "github.com/blevesearch/bleve/v2/search/query"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/index/query"
)

// asBleve is a lookup as bleve's own search is asked it.
func asBleve(q *lookup) bleveq.Query {
	var args []bleveq.Query
	for _, a := range q.args {
		args = append(args, asBleve(a))
	}
	switch q.op {
	case lookTerm:
		t := bleveq.NewTermQuery(q.term)
		t.SetField(q.field)
		return t
	case lookAll:
		if len(args) == 0 {
			return bleve.NewMatchAllQuery()
		}
		return bleveq.NewConjunctionQuery(args)
	case lookAny:
		if len(args) == 0 {
			return bleve.NewMatchNoneQuery()
		}
		return bleveq.NewDisjunctionQuery(args)
	}
	return bleveq.NewBooleanQuery([]bleveq.Query{bleve.NewMatchAllQuery()}, nil, args)
}

// TestLookups asks bleve's own search the same: over an index of several
// segments, of which one has lost passages.
func TestLookups(t *testing.T) {
	lib, opts := two(t)
	ix := openIndex(t, t.TempDir(), lib, opts)
	lib.put(agreement(t, "city-clerks-2016", "# 1 | Leave\nAn employee may take leave two days a week.\n# 2 | Jury Duty\nPaid.\n"))
	require.NoError(t, ix.Refresh(t.Context()))
	lib.put(agreement(t, "lapeer-police-2012", police+"# VI | Hours\nForty a week.\n"))
	lib.put(agreement(t, "city-clerks-2018", "# 1 | Leave\nAn employee may take leave three days a week.\n# 2 | Notice\nOf leave.\n"))
	require.NoError(t, ix.Refresh(t.Context()))
	g, err := ix.acquire()
	require.NoError(t, err)
	defer func() { require.NoError(t, g.release()) }()
	require.Greater(t, len(g.lists.parts), 1, "segments")
	require.Greater(t, g.lists.size, int(g.meta.Documents), "passages that were removed")

	r := rand.New(rand.NewPCG(3, 3))
	fields := []string{fieldTitle, fieldPath, fieldText, fieldBrief, fieldOften, fieldMost, fieldWord}
	var stems []string
	for n := range uint32(g.lex.stems) {
		stems = append(stems, g.lex.stem(n))
	}
	stems = append(stems, "nowhere", "leav", "leav", "leav", "duti", "employee")
	var random func(depth int) *lookup
	random = func(depth int) *lookup {
		op := lookTerm
		if depth > 0 {
			op = lookupOp(r.IntN(4))
		}
		switch op {
		case lookTerm:
			return termIn(fields[r.IntN(len(fields))], stems[r.IntN(len(stems))])
		case lookNot:
			return noneOf(random(depth - 1))
		}
		q := &lookup{op: op}
		for range r.IntN(4) {
			q.args = append(q.args, random(depth-1))
		}
		return q
	}
	for range 300 {
		q := random(3)
		req := bleve.NewSearchRequestOptions(asBleve(q), 1000, 0, false)
		req.Score = "none"
		found, err := g.engine.Search(req)
		require.NoError(t, err)
		var want, got []string
		for _, h := range found.Hits {
			want = append(want, h.ID)
		}
		reader := g.lists.reader()
		best, total, err := reader.choose(nil, q, true, 1000)
		reader.release()
		require.NoError(t, err)
		for _, x := range best {
			require.NoError(t, g.lists.record(x.number, func(key, record []byte) error {
				got = append(got, string(key))
				_, err := decodePassage(&vocabulary{wordTable: g.lex.wordTable}, string(key), record, true)
				return err
			}))
		}
		slices.Sort(want)
		slices.Sort(got)
		assert.Equal(t, want, got)
		assert.Equal(t, len(want), total)
		count, err := g.lists.count(q)
		require.NoError(t, err)
		assert.Equal(t, len(want), count)
	}
}

// TestSelection sorts the same numbers whole.
func TestSelection(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for range 200 {
		limit := r.IntN(20)
		s := &selection{limit: limit}
		var all []chosen
		for n := range r.IntN(60) {
			c := chosen{n, float32(r.IntN(9))}
			all = append(all, c)
			s.add(c.number, c.score)
		}
		slices.SortFunc(all, func(a, b chosen) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.number, b.number)) })
		assert.Equal(t, len(all), s.total)
		assert.Equal(t, append([]chosen(nil), all[:min(limit, len(all))]...), append([]chosen(nil), s.sorted()...))
	}
}

// TestChoose has a word in a title go before one in a text, often before once.
func TestChoose(t *testing.T) {
	lib := newLibrary(agreement(t, "a", "# 1 | Overtime\nHours are paid.\n# 2 | Hours\nOvertime is paid. Overtime, overtime and overtime is paid.\n"+
		"# 3 | Hours and Overtime and Pay\nPaid.\n# 4 | Pay\nIt is paid, as it was paid and will be paid, and no overtime is paid but what is paid.\n# 5 | Dues\nDues.\n"))
	ix := openIndex(t, t.TempDir(), lib, Options{})
	assert.Equal(t, []string{"a/art_1", "a/art_3", "a/art_2", "a/art_4"}, chosenBy(t, ix, "overtime"))
}

// chosenBy lists the candidates of a query in the order in which they are chosen.
func chosenBy(t *testing.T, ix *Index, text string) []string {
	t.Helper()
	g, err := ix.acquire()
	require.NoError(t, err)
	defer func() { require.NoError(t, g.release()) }()
	s := newSearch(g, query.Parse(text))
	g.understand(s, ix.know)
	require.NoError(t, g.retrieve(t.Context(), s, nil))
	var out []string
	for _, c := range s.found {
		out = append(out, c.key)
	}
	return out
}
