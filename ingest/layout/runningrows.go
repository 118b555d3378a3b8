package layout

import (
	"math"
	"slices"
	"strings"
)

// Rows that stand at the edge of many pages at one height and say the same, numbers
// aside, are no part of the columns above or below them: the foot at the left of a page
// in two columns would be read between the left column and the right one.

const (
	edgeRows    = 2   // rows looked at, at the top and at the foot of a page
	edgeSheets  = 3   // pages that must have the row
	edgeSame    = 3.0 // points within which its height is the same
	edgeLongest = 120 // bytes
)

// runningRows counts, for each page, the rows at its top and at its foot that run
// on over the pages.
func runningRows(pages [][][]run) [][2]int {
	type place struct {
		page int
		v    float64
	}
	seen := [2]map[string][]place{{}, {}}
	key := func(row []run) string {
		r := joined(row)
		text, _ := r.text()
		if text = strings.TrimSpace(text); len(text) > edgeLongest {
			return ""
		}
		return mask(text)
	}
	at := func(rows [][]run, side, n int) []run {
		if side == 0 {
			return rows[n]
		}
		return rows[len(rows)-1-n]
	}
	for i, rows := range pages {
		for side := range seen {
			for n := range min(edgeRows, len(rows)) {
				if k := key(at(rows, side, n)); k != "" {
					seen[side][k] = append(seen[side][k], place{i, at(rows, side, n)[0].v1})
				}
			}
		}
	}
	out := make([][2]int, len(pages))
	for i, rows := range pages {
		for side := range seen {
			for n := range min(edgeRows, len(rows)) {
				row := at(rows, side, n)
				count, last := 0, -1
				for _, p := range seen[side][key(row)] {
					if p.page != last && math.Abs(p.v-row[0].v1) <= edgeSame {
						count, last = count+1, p.page
					}
				}
				if count < edgeSheets {
					break
				}
				out[i][side] = n + 1
			}
		}
		if out[i][0]+out[i][1] >= len(rows) {
			out[i] = [2]int{}
		}
	}
	return out
}

// withEdges is what regions makes of the rows between the running ones, with those
// before and behind; of a page in one column it is what regions makes of them all.
func withEdges(rows [][]run, known []knownGutter, edges [2]int) []region {
	head, foot := edges[0], len(rows)-edges[1]
	if edges == [2]int{} {
		return regions(rows, known)
	}
	inner := regions(rows[head:foot], known)
	if len(inner) < 2 {
		return regions(rows, known)
	}
	return slices.Concat(across(rows[:head]), inner, across(rows[foot:]))
}
