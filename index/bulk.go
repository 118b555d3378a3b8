package index

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/document"
	bleveindex "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"
	"golang.org/x/sync/errgroup"

	"github.com/clausebook/clausebook/corpus"
)

// A whole index is built apart from the engine's own way of writing, which takes
// one batch after the other: agreements are worked out side by side, their
// documents made into segments side by side, and those merged into one. Numbers
// of words and of documents follow the order of the agreements' ids and nothing
// else, so that an index of the same library is the same each time.

// segmentDocuments is how many documents are made into a segment at once: with
// more, little is gained and much memory taken.
const segmentDocuments = 1500

// mergedAtOnce is how many segments are merged into one at a time.
const mergedAtOnce = 128

// mostWorkers is how many agreements are worked out side by side at most: each
// takes memory, some 30 MB with the documents that it has made.
const mostWorkers = 8

// A workedOut is an agreement as its worker hands it on.
type workedOut struct {
	id        string
	a         *corpus.Agreement // nil if it cannot be read
	failed    error             // why
	outline   string
	documents []*document.Document
}

// A job is an agreement to be worked out.
type job struct {
	id     string
	before <-chan struct{} // closed when the words of those before have their numbers
	done   chan struct{}   // closed when its own have
	out    chan workedOut
}

// bulk writes the documents of the agreements of those ids, in their order, as
// the engine of the generation in dir. It hands each agreement to keep, in that
// order, and counts words in v.
func (ix *Index) bulk(ctx context.Context, dir string, ids []string, v *register, keep func(w *workedOut)) error {
	parts, err := os.MkdirTemp(dir, "parts-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(parts) }() // the build fails if they matter
	workers := min(runtime.GOMAXPROCS(0), mostWorkers, max(1, len(ids)))
	group, ctx := errgroup.WithContext(ctx)
	jobs := make(chan job)
	inOrder := make(chan job, workers)
	group.Go(func() error {
		defer close(jobs)
		defer close(inOrder)
		before := make(chan struct{})
		close(before)
		for _, id := range ids {
			j := job{id, before, make(chan struct{}), make(chan workedOut, 1)}
			for _, to := range []chan job{inOrder, jobs} {
				select {
				case to <- j:
				case <-ctx.Done():
					return ctx.Err()
				}
			}
			before = j.done
		}
		return nil
	})
	analysts := make([]*analyst, workers)
	for i := range analysts {
		analysts[i] = newAnalyst(ix.know.finder)
		group.Go(guarded(func() error {
			for j := range jobs {
				w, err := ix.workOut(ctx, analysts[i], j, v)
				if err != nil {
					return err
				}
				j.out <- w
			}
			return nil
		}))
	}
	var segments []string
	group.Go(guarded(func() error {
		segments, err = collect(ctx, parts, workers, inOrder, keep)
		return err
	}))
	if err := group.Wait(); err != nil {
		return err
	}
	for _, an := range analysts {
		v.counts.add(&an.counts)
	}
	return makeEngine(dir, segments)
}

// guarded turns a panic of the engine into an error: it would end the program,
// and none of the others' doing is wrong.
func guarded(f func() error) func() error {
	return func() (err error) {
		defer func() {
			if r := recover(); r != nil {
				err = fmt.Errorf("the engine failed: %v", r)
			}
		}()
		return f()
	}
}

// workOut works an agreement out. One that cannot be read does not keep the
// others from being found; answers say that it is missing.
func (ix *Index) workOut(ctx context.Context, an *analyst, j job, v *register) (workedOut, error) {
	turn := func() error {
		select {
		case <-j.before:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	a, err := ix.lib.Agreement(ctx, j.id)
	if ctx.Err() != nil {
		return workedOut{}, ctx.Err()
	}
	if err != nil {
		defer close(j.done)
		return workedOut{id: j.id, failed: err}, turn()
	}
	d, err := an.draft(a)
	if err != nil {
		return workedOut{}, fmt.Errorf("index %s: %w", j.id, err)
	}
	if err := turn(); err != nil {
		return workedOut{}, err
	}
	an.number(d, v)
	close(j.done)
	documents, err := an.documents(ctx, d)
	if err != nil {
		return workedOut{}, fmt.Errorf("index %s: %w", j.id, err)
	}
	return workedOut{id: j.id, a: a, outline: d.outline, documents: documents}, nil
}

// collect makes segments of the documents as they come, each of segmentDocuments
// and what is left of the last agreement's, and lists their files in order.
func collect(ctx context.Context, dir string, workers int, inOrder <-chan job, keep func(w *workedOut)) ([]string, error) {
	var files []string
	var waiting []bleveindex.Document
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(workers)
	write := func() {
		if len(waiting) == 0 {
			return
		}
		path := filepath.Join(dir, fmt.Sprintf("%06d.zap", len(files)))
		list := waiting
		files, waiting = append(files, path), nil
		group.Go(guarded(func() error { return writeSegment(path, list) }))
	}
	for j := range inOrder {
		var w workedOut
		select {
		case w = <-j.out:
		case <-ctx.Done():
			return nil, group.Wait()
		}
		keep(&w)
		for _, d := range w.documents {
			waiting = append(waiting, d)
		}
		if len(waiting) >= segmentDocuments {
			write()
		}
	}
	write()
	if err := group.Wait(); err != nil {
		return nil, err
	}
	for round := 0; len(files) > 1; round++ {
		var merged []string
		for at := 0; at < len(files); at += mergedAtOnce {
			path := filepath.Join(dir, fmt.Sprintf("merged-%d-%06d.zap", round, at))
			if err := mergeSegments(path, files[at:min(at+mergedAtOnce, len(files))]); err != nil {
				return nil, err
			}
			merged = append(merged, path)
		}
		files = merged
	}
	return files, nil
}

// writeSegment makes a segment of documents.
func writeSegment(path string, list []bleveindex.Document) error {
	for _, d := range list {
		d.AddIDField()
		d.VisitFields(func(f bleveindex.Field) {
			if f.Options().IsIndexed() {
				f.Analyze()
			}
		})
	}
	made, _, err := (&zap.ZapPlugin{}).New(list)
	if err != nil {
		return fmt.Errorf("make a segment: %w", err)
	}
	file, ok := made.(segment.UnpersistedSegment)
	if !ok {
		return fmt.Errorf("make a segment: the engine made a %T", made) // unreachable: all of its new ones are
	}
	return file.Persist(path)
}

// mergeSegments makes one segment of several, in order, and removes those.
func mergeSegments(path string, files []string) (err error) {
	plugin := &zap.ZapPlugin{}
	var list []segment.Segment
	defer func() {
		for _, s := range list {
			if e := s.Close(); err == nil {
				err = e
			}
		}
		for _, f := range files {
			if e := os.Remove(f); err == nil {
				err = e
			}
		}
	}()
	for _, f := range files {
		s, err := plugin.Open(f)
		if err != nil {
			return fmt.Errorf("merge segments: %w", err)
		}
		list = append(list, s)
	}
	if _, _, err := plugin.Merge(list, make([]*roaring.Bitmap, len(list)), path, nil, nil); err != nil {
		return fmt.Errorf("merge segments: %w", err)
	}
	return nil
}

// makeEngine makes the engine of the generation in dir of segments: one, or none.
//
// The engine's builder takes documents and no segments. It has one document to
// put into its only segment; ours then takes that one's place. Opening counts the
// documents and would not take another version's segment.
func makeEngine(dir string, segments []string) error {
	mapped, err := newMapping()
	if err != nil {
		return err
	}
	path := filepath.Join(dir, "bleve")
	if len(segments) == 0 {
		engine, err := bleve.New(path, mapped)
		if err != nil {
			return err
		}
		return engine.Close()
	}
	builder, err := bleve.NewBuilder(path, mapped, map[string]any{"buildPathPrefix": dir})
	if err != nil {
		return fmt.Errorf("make the engine: %w", err)
	}
	if err := builder.Index("in place of the segment", map[string]any{}); err != nil {
		return fmt.Errorf("make the engine: %w", err)
	}
	if err := builder.Close(); err != nil {
		return fmt.Errorf("make the engine: %w", err)
	}
	made, err := filepath.Glob(filepath.Join(path, "store", "*.zap"))
	if err != nil || len(made) != 1 {
		return fmt.Errorf("make the engine: %d segments, want 1: %w", len(made), err)
	}
	return os.Rename(segments[0], made[0])
}
