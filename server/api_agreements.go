package server

import (
	"bytes"
	"fmt"
	"mime"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/wire"
)

// A listed is one agreement of the list.
type listed struct {
	wire.Agreement
	Source  wire.Source  `json:"source"`
	Counts  listedCounts `json:"counts"`
	Score   float64      `json:"score"`    // of the certificate: body against contents list
	InForce *bool        `json:"in_force"` // today; null where the text does not say
	// By id; null where nobody said that there are editions.
	EditionOf    *string `json:"edition_of"`    // what this is a newer edition of
	SupersededBy *string `json:"superseded_by"` // what has taken its place
	StoodForBy   *string `json:"stood_for_by"`  // the edition that stands for it in comparisons today
}

type listedCounts struct {
	Pages       int `json:"pages"`
	Provisions  int `json:"provisions"`
	References  int `json:"references"`
	Diagnostics int `json:"diagnostics"` // warnings and errors
}

type listPage[T any] struct {
	Total  int `json:"total"`
	Limit  int `json:"limit"`
	Offset int `json:"offset"`
	Items  []T `json:"items"`
}

func (s *Server) apiAgreements(c *gin.Context) error {
	p := readParams(c)
	w := p.window(defaultLimit, maxLimit)
	if err := p.err(); err != nil {
		return err
	}
	infos, err := s.Library.Agreements(c.Request.Context())
	if err != nil {
		return err
	}
	page := listPage[listed]{Total: len(infos), Limit: w.limit, Offset: w.offset, Items: []listed{}}
	for _, info := range cut(w, infos) {
		page.Items = append(page.Items, s.listed(info))
	}
	return s.sendJSON(c, page)
}

func (s *Server) listed(info AgreementInfo) listed {
	// The wire form of the few fields that a list has.
	a := &corpus.Agreement{ID: info.ID, Source: info.Source, Title: info.Title, Kind: info.Kind, Employer: info.Employer,
		Union: info.Union, Unit: info.Unit, Effective: info.Effective, Expires: info.Expires, Truncated: info.Truncated}
	l := listed{Agreement: wire.AgreementOf(a), Source: wire.SourceOf(a), Score: info.Score,
		Counts:    listedCounts{info.Pages, info.Provisions, info.References, info.Diagnostics},
		EditionOf: idOrNull(info.EditionOf), SupersededBy: idOrNull(info.SupersededBy), StoodForBy: idOrNull(info.StoodForBy)}
	l.Spans = nil
	switch s.term(info.Effective, info.Expires) {
	case termRuns:
		l.InForce = new(true)
	case termOver, termAhead:
		l.InForce = new(false)
	}
	return l
}

func idOrNull(id string) *string {
	if id == "" {
		return nil
	}
	return &id
}

// A termState says where today stands to an agreement's term.
type termState int

const (
	termUnknown termState = iota // the text does not say
	termRuns
	termOver
	termAhead
)

// term compares today's date (UTC) with a term. The last day counts. A text
// that only says when it ends is taken to have begun.
func (s *Server) term(effective, expires corpus.Date) termState {
	today := corpus.Date(s.Now().UTC().Format(time.DateOnly))
	switch {
	case expires != "" && today > expires:
		return termOver
	case effective != "" && today < effective:
		return termAhead
	case expires == "":
		return termUnknown
	}
	return termRuns
}

// A described is what can be said of an agreement without its text.
type described struct {
	Agreement   wire.Agreement       `json:"agreement"`
	Source      wire.Source          `json:"source"`
	InForce     *bool                `json:"in_force"`
	Counts      counts               `json:"counts"`
	Certificate wire.Certificate     `json:"certificate"`
	Outline     []outlined           `json:"outline"` // document order, parents before children
	Missing     []wire.ContentsEntry `json:"missing"` // listed in the contents, without a body
	Diagnostics []wire.Diagnostic    `json:"diagnostics"`
}

type counts struct {
	Bytes       int            `json:"bytes"` // of the text
	Pages       int            `json:"pages"`
	Provisions  int            `json:"provisions"`
	ByKind      map[string]int `json:"by_kind"`
	Contents    int            `json:"contents"`
	References  int            `json:"references"`
	ByStatus    map[string]int `json:"by_status"`
	Terms       int            `json:"terms"`
	Tables      int            `json:"tables"`
	Diagnostics int            `json:"diagnostics"`
	BySeverity  map[string]int `json:"by_severity"`
	Tokens      int            `json:"tokens"`
}

type outlined struct {
	wire.Place
	Parent *string     `json:"parent"`
	Depth  int         `json:"depth"`
	Span   corpus.Span `json:"span"`
	Tokens int         `json:"tokens"`
}

func (s *Server) apiAgreement(c *gin.Context) error {
	if err := readParams(c).err(); err != nil {
		return err
	}
	a, err := s.agreement(c)
	if err != nil {
		return err
	}
	return s.sendJSON(c, s.describe(a))
}

// agreement is the one that the address names.
func (s *Server) agreement(c *gin.Context) (*corpus.Agreement, error) {
	return s.Library.Agreement(c.Request.Context(), c.Param("id"))
}

func (s *Server) describe(a *corpus.Agreement) described {
	d := described{
		Agreement: wire.AgreementOf(a), Source: wire.SourceOf(a), Certificate: wire.CertificateOf(a),
		InForce: s.listed(AgreementInfo{Effective: a.Effective, Expires: a.Expires}).InForce,
		Counts: counts{Bytes: len(a.Text), Pages: len(a.Pages), Provisions: len(a.Provisions), Contents: len(a.Contents),
			References: len(a.References), Terms: len(a.Terms), Tables: len(a.Tables), Diagnostics: len(a.Diagnostics),
			ByKind: map[string]int{}, ByStatus: map[string]int{}, BySeverity: map[string]int{}},
		Outline: make([]outlined, 0, len(a.Provisions)), Missing: []wire.ContentsEntry{}, Diagnostics: []wire.Diagnostic{},
	}
	t := corpus.NewTree(a)
	depth := make([]int, len(a.Provisions))
	for i := range a.Provisions {
		p := &a.Provisions[i]
		o := outlined{Place: wire.PlaceOf(p), Span: p.Span, Tokens: p.Tokens}
		if up := t.Parent(i); up >= 0 {
			depth[i] = depth[up] + 1
			o.Parent, o.Depth = &a.Provisions[up].ID, depth[i]
		}
		d.Outline = append(d.Outline, o)
		d.Counts.ByKind[string(p.Kind)]++
		d.Counts.Tokens += p.Tokens
	}
	for _, r := range a.References {
		d.Counts.ByStatus[string(r.Status)]++
	}
	for _, e := range a.Contents {
		if e.Provision == "" {
			d.Missing = append(d.Missing, wire.ContentsEntryOf(e))
		}
	}
	for _, x := range a.Diagnostics {
		d.Counts.BySeverity[string(x.Severity)]++
		d.Diagnostics = append(d.Diagnostics, wire.DiagnosticOf(x))
	}
	return d
}

func (s *Server) apiExtract(c *gin.Context) error {
	p := readParams(c)
	text := p.flag("text")
	if err := p.err(); err != nil {
		return err
	}
	a, err := s.agreement(c)
	if err != nil {
		return err
	}
	return s.sendJSON(c, wire.Extract(a, wire.Options{Text: text}))
}

// apiOriginal answers with the file as it came in. Text and PDF open in the
// browser; what a browser could run (HTML) or not show is handed over as a file.
func (s *Server) apiOriginal(c *gin.Context) error {
	if err := readParams(c).err(); err != nil {
		return err
	}
	a, err := s.agreement(c)
	if err != nil {
		return err
	}
	data, err := s.Library.Source(c.Request.Context(), a.ID)
	if err != nil {
		return err
	}
	media, params, err := mime.ParseMediaType(a.Source.MediaType)
	if err != nil || !strings.Contains(media, "/") {
		media = "application/octet-stream"
	}
	disposition := "attachment"
	h := c.Writer.Header()
	switch media {
	case "text/plain":
		disposition = "inline"
		h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
		if charset := params["charset"]; charset != "" {
			media += "; charset=" + charset
		} else if utf8.Valid(data) {
			media += "; charset=utf-8"
		}
	case "application/pdf":
		// No policy on what it loads: a PDF runs nothing of ours, and browsers'
		// own viewers refuse to open in a sandbox or without their styles.
		disposition = "inline"
		h.Set("Content-Security-Policy", "frame-ancestors 'self'")
	default:
		h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	}
	h.Set("Content-Type", media)
	h.Set("Content-Disposition", contentDisposition(disposition, a.Source.Name))
	h.Set("ETag", fmt.Sprintf("%q", a.Source.SHA256))
	h.Set("Cache-Control", "no-cache")
	http.ServeContent(c.Writer, c.Request, "", time.Time{}, bytes.NewReader(data))
	return nil
}

// contentDisposition names the file; one that cannot be written down in a
// header is left unnamed.
func contentDisposition(how, name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == '/' || r == '\\' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, "_"))
	if v := mime.FormatMediaType(how, map[string]string{"filename": name}); v != "" && name != "" {
		return v
	}
	return how
}
