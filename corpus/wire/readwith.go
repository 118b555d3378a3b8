package wire

import (
	"slices"

	"github.com/clausebook/clausebook/corpus"
)

// MaxWith is the greatest depth that a provision is read with.
const MaxWith = 5

// maxCompanions bounds what one provision is read with: past it, a reader is
// reading the agreement.
const maxCompanions = 60

// A Companion is a provision that another leans on, with what leads to it.
type Companion struct {
	Depth int    `json:"depth"` // 1: cited by the provision itself; 2: by one of those
	By    string `json:"by"`    // id of the provision whose words cite it
	Raw   string `json:"raw"`   // those words
	Place
	Heading string      `json:"heading"`
	Text    string      `json:"full_text"` // heading, own text and all that stands below
	Span    corpus.Span `json:"span"`
}

// ReadWith lists what provision i of t's agreement leans on, nearest first: the
// provisions that it and what stands below it cite; then, for a depth of two or
// more, those that these cite, and so on. No provision comes twice, nor one that
// stands in another already listed, nor what i itself is a part of ("this
// Article"). more says that some were left out, for there were more than sixty. A
// depth below 1 gives none; one above [MaxWith] counts as that.
func ReadWith(t *corpus.Tree, i, depth int) (list []Companion, more bool) {
	a := t.Agreement()
	list = []Companion{}
	inside := func(i, j int) bool { return a.Provisions[j].Span.Contains(a.Provisions[i].Span) }
	taken := []int{i}
	from := []int{i}
	for d := 1; d <= min(depth, MaxWith) && len(from) > 0; d++ {
		var next []int
		for _, at := range from {
			span := a.Provisions[at].Span
			for n := range a.References {
				r := &a.References[n]
				to := t.Find(r.Target)
				if !span.Contains(r.Span) || to < 0 || inside(i, to) || slices.ContainsFunc(taken, func(k int) bool { return inside(to, k) }) {
					continue
				}
				if len(list) == maxCompanions {
					return list, true
				}
				p := &a.Provisions[to]
				list = append(list, Companion{Depth: d, By: r.From, Raw: r.Raw, Place: PlaceOf(p), Heading: p.Heading, Text: t.CleanAll(to).Text, Span: p.Span})
				taken, next = append(taken, to), append(next, to)
			}
		}
		from = next
	}
	return list, false
}
