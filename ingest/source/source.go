// Package source tells what sort of file a document is, by its content and not
// by its name, and reads the sorts that have no pages of placed glyphs: plain
// text, Word's DOCX, OpenDocument text, RTF, web pages. Each becomes one text
// with the marks that its format has: headings, tables, lists with the numbers
// that a word processor or a browser computes, contents lists, furniture.
package source

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/layout"
)

// Errors that a caller may want to tell apart. They come wrapped, with what was
// found and where.
var (
	ErrEmpty       = errors.New("the file is empty")
	ErrBinary      = errors.New("not a text")
	ErrUnsupported = errors.New("cannot be read")
	ErrDamaged     = errors.New("damaged")
	ErrTooLarge    = errors.New("larger than it may be when unpacked")
)

// Read reads data, a file of that kind (see Sniff), into a text with marks. A
// kind that is none of its own is ErrUnsupported, with what to do instead.
// Errors name the part of the file and the cause.
func Read(ctx context.Context, kind string, data []byte) (*Document, error) {
	var d *Document
	var err error
	switch kind {
	case Plain:
		return readPlain(data)
	case DOCX:
		d, err = readDOCX(ctx, data)
	case ODT:
		d, err = readODT(ctx, data)
	case RTF:
		d, err = readRTF(ctx, data)
	case HTML:
		d, err = readHTML(ctx, data)
	case FlatODT:
		d, err = readFlatODT(ctx, data)
	case FlatOPC:
		d, err = readFlatWord(ctx, data)
	case Archive:
		d, err = readArchive(ctx, data)
	default:
		return nil, fmt.Errorf("%s: %w: %s", kind, ErrUnsupported, advice(kind))
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", short(kind), err)
	}
	if d.Text == "" {
		return nil, fmt.Errorf("%s: %w: no words were found in it", short(kind), ErrEmpty)
	}
	return d, nil
}

// readPlain decodes a plain text.
func readPlain(data []byte) (*Document, error) {
	text, name, err := Decode(data)
	if err != nil {
		return nil, err
	}
	d := &Document{Marked: layout.Marked{Text: text, Wrapped: true}}
	// Files of old Macintoshes end their lines so; places stay those of the file.
	if strings.Count(text, "\r") > 1 && !strings.Contains(text, "\n") {
		d.Text = strings.ReplaceAll(text, "\r", "\n")
		d.note(CodeEncoding, corpus.Info, "its lines end with carriage returns alone, which were read as the ends of lines that they are")
	}
	if name != utf8Name {
		d.note(CodeEncoding, corpus.Info, "the file is not UTF-8; it was read as %s, so that places are those of the text and not of the file", name)
	}
	return d, nil
}

// MediaType is the media type of data of that kind, with the encoding where it is
// a text and not UTF-8: a browser cannot tell.
func MediaType(kind string, data []byte) string {
	if kind != Plain || wide(data) == nil && utf8.Valid(data) {
		return kind
	}
	_, name, err := Decode(data)
	if err != nil {
		return kind
	}
	return kind + "; charset=" + name
}

// short names a kind in messages.
func short(kind string) string {
	switch kind {
	case DOCX, FlatOPC:
		return "DOCX"
	case ODT, FlatODT:
		return "ODT"
	case RTF:
		return "RTF"
	case HTML:
		return "HTML"
	case Archive:
		return "MHTML"
	}
	return kind
}

// advice says what to do with a file that is not read.
func advice(kind string) string {
	switch kind {
	case OLE:
		return "it is in the form of Office before 2007 (.doc, .xls); open it in Word or LibreOffice and save it as .docx"
	case sealed:
		return "it has a password; open it in its own program, take the password off, and save it anew"
	case wordXML:
		return "it is in the XML form of Word 2003; open it in Word or LibreOffice and save it as .docx"
	case otherXML:
		return "it is XML, but of no kind that is known; save what it shows as PDF, DOCX or HTML"
	case Message:
		return "it is an e-mail; save what is attached to it as files of their own, and the message itself as PDF or plain text"
	case EPUB:
		return "it is an e-book; save it as PDF, DOCX or HTML"
	case pages:
		return "it is a document of Apple Pages; export it as DOCX or PDF"
	case wordPerfect:
		return "it is a document of WordPerfect; open it in WordPerfect or LibreOffice and save it as DOCX or PDF"
	case Zip:
		return "it is a zip archive without a document's parts; unpack it and give the documents in it"
	case Binary:
		return "it is not a text, nor any sort of document that is known"
	case workbook, presentation:
		return "it is a spreadsheet or a presentation; save it as PDF"
	}
	if strings.HasPrefix(kind, "image/") {
		return "it is a picture; put the pages of a scan into a PDF"
	}
	return "save it as PDF, DOCX, HTML or plain text"
}
