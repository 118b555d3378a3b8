package outline

import "slices"

// belowTops are the entries of the contents list by what they stand below, so
// that those of one unit are found without a walk through the list for each: an
// agreement of thousands of articles may list them all.
type belowTops struct {
	always   []int           // below no entry on top
	labelled map[place][]int // below an entry on top with a label
	titled   []titledTop     // below one that has only a title
}

type titledTop struct {
	folded  string
	entries []int
}

func newBelowTops(entries []entry) *belowTops {
	b := &belowTops{labelled: map[place][]int{}}
	titled := map[int]int{} // entry on top → its place in b.titled
	for i := range entries {
		t := entries[i].top
		top := &entries[t]
		switch {
		case top.Depth != 0:
			b.always = append(b.always, i)
		case top.word != "":
			k := place{top.word, top.ord}
			b.labelled[k] = append(b.labelled[k], i)
		default:
			k, ok := titled[t]
			if !ok {
				k = len(b.titled)
				titled[t] = k
				b.titled = append(b.titled, titledTop{folded: fold(top.Title)})
			}
			b.titled[k].entries = append(b.titled[k].entries, i)
		}
	}
	return b
}

// listedBelow lists the entries of the contents list that stand below u, in
// their order.
func (r *reader) listedBelow(u *unit) []int {
	if r.belows == nil {
		r.belows = newBelowTops(r.entries)
	}
	out := slices.Clone(r.belows.always)
	if u.lab.word != "" {
		out = append(out, r.belows.labelled[place{u.lab.word, u.lab.ord()}]...)
	} else {
		title := fold(u.title)
		for _, t := range r.belows.titled {
			if sameFolded(t.folded, title) {
				out = append(out, t.entries...)
			}
		}
	}
	slices.Sort(out)
	return out
}
