package pdftext

import (
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/ledongthuc/pdf"
)

// An input is the file that pages are read from, with what is needed to mend
// its streams. All readers of pages share it.
type input struct {
	rep    *repaired
	layers *layersOff // nil where all are shown
	// work is how much may be tried on the damaged streams of one page, in symbols.
	// It does not depend on other pages, so that a file reads the same each time.
	work int
	// like is content of the file's pages, as far as it can be read, to know what
	// content looks like.
	like func() [][]byte
}

// The work on the damaged streams of all pages, and of one: some twenty million
// symbols are decoded, and bytes judged, in a second. Three times as much mends a
// few more of sixty damaged copies, and takes as much longer.
const (
	allWork   = 40_000_000
	leastWork = 20_000
	mostWork  = 6_000_000
	likeBytes = 96 << 10
	likePages = 48
)

func newInput(doc *pdf.Reader, rep *repaired, pages []leaf) *input {
	in := &input{rep: rep, layers: readLayers(doc), work: min(mostWork, max(leastWork, allWork/max(1, len(pages))))}
	in.like = sync.OnceValue(func() [][]byte {
		var out [][]byte
		total := 0
		for i := range min(len(pages), likePages) {
			if total >= likeBytes {
				break
			}
			_ = guard(func() error {
				v := pages[i].page.Key("Contents")
				if v.Kind() == pdf.Array {
					v = v.Index(0)
				}
				if v.Kind() != pdf.Stream {
					return nil
				}
				data, _ := readStream(v, likeBytes/8) // as far as it goes
				out, total = append(out, data), total+len(data)
				return nil
			})
		}
		return out
	})
	return in
}

// errDamaged: some of the data could not be had.
var errDamaged = errors.New("damaged")

// read is the data of a stream with the room that buf has. Damaged data is
// mended; note says what was done where that is proven to be right, and with
// errDamaged the data may be wrong or lack something.
func (p *interpreter) read(buf []byte, v pdf.Value, limit int, content bool) (data []byte, note string, err error) {
	data, err = readInto(buf, v, limit)
	if err == nil || errors.Is(err, errTooLong) || p.in.rep == nil {
		return data, "", err
	}
	var like [][]byte
	if content {
		like = p.in.like()
	}
	m, ok := p.in.rep.rescue(v, limit, &p.work, like)
	switch {
	case !ok || len(m.data) == 0:
		return data, "", err
	case m.whole && m.turned > 0:
		return m.data, fmt.Sprintf("%d damaged bits were found and put right, as the checksum proves", m.turned), nil
	case m.whole || m.stops || m.ends && m.turned == 0:
		return m.data, "", nil // only its end is not as it should be, as some producers write it
	}
	return m.data, "", fmt.Errorf("%w (%w)", errDamaged, err)
}

// doubt takes down why what is read of the page may be wrong.
func (p *interpreter) doubt(why string) {
	if !slices.Contains(p.doubts, why) {
		p.doubts = append(p.doubts, why)
	}
}

// noted takes down what was put right.
func (p *interpreter) noted(what string) {
	if !slices.Contains(p.notes, what) {
		p.notes = append(p.notes, what)
	}
}

// data is the data of a stream of content; what is wrong with it is taken down,
// under the name that what has.
func (p *interpreter) data(buf []byte, v pdf.Value, limit int, what string) ([]byte, error) {
	data, note, err := p.read(buf, v, limit, true)
	if note != "" {
		p.noted(what + " was damaged: " + note)
	}
	if errors.Is(err, errDamaged) {
		p.doubt(what + " is damaged: words may be missing or wrong")
		return data, nil
	}
	return data, err
}
