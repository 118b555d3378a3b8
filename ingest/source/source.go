// Package source tells what sort of file a document is, by its content and not
// by its name, and decodes the sorts that are read as text.
package source

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"
)

// Errors that a caller may want to tell apart. They come wrapped, with what was
// found and where.
var (
	ErrEmpty       = errors.New("the file is empty")
	ErrBinary      = errors.New("not a text")
	ErrEncoding    = errors.New("not UTF-8")
	ErrUnsupported = errors.New("cannot be read yet")
)

// Media types that Sniff tells apart.
const (
	Plain = "text/plain"
	HTML  = "text/html"
	PDF   = "application/pdf"
	DOCX  = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
)

// Sniff is the media type of data. An unknown binary is
// "application/octet-stream" or what its first bytes say.
func Sniff(data []byte) string {
	head := data[:min(len(data), 1024)]
	if before, _, ok := bytes.Cut(head, []byte("%PDF-")); ok && !bytes.ContainsAny(before, "<") {
		return PDF
	}
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		if bytes.Contains(data, []byte("word/document.xml")) {
			return DOCX
		}
		return "application/zip"
	}
	low := strings.ToLower(strings.TrimLeft(string(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))), " \t\r\n"))
	for _, open := range []string{"<!doctype html", "<html", "<head", "<body", "<!-- saved from"} {
		if strings.HasPrefix(low, open) {
			return HTML
		}
	}
	if k := controls(data); k < 0 {
		return Plain
	}
	kind, _, _ := strings.Cut(http.DetectContentType(data), ";")
	if kind == Plain {
		kind = "application/octet-stream"
	}
	return kind
}

// Text checks that data is a plain text in UTF-8 with words in it and returns
// it as it is; a byte order mark stays.
func Text(data []byte) (string, error) {
	if len(bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")))) == 0 {
		return "", ErrEmpty
	}
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return "", fmt.Errorf("%w: it opens with a UTF-16 mark; save it as UTF-8", ErrEncoding)
	}
	if k := controls(data); k >= 0 {
		return "", fmt.Errorf("%w: byte %d is %#02x", ErrBinary, k, data[k])
	}
	if !utf8.Valid(data) {
		k := 0
		for k < len(data) {
			r, w := utf8.DecodeRune(data[k:])
			if r == utf8.RuneError && w == 1 {
				break
			}
			k += w
		}
		return "", fmt.Errorf("%w: byte %d (line %d) is %#02x; save it as UTF-8", ErrEncoding, k, 1+bytes.Count(data[:k], []byte("\n")), data[k])
	}
	return string(data), nil
}

// controls is the offset of the first byte that no text has, or -1. Form feeds,
// tabs and line ends are text; so are the few others that scans leave behind,
// as long as they are few.
func controls(data []byte) int {
	first, n := -1, 0
	for i, c := range data {
		if c == 0 {
			return i
		}
		if c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' || c == 0x7f {
			if first < 0 {
				first = i
			}
			n++
		}
	}
	if n*100 > len(data) {
		return first
	}
	return -1
}
