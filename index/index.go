// Package index finds provisions again. It is derived from a library and holds
// nothing that the library does not: when it is missing, damaged or old it is
// built anew.
//
// bleve keeps its index for one process, so an index is built aside, closed,
// and then only read, by as many processes as like: a generation. When the
// library changes the next generation is built, from the last one where that
// is less work, and takes its place; those who are reading finish on the old.
package index

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/clausebook/clausebook/corpus"
)

// A Library is what is searched. Search calls Agreement for the hits that it
// shows, so it should answer from memory.
type Library interface {
	// Version changes whenever anything was put or removed.
	Version(ctx context.Context) (string, error)
	// Fingerprints is the fingerprint of each agreement, by id.
	Fingerprints(ctx context.Context) (map[string]string, error)
	Agreement(ctx context.Context, id string) (*corpus.Agreement, error)
}

// Options says how an index is opened. The zero value is good.
type Options struct {
	Topics   []corpus.Topic   // what provisions are filed under and a query may be about
	Words    []corpus.Synonym // what else the words of a query may stand for
	LockWait time.Duration    // how long to wait for another process that is building; 0 means 2 s
	Logger   *slog.Logger     // nil means none
}

// An Index searches a library. It is safe for concurrent use.
type Index struct {
	dir      string
	lib      Library
	know     *knowledge
	topics   string // fingerprint of the topics
	lockWait time.Duration
	log      *slog.Logger

	building sync.Mutex // one refresh at a time
	tidying  tidying
	mu       sync.Mutex
	current  *generation // nil once closed
}

// ErrClosed is what a closed index answers.
var ErrClosed = errors.New("the index is closed")

// Open opens the index of lib that lives in dir, and builds it if there is none
// for the library as it is. dir is made if need be; where it cannot be written
// the index is built in a temporary folder for this process alone.
func Open(ctx context.Context, dir string, lib Library, opts Options) (*Index, error) {
	know, err := newKnowledge(opts.Topics, opts.Words)
	if err != nil {
		return nil, fmt.Errorf("open index %s: %w", dir, err)
	}
	ix := &Index{
		dir: dir, lib: lib, know: know, topics: topicsHash(opts.Topics),
		lockWait: cmp.Or(opts.LockWait, 2*time.Second),
		log:      cmp.Or(opts.Logger, slog.New(slog.DiscardHandler)),
	}
	ix.current, err = ix.obtain(ctx, nil)
	if err != nil {
		return nil, fmt.Errorf("open index %s: %w", dir, err)
	}
	return ix, nil
}

// Refresh makes the index answer for the library as it is now. While it builds,
// searches are answered from the generation before. If it fails, they go on
// being so.
func (ix *Index) Refresh(ctx context.Context) error {
	ix.building.Lock()
	defer ix.building.Unlock()
	version, err := ix.lib.Version(ctx)
	if err != nil {
		return fmt.Errorf("refresh index: %w", err)
	}
	if version == ix.Version() {
		return nil
	}
	ix.tidying.stop() // a change goes first
	old, err := ix.acquire()
	if err != nil {
		return err
	}
	defer ix.letGo(ctx, old)
	next, err := ix.obtain(ctx, old)
	if err != nil {
		return fmt.Errorf("refresh index: %w", err)
	}
	untidy := next.lists.shape().whole() > 1
	if err := ix.replace(ctx, old, next); err != nil {
		return err
	}
	if untidy {
		ix.tidying.start(ctx, func(ctx context.Context) { ix.compact(ctx, next) })
	}
	return nil
}

// replace makes next the generation that answers, in the place of old.
func (ix *Index) replace(ctx context.Context, old, next *generation) error {
	if old.atlas.asked.Load() { // read in time: no citation is to wait for it
		if _, err := next.atlas.read(); err != nil {
			ix.log.WarnContext(ctx, "outlines of a search index cannot be read", "dir", next.dir, "err", err)
		}
	}
	if old.suggests.Load() { // nobody who types is to wait for it
		if _, err := next.suggestibles(); err != nil {
			ix.log.WarnContext(ctx, "titles of a search index cannot be read", "dir", next.dir, "err", err)
		}
	}
	ix.mu.Lock()
	closed := ix.current != old
	if !closed {
		ix.current = next
	}
	ix.mu.Unlock()
	if closed {
		ix.letGo(ctx, next)
		return ErrClosed
	}
	ix.letGo(ctx, old) // the index's own hold on it
	return nil
}

// letGo gives up a hold on a generation that is not the index's own any more.
// That its files cannot be closed is nobody's failure.
func (ix *Index) letGo(ctx context.Context, g *generation) {
	if err := g.release(); err != nil {
		ix.log.WarnContext(ctx, "closing an old search index", "dir", g.dir, "err", err)
	}
}

// Version is the library's version that searches are answered for.
func (ix *Index) Version() string {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	if ix.current == nil {
		return ""
	}
	return ix.current.meta.Library
}

// Close gives the index up once the searches under way are answered.
func (ix *Index) Close() error {
	ix.tidying.close()
	ix.mu.Lock()
	g := ix.current
	ix.current = nil
	ix.mu.Unlock()
	if g == nil {
		return nil
	}
	return g.release()
}

// acquire is the current generation, held until it is released.
func (ix *Index) acquire() (*generation, error) {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	if ix.current == nil {
		return nil, ErrClosed
	}
	ix.current.hold()
	return ix.current, nil
}
