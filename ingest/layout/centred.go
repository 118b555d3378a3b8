package layout

import (
	"math"
	"slices"
)

// centred puts a label that stands between the first two lines of its paragraph
// before the first of them. Word processors set a cell's label in the middle of
// the cell: "A." stands half a line below the line that it opens, and lining up
// would read it inside the paragraph or behind its first line.
//
// A label is moved where it stands by a quarter of its height or more off both
// lines, where both begin at one edge to the right of it, and where the upper
// one opens a paragraph: what is above it stands further off or begins elsewhere.
// A label level with any line of its paragraph stays there.
func centred(rows [][]run) [][]run {
	out := rows
	for i := 1; i < len(rows); i++ {
		l := &rows[i][0]
		if len(l.words) != 1 || !labelWord(l.words[0].Text) || len(rows[i-1]) == 0 {
			continue
		}
		// The lower line: the rest of the row, or the row below a label alone.
		low := rows[i][1:]
		if len(low) == 0 {
			if i+1 >= len(rows) {
				continue
			}
			low = rows[i+1]
		}
		up := rows[i-1]
		height := l.v1 - l.v0
		edge := up[0].u0
		if l.u1 >= edge || math.Abs(low[0].u0-edge) > 0.5*height || l.u0 < edge-12*height {
			continue
		}
		above, below := base(l)-base(&up[0]), base(&low[0])-base(l)
		pitch := above + below
		if above < 0.25*height || below < 0.25*height || pitch > 2.2*height {
			continue
		}
		if i > 1 {
			over := rows[i-2]
			if gap := base(&up[0]) - base(&over[len(over)-1]); gap < 1.2*pitch && math.Abs(over[0].u0-edge) <= 0.5*height {
				continue // the line above goes on in the upper one
			}
		}
		if len(out) == len(rows) && &out[0] == &rows[0] {
			out = slices.Clone(rows)
		}
		label := *l
		label.v0, label.v1 = up[0].v0, up[0].v1
		out[i-1] = append([]run{label}, up...)
		out[i] = rows[i][1:]
		rows = out
	}
	return slices.DeleteFunc(out, func(row []run) bool { return len(row) == 0 })
}

// base is where the letters of a run's last word stand.
func base(r *run) float64 {
	w := r.words[len(r.words)-1]
	return w.v1 - descent*w.Size
}

// labelWord: the word is a label of a list and nothing else: "A.", "(12)", "iv)".
func labelWord(s string) bool {
	n := len(s)
	if n < 2 || n > 6 || s[n-1] != '.' && s[n-1] != ')' {
		return false
	}
	s = s[:n-1]
	if s[0] == '(' {
		s = s[1:]
	}
	letters := 0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			letters++
		default:
			return false
		}
	}
	return s != "" && (letters == 0 || letters == len(s) && (len(s) < 3 || isRoman(s)))
}
