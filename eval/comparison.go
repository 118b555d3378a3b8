package eval

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/clausebook/clausebook/compare"
	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/gold"
)

// Compare says how well topics are set side by side. A cell is one topic in one
// document.
type Compare struct {
	Topics int      `json:"topics"`
	Cells  int      `json:"cells"`
	State  *float64 `json:"state"` // cells of the right state
	// ByState counts, for each state of gold, the cells read rightly and all.
	ByState map[compare.State][2]int `json:"by_state"`
	First   *float64                 `json:"first"`  // stated cells whose first provision is one that gold names
	Found   *float64                 `json:"found"`  // gold's provisions that the cells give, of all
	Quoted  *float64                 `json:"quoted"` // stated cells with a quote or value at gold's words
	// Related is the share of gold's procedures and other papers, which have no
	// cell, that are named beside the cells.
	Related *float64 `json:"related"`
}

// states translates gold's reasons for an empty cell.
func states(why string) compare.State {
	switch why {
	case "toc_only":
		return compare.ContentsOnly
	case "outside_excerpt":
		return compare.OutsideExcerpt
	default:
		return compare.Silent
	}
}

// A tally counts what the shares are made of.
type tally struct {
	state, stated, first, paths, found, quotes, quoted, papers, related int
	misses                                                              []string
}

func (t *tally) miss(format string, args ...any) {
	t.misses = append(t.misses, fmt.Sprintf(format, args...))
}

// compare asks every gold topic by its label.
func (r *run) compare(ctx context.Context) (Compare, []string, error) {
	out := Compare{ByState: map[compare.State][2]int{}}
	t := &tally{}
	for i := range r.in.Gold.Topics {
		topic := &r.in.Gold.Topics[i]
		got, err := r.in.Comparer.Compare(ctx, topic.Label)
		if err != nil {
			return out, t.misses, fmt.Errorf("compare %q: %w", topic.Label, err)
		}
		out.Topics++
		want := map[string]compare.State{}
		for doc := range topic.Where {
			want[doc] = compare.Stated
		}
		for _, doc := range topic.Absent {
			want[doc] = states(topic.AbsentWhy[doc])
		}
		for _, doc := range slices.Sorted(maps.Keys(want)) {
			switch d := r.doc(doc); {
			case d == nil:
			case d.a.Kind == corpus.KindAgreement || d.a.Kind == corpus.KindExcerpt:
				out.Cells++
				out.ByState[want[doc]] = d.cell(t, topic, doc, want[doc], &got, out.ByState[want[doc]])
			default:
				d.paper(t, topic, doc, want[doc], &got)
			}
		}
	}
	out.State, out.First, out.Found = ratio(t.state, out.Cells), ratio(t.first, t.stated), ratio(t.found, t.paths)
	out.Quoted, out.Related = ratio(t.quoted, t.quotes), ratio(t.related, t.papers)
	return out, t.misses, nil
}

// paper measures a document that has no cell: it is to be named beside them.
func (d *document) paper(t *tally, topic *gold.Topic, doc string, want compare.State, got *compare.Comparison) {
	t.papers++
	named := slices.ContainsFunc(got.Related, func(p compare.Related) bool { return p.Agreement == d.a.ID })
	if named == (want == compare.Stated) {
		t.related++
		return
	}
	t.miss("%s in %s: is %s, not so among the related papers", topic.ID, doc, want)
}

// cell measures one cell. It returns count, of the cells of that state read
// rightly and all, with this one added.
func (d *document) cell(t *tally, topic *gold.Topic, doc string, want compare.State, got *compare.Comparison, count [2]int) [2]int {
	count[1]++
	var c *compare.Cell
	if i := slices.IndexFunc(got.Cells, func(c compare.Cell) bool { return c.Agreement == d.a.ID }); i >= 0 {
		c = &got.Cells[i]
	}
	if c != nil && c.State == want {
		t.state++
		count[0]++
	} else {
		t.miss("%s in %s: is %s, read %s", topic.ID, doc, want, stateOf(c))
	}
	if want != compare.Stated {
		return count
	}
	t.stated++
	t.paths += len(topic.Where[doc])
	if topic.Quote[doc] != "" {
		t.quotes++
	}
	if c == nil {
		return count
	}
	ids := d.ids(topic.Where[doc])
	if len(c.Provisions) > 0 && within(c.Provisions[0].ID, ids) {
		t.first++
	} else {
		t.miss("%s in %s: first is %s, not one of %v", topic.ID, doc, firstOf(c), topic.Where[doc])
	}
	for _, id := range ids {
		if slices.ContainsFunc(c.Provisions, func(p compare.Place) bool { return within(p.ID, []string{id}) }) {
			t.found++
		}
	}
	if d.quoted(topic, doc, c) {
		t.quoted++
	}
	return count
}

// quoted reports whether a quote or value of c stands at gold's words.
func (d *document) quoted(topic *gold.Topic, doc string, c *compare.Cell) bool {
	var places []corpus.Span
	for _, words := range append([]string{topic.Quote[doc]}, topic.MoreQuotes[doc]...) {
		for _, path := range topic.Where[doc] {
			if span, ok := d.quote(path, words); ok {
				places = append(places, span)
				break
			}
		}
	}
	overlaps := func(s corpus.Span) bool {
		return slices.ContainsFunc(places, func(p corpus.Span) bool { return p.Overlaps(s) })
	}
	return slices.ContainsFunc(c.Quotes, func(q compare.Quote) bool { return overlaps(q.Span) }) ||
		slices.ContainsFunc(c.Values, func(v compare.Value) bool { return overlaps(v.Span) })
}

// ids lists the ids of the provisions at paths, those that were not read left
// out.
func (d *document) ids(paths []string) []string {
	var ids []string
	for _, p := range paths {
		if id := d.id(p); id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

func stateOf(c *compare.Cell) compare.State {
	if c == nil {
		return "no cell"
	}
	return c.State
}

func firstOf(c *compare.Cell) string {
	if len(c.Provisions) == 0 {
		return "nothing"
	}
	return c.Provisions[0].ID
}
