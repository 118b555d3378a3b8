package main

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus/gold"
	"github.com/clausebook/clausebook/corpus/topics"
	"github.com/clausebook/clausebook/server"
)

// BenchmarkPages times the server on the shipped library, from the request to
// the last byte of the packed answer: every judged query as a page of results,
// every provision and agreement as a page to read, every topic compared. p50 and
// p99 are of single requests, which come one after the other.
func BenchmarkPages(b *testing.B) {
	ctx, cancel := context.WithCancel(b.Context())
	defer cancel()
	a := &app{stdout: io.Discard, stderr: io.Discard, libraryDir: b.TempDir()}
	all, err := topics.All()
	require.NoError(b, err)
	s := &service{}
	require.NoError(b, a.prepare(ctx, s, all))
	defer s.close(ctx, a.logger())
	srv, err := server.New(server.Config{Library: s, Searcher: s, Comparer: s, Differ: s, Topics: all})
	require.NoError(b, err)

	paths := map[string][]string{}
	set, err := gold.Load()
	require.NoError(b, err)
	for _, q := range set.Queries {
		paths["search"] = append(paths["search"], "/search?"+url.Values{"q": {q.Text}}.Encode())
	}
	infos, err := s.Agreements(ctx)
	require.NoError(b, err)
	for _, info := range infos {
		agreement, err := s.Agreement(ctx, info.ID)
		require.NoError(b, err)
		paths["reading"] = append(paths["reading"], "/agreements/"+info.ID)
		for i := range agreement.Provisions {
			paths["reading"] = append(paths["reading"], "/agreements/"+info.ID+"/"+url.PathEscape(agreement.Provisions[i].ID))
		}
	}
	for _, t := range all {
		paths["compare"] = append(paths["compare"], "/compare?topic="+t.ID)
	}
	for _, kind := range []string{"search", "reading", "compare"} {
		list := paths[kind]
		b.Run(kind, func(b *testing.B) {
			ask := func(path string) time.Duration {
				r := httptest.NewRequest(http.MethodGet, "http://localhost"+path, strings.NewReader(""))
				r.Header.Set("Accept-Encoding", "gzip")
				w := httptest.NewRecorder()
				start := time.Now()
				srv.Handler().ServeHTTP(w, r)
				took := time.Since(start)
				if w.Code != http.StatusOK {
					b.Fatal(path, w.Code)
				}
				return took
			}
			for _, path := range list[:min(len(list), 20)] {
				ask(path) // what is read once at the start is no part of it
			}
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				took = append(took, ask(list[i%len(list)]))
			}
			slices.Sort(took)
			ms := func(share float64) float64 {
				return float64(took[min(len(took)-1, int(share*float64(len(took))))].Microseconds()) / 1000
			}
			b.ReportMetric(ms(0.5), "ms/p50")
			b.ReportMetric(ms(0.99), "ms/p99")
		})
	}
}
