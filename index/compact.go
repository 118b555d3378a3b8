package index

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/clausebook/clausebook/internal/disk"
)

// tidying is the one compaction that may be under way.
type tidying struct {
	mu     sync.Mutex
	closed bool // no other is begun
	cancel context.CancelFunc
	done   chan struct{} // closed when it has ended; nil if there was none
}

// start begins one, which goes on when ctx ends.
func (t *tidying) start(ctx context.Context, work func(ctx context.Context)) {
	t.stop()
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.closed {
		return
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	done := make(chan struct{})
	t.cancel, t.done = cancel, done
	go func() {
		defer close(done)
		defer cancel()
		work(ctx)
	}()
}

// stop ends what is under way and waits for that.
func (t *tidying) stop() {
	t.mu.Lock()
	cancel, done := t.cancel, t.done
	t.mu.Unlock()
	if done != nil {
		cancel()
		<-done
	}
}

// close is stop for good.
func (t *tidying) close() {
	t.mu.Lock()
	t.closed = true
	t.mu.Unlock()
	t.stop()
}

// compact writes g again with its segments joined, and has that answer in its place.
// It is no harm if that fails, or if ctx is done before.
func (ix *Index) compact(ctx context.Context, g *generation) {
	next, err := ix.compacted(ctx, g)
	if err == nil && next != nil {
		err = ix.replace(ctx, g, next)
	}
	switch {
	case err == nil, errors.Is(err, context.Canceled), errors.Is(err, ErrClosed):
	default:
		ix.log.WarnContext(ctx, "the segments of a search index cannot be joined", "dir", g.dir, "err", err)
	}
}

// compacted is g written again, or nil if another process is at work, which will
// see to it.
func (ix *Index) compacted(ctx context.Context, g *generation) (next *generation, err error) {
	if g.own {
		return nil, nil // for this run alone
	}
	start := time.Now()
	lock, err := disk.Acquire(ctx, filepath.Join(ix.dir, "LOCK"), 0)
	if errors.Is(err, disk.ErrLocked) || errors.Is(err, fs.ErrPermission) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, lock.Release()) }()
	list := ix.places()
	if len(list) == 0 || list[0].dir != g.dir {
		return nil, nil // there is a newer one
	}
	next, err = ix.rewrite(ctx, g, filepath.Join(ix.dir, fmt.Sprintf("gen-%d-%.12s", list[0].number+1, g.meta.Library)))
	if err != nil {
		return nil, fmt.Errorf("join segments: %w", err)
	}
	ix.tidy(next, g)
	ix.log.InfoContext(ctx, "joined the segments of the search index", "dir", next.dir, "took", time.Since(start))
	return next, nil
}

// rewrite makes the generation in dir of g.
func (ix *Index) rewrite(ctx context.Context, g *generation, dir string) (next *generation, err error) {
	temp, err := os.MkdirTemp(ix.dir, disk.TempPrefix)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			_ = os.RemoveAll(temp) // best effort: the next that is built does it
		}
	}()
	if err := copyIndex(g.dir, temp); err != nil {
		return nil, err
	}
	engine, err := openEngine(temp, false)
	if err != nil {
		return nil, err
	}
	err = join(ctx, engine, shape.whole)
	if err = errors.Join(err, engine.Close()); err != nil {
		return nil, err
	}
	m := g.meta
	if err := m.write(temp); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := os.Rename(temp, dir); err != nil {
		return nil, err
	}
	next, err = openGeneration(dir, m)
	if err != nil {
		return nil, err
	}
	next.lib = ix.lib
	return next, nil
}
