package ingest

import (
	"strings"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/ingest/pattern"
)

// A bargain is a place that names both parties: byte ranges of its reading.
type bargain struct {
	in              reading
	opener          [2]int // "between"; empty where the names stand alone
	first, second   [2]int // the names, in order
	employer, union [2]int
}

// opener comes before the names. "Entered into by" opens them where no
// "between" follows.
var opener = pattern.New(`(?i)\bbetween\b[.:]?|\bentered into by\b`)

// mostOpeners bounds how often a reading is tried: covers say it once or twice,
// and a council's letter before them a few times more.
const mostOpeners = 6

// openers lists the places of the openers of s; of "entered into by and
// between" it is the "between".
func openers(s string) [][]int {
	all := opener.FindAllStringIndex(s, mostOpeners)
	out := all[:0]
	for i, m := range all {
		if i+1 < len(all) && all[i+1][0]-m[1] < 8 {
			continue
		}
		out = append(out, m)
	}
	return out
}

// paper is what is concluded between parties; a "between" far from such a word
// is between two dates or two employees.
var paper = pattern.New(`(?i)\b(?:agreements?|contract|memorandum|understanding|addendum|entered|made)\b`)

// coverEnd is where a cover stops naming the parties.
var coverEnd = pattern.New(`(?i)\b(?:effective|for the (?:years?|period|term)|table of contents|this (?:agreement|memorandum|contract|letter)|whereas|preamble|` +
	`(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}|(?:19|20)\d\d ?[-–—] ?(?:19|20)\d\d|size: px)\b`)

// partiesBytes is how far behind "between" both names stand. The longest of the
// trial documents needs 420.
const partiesBytes = 1200

// parties reads employer and union: what stands on either side of "and" behind
// "between" on the cover, or else in the opening of the body. Where a later
// reading gives the same name with a plainer end ("City of Cincinnati,
// hereinafter …" for a cover's "CITY OF CINCINNATI / SUPERVISORS"), the name
// stops there.
func (d *describer) parties() {
	var all []*bargain
	for _, m := range openers(d.open.Text) {
		if b := d.open.bargain(m, coverEnd); b != nil {
			all = append(all, b)
		}
	}
	if len(all) == 0 {
		if b := d.open.standing(); b != nil {
			all = append(all, b)
		}
	}
	if len(all) > 0 {
		d.at = all[0]
	}
	all = append(all, d.inBody()...)
	if len(all) == 0 {
		all = append(all, d.agreeing()...)
	}
	if len(all) == 0 {
		d.defined()
		d.recognizes()
		d.worksFor()
		return
	}
	b := all[0]
	b.shorten(all[1:])
	d.state(corpus.FactEmployer, b.in.Clean, b.employer[0], b.employer[1])
	d.state(corpus.FactUnion, b.in.Clean, b.union[0], b.union[1])
	d.calledEmployer(all[1:])
}

// bargain reads the two names behind an opener; nil where they can't be told.
func (r reading) bargain(open []int, stop *pattern.Pattern) *bargain {
	from := open[1]
	if k := strings.IndexByte(r.Text[from:], '-'); k == 1 { // "- between -"
		from += 2
	}
	to := min(len(r.Text), from+partiesBytes)
	if stop != nil {
		if m := stop.FindStringIndex(r.Text[from:to]); m != nil && m[0] > 8 {
			to = from + m[0]
		}
	}
	best, rank := (*bargain)(nil), 0
	for at := from; ; {
		k, n := indexAnd(r.Text[at:to])
		if k < 0 {
			break
		}
		b, v := r.split(from, at+k, at+k+n, to, stop != nil)
		if v > rank {
			best, rank = b, v
		}
		at += k + n - 1
	}
	if best == nil && stop != nil {
		best = r.unsplit(from, to)
	}
	if best != nil {
		best.opener = [2]int{open[0], open[1]}
	}
	return best
}

// andWord divides parties: between blanks, or between dashes ("-AND-").
var andWord = pattern.New(`(?i)(?: ?[–—-] ?| )and\.?(?: ?[–—-] ?| )`)

// indexAnd is the place and length of the next "and" in s; -1 where there is
// none.
func indexAnd(s string) (int, int) {
	if m := andWord.FindStringIndex(s); m != nil {
		return m[0], m[1] - m[0]
	}
	return -1, 0
}

// How sure a division of the parties is.
const (
	undivided  = iota
	byExclude  // the second is a union, so the first, which could be anything, is its employer
	byWhole    // the names are of different sides, read to their ends
	byNext     // so are the words right behind the "and"
	byLineForm // and the "and" has a line to itself
)

// split reads the names before and after an "and" at [k,next): how sure the
// division is, with the names. Of several divisions the surest is right, so
// that "Land Conservation and Development Department and AFSCME" is divided at
// the second "and", and "Road Commission and Administrative and Technical
// Employees Association" at the first. cover says that the names stand on a
// cover, where "between" has no other use.
func (r reading) split(from, k, next, to int, cover bool) (*bargain, int) {
	x0, x1 := r.nameIn(from, r.forLine(from, k))
	y0, y1 := r.nameIn(next, to)
	x, y := r.Text[x0:x1], r.Text[y0:y1]
	if !proper(x) || !proper(y) || len(x) > 300 || len(y) > 300 || startsLower(x) || startsLower(y) || affiliated.MatchString(y) {
		return nil, undivided
	}
	n, _ := indexAnd(y)
	if n < 0 {
		n = len(y)
	}
	a, c := sideOf(x), sideOf(y[:n])
	rank := byWhole
	switch b, ok := sidesOf(x, y); {
	case ok:
		a = b
		if _, near := sidesOf(x, y[:n]); near {
			rank = byNext
		}
	case cover && a == unknownSide && c == unionSide:
		a, rank = employerSide, byExclude
	case cover && a != unionSide && unionWord.MatchString(r.Text[from:k]) && sideOf(y) == employerSide:
		// "The Public Service Alliance (PSA) on behalf of …, PSA Local 7 and …"
		a, rank = unionSide, byExclude
	default:
		return nil, undivided
	}
	if tail, ok := lastMember(x); ok {
		switch {
		case sideOf(tail) == unknownSide:
			rank = min(rank, byExclude)
		case sideOf(tail) != sideOf(strings.TrimSuffix(x, tail)) && bothParties.MatchString(x):
			return nil, undivided
		}
	}
	// "Acme, Inc. (the “Company”) and United Food and Commercial Workers": behind
	// the first name's definition stands the beginning of the second.
	if n, _ := indexAnd(r.Text[x1:k]); n >= 0 && shortForm.MatchString(r.Text[x1:x1+n]) {
		rank = min(rank, byExclude)
	}
	if i := r.rowAt(k + 1); i >= 0 {
		alone := strings.Trim(r.text(i), " -–—.")
		if strings.EqualFold(alone, "and") || strings.EqualFold(alone, "and the") {
			rank = byLineForm
		}
	}
	b := &bargain{in: r, first: [2]int{x0, x1}, second: [2]int{y0, y1}}
	b.employer, b.union = b.first, b.second
	if a == unionSide {
		b.employer, b.union = b.second, b.first
	}
	return b, rank
}

// shortForm is all of what gives a name its short form: `, hereinafter called the
// "Company,"`, `("Employer")`. Behind it stands the "and" of the two parties.
var shortForm = pattern.New(`(?i)^[ ,;]*\(?(?:(?:hereinafter|hereafter|herein|the|also|sometimes|referred|called|known|designated|to|as)\b[ ,]*)*["“'‘]*[^"”()]{0,40}["”'’,)]*[ ,.]*$`)

// forLine is the end of the line above one that is only "for", between from and
// to, on a cover ("SHERIFF'S OFFICE / for / CORRECTIONS DEPUTIES / and"): what it is
// for is the unit. It is to where there is none.
func (r reading) forLine(from, to int) int {
	for i := 1; i < len(r.rows); i++ {
		if r.rows[i].from > from && r.rows[i-1].to > from && r.rows[i].to <= to && strings.EqualFold(strings.Trim(r.text(i), " -–—"), "for") {
			return r.rows[i-1].to
		}
	}
	return to
}

// bothParties: the article of a second name inside a first.
var bothParties = pattern.New(`(?i)\band the\b`)

// lastMember is what stands behind the last "and" of a name.
func lastMember(name string) (string, bool) {
	all := andWord.FindAllStringIndex(name, -1)
	if len(all) == 0 {
		return "", false
	}
	return name[all[len(all)-1][1]:], true
}

// affiliated goes on about a union: "… LOCAL CHAPTER Affiliated and Chartered by
// Council No. 25".
var affiliated = pattern.New(`(?i)^(?:affiliated|chartered)\b`)

func startsLower(s string) bool { return s[0] >= 'a' && s[0] <= 'z' }

// unsplit divides names at a line's end where the cover has lost its "and": the
// lines before name an employer, those after a union, or the reverse.
func (r reading) unsplit(from, to int) *bargain {
	for i, x := range r.rows {
		if x.from <= from || x.from >= to || i == 0 {
			continue
		}
		if endsOpen(r.text(i-1)) || goesOn.MatchString(r.text(i)) {
			continue
		}
		if b, v := r.split(from, r.rows[i-1].to, x.from, to, false); v >= byWhole && b.first[1]-b.first[0] > 3 {
			return b
		}
	}
	return nil
}

// standing reads a cover without "between": a line that is only "and", with the
// names in the lines around it.
func (r reading) standing() *bargain {
	for i := 1; i+1 < len(r.rows) && i < 15; i++ {
		if !strings.EqualFold(strings.Trim(r.text(i), " -–—"), "and") {
			continue
		}
		to := len(r.Text)
		if j := i + 5; j < len(r.rows) {
			to = r.rows[j].from
		}
		// "Local 84 / and / United Box Service / Supplemental Agreement": the
		// lines next to the "and" are names, one of them a union's local.
		if r.localLine(i-1) && r.nameLine(i+1) || r.localLine(i+1) && r.nameLine(i-1) {
			b := &bargain{in: r}
			b.first[0], b.first[1] = r.nameIn(r.rows[i-1].from, r.rows[i-1].to)
			b.second[0], b.second[1] = r.nameIn(r.rows[i+1].from, r.rows[i+1].to)
			b.employer, b.union = b.second, b.first
			if r.localLine(i + 1) {
				b.employer, b.union = b.first, b.second
			}
			return b
		}
		// "NATIONAL AGREEMENT / and / LOCAL SUPPLEMENT" are two papers.
		if titleWord.MatchString(r.Text[:r.rows[i].from]) || titleWord.MatchString(r.text(i+1)) {
			continue
		}
		if b, v := r.split(r.rows[0].from, r.rows[i].from, r.rows[i].to, to, false); v >= byWhole {
			return b
		}
	}
	return nil
}

// localUnion is a line that is only a local: "Local 84", "LOCAL UNION No. 84".
var localUnion = pattern.New(`(?i)^(?:local|lodge)(?: union)?(?: (?:no|number)\.?)? ?#?\d[\w-]*$`)

func (r reading) localLine(i int) bool { return localUnion.MatchString(r.text(i)) }

// nameLine reports whether a line is the name of somebody who is no union and
// no paper: up to six words that all open with a capital.
func (r reading) nameLine(i int) bool {
	s := r.text(i)
	words := strings.Fields(s)
	for _, w := range words {
		if w[0] < 'A' || w[0] > 'Z' {
			return false
		}
	}
	return len(words) >= 2 && len(words) <= 6 && proper(s) && sideOf(s) != unionSide && !titleWord.MatchString(s)
}

// shorten ends a name where another reading of the same name ends it.
func (b *bargain) shorten(others []*bargain) {
	trim := func(mine *[2]int, its [2]int, o *bargain) {
		long, short := b.in.Text[mine[0]:mine[1]], o.in.Text[its[0]:its[1]]
		if len(short) < len(long) && len(short) > 8 && strings.EqualFold(long[:len(short)], short) && long[len(short)] == ' ' &&
			sideOf(short) == sideOf(long) && !unionWord.MatchString(long[len(short):]) && !employerWord.MatchString(long[len(short):]) {
			mine[1] = mine[0] + len(short)
		}
	}
	for _, o := range others {
		trim(&b.employer, o.employer, o)
		trim(&b.union, o.union, o)
	}
}

// asEmployer is a definition right behind a name.
var asEmployer = pattern.New(`(?i)^[ ,]*\(?(?:hereinafter|hereafter)?[ ,]*(?:also )?(?:referred to as|called|known as)?[ ,]*(?:the )?["“']?(?:the )?employer\b`)

// calledEmployer: where the body calls a party the Employer in so many words,
// that is the employer, though the cover names the department that signs.
func (d *describer) calledEmployer(body []*bargain) {
	for _, b := range body {
		if b.in.rows != nil || !asEmployer.MatchString(b.in.Text[b.employer[1]:min(len(b.in.Text), b.employer[1]+60)]) {
			continue
		}
		name := b.in.Text[b.employer[0]:b.employer[1]]
		if !strings.Contains(strings.ToLower(d.a.Employer), strings.ToLower(name)) {
			d.state(corpus.FactEmployer, b.in.Clean, b.employer[0], b.employer[1])
		}
		return
	}
}

// definition is a name with the short form that the paper gives it.
var definition = pattern.New(`((?:[A-Z][\w.'’&#/-]*)(?:,? (?:of|the|and|for|[A-Z#][\w.'’&#/-]*|\d[\w-]*)){0,12}),? \((?:hereinafter|hereafter)?,? ?(?:also )?(?:referred to )?(?:as )?(?:the )?["“']?(?:the )?((?i:Union|Association|Federation|Lodge|Guild|Employer|City|County|State|District|Company|Board|University))["”'’]?\)`)

// defined reads a party from the definition of its short form, in a paper that
// never says between whom it is: "The Berkeley Police Association (hereinafter
// referred to as "the Association") is the recognized …", or that says so in its first
// sentence: "The Arden District (BOARD) and the Arden Teachers (ASSOCIATION) hereby
// enter into …".
func (d *describer) defined() {
	take := func(r reading) {
		for _, m := range definition.FindAllStringSubmatchIndex(r.Text, -1) {
			if k := strings.LastIndex(r.Text[m[2]:m[3]], " The "); k > 0 && titleWord.MatchString(r.Text[m[2]:m[2]+k]) {
				m[2] += k + 1 // the title of the paper, and its first sentence
			}
			from, to := r.nameIn(m[2], m[3])
			name := r.Text[from:to]
			if !proper(name) {
				continue
			}
			switch sideOf(name) {
			case unionSide:
				if sideOf(r.Text[m[4]:m[5]]) == unionSide && d.a.Union == "" {
					d.state(corpus.FactUnion, r.Clean, from, to)
				}
			case employerSide:
				if sideOf(r.Text[m[4]:m[5]]) == employerSide && d.a.Employer == "" {
					d.state(corpus.FactEmployer, r.Clean, from, to)
				}
			}
		}
	}
	take(d.open)
	for i := range d.a.Provisions {
		if i > 12 || d.a.Provisions[i].Span.Start > len(d.a.Text)/8 {
			break
		}
		take(reading{Clean: d.t.CleanText(i)})
	}
}

// service is said of those whom the paper covers.
var service = pattern.New(`\b(?:working\s+for|employed\s+by|employees?\s+of)\s+the\s+((?:State|City|County|Commonwealth|Town|Township|Village|Province)\s+of\s+[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)`)

// worksFor reads the employer of a paper that names no parties, such as one
// article of an agreement, from what it says of the employees: "presently
// working for the State of Michigan". All such words must name the same.
func (d *describer) worksFor() {
	if d.a.Employer != "" || d.a.Kind != corpus.KindExcerpt && d.a.Kind != corpus.KindAgreement {
		return
	}
	var at corpus.Span
	name := ""
	for _, m := range service.FindAllStringSubmatchIndex(d.a.Text, -1) {
		s := corpus.Span{Start: m[2], End: m[3]}
		switch n := d.a.CleanSpans(s).Text; {
		case name == "":
			name, at = n, s
		case n != name:
			return
		}
	}
	if name != "" {
		d.a.Employer, d.a.FactSpans[corpus.FactEmployer] = name, at
	}
}
