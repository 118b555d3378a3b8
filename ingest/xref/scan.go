package xref

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/pattern"
)

// word looks at the word s[p:e], which begins at a word's start, and reads a
// citation there if it opens or ends one.
func (x *scanner) word(p, e int) {
	if p < x.done || e-p > 14 {
		return
	}
	w := x.s[p:e]
	if len(w) == 1 && upper(w[0]) && e+1 < len(x.s) && x.s[e] == '.' && upper(x.s[e+1]) { // "O.R.C. Section 4117.09"
		x.numbered(p)
		return
	}
	if len(w) > 2 && upper(w[0]) && upper(w[1]) && upper(w[2]) && x.initials(p, e) {
		return
	}
	var buf [14]byte
	for i := range len(w) {
		buf[i] = w[i] | 0x20
	}
	switch string(buf[:len(w)]) {
	case "article", "articles", "art", "part", "parts", "section", "sections", "sec", "secs", "sect", "subsection", "subsections",
		"sub", "paragraph", "paragraphs", "subparagraph", "clause", "clauses", "item", "items", "para", "par", "appendix", "appendices",
		"exhibit", "exhibits", "schedule", "schedules", "attachment", "attachments", "addendum", "annex", "letter", "letters",
		"memorandum", "memoranda", "lou", "lous", "loi", "mou", "moa":
		x.kind(p)
	case "this":
		x.this(p)
	case "preceding", "foregoing", "following":
		x.near(p, e)
	case "above", "hereinabove", "below", "hereinbelow":
		x.relative(p, e)
	case "step":
		x.step(p)
	case "act", "acts", "code", "law", "laws", "constitution", "ordinance", "charter", "statute", "regulations", "rules", "rule", "guidelines",
		"manual", "programs", "procedures", "directive", "testing", "compensation":
		x.law(p, e)
		x.other(p, e)
	case "document", "procedure", "case", "cases", "resolutions", "resolution", "agreement":
		x.other(p, e)
	case "public", "executive", "internal", "irs", "irc", "p", "pa", "mcl", "mcla", "m", "ors", "oar", "rcw", "wac", "nrs", "rsmo", "orc",
		"ilcs", "federal", "florida", "minnesota", "ohio", "california", "texas", "illinois", "wisconsin", "connecticut", "iowa",
		"nebraska", "wis", "chapter", "chapters", "michigan", "constitutions", "oregon", "washington", "massachusetts", "fourth", "fifth", "fourteenth", "first":
		x.numbered(p)
	case "civil":
		if a, end := x.o.civil(p); end > 0 {
			x.outside(p, end, a)
		}
	case "page":
		x.page(p, e)
	case "settlement", "settlements":
		x.settlement(p, e)
	case "provision", "provisions":
		x.provision(p, e)
	case "v", "vs":
		x.courtCase(p)
	}
}

// kind reads a citation that a kind word at p opens.
func (x *scanner) kind(p int) {
	if p < x.done {
		return
	}
	k := readKind(x.s, p)
	if k.n == 0 || strings.HasPrefix(x.s[p+k.n:], "(s)") { // "agenda item(s)"
		return
	}
	r := x.g.read(p, k)
	if r == nil {
		x.named(p, k)
		return
	}
	start, end := r.items[0].start, r.last().end
	first := &r.items[0]
	// "Labor Code Section 4850", "MCL 423.201, Section 5": behind an authority
	// the section is the authority's.
	if n := len(x.f.out); n > 0 && !first.tied() {
		if m := &x.f.out[n-1]; m.At == x.at && m.Authority != nil && x.done > 0 && x.done <= start {
			if gap := strings.TrimSpace(x.s[x.done:start]); (gap == "" || gap == ",") && start-x.done <= 2 && x.c.Source(x.done, x.done).Start >= m.Span.End-1 {
				if a := sectionIn(*m.Authority, first.steps); a.ID != m.Authority.ID {
					m.Authority = &a
				}
				x.grow(m, end)
				return
			}
		}
	}
	if a, stop := x.plan(r, end); a != nil {
		*a = x.o.normal(*a, x.s[start:stop])
		x.add(start, stop, Mention{Authority: a})
		return
	}
	for _, it := range r.items {
		if it.authority == nil {
			if len(r.items) > 1 || !x.alone(it.start, it.end) {
				x.add(it.start, it.end, Mention{Steps: it.steps, Title: it.title, This: it.this, Where: it.where, Whole: it.whole, In: it.in})
			}
			continue
		}
		a := sectionIn(x.o.normal(*it.authority, x.s[it.start:it.end]), it.steps)
		x.add(it.start, it.end, Mention{Authority: &a})
	}
	x.done = max(x.done, end)
}

// alone reports whether s[start:end], with a title behind it or not, is all of
// its line: a running head that was not taken for furniture ("Letter of
// Understanding #3" on top of the letter's second page, "ARTICLE 15, DISCIPLINE
// AND DISCHARGE  94"), not a citation in a sentence. A number alone must stand
// between empty lines, for a line of a paragraph may hold no more; a title must
// be one of the agreement's own.
func (x *scanner) alone(start, end int) bool {
	if x.heading {
		return false
	}
	text, span := x.f.t.Agreement().Text, x.c.Source(start, end)
	before := strings.TrimRight(text[:span.Start], " \t*#")
	if before != "" && before[len(before)-1] != '\n' && before[len(before)-1] != '\f' {
		return false
	}
	// "… shall read as follows:" and on a line of its own "Section C. Maintenance
	// of Membership. All employees …": the heading of what is quoted.
	if rest := strings.TrimLeft(text[span.End:min(len(text), span.End+4)], ".*"); strings.HasSuffix(strings.TrimRight(before, " \t\r\n\f*\"“"), ":") && len(rest) > 1 && rest[0] == ' ' && upper(rest[1]) {
		return true
	}
	line, after, _ := strings.Cut(text[span.End:min(len(text), span.End+160)], "\n")
	line = strings.Trim(strings.TrimRight(line, " \t\r0123456789"), " \t*.,:–—-")
	if line == "" {
		gap := before[len(strings.TrimRight(before, "\r\n\f \t")):]
		next, _, _ := strings.Cut(after, "\n")
		return (before == "" || strings.Count(gap, "\n") > 1 || strings.Contains(gap, "\f")) && strings.TrimSpace(next) == ""
	}
	if line != strings.ToUpper(line) || !upper(line[0]) && line[0] < 0x80 {
		return false
	}
	// "SECTION 33: SUPPLEMENTAL RETIREMENT PLAN": a heading that was not taken
	// for one, or a running head.
	return len(x.f.titles[titleKey(line)]) > 0 || x.s[start:start+len(wordAt(x.s, start))] == strings.ToUpper(wordAt(x.s, start)) && len(line) > 3
}

// numbers writes steps as "501(c)(9)".
func numbers(steps []corpus.Step) string {
	var out strings.Builder
	out.WriteString(steps[0].Number)
	for _, s := range steps[1:] {
		out.WriteString("(" + s.Number + ")")
	}
	return out.String()
}

// plan reads "Section 125 plan", "Section 457 deferred compensation": a section
// of the Internal Revenue Code that everyone calls by its number. No agreement
// has a hundred sections in an article.
func (x *scanner) plan(r *ref, end int) (*corpus.Authority, int) {
	s := r.items[0].steps
	if len(s) == 2 && strings.EqualFold(s[1].Number, "k") && (s[0].Number == "7" || s[0].Number == "207") && s[0].Kind == corpus.Section {
		near := strings.ToLower(x.s[max(0, r.items[0].start-300):min(len(x.s), end+100)])
		if s[0].Number == "207" || strings.Contains(near, "flsa") || strings.Contains(near, "fair labor") || strings.Contains(near, "work period") {
			return &corpus.Authority{ID: "us/flsa/7(k)", Name: "Fair Labor Standards Act Section 7(k)"}, end
		}
	}
	if len(r.items) != 1 || s[0].Kind != corpus.Section || len(s[0].Number) != 3 || !digit(s[0].Number[0]) {
		return nil, 0
	}
	switch s[0].Number {
	case "105", "106", "115", "125", "129", "132", "401", "403", "414", "415", "457", "501":
	default:
		return nil, 0
	}
	rest := strings.ToLower(x.s[end:min(len(x.s), end+40)])
	for _, w := range []string{"plan", "cafeteria", "account", "deferred", "flexible", "trust", "code", "i.r.s", "irs", "premium", "benefit"} {
		if strings.Contains(rest, w) {
			n := numbers(s)
			return &corpus.Authority{ID: "us/irc/" + strings.ToLower(n), Name: "Internal Revenue Code Section " + n}, end
		}
	}
	return nil, 0
}

// grow makes the mention m, the last found, reach to end.
func (x *scanner) grow(m *Mention, end int) {
	m.Span.End = x.c.Source(end-1, end).End
	m.Raw = x.s[x.c.Offset(m.Span.Start):end]
	x.done = max(x.done, end)
}

// this reads "this Article", "this Section 3", "this Letter of Understanding".
func (x *scanner) this(p int) {
	k, end := x.g.thisKind(p)
	if end == 0 {
		return
	}
	// "this Section 3": the number may disagree with where the words stand.
	for q := p; q < end; q++ {
		if kk := readKind(x.s, q); startsWord(x.s, q) && kk.n > 0 && q+kk.n == end {
			if r := x.g.read(q, kk); r != nil && len(r.items) == 1 && r.items[0].authority == nil {
				x.add(p, r.last().end, Mention{Steps: r.items[0].steps, This: k, Where: r.items[0].where})
				return
			}
		}
	}
	x.add(p, end, Mention{This: k})
}

// near reads "the preceding Section", "the following Article": a neighbour.
func (x *scanner) near(p, e int) {
	c := cursor{x.s, e}
	if p < 4 || !strings.EqualFold(x.s[p-4:p], "the ") || !c.take(" ") {
		return
	}
	k := readKind(x.s, c.p)
	if k.n == 0 || k.plural || !upper(x.s[c.p]) || k.kind != corpus.Article && k.kind != corpus.Section && k.kind != corpus.Subsection {
		return
	}
	if r := x.g.read(c.p, k); r != nil {
		return // "the following Section 3": the number says it
	}
	n := -1
	if strings.EqualFold(x.s[p:e], "following") {
		n = 1
	}
	x.add(p, c.p+k.n, Mention{Steps: []corpus.Step{{Kind: k.kind}}, Near: n})
}

var stepOf = pattern.New(`^[Ss][Tt][Ee][Pp] (\w{1,5}|#\d)((?:,? of (?:this|the) [Aa]rticle)|(?:,? (?:of|in) (?:this|the) (?:(?:[Ss]upplemental|[Rr]egular|[Cc]ontractual|[Nn]ormal|[Nn]egotiated) )?(?:[Gg]rievance )?(?:[Pp]rocedure|[Pp]rocess)))`)

// step reads "Step Two of the grievance procedure". A step in running text is no
// citation.
func (x *scanner) step(p int) {
	m := stepOf.FindStringSubmatchIndex(x.s[p:min(len(x.s), p+90)])
	if m == nil {
		return
	}
	n := strings.TrimPrefix(x.s[p+m[2]:p+m[3]], "#")
	if v := numberWord(n); v != "" {
		n = v
	}
	if _, ok := corpus.RomanValue(n); !ok && (n == "" || !digit(n[0])) {
		return
	}
	mention := Mention{Steps: []corpus.Step{{Word: "Step", Number: n}}}
	if strings.HasSuffix(strings.ToLower(x.s[p+m[4]:p+m[5]]), "article") {
		mention.This = corpus.Article
	}
	x.add(p, p+m[1], mention)
}

// law reads an authority whose name ends with the noun s[p:e], or an act cited
// by number.
func (x *scanner) law(p, e int) {
	if a, end := x.o.at(p); end > 0 {
		x.outside(p, end, a)
		return
	}
	if a, end := x.o.civil(p); end > 0 {
		x.outside(p, end, a)
		return
	}
	if l, ok := x.o.named(p, e, x.done); ok {
		x.outside(l.start, l.end, l.authority)
	}
}

// moreSections is what a list or range of a code's sections adds: "ORS 654.001 to
// 654.295 and 654.991".
var moreSections = pattern.New(`^(?:,? (?:and|or|to|through|&)|,) (?:§+ ?)?(\d+[A-Za-z]?[.:]\d+[A-Za-z]*)((?: ?\([0-9A-Za-z]{1,3}\))*)`)

// numbered reads an authority cited by number that begins at p, and the further
// sections of the same code behind it.
func (x *scanner) numbered(p int) {
	if a, end := x.o.at(p); end > 0 {
		if p < x.done {
			return
		}
		x.outside(p, end, a)
		base, section, ok := cutLast(x.o.normal(a, x.s[p:end]).ID)
		for ok && strings.ContainsAny(section, ".:") {
			m := moreSections.FindStringSubmatchIndex(x.s[end:min(len(x.s), end+40)])
			if m == nil || !boundary(x.s, end+m[1]) {
				return
			}
			number := strings.ToLower(x.s[end+m[2]:end+m[3]]) + tight(x.s[end+m[4]:end+m[5]])
			name, _, _ := strings.Cut(a.Name, " ")
			b := authority(base+"/"+number, name+" "+number)
			x.add(end+m[2], end+m[1], Mention{Authority: &b})
			end += m[1]
		}
		return
	}
	if p+3 < len(x.s) && (x.s[p] == 'I' || x.s[p] == 'C') {
		x.other(p, p+len(wordAt(x.s, p)))
	}
}

// cutLast divides an id at its last stroke.
func cutLast(id string) (before, after string, ok bool) {
	k := strings.LastIndexByte(id, '/')
	if k < 0 {
		return id, "", false
	}
	return id[:k], id[k+1:], true
}

// number looks at a number that may open an authority: "29 U.S.C. 2601".
func (x *scanner) number(p, e int) {
	if p < x.done || p > 0 && !startsWord(x.s, p) || e+3 > len(x.s) {
		return
	}
	next := x.s[e:min(len(x.s), e+2)]
	if next[0] != ' ' && next[0] != 'U' && next[0] != 'C' {
		return
	}
	b := strings.TrimLeft(x.s[e:min(len(x.s), e+3)], " ")
	if b == "" || b[0] != 'U' && b[0] != 'C' && b[0] != 'P' {
		return
	}
	x.numbered(p)
}

// caseEnd is what may stand behind the names of a case's parties: ", et al.,
// court of appeals No. 314781".
var caseEnd = pattern.New(`^,? ?(?:et al\.?)?(?:,? (?:[A-Za-z]+ ){0,3}(?:[Cc]ourt|[Aa]ppeals),? (?:[Cc]ase )?No\. ?[\w-]+)?`)

func (x *scanner) courtCase(p int) {
	if p < 2 || x.s[p-1] != ' ' {
		return
	}
	m := caseName.FindStringSubmatch(x.s[p-1 : min(len(x.s), p+80)])
	if m == nil {
		return
	}
	from := p - 1
	if strings.HasSuffix(x.s[x.done:from], ", et al.") {
		from -= len(", et al.")
	}
	start, caps := nameStart(x.s, from, x.done)
	if caps == 0 {
		return
	}
	end := p - 1 + trimmed(m[0])
	name := x.s[start:end]
	end += len(caseEnd.FindString(x.s[end:min(len(x.s), end+80)]))
	x.outside(start, end, corpus.Authority{ID: "case/" + slug(strings.NewReplacer(" vs. ", " v ", " v. ", " v ", " vs ", " v ").Replace(name)), Name: name})
}

// ownWords reports whether the name of a paper outside, of a sort that only its
// last noun tells ("… Procedures", "… Rules"), is a title of the agreement's own or
// stands in a heading.
func (x *scanner) ownWords(id, raw string) bool {
	sort, _, _ := strings.Cut(id, "/")
	switch sort {
	case "guidelines", "rules", "regulations", "manual", "compensation", "agreement", "resolutions":
	default:
		return false
	}
	return x.heading && sort != "manual" || len(x.f.titles[titleKey(raw)]) > 0 || sort == "agreement" && strings.HasSuffix(raw, "Term of Agreement")
}

// outside notes an authority at s[start:end].
func (x *scanner) outside(start, end int, a corpus.Authority) {
	if start < x.done {
		return
	}
	if x.ownWords(a.ID, x.s[start:end]) {
		return
	}
	a = x.o.normal(a, x.s[start:end])
	x.add(start, end, Mention{Authority: &a})
	x.define(end, a)
}
