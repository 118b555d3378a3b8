package compare

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
)

func twoContracts() (*corpus.Agreement, *corpus.Agreement) {
	const shared = "The arbitrator shall have no power to add to, subtract from, or modify any of the terms of this Agreement."
	return document("north", corpus.KindAgreement,
			made{"art_1", "Arbitration", shared + " The fee is shared equally by the parties to the dispute. The hearing is held in the county seat.", nil}),
		document("south", corpus.KindAgreement,
			made{"art_7", "Arbitrator", "The hearing is held in the county seat. " + shared + " The fee is borne by the losing party to the dispute. No transcript is made.", nil})
}

func TestDiff(t *testing.T) {
	a, b := twoContracts()
	c := comparer(t, nil, a, b)
	d, err := c.Diff(t.Context(), []string{"north/art_1", "south/art_7"})
	require.NoError(t, err)
	require.Len(t, d.Others, 1)
	got := map[Change][]string{}
	for _, r := range d.Others[0].Rows {
		switch {
		case r.B != nil:
			got[r.Change] = append(got[r.Change], r.B.Text)
		default:
			got[r.Change] = append(got[r.Change], r.A.Text)
		}
	}
	assert.Equal(t, []string{"The hearing is held in the county seat."}, got[Moved], "moved is told from changed")
	assert.Len(t, got[Same], 1)
	assert.Equal(t, []string{"The fee is borne by the losing party to the dispute."}, got[Changed])
	assert.Equal(t, []string{"No transcript is made."}, got[Added])
	for _, r := range d.Others[0].Rows { // every run stands in its source
		for _, w := range r.Words {
			if w.Old != nil {
				assert.NotEmpty(t, a.Text[w.Old.Start:w.Old.End])
			}
			if w.New != nil {
				assert.Contains(t, w.Text, b.Text[w.New.Start:w.New.End])
			}
		}
	}
	for _, refs := range [][]string{{"north/art_1"}, {"north/art_1", "south/art_9"}, {"north/art_1", "no citation"}} {
		_, err := c.Diff(t.Context(), refs)
		require.ErrorIs(t, err, ErrNoProvision, refs)
	}
}

func TestWording(t *testing.T) {
	a, b := twoContracts()
	w, err := comparer(t, nil, a, b, nurses()).Wording(t.Context(), "north/art_1")
	require.NoError(t, err)
	assert.Equal(t, 3, w.LookedAt)
	require.Len(t, w.Usual, 3)
	assert.Equal(t, 2, w.Usual[0].Agreements)
	assert.Equal(t, 2, w.Usual[0].Same)
	assert.Equal(t, "south", w.Usual[0].Places[0].Agreement)
	require.NotEmpty(t, w.Like)
	assert.Equal(t, "art_7", w.Like[0].ID)
}

func TestDays(t *testing.T) {
	a := document("x", corpus.KindAgreement,
		made{"art_1", "Definitions", `The term "day" shall mean Monday through Friday, exclusive of holidays.`, nil},
		made{"art_2", "Grievances", "A grievance is filed within ten days.", []corpus.Term{{Type: corpus.Duration, Value: 10, Unit: corpus.WorkingDay, DefinedBy: "art_1", Raw: "ten days"}}})
	d, err := comparer(t, nil, a, teachers()).Days(t.Context(), nil)
	require.NoError(t, err)
	require.Len(t, d.Agreements, 2)
	x := d.Agreements[0]
	require.Len(t, x.Meanings, 1)
	assert.Equal(t, corpus.WorkingDay, x.Meanings[0].Unit)
	assert.Equal(t, "the whole agreement", x.Meanings[0].ScopeName)
	assert.Equal(t, 1, x.Meanings[0].Applied)
	assert.Contains(t, x.Meanings[0].Quote, "Monday through Friday")
	assert.Empty(t, d.Agreements[1].Meanings)
	assert.NotEmpty(t, d.Agreements[1].Note)
}

func TestMatrix(t *testing.T) {
	old, young := nurses(), deputies()
	old.Effective, old.Expires, young.Effective = "2010-01-01", "2012-12-31", "2020-01-01"
	c := comparer(t, nil, old, young)
	m, err := c.Matrix(t.Context(), MatrixRequest{Topics: []string{"wages", "bereavement"}})
	require.NoError(t, err)
	require.Len(t, m.Rows, 2, "only those asked for")
	for _, r := range m.Rows {
		require.Len(t, r.Cells, len(m.Columns))
		for i := range r.Cells {
			assert.Equal(t, m.Columns[i].Agreement, r.Cells[i].Agreement)
		}
	}
	require.Len(t, m.Warnings, 1)
	assert.Contains(t, m.Warnings[0], "cover different years")
	all, err := c.Matrix(t.Context(), MatrixRequest{})
	require.NoError(t, err)
	assert.Greater(t, len(all.Rows), 150)
	for _, req := range []MatrixRequest{{Topics: []string{"none"}}, {Group: "none"}, {Topics: []string{"wages", "none"}}} {
		_, err := c.Matrix(t.Context(), req)
		require.ErrorIs(t, err, ErrNoTopic)
	}
}
