package ingest

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/clausebook/clausebook/corpus"
)

// describe fills in what the document says about itself: title, parties, unit,
// term, kind. Each value has the place that it was read from; what the text
// does not state stays empty. cover is the text before the first unit.
func describe(a *corpus.Agreement, cover corpus.Span) {
	a.FactSpans = map[corpus.Fact]corpus.Span{}
	d := &describer{a: a, t: corpus.NewTree(a), cover: a.CleanSpans(cover)}
	d.lines(cover)
	d.kind()
	d.parties()
	d.title()
	d.term()
	a.Truncated = d.truncated()
	a.ID = d.id()
}

type describer struct {
	a     *corpus.Agreement
	t     *corpus.Tree
	cover *corpus.Clean
	rows  []row // the cover's lines
}

type row struct {
	text string
	span corpus.Span
}

// lines divides the cover into its lines, furniture left out. What comes after
// the first forty lines is no title page.
func (d *describer) lines(cover corpus.Span) {
	pos := cover.Start
	for pos < cover.End && len(d.rows) < 40 {
		end := strings.IndexAny(d.a.Text[pos:cover.End], "\n\f")
		if end < 0 {
			end = cover.End - pos
		}
		c := d.a.CleanSpans(corpus.Span{Start: pos, End: pos + end})
		if c.Text != "" {
			d.rows = append(d.rows, row{c.Text, c.Source(0, len(c.Text))})
		}
		pos += end + 1
	}
}

// kind tells an agreement from a letter, an excerpt and a procedure by what it
// is made of.
func (d *describer) kind() {
	a := d.a
	articles, first, letters := 0, 0, 0
	for _, i := range d.t.Top() {
		p := &a.Provisions[i]
		switch p.Kind {
		case corpus.Article:
			if articles == 0 {
				first = arabic(p.Number)
			}
			articles++
		case corpus.Letter:
			letters++
		}
	}
	text := strings.ToLower(d.cover.Text + " " + a.Text[:min(len(a.Text), 3000)])
	fields := 0
	for _, i := range d.t.Top() {
		if p := &a.Provisions[i]; p.Kind == corpus.Section && p.Number == "" {
			fields++
		}
	}
	switch {
	case articles == 1 && first > 1, articles > 1 && first > 1 && len(a.Contents) == 0 && d.cover.Text == "":
		a.Kind = corpus.KindExcerpt
	case articles > 0:
		a.Kind = corpus.KindAgreement
	case fields >= 4 && strings.Contains(text, "procedure"):
		a.Kind = corpus.KindProcedure
	case len(a.Text) < 40_000 && (strings.Contains(text, "letter of") || strings.Contains(text, "memorandum of") || strings.Contains(text, "side letter")):
		a.Kind = corpus.KindLetterDoc
	case len(d.t.Top()) > 4 && strings.Contains(text, "agreement"), strings.Contains(text, "memorandum of understanding"):
		a.Kind = corpus.KindAgreement
	default:
		a.Kind = corpus.KindOtherDoc
	}
}

// arabic reads a number printed in arabic or roman; 0 for anything else.
func arabic(s string) int {
	if v, err := strconv.Atoi(strings.TrimRight(s, "ABCDEFGH-")); err == nil {
		return v
	}
	v := 0
	val := map[rune]int{'I': 1, 'V': 5, 'X': 10, 'L': 50, 'C': 100}
	last := 0
	for _, r := range s {
		n, ok := val[r]
		if !ok {
			return 0
		}
		if n > last {
			v -= 2 * last
		}
		v += n
		last = n
	}
	return v
}

var unionWord = regexp.MustCompile(`(?i)\b(union|association|local|federation|brotherhood|lodge|guild|teamsters|organi[sz]ation|council \d+|afscme|seiu|iafftu|uaw|ibew|fop|afl-cio|employees'? association|fraternal order|professional employees|nurses association|society|chapters?)\b`)
var employerWord = regexp.MustCompile(`(?i)\b(county|city|state|department|district|university|college|board|village|township|town|school|court|hospital|authority|commission|company|corporation|employer|office|inc|commissioners|sheriff)\b`)
var betweenWord = regexp.MustCompile(`(?i)\b(?:by and )?between\b[.:]?(?: the\b)?`)

// parties reads employer and union: what stands on either side of "and" after
// "between" on the cover, or in the opening of the body.
func (d *describer) parties() {
	if x, y, ok := d.between(d.cover); ok {
		d.assign(x, y, d.cover)
	}
	if d.a.Employer == "" || d.a.Union == "" {
		for i := range d.a.Provisions {
			p := &d.a.Provisions[i]
			if p.Span.Start > len(d.a.Text)/6 && i > 12 {
				break
			}
			c := d.t.CleanText(i)
			if len(c.Text) < 40 {
				continue
			}
			if x, y, ok := d.between(c); ok {
				d.assign(x, y, c)
				break
			}
		}
	}
	d.unit()
}

// between finds the two names after "between" in a clean text, as byte ranges.
func (d *describer) between(c *corpus.Clean) (x, y [2]int, ok bool) {
	s := c.Text
	if len(s) > 6000 {
		s = s[:6000]
	}
	loc := betweenWord.FindStringIndex(s)
	if loc == nil {
		return x, y, false
	}
	from := loc[1]
	// The first party ends at an "and" that a capital follows and that does not
	// stand inside a list of one name ("Local 1, Chapters 9 and 10").
	for at := from; ; {
		k := indexAnd(s[at:])
		if k < 0 {
			return x, y, false
		}
		at += k
		rest := strings.TrimLeft(s[at+5:], " ")
		left := s[from:at]
		rest = strings.TrimPrefix(strings.TrimPrefix(rest, "the "), "The ")
		if len(left) > 3 && len(left) < 900 && rest != "" && (unicode.IsUpper(rune(rest[0])) || strings.HasPrefix(rest, "its ")) && partyLike(left) && partyLike(firstName(rest)) && kindOf(left) != kindOf(firstName(rest)) {
			begin := at + 5 + strings.Index(s[at+5:], rest)
			x = trimName(s, from, at)
			y = trimName(s, begin, begin+len(firstName(rest)))
			return x, y, x[1] > x[0] && y[1] > y[0]
		}
		at += 4
	}
}

// indexAnd is the offset of the next " and " or " AND " in s.
func indexAnd(s string) int {
	a, b := strings.Index(s, " and "), strings.Index(s, " AND ")
	if c := strings.Index(s, " And "); c >= 0 && (b < 0 || c < b) {
		b = c
	}
	if a < 0 || b >= 0 && b < a {
		return b
	}
	return a
}

func partyLike(s string) bool { return unionWord.MatchString(s) || employerWord.MatchString(s) }

// kindOf tells a union from an employer by its words; the union's words win,
// since unions name their employers ("Genesee County Professional Court
// Officers Association").
func kindOf(s string) string {
	if unionWord.MatchString(s) {
		return "union"
	}
	return "employer"
}

// nameEnd closes a party's name.
var nameEnd = regexp.MustCompile(`(?i)[.;](\s|$)|,? (hereinafter|hereafter|referred|expresses|effective|for the (years|period)|on behalf|which|who|that|shall|agrees?|constitutes|have|has|are|is|in order|as set|dated|this|whereas|supervisors for|from the)\b|["“(](hereinafter|hereafter|the )|\b(january|february|march|april|may|june|july|august|september|october|november|december) \d|\b(19|20)\d\d\b|\bTABLE OF|\bEffective\b|\s\*|["“(]`)

func firstName(s string) string {
	if loc := nameEnd.FindStringIndex(s); loc != nil {
		return s[:loc[0]]
	}
	return s[:min(len(s), 400)]
}

func trimName(s string, from, to int) [2]int {
	if loc := nameEnd.FindStringIndex(s[from:to]); loc != nil && loc[0] > 3 {
		to = from + loc[0]
	}
	for from < to && strings.IndexByte(" ,.:;(\"-", s[from]) >= 0 {
		from++
	}
	for _, the := range []string{"the ", "The ", "THE "} {
		if strings.HasPrefix(s[from:to], the) {
			from += 4
		}
	}
	for to > from && strings.IndexByte(" ,.:;(\"-", s[to-1]) >= 0 {
		to--
	}
	return [2]int{from, to}
}

func (d *describer) assign(x, y [2]int, c *corpus.Clean) {
	for _, r := range [][2]int{x, y} {
		name := c.Text[r[0]:r[1]]
		switch kindOf(name) {
		case "union":
			if d.a.Union == "" {
				d.a.Union = displayName(name)
				d.a.FactSpans[corpus.FactUnion] = c.Source(r[0], r[1])
			}
		default:
			if d.a.Employer == "" {
				d.a.Employer = displayName(name)
				d.a.FactSpans[corpus.FactEmployer] = c.Source(r[0], r[1])
			}
		}
	}
}

// displayName writes a name in capitals as words; acronyms (no vowel, or the
// first word's fellows "SEIU", "AFSCME") stay.
func displayName(s string) string {
	letters, upper := 0, 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsUpper(r) {
				upper++
			}
		}
	}
	if letters == 0 || upper*10 < letters*7 {
		return s
	}
	f := strings.Fields(s)
	for i, w := range f {
		core := strings.Trim(w, ".,()")
		if len(core) <= 5 && core == strings.ToUpper(core) && (acronyms[core] || strings.ContainsAny(core, "0123456789")) || strings.Contains(core, "-") && len(core) <= 8 {
			continue
		}
		low := strings.ToLower(w)
		if i > 0 && (low == "of" || low == "and" || low == "the" || low == "for" || low == "with") {
			f[i] = low
			continue
		}
		r := []rune(low)
		for k, c := range r {
			if unicode.IsLetter(c) {
				r[k] = unicode.ToUpper(c)
				break
			}
		}
		f[i] = string(r)
	}
	return strings.Join(f, " ")
}

// acronyms of unions and federations as they are printed inside names set in
// capitals.
var acronyms = map[string]bool{"SEIU": true, "AFSCME": true, "UAW": true, "AFL": true, "CIO": true, "CTW": true, "FOP": true, "IBEW": true, "IBT": true, "UE": true, "USW": true, "CWA": true, "IAFF": true, "UFCW": true, "AFT": true, "NEA": true, "LLC": true, "USA": true, "IATSE": true}

var unitWord = regexp.MustCompile(`(?i)\b((?:[A-Z][\w&'-]*|and|of)(?: (?:[A-Z][\w&'-]*|and|of)){0,6}) (?:bargaining )?unit\b`)

// unit reads the bargaining unit from the cover, else from the first mention of
// "the … Bargaining Unit" in the body.
func (d *describer) unit() {
	set := func(c *corpus.Clean, from, to int) bool {
		name := strings.TrimSpace(c.Text[from:to])
		for _, lead := range []string{"the ", "The ", "THE ", "of ", "and "} {
			if strings.HasPrefix(name, lead) {
				from += len(lead)
				name = name[len(lead):]
			}
		}
		low := strings.ToLower(name)
		if name == "" || low == "bargaining" || low == "the" || low == "this" || strings.HasSuffix(low, " bargaining") && len(low) < 14 || low == "representation" || low == "each" || low == "layoff" {
			return false
		}
		d.a.Unit = displayName(strings.TrimSuffix(strings.TrimSuffix(name, " bargaining"), " Bargaining"))
		d.a.FactSpans[corpus.FactUnit] = c.Source(from, to)
		return true
	}
	for _, r := range d.rows {
		c := d.a.CleanSpans(r.span)
		if m := unitWord.FindStringSubmatchIndex(c.Text); m != nil && set(c, m[2], m[3]) {
			return
		}
	}
	if d.a.Kind != corpus.KindAgreement {
		return
	}
	count := map[string]int{}
	first := map[string][3]int{} // provision, from, to
	named := regexp.MustCompile(`(?:the|The|its|of) ((?:[A-Z][\w&'-]*|and)(?: (?:[A-Z][\w&'-]*|and)){0,5}) (?:Bargaining )?Unit\b`)
	for i := range d.a.Provisions {
		c := d.t.CleanText(i)
		for _, m := range named.FindAllStringSubmatchIndex(c.Text, -1) {
			n := c.Text[m[2]:m[3]]
			if strings.HasPrefix(n, "Bargaining") || strings.HasPrefix(n, "Representation") || strings.HasPrefix(n, "Layoff") || strings.HasPrefix(n, "Work") {
				continue
			}
			n = strings.TrimSuffix(n, " Bargaining")
			count[n]++
			if _, ok := first[n]; !ok {
				first[n] = [3]int{i, m[2], m[2] + len(n)}
			}
		}
	}
	best := ""
	for n, k := range count {
		if k >= 3 && (k > count[best] || k == count[best] && n < best) {
			best = n
		}
	}
	if best != "" {
		f := first[best]
		set(d.t.CleanText(f[0]), f[1], f[2])
	}
}

// title reads the document's title: on the cover, up to the parties and the
// term; of an excerpt its unit's heading; of a procedure its subject.
func (d *describer) title() {
	a := d.a
	switch a.Kind {
	case corpus.KindExcerpt:
		for _, i := range d.t.Top() {
			if p := &a.Provisions[i]; p.Kind == corpus.Article {
				a.Title = displayName(p.Heading)
				a.FactSpans[corpus.FactTitle] = p.HeadingSpan
				return
			}
		}
	case corpus.KindProcedure:
		for _, i := range d.t.Top() {
			p := &a.Provisions[i]
			if low := strings.ToLower(p.Title); low == "subject" || low == "title" || low == "re" {
				c := d.t.CleanText(i)
				a.Title = strings.TrimRight(c.Text, ". ")
				a.FactSpans[corpus.FactTitle] = c.Source(0, len(a.Title))
				return
			}
		}
	}
	s := d.cover.Text
	end := len(s)
	if loc := dateAt.FindStringIndex(s); loc != nil && loc[0] > 8 {
		end = loc[0]
	}
	if loc := regexp.MustCompile(`(?i)\b(effective|table of contents|for the (years|period)|this agreement|the purpose of|preamble|whereas)\b`).FindStringIndex(s[:end]); loc != nil && loc[0] > 8 {
		end = loc[0]
	}
	from := 0
	if end > 300 {
		end = 300
		if k := strings.LastIndexByte(s[:end], ' '); k > 0 {
			end = k
		}
	}
	for end > from && strings.IndexByte(" ,.:;-–\"", s[end-1]) >= 0 {
		end--
	}
	if end-from < 4 {
		if len(a.Provisions) > 0 && a.Provisions[0].Heading != "" {
			a.Title = displayName(a.Provisions[0].Heading)
			a.FactSpans[corpus.FactTitle] = a.Provisions[0].HeadingSpan
		}
		return
	}
	a.Title = displayName(s[from:end])
	a.FactSpans[corpus.FactTitle] = d.cover.Source(from, end)
}

const monthNames = `January|February|March|April|May|June|July|August|September|October|November|December`

var dateAt = regexp.MustCompile(`(?i)\b(` + monthNames + `)\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)\b`)
var slashDate = regexp.MustCompile(`\b(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)\b`)

type dated struct {
	at   [2]int
	date corpus.Date
}

func datesIn(s string) []dated {
	var out []dated
	for _, m := range dateAt.FindAllStringSubmatchIndex(s, -1) {
		month := 0
		for k, n := range strings.Split(monthNames, "|") {
			if strings.EqualFold(n, s[m[2]:m[3]]) {
				month = k + 1
			}
		}
		out = appendDate(out, m, s[m[6]:m[7]], month, s[m[4]:m[5]])
	}
	for _, m := range slashDate.FindAllStringSubmatchIndex(s, -1) {
		month, _ := strconv.Atoi(s[m[2]:m[3]])
		out = appendDate(out, m, s[m[6]:m[7]], month, s[m[4]:m[5]])
	}
	return out
}

func appendDate(out []dated, m []int, year string, month int, day string) []dated {
	d, _ := strconv.Atoi(day)
	iso := corpus.Date(fmt.Sprintf("%s-%02d-%02d", year, month, d))
	if _, err := iso.Time(); err != nil {
		return out
	}
	return append(out, dated{[2]int{m[0], m[1]}, iso})
}

// term reads from when to when the agreement holds: two dates next to each
// other on the cover, else the sentence of the body that says so. A date whose
// year a scan has lost is not completed.
func (d *describer) term() {
	if d.a.Kind == corpus.KindExcerpt || d.a.Kind == corpus.KindProcedure {
		return
	}
	if d.range_(d.cover, true) {
		return
	}
	for i := len(d.a.Provisions) - 1; i >= 0; i-- {
		p := &d.a.Provisions[i]
		if p.Kind == corpus.Appendix || p.Kind == corpus.Letter {
			continue
		}
		low := strings.ToLower(p.Title)
		top := d.t.Path(i)[0]
		low += " " + strings.ToLower(d.a.Provisions[top].Title)
		if !strings.Contains(low, "term") && !strings.Contains(low, "duration") && !strings.Contains(low, "effective") && !strings.Contains(low, "preamble") && !strings.Contains(low, "purpose") {
			continue
		}
		if c := d.t.CleanText(i); d.range_(c, false) {
			return
		}
	}
}

var inForce = regexp.MustCompile(`(?i)(effective|full force|remain in|from|commence|term of|terminat|expire|expiration|through|until)`)

// range_ reads a pair of dates that stand close together with nothing between
// them but "through", "to" and the like, or the two dates of a sentence about
// force and expiry.
func (d *describer) range_(c *corpus.Clean, cover bool) bool {
	ds := datesIn(c.Text)
	for k := 0; k+1 < len(ds); k++ {
		gap := c.Text[ds[k].at[1]:ds[k+1].at[0]]
		lead := c.Text[max(0, ds[k].at[0]-160):ds[k].at[0]]
		if ds[k].date >= ds[k+1].date || len(gap) > 160 {
			continue
		}
		if cover && len(gap) < 40 || inForce.MatchString(lead+gap) && (strings.Contains(gap, "through") || strings.Contains(gap, "until") || strings.Contains(gap, " to ") || strings.Contains(gap, "ending") || strings.Contains(gap, "expire") || strings.Contains(gap, "terminate")) {
			d.a.Effective, d.a.Expires = ds[k].date, ds[k+1].date
			d.a.FactSpans[corpus.FactEffective] = c.Source(ds[k].at[0], ds[k].at[1])
			d.a.FactSpans[corpus.FactExpires] = c.Source(ds[k+1].at[0], ds[k+1].at[1])
			return true
		}
	}
	if cover {
		// "OCTOBER 19, JUNE 30, 2018": a date without its year, then the end.
		for _, x := range ds {
			lead := strings.TrimRight(c.Text[:x.at[0]], " ,-–")
			if m := regexp.MustCompile(`(?i)\b(` + monthNames + `)\s+\d{1,2}$`).FindString(lead); m != "" {
				d.a.Expires = x.date
				d.a.FactSpans[corpus.FactExpires] = c.Source(x.at[0], x.at[1])
				d.a.Diagnostics = append(d.a.Diagnostics, corpus.Diagnostic{Code: "date-without-year", Severity: corpus.Warning,
					Message: fmt.Sprintf("%q before %q has no year in the text; it is not completed", m, c.Text[x.at[0]:x.at[1]]), Span: c.Source(len(lead)-len(m), len(lead))})
				return true
			}
		}
	}
	return false
}

// truncated: the contents list goes on well past the last unit of the body: the
// last listed articles have no text and nothing stands after the last one that
// has.
func (d *describer) truncated() bool {
	last := -1
	tops := 0
	for i, e := range d.a.Contents {
		if e.Depth == 0 {
			tops++
			if e.Provision != "" {
				last = i
			}
		}
	}
	lost := 0
	for i, e := range d.a.Contents {
		if i > last && e.Depth == 0 && e.Kind == corpus.Article {
			lost++
		}
	}
	return tops > 3 && last >= 0 && lost >= 2
}

// id makes a readable id from the parties, the unit and the year.
func (d *describer) id() string {
	a := d.a
	switch a.Kind {
	case corpus.KindAgreement, corpus.KindLetterDoc:
	default:
		if s := slug(a.Title, 6); s != "" {
			return s
		}
		return slug(strings.TrimSuffix(a.Source.Name, ".txt"), 8)
	}
	var parts []string
	if a.Unit != "" {
		if u := shortUnion(a.Union); u != "" {
			parts = append(parts, u)
		}
		parts = append(parts, slug(a.Unit, 4))
	} else {
		if s := slug(strings.TrimSuffix(a.Employer, " (As Defined)"), 3); s != "" {
			parts = append(parts, s)
		}
		if u := shortUnion(a.Union); u != "" {
			parts = append(parts, u)
		}
	}
	year := string(a.Effective)
	if year == "" {
		year = string(a.Expires)
	}
	if len(year) >= 4 {
		parts = append(parts, year[:4])
	}
	if len(parts) < 2 {
		return slug(stem(a.Source.Name), 8)
	}
	return strings.Join(parts, "-")
}

func stem(name string) string {
	if k := strings.LastIndexByte(name, '.'); k > 0 {
		return name[:k]
	}
	return name
}

// shortUnion is a union's name as people say it: initials of a name of three
// words and more ("mco"), else its local ("local-916"), else its first words.
func shortUnion(s string) string {
	if s == "" {
		return ""
	}
	head := s
	if k := strings.IndexAny(s, ",("); k > 0 {
		head = s[:k]
	}
	var caps []string
	for _, w := range strings.Fields(head) {
		if acronyms[strings.Trim(w, ".,")] || strings.EqualFold(w, "local") || strings.ContainsAny(w, "0123456789") {
			break
		}
		if r := []rune(w)[0]; unicode.IsUpper(r) {
			caps = append(caps, string(unicode.ToLower(r)))
		}
	}
	if len(caps) >= 3 {
		return strings.Join(caps, "")
	}
	return slug(head, 3)
}

// slug is at most n words of s in lower case, joined by dashes.
func slug(s string, n int) string {
	f := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9')
	})
	return strings.Join(f[:min(len(f), n)], "-")
}
