package corpus

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ErrNoCitation says that a string names no place: "bereavement leave".
var ErrNoCitation = errors.New("not a citation")

func itoa(n int) string { return strconv.Itoa(n) }

// ParseCitation reads a citation as people type it: "517M art 9 sec C",
// "MCO 15 B A", "Genesee VI.3", "LOU#7", "App. F-2", "16.11.a", "§V",
// "Section C of Article 9", "Section 3(b)(2)", "p. 85". Steps come back from
// the outside in, with numbers in the canonical letter case. Words in front of
// or behind the citation go to Agreement; whether they name an agreement is for
// the caller to find out ([MatchAgreements]): "section 125 cafeteria plan"
// parses too, with the words "cafeteria plan".
//
// A number without any word of a kind is read as an article only where it can
// hardly be anything else: it ends the string, and has several levels ("9C",
// "VI.3") or stands behind a capitalised name ("MCO 15"). The error wraps
// [ErrNoCitation] where no single place is named.
func ParseCitation(s string) (Citation, error) {
	c, err := parseCitation(s)
	if err != nil {
		return Citation{}, err
	}
	// A reading that cannot be written back is no reading: the words left over
	// run together with the steps ("art II art").
	if again, err := parseCitation(c.String()); err != nil || !reflect.DeepEqual(c, again) {
		return Citation{}, fmt.Errorf("%q: %w: the words can be read in several ways", s, ErrNoCitation)
	}
	return c, nil
}

func parseCitation(s string) (Citation, error) {
	if len(s) > 1000 {
		return Citation{}, fmt.Errorf("%d bytes: %w", len(s), ErrNoCitation)
	}
	p := citeParser{src: s, toks: lexCitation(s)}
	start, ok := p.find()
	if !ok {
		return p.bare()
	}
	end := p.chain(start)
	if err := p.several(end); err != nil {
		return Citation{}, err
	}
	return Citation{Agreement: p.words(start, end), Steps: p.steps}, nil
}

type citeParser struct {
	src   string
	toks  []citeToken
	steps []Step
}

// find is the first token that opens a citation: a kind word with its number.
func (p *citeParser) find() (int, bool) {
	for i := range p.toks {
		if _, n := p.step(i); n > 0 {
			return i, true
		}
	}
	return 0, false
}

// step reads one step with a kind word at token i.
func (p *citeParser) step(i int) (Step, int) {
	kind, word, n := citeWord(p.toks[i:])
	if n == 0 {
		if kind, n := citeQuoted(p.toks[i:]); n > 0 { // a name alone: "Supplemental Grievance Procedure" in quotation marks
			return Step{Name: cleanName(p.src[p.toks[i].end:p.toks[i+kind].start])}, n
		}
		return Step{}, 0
	}
	if !numbered(kind) {
		return Step{Kind: kind}, n
	}
	j := i + n
	for j < len(p.toks) && p.toks[j].is("#", "no", "number", "nos") {
		j++
		if j < len(p.toks) && p.toks[j].text == "." && p.toks[j-1].is("no", "nos") {
			j++
		}
	}
	s := Step{Kind: kind, Word: word}
	bracket := j < len(p.toks) && p.toks[j].text == "("
	if bracket {
		j++
	}
	num, k := citeNumber(p.toks[j:])
	if k > 0 && (!p.label(j, k, kind) || bracket && (j+k >= len(p.toks) || p.toks[j+k].text != ")")) {
		k = 0
	}
	if k == 0 && bracket {
		j--
	}
	if k > 0 {
		s.Number = canonicalNumber(kind, num)
		j += k
		if bracket {
			j++
		}
	}
	// A name after a colon: up to a comma, or all that is quoted.
	if j+1 < len(p.toks) && p.toks[j].text == ":" && (kind == Letter || kind == Appendix || k > 0) {
		if close, n := citeQuoted(p.toks[j+1:]); n > 0 {
			s.Name = cleanName(p.src[p.toks[j+1].end:p.toks[j+1+close].start])
			j += 1 + n
		} else {
			e := j + 1
			for e < len(p.toks) && !strings.Contains(",:;()§¶#\"", p.toks[e].text) {
				e++
			}
			s.Name = cleanName(p.src[p.toks[j].end:p.toks[e-1].end])
			if e > j+1 && s.Name != "" {
				j = e
			} else {
				s.Name = ""
			}
		}
	}
	if s.Number == "" && s.Name == "" {
		return Step{}, 0
	}
	return s, j - i
}

// citeQuoted finds a quoted name: the index of the closing mark, and the tokens
// taken; n is 0 if toks does not open with a quotation mark or the name is empty.
func citeQuoted(toks []citeToken) (closing, n int) {
	if len(toks) == 0 || toks[0].text != `"` {
		return 0, 0
	}
	for k := 1; k < len(toks); k++ {
		if toks[k].text == `"` {
			if k == 1 {
				return 0, 0
			}
			return k, k + 1
		}
	}
	return 0, 0
}

// label reports whether the number at token j, n tokens long, is one: a small
// "a" or "i" in front of another small word is an ordinary word ("section a
// week").
func (p *citeParser) label(j, n int, kind Kind) bool {
	text := p.toks[j].text
	if kind == Letter && allLetters(text) && numberWord(text) == 0 && (len(text) > 1 || text == strings.ToLower(text)) {
		return false // "letter of intent is", "letter a"
	}
	if n > 1 || len(text) > 1 || text != strings.ToLower(text) || digit(text[0]) {
		return true
	}
	if j+1 >= len(p.toks) || !p.toks[j+1].word() || !p.toks[j+1].space {
		return true
	}
	next := p.toks[j+1:]
	if next[0].is("of", "in", "under", "from", "the") {
		return true
	}
	if _, _, k := citeWord(next); k > 0 {
		return true
	}
	_, k := citeNumber(next)
	return k > 0 && (len(next) == k || next[0].text == strings.ToUpper(next[0].text))
}

// chain reads all steps from token i on into p.steps, outermost first, and
// returns the token after them.
func (p *citeParser) chain(i int) int {
	var runs [][]Step // joined by "of": the later is the outer one
	var run []Step
	for {
		s, n := p.step(i)
		if n == 0 {
			break
		}
		i += n
		run = append(run, s)
		var tail []Step
		tail, i = p.tail(i)
		run = append(run, tail...)
		j, of := i, false
		for j < len(p.toks) {
			t := p.toks[j]
			if t.is("of", "in", "under") {
				of = true
			} else if !t.is(",", ".", ";", "-", "–", "—", "the", "/", ">") {
				break
			}
			j++
		}
		if j >= len(p.toks) {
			break
		}
		if _, n := p.step(j); n == 0 {
			break
		}
		if of {
			runs, run = append(runs, run), nil
		}
		i = j
	}
	if run != nil {
		runs = append(runs, run)
	}
	for _, run := range slices.Backward(runs) {
		p.steps = append(p.steps, sortSteps(run)...)
	}
	return i
}

// tail reads the sub-numbers after a number: "(b)(2)", ".3.b", " B.5", " L".
func (p *citeParser) tail(i int) ([]Step, int) {
	var tail []Step
	text := func(k int) string {
		if k < len(p.toks) {
			return p.toks[k].text
		}
		return ""
	}
	for i < len(p.toks) {
		switch t := p.toks[i]; {
		case t.text == "(":
			num, n := citeNumber(p.toks[i+1:])
			if n == 0 || text(i+1+n) != ")" {
				return tail, i
			}
			tail = append(tail, Step{Number: num})
			i += n + 2
		case t.text == "." && !t.space && i+1 < len(p.toks) && !p.toks[i+1].space:
			num, n := citeNumber(p.toks[i+1:])
			if n == 0 {
				return tail, i
			}
			tail = append(tail, Step{Number: num})
			i += n + 1
		case t.word() && t.space:
			num, n := citeNumber(p.toks[i:])
			if n == 0 || numberWord(t.text) > 0 || len(t.text) > 3 {
				return tail, i
			}
			next := i + n
			for next < len(p.toks) && p.toks[next].text == "." {
				next++
			}
			small := t.text == strings.ToLower(t.text)
			if _, _, k := citeWord(p.toks[i:]); k > 0 {
				return tail, i
			}
			if small && next < len(p.toks) && text(next) != "(" && text(next) != "," {
				// A small letter or a number counts only at the end or before
				// another label: "art 15 b a", not "art 9 a grievance".
				if _, k := citeNumber(p.toks[next:]); k == 0 {
					return tail, i
				}
			}
			tail = append(tail, Step{Number: num})
			i += n
		default:
			return tail, i
		}
	}
	return tail, i
}

// sortSteps puts the steps of a run from the outside in: "Section C, Article 9"
// is Article 9, Section C. Steps without a kind stay behind the one they follow.
func sortSteps(run []Step) []Step {
	var groups [][]Step
	for _, s := range run {
		if len(groups) == 0 || s.Kind != "" || s.Word != "" || s.Name != "" {
			groups = append(groups, nil)
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], s)
	}
	sort.SliceStable(groups, func(i, j int) bool { return rank(groups[i][0]) < rank(groups[j][0]) })
	out := make([]Step, 0, len(run))
	for _, g := range groups {
		out = append(out, g...)
	}
	return out
}

// rank says how far out a step stands; a name alone stays where it is, inmost.
func rank(s Step) int {
	switch s.Kind {
	case Appendix:
		return 0
	case Letter:
		return 1
	case Article, Preamble, Introduction, Signature, Index:
		return 2
	case Part:
		return 3
	case Section:
		return 4
	case Subsection:
		return 5
	case Paragraph:
		return 6
	}
	if s.Word == "Rule" || s.Word == "Chapter" {
		return 2
	}
	return 7
}

// bare reads a citation without any kind word, behind words that may name an
// agreement: "MCO 15 B A", "Genesee VI.3", "16.11.a", "9C".
func (p *citeParser) bare() (Citation, error) {
	none := fmt.Errorf("%q: %w", p.src, ErrNoCitation)
	for i := range p.toks {
		if i > 4 || !p.toks[i].word() {
			break
		}
		num, n := citeNumber(p.toks[i:])
		if n == 0 || numberWord(p.toks[i].text) > 0 || !bareNumber(num) || i > 0 && !p.toks[i].space {
			continue
		}
		tail, end := p.tail(i + n)
		for end < len(p.toks) && p.toks[end].text == "." {
			end++
		}
		if end < len(p.toks) {
			continue
		}
		named := i > 0
		for _, t := range p.toks[:i] {
			r, _ := utf8.DecodeRuneInString(t.text)
			named = named && (unicode.IsUpper(r) || unicode.IsDigit(r))
		}
		levels := len(tail) + 1
		if allLetters(num[len(num)-1:]) && digit(num[0]) || strings.Contains(num, ".") {
			levels++ // "9C", "15-B", "16.11"
		}
		alone := i == 0 && len(p.toks) == n && len(num) > 1 && strings.Trim(num, "IVX") == "" // "XXI"
		if levels < 2 && !named && !alone || i > 3 {
			continue
		}
		first := Step{Kind: Article, Number: canonicalNumber(Article, num)}
		if strings.Contains(num, ".") {
			first = Step{Number: num} // an article's number or a section's own label
		}
		return Citation{Agreement: p.words(i, len(p.toks)), Steps: append([]Step{first}, tail...)}, nil
	}
	return Citation{}, none
}

// bareNumber reports whether a number can stand for an article without the
// word: up to two digits with a letter behind, or a roman numeral in capitals.
// "401k" and "2014" cannot.
func bareNumber(s string) bool {
	d := 0
	for d < len(s) && digit(s[d]) {
		d++
	}
	if d > 0 {
		return d <= 2
	}
	_, ok := RomanValue(s)
	return ok && s == strings.ToUpper(s)
}

// several refuses lists and ranges: "Articles 5 and 6" names two places.
func (p *citeParser) several(end int) error {
	rest := p.toks[end:]
	if len(rest) < 2 || !rest[0].is("and", "or", "through", "to", "thru", "&", "-", "–", ",") {
		return nil
	}
	_, n := citeNumber(rest[1:])
	_, _, k := citeWord(rest[1:])
	if k > 0 || n > 0 && (n+1 == len(rest) || digit(rest[1].text[0])) {
		return fmt.Errorf("%q: %w: it names several places", p.src, ErrNoCitation)
	}
	return nil
}

// words joins what stands before token start and from token end on, without the
// small words that only lead to the citation.
func (p *citeParser) words(start, end int) string {
	var out []string
	for _, part := range [][]citeToken{p.toks[:start], p.toks[end:]} {
		for len(part) > 0 && idle(part[0]) {
			part = part[1:]
		}
		for len(part) > 0 && idle(part[len(part)-1]) {
			part = part[:len(part)-1]
		}
		if len(part) > 0 {
			out = append(out, cleanName(p.src[part[0].start:part[len(part)-1].end]))
		}
	}
	return strings.Join(out, " ")
}

func idle(t citeToken) bool {
	return !t.word() || t.is("of", "the", "in", "under", "from", "see", "per", "at", "to", "and", "our", "my")
}

// canonicalNumber is the number as its canonical form writes it: letters and
// roman numerals of the outer kinds in capitals, as headings do; a lower level
// keeps its case, for "(a)" and "(A)" may be different levels.
func canonicalNumber(kind Kind, num string) string {
	num = strings.ReplaceAll(num, " ", "")
	switch kind {
	case Article, Part, Section, Appendix, Letter:
		return strings.ToUpper(num)
	}
	return num
}
