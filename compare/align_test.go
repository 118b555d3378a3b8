package compare

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/topics"
	"github.com/clausebook/clausebook/index/query"
)

func comparer(t *testing.T, s Searcher, as ...*corpus.Agreement) *Comparer {
	t.Helper()
	all, err := topics.All()
	require.NoError(t, err)
	return New(shelf(as), s, all)
}

func TestAlignStates(t *testing.T) {
	c := comparer(t, nil, deputies(), policy(), nurses(), teachers())
	got, err := c.Align(t.Context(), Request{Topic: "bereavement"})
	require.NoError(t, err)
	assert.Equal(t, "bereavement", got.Topic.ID)
	assert.Equal(t, "Bereavement and funeral leave", got.Topic.Label)
	require.Len(t, got.Cells, 3, "a procedure is no column")

	nurse := got.Cells[0]
	assert.Equal(t, "nurses", nurse.Agreement, "whole agreements stand first")
	assert.Equal(t, Stated, nurse.State)
	assert.Equal(t, "Death in the Family", nurse.Heading)
	require.NotEmpty(t, nurse.Provisions)
	assert.Equal(t, "art_2__sec_1", nurse.Provisions[0].ID)
	assert.NotEmpty(t, nurse.Provisions[0].Reason)
	require.NotEmpty(t, nurse.Quotes)
	assert.Equal(t, "In case of death of a spouse, parent or child a nurse shall be excused for three (3) working days with pay.", nurse.Quotes[0].Text)
	require.NotEmpty(t, nurse.Values)
	assert.InDelta(t, 3.0, nurse.Values[0].Value, 0)
	assert.Equal(t, corpus.WorkingDay, nurse.Values[0].Unit)
	require.NotNil(t, nurse.Values[0].Basis)
	assert.Equal(t, "paid", *nurse.Values[0].Basis)

	teacher := got.Cells[1]
	assert.Equal(t, "teachers", teacher.Agreement)
	assert.Equal(t, ContentsOnly, teacher.State)
	assert.Equal(t, "Funeral Leave", teacher.Heading)
	assert.Contains(t, teacher.Note, "Listed in the contents, p. 44; the text is not in this file")
	assert.Contains(t, teacher.Note, "stops before the document does, at page 1")

	deputy := got.Cells[2]
	assert.Equal(t, "deputies-economics", deputy.Agreement, "excerpts stand last")
	assert.Equal(t, OutsideExcerpt, deputy.State)
	assert.Empty(t, deputy.Provisions)
	assert.NotEmpty(t, deputy.Note)

	require.NotEmpty(t, got.Related)
	assert.Equal(t, "funeral-policy", got.Related[0].Agreement)
}

func TestAlignSilent(t *testing.T) {
	got, err := comparer(t, nil, nurses()).Align(t.Context(), Request{Topic: "longevity"})
	require.NoError(t, err)
	require.Len(t, got.Cells, 1)
	assert.Equal(t, Silent, got.Cells[0].State)
	assert.Equal(t, "Nothing in the text read", got.Cells[0].Note)
	assert.NotNil(t, got.Cells[0].Provisions, "lists are empty, not null")
}

func TestAlignTopics(t *testing.T) {
	c := comparer(t, nil, nurses(), teachers(), deputies())
	for _, tc := range []struct {
		topic, id, agreement, first string
		value                       any
	}{
		{"grievance-filing-deadline", "grievance-filing-deadline", "nurses", "art_1__sec_1", 10.0},
		{"grievance-filing-deadline", "grievance-filing-deadline", "teachers", "art_1", 20.0},
		{"Who pays the arbitrator", "arbitration-cost", "nurses", "art_1__sec_2", nil},
		{"funeral leave", "bereavement", "nurses", "art_2__sec_1", 3.0},
		{"jury duty", "jury-duty", "nurses", "art_2__sec_2", nil},
		{"class size", "staffing-workload", "teachers", "art_2", 28.0},
		{"wages", "wages", "deputies-economics", "art_5", 2.0},
		{"uniforms", "uniforms", "deputies-economics", "art_6", 600.0},
		{"Health insurance premium split", "health-premium-split", "nurses", "art_3", nil},
	} {
		t.Run(tc.topic+" "+tc.agreement, func(t *testing.T) {
			got, err := c.Align(t.Context(), Request{Topic: tc.topic, Agreements: []string{tc.agreement}})
			require.NoError(t, err)
			assert.Equal(t, tc.id, got.Topic.ID)
			require.Len(t, got.Cells, 1)
			require.Equal(t, Stated, got.Cells[0].State, got.Cells[0].Note)
			assert.Equal(t, tc.first, got.Cells[0].Provisions[0].ID)
			if tc.value != nil {
				require.NotEmpty(t, got.Cells[0].Values)
				assert.Equal(t, tc.value, got.Cells[0].Values[0].Value)
			}
		})
	}
}

func TestAlignEffective(t *testing.T) {
	got, err := comparer(t, nil, nurses()).Align(t.Context(), Request{Topic: "health-premium-split"})
	require.NoError(t, err)
	var later []float64
	for _, v := range got.Cells[0].Values {
		if v.Effective != nil {
			assert.Equal(t, "2015-01-01", *v.Effective)
			later = append(later, v.Value.(float64))
		}
	}
	assert.Equal(t, []float64{75}, later)
}

func TestAlignCitation(t *testing.T) {
	c := comparer(t, nil, nurses(), teachers())
	got, err := c.Align(t.Context(), Request{Topic: "nurses Article 1, Section 1"})
	require.NoError(t, err)
	assert.Equal(t, "grievance-filing-deadline", got.Topic.ID)
	assert.Contains(t, got.Topic.Label, "as in nurses, Article 1, Section 1")
	assert.Equal(t, "art_1__sec_1", got.Cells[0].Provisions[0].ID)
	assert.Equal(t, "art_1", got.Cells[1].Provisions[0].ID)
}

func TestAlignFreeWords(t *testing.T) {
	c := comparer(t, nil, nurses(), teachers())
	got, err := c.Align(t.Context(), Request{Topic: "shared equally by the parties"})
	require.NoError(t, err)
	assert.Empty(t, got.Topic.ID)
	assert.Equal(t, Stated, got.Cells[0].State)
	assert.Equal(t, "art_1__sec_2", got.Cells[0].Provisions[0].ID)
	assert.Equal(t, Silent, got.Cells[1].State)
}

// A finder answers every search with the same hit.
type finder struct {
	agreement, id string
	err           error
	asked         []query.Request
}

func (f *finder) Search(_ context.Context, req query.Request) (query.Answer, error) {
	f.asked = append(f.asked, req)
	return query.Answer{Hits: []query.Hit{{Agreement: f.agreement, ID: &f.id}}}, f.err
}

func TestAlignSearch(t *testing.T) {
	f := &finder{agreement: "nurses", id: "art_2__sec_2"}
	c := comparer(t, f, nurses())
	got, err := c.Align(t.Context(), Request{Topic: "called difference fees regular"})
	require.NoError(t, err)
	assert.Equal(t, Stated, got.Cells[0].State)
	assert.Equal(t, "art_2__sec_2", got.Cells[0].Provisions[0].ID)
	require.Len(t, f.asked, 1)
	assert.Equal(t, []query.Filter{{Field: query.ByAgreement, Value: "nurses"}}, f.asked[0].Filters)

	// A search always finds something; it is no answer unless the words are there.
	got, err = c.Align(t.Context(), Request{Topic: "submarine warfare pension dolphins"})
	require.NoError(t, err)
	assert.Equal(t, Silent, got.Cells[0].State)

	f.err = errors.New("index closed")
	_, err = c.Align(t.Context(), Request{Topic: "submarine warfare"})
	require.ErrorIs(t, err, f.err)
}

func TestAlignErrors(t *testing.T) {
	c := comparer(t, nil, nurses())
	_, err := c.Align(t.Context(), Request{Topic: " of the "})
	require.ErrorIs(t, err, ErrNoTopic)
	_, err = c.Align(t.Context(), Request{Topic: "wages", Agreements: []string{"nobody"}})
	require.ErrorContains(t, err, "nobody")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = c.Align(ctx, Request{Topic: "wages"})
	require.ErrorIs(t, err, context.Canceled)
}

func TestAttach(t *testing.T) {
	all, err := topics.All()
	require.NoError(t, err)
	got := Attach(corpus.NewTree(nurses()), all)
	require.NotEmpty(t, got["art_2__sec_1"])
	assert.Equal(t, "bereavement", got["art_2__sec_1"][0].Topic)
	require.NotEmpty(t, got["art_1__sec_2"])
	for _, list := range got {
		for i, m := range list {
			assert.GreaterOrEqual(t, m.Score, attachAt)
			assert.NotEmpty(t, m.Reason)
			if i > 0 {
				assert.LessOrEqual(t, m.Score, list[i-1].Score)
			}
		}
	}
}

func TestNamed(t *testing.T) {
	names := []string{"funeral leave", "bereavement"}
	for title, want := range map[string]bool{
		"Policy on Funeral and Other Leave": true,
		"BEREAVEMENT POLICY":                true,
		"Leave Policy":                      false,
		"":                                  false,
	} {
		assert.Equal(t, want, named(title, names), title)
	}
	assert.False(t, named("Anything", []string{""}), "no words are no name")
}
