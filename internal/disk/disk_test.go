package disk

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	require.NoError(t, WriteFile(path, []byte("one")))
	require.NoError(t, WriteFile(path, []byte("two")))
	got, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, "two", string(got))
	names, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, names, 1, "no temporary file is left")

	assert.Error(t, WriteFile(filepath.Join(dir, "missing", "a"), nil))
}

func TestAcquire(t *testing.T) {
	path := filepath.Join(t.TempDir(), "LOCK")
	first, err := Acquire(t.Context(), path, 0)
	require.NoError(t, err)

	_, err = Acquire(t.Context(), path, 20*time.Millisecond)
	require.ErrorIs(t, err, ErrLocked)

	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, err = Acquire(ctx, path, time.Minute)
	require.ErrorIs(t, err, ErrLocked)
	require.ErrorIs(t, err, context.DeadlineExceeded)

	got := make(chan error, 1)
	go func() {
		l, err := Acquire(context.Background(), path, 5*time.Second)
		if err == nil {
			err = l.Release()
		}
		got <- err
	}()
	time.Sleep(30 * time.Millisecond)
	require.NoError(t, first.Release())
	require.NoError(t, <-got, "the one that waits has it once it is released")
}
