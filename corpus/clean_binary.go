package corpus

import (
	"encoding/binary"
	"errors"
	"math"
)

// AppendBinary writes c's text with its way back to the source, so that it need
// not be derived again; what sentences are cut by is left out. Numbers are varints and differences, of each to the one before.
// The form is stored in derived files only, and may change.
func (c *Clean) AppendBinary(b []byte) ([]byte, error) {
	b = binary.AppendUvarint(b, uint64(len(c.Text)))
	b = append(b, c.Text...)
	at, pos := 0, 0
	for k := 0; k < len(c.runs); k++ {
		r := c.runs[k]
		// Runs that follow each other on both sides, byte for byte, are one.
		for !c.isBlank(k) && k+1 < len(c.runs) && !c.isBlank(k+1) && c.runs[k+1].src.Start == r.src.End {
			k++
			r.src.End = c.runs[k].src.End
		}
		for _, x := range []int{r.at - at, r.src.Start - pos, r.src.Len()} {
			b = binary.AppendVarint(b, int64(x))
		}
		at, pos = r.at, r.src.End
	}
	return b, nil
}

var errClean = errors.New("a stored clean text is damaged")

// UnmarshalBinary reads what AppendBinary wrote. It copies what it keeps.
func (c *Clean) UnmarshalBinary(data []byte) error {
	bad := false
	number := func() int {
		x, n := binary.Varint(data)
		if n <= 0 || x > math.MaxInt32 || x < -math.MaxInt32 {
			bad, data = true, nil
			return 0
		}
		data = data[n:]
		return int(x)
	}
	count := func() int { // of things of a byte and more
		x, n := binary.Uvarint(data)
		if n <= 0 || x > uint64(len(data)-n) {
			bad, data = true, nil
			return 0
		}
		data = data[n:]
		return int(x)
	}
	*c = Clean{}
	n := count()
	c.Text, data = string(data[:n]), data[n:]
	c.runs = make([]cleanRun, 0, len(data)/3)
	at, pos := 0, 0
	for len(data) > 0 && !bad {
		at += number()
		start := pos + number()
		pos = start + number()
		c.runs = append(c.runs, cleanRun{at, Span{start, pos}})
	}
	if bad {
		*c = Clean{}
		return errClean
	}
	return nil
}
