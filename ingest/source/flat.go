package source

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// readFlatWord reads a Word document whose parts stand in one XML file (a "flat
// OPC" package, which Word calls "Word XML document").
func readFlatWord(ctx context.Context, data []byte) (*Document, error) {
	p := &parts{flat: map[string][]byte{}, left: maxUnpacked}
	d := newDecoder(bytes.NewReader(data))
	name, start, depth := "", int64(0), 0
	var cut error
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			cut = err
			break
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch {
			case depth > 0:
				depth++
			case t.Name.Local == "part" && strings.HasSuffix(t.Name.Space, "/xmlPackage"):
				name = partName(t)
			case t.Name.Local == "xmlData" && strings.HasSuffix(t.Name.Space, "/xmlPackage"):
				start, depth = d.InputOffset(), 1
			}
		case xml.EndElement:
			if depth == 0 {
				continue
			}
			if depth--; depth == 0 && name != "" {
				inside := data[start:d.InputOffset()]
				p.flat[name] = inside[:max(0, bytes.LastIndex(inside, []byte("</")))]
			}
		}
	}
	if cut != nil && !p.has("word/document.xml") {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, cut)
	}
	return readWord(ctx, p)
}

// partName is the name of a part in lower case, as archives have it.
func partName(t xml.StartElement) string {
	for _, a := range t.Attr {
		if a.Name.Local == "name" {
			return strings.ToLower(strings.TrimPrefix(a.Value, "/"))
		}
	}
	return ""
}
