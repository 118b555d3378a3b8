package source

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSniff(t *testing.T) {
	const bom = "\xef\xbb\xbf"
	zip := "PK\x03\x04\x14\x00\x00\x00\x08\x00"
	tests := []struct{ name, in, want string }{
		{"empty", "", Plain},
		{"plain", "ARTICLE 1\nRECOGNITION\n", Plain},
		{"plain with a mark", bom + "ARTICLE 1\n", Plain},
		{"plain with form feeds", "1\fARTICLE 1\r\n\tA.\f", Plain},
		{"plain that opens with an angle bracket", "<u>ARTICLE 1</u>\nRecognition\n", Plain},
		{"plain that opens with less-than", "< 40 hours a week\n", Plain},
		{"plain that opens with a word like a tag", "<header> ARTICLE 1\n", Plain},
		{"plain that speaks of PDF", "See <a>%PDF- files\n", Plain},
		{"plain that quotes the mark", "A file that opens with %PDF-1.4 is a PDF. So is an obj or a stream.\n", Plain},
		{"plain that opens with the mark", "%PDF- is the mark of a PDF\n", Plain},
		{"latin-1", "Employ\xe9s of the City\n", Plain},
		{"UTF-16", "\xff\xfeA\x00R\x00T\x00", Plain},
		{"UTF-16, big end first", "\xfe\xff\x00A\x00R\x00T", Plain},
		{"UTF-16 without a mark", "A\x00R\x00T\x00I\x00C\x00L\x00E\x00 \x001\x00\n\x00", Plain},
		{"PDF", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", PDF},
		{"PDF with leading bytes", "\x00\x01junk\r\n\r\n%PDF-1.4\n1 0 obj <<>> endobj", PDF},
		{"PDF with a mark", bom + "%PDF-1.4\n", PDF},
		{"PDF behind a blank line", "\r\n%PDF-1.4\n", PDF},
		{"PDF's mark too far in", strings.Repeat("x", 1100) + "%PDF-1.4\n1 0 obj endobj", Plain},
		{"HTML", "<!DOCTYPE html>\n<html><body>ARTICLE 1</body></html>", HTML},
		{"HTML in capitals", "<HTML><BODY>ARTICLE 1", HTML},
		{"HTML after white space and a mark", bom + "\r\n\t <html lang=en>", HTML},
		{"HTML without its first tag", "<body class=x>ARTICLE 1", HTML},
		{"HTML behind a comment", "<!-- made by hand -->\n<!-- twice -->\n<html>", HTML},
		{"HTML as XML", "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\">", HTML},
		{"HTML in UTF-16", "\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00", HTML},
		{"saved page", "<!-- saved from url=(0020)http://example.org/ -->", HTML},
		{"page saved with its parts", "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", Archive},
		{"page that embeds a PDF", "<html><a href=data:application/pdf>%PDF-1.4 1 0 obj endobj", HTML},
		{"word file", zip + "[Content_Types].xml" + strings.Repeat("\x00", 9) + zip + "word/document.xml", DOCX},
		{"word file whose main part has another name", zip + "word/document2.xml" + zip + "[Content_Types].xml", DOCX},
		{"workbook", zip + "[Content_Types].xml" + zip + "xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
		{"open document", "PK\x03\x04\x14\x00\x00\x08\x00\x00mimetypeapplication/vnd.oasis.opendocument.text", ODT},
		{"open document in one file", `<?xml version="1.0"?><office:document office:mimetype="` + ODT + `">`, FlatODT},
		{"word file in one file", `<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">`, FlatOPC},
		{"XML of Word 2003", `<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>`, wordXML},
		{"other XML", `<?xml version="1.0"?><akomaNtoso><act/></akomaNtoso>`, otherXML},
		{"e-book", "PK\x03\x04\x14\x00\x00\x08\x00\x00mimetypeapplication/epub+zip", EPUB},
		{"document of Pages", zip + "Index/Document.iwa", pages},
		{"WordPerfect", "\xffWPC\x10\x00\x00\x00\x01\x0a", wordPerfect},
		{"word file with a password", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 99) + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00", sealed},
		{"e-mail", "Received: from a\r\n by b\r\nFrom: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nHello", Message},
		{"e-mail with its pictures", "From: a@example.org\nTo: b@example.org\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n", Message},
		{"memorandum", "From: The Chief\nTo: All Deputies\nSubject: Overtime\n\nMime-Version: no\n", Plain},
		{"other zip", zip + "data.csv\x00\x00", Zip},
		{"rich text", `{\rtf1\ansi ARTICLE 1}`, RTF},
		{"old word file", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", OLE},
		{"picture", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "image/png"},
		{"unknown binary", "\x00\x01\x02\x03", Binary},
		{"many control bytes", "text \x01\x02\x03\x04", Binary},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, Sniff([]byte(tt.in)))
		})
	}
}

func TestDecode(t *testing.T) {
	const bom = "\xef\xbb\xbf"
	tests := []struct {
		name, in, want, encoding string
		err                      error
		says                     string // a piece of the error's message
	}{
		{"plain", "ARTICLE 1\n", "ARTICLE 1\n", "utf-8", nil, ""},
		{"mark stays", bom + "ARTICLE 1\n", bom + "ARTICLE 1\n", "utf-8", nil, ""},
		{"many bytes a character", "§ 4 “é” 日本\n", "§ 4 “é” 日本\n", "utf-8", nil, ""},
		{"replacement character", "a \ufffd b\n", "a \ufffd b\n", "utf-8", nil, ""},
		{"form feed, tab, carriage return", "a\fb\tc\r\n", "a\fb\tc\r\n", "utf-8", nil, ""},
		{"windows-1252", "Employ\xe9s \x96 \x93days\x94 \xa7 4\r\n", "Employés – “days” § 4\r\n", "windows-1252", nil, ""},
		{"mostly UTF-8", "“a” § b \x92 é", "“a” § b ’ é", "windows-1252", nil, ""},
		{"cut-off character", "caf\xc3", "cafÃ", "windows-1252", nil, ""},
		{"UTF-16, small end first", "\xff\xfeA\x00\xe9\x00\n\x00", "Aé\n", "utf-16le", nil, ""},
		{"UTF-16, big end first", "\xfe\xff\x00A\x20\x14", "A—", "utf-16be", nil, ""},
		{"UTF-16 without a mark", "A\x00r\x00t\x00i\x00c\x00l\x00e\x00 \x001\x00\n\x00", "Article 1\n", "utf-16le", nil, ""},
		{"one control byte in a long text", strings.Repeat("words and words ", 20) + "\x0b", strings.Repeat("words and words ", 20) + "\x0b", "utf-8", nil, ""},
		{"empty", "", "", "", ErrEmpty, "empty"},
		{"only white space", " \r\n\t\f\n", "", "", ErrEmpty, "empty"},
		{"only a mark", bom, "", "", ErrEmpty, "empty"},
		{"only a mark in UTF-16", "\xff\xfe\x0a\x00", "", "", ErrEmpty, "empty"},
		{"a zero byte", strings.Repeat("words ", 100) + "\x00", "", "", ErrBinary, "byte 600 is 0x00"},
		{"control bytes", "ab\x01cd\x02", "", "", ErrBinary, "byte 2 is 0x01"},
		{"delete bytes", "\x7f\x7f\x7f", "", "", ErrBinary, "byte 0 is 0x7f"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, encoding, err := Decode([]byte(tt.in))
			assert.Equal(t, tt.want, got)
			assert.Equal(t, tt.encoding, encoding)
			if tt.err == nil {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, tt.err)
			require.ErrorContains(t, err, tt.says)
		})
	}
}

// A text that was converted says so, and its media type says from what.
func TestReadPlain(t *testing.T) {
	d, err := Read(context.Background(), Plain, []byte("Employ\xe9s\n"))
	require.NoError(t, err)
	assert.Equal(t, "Employés\n", d.Text)
	require.Len(t, d.Notes, 1)
	assert.Equal(t, CodeEncoding, d.Notes[0].Code)
	assert.Contains(t, d.Notes[0].Message, "windows-1252")
	assert.Equal(t, "text/plain; charset=windows-1252", MediaType(Plain, []byte("Employ\xe9s\n")))

	d, err = Read(context.Background(), Plain, []byte("Employés\n"))
	require.NoError(t, err)
	assert.Empty(t, d.Notes)
	assert.Equal(t, "text/plain", MediaType(Plain, []byte("Employés\n")))
	d, err = Read(context.Background(), Plain, []byte("ARTICLE 1\rLEAVES\r"))
	require.NoError(t, err)
	assert.Equal(t, "ARTICLE 1\nLEAVES\n", d.Text)
	assert.Len(t, d.Notes, 1)
	assert.Equal(t, HTML, MediaType(HTML, []byte("<html>Employ\xe9s")))
}

func TestReadRefuses(t *testing.T) {
	for kind, says := range map[string]string{
		OLE:         "save it as .docx",
		Zip:         "unpack it",
		Binary:      "nor any sort of document",
		"image/png": "put the pages of a scan into a PDF",
		sealed:      "has a password",
		Message:     "it is an e-mail",
		EPUB:        "it is an e-book",
		otherXML:    "it is XML",
		wordXML:     "Word 2003",
		pages:       "Apple Pages",
		wordPerfect: "WordPerfect",
		"audio/mp3": "save it as PDF, DOCX, HTML or plain text",
		"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "spreadsheet",
	} {
		_, err := Read(context.Background(), kind, []byte("x"))
		require.ErrorIs(t, err, ErrUnsupported, kind)
		require.ErrorContains(t, err, says)
		require.ErrorContains(t, err, kind)
	}
}

// checkDocument holds what every document that was read must be.
func checkDocument(t *testing.T, d *Document) {
	t.Helper()
	require.True(t, utf8.ValidString(d.Text))
	require.NotContains(t, d.Text, "\x00")
	end := 0
	for _, f := range d.Furniture {
		require.GreaterOrEqual(t, f.Span.Start, end)
		require.Less(t, f.Span.Start, f.Span.End)
		end = f.Span.End
	}
	require.LessOrEqual(t, end, len(d.Text))
	end = 0
	for _, s := range d.Weight {
		require.GreaterOrEqual(t, s.Start, end)
		end = s.End
	}
	end = 0
	for _, m := range d.Tables {
		require.GreaterOrEqual(t, m.Span.Start, end)
		for _, row := range m.Rows {
			for _, c := range row {
				require.LessOrEqual(t, c.Start, c.End)
				require.LessOrEqual(t, c.End, len(d.Text))
				require.NotContains(t, d.Text[c.Start:c.End], "\t")
				require.NotContains(t, d.Text[c.Start:c.End], "\n")
			}
		}
		end = m.Span.End
	}
	require.LessOrEqual(t, end, len(d.Text))
	end = 0
	for _, p := range d.Pages {
		require.GreaterOrEqual(t, p.Span.Start, end)
		require.GreaterOrEqual(t, p.Span.End, p.Span.Start)
		end = p.Span.End
	}
	require.LessOrEqual(t, end, len(d.Text))
	end = 0
	for _, a := range d.Anchors {
		require.GreaterOrEqual(t, a.At, end)
		require.True(t, a.At == len(d.Text) || utf8.RuneStart(d.Text[a.At]))
		end = a.At
	}
	require.LessOrEqual(t, end, len(d.Text))
	for _, n := range d.Notes {
		require.NotEmpty(t, n.Code)
		require.LessOrEqual(t, n.Span.End, len(d.Text))
	}
}

// FuzzRead: what is read is whole, whatever kind it is taken for; what is not is
// an error.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"ARTICLE 1\n", "\xef\xbb\xbf", "\xff\xfeA\x00", "caf\xc3", "%PDF-1.4", "PK\x03\x04word/document.xml", "a\x01"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		kind := Sniff(data)
		require.NotEmpty(t, kind)
		if kind == PDF {
			return
		}
		d, err := Read(context.Background(), kind, data)
		if err != nil {
			require.Nil(t, d)
			return
		}
		checkDocument(t, d)
		if kind == Plain && utf8.Valid(data) && wide(data) == nil {
			require.Len(t, d.Text, len(data), "places are those of the file")
		}
	})
}
