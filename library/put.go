package library

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/internal/disk"
)

// Put stores a and the source that it was read from, durably. To put the same
// again changes nothing; another reading of the same source takes the place of
// the one before. An id that stands for another source is refused with
// ErrConflict: see Replace.
func (l *Library) Put(ctx context.Context, a *corpus.Agreement, source []byte) error {
	return l.put(ctx, a, source, false)
}

// Replace is Put, but an id that stands for another source comes to stand for
// this one: a corrected edition of the file.
func (l *Library) Replace(ctx context.Context, a *corpus.Agreement, source []byte) error {
	return l.put(ctx, a, source, true)
}

func (l *Library) put(ctx context.Context, a *corpus.Agreement, source []byte, replace bool) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("put %q (%s): %w", a.ID, a.Source.Name, err)
		}
	}()
	if err := checkID(a.ID); err != nil {
		return err
	}
	if got := sum(source); got != a.Source.SHA256 {
		return fmt.Errorf("the source's SHA-256 is %s, the agreement says %q", got, a.Source.SHA256)
	}
	if !utf8.ValidString(a.Text) {
		return errors.New("the text is not UTF-8") // its spans would not survive
	}
	data, err := marshal(a)
	if err != nil {
		return err
	}
	e := entryOf(a, sum(data))
	if old, err := l.readEntry(e.ID); err == nil {
		e.EditionOf, e.SupersededBy = old.EditionOf, old.SupersededBy // another reading says nothing of that
		if old == e && l.whole(e) {
			return nil
		}
	}
	w, err := l.lock(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.release()) }()

	old, err := l.readEntry(e.ID)
	switch {
	case errors.Is(err, ErrNotFound):
	case errors.Is(err, ErrDamaged): // nobody knows what it stood for
		l.log.WarnContext(ctx, "a damaged entry is written anew", "agreement", e.ID, "err", err)
		if err := w.recount(); err != nil {
			return err
		}
	case err != nil:
		return err
	case old.SHA256 != e.SHA256 && !replace:
		return fmt.Errorf("%s (SHA-256 %.12s…): %w", old.Source, old.SHA256, ErrConflict)
	}
	if err := writeBlob(l.sourcePath(e.SHA256), source); err != nil {
		return err
	}
	parsed, err := pack(data)
	if err != nil {
		return err
	}
	if err := writeBlob(l.parsedPath(e.Parsed), parsed); err != nil {
		return err
	}
	line, err := json.MarshalIndent(e, "", "  ")
	if err != nil {
		return err
	}
	err = w.change(old, e, func() error { return disk.WriteFile(l.entryPath(e.ID), append(line, '\n')) })
	if err != nil {
		return err
	}
	return l.sweep(old, e)
}

// Remove takes the agreement with that id out, and its source unless another
// agreement was read from it, too.
func (l *Library) Remove(ctx context.Context, id string) (err error) {
	w, err := l.lock(ctx)
	if err != nil {
		return fmt.Errorf("remove %q: %w", id, err)
	}
	defer func() { err = errors.Join(err, w.release()) }()
	old, err := l.readEntry(id)
	if errors.Is(err, ErrDamaged) {
		err = w.recount()
	}
	if err != nil {
		return fmt.Errorf("remove %q: %w", id, err)
	}
	err = w.change(old, Entry{}, func() error {
		if err := os.Remove(l.entryPath(id)); err != nil {
			return err
		}
		return disk.SyncDir(l.path("agreements"))
	})
	if err != nil {
		return fmt.Errorf("remove %q: %w", id, err)
	}
	return l.sweep(old)
}

// whole reports whether the files that e leads to are there. Their content is
// checked when it is read.
func (l *Library) whole(e Entry) bool {
	_, err1 := os.Stat(l.sourcePath(e.SHA256))
	_, err2 := os.Stat(l.parsedPath(e.Parsed))
	return err1 == nil && err2 == nil
}

// writeBlob writes a file whose name is the sum of its content, unless it is
// there, whole.
func writeBlob(path string, data []byte) error {
	if have, err := os.ReadFile(path); err == nil && string(have) == string(data) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return disk.WriteFile(path, data)
}

// sweep deletes the files that old led to, if no entry leads to them any more.
// The lock is held.
func (l *Library) sweep(old Entry, now ...Entry) error {
	if old.Parsed == "" || len(now) > 0 && old.Parsed == now[0].Parsed && old.SHA256 == now[0].SHA256 {
		return nil
	}
	entries, err := l.readTable()
	if err != nil {
		return err
	}
	source, parsed := true, true
	for _, e := range entries {
		if e.Damage != "" {
			return nil // it may lead to them: let them be
		}
		source = source && e.SHA256 != old.SHA256
		parsed = parsed && e.Parsed != old.Parsed
	}
	// Best effort: what stays behind is never read, and a reader that has it
	// open may keep it from being deleted.
	if source {
		_ = os.Remove(l.sourcePath(old.SHA256))
	}
	if parsed {
		_ = os.Remove(l.parsedPath(old.Parsed))
	}
	return nil
}
