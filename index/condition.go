package index

import (
	"cmp"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/index/query"
)

// A condition is an expression of a query made ready to be asked of passages.
type condition struct {
	op     query.Op
	args   []*condition
	field  query.Field
	text   string          // of a filter or a date
	runs   [][]string      // of words and phrases: stems, "" for any word; all must be there
	stems  [][]uint32      // the same, by number; anyStem for any word
	forms  []string        // of beginnings and rough words: the words of the vocabulary that are meant
	meant  map[uint32]bool // the same, by number
	slop   int             // of a phrase
	cmp    string          // of a comparison or a date
	value  query.Value     // of a comparison
	allow  map[string]bool // of filters and dates on agreements: the ids that they leave
	filter query.Filter    // of filters on provisions
	about  map[string]int  // the subjects, by id
}

// conditions makes the conditions of a query ready.
func (g *generation) conditions(s *search, list []query.Expr, subjects []*subject) []*condition {
	out := make([]*condition, 0, len(list)+len(s.query.Phrases))
	for _, p := range s.query.Phrases {
		out = append(out, g.condition(s, query.Expr{Op: query.Phrase, Text: p}, subjects))
	}
	for _, e := range list {
		out = append(out, g.condition(s, e, subjects))
	}
	return out
}

func (g *generation) condition(s *search, e query.Expr, subjects []*subject) *condition {
	c := &condition{op: e.Op, field: e.Field, text: e.Text, slop: e.Slop, cmp: e.Cmp, value: e.Value}
	for _, a := range e.Args {
		c.args = append(c.args, g.condition(s, a, subjects))
	}
	sp := s.speller
	switch e.Op {
	case query.Word:
		if run := s.corrected(stems(sp.words(e.Text))); len(run) > 0 {
			c.runs = [][]string{run}
		}
	case query.Phrase:
		var run []string
		for _, w := range sp.words(e.Text) {
			if isStop(w.text) {
				run = append(run, "")
			} else {
				run = append(run, w.stem)
			}
		}
		if run = s.corrected(trimBlanks(run)); len(run) > 0 {
			c.runs = [][]string{run}
		}
	case query.Prefix, query.Fuzzy:
		c.forms, c.meant = []string{}, map[uint32]bool{}
		for _, n := range s.forms(e) {
			c.forms = append(c.forms, s.lex.text(n))
			c.meant[n] = true
		}
	case query.Only:
		switch c.filter = (query.Filter{Field: e.Field, Value: e.Text}); e.Field {
		case query.ByKind, query.ByArticle:
		case query.ByTopic:
			c.about = map[string]int{}
			for n, sub := range subjects {
				c.about[sub.topic.ID] = n
			}
		default:
			c.allow = map[string]bool{}
			for _, id := range g.filtered([]query.Filter{c.filter}) {
				c.allow[id] = true
			}
		}
	case query.Dated:
		c.allow = map[string]bool{}
		for id, a := range g.meta.Agreements {
			d := a.Expires
			if e.Field == query.Effective {
				d = a.Effective
			}
			c.allow[id] = datedSo(d, e.Cmp, e.Text)
		}
	}
	for _, run := range c.runs {
		numbers := make([]uint32, len(run))
		for i, w := range run {
			if numbers[i] = anyStem; w != "" {
				numbers[i] = s.words.stemNumber(w)
			}
		}
		c.stems = append(c.stems, numbers)
	}
	return c
}

// anyStem is no stem's number.
const anyStem = stopBit - 1

// datedSo compares a date with a day, a month or a year. What the agreement does
// not say fulfils nothing.
func datedSo(d corpus.Date, cmp, text string) bool {
	first, last, ok := query.Dates(text)
	if !ok || d == "" {
		return false
	}
	switch cmp {
	case ">":
		return d > last
	case ">=":
		return d >= first
	case "<":
		return d < first
	case "<=":
		return d <= last
	}
	return first <= d && d <= last
}

// corrected puts the words that a query's corrections gave in place of those
// that were typed.
func (s *search) corrected(run []string) []string {
	out := slices.Clone(run)
	for i, w := range out {
		for _, c := range s.query.Corrections {
			if stemOf(c.From) == w {
				out[i] = stemOf(c.To)
			}
		}
	}
	return out
}

// A place in which a condition is looked for.
type inField int

const (
	anywhere inField = iota
	inTitle
	inText
)

// holds reports whether p meets c.
func (c *condition) holds(p *passage, where inField) bool {
	switch c.op {
	case query.And:
		return !slices.ContainsFunc(c.args, func(a *condition) bool { return !a.holds(p, where) })
	case query.Or:
		return slices.ContainsFunc(c.args, func(a *condition) bool { return a.holds(p, where) })
	case query.Not:
		return !c.args[0].holds(p, where)
	case query.Within:
		if c.field == query.InTitle {
			return c.args[0].holds(p, inTitle)
		}
		return c.args[0].holds(p, inText)
	case query.Word, query.Phrase, query.Prefix, query.Fuzzy:
		return c.stands(p, where)
	case query.Only, query.Dated:
		return c.admits(p)
	case query.Compare:
		return c.compares(p, where)
	}
	return false // unreachable: there are no other kinds
}

// stands reports whether the words of c stand in p. A word alone may stand in
// the titles above it: they say what p is a part of.
func (c *condition) stands(p *passage, where inField) bool {
	if c.forms == nil && len(c.runs) == 0 {
		return true // nothing but small words, which stand everywhere
	}
	if where != inTitle && c.in(p.body) || where != inText && c.in(p.title) {
		return true
	}
	return where == anywhere && c.op == query.Word && slices.ContainsFunc(p.above, c.in)
}

// in reports whether the words of c stand in w.
func (c *condition) in(w wording) bool {
	_, _, ok := c.next(w, 0)
	return ok
}

// next is the first place at i or behind it where the words of c stand in w, as a
// half-open range of word indices.
func (c *condition) next(w wording, i int) (from, to int, ok bool) {
	if c.forms != nil {
		for ; i < len(w.words); i++ {
			if c.meant[w.words[i]] {
				return i, i + 1, true
			}
		}
		return 0, 0, false
	}
	for ; i < len(w.stems); i++ {
		for _, run := range c.stems {
			to := 0
			switch {
			case c.op == query.Word:
				to = runEnd(w.stems, i, run)
			case c.slop > 0:
				to = together(w.stems, i, run, c.slop)
			case exactly(w.stems[i:], run):
				to = i + len(run)
			}
			if to > 0 {
				return i, to, true
			}
		}
	}
	return 0, 0, false
}

// exactly reports whether stems begins with run, word after word.
func exactly(stems, run []uint32) bool {
	if len(stems) < len(run) {
		return false
	}
	for k, w := range run {
		if w != anyStem && stems[k]&^stopBit != w {
			return false
		}
	}
	return true
}

// together is the end of the shortest run of words that starts at i with one of
// the wanted, holds all of them in any order, and has slop others at most; 0 if
// there is none.
func together(stems []uint32, i int, run []uint32, slop int) int {
	if w := stems[i] &^ stopBit; !slices.Contains(run, w) {
		return 0
	}
	var room [16]uint32
	left := room[:0]
	for _, w := range run {
		if w != anyStem {
			left = append(left, w)
		}
	}
	for k, last := i, min(len(stems), i+len(left)+slop); k < last; k++ {
		if at := slices.Index(left, stems[k]&^stopBit); at >= 0 {
			if left = slices.Delete(left, at, at+1); len(left) == 0 {
				return k + 1
			}
		}
	}
	return 0
}

// admits reports whether p has what a filter or a date asks.
func (c *condition) admits(p *passage) bool {
	if c.allow != nil {
		return c.allow[p.agreement]
	}
	switch c.filter.Field {
	case query.ByKind:
		return string(p.kind) == c.filter.Value
	case query.ByArticle:
		return slices.Contains(p.articles, articleNumber(c.filter.Value))
	}
	n, ok := c.about[c.filter.Value]
	return ok && p.about(n) >= filedUnder
}

// nearValue is how many words may lie between a value and the word that it is
// asked with: about a sentence.
const nearValue = 15

// compares reports whether a value as asked stands near the words of c. Where
// they are the passage's title, every value of its text does.
func (c *condition) compares(p *passage, where inField) bool {
	near := c.args[0]
	titled := where != inText && near.in(p.title)
	var places [][2]int
	if !titled {
		for i := 0; ; {
			from, to, ok := near.next(p.body, i)
			if !ok {
				break
			}
			places = append(places, [2]int{from, to})
			i = from + 1
		}
		if len(places) == 0 {
			return false
		}
	}
	for _, v := range p.values {
		if !c.value.Holds(c.cmp, v.Type, v.Value, v.Unit) {
			continue
		}
		if titled {
			return true
		}
		for _, r := range places {
			if v.from <= r[1]+nearValue && r[0] <= v.to+nearValue {
				return true
			}
		}
	}
	return false
}

// asksFor reports whether c asks for words: then what meets it is an answer,
// and nothing is left to doubt.
func (c *condition) asksFor() bool {
	switch c.op {
	case query.Word, query.Phrase, query.Prefix, query.Fuzzy, query.Compare:
		return true
	case query.And, query.Or, query.Within:
		return slices.ContainsFunc(c.args, (*condition).asksFor)
	}
	return false
}

// onlyExcludes reports whether the query says nothing but what is to be left
// out.
func onlyExcludes(list []*condition) bool {
	return len(list) > 0 && !slices.ContainsFunc(list, func(c *condition) bool { return c.op != query.Not })
}

// forms lists the words of the vocabulary that a beginning or a rough word
// means, the commonest first.
func (l *lexicon) forms(e query.Expr) []uint32 {
	t := fold(e.Text)
	var found []uint32
	if e.Op == query.Prefix {
		found = l.beginning(t)
	} else {
		l.near(t, e.Slips, "", func(n uint32, _ int) { found = append(found, n) })
	}
	slices.SortFunc(found, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(l.wordCount(b), l.wordCount(a)), strings.Compare(l.text(a), l.text(b)))
	})
	return found[:min(len(found), mostForms)]
}

// mostForms is how many words a beginning or a rough word may mean.
const mostForms = 256
