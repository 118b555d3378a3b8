package pdftext

import (
	"errors"
	"fmt"
	"io"

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
func readStream(v pdf.Value, limit int) (data []byte, err error) {
	err = guard(func() error {
		rd := v.Reader()
		defer rd.Close() //nolint:errcheck // the library's closer does nothing
		data, err = io.ReadAll(io.LimitReader(rd, int64(max(limit, 0))+1))
		return err
	})
	if len(data) > limit {
		return data[:max(limit, 0)], errTooLong
	}
	return data, err
}
