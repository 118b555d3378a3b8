package eval

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/gold"
)

// A Calibration says whether the confidences of provisions mean what they say:
// of those given 0.9, nine in ten should be right. A provision is right if it
// meets a unit of gold and has its kind, its number, its parent and, within
// twelve inked characters, its end. Articles, parts, sections, appendices and
// letters are judged, and of the subsections those that meet a unit of gold or
// begin at a trap: gold does not list every subsection, so that one more may be
// right. What is free to give is not judged.
type Calibration struct {
	Provisions int      `json:"provisions"`
	Right      *float64 `json:"right"`      // share that is right
	Confidence *float64 `json:"confidence"` // mean confidence
	// ECE is the expected calibration error: how far the share that is right lies
	// from the mean confidence, averaged over the bins by what is in them.
	ECE *float64 `json:"ece"`
	// Brier is the mean square of confidence less outcome, 1 or 0. Base is what it
	// would be if every provision had the share that is right for its confidence.
	Brier *float64 `json:"brier"`
	Base  *float64 `json:"brier_base"`
	// Ranking is how often a wrong provision has a lower confidence than a right
	// one, over all such pairs, a tie counting half. Nil without both.
	Ranking *float64 `json:"ranking"`
	Bins    []Bin    `json:"bins"`
}

// A Bin is the provisions whose confidence lies in [From, To), or in [From, 1]
// for the last.
type Bin struct {
	From       float64  `json:"from"`
	To         float64  `json:"to"`
	Provisions int      `json:"provisions"`
	Right      *float64 `json:"right"`
	Confidence *float64 `json:"confidence"`
}

// edges bound the bins. They lie closer together near 1, where most provisions
// are and where a reader has to know 0.9 from 0.98.
func edges() []float64 { return []float64{0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1} }

// A Judged provision is its place among the agreement's, its confidence, and
// whether it is right.
type Judged struct {
	Provision  int
	Confidence float64
	Right      bool
}

// Judge tells of each provision of a that g can judge whether it is right, in
// document order. What makes confidences is fitted on it.
func Judge(g *gold.Structure, a *corpus.Agreement) []Judged {
	all, _ := newMatching(g, a).judge()
	return all
}

// Calibrate measures judged provisions; their order does not matter.
func Calibrate(all []Judged) Calibration {
	bounds := edges()
	out := Calibration{Provisions: len(all), Bins: make([]Bin, len(bounds)-1)}
	n := len(out.Bins)
	counts, rights, sums := make([]int, n), make([]int, n), make([]float64, n)
	var right int
	var sum, square float64
	for _, j := range all {
		k := n - 1
		for k > 0 && j.Confidence < bounds[k] {
			k--
		}
		counts[k]++
		sums[k] += j.Confidence
		sum += j.Confidence
		outcome := 0.0
		if j.Right {
			outcome = 1
			right++
			rights[k]++
		}
		square += (j.Confidence - outcome) * (j.Confidence - outcome)
	}
	apart := 0.0
	for k := range out.Bins {
		out.Bins[k] = Bin{From: bounds[k], To: bounds[k+1], Provisions: counts[k],
			Right: ratio(rights[k], counts[k]), Confidence: average(sums[k], counts[k])}
		apart += math.Abs(sums[k] - float64(rights[k]))
	}
	out.Right, out.Confidence = ratio(right, len(all)), average(sum, len(all))
	out.ECE, out.Brier = average(apart, len(all)), average(square, len(all))
	base := divide(right, len(all))
	out.Base = average(float64(len(all))*base*(1-base), len(all))
	out.Ranking = ranking(all)
	return out
}

// average is sum/n to four decimals, or nil where there is nothing to count.
func average(sum float64, n int) *float64 {
	if n == 0 {
		return nil
	}
	m := round4(sum / float64(n))
	return &m
}

// ranking is the share of pairs, one right and one wrong, of which the right one
// has the higher confidence; a tie counts half.
func ranking(all []Judged) *float64 {
	sorted := slices.Clone(all)
	slices.SortFunc(sorted, func(a, b Judged) int { return cmp.Compare(a.Confidence, b.Confidence) })
	var below, rights int // wrong ones with a lower confidence; right ones so far
	var won float64
	for i := 0; i < len(sorted); {
		j, wrong, right := i, 0, 0
		for ; j < len(sorted) && sorted[j].Confidence == sorted[i].Confidence; j++ {
			if sorted[j].Right {
				right++
			} else {
				wrong++
			}
		}
		won += float64(right) * (float64(below) + float64(wrong)/2)
		below += wrong
		rights += right
		i = j
	}
	if below == 0 || rights == 0 {
		return nil
	}
	r := round4(won / float64(below) / float64(rights))
	return &r
}

// judge does what [Judge] says, and lists those that are wrong.
func (m *matching) judge() (all []Judged, misses []string) {
	units := map[int]*gold.Unit{} // provision → the unit that it meets
	for _, u := range m.units {
		if i, ok := m.met[u.Path]; ok && sameKind(u.Kind, m.a.Provisions[i].Kind) {
			units[i] = u
		}
	}
	free, traps := m.free(), m.traps()
	for i := range m.a.Provisions {
		p, u := &m.a.Provisions[i], units[i]
		switch {
		case !isMajor(p.Kind) && p.Kind != corpus.Subsection:
			continue
		case u == nil && (free[m.start[i]] || p.Kind == corpus.Subsection && !m.atTrap(traps, i)):
			continue
		}
		why := ""
		switch {
		case u == nil:
			why = "no such unit"
		case u.Kind != p.Kind:
			why = "kind"
		case !numberRight(u, p):
			why = "number"
		case !m.parentRight(u.Path, u.Kind, p):
			why = "parent"
		case m.endOff(u, i) != 0:
			why = "end"
		}
		if why != "" {
			misses = append(misses, fmt.Sprintf("confidence %s: %s, wrong: %s", p.ID, format(&p.Confidence), why))
		}
		all = append(all, Judged{i, p.Confidence, why == ""})
	}
	return all, misses
}
