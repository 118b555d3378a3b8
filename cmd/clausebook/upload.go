package main

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/sandbox"
	"github.com/clausebook/clausebook/library"
	"github.com/clausebook/clausebook/server"
)

const (
	// uploadsAtOnce is how many uploads are read side by side: each may take the
	// memory of a whole child.
	uploadsAtOnce = 2
	// uploadsWaiting is how many more may wait, with their data in memory.
	uploadsWaiting = 8
)

// An uploader is the server's Ingester: it reads what users hand in, each
// document in a child process, puts it into the library and has it indexed.
type uploader struct {
	service *service
	reader  *reader
	places  chan struct{} // one for each upload that is here
	slots   chan struct{} // one for each that is being read
}

func newUploader(s *service, r *reader) *uploader {
	return &uploader{s, r, make(chan struct{}, uploadsAtOnce+uploadsWaiting), make(chan struct{}, uploadsAtOnce)}
}

// Ingest reads u into the library. When it returns, searches find it.
func (u *uploader) Ingest(ctx context.Context, up server.Upload, progress func(server.Progress)) (*corpus.Agreement, error) {
	if progress == nil {
		progress = func(server.Progress) {}
	}
	p, err := u.service.get()
	if err != nil {
		return nil, err
	}
	// Both kinds of separators: the name comes from any system's browser.
	name := path.Base(strings.ReplaceAll(up.Name, `\`, "/"))
	select {
	case u.places <- struct{}{}:
		defer func() { <-u.places }()
	default:
		return nil, server.ErrBusy
	}
	progress(server.Progress{Stage: "waiting"})
	select {
	case u.slots <- struct{}{}:
		defer func() { <-u.slots }()
	case <-ctx.Done():
		return nil, fmt.Errorf("read %s: %w", name, ctx.Err())
	}
	if n := u.reader.flags.maxBytes; int64(len(up.Data)) > n {
		return nil, unreadable(tooLarge(name, n))
	}
	agreement, err := u.reader.read(ctx, sandbox.Job{Name: name, Data: up.Data, ID: up.ID},
		func(p sandbox.Progress) { progress(server.Progress(p)) })
	if err != nil {
		return nil, unreadable(err)
	}
	progress(server.Progress{Stage: "keeping"})
	put := p.lib.Put
	if up.Replace {
		put = p.lib.Replace
	}
	switch err := put(ctx, agreement, up.Data); {
	case errors.Is(err, library.ErrConflict):
		return nil, fmt.Errorf("%w: %q: %w", server.ErrConflict, agreement.ID, err)
	case err != nil:
		return nil, fmt.Errorf("keep %s: %w", name, err)
	}
	progress(server.Progress{Stage: "indexing"})
	if err := p.ix.Refresh(ctx); err != nil {
		return nil, fmt.Errorf("index %s: %w", name, err)
	}
	return agreement, nil
}

// unreadable marks the errors that are the document's, not the server's.
func unreadable(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	for _, is := range []error{sandbox.ErrRefused, sandbox.ErrTime, sandbox.ErrMemory, sandbox.ErrOutput, sandbox.ErrBroken, errTooLarge} {
		if errors.Is(err, is) {
			return unreadableError{err}
		}
	}
	return err
}

// An unreadableError says the cause in its own words alone.
type unreadableError struct{ error }

func (e unreadableError) Unwrap() []error { return []error{server.ErrUnreadable, e.error} }
