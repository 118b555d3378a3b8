package index

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// A subject is a topic made ready to be looked for: its names and cues by the
// stems of their words.
type subject struct {
	topic   *corpus.Topic
	names   [][]string // what agreements title it, and its label
	others  [][]string // synonyms
	cues    []cue
	friends []cue             // false friends
	stems   map[string]bool   // of all these but the friends
	spelt   map[string]string // the names and others as the topic writes them, by their stems
}

type cue []cueElement

type cueElement struct {
	not   bool
	anyOf [][]string // runs of stems; "#", "$", "%" stand for kinds of numbers
}

func newSubjects(topics []corpus.Topic, sp *speller) ([]*subject, error) {
	out := make([]*subject, 0, len(topics))
	for i := range topics {
		t := &topics[i]
		s := &subject{topic: t}
		for _, n := range append([]string{t.Label}, t.Names...) {
			if w := stems(sp.words(n)); len(w) > 0 {
				s.names = append(s.names, w)
			}
		}
		for _, n := range t.Synonyms {
			if w := stems(sp.words(n)); len(w) > 0 {
				s.others = append(s.others, w)
			}
		}
		for _, c := range t.Cues {
			parsed, err := newCue(c, sp)
			if err != nil {
				return nil, fmt.Errorf("topic %s: %w", t.ID, err)
			}
			s.cues = append(s.cues, parsed)
		}
		for _, f := range t.FalseFriends {
			parsed, err := newCue(f.Words, sp)
			if err != nil {
				return nil, fmt.Errorf("topic %s: %w", t.ID, err)
			}
			s.friends = append(s.friends, parsed)
		}
		s.spelt = map[string]string{}
		for _, list := range [][]string{t.Synonyms, t.Names, {strings.ToLower(t.Label)}} {
			for _, n := range list {
				key := strings.Join(stems(sp.words(n)), " ")
				s.spelt[key] = cmp.Or(s.spelt[key], n)
			}
		}
		s.stems = map[string]bool{}
		for _, list := range [][][]string{s.names, s.others} {
			for _, run := range list {
				for _, w := range run {
					s.stems[w] = true
				}
			}
		}
		for _, c := range s.cues {
			for _, e := range c {
				for _, run := range e.anyOf {
					for _, w := range run {
						s.stems[w] = true
					}
				}
			}
		}
		out = append(out, s)
	}
	return out, nil
}

func newCue(s string, sp *speller) (cue, error) {
	parsed, err := corpus.ParseCue(s)
	if err != nil {
		return nil, err
	}
	var out cue
	for _, e := range parsed.Elements {
		el := cueElement{not: e.Not}
		for _, run := range e.AnyOf {
			var r []string
			for _, w := range run {
				if w == "#" || w == "$" || w == "%" {
					r = append(r, w)
					continue
				}
				r = append(r, stems(sp.words(w))...)
			}
			if len(r) > 0 {
				el.anyOf = append(el.anyOf, r)
			}
		}
		if len(el.anyOf) > 0 {
			out = append(out, el)
		}
	}
	return out, nil
}

// stems are the stems of words, stop words left out.
func stems(words []word) []string {
	var out []string
	for _, w := range words {
		if !w.stop {
			out = append(out, w.stem)
		}
	}
	return out
}

// A sentence is a run of words with its stems ready to be asked for.
type sentence struct {
	stems  []string // stop words left out
	number bool
}

func newSentence(words []word) *sentence {
	s := &sentence{stems: make([]string, 0, len(words))}
	for i := range words {
		w := &words[i]
		if !w.stop {
			s.stems = append(s.stems, w.stem)
			s.number = s.number || w.number
		}
	}
	return s
}

func isNumber(w string) bool { return w != "" && (w[0] >= '0' && w[0] <= '9') || numberWord(w) }

func numberWord(w string) bool {
	switch w {
	case "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelv", "fifteen", "twenti",
		"thirti", "forti", "fifti", "sixti", "nineti", "hundr", "half":
		return true
	}
	return false
}

// holds reports whether one of the element's runs stands in s. An amount of
// money is taken for any number here: "$" is no word.
func (e *cueElement) holds(s *sentence) bool {
	for _, run := range e.anyOf {
		if len(run) == 1 {
			if s.hasOne(run[0]) {
				return true
			}
			continue
		}
		if s.hasRun(run) {
			return true
		}
	}
	return false
}

func (s *sentence) hasOne(w string) bool {
	switch w {
	case "#", "$":
		return s.number
	case "%":
		return slices.Contains(s.stems, "percent")
	}
	return slices.Contains(s.stems, w)
}

func (s *sentence) hasRun(run []string) bool {
	for _, w := range run {
		if !s.hasOne(w) {
			return false
		}
	}
	return indexRun(s.stems, run) >= 0
}

// indexRun is where run stands in list, or -1.
func indexRun(list, run []string) int {
	for i := 0; i+len(run) <= len(list); i++ {
		k := 0
		for k < len(run) && (list[i+k] == run[k] || (run[k] == "#" || run[k] == "$") && isNumber(list[i+k])) {
			k++
		}
		if k == len(run) {
			return i
		}
	}
	return -1
}

// matches reports whether s holds every element.
func (c cue) matches(s *sentence) bool {
	if len(c) == 0 {
		return false
	}
	for i := range c {
		if c[i].holds(s) == c[i].not {
			return false
		}
	}
	return true
}

// size is the number of elements that must be there: what a match is worth.
func (c cue) size() int {
	n := 0
	for _, e := range c {
		if !e.not {
			n++
		}
	}
	return n
}

// weighTopics works out what p is about. text is the stems of its words.
func (p *analysed) weighTopics(f *finder, text *stemBag) {
	p.abouts = nil
	title := newSentence(p.title)
	for _, n := range f.suspects(p, title, text) {
		if about := f.subjects[n].about(p, title, text); about > 0 {
			p.abouts = append(p.abouts, aboutTopic{n, about})
		}
	}
}

// possible reports whether a text of those stems can have a sentence that c
// describes. It is quick, and rules out nearly all.
func (c cue) possible(text *stemBag) bool {
	for i := range c {
		if !c[i].not && !slices.ContainsFunc(c[i].anyOf, func(run []string) bool { return text.may(run[0]) && text.may(run[len(run)-1]) }) {
			return false
		}
	}
	return true
}

// about says how far a passage of that title is about the subject, in [0,1]: by
// its title, and by the sentences that the topic's cues describe.
func (s *subject) about(p *analysed, title *sentence, text *stemBag) float64 {
	for _, f := range s.friends {
		if f.matches(title) {
			return 0
		}
	}
	best := s.titled(title.stems)
	if best >= 0.9 {
		return best
	}
	words := 0.0
	for _, run := range s.others {
		if indexRun(title.stems, run) >= 0 {
			best = max(best, 0.8)
		}
	}
	var cues []cue
	if p.level != listed {
		for _, c := range s.cues {
			if c.possible(text) {
				cues = append(cues, c)
			}
		}
	}
	if len(cues) == 0 {
		return best
	}
	for _, sent := range p.sentences() {
		worth := 0.0
		for _, c := range cues {
			if c.matches(sent) {
				worth = max(worth, 1-math.Pow(0.6, float64(c.size()-1)))
			}
		}
		if worth > words && !slices.ContainsFunc(s.friends, func(f cue) bool { return f.matches(sent) }) {
			words = worth
		}
	}
	return max(best, 0.75*words)
}

// titled says how well a title is one of the subject's names: 1 the same
// words, less the more the title says besides.
func (s *subject) titled(title []string) float64 {
	best := 0.0
	for _, n := range s.names {
		if len(n) <= len(title) && indexRun(title, n) >= 0 {
			best = max(best, float64(len(n))/float64(len(title)))
		}
	}
	return best
}

// sentences are the passage's sentences, long ones cut.
func (p *analysed) sentences() []*sentence {
	if p.sents != nil {
		return p.sents
	}
	k := 0
	for _, r := range p.clean.Sentences() {
		for k < len(p.words) && p.words[k].start < r[0] {
			k++
		}
		from := k
		for k < len(p.words) && p.words[k].end <= r[1] {
			k++
		}
		if k > from {
			p.sents = append(p.sents, newSentence(p.words[from:k]))
		}
	}
	return p.sents
}

// written is a run of stems as the topic writes it.
func (s *subject) written(run []string) string {
	key := strings.Join(run, " ")
	return cmp.Or(s.spelt[key], key)
}
