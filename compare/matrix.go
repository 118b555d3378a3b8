package compare

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/clausebook/clausebook/corpus"
)

// A Matrix is many topics across agreements.
type Matrix struct {
	Columns  []Column    `json:"columns"`
	Warnings []string    `json:"warnings"` // of agreements that cover different years
	Rows     []MatrixRow `json:"rows"`     // one a topic, in the order of the topics
}

// A MatrixRow is one topic. Its cells stand in the order of the columns.
type MatrixRow struct {
	Topic   TopicRef  `json:"topic"`
	Related []Related `json:"related"`
	Cells   []Cell    `json:"cells"`
}

// A MatrixRequest is what to put side by side.
type MatrixRequest struct {
	Topics     []string // ids; all when empty
	Group      string   // only topics of that group; all when empty
	Agreements []string // as in Request
}

// Matrix sets agreements side by side on many topics. It fails with
// [ErrNoTopic] where no topic is of that id or group.
func (c *Comparer) Matrix(ctx context.Context, req MatrixRequest) (Matrix, error) {
	views, err := c.chosen(ctx, req.Agreements)
	if err != nil {
		return Matrix{}, fmt.Errorf("compare topics: %w", err)
	}
	topics, err := c.matcher.chosen(req)
	if err != nil {
		return Matrix{}, fmt.Errorf("compare topics: %w", err)
	}
	out := Matrix{Columns: []Column{}, Rows: []MatrixRow{}}
	for _, v := range views {
		if isColumn(v.a.Kind) {
			out.Columns = append(out.Columns, column(v.a))
		}
	}
	out.Warnings = apart(out.Columns)
	for _, t := range topics {
		one, err := c.across(ctx, known(t, t.ID), views)
		if err != nil {
			return Matrix{}, fmt.Errorf("compare topic %q: %w", t.ID, err)
		}
		out.Rows = append(out.Rows, MatrixRow{Topic: one.Topic, Related: one.Related, Cells: one.Cells})
	}
	return out, nil
}

// chosen are the topics that a request names, in the order of the data.
func (m *matcher) chosen(req MatrixRequest) ([]*compiled, error) {
	want := map[string]bool{}
	for _, id := range req.Topics {
		want[id] = true
	}
	var out []*compiled
	for _, t := range m.topics {
		if (len(req.Topics) == 0 || want[t.ID]) && (req.Group == "" || t.Group == req.Group) {
			out = append(out, t)
		}
		delete(want, t.ID)
	}
	for _, id := range slices.Sorted(maps.Keys(want)) {
		return nil, fmt.Errorf("%w has the id %q", ErrNoTopic, id)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%w of the group %q", ErrNoTopic, req.Group)
	}
	return out, nil
}

// Row is the comparison of one topic of m.
func (m *Matrix) Row(i int) Comparison {
	r := &m.Rows[i]
	return Comparison{Topic: r.Topic, Columns: m.Columns, Warnings: m.Warnings, Related: r.Related, Cells: r.Cells}
}

// refOf names a topic with what is known of it.
func refOf(t *corpus.Topic) TopicRef {
	return TopicRef{ID: t.ID, Label: t.Label, Group: t.Group, WageIndicator: t.WageIndicator}
}

// Matrix is c as a matrix of one row.
func (c *Comparison) Matrix() Matrix {
	return Matrix{Columns: c.Columns, Warnings: c.Warnings, Rows: []MatrixRow{{Topic: c.Topic, Related: c.Related, Cells: c.Cells}}}
}
