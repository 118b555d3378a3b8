package library

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// A tableFile is an entry with the file that it was read from.
type tableFile struct {
	info  fs.FileInfo
	entry Entry
}

// List is the library's table, in the order of the ids. An entry that cannot
// be read has its Damage said and does not keep the others back.
func (l *Library) List(ctx context.Context) ([]Entry, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("list library: %w", err)
	}
	entries, err := l.readTable()
	if err != nil {
		return nil, fmt.Errorf("list library: %w", err)
	}
	return entries, nil
}

// Fingerprints is the fingerprint of each agreement, by id: it changes with
// the source and with the reading of it. Agreements whose entry is damaged are
// left out.
func (l *Library) Fingerprints(ctx context.Context) (map[string]string, error) {
	entries, err := l.List(ctx)
	if err != nil {
		return nil, err
	}
	out := make(map[string]string, len(entries))
	for _, e := range entries {
		if e.Damage == "" {
			f := e.fingerprint()
			out[e.ID] = hex.EncodeToString(f[:])
		}
	}
	return out, nil
}

// readTable reads the entries whose files are new or changed since it was read
// last, and answers with all, in the order of the ids.
func (l *Library) readTable() ([]Entry, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	names, err := os.ReadDir(l.path("agreements"))
	if err != nil {
		return nil, err
	}
	table := make(map[string]tableFile, len(names))
	for _, n := range names {
		id, ok := strings.CutSuffix(n.Name(), entrySuffix)
		if !ok || checkID(id) != nil {
			continue
		}
		info, err := n.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue // removed this instant
		}
		if err != nil {
			return nil, err
		}
		// Entries are renamed into place: a changed one is another file.
		if have, ok := l.table[id]; ok && os.SameFile(have.info, info) && have.info.ModTime().Equal(info.ModTime()) && have.info.Size() == info.Size() {
			table[id] = have
			continue
		}
		e, err := l.readEntry(id)
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			e = Entry{ID: id, Damage: err.Error()}
		}
		table[id] = tableFile{info, e}
	}
	l.table = table
	out := make([]Entry, 0, len(table))
	for _, id := range slices.Sorted(maps.Keys(table)) {
		out = append(out, table[id].entry)
	}
	return out, nil
}

// Entry is the line of the agreement with that id.
func (l *Library) Entry(ctx context.Context, id string) (Entry, error) {
	if err := ctx.Err(); err != nil {
		return Entry{}, err
	}
	return l.readEntry(id)
}

// Agreement is the agreement with that id. It is shared: nobody changes it. A
// stored form that is damaged is an error that names the file and wraps
// ErrDamaged; the other agreements are not touched by it.
func (l *Library) Agreement(ctx context.Context, id string) (*corpus.Agreement, error) {
	a, err := follow(ctx, l, id, func(e Entry) (*corpus.Agreement, error) {
		return l.cache.get(e.Parsed, func() (*corpus.Agreement, error) { return l.readParsed(e) })
	})
	if err != nil {
		return nil, fmt.Errorf("read agreement: %w", err)
	}
	return a, nil
}

// Source is the document that the agreement was read from, byte for byte.
func (l *Library) Source(ctx context.Context, id string) ([]byte, error) {
	data, err := follow(ctx, l, id, func(e Entry) ([]byte, error) {
		data, err := os.ReadFile(l.sourcePath(e.SHA256))
		if err == nil && sum(data) != e.SHA256 {
			err = fmt.Errorf("%s: %w: its SHA-256 is not its name", l.sourcePath(e.SHA256), ErrDamaged)
		}
		return data, err
	})
	if err != nil {
		return nil, fmt.Errorf("read source of %q: %w", id, err)
	}
	return data, nil
}

// follow reads what the entry of id leads to. Between the two readings another
// process may have put the entry anew and deleted what it led to before: then
// it is read again.
func follow[T any](ctx context.Context, l *Library, id string, read func(Entry) (T, error)) (T, error) {
	var none T
	for tries := 1; ; tries++ {
		if err := ctx.Err(); err != nil {
			return none, err
		}
		e, err := l.readEntry(id)
		if err != nil {
			return none, err
		}
		got, err := read(e)
		if err == nil {
			return got, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return none, err
		}
		if tries == 5 {
			return none, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
	}
}

func (l *Library) readParsed(e Entry) (*corpus.Agreement, error) {
	path := l.parsedPath(e.Parsed)
	packed, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	data, err := unpack(packed)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", path, ErrDamaged, err)
	}
	if sum(data) != e.Parsed {
		return nil, fmt.Errorf("%s: %w: the SHA-256 of what it holds is not its name", path, ErrDamaged)
	}
	a, err := unmarshal(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", path, ErrDamaged, err)
	}
	return a, nil
}
