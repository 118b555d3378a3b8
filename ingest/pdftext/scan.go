package pdftext

import (
	"bytes"
	"context"
)

// maxObject is the largest object number that is believed. The reader's table
// has 40 bytes for each number, so this bounds it to 40 MB; real files number
// their objects from 1 without holes.
const maxObject = 1 << 20

// An object is where one "N G obj" stands in the file.
type object struct {
	num, gen int
	start    int // of its number
	body     int // past the word obj
	end      int // past what belongs to it; for a stream past its data

	// Streams only: where the word stream stands, and its data.
	keyword, data, dataEnd int
	length                 int  // number of the object that holds its length; 0 if that is direct
	broken                 bool // the library would not read it as it stands
	guessed                bool // its number was hit, and is the one that it must have been
}

func (o *object) stream() bool { return o.data > 0 }

// scan lists the objects of a file in the order in which they stand. It reads
// no cross-reference table, so that a broken one does no harm, and passes over
// the data of streams.
func scan(ctx context.Context, file []byte) ([]object, error) {
	var out []object
	for pos := 0; ; {
		if len(out)%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		k := bytes.Index(file[pos:], []byte("obj"))
		if k < 0 {
			return found(file, out), nil
		}
		at := pos + k
		pos = at + 3
		o, ok := header(file, at)
		if !ok {
			continue
		}
		o.extent(file)
		out = append(out, o)
		pos = max(pos, o.end)
	}
}

// extent finds where o ends and whether it is a stream.
func (o *object) extent(file []byte) {
	close := index(file, "endobj", o.body, len(file))
	whole := close >= 0
	if !whole {
		close = len(file)
	}
	keyword := -1
	for from := o.body; keyword < 0; {
		k := index(file, "stream", from, close)
		if k < 0 {
			break
		}
		if from = k + 6; opensStream(file, o.body, k) {
			keyword = k
		}
	}
	if keyword < 0 {
		keyword = hitKeyword(file, o.body, close)
		o.broken = o.broken || keyword >= 0
	}
	o.end = close
	if keyword >= 0 {
		o.end = keyword
	}
	// Without its end, the object stops where the next one opens.
	for from := o.body; from < o.end; {
		k := index(file, "obj", from, o.end)
		if k < 0 {
			break
		}
		if next, ok := header(file, k); ok {
			o.end, o.broken = next.start, true
			return
		}
		from = k + 3
	}
	if keyword >= 0 {
		o.keyword = keyword
		o.streamData(file)
		return
	}
	o.broken = o.broken || !whole
}

// opensStream: the word at k follows a dictionary and is followed by a line end.
func opensStream(file []byte, from, k int) bool {
	if k+6 >= len(file) || !space(file[k+6]) {
		return false
	}
	for k > from && space(file[k-1]) {
		k--
	}
	return k > from+1 && file[k-1] == '>' && file[k-2] == '>'
}

// streamData finds the data behind the word stream: by the length that the
// dictionary states if the word endstream follows it, else up to that word.
func (o *object) streamData(file []byte) {
	i := o.keyword + 6
	// Blanks before the line end are an error that the library refuses.
	for i < len(file) && (file[i] == ' ' || file[i] == '\t') {
		i++
		o.broken = true
	}
	if i < len(file) && file[i] == '\r' {
		i++
		if i < len(file) && file[i] == '\n' {
			i++
		}
	} else if i < len(file) && file[i] == '\n' {
		i++
	}
	o.data = i
	n, ref := statedLength(file[o.body:o.keyword])
	if !ref && n >= 0 && endsStream(file, i+n) {
		o.dataEnd, o.end = i+n, i+n
		return
	}
	o.broken = o.broken || !ref
	if ref {
		o.length = n
	}
	end := index(file, "endstream", i, len(file))
	if end < 0 {
		if end = index(file, "endobj", i, len(file)); end < 0 {
			end = len(file)
		}
		o.broken = true
	}
	o.end = end
	if end > i && file[end-1] == '\n' {
		end--
	}
	if end > i && file[end-1] == '\r' {
		end--
	}
	o.dataEnd = end
}

// endsStream: the word endstream stands at file[i:], white space before it.
func endsStream(file []byte, i int) bool {
	if i < 0 || i > len(file) {
		return false
	}
	for k := 0; k < 4 && i < len(file) && space(file[i]); k++ {
		i++
	}
	return bytes.HasPrefix(file[i:], []byte("endstream"))
}

// statedLength reads /Length from a stream's dictionary: a number, or the
// number of the object that holds it (ref). n is -1 if there is none.
func statedLength(dict []byte) (n int, ref bool) {
	i, ok := keyAt(dict, "/Length")
	if !ok {
		return -1, false
	}
	n, i, ok = integer(dict, i)
	if !ok {
		return -1, false
	}
	if _, j, two := integer(dict, i); two {
		for j < len(dict) && space(dict[j]) {
			j++
		}
		if j < len(dict) && dict[j] == 'R' {
			return n, true
		}
	}
	return n, false
}

// keyAt is the offset behind the name key in a dictionary's source.
func keyAt(dict []byte, key string) (int, bool) {
	for from := 0; ; {
		k := index(dict, key, from, len(dict))
		if k < 0 {
			return 0, false
		}
		from = k + len(key)
		if from >= len(dict) || !regular(dict[from]) {
			return from, true
		}
	}
}

// integer reads a whole number at b[i:], white space before it; end is past it.
func integer(b []byte, i int) (v, end int, ok bool) {
	for i < len(b) && space(b[i]) {
		i++
	}
	from := i
	for i < len(b) && i-from < 12 && b[i] >= '0' && b[i] <= '9' {
		v = v*10 + int(b[i]-'0')
		i++
	}
	return v, i, i > from
}

// index is the offset of word in b[from:to], or -1.
func index(b []byte, word string, from, to int) int {
	if from > to {
		return -1
	}
	if k := bytes.Index(b[from:to], []byte(word)); k >= 0 {
		return from + k
	}
	return -1
}

func space(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

// regular: the byte may stand in a name or number.
func regular(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return false
	}
	return !space(c)
}
