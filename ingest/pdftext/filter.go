package pdftext

import (
	"bytes"
	"compress/flate"
	"encoding/ascii85"
	"io"
)

// maxStream bounds what one stream may unfold to, in bytes. The content of a
// dense page is under 1 MB.
const maxStream = 48 << 20

// plain decodes a stream whose filters the library does not know or refuses: LZW,
// run lengths, hexadecimal, predictors other than 12. ok is false where the
// library reads it itself, and for images and what else holds no text.
func plain(dict, raw []byte) (data []byte, ok bool) {
	if _, image := keyAt(dict, "/Image"); image {
		return nil, false
	}
	names, params := filters(dict)
	known := true
	for i, n := range names {
		switch n {
		case "FlateDecode":
			p := params[min(i, len(params)-1)]
			// A damaged zlib header makes the library give up; deflated data does not need it.
			known = known && (p.predictor == 0 || p.predictor == 12) && zlibHeader(raw)
		case "ASCII85Decode":
			known = known && bytes.Contains(raw, []byte("~>"))
		case "Crypt", "Fl", "A85", "LZWDecode", "LZW", "RunLengthDecode", "RL", "ASCIIHexDecode", "AHx":
			known = false
		default:
			return nil, false
		}
		if i > 0 && n == "FlateDecode" {
			known = known && params[min(i, len(params)-1)].predictor == 0
		}
	}
	if known || len(names) > 4 {
		return nil, false
	}
	data = raw
	for i, n := range names {
		switch n {
		case "FlateDecode", "Fl":
			data = inflate(data)
		case "LZWDecode", "LZW":
			data = lzw(data, params[min(i, len(params)-1)].early)
		case "RunLengthDecode", "RL":
			data = runLengths(data)
		case "ASCIIHexDecode", "AHx":
			l := lexer{b: data}
			data = l.hex()
		case "ASCII85Decode", "A85":
			data = base85(data)
		}
		if p := params[min(i, len(params)-1)]; p.predictor > 1 {
			data = p.undo(data)
		}
	}
	return data, true
}

// A param is what DecodeParms says of one filter.
type param struct{ predictor, columns, colors, bits, early int }

// filters reads the names of a stream's filters and their parameters, of which
// there is at least one. Where an entry is a reference, the names are empty and
// the library is left to it.
func filters(dict []byte) ([]string, []param) {
	none := param{columns: 1, colors: 1, bits: 8, early: 1}
	i, ok := keyAt(dict, "/Filter")
	if !ok {
		if i, ok = keyAt(dict, "/F"); !ok {
			return nil, []param{none}
		}
	}
	l := lexer{b: dict, pos: i}
	var names []string
	switch o, _ := l.next(); o.kind {
	case isName:
		names = []string{string(o.str)}
	case isArray:
		for _, x := range o.arr {
			if x.kind == isName {
				names = append(names, string(x.str))
			}
		}
	}
	params := []param{none}
	if i, ok := keyAt(dict, "/DecodeParms"); ok {
		l.pos = i
		o, _ := l.next()
		list := []operand{o}
		if o.kind == isArray {
			list = o.arr
		}
		for k, x := range list {
			p := none
			for j := 0; x.kind == isDict && j+1 < len(x.arr); j += 2 {
				v := int(x.arr[j+1].num)
				switch string(x.arr[j].str) {
				case "Predictor":
					p.predictor = v
				case "Columns":
					p.columns = v
				case "Colors":
					p.colors = v
				case "BitsPerComponent":
					p.bits = v
				case "EarlyChange":
					p.early = v
				}
			}
			if k == 0 {
				params[0] = p
			} else {
				params = append(params, p)
			}
		}
	}
	return names, params
}

func zlibHeader(b []byte) bool {
	return len(b) >= 2 && b[0]&0x0f == 8 && (int(b[0])<<8|int(b[1]))%31 == 0 && b[1]&0x20 == 0
}

// headed is deflated data whose zlib header lost a bit, with another header: so
// its checksum still tells whether the rest is as it was. Data that never had a
// header is left as it is.
func headed(dict, raw []byte) ([]byte, bool) {
	if len(raw) < 8 || zlibHeader(raw) || raw[0] == '\n' || raw[0] == '\r' {
		return nil, false
	}
	if names, _ := filters(dict); len(names) != 1 || names[0] != "FlateDecode" {
		return nil, false
	}
	for bit := range 16 {
		h := [2]byte(raw)
		h[bit/8] ^= 1 << (bit % 8)
		if zlibHeader(h[:]) && len(inflate(raw[2:])) > len(inflate(raw))/2 {
			return append([]byte{0x78, 0x9c}, raw[2:]...), true
		}
	}
	return nil, false
}

// inflate reads deflated data with a zlib header or without, as far as it goes.
func inflate(b []byte) []byte {
	for len(b) > 0 && (b[0] == '\n' || b[0] == '\r') {
		b = b[1:]
	}
	for _, skip := range []int{2, 0} {
		if skip > len(b) {
			continue
		}
		// What was read before the damage is what can be had.
		out, _ := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(b[skip:])), maxStream))
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

func base85(b []byte) []byte {
	if k := bytes.IndexByte(b, '~'); k >= 0 {
		b = b[:k]
	}
	out, _ := io.ReadAll(io.LimitReader(ascii85.NewDecoder(bytes.NewReader(b)), maxStream))
	return out
}

func runLengths(b []byte) []byte {
	var out []byte
	for i := 0; i < len(b) && b[i] != 128 && len(out) < maxStream; {
		n := int(b[i])
		i++
		if n < 128 {
			end := min(i+n+1, len(b))
			out = append(out, b[i:end]...)
			i = end
		} else if i < len(b) {
			out = append(out, bytes.Repeat(b[i:i+1], 257-n)...)
			i++
		}
	}
	return out
}

// lzw decodes PDF's variant of LZW: codes of 9 to 12 bits, high bit first, 256
// clears, 257 ends; widths grow early by one code unless the file says not.
func lzw(b []byte, early int) []byte {
	type entry struct {
		prev int
		c    byte
		n    int
	}
	var table [4096]entry
	var out []byte
	next, width, prev := 258, 9, -1
	acc, bits := 0, 0
	for _, c := range b {
		acc = acc<<8 | int(c)
		for bits += 8; bits >= width; {
			bits -= width
			code := acc >> bits & (1<<width - 1)
			acc &= 1<<bits - 1
			if code == 257 || len(out) > maxStream {
				return out
			}
			if code == 256 {
				next, width, prev = 258, 9, -1
				continue
			}
			if code > next || code == next && prev < 0 {
				return out
			}
			// The code may be the one about to be made: the last one and its first byte.
			from, n := code, 0
			if code == next {
				from, n = prev, 1
			}
			length := n + 1
			if from >= 258 {
				length = table[from].n + n
			}
			at := len(out)
			out = append(out, make([]byte, length)...)
			i := at + length - 1 - n
			for k := from; ; k = table[k].prev {
				if k < 256 {
					out[i] = byte(k)
					break
				}
				out[i] = table[k].c
				i--
			}
			if n == 1 {
				out[len(out)-1] = out[at]
			}
			if prev >= 0 && next < 4096 {
				n := 2
				if prev >= 258 {
					n = table[prev].n + 1
				}
				table[next] = entry{prev, out[at], n}
				next++
			}
			prev = code
			if next+early >= 1<<width && width < 12 {
				width++
			}
		}
	}
	return out
}

// undo reverses a predictor: PNG's (each row says which) or TIFF's.
func (p param) undo(b []byte) []byte {
	if p.columns < 1 || p.columns > 1<<20 || p.colors < 1 || p.colors > 32 || p.bits < 1 || p.bits > 16 {
		return b
	}
	row := (p.columns*p.colors*p.bits + 7) / 8
	back := max(1, p.colors*p.bits/8)
	if p.predictor == 2 {
		for at := 0; p.bits == 8 && at+row <= len(b); at += row {
			for i := at + back; i < at+row; i++ {
				b[i] += b[i-back]
			}
		}
		return b
	}
	out := make([]byte, 0, len(b))
	last := make([]byte, row)
	for at := 0; at < len(b); at += row + 1 {
		cur := make([]byte, row)
		copy(cur, b[at+1:])
		for i := range cur {
			var left, up, corner int
			up = int(last[i])
			if i >= back {
				left, corner = int(cur[i-back]), int(last[i-back])
			}
			switch b[at] {
			case 1:
				cur[i] += byte(left)
			case 2:
				cur[i] += byte(up)
			case 3:
				cur[i] += byte((left + up) / 2)
			case 4:
				cur[i] += byte(paeth(left, up, corner))
			}
		}
		out = append(out, cur...)
		last = cur
	}
	return out
}

func paeth(a, b, c int) int {
	p := a + b - c
	pa, pb, pc := max(p-a, a-p), max(p-b, b-p), max(p-c, c-p)
	if pa <= pb && pa <= pc {
		return a
	}
	if pb <= pc {
		return b
	}
	return c
}
