package source

import (
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
		{"plain that speaks of PDF", "See <a>%PDF- files\n", Plain},
		{"latin-1 is text, if not one that can be read", "Employ\xe9s of the City\n", Plain},
		{"PDF", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", PDF},
		{"PDF with leading bytes", "\x00\x01junk\r\n\r\n%PDF-1.4\n", PDF},
		{"PDF with a mark", bom + "%PDF-1.4\n", PDF},
		{"PDF's mark too far in", strings.Repeat("x", 1100) + "%PDF-1.4\n", Plain},
		{"HTML", "<!DOCTYPE html>\n<html><body>ARTICLE 1</body></html>", HTML},
		{"HTML in capitals", "<HTML><BODY>ARTICLE 1", HTML},
		{"HTML after white space and a mark", bom + "\r\n\t <html lang=en>", HTML},
		{"HTML without its first tag", "<body class=x>ARTICLE 1", HTML},
		{"saved page", "<!-- saved from url=(0020)http://example.org/ -->", HTML},
		{"page that embeds a PDF", "<html><a href=data:application/pdf>%PDF-1.4", HTML},
		{"word file", zip + "[Content_Types].xml" + strings.Repeat("\x00", 9) + zip + "word/document.xml", DOCX},
		{"other zip", zip + "data.csv\x00\x00", "application/zip"},
		{"picture", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "image/png"},
		{"unknown binary", "\x00\x01\x02\x03", "application/octet-stream"},
		{"many control bytes", "text \x01\x02\x03\x04", "application/octet-stream"},
		{"UTF-16", "\xff\xfeA\x00R\x00T\x00", "application/octet-stream"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, Sniff([]byte(tt.in)))
		})
	}
}

func TestText(t *testing.T) {
	const bom = "\xef\xbb\xbf"
	tests := []struct {
		name, in string
		err      error  // nil: the text comes back as it is
		says     string // a piece of the message
	}{
		{"plain", "ARTICLE 1\n", nil, ""},
		{"mark stays", bom + "ARTICLE 1\n", nil, ""},
		{"many bytes a character", "§ 4 “é” 日本\n", nil, ""},
		{"replacement character", "a \ufffd b\n", nil, ""},
		{"form feed, tab, carriage return", "a\fb\tc\r\n", nil, ""},
		{"one control byte in a long text", strings.Repeat("words and words ", 20) + "\x0b", nil, ""},
		{"empty", "", ErrEmpty, "empty"},
		{"only white space", " \r\n\t\f\n", ErrEmpty, "empty"},
		{"only a mark", bom, ErrEmpty, "empty"},
		{"only a mark and white space", bom + "\n", ErrEmpty, "empty"},
		{"a zero byte", strings.Repeat("words ", 100) + "\x00", ErrBinary, "byte 600 is 0x00"},
		{"control bytes", "ab\x01cd\x02", ErrBinary, "byte 2 is 0x01"},
		{"delete bytes", "\x7f\x7f\x7f", ErrBinary, "byte 0 is 0x7f"},
		{"latin-1", "one\ntwo\nEmploy\xe9s\n", ErrEncoding, "byte 14 (line 3) is 0xe9; save it as UTF-8"},
		{"cut-off character", "caf\xc3", ErrEncoding, "byte 3 (line 1) is 0xc3"},
		{"surrogate", "\xed\xa0\x80", ErrEncoding, "byte 0 (line 1) is 0xed"},
		{"UTF-16, small end first", "\xff\xfeA\x00R\x00", ErrEncoding, "UTF-16"},
		{"UTF-16, big end first", "\xfe\xff\x00A\x00R", ErrEncoding, "UTF-16"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Text([]byte(tt.in))
			if tt.err == nil {
				require.NoError(t, err)
				assert.Equal(t, tt.in, got)
				return
			}
			require.ErrorIs(t, err, tt.err)
			require.ErrorContains(t, err, tt.says)
			assert.Empty(t, got)
		})
	}
}

// Text gives back the bytes it got, and only if they are UTF-8 without zeros;
// what it takes, Sniff calls a text or a sort of markup or a PDF.
func FuzzText(f *testing.F) {
	for _, s := range []string{"ARTICLE 1\n", "\xef\xbb\xbf", "\xff\xfeA\x00", "caf\xc3", "%PDF-1.4", "<html>", "PK\x03\x04word/document.xml", "a\x01"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		kind := Sniff(data)
		require.NotEmpty(t, kind)
		got, err := Text(data)
		if err != nil {
			require.Empty(t, got)
			return
		}
		require.Equal(t, string(data), got)
		require.True(t, utf8.ValidString(got))
		require.NotContains(t, got, "\x00")
		require.Contains(t, []string{Plain, HTML, PDF, DOCX, "application/zip"}, kind)
	})
}
