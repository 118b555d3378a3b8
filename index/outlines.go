package index

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/internal/disk"
)

// outlinesName is the file of a generation that citations are looked up in and
// suggestions are read from: after its first bytes, for each agreement its id and
// its outline, each with its length before it; then CRC-32C of all that, of four
// bytes, the lowest first.
const (
	outlinesName  = "outlines.bin"
	outlinesMagic = "cboutln1"
)

// outlines are those of agreements, by id, as [corpus.AppendOutline] writes them.
// They are kept as they are in the file: an agreement that has not changed is
// never taken apart to write the next generation.
type outlines map[string]string

var errOutlines = errors.New(outlinesName + " is damaged")

// readOutlines reads the outlines of a generation. A missing file is an empty one.
func readOutlines(dir string) (outlines, error) {
	t := outlines{}
	data, err := os.ReadFile(filepath.Join(dir, outlinesName))
	if errors.Is(err, fs.ErrNotExist) {
		return t, nil
	}
	if err != nil {
		return nil, err
	}
	end := len(data) - 4
	if end < len(outlinesMagic) || crc32.Checksum(data[:end], crcTable) != binary.LittleEndian.Uint32(data[end:]) {
		return nil, errOutlines
	}
	rest, ok := strings.CutPrefix(string(data[:end]), outlinesMagic)
	for ok && rest != "" {
		var id, outline string
		if id, rest, ok = cutText(rest); ok {
			outline, rest, ok = cutText(rest)
			t[id] = outline
		}
	}
	if !ok {
		return nil, errOutlines
	}
	return t, nil
}

// cutText takes the first text off data, which has its length before it.
func cutText(data string) (text, rest string, ok bool) {
	n, shift := 0, 0
	for i := range min(len(data), binary.MaxVarintLen32) {
		n |= int(data[i]&0x7f) << shift
		shift += 7
		if data[i] < 0x80 {
			if data = data[i+1:]; n < 0 || n > len(data) {
				return "", "", false
			}
			return data[:n], data[n:], true
		}
	}
	return "", "", false
}

func (t outlines) write(dir string) error {
	size := len(outlinesMagic) + 4
	for id, outline := range t {
		size += len(id) + len(outline) + 2*binary.MaxVarintLen32
	}
	b := append(make([]byte, 0, size), outlinesMagic...)
	for _, id := range sortedKeys(t) {
		b = appendText(appendText(b, id), t[id])
	}
	return disk.WriteFile(filepath.Join(dir, outlinesName), binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, crcTable)))
}

// An atlas is the outlines of a generation, read when they are first asked for. It
// is safe for concurrent use.
type atlas struct {
	dir   string
	once  sync.Once
	err   error
	list  outlines
	asked atomic.Bool // list was read
	rooms sync.Pool   // of *corpus.Outline
}

// read reads the file, once.
func (t *atlas) read() (outlines, error) {
	t.once.Do(func() {
		t.list, t.err = readOutlines(t.dir)
		t.asked.Store(true)
	})
	return t.list, t.err
}

// open is the outline of an agreement, to be given back with close.
func (t *atlas) open(agreement string) (*corpus.Outline, error) {
	list, err := t.read()
	if err != nil {
		return nil, err
	}
	o, ok := t.rooms.Get().(*corpus.Outline)
	if !ok {
		o = &corpus.Outline{}
	}
	data, ok := list[agreement]
	if !ok {
		err = errors.New("there is none")
	} else {
		err = o.Read(data)
	}
	if err != nil {
		return nil, fmt.Errorf("outline of %s: %w", agreement, err)
	}
	return o, nil
}

func (t *atlas) close(o *corpus.Outline) { t.rooms.Put(o) }

// places hands each place of an agreement that can be suggested to f: those that
// have a title or a citation worth it.
func (t *atlas) places(agreement string, f func(id, citation, title string)) error {
	o, err := t.open(agreement)
	if err != nil {
		return err
	}
	defer t.close(o)
	for i := range o.Len() {
		title, cited := o.Title(i), !isInner(o.Kind(i)) // nobody is helped by "Article 9, Section C, 2, (a)"
		if title == "" && !cited {
			continue
		}
		p, err := o.Provision(i)
		if err != nil {
			return fmt.Errorf("outline of %s: %w", agreement, err)
		}
		if !cited {
			p.Citation = ""
		}
		if p.Title != "" || p.Citation != "" {
			f(p.ID, p.Citation, p.Title)
		}
	}
	return nil
}
