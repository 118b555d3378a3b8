package xref

import (
	"sort"
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/pattern"
)

// Find lists the citations in t's agreement, in the order of their spans.
func Find(t *corpus.Tree) []Mention {
	a := t.Agreement()
	f := &finder{t: t, place: placeOf(a), titles: titlesOf(t), unnumbered: unnumberedTitles(t), words: numberWords(t), named: map[string]bool{}, defined: map[string]corpus.Authority{}, names: corpus.AgreementName{ID: a.ID, Title: a.Title, Employer: a.Employer, Union: a.Union, Unit: a.Unit}}
	for i := range a.Provisions {
		if a.Provisions[i].Kind == corpus.Index {
			continue // its entries are an index's, not citations
		}
		f.heading(i)
		f.scan(i, t.CleanText(i), 0, false)
	}
	sort.SliceStable(f.out, func(i, j int) bool {
		if f.out[i].Span.Start != f.out[j].Span.Start {
			return f.out[i].Span.Start < f.out[j].Span.Start
		}
		return f.out[i].Span.End < f.out[j].Span.End
	})
	return f.out
}

type finder struct {
	t      *corpus.Tree
	place  string
	titles map[string][]int
	// unnumbered has the titles that sections without a number are cited by, by
	// their first word.
	unnumbered map[string][]string
	words      map[string]bool             // numberWords
	named      map[string]bool             // what hasTitle has said
	defined    map[string]corpus.Authority // acts by the initials that the text gives them
	names      corpus.AgreementName
	out        []Mention
}

// heading scans the heading of provision i behind its own number: "LETTER OF
// UNDERSTANDING Article 24 B.5 Prescription Drugs" cites Article 24.
func (f *finder) heading(i int) {
	p := &f.t.Agreement().Provisions[i]
	if p.HeadingSpan.Len() == 0 {
		return
	}
	c := f.t.CleanHeading(i)
	from := f.ownLabel(i, c.Text)
	if from == 0 && p.Title == "" {
		return
	}
	f.scan(i, c, from, true)
}

// ownLabel is the length of what opens the heading of provision i to say its own
// place: "LETTER OF UNDERSTANDING #3", "ARTICLE 15, PART B", "APPENDIX C-1".
func (f *finder) ownLabel(i int, heading string) int {
	g := &grammar{s: heading}
	c := &cursor{heading, 0}
	from := 0
	for {
		c.spaces()
		if c.take(",") || c.dash() {
			c.spaces()
		}
		k := readKind(heading, c.p)
		if k.n == 0 {
			return from
		}
		save := c.p
		items := g.group(c, k)
		if len(items) != 1 {
			if from == 0 {
				return save + k.n // "LETTER OF UNDERSTANDING Article 24"
			}
			return from
		}
		own := false
		for j := i; j >= 0 && !own; j = f.t.Parent(j) {
			n := f.t.Agreement().Provisions[j].Number
			own = n != "" && (corpus.SameNumber(n, items[0].steps[0].Number) || corpus.SameNumber(n, numbers(items[0].steps)) || twoParts(n, items[0].steps[0].Number))
		}
		if !own {
			return from
		}
		from = c.p
	}
}

// twoParts reports whether the number n of a heading is first with a letter
// behind: "15-A" for the "Article 15" of "Article 15 - A EDUCATION".
func twoParts(n, first string) bool {
	rest, ok := strings.CutPrefix(n, first)
	rest = strings.TrimLeft(rest, "- ")
	return ok && digit(n[0]) && len(rest) == 1 && upper(rest[0])
}

// scan reads the clean text c of provision i from byte from on: one pass over
// its words, the grammar only where a word can open a citation.
func (f *finder) scan(i int, c *corpus.Clean, from int, heading bool) {
	s := c.Text
	x := &scanner{f: f, at: i, c: c, s: s, o: &outsider{s, f.place}, done: from, heading: heading}
	x.g = &grammar{s: s, outside: x.authorityAt, ours: f.ours}
	for p := from; p < len(s); {
		b := s[p]
		switch {
		case letter(b):
			e := p + 1
			for e < len(s) && letter(s[e]) {
				e++
			}
			if startsWord(s, p) {
				if b := upper(b) && p >= x.done; !b || (len(f.unnumbered) == 0 || !x.place(p)) && (len(f.words) == 0 || !f.words[s[p:e]] || !x.wordNumber(p, e)) {
					x.word(p, e)
				}
			}
			p = max(e, x.jump(p))
		case digit(b):
			e := p + 1
			for e < len(s) && digit(s[e]) {
				e++
			}
			if e < len(s) && s[e] == ' ' || e-p < 3 {
				x.number(p, e)
			}
			p = max(e, x.jump(p))
		case b == 0xC2 && strings.HasPrefix(s[p:], "§"):
			x.kind(p)
			p = max(p+2, x.jump(p))
		default:
			p++
		}
	}
}

// ours reports whether words ("the MPES primary agreement") name this very
// agreement: they say no more than that it is one, call it the primary, or its
// own name.
func (f *finder) ours(words string) bool {
	low := strings.ToLower(words)
	if strings.Contains(low, "primary") || strings.Contains(low, "master") {
		return true
	}
	plain := true
	for w := range strings.FieldsSeq(words) {
		switch strings.ToLower(strings.Trim(w, ",'’")) {
		case "this", "the", "our", "its", "said", "current", "parties", "collective", "bargaining", "labor", "labour", "agreement", "contract", "present", "cba",
			"memorandum", "of", "understanding", "mou", "party", "parties’", "between":
		default:
			plain = false
		}
	}
	return plain || len(corpus.MatchAgreements(strings.NewReplacer("/", " ", "this ", "").Replace(words), []corpus.AgreementName{f.names})) > 0
}

// agreementWords is a phrase that names an agreement as a whole.
var agreementWords = pattern.New(`^(?:[Tt]his|[Tt]he|[Oo]ur|[Ii]ts|[Ss]aid)(?: [\w/&.-]+['’]?s?['’]?){0,8}? (?:[Aa]greement|AGREEMENT|[Cc]ontract|CBA|MOU|Memorandum of Understanding|Understanding)\b`)

// agreementAt reads "this Agreement", "the MPES primary agreement", "the
// parties' current collective bargaining agreement" at p; end is 0 if there is
// none.
func agreementAt(s string, p int) (words string, end int) {
	m := agreementWords.FindString(s[p:min(len(s), p+120)])
	if m == "" || strings.Contains(m, ". ") || strings.Contains(m, " which ") || strings.Contains(m, " shall ") || strings.Contains(m, " and ") || strings.Contains(m, " this ") {
		return "", 0
	}
	return m, p + len(m)
}

// A scanner reads one clean text.
type scanner struct {
	f       *finder
	g       *grammar
	o       *outsider
	c       *corpus.Clean
	s       string
	at      int
	done    int // what stands before it has been read
	heading bool
}

// jump is where to go on after p: past what was read there.
func (x *scanner) jump(p int) int { return max(p, x.done) }

// add notes a mention of s[start:end].
func (x *scanner) add(start, end int, m Mention) {
	m.At = x.at
	m.Span = x.c.Source(start, end)
	m.Raw = x.s[start:end]
	x.f.out = append(x.f.out, m)
	x.done = max(x.done, end)
}

// authorityAt reads an authority that begins at p, behind "of": by number or by
// name. "the" may stand before it.
func (x *scanner) authorityAt(p int) (*corpus.Authority, int) {
	c := cursor{x.s, p}
	c.takeWord("the")
	c.spaces()
	if a, end := x.o.at(c.p); end > 0 {
		return &a, end
	}
	if a, end := x.o.civil(c.p); end > 0 {
		return &a, end
	}
	// A name: the first noun of a law within reach whose name begins here.
	start := c.p
	for q := start; q < len(x.s) && q < start+120; {
		if !letter(x.s[q]) {
			if strings.HasPrefix(x.s[q:], ". ") && !strings.HasPrefix(x.s[max(0, q-3):], "U.S") || x.s[q] == ';' || x.s[q] == ',' {
				return nil, 0
			}
			q++
			continue
		}
		e := q
		for e < len(x.s) && letter(x.s[e]) {
			e++
		}
		w := x.s[q:e]
		if nounRank(w) > 0 || w == "Plan" || w == "law" || w == "Ordinance" {
			if l, ok := x.o.named(q, e, start); ok && l.start <= start+12 {
				return &l.authority, l.end
			}
			if w == "Plan" || w == "law" && strings.HasPrefix(x.s[start:], "same") || w == "law" && strings.HasPrefix(x.s[start:], "this same") || w == "Act" && q-start < 3 || w == "Act" && q == start {
				name := x.s[start:e]
				return &corpus.Authority{ID: slug(w) + "/" + slug(name), Name: name}, e
			}
		}
		q = e
	}
	// "of the Personnel Policies and Procedures dated 10/00"
	if end := capitalRun(x.s, start); end > start {
		name := x.s[start:end]
		switch noun := name[strings.LastIndexByte(name, ' ')+1:]; noun {
		case "Policies", "Procedures", "Policy", "Handbook", "Resolution", "Ordinance", "Bylaws":
			if strings.Contains(name, " ") {
				return &corpus.Authority{ID: slug(noun) + "/" + slug(name), Name: name}, end
			}
		}
	}
	return nil, 0
}
