package pdftext

import (
	"bytes"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/klauspost/compress/zlib"
	"github.com/ledongthuc/pdf"
)

// A contentReader decodes streams that are deflated and nothing else, as the content
// of nearly all pages is, with the room that the one before took: the library
// takes 50 kB anew for each.
type contentReader struct {
	file *repaired // nil: none is decoded here
	from bytes.Reader
	zlib io.ReadCloser // nil before the first stream
}

// inflate decodes v into the room that buf has. ok is false where v is another
// sort of stream, longer than limit, or damaged in any way: then the library is
// to read it and to say what is wrong.
func (f *contentReader) inflate(buf []byte, v pdf.Value, limit int) (data []byte, ok bool) {
	if f.file == nil || guard(func() error {
		if ok = v.Key("Filter").Name() == "FlateDecode" && v.Key("DecodeParms").Kind() == pdf.Null; !ok {
			return nil
		}
		var raw []byte
		if raw, ok = f.file.dataOf(v); ok {
			data, ok = f.decode(buf, raw, limit)
		}
		return nil
	}) != nil {
		return nil, false
	}
	return data, ok
}

func (f *contentReader) decode(buf, raw []byte, limit int) ([]byte, bool) {
	f.from.Reset(raw)
	var err error
	if f.zlib == nil {
		f.zlib, err = zlib.NewReader(&f.from)
	} else {
		err = f.zlib.(zlib.Resetter).Reset(&f.from, nil)
	}
	if err != nil {
		f.zlib = nil
		return nil, false
	}
	data := buf[:0]
	for len(data) <= limit {
		if len(data) == cap(data) {
			data = slices.Grow(data, max(16<<10, len(data)))
		}
		n, err := f.zlib.Read(data[len(data):cap(data)])
		if data = data[:len(data)+n]; err != nil {
			return data, err == io.EOF && len(data) <= limit
		}
	}
	return nil, false
}

// dataOf is the encoded data of stream v. The library says only in print where
// it stands: "<</Filter /FlateDecode /Length 812>>@1042".
func (r *repaired) dataOf(v pdf.Value) ([]byte, bool) {
	s := v.String()
	at, err := strconv.Atoi(s[strings.LastIndexByte(s, '@')+1:])
	n := v.Key("Length").Int64()
	if at -= len(head); err != nil || at < 0 || n <= 0 {
		return nil, false
	}
	for _, part := range [][]byte{r.src, r.tail} {
		if at < len(part) {
			if n > int64(len(part)-at) {
				return nil, false
			}
			return part[at : at+int(n)], true
		}
		at -= len(part)
	}
	return nil, false
}
