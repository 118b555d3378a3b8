package layout

import (
	"cmp"
	"slices"
)

// A page in three columns and more is parted at one gutter after the other, and
// what is left of a gutter may be two columns whose lines do not stand at one
// height. Each line then fills its own column and half of what is parted off.

const (
	stripLeast = 72.0 // points; cells of tables are narrower
	stripGap   = 6.0  // points that no line crosses between two
	stripLike  = 0.8  // of the widest that the narrowest has: columns are of one width
)

// evenStrips is the width of the strips that the rows stand in, if they are
// three or more of one width with gaps between that no row crosses; else 0. The
// columns of a table differ in width.
func evenStrips(rows [][]run) float64 {
	var all [][2]float64
	for _, row := range rows {
		for i := range row {
			all = append(all, [2]float64{row[i].u0, row[i].u1})
		}
	}
	slices.SortFunc(all, func(a, b [2]float64) int { return cmp.Compare(a[0], b[0]) })
	var strips [][2]float64
	for _, s := range all {
		if n := len(strips); n > 0 && s[0] < strips[n-1][1]+stripGap {
			strips[n-1][1] = max(strips[n-1][1], s[1])
			continue
		}
		strips = append(strips, s)
	}
	if len(strips) < 3 || len(strips) > maxColumns {
		return 0
	}
	least, most := strips[0][1]-strips[0][0], 0.0
	for _, s := range strips {
		least, most = min(least, s[1]-s[0]), max(most, s[1]-s[0])
	}
	if least < stripLeast || least < stripLike*most {
		return 0
	}
	return most
}
