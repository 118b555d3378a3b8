package index

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/clausebook/clausebook/index/query"
)

// A benchQuery is one question in our language and in that of SQLite's FTS5.
type benchQuery struct {
	Kind, Ours, FTS string
	Facets          bool
}

// benchQueries are 200 queries of all sorts, drawn from the texts: the same each
// time for the same library.
func benchQueries(s *scaled) []benchQuery {
	r := rand.New(rand.NewPCG(7, 7))
	var words []string
	for _, w := range s.drawn {
		if w = strings.ToLower(w); len(w) > 3 && !isStop(w) && !asksOnly(w) {
			words = append(words, w)
		}
	}
	a := s.base[0]
	for _, b := range s.base {
		if len(b.Text) > len(a.Text) {
			a = b
		}
	}
	text := strings.Fields(strings.ToLower(a.Text))
	pair := func() (string, string) {
		for {
			i := r.IntN(len(text) - 1)
			if x, y := text[i], text[i+1]; onlyLetters(x) && onlyLetters(y) && len(x) > 3 && len(y) > 3 && !isStop(x) && !isStop(y) {
				return x, y
			}
		}
	}
	word := func() string { return words[r.IntN(len(words))] }
	var out []benchQuery
	add := func(n int, make func() benchQuery) {
		for range n {
			out = append(out, make())
		}
	}
	add(30, func() benchQuery { w := word(); return benchQuery{Kind: "term", Ours: w, FTS: w} })
	add(35, func() benchQuery {
		x, y, z := word(), word(), word()
		return benchQuery{Kind: "or", Ours: x + " OR " + y + " OR " + z, FTS: x + " OR " + y + " OR " + z}
	})
	add(35, func() benchQuery {
		x, y, z := word(), word(), word()
		return benchQuery{Kind: "and", Ours: x + " AND " + y + " AND " + z, FTS: x + " AND " + y + " AND " + z}
	})
	add(30, func() benchQuery {
		x, y := pair()
		return benchQuery{Kind: "phrase", Ours: `"` + x + " " + y + `"`, FTS: `"` + x + " " + y + `"`}
	})
	add(15, func() benchQuery {
		x, y := pair()
		return benchQuery{Kind: "near", Ours: `"` + x + " " + y + `"~10`, FTS: "NEAR(" + x + " " + y + ", 10)"}
	})
	add(20, func() benchQuery { w := word()[:4]; return benchQuery{Kind: "prefix", Ours: w + "*", FTS: w + "*"} })
	add(15, func() benchQuery {
		w := word()
		return benchQuery{Kind: "fuzzy", Ours: w[:len(w)-1] + "~", FTS: w} // FTS5 has none: it is asked the word
	})
	add(20, func() benchQuery {
		x, y := pair()
		return benchQuery{Kind: "words+facets", Ours: x + " " + y, FTS: x + " OR " + y, Facets: true}
	})
	return out
}

// figures are what one process that only answers measures.
type figures struct {
	OpenMS, FirstMS, P50, P99 float64
	NewP50, NewP99            float64 // of queries that were not asked before
	ByKind                    map[string][2]float64
	RssAnonMB                 float64
	Answered                  int
}

// TestScale measures a large library: make bench-search. The environment says
// how many provisions; without it there is nothing to do here.
func TestScale(t *testing.T) {
	n, err := strconv.Atoi(os.Getenv("CLAUSEBOOK_BENCH_PROVISIONS"))
	if err != nil {
		t.Skip("a benchmark: make bench-search")
	}
	s := newScaled(t, n)
	if dir := os.Getenv("CLAUSEBOOK_BENCH_SERVE"); dir != "" {
		serveScale(t, s, dir)
		return
	}
	dir := os.Getenv("CLAUSEBOOK_BENCH_DIR")
	if dir == "" {
		dir = t.TempDir()
	}
	opts := shippedOptions(t)
	var textBytes, provisions int
	making := time.Now()
	for i := range s.n {
		a, _ := s.Agreement(t.Context(), s.id(i))
		textBytes += len(a.Text)
		provisions += len(a.Provisions)
	}
	made := time.Since(making)
	start := time.Now()
	ix, err := Open(t.Context(), dir, s, opts)
	require1(t, err)
	took := time.Since(start) - made // the library made the agreements meanwhile, once more
	require1(t, ix.Close())
	var size int64
	require1(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if info, e := d.Info(); e == nil && !d.IsDir() {
			size += info.Size()
		}
		return err
	}))
	fmt.Printf("provisions %d agreements %d text %.1f MB\n", provisions, s.n, float64(textBytes)/1e6)
	fmt.Printf("indexed in %.1f s: %.0f provisions/s; %.1f MB on disk, %.2f bytes a byte of text\n",
		took.Seconds(), float64(provisions)/took.Seconds(), float64(size)/1e6, float64(size)/float64(textBytes))

	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestScale$", "-test.v")
	cmd.Env = append(os.Environ(), "CLAUSEBOOK_BENCH_SERVE="+dir)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for line := range strings.Lines(string(out)) {
		if data, ok := strings.CutPrefix(line, "FIGURES "); ok {
			var f figures
			require1(t, json.Unmarshal([]byte(data), &f))
			fmt.Printf("open %.0f ms, first answer %.0f ms; p50 %.2f ms, p99 %.1f ms (when first asked %.2f and %.1f); anonymous memory %.0f MB; %d of 200 answered\n",
				f.OpenMS, f.FirstMS, f.P50, f.P99, f.NewP50, f.NewP99, f.RssAnonMB, f.Answered)
			for _, k := range sortedKeys(f.ByKind) {
				fmt.Printf("  %-14s p50 %8.2f ms  max %8.1f ms\n", k, f.ByKind[k][0], f.ByKind[k][1])
			}
			sqlite(t, s, f)
			if os.Getenv("CLAUSEBOOK_BENCH_LUCENE") != "" {
				lucene(t, s, f)
			}
		}
	}
}

// serveScale answers from an index that is there, in a process of its own.
func serveScale(t *testing.T, s *scaled, dir string) {
	t.Helper()
	queries := benchQueries(s)
	opts := shippedOptions(t)
	s.base = slices.Clone(s.base)
	debug.FreeOSMemory()
	f := figures{ByKind: map[string][2]float64{}}
	start := time.Now()
	ix, err := Open(t.Context(), dir, s, opts)
	require1(t, err)
	f.OpenMS = ms(start)
	start = time.Now()
	_, err = ix.Search(t.Context(), query.Request{Text: "bereavement leave"})
	require1(t, err)
	f.FirstMS = ms(start)
	var all, news []float64
	by := map[string][]float64{}
	for pass := range 3 {
		for _, q := range queries {
			start := time.Now()
			a, err := ix.Search(context.Background(), query.Request{Text: q.Ours, Facets: q.Facets})
			require1(t, err)
			took := ms(start)
			if pass == 0 && len(a.Hits) > 0 {
				f.Answered++
			}
			all = append(all, took)
			if pass == 0 {
				news = append(news, took)
			}
			by[q.Kind] = append(by[q.Kind], took)
		}
	}
	f.P50, f.P99 = percentile(all, 0.5), percentile(all, 0.99)
	f.NewP50, f.NewP99 = percentile(news, 0.5), percentile(news, 0.99)
	for k, list := range by {
		f.ByKind[k] = [2]float64{percentile(list, 0.5), slices.Max(list)}
	}
	debug.FreeOSMemory()
	f.RssAnonMB = rssAnon()
	data, err := json.Marshal(f)
	require1(t, err)
	fmt.Printf("\nFIGURES %s\n", data)
	require1(t, ix.Close())
}

func ms(since time.Time) float64 { return float64(time.Since(since).Microseconds()) / 1000 }

func percentile(list []float64, p float64) float64 {
	list = slices.Sorted(slices.Values(list))
	return list[min(len(list)-1, int(p*float64(len(list))))]
}

// rssAnon is this process's anonymous memory in MB, where the system tells it;
// else 0.
func rssAnon() float64 {
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(data)) {
		if f := strings.Fields(line); len(f) > 1 && f[0] == "RssAnon:" {
			kb, _ := strconv.ParseFloat(f[1], 64)
			return kb / 1024
		}
	}
	return 0
}

// passages hands what our index holds of the library to f, passage by passage.
func (s *scaled) passages(tb testing.TB, f func(agreement, kind, title, text string)) {
	tb.Helper()
	sp := newSpeller()
	for i := range s.n {
		a, err := s.Agreement(tb.Context(), s.id(i))
		require1(tb, err)
		sh := newShelf(a)
		for _, key := range sh.keys() {
			p, _ := sh.passage(key, sp)
			if p.level == inner {
				continue
			}
			title := ""
			if p.provision >= 0 {
				title = a.Provisions[p.provision].Title
			}
			f(a.ID, string(p.kind()), title, p.clean.Text)
		}
	}
}

// sqlite asks SQLite's FTS5 the same of the same, by its command, where it is
// installed.
func sqlite(t *testing.T, s *scaled, ours figures) {
	t.Helper()
	path, err := exec.LookPath("sqlite3")
	if err != nil {
		fmt.Println("SQLite FTS5: the sqlite3 command is not installed: LEFT OUT")
		return
	}
	db := filepath.Join(t.TempDir(), "fts.db")
	var script bytes.Buffer
	fmt.Fprintln(&script, "pragma journal_mode=off; pragma synchronous=off;\ncreate virtual table p using fts5(agreement unindexed, kind unindexed, title, text, tokenize='porter unicode61');\nbegin;")
	quote := func(x string) string { return "'" + strings.ReplaceAll(x, "'", "''") + "'" }
	s.passages(t, func(agreement, kind, title, text string) {
		fmt.Fprintf(&script, "insert into p values(%s,%s,%s,%s);\n", quote(agreement), quote(kind), quote(title), quote(text))
	})
	fmt.Fprintln(&script, "commit; insert into p(p) values('optimize');")
	start := time.Now()
	cmd := exec.CommandContext(t.Context(), path, db)
	cmd.Stdin = &script
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("sqlite3: %v %s", err, out)
	}
	loaded := time.Since(start)
	info, err := os.Stat(db)
	require1(t, err)
	script.Reset()
	queries := benchQueries(s)
	fmt.Fprintln(&script, ".timer on")
	for range 2 {
		for _, q := range queries {
			fmt.Fprintf(&script, "select rowid, snippet(p, 3, '[', ']', '...', 40) from p where p match %s order by rank limit 10;\n", quote(q.FTS))
			if q.Facets {
				fmt.Fprintf(&script, "select agreement, count(*) from p where p match %s group by 1 order by 2 desc limit 50;\nselect kind, count(*) from p where p match %s group by 1;\n", quote(q.FTS), quote(q.FTS))
			}
		}
	}
	cmd = exec.CommandContext(t.Context(), path, db)
	cmd.Stdin = &script
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("sqlite3: %v", err)
	}
	var times []float64
	for line := range strings.Lines(string(out)) {
		if rest, ok := strings.CutPrefix(line, "Run Time: real "); ok {
			x, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			require1(t, err)
			times = append(times, x*1000)
		}
	}
	var all []float64
	for k := 0; k < len(times); {
		for _, q := range queries {
			n := 1
			if q.Facets {
				n = 3
			}
			sum := 0.0
			for range n {
				sum += times[k]
				k++
			}
			all = append(all, sum)
		}
	}
	p50, p99 := percentile(all, 0.5), percentile(all, 0.99)
	fmt.Printf("SQLite FTS5: loaded in %.1f s, %.1f MB; p50 %.2f ms, p99 %.1f ms: %.1f and %.1f times ours\n",
		loaded.Seconds(), float64(info.Size())/1e6, p50, p99, p50/ours.P50, p99/ours.P99)
}
