package xref

import (
	"fmt"
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/pattern"
)

// Resolve says where each mention leads, in the order given: one row each, or
// one for each part where the words name a group of appendices ("Appendix C" for
// C-1 and C-2).
func Resolve(t *corpus.Tree, mentions []Mention) []corpus.CrossReference {
	r := &resolver{t: t, a: t.Agreement(), quoted: map[int]int{}, items: map[itemKey][]int{}}
	r.learnHeadings(mentions)
	var out []corpus.CrossReference
	for n := range mentions {
		m := &mentions[n]
		row := corpus.CrossReference{From: r.a.Provisions[m.At].ID, Raw: m.Raw, Span: m.Span}
		switch {
		case m.Authority != nil:
			row.Status, row.Authority = corpus.External, m.Authority
			row.Reason = "outside the agreement: " + m.Authority.Name
			out = append(out, row)
		default:
			o := r.resolve(m)
			if law := r.sameLaw(m, o, out); law != nil {
				row.Status, row.Authority = corpus.External, law
				row.Reason = "read as a part of what is cited just before it: " + law.Name
				out = append(out, row)
				break
			}
			out = append(out, o.rows(row, r.a)...)
			r.last, r.lastOutcome = m, o
		}
	}
	bindActs(out)
	bindSections(out)
	return out
}

// sectionAlone is a citation of one section by a number that only a code has.
var sectionAlone = pattern.New(`^(?i:sections?|sec\.?|§) ?(\d{2,4}\.\d{2,4})$`)

// bindSections gives "Section 124.37", which the agreement does not have, to the
// code whose Section 124.37 it cites elsewhere, if it is one code's only.
func bindSections(rows []corpus.CrossReference) {
	codes := map[string]*corpus.Authority{}
	for n := range rows {
		a := rows[n].Authority
		if a == nil {
			continue
		}
		if base, section, ok := cutLast(a.ID); ok && isCode(base) {
			if old := codes[section]; old == nil || old.ID == a.ID {
				codes[section] = a
			} else {
				codes[section] = &corpus.Authority{}
			}
		}
	}
	for n := range rows {
		r := &rows[n]
		m := sectionAlone.FindStringSubmatch(r.Raw)
		if r.Status != corpus.Dangling || m == nil || codes[m[1]] == nil || codes[m[1]].ID == "" {
			continue
		}
		r.Status, r.Authority, r.Candidates = corpus.External, codes[m[1]], nil
		r.Reason = "cited elsewhere as " + codes[m[1]].Name
	}
}

// actOfNoYear is the id of a public act cited without its year.
var actOfNoYear = pattern.New(`^[a-z-]+/pa/\d{1,4}$`)

// bindActs gives a public act that is cited without its year the id that it has
// where the year stands, if it has one year only: "Public Act 349" and "Public Act
// 349 of 2012" are the same.
func bindActs(rows []corpus.CrossReference) {
	full := map[string]*corpus.Authority{}
	for n := range rows {
		a := rows[n].Authority
		if a == nil {
			continue
		}
		parts := strings.Split(a.ID, "/")
		if len(parts) != 4 || parts[1] != "pa" {
			continue
		}
		short := parts[0] + "/pa/" + parts[3]
		if old, ok := full[short]; ok && (old == nil || old.ID != a.ID) {
			full[short] = nil // of two years
			continue
		}
		full[short] = a
	}
	for n := range rows {
		if a := rows[n].Authority; a != nil && actOfNoYear.MatchString(a.ID) && full[a.ID] != nil {
			rows[n].Authority = full[a.ID]
		}
	}
}

// An outcome is where a mention leads.
type outcome struct {
	found  []int
	all    bool   // every one of found is meant, not one of them
	reason string // why nothing was found, or what of it is missing
	meant  []int  // for a dangling one: what may be meant
	drop   bool   // no citation after all
}

func (o outcome) rows(row corpus.CrossReference, a *corpus.Agreement) []corpus.CrossReference {
	ids := func(found []int) []string {
		var out []string
		for _, i := range found {
			out = append(out, a.Provisions[i].ID)
		}
		return out
	}
	row.Reason = o.reason
	switch {
	case o.drop:
		return nil
	case len(o.found) == 0:
		row.Status = corpus.Dangling
		row.Candidates = ids(o.meant)
		return []corpus.CrossReference{row}
	case len(o.found) > 1 && !o.all:
		row.Status = corpus.Ambiguous
		row.Candidates = ids(o.found)
		if row.Reason == "" {
			row.Reason = fmt.Sprintf("%d places answer to it", len(o.found))
		}
		return []corpus.CrossReference{row}
	}
	var rows []corpus.CrossReference
	for _, i := range o.found {
		one := row
		one.Status, one.Target = corpus.Resolved, a.Provisions[i].ID
		rows = append(rows, one)
	}
	return rows
}

type resolver struct {
	t *corpus.Tree
	a *corpus.Agreement
	// quoted has, for a letter or appendix, the article that its heading cites;
	// -1 if it cites several.
	quoted map[int]int
	// last is the citation before, with its outcome; nil at first.
	last        *Mention
	lastOutcome outcome
	items       map[itemKey][]int // places of items, found once
	labels      map[string]int    // decimal numbers that open a line, found once
	steps       []int             // provisions titled "Step …", found once
	keys        []string          // titleKey of each provision, made once
	// sections are those of the articles by number, made once; runOn is set where
	// no two articles have a section of the same number.
	sections map[string][]int
	runOn    bool
	// entries are those of the contents list by their provision, made once.
	entries map[string][]int
}

// learn notes which article the heading of a letter or appendix cites: inside
// it, "this Article" is that one.
func (r *resolver) learn(m *Mention, o outcome) {
	p := &r.a.Provisions[m.At]
	if p.Kind != corpus.Letter && p.Kind != corpus.Appendix || !p.HeadingSpan.Contains(m.Span) || len(o.found) != 1 {
		return
	}
	art := r.up(o.found[0], corpus.Article)
	if art < 0 {
		return
	}
	if old, ok := r.quoted[m.At]; ok && old != art {
		art = -1
	}
	r.quoted[m.At] = art
}

// up is i or its nearest ancestor of that kind, -1 if there is none.
func (r *resolver) up(i int, k corpus.Kind) int {
	for ; i >= 0; i = r.t.Parent(i) {
		if r.a.Provisions[i].Kind == k {
			return i
		}
	}
	return -1
}

func (r *resolver) resolve(m *Mention) outcome {
	switch {
	case m.Near != 0:
		return r.neighbour(m)
	case len(m.Steps) == 0:
		i := r.this(m.At, m.This)
		if i < 0 && (m.This == corpus.Letter || m.This == corpus.Appendix || m.This == corpus.Section) {
			return outcome{drop: true} // "this Memorandum of Understanding" for the whole paper, "this Work Schedule"
		}
		if i < 0 {
			return outcome{reason: "the words stand in no " + string(m.This)}
		}
		return outcome{found: []int{i}}
	case m.Steps[0].Word == "Step":
		return r.step(m)
	case m.Steps[0].Word == "Page":
		return r.page(m)
	case m.Steps[0].Kind == corpus.Letter && m.Steps[0].Number == "" && m.Steps[0].Name == "":
		return r.bareLetter(m)
	case m.Steps[0].Name != "" && m.Steps[0].Number == "":
		o := r.byName(m)
		if len(o.found) == 1 && len(m.Steps) > 1 {
			return r.partly(m, o.found[0], m.Steps[1:])
		}
		return o
	case m.This != "":
		return r.inThis(m)
	}
	return r.place(m)
}

// this is the place of "this Article" and its like, seen from provision i; -1 if
// there is none.
func (r *resolver) this(i int, k corpus.Kind) int {
	if found := r.up(i, k); found >= 0 && k != corpus.Paragraph {
		p := &r.a.Provisions[found]
		if k == corpus.Section {
			found = r.decimalHead(found)
		}
		if k != corpus.Section || p.Number != "" || p.Parent != "" || r.hasArticles() {
			return found
		}
	}
	switch k {
	case corpus.Paragraph, corpus.Subsection:
		return i // the words "this paragraph" stand in the deepest unit there is
	case corpus.Section:
		if r.t.Parent(i) < 0 && r.topLevel(i) && !r.hasArticles() {
			return -1 // in a paper without articles or numbered sections, the whole of it
		}
		// An article or letter without sections: the section is the whole.
		if p := r.up(i, corpus.Part); p >= 0 {
			return p
		}
		return r.numberedIn(i)
	case corpus.Article:
		s := r.scope(i)
		for j := i; j >= 0; j = r.t.Parent(j) {
			if art, ok := r.quoted[j]; ok && art >= 0 && r.a.Provisions[j].Kind == corpus.Letter {
				return art
			}
		}
		return s
	case corpus.Letter:
		// An appendix that is a letter, and says so where it begins.
		if app := r.up(i, corpus.Appendix); app >= 0 {
			p := &r.a.Provisions[app]
			front := strings.ToLower(r.a.Text[p.Span.Start:min(p.Span.End, p.HeadingSpan.End+200)])
			if strings.Contains(front, "letter of") || strings.Contains(front, "memorandum of") {
				return app
			}
		}
	}
	return -1
}

// decimalHead is the section that section i's number stands under, where both are
// units side by side: SECTION 53 for 53.4. "This Section" is then the former.
func (r *resolver) decimalHead(i int) int {
	head, _, ok := strings.Cut(r.a.Provisions[i].Number, ".")
	up := r.t.Parent(i)
	if !ok || up < 0 {
		return i
	}
	for _, j := range r.t.Children(up) {
		if p := &r.a.Provisions[j]; p.Kind == corpus.Section && p.Number == head && j < i {
			return j
		}
	}
	return i
}

// numberedIn is what "this Section" means in a letter or appendix without sections:
// its numbered paragraph round i, or the whole of it.
func (r *resolver) numberedIn(i int) int {
	top := r.scope(i)
	if r.a.Provisions[top].Kind == corpus.Article {
		return top
	}
	for j := i; j >= 0 && j != top; j = r.t.Parent(j) {
		if n := r.a.Provisions[j].Number; r.t.Parent(j) == top && n != "" && digit(n[0]) {
			return j
		}
	}
	return top
}

// hasArticles reports whether the agreement has an article, or a numbered
// section on top.
func (r *resolver) hasArticles() bool {
	for _, i := range r.t.Top() {
		if p := &r.a.Provisions[i]; p.Kind == corpus.Article || p.Kind == corpus.Section && p.Number != "" {
			return true
		}
	}
	return false
}

// scope is the outermost unit round i that numbers its own parts: the article,
// or the nearest letter or appendix.
func (r *resolver) scope(i int) int {
	for j := i; j >= 0; j = r.t.Parent(j) {
		switch r.a.Provisions[j].Kind {
		case corpus.Article, corpus.Letter, corpus.Appendix:
			return j
		}
		i = j
	}
	return i
}

// neighbour is the sibling before or behind the unit that the words stand in.
func (r *resolver) neighbour(m *Mention) outcome {
	k := m.Steps[0].Kind
	i := r.up(m.At, k)
	if i < 0 {
		return outcome{drop: true}
	}
	level := r.t.Top()
	if up := r.t.Parent(i); up >= 0 {
		level = r.t.Children(up)
	}
	for n, j := range level {
		if to := n + m.Near; j == i && to >= 0 && to < len(level) && r.a.Provisions[level[to]].Kind == k {
			return outcome{found: []int{level[to]}}
		}
	}
	return outcome{reason: "there is none before or after it"}
}

// inThis finds steps inside "this Article", "this Section".
func (r *resolver) inThis(m *Mention) outcome {
	base := r.this(m.At, m.This)
	if base < 0 {
		return r.place(m)
	}
	if m.Steps[0].Kind == m.This && len(m.Steps) == 1 {
		// "this Section 3": its own number, or a slip.
		if corpus.SameNumber(r.a.Provisions[base].Number, m.Steps[0].Number) {
			return outcome{found: []int{base}}
		}
		other := r.outward(m.At, m.Steps, false)
		for _, i := range other {
			if r.a.Provisions[i].Span.Contains(m.Span) {
				return outcome{found: []int{i}}
			}
		}
		if len(other) > 0 {
			return outcome{found: append([]int{base}, other...), reason: "the number is not that of the unit that the words stand in"}
		}
		if r.a.Provisions[base].Number == "" && !r.marked(base, m.Steps[0].Number) {
			return outcome{reason: "the words stand in no " + stepText(m.Steps[0])}
		}
		return outcome{found: []int{base}, reason: "the unit has another number"}
	}
	if found := r.t.LookupIn(base, m.Steps); len(found) > 0 {
		return outcome{found: r.settle(m, found)}
	}
	// "Subsections 2 and 3 of this Section" where the subsections are lettered, and
	// more than one has an item 2.
	if below := r.below(base, m.Steps[0]); len(below) > 1 {
		return outcome{found: below}
	}
	// "paragraphs A and B of this Subsection" where the subsection's siblings
	// are lettered: "this" is one level further out.
	if up := r.t.Parent(base); up >= 0 && m.This != corpus.Article && rank(m.Steps[0].Kind) > rank(corpus.Section) {
		if found := r.t.LookupIn(up, m.Steps[:1]); len(found) > 0 && !r.marked(base, m.Steps[0].Number) {
			return r.deeper(m, found, m.Steps[1:])
		}
	}
	return r.partly(m, base, m.Steps)
}

// sameLaw is the law that a section or paragraph belongs to which the agreement
// does not have, where one was cited just before in the same text: "… Public Act
// 156 of 1851. The rule in subsections (9)(a) and (b) shall not apply". Nil
// otherwise.
func (r *resolver) sameLaw(m *Mention, o outcome, out []corpus.CrossReference) *corpus.Authority {
	if o.drop || len(o.meant) > 0 || len(out) == 0 || m.This != "" || m.Whole || m.Where != "" || len(m.Steps) == 0 {
		return nil
	}
	last := &out[len(out)-1]
	// "Code of Regulations Subchapter 1, Article 5, Section 571": there is an
	// Article 5 here, but it has no such section.
	astray := len(o.found) == 1 && strings.HasSuffix(o.reason, deepest) && m.Span.Start-last.Span.End < 60
	if s := m.Steps[0]; !astray && (len(o.found) > 0 || rank(s.Kind) < rank(corpus.Section) || s.Number == "") {
		return nil
	}
	if last.Authority == nil || last.From != r.a.Provisions[m.At].ID || m.Span.Start-last.Span.End > 300 || !isLaw(last.Authority.ID) {
		return nil
	}
	return last.Authority
}

// isLaw reports whether an authority's id is that of a statute, a code or a
// manual, which have sections.
func isLaw(id string) bool {
	return strings.HasPrefix(id, "us") || strings.HasPrefix(id, "ca/") || strings.HasPrefix(id, "ca-") || strings.HasPrefix(id, "manual/")
}

// below lists the units under the children of i that have the number of s, where
// no child has it.
func (r *resolver) below(i int, s corpus.Step) []int {
	if s.Kind != corpus.Subsection {
		return nil
	}
	var found []int
	for _, c := range r.t.Children(i) {
		found = append(found, r.among(r.t.Children(c), s, false, true)...)
	}
	return found
}
