package query

import (
	"fmt"
	"strconv"
	"strings"
)

// An Op says what an Expr is.
type Op string

// The kinds of expressions.
const (
	And     Op = "and"     // all of Args hold
	Or      Op = "or"      // one of Args holds
	Not     Op = "not"     // Args[0] does not hold
	Word    Op = "word"    // Text stands there, whatever its ending
	Phrase  Op = "phrase"  // the words of Text follow each other, with Slop others between at most
	Prefix  Op = "prefix"  // a word that begins with Text stands there
	Fuzzy   Op = "fuzzy"   // a word that is at most Slips slips from Text stands there
	Within  Op = "within"  // Args[0] holds within Field: title or text
	Only    Op = "only"    // Field has the value Text: what a filter asks, inside an expression
	Compare Op = "compare" // a value that is Cmp Value stands near what Args[0] finds
	Dated   Op = "dated"   // the agreement's Field, a date, is Cmp Text
)

// An Expr is a condition that provisions must meet. It is a tree; which fields
// it uses its Op says. It is written as text, and Parse reads that text.
type Expr struct {
	Op    Op
	Args  []Expr
	Text  string
	Field Field
	Slop  int    // of a phrase: 0 is word after word
	Slips int    // of a fuzzy word: 1 or 2
	Cmp   string // ">", ">=", "<", "<=" or "="
	Value Value
}

// MarshalText writes e as String does.
func (e Expr) MarshalText() ([]byte, error) { return []byte(e.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (e *Expr) UnmarshalText(text []byte) error {
	q := Parse(string(text))
	if len(q.Where) != 1 || len(q.Terms)+len(q.Phrases)+len(q.Filters) > 0 {
		return fmt.Errorf("%.80q is not one condition", text)
	}
	*e = q.Where[0]
	return nil
}

// String writes e as a condition that Parse reads as e.
func (e Expr) String() string {
	if e.Op == Word {
		return "+" + e.inner()
	}
	return e.inner()
}

// inner writes e as a part of a condition.
func (e Expr) inner() string {
	switch e.Op {
	case And, Or:
		parts := make([]string, len(e.Args))
		for i, a := range e.Args {
			parts[i] = a.inner()
		}
		return "(" + strings.Join(parts, " "+strings.ToUpper(string(e.Op))+" ") + ")"
	case Not:
		return "NOT " + e.Args[0].inner()
	case Word:
		return e.Text
	case Phrase:
		if e.Slop > 0 {
			return `"` + e.Text + `"~` + strconv.Itoa(e.Slop)
		}
		return `"` + e.Text + `"`
	case Prefix:
		return e.Text + "*"
	case Fuzzy:
		return e.Text + "~" + strconv.Itoa(e.Slips)
	case Within:
		return string(e.Field) + ":" + e.Args[0].inner()
	case Only:
		return Filter{e.Field, e.Text}.String()
	case Compare:
		return e.Args[0].inner() + e.Cmp + e.Value.String()
	case Dated:
		return string(e.Field) + ":" + strings.TrimPrefix(e.Cmp, "=") + e.Text
	}
	return "" // unreachable: there are no other kinds
}

// String writes f as it can be typed.
func (f Filter) String() string {
	v := f.Value
	if !plainValue(v) {
		v = `"` + v + `"`
	}
	return string(f.Field) + ":" + v
}

// String writes q so that Parse reads the same terms, phrases, conditions and
// filters.
func (q Query) String() string {
	parts := append([]string(nil), q.Terms...)
	for _, p := range q.Phrases {
		parts = append(parts, `"`+p+`"`)
	}
	for _, e := range q.Where {
		parts = append(parts, e.String())
	}
	for _, f := range q.Filters {
		parts = append(parts, f.String())
	}
	return strings.Join(parts, " ")
}

// Words lists the words that e asks to be there, those of Not left out.
func (e Expr) Words() []string {
	switch e.Op {
	case Word, Phrase, Prefix, Fuzzy:
		return []string{e.Text}
	case Not:
		return nil
	}
	var out []string
	for _, a := range e.Args {
		out = append(out, a.Words()...)
	}
	return out
}
