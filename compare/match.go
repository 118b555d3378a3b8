package compare

import (
	"math"
	"sort"

	"github.com/clausebook/clausebook/corpus"
)

// A TopicMatch is a topic that a provision speaks of.
type TopicMatch struct {
	Topic  string  // its id
	Score  float64 // from about 1, a fair match, to 4, a title and its sentences
	Reason string  // why: "title", "wording", …
}

// attachAt is the score from which a provision is said to be about a topic, and
// statedAt the one from which it is said to answer it. Both were set on the
// topics of corpus/gold; see the table in TestGoldTopics.
const (
	attachAt = 1.1
	statedAt = 1.1
)

// A title that is the topic's scores 1.3 on its own and 2.5 with its sentences;
// one sentence of four fitting elements in a section of another title about 1.

// Attach says which topics each provision of t's agreement speaks of, best
// first, by provision id. Only what a reader would be sent to is there: sections,
// letters, and what has no sections; not the paragraphs inside them.
func Attach(t *corpus.Tree, topics []corpus.Topic) map[string][]TopicMatch {
	v := newView(t.Agreement())
	m := newMatcher(topics)
	out := map[string][]TopicMatch{}
	for _, topic := range m.topics {
		for _, h := range m.match(v, topic) {
			if h.score >= attachAt {
				id := v.a.Provisions[v.units[h.unit].prov].ID
				out[id] = append(out[id], TopicMatch{topic.ID, round(h.score), h.reason()})
			}
		}
	}
	for _, list := range out {
		sort.SliceStable(list, func(i, j int) bool { return list[i].Score > list[j].Score })
	}
	return out
}

// A compiled is a topic made ready for matching.
type compiled struct {
	corpus.Topic
	label    []string
	names    [][]string
	synonyms [][]string
	homes    [][]string
	cues     []cue
	friends  []cue
	values   []wanted
}

func compile(t corpus.Topic) *compiled {
	c := &compiled{Topic: t, label: content(t.Label)}
	lists := func(from []string) (out [][]string) {
		for _, s := range from {
			if w := content(s); len(w) > 0 {
				out = append(out, w)
			}
		}
		return out
	}
	c.names, c.synonyms, c.homes = lists(t.Names), lists(t.Synonyms), lists(t.Homes)
	for _, s := range t.Cues {
		if q, ok := compileCue(s); ok {
			c.cues = append(c.cues, q)
		}
	}
	for _, f := range t.FalseFriends {
		if q, ok := compileCue(f.Words); ok {
			c.friends = append(c.friends, q)
		}
	}
	c.values = compileValues(t.Values)
	return c
}

// A matcher scores topics over views. It is safe for concurrent use.
type matcher struct {
	topics []*compiled
	begins map[string][][]string // first word → the names of topics that begin with it
	spread map[string]int        // word → how many topics are named with it
}

func newMatcher(topics []corpus.Topic) *matcher {
	m := &matcher{begins: map[string][][]string{}, spread: map[string]int{}}
	for _, t := range topics {
		c := compile(t)
		m.topics = append(m.topics, c)
		words := map[string]bool{}
		for _, list := range [][][]string{{c.label}, c.names, c.synonyms} {
			for _, n := range list {
				for _, w := range n {
					words[w] = true
				}
			}
		}
		for w := range words {
			m.spread[w]++
		}
		for _, n := range c.names {
			m.begins[n[0]] = append(m.begins[n[0]], n)
		}
	}
	return m
}

// A hit is what speaks for a unit.
type hit struct {
	unit    int
	score   float64
	title   float64 // its own title, 0 to 1
	inner   float64 // a title below it
	above   float64 // a title above it
	hint    float64 // an entry of the contents list for its page
	cues    float64
	phrases float64
	table   bool            // a column of a table in it is a value of the topic
	lines   map[int]float64 // sentence → what it says on the topic
}

func (h *hit) reason() string {
	best, name := 0.0, "wording"
	for _, x := range []struct {
		score float64
		name  string
	}{{h.title * 1.6, "its title"}, {h.cues, "what it says"}, {h.inner, "a title inside it"}, {h.above * 0.7, "the title above it"}} {
		if x.score > best {
			best, name = x.score, x.name
		}
	}
	return name
}

// match scores every unit that has something on a topic, best first.
func (m *matcher) match(v *view, t *compiled) []hit {
	hits := map[int]*hit{}
	at := func(u int) *hit {
		h := hits[u]
		if h == nil {
			h = &hit{unit: u, lines: map[int]float64{}}
			hits[u] = h
		}
		return h
	}
	void := v.void(t)
	// What its sentences say.
	type told struct {
		weight float64
		lines  int
	}
	cues := map[int][]told{}
	for _, c := range t.cues {
		in := map[int]int{}
		for _, s := range v.matching(c) {
			if !void[s] {
				in[v.sents[s].unit]++
			}
		}
		w := c.weight * (0.35 + 0.65*v.rarity(len(in)))
		for _, s := range v.matching(c) {
			if !void[s] {
				at(v.sents[s].unit).lines[s] += w
			}
		}
		for u, n := range in {
			cues[u] = append(cues[u], told{w, n})
		}
	}
	for u, list := range cues {
		sort.Slice(list, func(i, j int) bool { return list[i].weight > list[j].weight })
		sum, share := 0.0, 1.0
		for _, x := range list {
			sum += share * x.weight * (1 + 0.06*float64(min(x.lines, 4)-1))
			share *= 0.4
		}
		hits[u].cues = sum
	}
	// Its names and synonyms in the text.
	m.phrases(v, t, at, void)
	// Entries of the contents list whose heading the text lacks: they name a page.
	for u, w := range v.hinted(m, t) {
		if h := hits[u]; h != nil {
			h.hint = w
		}
	}
	// Titles: its own, those inside it, those above it.
	for u := range v.units {
		home := t.home(v, &v.units[u])
		own := math.Max(m.titled(t, v.units[u].title, home), 0.9*t.joined(v, &v.units[u]))
		inner := 0.0
		for _, title := range v.units[u].inner {
			inner = math.Max(inner, m.titled(t, title, home))
		}
		above, share := 0.0, 1.0
		for _, p := range v.units[u].above {
			above = math.Max(above, share*m.titled(t, v.titles[p], true))
			share *= 0.8
		}
		if own > 0 || inner > 0 || above > 0 {
			h := at(u)
			h.title, h.inner, h.above = own, inner, above
		}
	}
	// Tables with a column that is one of its values.
	for i := range v.a.Tables {
		if p := v.tree.Find(v.a.Tables[i].Provision); p >= 0 && v.hasColumn(t, &v.a.Tables[i], p) {
			at(v.of[p]).table = true
		}
	}
	out := make([]hit, 0, len(hits))
	for _, h := range hits {
		m.sum(v, t, h)
		out = append(out, *h)
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].score != out[j].score {
			return out[i].score > out[j].score
		}
		return out[i].unit < out[j].unit
	})
	return out
}

// void is the sentences that a false friend of a topic describes: they do not
// speak for it, and what they state is not its value.
func (v *view) void(t *compiled) map[int]bool {
	out := map[int]bool{}
	for _, f := range t.friends {
		for _, s := range v.matching(f) {
			out[s] = true
		}
	}
	return out
}

// tabledScore is what a column headed as a value of the topic says: as much as a
// strong sentence. It cannot come from a table in passing, as the head and the
// title above it must describe the value.
const tabledScore = 1.3

// sum weighs what speaks for a unit. A title says most; the sentences of a
// section under a fitting article count more than the same words elsewhere; the
// title above counts little for a section that has a title of its own.
func (m *matcher) sum(v *view, t *compiled, h *hit) {
	u := &v.units[h.unit]
	above := h.above * 0.7
	if len(u.title) > 0 && h.title == 0 {
		above = h.above * 0.35
	}
	// The strongest sentence counts for itself: one that states the rule says more
	// than several that touch it.
	top, strong := 0.0, 0.0
	for _, w := range h.lines {
		top = math.Max(top, w)
		if w > 0.6 {
			strong++
		}
	}
	cues := h.cues
	if cues > 0 {
		cues = 0.75*cues + 0.25*math.Min(top, 2) + 0.1*math.Log(1+math.Min(strong, 6))
	}
	switch {
	case t.home(v, u):
		cues *= 1.3
	case t.ID != "" && h.title == 0 && h.above == 0 && m.bestNamed(u.title) >= 0.8:
		// In passing: the layoff that a section on "Annual Leave" speaks of.
		cues *= 0.6
	}
	title := h.title
	if h.cues == 0 && len(t.cues) > 0 {
		title *= 0.8 // nothing below it says what the topic's sentences say
		if len(u.above) > 0 && !t.home(v, u) && h.above == 0 && m.bestNamed(v.titles[u.above[0]]) >= 0.8 {
			title *= 0.5 // "Pay Rate" under "Vacation" is the pay on vacation
		}
	}
	h.score = 1.6*title + 0.5*h.inner + above + 0.5*h.hint + cues + 0.6*h.phrases
	if h.table {
		h.score += tabledScore
	}
	switch k := v.a.Provisions[u.prov].Kind; {
	case k == corpus.Letter || k == corpus.Appendix || len(u.above) > 0 && v.a.Provisions[u.above[len(u.above)-1]].Kind == corpus.Appendix:
		h.score *= 0.9 // the article states the rule, a letter bends it
	case k == corpus.Index || k == corpus.Signature:
		h.score *= 0.3
	}
	if u.to == u.from { // a heading without text answers nothing
		h.score *= 0.2
	}
}

// phrases counts the names and synonyms in the text, those that are rare in the
// agreement most.
func (m *matcher) phrases(v *view, t *compiled, at func(int) *hit, void map[int]bool) {
	seen := map[string]bool{}
	for k, list := range [][][]string{t.names, t.synonyms} {
		for _, name := range list {
			key := joinStems(name)
			if seen[key] || len(name) == 1 && k == 0 && len(t.names) > 1 && len(key) < 5 {
				continue
			}
			seen[key] = true
			in := map[int]int{}
			var lines []int
			for _, s := range v.matching(cue{elements: []element{{anyOf: [][]string{name}}}}) {
				if !void[s] {
					in[v.sents[s].unit]++
					lines = append(lines, s)
				}
			}
			w := v.rarity(len(in))
			w *= w
			for u, n := range in {
				h := at(u)
				tf := float64(n) / (float64(n) + 0.5 + 1.0*float64(v.units[u].length)/400)
				h.phrases = math.Max(h.phrases, w*tf) + 0.1*math.Min(h.phrases, w*tf)
			}
			for _, s := range lines {
				at(v.sents[s].unit).lines[s] += 0.25 * w
			}
		}
	}
}

func round(x float64) float64 { return math.Round(x*1000) / 1000 }
