package server

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/clausebook/clausebook/corpus"
)

var (
	errNoRoute  = errors.New("there is nothing at this address")
	errNoMethod = errors.New("this address does not answer that method")
	errLongURL  = errors.New("the address is too long")
)

// A rule says what one kind of error is to the user.
type rule struct {
	is     error
	status int
	code   string // stable, for programs
	detail string // what the user reads; empty: the error's own text
}

// rules is the one table of errors and statuses; the first that fits wins.
func rules() []rule {
	return []rule{
		{errNoRoute, http.StatusNotFound, "no-such-address", "There is nothing at this address."},
		{errNoMethod, http.StatusMethodNotAllowed, "method-not-allowed", "This address does not answer that method."},
		{errLongURL, http.StatusRequestURITooLong, "address-too-long", "The address is too long."},
		{errForeign, http.StatusForbidden, "foreign-request", "Documents are only taken from this server's own pages and from programs; another site asked for this."},
		{errTooLarge, http.StatusRequestEntityTooLarge, "too-large", ""},
		{ErrNotFound, http.StatusNotFound, "not-found", ""},
		{corpus.ErrNoCitation, http.StatusBadRequest, "not-a-citation", ""},
		{ErrBadRequest, http.StatusBadRequest, "bad-request", ""},
		{ErrUnreadable, http.StatusUnprocessableEntity, "unreadable-document", ""},
		{ErrConflict, http.StatusConflict, "conflict", ""},
		{ErrBusy, http.StatusServiceUnavailable, "busy", "Too many documents are waiting to be read. Try again in a moment."},
		{ErrNotReady, http.StatusServiceUnavailable, "not-ready", "The library is still being opened. Try again in a moment."},
		{context.DeadlineExceeded, http.StatusServiceUnavailable, "timeout", "The answer took too long and was given up."},
		// 499 is what proxies call it; nobody reads this answer.
		{context.Canceled, 499, "cancelled", "The request was cancelled."},
	}
}

// A fieldError is one query parameter that cannot be read.
type fieldError struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

// fieldErrors are every fault of a request's parameters.
type fieldErrors []fieldError

func (f fieldErrors) Error() string {
	faults := make([]string, len(f))
	for i, e := range f {
		faults[i] = e.Field + ": " + e.Message
	}
	return strings.Join(faults, "; ")
}

// Unwrap makes faults of parameters bad requests.
func (f fieldErrors) Unwrap() error { return ErrBadRequest }

// A problem is an RFC 9457 problem. Code, request id and errors are extensions.
type problem struct {
	Type      string       `json:"type"` // "about:blank": the status says it all
	Title     string       `json:"title"`
	Status    int          `json:"status"`
	Detail    string       `json:"detail"`
	Code      string       `json:"code"`
	RequestID string       `json:"request_id"`
	Errors    []fieldError `json:"errors,omitempty"`
}

// problemOf says what err is to the user. Errors without a rule are faults of
// the server, whose text stays in the log.
func problemOf(err error, id string) problem {
	p := problem{Type: "about:blank", Status: http.StatusInternalServerError, Code: "internal", RequestID: id,
		Detail: "The server failed to answer. The fault is in its log under this request's id."}
	for _, r := range rules() {
		if errors.Is(err, r.is) {
			p.Status, p.Code, p.Detail = r.status, r.code, r.detail
			if p.Detail == "" {
				p.Detail = err.Error()
			}
			break
		}
	}
	if fields, ok := errors.AsType[fieldErrors](err); ok {
		p.Errors, p.Code = fields, "invalid-parameter"
	}
	p.Title = http.StatusText(p.Status)
	if p.Title == "" {
		p.Title = "Client Closed Request"
	}
	return p
}

// fail answers with an error: a problem document, or a page for people.
func (s *Server) fail(c *gin.Context, page bool, err error) {
	p := problemOf(err, c.GetString(idKey))
	ctx := c.Request.Context()
	if p.Status == http.StatusInternalServerError {
		s.Logger.LogAttrs(ctx, slog.LevelError, "request failed", slog.String(idKey, p.RequestID), slog.Any("err", err))
	} else {
		s.Logger.LogAttrs(ctx, slog.LevelDebug, "request refused", slog.String(idKey, p.RequestID), slog.Any("err", err))
	}
	if c.Writer.Written() {
		return // too late: the client sees a short body
	}
	h := c.Writer.Header()
	h.Del("ETag")
	h.Set("Cache-Control", "no-store")
	if p.Status == http.StatusServiceUnavailable {
		h.Set("Retry-After", "2")
	}
	if page {
		body, rerr := s.web.Render("error", s.errorPage(c, p))
		if rerr == nil {
			write(c, p.Status, "text/html; charset=utf-8", body)
			return
		}
		s.Logger.LogAttrs(ctx, slog.LevelError, "error page failed", slog.String(idKey, p.RequestID), slog.Any("err", rerr))
	}
	body, err := json.Marshal(p)
	if err != nil { // unreachable: strings and numbers only
		body = []byte(`{"type":"about:blank","status":500}`)
	}
	write(c, p.Status, "application/problem+json", append(body, '\n'))
}
