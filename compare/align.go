package compare

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"sync"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/index/query"
)

// A Library hands out the agreements that are compared.
type Library interface {
	// IDs lists the agreements, in the order in which they are shown.
	IDs(ctx context.Context) ([]string, error)
	Agreement(ctx context.Context, id string) (*corpus.Agreement, error)
}

// A Searcher helps with free words. Known topics are aligned without it.
type Searcher interface {
	Search(ctx context.Context, req query.Request) (query.Answer, error)
}

// ErrNoTopic says that nothing was asked: an empty topic, or one of nothing but
// stop words.
var ErrNoTopic = errors.New("no topic")

// A Request is what to compare.
type Request struct {
	// Topic is a topic's id or name, free words, or a citation in one of the
	// agreements.
	Topic string
	// Agreements are the ids to compare, in the order wanted; all that are in
	// the library when empty, whole agreements first, then excerpts.
	Agreements []string
}

// A Comparer sets agreements side by side. It is safe for concurrent use.
type Comparer struct {
	lib      Library
	searcher Searcher
	matcher  *matcher

	mu    sync.Mutex
	views map[string]*view // by agreement id and content
	order []string
}

// maxViews is how many agreements are kept worked out between comparisons. One
// takes about ten times the memory of its text.
const maxViews = 64

// New returns a Comparer over lib. searcher may be nil: then free words are
// matched by themselves. The topics are copied into a form for matching.
func New(lib Library, searcher Searcher, topics []corpus.Topic) *Comparer {
	return &Comparer{lib: lib, searcher: searcher, matcher: newMatcher(topics), views: map[string]*view{}}
}

// Align says what each agreement has on a topic. It fails with [ErrNoTopic] on
// an empty topic, and where an agreement cannot be read.
func (c *Comparer) Align(ctx context.Context, req Request) (Comparison, error) {
	views, err := c.chosen(ctx, req.Agreements)
	if err != nil {
		return Comparison{}, fmt.Errorf("compare %q: %w", req.Topic, err)
	}
	ask, err := c.resolve(req.Topic, views)
	if err != nil {
		return Comparison{}, fmt.Errorf("compare %q: %w", req.Topic, err)
	}
	out, err := c.across(ctx, ask, views)
	if err != nil {
		return Comparison{}, fmt.Errorf("compare %q: %w", req.Topic, err)
	}
	return out, nil
}

// across asks each view for what was asked.
func (c *Comparer) across(ctx context.Context, ask *asked, views []*view) (Comparison, error) {
	out := Comparison{Topic: ask.ref, Columns: []Column{}, Related: []Related{}, Cells: []Cell{}}
	for _, v := range views {
		if err := ctx.Err(); err != nil {
			return Comparison{}, err
		}
		hits := c.matcher.match(v, ask.topic)
		hits, err := c.aid(ctx, v, ask, hits)
		if err != nil {
			return Comparison{}, fmt.Errorf("in %s: %w", v.a.ID, err)
		}
		if isColumn(v.a.Kind) {
			out.Columns = append(out.Columns, column(v.a))
			out.Cells = append(out.Cells, ask.cell(c.matcher, v, hits))
		} else {
			out.Related = append(out.Related, related(v, hits, ask.topic.Names)...)
		}
	}
	out.Warnings = apart(out.Columns)
	return out, nil
}

func isColumn(k corpus.AgreementKind) bool {
	return k == corpus.KindAgreement || k == corpus.KindExcerpt
}

// chosen are the views of the agreements asked for; without a choice all of
// them, whole agreements before excerpts.
func (c *Comparer) chosen(ctx context.Context, ids []string) ([]*view, error) {
	all := len(ids) == 0
	if all {
		var err error
		if ids, err = c.lib.IDs(ctx); err != nil {
			return nil, fmt.Errorf("list agreements: %w", err)
		}
	}
	views := make([]*view, 0, len(ids))
	seen := map[string]bool{}
	for _, id := range ids {
		if seen[id] {
			continue
		}
		seen[id] = true
		a, err := c.lib.Agreement(ctx, id)
		if err != nil {
			return nil, fmt.Errorf("agreement %q: %w", id, err)
		}
		views = append(views, c.view(a))
	}
	if all {
		sort.SliceStable(views, func(i, j int) bool {
			return views[i].a.Kind != corpus.KindExcerpt && views[j].a.Kind == corpus.KindExcerpt
		})
	}
	return views, nil
}

// view is a's view, kept from an earlier comparison if there is one.
func (c *Comparer) view(a *corpus.Agreement) *view {
	key := fmt.Sprintf("%s %s %d %d", a.ID, a.Source.SHA256, len(a.Text), len(a.Provisions))
	c.mu.Lock()
	v := c.views[key]
	c.mu.Unlock()
	if v != nil {
		return v
	}
	v = newView(a) // outside the lock: two callers may both do it, once
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.views[key] == nil {
		c.order = append(c.order, key)
		if len(c.order) > maxViews {
			delete(c.views, c.order[0])
			c.order = c.order[1:]
		}
	}
	c.views[key] = v
	return v
}

// aid adds what a search for free words finds. A provision counts only if it
// holds most of what the words say: a search always finds something.
func (c *Comparer) aid(ctx context.Context, v *view, ask *asked, hits []hit) ([]hit, error) {
	if c.searcher == nil || !ask.free {
		return hits, nil
	}
	answer, err := c.searcher.Search(ctx, query.Request{Text: ask.words, Limit: 8,
		Filters: []query.Filter{{Field: query.ByAgreement, Value: v.a.ID}}})
	if err != nil {
		return nil, fmt.Errorf("search %q: %w", ask.words, err)
	}
	for rank, h := range answer.Hits {
		if h.ID == nil || h.Agreement != v.a.ID {
			continue
		}
		p := v.tree.Find(*h.ID)
		if p < 0 {
			continue
		}
		u := v.of[p]
		share := v.share(u, ask.content)
		if share < 0.7 {
			continue
		}
		more := share * (0.8 - 0.08*float64(rank))
		found := false
		for i := range hits {
			if hits[i].unit == u {
				hits[i].score += more
				found = true
			}
		}
		if !found {
			hits = append(hits, hit{unit: u, score: more, lines: map[int]float64{}})
		}
	}
	sort.SliceStable(hits, func(i, j int) bool { return hits[i].score > hits[j].score })
	return hits, nil
}

// share is how much of words a unit has in its titles and text, the rarer words
// counting more.
func (v *view) share(u int, words []string) float64 {
	has := map[string]bool{}
	for _, w := range v.units[u].title {
		has[w] = true
	}
	for _, p := range v.units[u].above {
		for _, w := range v.titles[p] {
			has[w] = true
		}
	}
	for s := v.units[u].from; s < v.units[u].to; s++ {
		for _, t := range v.sents[s].toks {
			has[t.stem] = true
		}
	}
	var got, all float64
	for _, w := range words {
		n := 0
		for _, x := range v.words[w] {
			if x != 0 {
				n++
			}
		}
		weight := 0.2 + v.rarity(n)
		all += weight
		if has[w] {
			got += weight
		}
	}
	if all == 0 {
		return 0
	}
	return got / all
}

// related lists what a procedure or other paper has on the topic. A paper whose
// own title has one of the topic's names is about it as a whole, however little
// each part of it repeats the name.
func related(v *view, hits []hit, names []string) []Related {
	var out []Related
	for _, h := range hits {
		if h.score < statedAt && (len(out) > 0 || !named(v.a.Title, names)) || len(out) == 3 {
			break
		}
		p := &v.a.Provisions[v.units[h.unit].prov]
		out = append(out, Related{Agreement: v.a.ID, Source: v.a.Source.Name, ID: p.ID, Citation: p.Citation, Title: p.Title, Span: p.Span})
	}
	return out
}

// named: title has all the words of one of names.
func named(title string, names []string) bool {
	has := map[string]bool{}
	for _, t := range tokenize(title) {
		has[t.stem] = true
	}
	for _, n := range names {
		words, all := tokenize(n), true
		for _, t := range words {
			all = all && has[t.stem]
		}
		if all && len(words) > 0 {
			return true
		}
	}
	return false
}
