package library

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
)

// small is an agreement of one article, and its source.
func small(id, text string) (*corpus.Agreement, []byte) {
	data := []byte(text)
	end := len(text)
	return &corpus.Agreement{
		ID:     id,
		Source: corpus.Source{Name: id + ".txt", SHA256: sum(data), MediaType: "text/plain", Bytes: int64(len(data))},
		Text:   text, Title: "Agreement of " + id, Kind: corpus.KindAgreement, Expires: "2014-12-31",
		Provisions: []corpus.Provision{{ID: "art_1", Kind: corpus.Article, Number: "1", Span: corpus.Span{End: end}, Citation: "Article 1", Confidence: 1}},
		Diagnostics: []corpus.Diagnostic{
			{Code: "note", Severity: corpus.Info}, {Code: "numbering-gap", Severity: corpus.Warning},
		},
		Certificate: corpus.Certificate{Entries: 2, Matched: 1, Score: 0.5},
	}, data
}

func open(t *testing.T, dir string) *Library {
	t.Helper()
	l, err := Open(t.Context(), dir, Options{LockWait: 5 * time.Second})
	require.NoError(t, err)
	return l
}

func put(t *testing.T, l *Library, id, text string) *corpus.Agreement {
	t.Helper()
	a, source := small(id, text)
	require.NoError(t, l.Put(t.Context(), a, source))
	return a
}

func TestPutAndRead(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "library")
	l := open(t, dir)
	ctx := t.Context()
	empty, err := l.Version(ctx)
	require.NoError(t, err)

	b := put(t, l, "b-2014", "ARTICLE 1\nWords of b.\n")
	put(t, l, "a-2014", "ARTICLE 1\nWords of a.\n")

	got, err := l.Agreement(ctx, "b-2014")
	require.NoError(t, err)
	assert.Equal(t, b, got)
	again, err := l.Agreement(ctx, "b-2014")
	require.NoError(t, err)
	assert.Same(t, got, again, "agreements are kept in memory")

	source, err := l.Source(ctx, "a-2014")
	require.NoError(t, err)
	assert.Equal(t, "ARTICLE 1\nWords of a.\n", string(source))

	list, err := l.List(ctx)
	require.NoError(t, err)
	require.Len(t, list, 2)
	assert.Equal(t, "a-2014", list[0].ID)
	assert.Equal(t, "a-2014.txt", list[0].Source)
	assert.Equal(t, 1, list[0].Provisions)
	assert.Equal(t, 1, list[0].Diagnostics, "notes are not counted")
	assert.InDelta(t, 0.5, list[0].Score, 1e-9)

	two, err := l.Version(ctx)
	require.NoError(t, err)
	assert.NotEqual(t, empty, two)
	put(t, l, "a-2014", "ARTICLE 1\nWords of a.\n")
	same, err := l.Version(ctx)
	require.NoError(t, err)
	assert.Equal(t, two, same, "to put the same again changes nothing")

	require.NoError(t, l.Remove(ctx, "a-2014"))
	_, err = l.Agreement(ctx, "a-2014")
	require.ErrorIs(t, err, ErrNotFound)
	require.ErrorIs(t, l.Remove(ctx, "a-2014"), ErrNotFound)
	require.NoError(t, l.Remove(ctx, "b-2014"))
	last, err := l.Version(ctx)
	require.NoError(t, err)
	assert.Equal(t, empty, last, "the fingerprint is of the content alone")
	assert.Empty(t, files(t, filepath.Join(dir, "sources")), "nothing leads to the sources")
	assert.Empty(t, files(t, filepath.Join(dir, "parsed")))
}

func files(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	require.NoError(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			out = append(out, path)
		}
		return err
	}))
	return out
}

func TestPutConflict(t *testing.T) {
	l, ctx := open(t, t.TempDir()), t.Context()
	put(t, l, "a", "one")
	a, source := small("a", "two")
	require.ErrorIs(t, l.Put(ctx, a, source), ErrConflict)
	got, err := l.Agreement(ctx, "a")
	require.NoError(t, err)
	assert.Equal(t, "one", got.Text)

	require.NoError(t, l.Replace(ctx, a, source))
	got, err = l.Agreement(ctx, "a")
	require.NoError(t, err)
	assert.Equal(t, "two", got.Text)
	assert.Len(t, files(t, l.path("sources")), 1, "the source before is gone")

	other := *got
	other.Title = "read better"
	before, err := l.Version(ctx)
	require.NoError(t, err)
	require.NoError(t, l.Put(ctx, &other, source), "another reading of the same source is no conflict")
	after, err := l.Version(ctx)
	require.NoError(t, err)
	assert.NotEqual(t, before, after)
}

func TestPutRefuses(t *testing.T) {
	l, ctx := open(t, t.TempDir()), t.Context()
	for _, id := range []string{"", "A", "a b", "../a", "a/b", "a..b", "-a", "nul", "con.txt", strings.Repeat("a", 121)} {
		a, source := small(id, "words")
		require.Error(t, l.Put(ctx, a, source), "id %q", id)
		_, err := l.Agreement(ctx, id)
		require.ErrorIs(t, err, ErrNotFound, "id %q", id)
	}
	a, _ := small("a", "words")
	require.ErrorContains(t, l.Put(ctx, a, []byte("other words")), "SHA-256")
	a, source := small("a", "bad \xff byte")
	require.ErrorContains(t, l.Put(ctx, a, source), "UTF-8")
}

func TestSameSourceTwice(t *testing.T) {
	l, ctx := open(t, t.TempDir()), t.Context()
	put(t, l, "a", "words")
	put(t, l, "b", "words")
	require.NoError(t, l.Remove(ctx, "a"))
	got, err := l.Source(ctx, "b")
	require.NoError(t, err)
	assert.Equal(t, "words", string(got))
}

func TestDamage(t *testing.T) {
	dir := t.TempDir()
	l, ctx := open(t, dir), t.Context()
	for _, id := range []string{"cut", "entry", "good", "source", "swapped"} {
		put(t, l, id, "words of "+id)
	}
	e := func(id string) Entry {
		e, err := l.Entry(ctx, id)
		require.NoError(t, err)
		return e
	}
	truncate := func(path string) {
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(path, data[:len(data)/2], 0o644))
	}
	truncate(l.parsedPath(e("cut").Parsed))
	truncate(l.sourcePath(e("source").SHA256))
	truncate(l.entryPath("entry"))
	other, err := os.ReadFile(l.parsedPath(e("good").Parsed))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(l.parsedPath(e("swapped").Parsed), other, 0o644))

	l = open(t, dir) // with nothing in memory
	for _, id := range []string{"cut", "entry", "swapped"} {
		_, err := l.Agreement(ctx, id)
		require.ErrorIs(t, err, ErrDamaged, id)
		assert.Contains(t, err.Error(), dir, "the error names the file")
	}
	_, err = l.Source(ctx, "source")
	require.ErrorIs(t, err, ErrDamaged)
	_, err = l.Agreement(ctx, "good")
	require.NoError(t, err)
	list, err := l.List(ctx)
	require.NoError(t, err)
	require.Len(t, list, 5)
	assert.NotEmpty(t, list[1].Damage)
	assert.Empty(t, list[2].Damage)

	for _, id := range []string{"cut", "entry", "source", "swapped"} {
		put(t, l, id, "words of "+id)
		require.NoError(t, l.Remove(ctx, id), "a damaged one can be put again, and removed")
	}
	require.NoError(t, l.Remove(ctx, "good"))
	v, err := l.Version(ctx)
	require.NoError(t, err)
	assert.Equal(t, strings.Repeat("0", 64), v)
}

func TestInterruptedChange(t *testing.T) {
	dir := t.TempDir()
	l, ctx := open(t, dir), t.Context()
	put(t, l, "a", "words")
	want, err := l.Version(ctx)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(l.path("VERSION"), []byte("pending XYZ\n"), 0o644))
	stray := l.path("agreements", ".tmp-123")
	require.NoError(t, os.WriteFile(stray, []byte("half"), 0o644))

	got, err := open(t, dir).Version(ctx)
	require.NoError(t, err)
	assert.Equal(t, want, got, "a reader computes the fingerprint itself")

	b := open(t, dir)
	put(t, b, "b", "other words")
	assert.NoFileExists(t, stray)
	require.NoError(t, b.Remove(ctx, "b"))
	got, err = b.readVersion()
	require.NoError(t, err)
	assert.Equal(t, want, got, "the next writer mends it")
}

func TestOpenRefuses(t *testing.T) {
	ctx := t.Context()
	write := func(name, content string) string {
		dir := t.TempDir()
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644))
		return dir
	}
	for _, c := range []struct {
		name string
		dir  string
		opts Options
		want error
	}{
		{"newer", write("FORMAT", "clausebook library 2\n"), Options{}, ErrNewer},
		{"older", write("FORMAT", "clausebook library 0\n"), Options{}, ErrOlder},
		{"not ours", write("FORMAT", "restic 2\n"), Options{}, ErrNotLibrary},
		{"somebody's folder", write("thesis.doc", "words"), Options{}, ErrNotLibrary},
		{"nothing there", filepath.Join(t.TempDir(), "no"), Options{MustExist: true}, ErrNotLibrary},
	} {
		_, err := Open(ctx, c.dir, c.opts)
		require.ErrorIs(t, err, c.want, c.name)
	}
	_, err := Open(ctx, write("file", "")+"/file", Options{})
	assert.Error(t, err)
}

// TestProcesses has other processes and goroutines put at the same time, and
// this process see it all.
func TestProcesses(t *testing.T) {
	if dir := os.Getenv("CLAUSEBOOK_TEST_LIBRARY"); dir != "" {
		l := open(t, dir)
		for i := range 5 {
			put(t, l, fmt.Sprintf("p%s-%d", os.Getenv("CLAUSEBOOK_TEST_NAME"), i), fmt.Sprint("words ", i))
		}
		return
	}
	dir := t.TempDir()
	l := open(t, dir)
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Go(func() {
			cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestProcesses$")
			cmd.Env = append(os.Environ(), "CLAUSEBOOK_TEST_LIBRARY="+dir, fmt.Sprint("CLAUSEBOOK_TEST_NAME=", i))
			out, err := cmd.CombinedOutput()
			assert.NoError(t, err, "%s", out)
		})
		wg.Go(func() {
			for k := range 5 {
				a, source := small(fmt.Sprintf("g%d-%d", i, k), "words of a goroutine")
				assert.NoError(t, l.Put(t.Context(), a, source))
			}
		})
	}
	wg.Wait()
	list, err := l.List(t.Context())
	require.NoError(t, err)
	assert.Len(t, list, 20)
	v, err := l.Version(t.Context())
	require.NoError(t, err)
	for _, e := range list {
		_, err := l.Agreement(t.Context(), e.ID)
		require.NoError(t, err)
	}
	count := versionOf(list)
	assert.Equal(t, fmt.Sprintf("%x", count[:]), v)
}

func TestCancelled(t *testing.T) {
	l := open(t, t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := l.List(ctx)
	require.ErrorIs(t, err, context.Canceled)
	_, err = l.Agreement(ctx, "a")
	assert.ErrorIs(t, err, context.Canceled)
}

func TestCacheForgets(t *testing.T) {
	dir := t.TempDir()
	l, err := Open(t.Context(), dir, Options{CacheBytes: 100})
	require.NoError(t, err)
	for i := range 5 {
		put(t, l, fmt.Sprint("a", i), strings.Repeat("word ", 12))
		_, err := l.Agreement(t.Context(), fmt.Sprint("a", i))
		require.NoError(t, err)
	}
	assert.LessOrEqual(t, l.cache.bytes, 100)
	assert.Len(t, l.cache.byKey, l.cache.recent.Len())
}

// TestStoredFormLosesNothing fills every field of an agreement and fails on
// one that does not come back.
func TestStoredFormLosesNothing(t *testing.T) {
	var a corpus.Agreement
	n := 0
	fill(t, reflect.ValueOf(&a).Elem(), &n)
	data, err := marshal(&a)
	require.NoError(t, err)
	packed, err := pack(data)
	require.NoError(t, err)
	data, err = unpack(packed)
	require.NoError(t, err)
	got, err := unmarshal(data)
	require.NoError(t, err)
	assert.True(t, reflect.DeepEqual(&a, got), "a field of corpus is lost: give it its line in stored.go and in both ways of convert.go\nput:  %+v\nread: %+v", a, *got)

	got, err = unmarshal([]byte(`{"format":1}`))
	require.NoError(t, err)
	assert.Equal(t, &corpus.Agreement{}, got)
	_, err = unmarshal([]byte(`{"format":2}`))
	require.ErrorContains(t, err, "format 2")
}

// fill gives every field a value of its own.
func fill(t *testing.T, v reflect.Value, n *int) {
	t.Helper()
	*n++
	switch v.Kind() {
	case reflect.Struct:
		for _, field := range v.Fields() {
			fill(t, field, n)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(t, v.Index(0), n)
		fill(t, v.Index(1), n)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(t, v.Elem(), n)
	case reflect.Map:
		k, e := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(t, k, n)
		fill(t, e, n)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(k, e)
	case reflect.String:
		v.SetString(fmt.Sprint("text ", *n))
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n))
	case reflect.Float64:
		v.SetFloat(float64(*n) + 0.5)
	case reflect.Bool:
		v.SetBool(true)
	default:
		t.Fatalf("a field of kind %s: teach this test and the stored form about it", v.Kind())
	}
}
