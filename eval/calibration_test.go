package eval

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/gold"
)

// made is n provisions of one confidence, of which right are right.
func made(confidence float64, n, right int) []Judged {
	out := make([]Judged, n)
	for i := range out {
		out[i] = Judged{i, confidence, i < right}
	}
	return out
}

func TestCalibrate(t *testing.T) {
	tests := []struct {
		name                string
		all                 []Judged
		ece, brier, ranking *float64
	}{
		{"nothing", nil, nil, nil, nil},
		{"all right and sure", made(1, 5, 5), new(0.0), new(0.0), nil},
		{"all wrong and sure", made(1, 5, 0), new(1.0), new(1.0), nil},
		// 0.9·10 = 9 right, 0.6·5 = 3 right: means what it says.
		{"true to its word", append(made(0.9, 10, 9), made(0.6, 5, 3)...), new(0.0), new(0.14), new(0.7083)},
		// |9.9 − 8| + |3 − 4|, of 15.
		{"too sure, and not sure enough", append(made(0.99, 10, 8), made(0.6, 5, 4)...), new(0.1933), new(0.1974), new(0.5)},
		// Neighbours in one bin make up for each other.
		{"one bin", append(made(0.72, 5, 5), made(0.78, 5, 2)...), new(0.05), new(0.2314), new(0.1429)},
		{"upside down", append(made(0.95, 3, 0), made(0.3, 3, 3)...), new(0.825), new(0.6962), new(0.0)},
		{"told apart", append(made(0.95, 3, 3), made(0.3, 3, 0)...), new(0.175), new(0.0462), new(1.0)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Calibrate(tt.all)
			assert.Equal(t, len(tt.all), got.Provisions)
			assert.Equal(t, tt.ece, got.ECE, "ece %s", format(got.ECE))
			assert.Equal(t, tt.brier, got.Brier, "brier %s", format(got.Brier))
			assert.Equal(t, tt.ranking, got.Ranking, "ranking %s", format(got.Ranking))
			n := 0
			for _, b := range got.Bins {
				n += b.Provisions
			}
			assert.Equal(t, len(tt.all), n, "each is in one bin")
		})
	}
}

func TestCalibrateBins(t *testing.T) {
	got := Calibrate(append(append(made(0, 1, 0), made(0.9, 4, 3)...), made(1, 2, 2)...)).Bins
	assert.Equal(t, Bin{0, 0.5, 1, new(0.0), new(0.0)}, got[0])
	assert.Equal(t, Bin{0.8, 0.9, 0, nil, nil}, got[3], "a bin does not hold its upper edge")
	assert.Equal(t, Bin{0.9, 0.95, 4, new(0.75), new(0.9)}, got[4])
	assert.Equal(t, Bin{0.98, 1, 2, new(1.0), new(1.0)}, got[len(got)-1], "the last does")
}

func TestJudge(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(a *corpus.Agreement)
		want  []bool
	}{
		{"as gold has it", func(*corpus.Agreement) {}, []bool{true, true, true, true}},
		{"title does not count", func(a *corpus.Agreement) { a.Provisions[1].Title = "" }, []bool{true, true, true, true}},
		{"number", func(a *corpus.Agreement) { a.Provisions[1].Number = "D" }, []bool{true, false, true, true}},
		{"kind", func(a *corpus.Agreement) { a.Provisions[2].Kind = corpus.Part }, []bool{true, true, false, true}},
		{"parent", func(a *corpus.Agreement) { a.Provisions[2].Parent = "art_2" }, []bool{true, true, false, true}},
		{"end", func(a *corpus.Agreement) { a.Provisions[3].Span = span("ARTICLE 2", "is a") }, []bool{true, true, true, false}},
		{"no such unit", func(a *corpus.Agreement) {
			a.Provisions = append(a.Provisions, corpus.Provision{ID: "art_2__sec_A", Parent: "art_2", Kind: corpus.Section, Number: "A", Span: span("Section A. is", "paid.")})
		}, []bool{true, true, true, true, false}},
		{"a subsection at a trap", func(a *corpus.Agreement) {
			a.Provisions = append(a.Provisions, corpus.Provision{ID: "x", Parent: "art_2", Kind: corpus.Subsection, Number: "A", Span: span("Section A. is", "paid.")})
		}, []bool{true, true, true, true, false}},
		{"a subsection that gold need not list", func(a *corpus.Agreement) {
			a.Provisions = append(a.Provisions, corpus.Provision{ID: "x", Parent: "art_2", Kind: corpus.Subsection, Title: "Work", Span: span("Work", "paid.")})
		}, []bool{true, true, true, true}},
		{"a paragraph", func(a *corpus.Agreement) {
			a.Provisions = append(a.Provisions, corpus.Provision{ID: "x", Parent: "art_2", Kind: corpus.Paragraph, Title: "Work", Span: span("Work", "paid.")})
		}, []bool{true, true, true, true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := perfect()
			tt.spoil(a)
			var got []bool
			for _, j := range Judge(&smallGold().Structures[0], a) {
				got = append(got, j.Right)
			}
			assert.Equal(t, tt.want, got)
		})
	}
	t.Run("free to give", func(t *testing.T) {
		g := smallGold().Structures[0]
		g.Units = append(g.Units, gold.Unit{Path: "article:2/section:A", Kind: corpus.Section, Offset: at("Section A. is"), End: at("paid.") + 5, Optional: true})
		a := perfect()
		a.Provisions = append(a.Provisions, corpus.Provision{ID: "art_2__sec_A", Parent: "art_2", Kind: corpus.Section, Number: "A", Span: span("Section A. is", "paid.")})
		assert.Len(t, Judge(&g, a), 4)
	})
}

// TestCalibrationReport: the table is for people and is not read back; the
// figures are.
func TestCalibrationReport(t *testing.T) {
	r := &Report{Calibration: Calibrate(append(made(0.9, 10, 9), made(0.6, 5, 3)...))}
	var out bytes.Buffer
	require.NoError(t, r.WriteText(&out, false))
	assert.Contains(t, out.String(), "calibration: ece 0 brier 0.14 brier_base 0.16 ranking 0.7083 right 0.8 confidence 0.8 provisions 15\n")
	assert.Contains(t, out.String(), "confidence 0.9  to 0.95 provisions 10   right 0.9    mean 0.9\n")
	worse := &Report{Calibration: Calibrate(append(made(0.9, 10, 6), made(0.6, 5, 3)...))}
	got, err := Drops(out.Bytes(), worse, 0.002)
	require.NoError(t, err)
	assert.Equal(t, []string{"calibration brier was 0.14, is 0.3"}, got)
}
