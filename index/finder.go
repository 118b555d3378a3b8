package index

import "slices"

// A stemBag counts the stems of a run of words, stop words left out. It is filled
// again and again, with words of one speller: what it holds is that of the last
// filling.
type stemBag struct {
	speller *speller
	stems   []string // in the order in which they first stand there
	forms   []int32  // one of the forms of each, by number in the speller
	times   []int32  // how often each stands there
	length  int      // of the run, stop words counted
	number  bool     // one is a number
	filling uint32
	filled  []uint32 // by number in the speller: the filling that it stands in
	place   []int32  // by number in the speller: where it is in stems, in that filling
}

func newStemBag(sp *speller) *stemBag { return &stemBag{speller: sp} }

func (b *stemBag) fill(words []word) {
	b.filling++
	if n := len(b.speller.stems); n > len(b.filled) {
		b.filled = append(b.filled, make([]uint32, n-len(b.filled))...)
		b.place = append(b.place, make([]int32, n-len(b.place))...)
	}
	b.stems, b.forms, b.times, b.number, b.length = b.stems[:0], b.forms[:0], b.times[:0], false, len(words)
	for i := range words {
		w := &words[i]
		switch {
		case w.stop:
		case b.filled[w.stemAt] == b.filling:
			b.times[b.place[w.stemAt]]++
		default:
			b.filled[w.stemAt], b.place[w.stemAt] = b.filling, int32(len(b.stems))
			b.stems, b.forms, b.times = append(b.stems, w.stem), append(b.forms, w.at), append(b.times, 1)
			b.number = b.number || w.number
		}
	}
}

// has reports whether a stem is in b.
func (b *stemBag) has(stem string) bool {
	at, ok := b.speller.stems[stem]
	return ok && int(at) < len(b.filled) && b.filled[at] == b.filling
}

// may reports whether a sentence of b's words may hold a word of a cue.
func (b *stemBag) may(w string) bool {
	switch w {
	case "#", "$":
		return b.number
	case "%":
		return b.has("percent")
	}
	return b.has(w)
}

// A finder finds the subjects that a passage may be about by its words, so that
// the others, nearly all, need not be looked at. It is safe for concurrent use.
type finder struct {
	subjects []*subject
	titles   map[string][]int // subjects by the first words of their names
	texts    map[string][]int // cues by the first words of one of their elements
	cues     []cueOf
}

// A cueOf is a cue with the number of its subject.
type cueOf struct {
	cue
	subject int
}

func newFinder(subjects []*subject) *finder {
	f := &finder{subjects: subjects, titles: map[string][]int{}, texts: map[string][]int{}}
	put := func(m map[string][]int, w string, n int) {
		if !slices.Contains(m[w], n) {
			m[w] = append(m[w], n)
		}
	}
	for n, s := range subjects {
		for _, list := range [][][]string{s.names, s.others} {
			for _, run := range list {
				put(f.titles, run[0], n)
			}
		}
		for _, c := range s.cues {
			at := c.rarest()
			if at < 0 {
				continue // says only what is not there, and is worth nothing
			}
			f.cues = append(f.cues, cueOf{c, n})
			for _, run := range c[at].anyOf {
				put(f.texts, run[0], len(f.cues)-1)
			}
		}
	}
	return f
}

// rarest is the element that the fewest texts will hold, by the number of runs
// that fulfil it; numbers stand nearly everywhere. -1 if none must be there.
func (c cue) rarest() int {
	best, least := -1, 0
	for i, e := range c {
		n := len(e.anyOf)
		for _, run := range e.anyOf {
			if run[0] == "#" || run[0] == "$" {
				n += 100
			}
		}
		if !e.not && (best < 0 || n < least) {
			best, least = i, n
		}
	}
	return best
}

// suspects are the subjects that p may be about, in order: those not among them
// have no name in its title and no cue that its text may fulfil.
func (f *finder) suspects(p *analysed, title *sentence, text *stemBag) []int {
	var out []int
	for _, w := range title.stems {
		out = append(out, f.titles[w]...)
	}
	if title.number {
		out = append(append(out, f.titles["#"]...), f.titles["$"]...)
	}
	if p.level != listed {
		for _, w := range text.stems {
			out = f.possible(out, w, text)
		}
		if text.number {
			out = f.possible(f.possible(out, "#", text), "$", text)
		}
		if text.has("percent") {
			out = f.possible(out, "%", text)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// possible adds to list the subjects of the cues under w that text may fulfil.
func (f *finder) possible(list []int, w string, text *stemBag) []int {
	for _, n := range f.texts[w] {
		if c := &f.cues[n]; c.possible(text) {
			list = append(list, c.subject)
		}
	}
	return list
}
