package server

import (
	"fmt"
	"net/http"

	"github.com/klauspost/compress/gzhttp"
)

// packedTag marks the entity tag of an answer that was compressed: its bytes are
// not those of the plain one.
const packedTag = "-gzip"

// compressed lets h answer packed to clients that take it. What is small, and
// what is packed by its nature (pictures, PDF files), is left as it is. Pages
// hold no secret, so that their length gives nothing away.
func compressed(h http.Handler) (http.Handler, error) {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(1024), gzhttp.CompressionLevel(5), gzhttp.EnableZstd(false), gzhttp.SuffixETag(packedTag))
	if err != nil {
		return nil, fmt.Errorf("compression: %w", err)
	}
	return wrap(h), nil
}
