package server_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/index/query"
	"github.com/clausebook/clausebook/server"
)

// asks is a Searcher made of a function.
type asks func(ctx context.Context) error

func (f asks) Search(ctx context.Context, _ query.Request) (query.Answer, error) {
	return query.Answer{}, f(ctx)
}

func (f asks) Suggest(ctx context.Context, _ string, _ int) ([]query.Suggestion, error) {
	return nil, f(ctx)
}

func (f asks) Holders(ctx context.Context, _ string) ([]query.Holder, error) { return nil, f(ctx) }

const secret = "/var/lib/secret: disk on fire"

func TestErrors(t *testing.T) {
	for name, c := range map[string]struct {
		search asks
		status int
		code   string
		shown  string // words of the detail
		logged bool
	}{
		"not found":   {func(context.Context) error { return fmt.Errorf("topic %q: %w", "x", server.ErrNotFound) }, 404, "not-found", `topic "x"`, false},
		"bad request": {func(context.Context) error { return fmt.Errorf("filter: %w", server.ErrBadRequest) }, 400, "bad-request", "filter", false},
		"no citation": {func(context.Context) error { return fmt.Errorf("x: %w", corpus.ErrNoCitation) }, 400, "not-a-citation", "", false},
		"not ready":   {func(context.Context) error { return fmt.Errorf("%s: %w", secret, server.ErrNotReady) }, 503, "not-ready", "Try again", false},
		"fault":       {func(context.Context) error { return errors.New(secret) }, 500, "internal", "log", true},
		"panic":       {func(context.Context) error { panic(secret) }, 500, "internal", "log", true},
		"too slow":    {func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }, 503, "timeout", "too long", false},
	} {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			h := serve(t, nil, func(cfg *server.Config) {
				cfg.Searcher, cfg.Timeout = c.search, 50*time.Millisecond
				cfg.Logger = slog.New(slog.NewJSONHandler(&log, nil))
			})
			w := get(t, h, "/api/v1/search?q=x")
			require.Equal(t, c.status, w.Code)
			valid(t, "/api/v1/search?q=x", w)
			var p struct{ Code, Detail, RequestID string }
			require.NoError(t, json.Unmarshal(w.Body.Bytes(), &p))
			assert.Equal(t, c.code, p.Code)
			assert.Contains(t, p.Detail, c.shown)
			assert.NotContains(t, w.Body.String(), "secret", "the cause is for the log")
			assert.Equal(t, c.logged, bytes.Contains(log.Bytes(), []byte(secret)), log.String())
			assert.Contains(t, log.String(), w.Header().Get("X-Request-Id"))
			assert.NotContains(t, log.String(), "q=x", "what people ask is not logged")

			page := get(t, h, "/search?q=x")
			assert.Equal(t, c.status, page.Code)
			assert.Contains(t, page.Header().Get("Content-Type"), "text/html")
			assert.NotContains(t, page.Body.String(), "secret")
		})
	}
}

func TestReady(t *testing.T) {
	opening := errors.New("index: building, 40 %")
	h := serve(t, nil, func(c *server.Config) {
		c.Ready = func(context.Context) error { return opening }
	})
	w := get(t, h, "/readyz")
	assert.Equal(t, 503, w.Code)
	assert.Equal(t, "2", w.Header().Get("Retry-After"))
	valid(t, "/readyz", w)
	assert.Equal(t, 200, get(t, h, "/healthz").Code, "the process answers before it is ready")
	opening = nil
	assert.Equal(t, 200, get(t, h, "/readyz").Code)
}

// A client that hangs up is nobody's fault.
func TestClientGone(t *testing.T) {
	var log bytes.Buffer
	h := serve(t, nil, func(c *server.Config) {
		c.Searcher = asks(func(ctx context.Context) error { return ctx.Err() })
		c.Logger = slog.New(slog.NewJSONHandler(&log, nil))
	})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/api/v1/search?q=x", nil).WithContext(ctx))
	assert.Equal(t, 499, w.Code)
	assert.NotContains(t, log.String(), `"level":"ERROR"`)
}

func TestHTTPServer(t *testing.T) {
	s, err := server.New(server.Config{Library: shelf{}, Searcher: finder{}, Comparer: aligner{}, Differ: aligner{}})
	require.NoError(t, err)
	hs := s.HTTPServer(t.Context(), "127.0.0.1:0")
	assert.Positive(t, hs.ReadHeaderTimeout)
	assert.Positive(t, hs.ReadTimeout)
	assert.Positive(t, hs.WriteTimeout)
	assert.Positive(t, hs.IdleTimeout)
	assert.Positive(t, hs.MaxHeaderBytes)
}
