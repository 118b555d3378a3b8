package query

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A tokenKind says what a token is.
type tokenKind int

const (
	tokenWord tokenKind = iota
	tokenPhrase
	tokenField // a field's name with its colon; its operand follows
	tokenAnd
	tokenOr
	tokenNot
	tokenPlus
	tokenOpen
	tokenClose
)

type token struct {
	kind  tokenKind
	text  string // of a word as typed, of a phrase with its white space folded
	slop  int
	field Field
	glued bool // nothing stands between it and the token before
}

// lex divides what was typed. Brackets that group nothing ("the 401(k) (or
// 10%)") are left out.
func (p *parser) lex(text string) []token {
	var out []token
	rest := text
	glued := false
	add := func(t token) {
		t.glued = glued
		out = append(out, t)
		glued = true
	}
	for {
		trimmed := strings.TrimLeftFunc(rest, func(r rune) bool { return isBreak(r) && !isQuote(r) })
		if len(trimmed) < len(rest) {
			glued = false
		}
		if rest = trimmed; rest == "" {
			return p.groups(out)
		}
		r, w := utf8.DecodeRuneInString(rest)
		next, _ := utf8.DecodeRuneInString(rest[w:])
		operand := unicode.IsLetter(next) || isQuote(next) || next == '('
		switch {
		case isQuote(r):
			t := token{kind: tokenPhrase}
			if t.text, t.slop, rest = p.quoted(rest[w:]); t.text != "" || len(out) > 0 && out[len(out)-1].kind == tokenField {
				add(t)
			}
		case r == '(':
			add(token{kind: tokenOpen})
			rest = rest[w:]
		case r == ')':
			add(token{kind: tokenClose})
			rest = rest[w:]
		case (r == '-' || r == '−') && operand && !glued:
			add(token{kind: tokenNot})
			rest = rest[w:]
		case r == '+' && !glued && (isQuote(next) || !isBreak(next) && !strings.ContainsRune("+-−", next)):
			add(token{kind: tokenPlus})
			rest = rest[w:]
		case strings.ContainsRune(marks, r) && !strings.ContainsRune("<>=≥≤", r):
			rest = rest[w:] // marks of a sentence
		default:
			end := wordEnd(rest)
			word := rest[:end]
			if name, _, ok := strings.Cut(word, ":"); ok {
				value := rest[len(name)+1:]
				first, _ := utf8.DecodeRuneInString(value)
				if f := fieldOf(trim(name)); f != "" && value != "" && (!isBreak(first) || isQuote(first)) {
					add(token{kind: tokenField, field: f, text: word})
					rest = value
					continue
				}
			}
			rest = rest[end:]
			switch trim(word) {
			case "AND":
				add(token{kind: tokenAnd})
			case "OR":
				add(token{kind: tokenOr})
			case "NOT":
				add(token{kind: tokenNot})
			default:
				add(token{kind: tokenWord, text: word})
			}
		}
	}
}

// wordEnd is the end of the word that text begins with: a closing bracket that
// it does not open ends it.
func wordEnd(text string) int {
	depth := 0
	for i, r := range text {
		switch {
		case isBreak(r):
			return i
		case r == '(' && i > 0 && text[i-1] == ':' && fieldOf(text[:i-1]) != "":
			return i
		case r == '(':
			depth++
		case r == ')' && depth == 0:
			return i
		case r == ')':
			depth--
		}
	}
	return len(text)
}

// quoted reads a phrase up to its closing mark, with the distance that may
// follow it: "layoff notice"~10. The opening mark is read.
func (p *parser) quoted(text string) (phrase string, slop int, rest string) {
	end := strings.IndexFunc(text, isQuote)
	inside := text
	if end < 0 {
		p.note("a quotation mark is not closed; the phrase was read to the end")
	} else {
		_, w := utf8.DecodeRuneInString(text[end:])
		inside, rest = text[:end], text[end+w:]
	}
	phrase = strings.Join(strings.FieldsFunc(inside, isBreak), " ")
	if far, ok := strings.CutPrefix(rest, "~"); ok {
		digits := len(far) - len(strings.TrimLeft(far, "0123456789"))
		n, err := strconv.Atoi(far[:digits])
		switch {
		case digits == 0:
			n = nearby
		case err != nil || n > farthest:
			p.note("words can be asked for at most %d apart; read so", farthest)
			n = farthest
		}
		slop, rest = n, far[digits:]
	}
	return phrase, slop, rest
}

// How many words may stand between those of a phrase with "~": that many if no
// number is given, and at most.
const (
	nearby   = 10
	farthest = 100
)

// deepest is how far brackets may lie in each other; nobody types more.
const deepest = 20

// groups leaves those brackets in that group something: that hold an operator,
// or are what an operator or a field stands before.
func (p *parser) groups(tokens []token) []token {
	drop := make([]bool, len(tokens))
	operators := false
	var open []int
	for i, t := range tokens {
		switch t.kind {
		case tokenAnd, tokenOr, tokenNot, tokenPlus:
			operators = true
		case tokenOpen:
			open = append(open, i)
		case tokenClose:
			if len(open) == 0 {
				drop[i] = true
				continue
			}
			from := open[len(open)-1]
			open = open[:len(open)-1]
			before := from > 0 && isOperator(tokens[from-1].kind)
			after := i+1 < len(tokens) && (tokens[i+1].kind == tokenAnd || tokens[i+1].kind == tokenOr)
			inside := slices.ContainsFunc(tokens[from:i], func(t token) bool { return t.kind != tokenField && isOperator(t.kind) })
			if len(open) >= deepest || !before && !after && !inside {
				drop[from], drop[i] = true, true
			}
		}
	}
	for _, i := range open {
		drop[i] = true
		if operators {
			p.note("a bracket is not closed and was left out")
		}
	}
	out := tokens[:0]
	for i, t := range tokens {
		if !drop[i] {
			out = append(out, t)
		}
	}
	return out
}

func isOperator(k tokenKind) bool {
	return k == tokenAnd || k == tokenOr || k == tokenNot || k == tokenPlus || k == tokenField
}

func isQuote(r rune) bool {
	return r == '"' || r == '“' || r == '”' || r == '„' || r == '«' || r == '»'
}

func isBreak(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || r == utf8.RuneError || isQuote(r)
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

// looksLikeField tells "titel:holidays" from "3:30" and "a://b".
func looksLikeField(name string) bool {
	return len(name) > 2 && strings.IndexFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && r != '_' && r != '-' }) < 0
}

// marks are what trim takes off.
const marks = "/.,;:!?'’‘`*[]{}<>≥≤|\\^~=_-−+"

// trim takes the marks of a sentence off the ends of a word and leaves those
// of its own: "401(k)", "10%", "§", "#3".
func trim(word string) string {
	for {
		w := strings.Trim(word, marks)
		if strings.HasPrefix(w, "(") || !balanced(w) {
			w = strings.NewReplacer("(", "", ")", "").Replace(w)
		}
		if w == word {
			return w
		}
		word = w
	}
}

// balanced reports whether every bracket of w is closed and none is closed
// that was not opened.
func balanced(w string) bool {
	depth := 0
	for _, r := range w {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth < 0 {
			return false
		}
	}
	return depth == 0
}
