package ingest

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/ingest/source"
)

// packed is an office file with those parts: name, content, name, content.
func packed(t *testing.T, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: parts[i], Method: zip.Store})
		require.NoError(t, err)
		_, err = w.Write([]byte(parts[i+1]))
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return b.Bytes()
}

// What a file is is told by its content: under every other sort's ending it is
// read, or refused, as under its own.
func TestKindByContent(t *testing.T) {
	const words = "ARTICLE 1 HOURS. The work day is eight hours."
	const odf = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:mimetype="` + source.ODT + `"`
	drawn := "BT /F1 12 Tf 72 700 Td (" + words + ") Tj ET"
	pdf := fmt.Appendf(nil, "%%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"+
		"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>\nendobj\n"+
		"4 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%%%EOF\n", len(drawn), drawn)
	files := map[string]struct {
		data []byte
		kind string // empty: it is refused
	}{
		".txt":  {[]byte(words), source.Plain},
		".md":   {[]byte("# " + words), source.Plain},
		".html": {[]byte("<html><body><p>" + words + "</p></body></html>"), source.HTML},
		".mht":  {[]byte("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<html><p>" + words + "</html>\r\n--x--\r\n"), source.Archive},
		".rtf":  {[]byte(`{\rtf1 ` + words + `}`), source.RTF},
		".docx": {packed(t, "[Content_Types].xml", "<x/>", "word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>`+words+`</w:t></w:r></w:p></w:body></w:document>`), source.DOCX},
		".odt":  {packed(t, "mimetype", source.ODT, "META-INF/manifest.xml", "<m/>", "content.xml", `<office:document-content `+odf+`><office:body><office:text><text:p>`+words+`</text:p></office:text></office:body></office:document-content>`), source.ODT},
		".fodt": {[]byte(`<?xml version="1.0"?><office:document ` + odf + `><office:body><office:text><text:p>` + words + `</text:p></office:text></office:body></office:document>`), source.FlatODT},
		".pdf":  {pdf, source.PDF},
		".doc":  {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + words), ""},
		".png":  {[]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), ""},
		".eml":  {[]byte("From: a@example.org\r\nMessage-ID: <1@example.org>\r\n\r\n" + words), ""},
		".epub": {packed(t, "mimetype", source.EPUB, "META-INF/container.xml", "<x/>"), ""},
	}
	for own, f := range files {
		t.Run(own, func(t *testing.T) {
			want, wantErr := Extract(context.Background(), Input{Name: "file" + own, Data: f.data}, Options{})
			for ending := range files {
				a, err := Extract(context.Background(), Input{Name: "file" + ending, Data: f.data}, Options{})
				if f.kind == "" {
					require.ErrorIs(t, err, source.ErrUnsupported)
					require.Error(t, wantErr)
					continue
				}
				require.NoError(t, err, ending)
				require.NoError(t, wantErr)
				assert.Equal(t, f.kind, a.Source.MediaType, ending)
				assert.Equal(t, want.Text, a.Text, ending)
				assert.Contains(t, a.Text, words, ending)
			}
		})
	}
}
