package pdftext

import (
	"encoding/binary"
	"sort"
)

// The checksum of zlib (RFC 1950, Adler-32): two sums modulo adlerBase.
const (
	adlerBase = 65521
	adlerRun  = 5552 // bytes that can be summed up before 32 bits overflow
)

// A sum is a checksum that can be gone on with.
type sum struct{ a, b uint32 }

func (s sum) over(p []byte) sum {
	for len(p) > 0 {
		n := min(len(p), adlerRun)
		for _, c := range p[:n] {
			s.a += uint32(c)
			s.b += s.a
		}
		s.a, s.b, p = s.a%adlerBase, s.b%adlerBase, p[n:]
	}
	return s
}

// copiedFor is how many bytes are copied and summed up in the time in which one
// symbol is decoded.
const copiedFor = 12

// A reading is what some data decodes to, symbol by symbol.
type reading struct {
	marks []mark // before each symbol and each block, and at the end
	out   []byte
	back  []int // how far back the symbol copies from; 0 for all that copy nothing
	sums  []sum // of what stands before each mark
	done  bool  // it ends as it should
}

// reading decodes all of the data.
func (u *unturner) reading() *reading {
	u.restart()
	u.keep = true
	done, err := u.run(u.limit)
	r := &reading{marks: append(u.marks, u.mark()), out: u.out, done: done && err == nil}
	u.marks, u.keep = nil, false
	r.back, r.sums = make([]int, len(r.marks)), make([]sum, len(r.marks))
	s, at := sum{a: 1}, 0
	for k, m := range r.marks {
		s, at = s.over(r.out[at:m.out]), m.out
		r.sums[k] = s
		if m.block.lit != nil && k+1 < len(r.marks) && r.marks[k+1].out > m.out+1 {
			u.bit, u.block = m.bit, m.block
			r.back[k] = u.distance()
		}
	}
	return r
}

// distance reads the symbol of a copy and is how far back it reaches; 0 where it
// is none.
func (z *inflater) distance() int {
	s, err := z.symbol(z.block.lit)
	if err != nil || s < 257 || s > 285 || z.block.dist == nil {
		return 0
	}
	_, _ = z.bits(int(lengthExtra[s-257]))
	if s, err = z.symbol(z.block.dist); err != nil || s > 29 {
		return 0
	}
	extra, err := z.bits(int(distanceExtra[s]))
	if err != nil {
		return 0
	}
	return int(distanceBase[s]) + extra
}

// single tries every bit by itself against the checksum, whether what follows
// reads better for it or not: a letter that became another costs little, and a
// figure that became another nothing. The data stays as it was where no bit does
// it; else the result is there, whole.
func (u *unturner) single() bool {
	if len(u.data) < 8 || u.work <= 0 {
		return false
	}
	r := u.reading()
	stop := min(r.marks[len(r.marks)-1].bit+64, 8*len(u.data)-32)
	tried := make([]bool, max(stop, 0))
	u.out = make([]byte, 0, len(r.out)+1024)
	for _, k := range u.suspects(r) {
		to := stop
		if k+1 < len(r.marks) {
			to = min(r.marks[k+1].bit, stop)
		}
		for b := r.marks[k].bit; b < to; b++ {
			if tried[b] {
				continue
			}
			if u.work < 0 {
				u.out = r.out
				return false
			}
			tried[b] = true
			u.turn(b)
			if u.proves(r, k) {
				u.turned++
				return true
			}
			u.turn(b)
		}
	}
	u.out = r.out
	return false
}

// suspects are the marks in the order in which a turned bit is to be sought behind
// them: what costs most first, or what is nearest to the place where it breaks off.
func (u *unturner) suspects(r *reading) []int {
	order, costs := make([]int, len(r.marks)), make([]float64, len(r.marks))
	for k := range order {
		order[k] = len(order) - 1 - k
		for i := r.marks[k].out; r.done && i < min(len(r.out), r.marks[k].out+6); i++ {
			costs[k] += u.cost(r.out, i)
		}
	}
	sort.SliceStable(order, func(i, j int) bool { return costs[order[i]] > costs[order[j]] })
	return order
}

// proves: with the bits as they are, what follows mark k decodes to its end and
// has the checksum that stands behind it. Behind a turned bit the codes soon fall
// into step again: from there on the symbols are those that are known, and only
// what they copy is other text.
func (u *unturner) proves(r *reading, k int) bool {
	m := r.marks[k]
	u.out = append(u.out[:0], r.out[:m.out]...)
	u.back(m)
	next := k + 1
	for {
		ended, err := u.runTo(u.limit, u.bit+1) // one symbol, or the head of a block
		if err != nil || len(u.out) >= u.limit {
			return false
		}
		if ended {
			u.work -= len(u.out[m.out:]) / copiedFor
			return u.checked(r.sums[k].over(u.out[m.out:]))
		}
		for next < len(r.marks) && r.marks[next].bit < u.bit {
			next++
		}
		if next == len(r.marks) || r.marks[next].bit > u.bit || r.marks[next].block != u.block {
			continue
		}
		if !r.done {
			return false // in step with what breaks off
		}
		break
	}
	for ; next+1 < len(r.marks); next++ {
		from, to := r.marks[next], r.marks[next+1]
		n := to.out - from.out
		switch d := r.back[next]; {
		case d > len(u.out):
			return false
		case d >= n && n > 0:
			u.out = append(u.out, u.out[len(u.out)-d:len(u.out)-d+n]...)
		case d > 0:
			for range n {
				u.out = append(u.out, u.out[len(u.out)-d])
			}
		default:
			u.out = append(u.out, r.out[from.out:to.out]...)
		}
	}
	u.bit, u.block = r.marks[next].bit, r.marks[next].block
	u.work -= len(u.out[m.out:]) / copiedFor
	return u.checked(r.sums[k].over(u.out[m.out:]))
}

// checked: s is the checksum behind the data, and the data has ended.
func (u *unturner) checked(s sum) bool {
	at := (u.bit + 7) >> 3
	return u.block.lit == nil && u.block.last && at+4 <= len(u.data) && binary.BigEndian.Uint32(u.data[at:]) == s.b<<16|s.a
}
