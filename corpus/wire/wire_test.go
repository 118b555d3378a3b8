package wire_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/wire"
)

const small = "AGREEMENT\nbetween the City of Example\n\nContents\nArticle 1 Leave 1\nArticle 2 Layoff 3\n\n" +
	"Article 1 Leave\nSection A. Sick leave.\nAn employee may use 5 days of sick\nleave, see Section B and Article 2.\n" +
	"\nNotice is due under Act 7 by June 1, 2026.\n\fSection B. Other.\nSee Section 9 or Section A.\n"

// agreement is small, read by hand.
func agreement(tb testing.TB) *corpus.Agreement {
	tb.Helper()
	find := func(words string) corpus.Span {
		k := strings.Index(small, words)
		require.GreaterOrEqual(tb, k, 0, words)
		return corpus.Span{Start: k, End: k + len(words)}
	}
	cut := func(words string, n int) corpus.Span { // all but the last n bytes
		s := find(words)
		return corpus.Span{Start: s.Start, End: s.End - n}
	}
	to := func(from, last string) corpus.Span {
		return corpus.Span{Start: find(from).Start, End: find(last).End}
	}
	const last = "See Section 9 or Section A."
	sum := sha256.Sum256([]byte(small))
	a := &corpus.Agreement{
		ID: "example-2026", Text: small, Title: "Agreement", Kind: corpus.KindAgreement, Employer: "City of Example",
		Source:    corpus.Source{Name: "example.txt", SHA256: hex.EncodeToString(sum[:]), MediaType: "text/plain", Bytes: int64(len(small))},
		FactSpans: map[corpus.Fact]corpus.Span{corpus.FactTitle: find("AGREEMENT"), corpus.FactEmployer: find("City of Example")},
		Pages:     []corpus.Page{{Label: "1", Span: corpus.Span{End: strings.Index(small, "\f")}, Engine: "text"}},
		Provisions: []corpus.Provision{
			{ID: "preamble", Kind: corpus.Preamble, Span: to("AGREEMENT", "City of Example"), HeadingSpan: find("AGREEMENT"), Heading: "AGREEMENT", Citation: "Preamble", Confidence: 1},
			{ID: "art_1", Kind: corpus.Article, Number: "1", Title: "Leave", Heading: "Article 1 Leave", Citation: "Article 1", Page: "1",
				HeadingSpan: cut("Article 1 Leave\nS", 2), Span: to("Article 1 Leave\nS", last), Confidence: 0.9},
			{ID: "art_1__sec_A", Parent: "art_1", Kind: corpus.Section, Number: "A", Title: "Sick leave", Heading: "Section A. Sick leave.", Citation: "Article 1, Section A",
				HeadingSpan: find("Section A. Sick leave."), Span: to("Section A. Sick", "2026."), Confidence: 0.9, Tokens: 30},
			{ID: "art_1__sec_B", Parent: "art_1", Kind: corpus.Section, Number: "B", Title: "Other", Heading: "Section B. Other.", Citation: "Article 1, Section B",
				HeadingSpan: find("Section B. Other."), Span: to("Section B. Other.", last), Confidence: 0.9},
		},
		Contents: []corpus.ContentsEntry{
			{Number: "1", Kind: corpus.Article, Title: "Leave", Page: "1", Span: find("Article 1 Leave 1"), Provision: "art_1"},
			{Number: "2", Kind: corpus.Article, Title: "Layoff", Page: "3", Span: find("Article 2 Layoff 3")},
		},
		Certificate: corpus.Certificate{Entries: 2, Matched: 1, WithoutBody: 1, Score: 0.5,
			Gaps: []corpus.Gap{{After: "art_1", Missing: "Article 2", Span: find("Article 2 Layoff")}}},
		References: []corpus.CrossReference{
			{From: "art_1__sec_A", Raw: "Section B", Span: cut("Section B and", 4), Status: corpus.Resolved, Target: "art_1__sec_B"},
			{From: "art_1__sec_A", Raw: "Article 2", Span: cut("Article 2.", 1), Status: corpus.Dangling, Reason: "only in the contents"},
			{From: "art_1__sec_A", Raw: "Act 7", Span: find("Act 7"), Status: corpus.External, Authority: &corpus.Authority{ID: "us/act/7", Name: "Act 7"}},
			{From: "art_1__sec_B", Raw: "Section A", Span: cut("Section A.\n", 2), Status: corpus.Ambiguous, Candidates: []string{"art_1", "art_1__sec_A"}, Reason: "two of that name"},
		},
		Terms: []corpus.Term{
			{Provision: "art_1__sec_A", Type: corpus.Duration, Value: 5, Unit: corpus.Day, Raw: "5 days", Span: find("5 days")},
			{Provision: "art_1__sec_A", Type: corpus.DateTerm, Date: "2026-06-01", Raw: "June 1, 2026", Span: find("June 1, 2026"), Condition: "under Act 7"},
		},
		Tables:    []corpus.Table{{Provision: "art_1__sec_B", Span: find("Section 9"), Rows: [][]string{{"1", "2"}, {}}}},
		Furniture: []corpus.Furniture{{Kind: corpus.ContentsList, Span: to("Contents", "Article 2 Layoff 3")}},
		Diagnostics: []corpus.Diagnostic{{Code: "contents-without-body", Severity: corpus.Warning, Message: "Article 2 is listed", Span: find("Article 2 Layoff 3")},
			{Code: "odd-words", Severity: corpus.Info, Message: "odd", Span: find("Act 7")}},
	}
	require.NoError(tb, a.Validate())
	return a
}

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(wire.Schema()))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("extract.json", doc))
	s, err := c.Compile("extract.json")
	require.NoError(t, err)
	return s
}

func instance(t *testing.T, v any) (any, []byte) {
	t.Helper()
	b, err := json.Marshal(v)
	require.NoError(t, err)
	x, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	require.NoError(t, err)
	return x, b
}

func TestExtractIsValid(t *testing.T) {
	s := compiled(t)
	pdf := agreement(t)
	pdf.Source.MediaType = "application/pdf"
	pdf.Source.Bytes++
	pdf.Pages[0].Sheet, pdf.Pages[0].Width, pdf.Pages[0].Height = 1, 612, 792
	pdf.Pages[0].OCR, pdf.Pages[0].OCRConfidence = true, 0.75
	pdf.Provisions[1].Boxes = []corpus.Box{{Sheet: 1, X0: 1, Y0: 2, X1: 3, Y1: 4}}
	pdf.Provisions[1].Sheet = 1
	for name, a := range map[string]*corpus.Agreement{
		"text": agreement(t), "pdf": pdf,
		"empty": {ID: "x", Kind: corpus.KindOtherDoc, Source: corpus.Source{SHA256: strings.Repeat("0", 64), MediaType: "text/plain"}},
	} {
		t.Run(name, func(t *testing.T) {
			x, b := instance(t, wire.Extract(a, wire.Options{}))
			require.NoError(t, s.Validate(x), string(b))
			for _, list := range []string{"pages", "provisions", "contents", "references", "terms", "tables", "furniture", "diagnostics"} {
				assert.IsType(t, []any{}, x.(map[string]any)[list], list)
			}
		})
	}
}

// The schema must be able to refuse.
func TestSchemaRefuses(t *testing.T) {
	s := compiled(t)
	for name, spoil := range map[string]func(d map[string]any){
		"another version":         func(d map[string]any) { d["schema"] = "clausebook.extract/2" },
		"unknown field":           func(d map[string]any) { d["extra"] = 1 },
		"null list":               func(d map[string]any) { d["terms"] = nil },
		"missing field":           func(d map[string]any) { delete(d["provisions"].([]any)[0].(map[string]any), "tokens") },
		"resolved without target": func(d map[string]any) { d["references"].([]any)[0].(map[string]any)["target"] = nil },
		"date as a number":        func(d map[string]any) { d["terms"].([]any)[1].(map[string]any)["value"] = 5 },
		"unknown kind":            func(d map[string]any) { d["provisions"].([]any)[0].(map[string]any)["kind"] = "chapter" },
	} {
		t.Run(name, func(t *testing.T) {
			x, _ := instance(t, wire.Extract(agreement(t), wire.Options{}))
			require.NoError(t, s.Validate(x))
			spoil(x.(map[string]any))
			assert.Error(t, s.Validate(x))
		})
	}
}

func TestExtractText(t *testing.T) {
	a := agreement(t)
	assert.Nil(t, wire.Extract(a, wire.Options{}).Text, "the file is the text")
	require.NotNil(t, wire.Extract(a, wire.Options{Text: true}).Text)
	assert.Equal(t, small, *wire.Extract(a, wire.Options{Text: true}).Text)
	a.Source.MediaType = "application/pdf"
	assert.NotNil(t, wire.Extract(a, wire.Options{}).Text, "a PDF's text is not its bytes")
	a = agreement(t)
	a.Source.SHA256 = strings.Repeat("0", 64)
	assert.NotNil(t, wire.Extract(a, wire.Options{}).Text, "a text file that was converted from another encoding")
}

func TestExtractValues(t *testing.T) {
	d := wire.Extract(agreement(t), wire.Options{})
	p := d.Provisions[2]
	assert.Equal(t, "Section A. Sick leave.", p.HeadingRaw)
	assert.Equal(t, "An employee may use 5 days of sick leave, see Section B and Article 2. Notice is due under Act 7 by June 1, 2026.", p.Text)
	assert.Equal(t, "art_1", *p.Parent)
	assert.Nil(t, d.Provisions[0].Parent)
	assert.Nil(t, d.Provisions[0].Number)
	assert.Nil(t, p.Page)
	assert.Nil(t, d.Agreement.Union)
	assert.Nil(t, d.Agreement.Spans.Union)
	assert.Equal(t, corpus.Span{Start: 0, End: 9}, *d.Agreement.Spans.Title)
	assert.InDelta(t, 5.0, d.Terms[0].Value, 0)
	assert.Equal(t, "2026-06-01", d.Terms[1].Value)
	assert.Nil(t, d.Contents[1].Provision)
}

func TestShownOf(t *testing.T) {
	a := agreement(t)
	tree := corpus.NewTree(a)
	s := wire.ShownOf(tree, 2)
	assert.Equal(t, "example-2026", s.Agreement.ID)
	require.Len(t, s.Breadcrumb, 1)
	assert.Equal(t, "Article 1", s.Breadcrumb[0].Citation)
	assert.Equal(t, "art_1", s.Previous.ID)
	assert.Equal(t, "art_1__sec_B", s.Next.ID)
	require.Len(t, s.ReferencesOut, 3)
	assert.Equal(t, "Article 1, Section B", s.ReferencesOut[0].TargetPlace.Citation)
	assert.Nil(t, s.ReferencesOut[1].TargetPlace)
	require.Len(t, s.ReferencesIn, 1, "an ambiguous reference leads to each candidate")
	assert.Equal(t, "art_1__sec_B", *s.ReferencesIn[0].From)
	require.Len(t, s.Breaks, 1)
	assert.Equal(t, "Notice", s.Text[s.Breaks[0]:s.Breaks[0]+6])
	assert.Len(t, s.Terms, 2)
	require.Len(t, s.Diagnostics, 1)
	assert.Equal(t, "odd-words", s.Diagnostics[0].Code)

	top := wire.ShownOf(tree, 1)
	assert.Len(t, top.Children, 2)
	assert.Empty(t, top.Diagnostics, "a child's diagnostics are shown with the child")
	assert.Nil(t, wire.ShownOf(tree, 3).Next)
	_, b := instance(t, top)
	assert.NotContains(t, string(b), `"terms":null`)
}

func TestLookUp(t *testing.T) {
	other := agreement(t)
	other.ID, other.Employer, other.Title = "village-2020", "Village of Elsewhere", "Contract"
	list := []*corpus.Agreement{agreement(t), other}
	for name, c := range map[string]struct {
		asked    string
		readings []string
		contents []string
		notes    int
	}{
		"everywhere":           {asked: "art. 1 sec. B", readings: []string{"example-2026/art_1__sec_B", "village-2020/art_1__sec_B"}},
		"agreement named":      {asked: "Elsewhere 1A", readings: []string{"village-2020/art_1__sec_A"}},
		"only in the contents": {asked: "Village article 2", contents: []string{"village-2020 Layoff"}},
		"below what is listed": {asked: "Village Article 2, Section C", contents: []string{"village-2020 Layoff"}},
		"no such place":        {asked: "Article 77"},
		"unknown agreement":    {asked: "Zanzibar Article 1", readings: []string{"example-2026/art_1", "village-2020/art_1"}, notes: 1},
		"section not in 1":     {asked: "Article 1, Section Q"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := wire.LookUp(c.asked, list, 10, 0)
			require.NoError(t, err)
			var readings, contents []string
			for _, r := range got.Readings {
				readings = append(readings, r.Agreement.ID+"/"+r.ID)
			}
			for _, e := range got.Contents {
				contents = append(contents, e.Agreement+" "+*e.Title)
			}
			assert.Equal(t, c.readings, readings)
			assert.Equal(t, c.contents, contents)
			assert.Len(t, got.Notes, c.notes)
			assert.Equal(t, len(c.readings), got.Total)
		})
	}
	got, err := wire.LookUp("article 1", list, 1, 0)
	require.NoError(t, err)
	assert.Len(t, got.Readings, 1)
	assert.Equal(t, 2, got.Total)
	got, err = wire.LookUp("Article 1, Section Q", list, 10, 0)
	require.NoError(t, err)
	require.Len(t, got.Nearest, 2, "what exists of it")
	assert.Equal(t, "art_1", got.Nearest[0].ID)

	// The agreement whose term ends last comes first.
	old, young := *list[0], *list[1]
	old.Expires, young.Expires = "2019-12-31", "2027-12-31"
	got, err = wire.LookUp("article 1", []*corpus.Agreement{&old, &young}, 10, 0)
	require.NoError(t, err)
	require.Len(t, got.Readings, 2)
	assert.Equal(t, young.ID, got.Readings[0].Agreement.ID)

	_, err = wire.LookUp("bereavement leave", list, 1, 0)
	assert.ErrorIs(t, err, corpus.ErrNoCitation)
}
