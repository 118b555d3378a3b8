package index

import (
	"slices"

	"github.com/clausebook/clausebook/index/query"
)

// alike is the share of runs of words that two passages must have in common to
// be called nearly the same.
const alike = 0.8

// runLength is the length in words of the runs that are compared.
const runLength = 4

// sampled is how many runs there are to one that is kept for comparing.
const sampled = 2

// foldSimilar puts provisions that say nearly the same as a better one of the
// same agreement under that one: a letter that is printed twice, a clause that
// each unit's appendix repeats. Across agreements they stay hits of their own,
// for people compare them.
func foldSimilar(list []candidate) []candidate {
	out := list[:0]
next:
	for _, c := range list {
		for i := range out {
			kept := &out[i]
			if !c.passage.isEntry() && !kept.passage.isEntry() && kept.passage.agreement == c.passage.agreement && alikeLong(kept.passage, c.passage) && nearlySame(kept.passage.sketch(), c.passage.sketch()) {
				if v, err := c.passage.shown(); err == nil { // else it stays a hit, and says so
					kept.similar = append(kept.similar, query.Similar{ID: v.ID, Citation: v.Citation})
					continue next
				}
			}
		}
		out = append(out, c)
	}
	return out
}

// alikeLong rules out what cannot be nearly the same before it is looked at.
func alikeLong(a, b *passage) bool {
	return 10*len(a.body.words) <= 13*len(b.body.words) && 10*len(b.body.words) <= 13*len(a.body.words)
}

// sketch is a sample of the hashes of the text's runs of words, in order of
// their size: the same runs are sampled wherever they stand.
func (p *passage) sketch() []uint64 {
	if p.sketched != nil {
		return p.sketched
	}
	out := []uint64{}
	for i := 0; i+runLength <= len(p.body.words); i++ {
		h := uint64(14695981039346656037)
		for _, w := range p.body.words[i : i+runLength] {
			h = (h ^ uint64(w)) * 1099511628211
			h ^= h >> 29
		}
		if h%sampled == 0 {
			out = append(out, h)
		}
	}
	slices.Sort(out)
	p.sketched = slices.Compact(out)
	return p.sketched
}

// nearlySame reports whether a and b have most of their runs in common. Very
// short texts are not compared: "See Article 9." says different things in
// different places.
func nearlySame(a, b []uint64) bool {
	if len(a) < 5 || len(b) < 5 || len(a) > 2*len(b) || len(b) > 2*len(a) {
		return false
	}
	common := 0
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch {
		case a[i] == b[k]:
			common++
			i, k = i+1, k+1
		case a[i] < b[k]:
			i++
		default:
			k++
		}
	}
	return float64(common) >= alike*float64(len(a)+len(b)-common)
}
