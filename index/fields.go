package index

import "strings"

// How much a text must be of a word for the word to be in fieldOften and in
// fieldMost: see saturation.
const (
	often = 0.5
	most  = 0.7
)

// brief is how many telling words a title of fieldBrief has at most.
const brief = 2

// saturation is BM25's of a word that stands n times in a text of that many
// words.
func saturation(n float64, length int) float64 {
	const usual = 180 // words of a middling section
	return n / (n + 1.2*(0.4+0.6*float64(length)/usual))
}

// stemFields are the fields that words are looked for in: the stems of a
// passage, each once, blanks between them.
func stemFields(p *analysed) map[string]string {
	title, text := countStems(p.title), countStems(p.words)
	above := func(least float64) func(int) bool {
		return func(n int) bool { return saturation(float64(n), len(p.words)) >= least }
	}
	out := map[string]string{
		fieldTitle: title.text(nil),
		fieldPath:  countStems(p.path).text(nil),
		fieldText:  text.text(nil),
		fieldOften: text.text(above(often)),
		fieldMost:  text.text(above(most)),
	}
	if len(title.stems) <= brief {
		out[fieldBrief] = out[fieldTitle]
	}
	return out
}

// A stemCount is how often stems stand in a text.
type stemCount struct {
	stems []string // in the order in which they first stand there
	times map[string]int
}

// countStems counts the stems of words, stop words left out.
func countStems(words []word) stemCount {
	c := stemCount{times: make(map[string]int, len(words))}
	for i := range words {
		if w := &words[i]; !isStop(w.text) {
			if c.times[w.stem]++; c.times[w.stem] == 1 {
				c.stems = append(c.stems, w.stem)
			}
		}
	}
	return c
}

// text is the stems that stand in the text as often as keep says; nil keeps all.
func (c stemCount) text(keep func(times int) bool) string {
	var b strings.Builder
	for _, s := range c.stems {
		if keep == nil || keep(c.times[s]) {
			b.WriteString(s)
			b.WriteByte(' ')
		}
	}
	return b.String()
}
