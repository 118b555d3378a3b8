package compare

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func marked(runs []WordRun) string {
	out := ""
	for _, r := range runs {
		switch r.Op {
		case WordsRemoved:
			out += "[-" + r.Text + "-]"
		case WordsAdded:
			out += "{+" + r.Text + "+}"
		default:
			out += r.Text
		}
	}
	return out
}

func TestWordDiff(t *testing.T) {
	for _, tc := range []struct{ name, before, after, want string }{
		{"whole words", "due in January of the year", "due in March of the year", "due in[- January-]{+ March+} of the year"},
		{"numbers whole", "pay $1,200.50 a month", "pay $1,250.50 a month", "pay $[-1,200.50-]{+1,250.50+} a month"},
		{"white space", "ten  (10)\ndays", "ten (10) days", "ten (10) days"},
		{"typography", "the employee’s “day”", `the employee's "day"`, `the employee's "day"`},
		{"small words hold nothing apart", "two weeks of pay then", "ten days of leave then", "[-two weeks of pay-]{+ten days of leave+} then"},
		{"brackets", "within ten (10) days", "within fifteen (15) days", "within[- ten (10)-]{+ fifteen (15)+} days"},
		{"added at the end", "three days", "three days with pay", "three days{+ with pay+}"},
		{"nothing before", "", "new words", "{+new words+}"},
		{"nothing after", "old words", "", "[-old words-]"},
		{"both empty", "", "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			assert.Equal(t, tc.want, marked(WordDiff(tc.before, tc.after)))
		})
	}
}

func FuzzWordDiff(f *testing.F) {
	f.Add("ten (10) days", "twenty (20) days")
	f.Add("a-b ’ “c”", "“c” a-b")
	f.Add("\xff\xfe x", "x")
	f.Fuzz(func(t *testing.T, a, b string) {
		want := func(s string) (out []string) {
			for _, w := range diffWords(s) {
				out = append(out, w.fold)
			}
			return out
		}
		var before, after []string
		for _, r := range WordDiff(a, b) {
			if r.Op != WordsAdded {
				before = append(before, want(a[r.Old.Start:r.Old.End])...)
			}
			if r.Op != WordsRemoved {
				after = append(after, want(b[r.New.Start:r.New.End])...)
			}
		}
		assert.Equal(t, want(a), before)
		assert.Equal(t, want(b), after)
	})
}
