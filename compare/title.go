package compare

import (
	"math"
	"slices"
)

// titled is how far a title is t's, from 0 to 1. A title that names another
// topic better is that topic's: "Disciplinary Conference" is no conference of
// labour and management, "Annual Leave Bank Donations" no accrual of leave.
// Under a title where t is usually filed it is t's all the same.
func (m *matcher) titled(t *compiled, title []string, home bool) float64 {
	s := t.titled(title)
	if s == 0 || s == 1 || home {
		return s
	}
	if best := m.bestNamed(title); best > s+0.1 {
		return s * s / best / 1.5
	}
	return s
}

// bestNamed is how well the topic that a title names best is named.
func (m *matcher) bestNamed(title []string) float64 {
	best := 0.0
	for _, w := range title {
		best = max(best, overlap(m.begins[w], title))
	}
	return best
}

// titled is how far a title is the topic's, from 0 to 1: one of its names, and
// little else.
func (t *compiled) titled(title []string) float64 {
	if len(title) == 0 {
		return 0
	}
	best := math.Max(overlap(t.names, title), 0.8*overlap(t.synonyms, title))
	if best == 0 {
		return 0
	}
	for _, f := range t.friends {
		if f.inTitle(title) {
			return 0
		}
	}
	return best
}

// joined is how far a title and the one above it are together the topic's:
// "Accrual" under "Annual Leave". The name must need both, and all of the lower
// title.
func (t *compiled) joined(v *view, u *unit) float64 {
	if len(u.title) == 0 || len(u.above) == 0 {
		return 0
	}
	up := v.titles[u.above[0]]
	if len(up) == 0 {
		return 0
	}
	for _, name := range t.names {
		if len(name) > len(up)+len(u.title) || len(name) <= len(u.title) || !within(u.title, name) {
			continue
		}
		rest := 0
		for _, w := range name {
			if !slices.Contains(u.title, w) {
				if !slices.Contains(up, w) {
					rest = -1
					break
				}
				rest++
			}
		}
		if rest > 0 {
			return 1
		}
	}
	return 0
}

// within reports whether all of words are in list.
func within(words, list []string) bool {
	for _, w := range words {
		if !slices.Contains(list, w) {
			return false
		}
	}
	return true
}

// overlap is how much of a title one of names covers, where all of the name's
// words are in it.
func overlap(names [][]string, title []string) float64 {
	best := 0.0
	for _, name := range names {
		if len(name) > len(title) {
			continue
		}
		all := true
		for _, w := range name {
			found := false
			for _, x := range title {
				found = found || x == w
			}
			all = all && found
		}
		if all {
			share := float64(len(name)) / float64(len(title))
			if len(name) == 1 {
				// One word of several says little: "insurance" of "Life Insurance".
				share *= math.Sqrt(share)
			}
			best = math.Max(best, 0.1+0.9*share)
		}
	}
	return best
}

// home reports whether a unit stands under, or has, a title where t is usually
// filed.
func (t *compiled) home(v *view, u *unit) bool {
	for _, p := range u.above {
		if overlap(t.homes, v.titles[p]) > 0 {
			return true
		}
	}
	return overlap(t.homes, u.title) > 0
}
