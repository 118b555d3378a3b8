package index

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/index/query"
)

// answer writes the wanted page of what was found out.
func (g *generation) answer(ctx context.Context, s *search, know *knowledge) (query.Answer, error) {
	g.sort(s)
	a := query.Answer{Query: s.query, Total: len(s.found), More: s.more, Hits: []query.Hit{}}
	shown, rest := s.page()
	for i := range shown {
		c := &shown[i]
		if !c.read && s.query.Citation == "" {
			c.match = s.measure(c.passage, s.sight(c.passage))
		}
		h, err := g.hit(c.passage)
		if err != nil {
			return query.Answer{}, fmt.Errorf("%s: %w", c.key, err)
		}
		h.Score = c.score
		h.Similar = append(h.Similar, c.similar...)
		if snippet, ok := s.snippet(c.passage, c.match); ok {
			h.Snippets = append(h.Snippets, snippet)
		}
		if s.request.Explain && s.query.Citation == "" {
			h.Explain = c.explain()
		}
		a.Hits = append(a.Hits, h)
	}
	if rest && len(shown) > 0 {
		a.Next = s.cursorAfter(&shown[len(shown)-1])
	}
	if s.request.Facets {
		var err error
		if a.Facets, err = g.facets(s, know.subjects); err != nil {
			return query.Answer{}, err
		}
	}
	if s.request.MaxTokens > 0 {
		a.Pack = g.pack(ctx, s, s.request.MaxTokens)
		a.Query = s.query // with what packing had to say
	}
	return a, nil
}

// hit is what is said of a passage whatever was asked.
func (g *generation) hit(p *passage) (query.Hit, error) {
	v, err := p.shown()
	if err != nil {
		return query.Hit{}, err
	}
	h := query.Hit{Agreement: p.agreement, Source: g.meta.Agreements[p.agreement].Source, Citation: v.Citation, Title: v.Title, Kind: p.kind, Span: v.Span, Path: v.Path,
		Tokens: v.Tokens, Snippets: []query.Snippet{}, Similar: []query.Similar{}}
	if v.Page != "" {
		h.Page = &v.Page
	}
	if !p.isEntry() {
		h.ID = &v.ID
	}
	return h, nil
}

// entryCitation is how a contents entry would be cited, the entries above it
// first: "Article XXXII, Section 7".
func entryCitation(a *corpus.Agreement, entry int) string {
	var c corpus.Citation
	depth := a.Contents[entry].Depth + 1
	for k := entry; k >= 0 && depth > 0; k-- {
		if e := a.Contents[k]; e.Depth < depth {
			depth = e.Depth
			if e.Number != "" {
				step := corpus.Step{Kind: e.Kind, Number: e.Number}
				if e.Kind == corpus.Other {
					step.Kind = ""
				}
				c.Steps = append([]corpus.Step{step}, c.Steps...)
			}
		}
	}
	if len(c.Steps) == 0 {
		return a.Contents[entry].Title
	}
	return c.String()
}

// snippetBytes is about how long a snippet is: three lines of a result.
const snippetBytes = 280

// snippet is the passage that answers: the best run of the text and what stands
// around it, cut between words, at the start of a sentence where one is near.
func (s *search) snippet(p *passage, m match) (query.Snippet, bool) {
	v, err := p.shown()
	if err != nil || v.Clean == nil || v.Clean.Text == "" {
		return query.Snippet{}, false
	}
	text := v.Clean.Text
	w := &wordsAt{text: text}
	from, to := 0, 0
	if m.to > m.from {
		w.from(v.Starts, m.from)
		from, _ = w.place(m.from)
		_, to = w.place(m.to - 1)
		if from < 0 || to < 0 { // unreachable: the same program divided them when it wrote the record
			return query.Snippet{}, false
		}
	}
	start, end := around(text, v.Starts, from, to)
	out := query.Snippet{Text: text[start:end], Matches: [][2]int{}, Span: v.Clean.Source(start, end)}
	w.from(v.Starts, wordBefore(v.Starts, start))
	for _, r := range s.marks(p, w, m.places, start, end) {
		out.Matches = append(out.Matches, [2]int{r[0] - start, r[1] - start})
	}
	return out, true
}

// wordsAt finds where the words of a text stand, from a known place on.
type wordsAt struct {
	text   string
	first  int      // the number of the first of places
	places [][2]int // half-open byte ranges
	next   int      // where the next is looked for
}

// from begins at the last of starts that is not behind the word-th word.
func (w *wordsAt) from(starts []wordStart, word int) {
	w.places, w.first, w.next = w.places[:0], 0, 0
	for _, x := range starts {
		if x.word <= word {
			w.first, w.next = x.word, x.at
		}
	}
}

// wordBefore is the number of a word that does not begin behind byte at.
func wordBefore(starts []wordStart, at int) int {
	n := 0
	for _, x := range starts {
		if x.at <= at {
			n = x.word
		}
	}
	return n
}

// place is where the i-th word of the text stands; -1 for both if there is no
// such word, or it is before the first.
func (w *wordsAt) place(i int) (from, to int) {
	for len(w.places) <= i-w.first {
		start, end := nextWord(w.text, w.next)
		if start == end {
			return -1, -1
		}
		w.places, w.next = append(w.places, [2]int{start, end}), end
	}
	if i < w.first {
		return -1, -1
	}
	return w.places[i-w.first][0], w.places[i-w.first][1]
}

// around widens [from,to) to about snippetBytes: back to the start of its
// sentence if that is near, on to the end of a word.
func around(text string, sentences []wordStart, from, to int) (start, end int) {
	start = from
	for _, r := range sentences {
		if r.at <= from && (to-r.at <= snippetBytes || from-r.at <= snippetBytes/4) {
			start = r.at
		}
	}
	if start == from && from > 0 { // far into a long sentence
		start = max(0, from-snippetBytes/4)
		if i := strings.IndexByte(text[start:from], ' '); i >= 0 && start > 0 {
			start += i + 1
		} else if start > 0 {
			start = from
		}
	}
	end = max(to, start+snippetBytes)
	if end >= len(text) {
		return start, len(text)
	}
	if i := strings.LastIndexByte(text[start:end+1], ' '); i > 0 && start+i >= to {
		return start, start + i
	}
	if i := strings.IndexByte(text[end:], ' '); i >= 0 {
		return start, end + i
	}
	return start, len(text)
}

// marks are the places in [start,end) that match, in order and disjoint. Words
// of the query that follow each other in the text, with nothing but stop words
// between, are one place.
func (s *search) marks(p *passage, words *wordsAt, places []occurrence, start, end int) [][2]int {
	var out [][2]int
	last := int32(0) // word index past the last place
	for _, o := range places {
		if int(o.from) < words.first {
			continue // it stands before the start
		}
		from, _ := words.place(int(o.from))
		if from < 0 || from >= end {
			break
		}
		_, to := words.place(int(o.to) - 1)
		if from < start || to > end {
			continue
		}
		if s.trifling(o) {
			continue
		}
		if n := len(out); n > 0 && (from <= out[n-1][1] || o.from >= last && o.from-last <= 2 && onlyStops(p.body.stems[last:o.from])) {
			out[n-1][1] = max(out[n-1][1], to)
		} else {
			out = append(out, [2]int{from, to})
		}
		last = max(last, o.to)
	}
	return out
}

// trifling reports whether a match is of a word that names no subject: to mark
// every "get" of a question tells nothing.
func (s *search) trifling(o occurrence) bool {
	for _, k := range s.alternatives[o.alternative].covers {
		if !s.asked[k].asks {
			return false
		}
	}
	for _, a := range s.asked {
		if !a.asks {
			return true
		}
	}
	return false
}

func onlyStops(stems []uint32) bool {
	return !slices.ContainsFunc(stems, func(w uint32) bool { return w&stopBit == 0 })
}
