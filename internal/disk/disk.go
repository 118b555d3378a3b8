// Package disk writes files so that they survive: a file is whole or not there,
// and two processes that write the same folder take turns.
package disk

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// TempPrefix opens the names of files and folders that are still being
// written. What bears it and is old was left by a process that died.
const TempPrefix = ".tmp-"

// WriteFile puts data at path: first under another name in the same folder,
// synced, then renamed. A reader sees the old file or the new one, never a
// part. The folder must exist.
func WriteFile(path string, data []byte) error {
	dir := filepath.Dir(path)
	f, err := os.CreateTemp(dir, TempPrefix+"*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Chmod(f.Name(), 0o644)
	}
	if err == nil {
		err = replace(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // best effort: the write's own error is what counts
		return fmt.Errorf("write %s: %w", path, err)
	}
	return SyncDir(dir)
}

// replace renames from to path. Windows refuses while another process has path
// open, which readers do for an instant only; so it is tried again for a while.
func replace(from, path string) error {
	var err error
	for range 50 {
		if err = os.Rename(from, path); err == nil || !busy(err) {
			return err
		}
		time.Sleep(10 * time.Millisecond)
	}
	return err
}

// ErrLocked is the cause when another process held a lock for the whole wait.
var ErrLocked = errors.New("in use by another process")

// A Lock is held until it is released or the process ends, however it ends:
// the operating system keeps it, so that none is ever left behind.
type Lock struct{ f *os.File }

// Acquire takes the exclusive lock at path, which is an empty file that stays.
// It waits at most wait, or until ctx is done; the error then wraps ErrLocked.
// Two locks of one path exclude each other within a process, too.
func Acquire(ctx context.Context, path string, wait time.Duration) (*Lock, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, fmt.Errorf("lock: %w", err)
	}
	deadline := time.Now().Add(wait)
	for pause := time.Millisecond; ; pause = min(2*pause, 50*time.Millisecond) {
		ok, err := tryLock(f)
		if ok {
			return &Lock{f}, nil
		}
		if err == nil && time.Now().After(deadline) {
			err = fmt.Errorf("waited %v: %w", wait, ErrLocked)
		}
		if err == nil {
			select {
			case <-ctx.Done():
				err = fmt.Errorf("%w: %w", ErrLocked, ctx.Err())
			case <-time.After(pause):
				continue
			}
		}
		_ = f.Close()
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
}

// Release gives the lock up.
func (l *Lock) Release() error {
	return errors.Join(unlock(l.f), l.f.Close())
}
