package xref

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
)

// An item is one place that a citation names, while it is being read.
type item struct {
	steps      []corpus.Step // outermost first
	start, end int           // its own words, in the clean text
	title      string
	in         []corpus.Step // what an earlier item of the list stood in
	group      int           // items behind one kind word share it

	this      corpus.Kind // "of this Article"
	where     string      // "above", "below"
	whole     bool        // "of this Agreement"
	authority *corpus.Authority
}

// tied reports whether the words already say what the item stands in.
func (it *item) tied() bool {
	return it.this != "" || it.whole || it.authority != nil || rank(it.steps[0].Kind) <= rank(corpus.Article)
}

// A ref is a citation as read.
type ref struct {
	items  []item
	groups int
}

func (r *ref) last() *item { return &r.items[len(r.items)-1] }

// loose lists the items that an "of …" at the end belongs to: those of the last
// group, and those before it that are not tied to anything.
func (r *ref) loose() []*item {
	var out []*item
	for n := range r.items {
		if it := &r.items[n]; !it.tied() || it.group == r.groups && it.this == "" && !it.whole && it.authority == nil {
			out = append(out, it)
		}
	}
	return out
}

// rank orders the kinds from the outside in.
func rank(k corpus.Kind) int {
	switch k {
	case corpus.Appendix:
		return 0
	case corpus.Letter:
		return 1
	case corpus.Article:
		return 2
	case corpus.Part:
		return 3
	case corpus.Section:
		return 4
	case corpus.Subsection:
		return 5
	case corpus.Paragraph:
		return 6
	}
	return 7
}

// A kindAt is a kind word in the text.
type kindAt struct {
	kind   corpus.Kind
	word   string
	plural bool
	n      int
}

func readKind(s string, p int) kindAt {
	k, w, pl, n := kindWord(s, p)
	return kindAt{k, w, pl, n}
}

// A grammar reads citations in one provision's clean text. outside reads an
// authority that begins at a place of the text.
type grammar struct {
	s       string
	outside func(p int) (*corpus.Authority, int)
	ours    func(words string) bool // whether words name this very agreement
}

// read reads a citation whose kind word k stands at p. It returns nil when no
// number follows: "section leader", "this Article".
func (g *grammar) read(p int, k kindAt) *ref {
	c := &cursor{g.s, p}
	items := g.group(c, k)
	if items == nil {
		return nil
	}
	r := &ref{items: items}
	for g.extend(c, r) {
	}
	for n := range r.items { // the members of a range share its words
		if r.items[n].start == r.last().start {
			r.items[n].end = r.last().end
		}
	}
	return r
}

// group reads a kind word and the list of numbers behind it; c stands at the
// kind word. It moves c only if it finds a number.
func (g *grammar) group(c *cursor, k kindAt) []item {
	start := c.p
	c.p += k.n
	c.spaces()
	if c.takeWord("no", "nos", "number", "numbers") {
		c.take(".")
		c.spaces()
	}
	base, ok := g.label(c, k)
	if !ok {
		c.p = start
		return nil
	}
	base.start = start
	items := []item{base}
	for {
		more := g.more(c, k, items[len(items)-1])
		if more == nil {
			return items
		}
		if more[0].start == items[len(items)-1].start { // a range replaces its first member, a level below what it is below
			items = items[:len(items)-1]
		}
		items = append(items, more...)
	}
}

// label reads one number with its sub-numbers.
func (g *grammar) label(c *cursor, k kindAt) (item, bool) {
	it := item{start: c.p}
	num, ok := c.number(k.kind)
	if !ok && (k.kind == corpus.Section || k.kind == corpus.Subsection || k.kind == corpus.Paragraph) && c.take("(") {
		num = c.pin()
		if ok = num != "" && c.take(")"); !ok {
			c.p = it.start
		}
	}
	if !ok {
		return item{}, false
	}
	if digit(num[0]) && len(num) > 3 && (k.kind == corpus.Letter || k.kind == corpus.Article) && !strings.ContainsAny(num, ".-") {
		c.p = it.start // a year: "MEMORANDUM OF UNDERSTANDING 2006"
		return item{}, false
	}
	if k.kind == corpus.Letter && !digit(num[0]) && num != strings.ToUpper(num) {
		c.p = it.start
		return item{}, false
	}
	it.steps = []corpus.Step{{Kind: k.kind, Word: k.word, Number: num}}
	if n := len(num) - 1; letter(num[n]) && strings.Contains(num, ".") { // "29.1a": item a of 29.1
		it.steps[0].Number = num[:n]
		it.steps = append(it.steps, corpus.Step{Number: num[n:]})
	}
	for _, pin := range c.pins(k.kind) {
		it.steps = append(it.steps, corpus.Step{Number: pin})
	}
	it.end = c.p
	return it, true
}

// extend reads one thing more behind the citation: a deeper or an outer level, a
// further group, "above", "of this Article". It reports whether it did.
func (g *grammar) extend(c *cursor, r *ref) bool {
	save := c.p
	if c.take(" et seq.") || c.take(" et. seq.") || c.take(", et seq.") {
		return true
	}
	if c.take(", ") {
		if g.statute(c, r) {
			return true
		}
		c.p = save
	}
	title := g.title(c)
	if title != "" && r.last().title == "" {
		r.last().title = title
	}
	c.take(".")
	comma := false
	c.spaces()
	if c.take(",") {
		comma = true
		c.spaces()
	}
	if w := g.direction(c); w != "" {
		for n := range r.items {
			if it := &r.items[n]; it.where == "" && (it.group == r.groups || !it.tied()) {
				it.where = w
			}
		}
		r.last().end = c.p
		return true
	}
	if title != "" {
		c.p = save
		g.skipTitle(c)
		c.spaces()
		if comma = c.take(","); comma {
			c.spaces()
		}
	}
	// "Article 7, Vacation Leave, “Section 3”"
	quoted := ""
	switch {
	case comma && c.take("“"):
		quoted = "”"
	case comma && c.take(`"`):
		quoted = `"`
	}
	and := quoted == "" && c.takeWord("and", "or")
	if and && c.take("/") {
		c.takeWord("or")
	}
	c.spaces()
	if k := readKind(c.s, c.p); k.n > 0 {
		first := r.last().steps[0]
		lastKind := first.Kind
		for _, s := range r.last().steps {
			if s.Kind != "" {
				lastKind = s.Kind
			}
		}
		start := c.p
		items := g.group(c, k)
		switch {
		case items == nil:
		case !and && rank(k.kind) > rank(lastKind):
			g.nest(r, items)
			if quoted != "" && c.take(quoted) {
				r.last().end = c.p
			}
			return true
		case quoted != "":
		case !and && rank(k.kind) < rank(first.Kind) && len(items) == 1 && !strings.Contains(c.s[save:start], "."):
			for n := range r.items { // "Section 3, Article 9"
				r.items[n].steps = append(append([]corpus.Step{}, items[0].steps...), r.items[n].steps...)
			}
			r.last().end = c.p
			return true
		case and || comma && k.kind == lastKind:
			r.groups++
			for n := range items {
				items[n].in = above(r.last().steps, k.kind)
				items[n].group = r.groups
			}
			r.items = append(r.items, items...)
			return true
		}
	} else if !and && !comma {
		c.p = save
		if title != "" {
			g.skipTitle(c)
		}
		if c.p == save {
			c.take(".")
		}
		c.spaces()
		if c.takeWord("of", "in", "under") && c.take(" ") && g.outer(c, r) {
			return true
		}
	}
	c.p = save
	return false
}

// nest puts items inside the last item of r: "Article 15, Parts A and C".
func (g *grammar) nest(r *ref, items []item) {
	base := *r.last()
	r.items = r.items[:len(r.items)-1]
	for n := range items {
		items[n].steps = append(append([]corpus.Step{}, base.steps...), items[n].steps...)
		items[n].group, items[n].this, items[n].whole = base.group, base.this, base.whole
		if n == 0 || items[n].start == items[0].start {
			items[n].title = base.title
			items[n].in = base.in
		}
	}
	shared := items[0].start
	for n := range items {
		if items[n].start == shared {
			items[n].start = base.start
		}
	}
	r.items = append(r.items, items...)
}

// above are the steps that stand further out than kind k.
func above(steps []corpus.Step, k corpus.Kind) []corpus.Step {
	for n, s := range steps {
		if s.Kind == "" || rank(s.Kind) >= rank(k) {
			return steps[:n:n]
		}
	}
	return steps
}

// direction reads "above", "below" and their like.
func (g *grammar) direction(c *cursor) string {
	switch {
	case c.takeWord("above", "hereinabove", "supra"):
		return "above"
	case c.takeWord("below", "hereinbelow", "infra"):
		return "below"
	}
	return ""
}

// outer reads what stands behind "of": "this Article", "Article 15, Part B",
// "this Agreement", "the Internal Revenue Code".
func (g *grammar) outer(c *cursor, r *ref) bool {
	p := c.p
	loose := r.loose()
	if len(loose) == 0 {
		return false
	}
	if k, end := g.thisKind(p); end > 0 {
		for _, it := range loose {
			it.this = k
		}
		r.last().end, c.p = end, end
		return true
	}
	c.takeWord("the")
	c.spaces()
	if k := readKind(c.s, c.p); k.n > 0 {
		in := g.read(c.p, k)
		if in == nil {
			return false
		}
		g.inside(r, in)
		c.p = in.last().end
		return true
	}
	c.p = p
	if words, end := agreementAt(c.s, p); end > 0 {
		if g.ours(words) {
			for _, it := range loose {
				it.whole = true
			}
			if end-p < 18 { // "of this Agreement" belongs to the citation; a long name does not
				r.last().end = end
			}
			c.p = end
			return true
		}
		g.foreign(r, &corpus.Authority{ID: "agreement/" + slug(words), Name: words}, end)
		c.p = end
		return true
	}
	if a, end := g.outside(p); a != nil {
		g.foreign(r, a, end)
		c.p = end
		return true
	}
	return false
}

// statute reads the code behind a section: "Section 943.13, Florida Statutes".
func (g *grammar) statute(c *cursor, r *ref) bool {
	if r.items[0].tied() || c.p >= len(c.s) || !upper(c.s[c.p]) {
		return false
	}
	a, end := g.outside(c.p)
	if a == nil {
		return false
	}
	g.foreign(r, a, end)
	c.p = end
	return true
}

// inside puts the loose items of r inside those of in: "Sections A and B of
// Article 15, Part B". Where in names several places, each item is in each.
func (g *grammar) inside(r, in *ref) {
	var all []item
	for n := range r.items {
		it := r.items[n]
		if it.tied() && it.group != r.groups {
			all = append(all, it)
			continue
		}
		for _, o := range in.items {
			x := it
			x.steps = append(append([]corpus.Step{}, o.steps...), it.steps...)
			x.this, x.whole, x.authority = o.this, o.whole, o.authority
			if x.where == "" {
				x.where = o.where
			}
			all = append(all, x)
		}
	}
	r.items = all
	r.last().end = in.last().end
}

// foreign makes the last group of r places in an authority.
func (g *grammar) foreign(r *ref, a *corpus.Authority, end int) {
	for n := range r.items {
		if r.items[n].group == r.groups {
			r.items[n].authority = a
		}
	}
	r.last().end = end
}
