package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/clausebook/clausebook/compare"
	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/library"
	"github.com/clausebook/clausebook/server"
)

// A comparer compares over an open library, and says in the server's words what
// a user got wrong.
type comparer struct {
	*compare.Comparer
}

func newComparer(lib *library.Library, searcher compare.Searcher, topics []corpus.Topic) *comparer {
	return &comparer{compare.New(whole{lib}, searcher, topics)}
}

// Compare compares the agreements of those ids, or all.
func (c *comparer) Compare(ctx context.Context, topic string, agreements []string) (compare.Comparison, error) {
	out, err := c.Align(ctx, compare.Request{Topic: topic, Agreements: agreements})
	switch {
	case errors.Is(err, compare.ErrNoTopic):
		err = fmt.Errorf("%w: %w", server.ErrBadRequest, err)
	case errors.Is(err, library.ErrNotFound):
		err = fmt.Errorf("%w: %w", server.ErrNotFound, err)
	}
	return out, err
}

// whole is a library as comparisons see it: the agreements that can be read.
type whole struct{ *library.Library }

// IDs lists the agreements in the order of the library's table.
func (w whole) IDs(ctx context.Context) ([]string, error) {
	entries, err := w.List(ctx)
	if err != nil {
		return nil, err
	}
	ids := make([]string, 0, len(entries))
	for _, e := range entries {
		if e.Damage == "" {
			ids = append(ids, e.ID)
		}
	}
	return ids, nil
}
