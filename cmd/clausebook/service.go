package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/index"
	"github.com/clausebook/clausebook/index/query"
	"github.com/clausebook/clausebook/library"
	"github.com/clausebook/clausebook/server"
)

// A service is what the server stands on: an open library, its index and a
// comparer, once they are there. Until then every question is "not ready".
type service struct {
	parts atomic.Pointer[parts]
}

type parts struct {
	lib     *library.Library
	ix      *index.Index
	compare *comparer
	without atomic.Pointer[withoutThese]
}

// withoutThese are the agreements that another edition stands for, as they were
// on a day in a version of the library.
type withoutThese struct {
	version string
	day     corpus.Date
	ids     []string
}

func (s *service) open(lib *library.Library, ix *index.Index, c *comparer) {
	s.parts.Store(&parts{lib: lib, ix: ix, compare: c})
}

// superseded lists the agreements that another edition stands for. It looks at the
// table of a large library only when the version that is searched or the day is
// another: each search asks.
func (p *parts) superseded(ctx context.Context) ([]string, error) {
	version, day := p.ix.Version(), today()
	if w := p.without.Load(); w != nil && w.version == version && w.day == day {
		return w.ids, nil
	}
	ids, err := superseded(ctx, p.lib)
	if err != nil {
		return nil, err
	}
	p.without.Store(&withoutThese{version, day, ids})
	return ids, nil
}

func (s *service) close(ctx context.Context, log *slog.Logger) {
	if p := s.parts.Swap(nil); p != nil {
		if err := p.ix.Close(); err != nil {
			log.WarnContext(ctx, "close index", "err", err)
		}
	}
}

// keepFresh lets searches see what other processes put into the library, until
// ctx ends.
func (s *service) keepFresh(ctx context.Context, log *slog.Logger) {
	tick := time.NewTicker(freshEvery)
	defer tick.Stop()
	last := ""
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		p := s.parts.Load()
		if p == nil {
			return
		}
		err := p.ix.Refresh(ctx)
		switch {
		case err == nil:
			last = ""
		case ctx.Err() == nil && err.Error() != last: // once for each cause
			last = err.Error()
			log.WarnContext(ctx, "the library has changed and cannot be indexed; searches answer for it as it was", "err", err)
		}
	}
}

func (s *service) get() (*parts, error) {
	if p := s.parts.Load(); p != nil {
		return p, nil
	}
	return nil, server.ErrNotReady
}

func (s *service) ready(context.Context) error {
	_, err := s.get()
	return err
}

// Agreements, Agreement and Source are the server's Library.
func (s *service) Agreements(ctx context.Context) ([]server.AgreementInfo, error) {
	p, err := s.get()
	if err != nil {
		return nil, err
	}
	entries, err := p.lib.List(ctx)
	if err != nil {
		return nil, err
	}
	stands := library.StandIns(entries, today())
	out := make([]server.AgreementInfo, 0, len(entries))
	for _, e := range entries {
		if e.Damage != "" {
			continue // the library's log says so
		}
		out = append(out, server.AgreementInfo{
			ID:     e.ID,
			Source: corpus.Source{Name: e.Source, SHA256: e.SHA256, MediaType: e.MediaType, Bytes: e.Bytes},
			Title:  e.Title, Kind: e.Kind, Employer: e.Employer, Union: e.Union, Unit: e.Unit,
			Effective: e.Effective, Expires: e.Expires, Truncated: e.Truncated,
			Pages: e.Pages, Provisions: e.Provisions, References: e.References, Diagnostics: e.Diagnostics,
			ContentsEntries: e.Contents, Score: e.Score,
			EditionOf: e.EditionOf, SupersededBy: e.SupersededBy, StoodForBy: stands[e.ID],
		})
	}
	return out, nil
}

// Agreement is the agreement with that id.
func (s *service) Agreement(ctx context.Context, id string) (*corpus.Agreement, error) {
	p, err := s.get()
	if err != nil {
		return nil, err
	}
	agreement, err := p.lib.Agreement(ctx, id)
	return agreement, notFound(id, err)
}

// Source is the document that the agreement was read from.
func (s *service) Source(ctx context.Context, id string) ([]byte, error) {
	p, err := s.get()
	if err != nil {
		return nil, err
	}
	data, err := p.lib.Source(ctx, id)
	return data, notFound(id, err)
}

// Search is the server's Searcher.
func (s *service) Search(ctx context.Context, r query.Request) (query.Answer, error) {
	p, err := s.get()
	if err != nil {
		return query.Answer{}, err
	}
	if r.Without, err = p.superseded(ctx); err != nil {
		return query.Answer{}, err
	}
	return p.ix.Search(ctx, r)
}

// Suggest is the server's Searcher, too.
func (s *service) Suggest(ctx context.Context, text string, limit int) ([]query.Suggestion, error) {
	p, err := s.get()
	if err != nil {
		return nil, err
	}
	return p.ix.Suggest(ctx, text, limit)
}

// Holders is the server's Searcher, too.
func (s *service) Holders(ctx context.Context, citation string) ([]query.Holder, error) {
	p, err := s.get()
	if err != nil {
		return nil, err
	}
	return p.ix.Holders(ctx, citation)
}

// notFound says in the server's words that there is no such agreement.
func notFound(id string, err error) error {
	if errors.Is(err, library.ErrNotFound) {
		return fmt.Errorf("agreement %q: %w", id, server.ErrNotFound)
	}
	return err
}
