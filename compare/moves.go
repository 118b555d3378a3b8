package compare

import "sort"

// moves says which clauses of a stand elsewhere in b: under the same heading in
// another order, or under a heading that is another's. A clause goes with what
// it stands in, so that one that was carried along by its article did not move;
// nor did one whose heading is new while the order stayed, as when an article is
// split in two: it was renumbered.
func (p *pairing) moves() []bool {
	moved := make([]bool, len(p.a))
	mark := func(children []int, same func(k int) bool) {
		var list []int
		for _, i := range children {
			if k := p.toB[i]; k >= 0 && same(k) {
				list = append(list, i)
			}
		}
		for _, i := range p.strays(list) {
			moved[i] = true
		}
	}
	mark(p.topsOf(p.a), func(k int) bool { return p.b[k].parent < 0 })
	for i := range p.a {
		if to := p.toB[i]; to >= 0 {
			mark(p.a[i].children, func(k int) bool { return p.b[k].parent == to })
		}
	}
	// Under another heading: moved if both headings have a partner of their own,
	// or if the order of the whole document says so.
	var all []int
	for i := range p.a {
		if p.toB[i] >= 0 {
			all = append(all, i)
		}
	}
	out := map[int]bool{}
	for _, i := range p.strays(all) {
		out[i] = true
	}
	for _, i := range all {
		up, to := p.a[i].parent, p.b[p.toB[i]].parent
		if up < 0 && to < 0 || up >= 0 && to >= 0 && p.toB[up] == to {
			continue
		}
		settled := up >= 0 && to >= 0 && p.toB[up] >= 0 && p.toA[to] >= 0
		if settled && !p.lies(p.toB[up], to) && !p.lies(to, p.toB[up]) || out[i] {
			moved[i] = true
		}
	}
	return moved
}

// lies reports whether clause k of b lies under clause up.
func (p *pairing) lies(k, up int) bool {
	for ; k >= 0; k = p.b[k].parent {
		if k == up {
			return true
		}
	}
	return false
}

// strays are the clauses of list, in the order of a, that must be taken out to
// have the rest in the order of b as well: those with the fewest words.
func (p *pairing) strays(list []int) []int {
	if len(list) < 2 {
		return nil
	}
	// The heaviest rising sequence, by a tree of maxima over the places in b.
	type best struct {
		weight int
		at     int // index in list
	}
	places := make([]int, len(list))
	for n, i := range list {
		places[n] = p.toB[i]
	}
	sorted := append([]int(nil), places...)
	sort.Ints(sorted)
	tree := make([]best, len(sorted)+1)
	for n := range tree {
		tree[n].at = -1
	}
	before := make([]int, len(list))
	top := best{0, -1}
	for n, k := range places {
		rank := sort.SearchInts(sorted, k) + 1
		b := best{0, -1}
		for r := rank - 1; r > 0; r -= r & -r {
			if tree[r].weight > b.weight {
				b = tree[r]
			}
		}
		before[n] = b.at
		w := best{b.weight + 1 + p.a[list[n]].whole, n}
		for r := rank; r < len(tree); r += r & -r {
			if w.weight > tree[r].weight {
				tree[r] = w
			}
		}
		if w.weight > top.weight {
			top = w
		}
	}
	kept := map[int]bool{}
	for n := top.at; n >= 0; n = before[n] {
		kept[n] = true
	}
	var out []int
	for n, i := range list {
		if !kept[n] {
			out = append(out, i)
		}
	}
	return out
}

// taken is the share of a clause's words that must stand in another, above what
// their partners share, to say that they came from it or went there.
const taken = 0.6

// pieces finds clauses that were split or joined: a clause of b without a
// partner whose words stand in one of a that lost them (from), and the other
// way round (into). The first name in each list is the one with most.
func (p *pairing) pieces() (from, into map[int][]int) {
	from, into = map[int][]int{}, map[int][]int{}
	// Split: a new clause whose words an old one with a partner has lost.
	lost := func(i, k int) float64 { // words of i that its partner lacks and k has
		if p.b[k].size < 6 || p.toB[i] < 0 {
			return 0
		}
		return p.beyond(&p.a[i], &p.b[k], &p.b[p.toB[i]]) / p.b[k].weight
	}
	inA := map[int][]int{}
	for i := range p.a {
		for _, w := range p.a[i].words {
			inA[w] = append(inA[w], i)
		}
	}
	for k := range p.b {
		if p.toA[k] >= 0 || p.b[k].size < 6 {
			continue
		}
		best, most := -1, taken
		for _, i := range likely(p.b[k].words, inA) {
			if s := lost(i, k); s > most {
				best, most = i, s
			}
		}
		if best >= 0 {
			from[k] = append(from[k], best)
			into[best] = append(into[best], k)
		}
	}
	for i := range p.a {
		if p.toB[i] >= 0 || p.a[i].size < 6 {
			continue
		}
		best, most := -1, taken
		for _, k := range likely(p.a[i].words, p.byWord()) {
			if p.toA[k] < 0 {
				continue
			}
			if s := p.beyond(&p.b[k], &p.a[i], &p.a[p.toA[k]]) / p.a[i].weight; s > most {
				best, most = k, s
			}
		}
		if best >= 0 {
			into[i] = append(into[i], best)
			from[best] = append(from[best], i)
		}
	}
	return from, into
}

func (p *pairing) byWord() map[int][]int {
	out := make(map[int][]int, len(p.holds))
	for w, list := range p.holds {
		if len(list) > 0 {
			out[w] = list
		}
	}
	return out
}

// likely are the clauses that share the rarest of words.
func likely(words []int, holds map[int][]int) []int {
	list := append([]int(nil), words...)
	sort.Slice(list, func(m, n int) bool { return len(holds[list[m]]) < len(holds[list[n]]) })
	seen := map[int]int{}
	used := 0
	for _, w := range list {
		if len(holds[w]) == 0 {
			continue
		}
		if used == 10 {
			break
		}
		used++
		for _, i := range holds[w] {
			seen[i]++
		}
	}
	var out []int
	for i, n := range seen {
		if 2*n >= used {
			out = append(out, i)
		}
	}
	sort.Ints(out)
	return out
}

// beyond weighs the words that whole and part share beyond those that rest,
// whole's partner, has of whole's.
func (p *pairing) beyond(whole, part, rest *clause) float64 {
	left := map[int]int{}
	for n, w := range whole.words {
		left[w] = whole.counts[n]
	}
	for n, w := range rest.words {
		left[w] -= rest.counts[n]
	}
	sum := 0.0
	for n, w := range part.words {
		if c := min(left[w], part.counts[n]); c > 0 {
			sum += p.rare[w] * float64(c)
		}
	}
	return sum
}
