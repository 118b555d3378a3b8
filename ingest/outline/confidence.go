package outline

import (
	"math"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// Evidence is what speaks for and against a provision's having been read
// rightly, one bit each. It is the same for every document: nothing in it knows
// what the words are.
type Evidence uint16

// The bits of evidence. Those on the contents list are never set in a document
// without one, so that a document without a list is neither better nor worse.
const (
	Listed     Evidence = 1 << iota // the contents list has its number and its title
	Unlisted                        // the list has others of its kind there, and not it
	Differs                         // the list has its number with another title
	LostBehind                      // the list has an entry behind it whose text was not found: it may lie inside
	GapBehind                       // the numbers of its run jump or repeat behind it
	GapBefore                       // … before it
	Late                            // its run begins with it, and not at 1
	Numberless                      // it has no number, and those beside it have
	Damaged                         // its number could not be read, or was read by its place in the run
	Faint                           // the line hardly reads as a heading
	Tail                            // a section or less that ends an appendix or letter, where papers without a heading follow
	Shift                           // what stands beside it behind it is numbered in another style: "5." and then "a."
	evidences  = iota
)

// logOdds is the logarithm of the odds that a provision is right: that its kind,
// number, parent and end are. The weights are fitted on gold and on copies of it
// with damaged headings by TestConfidenceIsCalibrated in cmd/clausebook, which
// prints them with -v, and are rounded to a tenth; docs/calibration.md says how,
// and how well they do on documents that they were not fitted on.
func (e Evidence) logOdds() float64 {
	sum := 3.7 // nothing speaks for or against it
	for i, w := range [evidences]float64{0.6, -0.6, -0.3, -2.0, -3.8, -1.6, -1.1, -3.4, -0.9, -0.9, -3.2, -1.1} {
		if e&(1<<i) != 0 {
			sum += w
		}
	}
	return sum
}

// Confidence is the share of provisions with that evidence that are right, by
// the fit: in [0.01, 0.99], as gold is too small to tell more.
func (e Evidence) Confidence() float64 {
	p := 1 / (1 + math.Exp(-e.logOdds()))
	return math.Round(max(0.01, min(p, 0.99))*1000) / 1000
}

// String names the bits that are set, in order, with "+" between them.
func (e Evidence) String() string {
	var out []string
	for i, name := range [evidences]string{"listed", "unlisted", "differs", "lost-behind", "gap-behind", "gap-before", "late", "numberless", "damaged", "faint", "tail", "shift"} {
		if e&(1<<i) != 0 {
			out = append(out, name)
		}
	}
	return strings.Join(out, "+")
}

// faint is the mark for a heading's looks below which its line hardly reads as
// one. A heading in capitals, or one behind a full stop, is above it.
const faint = 0.8

// confide gathers the evidence for each provision and sets its confidence.
func (r *reader) confide(res *Result) {
	res.Evidence = make([]Evidence, len(res.Provisions))
	f := r.family(res)
	i := 0
	var walk func(us []*unit)
	limit := make([]float64, len(res.Provisions))
	walk = func(us []*unit) {
		for _, u := range us {
			res.Evidence[i], limit[i] = u.evidence(), 1
			if u.line < 0 {
				limit[i] = u.conf // it has no heading for evidence to speak of
			}
			i++
			walk(u.sub)
		}
	}
	walk(r.top)
	r.byList(res, f)
	r.byRun(res, f)
	for i := range res.Provisions {
		p := &res.Provisions[i]
		if f.inBack(res, i) {
			res.Evidence[i] |= Tail
		}
		p.Confidence = min(res.Evidence[i].Confidence(), limit[i])
	}
}

// evidence is what a unit's own line says.
func (u *unit) evidence() Evidence {
	var e Evidence
	if u.number != "" && u.lab.ord() == 0 || u.lab.lost || u.lab.number == "?" {
		e |= Damaged
	}
	if u.conf < faint {
		e |= Faint
	}
	return e
}

// A family is how provisions hang together, by their indexes.
type family struct {
	index  map[string]int
	parent []int // -1 on top
	last   []int // the last child, -1 without one
	depth  []int
}

func (r *reader) family(res *Result) *family {
	n := len(res.Provisions)
	f := &family{index: make(map[string]int, n), parent: make([]int, n), last: make([]int, n), depth: make([]int, n)}
	for i := range res.Provisions {
		p := &res.Provisions[i]
		f.index[p.ID], f.parent[i], f.last[i] = i, -1, -1
		if up, ok := f.index[p.Parent]; ok && p.Parent != "" {
			f.parent[i], f.last[up], f.depth[i] = up, i, f.depth[up]+1
		}
	}
	return f
}

// inBack: i is a section or less inside an appendix or letter and ends where that
// does.
func (f *family) inBack(res *Result, i int) bool {
	if kind := res.Provisions[i].Kind; kind == corpus.Appendix || kind == corpus.Letter || kind == corpus.Part {
		return false
	}
	for k := i; f.parent[k] >= 0 && f.last[f.parent[k]] == k; {
		k = f.parent[k]
		if kind := res.Provisions[k].Kind; kind == corpus.Appendix || kind == corpus.Letter {
			return true
		}
	}
	return false
}

// mark sets bit on i and on what ends where i ends inside it: what is lost
// behind a section is lost behind its last subsection too.
func (f *family) mark(res *Result, i int, bit Evidence) {
	for ; i >= 0; i = f.last[i] {
		res.Evidence[i] |= bit
	}
}

// byList gathers what the contents list says.
func (r *reader) byList(res *Result, f *family) {
	kinds := listedKinds(r.entries)
	listed := make([]bool, len(res.Provisions))
	final := -1 // the last entry on top that was found: behind it the file ends, or the list's matter
	for k := range res.Contents {
		if res.Contents[k].Provision != "" && r.entries[k].Depth == 0 {
			final = k
		}
	}
	before := -1 // the provision of the entry before, of those found
	for k := range res.Contents {
		e := &r.entries[k]
		i, ok := f.index[res.Contents[k].Provision]
		if res.Contents[k].Provision == "" || !ok {
			if before >= 0 && (k < final || e.Depth > 0) {
				top := before
				for f.parent[top] >= 0 && f.depth[top] > e.Depth {
					top = f.parent[top]
				}
				if f.depth[top] >= e.Depth {
					f.mark(res, top, LostBehind)
				}
			}
			continue
		}
		before, listed[i] = i, true
		switch p := &res.Provisions[i]; {
		case e.Title == "" || p.Title == "":
		case sameFolded(e.folded, r.titles[i]):
			res.Evidence[i] |= Listed
		default:
			res.Evidence[i] |= Differs
		}
	}
	beside := make([]int, len(res.Provisions)) // sections below it that are listed
	for i, up := range f.parent {
		if up >= 0 && listed[i] && res.Provisions[i].Kind == corpus.Section {
			beside[up]++
		}
	}
	for i, up := range f.parent {
		kind := res.Provisions[i].Kind
		switch {
		case listed[i]:
		case up < 0 && kinds[kind], up >= 0 && kind == corpus.Section && beside[up] >= 2 && res.Provisions[i].Title != "":
			res.Evidence[i] |= Unlisted
		}
	}
}

// byRun gathers what the numbers of siblings say.
func (r *reader) byRun(res *Result, f *family) {
	heading := map[corpus.Span]int{}
	before := make(map[int]int) // parent → its numbered child before
	begun := make(map[int]bool) // parents with a run of numbers that has begun
	for i := range res.Provisions {
		p := &res.Provisions[i]
		heading[p.HeadingSpan] = i
		if p.Number == "" || p.Kind == corpus.Letter || p.Kind == corpus.Appendix {
			continue
		}
		if q, ok := before[f.parent[i]]; ok && p.Kind != corpus.Article && p.Kind == res.Provisions[q].Kind && !sameForm(res.Provisions[q].Number, p.Number) {
			f.mark(res, q, Shift)
		}
		before[f.parent[i]] = i
		if up := f.parent[i]; !begun[up] {
			begun[up] = true
			if _, _, rd := readNumber(p.Number, true); len(rd) > 0 && r.ordOf(p, rd[0].form) > 1 {
				res.Evidence[i] |= Late
			}
		}
	}
	for i := range res.Provisions {
		switch p := &res.Provisions[i]; p.Kind {
		case corpus.Section, corpus.Subsection, corpus.Paragraph:
			if p.Number == "" && begun[f.parent[i]] {
				res.Evidence[i] |= Numberless
			}
		}
	}
	for _, g := range res.Certificate.Gaps {
		if i, ok := f.index[g.After]; ok {
			f.mark(res, i, GapBehind)
		}
		if i, ok := heading[g.Span]; ok {
			res.Evidence[i] |= GapBefore
		}
	}
}

// sameForm: some reading of a and some reading of b have the same form.
func sameForm(a, b string) bool {
	_, _, x := readNumber(a, true)
	_, _, y := readNumber(b, true)
	for _, p := range x {
		for _, q := range y {
			if p.form == q.form {
				return true
			}
		}
	}
	return len(x) == 0 || len(y) == 0
}
