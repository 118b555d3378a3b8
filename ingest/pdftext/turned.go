package pdftext

import (
	"bytes"
	"encoding/binary"
	"hash/adler32"
	"math"
	"math/bits"
	"sort"
)

// A turned bit in deflated data spoils all that follows it, since the codes are
// parted by nothing but themselves, until by accident they fall into step
// again. But what follows it does not look like what went before: it is noise,
// or it breaks the rules of the code. The bit whose turning makes it look like
// the rest is the one, and in the end the checksum proves it.

const (
	// maxMended bounds the data that bits are sought in. Contents of pages have
	// 2 to 20 KB.
	maxMended = 192 << 10
	// glance is how many bits behind a turned one are looked at first, and worse by
	// how much what they give may be less likely than as it is: most bits that are
	// turned spoil what follows at once.
	glance, worse = 72, 8
	// lookAhead is how many are judged then, and gainOf by how much, in powers of
	// two, what they give must be more likely for a turned bit to be believed: there
	// are some ten thousand to choose from, which is 14, and the checksum says that
	// some are turned.
	lookAhead, gainOf = 700, 14
	// sure is the gain from which a bit is believed by itself, and verySure that from
	// which it is not doubted again.
	sure, verySure = 48, 90
	// missing is what each bit costs behind the place where nothing can be decoded.
	missing = 3
	// choice is how many bits behind the first that would do are tried, too.
	choice = 700
	// mostPairs bounds the likely bits that are each tried with all others.
	mostPairs = 6
	// mostBits bounds the bits that are turned back in one stream.
	mostBits = 64
)

// A mending is what became of a damaged stream.
type mending struct {
	data   []byte
	whole  bool // the checksum says that all of it is right
	ends   bool // it ends as it should, and no checksum is there
	stops  bool // it ends early, and nothing is wrong with it up to there
	turned int  // bits that were turned back
	work   int  // symbols decoded and bytes judged to find them
}

// unturn inflates damaged zlib data: it turns back the bits that seem to have
// been turned, at most work symbols long, and goes on behind what it cannot
// mend. like is data of the same kind.
func unturn(raw []byte, limit, work int, like [][]byte, cut bool) mending {
	for len(raw) > 0 && (raw[0] == '\n' || raw[0] == '\r') {
		raw = raw[1:]
	}
	if len(raw) < 8 {
		return mending{}
	}
	u := &unturner{inflater: inflater{data: bytes.Clone(raw[2:]), limit: limit, work: work, keep: len(raw) <= maxMended}}
	_, err := u.run(limit)
	if err == errCut { //nolint:errorlint // errors of our own, never wrapped
		if t := bytes.TrimRight(u.out, " \r\n\t"); cut || ended(t) {
			return mending{data: u.out, stops: ended(t)}
		}
	}
	good := u.block.lit == nil && u.block.last && 8*len(u.data)-u.bit <= 8*16
	if good && err == nil && u.unsummed() {
		return mending{data: u.out, ends: true}
	}
	u.through()
	if !u.keep {
		return mending{data: u.out}
	}
	u.fluency = &fluency{}
	u.learn([]byte(commonContent))
	for _, l := range like {
		// Not what it is itself: noise is not to be learned.
		if len(l) > 0 && !bytes.HasPrefix(u.out, l[:len(l)*3/4]) {
			u.learn(l)
		}
	}
	if plain := u.out; !cut && !u.whole() {
		plain = bytes.Clone(plain)
		// One bit alone is what most damage is, and proves itself.
		all := u.work
		u.work = all / 2
		found := u.single()
		u.work += all - all/2
		if !found {
			u.mend()
		}
		if !u.whole() {
			u.through()
		}
		// Without a proof the bits that were turned may have been the wrong ones.
		if !u.whole() && (good || u.fluent(plain) >= u.fluent(u.out)) {
			return mending{data: plain, work: work - u.work}
		}
	}
	return mending{data: u.out, whole: u.whole(), turned: u.turned, work: work - u.work}
}

// ended: content of a page stops behind an operator that ends something.
func ended(b []byte) bool {
	for _, op := range []string{"ET", "Q", "EMC"} {
		if bytes.HasSuffix(b, []byte(op)) {
			return true
		}
	}
	return false
}

// An unturner mends one stream.
type unturner struct {
	inflater
	*fluency
	turned int
	total  []float64 // what the bytes cost up to each, as it is
	asItIs []byte    // what comes out
}

// restart goes back to the beginning.
func (u *unturner) restart() {
	u.back(mark{})
	u.marks = u.marks[:0]
}

// through reads on to the end whatever is wrong: a block that ends too early
// goes on with the codes that it had, what cannot be is left out.
func (u *unturner) through() {
	defer func(work int) { u.work = work }(u.work)
	u.work = math.MaxInt // there is an end to it
	u.restart()
	var codes block
	for len(u.out) < u.limit {
		if u.block.lit != nil {
			codes = u.block
		}
		done, err := u.run(u.limit)
		rest := 8*len(u.data) - u.bit
		switch {
		case err == errBudget || err == errCut || err == nil && (!done || rest < 64) || rest < 8: //nolint:errorlint // errors of our own, never wrapped
			return
		case codes.lit == nil:
			return // the head of the first block is damaged
		case done || u.block.lit == nil:
			u.block = codes
		default:
			u.bit++
		}
	}
}

// unsummed: behind the data stands no checksum, or as much of the right one as was
// not cut off. Data that ends inside of another was turned, and reads on into it.
func (u *unturner) unsummed() bool {
	rest := u.data[min((u.bit+7)>>3, len(u.data)):]
	return len(rest) < 4 && bytes.HasPrefix(binary.BigEndian.AppendUint32(nil, adler32.Checksum(u.out)), rest)
}

func (u *unturner) turn(bit int) { u.data[bit>>3] ^= 1 << (bit & 7) }

// whole: the data decodes to its end and the checksum is right.
func (u *unturner) whole() bool {
	at := (u.bit + 7) >> 3
	return u.block.lit == nil && u.block.last && at <= len(u.data) && proven(u.out, u.data[at:])
}

// A candidate is a bit whose turning makes what follows likelier.
type candidate struct {
	bit  int
	gain float64
}

// mend goes through the bits from the first to the last and turns those whose
// turning makes what follows much likelier. Those that make it only somewhat
// likelier (a rare word does, too, if it is turned into a common one) are tried
// together afterwards, against the checksum.
func (u *unturner) mend() {
	u.decode(mark{})
	if u.whole() {
		return
	}
	var doubtful []candidate
	first, best := -1, candidate{}
	k := 0
	for b := 0; u.turned < mostBits && u.work > 0; b++ {
		end := b >= 8*len(u.data)-32
		if end || first >= 0 && b > first+choice {
			if first < 0 {
				break
			}
			b, first = best.bit, -1
			if best.gain < sure {
				doubtful, best = append(doubtful, best), candidate{}
				continue
			}
			u.turn(b)
			u.turned++
			u.decode(u.markAt(u.markBefore(b)))
			if u.whole() {
				return
			}
			if best.gain < verySure {
				doubtful = append(doubtful, best)
			}
			k, best = max(0, u.markBefore(b)), candidate{}
			continue
		}
		for k+1 < len(u.marks) && u.marks[k+1].bit <= b {
			k++
		}
		m := u.markAt(k)
		if m.block.lit != nil && b > m.bit+600 || b > m.bit+3000 {
			// Behind the place where it breaks off nothing can be judged.
			if first < 0 {
				break
			}
			b = first + choice
			continue
		}
		if g := u.gain(b, m); g > max(best.gain, gainOf) {
			if first < 0 {
				first = b
			}
			if best = (candidate{b, g}); u.alone(b) {
				u.turned++
				return
			}
		}
	}
	u.subsets(doubtful)
	if u.whole() || u.single() {
		return
	}
	// One of those that are likely, and another that nothing tells of.
	for _, c := range doubtful[:min(len(doubtful), mostPairs)] {
		if u.turn(c.bit); u.single() {
			if u.turned++; c.gain >= sure {
				u.turned -= 2 // it was turned, and is not now
			}
			return
		}
		u.turn(c.bit)
	}
}

// alone: the checksum is right when that bit is turned, too.
func (u *unturner) alone(bit int) bool {
	end := u.mark()
	u.keep = false
	u.turn(bit)
	m := u.markAt(u.markBefore(bit))
	u.out = u.out[:m.out]
	u.back(m)
	done, err := u.run(u.limit)
	if err == nil && done && u.whole() {
		return true
	}
	u.turn(bit)
	u.out = append(u.out[:m.out], u.asItIs[m.out:]...)
	u.bit, u.block, u.keep = end.bit, end.block, true
	return false
}

// subsets turns every set of the likeliest of some bits and looks whether the
// checksum is right then.
func (u *unturner) subsets(some []candidate) {
	sort.SliceStable(some, func(i, j int) bool { return some[i].gain > some[j].gain })
	some = some[:min(len(some), 10)]
	if len(some) == 0 {
		return
	}
	u.keep = false
	for set := 1; set < 1<<len(some) && u.work > 0; set++ {
		// Gray's order: from one set to the next, one bit changes.
		u.turn(some[bits.TrailingZeros(uint(set))].bit)
		u.back(mark{})
		if done, err := u.run(u.limit); err == nil && done && u.whole() {
			u.turned += bits.OnesCount(uint(set ^ set>>1)) // of those turned before, some are turned back
			return
		}
	}
	u.turn(some[len(some)-1].bit) // the last set has it alone
	u.restart()
	u.decode(mark{})
}

// markAt is a mark by its place in the list, the beginning where there is none.
func (u *unturner) markAt(k int) mark {
	if k < 0 || k >= len(u.marks) {
		return mark{}
	}
	return u.marks[k]
}

// markBefore is the last mark at or before a bit; -1 where there is none.
func (u *unturner) markBefore(bit int) int {
	return sort.Search(len(u.marks), func(k int) bool { return u.marks[k].bit > bit }) - 1
}

// decode decodes on from a mark, and takes down what each byte costs.
func (u *unturner) decode(m mark) {
	u.marks = u.marks[:u.markBefore(m.bit)+1]
	for len(u.marks) > 0 && u.marks[len(u.marks)-1].bit >= m.bit {
		u.marks = u.marks[:len(u.marks)-1]
	}
	u.back(m)
	u.keep = true
	_, _ = u.run(u.limit) // why it ends is all the same
	u.marks = append(u.marks, u.mark())
	u.total = append(u.total[:min(m.out, len(u.total))], make([]float64, len(u.out)+1-min(m.out, len(u.total)))...)
	for i := m.out; i < len(u.out); i++ {
		u.total[i+1] = u.total[i] + u.cost(u.out, i)
	}
	u.asItIs = append(u.asItIs[:0], u.out...)
}

// gain is how much likelier what follows is when a bit is turned, in bits; m is
// the last mark before it. Both readings are judged over the same part of the
// data, not over as much of what comes out: else the longest repetition would
// seem best.
func (u *unturner) gain(bit int, m mark) float64 {
	end := u.mark()
	u.keep = false
	u.out = u.out[:m.out]
	u.back(m)
	u.turn(bit)
	gain, cost, at, from := 0.0, 0.0, m.out, m.bit
	if m.block.lit == nil && bit < 8*len(u.data)-32 { // in the head of a block, which gives nothing itself
		if u.open() != nil {
			from = -1
		} else {
			from = u.bit
		}
	}
	for _, ahead := range []int{glance, lookAhead} {
		if from < 0 {
			gain = -worse
			break
		}
		to := min(max(bit, from)+ahead, 8*len(u.data)-32)
		done, err := u.runTo(u.limit, to)
		cost += u.costs(u.out, at)
		u.work -= len(u.out) - at // what is judged takes longer than what is decoded
		at = len(u.out)
		gain = u.costTo(to) - u.costTo(from) - cost
		if err != nil || done {
			gain -= missing * float64(max(0, to-u.bit))
			break
		}
		if gain < -worse {
			break
		}
	}
	u.turn(bit)
	u.out = append(u.out[:m.out], u.asItIs[m.out:]...)
	u.bit, u.block, u.keep = end.bit, end.block, true
	return gain
}

// costTo is what it costs as it is, up to that bit of the data.
func (u *unturner) costTo(bit int) float64 {
	k := sort.Search(len(u.marks), func(k int) bool { return u.marks[k].bit >= bit })
	if k < len(u.marks) {
		return u.total[u.marks[k].out]
	}
	return u.total[len(u.total)-1] + missing*float64(max(0, bit-u.marks[len(u.marks)-1].bit))
}
