package compare

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

const (
	maxPlaces = 6   // provisions of a cell
	keepShare = 0.4 // of the best score that a further provision must have
	maxQuotes = 6
)

// cell is what one agreement says. hits are best first.
func (ask *asked) cell(m *matcher, v *view, hits []hit) Cell {
	c := Cell{Agreement: v.a.ID, Source: v.a.Source.Name, Provisions: []Place{}, Values: []Value{}, Quotes: []Quote{}}
	hits = ask.own(v, hits)
	best := 0.0
	if len(hits) > 0 {
		best = hits[0].score
	}
	entry, listed := v.missing(m, ask.topic)
	switch {
	case best >= statedAt && (entry == nil || !weaker(hits[0], listed)):
		ask.state(m, v, hits, &c)
		return c
	case entry != nil:
		c.State = ContentsOnly
		c.Heading = entry.Title
		c.Note = "Listed in the contents"
		if entry.Page != "" {
			c.Note += ", p. " + entry.Page
		}
		c.Note += "; the text is not in this file"
		c.Quotes = append(c.Quotes, Quote{Text: v.a.CleanSpans(entry.Span).Text, Span: entry.Span})
		if c.Quotes[0].Text == "" { // the contents list is furniture, which Clean leaves out
			c.Quotes[0].Text = strings.Join(strings.Fields(v.a.Text[entry.Span.Start:entry.Span.End]), " ")
		}
	case v.a.Kind == corpus.KindExcerpt:
		c.State = OutsideExcerpt
		c.Note = "Nothing in this excerpt; the file is only a part of an agreement, and another part may have it"
	default:
		c.State = Silent
		c.Note = "Nothing in the text read"
		if len(v.a.Contents) > 0 {
			c.Note += " nor in the contents list"
		}
	}
	if c.State != OutsideExcerpt {
		if rest := unread(v); rest != "" {
			c.Note += ". " + rest
		}
	}
	if best >= 0.6*statedAt && c.State != Stated {
		p := &v.a.Provisions[v.units[hits[0].unit].prov]
		c.Warnings = append(c.Warnings, "nearest: "+p.Citation+", too little to count as an answer")
	}
	return c
}

// weaker reports whether a hit says less than an entry of the contents list,
// which names the topic to the degree of listed: only passing words, while the
// list says that a passage of its own is missing.
func weaker(h hit, listed float64) bool {
	return h.title < 0.5 && h.above < 0.5 && (listed >= 0.7 && h.score < 1.5 || listed >= 0.95 && h.score < 1.9)
}

// own puts the clause that a citation means first in its own agreement.
func (ask *asked) own(v *view, hits []hit) []hit {
	if ask.clause == "" || ask.in != v.a.ID {
		return hits
	}
	u := v.of[v.tree.Find(ask.clause)]
	first := hit{unit: u, lines: map[int]float64{}}
	rest := make([]hit, 0, len(hits))
	for _, h := range hits {
		if h.unit == u {
			first = h
		} else {
			rest = append(rest, h)
		}
	}
	if len(rest) > 0 {
		first.score = max(first.score, rest[0].score)
	}
	first.score = max(first.score, statedAt)
	return append([]hit{first}, rest...)
}

// unread says what of the document could not be read.
func unread(v *view) string {
	a := v.a
	var parts []string
	if a.Truncated {
		s := "The file stops before the document does"
		if n := len(a.Pages); n > 0 && a.Pages[n-1].Label != "" {
			s += ", at page " + a.Pages[n-1].Label
		}
		parts = append(parts, s)
	}
	n := 0
	for _, l := range v.listed {
		if l.absent {
			n++
		}
	}
	if n > 0 {
		parts = append(parts, fmt.Sprintf("%d of %d entries of the contents list have no text in the file", n, len(a.Contents)))
	}
	return strings.Join(parts, "; ")
}

// state fills a cell of an agreement that has the topic.
func (ask *asked) state(m *matcher, v *view, hits []hit, c *Cell) {
	c.State = Stated
	best := hits[0].score
	var kept []hit
	for _, h := range hits {
		if h.score < keepShare*best || h.score < 0.5*statedAt || len(kept) == maxPlaces {
			break
		}
		kept = append(kept, h)
	}
	for _, h := range kept {
		p := &v.a.Provisions[v.units[h.unit].prov]
		c.Provisions = append(c.Provisions, Place{ID: p.ID, Citation: p.Citation, Title: p.Title, Page: p.Page,
			Span: p.Span, Score: round(h.score), Reason: h.reason()})
	}
	first := &v.a.Provisions[v.units[hits[0].unit].prov]
	c.Heading = first.Title
	if c.Heading == "" {
		c.Heading = first.Heading
	}
	for i := first.Parent; c.Heading == "" && i != ""; {
		up := v.tree.Provision(i)
		c.Heading, i = up.Title, up.Parent
	}
	c.Quotes = ask.quotes(v, kept)
	c.Values = ask.values(m, v, kept)
	for _, x := range c.Values {
		if x.Flag != nil {
			c.Warnings = append(c.Warnings, x.Raw+": "+*x.Flag)
		}
	}
	if first.Confidence > 0 && first.Confidence < 0.5 {
		c.Warnings = append(c.Warnings, "the bounds of "+first.Citation+" are doubtful")
	}
}

// quotes are the sentences that say most on the topic: three of the first
// provision, one or two of those after it, in the order of the provisions.
func (ask *asked) quotes(v *view, kept []hit) []Quote {
	var out []Quote
	for rank, h := range kept {
		want := 1
		switch rank {
		case 0:
			want = 3
		case 1:
			want = 2
		}
		if len(out) >= maxQuotes {
			break
		}
		lines := ask.lines(v, &h)
		lines = lines[:min(len(lines), want, maxQuotes-len(out))]
		sort.Ints(lines)
		for _, s := range lines {
			out = append(out, v.quote(s))
		}
	}
	return out
}

// lines lists the sentences of a hit, those that say most first. Where none
// stands out (the title alone answers), it is the first that states a value, or
// else the first.
func (ask *asked) lines(v *view, h *hit) []int {
	u := &v.units[h.unit]
	var lines []int
	for s := range h.lines {
		lines = append(lines, s)
	}
	sort.Slice(lines, func(i, j int) bool {
		if a, b := h.lines[lines[i]], h.lines[lines[j]]; a != b {
			return a > b
		}
		return lines[i] < lines[j]
	})
	if len(lines) > 0 && h.lines[lines[0]] >= 0.3 {
		return lines
	}
	for s := u.from; s < u.to; s++ {
		for _, t := range v.sents[s].toks {
			if t.num || t.stem == anyMoney || t.stem == anyPercent {
				return append([]int{s}, lines...)
			}
		}
	}
	if len(lines) == 0 && u.from < u.to {
		return []int{u.from}
	}
	return lines
}

// maxOn is how many bytes of a list a quote goes on with.
const maxOn = 600

// quote is a sentence, with the list that it announces: "shift differential
// shall be paid to the following:" says nothing without it. The list's items
// are in the provision itself or in those below it.
func (v *view) quote(s int) Quote {
	x := &v.sents[s]
	span := x.clean.Source(x.from, x.to)
	if text := x.text(); strings.HasSuffix(strings.TrimRight(text, " "), ":") {
		for k := s + 1; k < len(v.sents) && v.sents[k].unit == x.unit; k++ {
			y := &v.sents[k]
			if y.prov != x.prov && !slices.Contains(v.tree.Ancestors(y.prov), x.prov) {
				break
			}
			next := y.clean.Source(y.from, y.to)
			if next.End-span.Start > len(text)+maxOn || next.Start < span.End {
				break
			}
			span.End = next.End
		}
		return Quote{Text: v.a.CleanSpans(span).Text, Provision: v.a.Provisions[x.prov].ID, Span: span}
	}
	return Quote{Text: x.text(), Provision: v.a.Provisions[x.prov].ID, Span: x.clean.Source(x.from, x.to)}
}
