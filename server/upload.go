package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/klauspost/compress/gzhttp"

	"github.com/clausebook/clausebook/corpus"
)

const (
	// defaultMaxUpload is the largest document that is taken: scans of a few
	// hundred pages have some tens of megabytes.
	defaultMaxUpload = 64_000_000
	// defaultUploadTime bounds the handing in and the reading of one request's
	// documents. Pages that are read off pictures take seconds each.
	defaultUploadTime = 15 * time.Minute
	// maxFiles bounds the documents of one form.
	maxFiles = 20
)

// Errors of uploads.
var (
	errForeign  = errors.New("another site asked for this; documents are only taken from our own pages and from programs")
	errTooLarge = errors.New("larger than this server takes")
	errNoForm   = errors.New("want a form with files")
)

// An uploadEvent is one line of the answer to an upload: a stage that begins,
// or the end, well or not.
type uploadEvent struct {
	Event     string         `json:"event"`           // "progress", "done" or "failed"
	Stage     string         `json:"stage,omitempty"` // of progress
	Page      int            `json:"page,omitempty"`  // the sheet at hand, from 1
	Done      int            `json:"done,omitempty"`  // pages behind it
	Of        int            `json:"of,omitempty"`    // pages in all
	Agreement *uploadedPaper `json:"agreement,omitempty"`
	Problem   *problem       `json:"problem,omitempty"`
}

// An uploadedPaper is what became of an upload.
type uploadedPaper struct {
	ID         string               `json:"id"`
	Title      string               `json:"title"`
	Kind       corpus.AgreementKind `json:"kind"`
	Provisions int                  `json:"provisions"`
	Doubts     int                  `json:"doubts"` // warnings and errors
	Href       string               `json:"href"`
}

func uploaded(a *corpus.Agreement) *uploadedPaper {
	p := &uploadedPaper{ID: a.ID, Title: nameOf(a.Title, a.ID), Kind: a.Kind, Provisions: len(a.Provisions), Href: agreementHref(a.ID)}
	for _, d := range a.Diagnostics {
		if d.Severity != corpus.Info {
			p.Doubts++
		}
	}
	return p
}

// takes reports whether documents can be handed in here.
func (s *Server) takes() bool { return s.Ingester != nil }

// checkUpload refuses what another site's page sends in a visitor's name, and,
// where the server only listens on this computer, what comes under a name that
// is not this computer's: a name of elsewhere can be made to lead here.
func (s *Server) checkUpload(r *http.Request) error {
	if !s.takes() {
		return errNoRoute
	}
	if err := http.NewCrossOriginProtection().Check(r); err != nil {
		return fmt.Errorf("%w: %w", errForeign, err)
	}
	if s.LoopbackOnly && !isLoopback(r.Host) {
		return errForeign
	}
	return nil
}

func isLoopback(hostport string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = hostport
	}
	host = strings.Trim(host, "[]")
	if strings.EqualFold(host, "localhost") {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.IsLoopback()
}

// extend gives an upload the time that it needs: the server's own limits are
// for questions.
func (s *Server) extend(c *gin.Context) (context.Context, context.CancelFunc) {
	until := time.Now().Add(s.UploadTime)
	rc := http.NewResponseController(c.Writer)
	// A connection that knows no deadlines has none to be moved.
	_ = rc.SetReadDeadline(until)
	_ = rc.SetWriteDeadline(until.Add(time.Minute))
	return context.WithDeadline(context.WithoutCancel(c.Request.Context()), until)
}

// apiUpload takes one document, the body of the request, and answers with a line
// of JSON for each stage as it begins, then one that says how it ended.
func (s *Server) apiUpload(c *gin.Context) error {
	if err := s.checkUpload(c.Request); err != nil {
		return err
	}
	p := readParams(c)
	u := Upload{Name: p.required("name"), ID: p.text("id"), Replace: p.flag("replace")}
	if err := p.err(); err != nil {
		return err
	}
	gone := c.Request.Context()
	ctx, cancel := s.extend(c)
	defer cancel()
	defer context.AfterFunc(gone, cancel)() // a client that hangs up does not want it any more
	data, err := s.readDocument(c.Request.Body, u.Name)
	if err != nil {
		return err
	}
	u.Data = data
	h := c.Writer.Header()
	h.Set("Content-Type", "application/x-ndjson")
	h.Set("Cache-Control", "no-store")
	h.Set(gzhttp.HeaderNoCompression, "true") // each line goes out at once
	c.Status(http.StatusOK)
	lines := json.NewEncoder(c.Writer)
	tell := func(e uploadEvent) {
		if lines.Encode(e) == nil {
			c.Writer.Flush()
		}
	}
	a, err := s.Ingester.Ingest(ctx, u, func(x Progress) {
		tell(uploadEvent{Event: "progress", Stage: x.Stage, Page: x.Page, Done: x.Done, Of: x.Of})
	})
	if err != nil {
		problem := s.told(c, err)
		tell(uploadEvent{Event: "failed", Problem: &problem})
		return nil
	}
	tell(uploadEvent{Event: "done", Agreement: uploaded(a)})
	return nil
}

// told is err as a problem for the user, its cause in the log.
func (s *Server) told(c *gin.Context, err error) problem {
	p := problemOf(err, c.GetString(idKey))
	if p.Status == http.StatusInternalServerError {
		s.Logger.LogAttrs(c.Request.Context(), slog.LevelError, "upload failed", slog.String(idKey, p.RequestID), slog.Any("err", err))
	}
	return p
}

// readDocument reads a document of at most MaxUpload bytes.
func (s *Server) readDocument(r io.Reader, name string) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, s.MaxUpload+1))
	if limit := new(http.MaxBytesError); errors.As(err, &limit) || int64(len(data)) > s.MaxUpload {
		return nil, fmt.Errorf("%.200s: %w, which is %s", name, errTooLarge, sizeText(s.MaxUpload))
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %.200s did not arrive whole: %w", ErrBadRequest, name, err)
	}
	if len(data) == 0 {
		return nil, fmt.Errorf("%w: %.200s is empty", ErrBadRequest, name)
	}
	return data, nil
}

type uploadPage struct {
	page
	Files []uploadRow
}

type uploadRow struct {
	Name   string
	Paper  *uploadedPaper
	Detail string // what went wrong
}

// pageUpload takes the files of a form, one after the other, and tells what
// became of each: what a browser without scripts gets.
func (s *Server) pageUpload(c *gin.Context) error {
	if err := s.checkUpload(c.Request); err != nil {
		return err
	}
	if err := readParams(c).err(); err != nil {
		return err
	}
	gone := c.Request.Context()
	ctx, cancel := s.extend(c)
	defer cancel()
	defer context.AfterFunc(gone, cancel)()
	form, err := c.Request.MultipartReader()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrBadRequest, errNoForm)
	}
	v := uploadPage{page: s.page("Documents handed in", "library")}
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fmt.Errorf("%w: the form cannot be read: %w", ErrBadRequest, err)
		}
		if part.FileName() == "" {
			continue
		}
		if len(v.Files) == maxFiles {
			v.Files = append(v.Files, uploadRow{Name: part.FileName(), Detail: "Not read: at most " + strconv.Itoa(maxFiles) + " files at once."})
			break
		}
		v.Files = append(v.Files, s.takePart(ctx, c, part))
	}
	if len(v.Files) == 0 {
		return fmt.Errorf("%w: no file was chosen", ErrBadRequest)
	}
	c.Header("Cache-Control", "no-store")
	return s.sendPage(c, "upload", v)
}

func (s *Server) takePart(ctx context.Context, c *gin.Context, part *multipart.Part) uploadRow {
	row := uploadRow{Name: part.FileName()}
	data, err := s.readDocument(part, row.Name)
	if err == nil {
		var a *corpus.Agreement
		if a, err = s.Ingester.Ingest(ctx, Upload{Name: row.Name, Data: data}, nil); err == nil {
			row.Paper = uploaded(a)
			return row
		}
	}
	row.Detail = s.told(c, err).Detail
	return row
}
