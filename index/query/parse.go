package query

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/corpus"
)

// Fields lists the names that a filter can use.
func Fields() []Field {
	return []Field{ByAgreement, ByEmployer, ByUnion, ByUnit, ByKind, ByTopic, ByArticle, InForce}
}

// CheckFilter says what is wrong with f, or nothing: an unknown field, an
// unknown kind of provision, a date that is none, an empty value.
func CheckFilter(f Filter) error {
	switch {
	case !slices.Contains(Fields(), f.Field):
		return fmt.Errorf("no filter %q; there are %s", f.Field, fieldNames())
	case strings.TrimSpace(f.Value) == "":
		return fmt.Errorf("filter %s has no value", f.Field)
	case f.Field == ByKind && !slices.Contains(corpus.Kinds(), corpus.Kind(f.Value)):
		return fmt.Errorf("no kind of provision %q; there are %s", f.Value, kindNames())
	case f.Field == InForce:
		if _, err := corpus.Date(f.Value).Time(); err != nil {
			return fmt.Errorf("in_force %q is not a date like 2014-01-31", f.Value)
		}
	}
	return nil
}

func fieldNames() string {
	var names []string
	for _, f := range Fields() {
		names = append(names, string(f))
	}
	return strings.Join(names, ", ")
}

func kindNames() string {
	var names []string
	for _, k := range corpus.Kinds() {
		names = append(names, string(k))
	}
	return strings.Join(names, ", ")
}

// Parse reads what was typed: words, "phrases in quotation marks", and filters
// written field:value or field:"a value". It never fails: what looks like
// syntax and is none is read as words, and Notes says so.
func Parse(text string) Query {
	p := parser{q: Query{Text: text}, rest: text}
	for p.next() {
	}
	return p.q
}

// String writes q so that Parse reads the same terms, phrases and filters.
func (q Query) String() string {
	parts := slices.Clone(q.Terms)
	for _, p := range q.Phrases {
		parts = append(parts, `"`+p+`"`)
	}
	for _, f := range q.Filters {
		v := f.Value
		if !plainValue(v) {
			v = `"` + v + `"`
		}
		parts = append(parts, string(f.Field)+":"+v)
	}
	return strings.Join(parts, " ")
}

// plainValue reports whether v can stand after "field:" without marks.
func plainValue(v string) bool {
	for i, r := range v {
		inside := i > 0 && i+utf8.RuneLen(r) < len(v)
		if !letterOrDigit(r) && (!inside || !strings.ContainsRune("-_.", r)) {
			return false
		}
	}
	return v != ""
}

func letterOrDigit(r rune) bool {
	return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

type parser struct {
	q    Query
	rest string
}

func (p *parser) note(format string, args ...any) {
	n := fmt.Sprintf(format, args...)
	if !slices.Contains(p.q.Notes, n) {
		p.q.Notes = append(p.q.Notes, n)
	}
}

func isQuote(r rune) bool {
	return r == '"' || r == '“' || r == '”' || r == '„' || r == '«' || r == '»'
}

func isBreak(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || r == utf8.RuneError || isQuote(r)
}

// next reads one word, phrase or filter; false at the end.
func (p *parser) next() bool {
	p.rest = strings.TrimLeftFunc(p.rest, func(r rune) bool { return isBreak(r) && !isQuote(r) })
	if p.rest == "" {
		return false
	}
	if r, w := utf8.DecodeRuneInString(p.rest); isQuote(r) {
		p.rest = p.rest[w:]
		if phrase := p.quoted(); phrase != "" {
			p.q.Phrases = append(p.q.Phrases, phrase)
		}
		return true
	}
	end := strings.IndexFunc(p.rest, isBreak)
	if end < 0 {
		end = len(p.rest)
	}
	word := p.rest[:end]
	p.rest = p.rest[end:]

	if name, ok := strings.CutSuffix(word, ":"); ok {
		if r, w := utf8.DecodeRuneInString(p.rest); isQuote(r) && w > 0 {
			if f := fieldOf(trim(name)); f != "" {
				p.rest = p.rest[w:]
				p.filter(f, p.quoted(), true)
				return true
			}
		}
	}
	word = trim(word)
	name, value, ok := strings.Cut(word, ":")
	if f := fieldOf(name); ok && f != "" && value != "" {
		p.filter(f, value, false)
		return true
	}
	if ok && looksLikeField(name) && value != "" {
		p.note("%q is not a filter; read as a word (filters: %s)", name+":", fieldNames())
	}
	if word != "" {
		p.q.Terms = append(p.q.Terms, word)
	}
	return true
}

// quoted reads up to the closing mark; the opening one is read. White space is
// folded.
func (p *parser) quoted() string {
	end := strings.IndexFunc(p.rest, isQuote)
	inside := p.rest
	if end < 0 {
		p.note("a quotation mark is not closed; the phrase was read to the end")
		p.rest = ""
	} else {
		_, w := utf8.DecodeRuneInString(p.rest[end:])
		inside, p.rest = p.rest[:end], p.rest[end+w:]
	}
	return strings.Join(strings.FieldsFunc(inside, isBreak), " ")
}

func (p *parser) filter(field Field, value string, quoted bool) {
	if value == "" {
		p.note("filter %s has no value; left out", field)
		return
	}
	f := Filter{field, value}
	if err := CheckFilter(f); err != nil {
		p.note("%s; read as words", err)
		if quoted {
			p.q.Phrases = append(p.q.Phrases, value)
		} else {
			p.q.Terms = append(p.q.Terms, string(field)+":"+value)
		}
		return
	}
	if !slices.Contains(p.q.Filters, f) {
		p.q.Filters = append(p.q.Filters, f)
	}
}

func fieldOf(name string) Field {
	f := Field(strings.ToLower(name))
	if slices.Contains(Fields(), f) {
		return f
	}
	return ""
}

// looksLikeField tells "titel:holidays" from "3:30" and "a://b".
func looksLikeField(name string) bool {
	return len(name) > 2 && strings.IndexFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && r != '_' }) < 0
}

// trim takes the marks of a sentence off the ends of a word and leaves those
// of its own: "401(k)", "10%", "§", "#3".
func trim(word string) string {
	for {
		w := strings.Trim(word, ".,;:!?'’‘`*[]{}<>|\\^~=_")
		if strings.HasPrefix(w, "(") && strings.Count(w, "(") > strings.Count(w, ")") || strings.HasPrefix(w, ")") {
			w = w[1:]
		}
		if strings.HasSuffix(w, ")") && strings.Count(w, ")") > strings.Count(w, "(") || strings.HasSuffix(w, "(") {
			w = w[:len(w)-1]
		}
		if len(w) > 1 && w[0] == '(' && w[len(w)-1] == ')' && !strings.ContainsAny(w[1:len(w)-1], "()") {
			w = w[1 : len(w)-1]
		}
		if w == word {
			return w
		}
		word = w
	}
}
