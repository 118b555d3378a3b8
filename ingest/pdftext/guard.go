package pdftext

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/ledongthuc/pdf"
)

// guard calls f and turns a panic of the library into an error. The library
// raises its parse errors as panics.
func guard(f func() error) (err error) {
	defer func() {
		if x := recover(); x != nil {
			if e, ok := x.(error); ok {
				err = fmt.Errorf("damaged: %w", e)
			} else {
				err = fmt.Errorf("damaged: %v", x)
			}
		}
	}()
	return f()
}

// errTooLong: a stream unfolds to more than it may.
var errTooLong = errors.New("a stream unfolds to more than the limit")

// readStream is the decoded data of a stream, at most limit bytes of it. What
// was read before an error is returned with it.
func readStream(v pdf.Value, limit int) ([]byte, error) { return readInto(nil, v, limit) }

// readInto is readStream with the room that buf has.
func readInto(buf []byte, v pdf.Value, limit int) (data []byte, err error) {
	data = buf[:0]
	limit = max(limit, 0)
	err = guard(func() error {
		rd := v.Reader()
		defer rd.Close() //nolint:errcheck // the library's closer does nothing
		for len(data) <= limit {
			if len(data) == cap(data) {
				data = slices.Grow(data, max(4096, len(data)))
			}
			n, err := rd.Read(data[len(data):cap(data)])
			data = data[:len(data)+n]
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if len(data) > limit {
		return data[:limit], errTooLong
	}
	return data, err
}
