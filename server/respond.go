package server

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
)

// sendJSON answers with v.
func (s *Server) sendJSON(c *gin.Context, v any) error { return s.sendTagged(c, v, nil) }

// sendTagged answers with v. Where v changes from one asking to the next, the
// entity tag is that of same, which is v less what changes; nil means v.
func (s *Server) sendTagged(c *gin.Context, v, same any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("encode answer: %w", err)
	}
	tagged := body
	if same != nil {
		if tagged, err = json.Marshal(same); err != nil {
			return fmt.Errorf("encode answer: %w", err)
		}
	}
	s.send(c, "application/json", append(body, '\n'), tagged)
	return nil
}

// sendPage answers with a page.
func (s *Server) sendPage(c *gin.Context, name string, data any) error {
	body, err := s.web.Render(name, data)
	if err != nil {
		return fmt.Errorf("render %s: %w", name, err)
	}
	s.send(c, "text/html; charset=utf-8", body, body)
	return nil
}

// send answers with body, or with 304 where the client has it already. What is
// kept must be asked about again: a library can change at any moment.
func (s *Server) send(c *gin.Context, contentType string, body, tagged []byte) {
	sum := sha256.Sum256(tagged)
	tag := `"` + hex.EncodeToString(sum[:12]) + `"`
	h := c.Writer.Header()
	h.Set("ETag", tag)
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-cache")
	}
	if matchesTag(c.Request.Header.Get("If-None-Match"), tag) {
		c.Status(http.StatusNotModified)
		c.Writer.WriteHeaderNow()
		return
	}
	write(c, http.StatusOK, contentType, body)
}

// write sends a whole answer; to HEAD only its headers.
func write(c *gin.Context, status int, contentType string, body []byte) {
	h := c.Writer.Header()
	h.Set("Content-Type", contentType)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	c.Status(status)
	c.Writer.WriteHeaderNow()
	if c.Request.Method != http.MethodHead {
		_, _ = c.Writer.Write(body) // the client has gone: there is nobody to tell
	}
}

// matchesTag reports whether an If-None-Match header names tag. Weak tags match
// too: proxies that compress make ours weak. So do tags that our own
// compression has marked.
func matchesTag(header, tag string) bool {
	for want := range strings.SplitSeq(header, ",") {
		want = strings.TrimPrefix(strings.TrimSpace(want), "W/")
		if want == "*" || strings.Replace(want, packedTag+`"`, `"`, 1) == tag {
			return true
		}
	}
	return false
}
