package main

import (
	"context"

	"github.com/clausebook/clausebook/compare"
)

// Compare, Matrix and Versions are the server's Comparer.
func (s *service) Compare(ctx context.Context, topic string, agreements []string) (compare.Comparison, error) {
	p, err := s.get()
	if err != nil {
		return compare.Comparison{}, err
	}
	return p.compare.Compare(ctx, topic, agreements)
}

// Matrix is many topics at once.
func (s *service) Matrix(ctx context.Context, req compare.MatrixRequest) (compare.Matrix, error) {
	p, err := s.get()
	if err != nil {
		return compare.Matrix{}, err
	}
	return p.compare.Matrix(ctx, req)
}

// Versions is one edition of an agreement against another.
func (s *service) Versions(ctx context.Context, before, after string) (compare.Versions, error) {
	p, err := s.get()
	if err != nil {
		return compare.Versions{}, err
	}
	return p.compare.Versions(ctx, before, after)
}

// Diff, Wording and Days are the server's Differ.
func (s *service) Diff(ctx context.Context, refs []string) (compare.Diff, error) {
	p, err := s.get()
	if err != nil {
		return compare.Diff{}, err
	}
	return p.compare.Diff(ctx, refs)
}

// Wording says how usual the words of a provision are.
func (s *service) Wording(ctx context.Context, ref string) (compare.Wording, error) {
	p, err := s.get()
	if err != nil {
		return compare.Wording{}, err
	}
	return p.compare.Wording(ctx, ref)
}

// Days says what "day" means in agreements.
func (s *service) Days(ctx context.Context, agreements []string) (compare.Days, error) {
	p, err := s.get()
	if err != nil {
		return compare.Days{}, err
	}
	return p.compare.Days(ctx, agreements)
}
