package index

import (
	"slices"
	"strconv"
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// A level says what part a provision plays in a search.
type level string

const (
	// answer: what a reader is shown: a section with all that is below it, or
	// an article, letter or appendix that has no sections.
	answer level = "answer"
	// group: an article, part, letter or appendix whose sections answer; its
	// own text is what stands before them.
	group level = "group"
	// inner: a subsection or paragraph. Its words are its section's, too; it
	// answers for itself only when its kind is asked for.
	inner level = "inner"
	// listed: an entry of the contents list that no body answers to.
	listed level = "listed"
)

// A shelf is an agreement with what a search needs of it worked out.
type shelf struct {
	a      *corpus.Agreement
	tree   *corpus.Tree
	levels []level // of each provision
}

func newShelf(a *corpus.Agreement) *shelf {
	s := &shelf{a: a, tree: corpus.NewTree(a), levels: make([]level, len(a.Provisions))}
	holds := make([]bool, len(s.levels)) // told once for all that stand in one
	for i := range holds {
		holds[i] = holdsSections(s.tree, i)
	}
	for i := range s.levels {
		up := s.tree.Parent(i)
		s.levels[i] = levelIn(a.Provisions[i].Kind, holds[i], up >= 0 && !holds[up])
	}
	return s
}

// A nesting is how provisions stand in each other: a tree, or an outline.
type nesting interface {
	Kind(i int) corpus.Kind
	Parent(i int) int
	Children(i int) []int
}

// levelOf is the part that provision i plays.
func levelOf(n nesting, i int) level {
	up := n.Parent(i)
	return levelIn(n.Kind(i), holdsSections(n, i), up >= 0 && !holdsSections(n, up))
}

// holdsSections reports whether provision i holds others that answer by themselves.
func holdsSections(n nesting, i int) bool {
	return !isInner(n.Kind(i)) && slices.ContainsFunc(n.Children(i), func(c int) bool { return !isInner(n.Kind(c)) })
}

// levelIn is levelOf for a provision of that kind that holds sections or not; within
// says that it stands in one that holds none.
func levelIn(k corpus.Kind, holds, within bool) level {
	switch {
	case isInner(k) && within:
		return inner
	case holds:
		return group
	}
	// A paragraph of a paper without sections, or on top of one, stands for itself.
	return answer
}

// isInner reports whether provisions of a kind are in most places a part of what
// answers.
func isInner(k corpus.Kind) bool { return k == corpus.Subsection || k == corpus.Paragraph }

// An analysed passage is one with all that is worked out of it when it is
// indexed: a provision, or a contents entry without a body.
type analysed struct {
	shelf     *shelf
	provision int // index in Agreement.Provisions, or -1
	entry     int // index in Agreement.Contents, or -1
	level     level
	clean     *corpus.Clean // the body, heading left out
	words     []word        // of clean.Text
	title     []word        // of the title
	path      []word        // of the titles above
	above     [][]word      // the same, title by title, nearest last
	sents     []*sentence   // worked out when asked for
	abouts    []aboutTopic  // the subjects that it is about
}

// A passage is what a search finds, read from its record. It is not safe for
// concurrent use.
type passage struct {
	key       string
	agreement string // id
	level     level
	kind      corpus.Kind
	start     int // where it begins in the agreement's text
	title     wording
	path      wording   // of the titles above
	above     []wording // the same, title by title, nearest last
	body      wording   // of the clean text
	abouts    []aboutTopic
	weigh     func() []aboutTopic // works abouts out; nil if that is done
	values    []valued
	articles  []string
	sketched  []uint64 // for likeness, worked out when asked for
	lists     *lists
	number    int // in lists
	shownAt   int // where in its record that begins which is shown
	unpacked  *shown
	home      string                 // of one that was looked up: the key of the passage whose record holds its words
	unpack    func() (*shown, error) // for one that was looked up, and whose record was not read
}

// shown is what an answer shows of p.
func (p *passage) shown() (*shown, error) {
	if p.unpacked != nil {
		return p.unpacked, nil
	}
	if p.unpack != nil {
		v, err := p.unpack()
		p.unpacked = v
		return v, err
	}
	err := p.lists.record(p.number, func(_, record []byte) (err error) {
		p.unpacked, err = decodeShown(record[min(p.shownAt, len(record)):])
		return err
	})
	return p.unpacked, err
}

// isEntry reports whether the passage is a contents entry without a body.
func (p *passage) isEntry() bool { return p.level == listed }

// about says how far p is about the n-th subject.
func (p *passage) about(n int) float64 {
	for _, a := range p.topics() {
		if a.subject == n {
			return a.about
		}
	}
	return 0
}

// topics are the subjects that p is about.
func (p *passage) topics() []aboutTopic {
	if p.weigh != nil {
		p.abouts, p.weigh = p.weigh(), nil
	}
	return p.abouts
}

func cutKey(key string) (agreement, id string) {
	agreement, id, _ = strings.Cut(key, "/")
	return agreement, id
}

// ids of documents: "mco-2014/art_9__sec_C", and "mco-2014/#12" for the entry
// of that index in the contents list.
func provisionKey(agreement, id string) string { return agreement + "/" + id }
func entryKey(agreement string, entry int) string {
	return agreement + "/#" + strconv.Itoa(entry)
}

// keys lists the passages of s, by key.
func (s *shelf) keys() []string {
	keys := make([]string, 0, len(s.a.Provisions))
	for i := range s.a.Provisions {
		keys = append(keys, provisionKey(s.a.ID, s.a.Provisions[i].ID))
	}
	for i, c := range s.a.Contents {
		if c.Provision == "" {
			keys = append(keys, entryKey(s.a.ID, i))
		}
	}
	return keys
}

// find is the provision or the entry that a key names; -1 for what it is not.
// ok is false if the agreement has changed and does not hold it any more.
func (s *shelf) find(key string) (provision, entry int, ok bool) {
	_, id, _ := strings.Cut(key, "/")
	if n, isEntry := strings.CutPrefix(id, "#"); isEntry {
		entry, err := strconv.Atoi(n)
		return -1, entry, err == nil && entry < len(s.a.Contents) && s.a.Contents[entry].Provision == ""
	}
	provision = s.tree.Find(id)
	return provision, -1, provision >= 0
}

// passage works out the words of what key names.
func (s *shelf) passage(key string, sp *speller) (*analysed, bool) {
	provision, entry, ok := s.find(key)
	if !ok {
		return nil, false
	}
	p := &analysed{shelf: s, provision: provision, entry: entry}
	if entry >= 0 {
		p.level = listed
		p.clean = &corpus.Clean{}
		c := s.a.Contents[entry]
		p.title = sp.words(c.Title)
		for d, k := c.Depth, entry-1; d > 0 && k >= 0; k-- { // the entries above
			if up := s.a.Contents[k]; up.Depth < d {
				p.path = append(p.path, sp.words(up.Title)...)
				d = up.Depth
			}
		}
		return p, true
	}
	v := &s.a.Provisions[provision]
	p.level = s.levels[provision]
	if p.level == group {
		p.clean = s.tree.CleanText(provision)
	} else {
		body := v.Span
		if v.HeadingSpan.Len() > 0 {
			body.Start = v.HeadingSpan.End
		}
		p.clean = s.a.CleanSpans(body)
	}
	p.words = sp.words(p.clean.Text)
	p.title = sp.words(v.Title)
	for _, up := range slices.Backward(s.tree.Ancestors(provision)) {
		if t := sp.words(s.a.Provisions[up].Title); len(t) > 0 {
			p.path = append(p.path, t...)
			p.above = append(p.above, t)
		}
	}
	return p, true
}

// kind is the kind of what the passage is.
func (p *analysed) kind() corpus.Kind {
	if p.entry >= 0 {
		return p.shelf.a.Contents[p.entry].Kind
	}
	return p.shelf.a.Provisions[p.provision].Kind
}

// articles are the numbers of the article that the passage is in, as a filter
// may ask for them: "15a", and for a roman one its value, too.
func (p *analysed) articles() []string {
	if p.entry >= 0 {
		c := p.shelf.a.Contents[p.entry]
		if c.Kind == corpus.Article {
			return articleNumbers(c.Number)
		}
		return nil
	}
	for _, i := range p.shelf.tree.Path(p.provision) {
		if v := &p.shelf.a.Provisions[i]; v.Kind == corpus.Article {
			return articleNumbers(v.Number)
		}
	}
	return nil
}

func articleNumbers(number string) []string {
	if number == "" {
		return nil
	}
	out := []string{articleNumber(number)}
	if v, ok := corpus.RomanValue(number); ok {
		out = append(out, strconv.Itoa(v))
	}
	return out
}

// articleNumber is a number as it is compared: "15-A" and "15A" are one.
func articleNumber(number string) string {
	return strings.ToLower(strings.NewReplacer("-", "", " ", "", ".", "").Replace(number))
}

// start is where the passage begins in its agreement's text.
func (p *analysed) start() int {
	if p.entry >= 0 {
		return p.shelf.a.Contents[p.entry].Span.Start
	}
	return p.shelf.a.Provisions[p.provision].Span.Start
}

// shown is what an answer shows of p.
func (p *analysed) shown() *shown {
	a := p.shelf.a
	if p.entry >= 0 {
		c := a.Contents[p.entry]
		return &shown{Citation: entryCitation(a, p.entry), Title: c.Title, Page: c.Page, Span: c.Span}
	}
	v := &a.Provisions[p.provision]
	s := &shown{ID: v.ID, Citation: v.Citation, Title: v.Title, Page: v.Page, Span: v.Span, Tokens: v.Tokens,
		Whole:      p.tokens(func(v *corpus.Provision) int { return v.Tokens }),
		WholeO200k: p.tokens(func(v *corpus.Provision) int { return v.TokensO200k }), Clean: p.clean, Starts: p.starts()}
	for _, i := range p.shelf.tree.Path(p.provision) {
		if up := &a.Provisions[i]; i != p.provision {
			heading := up.Heading
			if heading == "" {
				heading = up.Citation
			}
			s.Path = append(s.Path, heading)
		}
	}
	return s
}

// starts are where the sentences of p begin.
func (p *analysed) starts() []wordStart {
	out := []wordStart{{0, 0}}
	k := 0
	for _, r := range p.clean.Sentences() {
		for k < len(p.words) && p.words[k].start < r[0] {
			k++
		}
		if r[0] > 0 {
			out = append(out, wordStart{r[0], k})
		}
	}
	return out
}

// tokens is the length of the provision with all that is in it.
func (p *analysed) tokens(of func(*corpus.Provision) int) int {
	n := 0
	var add func(i int)
	add = func(i int) {
		n += of(&p.shelf.a.Provisions[i])
		for _, c := range p.shelf.tree.Children(i) {
			add(c)
		}
	}
	add(p.provision)
	return n
}
