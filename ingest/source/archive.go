package source

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxUnpacked bounds what is unpacked of one file, in bytes: a packed file of a
// few kilobytes can unpack to terabytes. The text of a thousand pages is some
// 60 MB as WordprocessingML.
const maxUnpacked = 256 << 20

// A parts is an office file: a zip archive whose parts are read up to a bound
// over all of them.
type parts struct {
	files map[string]*zip.File // by name, in lower case, with forward slashes
	flat  map[string][]byte    // the parts of a file that holds them side by side, unpacked
	left  int64
}

func openParts(data []byte) (*parts, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("%w: the zip archive cannot be opened (%w); open it in its own program, let that repair it, and save it anew", ErrDamaged, err)
	}
	p := &parts{files: make(map[string]*zip.File, len(z.File)), left: maxUnpacked}
	for _, f := range z.File {
		name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))
		if p.files[name] == nil {
			p.files[name] = f
		}
	}
	return p, nil
}

func (p *parts) has(name string) bool {
	name = strings.ToLower(name)
	return p.files[name] != nil || p.flat[name] != nil
}

// open opens a part. Its reader fails with ErrTooLarge at the bound.
func (p *parts) open(name string) (io.ReadCloser, error) {
	if part, ok := p.flat[strings.ToLower(name)]; ok {
		return &boundedReader{ReadCloser: io.NopCloser(bytes.NewReader(part)), parts: p, name: name}, nil
	}
	f := p.files[strings.ToLower(name)]
	if f == nil {
		return nil, fmt.Errorf("%w: it has no part %s", ErrDamaged, name)
	}
	if f.Flags&1 != 0 {
		return nil, fmt.Errorf("%s: %w: it is encrypted; save it without a password", name, ErrUnsupported)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", name, ErrDamaged, err)
	}
	return &boundedReader{ReadCloser: r, parts: p, name: name}, nil
}

// tree reads a part as XML; nil where there is none.
func (p *parts) tree(name string) (*element, error) {
	if !p.has(name) {
		return nil, nil
	}
	r, err := p.open(name)
	if err != nil {
		return nil, err
	}
	defer r.Close() //nolint:errcheck // nothing was written to it
	root, err := readXML(asUTF8(r))
	if err != nil {
		return nil, partError(name, err)
	}
	return root, nil
}

// partError names the part that an error is of, once.
func partError(name string, err error) error {
	if errors.Is(err, ErrTooLarge) {
		return err
	}
	return fmt.Errorf("%s: %w: %w", name, ErrDamaged, err)
}

type boundedReader struct {
	io.ReadCloser
	parts *parts
	name  string
}

func (r *boundedReader) Read(b []byte) (int, error) {
	n, err := r.ReadCloser.Read(b)
	if r.parts.left -= int64(n); r.parts.left < 0 {
		return 0, fmt.Errorf("%s: %w (%d MiB)", r.name, ErrTooLarge, maxUnpacked>>20)
	}
	return n, err
}
