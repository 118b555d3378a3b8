package index

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/clausebook/clausebook/internal/disk"
)

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// A place is the folder of a generation: gen-7-0123456789ab.
type place struct {
	dir    string
	number int
}

// places lists the generations, newest first.
func (ix *Index) places() []place {
	names, err := os.ReadDir(ix.dir)
	if err != nil {
		return nil
	}
	var out []place
	for _, n := range names {
		parts := strings.Split(n.Name(), "-")
		if len(parts) != 3 || parts[0] != "gen" {
			continue
		}
		if number, err := strconv.Atoi(parts[1]); err == nil {
			out = append(out, place{filepath.Join(ix.dir, n.Name()), number})
		}
	}
	slices.SortFunc(out, func(a, b place) int { return cmp.Compare(b.number, a.number) })
	return out
}

// obtain opens a generation for the library as it is, and builds one if there
// is none. old is the one that was used so far; nil if none.
func (ix *Index) obtain(ctx context.Context, old *generation) (*generation, error) {
	version, err := ix.lib.Version(ctx)
	if err != nil {
		return nil, err
	}
	if g := ix.existing(ctx, version); g != nil {
		return g, nil
	}
	if err := os.MkdirAll(ix.dir, 0o755); err != nil {
		return ix.buildAside(ctx, err)
	}
	lock, err := disk.Acquire(ctx, filepath.Join(ix.dir, "LOCK"), ix.lockWait)
	if errors.Is(err, fs.ErrPermission) {
		return ix.buildAside(ctx, err)
	}
	if errors.Is(err, disk.ErrLocked) {
		return nil, fmt.Errorf("another process is building the search index; try again: %w", err)
	}
	if err != nil {
		return nil, err
	}
	g, err := ix.buildLocked(ctx, old)
	return g, errors.Join(err, lock.Release())
}

// existing is the newest generation of that version that can be used, or nil.
func (ix *Index) existing(ctx context.Context, version string) *generation {
	for _, p := range ix.places() {
		m, err := readMeta(p.dir)
		if err == nil && (m.Library != version || m.Topics != ix.topics) {
			continue
		}
		var g *generation
		if err == nil {
			g, err = openGeneration(p.dir, m)
		}
		if err != nil {
			ix.log.InfoContext(ctx, "a search index cannot be used", "dir", p.dir, "err", err)
			continue
		}
		g.lib = ix.lib
		return g
	}
	return nil
}

// buildLocked builds the next generation and opens it, and removes those that
// nobody will ask for again. The lock is held.
func (ix *Index) buildLocked(ctx context.Context, old *generation) (*generation, error) {
	for tries := 1; ; tries++ {
		version, err := ix.lib.Version(ctx)
		if err != nil {
			return nil, err
		}
		if g := ix.existing(ctx, version); g != nil { // built while this one waited
			return g, nil
		}
		places := ix.places()
		number := 1
		if len(places) > 0 {
			number = places[0].number + 1
		}
		temp, err := os.MkdirTemp(ix.dir, disk.TempPrefix)
		if errors.Is(err, fs.ErrPermission) {
			return ix.buildAside(ctx, err)
		}
		if err != nil {
			return nil, err
		}
		start := time.Now()
		m, err := ix.build(ctx, temp, version, ix.base(places))
		if err == nil {
			var after string
			if after, err = ix.lib.Version(ctx); err == nil && after != version && tries < 5 {
				_ = os.RemoveAll(temp) // the library changed meanwhile: what was read may be of two versions
				continue
			}
		}
		dir := filepath.Join(ix.dir, fmt.Sprintf("gen-%d-%.12s", number, version))
		if err == nil {
			err = os.Rename(temp, dir)
		}
		if err != nil {
			_ = os.RemoveAll(temp)
			return nil, fmt.Errorf("build index: %w", err)
		}
		g, err := openGeneration(dir, m)
		if err != nil {
			return nil, fmt.Errorf("build index: %w", err)
		}
		g.lib = ix.lib
		ix.log.InfoContext(ctx, "built the search index", "dir", dir, "documents", m.Documents, "took", time.Since(start))
		ix.tidy(g, old)
		return g, nil
	}
}

// buildAside builds an index for this process alone, where the library's folder
// cannot be written.
func (ix *Index) buildAside(ctx context.Context, cause error) (*generation, error) {
	dir, err := os.MkdirTemp("", "clausebook-index-")
	if err != nil {
		return nil, errors.Join(cause, err)
	}
	ix.log.WarnContext(ctx, "the search index cannot be kept; building one for this run alone", "dir", ix.dir, "err", cause)
	version, err := ix.lib.Version(ctx)
	var m meta
	if err == nil {
		m, err = ix.build(ctx, dir, version, "")
	}
	var g *generation
	if err == nil {
		g, err = openGeneration(dir, m)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("build index: %w", err), os.RemoveAll(dir))
	}
	g.own = true
	g.lib = ix.lib
	return g, nil
}

// base is the folder of the newest generation that the next can start from, or
// empty.
func (ix *Index) base(places []place) string {
	for _, p := range places {
		m, err := readMeta(p.dir)
		if err != nil || m.Topics != ix.topics {
			continue
		}
		if g, err := openGeneration(p.dir, m); err == nil {
			if g.release() == nil {
				return p.dir
			}
		}
	}
	return ""
}

// tidy removes older generations, and what builders that died have left. A
// process that has one open keeps it: it has the files, or, on Windows, they
// cannot be deleted and go another time.
func (ix *Index) tidy(now, old *generation) {
	for _, p := range ix.places() {
		if p.dir != now.dir && (old == nil || p.dir != old.dir) {
			_ = os.RemoveAll(p.dir) // best effort
		}
	}
	left, err := filepath.Glob(filepath.Join(ix.dir, disk.TempPrefix+"*"))
	if err != nil {
		return // unreachable: the pattern is well formed
	}
	for _, dir := range left { // the lock is held: no builder is at work
		_ = os.RemoveAll(dir)
	}
}

// copyIndex makes a copy of a generation's files that can be written. Segments,
// words and outlines are never changed once written, so a second name for them
// will do; the rest is copied.
func copyIndex(from, to string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if d.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		if ext := filepath.Ext(path); (ext == ".zap" || ext == ".bin") && os.Link(path, target) == nil {
			return nil
		}
		return copyFile(path, target)
	})
}

func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }() // only read
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
