package ingest

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/agreements"
	"github.com/clausebook/clausebook/ingest/source"
	"github.com/clausebook/clausebook/internal/golden"
)

func TestExtractRefuses(t *testing.T) {
	canceled, cancel := context.WithCancel(context.Background())
	cancel()
	tests := []struct {
		name string
		ctx  context.Context
		data string
		opts Options
		err  error
		says string
	}{
		{"empty", nil, "", Options{}, source.ErrEmpty, "read agreement.txt: the file is empty"},
		{"white space", nil, " \n\f", Options{}, source.ErrEmpty, "empty"},
		{"over the limit", nil, "ARTICLE 1\n", Options{MaxBytes: 9}, nil, "10 bytes are more than the limit of 9"},
		{"binary", nil, "\x00\x01\x02", Options{}, source.ErrUnsupported, "read agreement.txt: application/octet-stream: cannot be read"},
		{"picture", nil, "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", Options{}, source.ErrUnsupported, "image/png: cannot be read: it is a picture; put the pages of a scan into a PDF"},
		{"old Word file", nil, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", Options{}, source.ErrUnsupported, "save it as .docx"},
		{"archive", nil, "PK\x03\x04\x14\x00 notes.txt", Options{}, source.ErrUnsupported, "unpack it"},
		{"cut-off DOCX", nil, "PK\x03\x04\x14\x00 [Content_Types].xml word/document.xml", Options{}, source.ErrDamaged, "read agreement.txt: DOCX: damaged: the zip archive cannot be opened"},
		{"page without words", nil, "<html><body><script>x()</script></body></html>", Options{}, source.ErrEmpty, "HTML"},
		{"not a PDF after all", nil, "%PDF-1.4\nARTICLE 1\n", Options{}, nil, "read agreement.txt: "},
		{"canceled", canceled, "ARTICLE 1\n", Options{}, context.Canceled, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ctx := tt.ctx
			if ctx == nil {
				ctx = context.Background()
			}
			a, err := Extract(ctx, Input{Name: filepath.Join("some", "folder", "agreement.txt"), Data: []byte(tt.data)}, tt.opts)
			require.Error(t, err)
			assert.Nil(t, a)
			if tt.err != nil {
				require.ErrorIs(t, err, tt.err)
			}
			require.ErrorContains(t, err, tt.says)
			assert.NotContains(t, err.Error(), "folder")
		})
	}
}

func TestExtract(t *testing.T) {
	const text = "AGREEMENT\n\nBetween the City of Example and Example Employees United\n\nARTICLE 1\nLEAVES\n\nSection A. Sick Leave.\n\n" +
		"Eight hours a pay period are earned, subject to Section B.\n\nSection B. Notice.\n\nNotice is given within two days.\n\nARTICLE 2\nTERM\n\nIt ends on June 30, 2024.\n"
	var stages []string
	a, err := Extract(context.Background(), Input{Name: "x/city.txt", Data: []byte(text)}, Options{ID: "city", Tokens: lengths{}, Progress: func(p Progress) { stages = append(stages, p.Stage) }})
	require.NoError(t, err)
	assert.Equal(t, "city", a.ID)
	assert.Equal(t, text, a.Text)
	assert.Equal(t, corpus.Source{Name: "city.txt", SHA256: a.Source.SHA256, MediaType: "text/plain", Bytes: int64(len(text))}, a.Source)
	assert.Len(t, a.Source.SHA256, 64)
	assert.Equal(t, []string{"layout", "outline", "references", "terms", "tokens", "check"}, stages)

	tree := corpus.NewTree(a)
	i := tree.Find("art_1__sec_A")
	require.GreaterOrEqual(t, i, 0)
	p := a.Provisions[i]
	assert.Equal(t, "Section A. Sick Leave.", p.Heading)
	assert.Equal(t, "Article 1, Section A", p.Citation)
	assert.Equal(t, "Eight hours a pay period are earned, subject to Section B.", tree.CleanText(i).Text)
	assert.Equal(t, len(p.Heading)+1+len(tree.CleanText(i).Text), p.Tokens)
	require.Len(t, a.References, 1)
	assert.Equal(t, "art_1__sec_B", a.References[0].Target)
	assert.NotEmpty(t, a.Terms)
}

// lengths counts bytes for tokens.
type lengths struct{}

func (lengths) Count(_ context.Context, s string) (int, error) { return len(s), nil }

// FuzzExtract: a document is refused with a message that names it, or it is read
// whole: provisions nested and in order, each word kept, and soon.
func FuzzExtract(f *testing.F) {
	for _, dir := range []string{"outline", "layout"} {
		for _, s := range golden.Inputs(f, filepath.Join(dir, "testdata")) {
			f.Add([]byte(s))
		}
	}
	docs, err := agreements.All()
	require.NoError(f, err)
	for _, d := range docs {
		for _, at := range []int{0, len(d.Data) / 20, len(d.Data) / 2} {
			f.Add([]byte(strings.ToValidUTF8(string(d.Data[at:min(len(d.Data), at+2000)]), "")))
		}
	}
	for _, s := range []string{"", "\xef\xbb\xbf", "%PDF-1.4", "<html>", "PK\x03\x04", "\xff\xfe", "caf\xc3", "ARTICLE 1 June 31, 2020 $5.00 Section 2"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 20_000 {
			t.Skip("length is the benchmark's matter")
		}
		begun := time.Now()
		a, err := Extract(context.Background(), Input{Name: "fuzz.txt", Data: data}, Options{})
		require.Less(t, time.Since(begun), 5*time.Second)
		if err != nil {
			require.True(t, strings.HasPrefix(err.Error(), "read fuzz.txt: "), "%v", err)
			require.NotContains(t, err.Error(), "fault of clausebook")
			return
		}
		require.NoError(t, a.Validate())
		checkWords(t, a)
		end := 0
		for _, r := range a.References {
			require.GreaterOrEqual(t, r.Span.Start, end, "references in order")
			end = r.Span.Start
		}
		end = 0
		for _, x := range a.Terms {
			require.GreaterOrEqual(t, x.Span.Start, end, "terms in order")
			end = x.Span.Start
		}
		for i := range a.Provisions {
			require.NotEmpty(t, a.Provisions[i].Citation, a.Provisions[i].ID)
		}
	})
}
