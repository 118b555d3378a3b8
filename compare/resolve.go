package compare

import (
	"math"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// An asked is a request's topic as understood.
type asked struct {
	ref     TopicRef
	topic   *compiled
	free    bool     // free words: no topic of ours
	words   string   // as asked
	content []string // their stems
	clause  string   // the provision that a citation means
	in      string   // the agreement that it is in
}

// resolve says what is meant by what was asked: a topic's id, its label or one
// of its names; a citation in one of the agreements; words that come near a
// topic's; or free words.
func (c *Comparer) resolve(words string, views []*view) (*asked, error) {
	words = strings.TrimSpace(words)
	q := content(words)
	if len(q) == 0 {
		return nil, ErrNoTopic
	}
	if t := c.matcher.named(words); t != nil {
		return known(t, words), nil
	}
	if a := c.cited(words, views); a != nil {
		return a, nil
	}
	if t := c.matcher.near(words); t != nil {
		return known(t, words), nil
	}
	return c.matcher.freely(words), nil
}

func known(t *compiled, words string) *asked {
	ref := refOf(&t.Topic)
	for _, f := range t.FalseFriends {
		ref.FalseFriends = append(ref.FalseFriends, inWords(f.Words)+": "+f.Note)
	}
	return &asked{ref: ref, topic: t, words: words}
}

// inWords is a cue for people: "annual leave … bank or donation".
func inWords(cue string) string {
	return strings.NewReplacer("_", " ", "|", " or ", " ", " … ").Replace(cue)
}

// named is the topic with that id, label or name, or nil. Several topics may
// share a name ("notice"); then it names none of them.
func (m *matcher) named(words string) *compiled {
	low := strings.ToLower(words)
	for _, t := range m.topics {
		if t.ID == low || strings.EqualFold(t.Label, words) {
			return t
		}
	}
	key := joinStems(content(words))
	var found *compiled
	for _, t := range m.topics {
		for _, n := range t.names {
			if joinStems(n) != key {
				continue
			}
			if found != nil && found != t {
				return m.closest(key, found, t)
			}
			found = t
		}
	}
	return found
}

// closest is the one of two topics whose label has the words, or nil.
func (m *matcher) closest(key string, a, b *compiled) *compiled {
	inA, inB := m.likeness(strings.Fields(key), a.label), m.likeness(strings.Fields(key), b.label)
	switch {
	case inA > inB:
		return a
	case inB > inA:
		return b
	}
	return nil
}

// near is the topic whose label, names or synonyms come nearest to words, or
// nil if none is near. Words may name it in several ways, with strokes between:
// "Call-in / call-back pay".
func (m *matcher) near(words string) *compiled {
	whole := content(words)
	plain, _, _ := strings.Cut(words, "(")
	var pieces [][]string
	for p := range strings.FieldsFuncSeq(plain, func(r rune) bool { return r == '/' || r == ';' || r == ',' || r == ':' }) {
		if w := content(p); len(w) > 0 {
			pieces = append(pieces, w)
		}
	}
	var best *compiled
	most := 0.0
	for _, t := range m.topics {
		score := m.likeness(whole, t.label)
		sum := 0.0
		for _, p := range pieces {
			top := m.likeness(p, t.label) * 0.9
			for k, list := range [][][]string{t.names, t.synonyms} {
				for _, n := range list {
					top = max(top, m.likeness(p, n)*(1-0.15*float64(k)))
				}
			}
			sum += top
		}
		if len(pieces) > 0 {
			score = max(score, 0.97*sum/float64(len(pieces)))
		}
		score += 0.1 * m.likeness(whole, t.label) // the label breaks ties
		if score > most {
			best, most = t, score
		}
	}
	if most < 0.55 {
		return nil
	}
	return best
}

// likeness is the share of words that two lists have in common, 0 to 1. A word
// that few topics have weighs more: "deductible" says more than "plan".
func (m *matcher) likeness(a, b []string) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	weight := func(w string) float64 { return 1 / math.Sqrt(1+float64(m.spread[w])) }
	in := map[string]bool{}
	var common, all float64
	for _, w := range a {
		if !in[w] {
			in[w] = true
			all += weight(w)
		}
	}
	seen := map[string]bool{}
	for _, w := range b {
		if seen[w] {
			continue
		}
		seen[w] = true
		if in[w] {
			common += weight(w)
		} else {
			all += weight(w)
		}
	}
	return common / all
}

// freely makes a topic of free words: a provision answers that has them in its
// title, or in one sentence. Names that other topics give to the same thing
// stand for them too: "firing" finds "discharge".
func (m *matcher) freely(words string) *asked {
	q := content(words)
	t := corpus.Topic{Label: words, Names: []string{words}}
	ask := &asked{ref: TopicRef{Label: words}, free: true, words: words, content: q}
	c := compile(t)
	for _, other := range m.topics {
		for _, list := range [][][]string{other.names, other.synonyms} {
			for _, n := range list {
				if joinStems(n) == joinStems(q) {
					c.names = append(c.names, other.names...)
					c.synonyms = append(c.synonyms, other.synonyms...)
				}
			}
		}
	}
	if len(q) > 1 {
		var all cue
		for _, w := range q {
			all.elements = append(all.elements, element{anyOf: [][]string{{w}}})
		}
		all.weight = [...]float64{0, 0, 0.9, 1.2, 1.3}[min(len(q), 4)]
		c.cues = append(c.cues, all)
	}
	ask.topic = c
	return ask
}

// cited reads words as a citation in one of the views, or returns nil. The
// topic is the one that the clause most clearly speaks of; the clause itself
// stands first in its own agreement.
func (c *Comparer) cited(words string, views []*view) *asked {
	cite, err := corpus.ParseCitation(words)
	if err != nil || len(cite.Steps) == 0 || cite.Steps[0].Number == "" {
		return nil
	}
	v, p := whose(cite, views)
	if v == nil {
		return nil
	}
	u := v.of[p]
	var best *compiled
	most := 0.0
	for _, t := range c.matcher.topics {
		for _, h := range c.matcher.match(v, t) {
			if h.unit == u && h.score > most {
				best, most = t, h.score
			}
		}
	}
	prov := &v.a.Provisions[p]
	ask := &asked{words: words}
	if best != nil && most >= 1.2 {
		ask = known(best, words)
	} else {
		title := prov.Title
		if title == "" {
			title = v.a.Provisions[v.units[u].prov].Title
		}
		if len(content(title)) == 0 {
			title = words
		}
		ask = c.matcher.freely(title)
	}
	ask.clause, ask.in = v.a.Provisions[v.units[u].prov].ID, v.a.ID
	ask.ref.Label += " (as in " + v.a.ID + ", " + prov.Citation + ")"
	return ask
}

// whose is the agreement and the provision that a citation means: the
// agreement that it names, or else the first that has such a place.
func whose(cite corpus.Citation, views []*view) (*view, int) {
	name := content(cite.Agreement)
	var best *view
	at, most := -1, -1.0
	for _, v := range views {
		found := v.tree.Lookup(cite)
		if len(found) == 0 {
			continue
		}
		score := 0.0
		if len(name) > 0 {
			about := content(strings.Join([]string{strings.ReplaceAll(v.a.ID, "-", " "), v.a.Title, v.a.Employer, v.a.Union, v.a.Unit}, " "))
			has := map[string]bool{}
			for _, w := range about {
				has[w] = true
			}
			for _, w := range name {
				if has[w] {
					score++
				}
			}
		}
		if score > most {
			best, at, most = v, found[0], score
		}
	}
	if len(name) > 0 && most == 0 {
		return nil, -1 // names an agreement that is not among these
	}
	return best, at
}
