// Package eval measures the program against gold: how well structure,
// references and terms are read, queries answered and topics compared. It asks
// through small interfaces and reads agreements that were ingested already, so
// it measures what is served.
package eval

import (
	"context"
	"fmt"
	"math"
	"strconv"

	"github.com/clausebook/clausebook/compare"
	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/gold"
	"github.com/clausebook/clausebook/index/query"
)

// A Searcher answers queries over the agreements that are measured and no
// others.
type Searcher interface {
	Search(ctx context.Context, req query.Request) (query.Answer, error)
}

// A Comparer compares a topic, named by its label or in free words, across the
// agreements that are measured.
type Comparer interface {
	Compare(ctx context.Context, topic string) (compare.Comparison, error)
}

// An Input is what is measured. Without a Searcher or a Comparer that part of
// the report is left out.
type Input struct {
	Gold       *gold.Set
	Agreements []*corpus.Agreement // matched to gold by the number in their file's name
	Searcher   Searcher
	Comparer   Comparer
}

// A Report is every figure. Shares lie in [0,1] and are rounded to four
// decimals. Documents are named by their gold number, "002".
type Report struct {
	Structure map[string]Structure `json:"structure"`
	// Calibration is of the provisions of every document together.
	Calibration Calibration           `json:"calibration"`
	References  map[string]References `json:"references"`
	Text        map[string]Text       `json:"text"`
	Terms       Terms                 `json:"terms"`
	Search      *Search               `json:"search"`
	Compare     *Compare              `json:"compare"`
	// Misses lists what is wrong behind the figures, by the part of the report
	// ("structure 002", "search"), in the order found.
	Misses map[string][]string `json:"misses,omitempty"`
}

// run is one evaluation.
type run struct {
	in   Input
	docs map[string]*document
	// slips are the queries that a slip of the pen makes worse.
	slips []string
}

// Run measures in. It fails if a document that gold knows is not among the
// agreements, or if the searcher or comparer fails.
func Run(ctx context.Context, in Input) (*Report, error) {
	r := &run{in: in, docs: map[string]*document{}}
	for _, a := range in.Agreements {
		r.docs[gold.Number(a.Source.Name)] = newDocument(a, in.Gold.Structure(a.Source.Name))
	}
	out := &Report{Structure: map[string]Structure{}, References: map[string]References{}, Text: map[string]Text{}, Misses: map[string][]string{}}
	note := func(part string, misses []string) {
		if len(misses) > 0 {
			out.Misses[part] = misses
		}
	}
	var all []Judged
	for _, g := range in.Gold.Structures {
		doc := gold.Number(g.Doc)
		d := r.doc(doc)
		if d == nil {
			return nil, fmt.Errorf("eval: gold knows %s, which was not read", g.Doc)
		}
		s, misses := d.matching.structure()
		out.Structure[doc] = s
		note("structure "+doc, misses)
		j, misses := d.matching.judge()
		all = append(all, j...)
		note("calibration "+doc, misses)
		x, misses := d.matching.references()
		out.References[doc] = x
		note("references "+doc, misses)
		out.Text[doc] = d.text()
	}
	out.Calibration = Calibrate(all)
	var misses []string
	out.Terms, misses = r.terms()
	note("terms", misses)
	if in.Searcher != nil {
		s, misses, err := r.search(ctx)
		if err != nil {
			return nil, fmt.Errorf("eval: %w", err)
		}
		out.Search = &s
		note("search", misses)
		note("typos", r.slips)
	}
	if in.Comparer != nil {
		c, misses, err := r.compare(ctx)
		if err != nil {
			return nil, fmt.Errorf("eval: %w", err)
		}
		out.Compare = &c
		note("compare", misses)
	}
	return out, nil
}

// doc is the document of that gold number, or nil.
func (r *run) doc(number string) *document { return r.docs[number] }

// round4 rounds to four decimals.
func round4(x float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(x, 'f', 4, 64), 64)
	if err != nil || math.IsNaN(r) { // unreachable: FormatFloat writes what ParseFloat reads
		return 0
	}
	return r
}

// divide is a/b, or 0 where there is nothing to count.
func divide(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// share is a/b to four decimals, or 0 where there is nothing to count.
func share(a, b int) float64 { return round4(divide(a, b)) }

// ratio is a/b to four decimals, or nil where there is nothing to count.
func ratio(a, b int) *float64 {
	if b == 0 {
		return nil
	}
	r := share(a, b)
	return &r
}
