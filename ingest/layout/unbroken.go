package layout

import (
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// foreign marks what stands before the first and after the last page of a text
// whose pages are one line each and open with their number: the head and the
// trailer of the web site that the text was copied from.
func (d *Document) foreign() {
	first, last, want := -1, -1, 0
	numbered := 0
	for i := range d.Lines {
		l := &d.Lines[i]
		if l.Blank() {
			continue
		}
		v, _, ok := leadingInt3(d.Text, l.Span)
		if !ok || first < 0 && v != 1 || first >= 0 && (v <= want-1 || v > want+3) {
			continue
		}
		if first < 0 {
			first = i
		}
		last, want = i, v+1
		numbered++
	}
	if numbered < 3 {
		return
	}
	sheet, start := 0, d.Lines[first].Span.Start
	for i := range d.Lines {
		l := &d.Lines[i]
		if l.Blank() {
			continue
		}
		if i < first || i > last {
			l.Furniture = corpus.ForeignMatter
			continue
		}
		v, end, ok := leadingInt3(d.Text, l.Span)
		if !ok || v < sheet {
			continue
		}
		sheet = v
		d.Furniture = append(d.Furniture, corpus.Furniture{Kind: corpus.PageLabel, Span: corpus.Span{Start: l.Span.Start, End: end}})
		if n := len(d.Pages); n > 0 {
			d.Pages[n-1].Span.End = l.Span.Start
			start = l.Span.Start
		}
		d.Pages = append(d.Pages, corpus.Page{Label: itoa(v), Span: corpus.Span{Start: start, End: d.Lines[last].Span.End}, Engine: "text"})
		l.Span, _ = ink(d.Text, end, l.Span.End)
		l.Bare = d.Text[l.Span.Start:l.Span.End]
		l.Sheet = v - 1
	}
}

func leadingInt3(text string, s corpus.Span) (v, end int, ok bool) {
	i := s.Start
	for i < s.End && i < s.Start+4 && text[i] >= '0' && text[i] <= '9' {
		v = v*10 + int(text[i]-'0')
		i++
	}
	if i == s.Start || i >= s.End || text[i] != ' ' && text[i] != '\t' {
		return 0, 0, false
	}
	return v, i, true
}

// runningInLines takes the running foot off pages that are one line each: the
// tokens that end most of the lines, read through scanning damage. Function
// words and numbers stand before the foot as well as in it ("08 unit.) G:\Union
// LOCAL 916 Page 20"), so the foot does not begin at the first token that is
// frequent but at the one that opens it on most pages.
func (d *Document) runningInLines() {
	const window = 14
	var pages []int
	count := map[string]int{}
	for i := range d.Lines {
		l := &d.Lines[i]
		if l.Blank() || l.Furniture != "" || l.Span.Len() < 300 {
			continue
		}
		pages = append(pages, i)
		seen := map[string]bool{}
		for _, t := range tail(l.Bare, window) {
			if k := mask(t); !seen[k] {
				seen[k] = true
				count[k]++
			}
		}
	}
	if len(pages) < 4 {
		return
	}
	var frequent []string
	for k, n := range count {
		// Function words end many lines too; a foot's tokens end nearly all.
		if n*2 >= len(pages) {
			frequent = append(frequent, k)
		}
	}
	if len(frequent) < 2 {
		return
	}
	like := func(t string) bool {
		k := mask(t)
		for _, f := range frequent {
			if nearly(k, f) {
				return true
			}
		}
		return false
	}
	tails := make([][]string, len(pages))
	frequently := make([][]bool, len(pages)) // the tokens of a tail that are frequent
	opens := map[string]int{}
	for n, i := range pages {
		tails[n] = tail(d.Lines[i].Bare, window)
		for _, t := range tails[n] {
			frequently[n] = append(frequently[n], like(t))
		}
		if k := footStart(frequently[n]); k >= 0 {
			opens[mask(tails[n][k])]++
		}
	}
	first := ""
	for t, n := range opens {
		if n > opens[first] || n == opens[first] && t < first {
			first = t
		}
	}
	for n, i := range pages {
		l, toks := &d.Lines[i], tails[n]
		start := footStart(frequently[n])
		for k, t := range toks {
			hits := 0
			for _, is := range frequently[n][k:] {
				if is {
					hits++
				}
			}
			if nearly(mask(t), first) && hits >= 3 && hits*10 >= (len(toks)-k)*6 {
				start = k
				break
			}
		}
		if start < 0 {
			continue
		}
		at := l.Span.End
		for k := len(toks) - 1; k >= start && at >= 0; k-- {
			at = strings.LastIndex(d.Text[:at], toks[k])
		}
		if at < l.Span.Start {
			continue // markup inside a token: it does not stand in the text as it is
		}
		d.Furniture = append(d.Furniture, corpus.Furniture{Kind: corpus.Footer, Span: corpus.Span{Start: at, End: l.Span.End}})
		l.Span, _ = ink(d.Text, l.Span.Start, at)
		l.Bare = d.Text[l.Span.Start:l.Span.End]
	}
}

// footStart is the index of the token from which on frequent ones outweigh the
// others most, a token that is not frequent counting as two; -1 where fewer than
// three are.
func footStart(frequent []bool) int {
	start, best, sum, hits := -1, 0, 0, 0
	for k, f := range slices.Backward(frequent) {
		if f {
			sum++
			hits++
		} else {
			sum -= 2
		}
		if f && hits >= 3 && sum >= best {
			start, best = k, sum
		}
	}
	return start
}

// nearly: two masked tokens are one, read through scanning damage.
func nearly(k, f string) bool { return k == f || len(f) >= 6 && distance(k, f) <= len(f)/4 }

// tail lists the last n tokens of s.
func tail(s string, n int) []string {
	if len(s) > 400 {
		s = s[len(s)-400:]
	}
	f := strings.Fields(s)
	return f[max(0, len(f)-n):]
}

// distance is the Levenshtein distance of two short strings, in bytes.
func distance(a, b string) int {
	if len(a) > 60 || len(b) > 60 {
		return 60
	}
	var row [64]int
	for j := 0; j <= len(b); j++ {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diag := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			c := diag
			if a[i-1] != b[j-1] {
				c = 1 + min(diag, row[j], row[j-1])
			}
			diag, row[j] = row[j], c
		}
	}
	return row[len(b)]
}
