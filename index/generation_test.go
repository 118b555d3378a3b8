package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/index/query"
	"github.com/clausebook/clausebook/internal/disk"
)

// generations are the names of the generations in dir.
func generations(t *testing.T, dir string) []string {
	t.Helper()
	got, err := filepath.Glob(filepath.Join(dir, "gen-*"))
	require.NoError(t, err)
	return got
}

// TestOtherProcess has another process search the generation that this one
// holds open: bleve alone would keep it waiting.
func TestOtherProcess(t *testing.T) {
	lib, opts := two(t)
	dir := os.Getenv("CLAUSEBOOK_TEST_INDEX")
	if dir != "" {
		ix := openIndex(t, dir, lib, opts)
		fmt.Println("found", places(ask(t, ix, "jury duty")))
		return
	}
	dir = t.TempDir()
	first := openIndex(t, dir, lib, opts)
	second := openIndex(t, dir, lib, opts)
	want := places(ask(t, first, "jury duty"))
	assert.Equal(t, want, places(ask(t, second, "jury duty")))
	require.Len(t, generations(t, dir), 1, "both read the same")

	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestOtherProcess$", "-test.v")
	cmd.Env = append(os.Environ(), "CLAUSEBOOK_TEST_INDEX="+dir)
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", out)
	assert.Contains(t, string(out), fmt.Sprint("found ", want))
	require.Len(t, generations(t, dir), 1)
}

func TestRefresh(t *testing.T) {
	lib, opts := two(t)
	dir := t.TempDir()
	ix := openIndex(t, dir, lib, opts)
	was := ix.Version()
	require.NoError(t, ix.Refresh(t.Context()))
	assert.Equal(t, was, ix.Version(), "nothing has changed")

	lib.put(agreement(t, "city-clerks-2016", "# 1 | Telecommuting\nAn employee may work at home two days a week.\n"))
	assert.Empty(t, ask(t, ix, "telecommuting").Hits, "answers are of the version before until it is refreshed")

	// Searches go on while it refreshes.
	var wg sync.WaitGroup
	stop := make(chan struct{})
	for range 2 {
		wg.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				a, err := ix.Search(t.Context(), query.Request{Text: "jury duty"})
				assert.True(t, err == nil && len(a.Hits) > 0, "%v", err)
			}
		})
	}
	require.NoError(t, ix.Refresh(t.Context()))
	close(stop)
	wg.Wait()
	assert.NotEqual(t, was, ix.Version())
	assert.Equal(t, []string{"city-clerks-2016 art_1"}, places(ask(t, ix, "telecommuting")))
	assert.NotEmpty(t, ask(t, ix, "jury duty").Hits)

	lib.remove("mercy-nurses-2015")
	require.NoError(t, ix.Refresh(t.Context()))
	assert.Empty(t, ask(t, ix, "jury duty").Hits)
	assert.LessOrEqual(t, len(generations(t, dir)), 2, "old generations go")

	// What was built step by step finds what one built whole does.
	whole := openIndex(t, t.TempDir(), lib, opts)
	for _, q := range []string{"telecommuting", "grievance", "parking", "leave for a death"} {
		assert.Equal(t, places(ask(t, whole, q)), places(ask(t, ix, q)), q)
	}
}

func TestRefreshChanged(t *testing.T) {
	lib, opts := two(t)
	ix := openIndex(t, t.TempDir(), lib, opts)
	lib.put(agreement(t, "mercy-nurses-2015", "# 1 | Uniforms\nWhite shoes are provided.\n"))
	// The agreement is another one now; until the index knows, it answers whole
	// for the one before.
	a := ask(t, ix, "jury duty")
	require.NotEmpty(t, a.Hits)
	assert.Contains(t, a.Hits[0].Snippets[0].Text, "jury duty")
	require.NoError(t, ix.Refresh(t.Context()))
	assert.Equal(t, []string{"mercy-nurses-2015 art_1"}, places(ask(t, ix, "white shoes")))
}

func TestDamagedIndex(t *testing.T) {
	for _, c := range []struct {
		name   string
		damage func(t *testing.T, gen string)
	}{
		{"a segment cut short", func(t *testing.T, gen string) {
			t.Helper()
			zaps, err := filepath.Glob(filepath.Join(gen, "bleve", "store", "*.zap"))
			require.NoError(t, err)
			require.NotEmpty(t, zaps)
			require.NoError(t, os.Truncate(zaps[0], 100))
		}},
		{"a segment gone", func(t *testing.T, gen string) {
			t.Helper()
			zaps, err := filepath.Glob(filepath.Join(gen, "bleve", "store", "*.zap"))
			require.NoError(t, err)
			require.NoError(t, os.Remove(zaps[0]))
		}},
		{"no root", func(t *testing.T, gen string) {
			t.Helper()
			require.NoError(t, os.WriteFile(filepath.Join(gen, "bleve", "store", "root.bolt"), []byte("junk"), 0o644))
		}},
		{"no meta", func(t *testing.T, gen string) {
			t.Helper()
			require.NoError(t, os.Remove(filepath.Join(gen, metaName)))
		}},
		{"meta cut short", func(t *testing.T, gen string) {
			t.Helper()
			require.NoError(t, os.Truncate(filepath.Join(gen, metaName), 20))
		}},
		{"an older format", func(t *testing.T, gen string) {
			t.Helper()
			path := filepath.Join(gen, metaName)
			data, err := os.ReadFile(path)
			require.NoError(t, err)
			older := strings.Replace(string(data), fmt.Sprintf(`"format":%d`, format), fmt.Sprintf(`"format":%d`, format-1), 1)
			require.NotEqual(t, string(data), older)
			require.NoError(t, os.WriteFile(path, []byte(older), 0o644))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			lib, opts := two(t)
			dir := t.TempDir()
			ix, err := Open(t.Context(), dir, lib, opts)
			require.NoError(t, err)
			require.NoError(t, ix.Close())
			c.damage(t, generations(t, dir)[0])
			ix = openIndex(t, dir, lib, opts)
			assert.Equal(t, "mercy-nurses-2015 art_7__sec_B", places(ask(t, ix, "jury duty"))[0])
		})
	}
}

func TestOtherTopics(t *testing.T) {
	lib, opts := two(t)
	dir := t.TempDir()
	ix, err := Open(t.Context(), dir, lib, opts)
	require.NoError(t, err)
	require.NoError(t, ix.Close())
	opts.Topics[0].ID = "funerals"
	ix = openIndex(t, dir, lib, opts)
	a := ask(t, ix, "leave", query.Filter{Field: query.ByTopic, Value: "funerals"})
	assert.NotEmpty(t, a.Hits, "provisions are filed anew")
}

func TestUnreadableAgreement(t *testing.T) {
	lib, opts := two(t)
	lib.broken["mercy-nurses-2015"] = errors.New("parsed/12: damaged")
	ix := openIndex(t, t.TempDir(), lib, opts)
	a := ask(t, ix, "bereavement leave")
	assert.Equal(t, []string{"lapeer-police-2012 art_V__sec_1"}, places(a), "the others are found")
	require.Len(t, a.Query.Notes, 1)
	assert.Contains(t, a.Query.Notes[0], "mercy-nurses-2015 is not searched: parsed/12: damaged")
}

// TestDamagedLater has an agreement fail that was indexed whole.
func TestDamagedLater(t *testing.T) {
	lib, opts := two(t)
	ix := openIndex(t, t.TempDir(), lib, opts)
	lib.broken["mercy-nurses-2015"] = errors.New("parsed/12: damaged")
	assert.Len(t, ask(t, ix, "bereavement leave").Hits, 2, "words are answered without the library")
	a := ask(t, ix, "article 5 section B 1")
	require.NotEmpty(t, a.Hits)
	assert.Equal(t, "mercy-nurses-2015", a.Hits[0].Agreement, "so are citations")
	assert.Equal(t, "The grievance shall be filed on the form that the parties agree on, in triplicate.", a.Hits[0].Snippets[0].Text)
	assert.NotEmpty(t, ask(t, ix, "triplicate", query.Filter{Field: query.ByKind, Value: "subsection"}).Hits, "so is what asks for subsections")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := ix.Search(ctx, query.Request{Text: "bereavement leave"})
	require.ErrorIs(t, err, context.Canceled)
}

func TestLockedOut(t *testing.T) {
	lib, opts := two(t)
	dir := t.TempDir()
	lock, err := disk.Acquire(t.Context(), filepath.Join(dir, "LOCK"), 0)
	require.NoError(t, err)
	opts.LockWait = 20 * time.Millisecond
	_, err = Open(t.Context(), dir, lib, opts)
	require.ErrorIs(t, err, disk.ErrLocked)
	require.NoError(t, lock.Release())
	openIndex(t, dir, lib, opts)
}

func TestReadOnlyFolder(t *testing.T) {
	lib, opts := two(t)
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o644))
	ix := openIndex(t, filepath.Join(file, "index"), lib, opts) // nothing can be made there
	assert.NotEmpty(t, ask(t, ix, "jury duty").Hits)
}

func TestClosed(t *testing.T) {
	lib, opts := two(t)
	ix, err := Open(t.Context(), t.TempDir(), lib, opts)
	require.NoError(t, err)
	require.NoError(t, ix.Close())
	require.NoError(t, ix.Close())
	_, err = ix.Search(t.Context(), query.Request{Text: "leave"})
	require.ErrorIs(t, err, ErrClosed)
	require.ErrorIs(t, ix.Refresh(t.Context()), ErrClosed)
}

func TestEmptyLibrary(t *testing.T) {
	ix := openIndex(t, t.TempDir(), newLibrary(), Options{})
	assert.Empty(t, ask(t, ix, "leave").Hits)
	assert.Empty(t, ask(t, ix, "article 5").Hits)
}
