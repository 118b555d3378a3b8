package eval

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/gold"
	"github.com/clausebook/clausebook/index/query"
)

// cutoff is how many hits are looked at: a first page.
const cutoff = 10

// Search says how well queries are answered. Means are over the queries that
// something answers; those that nothing answers are counted apart.
type Search struct {
	Ranking
	ByKind map[string]Ranking `json:"by_kind"`
	// Nothing counts the queries that nothing in the documents answers, and
	// NothingShown those of them that were shown no hit.
	Nothing      int `json:"nothing"`
	NothingShown int `json:"nothing_shown"`
	// Queries has one row each, in gold's order.
	Queries []QueryResult `json:"queries,omitempty"`
	// Own are the same figures for each half of the queries that were judged
	// apart; those of the half that is held back have no rows.
	Own map[gold.Half]*Search `json:"own,omitempty"`
	// Typos says what a slip of the pen costs.
	Typos *Typos `json:"typos,omitempty"`
}

// Typos compares queries with the same queries with a slip in one word: a letter
// left out, doubled, changed, or two swapped, in the longest word that it can be
// seen in. Which slip is drawn from the words, so that it is always the same.
type Typos struct {
	Queries int     `json:"n"`
	Right   float64 `json:"right"` // nDCG@10 of the queries as they are
	Slipped float64 `json:"slipped"`
}

// A Ranking is the means over some queries. A hit answers a gold provision if it
// is that provision, or a subsection or paragraph inside it: gold goes no deeper
// than sections for the most part, but a section of a gold article is another
// provision. A provision is answered once, by the first such hit.
type Ranking struct {
	Queries  int     `json:"n"`
	NDCG10   float64 `json:"ndcg10"`   // gain 2^grade−1, discount log2(rank+1)
	MRR      float64 `json:"mrr"`      // of the first hit that answers any
	Recall10 float64 `json:"recall10"` // of the gold provisions, of at most ten
	First    float64 `json:"recall1"`  // queries whose first hit answers one
}

// A QueryResult is how one query fared.
type QueryResult struct {
	Text     string   `json:"q"`
	Kind     string   `json:"kind"`
	Hits     int      `json:"hits"`
	NDCG10   float64  `json:"ndcg10"`
	RR       float64  `json:"rr"`
	Recall10 float64  `json:"recall10"`
	Missed   []string `json:"missed,omitempty"` // gold provisions not on the first page
}

// search asks every gold query.
func (r *run) search(ctx context.Context) (Search, []string, error) {
	out, misses, err := r.searchAll(ctx, r.in.Gold.Queries)
	if err != nil {
		return out, misses, err
	}
	for _, half := range []gold.Half{gold.Tune, gold.Held} {
		var queries []gold.Query
		for _, q := range r.in.Gold.Own {
			if q.Half == half {
				queries = append(queries, q)
			}
		}
		if len(queries) == 0 {
			continue
		}
		own, ownMisses, err := r.searchAll(ctx, queries)
		if err != nil {
			return out, misses, err
		}
		if half == gold.Held {
			own.Queries = nil
		} else {
			misses = append(misses, ownMisses...)
		}
		if out.Own == nil {
			out.Own = map[gold.Half]*Search{}
		}
		out.Own[half] = &own
	}
	typos, slips, err := r.typos(ctx, slices.Concat(r.in.Gold.Queries, r.in.Gold.Own))
	out.Typos, r.slips = typos, slips
	return out, misses, err
}

// searchAll asks some queries.
func (r *run) searchAll(ctx context.Context, queries []gold.Query) (Search, []string, error) {
	out := Search{ByKind: map[string]Ranking{}}
	var misses []string
	byKind := map[string][]QueryResult{}
	var all []QueryResult
	for _, q := range queries {
		answer, err := r.in.Searcher.Search(ctx, query.Request{Text: q.Text, Limit: cutoff})
		if err != nil {
			return out, misses, fmt.Errorf("search %q: %w", q.Text, err)
		}
		hits := answer.Hits[:min(cutoff, len(answer.Hits))]
		if len(q.Relevant) == 0 {
			out.Nothing++
			if len(hits) == 0 {
				out.NothingShown++
			} else {
				misses = append(misses, fmt.Sprintf("%q: nothing answers it, shown %s %s", q.Text, hits[0].Agreement, hits[0].Citation))
			}
			out.Queries = append(out.Queries, QueryResult{Text: q.Text, Kind: q.Kind, Hits: len(hits)})
			continue
		}
		res := r.rank(&q, hits)
		out.Queries = append(out.Queries, res)
		all = append(all, res)
		byKind[q.Kind] = append(byKind[q.Kind], res)
		if len(res.Missed) > 0 {
			misses = append(misses, fmt.Sprintf("%q: ndcg %.2f, not shown: %s", q.Text, res.NDCG10, strings.Join(res.Missed, ", ")))
		}
	}
	out.Ranking = mean(all)
	for kind, results := range byKind {
		out.ByKind[kind] = mean(results)
	}
	return out, misses, nil
}

// rank grades the hits of one query.
func (r *run) rank(q *gold.Query, hits []query.Hit) QueryResult {
	res := QueryResult{Text: q.Text, Kind: q.Kind, Hits: len(hits)}
	answered := map[int]bool{}
	var dcg float64
	for i, h := range hits {
		k := r.answers(q.Relevant, &h, answered)
		if k < 0 {
			continue
		}
		answered[k] = true
		dcg += gain(q.Relevant[k].Grade, i)
		if res.RR == 0 {
			res.RR = round4(1 / float64(i+1))
		}
	}
	grades := make([]int, 0, len(q.Relevant))
	for k, rel := range q.Relevant {
		grades = append(grades, rel.Grade)
		if !answered[k] {
			res.Missed = append(res.Missed, rel.Doc+" "+rel.Path)
		}
	}
	sort.Sort(sort.Reverse(sort.IntSlice(grades)))
	var ideal float64
	for i, g := range grades[:min(cutoff, len(grades))] {
		ideal += gain(g, i)
	}
	res.NDCG10 = round4(dcg / ideal)
	res.Recall10 = share(len(answered), min(cutoff, len(q.Relevant)))
	return res
}

// answers is the gold provision that h answers and no hit before it did, or -1:
// the provision itself first, then the nearest around it.
func (r *run) answers(relevant []gold.Relevant, h *query.Hit, answered map[int]bool) int {
	best, bestLen := -1, -1
	for k, rel := range relevant {
		d := r.doc(rel.Doc)
		if answered[k] || d == nil || d.a.ID != h.Agreement {
			continue
		}
		if h.ID == nil {
			if rel.Path == contentsPath && d.inContents(h.Span) && bestLen < 0 {
				best, bestLen = k, 0
			}
			continue
		}
		if id := d.id(rel.Path); id != "" && slices.Contains(d.around(*h.ID), id) && len(id) > bestLen {
			best, bestLen = k, len(id)
		}
	}
	return best
}

// contentsPath is how gold names an entry of the contents list whose body is
// not in the file.
const contentsPath = "other:contents"

// around lists the ids of a provision and of those around it, up to the first
// article, part, section, appendix or letter. An unknown id is alone.
func (d *document) around(id string) []string {
	ids := []string{id}
	for i := d.tree.Find(id); i >= 0 && !isMajor(d.a.Provisions[i].Kind); {
		if i = d.tree.Parent(i); i >= 0 {
			ids = append(ids, d.a.Provisions[i].ID)
		}
	}
	return ids
}

// inContents reports whether span is that of an entry of the contents list.
func (d *document) inContents(span corpus.Span) bool {
	return slices.ContainsFunc(d.a.Contents, func(c corpus.ContentsEntry) bool { return c.Span.Overlaps(span) })
}

// gain is what a provision of that grade is worth at rank i, from 0.
func gain(grade, i int) float64 { return (math.Exp2(float64(grade)) - 1) / math.Log2(float64(i+2)) }

func mean(results []QueryResult) Ranking {
	m := Ranking{Queries: len(results)}
	if len(results) == 0 {
		return m
	}
	var ndcg, rr, recall float64
	first := 0
	for _, r := range results {
		ndcg, rr, recall = ndcg+r.NDCG10, rr+r.RR, recall+r.Recall10
		if r.RR == 1 {
			first++
		}
	}
	n := float64(len(results))
	m.NDCG10, m.MRR, m.Recall10, m.First = round4(ndcg/n), round4(rr/n), round4(recall/n), share(first, len(results))
	return m
}
