package server

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/clausebook/clausebook/corpus"
)

// A page is what the layout needs; every page's data has one in it.
type page struct {
	Title   string
	Query   string // in the search box at the top
	Nav     string // part of the site: "library", "compare"
	Version string
	// OwnSearch says that the page has a search box: the one at the top is left
	// out, so that there is one.
	OwnSearch bool
}

func (s *Server) page(title, nav string) page {
	return page{Title: title, Nav: nav, Version: s.Version}
}

// A link is a place to go.
type link struct{ Href, Text string }

// A badge is a word or two that must not be missed.
type badge struct {
	Text, Title string
	Tone        string // "", "warn", "bad": how it is coloured, beside its words
}

// An option is one choice of a form.
type option struct {
	Value, Text string
	Selected    bool
}

func agreementHref(id string) string { return "/agreements/" + url.PathEscape(id) }

func provisionHref(agreement, id string) string {
	return agreementHref(agreement) + "/" + url.PathEscape(id)
}

// spanHref leads to a provision with the words at s marked.
func spanHref(agreement, id string, s corpus.Span) string {
	if s.Len() <= 0 {
		return provisionHref(agreement, id)
	}
	return provisionHref(agreement, id) + "?mark=" + strconv.Itoa(s.Start) + "-" + strconv.Itoa(s.End) + "#mark"
}

func apiHref(agreement string, rest ...string) string {
	parts := []string{apiPrefix, "agreements", url.PathEscape(agreement)}
	for _, part := range rest {
		parts = append(parts, url.PathEscape(part))
	}
	return strings.Join(parts, "/")
}

// nameOf is what people call an agreement: its title, or its id where the text
// states none.
func nameOf(title, id string) string {
	if title == "" {
		return id
	}
	return title
}

// shortName is nameOf where there is little room: cut at a word, at most 64
// characters. Titles of agreements name both parties and every chapter.
func shortName(title, id string) string {
	const most = 64
	runes := []rune(nameOf(title, id))
	if len(runes) <= most {
		return string(runes)
	}
	cut := string(runes[:most])
	if k := strings.LastIndexByte(cut, ' '); k > most/2 {
		cut = cut[:k]
	}
	return strings.TrimRight(cut, " ,;:-–") + " …"
}

// badgesOf is what a reader of an agreement must know before relying on it.
func (s *Server) badgesOf(a AgreementInfo) []badge {
	var out []badge
	switch a.Kind {
	case corpus.KindExcerpt:
		out = append(out, badge{"excerpt", "The file is a part of an agreement.", "warn"})
	case corpus.KindAgreement:
	default:
		out = append(out, badge{Text: string(a.Kind)})
	}
	if a.Truncated {
		out = append(out, badge{"cut off", "The file stops before the document does.", "warn"})
	}
	switch s.term(a.Effective, a.Expires) {
	case termOver:
		out = append(out, badge{"expired", "Its term ended on " + string(a.Expires) + ".", "bad"})
	case termAhead:
		out = append(out, badge{"not yet in force", "Its term begins on " + string(a.Effective) + ".", "warn"})
	}
	return out
}

// termText is an agreement's term in words.
func termText(effective, expires corpus.Date) string {
	switch {
	case effective == "" && expires == "":
		return "not stated"
	case effective == "":
		return "until " + string(expires)
	case expires == "":
		return "from " + string(effective)
	}
	return string(effective) + " to " + string(expires)
}

// infoOf is the line that a list would have for a.
func infoOf(a *corpus.Agreement) AgreementInfo {
	return AgreementInfo{ID: a.ID, Source: a.Source, Title: a.Title, Kind: a.Kind, Employer: a.Employer, Union: a.Union, Unit: a.Unit,
		Effective: a.Effective, Expires: a.Expires, Truncated: a.Truncated, Pages: len(a.Pages), Provisions: len(a.Provisions),
		References: len(a.References), Diagnostics: len(a.Diagnostics), ContentsEntries: a.Certificate.Entries, Score: a.Certificate.Score}
}

// labelOf is a provision in a list: its citation and title.
func labelOf(p *corpus.Provision) string {
	text := p.Citation
	if text == "" {
		text = p.Heading
	}
	if text == "" {
		text = p.ID
	}
	if p.Title != "" && !strings.Contains(strings.ToLower(text), strings.ToLower(p.Title)) {
		text += " – " + p.Title
	}
	return text
}

type errorPage struct {
	page
	Headline string
	Detail   string
	Faults   []fieldError
	ID       string
}

func (s *Server) errorPage(c *gin.Context, p problem) errorPage {
	headline := p.Title
	switch p.Status {
	case http.StatusNotFound:
		headline = "Not here"
	case http.StatusBadRequest:
		headline = "That could not be read"
	case http.StatusInternalServerError:
		headline = "Something failed here"
	case http.StatusServiceUnavailable:
		headline = "Not ready"
	}
	e := errorPage{page: s.page(headline, ""), Headline: headline, Detail: p.Detail, Faults: p.Errors, ID: p.RequestID}
	e.Query = strings.ToValidUTF8(clip(c.Query("q"), maxValue), "")
	return e
}

// static answers with one of our own files.
func (s *Server) static(c *gin.Context) error {
	name := strings.TrimPrefix(c.Param("file"), "/")
	f, lasting, ok := s.web.Static(name)
	if !ok {
		return fmt.Errorf("static file %.80q: %w", name, ErrNotFound)
	}
	if lasting {
		c.Header("Cache-Control", "public, max-age=31536000, immutable")
	}
	s.send(c, f.MediaType, f.Data, f.Data)
	return nil
}
