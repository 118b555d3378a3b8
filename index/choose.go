package index

import (
	"math"

	"github.com/RoaringBitmap/roaring/v2"
)

// Weights of where a word stands in the choice of those that are read closely: a
// title says what a provision is about, the titles above it what it is a part
// of.
const (
	titleBoost = 4.0
	pathBoost  = 1.0
	textBoost  = 1.0
	topicBoost = 6.0
)

// How much a word adds where it stands in a field, in idfs: what BM25 gives it on
// average there. A word that a text has often is in more than one of the fields
// of texts, and adds for each.
const (
	addsTitle = 0.85
	addsBrief = 0.40 // more, in a title of a word or two
	addsPath  = 0.85
	addsText  = 0.75
	addsOften = 0.55 // more
	addsMost  = 0.45 // more again
)

// A clause is what passages score for: those that are in all of its lists.
type clause struct {
	field  string
	terms  []string
	weight float64 // times the mean idf of the terms
	more   []clause
}

// clauses are what the search's words and subjects score for. Where conditions
// choose, only the words themselves do, not what stands for them.
func (s *search) clauses() []clause {
	var out []clause
	strict := s.strict()
	for _, a := range s.alternatives {
		weight := 0.0
		for _, k := range a.covers {
			weight += s.asked[k].weight
		}
		if weight <= 0 || strict && a.to != "" {
			continue
		}
		w := a.strength * weight / s.total
		title := clause{field: fieldTitle, terms: a.run, weight: w * titleBoost * addsTitle}
		text := clause{field: fieldText, terms: a.run, weight: w * textBoost * addsText}
		if len(a.run) == 1 {
			title.more = []clause{{field: fieldBrief, weight: w * titleBoost * addsBrief}}
			text.more = []clause{{field: fieldOften, weight: w * textBoost * addsOften}, {field: fieldMost, weight: w * textBoost * addsMost}}
		}
		out = append(out, title, clause{field: fieldPath, terms: a.run, weight: w * pathBoost * addsPath}, text)
	}
	if !strict {
		for _, m := range s.meant {
			out = append(out, clause{field: fieldTopic, terms: []string{m.subject.topic.ID}, weight: topicBoost * m.strength})
		}
	}
	return out
}

// A chosen is a passage as it was chosen.
type chosen struct {
	number int
	score  float32
}

// choose finds the limit best of the passages that meet all lookups, best first,
// those of equal scores as they are numbered; and how many there are that meet
// them. Unless all is set, those that no clause scores are no hits.
func (r *listReader) choose(clauses []clause, meet *lookup, all bool, limit int) ([]chosen, int, error) {
	if r.sums == nil {
		r.sums = make([]float32, r.lists.size)
	}
	defer clear(r.sums)
	if err := r.score(clauses); err != nil {
		return nil, 0, err
	}
	best := &selection{limit: limit}
	for p := range r.lists.parts {
		part := &r.lists.parts[p]
		sums := r.sums[part.first : part.first+part.size]
		if meet == nil && !all {
			for i, x := range sums {
				if x > 0 && (part.removed == nil || !part.removed.Contains(uint32(i))) {
					best.add(part.first+i, x)
				}
			}
			continue
		}
		found, err := r.meet(p, meet)
		if err != nil {
			return nil, 0, err
		}
		r.each(found, func(i uint32) {
			if x := sums[i]; x > 0 || all {
				best.add(part.first+int(i), x)
			}
		})
	}
	return best.sorted(), best.total, nil
}

// each calls f for each number in a list, in order.
func (r *listReader) each(list *roaring.Bitmap, f func(n uint32)) {
	var walk roaring.ManyIntIterator
	walk.Initialize(list)
	for n := walk.NextMany(r.block[:]); n > 0; n = walk.NextMany(r.block[:]) {
		for _, i := range r.block[:n] {
			f(i)
		}
	}
}

// score adds the clauses up for each passage.
func (r *listReader) score(clauses []clause) error {
	parts := len(r.lists.parts)
	var lists []*roaring.Bitmap // of the terms of a clause: parts of the first, of the second …
	for i := range clauses {
		c := &clauses[i]
		lists = lists[:0]
		idf := 0.0
		for _, term := range c.terms {
			n := 0
			for p := range parts {
				list, err := r.list(p, c.field, term)
				if err != nil {
					return err
				}
				if list != nil {
					n += int(list.GetCardinality())
				}
				lists = append(lists, list)
			}
			if n == 0 {
				idf = 0
				break
			}
			idf += bm25IDF(n, r.lists.size) / float64(len(c.terms))
		}
		if idf == 0 {
			continue
		}
		for p := range parts {
			list := lists[p]
			for k := 1; k < len(c.terms) && list != nil; k++ {
				if other := lists[k*parts+p]; other != nil {
					list = roaring.And(list, other)
				} else {
					list = nil
				}
			}
			if list == nil {
				continue
			}
			r.add(p, list, float32(c.weight*idf))
			for _, more := range c.more {
				list, err := r.list(p, more.field, c.terms[0])
				if err != nil {
					return err
				}
				if list != nil {
					r.add(p, list, float32(more.weight*idf))
				}
			}
		}
	}
	return nil
}

// add adds x to the sums of a list's passages.
func (r *listReader) add(p int, list *roaring.Bitmap, x float32) {
	sums := r.sums[r.lists.parts[p].first:]
	var walk roaring.ManyIntIterator
	walk.Initialize(list)
	for n := walk.NextMany(r.block[:]); n > 0; n = walk.NextMany(r.block[:]) {
		for _, i := range r.block[:n] {
			sums[i] += x
		}
	}
}

// bm25IDF is what BM25 gives a term that n of size passages hold.
func bm25IDF(n, size int) float64 {
	return math.Log(1 + (float64(size)-float64(n)+0.5)/(float64(n)+0.5))
}

// A selection keeps the best of what is added to it: a heap with the worst of
// them on top.
type selection struct {
	limit int
	kept  []chosen
	total int
}

// worse reports whether a goes after b.
func worse(a, b chosen) bool {
	return a.score < b.score || a.score == b.score && a.number > b.number
}

func (s *selection) add(number int, score float32) {
	s.total++
	c := chosen{number, score}
	if len(s.kept) < s.limit {
		s.kept = append(s.kept, c)
		for i := len(s.kept) - 1; i > 0; {
			up := (i - 1) / 2
			if !worse(s.kept[i], s.kept[up]) {
				break
			}
			s.kept[i], s.kept[up] = s.kept[up], s.kept[i]
			i = up
		}
		return
	}
	if s.limit == 0 || !worse(s.kept[0], c) {
		return
	}
	s.kept[0] = c
	s.sink(len(s.kept))
}

// sink puts the first of the first n in its place.
func (s *selection) sink(n int) {
	for i := 0; ; {
		down := 2*i + 1
		if down >= n {
			return
		}
		if down+1 < n && worse(s.kept[down+1], s.kept[down]) {
			down++
		}
		if !worse(s.kept[down], s.kept[i]) {
			return
		}
		s.kept[i], s.kept[down] = s.kept[down], s.kept[i]
		i = down
	}
}

// sorted is what was kept, best first.
func (s *selection) sorted() []chosen {
	for n := len(s.kept) - 1; n > 0; n-- {
		s.kept[0], s.kept[n] = s.kept[n], s.kept[0]
		s.sink(n)
	}
	return s.kept
}
