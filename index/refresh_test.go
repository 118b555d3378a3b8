package index

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/index/query"
)

// A reread library is a scaled one of which some agreements were read again.
type reread struct {
	*scaled
	mu    sync.Mutex
	again map[string]*corpus.Agreement
	times int
}

func (l *reread) Version(context.Context) (string, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return fmt.Sprintf("%032x%032x", l.n, l.times), nil
}

func (l *reread) Fingerprints(ctx context.Context) (map[string]string, error) {
	out, err := l.scaled.Fingerprints(ctx)
	l.mu.Lock()
	defer l.mu.Unlock()
	for id, a := range l.again {
		out[id] = a.Source.SHA256
	}
	return out, err
}

func (l *reread) Agreement(ctx context.Context, id string) (*corpus.Agreement, error) {
	l.mu.Lock()
	a := l.again[id]
	l.mu.Unlock()
	if a != nil {
		return a, nil
	}
	return l.scaled.Agreement(ctx, id)
}

// read has an agreement read again: its first long word is now that one.
func (l *reread) read(tb testing.TB, id, word string) {
	tb.Helper()
	was, err := l.scaled.Agreement(context.Background(), id)
	require.NoError(tb, err)
	a := *was
	p := a.Provisions[len(a.Provisions)/2]
	at := p.HeadingSpan.End
	for n := 0; n < len(word); at++ { // of letters that follow each other
		if n++; at >= len(a.Text) || a.Text[at]|0x20 < 'a' || a.Text[at]|0x20 > 'z' {
			n = 0
		}
	}
	a.Text = a.Text[:at-len(word)] + word + a.Text[at:]
	l.mu.Lock()
	defer l.mu.Unlock()
	l.times++
	a.Source.SHA256 = fmt.Sprintf("%064x", l.times)
	if l.again == nil {
		l.again = map[string]*corpus.Agreement{}
	}
	l.again[id] = &a
}

// newWord is the n-th word that no library holds.
func newWord(n int) string { return "zq" + pseudo(uint64(n + 1000))[:4] }

// TestRefreshVisible has agreements read again one after the other while others
// search: each is found by its new word as soon as Refresh returns and no more by
// the one before, nobody is kept waiting or loses what is there all the time, and
// what is left of the steps finds what an index built whole does.
func TestRefreshVisible(t *testing.T) {
	lib := &reread{scaled: newScaled(t, 3000)}
	opts := shippedOptions(t)
	dir := t.TempDir()
	ix := openIndex(t, dir, lib, opts)
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-stop:
					return
				case <-time.After(time.Millisecond):
				}
				a, err := ix.Search(t.Context(), query.Request{Text: "bereavement leave", Limit: 3})
				if err != nil {
					t.Errorf("search %d: %v", n, err)
					return
				}
				if !assert.Len(t, a.Hits, 3, "search %d", n) {
					return
				}
			}
		})
	}
	const steps = 7
	for n := range steps {
		id := lib.id(n % 3)
		lib.read(t, id, newWord(n))
		require.NoError(t, ix.Refresh(t.Context()))
		hits := ask(t, ix, newWord(n)).Hits
		if assert.NotEmpty(t, hits, "the word of step %d", n) {
			assert.Equal(t, id, hits[0].Agreement)
		}
		if n >= 3 {
			a, err := ix.Search(t.Context(), query.Request{Text: newWord(n - 3), NoCorrect: true})
			require.NoError(t, err)
			assert.Empty(t, a.Hits, "the word before that of step %d", n)
		}
		require.LessOrEqual(t, len(generations(t, dir)), 2, "old generations go")
	}
	close(stop)
	wg.Wait()
	whole := openIndex(t, t.TempDir(), lib, opts)
	for _, q := range []string{"grievance steps", "just cause", "overtime", newWord(steps - 1), "sick leave bank"} {
		assert.Equal(t, places(ask(t, whole, q)), places(ask(t, ix, q)), q)
	}
}

// TestJoin changes agreements again and again: what is left of the steps does not
// pile up.
func TestJoin(t *testing.T) {
	lib, opts := two(t)
	ix := openIndex(t, t.TempDir(), lib, opts)
	for n := range 3 * mostSegments {
		word := newWord(n)
		lib.put(agreement(t, "city-clerks-2016", "# 1 | Telecommuting\nAn employee may work at home, "+word+".\n# 2 | Hours\nForty a week.\n"))
		require.NoError(t, ix.Refresh(t.Context()))
		assert.Equal(t, []string{"city-clerks-2016 art_1"}, places(ask(t, ix, word)))
		g, err := ix.acquire()
		require.NoError(t, err)
		s := g.lists.shape()
		require.NoError(t, g.release())
		require.LessOrEqual(t, len(s.live), mostSegments, "step %d", n)
		require.LessOrEqual(t, 2*s.removed, s.documents(), "step %d", n)
		require.NotEmpty(t, ask(t, ix, "jury duty").Hits)
	}
}

// TestSameEachTime builds an index of one library twice: words and passages have
// the same numbers, however the work was shared out.
func TestSameEachTime(t *testing.T) {
	lib := newScaled(t, 4000)
	opts := shippedOptions(t)
	one, two := openIndex(t, t.TempDir(), lib, opts), openIndex(t, t.TempDir(), lib, opts)
	a, b := one.current, two.current
	assert.Equal(t, a.lex.data, b.lex.data, "the words")
	require.Equal(t, a.lists.size, b.lists.size)
	require.Len(t, a.lists.parts, 1, "it is one segment")
	for n := range a.lists.size {
		require.NoError(t, a.lists.record(n, func(key, record []byte) error {
			return b.lists.record(n, func(key2, record2 []byte) error {
				require.Equal(t, string(key), string(key2), "passage %d", n)
				require.Equal(t, record, record2, "passage %s", key)
				return nil
			})
		}))
	}
}

// BenchmarkRefresh has one agreement of a library read again, until a search
// finds it by its new word. CLAUSEBOOK_BENCH_PROVISIONS says how large the
// library is.
func BenchmarkRefresh(b *testing.B) {
	n, err := strconv.Atoi(cmp.Or(os.Getenv("CLAUSEBOOK_BENCH_PROVISIONS"), "4000"))
	require.NoError(b, err)
	lib := &reread{scaled: newScaled(b, n)}
	ix, err := Open(b.Context(), cmp.Or(os.Getenv("CLAUSEBOOK_BENCH_DIR"), b.TempDir()), lib, shippedOptions(b))
	require.NoError(b, err)
	defer func() { require.NoError(b, ix.Close()) }()
	b.ReportAllocs()
	for step := 0; b.Loop(); step++ {
		b.StopTimer()
		lib.read(b, lib.id(step%lib.n), newWord(step))
		b.StartTimer()
		require.NoError(b, ix.Refresh(b.Context()))
		a, err := ix.Search(b.Context(), query.Request{Text: newWord(step)})
		require.NoError(b, err)
		require.NotEmpty(b, a.Hits)
	}
}
