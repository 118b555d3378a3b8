package index

import (
	"sort"

	"github.com/clausebook/clausebook/corpus"
)

// A valued is a typed value of a passage with its place in it.
type valued struct {
	Type     corpus.TermType
	Value    float64
	Unit     string
	from, to int // word indices, half open
}

// values lists the typed values of the passage's text, in order.
func (p *analysed) values() []valued {
	if p.provision < 0 || len(p.clean.Text) == 0 {
		return nil
	}
	terms := p.shelf.a.Terms // in the order of the text
	span := p.shelf.a.Provisions[p.provision].Span
	var out []valued
	for k := sort.Search(len(terms), func(k int) bool { return terms[k].Span.Start >= span.Start }); k < len(terms) && terms[k].Span.Start < span.End; k++ {
		start, end := p.clean.Offset(terms[k].Span.Start), p.clean.Offset(terms[k].Span.End)
		from := sort.Search(len(p.words), func(i int) bool { return p.words[i].end > start })
		to := sort.Search(len(p.words), func(i int) bool { return p.words[i].start >= end })
		if from < to {
			out = append(out, valued{terms[k].Type, terms[k].Value, terms[k].Unit, from, to})
		}
	}
	return out
}
