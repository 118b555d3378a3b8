package server

import (
	"context"
	"errors"

	"github.com/clausebook/clausebook/corpus"
)

// Errors of an [Ingester], beside those of the other dependencies.
var (
	// ErrUnreadable says that a document cannot be read, or not within the
	// limits: 422. The text of the wrapping error names file, page and cause and
	// is shown to the user.
	ErrUnreadable = errors.New("unreadable document")
	// ErrConflict says that the id stands for another document: 409.
	ErrConflict = errors.New("the id stands for another document")
	// ErrBusy says that too many documents are waiting to be read: 503.
	ErrBusy = errors.New("too many documents are waiting to be read")
)

// An Upload is a document that a user hands in.
type Upload struct {
	Name    string // the file's name, for messages and the source's name; a path is cut to its base
	Data    []byte
	ID      string // the agreement's id; empty: as read from the document
	Replace bool   // an id that stands for another document comes to stand for this one
}

// A Progress says how far the reading of an upload has come.
type Progress struct {
	// Stage is what begins: "waiting" (for other documents), "pages", "ocr",
	// "layout", "outline", "references", "terms", "check", "tokens", "keeping",
	// "indexing", in this order. A text has neither "pages" nor "ocr".
	Stage string
	Page  int // the sheet at hand, from 1; 0 where the stage does not go by pages
	Done  int // how many pages the stage has behind it
	Of    int // how many it goes through; 0 where it does not go by pages
}

// An Ingester reads uploads into the library. It returns once searches find the
// agreement, with its id and what was read, which is shared and not changed.
// progress, unless nil, is told of each stage and page before it begins, one
// after the other, from one goroutine at a time. When ctx ends, the reading
// does, and nothing is kept.
type Ingester interface {
	Ingest(ctx context.Context, u Upload, progress func(Progress)) (*corpus.Agreement, error)
}
