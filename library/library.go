// Package library keeps what was ingested: the sources, byte for byte, and the
// agreements that were read from them. Search indexes are derived from it and
// are no part of it.
//
// A library is a folder; docs/format.md describes it. Several processes may
// use one folder at the same time: writers take turns, readers never wait, and
// each sees what the others have put. What is put is on disk when Put returns.
package library

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/clausebook/clausebook/internal/disk"
)

// Format is the version of the stored form that this package writes. It reads
// no other: see ErrOlder and ErrNewer.
const Format = 1

// formatName opens the FORMAT file; the version follows.
const formatName = "clausebook library "

// Errors that callers branch on.
var (
	// ErrNotFound says that the library has no agreement of that id.
	ErrNotFound = errors.New("no such agreement in the library")
	// ErrConflict says that the id stands for another source already.
	ErrConflict = errors.New("the id stands for another document already")
	// ErrNotLibrary says that the folder is no library.
	ErrNotLibrary = errors.New("not a clausebook library")
	// ErrNewer says that a newer clausebook made the library.
	ErrNewer = errors.New("made by a newer clausebook")
	// ErrOlder says that an older clausebook made the library. Its sources are
	// all there, under sources/: ingest them into a new library.
	ErrOlder = errors.New("made by an older clausebook; ingest its sources again into a new library")
	// ErrDamaged says that a stored file cannot be read as what it should be.
	ErrDamaged = errors.New("damaged")
)

// Options says how a library is opened. The zero value is good.
type Options struct {
	MustExist  bool          // do not make a library where there is none
	LockWait   time.Duration // how long a writer waits for another; 0 means 10 s
	CacheBytes int           // text kept in memory, in bytes of agreements' text; 0 means 256 MiB
	Logger     *slog.Logger  // nil means none
}

// A Library is an open library. It is safe for concurrent use.
type Library struct {
	dir      string
	lockWait time.Duration
	log      *slog.Logger
	cache    *cache

	mu    sync.Mutex
	table map[string]tableFile // by id
}

// Open opens the library in dir, and makes it if there is none and dir is
// missing or empty.
func Open(ctx context.Context, dir string, opts Options) (*Library, error) {
	l := &Library{
		dir:      dir,
		lockWait: cmp.Or(opts.LockWait, 10*time.Second),
		log:      cmp.Or(opts.Logger, slog.New(slog.DiscardHandler)),
		cache:    newCache(cmp.Or(opts.CacheBytes, 256<<20)),
	}
	err := l.checkFormat()
	if errors.Is(err, fs.ErrNotExist) {
		if opts.MustExist {
			return nil, fmt.Errorf("open library %s: %w", dir, ErrNotLibrary)
		}
		err = l.create(ctx)
	}
	if err != nil {
		return nil, fmt.Errorf("open library %s: %w", dir, err)
	}
	return l, nil
}

// Dir is the library's folder. Indexes live below it, in index/.
func (l *Library) Dir() string { return l.dir }

func (l *Library) path(elem ...string) string {
	return filepath.Join(append([]string{l.dir}, elem...)...)
}

func (l *Library) checkFormat() error {
	data, err := os.ReadFile(l.path("FORMAT"))
	if err != nil {
		return err
	}
	number, ok := strings.CutPrefix(strings.TrimSpace(string(data)), formatName)
	version, err := strconv.Atoi(number)
	switch {
	case !ok || err != nil:
		return fmt.Errorf("FORMAT says %.40q: %w", data, ErrNotLibrary)
	case version > Format:
		return fmt.Errorf("format %d, this one reads %d: %w", version, Format, ErrNewer)
	case version < Format:
		return fmt.Errorf("format %d, this one reads %d: %w", version, Format, ErrOlder)
	}
	return nil
}

// create lays the folders out. FORMAT comes last: with it the library is one.
// Two processes may do it at the same time.
func (l *Library) create(ctx context.Context) error {
	names, err := os.ReadDir(l.dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, n := range names {
		// What a creation that was cut short leaves is no stranger's.
		switch name := n.Name(); {
		case name == "LOCK", name == "agreements", name == "parsed", name == "sources", strings.HasPrefix(name, disk.TempPrefix):
		case name == "FORMAT": // made this instant by another process
		default:
			return fmt.Errorf("the folder holds other files (%s): %w", name, ErrNotLibrary)
		}
	}
	for _, d := range []string{"agreements", "parsed", "sources"} {
		if err := os.MkdirAll(l.path(d), 0o755); err != nil {
			return err
		}
	}
	lock, err := disk.Acquire(ctx, l.path("LOCK"), l.lockWait)
	if err != nil {
		return err
	}
	err = l.checkFormat()
	if errors.Is(err, fs.ErrNotExist) {
		err = disk.WriteFile(l.path("FORMAT"), []byte(formatName+strconv.Itoa(Format)+"\n"))
	}
	return errors.Join(err, lock.Release())
}
