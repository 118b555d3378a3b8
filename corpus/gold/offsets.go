package gold

import "github.com/clausebook/clausebook/corpus"

// Offsets turns places counted in code points into bytes of the same text.
type Offsets struct {
	bytes []int // code point → byte, one more for the end
}

// NewOffsets counts text, which must be valid UTF-8.
func NewOffsets(text string) *Offsets {
	o := &Offsets{bytes: make([]int, 0, len(text)+1)}
	for i := range text {
		o.bytes = append(o.bytes, i)
	}
	o.bytes = append(o.bytes, len(text))
	return o
}

// Byte is the byte where code point n begins. Places before the text are its
// beginning, places after it its end.
func (o *Offsets) Byte(n int) int { return o.bytes[max(0, min(n, len(o.bytes)-1))] }

// Span is the byte range of the code points [start,end).
func (o *Offsets) Span(start, end int) corpus.Span {
	return corpus.Span{Start: o.Byte(start), End: o.Byte(end)}
}
