package pdftext

import (
	"encoding/binary"
	"errors"
	"hash/adler32"
	"math"
	"math/bits"
)

// Why deflated data cannot be read on.
var (
	errCode     = errors.New("no such code")
	errDistance = errors.New("it repeats what was not there")
	errHeader   = errors.New("a block that cannot be")
	errCut      = errors.New("it ends early")
	errBudget   = errors.New("it would take too long")
)

// A huffman is a code by the number of codes of each length and the symbols in
// the order of their codes.
type huffman struct {
	count  [16]uint16
	symbol []uint16
	// quick gives the symbol and length of the short codes by the next bits, as
	// symbol<<4 | length; 0 for longer ones.
	quick [1 << quickBits]uint16
}

const quickBits = 9

// newHuffman makes the code for lengths; false for one that cannot be: too many
// codes, or too few where there is more than one.
func newHuffman(lengths []byte) (*huffman, bool) {
	h := &huffman{symbol: make([]uint16, len(lengths))}
	for _, n := range lengths {
		h.count[n]++
	}
	left := 1
	for n := 1; n < 16; n++ {
		if left = left<<1 - int(h.count[n]); left < 0 {
			return nil, false
		}
	}
	if left > 0 && len(lengths)-int(h.count[0]) > 1 {
		return nil, false
	}
	var at [16]uint16
	for n := 1; n < 15; n++ {
		at[n+1] = at[n] + h.count[n]
	}
	for s, n := range lengths {
		if n > 0 {
			h.symbol[at[n]] = uint16(s)
			at[n]++
		}
	}
	h.count[0] = 0
	code, k := 0, 0
	for n := 1; n <= quickBits; n++ {
		for range h.count[n] {
			// Codes are written from their highest bit on.
			turned := int(bits.Reverse16(uint16(code)) >> (16 - n))
			for i := turned; i < len(h.quick); i += 1 << n {
				h.quick[i] = h.symbol[k]<<4 | uint16(n)
			}
			code++
			k++
		}
		code <<= 1
	}
	return h, true
}

// A block is what decoding needs to know of the one it is in.
type block struct {
	lit, dist *huffman // nil between blocks
	last      bool
}

// A mark is a place in the data from which decoding can go on again.
type mark struct {
	bit, out int
	block    block
}

// An inflater decodes deflated data and can go back to any place in it, so that
// other bits can be tried. Go's own decoder stops at the first error and has
// neither.
type inflater struct {
	data  []byte // deflated, less the header and the checksum of zlib
	bit   int
	block block
	out   []byte
	limit int
	work  int // symbols that may still be decoded
	marks []mark
	keep  bool // whether marks are taken
}

func (z *inflater) mark() mark { return mark{z.bit, len(z.out), z.block} }

func (z *inflater) back(m mark) {
	z.bit, z.out, z.block = m.bit, z.out[:m.out], m.block
}

func (z *inflater) bits(n int) (int, error) {
	if z.bit+n > 8*len(z.data) {
		return 0, errCut
	}
	v := z.ahead() & (1<<n - 1)
	z.bit += n
	return v, nil
}

// ahead is the next 24 bits and more, with zeros behind the end.
func (z *inflater) ahead() int {
	at := z.bit >> 3
	if at+4 <= len(z.data) {
		return int(binary.LittleEndian.Uint32(z.data[at:]) >> (z.bit & 7))
	}
	v := 0
	for i := at; i < len(z.data); i++ {
		v |= int(z.data[i]) << (8 * (i - at))
	}
	return v >> (z.bit & 7)
}

func (z *inflater) symbol(h *huffman) (int, error) {
	at, end := z.bit, 8*len(z.data)
	if q := int(h.quick[z.ahead()&(1<<quickBits-1)]); q != 0 && at+(q&15) <= end {
		z.bit += q & 15
		return q >> 4, nil
	}
	code, first, index := 0, 0, 0
	for n := 1; n < 16; n++ {
		if at >= end {
			return 0, errCut
		}
		code |= int(z.data[at>>3] >> (at & 7) & 1)
		at++
		count := int(h.count[n])
		if code-count < first {
			z.bit = at
			return int(h.symbol[index+code-first]), nil
		}
		index, first, code = index+count, (first+count)<<1, code<<1
	}
	return 0, errCode
}

// run decodes until there are to bytes, the data ends as it should (done), or
// something is wrong.
func (z *inflater) run(to int) (done bool, err error) { return z.runTo(to, math.MaxInt) }

// runTo is run, but ends behind that bit of the data, too.
func (z *inflater) runTo(to, bit int) (done bool, err error) {
	for len(z.out) < min(to, z.limit) && z.bit < bit {
		if z.work--; z.work < 0 {
			return false, errBudget
		}
		if z.block.lit == nil {
			if z.block.last {
				return true, nil
			}
			if err := z.open(); err != nil {
				return false, err
			}
			continue
		}
		if z.keep && len(z.marks) > 0 && len(z.out) > z.marks[len(z.marks)-1].out {
			z.marks = append(z.marks, z.mark())
		}
		if err := z.step(); err != nil {
			return false, err
		}
	}
	return z.block.lit == nil && z.block.last, nil
}

// step decodes one symbol. On an error nothing has changed.
func (z *inflater) step() error {
	from := z.bit
	fail := func(err error) error {
		z.bit = from
		return err
	}
	s, err := z.symbol(z.block.lit)
	switch {
	case err != nil:
		return fail(err)
	case s < 256:
		z.out = append(z.out, byte(s))
		return nil
	case s == 256:
		z.block.lit, z.block.dist = nil, nil
		return nil
	case s > 285 || z.block.dist == nil:
		return fail(errCode)
	}
	extra, err := z.bits(int(lengthExtra[s-257]))
	if err != nil {
		return fail(err)
	}
	length := int(lengthBase[s-257]) + extra
	if s, err = z.symbol(z.block.dist); err != nil || s > 29 {
		return fail(errCode)
	}
	if extra, err = z.bits(int(distanceExtra[s])); err != nil {
		return fail(err)
	}
	distance := int(distanceBase[s]) + extra
	if distance > len(z.out) {
		return fail(errDistance)
	}
	for range length {
		z.out = append(z.out, z.out[len(z.out)-distance])
	}
	return nil
}

// open reads the head of a block. On an error nothing has changed.
func (z *inflater) open() error {
	from := z.mark()
	if z.keep {
		z.marks = append(z.marks, from)
	}
	err := z.head()
	if err != nil {
		z.back(from)
	}
	return err
}

func (z *inflater) head() error {
	last, _ := z.bits(1)
	kind, err := z.bits(2)
	if err != nil {
		return errCut
	}
	z.block.last = last == 1
	switch kind {
	case 0:
		z.bit = (z.bit + 7) &^ 7
		n, err := z.bits(16)
		if err != nil {
			return err
		}
		if not, err := z.bits(16); err != nil || n != not^0xffff {
			return errHeader
		}
		at := z.bit >> 3
		if at+n > len(z.data) {
			return errCut
		}
		z.out = append(z.out, z.data[at:at+n]...)
		z.bit += 8 * n
		return nil
	case 1:
		z.block.lit, z.block.dist = fixedCodes()
		return nil
	case 2:
		return z.codes()
	}
	return errHeader
}

func fixedCodes() (lit, dist *huffman) {
	var n [288]byte
	for i := range n {
		switch {
		case i < 144, i >= 280:
			n[i] = 8
		case i < 256:
			n[i] = 9
		default:
			n[i] = 7
		}
	}
	lit, _ = newHuffman(n[:])
	var d [32]byte // two of them are never used, but complete the code
	for i := range d {
		d[i] = 5
	}
	dist, _ = newHuffman(d[:])
	return lit, dist
}

// codes reads the codes of a block that has its own.
func (z *inflater) codes() error {
	nlit, _ := z.bits(5)
	ndist, _ := z.bits(5)
	ncode, err := z.bits(4)
	if err != nil {
		return err
	}
	nlit, ndist, ncode = nlit+257, ndist+1, ncode+4
	if nlit > 286 || ndist > 30 {
		return errHeader
	}
	var lengths [320]byte
	for _, i := range codeOrder[:ncode] {
		n, err := z.bits(3)
		if err != nil {
			return err
		}
		lengths[i] = byte(n)
	}
	h, ok := newHuffman(lengths[:19])
	if !ok {
		return errHeader
	}
	clear(lengths[:19])
	for i := 0; i < nlit+ndist; {
		s, err := z.symbol(h)
		if err != nil {
			return errHeader
		}
		if s < 16 {
			lengths[i] = byte(s)
			i++
			continue
		}
		again, base, wide := byte(0), 3, 2
		switch s {
		case 16:
			if i == 0 {
				return errHeader
			}
			again = lengths[i-1]
		case 17:
			wide = 3
		default:
			base, wide = 11, 7
		}
		n, err := z.bits(wide)
		if err != nil || i+base+n > nlit+ndist {
			return errHeader
		}
		for range base + n {
			lengths[i] = again
			i++
		}
	}
	if lengths[256] == 0 {
		return errHeader
	}
	if z.block.lit, ok = newHuffman(lengths[:nlit]); !ok {
		z.block.lit = nil
		return errHeader
	}
	if z.block.dist, ok = newHuffman(lengths[nlit : nlit+ndist]); !ok {
		return errHeader
	}
	return nil
}

// proven: what was decoded has the checksum that zlib writes behind it.
func proven(out, checksum []byte) bool {
	return len(checksum) >= 4 && adler32.Checksum(out) == binary.BigEndian.Uint32(checksum)
}

// The orders, lengths and distances of RFC 1951, 3.2.5 and 3.2.7.
var (
	codeOrder     = [19]byte{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}
	lengthBase    = [29]uint16{3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258}
	lengthExtra   = [29]byte{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0}
	distanceBase  = [30]uint16{1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577}
	distanceExtra = [30]byte{0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13}
)
