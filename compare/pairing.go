package compare

import (
	"sort"
)

// A Pass says on what two clauses were taken for one and the same.
type Pass string

// The passes, in the order in which they are tried.
const (
	PassExact    Pass = "exact"    // the same words
	PassLabel    Pass = "label"    // the same number or title under the same heading, and like words
	PassLikeness Pass = "likeness" // like words, wherever they stand
	PassPosition Pass = "position" // between the same neighbours, where nothing else fits
)

// Thresholds of likeness, 0 to 1: weighted words in common of all. They were
// set on the scripted editions of TestVersionsOfShipped: a reworded clause (one
// word in five) keeps 0.6, two clauses of one subject have about 0.2 and
// neighbours of one scale or list up to 0.5.
const (
	likeEnough = 0.45 // without any other sign
	likeSaying = 0.25 // of two sentences of provisions that are set side by side: they are on one subject
	likeTitled = 0.15 // under the same title
	likeLabel  = 0.35 // under the same number
	likePlaced = 0.10 // between the same neighbours
	clearlyTo  = 0.12 // how much better another clause must fit to refuse a label
)

// A pairing aligns two lists of clauses.
type pairing struct {
	a, b   []clause
	rare   []float64
	toB    []int // clause of a → its partner, -1 for none
	toA    []int
	pass   []Pass  // by clause of a
	holds  [][]int // word → clauses of b that hold it
	enough float64
	common int // words that more clauses than this hold find nothing
}

// pair aligns a with b, which need so much likeness without any other sign. lex
// has counted both.
func pair(a, b []clause, lex *lexicon, enough float64) *pairing {
	p := &pairing{a: a, b: b, enough: enough, toB: make([]int, len(a)), toA: make([]int, len(b)), pass: make([]Pass, len(a))}
	total := len(a) + len(b)
	p.rare = make([]float64, len(lex.in))
	for w := range p.rare {
		p.rare[w] = lex.rare(w, total)
	}
	weigh(a, p.rare)
	weigh(b, p.rare)
	p.holds = make([][]int, len(lex.in))
	for i := range b {
		for _, w := range b[i].words {
			p.holds[w] = append(p.holds[w], i)
		}
	}
	p.common = max(40, len(b)/20)
	for i := range p.toB {
		p.toB[i] = -1
	}
	for i := range p.toA {
		p.toA[i] = -1
	}
	p.exact()
	for range 2 { // a pair found by likeness makes the labels below it comparable
		p.containers()
		p.labels()
		p.likeness()
	}
	p.containers()
	p.repeats()
	p.positions()
	return p
}

func (p *pairing) join(i, k int, pass Pass) {
	p.toB[i], p.toA[k], p.pass[i] = k, i, pass
}

// exact pairs what is the same to the last word and stands once in each: whole
// subtrees first, then clauses with their titles, then texts alone.
func (p *pairing) exact() {
	type key func(c *clause) (uint64, bool)
	once := func(of key, found func(i, k int)) {
		inA, inB := map[uint64][]int{}, map[uint64][]int{}
		for i := range p.a {
			if h, ok := of(&p.a[i]); ok && p.toB[i] < 0 {
				inA[h] = append(inA[h], i)
			}
		}
		for k := range p.b {
			if h, ok := of(&p.b[k]); ok && p.toA[k] < 0 {
				inB[h] = append(inB[h], k)
			}
		}
		for i := range p.a {
			h, ok := of(&p.a[i])
			if ok && len(inA[h]) == 1 && len(inB[h]) == 1 && p.toB[i] < 0 && p.toA[inB[h][0]] < 0 {
				found(i, inB[h][0])
			}
		}
	}
	once(func(c *clause) (uint64, bool) { return c.tree, c.whole >= 5 }, p.subtree)
	once(func(c *clause) (uint64, bool) { return c.own, c.size >= 5 }, func(i, k int) { p.join(i, k, PassExact) })
	once(func(c *clause) (uint64, bool) { return c.body, c.size >= 8 }, func(i, k int) { p.join(i, k, PassExact) })
}

func (p *pairing) subtree(i, k int) {
	if p.toB[i] >= 0 || p.toA[k] >= 0 {
		return
	}
	p.join(i, k, PassExact)
	for n := range min(len(p.a[i].children), len(p.b[k].children)) {
		p.subtree(p.a[i].children[n], p.b[k].children[n])
	}
}

// containers pairs what holds most of the same clauses: an article that was
// renumbered and has lost a section. Those deepest down come first.
func (p *pairing) containers() {
	for i := len(p.a) - 1; i >= 0; i-- {
		if p.toB[i] >= 0 || len(p.a[i].children) == 0 {
			continue
		}
		votes := map[int]int{}
		for _, c := range p.a[i].children {
			if k := p.toB[c]; k >= 0 && p.b[k].parent >= 0 && p.toA[p.b[k].parent] < 0 {
				votes[p.b[k].parent] += 1 + p.a[c].whole
			}
		}
		best, most := -1, 0
		for k, n := range votes {
			if n > most || n == most && k < best {
				best, most = k, n
			}
		}
		if best < 0 {
			continue
		}
		x, y := &p.a[i], &p.b[best]
		held := float64(2*most) / float64(max(1, x.whole-x.size+len(x.children)+y.whole-y.size+len(y.children)))
		titled := x.title != "" && x.title == y.title
		if held < 0.5 && (!titled || held < 0.2) {
			continue
		}
		pass := PassLikeness
		if titled || x.number == y.number && x.kind == y.kind {
			pass = PassLabel
		}
		p.join(i, best, pass)
	}
}

// labels pairs what has the same number or title under the same heading and
// speaks of the same thing, from the top down.
func (p *pairing) labels() {
	for i := range p.a {
		if p.toB[i] >= 0 {
			continue
		}
		var among []int
		switch up := p.a[i].parent; {
		case up < 0:
			among = p.tops()
		case p.toB[up] >= 0:
			among = p.b[p.toB[up]].children
		default:
			continue
		}
		best, most := -1, 0.0
		for _, k := range among {
			if p.toA[k] >= 0 || p.a[i].kind != p.b[k].kind {
				continue
			}
			if s := p.labelled(i, k); s > most {
				best, most = k, s
			}
		}
		if best < 0 || p.betterElsewhere(i, best) {
			continue
		}
		p.join(i, best, PassLabel)
	}
}

// tops are the clauses of b without a parent.
func (p *pairing) tops() []int {
	var out []int
	for k := range p.b {
		if p.b[k].parent < 0 {
			out = append(out, k)
		}
	}
	return out
}

// labelled is how well the labels of two clauses under the same heading fit, 0
// if they do not or if their texts speak against it.
func (p *pairing) labelled(i, k int) float64 {
	x, y := &p.a[i], &p.b[k]
	number := x.number != "" && x.number == y.number
	title := x.title != "" && x.title == y.title
	s := alike(x, y, p.rare)
	bare := x.size == 0 && y.size == 0
	switch {
	case number && title && (bare || s >= likeTitled || min(x.size, y.size) < 4):
		return 2 + s
	case title && (bare || s >= likeTitled):
		return 1.5 + s
	case number && bare && (x.title == "" || y.title == ""):
		return 0.5
	case number && (s >= likeLabel || x.title == "" && y.title == "" && min(x.size, y.size) < 4 && s > 0):
		return 1 + s
	}
	return 0
}

// betterElsewhere reports whether a free clause of b fits i clearly better by
// its words than k does: the label has passed on to another clause.
func (p *pairing) betterElsewhere(i, k int) bool {
	x, y := &p.a[i], &p.b[k]
	own := alike(x, y, p.rare)
	if y.weight > 0 && common(x, y, p.rare) > 0.85*y.weight {
		return false // k is a piece of i: i was split, and the other pieces may be longer
	}
	for _, c := range p.candidates(i) {
		if c.to != k && c.score > own+clearlyTo && c.score >= likeEnough {
			return true
		}
	}
	return false
}

// A guess is a clause of b that may be one of a's.
type guess struct {
	from, to int
	score    float64
}

// candidates lists the free clauses of b that share rare words with i, those
// most like it first, at most eight.
func (p *pairing) candidates(i int) []guess {
	x := &p.a[i]
	if x.size < 4 {
		return nil
	}
	words := append([]int(nil), x.words...)
	sort.Slice(words, func(m, n int) bool { return len(p.holds[words[m]]) < len(p.holds[words[n]]) })
	seen := map[int]float64{}
	used := 0
	for _, w := range words {
		if len(p.holds[w]) == 0 {
			continue
		}
		if len(p.holds[w]) > p.common && used >= 3 || used == 16 {
			break
		}
		used++
		for _, k := range p.holds[w] {
			if p.toA[k] < 0 {
				seen[k] += p.rare[w]
			}
		}
	}
	out := make([]guess, 0, len(seen))
	for k, s := range seen {
		out = append(out, guess{i, k, s})
	}
	byScore := func(m, n int) bool {
		if out[m].score != out[n].score {
			return out[m].score > out[n].score
		}
		return out[m].to < out[n].to
	}
	sort.Slice(out, byScore)
	out = out[:min(len(out), 8)]
	for n := range out {
		out[n].score = alike(x, &p.b[out[n].to], p.rare)
	}
	sort.Slice(out, byScore)
	return out
}

// likeness pairs what has like words, the best first. What stands under the
// same heading or has the same title needs less.
func (p *pairing) likeness() {
	var all []guess
	for i := range p.a {
		if p.toB[i] >= 0 {
			continue
		}
		for _, g := range p.candidates(i) {
			x, y := &p.a[i], &p.b[g.to]
			need := p.enough
			if x.title != "" && y.title != "" && x.title != y.title {
				need += 0.1
			}
			if x.parent >= 0 && y.parent >= 0 && p.toB[x.parent] == y.parent {
				need -= 0.05
				g.score += 0.05
			}
			if x.title != "" && x.title == y.title {
				need -= 0.15
				g.score += 0.1
			}
			if min(x.size, y.size) < 10 { // few words are soon alike
				need += 0.15
			}
			if g.score >= need {
				all = append(all, g)
			}
		}
	}
	sort.Slice(all, func(m, n int) bool {
		if all[m].score != all[n].score {
			return all[m].score > all[n].score
		}
		// Of repeated passages the nearer in order.
		dm, dn := abs(all[m].from-all[m].to), abs(all[n].from-all[n].to)
		return dm < dn || dm == dn && (all[m].from < all[n].from || all[m].from == all[n].from && all[m].to < all[n].to)
	})
	for _, g := range all {
		if p.toB[g.from] < 0 && p.toA[g.to] < 0 {
			p.join(g.from, g.to, PassLikeness)
		}
	}
}

func abs(x int) int { return max(x, -x) }

// repeats pairs what is the same word for word but stands several times:
// "Reserved.", a sentence under each of three shifts. Of those that are left,
// the one under the same heading and with the same number comes first.
func (p *pairing) repeats() {
	in := map[uint64][]int{}
	for k := range p.b {
		if p.toA[k] < 0 && p.b[k].whole > 0 {
			in[p.b[k].own] = append(in[p.b[k].own], k)
		}
	}
	for i := range p.a {
		if p.toB[i] >= 0 || p.a[i].whole == 0 {
			continue
		}
		best, most := -1, 0
		for _, k := range in[p.a[i].own] {
			if p.toA[k] >= 0 {
				continue
			}
			s := 1
			x, y := &p.a[i], &p.b[k]
			if x.parent < 0 && y.parent < 0 || x.parent >= 0 && p.toB[x.parent] == y.parent {
				s += 4
			}
			if x.number == y.number && x.kind == y.kind {
				s += 2
			}
			if s > most {
				best, most = k, s
			}
		}
		// Elsewhere and under another number it is another's.
		if best >= 0 && most >= 3 {
			p.join(i, best, PassExact)
		}
	}
}

// positions pairs single clauses that are left between the same neighbours
// under the same heading.
func (p *pairing) positions() {
	p.between(p.topsOf(p.a), p.topsOf(p.b))
	for i := range p.a {
		if k := p.toB[i]; k >= 0 {
			p.between(p.a[i].children, p.b[k].children)
		}
	}
}

func (p *pairing) topsOf(list []clause) []int {
	var out []int
	for i := range list {
		if list[i].parent < 0 {
			out = append(out, i)
		}
	}
	return out
}

func (p *pairing) between(as, bs []int) {
	at := map[int]int{} // clause of b → its place among bs
	for n, k := range bs {
		at[k] = n
	}
	place := func(n int) (int, bool) { // of the partner of the n-th of as
		if n < 0 {
			return -1, true
		}
		if n >= len(as) {
			return len(bs), true
		}
		m, ok := at[max(0, p.toB[as[n]])]
		return m, ok && p.toB[as[n]] >= 0
	}
	for n, i := range as {
		if p.toB[i] >= 0 {
			continue
		}
		before, ok1 := place(n - 1)
		after, ok2 := place(n + 1)
		if !ok1 || !ok2 || after != before+2 {
			continue
		}
		k := bs[before+1]
		if p.toA[k] >= 0 || p.a[i].kind != p.b[k].kind {
			continue
		}
		x, y := &p.a[i], &p.b[k]
		s := alike(x, y, p.rare)
		// Two other titles are two subjects, unless their words say otherwise.
		if x.title != "" && y.title != "" && x.title != y.title && s < likeLabel {
			continue
		}
		if s >= likePlaced || x.number == y.number && min(x.size, y.size) < 4 {
			p.join(i, k, PassPosition)
			if len(x.children) > 0 {
				p.between(x.children, y.children)
			}
		}
	}
}
