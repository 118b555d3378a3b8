package eval

// align calls pair for every pair of words of a longest common subsequence of a
// and b, in order. It takes time in proportion to the words times the
// differences, and memory in proportion to the words (Myers 1986, refined to
// linear space).
func align(a, b []string, pair func(i, k int)) {
	// Numbers compare faster than strings.
	ids := map[string]int32{}
	number := func(ws []string) []int32 {
		out := make([]int32, len(ws))
		for i, w := range ws {
			id, ok := ids[w]
			if !ok {
				id = int32(len(ids))
				ids[w] = id
			}
			out[i] = id
		}
		return out
	}
	x, y := number(a), number(b)
	n := len(x) + len(y) + 3
	d := &differ{a: x, b: y, forward: make([]int, 2*n+1), backward: make([]int, 2*n+1), mid: n, pair: pair}
	d.walk(0, len(x), 0, len(y))
}

type differ struct {
	a, b              []int32
	forward, backward []int // by diagonal, from mid
	mid               int
	pair              func(i, k int)
}

// walk pairs a[i0:i1] with b[k0:k1].
func (d *differ) walk(i0, i1, k0, k1 int) {
	for i0 < i1 && k0 < k1 && d.a[i0] == d.b[k0] {
		d.pair(i0, k0)
		i0, k0 = i0+1, k0+1
	}
	tail := 0
	for i0 < i1 && k0 < k1 && d.a[i1-1] == d.b[k1-1] {
		i1, k1, tail = i1-1, k1-1, tail+1
	}
	if i0 < i1 && k0 < k1 {
		i, k := d.middle(i0, i1, k0, k1)
		d.walk(i0, i, k0, k)
		d.walk(i, i1, k, k1)
	}
	for n := range tail {
		d.pair(i1+n, k1+n)
	}
}

// middle is a point that a shortest way from (i0, k0) to (i1, k1) goes through,
// apart from both ends.
func (d *differ) middle(i0, i1, k0, k1 int) (int, int) {
	n, m := i1-i0, k1-k0
	delta := n - m
	f, r := d.forward, d.backward
	f[d.mid+1], r[d.mid+1] = 0, 0
	for s := 0; ; s++ {
		for g := -s; g <= s; g += 2 {
			x := 0
			if g == -s || g != s && f[d.mid+g-1] < f[d.mid+g+1] {
				x = f[d.mid+g+1]
			} else {
				x = f[d.mid+g-1] + 1
			}
			y := x - g
			for x < n && y < m && y >= 0 && d.a[i0+x] == d.b[k0+y] {
				x, y = x+1, y+1
			}
			f[d.mid+g] = x
			if back := delta - g; delta%2 != 0 && back >= -(s-1) && back <= s-1 && x+r[d.mid+back] >= n {
				return i0 + min(x, n), k0 + max(0, min(y, m))
			}
		}
		for g := -s; g <= s; g += 2 {
			x := 0
			if g == -s || g != s && r[d.mid+g-1] < r[d.mid+g+1] {
				x = r[d.mid+g+1]
			} else {
				x = r[d.mid+g-1] + 1
			}
			y := x - g
			for x < n && y < m && y >= 0 && d.a[i1-1-x] == d.b[k1-1-y] {
				x, y = x+1, y+1
			}
			r[d.mid+g] = x
			if front := delta - g; delta%2 == 0 && front >= -s && front <= s && x+f[d.mid+front] >= n {
				return i1 - min(x, n), k1 - max(0, min(y, m))
			}
		}
	}
}
