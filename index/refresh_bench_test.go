package index

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/index/query"
)

// TestRefreshes measures changes one after the other while others search: make
// bench-refresh. The environment says how many and in how large a library; without
// it there is nothing to do here.
func TestRefreshes(t *testing.T) {
	times, err := strconv.Atoi(os.Getenv("CLAUSEBOOK_BENCH_REFRESHES"))
	if err != nil {
		t.Skip("a benchmark: make bench-refresh")
	}
	n, err := strconv.Atoi(os.Getenv("CLAUSEBOOK_BENCH_PROVISIONS"))
	require.NoError(t, err)
	lib := &reread{scaled: newScaled(t, n)}
	dir := t.TempDir()
	ix, err := Open(t.Context(), dir, lib, shippedOptions(t))
	require.NoError(t, err)
	defer func() { require.NoError(t, ix.Close()) }()
	before := newestBytes(t, ix)
	stop := make(chan struct{})
	var searches []float64
	var wg sync.WaitGroup
	wg.Go(func() {
		for k := 0; ; k++ {
			select {
			case <-stop:
				return
			case <-time.After(25 * time.Millisecond):
			}
			start := time.Now()
			_, err := ix.Search(t.Context(), query.Request{Text: []string{"bereavement leave", "overtime", "just cause"}[k%3]})
			if err != nil {
				t.Errorf("search: %v", err)
				return
			}
			searches = append(searches, ms(start))
		}
	})
	var visible, processor []float64
	segments := 0
	for k := range times {
		word := fmt.Sprintf("zq%c%c%cx", 'a'+k%26, 'a'+k/26%26, 'a'+k/676%26)
		lib.read(t, lib.id(k%lib.n), word)
		start, used := time.Now(), processorTime()
		require.NoError(t, ix.Refresh(t.Context()))
		a, err := ix.Search(t.Context(), query.Request{Text: word + "*"}) // it may stand in front of letters
		require.NoError(t, err)
		require.NotEmpty(t, a.Hits, "change %d", k)
		visible, processor = append(visible, ms(start)), append(processor, processorTime()-used)
		g, err := ix.acquire()
		require.NoError(t, err)
		segments = max(segments, len(g.lists.parts))
		ix.letGo(t.Context(), g)
		time.Sleep(50 * time.Millisecond) // nobody reads agreements without a pause
	}
	close(stop)
	wg.Wait()
	ix.tidying.stop()
	fmt.Printf("%d agreements read again at %d provisions; visible, clock: p50 %.0f p99 %.0f max %.0f ms; processor, searches and tidying beside it included: p50 %.0f p99 %.0f max %.0f ms\n",
		times, n, percentile(visible, 0.5), percentile(visible, 0.99), percentile(visible, 1), percentile(processor, 0.5), percentile(processor, 0.99), percentile(processor, 1))
	fmt.Printf("%d searches meanwhile, clock: p50 %.1f p99 %.1f max %.1f ms; segments at most %d; bytes of the index %.2f times those at first\n",
		len(searches), percentile(searches, 0.5), percentile(searches, 0.99), percentile(searches, 1), segments, float64(newestBytes(t, ix))/float64(before))
}

// newestBytes is the size of the generation that answers.
func newestBytes(t *testing.T, ix *Index) int64 {
	t.Helper()
	g, err := ix.acquire()
	require.NoError(t, err)
	defer ix.letGo(t.Context(), g)
	var size int64
	require.NoError(t, filepath.WalkDir(g.dir, func(_ string, d os.DirEntry, err error) error {
		if info, e := d.Info(); e == nil && !d.IsDir() {
			size += info.Size()
		}
		return err
	}))
	return size
}

// processorTime is what this process has used of the processor's, in ms, where the
// system tells it; else 0.
func processorTime() float64 {
	data, err := os.ReadFile("/proc/self/stat")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(data), ") ")
	f := strings.Fields(rest)
	if len(f) < 13 {
		return 0
	}
	user, _ := strconv.ParseFloat(f[11], 64)
	system, _ := strconv.ParseFloat(f[12], 64)
	return (user + system) * 10 // the system's ticks are hundredths of a second
}
