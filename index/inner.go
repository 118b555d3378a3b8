package index

import (
	"fmt"
	"slices"

	"github.com/clausebook/clausebook/corpus"
)

// The engine has no subsections and paragraphs: their words are those of the
// section, or whatever answers, that they are in. What a search is to know of one
// is worked out of that one's record and of the agreement's outline.

// below works out the subsections and paragraphs in p, in order.
func (g *generation) below(s *search, p *passage) ([]*passage, error) {
	if p.isEntry() || p.level == inner {
		return nil, nil
	}
	o, err := g.atlas.open(p.agreement)
	if err != nil {
		return nil, err
	}
	defer g.atlas.close(o)
	_, id := cutKey(p.key)
	top := o.Find(id)
	if top < 0 {
		return nil, fmt.Errorf("outline of %s: no %s", p.agreement, id) // unreachable: both are of one generation
	}
	var out []*passage
	var walk func(i int) error
	walk = func(i int) error {
		if holdsSections(o, i) {
			return nil // what is inner there stands for itself
		}
		for _, c := range o.Children(i) {
			if !isInner(o.Kind(c)) {
				continue
			}
			made, err := s.inside(p, o, top, c)
			if err != nil {
				return err
			}
			out = append(out, made)
			if err := walk(c); err != nil {
				return err
			}
		}
		return nil
	}
	return out, walk(top)
}

// inside works out provision i of an outline, which is in home, the top-th.
func (s *search) inside(home *passage, o *corpus.Outline, top, i int) (*passage, error) {
	v, skipped, err := innerShown(home, o, top, i)
	if err != nil {
		return nil, err
	}
	p := &passage{key: provisionKey(home.agreement, v.ID), agreement: home.agreement, level: inner, kind: o.Kind(i),
		start: v.Span.Start, articles: home.articles, above: slices.Clip(home.above), unpacked: v}
	// Its words are a run of its home's.
	skipped = min(skipped, len(home.body.words))
	end := max(skipped, min(len(home.body.words), skipped+wordsUpTo(v.Clean.Text, v.Starts, len(v.Clean.Text))))
	p.body = wording{home.body.words[skipped:end:end], home.body.stems[skipped:end:end]}
	title := s.speller.words(o.Title(i))
	p.title = s.wording(title)
	for _, up := range above(o, i, top) {
		if t := s.speller.words(o.Title(up)); len(t) > 0 {
			p.above = append(p.above, s.wording(t))
		}
	}
	p.path = s.words.join(p.above)
	for _, x := range home.values {
		if x.from >= skipped && x.to <= end {
			x.from, x.to = x.from-skipped, x.to-skipped
			p.values = append(p.values, x)
		}
	}
	p.weigh = func() []aboutTopic { // few of the many that are looked at come so far
		a := &analysed{level: inner, clean: v.Clean, words: s.speller.words(v.Clean.Text), title: title}
		a.cutAt(v.Starts)
		text := newStemBag(s.speller)
		text.fill(a.words)
		a.weighTopics(s.finder, text)
		return a.abouts
	}
	return p, nil
}

// above lists the provisions above i, down from the top-th, that included.
func above(o *corpus.Outline, i, top int) []int {
	var out []int
	for up := o.Parent(i); up >= top; up = o.Parent(up) {
		out = append(out, up)
	}
	slices.Reverse(out)
	return out
}

// innerShown is what an answer shows of provision i, which is in home, the top-th,
// and how many words of home's text come before its own.
func innerShown(home *passage, o *corpus.Outline, top, i int) (*shown, int, error) {
	h, err := home.shown()
	if err != nil {
		return nil, 0, err
	}
	v, err := o.Provision(i)
	if err != nil {
		return nil, 0, err
	}
	out := &shown{ID: v.ID, Citation: v.Citation, Title: v.Title, Page: v.Page, Span: v.Span, Tokens: v.Tokens, Path: slices.Clip(h.Path)}
	for _, up := range above(o, i, top) {
		p, err := o.Provision(up)
		if err != nil {
			return nil, 0, err
		}
		heading := p.Heading
		if heading == "" {
			heading = p.Citation
		}
		out.Path = append(out.Path, heading)
	}
	var count func(i int) error
	count = func(i int) error {
		p, err := o.Provision(i)
		out.Whole, out.WholeO200k = out.Whole+p.Tokens, out.WholeO200k+p.TokensO200k
		for _, c := range o.Children(i) {
			if err == nil {
				err = count(c)
			}
		}
		return err
	}
	if err := count(i); err != nil {
		return nil, 0, err
	}
	body := v.Span
	if v.HeadingSpan.Len() > 0 {
		body.Start = v.HeadingSpan.End
	}
	if h.Clean == nil {
		return nil, 0, errRecord // unreachable: home is no contents entry
	}
	clean, from := h.Clean.Within(body)
	out.Clean = clean
	skipped := wordsUpTo(h.Clean.Text, h.Starts, from)
	out.Starts = []wordStart{{0, 0}}
	for _, x := range h.Starts {
		if x.at > from && x.at < from+len(clean.Text) {
			out.Starts = append(out.Starts, wordStart{x.at - from, x.word - skipped})
		}
	}
	return out, skipped, nil
}

// wordsUpTo is how many words of a text, whose sentences begin there, stand before
// the byte at.
func wordsUpTo(text string, starts []wordStart, at int) int {
	n, pos := 0, 0
	for _, x := range starts {
		if x.at <= at {
			n, pos = x.word, x.at
		}
	}
	for {
		start, end := nextWord(text, pos)
		if start == end || start >= at {
			return n
		}
		n, pos = n+1, end
	}
}

// wording is a run of words by the numbers of the search's vocabulary.
func (s *search) wording(list []word) wording {
	w := s.words.room(len(list))
	for i := range list {
		n := s.words.wordNumber(list[i].text, list[i].stem)
		w.words[i], w.stems[i] = n, s.words.stemCode(n)
	}
	return w
}

// cutAt divides p's words into sentences that begin there.
func (p *analysed) cutAt(starts []wordStart) {
	for n, x := range starts {
		to := len(p.words)
		if n+1 < len(starts) {
			to = min(to, starts[n+1].word)
		}
		if x.word < to {
			p.sents = append(p.sents, newSentence(p.words[x.word:to]))
		}
	}
}
