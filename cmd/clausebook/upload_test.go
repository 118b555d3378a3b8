package main

import (
	"context"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus/agreements"
	"github.com/clausebook/clausebook/corpus/topics"
	"github.com/clausebook/clausebook/corpus/wire"
	"github.com/clausebook/clausebook/index/query"
	"github.com/clausebook/clausebook/ingest/sandbox"
	"github.com/clausebook/clausebook/server"
)

// openService is a service over an empty library.
func openService(t *testing.T) *service {
	t.Helper()
	a := &app{stderr: t.Output(), libraryDir: filepath.Join(t.TempDir(), "library")}
	lib, err := a.openLibrary(t.Context(), false)
	require.NoError(t, err)
	ix, err := a.openIndex(t.Context(), lib)
	require.NoError(t, err)
	all, err := topics.All()
	require.NoError(t, err)
	s := &service{}
	s.open(lib, ix, newComparer(lib, ix, all))
	t.Cleanup(func() { s.close(context.Background(), slog.New(slog.DiscardHandler)) })
	return s
}

func defaultFlags() readingFlags {
	return readingFlags{maxBytes: 1 << 20, maxTime: sandbox.DefaultTime, maxMemory: sandbox.DefaultMemory >> 20}
}

func TestUpload(t *testing.T) {
	s := openService(t)
	u := newUploader(s, newReader(defaultFlags()))
	var stages []string
	a, err := u.Ingest(t.Context(), server.Upload{Name: `C:\papers\zebra.txt`, Data: []byte(zebra), ID: "zebra-2020"}, func(p server.Progress) { stages = append(stages, p.Stage) })
	require.NoError(t, err)
	assert.Equal(t, "zebra-2020", a.ID)
	assert.Equal(t, "zebra.txt", a.Source.Name)
	assert.Equal(t, []string{"waiting", "layout", "outline", "references", "terms", "check", "tokens", "keeping", "indexing"}, stages)
	for _, p := range a.Provisions {
		assert.Positive(t, p.Tokens, p.ID)
	}
	answer, err := s.Search(t.Context(), query.Request{Text: "zebra grooming"})
	require.NoError(t, err)
	require.NotEmpty(t, answer.Hits)
	assert.Equal(t, "zebra-2020", answer.Hits[0].Agreement)

	other := server.Upload{Name: "zebra.txt", Data: []byte(zebra + "Section 3. Hay.\nHay is paid.\n"), ID: "zebra-2020"}
	_, err = u.Ingest(t.Context(), other, nil)
	require.ErrorIs(t, err, server.ErrConflict)
	other.Replace = true
	_, err = u.Ingest(t.Context(), other, nil)
	require.NoError(t, err)

	tests := []struct {
		name string
		up   server.Upload
		says string
	}{
		{"binary", server.Upload{Name: "x.bin", Data: []byte("\x00\x01\x02")}, "read x.bin: "},
		{"empty", server.Upload{Name: "dir/empty.txt"}, "read empty.txt: the file is empty"},
		{"broken PDF", server.Upload{Name: "x.pdf", Data: []byte("%PDF-1.7\nARTICLE 1\n")}, "read x.pdf: "},
		{"too large", server.Upload{Name: "x.txt", Data: make([]byte, 2<<20)}, "read x.txt: it has more than 1048576 bytes"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := u.Ingest(t.Context(), tt.up, nil)
			require.ErrorIs(t, err, server.ErrUnreadable)
			assert.True(t, strings.HasPrefix(err.Error(), tt.says), err)
		})
	}

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = u.Ingest(ctx, server.Upload{Name: "zebra.txt", Data: []byte(zebra)}, nil)
	require.ErrorIs(t, err, context.Canceled)
	require.NotErrorIs(t, err, server.ErrUnreadable)
}

func TestUploadBusy(t *testing.T) {
	u := newUploader(openService(t), newReader(defaultFlags()))
	for range cap(u.places) {
		u.places <- struct{}{}
	}
	_, err := u.Ingest(t.Context(), server.Upload{Name: "zebra.txt", Data: []byte(zebra)}, nil)
	require.ErrorIs(t, err, server.ErrBusy)

	_, err = newUploader(&service{}, newReader(defaultFlags())).Ingest(t.Context(), server.Upload{Name: "zebra.txt"}, nil)
	require.ErrorIs(t, err, server.ErrNotReady)
}

// TestChildReadsTheSame: what a child answers is what this process reads.
func TestChildReadsTheSame(t *testing.T) {
	docs, err := agreements.All()
	require.NoError(t, err)
	flags := defaultFlags()
	flags.maxBytes = 10 << 20
	r := newReader(flags)
	for _, d := range docs {
		t.Run(d.Name, func(t *testing.T) {
			here, err := r.trusted(t.Context(), file{name: d.Name, data: d.Data})
			require.NoError(t, err)
			there, err := r.read(t.Context(), sandbox.Job{Name: d.Name, Data: d.Data}, nil)
			require.NoError(t, err)
			assert.Equal(t, wire.Extract(here, wire.Options{}), wire.Extract(there, wire.Options{}))
		})
	}
}
