package server_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus/agreements"
	"github.com/clausebook/clausebook/ingest"
)

// shipped reads the five documents that come with clausebook.
func shipped(tb testing.TB) shelf {
	tb.Helper()
	docs, err := agreements.All()
	require.NoError(tb, err)
	var s shelf
	for _, d := range docs {
		a, err := ingest.Extract(tb.Context(), ingest.Input{Name: d.Name, Data: d.Data}, ingest.Options{})
		require.NoError(tb, err)
		s = append(s, a)
	}
	require.Len(tb, s, 5)
	return s
}

// Real documents have what a made one has not: each is served in every form,
// and what is served is what the OpenAPI document says.
func TestShippedDocuments(t *testing.T) {
	list := shipped(t)
	h := serve(t, list, nil)
	for _, a := range list {
		t.Run(a.ID, func(t *testing.T) {
			one := "/api/v1/agreements/" + a.ID
			paths := []string{one, one + "/extract", one + "/references?limit=1000"}
			pages := []string{"/agreements/" + a.ID}
			for i := range a.Provisions {
				if i%10 == 0 { // a sample: all of them take some seconds
					paths = append(paths, one+"/provisions/"+a.Provisions[i].ID)
					pages = append(pages, "/agreements/"+a.ID+"/"+a.Provisions[i].ID)
				}
			}
			for _, path := range paths {
				w := get(t, h, path)
				require.Equal(t, http.StatusOK, w.Code, path)
				valid(t, path, w)
			}
			for _, path := range pages {
				w := get(t, h, path)
				require.Equal(t, http.StatusOK, w.Code, path)
				wellFormed(t, w.Body.String())
			}
			w := get(t, h, one+"/original")
			assert.Equal(t, a.Source.Bytes, int64(w.Body.Len()))
		})
	}
}

// BenchmarkPages serves every provision of the longest shipped document by
// turns: the figure is for one page.
func BenchmarkPages(b *testing.B) {
	list := shipped(b)
	h := serve(b, list, nil)
	longest := list[0]
	for _, a := range list {
		if len(a.Provisions) > len(longest.Provisions) {
			longest = a
		}
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		p := longest.Provisions[i%len(longest.Provisions)]
		if w := get(b, h, "/agreements/"+longest.ID+"/"+p.ID); w.Code != http.StatusOK {
			b.Fatal(w.Code)
		}
	}
}
