package server_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/compare"
	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/index/query"
	"github.com/clausebook/clausebook/server"
)

// text is a small agreement; agreement reads it by hand.
const text = `AGREEMENT between the City of Example and Local 1

Contents
Article 1 Leave 1
Article 2 Layoff 3

Article 1 Leave
Section A. Sick leave.
An employee may use 5 days of sick
leave, see Section B, Sections A and B,

and Article 2.

Notice is due under Act 7 by June 1, 2026.
Years Days
1 10
2 15
Section B. Other.
See Section 9 or Section A.
`

func agreement(tb testing.TB) *corpus.Agreement {
	tb.Helper()
	find := func(words string) corpus.Span {
		k := strings.LastIndex(text, words)
		require.GreaterOrEqual(tb, k, 0, words)
		return corpus.Span{Start: k, End: k + len(words)}
	}
	to := func(first, last string) corpus.Span {
		return corpus.Span{Start: find(first).Start, End: find(last).End}
	}
	short := func(words string) corpus.Span { // all but the last byte
		return corpus.Span{Start: find(words).Start, End: find(words).End - 1}
	}
	sum := sha256.Sum256([]byte(text))
	const a, b = "art_1__sec_A", "art_1__sec_B"
	x := &corpus.Agreement{
		ID: "example-2026", Text: text, Title: "Agreement", Kind: corpus.KindAgreement, Employer: "City of Example", Union: "Local 1",
		Effective: "2024-01-01", Expires: "2026-12-31", Truncated: true,
		Source:    corpus.Source{Name: "example.txt", SHA256: hex.EncodeToString(sum[:]), MediaType: "text/plain", Bytes: int64(len(text))},
		FactSpans: map[corpus.Fact]corpus.Span{corpus.FactTitle: find("AGREEMENT"), corpus.FactEmployer: find("City of Example"), corpus.FactUnion: find("Local 1")},
		Pages:     []corpus.Page{{Label: "1", Span: corpus.Span{End: len(text)}, Engine: "text"}},
		Provisions: []corpus.Provision{
			{ID: "preamble", Kind: corpus.Preamble, Span: to("AGREEMENT", "Local 1"), Citation: "Preamble", Confidence: 1},
			{ID: "art_1", Kind: corpus.Article, Number: "1", Title: "Leave", Heading: "Article 1 Leave", Citation: "Article 1", Page: "1", HeadingSpan: short("Article 1 Leave\n"), Span: to("Article 1 Leave\n", "or Section A."), Confidence: 0.9},
			{ID: a, Parent: "art_1", Kind: corpus.Section, Number: "A", Title: "Sick leave", Heading: "Section A. Sick leave.", Citation: "Article 1, Section A", Page: "1", HeadingSpan: find("Section A. Sick leave."), Span: to("Section A. Sick", "2 15"), Confidence: 0.9, Tokens: 30},
			{ID: b, Parent: "art_1", Kind: corpus.Section, Number: "B", Title: "Other", Heading: "Section B. Other.", Citation: "Article 1, Section B", Page: "1", HeadingSpan: find("Section B. Other."), Span: to("Section B. Other.", "or Section A."), Confidence: 0.9},
		},
		Contents: []corpus.ContentsEntry{
			{Number: "1", Kind: corpus.Article, Title: "Leave", Page: "1", Span: find("Article 1 Leave 1"), Provision: "art_1"},
			{Number: "2", Kind: corpus.Article, Title: "Layoff", Page: "3", Span: find("Article 2 Layoff 3")},
		},
		Certificate: corpus.Certificate{Entries: 2, Matched: 1, WithoutBody: 1, Score: 0.5, Gaps: []corpus.Gap{{Parent: "art_1", After: a, Missing: "Section AA", Span: find("Section B. Other.")}}},
		References: []corpus.CrossReference{
			{From: a, Raw: "Section B", Span: short("Section B,"), Status: corpus.Resolved, Target: b},
			{From: a, Raw: "Sections A and B", Span: find("Sections A and B"), Status: corpus.Resolved, Target: a},
			{From: a, Raw: "Sections A and B", Span: find("Sections A and B"), Status: corpus.Resolved, Target: b},
			{From: a, Raw: "Article 2", Span: short("Article 2."), Status: corpus.Dangling, Reason: "listed in the contents only"},
			{From: a, Raw: "Act 7", Span: find("Act 7"), Status: corpus.External, Authority: &corpus.Authority{ID: "us/act/7", Name: "Public Act 7"}},
			{From: b, Raw: "Section 9", Span: find("Section 9"), Status: corpus.Dangling, Reason: "there is no Section 9"},
			{From: b, Raw: "Section A", Span: short("Section A."), Status: corpus.Ambiguous, Candidates: []string{"art_1", a}, Reason: "two of that name"},
		},
		Terms: []corpus.Term{
			{Provision: a, Type: corpus.Duration, Value: 5, Unit: corpus.WorkingDay, Raw: "5 days", Span: find("5 days"), Condition: "of sick leave"},
			{Provision: a, Type: corpus.DateTerm, Date: "2026-06-01", Raw: "June 1, 2026", Span: find("June 1, 2026")},
		},
		Tables:      []corpus.Table{{Provision: a, Span: to("Years Days", "2 15"), Header: []string{"Years", "Days"}, Rows: [][]string{{"1", "10"}, {"2", "15"}}}},
		Furniture:   []corpus.Furniture{{Kind: corpus.ContentsList, Span: to("Contents", "Article 2 Layoff 3")}},
		Diagnostics: []corpus.Diagnostic{{Code: "odd-words", Severity: corpus.Warning, Message: "these words are odd", Span: find("Act 7")}},
	}
	require.NoError(tb, x.Validate())
	return x
}

// shelf is a library in memory.
type shelf []*corpus.Agreement

func (s shelf) Agreements(context.Context) ([]server.AgreementInfo, error) {
	var out []server.AgreementInfo
	for _, a := range s {
		out = append(out, server.AgreementInfo{ID: a.ID, Source: a.Source, Title: a.Title, Kind: a.Kind, Employer: a.Employer, Union: a.Union, Unit: a.Unit,
			Effective: a.Effective, Expires: a.Expires, Truncated: a.Truncated, Pages: len(a.Pages), Provisions: len(a.Provisions),
			References: len(a.References), Diagnostics: len(a.Diagnostics), ContentsEntries: a.Certificate.Entries, Score: a.Certificate.Score})
	}
	return out, nil
}

func (s shelf) Agreement(_ context.Context, id string) (*corpus.Agreement, error) {
	for _, a := range s {
		if a.ID == id {
			return a, nil
		}
	}
	return nil, fmt.Errorf("agreement %q: %w", id, server.ErrNotFound)
}

func (s shelf) Source(ctx context.Context, id string) ([]byte, error) {
	a, err := s.Agreement(ctx, id)
	if err != nil {
		return nil, err
	}
	return []byte(a.Text), nil
}

// finder finds the provisions whose own text has the question in it.
type finder struct{ shelf }

func (f finder) Search(_ context.Context, r query.Request) (query.Answer, error) {
	answer := query.Answer{Query: query.Query{Text: r.Text, Filters: r.Filters, Corrections: []query.Correction{{From: "sik", To: "sick"}},
		Expansions: []query.Expansion{{From: "sick", To: []string{"illness"}}}}, TookMS: 1}
	for _, a := range f.shelf {
		t := corpus.NewTree(a)
		for i, p := range a.Provisions {
			c := t.CleanText(i)
			if k := strings.Index(c.Text, r.Text); k >= 0 {
				answer.Hits = append(answer.Hits, query.Hit{Agreement: a.ID, Source: a.Source.Name, ID: &p.ID, Citation: p.Citation, Title: p.Title, Kind: p.Kind, Page: &p.Page, Score: 1, Span: p.Span,
					Path:     []string{"Article 1 Leave"},
					Snippets: []query.Snippet{{Text: c.Text, Matches: [][2]int{{k, k + len(r.Text)}}, Span: c.Source(0, len(c.Text))}}})
			}
		}
		if e := a.Contents[1]; strings.Contains(e.Title, r.Text) {
			answer.Hits = append(answer.Hits, query.Hit{Agreement: a.ID, Source: a.Source.Name, Citation: "Article 2", Title: e.Title, Kind: e.Kind, Page: &e.Page, Span: e.Span})
		}
	}
	answer.Total = len(answer.Hits)
	if r.Cursor == "bad" {
		return query.Answer{}, fmt.Errorf("cursor: %w", query.ErrCursor)
	}
	if r.Facets {
		answer.Facets = []query.Facet{{Field: query.ByKind, Values: []query.FacetValue{{Value: "section", Count: answer.Total}}}}
	}
	if r.MaxTokens > 0 {
		answer.Pack = &query.Pack{Encoding: query.Cl100k, MaxTokens: r.MaxTokens, Passages: []query.PackPassage{}}
	}
	if r.Explain {
		for i := range answer.Hits {
			answer.Hits[i].Explain = []query.Reason{{Part: "title", Value: 1, Adds: 0.4}}
		}
	}
	answer.Hits = answer.Hits[min(r.Offset, answer.Total):min(r.Offset+r.Limit, answer.Total)]
	return answer, nil
}

func (f finder) Suggest(_ context.Context, text string, limit int) ([]query.Suggestion, error) {
	var out []query.Suggestion
	for _, a := range f.shelf {
		for _, p := range a.Provisions {
			if strings.HasPrefix(strings.ToLower(p.Title), strings.ToLower(text)) && len(out) < limit {
				out = append(out, query.Suggestion{Text: p.Title, Kind: query.SuggestTitle, Agreement: a.ID, ID: p.ID})
			}
		}
	}
	return out, nil
}

func (f finder) Holders(_ context.Context, citation string) ([]query.Holder, error) {
	c, err := corpus.ParseCitation(citation)
	if err != nil {
		return nil, nil
	}
	var out []query.Holder
	for _, a := range f.shelf {
		out = append(out, query.Holder{Agreement: a.ID, Places: len(corpus.NewTree(a).Lookup(c))})
	}
	return out, nil
}

// aligner answers with one cell of each state.
type aligner struct{ shelf }

func (l aligner) Compare(_ context.Context, topic string, _ []string) (compare.Comparison, error) {
	a := l.shelf[0]
	condition, later := "if sick", "art_1__sec_B"
	c := compare.Comparison{Topic: compare.TopicRef{ID: topic, Label: "Sick leave"}, Related: []compare.Related{{Agreement: a.ID, Source: a.Source.Name, ID: "art_1", Citation: "Article 1", Title: "Leave"}}}
	span := a.Terms[0].Span
	c.Cells = append(c.Cells, compare.Cell{Agreement: a.ID, Source: a.Source.Name, State: compare.Stated, Heading: "Sick leave",
		Provisions: []compare.Place{{ID: "art_1__sec_A", Citation: "Article 1, Section A", Title: "Sick leave", Page: "1", Span: a.Provisions[2].Span, Score: 1}},
		Values: []compare.Value{{Label: "days a year", Type: corpus.Duration, Value: 5.0, Unit: corpus.Day, Raw: "5 days", Quote: "An employee may use 5 days", Provision: "art_1__sec_A", Span: span, Condition: &condition, SupersededBy: &later},
			{Label: "who", Type: corpus.TextTerm, Value: "an employee", Raw: "an employee", Quote: "An employee", Provision: "art_1__sec_A", Span: span}},
		Quotes: []compare.Quote{{Text: "An employee may use 5 days of sick leave", Provision: "art_1__sec_A", Span: span}}, Warnings: []string{"two values"}})
	for _, s := range []compare.State{compare.Silent, compare.ContentsOnly, compare.OutsideExcerpt} {
		c.Cells = append(c.Cells, compare.Cell{Agreement: a.ID, Source: a.Source.Name, State: s, Note: "why: " + string(s)})
	}
	return c, nil
}

func (l aligner) Matrix(ctx context.Context, req compare.MatrixRequest) (compare.Matrix, error) {
	one, err := l.Compare(ctx, "sick-leave", req.Agreements)
	if req.Group == "nope" {
		return compare.Matrix{}, server.ErrBadRequest
	}
	return compare.Matrix{Columns: []compare.Column{{Agreement: l.shelf[0].ID}}, Rows: []compare.MatrixRow{{Topic: one.Topic, Related: one.Related, Cells: one.Cells}}}, err
}

func (l aligner) Versions(_ context.Context, before, after string) (compare.Versions, error) {
	return compare.Editions(l.shelf[0], l.shelf[0]), nil
}

func (l aligner) comparer() *compare.Comparer { return compare.New(ids(l), nil, topics) }

func (l aligner) Diff(ctx context.Context, refs []string) (compare.Diff, error) {
	d, err := l.comparer().Diff(ctx, refs)
	return d, notFound(err)
}

// notFound says of a missing provision what a server must be told of it.
func notFound(err error) error {
	if errors.Is(err, compare.ErrNoProvision) {
		return fmt.Errorf("%w: %w", server.ErrNotFound, err)
	}
	return err
}

func (l aligner) Wording(ctx context.Context, ref string) (compare.Wording, error) {
	w, err := l.comparer().Wording(ctx, ref)
	return w, notFound(err)
}

func (l aligner) Days(ctx context.Context, agreements []string) (compare.Days, error) {
	d, err := l.comparer().Days(ctx, agreements)
	return d, notFound(err)
}

// ids is a shelf as comparisons see it.
type ids struct{ shelf }

func (s ids) IDs(context.Context) ([]string, error) {
	var out []string
	for _, a := range s.shelf {
		out = append(out, a.ID)
	}
	return out, nil
}

var topics = []corpus.Topic{{ID: "sick-leave", Label: "Sick leave", Group: "leaves", Names: []string{"sick leave"}}, {ID: "layoff", Label: "Layoff", Group: "seniority"}}

// serve is a server of the given agreements on 2026-11-22; change, if not nil,
// alters its configuration.
func serve(tb testing.TB, list shelf, change func(*server.Config)) http.Handler {
	tb.Helper()
	c := server.Config{Library: list, Searcher: finder{list}, Comparer: aligner{list}, Differ: aligner{list}, Topics: topics, Version: "test",
		Logger: slog.New(slog.DiscardHandler), Now: func() time.Time { return time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC) }}
	if change != nil {
		change(&c)
	}
	s, err := server.New(c)
	require.NoError(tb, err)
	return s.Handler()
}

// get asks for path with the given headers, name and value by turns.
func get(tb testing.TB, h http.Handler, path string, headers ...string) *httptest.ResponseRecorder {
	tb.Helper()
	return ask(tb, h, http.MethodGet, path, headers...)
}

func ask(tb testing.TB, h http.Handler, method, path string, headers ...string) *httptest.ResponseRecorder {
	tb.Helper()
	r := httptest.NewRequest(method, "http://localhost"+path, nil)
	for k := 0; k+1 < len(headers); k += 2 {
		r.Header.Set(headers[k], headers[k+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}
