package ingest

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
)

// TestInvisible: characters of no width change nothing of what is read.
func TestInvisible(t *testing.T) {
	const text = "ARTI\u200bCLE\u200b 1\nLEA\u00adVES\n\nSec\u2060tion\u200b A. Sick Leave.\n\nEight \u200ehours\u200f are earned, subject to Sec\u00adtion B.\n\n\u200bSection\ufeff B. Notice.\n\nWithin two\u200b days of over\u00ad\ntime.\n"
	a, err := Extract(context.Background(), Input{Name: "x.txt", Data: []byte(text)}, Options{})
	require.NoError(t, err)
	assert.Equal(t, text, a.Text)
	tree := corpus.NewTree(a)
	for id, want := range map[string][2]string{
		"art_1":        {"ARTICLE 1 LEAVES", ""},
		"art_1__sec_A": {"Section A. Sick Leave.", "Eight hours are earned, subject to Section B."},
		"art_1__sec_B": {"Section B. Notice.", "Within two days of overtime."},
	} {
		i := tree.Find(id)
		require.GreaterOrEqual(t, i, 0, id)
		assert.Equal(t, want[0], a.Provisions[i].Heading)
		assert.Equal(t, want[1], tree.CleanText(i).Text)
	}
	require.Len(t, a.References, 1)
	assert.Equal(t, "art_1__sec_B", a.References[0].Target)
	require.NotEmpty(t, a.Terms)
	assert.Equal(t, "day", a.Terms[len(a.Terms)-1].Unit)
}
