package library

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/clausebook/clausebook/internal/disk"
)

// The VERSION file holds the fingerprint of the library: the exclusive or of
// its entries' fingerprints, so that one change costs the same however large
// the library is. While a change is made it holds "pending" and a random word
// instead; if that stays, the writer died, and the fingerprint is computed anew.
const pending = "pending "

// settle is how long a reader waits for a writer's change to be done.
const settle = 500 * time.Millisecond

// Version is a fingerprint of what the library holds, in hexadecimal. It is
// the same if and only if the same readings of the same sources stand under
// the same ids. It costs one small file.
func (l *Library) Version(ctx context.Context) (string, error) {
	deadline := time.Now().Add(settle)
	for {
		v, err := l.readVersion()
		if err != nil || v != "" {
			return v, err
		}
		if time.Now().After(deadline) {
			entries, err := l.readTable()
			v := versionOf(entries)
			return hex.EncodeToString(v[:]), err
		}
		select {
		case <-ctx.Done():
			return "", fmt.Errorf("library version: %w", ctx.Err())
		case <-time.After(2 * time.Millisecond):
		}
	}
}

// readVersion is empty while a change is pending.
func (l *Library) readVersion() (string, error) {
	data, err := os.ReadFile(l.path("VERSION"))
	if errors.Is(err, fs.ErrNotExist) {
		// Nothing was ever put, unless the file was lost.
		if names, err := os.ReadDir(l.path("agreements")); err == nil && len(names) == 0 {
			return strings.Repeat("0", 2*sha256.Size), nil
		}
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("library version: %w", err)
	}
	if v := strings.TrimSpace(string(data)); validSum.MatchString(v) {
		return v, nil
	}
	return "", nil
}

func versionOf(entries []Entry) (v [sha256.Size]byte) {
	for i := range entries {
		if entries[i].Damage == "" {
			xor(&v, entries[i].fingerprint())
		}
	}
	return v
}

func xor(v *[sha256.Size]byte, f [sha256.Size]byte) {
	for i := range v {
		v[i] ^= f[i]
	}
}

// A writer holds the library's lock.
type writer struct {
	l       *Library
	lock    *disk.Lock
	version [sha256.Size]byte
}

// lock takes the library for writing, and mends what a writer that died left.
func (l *Library) lock(ctx context.Context) (*writer, error) {
	lock, err := disk.Acquire(ctx, l.path("LOCK"), l.lockWait)
	if err != nil {
		return nil, err
	}
	w := &writer{l: l, lock: lock}
	v, err := l.readVersion()
	switch {
	case err != nil:
	case v == "":
		l.log.InfoContext(ctx, "the last change to the library was cut short; its table is read anew", "library", l.dir)
		l.removeTemporary()
		err = w.recount()
	default:
		_, err = hex.Decode(w.version[:], []byte(v))
	}
	if err != nil {
		return nil, errors.Join(err, w.release())
	}
	return w, nil
}

func (w *writer) release() error { return w.lock.Release() }

// recount computes the fingerprint from all entries.
func (w *writer) recount() error {
	entries, err := w.l.readTable()
	if err != nil {
		return err
	}
	w.version = versionOf(entries)
	return w.writeVersion()
}

func (w *writer) writeVersion() error {
	return disk.WriteFile(w.l.path("VERSION"), []byte(hex.EncodeToString(w.version[:])+"\n"))
}

// change runs do, which puts now in the place of old, with VERSION pending
// meanwhile. Either may be the zero Entry: there was none, or there is none
// any more. If do fails the fingerprint is that of what is there, changed or
// not.
func (w *writer) change(old, now Entry, do func() error) error {
	if err := disk.WriteFile(w.l.path("VERSION"), []byte(pending+rand.Text()+"\n")); err != nil {
		return err
	}
	if err := do(); err != nil {
		return errors.Join(err, w.recount())
	}
	for _, e := range []Entry{old, now} {
		if e.ID != "" {
			xor(&w.version, e.fingerprint())
		}
	}
	return w.writeVersion()
}

// removeTemporary deletes files that were being written when their writer
// died. The lock is held, so no other writer is at work.
func (l *Library) removeTemporary() {
	for _, pattern := range []string{"", "agreements", "parsed/*", "sources/*"} {
		names, err := filepath.Glob(l.path(filepath.FromSlash(pattern), disk.TempPrefix+"*"))
		if err != nil {
			continue // unreachable: the pattern is well formed
		}
		for _, name := range names {
			_ = os.Remove(name) // best effort
		}
	}
}
