package source

import (
	"bytes"
	"net/http"
	"regexp"
	"strings"
)

// Media types that Sniff tells apart.
const (
	Plain   = "text/plain"
	HTML    = "text/html"
	PDF     = "application/pdf"
	RTF     = "application/rtf"
	DOCX    = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	ODT     = "application/vnd.oasis.opendocument.text"
	OLE     = "application/x-ole-storage" // Word's form before 2007, and other old Office files
	Zip     = "application/zip"
	Binary  = "application/octet-stream"
	Archive = "multipart/related" // a web page that a browser saved with its parts in one file
	FlatODT = "application/vnd.oasis.opendocument.text-flat-xml"
	FlatOPC = "application/vnd.ms-word.document.flat+xml" // a Word document whose parts stand in one XML file
	Message = "message/rfc822"                            // an e-mail
	EPUB    = "application/epub+zip"
)

// Media types that are only told to be refused with the right advice.
const (
	sealed      = "application/encrypted" // an office file with a password
	wordXML     = "application/vnd.ms-word.xml"
	otherXML    = "application/xml"
	pages       = "application/vnd.apple.pages"
	wordPerfect = "application/vnd.wordperfect"
)

// Sniff is the media type of data, by content. An unknown binary is
// "application/octet-stream" or what its first bytes say.
func Sniff(data []byte) string {
	if isPDF(data) {
		return PDF
	}
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return sniffZip(data)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		if bytes.Contains(data, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")) {
			return sealed
		}
		return OLE
	case bytes.HasPrefix(data, []byte("\xffWPC")):
		return wordPerfect
	case bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), 64)], []byte("\xef\xbb\xbf")), " \t\r\n"), []byte(`{\rtf`)):
		return RTF
	}
	head := opening(data)
	if isHTML(head) {
		return HTML
	}
	if kind := sniffXML(head); kind != "" {
		return kind
	}
	if kind := sniffMail(head); kind != "" {
		return kind
	}
	if wide(data) != nil || controls(data) < 0 {
		return Plain
	}
	kind, _, _ := strings.Cut(http.DetectContentType(data), ";")
	if kind == Plain || kind == HTML || kind == "text/xml" {
		kind = Binary
	}
	return kind
}

// opening is the beginning of a text in lower case, its encoding undone as far
// as tags need it.
func opening(data []byte) string {
	head := data[:min(len(data), 4096)]
	if enc := wide(data); enc != nil {
		if s, err := enc.NewDecoder().Bytes(head[:len(head)&^1]); err == nil {
			head = s
		}
	}
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	return strings.ToLower(strings.TrimLeft(strings.TrimPrefix(string(head), "\ufeff"), " \t\r\n\f"))
}

// isPDF: the mark of a PDF opens the file; or junk stands before it, within the
// first kilobyte, and objects follow. A text that quotes the mark has none.
func isPDF(data []byte) bool {
	head := data[:min(len(data), 1024)]
	before, rest, ok := bytes.Cut(head, []byte("%PDF-"))
	if !ok {
		return false
	}
	before = bytes.TrimPrefix(before, []byte("\xef\xbb\xbf"))
	if len(bytes.TrimSpace(before)) == 0 && len(rest) > 1 && (rest[0] >= '0' && rest[0] <= '9' || controls(rest) >= 0) {
		return true
	}
	return !bytes.ContainsAny(before, "<") && pdfObject.Match(data)
}

// pdfObject opens an object of a PDF.
var pdfObject = regexp.MustCompile(`(?:^|\s)\d+\s+\d+\s+obj\b`)

// isHTML: head, in lower case, opens a web page. A comment, or the line that
// says what version of XML follows, may stand before.
func isHTML(head string) bool {
	for range 8 {
		for _, open := range []string{"<!doctype html", "<html", "<head", "<body", "<!-- saved from", "<title", "<meta "} {
			if rest, ok := strings.CutPrefix(head, open); ok && (rest == "" || strings.HasSuffix(open, " ") || strings.IndexByte(" \t\r\n>/u", rest[0]) >= 0) {
				return true
			}
		}
		end := ""
		switch {
		case strings.HasPrefix(head, "<!--"):
			end = "-->"
		case strings.HasPrefix(head, "<?xml"):
			end = "?>"
		default:
			return false
		}
		_, rest, ok := strings.Cut(head, end)
		if !ok {
			return false
		}
		head = strings.TrimLeft(rest, " \t\r\n\f")
	}
	return false
}

// sniffXML tells what else opens with the mark of XML; "" for what does not.
func sniffXML(head string) string {
	if !strings.HasPrefix(head, "<?xml") {
		return ""
	}
	switch {
	case strings.Contains(head, "schemas.microsoft.com/office/2006/xmlpackage"):
		return FlatOPC
	case strings.Contains(head, "<w:worddocument"):
		return wordXML
	case strings.Contains(head, "<office:document") && strings.Contains(head, FlatODT[:len(FlatODT)-len("-flat-xml")]):
		return FlatODT
	}
	return otherXML
}

// mailHead opens an e-mail or a saved web page: two lines of its head.
var mailHead = regexp.MustCompile(`^(?:[a-z][a-z0-9-]*: ?[^\n]*\n(?:[ \t][^\n]*\n)*)+`)

// sniffMail tells e-mails and saved web pages by their heads; "" for what is
// neither. A memorandum opens with "From:" and "Subject:" as well, but names no
// version of MIME, nor a message's id.
func sniffMail(head string) string {
	lines := mailHead.FindString(strings.ReplaceAll(head, "\r\n", "\n"))
	has := func(name string) bool { return strings.HasPrefix(lines, name) || strings.Contains(lines, "\n"+name) }
	switch {
	case has("mime-version:") && strings.Contains(lines, "multipart/related") && (!has("received:") && !has("message-id:") && !has("to:")):
		return Archive
	case has("from:") && (has("mime-version:") && has("content-type:") || has("message-id:") || has("received:")):
		return Message
	}
	return ""
}

const (
	workbook     = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	presentation = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
)

// sniffZip tells office files by the names of their parts, which stand in the
// file as they are, so that one whose end is lost is told, too.
func sniffZip(data []byte) string {
	has := func(name string) bool { return bytes.Contains(data, []byte(name)) }
	switch {
	case has("[Content_Types].xml") && has("word/"):
		return DOCX
	case has("[Content_Types].xml") && has("xl/"):
		return workbook
	case has("[Content_Types].xml") && has("ppt/"):
		return presentation
	case has("mimetype" + EPUB):
		return EPUB
	case has("Index/Document.iwa"), has("Index.zip") && has("Metadata/"):
		return pages
	case has("mimetype") && has("content.xml") && has("META-INF/manifest.xml"), has("mimetype" + ODT):
		for _, other := range []string{"spreadsheet", "presentation", "graphics"} {
			if kind := "application/vnd.oasis.opendocument." + other; has("mimetype" + kind) {
				return kind
			}
		}
		return ODT
	}
	return Zip
}
