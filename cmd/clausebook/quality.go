package main

import (
	"context"
	"maps"
	"slices"
	"sync"

	"github.com/clausebook/clausebook/eval"
	"github.com/clausebook/clausebook/server"
)

// A measurer is the server's: it measures once, when first asked, and goes on
// when the one who asked has given up waiting.
type measurer struct {
	measure func(ctx context.Context) (*eval.Report, error)
	life    context.Context // of the server: measuring ends with it

	once sync.Once
	done chan struct{}
	got  *server.Quality
	err  error
}

func newMeasurer(life context.Context, measure func(ctx context.Context) (*eval.Report, error)) *measurer {
	return &measurer{measure: measure, life: life, done: make(chan struct{})}
}

// Quality is what measuring gave.
func (m *measurer) Quality(ctx context.Context) (*server.Quality, error) {
	m.once.Do(func() {
		go func() {
			defer close(m.done)
			report, err := m.measure(m.life)
			if err != nil {
				m.err = err
				return
			}
			m.got = qualityOf(report)
		}()
	})
	select {
	case <-m.done:
		return m.got, m.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func qualityOf(r *eval.Report) *server.Quality {
	q := &server.Quality{}
	for _, p := range r.Parts() {
		part := server.QualityPart{Name: p.Name}
		for _, f := range p.Figures {
			part.Figures = append(part.Figures, server.QualityFigure(f))
		}
		q.Parts = append(q.Parts, part)
	}
	for _, b := range r.Calibration.Bins {
		q.Bins = append(q.Bins, server.QualityBin{From: b.From, To: b.To, Provisions: b.Provisions, Right: b.Right, Confidence: b.Confidence})
	}
	if r.Search != nil {
		for _, x := range r.Search.Queries {
			q.Queries = append(q.Queries, server.QualityQuery{Kind: x.Kind, Text: x.Text, NDCG10: x.NDCG10, Hits: x.Hits})
		}
	}
	for _, part := range slices.Sorted(maps.Keys(r.Misses)) {
		q.Misses = append(q.Misses, server.QualityMisses{Part: part, Lines: r.Misses[part]})
	}
	return q
}
