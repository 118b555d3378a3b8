package source

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
)

// readArchive reads the page of a web page that was saved with its parts in one
// file (MHTML, RFC 2557).
func readArchive(ctx context.Context, data []byte) (*Document, error) {
	a, err := unpackArchive(data)
	if err != nil {
		return nil, err
	}
	p, err := readPage(ctx, a.text, a.sheets)
	if err != nil {
		return nil, err
	}
	return p.document(a.text, a.note)
}

// An archivedPage is a page as it came in one file with its parts.
type archivedPage struct {
	text, note string
	found      bool
	sheets     []string
}

// unpackArchive finds the first part that is a page, and the style sheets.
func unpackArchive(data []byte) (*archivedPage, error) {
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%w: its head: %w", ErrDamaged, err)
	}
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || params["boundary"] == "" {
		return nil, fmt.Errorf("%w: its head names no boundary between its parts", ErrDamaged)
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	a := &archivedPage{}
	left := int64(maxUnpacked)
	for n := 1; n <= 1000; n++ {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil && a.found { // what follows the page is cut off
			break
		}
		if err != nil {
			return nil, fmt.Errorf("part %d: %w: %w", n, ErrDamaged, err)
		}
		kind, params, _ := mime.ParseMediaType(part.Header.Get("Content-Type"))
		if kind != "text/css" && (kind != HTML || a.found) {
			continue
		}
		var r io.Reader = part
		switch strings.ToLower(part.Header.Get("Content-Transfer-Encoding")) {
		case "quoted-printable":
			r = quotedprintable.NewReader(part)
		case "base64":
			r = base64.NewDecoder(base64.StdEncoding, part)
		}
		inside, err := io.ReadAll(io.LimitReader(r, left))
		left -= int64(len(inside))
		if kind == "text/css" {
			if err == nil {
				a.sheets = append(a.sheets, string(inside))
			}
			continue
		}
		if err != nil && len(inside) == 0 {
			return nil, fmt.Errorf("part %d: %w: %w", n, ErrDamaged, err)
		}
		if a.text, a.note, err = decodeHTML(inside, params["charset"]); err != nil {
			return nil, fmt.Errorf("part %d: %w", n, err)
		}
		a.found = true
	}
	if a.found {
		return a, nil
	}
	return nil, fmt.Errorf("%w: none of its parts is a page", ErrUnsupported)
}
