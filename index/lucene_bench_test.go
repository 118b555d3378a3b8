package index

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

// lucene asks Lucene the same of the same: make bench-lucene. Its program is in
// testdata/lucene; mvn fetches Lucene itself.
func lucene(t *testing.T, s *scaled, ours figures) {
	t.Helper()
	for _, tool := range []string{"java", "mvn"} {
		if _, err := exec.LookPath(tool); err != nil {
			fmt.Printf("Lucene: %s is not installed: LEFT OUT\n", tool)
			return
		}
	}
	dir := t.TempDir()
	program, err := filepath.Abs(filepath.Join("testdata", "lucene"))
	require1(t, err)
	run := func(name string, args ...string) string {
		cmd := exec.CommandContext(t.Context(), name, args...)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
		return string(out)
	}
	run("mvn", "-q", "-B", "-f", filepath.Join(program, "pom.xml"), "dependency:copy-dependencies", "-DoutputDirectory="+filepath.Join(dir, "lib"))
	write := func(name string, lines func(w *bufio.Writer)) {
		f, err := os.Create(filepath.Join(dir, name))
		require1(t, err)
		w := bufio.NewWriter(f)
		lines(w)
		require1(t, w.Flush())
		require1(t, f.Close())
	}
	write("provisions", func(w *bufio.Writer) {
		s.passages(t, func(agreement, kind, title, text string) {
			_, _ = fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", agreement, kind, strings.Map(oneLine, title), strings.Map(oneLine, text)) // Flush tells
		})
	})
	write("queries", func(w *bufio.Writer) {
		for _, q := range benchQueries(s) {
			facets := ""
			if q.Facets {
				facets = "facets"
			}
			_, _ = fmt.Fprintf(w, "%s\t%s\t%s\n", q.Kind, facets, q.lucene())
		}
	})
	out := run("java", "-Xmx1g", "-cp", filepath.Join(dir, "lib", "*"), filepath.Join(program, "Bench.java"), "index", "provisions", "queries")
	var all, news []float64
	by := map[string][]float64{}
	answered := 0
	for line := range strings.Lines(out) {
		var n, pass, hits int
		var took float64
		var bytes int64
		var kind string
		if _, err := fmt.Sscanf(line, "INDEXED %d %f %d", &n, &took, &bytes); err == nil {
			fmt.Printf("Lucene: %d passages indexed in %.1f s, merged into one segment, %.1f MB\n", n, took, float64(bytes)/1e6)
		}
		if _, err := fmt.Sscanf(line, "TOOK %d %s %f %d", &pass, &kind, &took, &hits); err != nil {
			continue
		}
		if pass == 0 {
			news = append(news, took)
			continue
		}
		all = append(all, took)
		by[kind] = append(by[kind], took)
		if pass == 1 && hits > 0 {
			answered++
		}
	}
	if len(all) == 0 {
		t.Fatalf("Lucene gave no figures:\n%s", out)
	}
	p50, p99 := percentile(all, 0.5), percentile(all, 0.99)
	fmt.Printf("Lucene: p50 %.2f ms, p99 %.1f ms once it is warm: %.2f and %.2f times ours; when first asked %.2f and %.1f; %d of 200 answered\n",
		p50, p99, p50/ours.P50, p99/ours.P99, percentile(news, 0.5), percentile(news, 0.99), answered)
	for _, k := range sortedKeys(by) {
		fmt.Printf("  %-14s p50 %8.2f ms  max %8.1f ms\n", k, percentile(by[k], 0.5), percentile(by[k], 1))
	}
}

// oneLine makes a blank of what ends a line or a field.
func oneLine(r rune) rune {
	if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
		return ' '
	}
	return r
}

// lucene is the query in Lucene's language.
func (q *benchQuery) lucene() string {
	switch q.Kind {
	case "near":
		return q.Ours
	case "fuzzy":
		return q.Ours + "1"
	}
	return q.FTS
}
