package eval

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDrops(t *testing.T) {
	report := func(f1 float64, sprung int) *Report {
		return &Report{Structure: map[string]Structure{"001": {F1: f1, TrapsSprung: sprung, Gold: 40}},
			References: map[string]References{"001": {}}}
	}
	var recorded bytes.Buffer
	require.NoError(t, report(0.9, 2).WriteText(&recorded, false))
	assert.Contains(t, recorded.String(), "structure 001: precision 0 recall 0 f1 0.9 ")
	assert.Contains(t, recorded.String(), "references 001: precision - ")

	tests := []struct {
		name string
		got  *Report
		want []string
	}{
		{"same", report(0.9, 2), nil},
		{"better", report(0.95, 0), nil},
		{"within tolerance", report(0.8995, 2), nil},
		{"share fell", report(0.89, 2), []string{"structure 001 f1 was 0.9, is 0.89"}},
		{"one more trap", report(0.9, 3), []string{"structure 001 traps_sprung was 2, is 3"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Drops(recorded.Bytes(), tt.got, 0.001)
			require.NoError(t, err)
			assert.Equal(t, tt.want, got)
		})
	}
	t.Run("lost and new parts", func(t *testing.T) {
		r := report(0.9, 2)
		r.Structure["002"] = r.Structure["001"]
		delete(r.Structure, "001")
		got, err := Drops(recorded.Bytes(), r, 0.001)
		require.NoError(t, err)
		assert.Contains(t, got, "structure 001 f1 was 0.9, is no longer measured")
		assert.Contains(t, got, "structure 002 f1 0.9 is not recorded")
	})
	t.Run("damaged record", func(t *testing.T) {
		_, err := Drops([]byte("structure 001: f1\n"), report(1, 0), 0)
		require.Error(t, err)
		_, err = Drops([]byte("structure 001: f1 high\n"), report(1, 0), 0)
		require.Error(t, err)
	})
}
