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
		if more[0].start == items[len(items)-1].start { // a range replaces its first member
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
	if k.kind == corpus.Letter && !digit(num[0]) && num != strings.ToUpper(num) {
		c.p = it.start
		return item{}, false
	}
	it.steps = []corpus.Step{{Kind: k.kind, Word: k.word, Number: num}}
	for _, pin := range c.pins(k.kind) {
		it.steps = append(it.steps, corpus.Step{Number: pin})
	}
	it.end = c.p
	return it, true
}

// more reads what a list or range adds after its item last: nil if nothing.
func (g *grammar) more(c *cursor, k kindAt, last item) []item {
	save := c.p
	fail := func() []item { c.p = save; return nil }
	c.take(".")
	if strings.HasPrefix(c.rest(), "- and ") { // a stop that scanning made a dash
		c.p++
	}
	dotted := c.p > save
	if c.dash() || c.spacedDash() {
		return g.through(c, k, last, save, k.plural || len(last.steps) > 1)
	}
	space := strings.HasPrefix(c.rest(), " ")
	c.spaces()
	switch {
	case c.takeWord("through", "thru"):
		return g.through(c, k, last, save, true)
	case k.plural && c.takeWord("to"):
		return g.through(c, k, last, save, true)
	case c.take(","), c.take(";"):
		c.spaces()
		_ = c.takeWord("and") || c.takeWord("or")
	case c.seq("and"), c.takeWord("or"), c.take("&"):
		if c.take("/") && !c.takeWord("or") {
			return fail()
		}
	case c.take("/") && !space && !dotted:
	default:
		return fail()
	}
	c.spaces()
	start := c.p
	// "F.3(b) and (c)": another number at the level of the last one.
	if strings.HasPrefix(c.rest(), "(") && len(last.steps) > 1 {
		c.p++
		if pin := c.pin(); pin != "" && c.take(")") {
			it := item{steps: append([]corpus.Step{}, last.steps[:len(last.steps)-1]...), start: start, in: last.in}
			it.steps = append(it.steps, corpus.Step{Number: pin})
			for _, deeper := range c.pins("") {
				it.steps = append(it.steps, corpus.Step{Number: deeper})
			}
			it.end = c.p
			return []item{it}
		}
		return fail()
	}
	it, ok := g.label(c, k)
	if !ok || !g.goesOn(c, k, it, last) {
		return fail()
	}
	return []item{it}
}

// spacedDash passes over " - " between two numbers.
func (c *cursor) spacedDash() bool {
	save := c.p
	c.spaces()
	if c.p > save && c.dash() && strings.HasPrefix(c.rest(), " ") {
		c.spaces()
		if c.p < len(c.s) && (digit(c.s[c.p]) || boundary(c.s, c.p+1)) {
			return true
		}
	}
	c.p = save
	return false
}

// through reads the end of a range whose first member is last, and gives one
// item for each member, all at the range's words.
func (g *grammar) through(c *cursor, k kindAt, last item, save int, allowed bool) []item {
	c.spaces()
	own := last.steps[len(last.steps)-1].Number
	to := ""
	if len(last.steps) > 1 {
		bracket := c.take("(")
		to = c.pin()
		if bracket && !c.take(")") {
			to = ""
		}
	} else if n, ok := c.number(k.kind); ok {
		to = n
	}
	if to == "" || !allowed || !boundary(c.s, c.p) {
		c.p = save
		return nil
	}
	all := members(own, to)
	if all == nil && len(last.steps) == 1 && last.steps[0].Kind == corpus.Section {
		// "Sections 16.1 through 16.4", "Sections H.1 - 4"
		if a, x, ok := strings.Cut(own, "."); ok {
			if b, y, ok := strings.Cut(to, "."); ok && a == b {
				for _, n := range members(x, y) {
					all = append(all, a+"."+n)
				}
			}
		}
	}
	if all == nil {
		c.p = save
		return nil
	}
	var out []item
	for _, n := range all {
		it := item{steps: append([]corpus.Step{}, last.steps...), start: last.start, end: c.p, in: last.in}
		it.steps[len(it.steps)-1].Number = n
		out = append(out, it)
	}
	return out
}

// goesOn reports whether number it, read behind a comma or "and", belongs to the
// list: "Sections A, B and C", not "Section 5 and 10 days" or "Section 3, 40
// hours".
func (g *grammar) goesOn(c *cursor, k kindAt, it, last item) bool {
	a, b := it.steps[0].Number, last.steps[max(0, firstOf(last.steps, k.kind))].Number
	if !k.plural && digit(a[0]) != digit(b[0]) {
		return false
	}
	rest := c.rest()
	if rest == "" || strings.ContainsRune(".,;:)]”\"/-–", rune(rest[0])) || rest[0] == '(' {
		return len(rest) < 2 || rest[0] != ',' || !digit(rest[1]) // "5, 10,000"
	}
	if rest[0] != ' ' {
		return strings.HasPrefix(rest, "–") || strings.HasPrefix(rest, "—") || strings.HasPrefix(rest, "”")
	}
	d := cursor{c.s, c.p + 1}
	if d.takeWord("day", "days", "hour", "hours", "week", "weeks", "month", "months", "year", "years", "percent", "minutes",
		"consecutive", "working", "calendar", "employees", "times", "additional", "full", "business", "work") || d.take("%") {
		return false
	}
	if d.takeWord("of", "and", "or", "through", "above", "below", "shall", "is", "are", "may", "will", "have", "has", "to", "in", "for",
		"hereof", "do", "does", "apply", "applies", "were", "was", "which", "that", "as", "by", "with", "must", "when", "if", "from",
		"under", "on", "until", "unless", "upon", "not", "can", "the", "hereinabove", "before", "would", "also", "but") {
		return true
	}
	return k.plural
}

// firstOf is the index of the step of that kind, -1 if there is none.
func firstOf(steps []corpus.Step, k corpus.Kind) int {
	for n, s := range steps {
		if s.Kind == k {
			return n
		}
	}
	return -1
}

// extend reads one thing more behind the citation: a deeper or an outer level, a
// further group, "above", "of this Article". It reports whether it did.
func (g *grammar) extend(c *cursor, r *ref) bool {
	save := c.p
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
	and := c.takeWord("and", "or")
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
			return true
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

// thisKind reads "this Article", "this Health and Safety Article", "said
// Section" at p; end is 0 if there is none.
func (g *grammar) thisKind(p int) (kind corpus.Kind, end int) {
	c := cursor{g.s, p}
	if !c.takeWord("this", "said", "same") && !c.seq("the", "same") {
		return "", 0
	}
	if !c.take(" ") {
		return "", 0
	}
	for n := 0; n < 5; n++ {
		if k := readKind(c.s, c.p); k.n > 0 && !k.plural {
			if n > 0 && !upper(c.s[c.p]) {
				return "", 0
			}
			if w := strings.ToLower(wordAt(c.s, c.p)); w == "item" || w == "clause" || w == "art" || w == "sec" {
				return "", 0
			}
			if !boundary(c.s, c.p+k.n) {
				return "", 0
			}
			return k.kind, c.p + k.n
		}
		if c.takeWord("letter") && boundary(c.s, c.p) { // "this Letter"
			if wordAt(c.s, c.p-6)[0] == 'L' {
				return corpus.Letter, c.p
			}
			return "", 0
		}
		w := wordAt(c.s, c.p)
		if w == "" || !upper(w[0]) && !(n > 0 && (w == "and" || w == "of")) {
			return "", 0
		}
		c.p += len(w)
		if !c.take(" ") {
			return "", 0
		}
	}
	return "", 0
}

// title reads a title beside a number: " (Layoff and Recall)", " - Retirement
// Benefits", ", Drug and Alcohol Testing". It does not move c.
func (g *grammar) title(c *cursor) string {
	d := *c
	return g.skipTitle(&d)
}

// skipTitle passes over a title and returns it.
func (g *grammar) skipTitle(c *cursor) string {
	save := c.p
	c.take(".")
	c.spaces()
	closing := ""
	switch {
	case c.take("("):
		closing = ")"
	case c.take(`"`), c.take(", \""):
		closing = `"`
	case c.take("“"), c.take(", “"):
		closing = "”"
	case c.dash():
	case c.take(","):
	default:
		c.p = save
		return ""
	}
	c.spaces()
	start := c.p
	if start >= len(c.s) || !upper(c.s[start]) {
		c.p = save
		return ""
	}
	if k := readKind(c.s, start); k.n > 0 && closing == "" {
		c.p = save
		return ""
	}
	if closing != "" {
		end := strings.Index(c.s[start:min(len(c.s), start+80)], closing)
		if end < 4 {
			c.p = save
			return ""
		}
		c.p = start + end + len(closing)
		return strings.Trim(c.s[start:start+end], " ,.")
	}
	end := capitalRun(c.s, start)
	if end-start < 4 {
		c.p = save
		return ""
	}
	c.p = end
	return c.s[start:end]
}

// capitalRun is the end of the run of capitalised words from p on, small joining
// words between them included.
func capitalRun(s string, p int) int {
	end := p
	for n := 0; n < 12; n++ {
		e := p
		for e < len(s) && (letter(s[e]) || s[e] == '\'' || s[e] == '/' || s[e] == '&' || s[e] == '-' || s[e] >= 0x80) {
			e++
		}
		w := s[p:e]
		switch {
		case w == "":
			return end
		case upper(w[0]) || w == "&":
			if !strings.EqualFold(w, "section") && !strings.EqualFold(w, "article") {
				end = e
			} else {
				return end
			}
		case w == "and" || w == "of" || w == "for" || w == "the" || w == "in" || w == "or" || w == "to" || w == "from" || w == "on" || w == "with":
		default:
			return end
		}
		if e >= len(s) || s[e] != ' ' {
			return end
		}
		p = e + 1
	}
	return end
}
