package ocr

import (
	"math"
	"sort"
	"unicode/utf8"

	"github.com/clausebook/clausebook/ingest/layout"
)

// stroke is how thick the strokes of a word are, in dots: the mean length of
// the runs of ink in its rows, those left out that are as long as only the
// level strokes of letters are.
func (read *reading) stroke(box [4]float64, size float64) float64 {
	m := read.picture
	x0, y0 := max(0, int(box[0])), max(0, int(box[1]))
	x1, y1 := min(m.Rect.Dx(), int(box[2])), min(m.Rect.Dy(), int(box[3]))
	longest := int(0.3*size) + 1
	runs, ink := 0, 0.0
	for y := y0; y < y1; y++ {
		run := 0
		for x := x0; x <= x1; x++ {
			if x < x1 && m.Pix[y*m.Stride+x] <= read.ink {
				run++
				continue
			}
			if run > 0 && run <= longest {
				runs++
				ink += float64(run)
			}
			run = 0
		}
	}
	if runs < 8 {
		return 0
	}
	return ink / float64(runs)
}

// How much thicker than usual the strokes of bold words are. Times Bold has
// strokes 1.5 times as thick as Times, Arial Bold 1.6 times; blurred by
// scanning it is less.
const (
	boldLine = 1.22 // on average over a line
	boldWord = 1.30 // of a word within a line that is not bold
)

// embolden marks the words of pages whose strokes are thicker than usual in the
// document, or on their page where it was scanned otherwise than the rest.
// strokes has one number for each word of each page; 0 says nothing.
func embolden(pages []layout.PlacedPage, strokes [][]float64) {
	var all []weighed
	for i := range pages {
		all = append(all, weigh(pages[i].Words, strokes[i])...)
	}
	whole := middle(all)
	if whole == 0 {
		return
	}
	for i := range pages {
		usual := whole
		if own := weigh(pages[i].Words, strokes[i]); len(own) >= 60 {
			usual = min(max(middle(own), 0.85*whole), 1.15*whole)
		}
		words := pages[i].Words
		for from := 0; from < len(words); {
			to := from + 1
			for to < len(words) && sameLine(&words[from], &words[to]) {
				to++
			}
			part := weigh(words[from:to], strokes[i][from:to])
			mean := average(part)
			for k := from; k < to; k++ {
				n := utf8.RuneCountInString(words[k].Text)
				words[k].Bold = words[k].Bold || mean > boldLine*usual || strokes[i][k] > boldWord*usual && n >= 3
			}
			from = to
		}
	}
}

// sameLine: b follows a in a line, as the words of one line come one after the
// other with the same height.
func sameLine(a, b *layout.PlacedWord) bool {
	return a.Turn == b.Turn && math.Abs(a.Y1-b.Y1) < 0.3*a.Size && a.Turn == 0
}

// weighed is the stroke of a word and how many characters show it.
type weighed struct {
	stroke float64
	n      int
}

func weigh(words []layout.PlacedWord, strokes []float64) []weighed {
	var out []weighed
	for i := range words {
		if strokes[i] > 0 {
			out = append(out, weighed{strokes[i], utf8.RuneCountInString(words[i].Text)})
		}
	}
	return out
}

func middle(ws []weighed) float64 {
	sort.Slice(ws, func(i, j int) bool { return ws[i].stroke < ws[j].stroke })
	total, seen := 0, 0
	for _, w := range ws {
		total += w.n
	}
	for _, w := range ws {
		if seen += w.n; 2*seen >= total {
			return w.stroke
		}
	}
	return 0
}

func average(ws []weighed) float64 {
	sum, n := 0.0, 0
	for _, w := range ws {
		sum, n = sum+w.stroke*float64(w.n), n+w.n
	}
	return sum / float64(max(n, 1))
}
