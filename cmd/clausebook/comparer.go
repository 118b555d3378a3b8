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
	return out, inServersWords(err)
}

// Matrix compares on many topics at once.
func (c *comparer) Matrix(ctx context.Context, req compare.MatrixRequest) (compare.Matrix, error) {
	out, err := c.Comparer.Matrix(ctx, req)
	return out, inServersWords(err)
}

// Versions compares two editions of an agreement.
func (c *comparer) Versions(ctx context.Context, before, after string) (compare.Versions, error) {
	out, err := c.Comparer.Versions(ctx, before, after)
	return out, inServersWords(err)
}

// Diff compares provisions word by word.
func (c *comparer) Diff(ctx context.Context, refs []string) (compare.Diff, error) {
	out, err := c.Comparer.Diff(ctx, refs)
	return out, inServersWords(err)
}

// Wording says how usual the words of a provision are.
func (c *comparer) Wording(ctx context.Context, ref string) (compare.Wording, error) {
	out, err := c.Comparer.Wording(ctx, ref)
	return out, inServersWords(err)
}

// Days says what "day" means in agreements.
func (c *comparer) Days(ctx context.Context, agreements []string) (compare.Days, error) {
	out, err := c.Comparer.Days(ctx, agreements)
	return out, inServersWords(err)
}

func inServersWords(err error) error {
	switch {
	case errors.Is(err, compare.ErrNoTopic):
		return fmt.Errorf("%w: %w", server.ErrBadRequest, err)
	case errors.Is(err, compare.ErrNoProvision), errors.Is(err, library.ErrNotFound):
		return fmt.Errorf("%w: %w", server.ErrNotFound, err)
	}
	return err
}

// whole is a library as comparisons see it: the agreements that can be read,
// and of editions of one agreement that which stands for them today. The others
// are had by name.
type whole struct{ *library.Library }

// IDs lists the agreements in the order of the library's table.
func (w whole) IDs(ctx context.Context) ([]string, error) {
	entries, err := w.List(ctx)
	if err != nil {
		return nil, err
	}
	current := library.Current(entries, today())
	ids := make([]string, 0, len(entries))
	for _, e := range entries {
		if e.Damage == "" && current[e.ID] {
			ids = append(ids, e.ID)
		}
	}
	return ids, nil
}
