package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// Names of encodings that a plain text is decoded from.
const (
	utf8Name        = "utf-8"
	utf16LittleName = "utf-16le"
	utf16BigName    = "utf-16be"
	windows1252Name = "windows-1252"
)

// Decode is data as a text in UTF-8, and the name of the encoding that it was
// in. A text in UTF-8 is returned as it is, with its byte order mark, so that
// the text is the file. One in UTF-16 has a mark or zeros at every second byte.
// Any other is taken for Windows-1252, in which every byte has a meaning; where
// it is UTF-8 for the most part, only the bytes that are not are.
func Decode(data []byte) (text, name string, err error) {
	if len(bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")))) == 0 {
		return "", "", ErrEmpty
	}
	if enc := wide(data); enc != nil {
		out, err := enc.NewDecoder().Bytes(data)
		if err != nil {
			return "", "", fmt.Errorf("%w: %w", ErrBinary, err)
		}
		text = strings.TrimPrefix(string(out), "\ufeff")
		if strings.TrimSpace(text) == "" {
			return "", "", ErrEmpty
		}
		if k := controls(out); k >= 0 {
			return "", "", fmt.Errorf("%w: character %d of it is %#02x", ErrBinary, utf8.RuneCount(out[:k]), out[k])
		}
		name = utf16LittleName
		if enc == bigEndian {
			name = utf16BigName
		}
		return text, name, nil
	}
	if k := controls(data); k >= 0 {
		return "", "", fmt.Errorf("%w: byte %d is %#02x", ErrBinary, k, data[k])
	}
	if utf8.Valid(data) {
		return string(data), utf8Name, nil
	}
	return windows1252(data), windows1252Name, nil
}

// windows1252 decodes data; where most of its bytes above ASCII are UTF-8, those
// stay.
func windows1252(data []byte) string {
	good, bad := 0, 0
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, w := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && w == 1 {
			bad++
		} else {
			good++
		}
		i += w
	}
	mixed := good > bad
	var b strings.Builder
	b.Grow(len(data) + len(data)/16)
	for i := 0; i < len(data); {
		if mixed {
			if r, w := utf8.DecodeRune(data[i:]); r != utf8.RuneError || w > 1 {
				b.Write(data[i : i+w])
				i += w
				continue
			}
		}
		b.WriteRune(charmap.Windows1252.DecodeByte(data[i]))
		i++
	}
	return b.String()
}

var (
	littleEndian encoding.Encoding = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	bigEndian    encoding.Encoding = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
)

// wide is the encoding of a text in UTF-16, nil for what is none. Without a
// mark, nearly all of every second byte must be zero, and hardly any of the
// others, as in any text of a European language.
func wide(data []byte) encoding.Encoding {
	switch {
	case len(data) < 2:
		return nil
	case bytes.HasPrefix(data, []byte("\xff\xfe")) && !bytes.HasPrefix(data, []byte("\xff\xfe\x00\x00")):
		return littleEndian
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return bigEndian
	}
	head := data[:min(len(data), 8192)&^1]
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	half := len(head) / 2
	switch {
	case half < 8:
		return nil
	case zeros[1]*10 >= half*8 && zeros[0]*50 <= half:
		return littleEndian
	case zeros[0]*10 >= half*8 && zeros[1]*50 <= half:
		return bigEndian
	}
	return nil
}

// controls is the offset of the first byte that no text has, or -1. Form feeds,
// tabs and line ends are text; so are the few others that scans leave behind,
// as long as they are few.
func controls(data []byte) int {
	first, n := -1, 0
	for i, c := range data {
		if c == 0 {
			return i
		}
		if c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' || c == 0x7f {
			if first < 0 {
				first = i
			}
			n++
		}
	}
	if n*100 > len(data) {
		return first
	}
	return -1
}
