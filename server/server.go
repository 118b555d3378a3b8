// Package server answers over HTTP: JSON under /api/v1, described by the
// OpenAPI document at /api/v1/openapi.json, and pages for people under /.
//
// It knows nothing of where agreements are kept or how they are searched: it
// calls the small interfaces below. Nothing of the router leaves the package.
// Every route answers GET and HEAD and changes nothing, but for the two that
// take documents (upload.go).
package server

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/clausebook/clausebook/compare"
	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/index/query"
	"github.com/clausebook/clausebook/server/web"
)

// Errors that the dependencies wrap to choose the answer's status. Anything
// else is a fault of the server: the user gets 500 and no detail, the log the
// cause.
var (
	// ErrNotFound says that there is no such agreement or provision: 404.
	ErrNotFound = errors.New("not found")
	// ErrBadRequest says that the question cannot be read: 400. The text of the
	// wrapping error is shown to the user.
	ErrBadRequest = errors.New("bad request")
	// ErrNotReady says that the library or the index is still opening: 503.
	ErrNotReady = errors.New("not ready yet")
)

// An AgreementInfo is what a list says of an agreement, without reading it.
type AgreementInfo struct {
	ID          string
	Source      corpus.Source
	Title       string
	Kind        corpus.AgreementKind
	Employer    string
	Union       string
	Unit        string
	Effective   corpus.Date
	Expires     corpus.Date
	Truncated   bool
	Pages       int
	Provisions  int
	References  int
	Diagnostics int // warnings and errors
	// ContentsEntries is the length of the contents list; 0 means that the
	// reading could not be checked against one, and Score says nothing.
	ContentsEntries int
	Score           float64 // of the certificate
	// EditionOf is the agreement that this is a newer edition of, SupersededBy
	// the one that has taken its place, where someone said so. StoodForBy is the
	// edition that stands for it today; empty where it stands for itself.
	EditionOf, SupersededBy, StoodForBy string
}

// A Library has the agreements. An unknown id is an error that wraps
// [ErrNotFound]. What it returns is shared and is not changed.
type Library interface {
	Agreements(ctx context.Context) ([]AgreementInfo, error)
	Agreement(ctx context.Context, id string) (*corpus.Agreement, error)
	Source(ctx context.Context, id string) ([]byte, error)
}

// A Searcher finds provisions, says what a half-typed question may be meant for,
// and which agreements a look-up of a citation must open, the newest first.
type Searcher interface {
	Search(ctx context.Context, r query.Request) (query.Answer, error)
	Suggest(ctx context.Context, text string, limit int) ([]query.Suggestion, error)
	Holders(ctx context.Context, citation string) ([]query.Holder, error)
}

// A Comparer sets agreements side by side on a topic: an id, a name, free words
// or a citation. No agreements means all.
type Comparer interface {
	Compare(ctx context.Context, topic string, agreements []string) (compare.Comparison, error)
	// Matrix is many topics at once.
	Matrix(ctx context.Context, req compare.MatrixRequest) (compare.Matrix, error)
	// Versions is one edition of an agreement against another.
	Versions(ctx context.Context, before, after string) (compare.Versions, error)
}

// A Differ sets the words of provisions side by side. What is not in the library
// is an error that wraps [ErrNotFound].
type Differ interface {
	// Diff is the first provision against the others; each is "AGREEMENT/ID" or a
	// citation.
	Diff(ctx context.Context, refs []string) (compare.Diff, error)
	// Wording says how usual the words of a provision are.
	Wording(ctx context.Context, ref string) (compare.Wording, error)
	// Days says what "day" means in agreements.
	Days(ctx context.Context, agreements []string) (compare.Days, error)
}

// Config says what a server stands on. Library, Searcher, Comparer and Differ are
// needed; the zero value of every other field means its default.
type Config struct {
	Library  Library
	Searcher Searcher
	Comparer Comparer
	Differ   Differ
	Ingester Ingester                        // nil: nothing can be uploaded
	Painter  Painter                         // nil: pages of the original are drawn from their placed words
	Measurer Measurer                        // nil: the page on quality says how to measure
	Topics   []corpus.Topic                  // to choose from, in order
	Ready    func(ctx context.Context) error // nil error when questions can be answered; default: always
	Logger   *slog.Logger                    // default: none
	// LoopbackOnly says that the server listens on this computer alone: documents
	// are then only taken under a name of this computer.
	LoopbackOnly bool
	MaxUpload    int64            // largest document that is taken, in bytes; default 64 MB
	UploadTime   time.Duration    // for handing in and reading the documents of one request; default 15 min
	Version      string           // of the program; default "devel"
	Timeout      time.Duration    // for one answer; default 30 s
	Now          func() time.Time // decides what has expired; default [time.Now]
}

// Validate says which field cannot be served from.
func (c *Config) Validate() error {
	switch {
	case c.Library == nil:
		return errors.New("server config: Library is nil")
	case c.Searcher == nil:
		return errors.New("server config: Searcher is nil")
	case c.Comparer == nil:
		return errors.New("server config: Comparer is nil")
	case c.Differ == nil:
		return errors.New("server config: Differ is nil")
	case c.Timeout < 0:
		return fmt.Errorf("server config: Timeout %v is negative", c.Timeout)
	case c.MaxUpload < 0 || c.UploadTime < 0:
		return fmt.Errorf("server config: MaxUpload %d or UploadTime %v is negative", c.MaxUpload, c.UploadTime)
	}
	return nil
}

// A Server answers requests. It is safe for concurrent use.
type Server struct {
	Config
	web      *web.Site
	handler  http.Handler
	findings findings
}

// New makes a server. It reads and opens nothing of the library.
func New(c Config) (*Server, error) {
	if err := c.Validate(); err != nil {
		return nil, err
	}
	c.Logger = cmp.Or(c.Logger, slog.New(slog.DiscardHandler))
	c.Version = cmp.Or(c.Version, "devel")
	c.Timeout = cmp.Or(c.Timeout, 30*time.Second)
	c.MaxUpload = cmp.Or(c.MaxUpload, defaultMaxUpload)
	c.UploadTime = cmp.Or(c.UploadTime, defaultUploadTime)
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Ready == nil {
		c.Ready = func(context.Context) error { return nil }
	}
	site, err := web.New()
	if err != nil {
		return nil, err
	}
	s := &Server{Config: c, web: site}
	if s.handler, err = compressed(s.engine()); err != nil {
		return nil, err
	}
	return s, nil
}

// Handler answers every request of the service.
func (s *Server) Handler() http.Handler { return s.handler }

// HTTPServer is a [http.Server] for addr with the limits that a public address
// needs: time for the head, the whole request and the answer, and size of the
// head. Requests are answered under ctx.
func (s *Server) HTTPServer(ctx context.Context, addr string) *http.Server {
	return &http.Server{
		Addr:              addr,
		Handler:           s.handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      s.Timeout + 30*time.Second, // a source of some MB over a slow line
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(s.Logger.Handler(), slog.LevelWarn),
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
}

// A handler answers one request or says why not; the one table in errors.go
// makes a status of its error.
type handler func(c *gin.Context) error

// A route is one row of the table of routes.
type route struct {
	path   string
	handle handler
	page   bool // answers with HTML, errors too
}

// uploads are the two addresses that take something: each refuses what another
// site's page sends.
func (s *Server) uploads() []route {
	return []route{
		{apiPrefix + "/agreements", s.apiUpload, false},
		{"/upload", s.pageUpload, true},
	}
}

// routes is every address that the server knows, in the router's notation. The
// OpenAPI document is tested against it.
func (s *Server) routes() []route {
	return []route{
		{"/healthz", s.health, false},
		{"/readyz", s.ready, false},
		{apiPrefix + "/openapi.json", s.openAPI, false},
		{apiPrefix + "/agreements", s.apiAgreements, false},
		{apiPrefix + "/agreements/:id", s.apiAgreement, false},
		{apiPrefix + "/agreements/:id/extract", s.apiExtract, false},
		{apiPrefix + "/agreements/:id/original", s.apiOriginal, false},
		{apiPrefix + "/agreements/:id/source", s.apiOriginal, false}, // its first name
		{apiPrefix + "/agreements/:id/provisions/:pid", s.apiProvision, false},
		{apiPrefix + "/agreements/:id/references", s.apiReferences, false},
		{apiPrefix + "/provisions", s.apiLookUp, false},
		{apiPrefix + "/audit", s.apiAudit, false},
		{apiPrefix + "/search", s.apiSearch, false},
		{apiPrefix + "/suggest", s.apiSuggest, false},
		{apiPrefix + "/compare", s.apiCompare, false},
		{apiPrefix + "/matrix", s.apiMatrix, false},
		{apiPrefix + "/versions", s.apiVersions, false},
		{apiPrefix + "/diff", s.apiDiff, false},
		{apiPrefix + "/wording", s.apiWording, false},
		{apiPrefix + "/days", s.apiDays, false},
		{apiPrefix + "/topics", s.apiTopics, false},
		{"/", s.pageHome, true},
		{"/search", s.pageSearch, true},
		{"/search/csv", s.searchCSV, true},
		{"/compare", s.pageCompare, true},
		{"/compare/matrix", s.pageMatrix, true},
		{"/compare/text", s.pageText, true},
		{"/compare/versions", s.pageVersions, true},
		{"/compare/wording", s.pageWording, true},
		{"/audit", s.pageAudit, true},
		{"/quality", s.pageQuality, true},
		{"/help", s.pageHelp, true},
		{"/agreements/:id", s.pageAgreement, true},
		{"/agreements/:id/:pid", s.pageProvision, true},
		{"/agreements/:id/pages/:sheet", s.pageSheet, true},
		{"/static/*file", s.static, true},
	}
}

// apiPrefix is in front of every address that answers with data.
const apiPrefix = "/api/v1"

// engine is the router with everything that stands before the handlers.
func (s *Server) engine() http.Handler {
	// The router's mode is one for the process; debug mode prints to standard
	// output, which belongs to the commands' results.
	gin.SetMode(gin.ReleaseMode)
	g := gin.New()
	g.HandleMethodNotAllowed = true
	g.RedirectTrailingSlash = false
	g.Use(s.observe, s.recover, s.secure)
	for _, r := range s.routes() {
		h := s.answer(r)
		g.GET(r.path, h)
		g.HEAD(r.path, h)
	}
	for _, r := range s.uploads() {
		if !s.takes() {
			continue
		}
		g.POST(r.path, func(c *gin.Context) {
			if err := r.handle(c); err != nil {
				s.fail(c, r.page, err)
			}
		})
	}
	g.NoRoute(func(c *gin.Context) { s.fail(c, isPage(c.Request.URL.Path), errNoRoute) })
	g.NoMethod(func(c *gin.Context) { s.fail(c, isPage(c.Request.URL.Path), errNoMethod) })
	return g
}

// answer runs one handler under the time limit.
func (s *Server) answer(r route) gin.HandlerFunc {
	return func(c *gin.Context) {
		ctx, cancel := context.WithTimeout(c.Request.Context(), s.Timeout)
		defer cancel()
		c.Request = c.Request.WithContext(ctx)
		if err := r.handle(c); err != nil {
			s.fail(c, r.page, err)
		}
	}
}
