package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/sandbox"
)

// A file is a document to read: a path, standard input, or data at hand.
type file struct {
	name string // as given; "-" is standard input
	data []byte // set for a document that comes with the program
}

// read reads the whole of f, but not more than the limit.
func (a *app) read(f file, limit int64) ([]byte, error) {
	r := a.stdin
	if f.name != "-" {
		info, err := os.Stat(f.name)
		if err != nil {
			return nil, readError(f.name, err)
		}
		if info.IsDir() {
			return nil, fmt.Errorf("read %s: it is a folder, not a document", f.name)
		}
		if info.Size() > limit {
			return nil, tooLarge(f.name, limit)
		}
		opened, err := os.Open(f.name)
		if err != nil {
			return nil, readError(f.name, err)
		}
		defer opened.Close() //nolint:errcheck // nothing was written to it
		r = opened
	}
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, readError(f.name, err)
	}
	if int64(len(data)) > limit {
		return nil, tooLarge(f.name, limit)
	}
	return data, nil
}

// errTooLarge says that a document has more bytes than may be read.
var errTooLarge = errors.New("the limit (--max-bytes)")

func tooLarge(name string, limit int64) error {
	return fmt.Errorf("read %s: it has more than %d bytes, %w", name, limit, errTooLarge)
}

// readError says the cause without the path a second time.
func readError(name string, err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		err = path.Err
	}
	return fmt.Errorf("read %s: %w", name, err)
}

// extract reads one document into an agreement.
func (a *app) extract(ctx context.Context, f file, r *reader) (*corpus.Agreement, []byte, error) {
	if f.data != nil {
		agreement, err := r.trusted(ctx, f)
		return agreement, f.data, err
	}
	data, err := a.read(f, r.flags.maxBytes)
	if err != nil {
		return nil, nil, err
	}
	name := f.name
	if name == "-" {
		name = "stdin"
	}
	agreement, err := r.read(ctx, sandbox.Job{Name: name, Data: data, ID: r.flags.id}, nil)
	return agreement, data, err
}

// documents lists the regular files that args name; folders are walked. Inside
// a folder, hidden files and files whose ending is not one of a document are
// passed over and counted.
func documents(args []string) (found []file, passed int, errs []error) {
	for _, arg := range args {
		info, err := os.Stat(arg)
		if arg == "-" || err != nil || !info.IsDir() {
			found = append(found, file{name: arg}) // what is wrong with it is said when it is read
			continue
		}
		err = filepath.WalkDir(arg, func(path string, d fs.DirEntry, err error) error {
			hidden := path != arg && strings.HasPrefix(d.Name(), ".")
			switch {
			case err != nil:
				errs = append(errs, readError(path, err))
				return nil
			case d.IsDir() && hidden:
				return fs.SkipDir
			case d.IsDir():
				return nil
			case hidden || !d.Type().IsRegular() || !slices.Contains(endings(), strings.ToLower(filepath.Ext(path))):
				passed++
				return nil
			}
			found = append(found, file{name: path})
			return nil
		})
		if err != nil {
			errs = append(errs, readError(arg, err))
		}
	}
	return found, passed, errs
}

// endings are those of files that a walk takes for documents. A file that is
// named on the command line is read whatever its ending.
func endings() []string {
	return []string{".txt", ".text", ".md", ".markdown", ".pdf", ".docx", ".docm", ".dotx", ".dotm", ".odt", ".ott", ".fodt", ".rtf", ".htm", ".html", ".xhtml", ".mht", ".mhtml"}
}
