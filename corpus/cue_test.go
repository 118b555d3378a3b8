package corpus

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParseCue(t *testing.T) {
	for _, tc := range []struct {
		name, in string
		want     Cue
		fails    bool
	}{
		{"words", "arbitrator fee|cost", Cue{[]CueElement{
			{AnyOf: [][]string{{"arbitrator"}}}, {AnyOf: [][]string{{"fee"}, {"cost"}}}}}, false},
		{"adjacent and not", "call_back # !sick_leave|absent", Cue{[]CueElement{
			{AnyOf: [][]string{{"call", "back"}}}, {AnyOf: [][]string{{"#"}}},
			{Not: true, AnyOf: [][]string{{"sick", "leave"}, {"absent"}}}}}, false},
		{"nothing", " ", Cue{}, true},
		{"only not", "!sick", Cue{}, true},
		{"empty alternative", "a||b", Cue{}, true},
		{"not in the middle", "a|!b", Cue{}, true},
		{"trailing bar", "a|", Cue{}, true},
		{"empty word", "call_", Cue{}, true},
		{"capitals", "FMLA", Cue{}, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, err := ParseCue(tc.in)
			if tc.fails {
				require.Error(t, err)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, tc.want, got)
			again, err := ParseCue(got.String())
			require.NoError(t, err)
			assert.Equal(t, got, again)
		})
	}
}

func FuzzParseCue(f *testing.F) {
	f.Add("arbitrator fee|cost !a_b")
	f.Add("!x")
	f.Fuzz(func(t *testing.T, s string) {
		c, err := ParseCue(s)
		if err != nil {
			return
		}
		again, err := ParseCue(c.String())
		require.NoError(t, err, "%q", c.String())
		assert.Equal(t, c, again)
	})
}
