package index

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/index/scorch/mergeplan"
)

// An update leaves a small segment and removed documents in the others; every
// search looks into each segment. So segments are joined, in two ways:
//
//   - while a change waits to be seen, small ones alone, when there are more than
//     mostSegments: joinedAtOnce documents at most, which takes a moment;
//   - when it is seen, those that together are as large as the next larger, which
//     then is joined with them, so that a document is written again as often as the
//     library doubles; and everything when more than a third of the documents are
//     removed ones. That takes as long as writing what is left, is done beside the
//     searches, and gives way to the next change: see [Index.compact].
//
// Where the latter never gets its time, or nobody has any, as in a command that
// only asks once, the former does it when there is twice as much to do.
const (
	mostSegments = 10
	joinedAtOnce = 5000
)

// A shape is an engine's segments by the documents that they hold, removed ones
// left out, the fewest first.
type shape struct {
	live    []int
	removed int // in all of them
}

func shapeOf(engine bleve.Index) (shape, error) {
	l, err := newLists(engine)
	if err != nil {
		return shape{}, err
	}
	return l.shape(), l.close()
}

func (l *lists) shape() shape {
	var s shape
	for _, p := range l.parts {
		removed := 0
		if p.removed != nil {
			removed = int(p.removed.GetCardinality())
		}
		s.removed += removed
		if p.size > removed { // else the engine drops it with the next write
			s.live = append(s.live, p.size-removed)
		}
	}
	slices.Sort(s.live)
	return s
}

// documents is how many are not removed.
func (s shape) documents() int {
	n := 0
	for _, x := range s.live {
		n += x
	}
	return n
}

// whole says how many of the smallest segments are to be joined if there is time;
// 0 or 1 for none.
func (s shape) whole() int {
	n := len(s.live)
	switch {
	case n == 0:
		return 0
	case 2*s.removed > s.documents(): // a third of all
		return n
	case n <= mostSegments/2:
		return 0
	}
	few, sum := 1, s.live[0]
	for few < n && s.live[few] <= sum {
		sum += s.live[few]
		few++
	}
	return few
}

// bounded says how many of the smallest segments are to be joined while a change
// waits to be seen.
func (s shape) bounded() int {
	n, sum, few := len(s.live), 0, 0
	for few < n && sum+s.live[few] <= joinedAtOnce {
		sum += s.live[few]
		few++
	}
	switch {
	case n > 2*mostSegments, s.removed > s.documents(): // nobody found the time
		return max(s.whole(), few)
	case few == n && 2*s.removed > s.documents():
		return n // it is a small library
	case n > mostSegments:
		return few
	}
	return 0
}

// join joins as many of the engine's smallest segments as choose says.
func join(ctx context.Context, engine bleve.Index, choose func(shape) int) error {
	s, err := shapeOf(engine)
	if err != nil {
		return err
	}
	n := choose(s)
	if n == 0 || n == 1 && len(s.live) > 1 {
		return nil
	}
	inner, err := engine.Advanced()
	if err != nil {
		return err
	}
	writer, ok := inner.(*scorch.Scorch)
	if !ok {
		return fmt.Errorf("the engine is a %T", inner)
	}
	if err := writer.ForceMerge(ctx, smallest(n, len(s.live))); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	// A write is done when all before it is kept; a merge does not wait for that.
	return engine.SetInternal([]byte("joined"), []byte{1})
}

// smallest has the engine join the n smallest of so many segments, once. Its
// planner makes a list from each segment on, the largest first, of as many as may
// be joined, and takes the one that scores the least, as long as there are more
// than it has a budget for.
func smallest(n, of int) *mergeplan.MergePlanOptions {
	options := mergeplan.SingleSegmentMergePlanOptions
	options.SegmentsPerMergeTask = n
	options.CalcBudget = func(int64, int64, *mergeplan.MergePlanOptions) int { return of - n + min(1, n-1) }
	options.ScoreSegments = func(list []mergeplan.Segment, _ *mergeplan.MergePlanOptions) float64 {
		if len(list) != n {
			return math.MaxFloat64
		}
		return float64(list[0].LiveSize())
	}
	return &options
}

// leftAlone are options with which the engine joins nothing on its own account: its
// planner may have as many segments as the smallest goes into all of them.
func leftAlone() map[string]any {
	return map[string]any{"MaxSegmentsPerTier": math.MaxInt32, "FloorSegmentSize": 1, "FloorSegmentFileSize": 0}
}
