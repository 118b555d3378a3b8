package index

import "sync"

// A wording is a run of words: of each its number, and that of its stem, which has
// stopBit set if the word is a stop word.
type wording struct{ words, stems []uint32 }

// A vocabulary is the words of a generation, and those that a search meets that
// the generation does not hold: of its query, and of provisions that it works out
// of the library. It lends room for what the search reads. It is one search's.
type vocabulary struct {
	*wordTable
	words2 map[string]uint32 // numbers of words that were added
	codes  []uint32          // of these
	stems2 map[string]uint32 // numbers of stems that were added
	block  []uint32          // what is left of the room that was taken last
	taken  []*[roomTaken]uint32
}

// Room is taken in blocks of so many numbers, and used again by the next search.
const roomTaken = 1 << 14

var blocks = sync.Pool{New: func() any { return new([roomTaken]uint32) }}

// release gives the room back: nothing that was read is used any more.
func (v *vocabulary) release() {
	for _, b := range v.taken {
		blocks.Put(b)
	}
	v.taken, v.block = nil, nil
}

func (v *vocabulary) size() int { return v.words + len(v.codes) }

// stemCode is the number of the stem of word n, with stopBit for a stop word.
func (v *vocabulary) stemCode(n uint32) uint32 {
	if int(n) < v.words {
		return v.number(v.stemOfs, int(n))
	}
	return v.codes[int(n)-v.words]
}

// wordNumber is the number of a word, a new one if need be.
func (v *vocabulary) wordNumber(text, stem string) uint32 {
	if n, ok := v.find(text); ok {
		return n
	}
	n, ok := v.words2[text]
	if !ok {
		code := v.stemNumber(stem)
		if isStop(text) {
			code |= stopBit
		}
		if v.words2 == nil {
			v.words2 = map[string]uint32{}
		}
		n = uint32(v.size())
		v.words2[text] = n
		v.codes = append(v.codes, code)
	}
	return n
}

// stemNumber is the number of a stem, a new one if need be.
func (v *vocabulary) stemNumber(stem string) uint32 {
	if n, ok := v.findStem(stem); ok {
		return n
	}
	n, ok := v.stems2[stem]
	if !ok {
		if v.stems2 == nil {
			v.stems2 = map[string]uint32{}
		}
		n = uint32(v.stems + len(v.stems2))
		v.stems2[stem] = n
	}
	return n
}

// room is for n words.
func (v *vocabulary) room(n int) wording {
	if 2*n > roomTaken/4 {
		return wording{make([]uint32, n), make([]uint32, n)}
	}
	if len(v.block) < 2*n {
		b, ok := blocks.Get().(*[roomTaken]uint32)
		if !ok {
			b = new([roomTaken]uint32) // unreachable: the pool makes them
		}
		v.taken, v.block = append(v.taken, b), b[:]
	}
	w := wording{v.block[:n:n], v.block[n : 2*n : 2*n]}
	v.block = v.block[2*n:]
	return w
}

// join is wordings one after the other.
func (v *vocabulary) join(list []wording) wording {
	if len(list) == 1 {
		return list[0]
	}
	n := 0
	for _, w := range list {
		n += len(w.words)
	}
	out := v.room(n)
	n = 0
	for _, w := range list {
		copy(out.words[n:], w.words)
		n += copy(out.stems[n:], w.stems)
	}
	return out
}
