package pdftext

import (
	"math"
	"strings"

	"github.com/clausebook/clausebook/ingest/layout"
)

// layers settles pages whose text is there twice, once to be seen and once
// invisibly, as programs add it that read scans. A word that is seen beats the
// invisible one over it, unless its font does not say what it is. ocr says that
// most of what remains is invisible: somebody's reading of a picture.
func layers(words []layout.PlacedWord, hidden []bool) (kept []layout.PlacedWord, ocr bool) {
	some, all := false, true
	for _, h := range hidden {
		some, all = some || h, all && h
	}
	if !some {
		return words, false
	}
	if all {
		return words, true
	}
	const grid = 24 // points
	type cell struct{ x, y int }
	seen := map[cell][]int{}
	for i := range words {
		if w := &words[i]; !hidden[i] {
			for x := int(math.Floor(w.X0 / grid)); x <= int(math.Floor(w.X1/grid)); x++ {
				for y := int(math.Floor(w.Y0 / grid)); y <= int(math.Floor(w.Y1/grid)); y++ {
					if c := (cell{x, y}); len(seen[c]) < 256 {
						seen[c] = append(seen[c], i)
					}
				}
			}
		}
	}
	drop := make([]bool, len(words))
	for i := range words {
		if !hidden[i] {
			continue
		}
		w := &words[i]
		x, y := (w.X0+w.X1)/2, (w.Y0+w.Y1)/2
		for _, k := range seen[cell{int(math.Floor(x / grid)), int(math.Floor(y / grid))}] {
			v := &words[k]
			if x < v.X0 || x > v.X1 || y < v.Y0 || y > v.Y1 {
				continue
			}
			if strings.Contains(v.Text, unknown) {
				drop[k] = true
			} else {
				drop[i] = true
			}
		}
	}
	invisible, total := 0, 0
	for i := range words {
		if drop[i] {
			continue
		}
		kept = append(kept, words[i])
		total += len(words[i].Text)
		if hidden[i] {
			invisible += len(words[i].Text)
		}
	}
	return kept, invisible*2 > total
}
