package server

import (
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
)

const (
	// maxBody bounds a request's body. No route reads one; a body is only let
	// in so that its sender gets an answer.
	maxBody = 64 << 10
	// maxURL bounds path and query string. The longest honest ones are compare
	// links with every agreement named.
	maxURL = 8 << 10
	// requestID is the header, and idKey the key in the request's own values.
	requestID = "X-Request-Id"
	idKey     = "request_id"
)

// observe gives each request an id and logs it when it is done. Query strings
// hold what people ask and are logged at debug only.
func (s *Server) observe(c *gin.Context) {
	start := time.Now()
	id := rand.Text()[:13]
	c.Set(idKey, id)
	c.Header(requestID, id)
	c.Next()
	status := c.Writer.Status()
	level := slog.LevelInfo
	if status >= 500 && status != http.StatusServiceUnavailable {
		level = slog.LevelError
	}
	ctx := c.Request.Context()
	s.Logger.LogAttrs(ctx, level, "request", slog.String(idKey, id), slog.String("method", c.Request.Method),
		slog.String("path", clip(c.Request.URL.Path, 200)), slog.Int("status", status), slog.Int("bytes", max(0, c.Writer.Size())),
		slog.Duration("took", time.Since(start)))
	if q := c.Request.URL.RawQuery; q != "" {
		s.Logger.LogAttrs(ctx, slog.LevelDebug, "request query", slog.String(idKey, id), slog.String("query", clip(q, 1000)))
	}
}

// recover turns a panic into an error of the server, with its stack in the log.
func (s *Server) recover(c *gin.Context) {
	defer func() {
		v := recover()
		if v == nil {
			return
		}
		if err, ok := v.(error); ok && errors.Is(err, http.ErrAbortHandler) {
			panic(v) // net/http's own way to drop a connection
		}
		s.fail(c, isPage(c.Request.URL.Path), fmt.Errorf("panic: %v\n%s", v, debug.Stack()))
	}()
	c.Next()
}

// secure sets the headers of every answer and bounds what is read. The policy
// lets no script or style run that is not a file of ours: text of an agreement
// is shown, never run.
func (s *Server) secure(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "+
		"connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	most := int64(maxBody)
	if c.Request.Method == http.MethodPost && s.takes() {
		most = maxFiles*(s.MaxUpload+maxBody) + maxBody // each file is bounded where it is read
	}
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, most)
	if len(c.Request.URL.RequestURI()) > maxURL {
		s.fail(c, isPage(c.Request.URL.Path), errLongURL)
		c.Abort()
		return
	}
	c.Next()
}

// isPage reports whether errors at path are told as a page.
func isPage(path string) bool {
	return !strings.HasPrefix(path, "/api/") && path != "/healthz" && path != "/readyz"
}

// clip shortens s to at most n bytes, for a log.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + "…"
}
