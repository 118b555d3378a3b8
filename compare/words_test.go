package compare

import (
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestStem(t *testing.T) {
	for _, words := range [][]string{
		{"file", "files", "filed", "filing"}, {"grievance", "grievances"}, {"pay", "pays", "pay's"}, {"party", "parties"},
		{"transfer", "transferred", "transferring"}, {"employee", "employees", "employee's"}, {"expense", "expenses"},
		{"schedule", "scheduled", "scheduling"}, {"notify", "notifies", "notified"},
	} {
		for _, w := range words[1:] {
			assert.Equal(t, stem(words[0]), stem(w), w)
		}
	}
	for _, apart := range [][2]string{{"arbitrator", "arbitration"}, {"union", "uniform"}, {"bus", "bu"}, {"process", "proces"}} { //nolint:misspell // a stem cut too short
		assert.NotEqual(t, stem(apart[0]), stem(apart[1]))
	}
}

func TestTokenize(t *testing.T) {
	var stems []string
	nums := 0
	for _, x := range tokenize("Call-back: 1,040.5 hours, $5 (10%); ten percent employee's 15A") {
		stems = append(stems, x.stem)
		if x.num {
			nums++
		}
	}
	assert.Equal(t, []string{"call", "back", "1,040.5", "hour", "$", "5", "10", "%", "ten", "percent", "%", "employe", "15a"}, stems)
	assert.Equal(t, 4, nums)
}

func TestCue(t *testing.T) {
	a := document("a", "agreement", made{"art_1", "Pay", "A steward shall be paid $5 per day. Ten days of call-back pay are due. No employee is absent.", nil})
	v := newView(a)
	for cue, want := range map[string][]int{
		"steward paid":         {0},
		"pay":                  {1},
		"call_back":            {1},
		"back_call":            nil,
		"# day|days":           {0, 1},
		"$":                    {0},
		"day|days !call_back":  {0},
		"#_days":               {1},
		"employee|steward":     {0, 2},
		"nothing":              nil,
		"nothing|absent !paid": {2},
	} {
		c, ok := compileCue(cue)
		require.True(t, ok, cue)
		assert.Equal(t, want, v.matching(c), cue)
	}
}

func FuzzTokenize(f *testing.F) {
	f.Add("Call-back: 1,040.5 hours, $5 (10%)")
	f.Add("l’heure d'été 5.")
	f.Fuzz(func(t *testing.T, s string) {
		for _, x := range tokenize(s) {
			require.NotEmpty(t, x.stem)
			if utf8.ValidString(s) {
				require.True(t, utf8.ValidString(x.stem))
			}
		}
	})
}
