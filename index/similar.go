package index

import (
	"hash/fnv"

	"github.com/clausebook/clausebook/index/query"
)

// alike is the share of runs of words that two passages must have in common to
// be called nearly the same.
const alike = 0.8

// runLength is the length in words of the runs that are compared.
const runLength = 4

// foldSimilar puts provisions that say nearly the same as a better one of the
// same agreement under that one: a letter that is printed twice, a clause that
// each unit's appendix repeats. Across agreements they stay hits of their own,
// for people compare them.
func foldSimilar(list []candidate) []candidate {
	out := list[:0]
	var runs []map[uint64]bool
next:
	for _, c := range list {
		r := c.passage.runs()
		for i := range out {
			kept := &out[i]
			if c.passage.provision >= 0 && kept.passage.provision >= 0 && kept.passage.shelf.a.ID == c.passage.shelf.a.ID && nearlySame(runs[i], r) {
				v := &c.passage.shelf.a.Provisions[c.passage.provision]
				kept.similar = append(kept.similar, query.Similar{ID: v.ID, Citation: v.Citation})
				continue next
			}
		}
		out = append(out, c)
		runs = append(runs, r)
	}
	return out
}

// runs are the hashes of the passage's runs of words.
func (p *passage) runs() map[uint64]bool {
	out := make(map[uint64]bool, len(p.words))
	for i := 0; i+runLength <= len(p.words); i++ {
		h := fnv.New64a()
		for _, w := range p.words[i : i+runLength] {
			_, _ = h.Write([]byte(w.stem)) // never fails
			_, _ = h.Write([]byte{0})
		}
		out[h.Sum64()] = true
	}
	return out
}

// nearlySame reports whether a and b have most of their runs in common. Very
// short texts are not compared: "See Article 9." says different things in
// different places.
func nearlySame(a, b map[uint64]bool) bool {
	if len(a) < 10 || len(b) < 10 || len(a) > 2*len(b) || len(b) > 2*len(a) {
		return false
	}
	common := 0
	for h := range a {
		if b[h] {
			common++
		}
	}
	return float64(common) >= alike*float64(len(a)+len(b)-common)
}
