package compare

import (
	"math"
	"math/bits"
	"strings"
	"sync"

	"github.com/clausebook/clausebook/corpus"
)

// A view is an agreement with what matching needs of it worked out. It is not
// changed once made, but for what is worked out when first asked for.
type view struct {
	a     *corpus.Agreement
	tree  *corpus.Tree
	units []unit
	of    []int // provision → its unit, -1 for none
	sents []sentence
	words map[string][]uint64 // stem or class → set of sentences that hold it

	titles [][]string // provision → content of its title
	listed []listing  // contents entries that no heading answers to

	// Runs of three words of each sentence, worked out when first asked for.
	threesOnce sync.Once
	threes     []map[uint64]bool
}

// A listing is an entry of the contents list that no heading answers to.
type listing struct {
	entry  *corpus.ContentsEntry
	title  []string
	absent bool // its text is not in the file; else it stands there without a heading
}

// A unit is what a cell names: a section with all that is below it, a letter,
// or what has no sections. An article with sections is a unit of its own text.
type unit struct {
	prov   int
	title  []string // content of its title
	inner  [][]string
	above  []int // units or provisions above it, nearest first: provisions
	from   int   // its sentences, half-open
	to     int
	length int // tokens
}

// A sentence is one sentence of a provision's own text.
type sentence struct {
	prov     int
	unit     int
	clean    *corpus.Clean
	from, to int // in clean.Text
	toks     []token
}

func (s *sentence) text() string { return s.clean.Text[s.from:s.to] }

func newView(a *corpus.Agreement) *view {
	v := &view{a: a, tree: corpus.NewTree(a), of: make([]int, len(a.Provisions)), words: map[string][]uint64{}}
	top := make([]int, len(a.Provisions)) // provision → the provision that stands for it
	members := make(map[int][]int)
	var order []int
	for i := range a.Provisions {
		v.titles = append(v.titles, content(a.Provisions[i].Title))
		top[i] = v.standsFor(i, top)
		if top[i] == i {
			order = append(order, i)
		}
		members[top[i]] = append(members[top[i]], i)
	}
	for _, i := range order {
		u := unit{prov: i, title: v.titles[i], above: v.tree.Ancestors(i), from: len(v.sents)}
		n := len(v.units)
		for _, m := range members[i] {
			v.of[m] = n
			if m != i {
				if len(v.titles[m]) > 0 {
					u.inner = append(u.inner, v.titles[m])
				}
			}
			c := v.tree.CleanText(m)
			for _, s := range c.Sentences() {
				v.sents = append(v.sents, sentence{prov: m, unit: n, clean: c, from: s[0], to: s[1], toks: tokenize(c.Text[s[0]:s[1]])})
				u.length += len(v.sents[len(v.sents)-1].toks)
			}
		}
		u.to = len(v.sents)
		v.units = append(v.units, u)
	}
	v.listed = listings(a)
	n := (len(v.sents) + 63) / 64
	mark := func(w string, k int) {
		set := v.words[w]
		if set == nil {
			set = make([]uint64, n)
			v.words[w] = set
		}
		set[k/64] |= 1 << (k % 64)
	}
	for k := range v.sents {
		for _, t := range v.sents[k].toks {
			mark(t.stem, k)
			if t.num {
				mark(anyNumber, k)
			}
		}
	}
	return v
}

// standsFor is the provision that a cell would name for provision i: the
// section above a subsection or paragraph, and the letter above whatever a
// letter holds. top has the answers for the provisions before i.
func (v *view) standsFor(i int, top []int) int {
	up := v.tree.Parent(i)
	if up < 0 {
		return i
	}
	switch v.a.Provisions[i].Kind {
	case corpus.Subsection, corpus.Paragraph, corpus.Other:
	default:
		if v.a.Provisions[top[up]].Kind == corpus.Letter {
			return top[up]
		}
		return i
	}
	return top[up]
}

// holding is the set of sentences that hold one of the alternatives of e.
func (v *view) holding(e element) []uint64 {
	var out []uint64
	for _, alt := range e.anyOf {
		set := v.words[alt[0]]
		if set == nil {
			continue
		}
		if len(alt) > 1 {
			set = v.adjacent(alt)
		}
		if out == nil {
			out = append([]uint64(nil), set...)
			continue
		}
		for i := range out {
			out[i] |= set[i]
		}
	}
	return out
}

// adjacent is the set of sentences that hold words one after the other.
func (v *view) adjacent(words []string) []uint64 {
	n := (len(v.sents) + 63) / 64
	out := make([]uint64, n)
	first := v.words[words[0]]
	for _, w := range words[1:] {
		if v.words[w] == nil {
			return out
		}
	}
	for i := range out {
		x := first[i]
		for _, w := range words[1:] {
			x &= v.words[w][i]
		}
		for ; x != 0; x &= x - 1 {
			k := i*64 + bits.TrailingZeros64(x)
			if hasRun(v.sents[k].toks, words) {
				out[i] |= x & -x
			}
		}
	}
	return out
}

func hasRun(toks []token, words []string) bool {
next:
	for i := 0; i+len(words) <= len(toks); i++ {
		for k, w := range words {
			if toks[i+k].stem != w && (w != anyNumber || !toks[i+k].num) {
				continue next
			}
		}
		return true
	}
	return false
}

// matching lists the sentences that a cue describes, in order.
func (v *view) matching(c cue) []int {
	var set []uint64
	for _, e := range c.elements {
		h := v.holding(e)
		switch {
		case e.not && h == nil:
		case e.not:
			for i := range set {
				set[i] &^= h[i]
			}
		case h == nil:
			return nil
		case set == nil:
			set = h
		default:
			for i := range set {
				set[i] &= h[i]
			}
		}
	}
	var out []int
	for i, x := range set {
		for ; x != 0; x &= x - 1 {
			out = append(out, i*64+bits.TrailingZeros64(x))
		}
	}
	return out
}

// rarity weighs something that n of the units have, from 1 for one unit down
// towards 0 for all of them.
func (v *view) rarity(n int) float64 {
	total := float64(len(v.units)) + 1
	return math.Log(total/(float64(n)+0.5)+1) / math.Log(total/1.5+1)
}

// A cue and its elements, stemmed.
type cue struct {
	elements []element
	weight   float64 // by how much it says
}

type element struct {
	not   bool
	anyOf [][]string
}

// compileCue stems a cue. An element of a topic's data that cannot be parsed is
// reported when the topics are read, so that it cannot come here.
func compileCue(s string) (cue, bool) {
	parsed, err := corpus.ParseCue(s)
	if err != nil {
		return cue{}, false
	}
	var c cue
	n := 0
	var positive, negative []element
	for _, e := range parsed.Elements {
		x := element{not: e.Not}
		for _, alt := range e.AnyOf {
			stems := make([]string, len(alt))
			for i, w := range alt {
				stems[i] = stem(w)
			}
			x.anyOf = append(x.anyOf, stems)
			if len(alt) == 1 && !e.Not {
				x.anyOf = append(x.anyOf, roles(alt[0])...)
			}
		}
		if e.Not {
			negative = append(negative, x)
			continue
		}
		n++
		positive = append(positive, x)
	}
	c.elements = append(positive, negative...) // what must be there first: it makes the set
	c.weight = [...]float64{0, 0.2, 0.5, 0.8, 1, 1.1}[min(n, 5)]
	return c, true
}

// roles are the words that agreements of particular employers use for the two
// parties: a cue that says "employee" means the nurse and the teacher, too.
func roles(w string) (also [][]string) {
	var words []string
	switch w {
	case "employee", "employees":
		words = []string{"nurse", "teacher", "officer", "deputy", "firefighter", "driver", "worker", "member", "instructor", "faculty", "sergeant", "technician", "operator"}
	case "employer":
		words = []string{"hospital", "board", "district", "county", "city", "state", "township", "village", "university", "college", "company", "sheriff", "authority", "corporation", "school", "agency", "management"}
	}
	for _, x := range words {
		also = append(also, []string{stem(x)})
	}
	return also
}

// inTitle reports whether a cue describes a title.
func (c cue) inTitle(title []string) bool {
	toks := make([]token, len(title))
	for i, w := range title {
		toks[i] = token{stem: w, num: w != "" && w[0] >= '0' && w[0] <= '9'}
	}
	for _, e := range c.elements {
		held := false
		for _, alt := range e.anyOf {
			held = held || hasRun(toks, alt)
		}
		if held == e.not {
			return false
		}
	}
	return true
}

func joinStems(s []string) string { return strings.Join(s, " ") }
