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

// compare asks every gold topic by its label.
func (r *run) compare(ctx context.Context) (Compare, []string, error) {
	out := Compare{ByState: map[compare.State][2]int{}}
	var misses []string
	var state, stated, first, paths, found, quotes, quoted int
	for _, topic := range r.in.Gold.Topics {
		got, err := r.in.Comparer.Compare(ctx, topic.Label)
		if err != nil {
			return out, misses, fmt.Errorf("compare %q: %w", topic.Label, err)
		}
		out.Topics++
		cells := map[string]*compare.Cell{}
		for i := range got.Cells {
			cells[got.Cells[i].Agreement] = &got.Cells[i]
		}
		want := map[string]compare.State{}
		for doc := range topic.Where {
			want[doc] = compare.Stated
		}
		for _, doc := range topic.Absent {
			want[doc] = states(topic.AbsentWhy[doc])
		}
		for _, doc := range slices.Sorted(maps.Keys(want)) {
			d := r.doc(doc)
			if d == nil {
				continue
			}
			out.Cells++
			count := out.ByState[want[doc]]
			count[1]++
			c := cells[d.a.ID]
			if c != nil && c.State == want[doc] {
				state++
				count[0]++
			} else {
				misses = append(misses, fmt.Sprintf("%s in %s: is %s, read %s", topic.ID, doc, want[doc], stateOf(c)))
			}
			out.ByState[want[doc]] = count
			if want[doc] != compare.Stated {
				continue
			}
			stated++
			paths += len(topic.Where[doc])
			if topic.Quote[doc] != "" {
				quotes++
			}
			if c == nil {
				continue
			}
			ids := d.ids(topic.Where[doc])
			if len(c.Provisions) > 0 && within(c.Provisions[0].ID, ids) {
				first++
			} else {
				misses = append(misses, fmt.Sprintf("%s in %s: first is %s, not one of %v", topic.ID, doc, firstOf(c), topic.Where[doc]))
			}
			for _, id := range ids {
				if slices.ContainsFunc(c.Provisions, func(p compare.Place) bool { return within(p.ID, []string{id}) }) {
					found++
				}
			}
			if r.quoted(d, &topic, doc, c) {
				quoted++
			}
		}
	}
	out.State, out.First, out.Found, out.Quoted = ratio(state, out.Cells), ratio(first, stated), ratio(found, paths), ratio(quoted, quotes)
	return out, misses, nil
}

// quoted reports whether a quote or value of c stands at gold's words.
func (r *run) quoted(d *document, topic *gold.Topic, doc string, c *compare.Cell) bool {
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
