package query

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Parse reads what was typed; docs/search.md has the language. It never fails:
// what looks like syntax and is none is read as words, and Notes says so.
//
// Words that only follow each other rank what is found; phrases, operators,
// fields and comparisons are conditions that every hit must meet.
//
// What Parse returns prints back: where stray marks leave words that would be
// read otherwise when they are printed ("O(~1"), what is printed is read again
// until it stays as it is, and Notes says how it was read.
func Parse(text string) Query {
	q := parse(text)
	for range rereadings {
		again := parse(q.String())
		if q.means(&again) {
			return q
		}
		again.Text, again.Notes = text, append(q.Notes, fmt.Sprintf("read as: %s", again.String()))
		q = again
	}
	plain := parse(strings.ToLower(strings.Join(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")))
	plain.Text, plain.Notes = text, append(q.Notes, fmt.Sprintf("read as: %s", plain.String()))
	return plain
}

// rereadings bounds how often a query that does not print back is read again.
const rereadings = 4

func parse(text string) Query {
	p := &parser{q: Query{Text: text}}
	p.tokens = p.lex(text)
	p.top()
	return p.q
}

// means reports whether two queries ask the same.
func (q *Query) means(o *Query) bool {
	return slices.Equal(q.Terms, o.Terms) && slices.Equal(q.Phrases, o.Phrases) && reflect.DeepEqual(q.Where, o.Where) && slices.Equal(q.Filters, o.Filters)
}

type parser struct {
	q      Query
	tokens []token
	at     int
	strict bool // an AND or an OR stands outside all brackets
}

func (p *parser) note(format string, args ...any) {
	n := fmt.Sprintf(format, args...)
	if !slices.Contains(p.q.Notes, n) {
		p.q.Notes = append(p.q.Notes, n)
	}
}

func (p *parser) peek() (token, bool) {
	if p.at < len(p.tokens) {
		return p.tokens[p.at], true
	}
	return token{}, false
}

// top reads the whole query.
func (p *parser) top() {
	depth := 0
	for _, t := range p.tokens {
		switch t.kind {
		case tokenOpen:
			depth++
		case tokenClose:
			depth--
		case tokenAnd, tokenOr:
			p.strict = p.strict || depth == 0
		}
	}
	if p.strict {
		if e, ok := p.or(); ok {
			p.condition(e)
			if e.Op == Or && slices.ContainsFunc(e.Args, func(a Expr) bool { return a.Op == And }) {
				p.note("read as %s", e)
			}
		}
		return
	}
	for p.at < len(p.tokens) {
		required := p.tokens[p.at].kind == tokenPlus
		e, ok := p.unary()
		switch {
		case !ok:
		case e.Op == Word && !required:
			p.q.Terms = append(p.q.Terms, e.Text)
		default:
			p.condition(e)
		}
	}
}

// condition puts e where it belongs: what all hits must meet.
func (p *parser) condition(e Expr) {
	switch {
	case e.Op == And:
		for _, a := range e.Args {
			p.condition(a)
		}
	case e.Op == Phrase && e.Slop == 0:
		p.q.Phrases = append(p.q.Phrases, e.Text)
	case e.Op == Only:
		if f := (Filter{e.Field, e.Text}); !slices.Contains(p.q.Filters, f) {
			p.q.Filters = append(p.q.Filters, f)
		}
	default:
		p.q.Where = append(p.q.Where, e)
	}
}

// or reads alternatives up to a closing bracket or the end.
func (p *parser) or() (Expr, bool) {
	var args []Expr
	for {
		if e, ok := p.and(); ok {
			args = append(args, e)
		}
		if t, ok := p.peek(); !ok || t.kind != tokenOr {
			return join(Or, args)
		}
		p.at++
	}
}

// and reads what stands side by side, with or without AND.
func (p *parser) and() (Expr, bool) {
	var args []Expr
	for {
		t, ok := p.peek()
		if !ok || t.kind == tokenOr || t.kind == tokenClose {
			return join(And, args)
		}
		if t.kind == tokenAnd {
			p.at++
			continue
		}
		if e, ok := p.unary(); ok {
			args = append(args, e)
		}
	}
}

// join makes one expression of several; one alone stands for itself.
func join(op Op, args []Expr) (Expr, bool) {
	var flat []Expr
	for _, a := range args {
		if a.Op == op {
			flat = append(flat, a.Args...)
		} else {
			flat = append(flat, a)
		}
	}
	switch len(flat) {
	case 0:
		return Expr{}, false
	case 1:
		return flat[0], true
	}
	return Expr{Op: op, Args: flat}, true
}

// unary reads one thing; false if there was none to read. It always goes on.
func (p *parser) unary() (Expr, bool) {
	t := p.tokens[p.at]
	p.at++
	switch t.kind {
	case tokenPlus:
		if _, ok := p.operand(); ok {
			return p.unary()
		}
		return Expr{}, false
	case tokenNot:
		next, ok := p.operand()
		if ok && next.kind == tokenNot {
			p.note("two NOTs in a row were read as one")
			return p.unary()
		}
		if ok {
			if e, ok := p.unary(); ok {
				if e.Op == Not {
					return e, true
				}
				return Expr{Op: Not, Args: []Expr{e}}, true
			}
		}
		p.note("NOT stands before nothing and was left out")
		return Expr{}, false
	case tokenOpen:
		e, ok := p.or()
		if next, more := p.peek(); more && next.kind == tokenClose {
			p.at++
		}
		return e, ok
	case tokenClose: // unreachable: brackets are paired by now
		return Expr{}, false
	case tokenPhrase:
		if t.text == "" {
			return Expr{}, false
		}
		e := Expr{Op: Phrase, Text: t.text, Slop: t.slop}
		if c, ok := p.compared(Expr{Op: Phrase, Text: t.text}); ok && t.slop == 0 {
			return c, true
		}
		return e, true
	case tokenField:
		return p.field(t)
	}
	return p.word(t)
}

// operand is the next token if it can be what an operator stands before.
func (p *parser) operand() (token, bool) {
	t, ok := p.peek()
	return t, ok && t.kind != tokenAnd && t.kind != tokenOr && t.kind != tokenClose && t.kind != tokenPlus
}

// word reads a word with what may hang on it: "grievan*", "senority~",
// "notice>=10 days".
func (p *parser) word(t token) (Expr, bool) {
	if left, cmp, right, ok := comparison(t.text); ok && left != "" {
		if f := fieldOf(left); f == Expires || f == Effective { // "expires>2014"
			if e, ok := dated(f, cmp+strings.TrimRight(right, marks+")")); ok {
				return e, true
			}
		}
		if e, ok := p.compare(Expr{Op: Word, Text: left}, cmp, right); ok {
			return e, true
		}
	}
	core := strings.TrimRight(strings.TrimLeft(t.text, marks), strings.NewReplacer("*", "", "~", "").Replace(marks))
	if base, ok := strings.CutSuffix(core, "*"); ok && lettersOnly(base) {
		if utf8.RuneCountInString(base) >= shortestPrefix {
			return Expr{Op: Prefix, Text: base}, true
		}
		p.note("%s: a beginning of a word needs %d letters; read as a word", core, shortestPrefix)
	}
	if base, n, ok := strings.Cut(core, "~"); ok && lettersOnly(base) && (n == "" || n == "1" || n == "2") {
		if utf8.RuneCountInString(base) >= shortestFuzzy {
			slips := 1
			if n == "2" {
				slips = 2
			}
			return Expr{Op: Fuzzy, Text: base, Slips: slips}, true
		}
		p.note("%s: a word that is meant roughly needs %d letters; read as it is", core, shortestFuzzy)
		t.text = base
	}
	text := trim(comparators.Replace(t.text))
	// "=:text:0": behind stray marks a field is not seen as one, and printed it
	// would be. What it would be asked for is the word.
	for {
		name, value, ok := strings.Cut(text, ":")
		if !ok || fieldOf(name) == "" {
			break
		}
		p.note("%q behind other marks is not read as a field", name+":")
		text = trim(value)
	}
	if name, value, ok := strings.Cut(text, ":"); ok && looksLikeField(name) && value != "" && fieldOf(name) == "" {
		p.note("%q is not a field; read as a word (fields: %s)", name+":", fieldNames(allFields()))
	}
	if text == "" {
		return Expr{}, false
	}
	e := Expr{Op: Word, Text: text}
	if c, ok := p.compared(e); ok {
		return c, true
	}
	return e, true
}

// The fewest letters of a beginning and of a word that is meant roughly: with
// fewer nearly every word would do.
const (
	shortestPrefix = 3
	shortestFuzzy  = 4
)

// comparators that compare nothing divide words.
var comparators = strings.NewReplacer("<", "/", ">", "/", "=", "/", "≥", "/", "≤", "/")

func lettersOnly(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

// comparison divides "notice>=10" into its sides. The left one is empty where
// the text begins with the comparison.
func comparison(text string) (left, cmp, right string, ok bool) {
	at := strings.IndexAny(text, "<>=≥≤")
	if at < 0 {
		return "", "", "", false
	}
	left, rest := text[:at], text[at:]
	for _, c := range []struct{ sign, cmp string }{
		{">=", ">="}, {"=>", ">="}, {"≥", ">="}, {"<=", "<="}, {"=<", "<="}, {"≤", "<="}, {">", ">"}, {"<", "<"}, {"=", "="},
	} {
		if right, ok := strings.CutPrefix(rest, c.sign); ok {
			word := trim(left)
			if left != "" && (strings.IndexFunc(word, unicode.IsLetter) < 0 || strings.ContainsAny(word, "()")) {
				return "", "", "", false
			}
			return word, c.cmp, right, true
		}
	}
	return "", "", "", false // unreachable: one of the signs stands at at
}

// compared reads a comparison that follows what was read: "notice" ">=" "10"
// "days".
func (p *parser) compared(near Expr) (Expr, bool) {
	t, ok := p.peek()
	if !ok || t.kind != tokenWord || near.Op == Word && (strings.ContainsAny(near.Text, "()<>=≥≤") || strings.IndexFunc(near.Text, unicode.IsLetter) < 0) {
		return Expr{}, false
	}
	left, cmp, right, ok := comparison(t.text)
	if !ok || left != "" || strings.IndexAny(t.text, "<>=≥≤") != 0 {
		return Expr{}, false
	}
	p.at++
	if e, ok := p.compare(near, cmp, right); ok {
		return e, true
	}
	p.at--
	return Expr{}, false
}

// compare reads the value that near is compared with; right is what of it
// stands in the same word.
func (p *parser) compare(near Expr, cmp, right string) (Expr, bool) {
	start := p.at
	if right == "" {
		t, ok := p.peek()
		if !ok || t.kind != tokenWord {
			return Expr{}, false
		}
		right = t.text
		p.at++
	}
	v, ok := parseAmount(strings.TrimRight(right, marks+")"))
	if !ok {
		p.at = start
		return Expr{}, false
	}
	var next []string
	for _, t := range p.tokens[p.at:min(p.at+2, len(p.tokens))] {
		if t.kind != tokenWord {
			break
		}
		next = append(next, strings.TrimRight(t.text, ".,;:!?"))
	}
	v, n := v.withUnit(next)
	p.at += n
	if near.Op == Word { // "expires = 2014" with blanks is the field's, too
		if f := fieldOf(near.Text); f == Expires || f == Effective {
			printed := Expr{Op: Compare, Args: []Expr{near}, Cmp: cmp, Value: v}.String()
			if _, c, value, ok := comparison(printed); ok {
				if e, ok := dated(f, c+value); ok {
					return e, true
				}
			}
		}
	}
	return Expr{Op: Compare, Args: []Expr{near}, Cmp: cmp, Value: v}, true
}

// field reads what stands after a field's name.
func (p *parser) field(t token) (Expr, bool) {
	next, ok := p.peek()
	if !ok || next.kind != tokenOpen && next.kind != tokenPhrase && next.kind != tokenWord {
		p.note("%s: has no value; left out", t.field)
		return Expr{}, false
	}
	switch t.field {
	case InTitle, InText:
		e, ok := p.unary()
		if !ok {
			p.note("%s: has no value; left out", t.field)
			return Expr{}, false
		}
		if e.Op == Within { // "title:text:x"
			e = e.Args[0]
		}
		return Expr{Op: Within, Field: t.field, Args: []Expr{e}}, true
	}
	if next.kind == tokenOpen {
		e, ok := p.unary()
		if !ok {
			return e, false
		}
		return p.each(t.field, e), true
	}
	p.at++
	value := next.text
	if next.kind == tokenWord {
		value = strings.TrimRight(value, marks+")")
	}
	return p.value(t.field, value, next.kind == tokenPhrase)
}

// each gives the field's meaning to every word of e: kind:(letter OR section).
func (p *parser) each(field Field, e Expr) Expr {
	if e.Op == Word || e.Op == Phrase {
		if v, ok := p.value(field, e.Text, e.Op == Phrase); ok {
			return v
		}
		return e
	}
	args := make([]Expr, len(e.Args))
	for i, a := range e.Args {
		args[i] = p.each(field, a)
	}
	e.Args = args
	return e
}

// value reads a filter's value, or the date of a condition.
func (p *parser) value(field Field, value string, quoted bool) (Expr, bool) {
	asWord := func() (Expr, bool) {
		text := string(field) + ":" + value
		if quoted {
			return Expr{Op: Phrase, Text: value}, value != ""
		}
		text = trim(text)
		return Expr{Op: Word, Text: text}, text != ""
	}
	if field == Expires || field == Effective {
		e, ok := dated(field, value)
		if !ok {
			p.note("%s:%s is no date or range of dates like >2014 or 2013..2015; read as words", field, value)
			return asWord()
		}
		return e, true
	}
	value = strings.TrimSpace(value)
	if !quoted {
		value = trim(value)
	}
	if value == "" {
		p.note("filter %s has no value; left out", field)
		return Expr{}, false
	}
	if err := CheckFilter(Filter{field, value}); err != nil {
		p.note("%s; read as words", err)
		return asWord()
	}
	return Expr{Op: Only, Field: field, Text: value}, true
}

// dated reads ">2014", "<=2014-06", "2014" and "2013..2015".
func dated(field Field, text string) (Expr, bool) {
	one := func(cmp, date string) (Expr, bool) {
		_, _, ok := dates(date)
		return Expr{Op: Dated, Field: field, Cmp: cmp, Text: date}, ok
	}
	if from, to, ok := strings.Cut(text, ".."); ok {
		a, ok1 := one(">=", from)
		b, ok2 := one("<=", to)
		e, _ := join(And, []Expr{a, b})
		return e, ok1 && ok2
	}
	if left, cmp, right, ok := comparison(text); ok {
		if left != "" {
			return Expr{}, false
		}
		return one(cmp, right)
	}
	return one("=", text)
}
