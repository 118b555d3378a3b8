package index

import (
	"context"
	"fmt"

	"github.com/blevesearch/bleve/v2/document"

	"github.com/clausebook/clausebook/corpus"
)

// An analyst works agreements out for the index, one after the other. Several
// may work at a time, on a vocabulary that they take turns at.
type analyst struct {
	finder  *finder
	speller *speller
	bags    *bags
	numbers []wordNumbers // by the speller's forms
	seen    []uint32      // by number of a word: the last passage that held it
	passage uint32
	counts  tally
}

// wordNumbers are those of a word and of its stem in the vocabulary.
type wordNumbers struct {
	word, stem uint32
	known      bool
}

func newAnalyst(f *finder) *analyst {
	an := &analyst{finder: f}
	an.forget()
	return an
}

// rememberedForms is how many forms of words an analyst remembers, at about 150 bytes
// each. An agreement has some thousands.
const rememberedForms = 100_000

// forget starts with an empty memory: of words, not of what was counted.
func (an *analyst) forget() {
	an.speller = newSpeller()
	an.bags = newBags(an.speller)
	an.numbers = nil
}

// A draft is an agreement with its passages divided into words.
type draft struct {
	a        *corpus.Agreement
	outline  string // as [corpus.AppendOutline] writes it
	keys     []string
	passages []*analysed
}

// draft divides an agreement's passages into words.
func (an *analyst) draft(a *corpus.Agreement) (*draft, error) {
	if len(an.speller.forms) > rememberedForms {
		an.forget()
	}
	s := newShelf(a)
	d := &draft{a: a, outline: string(corpus.AppendOutline(nil, s.tree))}
	for _, key := range s.keys() {
		if provision, _, ok := s.find(key); ok && provision >= 0 && s.levels[provision] == inner {
			continue // its section answers with its words
		}
		p, ok := s.passage(key, an.speller)
		if !ok {
			return nil, fmt.Errorf("no passage %s", key) // unreachable: the keys are the shelf's own
		}
		d.keys, d.passages = append(d.keys, key), append(d.passages, p)
	}
	return d, nil
}

// number gives the draft's words their numbers. Which they get depends on the
// order in which drafts are numbered, and on nothing else.
func (an *analyst) number(d *draft, v *register) {
	an.numbers = append(an.numbers, make([]wordNumbers, len(an.speller.forms)-len(an.numbers))...)
	words := func(list []word) {
		for i := range list {
			w := &list[i]
			if n := &an.numbers[w.at]; !n.known {
				n.word, n.stem = v.numbers(&w.form)
				n.known = true
			}
		}
	}
	for _, p := range d.passages {
		words(p.title)
		for _, t := range p.above {
			words(t)
		}
		words(p.path)
		words(p.words)
	}
}

// documents are the passages of a draft whose words have numbers, as the engine
// gets them.
func (an *analyst) documents(ctx context.Context, d *draft) ([]*document.Document, error) {
	out := make([]*document.Document, 0, len(d.passages))
	for i, p := range d.passages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		an.bags.fill(p)
		p.weighTopics(an.finder, an.bags.text)
		words := an.count(p)
		record, err := encodePassage(func(w *word) uint32 { return an.numbers[w.at].word }, p)
		if err != nil {
			return nil, err
		}
		out = append(out, p.document(an.finder.subjects, an.bags, words, d.keys[i], record))
		d.passages[i] = nil
	}
	return out, nil
}

// count counts p, and lists its different words as they are written.
func (an *analyst) count(p *analysed) []string {
	an.passage++
	var words []string
	reach := func(list *[]int32, n uint32) *int32 {
		for int(n) >= len(*list) {
			*list = append(*list, make([]int32, max(1024, len(*list)))...)
		}
		return &(*list)[n]
	}
	for _, list := range [][]word{p.title, p.words} {
		for i := range list {
			w := &list[i]
			if w.stop {
				continue
			}
			n := an.numbers[w.at].word
			for int(n) >= len(an.seen) {
				an.seen = append(an.seen, make([]uint32, max(1024, len(an.seen)))...)
			}
			if an.seen[n] != an.passage {
				an.seen[n] = an.passage
				words = append(words, w.text)
				*reach(&an.counts.words, n)++
			}
		}
	}
	for _, c := range []struct {
		bag  *stemBag
		list *[]int32
	}{{an.bags.title, &an.counts.inTitle}, {an.bags.text, &an.counts.inText}} {
		for _, form := range c.bag.forms {
			*reach(c.list, an.numbers[form].stem)++
		}
	}
	return words
}
