package corpus

import (
	"encoding/json"
	"fmt"
)

// cleanJSON is the stored form of a Clean. Numbers are differences: of each to
// the one before.
type cleanJSON struct {
	Text   string `json:"t"`
	Breaks []int  `json:"b,omitempty"`
	Lines  []int  `json:"l,omitempty"`
	Runs   []int  `json:"r,omitempty"` // threes: offset in Text, start and length in the source
}

// MarshalJSON writes c with its way back to the source, so that it need not be
// derived again. The form is stored in derived files only, and may change.
func (c *Clean) MarshalJSON() ([]byte, error) {
	out := cleanJSON{Text: c.Text, Breaks: differences(c.Breaks), Lines: differences(c.lines)}
	at, pos := 0, 0
	for k := 0; k < len(c.runs); k++ {
		r := c.runs[k]
		// Runs that follow each other on both sides, byte for byte, are one.
		for !c.isBlank(k) && k+1 < len(c.runs) && !c.isBlank(k+1) && c.runs[k+1].src.Start == r.src.End {
			k++
			r.src.End = c.runs[k].src.End
		}
		out.Runs = append(out.Runs, r.at-at, r.src.Start-pos, r.src.Len())
		at, pos = r.at, r.src.End
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (c *Clean) UnmarshalJSON(data []byte) error {
	var in cleanJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	if len(in.Runs)%3 != 0 {
		return fmt.Errorf("clean text: %d numbers of runs", len(in.Runs))
	}
	*c = Clean{Text: in.Text, Breaks: sums(in.Breaks), lines: sums(in.Lines)}
	at, pos := 0, 0
	for k := 0; k < len(in.Runs); k += 3 {
		at += in.Runs[k]
		start := pos + in.Runs[k+1]
		pos = start + in.Runs[k+2]
		c.runs = append(c.runs, cleanRun{at, Span{start, pos}})
	}
	return nil
}

func differences(list []int) []int {
	var out []int
	last := 0
	for _, x := range list {
		out = append(out, x-last)
		last = x
	}
	return out
}

func sums(list []int) []int {
	var out []int
	last := 0
	for _, x := range list {
		last += x
		out = append(out, last)
	}
	return out
}
