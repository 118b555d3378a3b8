package corpus

import "strconv"

// LookupListed lists the indices of the entries of a's contents list that c means
// and that no body answers to, best first. The list is a tree like the body's, so
// the body's look-up reads it; an entry for what the place is in will do, for the
// list may not go so deep: "Article 15, Section B" finds the entry of an Article
// 15 that is not in the file. None where the deepest entry that fits has a body.
func (a *Agreement) LookupListed(c Citation) []int {
	list := &Agreement{Provisions: make([]Provision, len(a.Contents))}
	var open []int // entries that the next one may be under, outermost first
	for i, e := range a.Contents {
		for len(open) > 0 && a.Contents[open[len(open)-1]].Depth >= e.Depth {
			open = open[:len(open)-1]
		}
		p := Provision{ID: strconv.Itoa(i), Kind: e.Kind, Number: e.Number, Title: e.Title}
		if len(open) > 0 {
			p.Parent = strconv.Itoa(open[len(open)-1])
		}
		list.Provisions[i] = p
		open = append(open, i)
	}
	found, _ := NewTree(list).LookupPrefix(c)
	var out []int
	for _, i := range found {
		if a.Contents[i].Provision == "" {
			out = append(out, i)
		}
	}
	return out
}
