package compare

import (
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// A splitting is the words of one clause against those of the several that it
// became, or the other way round.
type splitting struct {
	runs  []WordRun
	parts []int // the clause that each run is shown with
}

// of is the runs of one of the pieces.
func (s splitting) of(clause int) []WordRun {
	out := []WordRun{}
	for n, r := range s.runs {
		if s.parts[n] == clause {
			out = append(out, r)
		}
	}
	return out
}

func (s splitting) all() []WordRun { return s.runs }

// split sets old clause i against its partner and the new clauses that took
// over words of it, in their order.
func (e *editions) split(i int) splitting {
	pieces := append([]int{e.p.toB[i]}, e.into[i]...)
	slices.Sort(pieces)
	runs, _, own := joined([]*clause{&e.p.a[i]}, pick(e.p.b, pieces))
	out := splitting{runs: runs}
	for _, n := range own {
		out.parts = append(out.parts, pieces[n])
	}
	return out
}

// joint sets the old clauses that new clause k was made of against it.
func (e *editions) joint(k int) splitting {
	pieces := append([]int{e.p.toA[k]}, e.from[k]...)
	slices.Sort(pieces)
	runs, own, _ := joined(pick(e.p.a, pieces), []*clause{&e.p.b[k]})
	out := splitting{runs: runs}
	for _, n := range own {
		out.parts = append(out.parts, pieces[n])
	}
	return out
}

func pick(list []clause, at []int) []*clause {
	out := make([]*clause, len(at))
	for n, i := range at {
		out[n] = &list[i]
	}
	return out
}

// joined sets clauses, as if each side were one text, against each other. No
// run goes over the end of a clause; ofOld and ofNew say by number which clause
// a run stands in.
func joined(olds, news []*clause) (out []WordRun, ofOld, ofNew []int) {
	a, b := oneText(olds), oneText(news)
	for _, r := range runs(a.words, b.words, a.cuts, b.cuts) {
		partA, partB := min(r.partA, len(olds)-1), min(r.own, len(news)-1)
		run := r.text(a.text, b.text, a.words, b.words)
		place := func(s *corpus.Span, c *clause, at int) *corpus.Span {
			span := c.clean.Source(s.Start-at, s.End-at)
			return &span
		}
		if run.Old != nil {
			run.Old = place(run.Old, olds[partA], a.at[partA])
		}
		if run.New != nil {
			run.New = place(run.New, news[partB], b.at[partB])
		}
		out, ofOld, ofNew = append(out, run), append(ofOld, partA), append(ofNew, partB)
	}
	return out, ofOld, ofNew
}

// A text of several clauses.
type several struct {
	text  string
	at    []int // where each begins
	cuts  []int // the word that opens each but the first
	words []diffWord
}

func oneText(list []*clause) several {
	var s several
	var b strings.Builder
	for n, c := range list {
		if n > 0 {
			b.WriteByte(' ')
			s.cuts = append(s.cuts, len(s.words))
		}
		at := b.Len()
		s.at = append(s.at, at)
		b.WriteString(c.text)
		for _, w := range diffWords(c.text) {
			w.from, w.to, w.lead = w.from+at, w.to+at, w.lead+at
			s.words = append(s.words, w)
		}
	}
	s.text = b.String()
	return s
}
